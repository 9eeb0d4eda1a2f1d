"""The patterns by which calendar expressions are found, each with the reader that gives it a value; the first that fits wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from polgraph.reading import date_values as read
from polgraph.reading.date_values import EventDate, Value
from polgraph.reading.date_words import COUNT, DAY, MONTH, NUMBERS, ORDINALS, TENS, UNIT, WEEKDAY, YEAR

_EVENT = r"(?:the\s+)?(?P<event>(?:[\w-]+\s+){0,3}(?:invasion|war|coup|uprising|revolution|annexation|referendum|election)(?:\s+(?:of|in|on|against)\s+[A-Z]\w+)?)"
_FLAGS = re.IGNORECASE
PATTERNS: list[tuple[re.Pattern[str], Callable[[re.Match[str], date | None, EventDate], Value | None]]] = [
    (re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b"), read.iso),
    (
        re.compile(
            rf"\bthe\s+(?P<nth>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))\s+{UNIT}\s+of\s+{_EVENT}", _FLAGS
        ),
        read.day_of_event,
    ),
    (
        re.compile(
            rf"\bthe\s+(?:very\s+)?(?:beginning|start|outbreak|first\s+day|onset)\s+of\s+{_EVENT}", _FLAGS
        ),
        read.start_of_event,
    ),
    (
        re.compile(
            rf"\b(?:{WEEKDAY},?\s+)?{MONTH}\s+{DAY}\b(?!\s*(?:percent|per\s+cent|%))(?:,?\s+{YEAR}\b)?"
        ),
        read.full,
    ),
    (re.compile(rf"\b(?:{WEEKDAY},?\s+)?{DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR}\b)?"), read.full),
    (re.compile(rf"\b{MONTH},?\s+(?:of\s+)?{YEAR}\b"), read.full),
    (re.compile(rf"\b{MONTH}(?:\s+of)?\s+(?P<which>this|last|next)\s+year\b(?!-)"), read.month_of),
    (re.compile(r"\b(?:the\s+)?(?:year[ -]end|end\s+of\s+(?:the|this)\s+year)\b"), read.year_end),
    (
        re.compile(
            rf"\b(?:{MONTH}\s+)?nineteen\s+(?P<tens>{'|'.join(TENS)})(?:[ -](?P<ones>one|two|three|four|five|six|seven|eight|nine)\b)?(?!-?\w)",
            _FLAGS,
        ),
        read.spoken_year,
    ),
    (
        re.compile(rf"\bthe\s+year\s+two\s+thousand\b(?!\s+(?:and\s+)?(?:{'|'.join(NUMBERS)})\b)"),
        read.spoken_year,
    ),
    (re.compile(r"(?<=\bmid-)(?P<year>(?:19|20)\d\d)\b(?!s)"), read.year),
    (re.compile(rf"\b(?P<which>last|next|this)\s+{MONTH}"), read.last_month),
    (re.compile(r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?\s?)?(?P<decade>(?:19|20)\d0)s\b"), read.decade),
    (re.compile(rf"\b{COUNT}\s+{UNIT}s?\s+(?:ago|earlier)\b", _FLAGS), read.ago),
    (re.compile(rf"\b(?:(?P<which>last|next|this|coming|upcoming)\s+)?{WEEKDAY}\b"), read.weekday),
    (
        re.compile(
            r"\b(?P<which>this|current|last|next|previous|past)\s+(?P<unit>week|month|year)\b(?!-)", _FLAGS
        ),
        read.stretch,
    ),
    (re.compile(r"\b(?P<near>today|tonight|yesterday|tomorrow)\b", _FLAGS), read.near),
    (
        re.compile(
            r"(?:(?<=\bin )|(?<=\bsince )|(?<=\buntil )|(?<=\bthrough )|(?<=\bduring )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-))(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
        ),
        read.full,
    ),
    (
        re.compile(
            r"(?<=\ba )(?P<month>January|February|June|July|August|September|October|November|December)(?=\s+[a-z]+)"
        ),
        read.full,
    ),
    (re.compile(r"(?<![\w$€£.,-])(?P<year>(?:19|20)\d\d)\b(?![-\w%]|[.,]\d)"), read.year),
]
LATER = re.compile(rf"\b{COUNT}\s+(?P<unit>day|week)s?\s+later\b(?!\s+than)", _FLAGS)
"""Counts from the day that the text named last."""
