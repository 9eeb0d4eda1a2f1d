"""Military units and coalitions by name, and words that name none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


def bodies(read: Read, text: str) -> set[str]:
    return {a.name for a in read(text).extraction.actors if a.kind == "organization"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Soldiers from the 7th Infantry Division met Jordanian troops.", "7th Infantry Division"),
        ("Col. John Smith, 99th Air Wing commander, spoke to reporters.", "99th Air Wing"),
        ("On Monday the Coalition destroyed a depot of Boko Haram.", "Coalition"),
    ],
)
def test_a_unit_is_an_organization(read: Read, text: str, unit: str) -> None:
    assert unit in bodies(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "The division between Norway and Chad grew.",
        "Norway won the 3rd round, and the company of Chad was welcome.",
        "Coalition talks in Norway failed.",
    ],
)
def test_common_nouns_name_no_unit(read: Read, text: str) -> None:
    assert not bodies(read, text) & {"division", "Division", "3rd", "Coalition"}


def test_a_commander_is_of_his_unit(read: Read) -> None:
    said = read("Col. John Smith, 99th Air Wing commander, spoke to reporters.").extraction
    names = {a.id: a.name for a in said.actors}
    assert [(names[r.actor], r.title, names[r.organization]) for r in said.roles] == [
        ("John Smith", "commander", "99th Air Wing")
    ]
