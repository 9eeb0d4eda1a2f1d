"""Who of the known an actor may be: candidates by name in any script, weighed by state and office (`linking.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

from polgraph.authority.names import key, likeness_keys
from polgraph.authority.records import Organization, Person, Term
from polgraph.names import compare

if TYPE_CHECKING:
    from polgraph.authority.known import Authority

KINDS = ("person", "organization")


class OfficeLike(Protocol):
    """What an article says that somebody is: a normal form, the key or id of the body, the code of the state."""

    @property
    def role(self) -> str: ...
    @property
    def organization(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...


class Linked(NamedTuple):
    """A known actor that may be meant, how likely that is (0 to 1), and why."""

    record: Person | Organization
    score: float
    reasons: tuple[str, ...]


class _Likeness(NamedTuple):
    score: float
    short: bool
    reason: str


def link(
    known: Authority,
    names: Sequence[str],
    *,
    kind: str,
    country: str | None = None,
    offices: Sequence[OfficeLike] = (),
    day: str | None = None,
) -> list[Linked]:
    """Return who among `known` an actor that goes by `names` may be, best first; see `Authority.link`."""
    if kind not in KINDS:
        return []
    weights, least = known.linking["weights"], known.linking["least"]
    alike = _alike(known, names, kind, least["likeness"])
    found = []
    for id_, likeness in alike.items():
        record = known.persons[id_] if kind == "person" else known.organizations[id_]
        as_much = any(
            i != id_ and a.score >= likeness.score and a.short <= likeness.short for i, a in alike.items()
        )
        signs = [
            (likeness.reason, likeness.score * weights["short_name" if likeness.short else "name"]),
            ("others have the name", weights["shared"])
            if as_much
            else ("nobody else has the name", weights["alone"]),
            *_state(record, country, weights),
            *_office(known, record, offices, day, weights),
        ]
        score = min(1.0, max(0.0, sum(weight for _, weight in signs)))
        if score >= least["score"]:
            found.append(Linked(record, round(score, 4), tuple(reason for reason, _ in signs)))
    return sorted(found, key=lambda linked: (-linked.score, linked.record.id))


def _alike(known: Authority, names: Sequence[str], kind: str, least: float) -> dict[str, _Likeness]:
    """Return by id how alike one of `names` is to one of a record's."""
    found: dict[str, _Likeness] = {}

    def note(id_: str, likeness: _Likeness) -> None:
        old = found.get(id_)
        if old is None or (not likeness.short, likeness.score) > (not old.short, old.score):
            found[id_] = likeness

    for name in dict.fromkeys(names):
        for called in known.index.called(key(name)):
            if called.kind == kind:
                note(called.id, _Likeness(1.0, called.short, f'known as "{called.written}"'))
        if kind == "person" and len(name.split()) < 2:
            continue  # a lone surname is like too many
        likely = (known.index.alike(k, kind) for k in sorted(likeness_keys(name, person=kind == "person")))
        for id_ in chain.from_iterable(likely):
            if id_ not in found or found[id_].short:
                record = known.persons[id_] if kind == "person" else known.organizations[id_]
                best, written = max((compare(name, other, kind=kind).score, other) for other in record.names)
                if best >= least:
                    note(id_, _Likeness(best, False, f'like "{written}" ({best:.2f})'))
    return found


def _state(
    record: Person | Organization, country: str | None, weights: dict[str, float]
) -> list[tuple[str, float]]:
    states = {record.country}
    if isinstance(record, Person):
        states |= {term.country for term in record.terms}
    states.discard(None)
    if country is None or not states:
        return []
    if country in states:
        return [(f"of {country}", weights["country"])]
    return [(f"of {', '.join(sorted(s for s in states if s))}, not {country}", weights["other_country"])]


def _office(
    known: Authority,
    record: Person | Organization,
    offices: Iterable[OfficeLike],
    day: str | None,
    weights: dict[str, float],
) -> list[tuple[str, float]]:
    """Return the best agreement of a known term with an office of the article."""
    if not isinstance(record, Person):
        return []
    best: tuple[str, float] | None = None
    for office in offices:
        for term in record.terms:
            if _is_of(known, term, office):
                now = (
                    day is not None and (term.start is None or term.start <= day) and (term.end or day) >= day
                )
                sign = (
                    f"{term.title}, {term.start or ''}–{term.end or ''}",
                    weights["office" if now else "kind_of_office"],
                )
                best = sign if best is None or sign[1] > best[1] else best
    return [best] if best else []


def _is_of(known: Authority, term: Term, office: OfficeLike) -> bool:
    roles = known.offices
    if office.role not in roles.by_role or not (
        term.role in roles.within(office.role) or office.role in roles.within(term.role)
    ):
        return False
    if office.country and term.country and office.country != term.country:
        return False
    if office.organization and term.organization:
        return office.organization in (term.organization, known.key(term.organization))
    return bool(office.country and term.country) or not (office.country or office.organization)
