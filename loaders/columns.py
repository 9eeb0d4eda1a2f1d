"""Which column holds what: guessed from the names (`data/columns.yaml`), or as the user says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from polgraph import shipped
from polgraph.errors import InputError
from polgraph.loaders.article import parse_language

SAID = ("text", "title", "published", "url", "source", "language", "author", "id")
ORDERS = ("dmy", "mdy")


class NoColumnError(InputError):
    """A column that is needed is not there."""


class Columns(NamedTuple):
    """What the user says: the column of a field, and how dates in figures are written (`order`: "dmy" or "mdy")."""

    of: Mapping[str, str]
    order: str | None = None

    def of_names(self, names: tuple[str, ...]) -> dict[str, list[str]]:
        """Return the columns of each field, best first; raises InputError where a column that was said is not there."""
        guessed = {field: list(found) for field, found in guess(names).items()}
        for field, column in self.of.items():
            if column not in names:
                shown = ", ".join(map(repr, names[:12])) + (" ..." if len(names) > 12 else "")
                raise NoColumnError(f"no column {column!r} for {field}: there is {shown or 'nothing'}")
            guessed[field] = [column]
        if "text" in self.of:
            guessed.pop("teaser", None)
        return guessed


def parse_columns(texts: Iterable[str]) -> Columns:
    """Return what `--map text=Body,published=Date:dmy` says; raises InputError for what it cannot say.

    >>> parse_columns(["text=Body,published=Date:dmy"])
    Columns(of={'text': 'Body', 'published': 'Date'}, order='dmy')
    """
    of: dict[str, str] = {}
    order = None
    for part in (part for text in texts for part in text.split(",")):
        field, equals, column = (word.strip() for word in part.partition("="))
        if not equals or not column or field not in SAID:
            raise InputError(
                f"--map {part!r} is not field=column: the fields are {', '.join(SAID)}; write --map text=Body,published=Date"
            )
        if field == "published" and column.rpartition(":")[2] in ORDERS:
            column, _, order = column.rpartition(":")
        of[field] = column
    return Columns(of, order)


@lru_cache(maxsize=256)
def guess(names: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the columns that by their names hold a field, best first; a column holds one field."""
    folded = [(name, _folded(name)) for name in names]
    found: dict[str, list[str]] = {}
    taken = set[str]()
    for field, known in _names().items():
        ranked = sorted(
            (min(known[n] for n in spellings if n in known), i, name)
            for i, (name, spellings) in enumerate(folded)
            if name not in taken and not known.keys().isdisjoint(spellings)
        )
        if ranked:
            found[field] = [name for _, _, name in ranked]
            taken.update(found[field])
    return found


def lists() -> Sequence[str]:
    """Return where the list of articles lies in a JSON object, as paths."""
    listed: list[str] = rules()["lists"]
    return listed


def language_tag(words: str) -> str:
    """Return the BCP 47 tag of a language that a column names ("en", "English", "eng"), empty where it is none.

    >>> language_tag("Ukrainian"), language_tag("en-us"), language_tag("various")
    ('uk', 'en-US', '')
    """
    named: str | None = rules()["languages"].get(words.casefold())
    try:
        return named or parse_language(words)
    except InputError:
        return ""


@cache
def rules() -> dict[str, Any]:
    """Return `data/columns.yaml`."""
    found: dict[str, Any] = shipped.table("columns.yaml")
    return found


def _folded(name: str) -> tuple[str, ...]:
    """Return the spellings a name is looked up by: whole, and the last part of a path except for an id."""
    name = re.sub(r"^(?:_source|fields|attributes)\.", "", name)
    whole = _plain(name)
    last = _plain(name.rpartition(".")[2])
    return (whole,) if last in ("id", "name", "title", "url", "uri") else (whole, last)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


@cache
def _names() -> dict[str, dict[str, int]]:
    return {field: {n: i for i, n in enumerate(f["names"])} for field, f in rules()["fields"].items()}
