"""`polgraph export` and `polgraph explore` as a user runs them."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest
from commands import Run, lines
from factories import Story, date

from polgraph.ledger import Ledger


@pytest.fixture
def filled(folder: Path) -> Path:
    """The current folder has a workspace with three actors."""
    (folder / ".polgraph").mkdir()
    story = Story("a1")
    story.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    story.claim("Bruno Tal", "ACCUSED", "Carla Reyes", modality="alleged")
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
        load.add(*story.done())
    return folder


def test_files_go_where_they_are_told(run: Run, filled: Path) -> None:
    for format_ in ("graphml", "gexf", "json"):
        done = run("export", format_, "--out", f"graph.{format_}")
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", "3 nodes, 2 relations\n")
        piped = run("export", format_, "--out", "-")
        assert piped.stdout_bytes == (filled / f"graph.{format_}").read_bytes()
    assert run("export", "csv", "--out", "tables").exit_code == 0
    assert sorted(p.name for p in (filled / "tables").iterdir()) == ["claims.csv", "edges.csv", "nodes.csv"]


def test_filters_are_those_of_the_question(run: Run, filled: Path) -> None:
    words = (
        "--actor",
        "marsh",
        "--depth",
        "1",
        "--type",
        "met with",
        "--status",
        "asserted",
        "--period",
        "2025-03-01..",
    )
    done = run("export", "json", "--out", "-", *words)
    told = json.loads(done.stdout)
    assert [e["type"] for e in told["edges"]] == ["MET_WITH"]
    assert {n["name"] for n in told["nodes"]} == {"Ada Marsh", "Bruno Tal"}


PERIODS = {
    "2022-01-01..2022-12-31": {("MET_WITH", "asserted"), ("ALLY_OF", "asserted")},
    "2023-01-01..2023-12-31": {("ALLY_OF", "asserted")},
    "2024-01-01..2024-12-31": set(),  # between two meetings, after the alliance
    "2025-01-01..": {("MET_WITH", "contested"), ("ACCUSED", "alleged")},
    "..2021-12-31": set(),
}


@pytest.mark.parametrize("period", PERIODS)
def test_measures_and_files_hold_the_same_of_a_period(run: Run, folder: Path, period: str) -> None:
    """The sums of a relation span what lies between its claims, and mix what was said at different times."""
    first = Story("a1", published="2022-05-01")
    first.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    span = date("2022-01-01", "2023-06-30", kind="during")
    first.claim("Carla Reyes", "ALLY_OF", "Bruno Tal", phase="past", date=span)
    first.claim("Carla Reyes", "RIVAL_OF", "Ada Marsh", phase="past")
    second = Story("a2", published="2026-02-01", source="Evening Tide")
    second.claim("Ada Marsh", "MET_WITH", "Bruno Tal", date=date("2026-01-20"))
    second.claim("Ada Marsh", "MET_WITH", "Bruno Tal", polarity="denied", date=date("2026-01-20"))
    second.claim("Ada Marsh", "ACCUSED", "Carla Reyes", modality="alleged")
    second.claim("Ada Marsh", "ATTACKED", "Carla Reyes", polarity="denied")
    (folder / ".polgraph").mkdir()
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
        for story in (first, second):
            load.add(*story.done())
    written, measured = (
        run("export", "json", "--out", "-", "--period", period),
        run("measure", "--period", period, "--json"),
    )
    if not PERIODS[period]:
        assert (written.exit_code, measured.exit_code) == (1, 1)
        return
    edges = json.loads(written.stdout)["edges"]
    assert {(e["type"], e["status"]) for e in edges} == PERIODS[period]
    (figures,) = lines(measured)
    for name, counted in (
        ("with_alleged", edges),
        ("asserted", [e for e in edges if e["status"] == "asserted"]),
    ):
        assert figures[name]["relations"] == len(counted)
        assert {n["id"] for n in figures[name]["nodes"]} == {
            e[end] for e in counted for end in ("source", "target")
        }


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("export", "csv", "--out", "-"), 2, "folder"),
        (("export", "json", "--out", "no/such/place.json"), 2, "no/such/place.json"),
        (("export", "json", "--out", "."), 2, "it is a folder"),
        (("export", "json", "--out", "x.json", "--actor", "Zebedee"), 1, "Zebedee"),
        (("export", "json", "--out", "x.json", "--period", "2025"), 2, "is no period"),
        (("explore", "--out", ".", "--type", "MET_WITH"), 2, "it is a folder"),
        (("explore", "--out", "x.html", "--type", "MARRIED"), 2, "MARRIED"),
        (("explore", "--out", "x.html", "--depth", "2"), 2, "name one"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    run: Run, filled: Path, words: tuple[str, ...], status: int, said: str
) -> None:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (status, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert sorted(p.name for p in filled.iterdir()) == [".polgraph"]


def test_what_was_written_is_said_as_json_too(run: Run, filled: Path) -> None:
    (said,) = lines(run("export", "csv", "--out", "tables", "--json"))
    assert said == {"out": "tables", "nodes": 3, "relations": 2, "claims": 2}
    (said,) = lines(run("explore", "--out", "p.html", "--json"))
    assert said == {"out": "p.html", "nodes": 3, "relations": 2, "left_out": 0}


def test_without_a_workspace(run: Run) -> None:
    assert run("explore", "--out", "x.html").exit_code == 1


def test_the_picture_is_one_file_and_the_same_again(run: Run, filled: Path) -> None:
    for name in ("one.html", "two.html"):
        assert run("explore", "--out", name).exit_code == 0
    one = (filled / "one.html").read_bytes()
    assert one == (filled / "two.html").read_bytes()
    assert one.startswith(b"<!doctype html>")
    assert b"Ada Marsh" in one
    small = run("explore", "--out", "-", "--top", "2")
    assert "1 more left out" in small.stderr
    (filled / "small.html").write_bytes(small.stdout_bytes)
    assert b"the 2 of 3 with most neighbours" in (filled / "small.html").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is how Linux opens a file")
def test_open_hands_the_file_to_the_browser(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The `xdg-open` that is first on the PATH notes what it was given."""
    bin_ = filled / "bin"
    bin_.mkdir()
    (bin_ / "xdg-open").write_text(f'#!/bin/sh\necho "$1" > "{filled}/opened"\n')
    (bin_ / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    assert run("explore", "--out", "p.html", "--open").exit_code == 0
    for _ in range(100):
        if (filled / "opened").exists() and (filled / "opened").read_text():
            break
        time.sleep(0.05)
    assert (filled / "opened").read_text().strip().endswith(str((filled / "p.html").resolve()))
