"""Questions to the authority in a person's words: "president of France", "Kozak"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from polgraph import authority
from polgraph.authority import Authority
from polgraph.authority.records import Country, Organization, Person
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
    """A person, organization or country that the authority knows. `id` is its own.

    `until`: the year in which a body ended. `why`: null where it has just the name that was asked for, else how its name is like that one.
    """

    id: str
    kind: str
    name: str
    country: str | None
    wikidata: str | None
    names: tuple[str, ...]
    until: str | None = None
    why: str | None = None


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
    """Return all that is known by `name`; where nothing is, those whose names are so much alike that they may be meant.

    Raises NotFoundError where there are none of these either.
    """
    known = authority.load()
    state = known.country(name)
    found = [
        *(_known(person) for person in known.everybody(name)),
        *(_known(body) for body in known.every_organization(name)),
        *([_state(state)] if state else []),
    ]
    if not (found := found or _alike(known, name)):
        raise NotFoundError(f"polgraph knows nobody and nothing called {name!r} beforehand; articles may")
    return found


def _alike(known: Authority, name: str) -> list[Known]:
    """Return the persons and organisations whose names are like `name`: in another script, spelling or length."""
    if len(name.split()) < 2:
        return []
    least = known.linking["least"]["phrase"]
    linked = [link for kind in ("person", "organization") for link in known.link([name], kind=kind)]
    best = sorted((link for link in linked if link.score >= least), key=lambda link: -link.score)
    return [_known(link.record, why=link.reasons[0]) for link in best]


def _known(record: Person | Organization, *, why: str | None = None) -> Known:
    return Known(
        id=record.id,
        kind="person" if isinstance(record, Person) else "organization",
        name=record.name,
        country=record.country,
        wikidata=record.wikidata,
        names=record.names,
        until=None if isinstance(record, Person) else record.until,
        why=why,
    )


def _state(state: Country) -> Known:
    return Known(
        id=state.code,
        kind="country",
        name=state.name,
        country=state.code,
        wikidata=state.wikidata,
        names=state.names,
    )


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
