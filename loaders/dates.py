"""When an article was published: what the page states, else its address, else the dateline. Unknown stays unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NamedTuple

from polgraph import shipped

AHEAD = timedelta(days=1)
"""So much may a date lie ahead of the clock here: it is tomorrow already in the far east."""

_OLDEST = 1900
_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)? ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z?))?")
_YEAR = re.compile(r"((?:19|20)\d{2})(?:-\d{2})?")
_IN_PATH = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)\d\d)(?P<part>[/_-])(?P<month>\d{1,2}|[a-z]{3})(?P=part)(?P<day>\d{1,2})(?![0-9])"
    r"|(?<![0-9])(?P<whole>(?:19|20)\d{6})(?![0-9])",
    re.IGNORECASE,
)
_YEAR_IN_PATH = re.compile(r"/((?:19|20)\d\d)/")
_BEGINNING = 200  # characters of a line in which a dateline ends
_LINKING = 3  # letters of the small words in the name of a place
_LINES = 4  # the dateline stands before the text, below headline and byline


class Published(NamedTuple):
    """A publication date as ISO date or date-time with the zone that was stated, and where it is from.

    `value` null: unknown. `warning` where a stated date lies in the future.
    """

    value: str | None
    reason: str
    warning: str | None = None


def published(
    candidates: Iterable[tuple[str, str | None]], *, url: str | None, text: str, now: datetime
) -> Published:
    """Return when an article was published.

    `candidates`: what is stated, as (where, words), best first: metadata, then JSON-LD. After these come the address and
    the dateline, which gives a day only where the year is known too: its own, the address's or a stated one. A date in
    the future is taken only where there is no other, and never without a warning.
    """
    stated = [(where, words.strip()) for where, words in candidates if words and words.strip()]
    found = [(value, where) for where, words in stated if (value := parse(words))]
    if in_url := from_url(url):
        found.append((in_url, "the address"))
    years = [int(m[1]) for _, words in stated if (m := _YEAR.fullmatch(words))]
    years += [int(y) for y in _YEAR_IN_PATH.findall(_path(url))]
    if in_text := from_dateline(text, year=years[0] if years else None):
        found.append((in_text, "the dateline"))
    ahead = next(
        (f"{where} says {value}, which is in the future" for value, where in found if is_ahead(value, now)),
        None,
    )
    for value, where in found:
        if not is_ahead(value, now):
            return Published(value, where, ahead)
    return Published(*found[0], ahead) if found else Published(None, "nothing states it")


def is_ahead(value: str | None, now: datetime) -> bool:
    """Whether an ISO date or date-time lies more than a day after `now`."""
    if not value:
        return False
    moment = datetime.fromisoformat(value)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > now + AHEAD


def parse(words: str) -> str | None:
    """Return an ISO date or date-time of what pages, feeds and tables write, None where it is no whole date.

    >>> parse("Fri, 01 Mar 2024 10:00:00 +0200")
    '2024-03-01T10:00:00+02:00'
    >>> parse("2024-03")
    """
    words = " ".join(words.split())
    try:
        if found := _ISO.fullmatch(words):
            if not found["time"]:
                return _plausible(datetime.fromisoformat(found["day"]), with_time=False)
            zone = found["zone"] or ""
            zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone
            return _plausible(datetime.fromisoformat(f"{found['day']}T{found['time'].zfill(5)}{zone}"))
        if found := _COMPACT.fullmatch(words):
            year, month, day, *time = [int(p) for p in found.groups()[:6] if p]
            hour, minute, second = time or (0, 0, 0)
            zone_ = UTC if found[7] else None
            moment = datetime(year, month, day, hour, minute, second, tzinfo=zone_)
            return _plausible(moment, with_time=bool(time))
        if re.match(r"[A-Za-z]{3,9},? \d|\d{1,2} [A-Za-z]{3} \d{4} \d", words):
            return _plausible(parsedate_to_datetime(words))
    except (ValueError, TypeError, OverflowError):
        return None
    return None


def from_url(url: str | None) -> str | None:
    """Return the day that stands in the path of an address: /2024/03/01/, /2024/mar/01/, 2024-03-01, 20240301."""
    for found in _IN_PATH.finditer(_path(url)):
        if found["whole"]:
            day = _day(int(found["whole"][:4]), int(found["whole"][4:6]), int(found["whole"][6:]))
        else:
            month = (
                int(found["month"]) if found["month"].isdigit() else _months().get(found["month"].lower(), 0)
            )
            day = _day(int(found["year"]), month, int(found["day"]))
        if day:
            return day
    return None


def from_dateline(text: str, *, year: int | None = None) -> str | None:
    """Return the day of a dateline ("KYIV, March 1 (Wire) -") in one of the first lines, None where there is none.

    `year`: the one that is known, for a dateline that has none.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()][:_LINES]
    for line in lines:
        found = _dateline().match(line[:_BEGINNING])
        if found and _is_place(found["place"]):
            month = _months()[(found["month1"] or found["month2"]).lower()]
            stated = int(found["year"]) if found["year"] else year
            if stated and (day := _day(stated, month, int(found["day1"] or found["day2"]))):
                return day
    return None


def _is_place(words: str) -> bool:
    """Whether every longer word begins with a capital, and the first one does ("Port of Spain")."""
    return words[:1].isupper() and all(
        w[:1].isupper() or len(w) <= _LINKING for w in re.findall(r"\w+", words)
    )


def _plausible(moment: datetime, *, with_time: bool = True) -> str | None:
    if moment.year < _OLDEST:
        return None
    return moment.isoformat() if with_time else moment.date().isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _path(url: str | None) -> str:
    """Return the path of an address, without host, query and fragment."""
    bare = re.split(r"[?#]", url or "")[0]
    return re.sub(r"^[a-z][a-z0-9+.-]*://[^/]*", "", bare, flags=re.IGNORECASE)


@cache
def rules() -> dict[str, Any]:
    """Return `data/dates.yaml`."""
    found: dict[str, Any] = shipped.table("dates.yaml")
    return found


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in rules()["months"].items() for name in names}


@cache
def _dateline() -> re.Pattern[str]:
    """A place of one to four words, the day, perhaps an agency in brackets, and a dash, full stop or bracket."""
    months = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    part = r"[^\W\d_][^\d,.:;()]{1,30}?"
    place = rf"(?P<place>{part}(?:, {part})?)"
    day = (
        rf"(?:(?P<month1>{months})\.? (?P<day1>\d{{1,2}})|(?P<day2>\d{{1,2}})\.? (?:de )?(?P<month2>{months})\.?)"
        r"(?:,? (?:de )?(?P<year>(?:19|20)\d\d))?"
    )
    return re.compile(
        rf"{place}(?:, | ?\(| ){day}\)?(?: ?\([^)]{{1,40}}\))?\s?(?:[—–-]|\.(?= [^\W\d_a-z]))", re.IGNORECASE
    )
