"""Look-ups answer from a real store, in records."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from engines import ENGINES, open_empty
from graph_sample import EDGES, NODES, actor, batch, relation

from polgraph import lookups
from polgraph.errors import InputError, NotFoundError
from polgraph.stores import GraphStore


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    more = [
        relation("a2", "MET_WITH", "a3", claims=3),
        relation("a2", "MET_WITH", "a6", claims=9, status="contested", denied=1),
        relation("a6", "PART_OF", "a3", claims=9),
        relation("a5", "TOOK_PART_IN", "e1"),
    ]
    with open_empty(request, tmp_path_factory.mktemp("store")) as store:
        store.prepare()
        store.apply(batch(nodes=[*NODES, actor("a9", "Alone", "person")], edges=[*EDGES, *more]))
        yield store


def test_who_has_roles_and_relations(filled: GraphStore) -> None:
    who = lookups.who(filled, "a1")
    assert (who.name, sorted(who.labels)) == ("Mira Talven", ["Actor", "Person"])
    assert [(r.title, r.phase, r.start_date, r.evidence) for r in who.roles] == [
        ("envoy", "present", "2030-01-01", ("c4",))
    ]
    assert {(t.type, t.name, t.status) for t in who.relations} == {
        ("MET_WITH", "Łukasz Żądło", "asserted"),
        ("ACCUSED", "Łukasz Żądło", "contested"),
    }
    assert lookups.who(filled, "a2", limit=1).relations[0].claims == 9


def test_who_of_nobody_is_not_found(filled: GraphStore) -> None:
    with pytest.raises(NotFoundError, match="no actor zz"):
        lookups.who(filled, "zz")


def test_related_is_the_same_from_both_ends(filled: GraphStore) -> None:
    there = lookups.related(filled, "a1", "a2")
    assert there == lookups.related(filled, "a2", "a1")
    assert [(r.type, r.start, r.status, r.alleged, r.denied) for r in there if r.type == "ACCUSED"] == [
        ("ACCUSED", "a1", "contested", 1, 1)
    ]
    (claimed,) = lookups.related(filled, "a4", "a5")
    assert (claimed.type, claimed.predicate, claimed.status) == ("CLAIMED", "MEMBER_OF", "planned")
    assert lookups.related(filled, "a1", "a9") == []


def test_evidence_goes_from_sentence_to_article(filled: GraphStore) -> None:
    found = {q.claim: q for q in lookups.evidence(filled, "a2", "a1")}
    assert set(found) == {"c1", "c2", "c3"}
    assert (found["c2"].subject, found["c2"].speakers, found["c2"].url) == (
        "Mira Talven", ("Mira Talven",), "https://tide.example/9")  # fmt: skip
    assert [q.claim for q in lookups.evidence(filled, "a1", "a2", predicate="MET_WITH")] == ["c1"]
    assert [q.claim for q in lookups.evidence(filled, "a1", "a2", until="2031-05-05")] == ["c1"]
    (known,) = lookups.evidence(filled, "a4", "a3")
    assert (known.origin, known.source, known.article) == ("authority", "register of parties", None)


def test_a_path_goes_over_actors_and_puts_doubtful_steps_last(filled: GraphStore) -> None:
    first, second = lookups.path(filled, "a5", "a3")[0], lookups.path(filled, "a1", "a3")[0]
    assert [(s.type, s.from_id, s.to_id, s.forward) for s in first.steps] == [
        ("ALLY_OF", "a5", "a2", True), ("MET_WITH", "a2", "a3", True)]  # fmt: skip
    assert (first.past, first.contested, second.past) == (1, 0, 0)
    assert [s.type for s in second.steps] == ["MET_WITH", "MET_WITH"]  # not the contested ACCUSED beside it
    # Both took part in the talks and stand in one article: neither is a way.
    assert lookups.path(filled, "a1", "a5")[0].length == 2
    assert lookups.path(filled, "a1", "a9") == []
    assert lookups.path(filled, "a1", "a3", max_length=1) == []


@pytest.mark.parametrize(("b", "length"), [("a1", 6), ("a2", 0), ("a2", 16)])
def test_a_path_that_cannot_be_asked_for(filled: GraphStore, b: str, length: int) -> None:
    with pytest.raises(InputError):
        lookups.path(filled, "a1", b, max_length=length)


def test_the_others_answer(filled: GraphStore) -> None:
    assert [r.claim for r in lookups.article(filled, "d1")] == ["c1", "c4", "c5"]
    said = {
        s.origin: (s.claims, s.alleged, s.denied)
        for s in lookups.sources(filled, "a1", "a2", predicate="ACCUSED")
    }
    assert said == {"Mira Talven": (1, 1, 0), "Harbour Party": (1, 0, 1)}
    (accused,) = lookups.contested(filled, actor="a1")
    assert (accused.stated_by, accused.denied_by, accused.denials) == (
        ("Mira Talven",),
        ("Harbour Party",),
        ("c3",),
    )
    (talks,) = lookups.events(filled, since="2031-01-01")
    assert (talks.place, [p.actor for p in talks.participants]) == ("Lindhavn", ["a1", "a5"])
    assert lookups.events(filled, until="2030-01-01") == []


def test_run_takes_a_name_or_cypher(filled: GraphStore) -> None:
    assert lookups.run(filled, "office", {"role": "r1"}).dicts()[0]["name"] == "Mira Talven"
    assert lookups.run(filled, "MATCH (p:Place) RETURN p.name AS name", limit=5).rows == (("Lindhavn",),)
    with pytest.raises(NotFoundError, match="no query ofice") as caught:
        lookups.run(filled, "ofice")
    assert caught.value.candidates[0] == "office"
    with pytest.raises(InputError, match="needs role"):
        lookups.run(filled, "office")
