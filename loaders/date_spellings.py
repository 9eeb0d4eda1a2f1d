"""Publication dates as tables, exports and mails write them, to ISO; one that can be read in two ways is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from polgraph.errors import InputError
from polgraph.loaders.article import parse_published

_FIGURES = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T ,]+(\d.*))?")
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?([ap])?\.?(?:m\.?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?", re.I
)
_TIME = re.compile(r"\d:\d\d|\d ?[ap]\.?m\b", re.IGNORECASE)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?")


def parse_date(value: Any, *, order: str | None = None) -> str | None:
    """Return an ISO date, or date-time with the zone that was stated; None for what is empty.

    Takes dates, seconds and milliseconds since 1970, ISO 8601, RFC 2822, figures (`order` "dmy" or "mdy" says which is
    the day; else told where one is above 12, and by full stops), and months in words. Raises InputError for others.

    >>> parse_date("1 March 2024"), parse_date("25/12/2023 4:05 pm"), parse_date(1709287200)
    ('2024-03-01', '2023-12-25T16:05:00', '2024-03-01T10:00:00+00:00')
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        midnight = value.tzinfo is None and not any((value.hour, value.minute, value.second))
        return (value.date() if midnight else value.replace(microsecond=0)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    words = " ".join(str(value).split())
    return _parsed(words, order) if words else None


@lru_cache(maxsize=4096)
def _parsed(words: str, order: str | None) -> str | None:
    for read in (_epoch, _compact, _iso, _mail):
        if found := read(words):
            return found
    found = _figures(words, order) or _worded(words)
    if not found:
        raise InputError(f"published {words!r} is no date that can be read: write 2024-03-01")
    return found


def _epoch(words: str) -> str | None:
    """Seconds, milliseconds ... since 1970, from 1990 on."""
    digits, _, fraction = words.partition(".")
    if (
        not digits.isdecimal()
        or (fraction and not fraction.isdecimal())
        or len(digits) not in (9, 10, 12, 13, 16)
    ):
        return None
    seconds = int(digits) / {9: 1, 10: 1, 12: 1e3, 13: 1e3, 16: 1e6}[len(digits)]
    if not 631_152_000 <= seconds < 7_258_118_400:
        return None
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0).isoformat()


def _compact(words: str) -> str | None:
    found = _COMPACT.fullmatch(words)
    if not found:
        return None
    figures = [int(f) for f in found.groups() if f]
    try:
        return date(*figures).isoformat() if len(figures) == 3 else datetime(*figures, tzinfo=UTC).isoformat()  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def _iso(words: str) -> str | None:
    words = re.sub(r" ?(UTC|GMT)$", "Z", words)
    try:
        return parse_published(re.sub(r"(?<=:\d\d)\.\d+", "", words))
    except InputError:
        return None


def _mail(words: str) -> str | None:
    if not re.match(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d", words):
        return None
    try:
        return parsedate_to_datetime(words).isoformat()
    except ValueError:
        return None


def _figures(words: str, order: str | None) -> str | None:
    found = _FIGURES.fullmatch(words)
    if not found:
        return None
    first, mark, second, third = found[1], found[2], found[3], found[4]
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    elif len(third) != 4:
        return None
    else:
        year = int(third)
        day, month = _day_first(int(first), int(second), "dmy" if mark == "." else order, words)
    try:
        whole = date(year, month, day)
    except ValueError as error:
        raise InputError(f"published {words!r} is no date: {error}") from error
    if not found[5]:
        return whole.isoformat()
    return _with_clock(whole, found[5])


def _day_first(first: int, second: int, order: str | None, words: str) -> tuple[int, int]:
    if order is None and first <= 12 and second <= 12 and first != second:
        raise InputError(
            f"published {words!r} can be read in two ways: say --map published=COLUMN:dmy (day first) or :mdy"
        )
    day_first = order == "dmy" if order else first > 12
    return (first, second) if day_first else (second, first)


def _with_clock(day: date, words: str) -> str | None:
    found = _CLOCK.fullmatch(words)
    if not found:
        return None
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    zone = (found[5] or "").upper()
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
    try:
        return datetime.fromisoformat(f"{day}T{hour:02}:{found[2]}:{found[3] or '00'}{zone}").isoformat()
    except ValueError:
        return None


def _worded(words: str) -> str | None:
    """Months in words, of many languages; the day, the month and the year must all be there."""
    if not re.search(r"[^\W\d_]{3}", words) or not re.search(r"(?:19|20)\d\d", words) or len(words) > 80:
        return None
    import dateparser  # half a second: only when it is needed

    found = dateparser.parse(
        words,
        settings={
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "DATE_ORDER": "DMY",
        },
    )
    if found is None:
        return None
    return found.replace(microsecond=0).isoformat() if _TIME.search(words) else found.date().isoformat()
