"""A name of a person as words: without honorifics, Eastern names taken apart as their bearers do."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from polgraph.names.tables import LETTER, bare, table, words
from polgraph.names.words import Script, Word, script_of, word

_WORD = re.compile(rf"{LETTER}+(?:['’`ʼ]{LETTER}+)*[@$!0-9]*{LETTER}*")
_CASE = re.compile(r"(?<=[a-zà-ÿа-яё])(?=[A-ZА-ЯЁ][a-zà-ÿа-яё])")
MOST = 12
"""Words of a name that are looked at: longer ones are no names."""


class Person(NamedTuple):
    """The words of a name in their order, honorifics and particles left out; `joined` is all in one."""

    words: tuple[Word, ...]
    joined: str
    titles: tuple[str, ...]


def persons(name: str) -> tuple[Person, ...]:
    """Return the readings of a name: one, or two where characters are read as Chinese and as Japanese."""
    text = unicodedata.normalize("NFC", name).strip()
    if "," in text:
        last, _, first = text.partition(",")
        text = (
            last
            if all(bare(p) in _titles() | _suffixes() for p in _WORD.findall(first))
            else f"{first} {last}"
        )
    found = _WORD.findall(text)[: MOST * 2]
    if found and script_of(found[0]) in ("han", "hangul") and not re.search("[·・]", text):
        return _eastern(found)
    return (_western(found),)


def _western(found: list[str]) -> Person:
    first, last = 0, len(found)
    while first < last - 1 and bare(found[first]) in _titles():
        first += 1
    while first < last - 1 and bare(found[last - 1]) in _suffixes():
        last -= 1
    kept, titles = found[first:last], [bare(p) for p in (*found[:first], *found[last:])]
    full = [p for p in kept if bare(p) not in _particles()] or kept
    return _person(full[:MOST], titles)


def _eastern(found: list[str]) -> tuple[Person, ...]:
    kept = [p for p in found if bare(p) not in _titles()] or found
    titles = [p for p in found if p not in kept]
    whole = "".join(kept)
    for title in sorted(_titles(), key=len, reverse=True):
        if script_of(title) in ("han", "hangul") and whole.endswith(title) and len(whole) > len(title) + 1:
            whole, titles = whole.removesuffix(title), [*titles, title]
    script = script_of(whole)
    readings = [_person(kept if len(kept) > 1 else _divided(whole, script), titles)]
    if script == "han" and (japanese := _japanese(whole)):
        readings += [_person(parts, titles) for parts in japanese]
    return tuple(readings)


def _divided(whole: str, script: Script) -> list[str]:
    """Return family and given name of a name in characters: the first is the family name, sometimes two."""
    double = table("eastern")["double_surnames" if script == "han" else "korean_double_surnames"].split()
    at = 2 if whole[:2] in double and len(whole) > 2 else 1
    return [whole[:at], whole[at:]] if len(whole) > at else [whole]


def _japanese(whole: str) -> list[list[str]]:
    tables = table("eastern")
    for size in (3, 2, 1):
        if family := tables["japanese_surnames"].get(whole[:size]):
            given = tables["japanese_given"].get(whole[size:], ())
            return [[family, each] for each in given] or [[family, whole[size:]]] * bool(whole[size:])
    return []


def _person(parts: list[str], titles: list[str]) -> Person:
    made = tuple(word(p.replace("’", "'")) for part in parts for p in _CASE.split(part))
    return Person(made, "".join(w.latin for w in made), tuple(titles))


@cache
def _titles() -> frozenset[str]:
    return frozenset(bare(w) for w in words(table("persons")["honorifics"]))


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(bare(w) for w in words(table("persons")["suffixes"]))


@cache
def _particles() -> frozenset[str]:
    return frozenset(bare(w) for w in words(table("persons")["particles"]))
