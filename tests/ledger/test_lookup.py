"""What a loosely typed name means."""

from __future__ import annotations

import pytest
from factories import Story, story

from polgraph.errors import NotFoundError
from polgraph.ledger import Ledger


@pytest.fixture
def peopled(ledger: Ledger) -> Ledger:
    written = Story("mail/2025-03-01.eml", title="Marsh meets Tal in Lakeport")
    written.actor("Ada Marsh", aliases=("Ада Марш", "the Heron"))
    written.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    written.claim("Ada Marsh", "VISITED", "Lakeport")
    written.event("Lakeport talks")
    with ledger.load() as load:
        load.add(*written.done())
        load.add(
            *story("mail/2025-03-02.eml", ("Carla Reyes", "AIDED", "Nordland"), title="Aid for Nordland")
        )
    return ledger


def named(ledger: Ledger, typed: str, **options: object) -> list[tuple[str, str]]:
    return [(c.name, c.match) for c in ledger.find(typed, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "name", "match"),
    [
        ("ada  MARSH", "Ada Marsh", "name"),
        ("АДА МАРШ", "Ada Marsh", "name"),
        ("THE heron", "Ada Marsh", "alias"),
        ("heron, the", "Ada Marsh", "words"),
        ("Marsh", "Ada Marsh", "words"),
        ("Rey", "Carla Reyes", "words"),
        ("Carla Reyez", "Carla Reyes", "near"),
        ("Nordlnad", "Nordland", "near"),
    ],
)
def test_finding_by_name_alias_words_and_nearness(peopled: Ledger, typed: str, name: str, match: str):
    assert named(peopled, typed)[0] == (name, match)


def test_an_exact_name_goes_before_longer_ones(peopled: Ledger):
    assert named(peopled, "Lakeport") == [("Lakeport", "name")]
    assert named(peopled, "Lakepor") == [("Lakeport", "words"), ("Lakeport talks", "words")]


def test_kinds_narrow_what_is_found(peopled: Ledger):
    assert named(peopled, "lakeport", kinds=["event"]) == [("Lakeport talks", "words")]


@pytest.mark.parametrize("typed", ["", "  ", "?!", "qqqqqqqqqq"])
def test_nothing_is_found_for_nothing(peopled: Ledger, typed: str):
    assert peopled.find(typed) == []


def test_what_is_loaded_later_is_found_too(peopled: Ledger):
    assert not named(peopled, "Dorn Vels")
    with peopled.load() as load:
        load.add(*story("a9", ("Dorn Velz", "AIDED", "Nordland")))
    assert named(peopled, "Dorn Vels") == [("Dorn Velz", "near")]


def test_resolving_by_name_words_qid_and_id(peopled: Ledger):
    ada = peopled.resolve("Ada Marsh")
    assert {peopled.resolve(typed) for typed in ("marsh", "Ада Марш", "Q900001", ada)} == {ada}


def test_a_merged_id_leads_to_the_node_that_it_became(peopled: Ledger):
    ada = peopled.resolve("Ada Marsh")
    peopled.db.execute("INSERT INTO redirect VALUES ('n:old', ?, NULL, NULL)", (ada,))
    assert peopled.resolve("n:old") == ada


def test_a_near_spelling_is_offered_but_never_taken(peopled: Ledger):
    with pytest.raises(NotFoundError, match="nearest: Carla Reyes") as caught:
        peopled.resolve("Carla Reyez")
    assert caught.value.candidates == ("Carla Reyes",)


def test_part_of_a_word_is_not_enough_to_resolve(peopled: Ledger):
    with pytest.raises(NotFoundError):
        peopled.resolve("Mars")


def two_of_one_name(ledger: Ledger, times: int) -> None:
    with ledger.load() as load:
        for number in range(times):
            load.add(*story(f"m{number}", ("Ivo Senn", "MET_WITH", "Ada Marsh")))
        written = Story("other")
        written.actor("Ivo Senn", key="person:other:ivo senn")
        written.claim("Ivo Senn", "MET_WITH", "Bruno Tal")
        load.add(*written.done())


def test_two_of_one_name_are_ambiguous(ledger: Ledger):
    two_of_one_name(ledger, 4)
    with pytest.raises(NotFoundError, match=r"may mean Ivo Senn \(person, n:\d+, 4 claims\)") as caught:
        ledger.resolve("Ivo Senn")
    assert len(caught.value.candidates) == 2


def test_one_of_five_times_the_claims_is_meant(ledger: Ledger):
    two_of_one_name(ledger, 5)
    assert ledger.resolve("Ivo Senn") == ledger.find("Ivo Senn")[0].id


def test_a_name_goes_before_an_alias_of_somebody_better_known(ledger: Ledger):
    written = Story("a1")
    written.actor("Ada Marsh", aliases=("Heron",))
    for _ in range(6):
        written.claim("Ada Marsh", "CRITICIZED", "Bruno Tal")
    written.claim("Heron", "MET_WITH", "Bruno Tal")
    with ledger.load() as load:
        load.add(*written.done())
    assert ledger.resolve("heron") == next(c.id for c in ledger.find("Heron") if c.name == "Heron")


@pytest.mark.parametrize("typed", ["mail/2025-03-02.eml", "mail/2025-03-02", "aid FOR nordland", "Aid for"])
def test_an_article_by_id_beginning_title_or_part_of_it(peopled: Ledger, typed: str):
    assert peopled.article(typed)[0].id == "mail/2025-03-02.eml"


def test_an_ambiguous_article_is_refused_with_what_it_may_be(peopled: Ledger):
    with pytest.raises(NotFoundError, match="may mean 2 articles") as caught:
        peopled.article("mail/")
    assert caught.value.candidates == ("mail/2025-03-01.eml", "mail/2025-03-02.eml")


def test_an_unknown_article_is_refused_with_the_nearest(peopled: Ledger):
    with pytest.raises(NotFoundError, match="among the 2") as caught:
        peopled.article("mial/2025-03-02.elm")
    assert "mail/2025-03-02.eml" in caught.value.candidates
