"""One document of an export, and how its date and language are read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from polgraph.errors import InputError
from polgraph.loaders.columns import language_tag
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.sidecar import Fields

_DAY = re.compile(
    r"(?:[^\W\d_]+day,? )?(?:[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{1,2}\.? [^\W\d_]{3,12}\.? (?:19|20)\d\d)\b"
)

_FIGURES = re.compile(r"\d{4}-\d{2}-\d{2}\b|\d{1,2}([./])\d{1,2}\1\d{4}\b")
_REST = re.compile(r"[ ,]*(?:[^\W\d_]{5,12})?[ ,]*(\d{1,2}:\d{2}.{0,20})?")


class Part(NamedTuple):
    """A document of an export: its text (empty where it has none), number of the database, fields, and what else it says."""

    text: str
    id: str
    fields: Fields
    meta: Mapping[str, str]


def fields_of(*, title: str, date: str, source: str, language: str) -> Fields:
    """Return the fields that are known, in the spelling of the contract; a date that cannot be read is unknown."""
    fields = {
        "title": " ".join(title.split()),
        "published": iso_date(date) or "",
        "source": " ".join(source.split()),
        "language": language_tag(re.split(r"[;,(]", language)[0].strip()),
    }
    return {key: value for key, value in fields.items() if value}


def iso_date(words: str) -> str | None:
    """Return the date that a line gives, alone or before other words ("March 1, 2024, City Edition"), else None."""
    day = _DAY.match(words) or _FIGURES.match(words)
    if not day or len(words) > 100:
        return None  # a headline with a year in it is not tried: that takes a while in all languages
    rest = _REST.fullmatch(words[day.end() :])
    try:
        return parse_date(f"{day[0]} {rest[1] or ''}".strip() if rest else day[0])
    except InputError:
        return None
