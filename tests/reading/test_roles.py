"""Offices that the text gives to people, and words that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Turkish Foreign Minister Hakan Fidan spoke.", ("Hakan Fidan", "foreign minister", "TR", "present")),
        ("Jan Novak, a former deputy head of NATO, spoke.", ("Jan Novak", "deputy head", "NATO", "past")),
        (
            "Jan Novak, once Peru's chief negotiator, was absent.",
            ("Jan Novak", "chief negotiator", "PE", "past"),
        ),
        ("Jan Novak, Peru's envoy to Chile, spoke.", ("Jan Novak", "envoy", "PE", "present")),
        (
            "Jan Novak, the spokesman for the European Union, spoke.",
            ("Jan Novak", "spokesman", "European Union", "present"),
        ),
        (
            "Pedro Marin is the foreign minister of Chile.",
            ("Pedro Marin", "foreign minister", "CL", "present"),
        ),
        ("Pedro Marin was the foreign minister of Chile.", ("Pedro Marin", "foreign minister", "CL", "past")),
        (
            "Pedro Marin was named foreign minister of Chile.",
            ("Pedro Marin", "foreign minister", "CL", "present"),
        ),
        (
            "Acting Polish interior minister Jan Kowal spoke.",
            ("Jan Kowal", "interior minister", "PL", "acting"),
        ),
        ("Secretary of State Marco Rubio spoke.", ("Marco Rubio", "secretary of state", "US", "present")),
        ("Peru's former defence minister Luis Soto spoke.", ("Luis Soto", "defence minister", "PE", "past")),
    ],
)
def test_role(read: Read, text: str, role: tuple[str, str, str, str]) -> None:
    assert role in read(text).roles


@pytest.mark.parametrize(
    "text",
    [
        "Jan Novak, a tall man of forty, spoke.",
        "Pedro Marin is the answer to Chile.",
        "Jan Novak, the winner of the race, left.",
        "A minister met Jan Novak.",
        "Secretary of State Jan Novak counted the votes again.",  # of which state?
    ],
)
def test_no_role(read: Read, text: str) -> None:
    assert read(text).roles == set()


def test_a_denied_role_is_denied(read: Read) -> None:
    r = read("Jan Novak is not the president of Poland.")
    assert [(x.polarity, x.role) for x in r.extraction.roles] == [("denied", "head_of_state")]


def test_a_reported_role_has_its_speaker(read: Read) -> None:
    r = read("Sergey Lavrov said Jan Novak was the president of Poland.")
    novak = next(x for x in r.extraction.roles if r.names[x.actor] == "Jan Novak")
    assert novak.modality == "alleged"
    assert novak.speaker is not None
    assert r.names[novak.speaker] == "Sergey Lavrov"


def test_a_title_within_a_quotation_is_still_the_articles(read: Read) -> None:
    r = read("According to Reuters, Turkish President Recep Tayyip Erdogan left.")
    assert [(x.modality, x.speakers) for x in r.extraction.roles] == [("asserted", ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "US President Donald Trump and Russian President Vladimir Putin spoke.",
            {
                ("Donald Trump", "president", "US", "present"),
                ("Vladimir Putin", "president", "RU", "present"),
            },
        ),
        (
            "US Secretary of State Antony Blinken spoke.",
            {("Antony Blinken", "secretary of state", "US", "present")},
        ),
        ("Defence Minister Sergei Shoigu spoke.", {("Sergei Shoigu", "defence minister", "RU", "present")}),
        (
            "Sergey Lavrov and Yuri Ushakov, an aide to Vladimir Putin, spoke.",
            {("Yuri Ushakov", "aide", None, "present")},
        ),
    ],
)
def test_a_title_is_that_of_the_name_it_stands_at(
    read: Read, text: str, expected: set[tuple[str, str, str | None, str]]
) -> None:
    said = read(text).roles
    assert {(who, title) for who, title, _, _ in said} == {(who, title) for who, title, _, _ in expected}
    assert {r for r in expected if r[2]} <= said


def test_the_presidential_administration_is_that_of_the_country_spoken_of(read: Read) -> None:
    r = read("Dmitry Kozak, a deputy head of the presidential administration, left.")
    assert ("Dmitry Kozak", "deputy head", "Presidential Administration of Russia", "present") in r.roles


def test_a_capital_office_explains_a_name_and_a_byline_does_not(read: Read) -> None:
    said = read("The Norwegian Foreign Minister, Anna Berg, visited Chad.")
    assert ("Anna Berg", "foreign minister", "NO", "present") in said.roles
    assert read("Norway and Chad met on Monday. ab (Reuters, AP) Editor: Anna Berg").roles == set()
