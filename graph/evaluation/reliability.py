"""Do claims of a confidence come true as often as it says? The reliability curve and the expected calibration error.

    ECE = sum over bins of (claims in the bin / all claims) x |share right - mean confidence|

Ten bins of equal width (Naeini, Cooper and Hauskrecht 2015, "Obtaining well calibrated probabilities using Bayesian binning").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from polgraph.model import Record

BINS = 10


class Outcome(Record):
    """A claim with its confidence and whether a careful reader signs it."""

    confidence: float
    right: bool
    group: str
    """What may not be torn apart in a sample: its article."""


class Bin(Record):
    """Claims of a confidence from `low` to under `high` (1 included in the last); of none the shares are null."""

    low: float
    high: float
    claims: int
    right: int
    confidence: float | None
    share: float | None


class Reliability(Record):
    """How far confidence can be relied on. `kept` and `kept_right`: claims of 0.9 and more."""

    claims: int
    right: int
    error: float | None
    brier: float | None
    kept: int
    kept_right: int
    bins: tuple[Bin, ...]


def reliability(outcomes: Iterable[Outcome], *, sure: float = 0.9) -> Reliability:
    """Return bins, expected calibration error and Brier score of `outcomes`, and what `sure` keeps."""
    held = list(outcomes)
    bins = tuple(_bin(n, [o for o in held if _number(o.confidence) == n]) for n in range(BINS))
    kept = [o for o in held if o.confidence >= sure]
    off = sum(b.claims * abs((b.share or 0.0) - (b.confidence or 0.0)) for b in bins)
    squares = sum((o.confidence - o.right) ** 2 for o in held)
    return Reliability(
        claims=len(held), right=sum(o.right for o in held),
        error=round(off / len(held), 3) if held else None, brier=round(squares / len(held), 3) if held else None,
        kept=len(kept), kept_right=sum(o.right for o in kept), bins=bins,
    )  # fmt: skip


def _number(confidence: float) -> int:
    return min(int(confidence * BINS + 1e-9), BINS - 1)


def _bin(number: int, held: Sequence[Outcome]) -> Bin:
    right = sum(o.right for o in held)
    return Bin(
        low=number / BINS, high=(number + 1) / BINS, claims=len(held), right=right,
        confidence=round(sum(o.confidence for o in held) / len(held), 3) if held else None,
        share=round(right / len(held), 3) if held else None,
    )  # fmt: skip
