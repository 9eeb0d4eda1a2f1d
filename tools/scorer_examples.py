"""Sentences of the reader's corpus and of the lexicon as examples that a scorer can learn from.

An example is one sentence: its words, the places in it that may be an end of a claim, what each ordered pair of them states, and what
the parse and the lexicon say of the pair (`polgraph.reading.pair_features`). `exchanged` gives it other names, so that nothing is learnt of
a name; `composed` makes longer sentences out of the short ones that the lexicon's entries carry.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from polgraph import authority, lexicon
from polgraph.corpus import Item, parse
from polgraph.model import Article, Span
from polgraph.reading import document, pair_features
from polgraph.reading.cast import noun_start
from polgraph.scorer.questions import STATUSES

if TYPE_CHECKING:
    from spacy.language import Language

PREDICATES = pair_features.predicates()
NO_CLAIM = 0
UNKNOWN = -1
_PERSON = ("PERSON",)
_STATE_WORD = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)*")


@dataclass(frozen=True)
class Example:
    """One sentence. `kinds[i, j]` is 0 for no claim, n + 1 for `PREDICATES[n]`, -1 where it is not to be learnt;
    `statuses[i, j]` an index of STATUSES or -1; `triggers` spans of the words that state a pair; `people` spans of names of persons."""

    id: str
    text: str
    spans: tuple[Span, ...]
    kinds: np.ndarray[Any, Any]
    statuses: np.ndarray[Any, Any]
    triggers: dict[tuple[int, int], Span]
    pairs: np.ndarray[Any, Any]
    words: tuple[tuple[Span, tuple[int, ...]], ...]
    people: tuple[Span, ...] = ()
    weight: float = 1.0


@dataclass
class _Places:
    """The marks of a sentence: spans within it, root tokens, the number of the actor, and which were added at random."""

    spans: list[Span] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)


def from_items(items: Iterable[Item], nlp: Language, *, weight: float = 1.0) -> Iterator[Example]:
    """Yield an example for each sentence of each item."""
    words, held = lexicon.load(), list(items)
    articles = [Article(id=item.id, text=item.text, language="en") for item in held]
    for item, parsed in zip(held, document.build_plain(articles, nlp), strict=True):
        for sentence in parsed.sentences:
            made = _example(item, parsed, sentence, words, weight)
            if made is not None:
                yield made


def _example(
    item: Item, parsed: document.Document, sentence: document.Sentence, words: Any, weight: float
) -> Example | None:
    start, end = parsed.span(sentence.start, sentence.end)
    places = _places(item, parsed, sentence)
    _add_nouns(places, parsed, sentence)
    if len(places.spans) < 2:
        return None
    n = len(places.spans)
    kinds, statuses = np.zeros((n, n), dtype=np.int64), np.full((n, n), UNKNOWN, dtype=np.int64)
    triggers: dict[tuple[int, int], Span] = {}
    symmetric = {p for p in PREDICATES if _symmetric(p)}
    for claim in item.statements:
        if claim.trigger is not None and not start <= claim.trigger[0] < end:
            continue
        one, other = (_mark_in(item, places, m) for m in (claim.subject, claim.object))
        if one is None or other is None or one == other:
            continue
        status = "denied" if claim.polarity == "denied" else claim.modality
        for i, j in ((one, other), (other, one))[: 2 if claim.predicate in symmetric else 1]:
            _hide_others(kinds, places, i, j)
            if kinds[i, j] <= 0:
                kinds[i, j] = PREDICATES.index(claim.predicate) + 1
                statuses[i, j] = STATUSES.index(status)
                if claim.trigger:
                    triggers[i, j] = (claim.trigger[0] - start, claim.trigger[1] - start)
    for i in range(n):
        for j in range(n):
            one, other = places.spans[i], places.spans[j]
            if one[0] < other[1] and other[0] < one[1]:
                kinds[i, j] = UNKNOWN
    described = pair_features.describe(parsed, sentence, places.roots, words)
    people = tuple(
        (parsed.span(e.start, e.end)[0] - start, parsed.span(e.start, e.end)[1] - start)
        for e in parsed.doc.ents
        if e.label_ in _PERSON and sentence.start <= e.start and e.end <= sentence.end
    )
    return Example(
        id=item.id, text=item.text[start:end], spans=tuple((a - start, b - start) for a, b in places.spans),
        kinds=kinds, statuses=statuses, triggers=triggers, pairs=np.asarray(described.pairs),
        words=tuple(((a - start, b - start), p) for (a, b), p in described.words), people=people, weight=weight,
    )  # fmt: skip


@cache
def _symmetric(predicate: str) -> bool:
    from polgraph import vocabulary

    return vocabulary.load()[predicate].symmetric


def _places(item: Item, parsed: document.Document, sentence: document.Sentence) -> _Places:
    found = _Places()
    for number, mark in enumerate(item.marks):
        tokens = [
            i for i in range(sentence.start, sentence.end) if _overlap(parsed.span(i, i + 1), mark.span)
        ]
        if tokens:
            found.numbers[number] = len(found.spans)
            found.spans.append(mark.span)
            found.roots.append(parsed.doc[tokens[0] : tokens[-1] + 1].root.i)
            found.actors.append(mark.same if mark.same is not None else number)
    return found


def _add_nouns(places: _Places, parsed: document.Document, sentence: document.Sentence) -> None:
    """Every other noun phrase is a place that holds no claim: what the reader offers is wider than what people mark."""
    for token in parsed.tokens(sentence):
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in (
            "compound",
            "nmod",
            "amod",
            "npadvmod",
            "attr",
        ):
            continue
        span = parsed.span(noun_start(token), token.i + 1)
        if not any(_overlap(span, s) for s in places.spans):
            places.spans.append(span)
            places.roots.append(token.i)
            places.actors.append(-1)


def _mark_in(item: Item, places: _Places, mark: int) -> int | None:
    """Return the place of a mark in the sentence, else of another mark of the same actor."""
    if mark in places.numbers:
        return places.numbers[mark]
    actor = item.marks[mark].same if item.marks[mark].same is not None else mark
    return next((n for n, a in enumerate(places.actors) if a == actor), None)


def _hide_others(kinds: np.ndarray[Any, Any], places: _Places, i: int, j: int) -> None:
    """Other places of the same two actors: the claim may as well be seen there, so nothing is learnt of them."""
    for a, first in enumerate(places.actors):
        for b, second in enumerate(places.actors):
            if (first, second) == (places.actors[i], places.actors[j]) and kinds[a, b] == NO_CLAIM:
                kinds[a, b] = UNKNOWN


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


# --- other names ------------------------------------------------------------------------------------------


@cache
def _states() -> list[dict[str, str]]:
    """States by the forms in which their names stand in a sentence."""
    found = []
    for state in authority.load().countries.values():
        if state.adjectives and state.capital and state.wikidata:
            found.append(
                {
                    "name": state.name,
                    "adjective": state.adjectives[0],
                    "capital": state.capital,
                    "plural": (state.plurals or state.adjectives)[0],
                }
            )
    return sorted(found, key=lambda s: s["name"])


@cache
def _state_words() -> dict[str, tuple[int, str]]:
    """Word -> number of the state and form."""
    found: dict[str, tuple[int, str]] = {}
    for n, state in enumerate(_states()):
        for form in ("plural", "adjective", "capital", "name"):
            found[state[form]] = (n, form)
    return found


@cache
def _state_pattern() -> re.Pattern[str]:
    words = sorted(_state_words(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


@cache
def _persons() -> list[str]:
    return sorted(
        {
            p.name
            for p in authority.load().persons.values()
            if 2 <= len(p.name.split()) <= 3 and p.name.isascii()
        }
    )


def exchanged(example: Example, chance: random.Random) -> Example:
    """Return the example with other states and persons, each always exchanged for the same; now and then it stays as it is."""
    if chance.random() < 0.25:
        return example
    states: dict[int, int] = {}
    people: dict[str, str] = {}
    edits: list[tuple[int, int, str]] = []
    taken = set[int]()
    for found in _state_pattern().finditer(example.text):
        number, form = _state_words()[found[0]]
        if any(_overlap(found.span(), p) for p in example.people):
            continue
        other = states.setdefault(number, chance.randrange(len(_states())))
        edits.append((*found.span(), _states()[other][form]))
        taken.update(range(*found.span()))
    for start, end in example.people:
        words = example.text[start:end].removesuffix("'s").removesuffix("’s")
        if taken & set(range(start, end)) or not words.strip():
            continue
        last = words.split()[-1]
        other_name = people.setdefault(last, chance.choice(_persons()))
        edits.append((start, start + len(words), other_name if " " in words else other_name.split()[-1]))
    return _edited(example, sorted(edits)) if edits else example


def _edited(example: Example, edits: list[tuple[int, int, str]]) -> Example:
    text, last = "", 0
    moves: list[tuple[int, int, int, int]] = []  # old start, old end, new start, new end
    for start, end, words in edits:
        if start < last:
            continue
        text += example.text[last:start]
        moves.append((start, end, len(text), len(text) + len(words)))
        text += words
        last = end
    text += example.text[last:]

    def at(offset: int, *, ends: bool) -> int:
        shift = 0
        for old_start, old_end, new_start, new_end in moves:
            if offset <= old_start and not (ends and offset > old_start):
                break
            if offset < old_end:
                return new_end if ends else new_start
            shift = new_end - old_end
        return offset + shift

    def moved(span: Span) -> Span:
        return at(span[0], ends=False), at(span[1], ends=True)

    return replace(
        example, text=text, spans=tuple(map(moved, example.spans)), people=(),
        triggers={pair: moved(span) for pair, span in example.triggers.items()},
        words=tuple((moved(span), p) for span, p in example.words),
    )  # fmt: skip


# --- sentences composed of the lexicon's examples -------------------------------------------------------

_SPEAKERS = (
    "the foreign ministry",
    "a spokesman",
    "officials",
    "state television",
    "the newspaper",
    "aides",
    "the opposition leader",
    "the United Nations",
    "diplomats",
    "the prime minister",
)
_FRAMES = (
    "{a}",
    "{a}",
    "{a}, {{{{{s}}}}} said on {day}.",
    "{{{{{s}}}}} said on {day} that {b}.",
    "According to {{{{{s}}}}}, {b}.",
    "{a} on {day}, as {c}.",
    "{a}, while {c}.",
    "{a} after {c}.",
    "{a}, days before {{{{{s}}}}} arrived in the capital.",
    "{{{{{s}}}}} did not say on {day} whether {b}.",
    "As {{{{{s}}}}} looked on, {b}, and {c}.",
    "{a}; {{{{{s}}}}} had no comment.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLAIM = re.compile(r"(\d+)(>)(\d+) ([A-Z_]+)")


def lexicon_lines() -> list[str]:
    """Return the examples of the lexicon in the notation of the corpus; those that must not match hold no claim between their marks."""
    lines = set[str]()
    for frame in lexicon.load().frames:
        lines.update(re.sub(r"(\d)-(\d) ", r"\1>\2 ", line) for line in frame.match)
        lines.update(f"{line} |" for line in frame.never if line.count("{{") > 1)
    return sorted(lines)


def composed(number: int, chance: random.Random) -> Iterator[str]:
    """Yield `number` lines of the corpus' notation, each of one or two of the lexicon's examples within a frame."""
    lines = lexicon_lines()
    for _ in range(number):
        yield _compose(chance.choice(lines), chance.choice(lines), chance)


def _compose(one: str, other: str, chance: random.Random) -> str:
    frame = chance.choice(_FRAMES)
    parts: dict[str, str] = {"s": chance.choice(_SPEAKERS), "day": chance.choice(_DAYS)}
    for name, line in (("a", one), ("c", other)):
        parts[name] = line.split(" |")[0].split("|")[0].strip().rstrip(".")
    parts["b"] = parts["a"]
    text = frame.format(**parts)
    order = list(re.findall(r"\{(a|b|c|s)\}", frame.replace("{{{{{s}}}}}", "{s}")))
    claims: list[str] = []
    before = 0
    for key in order:
        if key == "s":
            before += 1
            continue
        line = other if key == "c" else one
        for a, _way, b, predicate in _CLAIM.findall(line.partition("|")[2]):
            claims.append(f"{int(a) + before}>{int(b) + before} {predicate}")
        before += line.count("{{")
    return (
        f"{text if text.endswith('.') else text + '.'} | " + " | ".join(claims)
        if claims
        else f"{text if text.endswith('.') else text + '.'} |"
    )


def from_lines(lines: Iterable[str], nlp: Language, *, name: str, weight: float = 1.0) -> Iterator[Example]:
    """Yield examples of lines in the corpus' notation."""
    yield from from_items(parse(lines, name=name), nlp, weight=weight)
