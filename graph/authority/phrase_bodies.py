"""Phrases that mean a state, a seat of power or a body: "Tehran", "the Kremlin", "SBU", "members of the Quds Force"."""

from __future__ import annotations

import re

from polgraph.authority.bodies import abbreviated, in_other_words
from polgraph.authority.phrase_records import Asked, Meant
from polgraph.authority.phrase_words import ARTICLE, MEMBERS


def place(asked: Asked, words: str) -> Meant | None:
    """Return the state of a name or a clear capital, or the institution of a seat."""
    known = asked.known
    capital = known.country_by_capital(words)
    state = known.country_by_name(words)
    if state is None and capital is not None and capital.clear:
        state = known.countries.get(capital.country)
    if state is not None:
        return asked.state(state)
    seat = known.seat(words)
    return asked.body(known.organizations[seat.organization]) if seat else None


def body(asked: Asked, words: str) -> Meant | None:
    """Return the body that is called so, in full or in short; "members of X" mean X."""
    known, near = asked.known, asked.near
    found = known.organization(words)
    if near and not any(body.country == near for body in found) and words.isupper():
        here = [body for body in known.every_organization(words) if body.country == near]
        found = here if len(here) == 1 else found  # in one state, few letters say enough
    elif near and len(found) > 1:
        found = [body for body in found if body.country == near] or found
    if found:
        return asked.body(found[0])
    members = MEMBERS.sub("", words)
    return body(asked, ARTICLE.sub("", members)) if members != words else None


def other_body(asked: Asked, words: str) -> Meant | None:
    """Return the only body whose name says the same in other words, or has these initials, listed or not."""
    bare = ARTICLE.sub("", MEMBERS.sub("", words))
    found = in_other_words(asked.known, bare, country=asked.near) or abbreviated(
        asked.known, bare, country=asked.near
    )
    return asked.body(found) if found else None


def within(asked: Asked, words: str) -> Meant | None:
    """Return the body whose part is spoken of: "the Southern Fleet's second squadron" is of the fleet, known or not.

    A body that is not known must say by its last word that it is one; "the president's office" is no part of a president.
    """
    for match in re.finditer(r"['’]s? ", words):
        whole = ARTICLE.sub("", words[: match.start()])
        found = body(asked, whole) or other_body(asked, whole)
        if found is None and (state := asked.known.country(whole)):
            found = asked.state(state)
        if found:
            return found
    whole, mark, _ = words.partition("'s ") if "'s " in words else words.partition("’s ")
    if mark and len(whole.split()) > 1 and whole.split()[-1].lower() in asked.sectors["words"]:
        return asked.unknown(ARTICLE.sub("", whole))
    return None
