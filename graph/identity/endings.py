"""Case endings: which words may be forms of one name, in languages that polgraph has no reader for (`endings.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import product
from typing import Any, NamedTuple

from polgraph import shipped

SHORTEST = 3
"""So many letters stay of a word before an ending: "Путіна", not "Ірану"."""
_MOST = 48
_VOWELS = frozenset("aeiouyаеиоуыэюяіїєъáéíóúůýěąęó")


class _Language(NamedTuple):
    rules: Mapping[str, tuple[str, ...]]
    man: frozenset[str]
    insert: tuple[str, ...]


class _Base(NamedTuple):
    word: str
    man: bool  # read with an ending that only men's names have


@cache
def table() -> dict[str, Any]:
    """Return the table of endings as it is shipped."""
    found: dict[str, Any] = shipped.table("identity/endings.yaml")
    return found


def declines(language: str | None) -> bool:
    """Return whether names of this language (BCP 47) come with case endings that are known."""
    return _language(language or "") is not None


@lru_cache(maxsize=1 << 16)
def bases(name: str, language: str | None) -> tuple[str, ...]:
    """Return the forms that `name` may have in a dictionary, in small letters; first the name as it stands.

    bases("Романом", "uk") -> ("романом", "роман", "романо")
    """
    rules = _language(language or "")
    words = name.casefold().split()
    if rules is None or not words:
        return (name.casefold(),)
    each = [_bases(word, rules) for word in words]
    found: dict[str, None] = {}
    for combination in product(*each):
        if _whole(combination, words):
            found.setdefault(" ".join(base.word for base in combination))
        if len(found) >= _MOST:
            break
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def forms(name: str, language: str | None) -> tuple[str, ...]:
    """Return the bases of `name`, as written and as other alphabets would write what is heard."""
    found = dict.fromkeys(bases(name, language))
    letters = table()["sounds"].get((language or "").split("-")[0].lower(), {}).get("letters", {})
    for base in list(found) if letters else ():
        for written, heard in letters.items():
            base = base.replace(written, heard)
        found[base] = None
    return tuple(found)


def _bases(word: str, rules: _Language) -> list[_Base]:
    found = {_Base(word, False): None}
    for length in range(1, min(5, len(word) - SHORTEST + 1)):
        stem, ending = word[:-length], word[-length:]
        for base in rules.rules.get(ending, ()):
            man = ending in rules.man and base != "a" and base != "а"
            found[_Base(stem + base, man)] = None
            if not base and stem[-1] not in _VOWELS and stem[-2] not in _VOWELS:
                for vowel in rules.insert:  # Havlem: Havel
                    found[_Base(f"{stem[:-1]}{vowel}{stem[-1]}", man)] = None
    return list(found)


def _whole(combination: tuple[_Base, ...], words: list[str]) -> bool:
    """Return whether a man's name is declined as a whole: "Oleksandra Melnyk" is no form of "Oleksandr Melnyk"."""
    if len(words) < 2 or not combination[0].man:
        return True
    last = combination[-1].word
    return combination[-1].man or last != words[-1] or last[-1] in _VOWELS


@cache
def _language(language: str) -> _Language | None:
    code = language.split("-")[0].lower()
    code = table()["like"].get(code, code)
    entry = table()["languages"].get(code)
    if entry is None:
        return None
    rules = {ending: tuple(bases) for ending, bases in entry["rules"].items()}
    return _Language(rules, frozenset(entry["man"]), tuple(entry["insert"]))
