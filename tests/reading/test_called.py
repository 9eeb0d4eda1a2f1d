"""A name and the words beside it that only say what it is are one actor; a body named with its state is that state's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The Fatah movement accused Israel of murder.", "Fatah", "The Fatah movement"),
        ("The ruling Law and Justice party criticised Norway.", "Law and Justice", "The ruling Law and Justice party"),
        ("The militant group Hamas attacked Egypt.", "Hamas", "The militant group"),
        ("The Hezbollah militia attacked Egypt.", "Hezbollah", "The Hezbollah militia"),
        ("The Hamas militant group attacked Egypt.", "Hamas", "The Hamas militant group"),
        ("The newspaper Le Monde criticised Norway.", "Le Monde", "The newspaper"),
        ("Police arrested members of the opposition party Pastef in Dakar.", "Pastef", "the opposition party"),
    ],
)  # fmt: skip
def test_words_that_only_say_what_a_body_is_stand_for_it(
    read: Callable[..., Reading], text: str, name: str, words: str
) -> None:
    bodies = [a for a in read(text).extraction.actors if a.kind == "organization"]
    assert [a.name for a in bodies] == [name]
    assert words in {m.text for m in bodies[0].mentions}


@pytest.mark.parametrize(
    "text",
    [
        "A Hamas group attacked Egypt.",  # one of several
        "The Labour government criticised Norway.",  # not the party
        "The NATO company Bell praised Norway.",  # NATO is no company
        "The UN agency criticised Norway.",  # one of its agencies
    ],
)
def test_words_for_another_body_stand_for_another(read: Callable[..., Reading], text: str) -> None:
    reading = read(text)
    subject = {c.subject for c in reading.extraction.claims}
    known = {
        a.id for a in reading.extraction.actors if a.name in ("Hamas", "NATO", "United Nations") or a.wikidata
    }
    assert subject and subject.isdisjoint(known)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peru's Congress accused Norway of fraud. Congress praised Spain.", {"Peruvian Congress"}),
        ("Congress accused Donald Trump of fraud.", {"United States Congress"}),
        ("Shimon Peres of the Labour Party criticised Israel.", {"Labour Party"}),
        ("Keir Starmer of the Labour Party criticised Israel.", {"Labour Party (United Kingdom)"}),
        ("Kenya's Supreme Court criticised Norway. The Supreme Court praised Spain.", {"Kenyan Supreme Court"}),
        ("Peru's Foreign Ministry spokesman Juan Vilca criticised Norway.", {"Peruvian Foreign Ministry"}),
        ("The Ghanaian Senate and the Kenyan Senate criticised Norway.", {"Ghanaian Senate", "Kenyan Senate"}),
    ],
)  # fmt: skip
def test_a_body_named_with_its_state_is_that_of_the_state(
    read: Callable[..., Reading], text: str, names: set[str]
) -> None:
    assert {a.name for a in read(text).extraction.actors if a.kind == "organization"} == names


@pytest.mark.parametrize(
    ("text", "member", "body"),
    [
        ("Pro-Boeing activist Ivan Petrov praised Kenya.", "Ivan Petrov", "Boeing"),
        ("India accused Jaish-e-Mohammad of fraud.", "India", "Mohammad"),
    ],
)
def test_a_part_of_a_word_is_no_body(read: Callable[..., Reading], text: str, member: str, body: str) -> None:
    found = read(text)
    assert member in found.actors and not any(o == body for _, _, o in found.claims)
