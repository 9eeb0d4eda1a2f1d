"""Posts in a body, the phase of ties, and what a clause does not do to the ties named in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from polgraph.loaders import make_article
from polgraph.reading import document
from polgraph.reading.pipeline import Reader
from polgraph.reading.ties import modifies, phase_by, unstated, way

Read = Callable[..., Any]


def ties(read: Read, text: str) -> set[tuple[str, str, str, str | None]]:
    """The ties that rules read: who, to whom, status, phase."""
    found = read(text)
    return {
        (
            found.names[c.subject],
            found.names[c.object],
            c.modality if c.polarity == "affirmed" else "denied",
            c.phase,
        )
        for c in found.extraction.claims
        if c.predicate == "MEMBER_OF" and not c.rule.startswith("scorer")
    }


@pytest.mark.parametrize(
    ("text", "who", "body", "phase"),
    [
        ("NATO energy commissioner Bruno Keller may visit Chad.", "Bruno Keller", "NATO", "present"),
        (
            "Carla Diaz, a professor of economics at Princeton University, will meet Joe Biden.",
            "Carla Diaz",
            "Princeton University",
            "present",
        ),
        (
            "Tom Reed, the top Democrat on the House Intelligence Committee, would not meet Joe Biden.",
            "Tom Reed",
            "House Intelligence Committee",
            "present",
        ),
        ("Former NATO station chief Robert Kane may sue Germany.", "Robert Kane", "NATO", "past"),
        (
            "Karl Haas, director of Amnesty International, resigned.",
            "Karl Haas",
            "Amnesty International",
            "past",
        ),
        (
            "Karl Haas, who served as director of Amnesty International, met Joe Biden.",
            "Karl Haas",
            "Amnesty International",
            "past",
        ),
        (
            "Karl Haas worked for Amnesty International until 2010.",
            "Karl Haas",
            "Amnesty International",
            "past",
        ),
        ("NBC's Lester Holt should question Joe Biden.", "Lester Holt", "NBC News", "present"),
        ("Petra Pau (of the Left Party) will meet Joe Biden.", "Petra Pau", "Left Party", "present"),
    ],
)
def test_a_post_is_a_membership_whatever_its_holder_may_do(
    read: Read, text: str, who: str, body: str, phase: str
) -> None:
    assert (who, body, "asserted", phase) in ties(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Petra Roth, a shareholder of Siemens, met Joe Biden.",
        "Henrik Larsen, an expert on NATO, met Joe Biden.",
        "NATO expert Henrik Larsen met Joe Biden.",
        "Nora Falk, a spokeswoman for Amnesty International, met Joe Biden.",
        "Tom Reed, an EU lawmaker, met Joe Biden.",
        "Ann Bell, a candidate for the Senate, met Joe Biden.",
        "Ann Bell, a fellow at the European Council on Regional Order, met Joe Biden.",
    ],
)
def test_who_only_knows_serves_or_seeks_a_body_is_no_member(read: Read, text: str) -> None:
    assert ties(read, text) == set()


def test_who_became_a_member_is_one_and_who_was_a_member_no_longer(read: Read) -> None:
    text = "Sweden became a member of NATO on Thursday. Britain was a member of the European Union."
    assert ties(read, text) == {
        ("Sweden", "NATO", "asserted", "present"),
        ("United Kingdom", "European Union", "asserted", "past"),
    }


def test_own_party_is_a_membership(read: Read) -> None:
    assert {("Angela Merkel", "party", "asserted", "present")} == ties(
        read, "Angela Merkel would not meet her party."
    )
    assert ties(read, "Angela Merkel inspected her army.") == set()


@pytest.mark.parametrize(
    ("text", "predicate", "one", "other", "stated"),
    [
        ("Chad and its ally Niger fled.", "ALLY_OF", "Chad", "ally", True),
        ("Chad and Niger fled.", "ALLY_OF", "Chad", "Niger", False),
        ("Allies in Chad fled.", "ALLY_OF", "Allies", "Chad", False),
        ("The ambassador to Chad fled.", "REPRESENTS", "ambassador", "Chad", False),
        ("Attorneys for the family spoke.", "REPRESENTS", "Attorneys", "family", True),
        ("Attorneys spoke after Chad had left.", "REPRESENTS", "Attorneys", "Chad", False),
        ("A shareholder of Siemens spoke.", "MEMBER_OF", "shareholder", "Siemens", False),
        ("A team of Siemens spoke.", "MEMBER_OF", "team", "Siemens", True),
        ("Britain decided to leave NATO.", "MEMBER_OF", "Britain", "NATO", False),
        ("Britain left NATO.", "MEMBER_OF", "Britain", "NATO", True),
        ("Britain founded NATO.", "MEMBER_OF", "Britain", "NATO", False),
        ("Adams is president of Hezbollah's wing, Fatah.", "MEMBER_OF", "Adams", "Hezbollah", False),
        ("Adams is head of Hezbollah's wing.", "MEMBER_OF", "Adams", "Hezbollah", True),
        ("Ann blamed the election of Bell on the head of Siemens.", "MEMBER_OF", "Bell", "Siemens", False),
    ],
)
def test_the_words_between_two_must_state_the_tie(
    reader: Reader, text: str, predicate: str, one: str, other: str, stated: bool
) -> None:
    doc = document.build(make_article(text, id="x"), reader.nlp).doc
    at = {t.text: t for t in doc}
    assert (unstated(predicate, at[one], at[other], reader.lexicon) is None) is stated


def test_the_way_between_two_words_and_the_tense_of_a_verb(reader: Reader) -> None:
    doc = document.build(make_article("Ann led the Mexican team of Chad.", id="x"), reader.nlp).doc
    at = {t.text: t for t in doc}
    assert [t.text for t in way(at["team"], at["Chad"])] == ["team", "Chad", "of"]
    assert way(at["Ann"], at["Chad"])[0] == at["led"]
    assert modifies(at["Mexican"], at["Ann"])
    assert not modifies(at["Mexican"], at["team"])
    assert phase_by(at["led"]) == "past"
    gone = document.build(make_article("Ann left the team. Ann plans to leave it.", id="x"), reader.nlp).doc
    assert [phase_by(t) for t in gone if t.lemma_ == "leave"] == ["past", "present"]
    now = document.build(make_article("Ann has led the team and Carl joined it.", id="x"), reader.nlp).doc
    assert [phase_by(t) for t in now if t.pos_ == "VERB"] == ["present", "present"]


def test_an_ambassador_to_a_body_does_not_represent_it(read: Read) -> None:
    found = read("Japan's U.N. ambassador Ishikane Kimihiro spoke in New York.").claims
    assert found == {("Ishikane Kimihiro", "REPRESENTS", "Japan")}
