"""Case endings: each language's own pairs, and what the rules must leave alone."""

from __future__ import annotations

import pytest

from polgraph.identity.endings import bases, declines, forms, table

LANGUAGES = table()["languages"]
MATCH = [(code, a, b) for code, entry in LANGUAGES.items() for a, b in entry["match"]]
APART = [(code, a, b) for code, entry in LANGUAGES.items() for a, b in entry["apart"]]


@pytest.mark.parametrize(("code", "left", "right"), MATCH)
def test_forms_of_one_name_share_a_base(code: str, left: str, right: str) -> None:
    assert set(bases(left, code)) & set(bases(right, code))


@pytest.mark.parametrize(("code", "left", "right"), APART)
def test_other_names_share_none(code: str, left: str, right: str) -> None:
    assert not set(bases(left, code)) & set(bases(right, code))


def test_every_language_has_a_pair_that_matches_and_one_that_does_not() -> None:
    assert all(entry["match"] and entry["apart"] for entry in LANGUAGES.values())


def test_a_language_without_a_table_keeps_its_words() -> None:
    assert bases("Maria Moreno", "es") == ("maria moreno",)
    assert bases("Anna Bell", None) == ("anna bell",)
    assert not declines("en") and declines("uk-UA") and declines("sr")


def test_a_short_word_is_no_form_of_a_shorter_one() -> None:
    assert bases("Іра", "uk") == ("іра",)


def test_a_name_of_many_words_has_a_bounded_number_of_forms() -> None:
    assert len(bases("Міжнародної асоціації великої української громади міста", "uk")) <= 48


@pytest.mark.parametrize("code", table()["sounds"])
def test_a_name_is_compared_as_it_is_heard(code: str) -> None:
    written, heard = table()["sounds"][code]["spelt"]
    assert heard in forms(written, code)
    assert written in forms(written, code)
    assert heard not in forms(written, "cs")
