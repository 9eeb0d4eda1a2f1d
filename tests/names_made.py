"""Invented names: many that are unlike each other, and many that all sound alike."""

from __future__ import annotations

import random

_ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "gl",
    "h",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
)
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou", "ei")
_CODAS = ("", "l", "m", "n", "r", "s", "t", "ck", "nd", "rt")
_FATHERS = ("Ivan", "Petr", "Alexandr", "Sergei", "Mikhail", "Nikolai", "Pavl", "Andrei")
_ARABIC = (
    ("Ali", "Aly", "Alee", "Allie", "Aali", "Eli"),
    ("Hassan", "Hasan", "Hassen", "Hasen", "Hussan", "Hossan", "Husain", "Hussein", "Hussain", "Hossein"),
    ("Ahmed", "Ahmad", "Ahmet", "Achmed", "Mohamed", "Mohammed", "Muhammad", "Mahmoud", "Mahmud", "Hamid"),
)
_KOREAN = (
    ("Kim", "Gim", "Khim"),
    ("Yong", "Young", "Yeong", "Yung", "Jong", "Jung", "Jeong"),
    ("un", "eun", "il", "nam", "chol", "cheol", "su", "soo", "ho", "ik", "jun", "joon", "hun", "hoon"),
)


def names(number: int, rng: random.Random) -> list[str]:
    """Return so many full names of invented syllables, each once."""

    def word() -> str:
        return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS) for _ in range(2))

    found: dict[str, None] = {}
    while len(found) < number:
        found[f"{word().title()} {word().title()}"] = None
    return list(found)


def alike(number: int, rng: random.Random) -> list[str]:
    """Return so many full names, each once, most of which sound like many of the others."""
    found: dict[str, None] = {}
    while len(found) < number:
        kind = rng.randrange(3)
        if kind == 0:
            words = [rng.choice(each) for each in _ARABIC]
            name = " ".join(rng.sample(words, rng.choice((2, 3))))
        elif kind == 1:
            family, one, two = (rng.choice(each) for each in _KOREAN)
            name = f"{family} {one}-{two}"
        else:
            given, father, last = (rng.choice(_FATHERS) for _ in range(3))
            name = f"{given} {father}ovich {last}ov"
        found[_mistyped(name, rng) if name in found else name] = None
    return list(found)


def _mistyped(name: str, rng: random.Random) -> str:
    """Return the name with a vowel more, or one letter twice."""
    at = rng.randrange(1, len(name))
    return name[:at] + rng.choice((name[at], "a", "e", "i", "o", "u")) + name[at:]
