"""What loading, re-loading, correcting and retracting do to the graph."""

from __future__ import annotations

import sqlite3

import pytest
from factories import OTHER_PRODUCER, PRODUCER, Story, date, story

from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Ledger
from polgraph.model import Article, AuthorityFact, Extraction, Relation

Pair = tuple[Article, Extraction]


def put(ledger: Ledger, *pairs: Pair) -> list[str]:
    with ledger.load(source="test") as load:
        return [load.add(*pair) for pair in pairs]


def shown(ledger: Ledger) -> dict[tuple[str, str, str], Relation]:
    return {(r.start_name, r.type, r.end_name): r for r in ledger.relations(min_status="claimed")}


def only(ledger: Ledger) -> Relation:
    (found,) = ledger.relations(min_status="claimed")
    return found


MEETING = ("Ada Marsh", "MET_WITH", "Bruno Tal")
ALLIES = ("Ada Marsh", "ALLY_OF", "Bruno Tal")
QUARREL = ("Bruno Tal", "CRITICIZED", "Ada Marsh")


# --- loading --------------------------------------------------------------------------------------------


def test_an_article_becomes_nodes_and_a_relation(ledger: Ledger):
    assert put(ledger, story("a1", QUARREL)) == ["new"]
    assert list(shown(ledger)) == [QUARREL]
    assert [(a.id, a.claims, a.load) for a in ledger.articles()] == [("a1", 1, 1)]


def test_loading_twice_changes_nothing(ledger: Ledger):
    pairs = [story("a1", MEETING), story("a2", QUARREL)]
    put(ledger, *pairs)
    before = ledger.last_change, ledger.fingerprint(), ledger.loads()
    assert put(ledger, *pairs) == ["same", "same"]
    assert (ledger.last_change, ledger.fingerprint(), ledger.loads()) == before


def test_a_second_article_changes_only_what_it_touches(ledger: Ledger):
    put(ledger, story("a1", MEETING), story("a2", ("Carla Reyes", "AIDED", "Nordland")))
    before = ledger.last_change
    put(ledger, story("a3", MEETING))
    batches = list(ledger.changes(before))
    assert {n.properties["name"] for b in batches for n in b.nodes if n.labels[0] == "Actor"} == {
        "Ada Marsh",
        "Bruno Tal",
    }
    (edge,) = [e for b in batches for e in b.edges if e.type == "MET_WITH"]
    assert (edge.properties["claims"], edge.properties["articles"]) == (2, 2)


def test_a_symmetric_relation_is_stored_once_whoever_comes_first(ledger: Ledger):
    put(ledger, story("a1", MEETING), story("a2", ("Bruno Tal", "MET_WITH", "Ada Marsh")))
    assert only(ledger).claims == 2


def test_a_corrected_article_replaces_what_it_said(ledger: Ledger):
    put(ledger, story("a1", MEETING))
    assert put(ledger, story("a1", QUARREL)) == ["changed"]
    assert list(shown(ledger)) == [QUARREL]


def test_another_producer_replaces_the_extraction(ledger: Ledger):
    article, extraction = story("a1", MEETING, QUARREL)
    put(ledger, (article, extraction))
    assert not ledger.is_known(article, OTHER_PRODUCER)
    fewer = extraction.model_copy(update={"claims": extraction.claims[:1], "producer": OTHER_PRODUCER})
    assert put(ledger, (article, fewer)) == ["reread"]
    assert list(shown(ledger)) == [MEETING]
    assert ledger.is_known(article, OTHER_PRODUCER) and not ledger.is_known(article, PRODUCER)


def test_one_load_may_bring_an_article_twice(ledger: Ledger):
    assert put(ledger, story("a1", MEETING), story("a1", QUARREL)) == ["new", "changed"]
    assert list(shown(ledger)) == [QUARREL]


def test_a_skipped_extraction_is_kept(ledger: Ledger):
    article = Article(id="x1", text="Всё спокойно.", language="ru")
    put(ledger, (article, Extraction(article="x1", producer=PRODUCER, skipped="no reader for ru")))
    assert [(a.id, a.skipped) for a in ledger.articles()] == [("x1", "no reader for ru")]
    assert ledger.article("x1")[1].skipped == "no reader for ru"


def test_an_article_comes_back_as_it_went_in(ledger: Ledger):
    pair = story("a1", MEETING, title="Two ministers meet")
    put(ledger, pair)
    assert ledger.article("a1") == pair


def test_records_that_do_not_hold_together_are_refused_and_the_others_kept(ledger: Ledger):
    article, extraction = story("bad", MEETING)
    broken = extraction.model_copy(update={"actors": extraction.actors[:1]})
    with pytest.raises(InputError, match=r"bad.*names 'x2'"), ledger.load() as load:
        load.add(*story("good", QUARREL))
        load.add(article, broken)
    assert [a.id for a in ledger.articles()] == ["good"]
    assert list(shown(ledger)) == [QUARREL]


def test_an_extraction_of_another_article_is_refused(ledger: Ledger):
    with pytest.raises(InputError, match="'a2', not of 'a1'"), ledger.load() as load:
        load.add(story("a1")[0], story("a2")[1])


def test_a_record_id_of_another_article_is_refused(ledger: Ledger):
    put(ledger, story("a1", MEETING))
    article, extraction = story("a2", MEETING)
    (claim,) = extraction.claims
    stolen = claim.model_copy(update={"id": story("a1", MEETING)[1].claims[0].id})
    with pytest.raises(InputError, match=r"'a2'.*ids are unique"):
        put(ledger, (article, extraction.model_copy(update={"claims": (stolen,)})))
    assert only(ledger).claims == 1


def test_what_was_added_before_an_error_of_the_caller_is_kept(ledger: Ledger):
    with pytest.raises(KeyboardInterrupt), ledger.load() as load:
        load.add(*story("a1", MEETING))
        raise KeyboardInterrupt
    assert [a.id for a in ledger.articles()] == ["a1"]


@pytest.mark.parametrize(
    "table", ["article", "extraction", "load", "retraction", "decision", "authority_fact"]
)
def test_evidence_is_never_updated_or_deleted(ledger: Ledger, table: str):
    put(ledger, story("a1", MEETING))
    ledger.retract("a1", reason="test")
    put(ledger, story("a1", MEETING))
    ledger.set_authority([PART])
    ledger.db.execute(
        "INSERT INTO decision (time, author, kind, \"left\") VALUES ('2025-01-01', 'me', 'same', 'x')"
    )
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid + 100"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            ledger.db.execute(statement)


# --- retracting -----------------------------------------------------------------------------------------


def test_retracting_says_what_fell_and_what_lost_support(ledger: Ledger):
    put(ledger, story("a1", MEETING, QUARREL), story("a2", MEETING))
    done = ledger.retract("a1", reason="withdrawn by its publisher")
    assert [(r.start_name, r.predicate) for r in done.fell] == [("Bruno Tal", "CRITICIZED")]
    assert [(r.predicate, r.claims) for r in done.weakened] == [("MET_WITH", 1)]
    assert [r.type for r in ledger.relations()] == ["MET_WITH"]


def test_a_type_that_falls_leaves_what_is_only_claimed(ledger: Ledger):
    denial = Story("a2")
    denial.claim(*MEETING, polarity="denied")
    put(ledger, story("a1", MEETING), denial.done())
    done = ledger.retract("a1", reason="test")
    assert [r.type for r in done.fell] == ["MET_WITH"]
    assert [(r.type, r.status) for r in done.appeared] == [("CLAIMED", "denied")]


def test_loading_a_retracted_article_again_brings_back_the_same_graph_with_the_same_ids(ledger: Ledger):
    pair = story("a1", MEETING, ("Ada Marsh", "VISITED", "Lakeport"))
    put(ledger, pair, story("a2", QUARREL))
    fingerprint, node = ledger.fingerprint(), ledger.resolve("Lakeport")
    edges = [r.id for r in ledger.relations()]
    ledger.retract("a1", reason="test")
    assert not ledger.is_known(pair[0], PRODUCER)
    with pytest.raises(NotFoundError):
        ledger.resolve("Lakeport")
    assert put(ledger, pair) == ["restored"]
    assert (ledger.fingerprint(), ledger.resolve("Lakeport")) == (fingerprint, node)
    assert [r.id for r in ledger.relations()] == edges


def test_an_empty_graph_is_what_is_left_when_all_is_retracted(ledger: Ledger):
    empty = ledger.fingerprint()
    put(ledger, story("a1", MEETING, QUARREL), story("a2", ALLIES))
    for id_ in ("a1", "a2"):
        ledger.retract(id_, reason="test")
    assert ledger.fingerprint() == empty
    (batch,) = ledger.snapshot()
    assert not batch.nodes and not batch.edges and batch.removed_nodes and batch.removed_edges


def test_what_is_not_here_cannot_be_retracted(ledger: Ledger):
    put(ledger, story("a1", MEETING))
    with pytest.raises(NotFoundError, match="a9"):
        ledger.retract("a9", reason="test")
    ledger.retract("a1", reason="test")
    with pytest.raises(NotFoundError, match="was retracted"):
        ledger.retract("a1", reason="test")


# --- nodes ----------------------------------------------------------------------------------------------


def node(ledger: Ledger, name: str) -> dict[str, object]:
    id_ = ledger.resolve(name)
    return next(n.properties for b in ledger.snapshot() for n in b.nodes if n.id == id_)


def test_the_most_frequent_name_is_the_nodes_and_others_are_aliases(ledger: Ledger):
    for id_, name in (("a1", "A. Marsh"), ("a2", "Ada Marsh"), ("a3", "Ada Marsh")):
        written = Story(id_)
        written.actor(name, wikidata="Q900001", key="Q900001", kind="person", aliases=("Марш",))
        put(ledger, written.done())
    found = node(ledger, "Q900001")
    assert (found["name"], found["aliases"], found["articles"]) == ("Ada Marsh", ["A. Marsh", "Марш"], 3)
    assert "Marsh Марш Marsh" in str(found["search_text"])


def test_groups_of_an_article_stay_with_it(ledger: Ledger):
    put(
        ledger,
        story("a1", ("officials", "MET_WITH", "Ada Marsh")),
        story("a2", ("officials", "MET_WITH", "Ada Marsh")),
    )
    assert [r.claims for r in ledger.relations()] == [1, 1]


def test_a_place_and_a_country_of_one_key_are_two_nodes(ledger: Ledger):
    acting, standing = Story("a1"), Story("a2")
    acting.actor("Nordland")
    standing.actor("Nordland", kind="place")
    put(ledger, acting.done(), standing.done())
    assert [c.kind for c in ledger.find("Nordland")] == ["country", "place"]


def test_first_and_last_seen_are_days_of_publication(ledger: Ledger):
    put(
        ledger,
        story("a1", MEETING, published="2024-05-01T10:00:00Z"),
        story("a2", MEETING, published="2023-01-31"),
    )
    found = node(ledger, "Ada Marsh")
    assert (found["first_seen"], found["last_seen"], found["claims"]) == ("2023-01-31", "2024-05-01", 2)


def test_an_office_is_one_node_a_normal_form_organisation_and_country(ledger: Ledger):
    for number, (person, title) in enumerate([("Ada Marsh", "premier"), ("Bruno Tal", "head of government")]):
        written = Story(f"a{number}")
        written.role(person, title, "Nordland", role="prime_minister", country="XA" if number else None)
        put(ledger, written.done())
    assert {r.end_name for r in ledger.relations()} == {"prime minister of Nordland"}
    assert len({r.end for r in ledger.relations()}) == 1
    (of,) = [e for b in ledger.snapshot() for e in b.edges if e.type == "OF"]
    assert of.end == ledger.resolve("Nordland", kinds=["country"])


def test_an_office_gets_its_country_when_an_article_brings_it(ledger: Ledger):
    written = Story("a1")
    written.role("Ada Marsh", "president", country="XA")
    put(ledger, written.done())
    assert only(ledger).end_name == "president of XA"
    put(ledger, story("a2", ("Bruno Tal", "VISITED", "Nordland")))
    assert ("Ada Marsh", "HOLDS_ROLE", "president of Nordland") in shown(ledger)


def test_an_event_takes_its_best_status_and_finest_date(ledger: Ledger):
    planned, held = Story("a1"), Story("a2")
    planned.event(
        "Lakeport talks", modality="planned", date=date("2025-01-01", "2025-01-31", precision="month")
    )
    held.event("Lakeport talks", place="Lakeport", date=date("2025-01-20"))
    held.claim("Ada Marsh", "TOOK_PART_IN", "Lakeport talks", part="participant")
    put(ledger, planned.done(), held.done())
    found = node(ledger, "Lakeport talks")
    assert [found[k] for k in ("status", "start_date", "end_date", "precision")] == [
        "asserted",
        "2025-01-20",
        "2025-01-20",
        "day",
    ]
    assert list(shown(ledger)) == [("Ada Marsh", "TOOK_PART_IN", "Lakeport talks")]
    (at,) = [e for b in ledger.snapshot() for e in b.edges if e.type == "AT"]
    assert at.end == ledger.resolve("Lakeport", kinds=["place"])


# --- independent sources --------------------------------------------------------------------------------


def origin_count(ledger: Ledger) -> int:
    return only(ledger).origins


def quoted(id_: str, *speakers: str, source: str) -> Pair:
    written = Story(id_, source=source, text=f"Told in {id_}.")
    written.claim(*QUARREL, speakers=speakers)
    return written.done()


def test_two_outlets_that_relay_one_medium_are_one_source(ledger: Ledger):
    put(ledger, *(quoted(f"a{i}", "The Daily Lantern", source=f"Paper {i}") for i in range(3)))
    assert (only(ledger).claims, origin_count(ledger)) == (3, 1)


def test_a_medium_relayed_and_the_medium_itself_are_one_source(ledger: Ledger):
    put(
        ledger,
        quoted("a1", "The Daily Lantern", source="Paper"),
        story("a2", QUARREL, source="The Daily Lantern"),
    )
    assert origin_count(ledger) == 1


def test_unnamed_speakers_leave_the_publisher_as_the_source(ledger: Ledger):
    put(ledger, quoted("a1", "officials", source="Paper 1"), quoted("a2", "officials", source="Paper 2"))
    assert origin_count(ledger) == 2


def test_the_outermost_speaker_is_the_source(ledger: Ledger):
    put(
        ledger,
        quoted("a1", "The Daily Lantern", "Carla Reyes", source="Paper 1"),
        quoted("a2", "Carla Reyes", source="Paper 2"),
    )
    assert origin_count(ledger) == 2


def test_copies_count_as_the_publisher_of_the_earliest(ledger: Ledger):
    put(
        ledger,
        story("late", QUARREL, source="Copier", published="2025-03-02"),
        story("early", QUARREL, source="First", published="2025-03-01"),
    )
    assert {a.id: a.copy_of for a in ledger.articles()} == {"early": None, "late": "early"}
    assert (only(ledger).claims, origin_count(ledger)) == (2, 1)
    claims = [n.properties["origin"] for b in ledger.snapshot() for n in b.nodes if n.labels == ("Claim",)]
    assert claims == ["First", "First"]
    assert [(e.start, e.end) for b in ledger.snapshot() for e in b.edges if e.type == "COPY_OF"] == [
        ("late", "early")
    ]
    ledger.retract("early", reason="test")
    assert {a.id: a.copy_of for a in ledger.articles()} == {"late": None}


def test_empty_articles_are_no_copies_of_each_other(ledger: Ledger):
    for id_ in ("a1", "a2"):
        put(ledger, (Article(id=id_, text=" "), Extraction(article=id_, producer=PRODUCER)))
    assert [a.copy_of for a in ledger.articles()] == [None, None]


# --- authority ------------------------------------------------------------------------------------------

PART = AuthorityFact(
    subject_key="Q900020", predicate="PART_OF", object_key="Q900010", source="a list", as_of="2025-01-01"
)
TERM = AuthorityFact(
    subject_key="Q900001",
    predicate="HOLDS_ROLE",
    role="president",
    country="XA",
    start="2020-01-01",
    end="2023-12-31",
    source="a list",
    as_of="2025-01-01",
)


def test_the_authority_joins_only_nodes_that_articles_brought_in(ledger: Ledger):
    assert ledger.set_authority([PART]) == 0
    put(ledger, story("a1", ("The Daily Lantern", "CRITICIZED", "Ada Marsh")))
    assert not list(ledger.relations(predicates=["PART_OF"]))
    put(ledger, story("a2", ("Nordland", "CRITICIZED", "Ada Marsh")))
    (found,) = ledger.relations(predicates=["PART_OF"])
    assert (found.authority, found.claims, found.articles, found.origins) == (1, 0, 0, 0)
    ledger.retract("a2", reason="test")
    assert not list(ledger.relations(predicates=["PART_OF"]))


def test_a_known_term_joins_what_articles_say_of_the_office(ledger: Ledger):
    ledger.set_authority([TERM])
    written = Story("a1", published="2022-06-01")
    written.role("Ada Marsh", "president", role="president", country="XA")
    put(ledger, written.done())
    found = only(ledger)
    assert (found.start_date, found.end_date, found.claims, found.authority) == (
        "2020-01-01",
        "2023-12-31",
        1,
        1,
    )


def test_an_authority_claim_names_its_source_and_day(ledger: Ledger):
    put(ledger, story("a1", ("The Daily Lantern", "CRITICIZED", "Nordland")))
    ledger.set_authority([PART])
    nodes = [
        n.properties for b in ledger.snapshot() for n in b.nodes if n.properties.get("origin") == "authority"
    ]
    assert [(n["source"], n["as_of"], n["quote"], n["reported"]) for n in nodes] == [
        ("a list", "2025-01-01", None, None)
    ]


def test_the_same_authority_again_changes_nothing_and_another_replaces_it(ledger: Ledger):
    put(ledger, story("a1", ("The Daily Lantern", "CRITICIZED", "Nordland")))
    assert ledger.set_authority([PART]) > 0
    before = ledger.last_change
    assert ledger.set_authority([PART]) == 0
    assert ledger.last_change == before
    ledger.set_authority([TERM])
    assert [r.predicate for r in ledger.relations()] == ["CRITICIZED"]


def test_a_fact_without_an_object_is_refused(ledger: Ledger):
    with pytest.raises(InputError, match="needs a role or an object"):
        ledger.set_authority([PART.model_copy(update={"object_key": None})])


# --- relations as rows ----------------------------------------------------------------------------------


def test_relations_by_least_status(ledger: Ledger):
    written = Story("a1")
    written.claim(*MEETING)
    written.claim(*QUARREL, speakers=["Carla Reyes"])
    written.claim("Carla Reyes", "AIDED", "Nordland", modality="planned")
    put(ledger, written.done())
    assert [r.predicate for r in ledger.relations(min_status="asserted")] == ["MET_WITH"]
    assert {r.predicate for r in ledger.relations()} == {"MET_WITH", "CRITICIZED"}
    assert {r.type for r in ledger.relations(min_status="claimed")} == {"MET_WITH", "CRITICIZED", "CLAIMED"}
    nordland = ledger.resolve("Nordland")
    assert [r.predicate for r in ledger.relations(min_status="claimed", node=nordland)] == ["AIDED"]


def test_nobody_has_a_relation_to_himself(ledger: Ledger):
    put(ledger, story("a1", ("Ada Marsh", "CRITICIZED", "Ada Marsh")))
    assert not list(ledger.relations(min_status="claimed"))
