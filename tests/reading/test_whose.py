"""Who is only named as whose or from where somebody else is, and who a bare surname can mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

from polgraph import authority
from polgraph.loaders import make_article
from polgraph.reading.bearers import bearers
from polgraph.reading.candidates import candidates
from polgraph.reading.labels import Labels
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]


def _labelled(reader: Reader, text: str, words: str) -> bool:
    document, cast = reader.cast(make_article(id="w", text=text, published="2025-06-01", language="en"))
    labels = Labels(document, cast, reader.lexicon)
    found = [c for c in candidates(document, cast) if c.actor and text[slice(*c.span)] == words]
    assert found, f"no candidate '{words}'"
    return all(labels.qualifies(c) or labels.in_title(c) for c in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The German shipbuilder paid a minister of Chile.", "German"),
        ("Peru accused Pakistan's ISI of treason.", "Pakistan"),
        ("China accused Australian media of spreading rumors.", "Australian"),
        ("Peru criticized the BBC's Ann Bell.", "BBC"),
        ("A US-based cleric criticized Peru.", "US"),
        ("Mexican billionaire Jan Novak criticized Peru.", "Mexican"),
    ],
)
def test_whose_somebody_private_is_does_nothing_itself(reader: Reader, text: str, words: str) -> None:
    assert _labelled(reader, text, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russian forces shelled Poland.", "Russian"),
        ("Peru rejected Iranian policy.", "Iranian"),
        ("Chile's army attacked Peru.", "Chile"),
        ("Hackers attacked Iranian government websites.", "Iranian"),
        ("A US-led coalition attacked Peru.", "US"),
        ("Peru bombed Chile's energy network.", "Chile"),
        ("Peru criticized Chile.", "Chile"),
    ],
)
def test_a_state_may_be_meant_by_its_forces_policy_and_government(
    reader: Reader, text: str, words: str
) -> None:
    found = [c for c in _labels(reader, text) if c[0] == words]
    assert not any(held for _, held in found)


@pytest.mark.parametrize(
    ("text", "words", "thing"),
    [
        ("Peru inspected the Nord Stream pipeline.", "Nord Stream", False),
        ("Peru mocked NBC ratings.", "NBC", True),
        ("Hamas bombers attacked Peru.", "Hamas", False),
        ("Peru rejected the FBI investigation.", "FBI", False),
        ("Peru freed NATO trainees.", "NATO", False),
        ("Peru rejected NATO expansion.", "NATO", False),
        ("Peru praised UNICEF members.", "UNICEF", True),
    ],
)
def test_who_only_names_a_thing_is_no_end(reader: Reader, text: str, words: str, thing: bool) -> None:
    document, cast = reader.cast(make_article(id="w", text=text, published="2025-06-01", language="en"))
    labels = Labels(document, cast, reader.lexicon)
    found = [
        labels.of_thing(c) for c in candidates(document, cast) if c.actor and text[slice(*c.span)] == words
    ]
    assert found == [thing] * len(found)
    assert found


def _labels(reader: Reader, text: str) -> list[tuple[str, bool]]:
    document, cast = reader.cast(make_article(id="w", text=text, published="2025-06-01", language="en"))
    labels = Labels(document, cast, reader.lexicon)
    return [(text[slice(*c.span)], labels.qualifies(c)) for c in candidates(document, cast) if c.actor]


def test_a_known_surname_with_another_given_name_is_somebody_else(read: Read) -> None:
    r = read("Ivana Trump sued the newspaper. Luis Rubio criticized Donald Trump.")
    assert {"Ivana Trump", "Luis Rubio", "Donald Trump"} <= set(r.actors)
    assert "Marco Rubio" not in r.actors


def test_a_title_says_which_of_two_is_meant(read: Read) -> None:
    r = read("Mrs. Clinton criticized Peru. Mr. Clinton criticized Chile.")
    assert {("Hillary Clinton", "CRITICIZED", "Peru"), ("Bill Clinton", "CRITICIZED", "Chile")} <= r.claims


def test_a_bare_surname_is_of_whom_the_article_names_most(read: Read) -> None:
    r = read("Tom Reed met Bob Dole. Tom Reed left. His wife, Anna Reed, stayed. Reed criticized Peru.")
    assert ("Tom Reed", "CRITICIZED", "Peru") in r.claims


def test_a_king_is_nobody_with_that_surname(read: Read) -> None:
    r = read("Saddam Hussein threatened Kuwait. King Hussein of Jordan criticized Peru.")
    assert ("King Hussein", "CRITICIZED", "Peru") in r.claims
    assert r.mentions("Saddam Hussein") == ["Saddam Hussein"]


@pytest.mark.parametrize(
    ("name", "day", "before", "meant"),
    [
        ("Bush", "1990-08-15", "", ["george-h-w-bush"]),
        ("Obama", "1990-08-15", "", []),
        ("Bush", "2003-04-01", "mr", ["george-w-bush"]),
        ("Bush", None, "", ["george-w-bush"]),
        ("George Bush", "1990-08-15", "", ["george-h-w-bush"]),
        ("Clinton", "1998-02-01", "", ["bill-clinton"]),
        ("Clinton", "2016-09-01", "", ["bill-clinton", "hillary-clinton"]),
        ("Clinton", "2016-09-01", "mrs", ["hillary-clinton"]),
        ("Merkel", "2006-01-01", "mr", []),
    ],
)
def test_a_bare_surname_means_whom_its_day_and_title_allow(
    name: str, day: str | None, before: str, meant: list[str]
) -> None:
    assert [p.id for p in bearers(authority.load().person(name), day, before)] == meant


def test_an_abbreviation_is_no_longer_body_that_begins_or_ends_with_it(read: Read) -> None:
    r = read("The DNC met Jan Novak. The DNC Rules Committee criticized Jan Novak. The DNC resigned.")
    assert {"DNC", "DNC Rules Committee"} <= set(r.actors)
    assert r.mentions("DNC Rules Committee") == ["DNC Rules Committee"]


def test_a_common_noun_is_the_body_whose_name_says_what_it_is(read: Read) -> None:
    r = read("The Baltic Police Federation met. The police arrested Jan Novak.")
    assert "The police" not in r.mentions("Baltic Police Federation")
    r = read("The Defence Ministry met. The ministry criticized Peru.")
    assert "The ministry" in r.mentions("Defence Ministry")


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("Bell Group PLC sued Palestine.", "Bell Group PLC", "Palestinian Legislative Council"),
        ("The New York businessman criticized Peru.", "New York businessman", "York businessman"),
        ("Even the judge criticized Peru.", "judge", "Even judge"),
        ("Eva Novak's press team criticized Peru.", "press team", "Eva press team"),
        ("Peru appealed to African-American voters.", "African-American voters", "American voters"),
        ("Christian Democrats criticized Peru.", "Christian Democrats", "Democrats"),
        ("N. Korea threatened Peru.", "North Korea", "N. Korea"),
        ("Foreign policy analysts criticized Peru.", "Foreign policy analysts", "Foreign Policy"),
        ("Peru's secretary Volker Kauder criticized Chile.", "Volker Kauder", "secretary Volker"),
        ("It cost Peru US$ 50 million, Chile said.", "Chile", "United States"),
        ("Chile criticized a singer of Turkish descent.", "Chile", "Turkey"),
        ("The Franco-German brigade met Peru.", "Peru", "Franco-German"),
        ("Jan Novak of the European Council on Foreign Relations left.", "Jan Novak", "European Council"),
        ("U.S. Trade Representative Carla Hills criticized Peru.", "Carla Hills", "Trade"),
        ("Peru praised the Ottoman Turks.", "Ottoman Turks", "Turkey"),
        ("Jan Novak is joining forces with Peru.", "Peru", "forces"),
        ("Peru rejected Brexit and Chile criticized it.", "Chile", "Brexit"),
    ],
)
def test_no_name_is_cut_or_made_of_what_is_none(read: Read, text: str, there: str, not_there: str) -> None:
    found = set(read(text).actors)
    assert not_there not in found
    assert there in found


def test_the_second_of_two_posts_is_the_same_person(read: Read) -> None:
    r = read("Jan Novak, president and chief executive of Magna, criticized Peru.")
    assert {a.name for a in r.extraction.actors if a.kind == "person"} == {"Jan Novak"}
    two = read("Jan Novak met a lawyer and a judge.")
    assert len([a for a in two.extraction.actors if a.kind == "person"]) == 3


def test_a_body_is_the_one_that_is_named_right_before_or_explained(read: Read) -> None:
    r = read("The liberal VVD party criticized Poland. Hamas, an armed group, attacked Israel.")
    assert "The liberal VVD party" in r.mentions("People's Party for Freedom and Democracy")
    assert "an armed group" in r.mentions("Hamas")
    other = read("Hamas and an armed group attacked Israel.")
    assert "an armed group" not in other.mentions("Hamas")


def test_two_rivals_for_an_office_are_no_states(read: Read) -> None:
    r = read("The United States praised Afghanistan. Peru thanked the two presidential rivals.")
    assert ("Peru", "THANKED", "Afghanistan") not in r.claims
    assert r.mentions("Afghanistan") == ["Afghanistan"]
    both = read("The United States praised Afghanistan. Peru thanked the two countries.")
    assert "the two countries" in both.mentions("Afghanistan")


@pytest.mark.parametrize(
    ("text", "judged"),
    [
        ("Norway mocked Joe Biden's son.", False),
        ("Norway praised Joe Biden's nominee.", False),
        ("Norway condemned Joe Biden's adviser on trade.", False),
        ("Norway mocked Joe Biden's speech.", True),
        ("Norway praised Joe Biden's choice.", True),
        ("Norway condemned Joe Biden's handling of the border.", True),
    ],
)
def test_who_judges_somebodys_people_does_not_judge_him(read: Read, text: str, judged: bool) -> None:
    assert (
        any(c[2] == "Joe Biden" and c[1] in ("SUPPORTED", "CRITICIZED") for c in read(text).claims) is judged
    )
