"""Which body is meant by a name said in other words, or by an abbreviation that no list has: only where it is the only one.

These bodies are for phrases that are asked about; running text does not look for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from polgraph.authority.body_names import LEAST, spoken
from polgraph.authority.deriving import state_words
from polgraph.authority.names import key
from polgraph.authority.phrase_words import ARTICLE, led_by_state
from polgraph.authority.records import Organization

if TYPE_CHECKING:
    from polgraph.authority.known import Authority

ALONE = 4
"""Letters of an abbreviation that may mean a body without the state being said."""


def in_other_words(known: Authority, words: str, *, country: str | None = None) -> Organization | None:
    """Return the only body whose name says the same: "Chilean Fisheries Ministry", "Department of Fisheries of Chile".

    `country` is the state (a code) where the words name none. Without a state a name counts that holds a word of its own state and one
    that not every state's body has: "Royal Bahamas Defence Force", but not "Ministry of Fisheries".
    """
    asked = [(words, country)]
    led, rest = led_by_state(known, words)
    if led and rest:
        asked.insert(0, (rest, led.code))
    head, _, place = words.rpartition(" of ")
    if head and (state := known.country_by_name(ARTICLE.sub("", place))):
        asked.insert(0, (head, state.code))
    for name, code in asked:
        rows = known.index.rows("SELECT DISTINCT kind, id FROM spoken WHERE key = ?", spoken(name))
        found = _of(known, rows, code)
        if code is None:
            found = [body for body in found if _tells_itself(known, body)]
        if len(found) == 1:
            return found[0]
    return None


def abbreviated(known: Authority, word: str, *, country: str | None = None) -> Organization | None:
    """Return the only body whose name has these initials: "DfT" is the Department for Transport; None where two have.

    In a state (`country`, a code) three letters do, and the words of the state itself may be left out. Without one parties do not
    count: there are so many that four letters mean one of them by chance.
    """
    led, rest = led_by_state(known, word)
    code, letters = (led.code, rest) if led and rest else (country, word)
    if not re.fullmatch(r"[^\W\d_]{3,6}", letters) or sum(letter.isupper() for letter in letters) < LEAST - 1:
        return None
    if letters[1:].islower() or (code is None and len(letters) < ALONE):
        return None
    query = "SELECT DISTINCT kind, id FROM abbreviation WHERE written = ?"
    if code is not None and len(found := _of(known, known.index.rows(query, letters), code)) == 1:
        return found[0]
    if len(letters) < ALONE or led:
        return None
    found = _of(known, known.index.rows(f"{query} AND bare = 0", letters), None)
    return found[0] if len(found) == 1 and found[0].subkind != "party" else None


def _of(known: Authority, rows: Iterable[tuple[str, str]], country: str | None) -> list[Organization]:
    """Return the bodies of rows; those of a state, where one is given."""
    tables = {"organization": known.organizations, "derived": known.derived}
    found = [tables[kind][id_] for kind, id_ in rows]
    return [body for body in found if country in (None, body.country)]


def _tells_itself(known: Authority, body: Organization) -> bool:
    words, state = set(key(body.name).split()), state_words(body.country)
    return bool(words & state) and not known.generic.issuperset(words - state)
