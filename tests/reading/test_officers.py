"""Offices without a name: whom the article calls so, who held it at the date of the article, and nobody of today in an article without one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


def meant(r: Reading, words: str) -> list[str]:
    """Whom the words stand for, by name."""
    return sorted(a.name for a in r.actors.values() for m in a.mentions if m.text == words)


@pytest.mark.parametrize(
    "lead",
    [
        "French President Ana Rojas slept.",
        "Ana Rojas, the president of France, slept.",
        "The president of France, Ana Rojas, slept.",
        "President Ana Rojas slept.",
    ],
)
def test_an_office_is_whom_the_article_calls_so(read: Read, lead: str) -> None:
    r = read(f"{lead} Norway criticized the French president.", published=None)
    assert meant(r, "the French president") == ["Ana Rojas"]


@pytest.mark.parametrize(
    "lead",
    [
        "Peruvian President Ana Rojas slept.",
        "Former French President Ana Rojas slept.",
        "French rebel leader Ana Rojas slept.",
        "French Finance Minister Ana Rojas slept.",
        "French President Ana Rojas and French President Eva Day slept.",
    ],
)
def test_who_is_called_something_else_does_not_hold_it(read: Read, lead: str) -> None:
    r = read(f"{lead} Norway criticized the French president.", published=None)
    assert meant(r, "the French president") == ["French president"]


def test_without_a_date_only_a_holder_whom_the_article_names_is_meant(read: Read) -> None:
    r = read("Barack Obama slept. Norway criticized the US president.", published=None)
    assert meant(r, "the US president") == ["Barack Obama"]
    two = read("Barack Obama called Bill Clinton. Norway criticized the US president.", published=None)
    assert meant(two, "the US president") == ["American president"]
    nobody = read("Norway criticized the Indian prime minister.", published=None)
    assert meant(nobody, "the Indian prime minister") == ["Indian prime minister"]


def test_with_a_date_the_holder_of_the_day_goes_before_one_of_another_time(read: Read) -> None:
    text = "It was US President Bill Clinton who began it. Norway criticized the US president."
    assert meant(read(text, published="2015-05-01"), "the US president") == ["Barack Obama"]
    unknown = "US President Ana Rojas slept. Norway criticized the US president."
    assert meant(read(unknown, published="2015-05-01"), "the US president") == ["Ana Rojas"]
