"""Network measures, on networks small enough to count by hand."""

from __future__ import annotations

import random
from typing import Any

from polgraph import vocabulary
from polgraph.model import Relation
from polgraph.network import Figures, measure, to_networkx

ZERO = dict.fromkeys(
    ("asserted", "alleged", "planned", "demanded", "hypothetical", "denied", "authority", "contested_claims"),
    0,
)


def relation(start: str, predicate: str, end: str, **fields: Any) -> Relation:
    word = vocabulary.load()[predicate]
    values = {
        "id": f"{predicate}|{start}|{end}",
        "type": predicate,
        "predicate": predicate,
        "start": start,
        "end": end,
        "start_name": start.upper(),
        "end_name": end.upper(),
        "start_kind": "person",
        "end_kind": "person",
        "sign": word.sign,
        "status": "asserted",
        "phase": "present" if word.is_tie else None,
        "start_date": None,
        "end_date": None,
        "first_reported": "2025-01-01",
        "last_reported": "2025-06-01",
        "claims": 1,
        "articles": 1,
        "origins": 1,
        "confidence": 0.5,
        "evidence": (),
    }
    return Relation.model_validate(ZERO | values | fields)


def by_id(figures: Figures) -> dict[str, tuple[int, int, int]]:
    return {n.id: (n.degree, n.positive, n.negative) for n in figures.nodes}


def test_degree_counts_neighbours_not_relations():
    figures = measure(
        [relation("a", "MET_WITH", "b"), relation("b", "CRITICIZED", "a"), relation("a", "AIDED", "c")]
    )
    assert by_id(figures.asserted) == {"a": (2, 1, 1), "b": (1, 0, 1), "c": (1, 1, 0)}
    assert (figures.asserted.relations, figures.asserted.pairs) == (3, 2)


def test_both_figures_and_contested_counts_as_alleged():
    found = measure(
        [
            relation("a", "MET_WITH", "b"),
            relation("a", "MET_WITH", "c", status="alleged"),
            relation("a", "MET_WITH", "d", status="contested"),
        ]
    )
    assert (found.asserted.pairs, found.with_alleged.pairs) == (1, 3)
    assert [n.id for n in found.asserted.nodes] == ["a", "b"]


def test_what_is_only_claimed_is_in_no_measure():
    found = measure([relation("a", "ATTACKED", "b", type="CLAIMED", status="denied", sign=0)])
    assert found.with_alleged.nodes == ()


def test_the_middle_of_a_star_lies_on_all_shortest_paths():
    found = measure([relation("hub", "MET_WITH", leaf) for leaf in "abcd"]).asserted
    assert [(n.id, n.betweenness) for n in found.nodes][:2] == [("hub", 1.0), ("a", 0.0)]


def test_past_ties_are_left_out_unless_they_are_asked_for():
    past = relation("a", "ALLY_OF", "b", phase="past", start_date="2010-01-01", end_date="2012-12-31")
    assert measure([past]).asserted.pairs == 0
    assert measure([past], past=True).asserted.pairs == 1


def test_balance_is_the_share_of_triangles_with_an_even_number_of_hostile_sides():
    friends = [("a", "b"), ("a", "c"), ("b", "c")]
    triangle = [relation(x, "ALLY_OF", y) for x, y in friends]
    assert measure(triangle).asserted.balance == 1.0
    torn = [*triangle[:2], relation("b", "RIVAL_OF", "c")]
    assert measure(torn).asserted.balance == 0.0
    common_enemy = [triangle[0], relation("a", "RIVAL_OF", "c"), relation("b", "RIVAL_OF", "c")]
    assert measure(common_enemy).asserted.balance == 1.0
    assert measure(triangle[:2]).asserted.balance is None


def test_a_pair_that_aids_and_attacks_is_mixed():
    found = measure([relation("a", "AIDED", "b"), relation("a", "ATTACKED", "b")]).asserted
    assert (found.mixed, found.positive, found.negative, found.triangles) == (1, 0, 0, 0)


def test_communities_are_the_camps():
    camps = ["abcd", "wxyz"]
    within = [relation(x, "ALLY_OF", y) for camp in camps for x in camp for y in camp if x < y]
    found = measure([*within, relation("a", "ATTACKED", "w")]).asserted
    assert found.communities == (("a", "b", "c", "d"), ("w", "x", "y", "z"))


def test_offices_and_events_are_no_nodes_of_the_network():
    office = relation("a", "HOLDS_ROLE", "r", end_kind="role")
    assert measure([office]).asserted.nodes == ()


def test_measures_do_not_depend_on_the_order_of_relations():
    rng = random.Random(4)
    nodes = [f"n{i}" for i in range(30)]
    words = ["MET_WITH", "ALLY_OF", "ATTACKED", "SUPPORTED"]
    relations = list(
        {
            r.id: r
            for r in (relation(rng.choice(nodes), rng.choice(words), rng.choice(nodes)) for _ in range(120))
        }.values()
    )
    shuffled = rng.sample(relations, len(relations))
    assert measure(relations) == measure(shuffled)


def test_betweenness_can_be_estimated():
    ring = [relation(f"n{i:03}", "MET_WITH", f"n{(i + 1) % 60:03}") for i in range(60)]
    exact, estimated = measure(ring).asserted, measure(ring, sample=30).asserted
    assert (exact.sample, estimated.sample) == (None, 30)
    middle = exact.nodes[0].betweenness
    assert all(abs(n.betweenness - middle) < 0.2 for n in estimated.nodes)


def test_the_graph_for_networkx_keeps_every_relation_and_its_fields():
    graph = to_networkx([relation("a", "MET_WITH", "b"), relation("a", "AIDED", "b", status="alleged")])
    assert graph.number_of_edges("a", "b") == 2
    assert graph.edges["a", "b", "AIDED|a|b"]["status"] == "alleged"
    assert graph.nodes["a"] == {"name": "A", "kind": "person"}
