"""Look-up tables from folded names to records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from polgraph.folding import fold

T = TypeVar("T")

_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^[Tt]he ")
_SMALL = frozenset(
    ("of", "the", "and", "for", "in", "on", "de", "la", "al", "el", "bin", "ibn", "von", "van", "der")
)
_SOUNDS = (
    ("shch", "s"),
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("zh", "z"),
    ("ts", "s"),
    ("tz", "s"),
    ("kh", ""),
    ("ph", "f"),
    ("x", "ks"),
    ("q", "k"),
    ("ck", "k"),
    ("w", "v"),
)
_SON = frozenset(("bin", "ibn", "bn", "ben"))
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_UNHEARD = str.maketrans("", "", "aeiouyjhg")
_DOUBLED = re.compile(r"(.)\1+")
_ABBREVIATION = re.compile(r"[A-ZА-ЯІЇЄҐ]{2,5}s?|(?:[A-Z]\.){2,}[A-Z]?")


@lru_cache(maxsize=1 << 16)  # each stretch of a text is looked up in many tables
def key(name: str) -> str:
    """Return the folded form without a leading article or a possessive: "the Kremlin's" -> "kremlin"."""
    folded = fold(_POSSESSIVE.sub("", name.strip()))
    return folded.removeprefix("the ")


def likeness_keys(name: str, *, person: bool) -> frozenset[str]:
    """Return what spellings of one name mostly share: the consonants of its first and last word, in any order.

    Of an organisation all words count: "Сергій Кислиця", "Sergey Kislitsa" -> {"ksls sr"}. A name with "bin" has that of its first
    word and the father's besides, as the family is often left out: "Tamim bin Hamad Al Thani" -> {"tmm tn", "dm tmm"}.
    """
    folded = fold(name).split()
    words = [word for word in folded if word not in _SMALL]
    heard = [words[:1] + words[-1:] if person and len(words) > 2 else words]
    if person and (at := next((i for i, word in enumerate(folded) if word in _SON), 0)):
        heard.append([folded[0], *folded[at + 1 : at + 2]])
    keys = (" ".join(sorted(filter(None, map(_consonants, each)))) for each in heard)
    return frozenset(filter(None, keys))


@lru_cache(maxsize=1 << 16)  # the given names of an import are few
def _consonants(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return _DOUBLED.sub(r"\1", word.translate(_UNHEARD))


class Names(Generic[T]):
    """Folded names and what they stand for.

    Capitals count where they tell a name from a word: "US" is not "us", nor is "The Times" the times.
    """

    def __init__(self) -> None:
        self._found: dict[str, list[tuple[T, str]]] = {}

    def add(self, record: T, names: Iterable[str]) -> None:
        """Let each of `names` stand for `record`."""
        for name in names:
            self._found.setdefault(key(name), []).append((record, name))

    def __contains__(self, name: str) -> bool:
        return key(name) in self._found

    def find(self, name: str) -> list[T]:
        """Return what `name` stands for, in the order it was added; empty where nothing does."""
        found: list[T] = []
        for record, written in self._found.get(key(name), ()):
            if record not in found and is_written_like(name, written):
                found.append(record)
        return found

    def longest(self, phrase: str) -> tuple[T, str] | None:
        """Return the record of the longest name that stands in `phrase` as whole words, and that name folded."""
        words = key(phrase).split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                name = " ".join(words[start : start + length])
                if name in self._found:
                    return self._found[name][0][0], name
        return None


def is_written_like(name: str, known: str) -> bool:
    """Return whether `name` has the capitals of `known`: all of an abbreviation, at least one of another name.

    What is written in Chinese characters is met by such alone: their sounds in Latin letters mean others too ("Pujing").
    """
    if not known.isascii() and _HAN.search(known):
        return _HAN.search(name) is not None
    bare = _ARTICLE.sub("", _POSSESSIVE.sub("", name.strip()))
    if _ABBREVIATION.fullmatch(known):
        return sum(c.isupper() for c in bare) >= 2
    return any(c.isupper() for c in bare) or not any(c.isupper() for c in known)
