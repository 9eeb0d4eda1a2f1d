"""Events as nodes: known ones by any of their names, described ones with a place or somebody in them."""

from __future__ import annotations

from collections.abc import Callable

from reading.conftest import Reading

Read = Callable[..., Reading]


def test_a_known_war_is_one_event_however_it_is_called(read: Read) -> None:
    r = read(
        "The full-scale invasion of Ukraine began in winter. Sergey Lavrov opposed the war in Ukraine. He opposed the invasion."
    )
    wars = [e for e in r.extraction.events if e.type == "war"]
    assert [(e.date.start if e.date else None) for e in wars] == ["2022-02-24"]
    assert [c for c in r.claims if c[1] == "OPPOSED"] == [("Sergey Lavrov", "OPPOSED", wars[0].name)]


def test_a_war_after_the_article_is_not_meant(read: Read) -> None:
    r = read("The invasion of Ukraine was a film title.", published="2013-01-01")
    assert all((e.date.start if e.date else "") < "2013" for e in r.extraction.events)


def test_talks_have_place_date_and_participants(read: Read) -> None:
    r = read("In March 2021 Sergey Lavrov took part in talks in Vienna.")
    (talks,) = r.extraction.events
    assert (talks.type, r.names[talks.place or ""]) == ("talks", "Vienna")
    assert talks.date is not None
    assert (talks.date.start, talks.date.precision) == ("2021-03-01", "month")
    assert [(r.names[p.actor], p.part) for p in talks.participants] == [("Sergey Lavrov", "participant")]
    claim = r.claim("TOOK_PART_IN")
    assert (claim.object, claim.part) == (talks.id, "participant")


def test_a_host_hosts(read: Read) -> None:
    r = read("Turkey hosted a summit in Ankara.")
    assert {c[:2] for c in r.claims} == {("Turkey", "HOSTED")}


def test_a_meeting_that_is_only_a_word_is_no_event(read: Read) -> None:
    assert read("The meeting was long. Several agreements were mentioned.").extraction.events == ()


def test_who_stays_away_takes_no_part(read: Read) -> None:
    r = read("Sergey Lavrov did not attend the summit in Ankara.")
    real = [c for c in r.extraction.claims if c.polarity == "affirmed"]
    assert not real


def test_the_second_round_is_an_event_of_its_own(read: Read) -> None:
    r = read("Turkey hosted talks in Ankara. Sergey Lavrov took part in the second round of talks in Ankara.")
    assert sorted(e.name for e in r.extraction.events) == [
        "second round of talks in Ankara",
        "talks in Ankara",
    ]
    held = {e.id: e.name for e in r.extraction.events}
    assert held[r.claim("TOOK_PART_IN").object] == "second round of talks in Ankara"


def test_rounds_that_nobody_numbers_are_the_talks(read: Read) -> None:
    r = read("Sergey Lavrov took part in several rounds of talks in Ankara.")
    assert all("round" not in e.name for e in r.extraction.events)
