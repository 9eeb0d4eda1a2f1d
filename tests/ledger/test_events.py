"""One node for an event of several articles: any order, any decisions taken back, parts of wholes, articles that go."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from factories import Story, date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polgraph.errors import InputError
from polgraph.ledger import Ledger, migrations
from polgraph.model import Article, Extraction

ME = "a reader"
Pair = tuple[Article, Extraction]
Plan = tuple[str, str | None, str | None, list[str]]

NAMES = ["Lakeport talks", "talks in Lakeport", "the second round of talks in Lakeport", "talks"]
plans = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from([None, "2025-03-04", "2025-03-05", "2025-06-01"]),
        st.sampled_from([None, "Lakeport", "Hillport"]),
        st.lists(
            st.sampled_from(["Oleksandr Horbenko", "Aleksandr Gorbenko", "Tilda Okafor", "Nordland"]),
            max_size=3,
            unique=True,
        ),
    ),
    min_size=2,
    max_size=5,
)


def written(number: int, plan: Plan, *, published: str = "2025-03-06") -> Pair:
    """An article on one event, with who took part."""
    name, day, place, people = plan
    made = Story(f"a{number}", source=f"paper {number}", published=published)
    made.actor("Lakeport")
    made.actor("Hillport", kind="place", key="place:XB:hillport", country="XB")
    made.event(name, place=place, date=date(day) if day else None)
    for who in people:
        made.claim(who, "TOOK_PART_IN", name, part="participant")
        made.claim(who, "MET_WITH", "Wilma Voss", event=name)
    return made.done()


def put(ledger: Ledger, *pairs: Pair, batch: int = 200) -> None:
    with ledger.load(batch=batch) as load:
        for pair in pairs:
            load.add(*pair)


def events(ledger: Ledger) -> dict[str, str]:
    """The events of the graph, by id."""
    query = "SELECT id, name FROM node WHERE class = 'event' AND payload IS NOT NULL"
    return dict(ledger.db.execute(query))


def assert_whole(ledger: Ledger) -> None:
    """Members and claims stand where the appearances say, and only events of the graph are parts."""
    db = ledger.db
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    for query in (
        "SELECT 1 FROM appearance JOIN member USING (article, local) WHERE appearance.node != member.node",
        "SELECT 1 FROM claim JOIN node ON node.id IN (subject, object, event) WHERE payload IS NULL",
        "SELECT 1 FROM part JOIN node ON node.id IN (part, whole) WHERE payload IS NULL",
        "SELECT 1 FROM redirect JOIN node ON node.id = old WHERE payload IS NOT NULL",
    ):
        assert not db.execute(query).fetchall(), query


ONE: Plan = ("Lakeport talks", "2025-03-04", "Lakeport", ["Tilda Okafor", "Nordland"])
TWO: Plan = ("talks in Lakeport", "2025-03-04", "Lakeport", ["Tilda Okafor"])
JUNE: Plan = ("talks in Lakeport", "2025-06-01", "Lakeport", ["Tilda Okafor"])
ROUND: Plan = ("the second round of talks in Lakeport", "2025-03-04", "Lakeport", ["Nordland"])


def test_several_articles_one_node_with_all_who_took_part(ledger: Ledger):
    put(ledger, written(1, ONE), written(2, TWO), written(3, JUNE))
    assert len(events(ledger)) == 2
    talks = ledger.resolve("Lakeport talks")
    (row,) = ledger.answer("happened", {"event": talks}).rows
    assert {p["name"] for p in row[9]} == {"Tilda Okafor", "Nordland"}
    assert [a["article"] for a in row[12]] == ["a1", "a2"]
    links = ledger.people.explain(talks).links
    assert links and links[0].score >= 0.5 and "the same place: lakeport" in links[0].reasons
    (held,) = [r for r in ledger.relations(predicates=["TOOK_PART_IN"]) if r.end == talks and r.claims == 2]
    assert held.start_name == "Tilda Okafor"


def test_the_type_is_the_one_that_says_more(ledger: Ledger):
    day = date("2025-03-04")
    for i, type_ in enumerate(["meeting", "meeting", "summit"]):
        made = Story(f"a{i}", published="2025-03-05")
        made.event("Lakeport gathering", type_, place="Lakeport", date=day)
        made.claim("Tilda Okafor", "TOOK_PART_IN", "Lakeport gathering", part="participant")
        put(ledger, made.done())
    (id_,) = events(ledger)
    types = "SELECT json_extract(payload, '$.properties.type') FROM node WHERE id = ?"
    assert ledger.db.execute(types, (id_,)).fetchone() == ("summit",)
    ledger.retract("a2", reason="test")
    assert ledger.db.execute(types, (id_,)).fetchone() == ("meeting",)


def test_a_round_is_part_of_the_talks_in_the_graph(ledger: Ledger):
    put(ledger, written(1, ONE), written(2, ROUND))
    whole, part = ledger.resolve("Lakeport talks"), ledger.resolve("the second round of talks in Lakeport")
    edge = f"PART_OF_EVENT|{part}|{whole}"
    here = "SELECT 1 FROM edge WHERE id = ? AND payload IS NOT NULL"
    assert ledger.db.execute(here, (edge,)).fetchone()
    ledger.retract("a1", reason="test")
    assert not ledger.db.execute(here, (edge,)).fetchone()
    put(ledger, written(1, ONE))
    assert ledger.db.execute(here, (edge,)).fetchone()


def test_who_took_part_decides_when_the_actors_are_one(ledger: Ledger):
    """Two spellings of a name are two until a third shows that they are one: then their events are one too."""
    month = [("Lakeport talks", name) for name in ("Oleksandr Horbenko", "Aleksandr Gorbenko")]
    for i, (name, who) in enumerate(month):
        made = Story(f"a{i}", published="2025-03-20")
        made.actor(who, country="UA")
        days = date("2025-03-01", "2025-03-31", precision="month") if i else date("2025-03-04")
        made.event(name, place="Lakeport", date=days)
        made.claim(who, "TOOK_PART_IN", name, part="participant")
        put(ledger, made.done())
    assert len(events(ledger)) == 2
    ledger.people.merge(*(ledger.resolve(who) for _, who in month), author=ME)
    assert len(events(ledger)) == 1
    ledger.people.undo(author=ME)
    assert len(events(ledger)) == 2
    assert_whole(ledger)


def test_people_merge_and_split_events_and_take_it_back(ledger: Ledger):
    put(ledger, written(1, ONE), written(2, TWO), written(3, JUNE))
    march, june = sorted(events(ledger), key=lambda n: int(n[2:]))
    before = ledger.fingerprint()
    step = ledger.people.merge(march, june, author=ME, reason="one round of talks")
    assert list(events(ledger)) == [march] and ledger.resolve(june) == march
    assert step.redirected == {june: march}
    lines = list(ledger.people.written())
    ledger.people.undo(author=ME)
    assert ledger.fingerprint() == before
    ledger.people.split(march, articles=["a2"], author=ME)
    assert len(events(ledger)) == 3
    ledger.people.undo(author=ME)
    assert ledger.fingerprint() == before
    ledger.people.bring(lines)
    assert_whole(ledger)
    with pytest.raises(InputError, match="cannot be one"):
        ledger.people.merge(march, ledger.resolve("Tilda Okafor"), author=ME)


def test_what_is_unsure_is_asked_and_the_answer_is_kept(ledger: Ledger):
    month = Story("a9", published="2025-03-20")
    month.event(
        "talks in Lakeport", place="Lakeport", date=date("2025-03-01", "2025-03-31", precision="month")
    )
    put(ledger, written(1, ONE), month.done())
    (doubt,) = ledger.people.doubts(events=True)
    assert ledger.people.doubts() == []
    assert doubt.left.anchor and doubt.right.anchor and doubt.reasons
    ledger.people.judge(doubt.left.anchor, doubt.right.anchor, "different", author=ME)
    assert ledger.people.doubts(events=True) == []
    ledger.people.undo(author=ME)
    ledger.people.judge(doubt.left.anchor, doubt.right.anchor, "same", author=ME)
    assert len(events(ledger)) == 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans, st.randoms(use_true_random=False), st.integers(1, 3))
def test_any_order_and_batch_size_joins_the_same_events(plan, random, batch):
    pairs = [written(i, p) for i, p in enumerate(plan)]
    prints = set()
    for order, size in ((pairs, len(pairs)), (random.sample(pairs, len(pairs)), batch)):
        with (
            tempfile.TemporaryDirectory() as folder,
            Ledger.open(Path(folder) / "l.sqlite", create=True) as ledger,
        ):
            put(ledger, *order, batch=size)
            prints.add(ledger.fingerprint())
            assert_whole(ledger)
    assert len(prints) == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans, st.data())
def test_decisions_and_retractions_leave_no_trace(plan, data):
    pairs = [written(i, p) for i, p in enumerate(plan)]
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "l.sqlite", create=True) as ledger,
    ):
        put(ledger, *pairs)
        before = ledger.fingerprint()
        here = sorted(events(ledger))
        one, other = data.draw(st.sampled_from(here)), data.draw(st.sampled_from(here))
        if one != other:
            ledger.people.merge(one, other, author=ME)
            assert_whole(ledger)
            with Ledger.open(Path(folder) / "again.sqlite", create=True) as again:
                again.people.bring(list(ledger.people.written()))
                put(again, *reversed(pairs), batch=1)
                assert again.fingerprint() == ledger.fingerprint()
            ledger.people.undo(author=ME)
        assert ledger.fingerprint() == before
        gone = data.draw(st.sampled_from(pairs))
        ledger.retract(gone[0].id, reason="test")
        assert_whole(ledger)
        put(ledger, gone)
        assert ledger.fingerprint() == before


def test_a_ledger_of_before_is_brought_up_in_place(tmp_path: Path):
    path, pairs = tmp_path / "old.sqlite", [written(1, ONE), written(2, TWO), written(3, ROUND)]
    with Ledger.open(path, create=True) as ledger:
        put(ledger, *pairs)
        node = ledger.resolve("Lakeport talks")
        ledger.people.split(node, articles=["a2"], author=ME)
    db = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "DROP TRIGGER decision_no_delete",
        "DELETE FROM redirect",
        "DELETE FROM decision",
        "DELETE FROM anchor WHERE (article, local) IN (SELECT article, local FROM appearance WHERE class = 'event')",
        "DELETE FROM appearance WHERE class = 'event'",
        "DELETE FROM block WHERE block GLOB 'event:*'",
        "UPDATE member SET body = json_remove(body, '$.confidence', '$.speakers')",
        "DROP TABLE part",
        *(f"DROP TABLE {table}" for table in ("sketch", "band", "likeness")),
        f"PRAGMA user_version = {migrations.MIGRATIONS.index(migrations._event_tables)}",
    ):
        db.execute(statement)
    db.close()
    with Ledger.open(path) as ledger, Ledger.open(tmp_path / "new.sqlite", create=True) as fresh:
        assert len(events(ledger)) == 3, "what was there stays until it is decided which event is which"
        assert ledger.relink() is not None
        put(fresh, *pairs)
        assert len(events(ledger)) == len(events(fresh)) == 2
        assert ledger.fingerprint() == fresh.fingerprint()
        bodies = [
            "SELECT body FROM member JOIN node ON node.id = node WHERE class = 'event' ORDER BY article"
        ]
        assert [led.db.execute(bodies[0]).fetchall() for led in (ledger,)] == [
            fresh.db.execute(bodies[0]).fetchall()
        ]
        assert_whole(ledger)
