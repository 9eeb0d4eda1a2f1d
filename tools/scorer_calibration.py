"""From what the network says on sentences kept apart: how sure it must be of each predicate, and what its sureness is worth.

A claim of a predicate is proposed where the probability that the pair holds some claim reaches the predicate's threshold: the lowest at which, of the
proposals kept apart, at least `WANTED` were right, with a few imaginary ones of the average kind beside them, so that a rare predicate does not get a
threshold out of three cases. The probabilities are mended by isotonic regression over all proposals (Zadrozny and Elkan 2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

WANTED = 0.6
PRIOR = 6
GRID = [round(0.3 + 0.025 * n, 3) for n in range(28)]
POINTS = 10


class Judged(NamedTuple):
    """A pair kept apart: shares of the kinds (no claim first), the true kind, shares of the statuses, the true status or -1, the kind of the pair turned round."""

    id: str
    kinds: np.ndarray[Any, Any]
    true: int
    statuses: np.ndarray[Any, Any]
    status: int
    turned: int


def settle(rows: Sequence[Judged], predicates: Sequence[str], statuses: Sequence[str]) -> dict[str, Any]:
    """Return thresholds, calibration and figures."""
    any_ = np.array([1 - r.kinds[0] for r in rows])
    best = np.array([int(np.argmax(r.kinds[1:])) + 1 for r in rows])
    true = np.array([r.true for r in rows])
    right = best == true
    default = _threshold(any_, right, prior=None)
    thresholds: dict[str, float] = {"default": default}
    for n, name in enumerate(predicates, 1):
        mine = best == n
        if mine.sum():
            at = (any_ >= default).nonzero()[0]
            average = float(right[at].mean()) if len(at) else 0.5
            thresholds[name] = _threshold(any_[mine], right[mine], prior=average)
    said = np.array(
        [a >= thresholds.get(predicates[b - 1], default) for a, b in zip(any_, best, strict=True)]
    )
    status = [
        (int(np.argmax(r.statuses)), float(np.max(r.statuses)), r.status) for r in rows if r.status >= 0
    ]
    thresholds["status"] = 0.8
    return {
        "thresholds": thresholds,
        "calibration": _calibration(any_[any_ > 0.2], right[any_ > 0.2]),
        "figures": _figures(rows, said, best, true, status, predicates, statuses),
    }


def _threshold(any_: np.ndarray[Any, Any], right: np.ndarray[Any, Any], *, prior: float | None) -> float:
    for level in GRID:
        above = any_ >= level
        good, all_ = float(right[above].sum()), float(above.sum())
        if prior is not None:
            good, all_ = good + PRIOR * prior, all_ + PRIOR
        if all_ and good / all_ >= WANTED:
            return level
    return 0.99


def _calibration(any_: np.ndarray[Any, Any], right: np.ndarray[Any, Any]) -> list[list[float]]:
    """Return points (sureness, share that was right), rising: pooled neighbours (isotonic regression by pool adjacent violators)."""
    order = np.argsort(any_, kind="stable")
    blocks: list[list[float]] = []  # sum of sureness, number right, number
    for n in order:
        blocks.append([float(any_[n]), float(right[n]), 1.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [x + y for x, y in zip(blocks[-1], last, strict=True)]
    return [[round(s / n, 3), round(r / n, 3)] for s, r, n in blocks]


def _figures(
    rows: Sequence[Judged],
    said: Any,
    best: Any,
    true: Any,
    status: list[tuple[int, float, int]],
    predicates: Sequence[str],
    statuses: Sequence[str],
) -> dict[str, Any]:
    hit = said & (best == true)
    found = said & (true > 0)
    gold = int((true > 0).sum())
    by = {
        name: [int((said & (best == n)).sum()), int((hit & (best == n)).sum()), int((true == n).sum())]
        for n, name in enumerate(predicates, 1)
        if (true == n).any() or (said & (best == n)).any()
    }
    return {
        "pairs": len(rows), "claims": gold, "said": int(said.sum()),
        "precision": round(float(hit.sum() / max(said.sum(), 1)), 3), "recall": round(float(hit.sum() / max(gold, 1)), 3),
        "precision of some claim": round(float(found.sum() / max(said.sum(), 1)), 3),
        "kind if forced": round(float((best == true)[true > 0].mean()), 3),
        "status": round(float(np.mean([a == b for a, _, b in status])), 3),
        "status, sure": [round(float(np.mean([a == b for a, p, b in status if p >= 0.8])), 3), round(float(np.mean([p >= 0.8 for _, p, _ in status])), 3)],
        "said, right, true": by,
    }  # fmt: skip
