"""Names that are one actor across articles: any order, any decisions taken back, a ledger of before, a later authority."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pytest
from background import person
from factories import Story, story
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polgraph import background
from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Ledger, migrations
from polgraph.ledger.naming import age
from polgraph.model import Article, Extraction
from polgraph.settings import Workspace

ME = "a reader"
Pair = tuple[Article, Extraction]
SPELLINGS = ["Oleksandr Horbenko", "Aleksandr Gorbenko", "Олександр Горбенко", "O. Horbenko", "Tilda Okafor"]
ACTS = ["MET_WITH", "CRITICIZED", "ALLY_OF"]

plans = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(SPELLINGS), st.sampled_from(ACTS), st.sampled_from(["Nordland", "Wilma Voss"])
        ),
        min_size=1,
        max_size=3,
    ),
    min_size=2,
    max_size=5,
)


def written(number: int, plan: list[tuple[str, str, str]]) -> Pair:
    made = Story(f"a{number}", source=f"paper {number}")
    for name, _, _ in plan:
        made.actor(name, country="UA")
    for subject, predicate, object_ in plan:
        made.claim(subject, predicate, object_)
    return made.done()


def put(ledger: Ledger, *pairs: Pair, batch: int = 200) -> None:
    with ledger.load(batch=batch) as load:
        for pair in pairs:
            load.add(*pair)


def test_two_spellings_are_one_node_with_a_reason(ledger: Ledger):
    pairs = [written(i, [(name, "CRITICIZED", "Nordland")]) for i, name in enumerate(SPELLINGS[:3])]
    put(ledger, *pairs)
    (relation,) = ledger.relations(predicates=["CRITICIZED"])
    assert relation.claims == 3
    links = ledger.people.explain(relation.start).links
    assert links and all(0.5 <= k.score <= 1 and k.reasons for k in links)


def test_an_article_that_proves_two_to_be_one_leaves_a_redirect(ledger: Ledger):
    pairs = [written(i, [(name, "CRITICIZED", "Nordland")]) for i, name in enumerate(SPELLINGS[:3])]
    put(ledger, pairs[0])
    put(ledger, pairs[1])
    first, second = ledger.resolve(SPELLINGS[0]), ledger.resolve(SPELLINGS[1])
    assert first != second, "too unlike each other alone"
    put(ledger, pairs[2])
    assert ledger.resolve(second) == ledger.resolve(SPELLINGS[2]) == first
    assert ledger.load_detail(3).redirected == {second: first}
    moved = next(j for j in ledger.people.judgements(load=3) if j.was)
    assert (moved.was, moved.node, moved.name) == (second, first, SPELLINGS[1])
    assert moved.author.startswith("polgraph ") and moved.reasons


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans, st.randoms(use_true_random=False), st.integers(1, 3))
def test_any_order_and_batch_size_joins_the_same_names(plan, random, batch):
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


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans, st.data())
def test_decisions_in_any_sequence_can_be_taken_back(plan, data):
    pairs = [written(i, p) for i, p in enumerate(plan)]
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "l.sqlite", create=True) as ledger,
    ):
        put(ledger, *pairs)
        before = ledger.fingerprint(), ids(ledger)
        prints = []
        for _ in range(data.draw(st.integers(1, 4))):
            prints.append(ledger.fingerprint())
            if not decide(ledger, data):
                prints.pop()
            assert_whole(ledger)
        again = Path(folder) / "again.sqlite"
        with Ledger.open(again, create=True) as other:
            other.people.bring(list(ledger.people.written()))
            put(other, *reversed(pairs), batch=1)
            assert other.fingerprint() == ledger.fingerprint(), "decisions hold for articles that come later"
        for fingerprint in reversed(prints):
            ledger.people.undo(author=ME)
            assert ledger.fingerprint() == fingerprint
        assert (ledger.fingerprint(), ids(ledger)) == before
        assert_whole(ledger)


def decide(ledger: Ledger, data: st.DataObject) -> bool:
    """Merge two or split one at random; returns whether that could be done."""
    nodes = sorted(ids(ledger))
    one = data.draw(st.sampled_from(nodes))
    try:
        if data.draw(st.booleans()):
            ledger.people.merge(one, data.draw(st.sampled_from(nodes)), author=ME)
        else:
            articles = sorted({article for article, _ in ledger.people.appearances_of(one)})
            ledger.people.split(one, articles=[data.draw(st.sampled_from(articles))], author=ME)
    except InputError:
        return False
    return True


def ids(ledger: Ledger) -> dict[str, str]:
    """The persons that are in the graph, by id."""
    query = "SELECT id, name FROM node WHERE class = 'actor' AND kind = 'person' AND payload IS NOT NULL"
    return dict(ledger.db.execute(query))


def assert_whole(ledger: Ledger) -> None:
    """Members stand where the appearances say, every claim between nodes of the graph, and no redirect goes astray."""
    db = ledger.db
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    components = db.execute(
        "SELECT ref, class FROM appearance GROUP BY ref, class HAVING count(DISTINCT component) > 1"
    )
    assert not components.fetchall()
    assert not db.execute(
        "SELECT 1 FROM appearance JOIN member USING (article, local) JOIN node ON node.id = member.node "
        "WHERE node.class != 'event' AND appearance.node != member.node"
    ).fetchall()
    assert not db.execute(
        "SELECT 1 FROM claim JOIN node ON node.id IN (subject, object) WHERE payload IS NULL"
    ).fetchall()
    assert not db.execute(
        "SELECT 1 FROM redirect JOIN node ON node.id = old WHERE payload IS NOT NULL"
    ).fetchall()
    for (old,) in db.execute("SELECT old FROM redirect").fetchall():
        assert ledger.resolve(old) != old


def test_a_ledger_of_before_is_brought_up_in_place(tmp_path: Path):
    path = tmp_path / "old.sqlite"
    pairs = [written(i, [(name, "CRITICIZED", "Nordland")]) for i, name in enumerate(SPELLINGS[:3])]
    old_ledger(path, pairs)
    with Ledger.open(path) as ledger, Ledger.open(tmp_path / "new.sqlite", create=True) as fresh:
        assert len(ledger.articles()) == 3
        ids_before = set(ids(ledger))
        assert len(ids_before) == 3, "what was there stays until who is who is decided"
        done = ledger.relink()
        assert done is not None and len(done.redirected) == 2
        assert {ledger.resolve(id_) for id_ in ids_before} == {min(ids_before, key=age)}
        put(fresh, *pairs)
        assert ledger.fingerprint() == fresh.fingerprint()
        assert ledger.relink() is None


def old_ledger(path: Path, pairs: list[Pair]) -> None:
    """Make a ledger of the schema before there were appearances: each spelling is a node of its own."""
    with Ledger.open(path, create=True) as ledger:
        for pair in pairs:
            put(ledger, pair)
        if len(ids(ledger)) < len(pairs):
            (node,) = ids(ledger)
            for article, _ in ledger.people.appearances_of(node)[1:]:
                ledger.people.split(node, articles=[article], author=ME)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("DROP TRIGGER decision_no_delete")
    db.execute("DELETE FROM redirect")
    db.execute("DELETE FROM decision")
    for table in (
        "judgement",
        "gained",
        "component",
        "block",
        "appearance",
        "anchor",
        "ref",
        "doubt",
        "dirty",
        "rejected",
        "part",
        "sketch",
        "band",
        "likeness",
    ):
        db.execute(f"DROP TABLE {table}")
    for column in ("ident", "wikidata", "called"):
        db.execute(f"ALTER TABLE node DROP COLUMN {column}")
    for column in ("detail", "step"):
        db.execute(f"ALTER TABLE decision DROP COLUMN {column}")
    db.execute("DELETE FROM meta WHERE key = 'identity'")
    db.execute(f"PRAGMA user_version = {migrations.MIGRATIONS.index(migrations._identity_tables)}")
    db.close()


def test_what_the_authority_learns_later_gives_a_qid_and_keeps_the_id(tmp_path: Path):
    place = Workspace(path=tmp_path)
    facts = tmp_path / "facts.jsonl"
    names = [{"text": t, "lang": "en", "kind": "label"} for t in ("Tilda Okafor", "Matilda Okafor-Lind")]
    facts.write_text(
        json_lines([person("Q900077", "Tilda Okafor", names=names, country="SE")]), encoding="utf-8"
    )
    with Ledger.open(place.ledger, create=True) as ledger:
        put(ledger, story("a1", ("Tilda Okafor", "CRITICIZED", "Nordland")))
        put(ledger, story("a2", ("Matilda Okafor-Lind", "CRITICIZED", "Nordland")))
        first, second = ledger.resolve("Tilda Okafor"), ledger.resolve("Matilda Okafor-Lind")
        assert first != second
    done = background.import_facts(facts, place)
    assert done.relinked is not None and done.relinked.load is not None
    assert done.relinked.gained == {first: "Q900077"}
    assert done.relinked.redirected == {second: first}
    with Ledger.open(place.ledger) as ledger:
        assert ledger.resolve(second) == ledger.resolve("Q900077") == first
        detail = ledger.load_detail(done.relinked.load)
        assert (detail.gained, detail.redirected) == ({first: "Q900077"}, {second: first})
        assert detail.names == done.relinked.names == {first: "Tilda Okafor"}
        (node,) = ledger.nodes([first])
        assert node.properties["wikidata"] == "Q900077"


def json_lines(records: list[dict[str, object]]) -> str:
    import json

    return "".join(json.dumps(r) + "\n" for r in records)


def test_a_load_that_is_not_here_is_said(ledger: Ledger):
    with pytest.raises(NotFoundError, match="no load has the number 9"):
        ledger.load_detail(9)
