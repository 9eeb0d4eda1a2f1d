"""What the authority knows as facts for the ledger: terms in offices, and what is a part of what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from polgraph.authority.index import Records
from polgraph.model import AuthorityFact

if TYPE_CHECKING:
    from polgraph.authority.known import Authority

T = TypeVar("T")


def facts(known: Authority, keys: Iterable[str] | None = None) -> Iterator[AuthorityFact]:
    """Yield every term (HOLDS_ROLE) and every PART_OF, for the ledger.

    With `keys` only those of the seed, and of the imported ones those of these subjects.
    """
    for person in _subjects(known, known.persons, keys):
        for t in person.terms:
            if t.past and not t.end:
                continue  # over, but nobody says since when
            yield AuthorityFact(
                subject_key=known.key(person.id, person),
                predicate="HOLDS_ROLE",
                role=t.role,
                organization=known.key(t.organization) if t.organization else None,
                country=t.country,
                start=t.start,
                end=known.term_end(t),
                source=t.source,
                as_of=t.as_of or t.end or t.start or "",
            )
    written = known.version.partition("+")[0]
    for body in _subjects(known, known.organizations, keys):
        if body.part_of and body.part_of != "EU":
            yield AuthorityFact(
                subject_key=known.key(body.id, body),
                predicate="PART_OF",
                object_key=known.key(body.part_of),
                source=body.source,
                as_of=written,
            )


def _subjects(known: Authority, records: Records[T], keys: Iterable[str] | None) -> Iterator[T]:
    """Yield all records, or with `keys` those of the seed and then those imported that have one of the keys."""
    yield from records.each(rank=0)
    if keys is None:
        yield from records.each(rank=1)
        return
    for wanted in keys:
        kind, _, name = wanted.partition(":")
        if found := [id_ for id_ in _imported(known, wanted, kind, name) if id_ in records]:
            yield records[found[0]]


def _imported(known: Authority, wanted: str, kind: str, name: str) -> list[str]:
    """Return the ids of the imported records with an actor's key."""
    if not name:
        rows = known.index.rows(
            "SELECT id FROM held JOIN record USING (kind, id) WHERE qid = ? AND rank = 1", wanted
        )
        return [id_ for (id_,) in rows]
    ids = dict.fromkeys(c.id for c in known.index.called(name) if c.kind == kind and c.rank)
    return [id_ for id_ in ids if known.key(id_) == wanted]
