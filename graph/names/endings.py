"""Endings of Slavic names: the father's name, and the forms of a family name for a man and a woman."""

from __future__ import annotations

from functools import cache

from polgraph.names.tables import table

SHORTEST = 2


def father(text: str) -> str:
    """Return the father's name in a patronymic, or "" where the word is none: "сергеевич" -> "серге"."""
    for ending in _patronymics():
        if text.endswith(ending) and len(text) >= len(ending) + SHORTEST:
            return text[: -len(ending)]
    return ""


def men(text: str, script: str) -> frozenset[str]:
    """Return the forms for a man that a family name of a woman may have: "ivanova" -> {"ivanov"}."""
    return frozenset(
        text.removesuffix(she) + he
        for he, she in table("persons")["gender"].get(script, ())
        if text.endswith(she) and len(text) > len(she) + SHORTEST
    )


@cache
def _patronymics() -> tuple[str, ...]:
    return tuple(sorted(table("persons")["patronymics"].split(), key=len, reverse=True))
