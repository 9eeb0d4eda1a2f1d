"""What people decide: merging, parting, taking back, on the graph and on the ids that look-ups follow."""

from __future__ import annotations

import pytest
from factories import Story, story

from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Ledger
from polgraph.model import Article, Extraction

ME = "a reader"
Pair = tuple[Article, Extraction]


def put(ledger: Ledger, *pairs: Pair) -> None:
    with ledger.load() as load:
        for pair in pairs:
            load.add(*pair)


def shown(ledger: Ledger) -> set[tuple[str, str, str, int]]:
    return {(r.start_name, r.type, r.end_name, r.claims) for r in ledger.relations(min_status="claimed")}


@pytest.fixture
def two(ledger: Ledger) -> tuple[str, str]:
    """Two persons whom no score makes one."""
    put(
        ledger,
        story("a1", ("Carla Reyes", "CRITICIZED", "Nordland")),
        story("a2", ("Carla Reyes", "CRITICIZED", "Nordland"), source="Evening Post"),
        story("a3", ("Wilma Voss", "CRITICIZED", "Nordland")),
    )
    return ledger.resolve("Carla Reyes"), ledger.resolve("Wilma Voss")


def test_merged_actors_have_one_node_and_the_younger_id_leads_to_it(ledger: Ledger, two: tuple[str, str]):
    step = ledger.people.merge(*two, author=ME, reason="her maiden name")
    assert shown(ledger) == {("Carla Reyes", "CRITICIZED", "Nordland", 3)}
    assert step.redirected == {two[1]: two[0]}
    assert ledger.resolve(two[1]) == ledger.resolve("Wilma Voss") == two[0]
    (row,) = ledger.people.rows()
    assert (row.kind, row.author, row.reason, row.step) == ("same", ME, "her maiden name", step.number)
    (removed,) = [c for c in ledger.changed_since(1) if c.kind == "node" and c.now is None]
    assert removed.id == two[1]


def test_undoing_brings_back_ids_and_fingerprint_and_can_be_undone(ledger: Ledger, two: tuple[str, str]):
    before = ledger.fingerprint()
    ledger.people.merge(*two, author=ME)
    merged = ledger.fingerprint()
    undoing = ledger.people.undo(author=ME)
    assert ledger.fingerprint() == before
    assert (ledger.resolve("Carla Reyes"), ledger.resolve(two[1])) == two
    ledger.people.undo(undoing.number, author=ME)
    assert ledger.fingerprint() == merged and ledger.resolve(two[1]) == two[0]
    with pytest.raises(InputError, match="was undone already"):
        ledger.people.undo(undoing.number, author=ME)


def test_redirects_are_followed_to_the_end(ledger: Ledger, two: tuple[str, str]):
    put(ledger, story("a0", ("Xenia Lund", "MET_WITH", "Bruno Tal")))
    third = ledger.resolve("Xenia Lund")
    ledger.people.merge(two[1], third, author=ME)
    ledger.people.merge(*two, author=ME)
    assert ledger.resolve(third) == ledger.resolve(two[1]) == two[0]


def test_a_merge_holds_for_articles_that_come_later_and_again(ledger: Ledger, two: tuple[str, str]):
    ledger.people.merge(*two, author=ME)
    put(ledger, story("a4", ("Wilma Voss", "AIDED", "Sudland")))
    assert [r.start for r in ledger.relations(predicates=["AIDED"])] == [two[0]]
    ledger.retract("a3", reason="test")
    put(ledger, story("a3", ("Wilma Voss", "CRITICIZED", "Nordland")))
    assert ledger.resolve("Wilma Voss") == two[0]


def test_a_merge_survives_another_reading_of_the_sentence(ledger: Ledger, two: tuple[str, str]):
    ledger.people.merge(*two, author=ME)
    article, extraction = story("a3", ("Wilma Voss", "CRITICIZED", "Nordland"))
    renamed = extraction.actors[0].model_copy(update={"id": "p9", "key": "person:voss", "name": "W. Voss"})
    claim = extraction.claims[0].model_copy(update={"subject": "p9"})
    reread = extraction.model_copy(
        update={
            "actors": (renamed, *extraction.actors[1:]),
            "claims": (claim,),
            "producer": extraction.producer.model_copy(update={"lexicon": "next"}),
        }
    )
    put(ledger, (article, reread))
    assert shown(ledger) == {("Carla Reyes", "CRITICIZED", "Nordland", 3)}


def test_split_takes_an_article_out_and_leaves_the_rest_together(ledger: Ledger, two: tuple[str, str]):
    put(ledger, story("a5", ("Carla Reyes", "AIDED", "Sudland")))
    step = ledger.people.split(two[0], articles=["a5"], author=ME, reason="a namesake")
    assert shown(ledger) == {
        ("Carla Reyes", "CRITICIZED", "Nordland", 2),
        ("Carla Reyes", "AIDED", "Sudland", 1),
        ("Wilma Voss", "CRITICIZED", "Nordland", 1),
    }
    with pytest.raises(NotFoundError, match="may mean"):
        ledger.resolve("Carla Reyes")
    (still,) = [r for r in ledger.relations() if r.type == "CRITICIZED" and r.claims == 2]
    assert still.start == two[0], "the id stays with most of them"
    ledger.people.undo(step.number, author=ME)
    assert ledger.resolve("Carla Reyes") == two[0]


def test_split_by_name_takes_back_what_was_merged(ledger: Ledger, two: tuple[str, str]):
    before = ledger.fingerprint()
    ledger.people.merge(*two, author=ME)
    ledger.people.split(two[0], mentions=["Wilma Voss"], author=ME)
    assert ledger.fingerprint() == before
    assert ledger.resolve("Wilma Voss") == two[1]


def test_merging_takes_back_an_earlier_split(ledger: Ledger, two: tuple[str, str]):
    before = ledger.fingerprint()
    ledger.people.split(two[0], articles=["a2"], author=ME)
    parts = sorted(c.id for c in ledger.find("Carla Reyes"))
    ledger.people.merge(*parts, author=ME)
    assert ledger.fingerprint() == before


def test_what_cannot_be_done_is_said_and_changes_nothing(ledger: Ledger, two: tuple[str, str]):
    rows, change = len(ledger.people.rows()), ledger.last_change
    with pytest.raises(InputError, match="one already"):
        ledger.people.merge(two[0], two[0], author=ME)
    with pytest.raises(InputError, match="all of the 2 appearances"):
        ledger.people.split(two[0], mentions=["Carla Reyes"], author=ME)
    with pytest.raises(InputError, match="none of the 2 appearances"):
        ledger.people.split(two[0], mentions=["Nobody"], author=ME)
    with pytest.raises(NotFoundError, match="no decision to undo"):
        ledger.people.undo(author=ME)
    with pytest.raises(NotFoundError, match="no decision has the number 77"):
        ledger.people.undo(77, author=ME)
    assert (len(ledger.people.rows()), ledger.last_change) == (rows, change)


def test_an_office_of_a_merged_body_is_one_office(ledger: Ledger):
    first, second = Story("a1"), Story("a2")
    first.role("Ada Marsh", "chair", "Harbour Party", role="chair")
    second.role("Bruno Tal", "chair", "Quay Alliance", role="chair")
    second.actors["Quay Alliance"] = second.actors["Quay Alliance"].model_copy(
        update={"kind": "organization", "key": "organization:quay alliance"}
    )
    put(ledger, first.done(), second.done())
    offices = {c.id for c in ledger.find("chair", kinds=["role"])}
    ids = [ledger.resolve("Harbour Party"), ledger.resolve("Quay Alliance")]
    ledger.people.merge(*ids, author=ME)
    (office,) = ledger.find("chair", kinds=["role"])
    assert {ledger.resolve(old) for old in offices} == {office.id}
    assert {r.start_name for r in ledger.relations(predicates=["HOLDS_ROLE"])} == {"Ada Marsh", "Bruno Tal"}


def test_explain_lists_where_and_why(ledger: Ledger, two: tuple[str, str]):
    ledger.people.merge(*two, author=ME, reason="one woman")
    found = ledger.people.explain(two[0])
    assert found.ids == (two[1],)
    assert [(s.article, s.name) for s in found.appearances] == [
        ("a1", "Carla Reyes"),
        ("a2", "Carla Reyes"),
        ("a3", "Wilma Voss"),
    ]
    last = found.appearances[2]
    assert last.words is not None and last.mark is not None
    assert last.words[slice(*last.mark)] == "Wilma Voss"
    assert [d.reason for d in found.decisions] == ["one woman"]


def test_a_person_and_a_country_cannot_be_merged(ledger: Ledger):
    with ledger.load() as load:
        load.add(*story("a1", ("Ada Marsh", "CRITICIZED", "Nordland")))
    person, state = ledger.resolve("Ada Marsh"), ledger.resolve("Nordland")
    before = ledger.fingerprint()
    with pytest.raises(InputError, match="Ada Marsh is a person and Nordland a country: they cannot be one"):
        ledger.people.merge(person, state, author="ann")
    assert (ledger.fingerprint(), ledger.people.rows()) == (before, [])
