"""Whom "it", "they", "the two leaders" and a quoted "I" mean, and where that stays unclear."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

from polgraph.loaders import make_article
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]


def test_it_is_the_state_or_body_that_speaks(read: Read) -> None:
    r = read("Russia said it would attack Poland. It accused NATO of fraud.")
    assert r.mentions("Russia") == ["Russia", "it", "It"]
    assert ("Russia", "ACCUSED", "NATO") in r.claims


@pytest.mark.parametrize(
    "text",
    [
        "The deal angered Russia. It accused Poland of nothing.",
        "Russia slept. It rained in Poland.",
        "Russia said that Poland attacked its ports.",
        "Russia praised the deal. It worked.",
    ],
)
def test_it_is_nobody_where_something_else_may_be_meant(read: Read, text: str) -> None:
    r = read(text)
    assert not [m.text for a in r.extraction.actors for m in a.mentions if m.form == "pronoun"]


def test_they_are_the_group_or_all_who_are_joined(read: Read) -> None:
    assert read("Protesters gathered. They accused Peru of fraud.").mentions("Protesters") == [
        "Protesters",
        "They",
    ]
    r = read("Germany and Hungary said they would sanction Russia.")
    assert {("Germany", "SANCTIONED", "Russia"), ("Hungary", "SANCTIONED", "Russia")} <= r.claims


def test_they_are_nobody_where_two_groups_may_be_meant(read: Read) -> None:
    r = read("Protesters clashed with police. They accused Peru of fraud.")
    assert "They" not in [m.text for a in r.extraction.actors for m in a.mentions]


def test_the_two_leaders_are_the_only_two_before(read: Read) -> None:
    r = read("Emmanuel Macron met Olaf Scholz. The two leaders criticized Russia.")
    assert {("Emmanuel Macron", "CRITICIZED", "Russia"), ("Olaf Scholz", "CRITICIZED", "Russia")} <= r.claims
    both = read("Peru and Chile slept. Both countries criticized Russia.")
    assert {("Peru", "CRITICIZED", "Russia"), ("Chile", "CRITICIZED", "Russia")} <= both.claims


def test_of_three_people_the_two_are_unclear(read: Read) -> None:
    r = read("Emmanuel Macron, Olaf Scholz and Donald Tusk met. The two leaders criticized Russia.")
    assert not [
        c for c in r.claims if c[0] in ("Emmanuel Macron", "Olaf Scholz", "Donald Tusk") and c[2] == "Russia"
    ]


def test_i_in_a_quotation_is_who_says_it(read: Read) -> None:
    r = read('"I criticized Hungary," Sergey Lavrov said. "We criticized Poland," he added.')
    assert r.mentions("Sergey Lavrov") == ["I", "Sergey Lavrov", "he"]
    assert read("I saw what Sergey Lavrov said.").mentions("Sergey Lavrov") == ["Sergey Lavrov"]


def test_every_mention_has_the_rule_that_made_it_one(reader: Reader) -> None:
    text = "Emmanuel Macron slept. Macron said he was calm. Protesters gathered. The protesters said they were calm."
    _, cast = reader.cast(make_article(id="w", text=text, published="2024-03-01", language="en"))
    whys = {a.name.lower(): [why for _, why in cast.why(a.id)] for a in cast.actors}
    assert whys["emmanuel macron"] == ["name:known", "name:surname", "pronoun:subject of the sentence"]
    assert whys["protesters"][1:] == ["described:only one before", "they:subject above"]


def test_the_two_and_both_sides_and_their_talks(read: Read) -> None:
    two = read("Emmanuel Macron thanked Olaf Scholz after the two had criticized Peru.")
    assert {("Emmanuel Macron", "CRITICIZED", "Peru"), ("Olaf Scholz", "CRITICIZED", "Peru")} <= two.claims
    talks = read(
        "Peru slept. Chile slept. Nobody slept. Nobody slept. Talks between the two countries failed."
    )
    assert talks.claims & {("Peru", "NEGOTIATED_WITH", "Chile"), ("Chile", "NEGOTIATED_WITH", "Peru")}
    three = read("Peru slept. Chile slept. Cuba slept. Nobody slept. Talks between the two countries failed.")
    assert not [c for c in three.claims if c[1] == "NEGOTIATED_WITH" and c[0] in ("Peru", "Chile", "Cuba")]
    assert not [a for a in read("The two slept.").extraction.actors if "two" in a.name]


def test_they_are_two_delegations_that_one_noun_names(read: Read) -> None:
    r = read("Delegations from Peru and Chile met. They agreed on a truce.")
    assert {frozenset((a, b)) for a, p, b in r.claims if p == "AGREED_WITH"} == {
        frozenset(("Peruvian delegation", "Chilean delegation"))
    }


def test_him_is_not_who_does_it(read: Read) -> None:
    r = read("Viktor Orban received Ulf Kristersson in Budapest and agreed with him.")
    assert {frozenset((a, b)) for a, p, b in r.claims if p == "AGREED_WITH"} == {
        frozenset(("Viktor Orbán", "Ulf Kristersson"))
    }
    asked = read("Donald Trump asked Volodymyr Zelensky to sign, but he refused.")
    assert ("Volodymyr Zelensky", "OPPOSED", "Donald Trump") in asked.claims


def test_people_are_named_by_the_body_or_state_behind_them(read: Read) -> None:
    r = read("Foreign leaders slept. Leaders of the European Union and allies of Peru criticized Russia.")
    assert {"leaders of the European Union", "allies of Peru"} <= {
        a.name.replace("Leaders", "leaders") for a in r.extraction.actors
    }
