"""The questions of `queries/` asked of the ledger: the same columns and rows as from a graph that shows it.

Each is a text of `queries/ledger/`, but for `path`. A column that holds lists, maps or truth values is named in the first
line (`-- json: evidence`) and comes as JSON.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from polgraph import queries
from polgraph.errors import InputError
from polgraph.ledger.filters import Filter, Scope, checked, only
from polgraph.ledger.paths import chains
from polgraph.ledger.records import Answer
from polgraph.ledger.ways import Way

_JSON = "-- json:"


_SCOPE: dict[str, Scope] = {"contested": "contested", "events": "events"}
_OF_CLAIMS = re.compile(r"\b(?:FROM|JOIN) (?:claim|relation)\b")
_OF_ENDS = frozenset(("who", "related", "evidence", "timeline", "sources", "event", "happened"))
"""Questions that only claims with one of the nodes given as an end have a part in."""


def answer(
    db: sqlite3.Connection,
    name: str,
    given: Mapping[str, Any],
    *,
    limit: int | None = None,
    chosen: Filter | None = None,
) -> Answer:
    """Return what the question `name` finds, at most `limit` rows; `chosen`: among the claims that it leaves.

    Raises NotFoundError for a question that there is not, InputError for parameters that do not fit.
    """
    query = queries.load(name)
    values = query.bind(given)
    if (most := values.get("limit", 0)) is None or most < 0:
        raise InputError(f"query {name}: limit is to be 0 or more, not {most!r}")
    with _reading(db), _chosen(db, name, values, chosen):
        rows = list(_rows(db, name, values, limit=None if limit is None else limit + 1))
    return Answer(query.returns, tuple(rows[:limit]), more=limit is not None and len(rows) > limit)


def _rows(
    db: sqlite3.Connection, name: str, values: dict[str, Any], *, limit: int | None
) -> Iterator[tuple[Any, ...]]:
    if name == "path":
        yield from chains(db, **values)
        return
    text = queries.ledger_text(name)
    first = text.partition("\n")[0]
    lists = first.removeprefix(_JSON).replace(",", " ").split() if first.startswith(_JSON) else []
    bound = {k: json.dumps(v) if isinstance(v, list) else v for k, v in values.items()}
    found = db.execute(text, bound)
    as_json = [column[0] in lists for column in found.description]
    for row in found.fetchall() if limit is None else found.fetchmany(limit):
        yield tuple(
            json.loads(value) if is_json and value is not None else value
            for value, is_json in zip(row, as_json, strict=True)
        )


@contextmanager
def _chosen(
    db: sqlite3.Connection, name: str, values: Mapping[str, Any], chosen: Filter | None
) -> Iterator[None]:
    if not chosen:
        yield
        return
    if name != "path" and not _OF_CLAIMS.search(queries.ledger_text(name)):
        raise InputError(f"the question {name} asks of no claims that a filter could leave out")
    ends = [values[p] for p in ("a", "b", "actor", "event") if values.get(p)] if name in _OF_ENDS else []
    way = Way(values["a"], values["b"], values["max_length"]) if name == "path" else None
    with only(db, checked(chosen), nodes=ends, scope=_SCOPE.get(name, "all"), way=way):
        yield


@contextmanager
def _reading(db: sqlite3.Connection) -> Iterator[None]:
    """One state of the ledger for all that is read."""
    db.create_function("lowered", 1, _lowered, deterministic=True)
    is_within = db.in_transaction
    if not is_within:
        db.execute("BEGIN")
    try:
        yield
    finally:
        if not is_within:
            db.execute("ROLLBACK")


def _lowered(text: str | None) -> str | None:
    """The engine's own knows ASCII alone."""
    return None if text is None else text.lower()
