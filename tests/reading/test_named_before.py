"""Whom pronouns do not mean: the speaker of a quotation, all of a list against each other, somebody before where another is spoken of."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


def meant(r: Reading, words: str) -> list[str]:
    """Whom the words stand for, by name."""
    return sorted(a.name for a in r.actors.values() for m in a.mentions if m.text == words)


def test_each_sentence_of_a_quotation_may_begin_with_a_mark(read: Read) -> None:
    text = '"This is no hoax," Jan Novak said. "I doubt it. "We are glad that he was arrested by Peru."'
    assert meant(read(text), "he") == []
    closed = 'Jan Novak said "we doubt it". Norway was glad that he was arrested by Peru.'
    assert meant(read(closed), "he") == ["Jan Novak"]


def test_they_is_no_list_of_groups_made_of_one_noun(read: Read) -> None:
    r = read("Ministers from Peru, Chile, Cuba and Spain met. They have sanctioned Norway.")
    assert not [c for c in r.claims if c[1] == "SANCTIONED"]
    two = read("The officials from Peru and Chile met. They have sanctioned Norway.")
    assert {
        ("Peruvian officials", "SANCTIONED", "Norway"),
        ("Chilean officials", "SANCTIONED", "Norway"),
    } <= two.claims


def test_a_surname_may_begin_with_a_particle(read: Read) -> None:
    r = read("Omar bin Saleh fled. Pavel Novak said bin Saleh was seen in Peru with his followers.")
    assert r.mentions("Omar bin Saleh")[:2] == ["Omar bin Saleh", "bin Saleh"]
    assert meant(r, "his") != ["Pavel Novak"]
    other = read("Omar bin Saleh fled. Norway put it into the bin Monday.")
    assert other.mentions("Omar bin Saleh") == ["Omar bin Saleh"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Lee Jae-myung, leader of the Democratic Party, met Joe Biden of the United States.",
            "Democratic Party of Korea",
        ),
        (
            "Norwegian Prime Minister Jan Novak, the leader of the Labour Party, met Keir Starmer.",
            "Norwegian Labour Party",
        ),
        (
            "Lula da Silva of Brazil met Joe Biden. Brazilian officials were glad. Congress rejected Brazil's plan.",
            "National Congress of Brazil",
        ),
        (
            "Netanyahu of Israel met Donald Trump. Nancy Pelosi, of the Democratic Party, criticized Netanyahu.",
            "Democratic Party (United States)",
        ),
        (
            "Macron met Keir Starmer in Paris. The Labour Party praised the French plan.",
            "Labour Party (United Kingdom)",
        ),
        (
            "Boris Johnson, leader of the Conservative Party, met Emmanuel Macron of France in Paris.",
            "Conservative Party (United Kingdom)",
        ),
    ],
)
def test_a_name_that_bodies_of_many_states_have_is_that_of_the_state_spoken_of(
    read: Read, text: str, name: str
) -> None:
    assert name in read(text).actors


def test_the_council_of_that_city_is_not_the_one_named_before(read: Read) -> None:
    text = (
        "The Oslo City Council met Jan Novak. Eva Bell came from Bergen. That city's council appointed her."
    )
    assert ("Oslo City Council", "APPOINTED", "Eva Bell") not in read(text).claims
