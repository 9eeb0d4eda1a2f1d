"""Look-ups: the ledger answers, or the graph store that the user named, which is brought up to date first."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

import pytest
from commands import POLGRAPH, Run, lines

from polgraph.stores import Connection
from polgraph.stores.neo4j_store import Neo4jStore

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


def test_the_next_look_up_mends_a_load_that_never_reached_the_graph(
    run: Run, loaded: Path, server: Connection
) -> None:
    """The load ended before the graph; so would one that was killed there."""
    assert run("graph", "check").exit_code == 3
    (who,) = lines(run("who", "macron", "--store", server.uri, "--json"))
    assert who["name"] == "Emmanuel Macron"
    assert run("graph", "check").exit_code == 0
    assert "up to date" in run("graph", "sync").stdout


def test_a_sync_that_was_killed_is_mended_by_the_next_command(
    run: Run, loaded: Path, server: Connection
) -> None:
    process = subprocess.Popen([POLGRAPH, "graph", "sync"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with Neo4jStore.open(server) as store:
        while process.poll() is None and not store.held().nodes:
            pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    (row,) = lines(run("query", "MATCH (a:Actor) RETURN count(a) AS actors", "--json"))
    assert row["actors"]
    assert run("graph", "check").exit_code == 0


def test_who_related_path_and_query(run: Run, loaded: Path, server: Connection) -> None:
    shown = run("who", "Макрон")
    assert shown.exit_code == 0
    assert "Emmanuel Macron  person" in shown.stdout
    assert "—MET_WITH—\tOlaf Scholz\tasserted" in shown.stdout
    related = run("related", "france", "belarus").stdout
    assert "France —SANCTIONED→ Belarus" in related
    assert "2 claims in 2 articles, 1 independent source" in related
    assert "“France sanctioned Belarus.”" in related
    assert "The Lighthouse; 2031-05-02; inbox/tuesday.txt" in related
    said = run("related", "belarus", "poland").stdout
    assert "alleged" in said
    assert "said by Emmanuel Macron" in said
    (chain,) = lines(run("path", "France", "Lithuania", "--json"))
    assert [s["to_name"] for s in chain["steps"]] == ["Belarus", "Lithuania"]
    rows = lines(run("query", "timeline", "--param", "a=@france", "--param", "b=@belarus", "--json"))
    assert {row["predicate"] for row in rows} == {"SANCTIONED"}
    free = run(
        "query", "MATCH (a:Country) WHERE a.name = $name RETURN a.name AS name", "--param", "name=Poland"
    )
    assert free.stdout == "name\nPoland\n"


def test_nothing_found_and_bad_names_are_status_1(run: Run, loaded: Path, server: Connection) -> None:
    for words in (
        ["who", "Nobody Atall"],
        ["related", "Scholz", "Lithuania"],
        ["path", "Scholz", "Lithuania", "--max-length", "1"],
        ["query", "nosuch"],
        ["query", "MATCH (n:Person {name: 'Nobody'}) RETURN n.name AS name"],
    ):
        done = run(*words)
        assert (done.exit_code, done.stdout) == (1, ""), words
        assert done.stderr.startswith("polgraph: "), words
    near = run("who", "Lithuenia")
    assert near.exit_code == 1
    assert "Lithuania" in near.stderr


def test_bad_questions_are_refused_and_nothing_is_written(run: Run, loaded: Path, server: Connection) -> None:
    run("graph", "sync")
    for words in (
        ["query"],
        ["query", "timeline"],
        ["query", "timeline", "--param", "a"],
        ["query", "MATCH (n"],
        ["query", "MATCH (n) DETACH DELETE n"],
        ["path", "france", "france"],
        ["path", "france", "belarus", "--max-length", "99"],
    ):
        done = run(*words)
        assert done.exit_code in (2, 3), words
        assert done.stderr.count("\n") == 1, words
    assert run("graph", "check").exit_code == 0


def test_a_name_that_may_mean_two_is_answered_with_both(run: Run, loaded: Path, server: Connection) -> None:
    text = "The Harbour Party of Marlow criticized Belarus. The Harbour Union of Kent supported Poland."
    (loaded / "inbox" / "parties.txt").write_text(f"Two parties\n\n{text}\n")
    assert run("load", "inbox/parties.txt").exit_code == 0
    done = run("who", "Harbour")
    assert done.exit_code == 1
    assert "Harbour Party" in done.stderr
    assert "Harbour Union" in done.stderr


def test_a_store_of_another_ledger_is_adopted_only_when_told(
    run: Run, loaded: Path, server: Connection
) -> None:
    assert run("graph", "sync").exit_code == 0
    (loaded / "other.txt").write_text("A day at sea\n\nPoland supported Lithuania.\n")
    done = run("load", "other.txt", "--workspace", "elsewhere")
    assert done.exit_code == 3
    assert "the graph waits in the ledger" in done.stdout
    refused = run("graph", "rebuild", "--workspace", "elsewhere")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert run("graph", "rebuild", "--adopt", "--workspace", "elsewhere").exit_code == 0
    assert run("graph", "check", "--workspace", "elsewhere").exit_code == 0
    assert run("graph", "check").exit_code == 3


def test_a_retraction_reaches_the_graph(run: Run, loaded: Path, server: Connection) -> None:
    assert run("graph", "sync").exit_code == 0
    done = run("retract", "inbox/deep/wednesday.txt")
    assert "removed" in done.stdout.splitlines()[-1]
    assert run("graph", "check").exit_code == 0


def test_every_look_up_gives_json(run: Run, loaded: Path, server: Connection) -> None:
    for words in (
        ["graph", "sync"],
        ["graph", "check"],
        ["who", "France"],
        ["related", "France", "Belarus"],
        ["path", "France", "Belarus"],
        ["query", "--list"],
        ["query", "most_mentioned"],
        ["measure"],
        ["articles"],
        ["show", "inbox/monday.txt"],
        ["workspace"],
        ["graph", "rebuild"],
        ["retract", "inbox/monday.txt"],
        ["load", "inbox/monday.txt"],
        ["read", "inbox/monday.txt"],
        ["model", "list"],
        ["authority", "find", "Kozak"],
        ["authority", "who-was", "president of France", "--on", "2022-03-01"],
    ):
        done = run(*words, "--json")
        assert done.exit_code == 0, (words, done.output)
        assert all(isinstance(line, dict) for line in lines(done)) and lines(done), words


def test_a_wrong_password_is_one_line_without_it(
    run: Run, loaded: Path, server: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLGRAPH_NEO4J_PASSWORD", "not-the-one")
    for words in (["who", "France", "--store", server.uri], ["query", "MATCH (n) RETURN count(n) AS n"]):
        done = run(*words)
        assert done.exit_code == 3
        assert "not-the-one" not in done.output
        assert done.stderr.count("\n") == 1


def test_the_ledger_answers_as_the_store_that_was_named(run: Run, loaded: Path, server: Connection) -> None:
    for words in (
        ["who", "france"],
        ["related", "france", "belarus"],
        ["path", "France", "Lithuania"],
        ["query", "most_mentioned"],
    ):
        mine, theirs = run(*words), run(*words, "--store", server.uri)
        assert (mine.exit_code, mine.stdout) == (0, theirs.stdout), words


def test_a_store_that_is_down_leaves_all_in_the_ledger(
    run: Run, loaded: Path, server: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLGRAPH_NEO4J_URI", "bolt://127.0.0.1:9")
    (loaded / "inbox" / "late.txt").write_text("Late news\n\nPoland supported Lithuania.\n")
    done = run("load", "inbox/late.txt")
    assert done.exit_code == 3
    assert "1 article read: 1 new" in done.stdout
    assert "the graph waits in the ledger" in done.stdout
    monkeypatch.setenv("POLGRAPH_NEO4J_URI", server.uri)
    assert run("graph", "sync").exit_code == 0
    assert run("graph", "check").exit_code == 0
