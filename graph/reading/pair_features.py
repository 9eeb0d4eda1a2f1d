"""What the parse and the lexicon say of two places of a sentence: features of the learned scorer beside the words themselves.

    found = describe(document, sentence, roots, lexicon)
    found.pairs[i, j]      # numbers of the ordered pair, named by PAIR_FEATURES
    found.words            # spans of words that the lexicon knows, with the predicates they may state

The way from one root to the other through the parse: how long, by which relations, through which clauses and prepositions,
what stands at its top (dependency paths as features of relation extraction: Bunescu and Mooney 2005), and what the lexicon knows of the words on it.
"""

from __future__ import annotations

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
    """Numbers of all ordered pairs (0 or 1 each), and the spans that the lexicon knows with indexes of `predicates()`."""

    pairs: NDArray[Any]
    words: tuple[tuple[Span, tuple[int, ...]], ...]


def describe(document: Document, sentence: Sentence, roots: Sequence[int], lexicon: Lexicon) -> Described:
    """Describe all ordered pairs of the tokens `roots` of a sentence; spans are offsets in the article."""
    import numpy as np

    known = {t.i: found for t in document.tokens(sentence) if (found := stated_by(t, lexicon))}
    pairs = np.zeros((len(roots), len(roots), len(pair_features())), dtype=np.float32)
    places = _places()
    distinct = frozenset(roots)
    ways = [_way(document.doc[r]) for r in roots]
    for i, one in enumerate(ways):
        for j, other in enumerate(ways):
            if i != j:
                for name in _features(one, other, distinct, known):
                    if name in places:
                        pairs[i, j, places[name]] = 1.0
    words = tuple((document.span(i, i + 1), found) for i, found in sorted(known.items()))
    return Described(pairs, words)


def stated_by(token: Token, lexicon: Lexicon) -> tuple[int, ...]:
    """Return the indexes of the predicates that a word may state, by its lemma alone."""
    if token.is_stop or not token.is_alpha:
        return ()
    lexical = {f.predicate for lemma in lemmas(token) for f in _frames(lexicon, lemma, token)}
    return tuple(n for n, name in enumerate(predicates()) if name in lexical) if lexical else ()


def _frames(lexicon: Lexicon, lemma: str, token: Token) -> list[Frame]:
    nominal = token.pos_ in ("NOUN", "PROPN")
    parts: tuple[PartOfSpeech, ...] = ("noun", "person", "verb") if nominal else ("verb", "adjective", "noun")
    found: list[Frame] = []
    for part in parts:
        found += lexicon.of(part, lemma)
        if found:
            break
    return found


def _way(token: Token) -> list[Token]:
    """Return the token and all that stands above it."""
    return [token, *token.ancestors]


def _features(
    one: list[Token], other: list[Token], roots: frozenset[int], known: dict[int, tuple[int, ...]]
) -> list[str]:
    above = {t.i: n for n, t in enumerate(other)}
    met = next((n for n, t in enumerate(one) if t.i in above), None)
    first, second = one[0].i, other[0].i
    low, high = min(first, second), max(first, second)
    between = sum(low < r < high for r in roots)
    found = ["before"] * (first < second) + ["near"] * (high - low <= 4) + ["far"] * (high - low > 12)
    found += ["alone between"] * (between == 0) + ["many between"] * (between > 2)
    if met is None:
        return [*found, "apart"]
    top = one[met]
    up, down = one[:met], other[: above[top.i]]
    for side, way in zip(_SIDES, (up, down), strict=True):
        found += _side(side, way)
    found.append("top:verb" if top.pos_ in ("VERB", "AUX") else "top:noun")
    found += ["top:subject"] * (not up) + ["top:object"] * (not down)
    deps = {c.dep_ for c in top.children}
    found += ["top:passive"] * bool(deps & {"nsubjpass", "auxpass"}) + ["top:negated"] * ("neg" in deps)
    names = predicates()
    found += [f"top={names[p]}" for p in known.get(top.i, ())]
    found += [f"way={names[p]}" for t in (*up[1:], top, *down[1:]) for p in known.get(t.i, ())]
    return found


def _side(side: str, way: list[Token]) -> list[str]:
    """Name what lies on the way up from one end to the top, the top left out."""
    found = [f"{side}:steps={min(len(way), _LONGEST)}"]
    if way:
        found += [f"{side}:own={way[0].dep_}", f"{side}:edge={way[-1].dep_}"]
    found += [f"{side}:clause={t.dep_}" for t in way if t.dep_ in _CLAUSES]
    found += [f"{side}:prep={t.lower_}" for t in way[1:] if t.pos_ in ("ADP", "SCONJ")]
    return found
