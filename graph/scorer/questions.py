"""What the scorer is asked and what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from polgraph.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

STATUSES = ("asserted", "alleged", "planned", "demanded", "hypothetical", "denied")
"""What a claim of a pair may be: its modality, or denied."""


class Question(NamedTuple):
    """A sentence, the character spans in it that may be ends of claims, and what parse and lexicon say of them.

    `pairs[i, j]` holds the numbers of the ordered pair (`polgraph.reading.pair_features`), `words` the spans of words that the lexicon
    knows with the indexes of the predicates they may state.
    """

    text: str
    spans: tuple[Span, ...]
    pairs: NDArray[Any]
    words: tuple[tuple[Span, tuple[int, ...]], ...]


class Verdict(NamedTuple):
    """What the scorer makes of an ordered pair of spans.

    `any` is the probability (0 to 1) that the pair holds some claim in this direction, `predicates` those that it holds
    a claim of the predicate, the likeliest first, `statuses` those of the statuses if there is a claim, and `trigger` the span of the
    word that it looked at most.
    """

    subject: int
    object: int
    any: float
    predicates: tuple[tuple[str, float], ...]
    statuses: dict[str, float]
    trigger: Span
