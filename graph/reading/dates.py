"""Calendar expressions of the text, with the EDTF value that they have on the day of publication.

Expressions are found by the patterns of `date_patterns`; the readers of `date_values` give them their value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from polgraph.model import DateExpression, DateKind, DateRange, Precision
from polgraph.reading.date_patterns import LATER, PATTERNS
from polgraph.reading.date_values import EventDate, later


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


def find(text: str, *, spans: list[tuple[int, int]], day: str | None, event_date: EventDate) -> list[Found]:
    """Return the expressions of the sentences `spans` of `text`, in order, longest first where they overlap.

    `day` is the ISO date of publication (None: relative expressions have no value and are left out); `event_date`
    gives the first day of the known event that a phrase names.
    """
    today = date.fromisoformat(day) if day else None
    found: list[Found] = []
    before = -1  # where the sentence before begins
    for start, end in spans:
        taken: list[tuple[int, int]] = []
        for pattern, read in PATTERNS:
            for m in pattern.finditer(text, start, end):
                if any(m.start() < b and a < m.end() for a, b in taken):
                    continue
                if value := read(m, today, event_date):
                    found.append(_made(m, *value))
                if value or m.groupdict().get("day"):
                    taken.append(m.span())  # a day that does not exist is no month either
        for m in LATER.finditer(text, start, end):
            near = [f for f in found if before <= f.expression.start < m.start()]
            last = max(near, key=lambda f: f.expression.start, default=None)
            if last and last.expression.precision == "day":
                value = later(m, date.fromisoformat(last.first))
                found += [_made(m, *value)] if value else []
        before = start
    return sorted(found, key=lambda f: f.expression.start)


def _made(m: re.Match[str], value: str, first: str, last: str, precision: Precision) -> Found:
    return Found(
        DateExpression(start=m.start(), end=m.end(), text=m.group(), value=value, precision=precision),
        first,
        last,
    )


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
