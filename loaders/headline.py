"""Where a text prints its headline: once, twice, or glued to a photo credit or the first sentence."""

from __future__ import annotations

import re
from functools import cache

from polgraph.loaders import furniture
from polgraph.loaders.lines import Unit, is_item, is_terminal

LONGEST = 220  # characters of a headline that is guessed
_QUOTES = "\"'“”„‘’«»`"
_SUFFIX = re.compile(r"\s*(?:[|–—-]|::|»)\s*[^.!?\n]{1,40}\Z")
_NOT_A_START = re.compile(
    r"\s*(?:mon|tues|wednes|thurs|fri|satur|sun)day|\s*(?:january|february|march|april|june|july|august|"
    r"september|october|november|december)\b",
    re.IGNORECASE,
)


@cache
def pattern(title: str) -> re.Pattern[str]:
    """Return what finds `title` at the start of a line, whatever its blanks, case, quotes and dashes."""
    parts = []
    for word in title.split():
        letters = []
        for char in word:
            if char in _QUOTES:
                letters.append(f"[{re.escape(_QUOTES)}]{{1,2}}")
            elif char in "-‐‑–—−":
                letters.append("[-‐‑–—−]{1,2}")
            else:
                letters.append(re.escape(char))
        parts.append("".join(letters))
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


def printed(title: str, line: str, *, again: bool) -> int | None:
    """Return where in `line` the headline `title`, which it starts with, ends; None if it does not start so.

    A sentence that only begins with the words of the headline is none. `again`: the headline was printed before.
    """
    found = pattern(title).match(line)
    if found is None:
        return None
    rest = line[found.end() :]
    if not rest.strip(" \t\xa0.") or _SUFFIX.fullmatch(rest):
        return len(line)
    if rest[0].isalnum():
        return None
    if furniture.whole(rest) or furniture.credit_in_brackets(rest) or _caption_tail(rest):
        return found.end()
    return found.end() if _sentence_behind(rest, title, again=again) else None


def _caption_tail(rest: str) -> bool:
    part = furniture.ending(rest)
    return part is not None and part.rule.kind == "caption" and len(rest) < LONGEST


def _sentence_behind(rest: str, title: str, *, again: bool) -> bool:
    """Whether a sentence of its own is glued behind the headline, which must be long enough to be no part of it."""
    first = rest.lstrip()
    if not rest[0].isspace() or len(title.split()) < (4 if again else 5) or len(first) < 60:
        return False
    return (first[0].isupper() or first[0] in _QUOTES) and is_terminal(first) and not _NOT_A_START.match(rest)


def guess(text: str, units: list[Unit]) -> str | None:
    """Return the headline of a text that comes without: its first short line, without full stop, before longer ones.

    A line that is printed twice before the first sentence is preferred. None where the text starts with a sentence.
    """
    if over := _over_byline(text, units):
        return over
    lines = [
        text[u.start : u.end] for u, before in zip(units, [None, *units], strict=False) if _own(u, before)
    ]
    candidates: list[str] = []
    for index, line in enumerate(lines):
        if not _headline_like(line):
            break
        if (
            any(printed(line, later, again=True) for later in lines[index + 1 : index + 4])
            and len(line.split()) > 2
        ):
            return line
        candidates.append(line)
    following = lines[len(candidates) :]
    best = next((c for c in candidates if len(c.split()) > 2 or (not c.isascii() and len(c) > 12)), None)
    if best is None or not any(map(is_terminal, following)) or sum(map(len, following)) <= min(len(best), 60):
        return None
    return best


def _over_byline(text: str, units: list[Unit]) -> str | None:
    """Return the short line right above the first byline: a headline even of two words."""
    byline = next((i for i, u in enumerate(units) if u.rule and u.rule.name == "byline"), 0)
    above = units[byline - 1] if byline else None
    if above is None or above.rule or any(is_terminal(text[u.start : u.end]) for u in units[:byline]):
        return None
    line = text[above.start : above.end]
    return line if _headline_like(line) and len(line.split()) > 1 else None


def _own(unit: Unit, before: Unit | None) -> bool:
    """Whether the line may be the article's: no furniture, and no link right behind "Read also"."""
    return unit.rule is None and not (before and before.rule and before.rule.place == "link")


def _headline_like(line: str) -> bool:
    if len(line) > LONGEST or is_item(line) or "\n" in line or furniture.ending(line):
        return False
    return line[-1] not in ".:;,…" and not line.rstrip(_QUOTES + ")").endswith(".") and not line[0].islower()
