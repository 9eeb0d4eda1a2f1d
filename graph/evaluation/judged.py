"""Claims that a person has judged, and what becomes of them when the articles are read again.

`data/judged/*.jsonl` holds a judgement a line: ids, offsets and verdicts, no text. An end is named by offsets of a mention of its actor (by
name, where it has one), so that it is found again whatever number or key the actor has got since; a claim is judged where article, sentence,
predicate, part, both ends and status are those of a judgement.
"""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from polgraph import vocabulary
from polgraph.errors import InputError
from polgraph.evaluation.reliability import Outcome, Reliability, reliability
from polgraph.loaders import read_jsonl
from polgraph.model import Article, Claim, Extraction, Record, Span
from polgraph.reading.pipeline import Reader

HELD_BACK = "held-"
"""Files whose name begins so are reported on, and no weights are fitted on them."""


class Judgement(Record):
    """One claim and whether it is right: who, what, whom, direction and status as the sentence states them.

    `subject` and `object` are offsets of a mention of each. `status`: "denied" or the modality. `read`: when, an ISO date.
    """

    article: str
    claim: str
    predicate: str
    part: str | None = None
    sentence: Span
    subject: Span
    object: Span
    status: str
    right: bool
    read: str


class Replayed(NamedTuple):
    """A judged claim that is still made, as it is made now, with the grounds of its confidence."""

    judgement: Judgement
    claim: Claim
    grounds: dict[str, float]

    @property
    def outcome(self) -> Outcome:
        """Its confidence now and the verdict."""
        return Outcome(
            confidence=self.claim.confidence, right=self.judgement.right, group=self.judgement.article
        )


class Replay(NamedTuple):
    """What became of the judgements. `unjudged`: claims of these articles that nobody has judged; `missing`: articles that are not there."""

    made: tuple[Replayed, ...]
    gone: tuple[Judgement, ...]
    unjudged: tuple[tuple[str, Claim], ...]
    missing: tuple[str, ...]


class JudgedFigures(Record):
    """What the confidence of judged claims is worth, of those it was fitted on and of those held back; counts of claims made, gone and not judged, and articles that are missing."""

    made: int
    gone: int
    unjudged: int
    missing: tuple[str, ...]
    parts: dict[str, Reliability]


def read_judgements(place: Path, *, held_back: bool | None = None) -> list[Judgement]:
    """Return the judgements of a file or of all files `*.jsonl` of a folder; `held_back`: only of those files, or only of the others.

    Raises InputError naming file and line, or where there are none at all.
    """
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    found = []
    for file in files:
        if held_back is not None and file.name.startswith(HELD_BACK) != held_back:
            continue
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot read {file}: {error}") from None
        for number, line in enumerate(lines, 1):
            try:
                found += [Judgement.model_validate_json(line)] if line.strip() else []
            except ValidationError as error:
                what = error.errors()[0]
                raise InputError(
                    f"{file}, line {number} is no judgement: {'.'.join(map(str, what['loc']))}: {what['msg']}"
                ) from None
    if not found and not (held_back is not None and files):
        raise InputError(f"no judgements in {place}: name a file or folder of them (data/judged/README.md)")
    return found


def replay(
    folder: Path, judgements: Iterable[Judgement], *, reader: Reader, doubtful: bool = False
) -> Replay:
    """Read the judged articles again, out of the files `*.jsonl` of `folder`; `doubtful`: with claims that are not sure enough to be made.

    Raises InputError where none of the articles is there.
    """
    wanted: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        wanted[judgement.article].append(judgement)
    made: list[Replayed] = []
    gone: list[Judgement] = []
    unjudged: list[tuple[str, Claim]] = []
    there = set()
    for article in _articles(folder, wanted):
        there.add(article.id)
        extraction, grounds = reader.grounds(article, doubtful=doubtful)
        left = list(wanted[article.id])
        for claim in extraction.claims:
            match = next((j for j in left if same(j, claim, extraction)), None)
            if match is None:
                unjudged.append((article.id, claim))
            else:
                left.remove(match)
                made.append(Replayed(match, claim, grounds[claim.id]))
        gone += left
    if not there:
        raise InputError(f"none of the {len(wanted)} judged articles is in {folder}/*.jsonl")
    return Replay(tuple(made), tuple(gone), tuple(unjudged), tuple(sorted(wanted.keys() - there)))


def replay_folder(
    folder: Path, judged: Path, *, model: str | None = None, scorer: bool = True
) -> JudgedFigures:
    """Read the articles of `folder` that `judged` speaks of and return what their confidence is worth. Raises InputError, ModelMissingError."""
    found = replay(folder, read_judgements(judged), reader=Reader(model, scorer=scorer))
    apart = {j.article for j in read_judgements(judged, held_back=True)}
    parts = {
        "fitted on": [m.outcome for m in found.made if m.judgement.article not in apart],
        "held back": [m.outcome for m in found.made if m.judgement.article in apart],
    }
    return JudgedFigures(
        made=len(found.made), gone=len(found.gone), unjudged=len(found.unjudged), missing=found.missing,
        parts={name: reliability(outcomes) for name, outcomes in parts.items()},
    )  # fmt: skip


def judgement_of(claim: Claim, extraction: Extraction, *, right: bool, read: str) -> Judgement:
    """Return the judgement of a claim as a line of data/judged holds it."""
    return Judgement(
        article=extraction.article, claim=claim.id, predicate=claim.predicate, part=claim.part, sentence=claim.sentence,
        subject=_anchor(claim.subject, extraction), object=_anchor(claim.object, extraction), status=_status(claim),
        right=right, read=read,
    )  # fmt: skip


def same(judged: Judgement, claim: Claim, extraction: Extraction) -> bool:
    """Is this the claim that was judged, whatever its id is now?"""
    if (judged.predicate, judged.part, judged.status) != (claim.predicate, claim.part, _status(claim)):
        return False
    if not _meet(judged.sentence, claim.sentence):
        return False
    one, other = (_spans(end, extraction) for end in (claim.subject, claim.object))
    straight = _among(judged.subject, one) and _among(judged.object, other)
    turned = _among(judged.subject, other) and _among(judged.object, one)
    return straight or (turned and vocabulary.load()[claim.predicate].symmetric)


def _articles(folder: Path, wanted: Iterable[str]) -> Iterator[Article]:
    ids = set(wanted)
    marks = [json.dumps(id_).encode() for id_ in ids]
    for file in sorted(folder.glob("*.jsonl")):
        if file.name.endswith(".gold.jsonl"):
            continue
        with file.open("rb") as stream:
            lines = [line for line in stream if any(mark in line for mark in marks)]
        for item in read_jsonl(io.BytesIO(b"".join(lines)), name=file.name):
            if isinstance(item, Article) and item.id in ids:
                ids.discard(item.id)
                yield item


def _status(claim: Claim) -> str:
    return "denied" if claim.polarity == "denied" else claim.modality


def _spans(end: str, extraction: Extraction) -> list[Span]:
    actor = next((a for a in extraction.actors if a.id == end), None)
    if actor is not None:
        return [(m.start, m.end) for m in actor.mentions]
    return [e.span for e in extraction.events if e.id == end]


def _anchor(end: str, extraction: Extraction) -> Span:
    """The first name of an actor, else its first mention; the words of an event."""
    actor = next((a for a in extraction.actors if a.id == end), None)
    if actor is None:
        return next(e.span for e in extraction.events if e.id == end)
    first = min(actor.mentions, key=lambda m: (m.form != "name", m.start))
    return first.start, first.end


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _among(span: Span, spans: Iterable[Span]) -> bool:
    return any(_meet(span, s) for s in spans)
