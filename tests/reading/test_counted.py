"""Groups without a name: people by number or quality, groups met before, the West, and offices of the past."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Dozens protested against Peru.", ("Dozens", "PROTESTED_AGAINST", "Peru")),
        ("Police arrested dozens on Monday.", ("Police", "COERCED", "dozens")),
        ("Gunmen wounded eight on Monday.", ("Gunmen", "ATTACKED", "eight")),
        (
            "Thousands of angry farmers accused Peru of fraud.",
            ("Thousands of angry farmers", "ACCUSED", "Peru"),
        ),
        ("Peru accused those protesting of treason.", ("Peru", "ACCUSED", "those protesting")),
        ("Peru criticized Germany and others on Monday.", ("Peru", "CRITICIZED", "others")),
        ("Sergey Lavrov accused the West of fraud.", ("Sergey Lavrov", "ACCUSED", "West")),
        ("Video shows soldiers attacking driver in Lima.", ("soldiers", "ATTACKED", "driver")),
    ],
)
def test_people_by_number_or_quality_are_an_end_of_a_claim(
    read: Read, text: str, claim: tuple[str, str, str]
) -> None:
    assert claim in read(text).claims


@pytest.mark.parametrize(
    "text",
    [
        "The bank sold dozens on Monday.",
        "Those of Peru broke in 1999.",
        "Dozens of bridges in Peru were attacked.",
        "Peru condemned the injured pride of Chile.",
        "The attack in 2019 wounded trade.",
        "The West Bank is far from Peru in the west.",
    ],
)
def test_numbers_of_things_are_nobody(read: Read, text: str) -> None:
    assert not [a.name for a in read(text).extraction.actors if a.kind == "group"]


def test_the_soldiers_are_the_only_ones_before(read: Read) -> None:
    r = read("Russian soldiers attacked farmers. The soldiers attacked Jan Novak.")
    assert r.mentions("Russian soldiers") == ["Russian soldiers", "The soldiers"]
    two = read("Russian soldiers attacked Polish soldiers. The soldiers attacked farmers.")
    assert two.mentions("Russian soldiers") == ["Russian soldiers"]
    assert two.mentions("Polish soldiers") == ["Polish soldiers"]


def test_a_group_of_many_words_is_met_again_by_its_noun(read: Read) -> None:
    r = read("Anti-government protesters accused Peru of fraud. The protesters accused Chile of fraud.")
    assert r.mentions("Anti-government protesters") == ["Anti-government protesters", "The protesters"]


def test_others_are_never_the_others_before(read: Read) -> None:
    r = read("Peru criticized Germany and others on Monday. Chile criticized France and others on Friday.")
    assert len([a for a in r.extraction.actors if a.name == "others"]) == 2


def test_an_ally_of_nobody_is_somebody_of_this_article(read: Read) -> None:
    assert ("ally", "ACCUSED", "Peru") in read("An ally accused Peru of fraud.").claims
    named = read("Jan Novak slept. The ally accused Peru of fraud.")
    assert not named.claims, "the ally may be Novak: it stays unclear"


def test_the_country_is_the_one_just_named(read: Read) -> None:
    assert read("Peru slept. The country accused Chile of fraud.").mentions("Peru") == ["Peru", "The country"]
    two = read("Peru warned Bolivia. The country accused Chile of fraud.")
    assert "The country" not in two.mentions("Peru") + two.mentions("Bolivia")
    assert read("Peru slept. Jan Novak lives in the country.").mentions("Peru") == ["Peru"]


def test_a_former_president_is_not_who_holds_the_office(read: Read) -> None:
    assert "Volodymyr Zelensky" not in read("The former Ukrainian president accused Hungary of fraud.").actors
    r = read("Petro Poroshenko slept. The former Ukrainian president accused Hungary of fraud.")
    assert "The former Ukrainian president" in r.mentions("Petro Poroshenko")


def test_one_of_them_is_nobody_known(read: Read) -> None:
    assert not read("One of the officers accused Peru of fraud.").claims
