"""One spelling for look-ups: names folded across scripts, case and punctuation, and names without a possessive ending."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_WORDS = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ][sS]$|(?<=[sS])['’ʼ]$")


def fold(name: str) -> str:
    """Return `name` in lower-case ASCII words: "Дмитро  Козак" -> "dmitro kozak", "Erdoğan" -> "erdogan".

    A key for look-ups and candidates, not a decision that two names are one.
    """
    text = name if name.isascii() else anyascii(unicodedata.normalize("NFC", name))
    return " ".join(_WORDS.findall(text.casefold().replace("'", "")))


def unowned(name: str) -> str:
    """Return `name` without the ending of a possessor: "Donald Trump’s" -> "Donald Trump", "the Emirates'" -> "the Emirates"."""
    return _POSSESSIVE.sub("", name)
