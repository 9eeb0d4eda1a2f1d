"""Whom a phrase means at a date, and the questions of `polgraph eval roles`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import background as facts
import pytest

from polgraph.authority import Authority, load
from polgraph.authority.answering import answer
from polgraph.authority.body_names import abbreviations, spoken
from polgraph.authority.deriving import of_office
from polgraph.authority.files import read
from polgraph.authority.phrases import Meant, meant
from polgraph.errors import InputError

SECTORS = {
    "GOV", "LEG", "JUD", "MIL", "PTY", "SPY", "COP", "OPP", "REB", "MED", "NGO", "IGO", "BUS", "CVL", "ELI", "LAB", "REL", "EDU",
    "HLH", "AGR", "REF",
}  # fmt: skip


def said(phrase: str, on: str | None = None, country: str | None = None) -> Meant:
    return meant(phrase, on=on, country=country)


@pytest.mark.parametrize(
    ("phrase", "on", "name"),
    [
        ("the Russian president", "2009-01-01", "Dmitry Medvedev"),
        ("the Russian president", "2013-01-01", "Vladimir Putin"),
        ("German chancellor", "2019-05-05", "Angela Merkel"),
        ("president of France", "2016-02-01", "François Hollande"),
        ("NATO secretary general", "2020-01-01", "Jens Stoltenberg"),
        ("Chancellor Merkel", "2019-05-05", "Angela Merkel"),
        ("former chancellor Angela Merkel", None, "Angela Merkel"),
        ("Ukrainian President Volodymyr Zelensky", "2022-03-01", "Volodymyr Zelenskyy"),
    ],
)
def test_an_office_or_a_title_means_who_held_it_on_the_day(phrase: str, on: str | None, name: str) -> None:
    found = said(phrase, on)
    assert found.name.split()[-1][:7] == name.split()[-1][:7]
    assert found.name in {person.name for person in load().everybody(name)}


def test_a_person_is_what_he_was_on_the_day() -> None:
    before, during, after = (said("Angela Merkel", on) for on in ("2004-01-01", "2015-01-01", "2023-01-01"))
    assert (before.role, before.sector) == (None, None)
    assert during.role is not None and "Chancellor" in during.role and during.sector == "GOV"
    assert after.role == f"former {during.role}" and after.sector == "ELI"
    assert {before.country, during.country, after.country} == {"DE"}


def test_a_spokeswoman_is_of_the_sector_of_the_body() -> None:
    assert said("Bundeswehr spokeswoman").sector == "MIL"
    assert said("Bundestag spokeswoman").sector == "LEG"
    assert said("Hungarian government spokeswoman").sector == "GOV"


def test_former_says_that_it_is_over() -> None:
    found = said("former Finnish health minister Aino Testaaja")
    assert (found.name, found.country, found.sector) == ("Aino Testaaja", "FI", "ELI")


def test_a_stranger_is_what_the_title_says() -> None:
    found = said("Polish Senator Zyta Wymyslona")
    assert found == Meant(name="Zyta Wymyslona", country="PL", role="Senator", sector="LEG")


def test_a_title_of_another_office_is_no_evidence_for_a_surname() -> None:
    """Who commands a ship is not the chancellor of that surname."""
    assert said("Captain Merkel", "2015-01-01").wikidata is None


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("SBU", "UA", "SPY"),
        ("the Pentagon", "US", "MIL"),
        ("Knesset", "IL", "LEG"),
        ("members of FARC", "CO", "REB"),
        ("the Royal Navy's oldest frigate", "GB", "MIL"),
        ("UNESCO", None, "IGO"),
        ("ANKARA", "TR", "GOV"),
        ("Kazakhstan", "KZ", "GOV"),
        ("Nowhere Valley University", None, "EDU"),
        ("Peruvian police", "PE", "COP"),
    ],
)
def test_bodies_states_and_the_words_of_unknown_ones(phrase: str, country: str | None, sector: str) -> None:
    found = said(phrase)
    assert (found.country, found.sector) == (country, sector)


@pytest.mark.parametrize("phrase", ["Zork", "Barnaby Quillfeather", "sbu", "unity"])
def test_who_is_not_known_keeps_his_words_and_nothing_else(phrase: str) -> None:
    assert said(phrase) == Meant(name=phrase)


def test_every_office_and_kind_of_body_has_a_sector_of_plover() -> None:
    table, known = read("sectors"), load()
    without = {role for role, office in known.offices.by_role.items() if office.normal} - set(table["roles"])
    assert without == {"other", "deputy_head"}  # the body says what its second is
    assert {body.subkind for body in known.organizations.values()} - set(table["subkinds"]) == {"other"}
    assert set(table["heads"]) <= set(known.offices.by_role)
    given = {
        code for part in ("roles", "subkinds", "heads", "titles", "words") for code in table[part].values()
    }
    assert given | {table["former"], *table["elite"]} <= SECTORS


def test_a_bad_line_is_one_error_and_the_others_are_answered() -> None:
    lines = [
        '{"id": 1, "phrase": "SBU", "date": null, "country": null}',
        "{",
        "[]",
        '{"id": 2}',
        '{"id": 3, "phrase": " "}',
        '{"id": 4, "phrase": "SBU", "date": "2022-13-01"}',
        '{"id": 5, "phrase": "SBU", "date": 2022}',
        '{"id": 6, "phrase": "SBU", "country": "Ukraine"}',
        "",
        '{"id": 7, "phrase": "Zork"}',
    ]
    replies = list(answer(lines))
    good = [reply for reply in replies if not isinstance(reply, InputError)]
    assert [reply["id"] for reply in good] == [1, 7]
    assert good[1] == {"id": 7, "name": "Zork"}
    errors = [str(reply) for reply in replies if isinstance(reply, InputError)]
    assert [e.split(":")[0] for e in errors] == [f"line {n}" for n in range(2, 9)]
    assert not any("\n" in e for e in errors)


def test_a_bare_surname_with_a_title_is_found_among_imported_holders(tmp_path: Path) -> None:
    """Two of a surname: the title and the day say which; a day on which neither held it says nobody."""
    people = [
        ("Q990000001", "Ulla Brakvist", "2019-01-01", "2021-01-01"),
        ("Q990000002", "Per Brakvist", "2021-01-01", "2023-01-01"),
    ]
    file = tmp_path / "facts.jsonl"
    rows = [
        {
            "id": qid, "kind": "person", "name": name, "country": "SE", "names": [],
            "terms": [{"office": "Deputy Minister of Fisheries", "role": "deputy_minister", "organization": None, "country": "SE",
                       "start": start, "end": end, "as_of": end, "source": "test"}],
        }
        for qid, name, start, end in people
    ]  # fmt: skip
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    known = load(file)
    on = {
        day: meant("Deputy Minister Brakvist", on=day, known=known).wikidata
        for day in ("2020-06-01", "2022-06-01", "2010-06-01")
    }
    assert on == {"2020-06-01": "Q990000001", "2022-06-01": "Q990000002", "2010-06-01": None}


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Emanuel Macron", "Emmanuel Macron"),
        ("Sergej Lavrow", "Sergey Lavrov"),
        ("Mario Macron", "Mario Macron"),
        ("Anna Merkel", "Anna Merkel"),
        ("Lantern Workers' League", "Lantern Workers' League"),
    ],
)
def test_a_misspelt_name_is_whom_it_is_most_like_and_another_name_is_another(phrase: str, name: str) -> None:
    assert said(phrase).name == name


@pytest.fixture
def imported(tmp_path: Path) -> Authority:
    """Facts of a made-up import, over the seed."""

    def minister(qid: str, name: str, office: str, role: str, country: str) -> dict[str, Any]:
        return facts.person(
            qid,
            name,
            facts.term(role, "2019-01-01", "2021-01-01", country=country, office=office),
            country=country,
        )

    rows = [
        minister("Q990000011", "Honoré Lampadaire", "Minister of Lanterns", "other_minister", "CD"),
        minister("Q990000012", "Zhou Denglong", "Minister of Finance", "finance_minister", "TW"),
        minister("Q990000013", "Zhou Kerzen", "Minister of Finance", "finance_minister", "AT"),
        minister("Q990000017", "Pilar Candil", "Minister for Lanterns", "other_minister", "PE"),
        minister("Q990000018", "Rosa Faro", "Minister of Higher Lanterns", "other_minister", "PE"),
        minister("Q990000019", "Juan Candela", "Chief of the Peruvian Lantern Defence Force", "military_chief", "PE"),
        minister("Q990000020", "Lucio Mecha", "Deputy Director of the Lamp Oil Control Agency", "agency_official", "PE"),
        minister("Q990000021", "Vincent Wick", "Secretary of State for Lantern Development", "other_minister", "GB"),
        facts.body("Q990000022", "Oil Lamp Development Union", country="PE", end=2011),
        facts.body("Q990000023", "Old Lamp Drinkers' Union", country="CL"),
        facts.body("Q990000014", "Lantern Keepers' Bloc", country="PE", names=[{"text": "LKB", "lang": "es", "kind": "short"}]),
        facts.body("Q990000015", "Lantern and Kerosene Board", country="PE", names=[{"text": "LAB", "lang": "es", "kind": "short"}]),
        facts.body("Q990000016", "Lights Above Board", country="PE", names=[{"text": "LAB", "lang": "es", "kind": "short"}]),
    ]  # fmt: skip
    return load(facts.write(tmp_path / "facts.jsonl", rows))


@pytest.mark.parametrize(
    ("phrase", "on", "country", "qid"),
    [
        # an adjective of two states: the surname and the day say which
        ("Congolese Lanterns Minister Lampadaire", "2020-01-01", None, "Q990000011"),
        ("Congolese Lanterns Minister Lampadaire", "2022-01-01", None, None),
        ("Congolese Finance Minister Lampadaire", "2020-01-01", None, None),
        ("Gabonese Lanterns Minister Lampadaire", "2020-01-01", None, None),
        # the family name first, in the states where it stands so
        ("Taiwanese Finance Minister Zhou", "2020-01-01", None, "Q990000012"),
        ("Austrian Finance Minister Zhou", "2020-01-01", None, None),
        # few letters say enough in one state, if they are of one body there
        ("LKB", None, "PE", "Q990000014"),
        ("LKB", None, "BO", None),
        ("LKB", None, None, None),
        ("LAB", None, "PE", None),
    ],
)
def test_imported_facts_answer_where_they_say_enough(
    imported: Authority, phrase: str, on: str | None, country: str | None, qid: str | None
) -> None:
    assert meant(phrase, on=on, country=country, known=imported).wikidata == qid


def test_abbreviated_titles_are_written_out() -> None:
    assert said("FM Lavrov", "2020-01-01").name == "Sergey Lavrov"
    assert said("Sen. Zyta Wymyslona") == Meant(name="Zyta Wymyslona", role="Senator", sector="LEG")
    assert said("Gen Zed") == Meant(name="Gen Zed")


@pytest.mark.parametrize(
    ("phrase", "country", "name"),
    [
        # a body that no list has, out of the office of its head, and by its initials
        ("the Peruvian Lantern Defence Force", None, "Peruvian Lantern Defence Force"),
        ("PLDF", None, "Peruvian Lantern Defence Force"),
        ("members of the PLDF", None, "Peruvian Lantern Defence Force"),
        ("LDF", "PE", "Peruvian Lantern Defence Force"),
        ("LDF", None, "LDF"),
        ("PLF", "PE", "PLF"),
        ("DfLD", None, "Department for Lantern Development"),
        ("DLD", None, "DLD"),
        ("UK DfLD", None, "Department for Lantern Development"),
        ("Peruvian DfLD", None, "Peruvian DfLD"),
        # a house in other words, and only in its state
        ("Peruvian Lanterns Ministry", None, "Ministry of Lanterns"),
        ("Department of Lanterns of Peru", None, "Ministry of Lanterns"),
        ("Ministry of Lanterns", "PE", "Ministry of Lanterns"),
        ("Chilean Lanterns Ministry", None, "Chilean Lanterns Ministry"),
        ("Ministry of Lanterns", None, "Ministry of Lanterns"),
        # initials that two bodies have, that are a word, or a party's without its state
        ("OLDU", None, "OLDU"),
        ("OLDU", "PE", "Oil Lamp Development Union"),
        ("LOCA", "PE", "Lamp Oil Control Agency"),
        ("Loca", "PE", "Loca"),
        # a part of a body is of the body, known or not; of a person it is not
        ("Southern Lantern Fleet's third squadron", None, "Southern Lantern Fleet"),
        ("Juan Bombilla's third squadron", None, "Juan Bombilla's third squadron"),
    ],
)
def test_a_body_by_rule_is_meant_where_it_is_the_only_one(
    imported: Authority, phrase: str, country: str | None, name: str
) -> None:
    assert meant(phrase, country=country, known=imported).name == name


def test_a_house_that_is_only_told_of_has_its_state(imported: Authority) -> None:
    assert meant("Peruvian Lanterns Ministry", known=imported) == Meant(
        name="Ministry of Lanterns", country="PE", sector="GOV"
    )
    assert meant("Ministry of Lanterns", known=imported).country is None
    assert imported.organization("Peruvian Lantern Defence Force") == [], "not for running text"


@pytest.mark.parametrize(
    ("phrase", "on", "qid"),
    [
        ("lanterns minister of Peru", "2020-01-01", "Q990000017"),
        ("Peruvian minister of lanterns", "2020-01-01", "Q990000017"),
        ("Peruvian minister of higher lanterns", "2020-01-01", "Q990000018"),
        ("Peruvian minister of lanterns", "2022-01-01", None),
        ("Peruvian minister of lamps", "2020-01-01", None),
        ("British secretary of state for lantern development", "2020-01-01", "Q990000021"),
        ("head of the Peruvian Lantern Defence Force", "2020-01-01", "Q990000019"),
        ("head of the PLDF", "2020-01-01", None),
        ("commander of the Peruvian Lantern Defence Force", "2022-01-01", None),
        ("head of the Lamp Oil Control Agency of Peru", "2020-01-01", None),
    ],
)
def test_an_office_in_other_words_means_its_holder_on_the_day(
    imported: Authority, phrase: str, on: str, qid: str | None
) -> None:
    assert meant(phrase, on=on, known=imported).wikidata == qid


def test_an_imported_body_says_when_it_ended(imported: Authority) -> None:
    assert imported.organizations["Q990000022"].until == "2011"
    assert imported.organizations["Q990000023"].until is None


def test_the_rules_on_bodies_do_what_their_examples_say() -> None:
    examples = read("bodies")["examples"]
    for office in examples["bodies"]:
        assert of_office(office["office"], office["role"], office["country"])[0] == office["body"], office
    for name in examples["abbreviations"]:
        found = abbreviations(name["name"])
        assert found == set(name["are"]) and not found & set(name["never"]), name
    for pair in examples["names"]:
        assert (spoken(pair["a"]) == spoken(pair["b"])) is pair["same"], pair
