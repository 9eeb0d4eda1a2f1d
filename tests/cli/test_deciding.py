"""`polgraph actors`, `claims` and `loads`, as a person uses them; the review through a real terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path

import pytest
from commands import POLGRAPH, Run, lines
from factories import Story

from polgraph import coreference
from polgraph.ledger import Ledger
from polgraph.model import Mention


@pytest.fixture
def place(folder: Path) -> Path:
    """A workspace with persons of whom some may be one; nothing needs the language model."""
    (folder / ".polgraph").mkdir()
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
        for number, name in enumerate(["Jonas Berg", "Johan Berg", "Wilma Voss"]):
            written = Story(f"a{number}.txt", source="Evening Post")
            written.claim(name, "CRITICIZED", "Sudland" if number == 1 else "Nordland")
            load.add(*written.done())
    return folder


def first_claim(run: Run, article: str) -> str:
    return str(lines(run("claims", "list", "--article", article, "--json"))[0]["id"])


def test_merge_explain_and_undo(run: Run, place: Path):
    done = run("actors", "merge", "Jonas Berg", "Wilma Voss", "--reason", "a test", "--no-store")
    assert done.exit_code == 0, done.output
    assert "leads to" in done.stdout
    told = run("actors", "explain", "Wilma Voss")
    assert "a2.txt" in told.stdout and "a test" in told.stdout and "also the ids" in told.stdout
    listed = run("actors", "decisions")
    assert "Jonas Berg (a0.txt) is Wilma Voss (a2.txt)" in listed.stdout
    undone = run("actors", "undo", "--no-store")
    assert (
        undone.exit_code == 0 and "takes back 2: Jonas Berg (a0.txt) is Wilma Voss (a2.txt)" in undone.stdout
    )
    assert lines(run("who", "Wilma Voss", "--json"))[0]["name"] == "Wilma Voss"
    assert run("actors", "decisions").stdout.count("undone") == 1


def test_explain_says_why_the_words_of_each_article_are_the_actor(run: Run, place: Path):
    written = Story("b.txt", source="Evening Post")
    written.claim("Vera Lund", "CRITICIZED", "Nordland")
    article, found = written.done()
    actor = next(a for a in found.actors if a.name == "Vera Lund")
    (own,) = actor.mentions
    she = Mention(start=own.start, end=own.end, text="Lund", form="name", rule="name:surname", score=0.5)
    actors = tuple(
        a.model_copy(update={"mentions": (own, she, she)}) if a == actor else a for a in found.actors
    )
    with Ledger.open(place / ".polgraph" / "ledger.sqlite") as ledger, ledger.load() as load:
        load.add(article, found.model_copy(update={"actors": actors}))
    told = run("actors", "explain", "Vera Lund").stdout
    assert f"b.txt\tLund\tname\t2\t0.50\tname:surname\t{coreference.rule('name:surname').says}\n" in told
    assert "b.txt\tVera Lund\tname\t1" in told, "what was read before there were rules is told without one"
    (read,) = lines(run("actors", "explain", "Vera Lund", "--json"))
    assert {m["rule"]: m["score"] for m in read["mentions"]} == {None: None, "name:surname": 0.5}


def test_what_a_split_undid_and_decided_is_told(run: Run, place: Path):
    run("actors", "merge", "Jonas Berg", "Wilma Voss", "--no-store")
    run("actors", "split", "Wilma Voss", "--article", "a2.txt", "--no-store")
    undone = run("actors", "undo", "--no-store").stdout
    assert "takes back 3: undo 2; Wilma Voss (a2.txt) is not Jonas Berg (a0.txt)" in undone


def test_an_old_id_finds_the_actor_that_it_became(run: Run, place: Path):
    old = lines(run("who", "Wilma Voss", "--json"))[0]["id"]
    run("actors", "merge", "Jonas Berg", "Wilma Voss", "--no-store")
    assert lines(run("who", old, "--json"))[0]["properties"]["articles"] == 2


def test_split_says_what_is_there(run: Run, place: Path):
    run("actors", "merge", "Jonas Berg", "Wilma Voss", "--no-store")
    done = run("actors", "split", "Wilma Voss", "--mention", "Wilma Voss", "--no-store", "--json")
    (found,) = lines(done)
    assert {name for _, name in found["actors"]} == {"Jonas Berg", "Wilma Voss"}
    again = run("actors", "split", "Wilma Voss", "--article", "a0.txt", "--no-store")
    assert again.exit_code == 1 and "does not appear in a0.txt" in again.stderr
    nothing = run("actors", "split", "Wilma Voss")
    assert nothing.exit_code == 2 and "--mention NAME or --article ID" in nothing.stderr


def test_an_unknown_actor_gets_candidates_in_one_line(run: Run, place: Path):
    for words in (["actors", "merge", "Wilma Vos", "Nordland"], ["actors", "explain", "Wilma Vos"]):
        done = run(*words)
        assert done.exit_code == 1 and done.stderr.count("\n") == 1
        assert "Wilma Voss" in done.stderr


def test_decisions_go_through_a_file_into_a_fresh_workspace(run: Run, place: Path, tmp_path: Path):
    run("actors", "merge", "Jonas Berg", "Wilma Voss", "--reason", "a test", "--no-store")
    run("claims", "reject", first_claim(run, "a1.txt"), "--reason", "misread", "--no-store")
    assert run("actors", "decisions", "--export", "decided.jsonl").exit_code == 0
    other = tmp_path / "other"
    done = run("actors", "decisions", "import", "decided.jsonl", "--workspace", str(other), "--no-store")
    assert "2 new, 0 known, 0 taken back, 2 waiting" in done.stdout
    run("actors", "decisions", "--export", "again.jsonl", "--workspace", str(other))
    assert (place / "again.jsonl").read_bytes() == (place / "decided.jsonl").read_bytes()
    (place / "broken.jsonl").write_text("{}\n")
    broken = run("actors", "decisions", "import", "broken.jsonl", "--no-store")
    assert broken.exit_code == 2 and "line 1 is no decision" in broken.stderr
    missing = run("actors", "decisions", "import", "nowhere.jsonl")
    assert missing.exit_code == 2 and "cannot read nowhere.jsonl" in missing.stderr


def test_claims_are_rejected_corrected_and_taken_back(run: Run, place: Path):
    id_ = first_claim(run, "a2.txt")
    done = run("claims", "reject", id_[:8], "--reason", "misread", "--no-store")
    assert done.exit_code == 0 and "rejected" in done.stdout
    assert run("related", "Wilma Voss", "Nordland").exit_code == 1
    assert [c["id"] for c in lines(run("claims", "list", "--rejected", "--json"))] == [id_]
    assert f"takes back 2: reject {id_}" in run("claims", "undo", "--no-store").stdout
    words = ("--object", "Johan Berg", "--predicate", "met_with", "--reason", "see the text")
    assert "MET_WITH" in run("claims", "correct", id_, *words, "--no-store").stdout
    assert run("related", "Wilma Voss", "Johan Berg").exit_code == 0
    assert run("claims", "confirm", id_, "--reason", "yes", "--no-store", "--json").exit_code == 0
    assert lines(run("claims", "list", "--json"))[0]["decided"] == "confirmed"
    nothing = run("claims", "correct", id_, "--reason", "x")
    assert nothing.exit_code == 2 and "what is to be corrected" in nothing.stderr


def test_loads_tell_what_was_done(run: Run, place: Path):
    run("actors", "merge", "Jonas Berg", "Wilma Voss", "--no-store")
    rows = lines(run("loads", "--json"))
    assert [(row["kind"], row["redirected"]) for row in rows] == [("load", 0), ("decide", 1)]
    assert run("loads").stdout.splitlines()[2].endswith("\t\t1")
    assert re.search(r"n:\d+ leads to Jonas Berg n:\d+$", run("loads", "2").stdout.strip())
    assert run("loads", "9").exit_code == 1


# --- the review --------------------------------------------------------------------------------------------


def test_without_a_terminal_the_review_lists_the_pairs(run: Run, place: Path):
    done = run("actors", "review")
    assert "[Jonas Berg]" in done.stdout and "[Johan Berg]" in done.stdout
    (pair,) = lines(run("actors", "review", "--json"))
    assert pair["score"] < 1 and pair["reasons"]


class Terminal:
    """A process on a terminal of its own: `until` reads what it shows, `press` is a key."""

    def __init__(self, *words: str) -> None:
        self.ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "40"}
        self.process = subprocess.Popen(
            [POLGRAPH, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
        )
        os.close(theirs)
        self.shown = ""

    def until(self, words: str, seconds: float = 30) -> str:
        """Read until `words` were shown; returns all since the last time."""
        end = time.monotonic() + seconds
        while words not in self.shown:
            assert time.monotonic() < end, f"{words!r} was not shown: {self.shown!r}"
            if select.select([self.ours], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.ours, 4096).decode(errors="replace")
                except OSError:  # it ended
                    break
        assert words in self.shown, self.shown
        found, self.shown = self.shown, ""
        return found

    def press(self, key: str) -> None:
        os.write(self.ours, key.encode())

    def end(self) -> int:
        try:
            return self.process.wait(timeout=30)
        finally:
            os.close(self.ours)


def test_review_on_a_terminal_asks_decides_and_undoes(run: Run, place: Path):
    terminal = Terminal("actors", "review", "--no-store", "--author", "a tester")
    asked = terminal.until("q quit")
    assert "1 to decide" in asked and "[Johan Berg]" in asked and "Evening Post" in asked
    for nothing in ("x", "\x1b[D"):  # an arrow is no d
        terminal.press(nothing)
        assert "0 decided" in terminal.until("q quit")
    terminal.press("z")
    terminal.until("nothing was decided in this review")
    terminal.press(" ")
    terminal.until("q quit")
    terminal.press("s")
    terminal.until("1 decided")
    assert terminal.end() == 0
    (row,) = lines(run("actors", "decisions", "--json"))
    assert (row["author"], row["rows"][0]["kind"], row["reason"]) == ("a tester", "same", "review")
    assert run("actors", "review").exit_code == 1
    run("actors", "undo", "--no-store")
    assert len(lines(run("actors", "review", "--json"))) == 1


def test_review_can_be_quit_and_unsure_is_not_asked_again(run: Run, place: Path):
    terminal = Terminal("actors", "review", "--no-store")
    terminal.until("q quit")
    terminal.press("q")
    terminal.until("0 decided")
    assert terminal.end() == 0
    terminal = Terminal("actors", "review", "--no-store")
    terminal.until("q quit")
    terminal.press("u")
    terminal.until("1 decided")
    assert terminal.end() == 0
    assert run("actors", "review").exit_code == 1
    kinds = [row["rows"][0]["kind"] for row in lines(run("actors", "decisions", "--json"))]
    assert kinds == ["unsure"]
    assert json.loads(run("actors", "decisions", "--export", "-").stdout)["decide"] == "unsure"


def test_a_merge_of_two_that_wikidata_knows_warns_and_keeps_the_warning(run: Run, folder: Path):
    (folder / ".polgraph").mkdir()
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
        for number, (name, qid) in enumerate((("Jonas Berg", "Q990000001"), ("Arvid Sund", "Q990000002"))):
            written = Story(f"a{number}.txt")
            written.actor(name, wikidata=qid)
            written.claim(name, "CRITICIZED", "Nordland")
            load.add(*written.done())
    done = run("actors", "merge", "Jonas Berg", "Arvid Sund", "--reason", "one man", "--no-store")
    assert done.exit_code == 0, done.output
    assert "Wikidata knows two: Jonas Berg is Q990000001, Arvid Sund is Q990000002" in done.stderr
    told = run("actors", "decisions").stdout
    assert "one man; warned: Wikidata knows two" in told
    assert run("actors", "undo", "--no-store").exit_code == 0
    assert lines(run("who", "Arvid Sund", "--json"))[0]["properties"]["wikidata"] == "Q990000002"


def test_decisions_are_exported_by_either_spelling(run: Run, place: Path):
    done = run("actors", "merge", "Jonas Berg", "Wilma Voss", "--no-store")
    assert "Wikidata" not in done.stderr
    option, command = run("actors", "decisions", "--export", "-"), run("actors", "decisions", "export")
    assert command.exit_code == 0 and command.stdout == option.stdout != ""
    written = run("actors", "decisions", "export", "kept.jsonl")
    assert "1 decision written to kept.jsonl" in written.stdout
