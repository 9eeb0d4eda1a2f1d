"""The ledger answers every question as a graph store does that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from engines import ENGINES, open_empty
from factories import Story, date

from polgraph import lookups, queries
from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Ledger
from polgraph.model import Article, AuthorityFact, Extraction
from polgraph.stores import GraphStore, project

UNORDERED = {
    "stated_by",
    "denied_by",
    "denials",
    "publishers",
    "speakers of sources",
    "a_ties",
    "b_ties",
    "labels",
}
"""Lists that the questions collect in no order of their own."""
FACTS = [
    AuthorityFact(subject_key="Q900001", predicate="PART_OF", object_key="Q900010", source="register", as_of="2025-02-01")
]  # fmt: skip
NAMED = ("actor", "place", "participant", "b")
MADE = (  # what a question that has optional parameters is asked besides
    {"actor": "Ada Marsh"}, {"since": "2025-03-02"}, {"until": "2025-03-02"}, {"predicate": "MET_WITH"}, {"limit": 2},
    {"limit": 0}, {"sign": -1}, {"past": False}, {"claimed": True}, {"status": "denied"}, {"type": "war"},
    {"place": "Lakeport"}, {"place": "Nordland"}, {"participant": "Ada Marsh"}, {"b": "Bruno Tal"}, {"b": "Lake talks"},
    {"label": "Country"}, {"max_length": 1}, {"since": "2025-01-01", "until": "2025-03-03", "limit": 3},
)  # fmt: skip


def stories() -> Iterator[tuple[Article, Extraction]]:
    """Articles in which everything happens that a question can ask for."""
    one = Story("a1", published="2025-03-01", title="Talks at the lake", url="https://lantern.example/1")
    one.event("Lake talks", place="Lakeport", date=date("2025-03-04"))
    one.claim("Ada Marsh", "MET_WITH", "Bruno Tal", event="Lake talks")
    one.claim("Ada Marsh", "TOOK_PART_IN", "Lake talks", part="participant")
    one.claim("Bruno Tal", "TOOK_PART_IN", "Lake talks", part="participant", speakers=["officials"])
    one.claim("Nordland", "HOSTED", "Lake talks", part="host")
    one.event("the second round of Lake talks", place="Lakeport", date=date("2025-03-04"))
    one.claim("Nordland", "SANCTIONED", "Sudland", date=date("2025-02-11"))
    one.claim("Sudland", "SANCTIONED", "Nordland", polarity="denied")
    one.role("Ada Marsh", "envoy", "Nordland", role="envoy", date=date("2024-05-01", kind="since"))
    one.role("Carla Reyes", "chair", "Harbour Party", phase="past")
    yield one.done()
    two = Story("a2", published="2025-03-03", source="Tide Post", url="https://tide.example/2")
    two.event("Lakeport talks", place="Lakeport", date=date("2025-03-04"))
    two.claim("Ada Marsh", "TOOK_PART_IN", "Lakeport talks", part="delegate", modality="planned")
    two.claim("Ada Marsh", "ACCUSED", "Bruno Tal", speakers=["The Daily Lantern", "Carla Reyes"])
    two.claim("Ada Marsh", "ACCUSED", "Bruno Tal", polarity="denied", speakers=["Ada Marsh"])
    two.claim(
        "Nordland", "SANCTIONED", "Sudland", polarity="denied", date=date("2025-02-11"), speakers=["Sudland"]
    )
    two.claim("Carla Reyes", "MEMBER_OF", "Harbour Party")
    two.claim("Carla Reyes", "ALLY_OF", "Ada Marsh", phase="past")
    two.claim("Carla Reyes", "LOCATED_IN", "Lakeport")
    two.claim("Bruno Tal", "SUPPORTED", "Éloïse Ñandú")
    two.claim("Éloïse Ñandú", "CRITICIZED", "Олена Сич", confidence=0.55)
    two.claim("Sudland", "ALLY_OF", "Nordland", modality="planned", speakers=["Sudland"])
    two.claim("Bruno Tal", "CITIZEN_OF", "Sudland")
    yield two.done()
    three = Story("a3", published=None, source=None)
    three.event("Sound war", "war", date=date("2024-06-01", kind="since", precision="month"))
    three.claim("Bruno Tal", "MET_WITH", "Ada Marsh")
    three.claim("Sudland", "ATTACKED", "Nordland", event="Sound war", date=date("2024-06-03"))
    three.claim("Carla Reyes", "MET_WITH", "Олена Сич")
    three.claim("Harbour Party", "OPPOSED", "Sound war")
    yield three.done()
    copy = Story("a4", published="2025-03-05", source="Copy Times")
    copy.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    yield copy.done()
    again = Story("a5", published="2025-03-06", source="Second Copy")
    again.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    yield again.done()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("ledger") / "l.sqlite", create=True) as opened:
        with opened.load() as load:
            for article, extraction in stories():
                load.add(article, extraction)
        opened.set_authority(FACTS)
        opened.retract("a5", reason="a test")
        yield opened


@pytest.fixture(scope="module", params=ENGINES)
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, ledger: Ledger
) -> Iterator[GraphStore]:
    with open_empty(request, tmp_path_factory.mktemp("store")) as opened:
        project(ledger, opened)
        yield opened


def asked(query: queries.Query, ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Yield parameters for the question: every pair of nodes, every actor, and what is optional one by one."""
    nodes = [
        id_ for (id_,) in ledger.db.execute("SELECT id FROM node WHERE class NOT IN ('article', 'claim')")
    ]
    claims = [id_ for (id_,) in ledger.db.execute("SELECT id FROM claim ORDER BY id")]
    names = {p.name for p in query.params}
    needed = {p.name for p in query.params if p.required}
    given: list[dict[str, Any]] = [{}]
    values: dict[str, list[Any]] = {
        "actor": nodes, "a": nodes, "b": nodes, "role": nodes, "event": nodes, "article": ["a1", "a2", "a3", "a5", "zz"],
        "since": ["2025-03-02"], "words": ["a", "ÑANDÚ", "олена", "Nandu", "lake", "zz"],
        "evidence": [[*claims[:3], "zz", claims[0]], []],
    }  # fmt: skip
    for name in sorted(needed):
        given = [one | {name: value} for one in given for value in values[name]]
    for one in given:
        if "max_length" in names and one["a"] == one["b"]:
            continue  # a server refuses to look for a way from a node to itself
        yield one
    for more in MADE:
        if more.keys() <= names - needed:
            shown = {k: ledger.resolve(v) if k in NAMED else v for k, v in more.items()}
            yield from (
                one | shown for one in given[:40] if not ("max_length" in names and one["a"] == one["b"])
            )


def comparable(name: str, columns: tuple[str, ...], row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        sorted(cell) if cell and (column in UNORDERED or f"{column} of {name}" in UNORDERED) else cell
        for column, cell in zip(columns, row, strict=True)
    )


@pytest.mark.parametrize("name", queries.names())
def test_the_ledger_answers_as_the_store_does(ledger: Ledger, store: GraphStore, name: str) -> None:
    query, found = queries.load(name), 0
    for params in asked(query, ledger):
        theirs, ours = store.query(query.text, query.bind(params)), ledger.answer(name, params)
        assert ours.columns == theirs.columns == query.returns
        expected = [comparable(name, theirs.columns, row) for row in theirs.rows]
        assert [comparable(name, ours.columns, row) for row in ours.rows] == expected, params
        found += len(expected)
    assert found, "the articles have nothing for this question"


def test_look_ups_are_the_same_records(ledger: Ledger, store: GraphStore) -> None:
    ada, bruno = ledger.resolve("Ada Marsh"), ledger.resolve("Bruno Tal")
    mine, theirs = lookups.who(ledger, ada), lookups.who(store, ada)
    assert (mine.roles, mine.relations, mine.properties) == (
        theirs.roles,
        theirs.relations,
        theirs.properties,
    )
    for ask in (lookups.related, lookups.evidence, lookups.path):
        assert ask(ledger, ada, bruno) == ask(store, ada, bruno) != []
    assert lookups.events(ledger) == lookups.events(store)
    talks = ledger.resolve("Lake talks")
    mine_, theirs_ = lookups.happened(ledger, talks), lookups.happened(store, talks)
    assert mine_ == theirs_ and mine_.parts and len(mine_.articles) == 2 and len(mine_.participants) == 4
    assert lookups.said_of(ledger, talks) == lookups.said_of(store, talks)
    assert lookups.timeline(ledger, ada) == lookups.timeline(store, ada)
    pair = lookups.timeline(ledger, ada, bruno)
    assert pair == lookups.timeline(store, ada, bruno)
    assert {c.predicate for c in pair} >= {"TOOK_PART_IN", "HOLDS_ROLE"}
    assert lookups.timeline(ledger, ada, talks) == lookups.timeline(store, ada, talks) != []
    assert lookups.both_sides(ledger, ledger) != []
    assert lookups.article(ledger, "a2") == lookups.article(store, "a2")


def test_rows_beyond_the_limit_are_said(ledger: Ledger) -> None:
    whole = ledger.answer("most_mentioned")
    part = ledger.answer("most_mentioned", limit=2)
    assert part.rows == whole.rows[:2]
    assert (part.more, whole.more) == (True, False)


def test_what_does_not_fit_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotFoundError, match="no query whom"):
        ledger.answer("whom")
    with pytest.raises(InputError, match="limit is to be 0 or more"):
        ledger.answer("contested", {"limit": -1})
    with pytest.raises(InputError, match="a graph store takes Cypher"):
        lookups.run(ledger, "MATCH (n) RETURN count(n) AS n")


def test_what_was_just_loaded_is_in_the_answer(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.sqlite", create=True) as ledger:
        for article, extraction in list(stories())[:2]:
            with ledger.load() as load:
                load.add(article, extraction)
            assert len(ledger.answer("article", {"article": article.id}).rows) == extraction_size(extraction)


def extraction_size(extraction: Extraction) -> int:
    return len(extraction.claims) + len(extraction.roles)
