"""What the parse and the lexicon say of two places of a sentence: features of the learned scorer beside the words themselves.

    found = describe(document, sentence, roots, lexicon)
    found.pairs[i, j]      # numbers of the ordered pair, named by PAIR_FEATURES
    found.words            # spans of words that the lexicon knows, with the predicates they may state

The way from one root to the other through the parse: how long, by which relations, through which clauses and prepositions,
what stands at its top (dependency paths as features of relation extraction: Bunescu and Mooney 2005), and what the lexicon knows of the words on it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from polgraph import vocabulary
from polgraph.lexicon import Frame, Lexicon, PartOfSpeech
from polgraph.model import Span
from polgraph.reading.clauses import lemmas
from polgraph.reading.document import Document, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Token

_LONGEST = 5
_DEPS = (
    "nsubj nsubjpass dobj pobj agent poss compound amod nmod appos conj dative attr oprd "
    "relcl acl advcl ccomp xcomp prep pcomp parataxis npadvmod ROOT"
).split()
_CLAUSES = ("ccomp", "xcomp", "advcl", "relcl", "acl", "conj", "parataxis")
_PREPOSITIONS = (
    "by with to of against from in into on over at for between among toward towards under about after "
    "before through via despite without"
).split()
_SIDES = ("subject", "object")


@cache
def predicates() -> tuple[str, ...]:
    """Return the predicates that a pair may hold, in their fixed order: all of the vocabulary but HOLDS_ROLE, which is no claim."""
    return tuple(sorted(name for name in vocabulary.load().predicates if name != "HOLDS_ROLE"))


@cache
def pair_features() -> tuple[str, ...]:
    """Return the names of the numbers of a pair, in their order."""
    names = [f"{s}:steps={n}" for s in _SIDES for n in range(_LONGEST + 1)]
    names += [f"{s}:edge={d}" for s in _SIDES for d in _DEPS]
    names += [f"{s}:own={d}" for s in _SIDES for d in _DEPS]
    names += [f"{s}:clause={d}" for s in _SIDES for d in _CLAUSES]
    names += [f"{s}:prep={w}" for s in _SIDES for w in _PREPOSITIONS]
    names += ["top:verb", "top:noun", "top:subject", "top:object", "top:passive", "top:negated", "apart"]
    names += ["before", "near", "far", "alone between", "many between"]
    names += [f"top={p}" for p in predicates()]
    names += [f"way={p}" for p in predicates()]
    return tuple(names)


@cache
def _places() -> dict[str, int]:
    return {name: n for n, name in enumerate(pair_features())}


class Described(NamedTuple):
    """Numbers of all ordered pairs (0 or 1 each), the spans that the lexicon knows with indexes of `predicates()`, and whether such a word joins a pair.

    `joined`: some word that the lexicon knows stands between two of the roots in the parse, or at the top of both.
    """

    pairs: NDArray[Any]
    words: tuple[tuple[Span, tuple[int, ...]], ...]
    joined: bool


def describe(document: Document, sentence: Sentence, roots: Sequence[int], lexicon: Lexicon) -> Described:
    """Describe all ordered pairs of the tokens `roots` of a sentence; spans are offsets in the article."""
    import numpy as np

    known = {t.i: found for t in document.tokens(sentence) if (found := stated_by(t, lexicon))}
    reader = _Pairs([_way(document.doc[r]) for r in roots], roots, known)
    many, numbers = len(roots), len(pair_features())
    set_ = [
        (i * many + j) * numbers + place
        for one in range(many)
        for other in range(one)
        for (i, j), places in zip(((one, other), (other, one)), reader.places(one, other), strict=True)
        for place in places
    ]
    flat = np.zeros(many * many * numbers, dtype=np.float32)
    flat[set_] = 1.0
    words = tuple((document.span(i, i + 1), found) for i, found in sorted(known.items()))
    return Described(flat.reshape(many, many, numbers), words, reader.joined)


def stated_by(token: Token, lexicon: Lexicon) -> tuple[int, ...]:
    """Return the indexes of the predicates that a word may state, by its lemma alone."""
    if token.is_stop or not token.is_alpha:
        return ()
    forms, nominal = tuple(lemmas(token)), token.pos_ in ("NOUN", "PROPN")
    key = (lexicon.version, forms, nominal)
    found = _STATED.get(key)
    if found is None:
        lexical = {f.predicate for lemma in forms for f in _frames(lexicon, lemma, nominal)}
        found = _STATED[key] = tuple(n for n, name in enumerate(predicates()) if name in lexical)
    return found


_STATED: dict[tuple[str, tuple[str, ...], bool], tuple[int, ...]] = {}


def _frames(lexicon: Lexicon, lemma: str, nominal: bool) -> tuple[Frame, ...]:
    parts: tuple[PartOfSpeech, ...] = ("noun", "person", "verb") if nominal else ("verb", "adjective", "noun")
    return next((found for part in parts if (found := lexicon.of(part, lemma))), ())


def _way(token: Token) -> list[Token]:
    """Return the token and all that stands above it."""
    return [token, *token.ancestors]


class _Pairs:
    """Finds the places of the features of ordered pairs; what several pairs share is looked at once."""

    def __init__(
        self, ways: list[list[Token]], roots: Sequence[int], known: dict[int, tuple[int, ...]]
    ) -> None:
        self.ways, self.roots, self.known = ways, roots, known
        self.distinct = sorted(set(roots))
        self.numbers = [[t.i for t in way] for way in ways]
        self.heights = [{i: n for n, i in enumerate(way)} for way in self.numbers]
        self.joined = False
        self._sides: dict[tuple[int, int, str], list[int]] = {}
        self._tops: dict[int, list[int]] = {}

    def places(self, i: int, j: int) -> tuple[list[int], list[int]]:
        """Return the places of what holds of the roots number `i` and `j`, and of `j` and `i`."""
        shared, met = self._shared(i, j), self._met(i, j)
        first, second = (
            ["before"] * (self.roots[i] < self.roots[j]),
            ["before"] * (self.roots[j] < self.roots[i]),
        )
        if met is None:
            return _placed([*first, *shared, "apart"]), _placed([*second, *shared, "apart"])
        top, up, down = self.ways[i][met], met, self.heights[j][self.numbers[i][met]]
        on_way = (*self.numbers[i][1:up], top.i, *self.numbers[j][1:down])
        stated = {p for t in on_way for p in self.known.get(t, ())}
        self.joined = self.joined or bool(stated)
        both = [*_placed([*shared, *(f"way={predicates()[p]}" for p in stated)]), *self._top(top)]
        first += ["top:subject"] * (not up) + ["top:object"] * (not down)
        second += ["top:subject"] * (not down) + ["top:object"] * (not up)
        return (
            [*both, *_placed(first), *self._side("subject", i, up), *self._side("object", j, down)],
            [*both, *_placed(second), *self._side("subject", j, down), *self._side("object", i, up)],
        )

    def _shared(self, i: int, j: int) -> list[str]:
        """Name what holds of two roots in either order: how near they stand, and how many others between them."""
        low, high = sorted((self.roots[i], self.roots[j]))
        between = bisect_left(self.distinct, high) - bisect_right(self.distinct, low)
        found = ["near"] * (high - low <= 4) + ["far"] * (high - low > 12)
        return [*found, *["alone between"] * (between <= 0), *["many between"] * (between > 2)]

    def _met(self, i: int, j: int) -> int | None:
        """Return how many steps above root number `i` its way meets that of root number `j`; None where they do not meet."""
        heights = self.heights[j]
        return next((n for n, t in enumerate(self.numbers[i]) if t in heights), None)

    def _side(self, side: str, end: int, steps: int) -> list[int]:
        """Return the places of what lies on the way up from one end to the top, the top left out."""
        key = (end, steps, side)
        if key not in self._sides:
            way = self.ways[end][:steps]
            found = [f"{side}:steps={min(steps, _LONGEST)}"]
            if way:
                found += [f"{side}:own={way[0].dep_}", f"{side}:edge={way[-1].dep_}"]
            found += [f"{side}:clause={t.dep_}" for t in way if t.dep_ in _CLAUSES]
            found += [f"{side}:prep={t.lower_}" for t in way[1:] if t.pos_ in ("ADP", "SCONJ")]
            self._sides[key] = _placed(found)
        return self._sides[key]

    def _top(self, top: Token) -> list[int]:
        """Return the places of what the word is at which the ways of two ends meet."""
        if top.i not in self._tops:
            deps = {c.dep_ for c in top.children}
            found = ["top:verb" if top.pos_ in ("VERB", "AUX") else "top:noun"]
            found += ["top:passive"] * bool(deps & {"nsubjpass", "auxpass"}) + ["top:negated"] * (
                "neg" in deps
            )
            found += [f"top={predicates()[p]}" for p in self.known.get(top.i, ())]
            self._tops[top.i] = _placed(found)
        return self._tops[top.i]


def _placed(names: list[str]) -> list[int]:
    places = _places()
    return [places[name] for name in names if name in places]
