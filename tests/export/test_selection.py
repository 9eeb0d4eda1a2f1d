"""What of the graph is taken."""

from __future__ import annotations

import pytest

from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Ledger
from polgraph.selection import Filters, Selection, select


def triples(found: Selection) -> set[tuple[str, str, str]]:
    return {(r.start_name, r.predicate, r.end_name) for r in found.relations}


def test_actors_and_what_is_said_of_them_at_least_as_alleged(affair: Ledger) -> None:
    found = select(affair)
    assert {p for _, p, _ in triples(found)} == {
        "MET_WITH",
        "ACCUSED",
        "SUPPORTED",
        "CRITICIZED",
        "SANCTIONED",
    }
    assert {n.properties["name"] for n in found.nodes} == {
        "Ada Marsh",
        "Bruno Tal",
        "Carla Reyes",
        "Nordland",
        "Sudland",
    }
    assert {c.relation for c in found.claims} == {r.id for r in found.relations}


def test_status_takes_less_or_more(affair: Ledger) -> None:
    asserted = select(affair, Filters(status="asserted"))
    assert "ACCUSED" not in {p for _, p, _ in triples(asserted)}
    claimed = select(affair, Filters(status="claimed"))
    (visit,) = [r for r in claimed.relations if r.type == "CLAIMED"]
    assert (visit.predicate, visit.status) == ("VISITED", "planned")


def test_what_is_no_actor_comes_when_asked_for(affair: Ledger) -> None:
    found = select(affair, Filters(beyond=("event", "role")))
    assert {
        ("Ada Marsh", "TOOK_PART_IN", "Lakeport talks"),
        ("Ada Marsh", "HOLDS_ROLE", "foreign minister of Nordland"),
    } <= triples(found)


@pytest.mark.parametrize(
    ("depth", "names"),
    [
        (None, {"Ada Marsh", "Bruno Tal"}),
        (2, {"Ada Marsh", "Bruno Tal", "Carla Reyes"}),
        (3, {"Ada Marsh", "Bruno Tal", "Carla Reyes", "Sudland"}),
    ],
)
def test_steps_from_a_loosely_typed_actor(affair: Ledger, depth: int | None, names: set[str]) -> None:
    found = select(affair, Filters(actors=("marsh",), depth=depth))
    assert {n.properties["name"] for n in found.nodes} == names
    assert [n.properties["name"] for n in found.nodes if n.id in found.actors] == ["Ada Marsh"]


def test_neighbours_come_with_what_joins_them(affair: Ledger) -> None:
    """Around Sudland are Carla and Nordland, of whom a visit is planned."""
    found = select(affair, Filters(actors=("Sudland",), status="claimed"))
    assert ("Carla Reyes", "VISITED", "Nordland") in triples(found)


def test_several_actors_are_one_part(affair: Ledger) -> None:
    found = select(affair, Filters(actors=("Ada Marsh", "Nordland")))
    assert triples(found) == {
        *{("Ada Marsh", "ACCUSED", "Bruno Tal"), ("Nordland", "SANCTIONED", "Sudland")},
        *{t for t in triples(found) if t[1] == "MET_WITH"},
    }


def test_a_period_is_computed_from_its_claims(affair: Ledger) -> None:
    """The denial was published in June, but speaks of February, as the meeting does."""
    winter = select(affair, Filters(period=("2025-02-01", "2025-02-28")))
    (met,) = winter.relations
    assert (met.predicate, met.status, met.denied) == ("MET_WITH", "contested", 1)
    assert {c.article for c in winter.claims} == {"a1", "a2"}
    june = select(affair, Filters(period=("2025-06-11", None)))
    assert {p for _, p, _ in triples(june)} == {"CRITICIZED", "SANCTIONED"}


def test_types_are_typed_loosely(affair: Ledger) -> None:
    assert {p for _, p, _ in triples(select(affair, Filters(types=("met with", "Sanctioned"))))} == {
        "MET_WITH",
        "SANCTIONED",
    }


@pytest.mark.parametrize(
    ("filters", "error", "words"),
    [
        (Filters(types=("MET_WIT",)), InputError, "MET_WITH"),
        (Filters(depth=2), InputError, "name one"),
        (Filters(actors=("Nobody Atall",)), NotFoundError, "Nobody Atall"),
        (Filters(types=("HOLDS_ROLE",)), NotFoundError, "role"),
        (Filters(period=("1999-01-01", "1999-12-31")), NotFoundError, "1999-01-01..1999-12-31"),
        (Filters(actors=("Ada Marsh",), depth=0), NotFoundError, "Ada Marsh"),
    ],
)
def test_what_cannot_be_taken_is_said(
    affair: Ledger, filters: Filters, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        select(affair, filters)


def test_an_empty_ledger_says_how_to_fill_it(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="polgraph load"):
        select(ledger)
