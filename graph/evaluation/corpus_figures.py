"""The reader's corpus as a measure: every sentence of it read like an article, and what was read held against what it states.

A claim is right at a level where the sentence states it so far: `pair` (the two actors), `directed` (who and whom), `quad` (and the quad class),
`claims` (and the predicate), `status` (and denied, planned, alleged … as well), `speakers` (and who says so). Everything that an item marks is known, so
a claim between two marks that no field states is wrong; one with an end that nobody marked is on no list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from polgraph import corpus, extraction, vocabulary
from polgraph.corpus import Item, Statement
from polgraph.errors import InputError
from polgraph.evaluation.figures import Evaluation, figures
from polgraph.evaluation.judge import Finding
from polgraph.evaluation.reliability import Outcome
from polgraph.loaders import Failure
from polgraph.model import Article, Claim, Extraction, Span
from polgraph.reading.pipeline import Reader

LEVELS = ("pair", "directed", "quad", "claims", "status", "speakers")


class _Said(NamedTuple):
    """A claim by numbers of marks: who, whom, predicate, status, speakers, and its words."""

    subject: int | None
    object: int | None
    predicate: str
    status: str
    speakers: tuple[int | None, ...]
    words: str


def held_back() -> Path:
    """Return the folder of the corpus that is shipped with polgraph."""
    return Path(str(files("polgraph.data") / "corpus"))


def evaluate_corpus(
    folder: Path, *, model: str | None = None, workers: int = 1, scorer: bool = True
) -> Evaluation:
    """Read the items of a corpus and hold the claims against them: the held-back part, of a folder without files `held-…` all.

    Raises InputError where there are none or the notation is broken, ModelMissingError.
    """
    items = list(corpus.read(folder, held_back=True)) or list(corpus.read(folder))
    if not items:
        raise InputError(f"no corpus in {folder}: name a folder with items in files *{corpus.ENDING}")
    articles = [Article(id=item.id, text=item.text, language="en") for item in items]
    read = extraction.extract(articles, model=model, workers=workers, scorer=scorer)
    findings: list[Finding] = []
    failed: list[Failure] = []
    for item, found in zip(items, read, strict=True):
        if isinstance(found, Failure):
            failed.append(found)
        else:
            findings += judge_item(item, found)
    predicates = sorted({f.predicate for f in findings if f.predicate and f.part == "claims"})
    return Evaluation(
        folder=str(folder),
        articles=len(items),
        unit="item",
        unread=(),
        failed=tuple(failed),
        parts={level: figures(f for f in findings if f.part == level) for level in LEVELS},
        predicates={
            p: figures(f for f in findings if f.predicate == p and f.part == "claims") for p in predicates
        },
        findings=tuple(findings),
    )


def corpus_outcomes(folder: Path, *, reader: Reader, held: bool | None = True) -> list[tuple[Claim, Outcome]]:
    """Return each claim between marked ends that `reader` reads in the items of a corpus, and whether the item states it, its status included.

    `held`: the held-back part, False the rest, None all.
    """
    found = []
    for item in corpus.read(folder, held_back=held):
        read = reader.read(Article(id=item.id, text=item.text, language="en"))
        for claim, right in _Judge(item, read).verdicts():
            found.append((claim, Outcome(confidence=claim.confidence, right=right, group=item.id)))
    return found


def judge_item(item: Item, found: Extraction) -> list[Finding]:
    """Return what there is to say of the claims read in an item, at each level."""
    return [f for level in LEVELS for f in _Judge(item, found).at(level)]


class _Judge:
    def __init__(self, item: Item, found: Extraction) -> None:
        self.item, self.found = item, found
        self.words = vocabulary.load()
        self.wanted = [self._of_statement(s) for s in item.statements]
        self.claims = [
            c for c in found.claims if c.object in self._actors and c.subject in self._actors
        ]  # parts in events are on no list
        self.read = [self._of_claim(c) for c in self.claims]

    @property
    def _actors(self) -> dict[str, list[Span]]:
        return {a.id: [(m.start, m.end) for m in a.mentions] for a in self.found.actors}

    def at(self, level: str) -> Iterator[Finding]:
        """Yield a finding for each claim wanted and each one read."""
        wanted = _once((self._key(s, level), s) for s in self.wanted)
        read = _once((self._key(s, level), s) for s in self.read)
        for key, said in wanted.items():
            yield self._finding(
                level, said, "found" if key in read else "missing", None if key in read else "not read"
            )
        for key, said in read.items():
            unmarked = said.subject is None or said.object is None
            verdict = "right" if key in wanted else "unlisted" if unmarked else "wrong"
            why = (
                None
                if key in wanted
                else "an end that is not marked"
                if unmarked
                else "the sentence does not state it"
            )
            yield self._finding(level, said, verdict, why)

    def verdicts(self) -> Iterator[tuple[Claim, bool]]:
        """Yield each claim read whose ends are both marked, and whether the item states it with this status."""
        wanted = {self._key(s, "status") for s in self.wanted}
        for claim, said in zip(self.claims, self.read, strict=True):
            if None not in (said.subject, said.object):
                yield claim, self._key(said, "status") in wanted

    def _finding(self, level: str, said: _Said, verdict: Any, why: str | None) -> Finding:
        return Finding(
            article=self.item.id, part=level, verdict=verdict, words=said.words, why=why,
            predicate=said.predicate, sentence=self.item.text,
        )  # fmt: skip

    def _key(self, said: _Said, level: str) -> tuple[object, ...]:
        ends: object = (said.subject, said.object)
        if level == "pair" or self.words[said.predicate].symmetric:
            ends = frozenset((said.subject, said.object))
        if None in (said.subject, said.object):
            ends = said.words
        more: dict[str, tuple[object, ...]] = {
            "quad": (self.words[said.predicate].quad,),
            "claims": (said.predicate,),
            "status": (said.predicate, said.status),
            "speakers": (said.predicate, said.speakers),
        }
        return (ends, *more.get(level, ()))

    def _of_statement(self, s: Statement) -> _Said:
        one, other = self._root(s.subject), self._root(s.object)
        status = "denied" if s.polarity == "denied" else s.modality
        words = f"{self._mark(s.subject)} {s.predicate} {self._mark(s.object)}"
        speakers = tuple(self._root(n) for n in s.speakers)
        return _Said(
            one, other, s.predicate, status, speakers, f"{words}, {status}" if status != "asserted" else words
        )

    def _of_claim(self, c: Claim) -> _Said:
        one, other = self._numbered(c.subject, c.subject_span), self._numbered(c.object, c.object_span)
        status = "denied" if c.polarity == "denied" else c.modality
        words = (
            f"{self.item.text[slice(*c.subject_span)]} {c.predicate} {self.item.text[slice(*c.object_span)]}"
        )
        speakers = tuple(self._numbered(s, None) for s in c.speakers)
        return _Said(
            one, other, c.predicate, status, speakers, f"{words}, {status}" if status != "asserted" else words
        )

    def _root(self, mark: int) -> int:
        same = self.item.marks[mark].same
        return mark if same is None else same

    def _mark(self, mark: int) -> str:
        return self.item.text[slice(*self.item.marks[mark].span)]

    def _numbered(self, actor: str, own: Span | None) -> int | None:
        """Return the mark that an end of a claim is: by its own span, else by the actor's mentions."""
        for span in ([own] if own else []) + self._actors.get(actor, []):
            inside = [
                (self._gap(span, m.span), n)
                for n, m in enumerate(self.item.marks)
                if m.span[0] < span[1] and span[0] < m.span[1]
            ]
            if inside:
                return self._root(min(inside)[1])
        return None

    @staticmethod
    def _gap(one: Span, other: Span) -> int:
        return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _once(rows: Iterable[tuple[tuple[object, ...], _Said]]) -> dict[tuple[object, ...], _Said]:
    found: dict[tuple[object, ...], _Said] = {}
    for key, said in rows:
        found.setdefault(key, said)
    return found
