"""The tables of names: every rule does what its example says, every weight is one that a reader can follow."""

import pytest

from polgraph.names import candidate_keys, compare
from polgraph.names.tables import table, weights
from polgraph.names.words import word

SOUNDS = table("sounds")


@pytest.mark.parametrize("rule", SOUNDS["rules"] + SOUNDS["alternatives"], ids=lambda r: r["find"])
def test_a_rule_of_sound_joins_its_pair(rule: dict[str, str]) -> None:
    one, other = (word(w).sounds for w in rule["pair"])
    assert one & other


@pytest.mark.parametrize(
    ("one", "other"),
    [("putin", "patin"), ("biden", "baden"), ("kim", "kam"), ("merkel", "markel"), ("li", "la")],
)
def test_no_rule_of_sound_joins_two_vowels(one: str, other: str) -> None:
    assert not word(one).sounds & word(other).sounds


def test_near_names_are_near_and_not_variants_of_each_other() -> None:
    groups = [set(group) for group in table("persons")["variants"]]
    for group in table("persons")["apart"]:
        assert len(set(group)) > 1
    for one, other in (("mario", "maria"), ("olaf", "oleg")):
        assert not any({one, other} <= group for group in groups)


def test_every_weight_has_a_reason() -> None:
    for name, entry in table("weights").items():
        assert len(entry["why"]) > 10, name
    assert 1 - 2 * weights().edit >= 0.5 > 1 - 3 * weights().edit


def test_a_typing_error_scores_less_than_another_transliteration() -> None:
    typed = compare("Viktor Kovalenka", "Viktor Kovalenko")
    spelt = compare("Viktor Kovalyenko", "Віктор Коваленко")
    assert spelt.score > typed.score >= 0.5


def test_reasons_name_the_words() -> None:
    reasons = " ".join(compare("Bob Nowicki", "Robert Adam Nowicki").reasons)
    assert "bob" in reasons and "robert" in reasons and "adam" in reasons


def test_keys_leave_strangers_apart() -> None:
    assert not candidate_keys("Ingrid Lindqvist") & candidate_keys("Pedro Carvalho")
    assert not candidate_keys("Ministry of Defence of Latvia", "organization") & candidate_keys(
        "Ministry of Defence of Chile", "organization"
    )
