"""The words of phrases that mean somebody: titles before names, and what stands before and between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from polgraph.authority.files import read
from polgraph.authority.records import Country, Person, Term
from polgraph.folding import fold

if TYPE_CHECKING:
    from polgraph.authority.known import Authority

ARTICLE = re.compile(r"(?i)^(?:the|a|an)\s+")
POSSESSIVE = re.compile(r"['’]s?$")
FORMER = re.compile(r"(?i)^(?:former|ex|late|then|outgoing|ousted|deposed)[ -]+")
HONORIFIC = re.compile(
    r"(?i)^(?:mr|mrs|ms|dr|prof|professor|sir|dame|lord|lady|hon|rev|his excellency|her excellency|his highness|her highness|alhaji|sheikh|hajia|hajji)\.?\s+"
)
MEMBERS = re.compile(
    r"(?i)^(?:members?|officers?|soldiers|troops|forces|fighters|leaders?|officials?|units?|elements) (?:of|from) "
)

_MINISTER = frozenset(
    ("minister", "secretary", "state", "federal", "the", "of", "for", "and", "former", "united", "states")
)


class Title(NamedTuple):
    """A title before a name: its words, the normal form, the state it names, and whether it is over."""

    words: str
    role: str | None
    country: str | None
    former: bool


def full_titles(words: str, abbreviations: Mapping[str, str]) -> str:
    """Return the words with abbreviated titles written out: "Sen. Rubio" -> "Senator Rubio", "FM Lavrov".

    An abbreviation of small letters counts only with its full stop: "Gen Z" is no general.
    """
    parts: list[str] = []
    for word in words.split():
        stopped = word.endswith(".") or word.isupper()
        parts.append(abbreviations.get(word.strip(".").lower(), word) if stopped and len(parts) < 4 else word)
    return " ".join(parts)


def says(term: Term, title: Title) -> bool:
    """Return whether a term is of the office of a title, or its own title has all words of it; of the same state."""
    if title.country and term.country and title.country != term.country:
        return False
    return (title.role is not None and term.role == title.role) or set(fold(title.words).split()) <= set(
        fold(term.title).split()
    )


def field(title: str) -> frozenset[str]:
    """Return the words that say what a minister is minister of: {"energy"} of "Minister for Energy", "Energy Secretary of State"."""
    spellings = read("bodies")["spellings"]
    words = (spellings.get(word, word) for word in fold(title).split())
    return frozenset(word for word in words if word not in _MINISTER)


def parted(words: str) -> Iterator[tuple[str, str]]:
    """Yield title and place of "T of P", then of "P T" and "P's T"."""
    parts = words.split()
    for i, word in enumerate(parts):
        if word.lower() in ("of", "for", "to") and 0 < i < len(parts) - 1:
            yield " ".join(parts[:i]), ARTICLE.sub("", " ".join(parts[i + 1 :]))
    for i in range(len(parts) - 1, 0, -1):
        yield " ".join(parts[i:]), ARTICLE.sub("", POSSESSIVE.sub("", " ".join(parts[:i])))


def free_titles(known: Authority, words: str) -> Iterator[Title]:
    """Yield the title of an office in every state that its first words may mean, if they mean one."""
    parts = FORMER.sub("", words).split()
    for length in range(min(3, len(parts) - 1), 0, -1):
        states = known.countries_called(POSSESSIVE.sub("", " ".join(parts[:length])))
        for state in states:
            rest = " ".join(parts[length:])
            office = known.role(rest, country=state.code)
            if office is not None and office.normal and office.role != "other":
                yield Title(rest, office.role, state.code, former=False)
        if states:
            return


def of_surname(known: Authority, name: str) -> list[Person]:
    """Return everybody whose name ends in `name`, or begins with it where the family name stands first."""
    query = "SELECT DISTINCT id FROM name WHERE kind = 'person' AND (key = ? OR key LIKE ?)"
    surname = re.sub("[%_]", "", fold(name))
    rows = known.index.rows(query, surname, f"% {surname}")
    led = known.index.rows(
        "SELECT DISTINCT id FROM name WHERE kind = 'person' AND key >= ? AND key < ?",
        f"{surname} ",
        f"{surname}!",
    )
    first = [person for (id_,) in led if (person := known.persons[id_]).country in known.family_name_first]
    return list(dict.fromkeys([*(known.persons[id_] for (id_,) in rows), *first]))


def led_by_state(known: Authority, words: str) -> tuple[Country | None, str]:
    """Return the state that the first words name, and the words behind it."""
    parts = words.split()
    for length in range(min(3, len(parts)), 0, -1):
        led = POSSESSIVE.sub("", " ".join(parts[:length]))
        if state := known.country(led):
            return state, " ".join(parts[length:])
    return None, words
