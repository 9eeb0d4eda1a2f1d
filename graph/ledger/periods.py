"""Stretches of time as the claims give them, and the terms of an office that they make up.

A period is a pair of ISO dates, both included; an unknown bound is open.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

DAWN, OPEN = "", "9999-12-31"  # sort before and after every ISO date


class Statement(NamedTuple):
    """A claim as the rules see it. `status` as counted in a relationship; `article` null: said by the authority.

    `reported` is the day of publication (the authority's: the day until which it vouches).
    """

    id: str
    status: str
    phase: str | None = None
    start: str | None = None
    end: str | None = None
    date_kind: str | None = None
    reported: str | None = None
    article: str | None = None
    origin: str | None = None
    confidence: float = 0.5
    event: str | None = None

    @property
    def is_dated(self) -> bool:
        """Whether the text gives a date."""
        return self.start is not None or self.end is not None

    @property
    def is_real(self) -> bool:
        """Whether it is asserted or alleged."""
        return self.status in ("asserted", "alleged")


Period = tuple[str, str]


def period(statement: Statement) -> Period | None:
    """Return the stretch that the text dates `statement` to, or None where it gives no date."""
    if not statement.is_dated:
        return None
    return statement.start or DAWN, statement.end or OPEN


def overlap(one: Period, other: Period) -> bool:
    """Whether the two have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def days_between(one: str | None, other: str | None) -> int | None:
    """Return how many days lie between two ISO dates, or None where one is unknown."""
    first, second = _day(one), _day(other)
    return abs((first - second).days) if first and second else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _next_day(text: str) -> str:
    day = _day(text)
    return (day + timedelta(days=1)).isoformat() if day and text < OPEN else text


class _Term(NamedTuple):
    span: Period
    statements: list[Statement]

    @property
    def label(self) -> str:
        """What tells this term from the others of the same person and office: its beginning, else its end."""
        return self.span[0] or f"-{self.span[1]}"


def terms(statements: Sequence[Statement]) -> list[tuple[str, list[Statement]]]:
    """Return `statements` on one person and office by term: (label of the term, what is said of it).

    Terms are the dated stretches of asserted and alleged statements, joined where they overlap or touch (one ends
    on the day before the other begins). "Since" runs to the next known end, "until" from the last known beginning.
    Other dated statements join the term that they overlap, else make one of their own. An undated statement joins
    the term that its publication and phase point to: present the one then running, past the latest begun by then,
    future the next to begin; where there is none, all undated ones are one term, labelled "".
    """
    real = _merged([(_bounded(s, statements), s) for s in statements if s.is_dated and s.is_real])
    loose: list[tuple[Period, Statement]] = []
    for s in statements:
        if (span := period(s)) and not s.is_real:
            home = next((t for t in real if overlap(t.span, span)), None)
            if home:
                home.statements.append(s)
            else:
                loose.append((span, s))
    found = sorted([*real, *_merged(loose)], key=lambda t: t.span)
    undated: list[Statement] = []
    for s in statements:
        if not s.is_dated:
            home = _term_of(s, found)
            (home.statements if home else undated).append(s)
    labelled = [(t.label, t.statements) for t in found]
    return [*labelled, ("", undated)] if undated else labelled


def _bounded(statement: Statement, all_: Sequence[Statement]) -> Period:
    """Close an open bound with the nearest end or beginning that another statement gives."""
    real = [s for s in all_ if s.is_real and s.date_kind != "at"]
    start, end = statement.start or DAWN, statement.end or OPEN
    if statement.end is None:
        end = min((s.end for s in real if s.end and s.end >= start), default=OPEN)
    if statement.start is None:
        start = max((s.start for s in real if s.start and s.start <= end), default=DAWN)
    return start, end


def _merged(dated: Sequence[tuple[Period, Statement]]) -> list[_Term]:
    found: list[_Term] = []
    for span, statement in sorted(dated, key=lambda d: (d[0], d[1].id)):
        if found and span[0] <= _next_day(found[-1].span[1]):
            last = found[-1]
            found[-1] = _Term((last.span[0], max(last.span[1], span[1])), [*last.statements, statement])
        else:
            found.append(_Term(span, [statement]))
    return found


def _term_of(statement: Statement, found: Sequence[_Term]) -> _Term | None:
    day = statement.reported
    if statement.phase == "past":
        begun = [t for t in found if day is None or t.span[0] <= day]
        return begun[-1] if begun else None
    if statement.phase == "future":
        return next((t for t in found if day and t.span[0] > day), None)
    if day is None:
        return found[-1] if found and found[-1].span[1] == OPEN else None
    return next((t for t in found if overlap(t.span, (day, day))), None)
