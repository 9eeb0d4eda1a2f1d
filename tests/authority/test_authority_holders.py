"""Who held which office when."""

from __future__ import annotations

import pytest

from polgraph.authority import load

authority = load()


def held(role: str, on: str, **where: str) -> list[str]:
    return [holder.person.id for holder in authority.holders(role, on=on, **where)]


@pytest.mark.parametrize(
    ("role", "country", "on", "who"),
    [
        ("head_of_state", "US", "2016-06-01", "barack-obama"),
        ("head_of_state", "US", "2021-01-19", "donald-trump"),
        ("head_of_state", "US", "2021-01-20", "joe-biden"),
        ("head_of_state", "US", "2025-01-20", "donald-trump"),
        ("foreign_minister", "RU", "2022-02-25", "sergey-lavrov"),
        ("foreign_minister", "UA", "2024-09-04", "dmytro-kuleba"),
        ("foreign_minister", "UA", "2024-09-05", "andrii-sybiha"),
        ("defence_minister", "RU", "2024-05-11", "sergei-shoigu"),
        ("defence_minister", "RU", "2024-12-01", "andrei-belousov"),
        ("head_of_government", "GB", "2022-10-01", "liz-truss"),
        ("head_of_government", "IT", "2022-02-25", "mario-draghi"),
        ("head_of_state", "UA", "2019-05-19", "petro-poroshenko"),
        ("head_of_state", "UA", "2019-05-20", "volodymyr-zelensky"),
    ],
)
def test_the_holder_of_the_day(role: str, country: str, on: str, who: str) -> None:
    assert held(role, on, country=country) == [who]


def test_a_wide_office_covers_its_kinds_newest_first() -> None:
    found = held("deputy_head", "2022-02-25", organization="ru-presidential-administration")
    assert found[0] == "dmitry-kozak"
    assert {"dmitry-peskov", "sergei-kiriyenko"} < set(found)
    assert "dmitry-kozak" not in held(
        "deputy_head", "2025-12-01", organization="ru-presidential-administration"
    )


def test_a_month_as_end_leaves_its_days_open() -> None:
    month = [
        h
        for h in authority.holders("deputy_head", country="RU", on="2025-09-20")
        if h.person.id == "dmitry-kozak"
    ]
    assert [h.certain for h in month] == [False]
    before = [
        h
        for h in authority.holders("deputy_head", country="RU", on="2025-08-31")
        if h.person.id == "dmitry-kozak"
    ]
    assert [h.certain for h in before] == [True]


def test_the_seat_has_the_offices_of_those_who_sit_there() -> None:
    assert held("spokesperson", "2023-05-01", organization="kremlin") == ["dmitry-peskov"]


def test_two_offices_of_one_person_stay_apart() -> None:
    assert held("foreign_minister", "2019-12-01", country="GB") == ["dominic-raab"]
    assert "boris-johnson" in held("head_of_government", "2019-12-01", country="GB")


def test_a_day_after_as_of_is_uncertain() -> None:
    (soon,) = authority.holders("foreign_minister", country="RU", on="2022-02-25")
    (late,) = authority.holders("foreign_minister", country="RU", on="2041-02-25")
    assert soon.person == late.person
    assert soon.certain
    assert not late.certain


def test_the_head_of_state_of_a_presidential_state_governs_it() -> None:
    assert held("head_of_government", "2023-01-01", country="US") == ["joe-biden"]
    assert held("head_of_government", "2015-01-01", country="TR") == ["ahmet-davutoglu"]
    assert held("head_of_government", "2020-01-01", country="TR") == ["recep-tayyip-erdogan"]
    assert held("head_of_government", "2020-01-01", country="BY") == []


@pytest.mark.parametrize(
    ("country", "title", "who"),
    [
        ("RU", "leader", "vladimir-putin"),
        ("RU", "president", "vladimir-putin"),
        ("DE", "leader", "olaf-scholz"),
        ("GB", "leader", "boris-johnson"),
        ("JP", "leader", "fumio-kishida"),
        ("IR", "leader", "ali-khamenei"),
        ("IR", "president", "ebrahim-raisi"),
        ("FR", "president", "emmanuel-macron"),
        ("US", "Secretary of State", "antony-blinken"),
    ],
)
def test_who_the_leader_is(country: str, title: str, who: str) -> None:
    assert [h.person.id for h in authority.leader(country, "2022-02-25", title=title)] == [who]


def test_an_unclear_leader_is_nobody() -> None:
    assert authority.leader("SA", "2022-02-25") == []
    assert authority.leader("RU", "2022-02-25", title="gardener") == []


def test_without_a_day_everybody_who_held_it_newest_first() -> None:
    starts = [h.term.start or "" for h in authority.holders("igo_head", organization="nato")]
    assert len(starts) >= 3
    assert starts == sorted(starts, reverse=True)


def test_facts_carry_keys_and_sources() -> None:
    facts = list(authority.facts())
    putin = authority.persons["vladimir-putin"].wikidata
    terms = [f for f in facts if f.subject_key == putin and f.role == "head_of_state" and f.country == "RU"]
    assert any(f.end is None and f.as_of >= "2025" for f in terms)
    parts = {f.subject_key: f.object_key for f in facts if f.predicate == "PART_OF"}
    assert parts[authority.key("ru-presidential-administration")] == authority.countries["RU"].wikidata
    assert all(f.source and f.as_of for f in facts)
