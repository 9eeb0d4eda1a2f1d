"""Names of bodies: said in other words, and abbreviated (`data/authority/bodies.yaml`).

spoken("the Fisheries Department")                            # "ministry: fisheries"
abbreviations("Department for Transport")                     # {"DfT", "DFT"}
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from polgraph.authority.files import read
from polgraph.authority.names import key

LEAST = 3
"""Letters of an abbreviation that is worked out from a name."""
_HOUSE = re.compile(r"(?:ministry|department) (?:of|for) (?:the )?(.+)")
_HOUSE_LAST = re.compile(r"(.+) (?:ministry|department)")
_WORD = re.compile(r"[^\W\d_](?:[\w.]|['’](?=\w))*")
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@cache
def _small() -> frozenset[str]:
    return frozenset(read("bodies")["small"].split())


def spoken(name: str) -> str:
    """Return what the names of one body have in common: its folded words in British spelling, of a ministry only its field."""
    spellings = read("bodies")["spellings"]
    words = " ".join(spellings.get(word, word) for word in key(name).split())
    field = _HOUSE.fullmatch(words) or _HOUSE_LAST.fullmatch(words)
    return f"ministry: {field[1]}" if field else words


def abbreviations(name: str, *, without: Iterable[str] = ()) -> frozenset[str]:
    """Return the initials of a name, in capitals and with those of small words small: "DfT", and without small words.

    `without`: folded words that are left out too (those of the state). A name of which fewer than `LEAST` letters come has none, nor has
    one with an abbreviation in it.
    """
    dropped = frozenset(without)
    words = [w for w in _WORD.findall(_BRACKETS.sub("", name)) if key(w) not in dropped]
    if any(len(word) > 1 and word.isupper() for word in words):
        return frozenset()
    initials = "".join(w[0].lower() if w.lower() in _small() else w[0].upper() for w in words).lstrip("t")
    capitals = "".join(letter for letter in initials if letter.isupper())
    found = {initials} if len(capitals) > 1 else set()
    if found and len(initials) - len(capitals) <= 1:  # DFID, MOD; but nobody writes MOHACS
        found.add(initials.upper())
    if len(capitals) >= LEAST:
        found.add(capitals)
    return frozenset(a for a in found if len(a) >= LEAST and a[0].isupper())
