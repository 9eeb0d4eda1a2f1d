"""Offices by way of others: predecessors, counterparts, "the judge" after "Judge Bell", and roles in clauses behind a name."""

from __future__ import annotations

from collections.abc import Callable

from reading.conftest import Reading

Read = Callable[..., Reading]


def test_a_predecessor_held_the_office_before(read: Read) -> None:
    r = read("Emmanuel Macron criticized his predecessor.")
    assert r.mentions("François Hollande") == ["his predecessor"]
    assert len([a for a in read("Jan Novak criticized his predecessor.").actors.values() if a.wikidata]) == 0


def test_a_counterpart_holds_the_same_office_elsewhere(read: Read) -> None:
    r = read("Sergey Lavrov met his Turkish counterpart.")
    assert ("Sergey Lavrov", "MET_WITH", "Hakan Fidan") in r.claims
    past = read("Angela Merkel met her Turkish counterpart.")
    assert set(past.actors) & {"Recep Tayyip Erdoğan", "Hakan Fidan"} == set(), "she holds the office no more"


def test_the_judge_is_who_is_called_judge(read: Read) -> None:
    assert read("Judge Ann Bell slept. The judge criticized Peru.").mentions("Ann Bell") == [
        "Ann Bell",
        "The judge",
    ]
    assert "The lawyer" in read("Carl Day, a lawyer, slept. The lawyer criticized Peru.").mentions("Carl Day")
    two = read("Judge Ann Bell and Judge Eva Day slept. The judge criticized Peru.")
    assert "The judge" not in [m.text for a in two.extraction.actors for m in a.mentions]


def test_the_secretary_of_state_is_no_other_secretary(read: Read) -> None:
    r = read("Peru criticized the US secretary of state.")
    assert r.mentions("Marco Rubio") == ["the US secretary of state"]
    assert ("Marco Rubio", "secretary of state", "US", "present") in r.roles


def test_roles_of_relative_clauses_and_expectations(read: Read) -> None:
    r = read("Jan Novak, who was president of Peru, slept.")
    assert ("Jan Novak", "president", "PE", "past") in r.roles
    assert ("Jan Novak", "president", "PE", "present") in read(
        "Jan Novak has been president of Peru since 2019."
    ).roles
    assert ("Jan Novak", "president", "PE", "past") in read("Peru's ex-president Jan Novak slept.").roles
    assert not read("Jan Novak, whose brother was president of Peru, slept.").roles


def test_what_somebody_is_tipped_to_become_is_a_role_of_the_future(read: Read) -> None:
    r = read("Jan Novak, tipped to become president of Peru, slept.")
    assert ("Jan Novak", "president", "PE", "future") in r.roles
    assert not read("Jan Novak expected the president of Peru to sleep.").roles & {
        ("Jan Novak", "president", "PE", "future")
    }


def test_a_successor_of_who_is_no_longer_in_office_is_unclear(read: Read) -> None:
    r = read("Peru praised a successor of Hillary Clinton.", published="2016-09-12")
    assert "John Kerry" not in r.actors


def test_a_short_name_counts_as_it_is_written(read: Read) -> None:
    assert not read("Let's go. Now Let's see.").extraction.actors
    assert "NATO" in read("NATO slept.").actors
