"""Who has which part in an event: each entry of events.yaml reads its own sentences, and delegations and company theirs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from reading.conftest import Reading
from reading.notation import parse

from polgraph import lexicon
from polgraph.lexicon import PartFrame
from polgraph.model import Extraction
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]
WORDS = lexicon.load().events
FRAMES = [*WORDS.parts, *WORDS.nouns, *WORDS.gatherings]
MATCH = [pytest.param(line, id=line[:50]) for f in FRAMES for line in f.match]
NEVER = [pytest.param(f, line, id=line[:50]) for f in FRAMES for line in f.never]


def parts(line: str, extraction: Extraction, marks: tuple[tuple[int, int], ...]) -> set[tuple[int, str]]:
    """The parts of the marked actors, from the claims on an event."""
    return {
        (number, c.part or "")
        for c in extraction.claims
        if c.part
        for number, (a, b) in enumerate(marks, 1)
        if c.subject_span[0] < b and a < c.subject_span[1]
    }


@pytest.mark.parametrize("line", MATCH)
def test_an_entry_reads_its_sentence(reader: Reader, line: str) -> None:
    sentence, *said = (x.strip() for x in line.split("|"))
    example = parse(sentence)
    wanted = {(int(m[1]), m[2]) for s in said if (m := re.fullmatch(r"(\d) (\w+)", s))}
    assert wanted, "a sentence that must match says who has which part"
    assert parts(line, reader.read(example.article()), example.marks) == wanted


@pytest.mark.parametrize(("frame", "line"), NEVER)
def test_an_entry_leaves_the_other_sentence(reader: Reader, frame: PartFrame, line: str) -> None:
    example = parse(line)
    found = parts(line, reader.read(example.article()), example.marks)
    assert frame.part not in {part for _, part in found}


def test_every_entry_has_both_sentences() -> None:
    assert [f for f in FRAMES if not f.match or not f.never] == []


def in_it(r: Reading, name: str) -> dict[str, str]:
    """Who is in the event of this name, and in which part."""
    (event,) = [e for e in r.extraction.events if e.name == name]
    return {r.names[p.actor]: p.part for p in event.participants}


def test_delegations_stand_for_the_talks_told_of_last(read: Read) -> None:
    r = read(
        "Russia and Iran held talks in Vienna on Monday. The Russian delegation was led by Sergey Lavrov, "
        "who was accompanied by Dmitry Kozak. Iran was represented by Javad Zarif."
    )
    delegates = {
        "Sergey Lavrov": "delegate",
        "Dmitry Kozak": "participant",
        "Mohammad Javad Zarif": "delegate",
    }
    assert in_it(r, "talks in Vienna").items() >= delegates.items()


def test_who_is_said_not_to_lead_has_no_part(read: Read) -> None:
    r = read(
        "Russia and Iran held talks in Vienna. Russia's team was headed not by Dmitry Kozak but by Sergey Lavrov."
    )
    assert "Dmitry Kozak" not in in_it(r, "talks in Vienna")
    assert in_it(r, "talks in Vienna")["Sergey Lavrov"] == "delegate"


def test_a_team_without_talks_is_in_no_event(read: Read) -> None:
    assert read("Russia's team was headed by Sergey Lavrov.").extraction.events == ()


def test_who_stays_away_is_no_participant_and_the_talks_are_not_denied(read: Read) -> None:
    r = read("Russia held talks in Vienna on Monday. Sergey Lavrov did not attend the talks.")
    (event,) = r.extraction.events
    assert (event.polarity, in_it(r, event.name)) == ("affirmed", {"Russia": "participant"})
    denied = [c for c in r.extraction.claims if c.polarity == "denied"]
    assert [(r.names[c.subject], c.predicate, c.object) for c in denied] == [
        ("Sergey Lavrov", "TOOK_PART_IN", event.id)
    ]


def test_who_boycotts_is_denied(read: Read) -> None:
    r = read("Sergey Lavrov boycotted the conference in Vienna.")
    assert (r.claim("TOOK_PART_IN").polarity, in_it(r, "conference in Vienna")) == ("denied", {})


def test_an_act_at_an_event_points_to_it(read: Read) -> None:
    r = read("Sergey Lavrov met Marco Rubio at the summit in Vienna. Sergey Lavrov met Donald Trump.")
    (event,) = r.extraction.events
    met = {r.names[c.object]: c.event for c in r.extraction.claims if c.predicate == "MET_WITH"}
    assert met == {"Marco Rubio": event.id, "Donald Trump": None}


def test_the_meeting_of_a_verb_is_the_talks_of_the_next_sentence(read: Read) -> None:
    r = read(
        "Sergey Lavrov and Marco Rubio met at a hotel in Vienna on Friday. The talks were hosted by Austria."
    )
    (event,) = r.extraction.events
    assert (event.name, event.type, event.date and event.date.start) == (
        "talks in Vienna", "talks", "2025-05-30",
    )  # fmt: skip
    assert in_it(r, event.name)["Austria"] == "host"


def test_talks_at_another_place_are_others(read: Read) -> None:
    r = read("Russia held talks in Vienna. Sergey Lavrov attended the talks in Geneva.")
    assert {e.name for e in r.extraction.events} == {"talks in Vienna", "talks in Geneva"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Russia and Iran agreed on a truce on Friday after talks in Vienna.", "2025-05-30"),
        ("Sergey Lavrov spoke at the session of 21 February in Vienna.", "2025-02-21"),
        ("Russia complained on Friday before the talks with Iran in Vienna.", None),
        ("The summit in Vienna was announced on Friday.", None),
    ],
)
def test_an_event_has_the_day_of_its_occasion_and_no_other(read: Read, text: str, day: str | None) -> None:
    (event,) = read(text).extraction.events
    assert (event.date.start if event.date else None) == day


def test_a_summit_that_is_called_off_has_nobody_in_it(read: Read) -> None:
    r = read("Donald Trump has called off the summit with Vladimir Putin in Budapest.")
    (event,) = r.extraction.events
    assert (event.polarity, event.participants) == ("denied", ())
