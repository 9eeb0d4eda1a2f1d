"""What imported records would change in what is known: the difference that people see before it is applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from polgraph.authority.known import Authority
from polgraph.authority.merging import NEAR, carries, day
from polgraph.authority.records import Organization, Person, Term
from polgraph.folding import fold

Kind = Literal["new person", "new term", "new end", "other end", "new QID", "new names", "QID rejected"]


class Change(NamedTuple):
    """One difference: what it is, of whom (name and id), and in what."""

    kind: Kind
    name: str
    id: str
    what: str


def changes(known: Authority, records: Iterable[dict[str, Any]]) -> Iterator[Change]:
    """Yield what records of persons say that `known` does not. Terms that it has besides are no difference."""
    for record in records:
        if record["kind"] != "person":
            continue
        person = known.by_qid(record["id"]) or known.persons.get(record["id"]) or _namesake(known, record)
        if person is None or isinstance(person, Organization):
            held = "; ".join(_said(t["office"], t["start"], t["end"]) for t in record["terms"])
            yield Change("new person", record["name"], record["id"], held)
            continue
        texts = [record["name"], *(n["text"] for n in record["names"] if n.get("kind") != "short")]
        if person.wikidata == record["id"] and not carries(person, texts):
            yield Change("QID rejected", person.name, person.id, f"{record['id']} is {record['name']} there")
            continue
        yield from _of_person(person, record, texts)


def _namesake(known: Authority, record: dict[str, Any]) -> Person | None:
    """Return the one of the same name and state without a QID who has an office in common."""
    offices = {(term["role"], term["country"]) for term in record["terms"]}
    found = [
        p
        for p in known.everybody(record["name"])
        if p.wikidata is None
        and p.country == record["country"]
        and offices & {(t.role, t.country) for t in p.terms}
    ]
    return found[0] if len(found) == 1 else None


def _of_person(person: Person, record: dict[str, Any], texts: Iterable[str]) -> Iterator[Change]:
    if person.wikidata is None and record["id"].startswith("Q"):
        yield Change("new QID", person.name, person.id, record["id"])
    had = {fold(name) for name in (*person.names, *person.short)}
    if news := dict.fromkeys(text for text in texts if fold(text) not in had):
        yield Change("new names", person.name, person.id, ", ".join(news))
    for new in record["terms"]:
        old = next((t for t in person.terms if _is_same(t, new)), None)
        said = _said(new["office"], new["start"], new["end"])
        if old is None:
            yield Change("new term", person.name, person.id, said)
        elif new["end"] and not old.end:
            yield Change("new end", person.name, person.id, said)
        elif new["end"] and old.end and _far(new["end"], old.end):
            yield Change("other end", person.name, person.id, f"{said}, known until {old.end}")


def _is_same(old: Term, new: dict[str, Any]) -> bool:
    if (old.role, old.country) != (new["role"], new["country"]):
        return False
    return not (old.start and new["start"]) or not _far(old.start, new["start"])


def _far(one: str, other: str) -> bool:
    """Return whether two dates differ by more than sources do, in the grain that both have."""
    grain = min(len(one), len(other))
    return one[:grain] != other[:grain] and abs((day(one[:grain]) - day(other[:grain])).days) > NEAR


def _said(office: str, start: str | None, end: str | None) -> str:
    return f"{office} {start or '?'}–{end or ''}"
