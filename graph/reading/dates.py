"""Calendar expressions of the text, with the EDTF value that they have on the day of publication.

Expressions are found by patterns; calendar arithmetic on relative ones ("two weeks ago", "last March") is dateparser's.
Expressions that count from a known event ("the second day of the invasion") take its date from the authority.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from polgraph.model import DateExpression, DateKind, DateRange, Precision
from polgraph.reading.date_words import (
    COUNT,
    DAY,
    DAYS,
    MONTH,
    MONTHS,
    NUMBERS,
    ORDINALS,
    TENS,
    UNIT,
    WEEKDAY,
    YEAR,
)


@dataclass(frozen=True)
class Found:
    """An expression with its offsets, the days that it spans and the known event that it counts from."""

    expression: DateExpression
    first: str
    last: str

    def range(self, kind: DateKind) -> DateRange:
        """Return the expression as the date of a statement that it limits in the way of `kind`."""
        start: str | None = self.first
        end: str | None = self.last
        if kind == "since":
            end = None
        elif kind == "until":
            start = None
        return DateRange(start=start, end=end, precision=self.expression.precision, kind=kind)


EventDate = Callable[[str], str | None]


def find(text: str, *, spans: list[tuple[int, int]], day: str | None, event_date: EventDate) -> list[Found]:
    """Return the expressions of the sentences `spans` of `text`, in order, longest first where they overlap.

    `day` is the ISO date of publication (None: relative expressions have no value and are left out); `event_date`
    gives the first day of the known event that a phrase names.
    """
    today = date.fromisoformat(day) if day else None
    found: list[Found] = []
    for start, end in spans:
        taken: list[tuple[int, int]] = []
        for pattern, read in _PATTERNS:
            for m in pattern.finditer(text, start, end):
                if any(m.start() < b and a < m.end() for a, b in taken):
                    continue
                if value := read(m, today, event_date):
                    found.append(_made(m, *value))
                if value or m.groupdict().get("day"):
                    taken.append(m.span())  # a day that does not exist is no month either
    return sorted(found, key=lambda f: f.expression.start)


Value = tuple[str, str, str, Precision]  # EDTF, first day, last day, precision


def _made(m: re.Match[str], value: str, first: str, last: str, precision: Precision) -> Found:
    return Found(
        DateExpression(start=m.start(), end=m.end(), text=m.group(), value=value, precision=precision),
        first,
        last,
    )


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


def _full(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
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


def _iso(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    return _safe_day(int(m["year"]), int(m["m"]), int(m["d"]))


def _year(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    return _year_value(int(m["year"]))


def _decade(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    base = int(m["decade"])
    return f"{base // 10}X", f"{base}-01-01", f"{base + 9}-12-31", "decade"


def _weekday(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
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


def _near(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    shift = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[m["near"].lower()]
    return _day_value(today + timedelta(days=shift)) if today else None


def _stretch(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
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


def _last_month(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
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


def _month_of(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """June last year, January this year."""
    shift = {"this": 0, "last": -1, "next": 1}[m["which"].lower()]
    return _month_value(today.year + shift, MONTHS[m["month"].lower().rstrip(".")]) if today else None


def _year_end(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """By year-end, at the end of the year: its last month."""
    return _month_value(today.year, 12) if today else None


def _spoken_year(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
    """ "(January) nineteen ninety-six", "the year two thousand", as transcripts of broadcasts have it."""
    if m["tens"] is None:
        year = 2000
    else:
        year = 1900 + TENS[m["tens"].lower()] + NUMBERS.get((m["ones"] or "zero").lower(), 0)
    named = m.groupdict().get("month")
    return _month_value(year, MONTHS[named.lower().rstrip(".")]) if named else _year_value(year)


def _ago(m: re.Match[str], today: date | None, _: EventDate) -> Value | None:
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


def _day_of_event(m: re.Match[str], today: date | None, event_date: EventDate) -> Value | None:
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


def _start_of_event(m: re.Match[str], today: date | None, event_date: EventDate) -> Value | None:
    known = event_date(m["event"])
    return _day_value(date.fromisoformat(known)) if known and len(known) == 10 else None


_EVENT = r"(?:the\s+)?(?P<event>(?:[\w-]+\s+){0,3}(?:invasion|war|coup|uprising|revolution|annexation|referendum|election)(?:\s+(?:of|in|on|against)\s+[A-Z]\w+)?)"
_FLAGS = re.IGNORECASE
_PATTERNS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date | None, EventDate], Value | None]]] = [
    (re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b"), _iso),
    (
        re.compile(
            rf"\bthe\s+(?P<nth>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))\s+{UNIT}\s+of\s+{_EVENT}", _FLAGS
        ),
        _day_of_event,
    ),
    (
        re.compile(
            rf"\bthe\s+(?:very\s+)?(?:beginning|start|outbreak|first\s+day|onset)\s+of\s+{_EVENT}", _FLAGS
        ),
        _start_of_event,
    ),
    (
        re.compile(
            rf"\b(?:{WEEKDAY},?\s+)?{MONTH}\s+{DAY}\b(?!\s*(?:percent|per\s+cent|%))(?:,?\s+{YEAR}\b)?"
        ),
        _full,
    ),
    (re.compile(rf"\b(?:{WEEKDAY},?\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR}\b)?"), _full),
    (re.compile(rf"\b{MONTH},?\s+(?:of\s+)?{YEAR}\b"), _full),
    (re.compile(rf"\b{MONTH}(?:\s+of)?\s+(?P<which>this|last|next)\s+year\b"), _month_of),
    (re.compile(r"\b(?:the\s+)?(?:year[ -]end|end\s+of\s+(?:the|this)\s+year)\b"), _year_end),
    (
        re.compile(
            rf"\b(?:{MONTH}\s+)?nineteen\s+(?P<tens>{'|'.join(TENS)})(?:[ -](?P<ones>one|two|three|four|five|six|seven|eight|nine)\b)?",
            _FLAGS,
        ),
        _spoken_year,
    ),
    (re.compile(r"\bthe\s+year\s+two\s+thousand\b(?P<tens>\b$)?(?P<ones>\b$)?"), _spoken_year),
    (re.compile(r"(?<=\bmid-)(?P<year>(?:19|20)\d\d)\b(?!s)"), _year),
    (re.compile(rf"\b(?P<which>last|next|this)\s+{MONTH}"), _last_month),
    (re.compile(r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?\s?)?(?P<decade>(?:19|20)\d0)s\b"), _decade),
    (re.compile(rf"\b{COUNT}\s+{UNIT}s?\s+(?:ago|earlier)\b", _FLAGS), _ago),
    (re.compile(rf"\b(?:(?P<which>last|next|this|coming|upcoming)\s+)?{WEEKDAY}\b"), _weekday),
    (
        re.compile(
            r"\b(?P<which>this|current|last|next|previous|past)\s+(?P<unit>week|month|year)\b(?!-)", _FLAGS
        ),
        _stretch,
    ),
    (re.compile(r"\b(?P<near>today|tonight|yesterday|tomorrow)\b", _FLAGS), _near),
    (
        re.compile(
            r"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bthrough )|(?<=\bduring )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-))(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
        ),
        _full,
    ),
    (
        re.compile(
            r"(?<=\ba )(?P<month>January|February|June|July|August|September|October|November|December)(?=\s+[a-z]+)"
        ),
        _full,
    ),
    (re.compile(r"(?<![\w$€£.,-])(?P<year>(?:19|20)\d\d)\b(?![-\w%]|[.,]\d)"), _year),
]


_KINDS: dict[str, DateKind] = {
    "since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "by": "until",
    "throughout": "during",
    "during": "during",
}


def kind_of(preposition: str | None) -> DateKind:
    """Return how a date after `preposition` limits the statement: since, until, during, else at."""
    return _KINDS.get((preposition or "").lower(), "at")


def expressions(found: list[Found]) -> Iterator[DateExpression]:
    """Yield the records of the contract."""
    for f in found:
        yield f.expression
