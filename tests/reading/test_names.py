"""Names of one article: short forms it introduces, parts of longer names, what is no name, and who belongs where."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


def test_a_short_form_in_brackets_is_the_body_named_before_it(read: Read) -> None:
    r = read("Jan Novak joined the Baltic Fisheries Watch Union (BFWU) in May. The BFWU thanked Jan Novak.")
    assert "BFWU" in r.mentions("Baltic Fisheries Watch Union")
    assert "BFWU" not in r.actors


def test_a_bracket_of_another_kind_joins_nothing(read: Read) -> None:
    r = read("Jan Novak (BBC) met the Baltic Fisheries Union. The BBC reported it.")
    assert "BBC" in r.actors
    assert r.mentions("Jan Novak") == ["Jan Novak"]


def test_the_last_or_first_words_of_one_longer_name_are_that_name(read: Read) -> None:
    r = read("The European Commission fined Jan Novak. The Commission said so on Monday.")
    assert "Commission" not in r.actors
    assert len([m for m in r.mentions("European Commission") if "Commission" in m]) == 2


def test_a_given_name_or_a_name_without_it_is_the_only_person_it_can_be(read: Read) -> None:
    r = read("Elmar Vonn Kapper resigned. Vonn Kapper, 50, thanked Eva Bell.")
    assert r.mentions("Elmar Vonn Kapper")[:2] == ["Elmar Vonn Kapper", "Vonn Kapper"]


def test_a_body_of_a_state_is_the_known_one_in_every_form(read: Read) -> None:
    r = read(
        "Russia's Security Council met on Monday. The Security Council of Russia heard Sergey Lavrov. "
        "The Security Council then rose."
    )
    assert [n for n in r.actors if "Security" in n] == ["Security Council of Russia"]


@pytest.mark.parametrize("tail", [" abc/de (AFP, Reuters)", " Author: Jan Novak Editor: Eva Bell"])
def test_a_byline_under_an_article_is_not_read(read: Read, tail: str) -> None:
    r = read("Angela Merkel met Emmanuel Macron in Paris." + tail)
    assert {"Angela Merkel", "Emmanuel Macron"} <= set(r.actors)
    assert not {"Reuters", "Jan Novak", "Eva Bell"} & set(r.actors)


def test_two_people_joined_by_and_are_two(read: Read) -> None:
    r = read("Jacob Zuma and Xi Jinping met in Durban. Both Xi and Zuma were pleased.")
    assert not [n for n in r.actors if " and " in n]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Ann Bellamy of Amnesty International criticized Peru.", ("Ann Bellamy", "Amnesty International")),
        ("Ann Bellamy from Amnesty International spoke.", ("Ann Bellamy", "Amnesty International")),
    ],
)
def test_a_name_with_of_and_a_body_belongs_to_it(read: Read, text: str, pair: tuple[str, str]) -> None:
    assert (pair[0], "MEMBER_OF", pair[1]) in read(text).claims


def test_a_name_beside_a_body_does_not_belong_to_it(read: Read) -> None:
    r = read(
        "Ann Bellamy thanked Amnesty International. Police freed Ann Bellamy from Amnesty International."
    )
    assert not [c for c in r.claims if c[1] == "MEMBER_OF"]


def test_one_title_is_that_of_each_name_with_its_own_country(read: Read) -> None:
    r = read("The presidents Dilma Rousseff of Brazil and Pedro Marin of Chile met.")
    assert {
        ("Dilma Rousseff", "president", "BR", "present"),
        ("Pedro Marin", "president", "CL", "present"),
    } <= r.roles


def test_a_post_is_one_only_with_its_body(read: Read) -> None:
    assert ("Jan Novak", "expert", "Amnesty International", "present") in read(
        "Jan Novak, an expert at Amnesty International, spoke."
    ).roles
    assert read("Jan Novak, an expert, spoke.").roles == set()


def test_a_people_in_the_plural_is_a_group_of_its_state(read: Read) -> None:
    found = read("Erdogan accused the Swedes of sheltering militants.")
    assert (found.actors["Swedes"].kind, found.actors["Swedes"].country) == ("group", "SE")
    assert "Finnish" not in read("Norway praised the Finnish plan.").actors


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan Novak, professor of law at Saint Mary's College of Iowa, fled.", "Saint Mary's College of Iowa"),
        ("Jan Novak is a lecturer at King's College London.", "King's College London"),
        ("Jan Novak, dean of Oxford's Kennedy School, met Eva Bell.", "Kennedy School"),
        ("Eva Bell is the first Native American Supreme Court justice.", "Supreme Court"),
        ("The Native American Rights Fund sued Jan Novak.", "Native American Rights Fund"),
        ("Jan Novak is the leader of the Christian Democratic Party.", "Christian Democratic Party"),
        ("Jan Novak is a member of the Democratic Party.", "Democratic Party (United States)"),
        ("Scottish Labour leader Jan Novak met Eva Bell.", "Scottish Labour"),
        ("Former Labour leader Jan Novak met Eva Bell.", "Labour Party (United Kingdom)"),
        ("Eva Bell, chair of the Iowa Democratic Party, met Jan Novak.", "Iowa Democratic Party"),
        ("The Travis County Democratic Party praised Jan Novak.", "Travis County Democratic Party"),
    ],
)  # fmt: skip
def test_a_body_is_called_by_its_whole_name_and_by_no_more(read: Read, text: str, name: str) -> None:
    bodies = {a.name for a in read(text).extraction.actors if a.kind == "organization"}
    assert bodies == {name}
