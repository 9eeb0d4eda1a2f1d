"""One word of a name: how it is written, how it sounds, and what another word of it may be."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Literal

from anyascii import anyascii

from polgraph.names.endings import father, men
from polgraph.names.tables import Rule, bare, rules, table

Script = Literal["latin", "cyrillic", "abjad", "han", "kana", "hangul", "other"]
_RANGES: tuple[tuple[int, int, Script], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x074F, "abjad"),
    (0x0750, 0x08FF, "abjad"),
    (0x3040, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "hangul"),
)
SYLLABLES = frozenset(("han", "kana", "hangul"))
_NOT_LETTERS = re.compile(r"[^a-z0-9'`-]")
_DIGRAPHS = re.compile("ch|sh|.")
COARSE_LETTERS = 5


class Word:
    """A word in every form that is compared. Two equal words are one object (see `word`)."""

    __slots__ = (
        "apart",
        "bones",
        "coarse",
        "father",
        "initial",
        "latin",
        "men",
        "script",
        "sounds",
        "text",
        "variants",
    )

    def __init__(self, text: str, script: Script, latin: str, sounds: frozenset[str]) -> None:
        self.text = text
        self.script = script
        self.latin = latin
        self.sounds = sounds
        self.bones = frozenset(skeleton(heard) for heard in sounds)
        first = sound(latin)
        self.coarse = coarse(first) if len(first) >= COARSE_LETTERS and len(skeleton(first)) > 2 else ""
        self.initial = len(text) == len(latin) == 1 and script not in SYLLABLES and not text.isdigit()
        self.variants = frozenset[int]().union(
            *(_groups("variants").get(heard, ()) for heard in sounds | {text})
        )
        self.father = father(text)
        self.men = men(text, script)
        self.apart = _groups("apart").get(latin, frozenset())


@lru_cache(maxsize=200_000)
def word(text: str) -> Word:
    """Return the word that `text` (one word, in any case and script) is."""
    own = bare(text)
    script = script_of(own)
    if script == "cyrillic":
        spellings = {_spell(own, "cyrillic"), _spell(own, "cyrillic_bare"), _spell(own, "cyrillic_h")}
        latin = _spell(own, "cyrillic")
    else:
        latin = _NOT_LETTERS.sub("", anyascii(text).casefold())
        spellings = _unvowelled(own) if script == "abjad" else {latin}
        if script == "han":
            spellings = {latin, latin.replace("ng", "n")}
        if script == "latin" and not text.isascii():
            letters = table("sounds")["letters"]
            spellings.add(
                _NOT_LETTERS.sub("", anyascii("".join(letters.get(c, c) for c in text.casefold())).lower())
            )
        if any(c.isdigit() for c in own) and any(c.isalpha() for c in own):
            alike = table("sounds")["lookalikes"]
            spellings.add("".join(alike.get(c, c) for c in latin))
    for find, put in _alternatives():
        spellings |= {find.sub(put, s) for s in spellings if find.search(s)}
    return Word(own, script, latin, frozenset(sound(s) for s in spellings))


def script_of(text: str) -> Script:
    """Return the script of the first letter of `text`."""
    for letter in text:
        code = ord(letter)
        for first, last, script in _RANGES:
            if first <= code <= last:
                return script
        if code > 0x024F:
            return "other"
    return "latin"


@lru_cache(maxsize=200_000)
def sound(latin: str) -> str:
    """Return the spelling that all transliterations of a name in ASCII share, as far as the rules know them."""
    for find, put in _sound_rules():
        latin = find.sub(put, latin)
    return latin


def skeleton(heard: str) -> str:
    """Return the consonants of a sound in coarse classes."""
    classes = table("sounds")["skeleton"]
    return "".join(classes.get(letter, "") for letter in _DIGRAPHS.findall(heard))


def coarse(heard: str) -> str:
    """Return a sound with its consonants in classes and its vowels in three."""
    classes = table("sounds")["skeleton"]
    found: list[str] = []
    for letter in _DIGRAPHS.findall(heard):
        kind = (
            letter
            if letter in "mn"
            else classes.get(letter) or {"e": "i", "i": "i", "o": "u", "u": "u", "a": "a"}.get(letter)
        )
        if kind and (not found or found[-1] != kind):
            found.append(kind)
    return "".join(found)


@lru_cache(maxsize=20_000)
def korean(latin: str) -> str:
    """Return how a Korean syllable or name in Latin letters is heard, whichever system spelt it."""
    for find, put in _korean_rules():
        latin = find.sub(put, latin)
    return latin


def _unvowelled(text: str) -> set[str]:
    """Return the readings of a word of a script without vowels: letters that may be vowels are left out."""
    lists = table("sounds")["abjad"]
    core = text.removeprefix("ال") if len(text) > 4 else text
    core = core[:1] + "".join(c for c in core[1:] if c not in lists["vowels"])
    latin = _NOT_LETTERS.sub("", anyascii(core).casefold())
    other = "".join(lists["otherwise"].get(c, anyascii(c)) for c in core).casefold()
    return {latin, _NOT_LETTERS.sub("", other)}


def _spell(text: str, alphabet: str) -> str:
    own, base = table("sounds")[alphabet], table("sounds")["cyrillic"]
    return "".join(own.get(c, base.get(c, c)) for c in text if c.isalnum())


@cache
def _sound_rules() -> tuple[Rule, ...]:
    return rules(table("sounds")["rules"])


@cache
def _korean_rules() -> tuple[Rule, ...]:
    return rules(table("eastern")["korean_rules"])


@cache
def _alternatives() -> tuple[Rule, ...]:
    return rules(table("sounds")["alternatives"])


@cache
def _groups(name: str) -> dict[str, frozenset[int]]:
    """Return in which groups of a list of persons.yaml a name stands, by spelling and (variants) by sound."""
    groups: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(table("persons")[name]):
        for each in group:
            own = bare(str(each))
            for form in (own, sound(own)) if name == "variants" and own.isascii() else (own,):
                groups[form].add(number)
    return {form: frozenset(numbers) for form, numbers in groups.items()}


def word_variants(word: Word) -> frozenset[str]:
    """Return the forms of a given name in other languages, and its nicknames, in bare letters."""
    groups = table("persons")["variants"]
    return frozenset(bare(name) for number in word.variants for name in groups[number])
