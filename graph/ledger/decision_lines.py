"""Decisions as lines of a text file that can be kept under version control and brought into another ledger.

A line is one decision as JSON, in the order of time and name, with all that tells people what it is about. A decision
that was taken back stays, with who took it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import Field, ValidationError

from polgraph.errors import InputError
from polgraph.ledger.decisions import ON_MENTIONS, Decided, Kind, New
from polgraph.ledger.payloads import dump
from polgraph.model import Record

if TYPE_CHECKING:
    from polgraph.ledger.ledger import Ledger


class Undone(Record):
    """Who took a decision back."""

    author: str
    time: str
    reason: str | None = None


class Line(Record):
    """A decision in the file. `about` is for people; `set` what a correction sets."""

    id: str
    decide: Kind
    left: str | None = None
    right: str | None = None
    claim: str | None = None
    about: dict[str, Any] = Field(default_factory=dict)
    set: dict[str, str] | None = None
    author: str = Field(min_length=1)
    time: str = Field(min_length=10)
    reason: str | None = None
    undone: Undone | None = None


class Brought(NamedTuple):
    """What an import did: decisions that are new, that were there, that were taken back, and that wait for articles."""

    new: int
    known: int
    undone: int
    waiting: int


def written(rows: Iterable[Decided]) -> Iterator[str]:
    """Yield the lines of `rows`, without line ends."""
    all_ = list(rows)
    undoings = {d.undone: d for d in all_ if d.kind == "undo" and d.in_force}
    for d in sorted((d for d in all_ if d.kind != "undo"), key=lambda d: (d.time, d.uid)):
        detail = dict(d.detail)
        ends = {"left": d.left, "right": d.right} if d.kind in ON_MENTIONS else {"claim": d.left}
        line: dict[str, Any] = {"id": d.uid, "decide": d.kind, **ends}
        if "set" in detail:
            line["set"] = detail.pop("set")
        line |= {"about": detail, "author": d.author, "time": d.time, "reason": d.reason}
        if undoing := undoings.get(d.number):
            line["undone"] = {"author": undoing.author, "time": undoing.time, "reason": undoing.reason}
        yield dump(line)


def read(lines: Iterable[str]) -> list[Line]:
    """Return the decisions of a file. Raises InputError, naming the line, where one is none."""
    found = []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            line = Line.model_validate_json(text)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise InputError(
                f"line {number} is no decision: {where + ': ' if where else ''}{first['msg']}"
            ) from error
        is_on_mentions = line.decide in ON_MENTIONS
        if line.decide == "undo" or not (line.left and line.right if is_on_mentions else line.claim):
            raise InputError(
                f"line {number} is no decision: {line.decide} needs {'left and right' if is_on_mentions else 'a claim'}"
            )
        found.append(line)
    return found


def bring(ledger: Ledger, lines: Iterable[Line]) -> Brought:
    """Add what the ledger does not have yet; what it has stays as it is, but for what the file says was taken back."""
    known = {d.uid: d for d in ledger.people.rows()}
    fresh: dict[str, Line] = {}
    taken_back, old = list[Line](), 0
    for line in lines:
        uid = _decided(line).uid
        if uid in known or uid in fresh:
            old += 1
        else:
            fresh[uid] = line
        if line.undone and not _was_taken_back(ledger, known.get(uid), line.undone):
            taken_back.append(line)
    order = sorted(fresh.values(), key=_said)
    for (author, time, reason), group in groupby(order, key=_said):
        new = [_new(line) for line in group]
        ledger.people.decide(new, author=author, time=time, note=reason or "import")
    numbers = {d.uid: d.number for d in ledger.people.rows()}
    for (author, time, reason), group in groupby(sorted(taken_back, key=_undone), key=_undone):
        new = [
            New("undo", _left(line), line.right, reason or None, {"of": uid}, undone=numbers[uid])
            for line in group
            for uid in [_decided(line).uid]
        ]
        ledger.people.decide(new, author=author, time=time, note="import")
    waiting = sum(not ledger.people.is_here(_decided(line)) for line in fresh.values())
    return Brought(len(fresh), old, len(taken_back), waiting)


def _was_taken_back(ledger: Ledger, d: Decided | None, undone: Undone) -> bool:
    """Whether the ledger knows of this undoing, which may have been undone since."""
    if d is None:
        return False
    known = {(u.author, u.time) for u in ledger.people.rows() if u.undone == d.number}
    return not d.in_force or (undone.author, undone.time) in known


def _left(line: Line) -> str:
    return line.left or line.claim or ""


def _detail(line: Line) -> dict[str, Any]:
    return line.about | ({"set": line.set} if line.set is not None else {})


def _new(line: Line) -> New:
    return New(line.decide, _left(line), line.right, line.reason, _detail(line))


def _decided(line: Line) -> Decided:
    return Decided(
        0, line.time, line.author, line.decide, _left(line), line.right, line.reason, None, _detail(line), 0
    )


def _said(line: Line) -> tuple[str, str, str]:
    return line.author, line.time, line.reason or ""


def _undone(line: Line) -> tuple[str, str, str]:
    assert line.undone is not None
    return line.undone.author, line.undone.time, line.undone.reason or ""
