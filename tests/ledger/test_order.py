"""The graph is a function of the evidence: any order and batch size of loading gives the same fingerprint."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from factories import Story, date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polgraph.ledger import Ledger
from polgraph.model import Article, AuthorityFact, Extraction

NAMES = ["Ada Marsh", "Bruno Tal", "Carla Reyes", "Nordland", "The Daily Lantern", "officials"]
TIES_AND_ACTS = ["ALLY_OF", "RIVAL_OF", "MET_WITH", "CRITICIZED", "NEGOTIATED_WITH"]
FACTS = [
    AuthorityFact(
        subject_key="Q900001",
        predicate="HOLDS_ROLE",
        role="president",
        country="XA",
        start="2019-01-01",
        end="2023-12-31",
        source="s",
        as_of="2025-01-01",
    ),
    AuthorityFact(
        subject_key="Q900020", predicate="PART_OF", object_key="Q900010", source="s", as_of="2025-01-01"
    ),
]

days = st.sampled_from(["2018-06-01", "2020-01-01", "2020-01-10", "2022-03-01", "2025-01-05"])
dates = st.one_of(
    st.none(),
    st.builds(date, days),
    st.builds(lambda d: date(d, kind="since"), days),
    st.builds(lambda d: date(None, d, kind="until"), days),
)
evidence = st.fixed_dictionaries(
    {
        "polarity": st.sampled_from(["affirmed", "affirmed", "denied"]),
        "modality": st.sampled_from(["asserted", "alleged", "planned", "hypothetical"]),
        "speakers": st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        "date": dates,
        "confidence": st.sampled_from([0.3, 0.5, 0.9]),
    }
)
claims = st.tuples(st.sampled_from(NAMES), st.sampled_from(TIES_AND_ACTS), st.sampled_from(NAMES), evidence)
roles = st.tuples(
    st.sampled_from(NAMES[:3]),
    st.sampled_from(["president", "minister"]),
    st.sampled_from([None, "Nordland", "Harbour Party"]),
    st.sampled_from(["past", "present", "future", "acting"]),
    evidence,
)
articles = st.fixed_dictionaries(
    {
        "published": st.one_of(st.none(), days),
        "source": st.sampled_from([None, "The Daily Lantern", "Evening Post"]),
        "claims": st.lists(claims, max_size=3),
        "roles": st.lists(roles, max_size=2),
        "alias": st.sampled_from(["Ada", "A. Marsh", "Марш"]),
    }
)


def written(number: int, plan: dict[str, Any]) -> tuple[Article, Extraction]:
    story = Story(f"a{number}", published=plan["published"], source=plan["source"])
    story.actor(plan["alias"], wikidata="Q900001", key="Q900001", kind="person", aliases=("The Chair",))
    for subject, predicate, object_, fields in plan["claims"]:
        phase = {"phase": "present"} if predicate in ("ALLY_OF", "RIVAL_OF") else {}
        story.claim(subject, predicate, object_, **fields, **phase)
    for person, title, body, phase, fields in plan["roles"]:
        story.role(person, title, body, role=title, country=None if body else "XA", phase=phase, **fields)
    return story.done()


def fingerprint(pairs: list[tuple[Article, Extraction]], *, batch: int, authority_at: int) -> str:
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "l.sqlite", create=True) as ledger,
    ):
        for start in range(0, len(pairs), batch):
            if start // batch == authority_at:
                ledger.set_authority(FACTS)
            with ledger.load() as load:
                for pair in pairs[start : start + batch]:
                    load.add(*pair)
        ledger.set_authority(FACTS)
        return ledger.fingerprint()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(articles, min_size=2, max_size=5),
    st.randoms(use_true_random=False),
    st.integers(1, 3),
    st.integers(0, 3),
)
def test_any_order_and_batch_size_gives_the_same_fingerprint(plans, random, batch, authority_at):
    pairs = [written(i, plan) for i, plan in enumerate(plans)]
    shuffled = random.sample(pairs, len(pairs))
    once = fingerprint(pairs, batch=len(pairs), authority_at=9)
    assert fingerprint(shuffled, batch=batch, authority_at=authority_at) == once


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(articles, min_size=2, max_size=4), st.data())
def test_an_article_that_came_and_went_leaves_no_trace(plans, data):
    pairs = [written(i, plan) for i, plan in enumerate(plans)]
    gone = data.draw(st.sampled_from(pairs))
    rest = [pair for pair in pairs if pair is not gone]
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "l.sqlite", create=True) as ledger,
    ):
        ledger.set_authority(FACTS)
        with ledger.load(batch=1) as load:
            for pair in pairs:
                load.add(*pair)
        whole = ledger.fingerprint()
        ledger.retract(gone[0].id, reason="test")
        assert ledger.fingerprint() == fingerprint(rest, batch=1, authority_at=0)
        with ledger.load() as load:
            load.add(*gone)
        assert ledger.fingerprint() == whole
        before = ledger.last_change
        with ledger.load() as load:
            for pair in pairs:
                assert load.add(*pair) == "same"
        assert ledger.last_change == before


def test_the_fingerprint_sees_a_change_of_one_word():
    one, other = Story("a1"), Story("a1")
    one.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    other.claim("Ada Marsh", "MET_WITH", "Bruno Tal", confidence=0.7)
    assert fingerprint([one.done()], batch=1, authority_at=9) != fingerprint(
        [other.done()], batch=1, authority_at=9
    )
