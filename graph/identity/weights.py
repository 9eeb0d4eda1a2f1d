"""What speaks for and against two appearances being one actor (`weights.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from polgraph import shipped
from polgraph.folding import fold


class Weights(NamedTuple):
    """Thresholds on sums of weights (`same`, `doubtful`, `margin`), on likenesses (`names`), counts, and generic words."""

    same: float
    doubtful: float
    margin: float
    names: dict[str, float]
    of: dict[str, float]
    company: dict[str, int]
    generic: frozenset[str]


@cache
def table() -> dict[str, Any]:
    """Return the table as it is shipped, with reasons and examples."""
    found: dict[str, Any] = shipped.table("identity/weights.yaml")
    return found


@cache
def load() -> Weights:
    """Return the weights that are shipped with polgraph."""
    entry = table()
    return Weights(
        same=entry["same"],
        doubtful=entry["doubtful"],
        margin=entry["margin"],
        names=entry["names"],
        of={name: row["weight"] for name, row in entry["weights"].items()},
        company=entry["company"],
        generic=frozenset(entry["generic"]["words"].split()),
    )


def is_generic(name: str) -> bool:
    """Return whether every word of a body's name is one that bodies of all states have: "Ministry of Defence"."""
    return set(fold(name).split()) <= load().generic
