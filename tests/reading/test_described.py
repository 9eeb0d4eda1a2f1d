"""Actors that the text only describes, and what a scorer is given to look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

from polgraph.loaders import make_article
from polgraph.reading.candidates import Candidate, candidates
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Peru accused protesters of treason.", ("Peru", "ACCUSED", "protesters")),
        ("Police arrested Jan Novak on Monday.", ("Police", "COERCED", "Jan Novak")),
        ("A federal judge criticized Jan Novak.", ("federal judge", "CRITICIZED", "Jan Novak")),
    ],
)
def test_a_description_is_an_end_of_a_claim(read: Read, text: str, claim: tuple[str, str, str]) -> None:
    assert claim in read(text).claims


def test_descriptions_of_which_nothing_is_said_are_no_nodes(read: Read) -> None:
    assert set(read("Protesters sang while a judge slept near some officers.").actors) == set()


def test_described_actors_stay_with_their_article(read: Read) -> None:
    one = read("Peru accused protesters of treason.", name="one").actors["protesters"].key
    two = read("Chile accused protesters of treason.", name="two").actors["protesters"].key
    assert one != two


def test_two_judges_are_two_and_the_judge_is_the_one_before(read: Read) -> None:
    r = read("A judge criticized Jan Novak. The judge criticized Eva Bell.")
    assert len([a for a in r.actors.values() if "judge" in a.name]) == 1
    both = read("A judge criticized Jan Novak. Another judge criticized Eva Bell.")
    assert len([a for a in both.extraction.actors if "judge" in a.name]) == 2


def test_what_somebody_is_or_is_taken_for_is_nobody_else(read: Read) -> None:
    r = read("Jan Novak is a judge. Eva Bell works as a judge. Rebels took civilians hostage.")
    assert not [a.name for a in r.extraction.actors if "judge" in a.name or "hostage" in a.name]


def test_the_adjective_of_a_state_is_the_state_that_acts(read: Read) -> None:
    r = read("Russian criticism of Poland grew.")
    assert ("Russia", "CRITICIZED", "Poland") in r.claims
    assert "Poland" not in read("Jan Novak ate Polish bread.").actors


def test_the_newspaper_is_the_one_just_named(read: Read) -> None:
    r = read("The Financial Times quoted Jan Novak. The newspaper criticized Jan Novak.")
    assert "The newspaper" in r.mentions("Financial Times")


def _candidates(reader: Reader, text: str, *, nouns: bool = False) -> dict[str, Candidate]:
    document, cast = reader.cast(make_article(id="c", text=text, published="2025-06-01", language="en"))
    return {text[slice(*c.span)]: c for c in candidates(document, cast, nouns=nouns)}


def test_candidates_hold_actors_and_what_stays_unclear(reader: Reader) -> None:
    found = _candidates(reader, "Police met Angela Merkel and protesters. They thanked those in Lima.")
    assert found["Angela Merkel"].actor
    assert found["Police"].actor
    assert found["They"].actor is None
    assert found["They"].form == "pronoun"
    assert found["those"].actor is None


def test_every_noun_phrase_is_a_candidate_only_when_asked_for(reader: Reader) -> None:
    text = "A new bridge worried Angela Merkel on Monday."
    assert "A new bridge" not in _candidates(reader, text)
    wide = _candidates(reader, text, nouns=True)
    assert "A new bridge" in wide
    assert "Monday" not in wide


def test_candidates_of_a_place_with_two_actors_are_two(reader: Reader) -> None:
    text = "Ukrainian and Polish officials met."
    document, cast = reader.cast(make_article(id="c", text=text, published="2025-06-01", language="en"))
    assert len({c.actor for c in candidates(document, cast)}) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The town's five-member council appointed Jan Novak.", "council"),
        ("The nine-judge court rejected Jan Novak's appeal.", "court"),
        ("A four-star general criticized Jan Novak.", "general"),
        ("The 27-nation bloc sanctioned Belarus.", "bloc"),
        ("A third-party candidate criticized Jan Novak.", "third-party candidate"),
        ("The US-led coalition attacked Belarus.", "US-led coalition"),
        ("The attorneys general of two districts sued Jan Novak.", "attorneys general"),
        ("The attorneys sued Jan Novak.", "attorneys"),
        (
            "Customs and Border Protection officers arrested Jan Novak.",
            "Customs and Border Protection officers",
        ),
        ("Police and border agents arrested Jan Novak.", "border agents"),
    ],
)
def test_a_number_with_its_noun_is_no_part_of_what_a_body_is_called(read: Read, text: str, name: str) -> None:
    assert name in read(text).actors
