"""Which word of one name is which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from polgraph.names.fitting import Fit, fit
from polgraph.names.words import Word


class Pair(NamedTuple):
    """Words `left` and `right` (by their place) are one, at a cost."""

    left: int
    right: int
    fit: Fit


class Alignment(NamedTuple):
    """Pairs of words that are one, and the words that are left over on each side."""

    pairs: tuple[Pair, ...]
    left: tuple[Word, ...] = ()
    right: tuple[Word, ...] = ()

    @property
    def crossed(self) -> bool:
        """Whether the pairs stand in another order on the two sides."""
        order = [p.right for p in sorted(self.pairs)]
        return order != sorted(order)


def align(left: Sequence[Word], right: Sequence[Word]) -> Alignment:
    """Pair the words of two names, the cheapest pair first; of equal pairs the one nearer to its place."""
    options = [
        (found.cost, abs(i - j), i, j, found)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (found := fit(a, b)) is not None
    ]
    options.sort(key=_rank)
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for _, _, i, j, found in options:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append(Pair(i, j, found))
    return Alignment(
        tuple(pairs),
        tuple(w for i, w in enumerate(left) if i not in used_left),
        tuple(w for j, w in enumerate(right) if j not in used_right),
    )


def _rank(option: tuple[float, int, int, int, Fit]) -> tuple[float, int, int, int]:
    return option[:4]
