"""`read` and `extract` keep the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, fill, lines

pytestmark = pytest.mark.slow

ARTICLES = [
    {"id": "b", "text": "Poland supported Lithuania.", "published": "2031-05-02"},
    {
        "id": "ä",
        "text": "“Олаф Шольц” — Olaf Scholz met\u2028Emmanuel Macron in Berlin.\nFrance sanctioned Belarus.",
    },
    {"id": "c", "text": "Міністр прибув до Варшави.", "language": "uk"},
]


def as_lines(*items: object) -> str:
    return "".join((i if isinstance(i, str) else json.dumps(i, ensure_ascii=False)) + "\n" for i in items)


def test_a_line_that_is_no_article_stops_no_other(run: Run, model: None) -> None:
    stdin = as_lines(ARTICLES[0], "{no json", {"id": "x"}, "", ARTICLES[0], [1], ARTICLES[1])
    done = run("extract", stdin=stdin)
    assert done.exit_code == 2
    assert [line["article"] for line in lines(done)] == ["b", "ä"]
    said = done.stderr.splitlines()
    assert [line.partition(": ")[2].partition(":")[0] for line in said] == [
        f"standard input, line {n}" for n in (2, 3, 5, 6)
    ]


def test_every_field_of_the_contract_is_there(run: Run, model: None) -> None:
    done = run("extract", stdin=as_lines(ARTICLES[1]))
    assert done.exit_code == 0
    (found,) = lines(done)
    assert {
        "article",
        "producer",
        "actors",
        "roles",
        "events",
        "claims",
        "attributions",
        "dates",
    } <= found.keys()
    text = ARTICLES[1]["text"]
    claims = {(c["predicate"], c["phase"], c["event"], text[slice(*c["trigger"])]) for c in found["claims"]}
    assert ("SANCTIONED", None, None, "sanctioned") in claims
    assert all(text[m["start"] : m["end"]] == m["text"] for a in found["actors"] for m in a["mentions"])
    assert "\u2028" not in done.stdout, "a line is a line for every reader of lines"
    assert "Шольц" in done.stdout, "letters are written as they are"
    assert ": " not in done.stdout.split('"mentions"')[0], "compact"


def test_a_language_without_reader_is_said(run: Run, model: None) -> None:
    (found,) = lines(run("extract", stdin=as_lines(ARTICLES[2])))
    assert (found["claims"], found["skipped"]) == ([], "no reader for language 'uk'")


def test_workers_order_and_file_make_no_difference(run: Run, folder: Path, model: None) -> None:
    (folder / "in.jsonl").write_text(as_lines(*ARTICLES, "broken"), encoding="utf-8")
    alone = run("extract", "in.jsonl")
    two = run("extract", "in.jsonl", "--workers", "2", "--out", "out.jsonl")
    assert (alone.exit_code, two.exit_code, two.stdout) == (2, 2, "")
    assert (folder / "out.jsonl").read_bytes() == alone.stdout_bytes
    assert alone.stderr == two.stderr
    backwards = run("extract", stdin=as_lines(*reversed(ARTICLES)))
    assert backwards.stdout.splitlines() == alone.stdout.splitlines()[::-1]


def test_together_names_across_articles(run: Run, model: None) -> None:
    articles = [
        {"id": str(i), "text": f"{name} criticized Belarus."} for i, name in enumerate(("Poland", "Warsaw"))
    ]
    found = lines(run("extract", "--together", stdin=as_lines(*articles)))
    keys = [{a["key"] for a in line["actors"] if a["kind"] == "country"} for line in found]
    assert keys[0] == keys[1]


def test_a_file_appears_only_when_complete(run: Run, folder: Path) -> None:
    (folder / "out.jsonl").write_text("as it was")
    done = run("extract", "--model", "nosuch", "--out", "out.jsonl", stdin=as_lines(ARTICLES[0]))
    assert done.exit_code == 2
    assert "no language model 'nosuch'" in done.stderr
    assert (folder / "out.jsonl").read_text() == "as it was"
    assert [p.name for p in folder.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize(
    "words", [["nosuch.jsonl"], ["."], ["-", "--out", "nosuch/out.jsonl"], ["-", "--workers", "0"]]
)
def test_what_cannot_be_read_or_written(run: Run, words: list[str]) -> None:
    done = run("extract", *words, stdin="")
    assert (done.exit_code, done.stdout) == (2, "")


def test_read_gives_articles_that_extract_takes(run: Run, folder: Path, model: None) -> None:
    fill(folder)
    done = run("read", "inbox", "--published", "2031-05-02", "--source", "The Lighthouse")
    assert done.exit_code == 2
    assert "inbox/broken.txt" in done.stderr
    found = lines(done)
    assert [a["id"] for a in found] == [
        "inbox/dnipro.txt", "inbox/monday.txt", "inbox/tuesday.txt", "inbox/deep/wednesday.txt",
    ]  # fmt: skip
    assert {(a["published"], a["source"]) for a in found} == {("2031-05-02", "The Lighthouse")}
    again = run("extract", stdin=done.stdout)
    assert (again.exit_code, len(lines(again))) == (0, 4)


def test_an_option_for_one_article_with_many(run: Run, folder: Path) -> None:
    fill(folder)
    for words in (["inbox", "--title", "X"], ["inbox", "--published", "yesterday"]):
        done = run("read", *words)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), words
