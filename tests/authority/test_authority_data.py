"""The files themselves: references that resolve, dates in order, names that mean one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from polgraph import vocabulary
from polgraph.authority import load
from polgraph.authority.files import read
from polgraph.folding import fold

authority = load()
SUBKINDS = {
    "party", "government", "ministry", "legislature", "court", "military", "armed_group", "agency", "igo", "ngo", "media", "company",
    "union", "religious", "other",
}  # fmt: skip
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def test_qids_are_well_formed_and_used_once() -> None:
    seen: dict[str, str] = {}
    records = [
        *authority.persons.values(),
        *authority.organizations.values(),
        *authority.countries.values(),
        *authority.events.values(),
    ]
    for record in records:
        if record.wikidata is not None:
            assert re.fullmatch(r"Q[1-9]\d*", record.wikidata), record.name
            assert seen.setdefault(record.wikidata, record.name) == record.name
    assert len(seen) > 500


def test_no_two_share_a_full_name() -> None:
    people, bodies = defaultdict(set), defaultdict(set)
    for person in authority.persons.values():
        for name in person.names:
            people[fold(name)].add(person.id)
    for body in authority.organizations.values():
        for name in body.names:
            bodies[fold(name)].add(body.id)
    assert [n for table in (people, bodies) for n, ids in table.items() if len(ids) > 1] == []


def test_a_bare_word_is_never_a_full_name_of_a_person() -> None:
    written = [(n, p.name) for p in authority.persons.values() for n in p.names]
    assert [row for row in written if re.match("[A-Za-zА-я]", row[0]) and len(fold(row[0]).split()) < 2] == []


def test_terms_are_in_order_and_refer_to_what_is_there() -> None:
    for person in authority.persons.values():
        for term in person.terms:
            assert term.role in authority.offices.by_role, (person.id, term.role)
            assert authority.offices.by_role[term.role].normal, (person.id, term.role)
            assert term.organization is None or term.organization in authority.organizations, (
                person.id,
                term,
            )
            assert term.country is None or term.country in authority.countries or term.country == "EU", (
                person.id,
                term,
            )
            assert term.organization or term.country, (person.id, term)
            assert all(DATE.fullmatch(d) for d in (term.start, term.end, term.as_of) if d), (person.id, term)
            assert term.end is not None or term.as_of is not None, (person.id, term)
            if term.start and term.end:
                grain = min(len(term.start), len(term.end))
                assert term.start[:grain] <= term.end[:grain], (person.id, term)


def test_one_holder_at_a_time() -> None:
    for office in authority.offices.by_role.values():
        if not office.single_holder:
            continue
        for country in authority.countries:
            for on in ("2014-06-30", "2019-02-01", "2022-02-25", "2024-02-01", "2025-06-01"):
                found = authority.holders(office.role, country=country, on=on)
                places = [(h.term.role, h.term.organization) for h in found if not h.term.acting]
                assert len(places) == len(set(places)), (
                    office.role,
                    country,
                    on,
                    [h.person.id for h in found],
                )


def test_bodies_states_metonyms_and_events_refer_to_what_is_there() -> None:
    bodies, states = authority.organizations, authority.countries
    for body in bodies.values():
        assert body.subkind in SUBKINDS, body.id
        assert body.country is None or body.country in states or body.country == "EU", body.id
        assert (
            body.part_of is None or body.part_of in bodies or body.part_of in states or body.part_of == "EU"
        ), body.id
        assert body.head_role is None or body.head_role in authority.offices.by_role, body.id
        assert set(body.offices) <= set(bodies), body.id
    for state in states.values():
        assert state.leader in (None, "head_of_state", "head_of_government"), state.code
        capital = authority.country_by_capital(state.capital) if state.capital else None
        assert capital is None or capital.country == state.code, state.code
    types = vocabulary.load().event_types
    for event in authority.events.values():
        assert event.type in types, event.id
        assert DATE.fullmatch(event.start), event.id
        assert event.end is None or event.start[: len(event.end)] <= event.end, event.id
        assert event.country is None or event.country in states, event.id
        known = set(bodies) | set(authority.persons) | set(states)
        assert set(event.participants) <= known, event.id


def test_no_body_is_part_of_itself() -> None:
    for body in authority.organizations.values():
        seen, above = set(), body.id
        while above in authority.organizations:
            assert above not in seen, body.id
            seen.add(above)
            above = authority.organizations[above].part_of or ""


def test_an_adjective_means_one_state_but_for_known_pairs() -> None:
    table = defaultdict(set)
    for state in authority.countries.values():
        for word in (*state.names, *state.adjectives, *state.demonyms, *state.plurals):
            table[fold(word)].add(state.code)
    shared = {word for word, codes in table.items() if len(codes) > 1}
    assert shared == {"congolese", "dominican", "dominicans"}


def test_version_names_a_day_and_a_content() -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d\+[0-9a-f]{8}", authority.version)


def test_a_term_in_a_body_has_the_country_of_the_body() -> None:
    for person in authority.persons.values():
        for term in person.terms:
            if term.organization:
                body = authority.organizations[term.organization]
                assert term.country == body.country, (person.id, term)


# --- names in the languages that are promised -------------------------------------------------------------

SCRIPTS = {
    "[א-ת]": "IL",
    "[ء-ۿ]": "AE AF EG IQ IR JO LB LY PK PS QA SA SD SY",
    "[一-鿿]": "CN JP TW",
    "[가-힣]": "KP KR",
    "[ა-ჰ]": "GE",
    "[Ա-և]": "AM",
    "[α-ω]": "GR",
}
"""Letters of a script, and the states whose people are written in it at home."""


def in_force_since_2014() -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = read("persons")["persons"]
    return [p for p in people if any(str(t.get("end") or "9") >= "2014" for t in p.get("terms") or ())]


def test_five_hundred_actors_and_more_were_in_force_since_2014() -> None:
    bodies = [body for body in authority.organizations.values() if body.head_role]
    assert len(in_force_since_2014()) > 450 and len(bodies) > 300


def test_whoever_was_in_force_since_2014_has_a_russian_and_a_ukrainian_name() -> None:
    for person in in_force_since_2014():
        for language in ("ru", "uk"):
            names = person["names"].get(language) or []
            assert names, f"{person['id']} has no name in {language}"
            assert all(re.search("[а-яіїєґ]|VI|II", name) for name in names), person["id"]


def test_and_one_in_the_letters_of_home() -> None:
    for letters, states in SCRIPTS.items():
        for person in in_force_since_2014():
            if person.get("country") in states.split():
                names = [name for language in person["names"].values() for name in language]
                assert any(re.search(letters, name) for name in names), person["id"]
