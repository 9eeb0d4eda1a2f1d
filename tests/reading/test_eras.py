"""Posts and ties of a former time, seats that are only sought, offices over territories, services one joins as a user."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def ties(read: Read, text: str) -> set[tuple[str, str, str, str | None]]:
    found = read(text, published="2019-05-02")
    return {
        (found.names[c.subject], c.predicate, found.names[c.object], c.phase)
        for c in found.extraction.claims
        if c.phase
    }


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        (
            "Karl Haas, chairman of the Federal Reserve in the Carter administration, met Joe Biden.",
            ("Karl Haas", "MEMBER_OF", "Federal Reserve", "past"),
        ),
        (
            "Karl Haas, a director at the Pentagon under former President Obama, met Joe Biden.",
            ("Karl Haas", "MEMBER_OF", "United States Department of Defense", "past"),
        ),
        (
            "Karl Haas, an adviser to Angela Merkel during her time in office, met Joe Biden.",
            ("Karl Haas", "SERVES", "Angela Merkel", "past"),
        ),
        ("Joe Biden's first wife, Anna, died.", ("Anna", "FAMILY_OF", "Joe Biden", "past")),
        (
            "Ronald Reagan sent his secretary, Karl Haas, to Paris.",
            ("Karl Haas", "SERVES", "Ronald Reagan", "past"),
        ),
        (
            "Barack Obama's secretary of labor, Karl Haas, met Joe Biden.",
            ("Karl Haas", "SERVES", "Barack Obama", "past"),
        ),
        (
            "Karl Haas, head of Amnesty International, was killed in Chad.",
            ("Karl Haas", "MEMBER_OF", "Amnesty International", "past"),
        ),
        (
            "Karl Haas will become chairman of Amnesty International.",
            ("Karl Haas", "MEMBER_OF", "Amnesty International", "future"),
        ),
    ],
)
def test_a_tie_of_another_time_says_so(read: Read, text: str, tie: tuple[str, str, str, str]) -> None:
    assert tie in ties(read, text)


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        (
            "Karl Haas, a director at the Pentagon under James Mattis, met Joe Biden.",
            ("Karl Haas", "MEMBER_OF", "United States Department of Defense", "present"),
        ),
        (
            "Karl Haas, a director of Amnesty International in Berlin, met Joe Biden.",
            ("Karl Haas", "MEMBER_OF", "Amnesty International", "present"),
        ),
        (
            "Karl Haas, an adviser to former President Barack Obama, met Joe Biden.",
            ("Karl Haas", "SERVES", "Barack Obama", "present"),
        ),
        ("Joe Biden's wife, Jill, spoke.", ("Jill", "FAMILY_OF", "Joe Biden", "present")),
        (
            "Hillary Clinton's secretary, Karl Haas, met Joe Biden.",
            ("Karl Haas", "SERVES", "Hillary Clinton", "present"),
        ),
        (
            "Barack Obama's spokesman Karl Haas met Joe Biden.",
            ("Karl Haas", "REPRESENTS", "Barack Obama", "present"),
        ),
        (
            "Karl Haas, head of Amnesty International, was honored in Chad.",
            ("Karl Haas", "MEMBER_OF", "Amnesty International", "present"),
        ),
        (
            "A Supreme Court judge met Joe Biden.",
            ("Supreme Court judge", "MEMBER_OF", "Supreme Court", "present"),
        ),
        (
            "Karl Haas will remain chairman of Amnesty International.",
            ("Karl Haas", "MEMBER_OF", "Amnesty International", "present"),
        ),
        (
            "Bank of England official Karl Haas and Lisa Cook, a governor of the Federal Reserve, met.",
            ("Lisa Cook", "MEMBER_OF", "Federal Reserve", "present"),
        ),
        (
            "Karl Haas, House editor for the Washington Post, met Joe Biden.",
            ("Karl Haas", "MEMBER_OF", "The Washington Post", "present"),
        ),
        (
            "Democratic Party nominee Karl Haas met Joe Biden.",
            ("Karl Haas", "MEMBER_OF", "Democratic Party (United States)", "present"),
        ),
        ("Karl Haas joined Facebook as head of policy.", ("Karl Haas", "MEMBER_OF", "Facebook", "present")),
    ],
)
def test_a_tie_of_today_stays_one(read: Read, text: str, tie: tuple[str, str, str, str]) -> None:
    assert tie in ties(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Karl Haas became the Republican Senate candidate.",
        "The Moderna candidate was shown to Joe Biden.",
        "ABT Premier Karl Haas met Joe Biden.",
        "Karl Haas will remain Acting Premier of the Territory.",
        "Anna Haas voiced her opposition to the plan.",
        "Karl Haas joined TikTok in March.",
        "White House correspondent Karl Haas met Joe Biden.",
        "Hispanic Caucus members met Joe Biden.",
        "Karl Haas, shadow minister for Foreign Affairs, met Joe Biden.",
        "Joe Biden wants to appoint a Supreme Court judge.",
        "Joe Biden will push a Supreme Court judge through.",
        "The group debating on Monday includes Karl Haas.",
    ],
)
def test_no_membership(read: Read, text: str) -> None:
    assert not any(what == "MEMBER_OF" for _, what, _, _ in ties(read, text))


def test_two_titles_of_one_woman_are_no_kinship(read: Read) -> None:
    found = ties(read, "Maria Lopez, niece of Karl Haas and Joe Biden's new campaign manager, spoke.")
    assert {(a, b) for a, what, b, _ in found if what == "FAMILY_OF"} == {("Maria Lopez", "Karl Haas")}
    found = ties(read, "Maria Lopez, daughter of Karl Haas and Anna Haas, spoke.")
    assert {b for _, what, b, _ in found if what == "FAMILY_OF"} == {"Karl Haas", "Anna Haas"}


def test_a_body_is_that_of_the_assistant_not_of_whom_he_serves(read: Read) -> None:
    text = "Karl Haas served as special assistant to the president in the Office of Trade."
    assert not any(a != "Karl Haas" for a, what, _, _ in ties(read, text) if what == "MEMBER_OF")


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("Karl Haas, a critic of Joe Biden, spoke.", True),
        ("Karl Haas, a critic of Joe Biden's rule, spoke.", True),
        ("Karl Haas, a critic of Joe Biden's plan to cut taxes, spoke.", False),
        ("Supporters of Joe Biden marched.", True),
        ("Supporters of Joe Biden's tax plan marched.", False),
    ],
)
def test_who_is_for_or_against_a_plan_is_no_ally_or_rival(read: Read, text: str, tied: bool) -> None:
    found = {what for _, what, whom, _ in ties(read, text) if whom == "Joe Biden"}
    assert bool(found & {"RIVAL_OF", "ALLY_OF"}) is tied
