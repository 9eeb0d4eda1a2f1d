"""A sentence as it was read: who stands where and why, which words are known, what fired, what was weighed and left.

Made for whoever mends the lexicon: each claim names its entry with the line of `data/lexicon/acts.yaml` that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from polgraph import confidence, coreference, lexicon, shipped
from polgraph.confidence import Part
from polgraph.lexicon import Lexicon
from polgraph.model import Claim, Extraction, Record, Span
from polgraph.reading.candidates import Candidate, candidates
from polgraph.reading.cast import Cast
from polgraph.reading.document import Document, Sentence
from polgraph.reading.pair_features import predicates, stated_by
from polgraph.reading.proposals import Weighed

if TYPE_CHECKING:
    from spacy.tokens import Token


class Place(Record):
    """Words that stand for an actor, or for nobody that is sure; `rule`: how that was decided, with what it goes by and its score."""

    words: str
    form: str
    actor: str | None
    name: str | None
    kind: str | None
    rule: str | None = None
    says: str | None = None
    score: float | None = None


class Known(Record):
    """A word that the lexicon knows: what it may state, and whether a claim was read from it."""

    word: str
    predicates: tuple[str, ...]
    used: bool
    parse: str


class Fired(Record):
    """A claim with the entry or the scorer that read it, what changed it on the way, and where to correct the entry.

    `parts`: what its confidence is made of, in natural logarithms of odds.
    """

    id: str
    words: str
    trigger: str
    status: str
    speakers: tuple[str, ...]
    confidence: float
    rules: tuple[str, ...]
    where: str | None
    parts: tuple[Part, ...] = ()


class Passage(Record):
    """One sentence as it was read."""

    span: Span
    text: str
    places: tuple[Place, ...]
    known: tuple[Known, ...]
    claims: tuple[Fired, ...]
    said: tuple[str, ...]
    dates: tuple[str, ...]
    weighed: tuple[Weighed, ...] = ()


def explain(
    document: Document,
    cast: Cast,
    extraction: Extraction,
    words: Lexicon,
    weighed: list[Weighed],
    grounds: Mapping[str, Mapping[str, float]],
) -> Iterator[Passage]:
    """Yield each sentence of `document` as it was read; `grounds`: what each claim rests on, by its id."""
    found = candidates(document, cast)
    for sentence in document.sentences:
        start, end = document.span(sentence.start, sentence.end)
        claims = [c for c in extraction.claims if start <= c.trigger[0] < end]
        yield Passage(
            span=(start, end),
            text=document.article.text[start:end],
            places=tuple(_place(document, cast, c) for c in found if sentence.start <= c.root < sentence.end),
            known=tuple(_known(document, sentence, words, {c.trigger for c in claims})),
            claims=tuple(_fired(c, extraction, document.article.text, grounds.get(c.id, {})) for c in claims),
            said=tuple(_said(document, extraction, (start, end))),
            dates=tuple(f"{d.text} = {d.value}" for d in extraction.dates if start <= d.start < end),
            weighed=tuple(w for w in weighed if w.sentence == (start, end)),
        )


def _place(document: Document, cast: Cast, found: Candidate) -> Place:
    actor = cast.actor(found.actor) if found.actor else None
    held = next((c for c in cast.at(found.root) if c.actor == found.actor), None)
    by = coreference.rule(held.why) if held else None
    return Place(
        words=document.text(found.start, found.end), form=found.form, actor=found.actor,
        name=actor.name if actor else None, kind=actor.kind if actor else None,
        rule=by.id if by else None, says=by.says if by else None, score=by.score if by else None,
    )  # fmt: skip


def _known(document: Document, sentence: Sentence, words: Lexicon, used: set[Span]) -> Iterator[Known]:
    names = predicates()
    for token in document.tokens(sentence):
        if stated := stated_by(token, words):
            span = document.span(token.i, token.i + 1)
            yield Known(
                word=token.text,
                predicates=tuple(names[n] for n in stated),
                used=span in used,
                parse=_parse(token),
            )


def _parse(token: Token) -> str:
    """The word in the parse: its part of speech, and whose what it is."""
    return f"{token.pos_} {token.dep_} of {token.head.text}" if token.head != token else f"{token.pos_} root"


def _fired(claim: Claim, extraction: Extraction, text: str, grounds: Mapping[str, float]) -> Fired:
    names = {a.id: a.name for a in extraction.actors} | {e.id: e.name for e in extraction.events}
    first, *rest = claim.rule.split(";")
    line = entry_lines().get(first)
    return Fired(
        id=claim.id,
        words=f"{names.get(claim.subject, claim.subject)} {claim.predicate} {names.get(claim.object, claim.object)}",
        trigger=text[slice(*claim.trigger)], status="denied" if claim.polarity == "denied" else claim.modality,
        speakers=tuple(names.get(s, s) for s in claim.speakers), confidence=claim.confidence,
        rules=(first, *rest), where=f"data/lexicon/acts.yaml, line {line}" if line else None,
        parts=confidence.load().parts(grounds),
    )  # fmt: skip


def _said(document: Document, extraction: Extraction, within: Span) -> Iterator[str]:
    names = {a.id: a.name for a in extraction.actors}
    text = document.article.text
    for a in extraction.attributions:
        if a.cue is not None and within[0] <= a.cue[0] < within[1]:
            who = names.get(a.source or "", "nobody named")
            words = " … ".join(text[start:end] for start, end in a.content)
            yield f"{who} ({text[a.cue[0] : a.cue[1]]}): {words}"


@cache
def entry_lines() -> dict[str, int]:
    """Return the line of `data/lexicon/acts.yaml` on which the entry of each frame begins, by the frame's id."""
    text = shipped.text("lexicon/acts.yaml")
    tree: Any = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    entries: dict[str, list[dict[str, object]]] = shipped.table("lexicon/acts.yaml")
    found: dict[str, int] = {}
    for key, rows in tree.value:
        for node, entry in zip(rows.value, entries[key.value], strict=True):
            for frame in lexicon.frames_of(key.value, entry):
                found.setdefault(frame.id, node.start_mark.line + 1)
    return found
