"""Lines of a text, and lines that were wrapped in mid-sentence put together again. Only spans; the text stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from polgraph.loaders import furniture

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TERMINAL = re.compile(r"""[.!?…。！？][)\]"'”“’»›*]*\s*\Z""")
_BULLET = re.compile(r"\s*(?:[•·*‣◦▪►▶→✔✓]|[-–—](?=\s)|\(?\d{1,3}[.)](?=\s)|\(?[a-zа-я]\)(?=\s))")
_LOWER = re.compile(r"\s*[(\"“„«]?[^\W\d_]")
_HANGING = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|has|his|her|in|its|of|on|or|that|the|their|to|was|with))\s*\Z"
)

MARGIN = 100  # characters: no line of a hard-wrapped text is longer


class Unit(NamedTuple):
    """One line, or lines that are one: `[start, end)` without the blanks around. `block` counts blank-line groups."""

    start: int
    end: int
    block: int
    rule: furniture.Rule | None


def is_terminal(text: str) -> bool:
    """Whether `text` ends as a sentence does: full stop, question or exclamation mark, ellipsis, maybe quotes."""
    return _TERMINAL.search(text, max(0, len(text) - 20)) is not None


def is_item(text: str) -> bool:
    """Whether `text` starts with a bullet or the number of a list item."""
    return _BULLET.match(text) is not None


def split(text: str) -> list[Unit]:
    """Return the units of `text` in order: every character that is no blank lies in exactly one."""
    lines = list(_lines(text))
    margin = _margin(text, lines)
    units: list[Unit] = []
    last: Unit | None = None  # the last line, of which units[-1] may hold more
    for line in lines:
        if last and _continues(text, last, line, margin):
            units[-1] = units[-1]._replace(end=line.end)
        else:
            units.append(line)
        last = line
    return units


def _lines(text: str) -> Iterator[Unit]:
    block, behind = 0, 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + match[0].index(words)
        between = text[behind:start]
        if behind and _gaps(between) > 1:
            block += 1
        behind = start + len(words)
        yield Unit(start, behind, block, furniture.whole(words))


def _gaps(between: str) -> int:
    """Return how many line ends stand in `between`; a form feed or paragraph separator counts as two."""
    plain = between.replace("\r\n", "\n")
    return sum(2 if c in "\f\u2029" else 1 for c in plain if _LINE.fullmatch(c) is None)


def _margin(text: str, lines: list[Unit]) -> int | None:
    """Return the width at which the text was wrapped, None where nothing shows that it was.

    It was if no line is longer than MARGIN and some line in its second half goes on in lower case in the next one.
    """
    width = max((line.end - line.start for line in lines), default=0)
    if width > MARGIN:
        return None
    for a, b in pairwise(lines):
        if 2 * (a.end - a.start) > width and _goes_on(text, a, b):
            return width
    return None


def _goes_on(text: str, a: Unit, b: Unit) -> bool:
    """Whether line `b` plainly goes on with the sentence of line `a`: neither is complete and `b` starts small."""
    if a.block != b.block or a.rule or b.rule:
        return False
    before, after = text[a.start : a.end], text[b.start : b.end]
    if is_terminal(before) or before[-1] in ":;" or is_item(after):
        return False
    first = _LOWER.match(after)
    return first is not None and first[0][-1].islower()


def _continues(text: str, a: Unit, b: Unit, margin: int | None) -> bool:
    if _goes_on(text, a, b):
        return not _list_of_small_lines(text, a, b)
    if a.block != b.block or a.rule or b.rule:
        return False
    before, after = text[a.start : a.end], text[b.start : b.end]
    if is_terminal(before) or before[-1] in ":;" or is_item(after):
        return False
    if _HANGING.search(before):
        return True
    return margin is not None and len(before) + 1 + len(after.split(maxsplit=1)[0]) > margin


def _list_of_small_lines(text: str, a: Unit, b: Unit) -> bool:
    """Whether both lines start small and are short: items of a list, not a wrapped sentence."""
    first = _LOWER.match(text, a.start, a.end)
    return first is not None and first[0][-1].islower() and a.end - a.start < 45 and b.end - b.start < 45
