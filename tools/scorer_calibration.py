"""From what the network says on sentences kept apart: what its sureness is worth.

`worth` of a proposal is the probability that it is right, pair and predicate: logistic regression on the log odds of its sureness with an offset for each
predicate (Platt 1999, "Probabilistic outputs for support vector machines"), the offsets held small by a ridge, so that a predicate seen three times gets
none to speak of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

LEAST_SURE = 0.02
RIDGE = 8.0
STEPS = 50
LEVELS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


class Judged(NamedTuple):
    """A pair kept apart: the share of some claim, of each predicate if there is one, of each status; the true predicate (0: none) and status (-1: none)."""

    any: float
    kinds: np.ndarray[Any, Any]
    statuses: np.ndarray[Any, Any]
    true: int
    status: int


def settle(rows: Sequence[Judged], predicates: Sequence[str]) -> dict[str, Any]:
    """Return the calibration, and figures of what would be proposed at some levels of worth."""
    sure = np.array([r.any * r.kinds.max() for r in rows])
    best = np.array([int(r.kinds.argmax()) for r in rows])
    true = np.array([r.true - 1 for r in rows])
    seen = sure >= LEAST_SURE
    slope, offset, own = _fit(_odds(sure[seen]), best[seen], (best == true)[seen], len(predicates))
    worth = 1 / (1 + np.exp(-(slope * _odds(sure) + offset + own[best])))
    worth[~seen] = 0.0
    calibration = {
        "slope": round(float(slope), 4),
        "offset": round(float(offset), 4),
        "predicates": {name: round(float(own[n]), 4) for n, name in enumerate(predicates)},
    }
    return {"calibration": calibration, "figures": _figures(rows, worth, best, true, predicates)}


def _odds(sure: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    held = np.clip(sure, 1e-6, 1 - 1e-6)
    return np.log(held / (1 - held))


def _fit(odds: Any, best: Any, right: Any, number: int) -> tuple[float, float, np.ndarray[Any, Any]]:
    """Newton's method on the log likelihood less the ridge on the predicates' offsets."""
    design = np.zeros((len(odds), number + 2))
    design[:, 0], design[:, 1] = odds, 1.0
    design[np.arange(len(odds)), best + 2] = 1.0
    penalty = np.array([0.0, 0.0, *[RIDGE] * number])
    w = np.zeros(number + 2)
    w[0] = 1.0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ w))
        gradient = design.T @ (right - p) - penalty * w
        curve = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty + 1e-9)
        w = w + np.linalg.solve(curve, gradient)
    return w[0], w[1], w[2:]


def _figures(
    rows: Sequence[Judged], worth: Any, best: Any, true: Any, predicates: Sequence[str]
) -> dict[str, Any]:
    claims = int((true >= 0).sum())
    right = best == true
    levels = {}
    for level in LEVELS:
        said = worth >= level
        levels[str(level)] = {
            "said": int(said.sum()),
            "precision": round(float(right[said].mean()), 3) if said.any() else None,
            "some claim": round(float((true[said] >= 0).mean()), 3) if said.any() else None,
            "recall": round(float((right & said).sum() / max(claims, 1)), 3),
        }
    held = [(int(r.statuses.argmax()), float(r.statuses.max()), r.status) for r in rows if r.status >= 0]
    sure = [a == b for a, p, b in held if p >= 0.8]
    return {
        "pairs": len(rows), "claims": claims, "levels": levels,
        "kind if forced": round(float(right[true >= 0].mean()), 3),
        "status": round(float(np.mean([a == b for a, _, b in held])), 3),
        "status where sure": round(float(np.mean(sure)), 3), "share of sure": round(len(sure) / len(held), 3),
        "forced, right by predicate": {
            name: [int((true == n).sum()), int((right & (true == n)).sum())] for n, name in enumerate(predicates) if (true == n).any()
        },
    }  # fmt: skip
