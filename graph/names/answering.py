"""Questions about pairs of names, as JSON Lines in and out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from polgraph.errors import InputError
from polgraph.names.comparing import compare

KINDS = {
    "person": "person",
    "country": "country",
    "place": "place",
    "address": "place",
    "vessel": "thing",
    "airplane": "thing",
    "vehicle": "thing",
    "group": "group",
}
SAME = 0.5


def answer(lines: Iterable[str]) -> Iterator[dict[str, Any] | InputError]:
    """Yield for each line of questions a reply, or what is wrong with the line. Empty lines are skipped.

    A question is `{"id", "schema", "name1", "name2"}`; `schema` is a kind of actor of any spelling (person,
    organisation, company, vessel, place...), an unknown one is compared as an organisation.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _reply(line)
            except InputError as error:
                yield InputError(f"line {number}: {error}")


def _reply(line: str) -> dict[str, Any]:
    question = _read(line)
    kind = KINDS.get(question["schema"].casefold(), "organization")
    likeness = compare(question["name1"], question["name2"], kind=kind)
    return {
        "id": question["id"],
        "score": round(likeness.score, 4),
        "same": likeness.score >= SAME,
        "reasons": list(likeness.reasons),
    }


def _read(line: str) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except ValueError as error:
        raise InputError(f"not valid JSON: {error}") from error
    if not isinstance(question, dict):
        raise InputError('not an object: {"id", "schema", "name1", "name2"} is wanted')
    if missing := [field for field in ("id", "schema", "name1", "name2") if field not in question]:
        raise InputError(f'no "{missing[0]}": {{"id", "schema", "name1", "name2"}} is wanted')
    for field in ("schema", "name1", "name2"):
        if not isinstance(question[field], str):
            raise InputError(f'"{field}" is not a string')
    if not isinstance(question["id"], str | int):
        raise InputError('"id" is neither a string nor a whole number')
    return question
