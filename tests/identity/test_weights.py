"""The table of weights: everything in it has a reason and its own examples."""

from __future__ import annotations

from polgraph.identity.weights import is_generic, load, table


def test_every_weight_has_a_reason() -> None:
    assert all(len(row["reason"].split()) > 4 for row in table()["weights"].values())


def test_names_of_all_states_are_generic_and_others_are_not() -> None:
    generic = table()["generic"]
    assert [n for n in generic["match"] if not is_generic(n)] == []
    assert [n for n in generic["apart"] if is_generic(n)] == []


def test_nothing_about_a_surname_alone_joins_across_articles() -> None:
    """Without company neither a country nor an office makes somebody of a bare surname."""
    of = load().of
    assert of["surname_same"] + of["country_same"] + of["office_same"] < load().same
    assert of["name_same"] + of["country_other"] < load().doubtful
    assert of["name_possible"] < load().same <= of["name_likely"]
