"""What a name says that it is, whatever the recogniser takes it for: a territory, a law, a newspaper, a service on which people write (`data/names/kinds.yaml`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from polgraph import shipped
from polgraph.folding import fold
from polgraph.reading.genders import given

if TYPE_CHECKING:
    from spacy.tokens import Token

_USING = frozenset("use join rejoin leave quit delete download open install launch employ take".split())
_ON = frozenset(("on", "via", "through", "over", "in", "to", "from", "across", "onto", "off"))


@cache
def table() -> dict[str, Any]:
    """Return the table as it is shipped."""
    found: dict[str, Any] = shipped.table("names/kinds.yaml")
    return found


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(table()[part].split())


@cache
def _territories() -> dict[str, str]:
    """Territories by each of their names, folded."""
    found: dict[str, str] = {}
    for entry in table()["territories"].split(";"):
        name, _, short = (part.strip() for part in entry.partition("="))
        found |= {fold(n): name for n in (name, *short.split(",")) if n.strip()}
    return found


def territory(name: str) -> str | None:
    """Return what a territory or part of a state is called in full, None where `name` is none's."""
    return _territories().get(fold(name).removeprefix("the "))


@cache
def territory_words() -> frozenset[str]:
    """Return the first words, as written in English, of territories of several words: "British", "Gaza"."""
    names = (
        n.strip() for entry in table()["territories"].split(";") for n in entry.replace("=", ",").split(",")
    )
    return frozenset(n.split()[0] for n in names if " " in n)


def shared(name: str, text: str) -> bool:
    """Return whether a state's name is that of a part of another state in an article with `text`: "Georgia" beside "Atlanta"."""
    words = table()["homonyms"].get(name)
    return words is not None and _homonym(name, "part", text) and not _homonym(name, "state", text)


@lru_cache(maxsize=64)
def _homonym(name: str, which: str, text: str) -> bool:
    said = "|".join(re.escape(w.strip()) for w in table()["homonyms"][name][which].split(";"))
    return re.search(rf"(?<!\w)(?:{said})(?!\w)", text) is not None


def is_place(name: str) -> bool:
    """Return whether a name is that of a territory or ends in a word for a place: "the Caribbean Territory", "the Territory"."""
    words = fold(name).removeprefix("the ").split()
    return territory(name) is not None or (words[-1:] != [] and words[-1] in _words("places"))


@lru_cache(maxsize=256)
def is_work(name: str, text: str) -> bool:
    """Return whether a text calls something that is named so a game, a film, a ship or the like: "the game Manhunt"."""
    nouns = "|".join(re.escape(w) for w in _words("works"))
    return re.search(rf"(?<!\w)(?:{nouns}),? ['\"“‘]?{re.escape(name)}(?!\w)", text) is not None


def is_paper(name: str) -> bool:
    """Return whether a name is that of a law, treaty or the like, with or without its year: "the Voting Rights Act, 1965"."""
    words = name.replace(",", " ").split()
    if len(words) > 1 and words[-1].isdigit():
        words = words[:-1]
    return len(words) > 1 and words[-1] in _words("papers")


def is_occasion(name: str) -> bool:
    """Return whether a name is that of something that takes place: "the G20 Summit", "the Summit of the Americas"."""
    words = name.split()
    named = words[:-2] and words[1] in ("of", "for") and words[0] in _words("occasions")
    return len(words) > 1 and (words[-1] in _words("occasions") or bool(named))


def is_handle(name: str) -> bool:
    """Return whether a name is what somebody goes by on a service: "@ABell"."""
    return name.startswith("@")


def is_medium(name: str) -> bool:
    """Return whether a name of several words is that of a newspaper or station, and nobody's who has a given name: not "Emily Post"."""
    words = fold(name).removeprefix("the ").split()
    return len(words) > 1 and words[-1] in _words("media") and given(words[0]) is None


def only_where(token: Token) -> bool:
    """Return whether a service is only where something is written, or is used: "posted on Twitter", "joined TikTok", "WhatsApp groups"."""
    if not is_platform(token.text):
        return False
    if token.dep_ == "dobj":
        hired = any(c.dep_ == "prep" and c.lower_ == "as" for c in token.head.children)
        return token.head.lemma_ in _USING and not hired  # "joined Facebook as head of policy"
    return token.dep_ in ("compound", "nmod") or (token.dep_ == "pobj" and token.head.lower_ in _ON)


def is_platform(name: str) -> bool:
    """Return whether a name is that of a service on which people write."""
    return fold(name) in _words("platforms")
