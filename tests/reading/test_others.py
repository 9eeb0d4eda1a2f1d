"""Who is somebody else than a shorter, longer or like description says, and who is nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

from polgraph.lexicon import load
from polgraph.loaders import make_article
from polgraph.reading.candidates import candidates
from polgraph.reading.labels import Labels
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Chilean police agents met Jan Novak. In May, Kovac's agents attacked Peru.", False),
        ("The first campaign of Kovac attacked Peru. The campaign of Novak attacked Chile.", False),
        ("Chile attacked 1,400 workers. Workers attacked Peru.", False),
        ("Some rebels attacked Peru. Rebels attacked Chile.", True),
        ("The rebels attacked Peru. His rebels attacked Chile.", True),
        ("Chile attacked 1,400 workers. The workers attacked Peru.", True),
        ("Kovac's agents attacked Peru. Kovac's agents attacked Chile.", True),
    ],
)  # fmt: skip
def test_somebody_elses_people_are_others(read: Read, text: str, one: bool) -> None:
    r = read(text)
    found = [a for a in r.extraction.actors if a.kind in ("group", "organization")]
    assert len(found) == (1 if one else 2)


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("The House Liberty Caucus criticized Peru. The House criticized Chile.", "House", True),
        ("The European Commission criticized Peru. The Commission criticized Chile.", "Commission", False),
        ("He met the Baltic Caucus members.", "Caucus", False),
        ("Eva Bell voiced her opposition to Peru on Monday.", "opposition", False),
        ("Eva Bell and her opposition criticized Peru.", "opposition", True),
        ("The “red scarf” protesters attacked Peru.", "red scarf protesters", True),
        ("The angry local farmers attacked Peru.", "angry local farmers", True),
    ],
)  # fmt: skip
def test_a_name_is_neither_part_nor_whole_of_another(read: Read, text: str, name: str, there: bool) -> None:
    assert (name in read(text).actors) is there


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Delegates can support the candidate of their choice.", 0),
        ("No senator supported Peru.", 0),
        ("Every senator criticized Peru.", 0),
        ("A senator criticized Peru.", 1),
        ("The candidate of the farmers criticized Peru.", 1),
        ("The opposition criticized Peru.", 1),
        ("Peru banned the group behind the raid — Ansar Sabil, a local movement — and began a search.", 1),
        ("Two shells landed near the school, Hamas said, wounding three soldiers.", 0),
        ("Hamas, the police said, attacked Peru, wounding three soldiers.", 2),
        ("Officials praised students at colleges who criticized Peru.", 2),
    ],
)  # fmt: skip
def test_who_is_nobody_does_nothing(read: Read, text: str, claims: int) -> None:
    assert len(read(text).extraction.claims) == claims


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Senators sent a letter to Chile's ambassador urging Peru to stop.", "Senators"),
        ("Jan Novak wrote to the mayor asking Peru to stop.", "Jan Novak"),
        ("Peru's envoy issued a statement urging Chile to stop.", "Peruvian envoy"),
    ],
)  # fmt: skip
def test_who_writes_to_somebody_asks(read: Read, text: str, who: str) -> None:
    assert {a for a, predicate, _ in read(text).claims if predicate == "APPEALED_TO"} == {who}


def test_visitors_are_hit_and_not_whose_museum_it_is(read: Read) -> None:
    assert ("Gunmen", "ATTACKED", "visitors") in read(
        "Gunmen fired on visitors at Peru's oldest museum."
    ).claims


@pytest.mark.parametrize(
    ("text", "words", "only"),
    [
        ("Host asks Netanyahu adviser over the strike.", "Netanyahu", True),
        ("Jan Novak mocked the GOP hopeful on Monday.", "GOP", True),
        ("Jan Novak mocked the GOP lawmakers on Monday.", "GOP", False),
        ("Jan Novak mocked the Obama plan on Monday.", "Obama", False),
    ],
)  # fmt: skip
def test_whose_man_somebody_is_does_not_act(reader: Reader, text: str, words: str, only: bool) -> None:
    doc, cast = reader.cast(make_article(id="o", text=text, language="en", published="2025-06-01"))
    held = next(c for c in candidates(doc, cast) if doc.text(c.start, c.end) == words)
    assert Labels(doc, cast, load()).of_thing(held) is only


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Olaf Scholz met Eva Novak. “Angela Merkel is wrong,” Eva Novak said. She criticized Peru.", {"Eva Novak"}),
        ("Olaf Scholz spoke of “Konrad Adenauer in boots.” He criticized Peru.", {"Olaf Scholz"}),
        ("“Angela Merkel is wrong,” said Kim Novak. She criticized Peru.", set()),
        ("Kim Novak attacked Angela Merkel before she criticized Peru.", set()),
        ("Angela Merkel attacked Kim Novak before she criticized Peru.", {"Angela Merkel"}),
        ("Olaf Scholz attacked Angela Merkel before she criticized Peru.", {"Angela Merkel"}),
    ],
)  # fmt: skip
def test_a_pronoun_is_nobody_who_is_only_spoken_of(read: Read, text: str, who: set[str]) -> None:
    assert {a for a, _, b in read(text).claims if b == "Peru"} == who


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("Eva Bell, the Senate candidate, met Peru.", False),
        ("Eva Bell, a candidate of the Labour Party, met Peru.", True),
        ("Eva Bell is the Labour candidate.", True),
        ("Eva Bell, a member of the Senate, met Peru.", True),
    ],
)
def test_who_seeks_a_seat_has_none_yet(read: Read, text: str, member: bool) -> None:
    assert any(predicate == "MEMBER_OF" for _, predicate, _ in read(text).claims) is member


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The mayor of Oslo, Sadiq Khan, criticized Peru.", {"Sadiq Khan"}),
        ("The wife of the president, Jill Bell, criticized Peru.", {"Jill Bell"}),
        ("The mayor of Oslo, Sadiq Khan, and Olaf Scholz criticized Peru.", {"Sadiq Khan", "Olaf Scholz"}),
        ("The mayor of Oslo, a friend of Sadiq Khan, criticized Peru.", {"mayor"}),
        ("Secretary of State Antony Blinken and Defense Secretary Lloyd Austin criticized Peru.", {"Antony Blinken", "Lloyd Austin"}),
        ("Defense Secretary Lloyd Austin criticized Peru.", {"Lloyd Austin"}),
    ],
)  # fmt: skip
def test_the_holder_named_beside_an_office_does_it(read: Read, text: str, who: set[str]) -> None:
    assert {a for a, predicate, _ in read(text).claims if predicate == "CRITICIZED"} == who


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Sadiq Khan accused Olaf Scholz of attacking him.", "Sadiq Khan"),
        ("Sadiq Khan urged Olaf Scholz not to attack him.", "Sadiq Khan"),
        ("Sadiq Khan promised Olaf Scholz to attack him.", "Olaf Scholz"),
    ],
)
def test_who_is_urged_or_accused_does_it_to_somebody_else(read: Read, text: str, whom: str) -> None:
    assert "him" in read(text).mentions(whom)


def test_a_body_of_which_is_said_which_it_is_was_not_named_before(read: Read) -> None:
    r = read("Amnesty International criticized Peru. Chile outlawed the group behind the raid.")
    assert ("Chile", "COERCED", "group") in r.claims
    again = read("Amnesty International criticized Peru. Chile outlawed the group.")
    assert ("Chile", "COERCED", "Amnesty International") in again.claims


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Al Qaeda fighters attacked Peru.", "Al Qaeda fighters"),
        ("Popular Front militia members attacked Peru.", "Popular Front militia members"),
        ("Far-right New York police officers attacked Peru.", "Far-right New York police officers"),
        ("Russian army officers attacked Peru.", "Russian army officers"),
        ("The angry officers attacked Peru.", "angry officers"),
    ],
)
def test_a_group_is_called_by_all_that_stands_before_it(read: Read, text: str, name: str) -> None:
    assert name in read(text).actors


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Leaders of the Taliban criticized Peru.", {"Leaders of the Taliban"}),
        ("The 34-year-old leader of the National Front criticized Peru.", set()),
        ("A member of Hezbollah criticized Peru.", {"Hezbollah"}),
    ],
)
def test_one_leader_is_not_his_body(read: Read, text: str, who: set[str]) -> None:
    assert {a for a, predicate, _ in read(text).claims if predicate == "CRITICIZED"} == who


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("Hamas met envoys in Doha. The group of five praised Ismail Haniyeh.", "Hamas", False),
        ("Hamas met envoys in Doha. The group praised Ismail Haniyeh.", "Hamas", True),
        ("Protesters praised the Labour leader.", "Labour Party (United Kingdom)", False),
        ("Protesters praised the Labour Party.", "Labour Party (United Kingdom)", True),
        ("The board of directors of Norsk Hydro praised Ismail Haniyeh.", "directors", False),
        ("The directors of Norsk Hydro praised Ismail Haniyeh.", "directors", True),
    ],
)
def test_who_is_said_to_be_somebody_else_is_no_end(read: Read, text: str, name: str, there: bool) -> None:
    r = read(text)
    names = {a.id: a.name for a in r.extraction.actors}
    ends = {
        names.get(i, "")
        for c in r.extraction.claims
        if c.predicate == "SUPPORTED"
        for i in (c.subject, c.object)
    }
    assert (name in ends) == there


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ann Bell of the Caribbean Air and Marine Branch praised Jan Novak.",
            "Caribbean Air and Marine Branch",
        ),
        (
            "Ann Bell, head of the Republican Jewish Coalition, praised Jan Novak.",
            "Republican Jewish Coalition",
        ),
        ("Ann Bell of the Treasury and Jan Novak praised the Trade Commission.", "Trade Commission"),
        (
            "Ann Bell, dean of the Faculty of Medicine, Dentistry and Health Sciences, praised Jan Novak.",
            "Faculty of Medicine, Dentistry and Health Sciences",
        ),
        (
            "Jan Novak, a former director of the Florida Division of Emergency Management, praised Ann Bell.",
            "Florida Division of Emergency Management",
        ),
        ("Michael Bloomberg came. Elizabeth Warren praised Bloomberg.", "Michael Bloomberg"),
        ("Elizabeth Warren praised Bloomberg.", "Bloomberg"),
        ("The Republican Party praised Jan Novak.", "Republican Party (United States)"),
    ],
)
def test_the_whole_name_of_a_body_is_read(read: Read, text: str, name: str) -> None:
    assert name in {a.name for a in read(text).extraction.actors}


def test_a_given_name_beside_somebody_of_the_same_surname_is_no_name_alone(read: Read) -> None:
    assert {a.name for a in read("Ann Bell praised Bill and Hillary Clinton.").extraction.actors} == {
        "Ann Bell",
        "Hillary Clinton",
    }
    assert "Bill" in {a.name for a in read("Ann Bell praised Bill.").extraction.actors}
