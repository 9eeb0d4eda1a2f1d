"""Do two articles tell the same story, and how is one made of the other? Decided on all their words, not on sketches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from polgraph.copies import settings
from polgraph.copies.settings import Bounds
from polgraph.copies.sketching import Sketch
from polgraph.copies.wording import figures, shingles, telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from polgraph.copies.wording import Numbers

Kind = Literal["copy", "version"]
By = Literal["address", "publisher", "other"]

_FEW = 10  # a stretch of less than one word in so many is no opening or ending of its own


class Likeness(NamedTuple):
    """How one article is another's. `similarity`: Jaccard index of their shingles; `contained`: the share of the shorter
    text's that the longer has; `reason` says in words what is the same and what differs."""

    kind: Kind
    similarity: float
    contained: float
    reason: str


class _Shared(NamedTuple):
    """What two texts share: the shares, and which words of each lie in a shingle of the other."""

    jaccard: float
    contained: float
    left: NDArray[np.bool_]
    right: NDArray[np.bool_]


def compare(later: Sketch, head: Sketch) -> Likeness | None:
    """Return how `later` is made of `head`, None where they are different articles.

    The same body is a copy, whoever prints it. A changed one is a version where publisher or address are the same,
    else a copy. The figures are those of `data/copies.yaml`.
    """
    least = settings.load().least
    words = min(len(later.words), len(head.words))
    if words < least.exact:
        return None
    if later.words.tobytes() == head.words.tobytes():
        headline = later.title and head.title and later.title != head.title
        return Likeness("copy", 1.0, 1.0, f"the same text{' under another headline' if headline else ''}")
    by = _by(later, head)
    if words < least.near and by != "address":
        return None
    shared = _shared(later.words, head.words, _bounds(by, words))
    if shared is None or (by != "address" and _is_other_news(later, head, shared, words)):
        return None
    kind: Kind = "copy" if by == "other" else "version"
    same = {"address": "one address", "publisher": "one publisher", "other": "another publisher"}[by]
    reason = f"{same}, {_difference(later, head, shared)}"
    return Likeness(kind, round(shared.jaccard, 3), round(shared.contained, 3), reason)


def _by(later: Sketch, head: Sketch) -> By:
    if later.address and later.address == head.address:
        return "address"
    return "publisher" if later.publisher and later.publisher == head.publisher else "other"


def _bounds(by: By, words: int) -> Bounds:
    found = settings.load()
    if by == "address":
        return found.address
    if words < found.least.short:
        return found.short
    return found.publisher if by == "publisher" else found.other


def _shared(left: Numbers, right: Numbers, bounds: Bounds) -> _Shared | None:
    """Return what two texts share, None where that is less than `bounds` ask for."""
    import numpy as np

    figures_ = settings.load()
    size = figures_.shingle
    runs = shingles(left, size=size), shingles(right, size=size)
    ours, theirs = np.unique(runs[0]), np.unique(runs[1])
    both = np.intersect1d(ours, theirs, assume_unique=True)
    jaccard = len(both) / (len(ours) + len(theirs) - len(both))
    contained = len(both) / min(len(ours), len(theirs))
    may_be_cut = min(len(left), len(right)) >= figures_.least.cut
    if jaccard < bounds.jaccard and not (may_be_cut and contained >= bounds.contained):
        return None
    covered = _covered(left, runs[0], both, size), _covered(right, runs[1], both, size)
    same = left[: len(right)] == right[: len(left)], left[-len(right) :] == right[-len(left) :]
    for side in covered:  # the last words before a change are in no shared run, but the same all the same
        side[: _leading(same[0])] = True
        side[len(side) - _leading(same[1][::-1]) :] = True
    return _Shared(jaccard, contained, *covered)


def _leading(same: NDArray[np.bool_]) -> int:
    return len(same) if same.all() else int(same.argmin())


def _covered(numbers: Numbers, runs: Numbers, both: Numbers, size: int) -> NDArray[np.bool_]:
    """Return for each word whether it lies in a shared run."""
    import numpy as np

    starts = np.isin(runs, both)
    found = np.zeros(len(numbers), dtype=bool)
    for at in range(min(size, len(numbers))):
        found[at : at + len(starts)] |= starts
    return found


def _is_other_news(later: Sketch, head: Sketch, shared: _Shared, words: int) -> bool:
    """Whether what differs speaks of something else: the news before the same boilerplate, the same form filled in anew."""
    import numpy as np

    found = settings.load()
    rests = telling(later.words[~shared.left]), telling(head.words[~shared.right])
    wholes = telling(head.words), telling(later.words)
    if min(map(len, rests)) >= found.rest.words:
        met = [np.isin(rest, whole).mean() for rest, whole in zip(rests, wholes, strict=True)]
        if max(met) < found.rest.met:
            return True
    if words >= found.figures or (later.day and later.day == head.day):
        return False
    ours, theirs = figures(later.words), figures(head.words)
    return bool(len(np.setdiff1d(ours, theirs)) and len(np.setdiff1d(theirs, ours)))


def _difference(later: Sketch, head: Sketch, shared: _Shared) -> str:
    """Say in words where the two differ."""
    ours, theirs = _gaps(shared.left), _gaps(shared.right)
    if (ours, theirs) == ([], ["end"]):
        return "cut at the end"
    if (ours, theirs) == (["end"], []):
        return "added to at the end"
    changed = int((~shared.left).sum())
    places = set(ours + theirs)
    if changed > len(later.words) / _FEW and places == {"start"}:
        return "another opening"
    if changed > len(later.words) / _FEW and places == {"end"}:
        return "another ending"
    if places == {"start", "end"} and (ours, theirs) != ([], ["start", "end"]):
        return "another opening and ending"
    if not changed:
        return "cut"
    return f"{changed} of {len(later.words)} words changed"


def _gaps(covered: NDArray[np.bool_]) -> list[str]:
    """Return where the stretches of words lie that are not shared: at the start, at the end, between."""
    import numpy as np

    if covered.all():
        return []
    if not covered.any():
        return ["start", "between", "end"]
    inside = np.flatnonzero(covered)
    first, last = int(inside[0]), int(inside[-1])
    found = ["start"] * (first > 0)
    found += ["between"] * (not covered[first : last + 1].all())
    return found + ["end"] * (last < len(covered) - 1)
