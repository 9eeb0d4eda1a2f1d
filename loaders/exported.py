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
    if not re.search(r"(?:19|20)\d\d", words) or len(words) > 100:
        return None
    day = _DAY.match(words)
    for candidate in (words, day[0] if day else ""):
        try:
            if candidate and (found := parse_date(candidate)):
                return found
        except InputError:
            continue
    return None
