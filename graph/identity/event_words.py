"""What identity knows of events (`events.yaml`): weights, types that are near, and what a name of an event says."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from polgraph import shipped
from polgraph.folding import fold

_NUMERAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")


class Weights(NamedTuple):
    """Thresholds on sums of weights, weights by name, and lengths in days."""

    same: float
    doubtful: float
    margin: float
    of: dict[str, float]
    days: dict[str, int]


class Words(NamedTuple):
    """What types and words mean: `near` gives the group of a type, `general` are types that say less than others of their group, `kinds` sets of words that exclude each other."""

    near: dict[str, str]
    general: frozenset[str]
    frequent: frozenset[str]
    common: frozenset[str]
    kinds: tuple[frozenset[str], ...]
    parts: frozenset[str]
    ordinals: dict[str, int]


@cache
def table() -> dict[str, Any]:
    """Return the table as it is shipped, with reasons and examples."""
    found: dict[str, Any] = shipped.table("identity/events.yaml")
    return found


@cache
def load() -> Weights:
    """Return the weights that are shipped with polgraph."""
    entry = table()
    weights = {name: float(row["weight"]) for name, row in entry["weights"].items()}
    return Weights(entry["same"], entry["doubtful"], entry["margin"], weights, entry["days"])


@cache
def words() -> Words:
    """Return what the words mean."""
    entry = table()
    return Words(
        near={type_: row[0] for row in entry["near"] for type_ in row},
        general=frozenset(entry["general"]),
        frequent=frozenset(entry["frequent"]),
        common=frozenset(entry["common"]["words"].split()),
        kinds=tuple(frozenset(row) for row in entry["kinds"]),
        parts=frozenset(entry["parts"]["words"]),
        ordinals=dict(entry["parts"]["ordinals"]),
    )


def affair(type_: str) -> str:
    """Return the name that all types of one affair share: "summit" -> "talks"."""
    return words().near.get(type_, type_)


@lru_cache(maxsize=1 << 14)
def title(name: str, place: str | None = None) -> frozenset[str]:
    """Return the words that make a name of an event, folded: "Zapad-2021 exercise" -> {"zapad", "2021"}.

    Capitals and numbers make one; the place (`place`: its name), and words that any event may be called by, do not.
    """
    known = words()
    where = set(fold(place).split()) if place else set()
    found = set[str]()
    for text in re.findall(r"\w+", name):
        folded = fold(text)
        is_proper = not text.islower() or any(c.isdigit() for c in text)
        if is_proper and folded and folded not in known.common and folded not in where:
            found.add(folded)
    return frozenset(found) if any(not word.isdigit() for word in found) else frozenset()


@lru_cache(maxsize=1 << 14)
def kinds(name: str) -> tuple[frozenset[str], ...]:
    """Return of each set of words that exclude each other those in `name`."""
    has = set(re.findall(r"\w+", name.lower()))
    return tuple(frozenset(row & has) for row in words().kinds)


@lru_cache(maxsize=1 << 14)
def part(name: str) -> str | None:
    """Return which part of a whole `name` means: "the second round of talks" -> "round 2", None for a whole."""
    known = words()
    met = re.findall(r"\w+", name.lower())
    for one, other in pairwise(met):
        for ordinal, noun in ((one, other), (other, one)):
            if noun in known.parts and (number := _number(ordinal, known, before=noun == other)):
                return f"{noun} {number}"
    return None


def _number(text: str, known: Words, *, before: bool) -> int | None:
    """Return the ordinal that `text` is: "second" and "2nd" stand before the noun, "two" and "2" behind it."""
    found = _NUMERAL.fullmatch(text)
    is_cardinal = text.isdigit() or text in ("one", "two", "three", "four", "five")
    if is_cardinal == before:
        return None
    return int(found[1]) if found else known.ordinals.get(text)
