"""Events, timelines and what is contested on the command line; filters mean the same on every look-up. No model is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, lines
from factories import Story, date

from polgraph.ledger import Ledger


@pytest.fixture
def filled(folder: Path) -> Path:
    """A workspace in the folder, with an event of two articles, a part of it and another event."""
    plans = (
        ("Lake talks", "2025-03-04", "Ada Marsh", "The Daily Lantern"),
        ("talks in Lakeport", "2025-03-04", "Bruno Tal", "Tide Post"),
        ("the second round of talks in Lakeport", "2025-03-04", "Ada Marsh", "Tide Post"),
        ("talks in Lakeport", "2025-04-04", "Ada Marsh", "Tide Post"),
    )
    (folder / ".polgraph").mkdir()
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
        for i, (name, day, who, source) in enumerate(plans):
            story = Story(f"a{i}", published=day, title=f"Day {i}", source=source)
            story.event(name, place="Lakeport", date=date(day))
            story.claim(who, "TOOK_PART_IN", name, part="delegate")
            story.claim("Nordland", "HOSTED", name, part="host", speakers=["Bruno Tal"])
            polarity = "denied" if i == 2 else "affirmed"
            story.claim("Ada Marsh", "ACCUSED", "Bruno Tal", event=name, date=date(day), polarity=polarity)
            load.add(*story.done())
    return folder


def test_events_are_listed_and_narrowed(run: Run, filled: Path) -> None:
    everything = lines(run("events", "--json"))
    assert [e["start_date"] for e in everything] == ["2025-04-04", "2025-03-04", "2025-03-04"]
    for words, left in (
        (["--since", "2025-04"], 1),
        (["--with", "Bruno Tal"], 1),
        (["--place", "Lakeport", "--until", "2025-03-31"], 2),
        (["--source", "the daily lantern"], 1),
        (["--type", "talks"], 3),
    ):
        assert len(lines(run("events", *words, "--json"))) == left, words
    none = run("events", "--type", "war", "--with", "Ada Marsh")
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr == "polgraph: no event with Ada Marsh, of type war\n"


def test_an_event_has_a_card(run: Run, filled: Path) -> None:
    shown = run("event", "Lake talks").stdout
    assert "2025-03-04 (to the day), Lakeport, asserted" in shown
    assert "Ada Marsh\tdelegate\tasserted\t1" in shown
    assert "Nordland\thost\talleged\t2" in shown
    assert "the second round of talks in Lakeport\t2025-03-04" in shown
    assert "alleged; said by Bruno Tal; Tide Post; 2025-03-04; a1" in shown
    assert shown.splitlines()[-3:] == [
        "2 articles",
        "  a0  Day 0  The Daily Lantern  2025-03-04",
        "  a1  Day 1  Tide Post  2025-03-04",
    ]
    (card,) = lines(run("event", "Lake talks", "--status", "alleged", "--json"))
    assert {c["predicate"] for c in card["claims"]} == {"HOSTED"}


def test_a_timeline_says_when_how_precisely_and_who_says_so(run: Run, filled: Path) -> None:
    rows = [r.split("\t") for r in run("timeline", "Nordland").stdout.splitlines()]
    assert rows[0] == ["when", "precision", "what", "status", "phase", "said by", "source"]
    assert [r[0] for r in rows[1:]] == ["2025-03-04"] * 3 + ["2025-04-04"], "the date of the event"
    assert rows[-1][2:6] == ["Nordland —HOSTED→ talks in Lakeport", "alleged", "", "Bruno Tal"]
    between = lines(run("timeline", "Ada Marsh", "Bruno Tal", "--json"))
    assert len([c for c in between if c["predicate"] == "ACCUSED"]) == 4
    shared = [(c["subject"], c["object"], c["day"]) for c in between if c["predicate"] == "TOOK_PART_IN"]
    assert sorted(shared) == [(who, "Lake talks", "2025-03-04") for who in ("Ada Marsh", "Bruno Tal")], (
        "not the round and the talks where only one of them was"
    )
    assert "—TOOK_PART_IN→ Lake talks (delegate)" in run("timeline", "Ada Marsh", "Bruno Tal").stdout
    same = run("timeline", "Ada Marsh", "Ada Marsh")
    assert (same.exit_code, same.stderr.count("\n")) == (2, 1)


def test_what_is_contested_stands_side_by_side(run: Run, filled: Path) -> None:
    shown = run("contested", "--until", "2025-03").stdout
    assert shown.startswith(
        "Ada Marsh —ACCUSED→ Bruno Tal  (contested)\n  affirmed by The Daily Lantern, Tide Post:\n"
    )
    assert (
        shown.index("affirmed by") < shown.index("denied by Tide Post:") < shown.index("denied; 2025-03-04")
    )
    none = run("contested", "--source", "The Daily Lantern")
    assert none.stderr == "polgraph: nothing is contested among the claims published by The Daily Lantern\n"


@pytest.mark.parametrize(
    "words",
    [
        ["who", "Ada Marsh"],
        ["related", "Ada Marsh", "Bruno Tal"],
        ["path", "Ada Marsh", "Bruno Tal"],
        ["timeline", "Ada Marsh"],
        ["contested"],
        ["events"],
        ["event", "Lake talks"],
        ["query", "new_since", "--param", "since=2000-01-01"],
    ],
)
def test_every_look_up_has_the_same_filters(run: Run, filled: Path, words: list[str]) -> None:
    most = ["--since", "2025-03-04", "--until", "2025-12-31", "--min-confidence", "0.1"]
    none = run(*words, "--until", "1999")
    assert (none.exit_code, none.stdout, none.stderr.count("\n")) == (1, "", 1), none.stderr
    assert "until 1999-12-31" in none.stderr
    assert run(*words, *most).exit_code == 0
    for wrong in (
        ["--status", "true"],
        ["--min-confidence", "7"],
        ["--type", "MEETS"],
        ["--since", "spring"],
    ):
        done = run(*words, *wrong)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), (wrong, done.stderr)
    assert run(*words, "--speaker", "Nobody Atall").exit_code == 1


def test_events_are_merged_split_explained_and_taken_back(run: Run, filled: Path) -> None:
    april = lines(run("events", "--since", "2025-04", "--json"))[0]["event"]
    march = lines(run("events", "--with", "Bruno Tal", "--json"))[0]["event"]
    merged = run("events", "merge", march, april, "--reason", "one affair", "--no-store")
    assert merged.exit_code == 0 and f"{april} leads to {march}" in merged.stdout
    assert "one affair" in run("events", "explain", march).stdout
    assert run("events", "undo", "--no-store").exit_code == 0
    assert lines(run("events", "--since", "2025-04", "--json"))[0]["event"] == april
    split = run("events", "split", march, "--article", "a1", "--no-store")
    assert split.exit_code == 0 and len(lines(run("events", "--json"))) == 4
    assert run("actors", "decisions", "--export", "d.jsonl").exit_code == 0
    assert run("events", "undo", "--no-store").exit_code == 0
    assert "no pair is doubtful" in run("events", "review").stderr
    assert run("events", "split", march, "--no-store").exit_code == 2
    assert run("events", "merge", march, "Ada Marsh").exit_code == 1


def test_a_filter_that_could_leave_nothing_out_is_refused(run: Run, filled: Path) -> None:
    for words in (["most_mentioned"], ["MATCH (n) RETURN n.name AS name"]):
        done = run("query", *words, "--status", "denied", "--store", "bolt://nowhere.example:1")
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) in ((2, "", 1), (3, "", 1)), done.stderr
    refused = run("query", "most_mentioned", "--status", "denied")
    assert refused.exit_code == 2 and "asks of no claims" in refused.stderr
