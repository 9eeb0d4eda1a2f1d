"""The name of a body, reduced to what tells it from others: words brought to one language, form and state apart."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from polgraph.names.tables import LETTER, Lookup, bare, countries, table, words
from polgraph.names.words import Word, script_of, word

_WORD = re.compile(rf"{LETTER}+(?:['’ʼ]{LETTER}+)*")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_]\b)?")
_POSSESSIVE = re.compile(r"['’]s?\b(?=\s|$)")
_PERCENT = re.compile(r"(\d)\s*%")
LONGEST_PHRASE = 8
STATE_WORDS = ("federation", "republic")
MOST = 24
"""Words of a name that are looked at."""


class Body(NamedTuple):
    """What a name says: its words, the states, numbers and legal forms in it.

    `all` is everything but the legal form, in no order. `plain`: it consists of words that many bodies share.
    """

    words: tuple[Word, ...]
    countries: frozenset[str]
    numbers: tuple[str, ...]
    forms: frozenset[str]
    acronym: str
    initials: frozenset[str]
    joined: str
    all: frozenset[str]
    plain: bool


def reduce(name: str, kind: str) -> Body:
    """Return what the name of a body of a kind ("organization", "place", "thing"...) says."""
    parts = _split(name)
    if kind == "thing":
        parts = [p for p in parts if p not in words(table("organisations")["vessel_prefixes"])] or parts
    forms: set[str] = set()
    if kind not in ("thing", "place", "country"):
        parts = _take_forms(parts, forms)
    if kind == "place":
        parts = [p for p in parts if p not in words(table("organisations")["place_words"])] or parts
    initials = _initials(parts, forms)
    parts = _replace(parts, _phrases())
    states: set[str] = set()
    if kind != "thing":
        parts = _take_states(parts, states)
    return _body(parts, states, forms, initials, _acronym(name, forms))


def _split(name: str) -> list[str]:
    text = unicodedata.normalize("NFC", name)
    text = _DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", text)
    text = _PERCENT.sub(r"\1 percent", _POSSESSIVE.sub("", text)).replace("’", "'").replace("&", " and ")
    return [bare(w) for w in _WORD.findall(text)][:MOST]


def _take_forms(parts: list[str], forms: set[str]) -> list[str]:
    """Take the legal forms out of the words, the longest spelling first."""
    kept: list[str] = []
    at = 0
    while at < len(parts):
        for size in range(min(LONGEST_PHRASE, len(parts) - at), 0, -1):
            form = _legal_forms().get(" ".join(parts[at : at + size]))
            if form:
                forms.add(form)
                at += size
                break
        else:
            kept.append(parts[at])
            at += 1
    return kept or parts


def _replace(parts: list[str], table_: dict[str, str]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(parts):
        for size in range(min(4, len(parts) - at), 0, -1):
            put = table_.get(" ".join(parts[at : at + size]))
            if put and (size > 1 or len(parts) < 4):
                found.extend(put.split())
                at += size
                break
        else:
            found.append(parts[at])
            at += 1
    return found


def _take_states(parts: list[str], states: set[str]) -> list[str]:
    kept: list[str] = []
    at = 0
    while at < len(parts):
        for size in range(min(7, len(parts) - at), 0, -1):
            phrase = " ".join(parts[at : at + size])
            code = _states().get(phrase) or (_stems().get(phrase) if size == 1 else None)
            if code:
                states.add(code)
                at += size
                while at < len(parts) and _words().get(parts[at]) in STATE_WORDS:
                    at += 1
                break
        else:
            kept.append(parts[at])
            at += 1
    return kept


def _body(parts: list[str], states: set[str], forms: set[str], initials: set[str], acronym: str) -> Body:
    lists = table("organisations")
    kept, numbers, own = [], [], []
    for part in parts:
        number = lists["romans"].get(part) or _numbers().get(part)
        if part.isdigit() or number:
            numbers.append(str(number or int(part)))
        elif part not in _stop():
            kept.append(word(_words().get(part) or part))
            own.append(word(part).latin)
    distinct = tuple(dict.fromkeys(kept))
    return Body(
        distinct,
        frozenset(states),
        tuple(sorted(numbers)),
        frozenset(forms),
        acronym,
        frozenset(initials),
        "".join(own),
        frozenset(w.latin or w.text for w in distinct) | states | set(numbers),
        all(w.text in generic() or w.text in shared() for w in distinct),
    )


def _acronym(name: str, forms: set[str]) -> str:
    """Return the name in lower case where it is one word of capitals, such as "PLA" or "U.N."."""
    parts = _WORD.findall(_DOTTED.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", name))
    own = [p for p in parts if bare(p) not in _legal_forms()] if forms else parts
    if (
        len(own) == 1
        and own[0].isupper()
        and 2 <= len(own[0]) <= 7
        and script_of(own[0]) in ("latin", "cyrillic")
    ):
        return bare(own[0])
    return ""


def _initials(parts: list[str], forms: set[str]) -> set[str]:
    """Return the first letters of all words, and of all but the small ones."""
    full = [p for p in parts if p not in _stop()]
    return {"".join(p[0] for p in way) for way in (parts, full) if len(way) > 1}


@cache
def generic() -> frozenset[str]:
    """Return the words that many bodies share and that one of the names may lack."""
    return words(table("organisations")["generic"])


@cache
def _stop() -> frozenset[str]:
    return frozenset(bare(w) for w in words(table("organisations")["stop"]))


@cache
def shared() -> frozenset[str]:
    """Return the words for bodies that the table brings to one language."""
    return frozenset(group[0] for group in table("organisations")["words"])


@cache
def _words() -> Lookup:
    found = Lookup()
    for group in table("organisations")["words"]:
        for each in group:
            found.add(each, group[0])
    return found


@cache
def _numbers() -> Lookup:
    found = Lookup()
    for each, number in table("organisations")["numbers"].items():
        found.add(str(each), str(number))
    return found


@cache
def _phrases() -> dict[str, str]:
    return {bare(str(phrase)): put for phrase, put in table("organisations")["phrases"].items()}


@cache
def _legal_forms() -> dict[str, str]:
    return {bare(str(form)): group[0] for group in table("organisations")["legal_forms"] for form in group}


@cache
def _states() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in countries():
        names = [
            state["name"],
            *state.get("names", ()),
            *state.get("abbreviations", ()),
            *state.get("adjectives", ()),
        ]
        for name in names:
            parts = _split(name)
            for way in (" ".join(parts), " ".join(p for p in parts if p not in ("the", "of", "and"))):
                if way:
                    found.setdefault(way, state["code"])
    return found


@cache
def _stems() -> Lookup:
    found = Lookup()
    for code, stems in table("organisations")["countries"].items():
        for stem in stems:
            found.add(stem, code)
    return found
