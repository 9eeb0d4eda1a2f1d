"""Questions about phrases, as JSON Lines in and out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from polgraph.authority.known import Authority, load
from polgraph.authority.phrases import meant
from polgraph.errors import InputError

WANTED = '{"id", "phrase", "date", "country"} is wanted'


def answer(lines: Iterable[str], *, known: Authority | None = None) -> Iterator[dict[str, Any] | InputError]:
    """Yield for each line of questions a reply, or what is wrong with the line. Empty lines are skipped.

    A question is `{"id", "phrase", "date", "country"}`; `date` (ISO) and `country` (ISO 3166-1 alpha-2) may be null
    or left out. A reply has `id`, `name` and what is known of `wikidata`, `country`, `role`, `sector`.
    """
    authority = known or load()
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                question = _read(line)
            except InputError as error:
                yield InputError(f"line {number}: {error}")
                continue
            found = meant(
                question["phrase"], on=question.get("date"), country=question.get("country"), known=authority
            )
            yield {"id": question["id"], **found.model_dump(exclude_none=True)}


def _read(line: str) -> dict[str, Any]:
    try:
        question = json.loads(line)
    except ValueError as error:
        raise InputError(f"not valid JSON: {error}") from error
    if not isinstance(question, dict):
        raise InputError(f"not an object: {WANTED}")
    if missing := [field for field in ("id", "phrase") if field not in question]:
        raise InputError(f'no "{missing[0]}": {WANTED}')
    if not isinstance(question["id"], str | int):
        raise InputError('"id" is neither a string nor a whole number')
    if not isinstance(question["phrase"], str) or not question["phrase"].strip():
        raise InputError('"phrase" is no text')
    _check_day(question.get("date"))
    state = question.get("country")
    if state is not None and not (isinstance(state, str) and re.fullmatch(r"[A-Z]{2}", state)):
        raise InputError(f'"country" is {state!r}: a code of two capitals such as "FR", or null, is wanted')
    return question


def _check_day(day: object) -> None:
    try:
        if day is not None:
            date.fromisoformat(str(day)) if isinstance(day, str) else int("")
    except ValueError:
        raise InputError(f'"date" is {day!r}: an ISO date such as "2022-03-01", or null, is wanted') from None
