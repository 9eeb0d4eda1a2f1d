"""Clusters in the ledger: a function of the articles that are here, not of how they came."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from copies.written import pairs
from factories import PRODUCER, Story
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polgraph import copies
from polgraph.copies import clustering
from polgraph.ledger import Ledger, copying
from polgraph.model import Article, Extraction

ARTICLES = list({a.id: a for p in pairs() for a in (p.first, p.later)}.values())


def unread(article: Article) -> tuple[Article, Extraction]:
    return article, Extraction(article=article.id, producer=PRODUCER)


def put(ledger: Ledger, articles: Sequence[Article], batch: int = 200) -> None:
    with ledger.load(batch=batch) as load:
        for article in articles:
            load.add(*unread(article))


def links(ledger: Ledger) -> dict[str, tuple[str, str, float, str]]:
    rows = ledger.db.execute("SELECT article, head, kind, similarity, reason FROM likeness ORDER BY article")
    return {article: tuple(rest) for article, *rest in rows}


def by_definition(articles: Sequence[Article]) -> dict[str, tuple[str, str, float, str]]:
    found = copies.clusters(map(copies.sketch, articles))
    return {
        a: (x.head, x.likeness.kind, x.likeness.similarity, x.likeness.reason)
        for a, x in sorted(found.items())
    }


# --- any order, any batch, anything taken away ------------------------------------------------------------

WORDS = [f"word{n}" for n in range(40)]
BODIES = [" ".join(random.Random(seed).sample(WORDS, 30)) for seed in range(3)]


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """One of three stories, perhaps cut, begun otherwise or mended, by one of three publishers."""
    body = draw(st.sampled_from(BODIES)).split()
    body = body[: draw(st.sampled_from([30, 30, 24, 15]))]
    if draw(st.booleans()):
        body[:4] = ["another", "opening", "stands", draw(st.sampled_from(["here", "there"]))]
    if draw(st.booleans()):
        body[draw(st.integers(0, len(body) - 1))] = "mended"
    return Article(
        id=f"a{draw(st.integers(0, 10**6))}",
        text=" ".join(body),
        source=draw(st.sampled_from([None, "Post", "Star"])),
        url=draw(st.sampled_from([None, None, "https://post.example/a"])),
        published=draw(st.sampled_from([None, "2031-01-01", "2031-01-02", "2031-01-02T10:00:00+02:00"])),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    some=st.lists(articles(), min_size=2, max_size=12, unique_by=lambda a: a.id),
    batch=st.sampled_from([1, 3, 200]),
    crowd=st.sampled_from([1, 2, 32]),
    data=st.data(),
)
def test_clusters_are_a_function_of_the_set(some: list[Article], batch: int, crowd: int, data: st.DataObject):
    order = data.draw(st.permutations(some))
    gone = data.draw(st.lists(st.sampled_from(some), max_size=4, unique_by=lambda a: a.id))
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setattr(clustering, "CROWD", crowd)
        patch.setattr(copying, "CROWD", crowd)
        with Ledger.open(Path(folder) / "ledger.sqlite", create=True) as ledger:
            put(ledger, order, batch)
            assert links(ledger) == by_definition(some)
            for article in gone:
                ledger.retract(article.id, reason="test")
            left = [a for a in some if a not in gone]
            assert links(ledger) == by_definition(left)
            put(ledger, gone)
            assert links(ledger) == by_definition(some)


@pytest.mark.parametrize("batch", [1, 7, 200])
def test_the_written_pairs_come_out_the_same_in_any_order(ledger: Ledger, batch: int):
    shuffled = random.Random(batch).sample(ARTICLES, len(ARTICLES))
    put(ledger, shuffled, batch)
    assert links(ledger) == by_definition(ARTICLES)
    rows = {row.id: row for row in ledger.articles()}
    assert rows["harbour-treaty-3"].copy_of == "harbour-treaty"
    assert rows["harbour-treaty-5"].version_of == "harbour-treaty"
    assert rows["harbour-treaty"].copy_of is rows["harbour-treaty-8"].copy_of is None


# --- what follows in the graph ----------------------------------------------------------------------------

QUARREL = ("Ada Marsh", "CRITICIZED", "Bruno Tal")
SAID = (
    ("Carla Reyes", "MET_WITH", "Emil Varga"),
    ("Ines Calder", "SPOKE_WITH", "Marek Dorn"),
    ("Lena Orlo", "ACCUSED", "Viktor Lann"),
    ("Mila Stern", "THANKED", "Pavel Orsk"),
    ("Otto Kehr", "SUPPORTED", "Rosa Lindt"),
)


def told(id_: str, *, cut: int = 5, ends: str = "in spring", **fields: str) -> tuple[Article, Extraction]:
    """A story that ends otherwise, or is cut, in each outlet."""
    written = Story(id_, **fields)
    written.claim(*QUARREL)
    article, extraction = written.done()
    rest = " ".join(f"{a} of the council {verb.lower()} {b} on the old quay." for a, verb, b in SAID[:cut])
    return article.model_copy(update={"text": f"{article.text} {rest} All this was {ends}."}), extraction


def load(ledger: Ledger, *some: tuple[Article, Extraction]) -> None:
    with ledger.load() as loading:
        for pair in some:
            loading.add(*pair)


def origins(ledger: Ledger) -> int:
    (relation,) = ledger.relations(predicates=["CRITICIZED"])
    return relation.origins


def test_a_claim_that_twenty_outlets_repeat_has_one_origin(ledger: Ledger):
    repeats = [
        told(f"r{n}", source=f"Outlet {n}", published="2031-01-02", ends=f"on day {n}") for n in range(20)
    ]
    load(ledger, *repeats, told("first", source="Agency", published="2031-01-01"))
    (relation,) = ledger.relations(predicates=["CRITICIZED"])
    assert (relation.claims, relation.articles, relation.origins) == (21, 21, 1)
    assert {row.copy_of for row in ledger.articles()} == {None, "first"}
    ledger.retract("first", reason="test")
    assert {row.copy_of for row in ledger.articles()} == {None, "r0"}
    assert origins(ledger) == 1


def test_taking_the_only_link_away_parts_what_it_joined(ledger: Ledger):
    long = told("long", source="Agency", published="2031-01-01")
    short = long[0].text.split()
    head, tail = " ".join(short[:32]), " ".join(short[-32:])
    parts = [
        Article(id=id_, text=text, source=id_, published="2031-01-02")
        for id_, text in (("x", head), ("y", tail))
    ]
    load(ledger, long, *map(unread, parts))
    assert [(r.id, r.copy_of) for r in ledger.articles()] == [("long", None), ("x", "long"), ("y", "long")]
    ledger.retract("long", reason="test")
    assert [(r.id, r.copy_of) for r in ledger.articles()] == [("x", None), ("y", None)]


def test_copies_and_versions_are_edges_with_their_reasons(ledger: Ledger):
    load(
        ledger,
        told("a", source="Agency", published="2031-01-01"),
        told("b", source="Agency", published="2031-01-02", ends="in autumn"),
        told("c", source="Star", published="2031-01-03"),
    )
    batches = list(ledger.snapshot())
    edges = {e.start: e for b in batches for e in b.edges if e.type in ("COPY_OF", "VERSION_OF")}
    assert {start: (e.type, e.end) for start, e in edges.items()} == {
        "b": ("VERSION_OF", "a"),
        "c": ("COPY_OF", "a"),
    }
    assert edges["c"].properties == {"similarity": 1.0, "reason": "the same text"}
    assert edges["b"].properties["reason"] == "one publisher, 1 of 72 words changed"
    nodes = {n.id: n.properties for b in batches for n in b.nodes if "Article" in n.labels}
    assert (nodes["b"]["version_of"], nodes["b"]["copy_of"], nodes["c"]["copy_of"]) == ("a", None, "a")


def test_another_publisher_of_the_head_is_another_origin_of_all(ledger: Ledger):
    load(
        ledger,
        told("a", source="Agency", published="2031-01-01"),
        told("b", source="Star", published="2031-01-02"),
    )
    load(ledger, told("a", source="Wire", published="2031-01-01"))
    found = {n.properties["origin"] for b in ledger.snapshot() for n in b.nodes if n.labels == ("Claim",)}
    assert found == {"Wire"}


def test_a_ledger_from_before_is_clustered_by_its_next_revision(ledger: Ledger):
    load(
        ledger,
        told("a", source="Agency", published="2031-01-01"),
        told("b", source="Star", published="2031-01-02", ends="in may"),
    )
    as_new = ledger.fingerprint()
    with ledger.writing() as db:
        for table in ("sketch", "band", "likeness"):
            db.execute(f"DELETE FROM {table}")
        db.execute("UPDATE current SET copy_of = NULL")
        db.execute("UPDATE meta SET value = 'none' WHERE key = 'copies'")
    assert ledger.relink() is not None
    assert {r.id: r.copy_of for r in ledger.articles()} == {"a": None, "b": "a"}
    assert ledger.fingerprint() == as_new
