"""The tables of data/names, read once when first needed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple

from polgraph import shipped

LETTER = r"(?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e31-\u0e4e\u1000-\u109f\u1780-\u17d3])"
"""A pattern for one letter or digit of any script, with the vowel signs that Python does not count as letters."""


class Weights(NamedTuple):
    """What a difference costs, in edits; `edit`, `single`, `conflict` and `apart` are scores. See weights.yaml."""

    edit: float
    sound: float
    coarse: float
    across: float
    variant: float
    initial: float
    gender: float
    reordered: float
    joined: float
    left_out: float
    left_out_most: float
    single: float
    conflict: float
    apart: float
    legal_form: float
    generic: float
    extra: float
    country: float
    abbreviation: float


class Rule(NamedTuple):
    """Letters that are brought to another spelling."""

    find: re.Pattern[str]
    put: str


@cache
def weights() -> Weights:
    """Return what each difference costs."""
    return Weights(**{name: float(entry["value"]) for name, entry in table("weights").items()})


@cache
def table(name: str) -> dict[str, Any]:
    """Return the file data/names/`name`.yaml as it stands."""
    found: dict[str, Any] = shipped.table(f"names/{name}.yaml")
    return found


def countries() -> list[dict[str, Any]]:
    """Return the states of data/authority/countries.yaml."""
    found: list[dict[str, Any]] = shipped.table("authority/countries.yaml")["countries"]
    return found


def rules(entries: list[dict[str, str]]) -> tuple[Rule, ...]:
    """Return the rules of a table, compiled."""
    return tuple(Rule(re.compile(entry["find"]), entry["put"]) for entry in entries)


def words(text: str) -> frozenset[str]:
    """Return the words of a list written as text."""
    return frozenset(text.split())


def bare(text: str) -> str:
    """Return `text` in lower case without accents, in its own script; й and ї stay what they are."""
    if text.isascii():
        return text.lower()
    parts = []
    for letter in text.casefold():
        first = unicodedata.normalize("NFKD", letter)
        keep = letter in "йїўё" or "HANGUL" in unicodedata.name(letter, "")
        parts.append(letter if keep else "".join(c for c in first if not unicodedata.combining(c)))
    return "".join(parts)


class Lookup:
    """A table from words to what they stand for; an entry `word*` stands for all words that begin so."""

    def __init__(self) -> None:
        self._whole: dict[str, str] = {}
        self._stems: dict[str, str] = {}

    def add(self, word: str, meaning: str) -> None:
        """Enter a word unless it is known already."""
        target = self._stems if word.endswith("*") else self._whole
        target.setdefault(bare(word.rstrip("*")), meaning)

    def get(self, word: str) -> str | None:
        """Return what a word in `bare` form stands for."""
        if found := self._whole.get(word):
            return found
        for size in range(len(word), 2, -1):
            if found := self._stems.get(word[:size]):
                return found
        return None
