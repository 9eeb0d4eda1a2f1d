"""The rules of page furniture (`data/furniture.yaml`): which lines, and which parts of lines, are not the article's."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypedDict, cast

from polgraph import shipped
from polgraph.model import ParagraphKind

Place = Literal["line", "link", "closing", "start", "end"]

LONGEST_LINE = 600  # characters; a longer line is never furniture as a whole
_TAIL = 400  # characters at the end of a line that an "end" rule looks at


class Rule(NamedTuple):
    """One rule with its compiled pattern and its examples. `needs`: where nothing of it is found, the rule need not be asked."""

    name: str
    kind: ParagraphKind
    place: Place
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    needs: re.Pattern[str] | None = None


class Part(NamedTuple):
    """A part of a line, `[start, end)` in it, that a rule found."""

    rule: Rule
    start: int
    end: int


class _Entry(TypedDict, total=False):
    name: str
    kind: ParagraphKind
    place: Place
    case: bool
    needs: str
    patterns: list[str]


def _fill(pattern: str, words: dict[str, str]) -> str:
    """Put the `words` in place of their <names>, which may hold names themselves."""
    while True:
        filled = re.sub(r"<(\w+)>", lambda m: words[m[1]] if m[1] in words else m[0], pattern)
        if filled == pattern:
            return pattern.replace(" ", r"\s")
        pattern = filled


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the file."""
    content = shipped.table("furniture.yaml")
    return tuple(_rule(entry, content["words"]) for entry in content["rules"])


def _rule(entry: dict[str, object], words: dict[str, str]) -> Rule:
    known = cast(_Entry, entry)
    pattern = "|".join(f"(?:{_fill(p, words)})" for p in known["patterns"])
    if known["place"] == "end":
        pattern = rf"(?:{pattern})\s*\Z"
    flags = re.DOTALL if known.get("case") else re.DOTALL | re.IGNORECASE
    return Rule(
        known["name"],
        known["kind"],
        known["place"],
        re.compile(pattern, flags),
        tuple(cast(list[str], entry["is"])),
        tuple(cast(list[str], entry["isnt"])),
        re.compile(_fill(known["needs"], words), flags) if "needs" in known else None,
    )


@cache
def _placed(*places: Place) -> tuple[Rule, ...]:
    return tuple(r for r in rules() if r.place in places)


_ORNAMENT = frozenset("•·*‣◦▪►▶→»›|–—-~_<>")


def bare(text: str) -> str:
    """Return `text` without the bullets, arrows, pictographs and blanks around it."""

    def ornament(char: str) -> bool:
        return (
            char.isspace()
            or char in _ORNAMENT
            or unicodedata.category(char) in ("So", "Sk", "Cf", "Mn", "Co")
        )

    start, end = 0, len(text)
    while start < end and ornament(text[start]):
        start += 1
    while end > start and ornament(text[end - 1]):
        end -= 1
    return text[start:end]


@lru_cache(maxsize=4096)
def whole(text: str) -> Rule | None:
    """Return the rule that takes the whole line `text` for furniture, or None."""
    if len(text) > LONGEST_LINE:
        return None
    for candidate in dict.fromkeys((text.strip(), bare(text))):
        for rule in _placed("line", "link", "closing"):
            if rule.pattern.fullmatch(candidate):
                return rule
    return None


def opening(text: str) -> Part | None:
    """Return the furniture that the line `text` starts with and goes on behind, or None."""
    for rule in _placed("start"):
        found = rule.pattern.match(text, 0, LONGEST_LINE)
        if found and text[found.end() :].strip():
            return Part(rule, 0, found.end())
    return None


def ending(text: str) -> Part | None:
    """Return the furniture that the line `text` ends with, or None. The earliest start wins."""
    first = max(0, len(text) - _TAIL)
    asked = (r for r in _placed("end") if r.needs is None or r.needs.search(text, first))
    parts = [Part(r, m.start(), len(text)) for r in asked if (m := r.pattern.search(text, first))]
    return min(parts, key=lambda part: part.start, default=None)


def credit_in_brackets(text: str) -> Part | None:
    """Return the first picture credit in brackets anywhere in `text`, or None."""
    rule = next(r for r in rules() if r.name == "picture credit in brackets")
    found = _anywhere(rule.pattern.pattern.removesuffix(r"\s*\Z")).search(text)
    return Part(rule, found.start(), found.end()) if found else None


@cache
def _anywhere(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL | re.IGNORECASE)
