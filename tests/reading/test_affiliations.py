"""Who belongs to a body by the words alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def members(read: Read, text: str) -> set[tuple[str, str]]:
    return {(who, whom) for who, what, whom in read(text).claims if what == "MEMBER_OF"}


@pytest.mark.parametrize(
    ("text", "who", "body"),
    [
        ("Carl Day of Amnesty International spoke to Angela Merkel.", "Carl Day", "Amnesty International"),
        ("Hamas fighters attacked Israel on Monday.", "Hamas fighters", "Hamas"),
        ("UN inspectors accused Iraq of hiding files.", "UN inspectors", "United Nations"),
        (
            "Two officers of the Federal Security Service accused Estonia of spying.",
            "Two officers",
            "Federal Security Service",
        ),
    ],
)
def test_a_body_in_the_words_is_a_membership(read: Read, text: str, who: str, body: str) -> None:
    assert (who, body) in members(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Hamas hostages accused Israel of delay.",
        "NATO critics attacked the plan of Germany.",
        "Carl Day and Amnesty International accused Iran.",
        "Gazprom customers sued Germany.",
        "Israeli soldiers attacked Hamas.",
    ],
)
def test_who_is_only_named_with_a_body_is_no_member(read: Read, text: str) -> None:
    assert members(read, text) == set()


def test_the_label_of_a_lawmaker_is_his_party(read: Read) -> None:
    found = members(read, "Rep. Gwen Moore (D-Wis.) met Paul Ryan in Madison (Wis.) on Friday.")
    assert found == {("Gwen Moore", "Democratic Party (United States)")}


@pytest.mark.parametrize(
    ("text", "who", "body"),
    [
        (
            "Members of the African Union include Chad, Niger and Mali.",
            {"Chad", "Niger", "Mali"},
            "African Union",
        ),
        ("NATO countries such as Norway and Denmark sent aid to Ukraine.", {"Norway", "Denmark"}, "NATO"),
        ("NATO states, including Norway, met in Oslo.", {"Norway"}, "NATO"),
        (
            "On Monday the Coalition met. Coalition nations which bombed Mali include Chad and Niger.",
            {"Chad", "Niger"},
            "Coalition",
        ),
    ],
)
def test_members_by_example(read: Read, text: str, who: set[str], body: str) -> None:
    assert {w for w, b in members(read, text) if b == body} >= who


@pytest.mark.parametrize(
    "text",
    [
        "NATO countries, unlike Russia and China, signed the deal.",
        "NATO partners such as Japan and Australia sent aid.",
        "Threats to NATO include Russia and Iran.",
    ],
)
def test_examples_of_others_are_no_members(read: Read, text: str) -> None:
    assert members(read, text) == set()


def test_airmen_belong_to_their_wing(read: Read) -> None:
    assert ("Forty airmen", "99th Air Wing") in members(
        read, "Forty airmen from the 99th Air Wing left for Turkey."
    )


@pytest.mark.parametrize(
    ("text", "who", "body"),
    [
        ("NATO members France, Turkey and Spain sent troops.", {"France", "Spain"}, "NATO"),
        ("The alliance, including Spain and Latvia, met Joe Biden.", {"Spain", "Latvia"}, "alliance"),
        ("The party's senators met Joe Biden.", {"senators"}, "party"),
        (
            "Students of Columbia University met Joe Biden.",
            {"Students of Columbia University"},
            "Columbia University",
        ),
        (
            "The head of Amnesty International, Carl Day, met Joe Biden.",
            {"Carl Day"},
            "Amnesty International",
        ),
        ("Amnesty International CEO Carl Day met Joe Biden.", {"Carl Day"}, "Amnesty International"),
    ],
)
def test_members_by_owner_list_and_apposition(read: Read, text: str, who: set[str], body: str) -> None:
    assert {(w, body) for w in who} <= members(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "NATO members asked Spain for help.",
        "The alliance attacked places including Chad.",
        "The party's donors met Joe Biden.",
        "Friends of Columbia University met Joe Biden.",
        "The office of Amnesty International, Carl Day, met Joe Biden.",
    ],
)
def test_who_is_only_near_a_list_or_owner_is_no_member(read: Read, text: str) -> None:
    named = {"Spain", "Chad", "donors", "Friends of Columbia University", "Carl Day"}
    assert not named & {who for who, _ in members(read, text)}
