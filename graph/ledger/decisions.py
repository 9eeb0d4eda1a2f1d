"""What people decided: rows that are only ever added, in steps; to take one back is a row of its own.

A step is what one command did. A row is in force unless a row that is in force takes it back, so a step that was taken
back can be taken up again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from polgraph.identity import Decision
from polgraph.identity.records import Anchor
from polgraph.ledger.payloads import dump
from polgraph.ledger.presence import Present

Kind = Literal["same", "different", "unsure", "reject", "confirm", "correct", "undo"]
ON_MENTIONS: tuple[Kind, ...] = ("same", "different", "unsure")
ON_CLAIMS: tuple[Kind, ...] = ("reject", "confirm", "correct")


class Decided(NamedTuple):
    """A decision as a row. `left` and `right` are anchors of mentions; of a claim `left` is its id.

    `undone`: number of the row that this one takes back. `detail`: words for people, and what a correction sets.
    `step`: the numbered load that it belongs to. `in_force`: nothing takes it back.
    """

    number: int
    time: str
    author: str
    kind: Kind
    left: str
    right: str | None
    reason: str | None
    undone: int | None
    detail: Mapping[str, Any]
    step: int
    in_force: bool = True

    @property
    def pair(self) -> frozenset[str]:
        """The two mentions, whichever comes first."""
        return frozenset((self.left, self.right or self.left))

    @property
    def uid(self) -> str:
        """A name of the decision that is the same in every ledger: a hash of all that it says."""
        said = [self.time, self.author, self.kind, self.left, self.right, self.reason, dict(self.detail)]
        text = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


class New(NamedTuple):
    """A decision to be written. `author` and `time` (UTC, ISO 8601) null: those of the step."""

    kind: Kind
    left: str
    right: str | None = None
    reason: str | None = None
    detail: Mapping[str, Any] = {}
    undone: int | None = None
    author: str | None = None
    time: str | None = None


def rows(db: sqlite3.Connection) -> list[Decided]:
    """Return all decisions, oldest first, with whether they are in force."""
    query = (
        'SELECT id, time, author, kind, "left", "right", reason, undone, detail, ifnull(step, 0) '
        "FROM decision ORDER BY id DESC"
    )
    found, taken_back = [], set[int]()
    for row in db.execute(query):
        *said, detail, step = row
        decided = Decided._make((*said, json.loads(detail or "{}"), step, True))
        in_force = decided.number not in taken_back
        if in_force and decided.undone is not None:
            taken_back.add(decided.undone)
        found.append(decided._replace(in_force=in_force))
    return found[::-1]


def write(db: sqlite3.Connection, new: Iterable[New], *, author: str, time: str, step: int) -> list[int]:
    """Add decisions; returns their numbers."""
    return [
        int(
            db.execute(
                "INSERT INTO decision VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*_said(n, author=author, time=time), dump(dict(n.detail)) if n.detail else None, step),
            ).lastrowid
            or 0
        )
        for n in new
    ]


def _said(n: New, *, author: str, time: str) -> tuple[object, ...]:
    return n.time or time, n.author or author, n.kind, n.left, n.right, n.reason, n.undone


def undoing(decided: Iterable[Decided], *, reason: str | None = None) -> list[New]:
    """Return the decisions that take back those of `decided` which are in force."""
    return [
        New("undo", d.left, d.right, reason, {"of": d.uid, "step": d.step}, undone=d.number)
        for d in decided
        if d.in_force
    ]


class Judgements:
    """The decisions on mentions that are in force: of each pair the newest."""

    def __init__(self, decided: Sequence[Decided]) -> None:
        newest: dict[frozenset[str], Decided] = {}
        for d in decided:
            if d.in_force and d.kind in ON_MENTIONS and d.right is not None:
                newest[d.pair] = d
        self.rows = sorted(newest.values(), key=lambda d: (sorted(d.pair), d.kind))
        self.pairs = [_judgement(d) for d in self.rows]

    @classmethod
    def read(cls, db: sqlite3.Connection) -> Judgements:
        """Return those of the ledger."""
        return cls(rows(db))

    def among(self, here: Iterable[Present]) -> list[Decision]:
        """Return those of which both mentions are here."""
        if not self.pairs:
            return []
        anchors: set[Anchor] = {anchor for p in here for anchor in p.appearance.anchors}
        return [d for d in self.pairs if d.left in anchors and d.right in anchors]


def _judgement(d: Decided) -> Decision:
    assert d.kind in ON_MENTIONS and d.right is not None
    return Decision.model_validate(
        {
            "left": d.left,
            "right": d.right,
            "judgement": d.kind,
            "author": d.author,
            "time": d.time,
            "reason": d.reason,
        }
    )


class Verdict(NamedTuple):
    """What people decided about one claim. `changes`: what a correction sets (ends as anchors)."""

    rejected: bool
    confirmed: bool
    changes: Mapping[str, Any]

    @property
    def word(self) -> str | None:
        """What a claim that stands is marked as."""
        return "confirmed" if self.confirmed else "corrected" if self.changes else None


def verdicts(db: sqlite3.Connection) -> dict[str, Verdict]:
    """Return by claim id what is in force: whatever was said last, and of each field the last correction."""
    found: dict[str, Verdict] = {}
    for d in rows(db):
        if not d.in_force or d.kind not in ON_CLAIMS:
            continue
        old = found.get(d.left, Verdict(False, False, {}))
        if d.kind == "correct":
            found[d.left] = Verdict(False, False, {**old.changes, **d.detail.get("set", {})})
        else:
            found[d.left] = old._replace(rejected=d.kind == "reject", confirmed=d.kind == "confirm")
    return found
