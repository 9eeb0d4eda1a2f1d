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


def test_who_sits_across_the_table_takes_part(read: Read) -> None:
    talks = "Russia and Iran held talks in Vienna on Monday. "
    r = read(talks + "Across the table sat Sergey Lavrov and Marco Rubio, an ally of Donald Trump.")
    assert {n for n, p in in_it(r, "talks in Vienna").items() if p == "delegate"} == {
        "Sergey Lavrov",
        "Marco Rubio",
    }
    r = read(talks + "Sergey Lavrov sat in a hotel across the river.")
    assert "Sergey Lavrov" not in in_it(r, "talks in Vienna")


def test_who_comes_for_somebody_is_a_delegate_beside_others(read: Read) -> None:
    led = "Russia and Iran held talks in Vienna on Monday. The Russian team was led by Sergey Lavrov; "
    r = read(led + "Marco Rubio came for Donald Trump.")
    assert in_it(r, "talks in Vienna")["Marco Rubio"] == "delegate"
    assert "Marco Rubio" not in in_it(read(led + "Marco Rubio came for lunch."), "talks in Vienna")
    talks = "Russia and Iran held talks in Vienna on Monday. "
    assert "Marco Rubio" not in in_it(read(talks + "Marco Rubio came for Donald Trump."), "talks in Vienna")


def test_who_is_heard_at_a_session_speaks_there(read: Read) -> None:
    session = "Dmitry Kozak told the Security Council session in Moscow that it was over. "
    r = read(session + "Sergey Lavrov was heard as well. Dmitry Medvedev spoke in favour of recognition.")
    (event,) = r.extraction.events
    assert {r.names[p.actor] for p in event.participants if p.part == "speaker"} == {
        "Dmitry Kozak",
        "Sergey Lavrov",
        "Dmitry Medvedev",
    }
    r = read(
        session + "Sergey Lavrov was heard by the court. Dmitry Medvedev spoke against it on television."
    )
    (event,) = r.extraction.events
    assert {r.names[p.actor] for p in event.participants if p.part == "speaker"} == {"Dmitry Kozak"}


def test_the_two_of_a_nation_are_the_two_named_before(read: Read) -> None:
    named = "Vladimir Putin received Marco Rubio and Donald Trump. "
    r = read(named + "The two Americans met Sergey Lavrov in Vienna.")
    assert set(in_it(r, "meeting in Vienna")) == {"Marco Rubio", "Donald Trump", "Sergey Lavrov"}
    r = read("Vladimir Putin received Marco Rubio. The two Americans met Sergey Lavrov in Vienna.")
    assert "Marco Rubio" not in in_it(r, "meeting in Vienna")


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


def test_company_is_at_the_event_told_of_and_no_other(read: Read) -> None:
    r = read(
        "Sergey Lavrov attended talks in Vienna, accompanied by Dmitry Kozak. Sergey Lavrov attended a summit in Ankara."
    )
    assert "Dmitry Kozak" not in in_it(r, "summit in Ankara")
    r = read("Sergey Lavrov attended talks in Vienna. Dmitry Kozak accompanied Sergey Lavrov.")
    assert in_it(r, "talks in Vienna") == {"Sergey Lavrov": "participant", "Dmitry Kozak": "participant"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Iran can influence Sergey Lavrov to join the talks in Vienna.", {"Sergey Lavrov"}),
        ("Experts insist it will have the right to attend the talks in Vienna.", set()),
        ("Russia insists it will attend the talks in Vienna.", {"Russia"}),
    ],
)
def test_who_takes_part_is_the_one_that_the_grammar_means(read: Read, text: str, who: set[str]) -> None:
    r = read(text)
    assert {r.names[p.actor] for e in r.extraction.events for p in e.participants} == who


def test_a_meeting_of_clubs_is_no_event(read: Read) -> None:
    assert (
        read("Guardiola made changes before the semi-final meeting with Atletico Madrid.").extraction.events
        == ()
    )
    assert read("The final talks with Iran began in Vienna.").extraction.events != ()


def test_the_place_behind_whom_they_meet_is_that_of_the_talks(read: Read) -> None:
    (event,) = read("Sergey Lavrov held talks with Marco Rubio in Vienna.").extraction.events
    assert event.name == "talks in Vienna"
    (event,) = read("Sergey Lavrov held talks with Marco Rubio about bases in Syria.").extraction.events
    assert event.place is None


def test_who_tells_of_the_meeting_of_another_was_not_there(read: Read) -> None:
    r = read("After Sergey Lavrov's meeting with Marco Rubio, the Kremlin announced that peace was near.")
    assert "Kremlin" not in {r.names[p.actor] for e in r.extraction.events for p in e.participants}
