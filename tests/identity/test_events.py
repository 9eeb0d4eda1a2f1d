"""Which event is which across articles: what joins, what never does, parts of wholes, and no order of anything."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polgraph.folding import fold
from polgraph.identity import Clustering, Decision, Occurrence, cluster_events, parts, placed
from polgraph.identity.event_words import kinds, load, part, table, title, words
from polgraph.identity.occurrences import known_event, within
from polgraph.model import DateRange


def event(
    article: str, name: str = "talks in Istanbul", *, days: str | None = None, **more: object
) -> Occurrence:
    """An event of an article; `days`: "2025-06-02" or "2025-06-01 2025-06-30"."""
    first, _, last = (days or "").partition(" ")
    fields = {
        "type": "talks",
        "key": f"event:{article}:{fold(name)}",
        "kind": "event",
        "name": name,
        "names": (name,),
        "start": first or None,
        "end": last or first or None,
        "anchors": (f"{article}/{name}",),
    }
    return Occurrence(article=article, actor=f"{article}:{name}", **(fields | more))


ISTANBUL = {"at": "place:TR:istanbul", "place_name": "Istanbul", "country": "TR"}
PARIS = {"at": "place:FR:paris", "place_name": "Paris", "country": "FR"}
TURKEY = {"at": "Q43", "place_name": "Turkey", "country": "TR", "is_state": True}


def together(*found: Occurrence, decisions: Iterable[Decision] = ()) -> bool:
    """Whether all are one event."""
    return len(cluster_events(found, decisions).clusters) == 1


def decided(left: Occurrence, right: Occurrence, judgement: str, time: str = "2026-01-01") -> Decision:
    return Decision(
        left=left.anchors[0], right=right.anchors[0], judgement=judgement, author="ann", time=time
    )


# --- what joins ---------------------------------------------------------------------------------------------


def test_one_day_and_one_city_are_one_event() -> None:
    one, other = (
        event("a", days="2025-06-02", **ISTANBUL),
        event("b", "Istanbul meeting", days="2025-06-02", **ISTANBUL, type="meeting", met=("Q1",)),
    )
    assert together(one, event("c", days="2025-06-02", **ISTANBUL))
    assert not together(one, other), "several meetings a day: somebody must have been at both"
    assert together(one.model_copy(update={"met": ("Q1",)}), other)


def test_a_name_and_an_overlapping_date_are_one_event() -> None:
    one = event("a", "Zapad-2021 exercise", days="2021-09-01 2021-09-30", type="exercise")
    assert together(one, event("b", "Zapad-2021 drills", days="2021-09-10", type="exercise"))
    assert not together(one, event("b", "Kavkaz-2021 drills", days="2021-09-10", type="exercise"))


def test_without_a_date_the_report_and_the_place_tell() -> None:
    dated = event("a", days="2025-06-02", day="2025-06-02", **ISTANBUL)
    assert together(dated, event("b", "Istanbul talks", day="2025-06-05", **ISTANBUL))
    assert not together(dated, event("b", "Istanbul talks", day="2025-08-05", **ISTANBUL))
    assert not together(dated, event("b", "talks", day="2025-06-03", met=("Q1", "Q2"), people=("p1", "p2")))


def test_a_month_needs_somebody_who_was_there() -> None:
    month, day = (
        event("a", days="2025-06-01 2025-06-30", **ISTANBUL),
        event("b", days="2025-06-02", **ISTANBUL),
    )
    assert not together(month, day)
    assert len(cluster_events([month, day]).doubtful) == 1
    both = {"met": ("Q1",), "met_bodies": ("Q159", "Q212")}
    assert together(month.model_copy(update=both), day.model_copy(update=both))


def test_nodes_say_who_took_part() -> None:
    month = event("a", days="2025-06-01 2025-06-30", **ISTANBUL, people=("p1",), met=("person:umerov",))
    day = event("b", days="2025-06-02", **ISTANBUL, people=("p7",), met=("person:умеров",))
    assert not together(month, day)
    nodes = {("a", "p1"): "n:1", ("b", "p7"): "n:1"}
    assert together(*placed([month, day], nodes))


def test_an_event_of_the_authority_is_one_by_its_key_name_or_days() -> None:
    key = event("a", "invasion", type="war", key="event:bucharest-summit-2008", wikidata=None)
    name = event("b", "Bucharest summit", type="summit", days="2008-04-03")
    days = event(
        "c",
        "summit in Bucharest",
        type="summit",
        days="2008-04-02",
        place_name="Bucharest",
        country="RO",
        at="x",
    )
    later = event(
        "d",
        "summit in Bucharest",
        type="summit",
        days="2024-04-02",
        place_name="Bucharest",
        country="RO",
        at="x",
    )
    found = [known_event(o) for o in (key, name, days, later)]
    assert [k.key if k else None for k in found] == ["event:bucharest-summit-2008"] * 3 + [None]
    assert together(key.model_copy(update={"type": "summit"}), name, days)
    assert not together(days, later)


# --- what never joins ---------------------------------------------------------------------------------------

SAME = {"days": "2025-06-02", "met": ("Q1", "Q2", "Q3"), **ISTANBUL}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"days": "2025-07-23"}, "another date"),
        ({**PARIS}, "another city"),
        ({**TURKEY, "country": "FR"}, "another state"),
        ({"type": "election"}, "another type"),
        ({"name": "the second round of talks in Istanbul"}, "a part"),
        ({"article": "a"}, "the same article"),
    ],
)
def test_whatever_speaks_for_it_two_stay_two(other: dict[str, object], why: str) -> None:
    one, name = event("a", **SAME), str(other.pop("name", "Istanbul talks"))
    assert together(one, event("b", name="Istanbul talks", **SAME))
    two = event(str(other.pop("article", "b")), name, **(SAME | other))
    assert not together(one, two), why
    assert not cluster_events([one, two]).doubtful, why


def test_an_event_with_neither_date_nor_name_is_of_its_article() -> None:
    blank = {"met": ("Q1", "Q2"), "day": "2025-06-02", **ISTANBUL}
    assert not together(event("a", "talks in Istanbul", **blank), event("b", "talks in Istanbul", **blank))
    assert together(event("a", "Istanbul talks", **blank), event("b", "Istanbul talks", **blank))


def test_elections_of_another_kind_are_two() -> None:
    same = {
        "days": "2024-10-20",
        "type": "election",
        "at": "Q217",
        "place_name": "Moldova",
        "country": "MD",
        "is_state": True,
    }
    one = event("a", "presidential election in Moldova", **same)
    assert together(one, event("b", "election in Moldova", **same))
    assert not together(one, event("b", "parliamentary election in Moldova", **same))


def test_one_that_fits_two_is_given_to_neither_and_asked_about() -> None:
    two = [
        event(a, days=d, **ISTANBUL, met_bodies=("Q1", "Q2"))
        for a, d in (("a", "2025-06-02"), ("b", "2025-06-16"))
    ]
    month = event("c", days="2025-06-01 2025-06-30", **ISTANBUL, met_bodies=("Q1", "Q2"))
    clustering = cluster_events([*two, month])
    assert len(clustering.clusters) == 3
    assert all("fits another" in k.reasons[-1] for k in clustering.doubtful) and clustering.doubtful


def test_what_a_cluster_spans_has_a_day_in_common() -> None:
    met = {"met": ("Q1", "Q2"), **ISTANBUL}
    found = [event("a", days="2025-06-01 2025-06-03", **met), event("b", days="2025-06-03 2025-06-05", **met),
             event("c", days="2025-06-05 2025-06-07", **met)]  # fmt: skip
    assert len(cluster_events(found).clusters) > 1


# --- parts --------------------------------------------------------------------------------------------------


def test_a_round_is_a_part_of_the_talks_and_two_rounds_are_two() -> None:
    whole = [event(a, days="2025-06-01 2025-06-03", **ISTANBUL) for a in ("a", "b")]
    rounds = [event(a, f"the {n} round of talks in Istanbul", days=d, **ISTANBUL)
              for a, n, d in (("c", "first", "2025-06-02"), ("d", "second", "2025-06-03"), ("e", "second", "2025-06-03"))]  # fmt: skip
    everyone = [*whole, *rounds]
    clustering = cluster_events(everyone)
    assert len(clustering.clusters) == 3
    found = parts(clustering.clusters, everyone)
    assert {(p.part[0], p.whole[0]) for p in found} == {("c", "a"), ("d", "a")}
    assert all(p.reasons and p.score >= 0.5 for p in found)


def test_a_round_of_other_talks_is_no_part() -> None:
    everyone = [
        event("a", days="2025-06-02", **ISTANBUL),
        event("b", "the second round of talks in Paris", days="2025-06-02", **PARIS),
    ]
    assert not parts(cluster_events(everyone).clusters, everyone)


# --- people decide ------------------------------------------------------------------------------------------


def test_what_people_decide_wins_over_dates_and_places() -> None:
    one, other = event("a", days="2025-06-02", **ISTANBUL), event("b", days="2025-07-23", **PARIS)
    assert together(one, other, decisions=[decided(one, other, "same")])
    like = event("c", days="2025-06-02", **ISTANBUL)
    assert not together(one, like, decisions=[decided(one, like, "different")])
    known = [event(a, "Bucharest summit", type="summit") for a in "ab"]
    assert together(*known)
    assert not together(*known, decisions=[decided(*known, "different")])


# --- no order -----------------------------------------------------------------------------------------------

made = st.builds(
    lambda article, name, days, where, type_, met, day: event(
        f"a{article}", name, days=days, type=type_, met=met, day=day, **where
    ),
    st.integers(1, 6),
    st.sampled_from(
        ["talks in Istanbul", "Istanbul talks", "Harbour summit", "the second round of talks", "talks"]
    ),
    st.sampled_from([None, "2025-06-02", "2025-06-03", "2025-06-01 2025-06-30", "2025-01-01 2025-12-31"]),
    st.sampled_from([{}, ISTANBUL, PARIS, TURKEY]),
    st.sampled_from(["talks", "summit", "visit"]),
    st.lists(st.sampled_from(["Q1", "Q2", "Q3"]), unique=True, max_size=3).map(tuple),
    st.sampled_from([None, "2025-06-04", "2025-07-01"]),
)


def outcome(clustering: Clustering, everyone: list[Occurrence]) -> object:
    return clustering.clusters, clustering.doubtful, parts(clustering.clusters, everyone)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(made, min_size=2, max_size=9, unique_by=lambda o: o.id),
    st.randoms(use_true_random=False),
    st.data(),
)
def test_no_order_changes_anything(
    everyone: list[Occurrence], rng: random.Random, data: st.DataObject
) -> None:
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(everyone), st.sampled_from(everyone), st.sampled_from(["same", "different", "unsure"])), max_size=3))  # fmt: skip
    decisions = [
        decided(a, b, j, time=f"2026-01-0{i + 1}") for i, (a, b, j) in enumerate(pairs) if a is not b
    ]
    once = outcome(cluster_events(everyone, decisions), everyone)
    mixed = rng.sample(everyone, len(everyone))
    assert outcome(cluster_events(mixed, rng.sample(decisions, len(decisions))), mixed) == once


@settings(max_examples=60, deadline=None)
@given(st.lists(made, min_size=2, max_size=9, unique_by=lambda o: o.id))
def test_the_program_never_joins_what_cannot_be_one(everyone: list[Occurrence]) -> None:
    of = {o.id: o for o in everyone}
    for c in cluster_events(everyone).clusters:
        members = [of[m] for m in c.members]
        known = {k.key for o in members if (k := known_event(o))}
        dated = [o.days for o in members if o.days]
        assert not dated or known or max(d[0] for d in dated) <= min(d[1] for d in dated)
        assert len({o.at for o in members if o.at and not o.is_state}) <= 1
        assert len({o.part for o in members}) == 1
        assert len(members) == 1 or known or all(o.days or o.is_named for o in members)


# --- the table ----------------------------------------------------------------------------------------------


def test_every_weight_has_a_reason() -> None:
    assert all(row["reason"] for row in table()["weights"].values())
    assert load().doubtful < load().same


@pytest.mark.parametrize("name", table()["common"]["match"])
def test_common_words_make_no_name(name: str) -> None:
    assert not title(name)


@pytest.mark.parametrize("name", table()["common"]["apart"])
def test_a_proper_word_makes_a_name(name: str) -> None:
    assert title(name)


@pytest.mark.parametrize(("name", "meant"), table()["parts"]["match"].items())
def test_a_part_is_known_by_its_number(name: str, meant: str) -> None:
    assert part(name) == meant


@pytest.mark.parametrize("name", table()["parts"]["apart"])
def test_what_is_no_part(name: str) -> None:
    assert part(name) is None


def test_the_place_and_the_type_make_no_name() -> None:
    assert title("Istanbul talks", "Istanbul") == frozenset()
    assert title("Minsk agreement") == {"minsk"}
    assert any(kinds("snap parliamentary election"))
    assert words().near["summit"] == words().near["talks"]


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ({"start": "2025-06-02", "end": "2025-06-02", "precision": "day", "kind": "at"}, ("2025-06-02", "2025-06-02")),
        ({"start": "2025-06", "end": None, "precision": "month", "kind": "at"}, ("2025-06-01", "2025-07-01")),
        ({"start": "2025-06-01", "end": "2025-06-30", "precision": "month", "kind": "at"}, ("2025-06-01", "2025-06-30")),
        ({"start": "2022-02-24", "end": None, "precision": "day", "kind": "since"}, ("2022-02-24", "2022-02-24")),
        ({"start": None, "end": "2025-06-02", "precision": "day", "kind": "until"}, ("2025-06-02", "2025-06-02")),
        ({"start": "199X", "end": None, "precision": "decade", "kind": "at"}, None),
    ],
)  # fmt: skip
def test_a_date_is_the_days_that_it_may_mean(date: dict[str, object], days: object) -> None:
    assert within(DateRange.model_validate(date)) == days
