"""Who fights whom: the backed side of a fight, means, coalitions, and who is only spoken of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def attacks(read: Read, text: str) -> set[tuple[str, str]]:
    return {(who, whom) for who, what, whom in read(text).claims if what == "ATTACKED"}


@pytest.mark.parametrize(
    ("text", "who", "whom"),
    [
        ("Norway reiterates support for Chad in the fight against Boko Haram.", {"Chad"}, "Boko Haram"),
        (
            "Norway reiterates its support for Chad and the Nigerien army in their fight against Boko Haram.",
            {"Chad", "Nigerien army"},
            "Boko Haram",
        ),
        (
            "Chad conducted five strikes using bomber and fighter aircraft against Boko Haram.",
            {"Chad"},
            "Boko Haram",
        ),
        ("Chad is working to defeat Boko Haram.", {"Chad"}, "Boko Haram"),
    ],
)
def test_who_fights(read: Read, text: str, who: set[str], whom: str) -> None:
    assert attacks(read, text) == {(w, whom) for w in who}


@pytest.mark.parametrize(
    "text",
    [
        "Norway met Chad to speak of the fight against Boko Haram.",
        "Norway supports Chad in its bid against hunger.",
        "The Labour Party is working to defeat the Conservative Party.",
        "Norway used an argument against Chad, using figures from France.",
    ],
)
def test_who_does_not_fight(read: Read, text: str) -> None:
    assert attacks(read, text) == set()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Turkish helicopters and warplanes attacked Syria.", "Turkey"),
        ("Turkish F-16 fighter bombers bombed Syria.", "Turkey"),
        ("Turkish tanks and troops attacked Syria.", "Turkish troops"),
        ("Rebel songs and troops attacked Syria.", "troops"),
        ("A suicide bomber bombed Syria.", "suicide bomber"),
    ],
)
def test_arms_strike_for_their_state_and_troops_share_its_adjective(read: Read, text: str, who: str) -> None:
    assert attacks(read, text) == {(who, "Syria")}


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes attacked Syria.",
        "Jets struck Aleppo City and B-52 bombers hit Syria.",
        "Turkey targeted Ivan Petrov's symbols of power.",
        "Turkish troops marched, killing one.",
        "Turkey met those who attack Syria.",
    ],
)
def test_arms_of_nobody_things_and_nobody_in_particular_are_no_ends(read: Read, text: str) -> None:
    assert attacks(read, text) == set()


def test_who_is_near_a_person_is_hit_with_him(read: Read) -> None:
    assert attacks(read, "Turkey bombed Ivan Petrov's convoy.") == {("Turkey", "Ivan Petrov")}
    assert attacks(read, "Turkey bombed Syria's offices.") == {("Turkey", "Syria")}
    assert attacks(read, "Turkey arrested those who attacked Syria.") == {("those", "Syria")}
