"""What a calendar expression is worth: its EDTF value, first and last day, and precision.

Each reader takes a match of a pattern of `date_patterns`, the day of publication and the dates of known events; None: no value. Calendar
arithmetic on relative expressions ("two weeks ago") is dateparser's; what counts from a known event ("the second day of the
invasion") takes its date from the authority.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from polgraph.model import Precision
from polgraph.reading.date_words import DAYS, MONTHS, NUMBERS, ORDINALS, TENS

EventDate = Callable[[str], str | None]
"""Gives the first day of the known event that a phrase names."""

Value = tuple[str, str, str, Precision]  # EDTF, first day, last day, precision


def _day_value(d: date) -> Value:
    return d.isoformat(), d.isoformat(), d.isoformat(), "day"


def _month_value(year: int, month: int) -> Value:
    last = calendar.monthrange(year, month)[1]
    value = f"{year}-{month:02d}"
    return value, f"{value}-01", f"{value}-{last}", "month"


def _year_value(year: int) -> Value:
    return str(year), f"{year}-01-01", f"{year}-12-31", "year"


def _span_value(first: date, last: date, precision: Precision) -> Value:
    return f"{first}/{last}", first.isoformat(), last.isoformat(), precision


def _safe_day(year: int, month: int, day: int) -> Value | None:
    try:
        return _day_value(date(year, month, day))
    except ValueError:
        return None


def _nearest_year(month: int, day: int, today: date, *, ahead: bool) -> int:
    """The year in which a month (and day) without year lies nearest to `today`; news looks far back, but far `ahead` only where it says so."""
    day = min(day, 28)
    near = min(
        (today.year - 1, today.year, today.year + 1), key=lambda y: abs((date(y, month, day) - today).days)
    )
    days = (date(near, month, day) - today).days
    if ahead:
        return near + 1 if days < -_FAR else near
    return near - 1 if days > _FAR else near


def full(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    g = m.groupdict()
    month = MONTHS[g["month"].lower().rstrip(".")]
    if g.get("year"):
        year = int(g["year"])
    elif today:
        ahead = _AHEAD.search(m.string[max(0, m.start() - _NEAR) : m.start()]) is not None
        year = _nearest_year(month, int(g.get("day") or 15), today, ahead=ahead)
    else:
        return None
    return _safe_day(year, month, int(g["day"])) if g.get("day") else _month_value(year, month)


def iso(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    return _safe_day(int(m["year"]), int(m["m"]), int(m["d"]))


def year(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    return _year_value(int(m["year"]))


def decade(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    base = int(m["decade"])
    return f"{base // 10}X", f"{base}-01-01", f"{base + 9}-12-31", "decade"


def weekday(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    if not today:
        return None
    back = (today.weekday() - DAYS[m["weekday"].lower()]) % 7
    before = m.string[max(0, m.start() - _NEAR) : m.start()]
    ahead = back > 0 and _AHEAD.search(before) is not None and _SAID.search(before) is None
    which = (m.groupdict().get("which") or "").lower()
    if which in ("next", "coming", "upcoming") or (ahead and which != "last"):
        return _day_value(today + timedelta(days=7 - back))
    if which == "last" and back == 0:
        back = 7
    return _day_value(today - timedelta(days=back))


# What is told of the time to come in the sentence before a weekday: "is to visit Kyiv on Monday".
_AHEAD = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:to|due|expected|set|scheduled|planned|slated|going)|plans? to|to be held|scheduled for)\b[^.!?\n]*$"
)
_SAID = re.compile(r"\b(?:said|told|announced|reported|added|wrote)\b\W+(?:\w+\W+){0,2}$")
_NEAR = 160  # characters before it
_FAR = 90  # days from which on a day without a year is rather that of the year before


def near(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[m["near"].lower()]
    return _day_value(today + timedelta(days=shift)) if today else None


def stretch(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """This, last or next week, month, year."""
    if not today:
        return None
    shift = {"this": 0, "current": 0, "last": -1, "next": 1, "previous": -1, "past": -1}[m["which"].lower()]
    unit = m["unit"].lower()
    if unit == "week":
        first = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return _span_value(first, first + timedelta(days=6), "week")
    if unit == "month":
        index = today.year * 12 + today.month - 1 + shift
        return _month_value(index // 12, index % 12 + 1)
    return _year_value(today.year + shift) if unit == "year" else None


def last_month(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """Last March, next June, this May."""
    if not today:
        return None
    month, which = MONTHS[m["month"].lower().rstrip(".")], m["which"].lower()
    year = today.year
    if which == "last" and month >= today.month:
        year -= 1
    if which == "next" and month <= today.month:
        year += 1
    return _month_value(year, month)


def month_of(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """June last year, January this year."""
    shift = {"this": 0, "last": -1, "next": 1}[m["which"].lower()]
    return _month_value(today.year + shift, MONTHS[m["month"].lower().rstrip(".")]) if today else None


def year_end(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """By year-end, at the end of the year: its last month."""
    return _month_value(today.year, 12) if today else None


def spoken_year(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """ "(January) nineteen ninety-six", "the year two thousand", as transcripts of broadcasts have it."""
    g = m.groupdict()
    tens, ones, named = g.get("tens"), g.get("ones"), g.get("month")
    year = 1900 + TENS[tens.lower()] + (NUMBERS[ones.lower()] if ones else 0) if tens else 2000
    return _month_value(year, MONTHS[named.lower().rstrip(".")]) if named else _year_value(year)


def later(m: re.Match[str], anchor: date) -> Value | None:
    """Twelve days later, a week after that: counted from the day that the text named last."""
    count = NUMBERS.get(m["count"].lower(), 0) or (int(m["count"]) if m["count"].isdigit() else 0)
    if not count:
        return None
    if m["unit"].lower() == "day":
        return _day_value(anchor + timedelta(days=count))
    first = anchor + timedelta(weeks=count)
    first -= timedelta(days=first.weekday())
    return _span_value(first, first + timedelta(days=6), "week")


def ago(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """Two weeks ago, a month earlier: arithmetic by dateparser, precision by the unit."""
    count = NUMBERS.get(m["count"].lower(), 0) or (int(m["count"]) if m["count"].isdigit() else 0)
    if not today or not count or m["unit"].lower() == "decade":
        return None
    from datetime import datetime

    import dateparser

    base = datetime(today.year, today.month, today.day)
    when = dateparser.parse(f"{count} {m['unit']} ago", languages=["en"], settings={"RELATIVE_BASE": base})
    if when is None:
        return None
    day, unit = when.date(), m["unit"].lower()
    if unit == "day":
        return _day_value(day)
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return _span_value(first, first + timedelta(days=6), "week")
    return _month_value(day.year, day.month) if unit == "month" else _year_value(day.year)


def day_of_event(m: re.Match[str], today: date | None, event_date: EventDate) -> Value | None:
    """The second day of the invasion, the first week of the war."""
    known = event_date(m["event"])
    number = ORDINALS.get(m["nth"].lower()) or int(re.sub(r"\D", "", m["nth"]) or 0)
    if not known or len(known) < 10 or not number:
        return None
    first = date.fromisoformat(known)
    if m["unit"].lower() == "day":
        return _day_value(first + timedelta(days=number - 1))
    if m["unit"].lower() == "week":
        begin = first + timedelta(weeks=number - 1)
        return _span_value(begin, begin + timedelta(days=6), "week")
    return None


def start_of_event(m: re.Match[str], today: date | None, event_date: EventDate) -> Value | None:
    known = event_date(m["event"])
    return _day_value(date.fromisoformat(known)) if known and len(known) == 10 else None
