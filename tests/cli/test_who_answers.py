"""Who answers a look-up: the ledger, unless a store was named or the question is Cypher."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, lines
from factories import story

from polgraph.ledger import Ledger

DOWN = "bolt://127.0.0.1:9"


@pytest.fixture
def small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace without a graph, in an environment that names a store that is down."""
    monkeypatch.setenv("POLGRAPH_NEO4J_URI", DOWN)
    monkeypatch.setenv("POLGRAPH_NEO4J_PASSWORD", "unused")
    workspace = folder / ".polgraph"
    workspace.mkdir()
    with Ledger.open(workspace / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
        load.add(
            *story("a1", ("Ada Marsh", "MET_WITH", "Bruno Tal"), ("Bruno Tal", "ALLY_OF", "Carla Reyes"))
        )
    return workspace


def test_look_ups_need_no_store(run: Run, small: Path) -> None:
    (who,) = lines(run("who", "Bruno Tal", "--json"))
    assert {tie["name"] for tie in who["relations"]} == {"Ada Marsh", "Carla Reyes"}
    assert "MET_WITH" in run("related", "Ada Marsh", "Bruno Tal").stdout
    (chain,) = lines(run("path", "Ada Marsh", "Carla Reyes", "--json"))
    assert [step["type"] for step in chain["steps"]] == ["MET_WITH", "ALLY_OF"]
    rows = lines(run("query", "neighbours", "--param", "actor=@Ada Marsh", "--json"))
    assert [row["name"] for row in rows] == ["Bruno Tal"]
    assert not (small / "graph.arcadedb").exists()


@pytest.mark.slow
def test_a_store_that_is_named_and_cypher_are_asked_of_the_store(run: Run, small: Path) -> None:
    for words in (["who", "Ada Marsh", "--store", DOWN], ["query", "MATCH (n) RETURN count(n) AS n"]):
        done = run(*words)
        assert (done.exit_code, done.stdout) == (3, "")
        assert "127.0.0.1:9" in done.stderr
    (row,) = lines(run("query", "MATCH (a:Actor) RETURN count(a) AS n", "--store", "embedded", "--json"))
    assert row == {"n": 3}
    assert (small / "graph.arcadedb").exists()
    named = [run("query", "neighbours", "--param", "actor=@Bruno Tal", *more).stdout for more in ([], ["--store", "embedded"])]  # fmt: skip
    assert named[0] == named[1] != ""


def test_a_word_that_is_no_question_reaches_no_store(run: Run, small: Path) -> None:
    done = run("query", "neighbors")
    assert done.exit_code == 1
    assert "no query neighbors" in done.stderr
