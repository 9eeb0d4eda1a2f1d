"""Filters mean one thing on every look-up: as if only the claims were there that they leave."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from factories import Story, date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from polgraph import lookups
from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Filter, Ledger
from polgraph.ledger.filters import checked


def fill(ledger: Ledger) -> None:
    one = Story("a1", published="2025-03-01", source="The Daily Lantern")
    one.event("Lake talks", place="Lakeport", date=date("2025-02-20"), confidence=0.7)
    one.claim("Ada Marsh", "MET_WITH", "Bruno Tal", event="Lake talks", confidence=0.9)
    one.claim("Ada Marsh", "TOOK_PART_IN", "Lake talks", part="participant")
    one.claim("Ada Marsh", "ACCUSED", "Bruno Tal", speakers=["Carla Reyes"], date=date("2024-05-01"))
    one.role(
        "Ada Marsh", "envoy", "Nordland", role="envoy", date=date("2020-01-01", "2021-01-01", kind="during")
    )
    two = Story("a2", published="2025-06-01", source="Tide Post")
    two.event("Hill summit", "summit", date=date("2025-05-30"), modality="planned", speakers=["Bruno Tal"])
    two.claim("Ada Marsh", "ACCUSED", "Bruno Tal", polarity="denied", date=date("2024-05-01"))
    two.claim("Carla Reyes", "ALLY_OF", "Bruno Tal", phase="past")
    two.claim("Carla Reyes", "SUPPORTED", "Ada Marsh", confidence=0.4)
    with ledger.load() as load:
        load.add(*one.done())
        load.add(*two.done())


CASES: list[tuple[dict[str, Any], set[str]]] = [
    ({"since": "2025-01-01"}, {"MET_WITH", "TOOK_PART_IN", "SUPPORTED"}),
    ({"until": "2021-06-01"}, {"HOLDS_ROLE"}),
    ({"since": "2024-05-01", "until": "2024-05-01"}, {"ACCUSED"}),
    ({"statuses": ("alleged",)}, {"ACCUSED"}),
    ({"min_confidence": 0.85}, {"MET_WITH"}),
    ({"sources": ("tide post",)}, {"ACCUSED", "SUPPORTED"}),
    ({"speakers": ("Carla Reyes",)}, {"ACCUSED"}),
    ({"types": ("met_with",)}, {"MET_WITH"}),
    ({"types": ("talks",)}, {"MET_WITH", "TOOK_PART_IN"}),
    ({"types": ("talks", "ACCUSED"), "min_confidence": 0.85}, {"MET_WITH"}),
]


@pytest.mark.parametrize(("asked", "left"), CASES)
def test_a_filter_leaves_the_same_claims_on_a_timeline_and_in_counts(
    ledger: Ledger, asked: dict[str, Any], left: set[str]
) -> None:
    fill(ledger)
    ada = ledger.resolve("Ada Marsh")
    only = lookups.chosen(ledger, Filter(**asked))
    assert only is not None
    found = lookups.timeline(ledger, ada, only=only)
    assert {c.predicate for c in found} == left
    assert lookups.who(ledger, ada, only=only).properties["claims"] == len(found)
    bruno = ledger.resolve("Bruno Tal")
    acts = [c for c in lookups.timeline(ledger, ada, bruno, only=only) if c.predicate != "HOLDS_ROLE"]
    between = {c.predicate for c in acts}
    assert {q.predicate for q in lookups.evidence(ledger, ada, bruno, only=only)} == between
    assert {r.predicate or r.type for r in lookups.related(ledger, ada, bruno, only=only)} == between
    assert bool(lookups.path(ledger, ada, bruno, max_length=1, only=only)) == bool(
        [c for c in acts if c.status in ("asserted", "alleged")]
    )


def test_statuses_are_derived_from_what_is_left(ledger: Ledger):
    fill(ledger)
    ada, bruno = ledger.resolve("Ada Marsh"), ledger.resolve("Bruno Tal")
    (pair,) = lookups.contested(ledger)
    assert (pair.start, pair.end_) == (ada, bruno)
    assert lookups.contested(ledger, only=Filter(sources=("Tide Post",))) == []
    (denied,) = lookups.related(ledger, ada, bruno, only=Filter(statuses=("denied",)))
    assert (denied.type, denied.predicate, denied.status) == ("CLAIMED", "ACCUSED", "denied")


def test_events_are_chosen_by_their_own_record(ledger: Ledger):
    fill(ledger)

    def names(**asked: Any) -> list[str | None]:
        return [e.name for e in lookups.events(ledger, only=lookups.chosen(ledger, Filter(**asked)))]

    assert names(since="2025-03-01") == ["Hill summit"]
    assert names(statuses=("planned",)) == ["Hill summit"]
    assert names(min_confidence=0.8) == ["Hill summit"]
    assert names(speakers=("Bruno Tal",)) == ["Hill summit"]
    assert names(sources=("The Daily Lantern",)) == ["Lake talks"]
    assert names(types=("talks",)) == ["Lake talks"]
    assert names(types=("MET_WITH",)) == ["Lake talks"]
    assert names(until="2024-01-01") == []


def test_after_a_filter_everything_is_there_again(ledger: Ledger):
    fill(ledger)
    ada = ledger.resolve("Ada Marsh")
    before = lookups.who(ledger, ada), lookups.events(ledger)
    lookups.who(ledger, ada, only=Filter(min_confidence=1.0))
    lookups.events(ledger, only=Filter(statuses=("denied",)))
    with ledger.writing():
        lookups.events(ledger, only=Filter(statuses=("denied",)))
        assert (lookups.who(ledger, ada), lookups.events(ledger)) == before
    assert (lookups.who(ledger, ada), lookups.events(ledger)) == before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"types": ("meet_with",)}, "nearest: MET_WITH"),
        ({"statuses": ("true",)}, "no status: there are asserted"),
        ({"min_confidence": 1.5}, "from 0 to 1"),
        ({"since": "2025-02-01", "until": "2025-01-01"}, "before it begins"),
    ],
)
def test_what_is_no_filter_is_said(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        checked(Filter(**asked))


def test_a_speaker_who_is_not_here_is_said(ledger: Ledger):
    fill(ledger)
    assert lookups.chosen(ledger, Filter()) is None
    with pytest.raises(NotFoundError, match="nothing is called"):
        lookups.chosen(ledger, Filter(speakers=("Nobody Atall",)))
    with pytest.raises(InputError, match="without --store"):
        lookups.run(ledger, "MATCH (n) RETURN n", only=Filter(statuses=("denied",)))


people = st.sampled_from(["Ada Marsh", "Bruno Tal", "Carla Reyes"])
said = st.tuples(
    people,
    st.sampled_from(["MET_WITH", "ACCUSED", "ALLY_OF"]),
    people,
    st.sampled_from([0.3, 0.6, 0.9]),
    st.sampled_from(["affirmed", "denied"]),
    st.sampled_from([None, "2024-05-01", "2025-05-01"]),
).filter(lambda c: c[0] != c[2])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(said, min_size=1, max_size=7), st.sampled_from([0.5, 0.8]))
def test_a_filter_is_as_if_the_other_claims_had_never_been(claims, least):
    def load(folder: str, name: str, kept: list[Any]) -> Ledger:
        story = Story("a1")
        for person in ("Ada Marsh", "Bruno Tal", "Carla Reyes"):
            story.actor(person)
        for a, predicate, b, confidence, polarity, day in kept:
            story.claim(
                a, predicate, b, confidence=confidence, polarity=polarity, date=date(day) if day else None
            )
        opened = Ledger.open(Path(folder) / name, create=True)
        with opened.load() as going:
            going.add(*story.done())
        return opened

    with tempfile.TemporaryDirectory() as folder:
        whole = load(folder, "whole.sqlite", claims)
        part = load(folder, "part.sqlite", [c for c in claims if c[3] >= least])
        with whole, part:
            only = Filter(min_confidence=least)
            plain = (
                "type",
                "predicate",
                "start_name",
                "end_name",
                "status",
                "claims",
                "denied",
                "contested_claims",
            )
            for a, b in (
                ("Ada Marsh", "Bruno Tal"),
                ("Bruno Tal", "Carla Reyes"),
                ("Ada Marsh", "Carla Reyes"),
            ):
                rows = [
                    [
                        {k: getattr(r, k) for k in plain}
                        for r in lookups.related(led, led.resolve(a), led.resolve(b), only=o)
                    ]
                    for led, o in ((whole, only), (part, None))
                ]
                assert sorted(map(str, rows[0])) == sorted(map(str, rows[1]))
