"""`load` and `articles` with the same story more than once, failures that are retried, dates that cannot be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, lines

from polgraph.ledger import Ledger

pytestmark = pytest.mark.slow
STORY = (
    "The council of Brenn voted on Monday to build a bridge. France sanctioned Belarus after three years of quarrel. "
    "Traders on the left bank fear for their customers and want a ferry until the work is done. "
)
ARTICLES = (
    ("first", STORY + "It costs nine million crowns.", "Agency", "2025-03-01"),
    ("mended", STORY + "It costs eight million crowns.", "Agency", "2025-03-02"),
    ("copied", STORY + "It costs nine million crowns.", "Star", "2025-03-02"),
    (
        "other",
        "Поїзд до Варшави прибув із запізненням, бо на кордоні знову перевіряли документи.",
        "Post",
        "2131-01-01",
    ),
)
RULES = ("--no-scorer", "--no-store")


def write(file: Path, *more: str) -> None:
    rows = [dict(zip(("id", "text", "source", "published"), a, strict=True)) for a in ARTICLES]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows) + "".join(more), encoding="utf-8")


def test_the_summary_names_copies_languages_failures_and_dates_ahead(
    run: Run, folder: Path, model: None
) -> None:
    write(folder / "in.jsonl", "broken\n")
    done = run("load", "in.jsonl", "gone.txt", *RULES, "--failed", "failed.jsonl")
    assert done.exit_code == 2
    for words in (
        "4 articles read: 4 new, 0 changed, 0 reread, 0 same",
        "1 copy and 1 version of stories that are here already",
        "skipped 1 article: no reader for language 'uk'",
        "failed: 2\n  in.jsonl, line 5: not JSON",
        "warnings: 1\n  other: published 2131-01-01, which is in the future: kept so",
    ):
        assert words in done.stdout
    assert [json.loads(x)["where"] for x in Path("failed.jsonl").read_text().splitlines()] == [
        "in.jsonl",
        "gone.txt",
    ]

    write(folder / "in.jsonl")
    (folder / "gone.txt").write_text("Poland supported Lithuania in Berlin.\n")
    (again,) = lines(run("load", "--retry", "failed.jsonl", *RULES, "--failed", "failed.jsonl", "--json"))
    assert (again["same"], again["new"], again["failed"]) == (4, 1, [])
    assert Path("failed.jsonl").read_text() == ""

    listed = run("articles")
    assert "copy of first" in listed.stdout
    assert "version of first" in listed.stdout
    assert "5 articles, 4 claims, 1 skipped, 1 copy, 1 version" in listed.stderr
    shown = run("articles", "--clusters")
    assert [row.split("\t")[:2] for row in shown.stdout.splitlines()[1:]] == [
        ["first", "first"],
        ["copied", "copy"],
        ["mended", "version"],
    ]
    assert "another publisher" not in shown.stdout
    assert "one publisher, 1 of 42 words changed" in shown.stdout
    assert "1 story told more than once, by 3 of 5 articles" in shown.stderr
    (story,) = lines(run("articles", "--clusters", "--source", "Star", "--json"))
    assert (story["head"]["id"], [m["copy_of"] or m["version_of"] for m in story["members"]]) == (
        "first",
        ["first"] * 2,
    )
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite") as ledger:
        (relation,) = ledger.relations(predicates=["SANCTIONED"])
    assert (relation.articles, relation.origins) == (3, 1)


def test_quiet_leaves_the_summary_alone(run: Run, folder: Path, model: None) -> None:
    write(folder / "in.jsonl", "broken\n")
    done = run("load", "in.jsonl", *RULES, "--quiet")
    assert (done.exit_code, done.stderr, "failed: 1" in done.stdout) == (2, "", True)


def test_nothing_to_read_and_no_place_for_failures_are_one_line(run: Run, folder: Path) -> None:
    assert "nothing to read: name files or folders" in run("load").stderr
    (folder / "a.txt").write_text("A text.")
    done = run("load", "a.txt", "--failed", "no/such/folder.jsonl")
    assert (done.exit_code, "there is no folder no/such" in done.stderr) == (2, True)
    assert not (folder / ".polgraph").exists()
