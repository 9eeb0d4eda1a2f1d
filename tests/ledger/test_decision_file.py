"""Decisions as a text file: the same lines whatever the order, and the same graph in another ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import story

from polgraph.errors import InputError
from polgraph.ledger import Ledger

ARTICLES = [
    story("a1", ("Carla Reyes", "CRITICIZED", "Nordland")),
    story("a2", ("Wilma Voss", "CRITICIZED", "Nordland")),
    story("a3", ("Xenia Lund", "AIDED", "Nordland"), ("Bruno Tal", "MET_WITH", "Ada Marsh")),
]


def put(ledger: Ledger, *ids: int) -> None:
    with ledger.load() as load:
        for number in ids:
            load.add(*ARTICLES[number])


def decide(ledger: Ledger) -> None:
    carla, wilma, xenia = (ledger.resolve(n) for n in ("Carla Reyes", "Wilma Voss", "Xenia Lund"))
    ledger.people.merge(carla, wilma, author="one", reason="a maiden name")
    ledger.people.merge(carla, xenia, author="one", reason="a mistake")
    ledger.people.undo(author="two", reason="no, she is her sister")
    claim = next(c.id for c in ledger.people.claims(article="a3") if c.predicate == "MET_WITH")
    ledger.people.decide_claim(
        "correct", claim, sets={"predicate": "ALLY_OF"}, author="two", reason="see text"
    )


def test_a_fresh_ledger_with_the_file_comes_to_the_same_graph(ledger: Ledger, tmp_path: Path):
    put(ledger, 0, 1, 2)
    decide(ledger)
    lines = list(ledger.people.written())
    for number, order in enumerate(((0, 1, 2), (2, 1, 0))):
        with Ledger.open(tmp_path / f"{number}.sqlite", create=True) as other:
            done = other.people.bring(lines)
            assert (done.new, done.undone, done.waiting) == (3, 1, 3)
            put(other, *order)
            assert other.fingerprint() == ledger.fingerprint()
            assert list(other.people.written()) == lines
            again = other.people.bring(lines)
            assert (again.new, again.known, again.undone) == (0, 3, 0)


def test_what_was_taken_up_again_since_is_not_taken_back_by_an_old_file(ledger: Ledger):
    put(ledger, 0, 1, 2)
    decide(ledger)
    lines = list(ledger.people.written())
    undoing = next(d.step for d in ledger.people.rows() if d.kind == "undo")
    ledger.people.undo(undoing, author="two")
    now = ledger.fingerprint()
    assert ledger.people.bring(lines).undone == 0
    assert ledger.fingerprint() == now


def test_a_line_is_one_readable_decision(ledger: Ledger):
    put(ledger, 0, 1, 2)
    decide(ledger)
    found = [json.loads(line) for line in ledger.people.written()]
    assert [f["decide"] for f in found] == ["same", "same", "correct"]
    assert found[0]["about"]["left"] == {"name": "Carla Reyes", "article": "a1"}
    assert found[1]["undone"]["reason"] == "no, she is her sister"
    assert found[2]["set"] == {"predicate": "ALLY_OF"}


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        '{"decide": "same"}',
        '{"id":"1","decide":"same","left":"x","author":"a","time":"2025-01-01T00:00"}',
    ],
)
def test_a_line_that_is_no_decision_is_named_and_nothing_is_taken_over(ledger: Ledger, line: str):
    put(ledger, 0, 1, 2)
    decide(ledger)
    lines = list(ledger.people.written())
    rows = len(ledger.people.rows())
    with pytest.raises(InputError, match="line 2 is no decision"):
        ledger.people.bring([lines[0].replace("a maiden name", "another reason"), line])
    assert len(ledger.people.rows()) == rows
