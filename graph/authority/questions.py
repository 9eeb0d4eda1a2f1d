"""Questions to the authority in a person's words: "president of France", "Kozak"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polgraph import authority
from polgraph.authority import Authority
from polgraph.authority.records import Organization
from polgraph.authority.terms import Holder
from polgraph.errors import NotFoundError
from polgraph.folding import fold
from polgraph.model import Record


class Held(Record):
    """A term in an office. Dates are ISO, as fine as they are known.

    `certain`: a source vouches for the day asked for; else the answer is stale: it is known to be so only up to `as_of`.
    """

    person: str
    name: str
    wikidata: str | None
    role: str
    title: str
    organization: str | None
    country: str | None
    start: str | None
    end: str | None
    as_of: str | None
    acting: bool
    certain: bool
    source: str


class Known(Record):
    """A person, organization or country that the authority knows. `id` is its own."""

    id: str
    kind: str
    name: str
    country: str | None
    wikidata: str | None
    names: tuple[str, ...]


def who_was(office: str, *, on: str | None = None) -> list[Held]:
    """Return who held the office that is named with its state or body ("president of France", "NATO secretary general").

    `on` is an ISO date; null: everybody. Newest first; of an office that several hold, those with the words of the
    title, if there are such. Raises NotFoundError where the office, the state or a
    holder is not known.
    """
    known = authority.load()
    for title, place in _readings(office):
        state = known.country(place)
        bodies = known.organization(place)
        body = bodies[0] if len(bodies) == 1 else None
        if (state or body) and (found := _holders(known, title, state.code if state else None, body, on)):
            return [_held(holder) for holder in _titled(found, title)]
    day = f" on {on}" if on else ""
    raise NotFoundError(
        f'nobody is known who was "{office}"{day}: name the office with its state or body, as in "president of France"'
    )


def find(name: str) -> list[Known]:
    """Return all that is known by `name`. Raises NotFoundError where nothing is."""
    known = authority.load()
    persons = [
        Known(id=p.id, kind="person", name=p.name, country=p.country, wikidata=p.wikidata, names=p.names)
        for p in known.everybody(name)
    ]
    bodies = [
        Known(
            id=o.id, kind="organization", name=o.name, country=o.country, wikidata=o.wikidata, names=o.names
        )
        for o in known.every_organization(name)
    ]
    state = known.country(name)
    states = [
        Known(id=c.code, kind="country", name=c.name, country=c.code, wikidata=c.wikidata, names=c.names)
        for c in ([state] if state else [])
    ]
    if not (found := [*persons, *bodies, *states]):
        raise NotFoundError(f"polgraph knows nobody and nothing called {name!r} beforehand; articles may")
    return found


def _readings(office: str) -> Iterator[tuple[str, str]]:
    """Yield title and place of "T of P", then of "P T", for every place where the words can be parted."""
    words = office.split()
    for i, word in enumerate(words):
        if word.lower() in ("of", "for", "to") and 0 < i < len(words) - 1:
            yield " ".join(words[:i]), re.sub(r"(?i)^the ", "", " ".join(words[i + 1 :]))
    for i in range(1, len(words)):
        place = re.sub(r"['’]s?$", "", " ".join(words[:i]))
        yield " ".join(words[i:]), re.sub(r"(?i)^the ", "", place)


def _holders(
    known: Authority, title: str, country: str | None, body: Organization | None, on: str | None
) -> list[Holder]:
    if country and (office := known.role(title, country=country)):
        return known.holders(office.role, country=country, on=on)
    if body and (office := known.role(title, organization=body)):
        return known.holders(office.role, organization=body.id, on=on)
    return []


def _titled(found: list[Holder], title: str) -> list[Holder]:
    """Return those of several ministers or envoys whose title has the words that were asked for, else all."""
    words = set(fold(title).split())
    same = [holder for holder in found if words <= set(fold(holder.term.title).split())]
    many = len({holder.person.id for holder in found}) > 1
    return (
        same
        if same and many and not authority.load().offices.by_role[found[0].term.role].single_holder
        else found
    )


def _held(holder: Holder) -> Held:
    person, term = holder.person, holder.term
    return Held(
        person=person.id,
        name=person.name,
        wikidata=person.wikidata,
        role=term.role,
        title=term.title,
        organization=term.organization,
        country=term.country,
        start=term.start,
        end=term.end,
        as_of=term.as_of,
        acting=term.acting,
        certain=holder.certain,
        source=term.source,
    )
