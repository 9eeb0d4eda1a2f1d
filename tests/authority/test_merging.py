"""Imports over the seed: who is whom, whose dates count, and what is only reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import background
import pytest
from background import body, person, term

from polgraph.authority import Authority, cache
from polgraph.authority.compiling import merge
from polgraph.authority.imports import combine

Make = Callable[..., Authority]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def known(*records: dict[str, Any]) -> Authority:
        file = background.write(tmp_path / "facts.jsonl", records)
        return Authority(cache.open_index(file, keep=tmp_path / "cache"))

    return known


def names(found: Iterable[Any]) -> list[str]:
    return [holder.person.name for holder in found]


LAVROV = "Q58217"


def test_the_same_qid_is_the_same_person(make: Make) -> None:
    minister = term("foreign_minister", "2004-03-09", None, country="RU", as_of="2031-01-01")
    known = make(person(LAVROV, "Sergueï Lavrov", minister, country="RU"))
    (lavrov,) = known.person("Sergueï Lavrov")
    assert lavrov.id == "sergey-lavrov"
    assert lavrov == known.by_qid(LAVROV)
    assert [t.as_of for t in lavrov.terms if t.role == "foreign_minister"] == ["2031-01-01"]
    assert known.holders("foreign_minister", country="RU", on="2030-06-01")[0].certain


def test_a_qid_of_another_name_is_reported_and_not_used() -> None:
    merged = merge([person(LAVROV, "Odile Marchenoir", term("mayor", "2020"), country="RU")])
    assert merged.report.rejected == [f"{LAVROV} is Sergey Lavrov here, there Odile Marchenoir"]
    assert "Odile Marchenoir" not in merged.persons["sergey-lavrov"].names


def test_a_person_without_qid_gains_it_by_name_state_and_office() -> None:
    spokesman = term("deputy_chief_of_staff", "2012-05-22", country="RU")
    merged = merge([person("Q900000001", "Dmitry Peskov", spokesman, country="RU")])
    assert merged.persons["dmitry-peskov"].wikidata == "Q900000001"
    assert merged.report.gained == ["dmitry-peskov Q900000001"]


@pytest.mark.parametrize("country", ["RU", "KZ"])
def test_a_namesake_without_the_office_stays_another(country: str) -> None:
    merged = merge(
        [person("Q900000001", "Dmitry Peskov", term("mayor", "2012", country=country), country=country)]
    )
    assert merged.persons["dmitry-peskov"].wikidata is None
    assert merged.persons["Q900000001"].name == "Dmitry Peskov"
    assert len(merged.report.doubles) == (country == "RU")  # a namesake of another state is no double


def test_a_later_holder_closes_the_earlier_term(make: Make) -> None:
    old = person("Q900000001", "Odile Marchenoir", term("foreign_minister", "2031-02-01", as_of="2031-04-01"))
    new = person("Q900000002", "Yves Lampadaire", term("foreign_minister", "2032-06-01", as_of="2032-07-01"))
    known = make(old, new)

    def on(day: str) -> list[tuple[str, bool]]:
        return [(h.person.name, h.certain) for h in known.holders("foreign_minister", country="FR", on=day)]

    assert on("2031-03-01") == [("Odile Marchenoir", True)]
    assert on("2032-01-01") == [("Odile Marchenoir", False)]
    assert on("2032-06-15") == [("Yves Lampadaire", True)]
    assert on("2033-01-01") == [("Yves Lampadaire", False)]
    ends = [f.end for f in known.facts() if f.subject_key == "Q900000001"]
    assert ends == ["2032-06-01"]


def test_ministers_of_several_kinds_do_not_close_each_other(make: Make) -> None:
    terms = [term("other_minister", f"2031-0{n}-01", office=f"Minister of {n}") for n in (1, 2)]
    known = make(*(person(f"Q90000000{n}", f"Odile Marche{n}", t) for n, t in enumerate(terms)))
    assert len(known.holders("other_minister", country="FR", on="2031-05-01")) == 2


def test_the_presidency_of_bosnia_has_several_members(make: Make) -> None:
    members = [
        person(
            f"Q90000000{n}",
            f"Odile Marche{n}",
            term("head_of_state", f"2031-0{n}-01", country="BA"),
            country="BA",
        )
        for n in (1, 2, 3)
    ]
    assert len(make(*members).holders("head_of_state", country="BA", on="2031-05-01")) >= 3


def test_what_is_only_known_to_be_over_holds_on_no_day(make: Make) -> None:
    known = make(
        person("Q900000001", "Odile Marchenoir", term("mayor", phase="past", as_of="2031-01-01")),
        person("Q900000002", "Yves Lampadaire", term("mayor", as_of="2031-01-01")),
    )
    assert names(known.holders("mayor", country="FR", on="2031-01-01")) == ["Yves Lampadaire"]
    assert "Yves Lampadaire" not in names(known.holders("mayor", country="FR", on="2024-01-01"))
    assert not any(f.subject_key == "Q900000001" for f in known.facts())


def test_whom_the_seed_knows_goes_first_and_all_are_found(make: Make) -> None:
    known = make(person("Q900000001", "Sergey Lavrov", term("mayor", "2010"), country="FR"))
    assert [p.id for p in known.person("Sergey Lavrov")] == ["sergey-lavrov"]
    assert [p.id for p in known.everybody("Sergey Lavrov")] == ["sergey-lavrov", "Q900000001"]


def test_an_imported_surname_or_common_word_means_nobody_by_itself(make: Make) -> None:
    short = [
        {"text": "Odile Marchenoir", "lang": "en", "kind": "label"},
        {"text": "Marchenoir", "lang": "en", "kind": "short"},
    ]
    known = make(
        person("Q900000001", "Odile Marchenoir", names=short),
        body("Q900000002", "Lantern"),
        body(
            "Q900000003", "Lantern Workers' League", names=[{"text": "LWLG", "lang": "en", "kind": "short"}]
        ),
    )
    assert known.person("Marchenoir") == [] and known.everybody("Marchenoir")
    assert known.organization("Lantern") == [] and known.every_organization("Lantern")
    assert [o.id for o in known.organization("LWLG")] == ["Q900000003"]
    assert [o.id for o in known.organization("Lantern Workers' League")] == ["Q900000003"]


@pytest.mark.parametrize(
    "name", ["The Lantern", "Green Liberal Party", "Ministry of Foreign Affairs", "LWL", "Patriots of Change"]
)
def test_an_imported_name_must_say_enough(make: Make, name: str) -> None:
    known = make(body("Q900000002", name))
    assert bool(known.organization(name)) == (name == "Patriots of Change")
    assert known.every_organization(name)


def test_an_abbreviation_is_not_the_plural_of_a_word(make: Make) -> None:
    known = make(
        body("Q900000002", "Lantern Workers' League", names=[{"text": "WLGS", "lang": "en", "kind": "short"}])
    )
    assert known.organization("WLGS") and not known.organization("WLGs")


def test_a_name_that_only_the_import_has_is_an_imported_one(make: Make) -> None:
    lavrov = [
        {"text": t, "lang": "en", "kind": k} for t, k in (("Sergey Lavrov", "label"), ("Seryozha", "short"))
    ]
    known = make(person(LAVROV, "Sergey Lavrov", country="RU", names=lavrov))
    assert known.person("Lavrov") and not known.person("Seryozha")


def test_a_term_finds_the_body_that_its_title_names(make: Make) -> None:
    known = make(
        body("Q900000003", "Lantern Workers' League"),
        person(
            "Q900000001",
            "Odile Marchenoir",
            term("party_leader", "2031", office="Chair of the Lantern Workers' League"),
        ),
    )
    assert names(known.holders("party_leader", organization="Q900000003", on="2032-01-01")) == [
        "Odile Marchenoir"
    ]


def test_facts_of_imports_come_for_the_keys_that_are_wanted(make: Make) -> None:
    known = make(
        person("Q900000001", "Odile Marchenoir", term("mayor", "2010")),
        person("local:fr:yves", "Yves Lampadaire", term("mayor", "2020")),
    )
    everything = {f.subject_key for f in known.facts()}
    seed = {f.subject_key for f in known.facts(())}
    assert everything - seed == {"Q900000001", "person:yves lampadaire"}
    assert {f.subject_key for f in known.facts(["person:yves lampadaire", "Q7"])} - seed == {
        "person:yves lampadaire"
    }


def test_a_second_import_adds_to_the_first() -> None:
    old = person("Q900000001", "Odile Marchenoir", term("mayor", "2010", "2014"), term("governor", "2015"))
    new = person(
        "Q900000001", "Odile M. Marchenoir", term("governor", "2015", "2019"), term("legislator", "2020")
    )
    (one,) = combine([old], [new])
    assert [(t["role"], t["end"]) for t in one["terms"]] == [
        ("mayor", "2014"),
        ("governor", "2019"),
        ("legislator", None),
    ]
    assert {n["text"] for n in one["names"]} == {"Odile Marchenoir", "Odile M. Marchenoir"}


# --- links --------------------------------------------------------------------------------------------------


class Office:
    def __init__(self, role: str, country: str | None = None, organization: str | None = None) -> None:
        self.role, self.country, self.organization = role, country, organization


def test_a_name_in_another_script_or_spelling_links(make: Make) -> None:
    known = make()
    for name in ("Sergey Lavrov", "Сергій Лавров", "Lavrov Sergei", "Sergei Viktorovich Lavrov"):
        found = known.link([name], kind="person")
        assert [link.record.id for link in found] == ["sergey-lavrov"], name
    assert known.link(["Odile Marchenoir"], kind="person") == []
    assert known.link(["Sergey Lavrov"], kind="place") == []


def test_state_and_office_decide_between_namesakes(make: Make) -> None:
    known = make(
        person("Q900000001", "Odile Marchenoir", term("mayor", "2030", "2034")),
        person(
            "Q900000002", "Odile Marchenoir", term("ambassador", "2030", "2034", country="BE"), country="BE"
        ),
    )
    alone = known.link(["Odile Marchenoir"], kind="person")
    assert {link.score for link in alone} == {alone[0].score} and len(alone) == 2
    (belgian,) = known.link(["Odile Marchenoir"], kind="person", country="BE")
    assert belgian.record.id == "Q900000002" and belgian.score > alone[0].score
    (mayor, *_) = known.link(
        ["Odile Marchenoir"], kind="person", offices=[Office("mayor", "FR")], day="2031-05-01"
    )
    assert mayor.record.id == "Q900000001" and any("mayor" in reason for reason in mayor.reasons)
    then = known.link(["Odile Marchenoir"], kind="person", offices=[Office("mayor", "FR")], day="2039-05-01")[
        0
    ]
    assert then.score < mayor.score


def test_another_state_speaks_against(make: Make) -> None:
    known = make()
    here = known.link(["Sergey Lavrov"], kind="person", country="RU")[0]
    there = known.link(["Sergey Lavrov"], kind="person", country="BR")
    assert here.score > 0.85 and (not there or there[0].score < 0.5)


def test_a_bare_surname_is_weak(make: Make) -> None:
    known = make()
    assert known.link(["Lavrov"], kind="person")[0].score < 0.5 < known.link(["Lavrov"], kind="person", country="RU", offices=[Office("foreign_minister", "RU")], day="2022-03-01")[0].score  # fmt: skip


def test_the_state_in_brackets_is_no_part_of_a_name_and_a_wing_is() -> None:
    """The seed has "Internal Security Agency (Poland)" and a party of India with "(Maoist)"."""
    merged = merge([
        body("Q900000091", "Internal Security Agency", subkind="agency", country="PL"),
        body("Q900000092", "Communist Party of India", subkind="armed_group", country="IN"),
    ])  # fmt: skip
    assert merged.organizations["pl-abw"].wikidata == "Q900000091"
    assert merged.organizations["naxalites"].wikidata is None
