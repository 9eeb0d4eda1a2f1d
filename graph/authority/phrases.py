"""Whom a phrase means at a date: "former prime minister Scott Morrison", "the Russian president", "SBU", "Tehran".

    meant("the Ukrainian foreign minister", on="2022-01-01").name  # "Dmytro Kuleba"
    meant("the Russian president", on="2009-01-01").name       # "Dmitry Medvedev"

The sector is a code of PLOVER (`data/authority/sectors.yaml`). What the authority does not know is null, but for the name:
where nobody is known by it, it is the phrase without its titles.
"""

from __future__ import annotations

from polgraph.authority import phrase_bodies as bodies
from polgraph.authority import phrase_offices as offices
from polgraph.authority import phrase_people as people
from polgraph.authority.known import Authority, load
from polgraph.authority.phrase_records import Asked, Meant
from polgraph.authority.phrase_words import ARTICLE, HONORIFIC
from polgraph.authority.records import Person

__all__ = ["Meant", "meant"]


def meant(
    phrase: str, *, on: str | None = None, country: str | None = None, known: Authority | None = None
) -> Meant:
    """Return whom `phrase` means on the day `on` (ISO date; null: now), as said in the state `country` (a code).

    A state, a seat, a body, a person by name or by an office; else a title with a name, a part of a body, a body by its initials,
    a name misspelt, and last the phrase's own words.
    """
    asked = Asked(known or load(), on, country)
    bare = HONORIFIC.sub("", ARTICLE.sub("", " ".join(phrase.split()).strip(" .,;:\"'")))
    spellings = [bare, bare.title()] if bare.isupper() and len(bare) > 4 else [bare]
    for words in spellings:
        found = (
            bodies.place(asked, words)
            or bodies.body(asked, words)
            or people.named(asked, words)
            or offices.office(asked, words)
        )
        if found:
            return found
    return (
        offices.titled(asked, bare)
        or bodies.other_body(asked, bare)
        or bodies.within(asked, bare)
        or _alike(asked, bare)
        or asked.unknown(bare)
    )


def _alike(asked: Asked, words: str) -> Meant | None:
    """Return the one known actor whose name is spelt much alike, where only one is: "Emanuel Macron"."""
    if len(words.split()) < 2:
        return None
    known = asked.known
    least = known.linking["least"]["phrase"]
    found = [
        link for kind in ("person", "organization") for link in known.link([words], kind=kind, country=asked.near)
    ]  # fmt: skip
    near = [link.record for link in found if link.score >= least]
    if len(near) != 1:
        return None
    return people.described(asked, near[0]) if isinstance(near[0], Person) else asked.body(near[0])
