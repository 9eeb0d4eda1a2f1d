"""Look-up tables from folded names to records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Generic, TypeVar

from polgraph.folding import fold

T = TypeVar("T")

_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATION = re.compile(r"[A-ZА-ЯІЇЄҐ]{2,5}s?|(?:[A-Z]\.){2,}[A-Z]?")


def key(name: str) -> str:
    """Return the folded form without a leading article or a possessive: "the Kremlin's" -> "kremlin"."""
    folded = fold(_POSSESSIVE.sub("", name.strip()))
    return folded.removeprefix("the ")


class Names(Generic[T]):
    """Folded names and what they stand for. Abbreviations are only met in capitals: "US" is not "us"."""

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[T, bool]]] = {}

    def add(self, record: T, names: Iterable[str]) -> None:
        """Let each of `names` stand for `record`."""
        for name in names:
            row = (record, bool(_ABBREVIATION.fullmatch(name)))
            rows = self._found.setdefault(key(name), [])
            if row not in rows:
                rows.append(row)

    def find(self, name: str) -> list[T]:
        """Return what `name` stands for, in the order it was added; empty where nothing does."""
        rows = self._found.get(key(name), ())
        capitals = _is_capital(name)
        found: list[T] = []
        for record, abbreviation in rows:
            if (capitals or not abbreviation) and record not in found:
                found.append(record)
        return found

    def longest(self, phrase: str) -> tuple[T, str] | None:
        """Return the record of the longest name that stands in `phrase` as whole words, and that name folded."""
        words = key(phrase).split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                name = " ".join(words[start : start + length])
                if name in self._found:
                    return self._found[name][0][0], name
        return None


def _is_capital(name: str) -> bool:
    bare = _POSSESSIVE.sub("", name.strip()).removeprefix("the ").removeprefix("The ")
    letters = [c for c in bare if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters[:2])
