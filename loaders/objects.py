"""JSON that is no JSON Lines: a list of articles, or an object that holds one (NewsAPI, the Guardian, Elasticsearch)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import ijson

from polgraph.errors import InputError
from polgraph.loaders.columns import lists
from polgraph.loaders.piece import Found, Options, Piece
from polgraph.loaders.rows import Row, read_rows

DEEPEST = 200  # values within values
_STEPS = {"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1}


def is_lines(start: bytes) -> bool:
    """Whether bytes that start so are JSON Lines: the first line that is not blank is an object of its own."""
    line, end, rest = start.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    if not line.startswith(b"{"):
        return not line.startswith((b"[", b"{"))
    if not end:
        return False
    try:
        json.loads(line)
    except ValueError:
        return False
    return bool(rest.strip())


def read_json(piece: Piece, options: Options) -> Found:
    """Yield the articles of a JSON file, one at a time. Raises InputError where it is none, or ends too early."""
    if piece.start().startswith(b"\xef\xbb\xbf"):
        piece.stream.read(3)
    yield from read_rows(_numbered(piece), piece, options)


def _numbered(piece: Piece) -> Iterator[tuple[int, Row]]:
    number = 0
    try:
        events = ijson.basic_parse(piece.stream, use_float=True, multiple_values=True)
        for item in _items(ijson.parse(_bounded(events))):
            number += 1
            if not isinstance(item, dict):
                raise InputError(f"item {number} is no object with fields")
            yield number, item
    except (ijson.JSONError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"no JSON after item {number}: {' '.join(str(error).split())[:120]}") from error


def _bounded(events: Any) -> Iterator[tuple[str, Any]]:
    """Yield the events; raises InputError where values lie so deep in values that their places would fill the memory."""
    depth = 0
    for event, value in events:
        depth += _STEPS.get(event, 0)
        if depth > DEEPEST:
            raise InputError(
                f"JSON with more than {DEEPEST} lists or objects within one another: it is not read"
            )
        yield event, value


def _items(events: Any) -> Iterator[Any]:
    """Yield the items of the list, else the object itself; a list is that at the top, or at a known place."""
    places = frozenset(lists())
    for prefix, event, value in events:
        if event == "start_array" and not prefix:
            yield from _list(events, "item")
        elif event == "start_map":
            outer = _Object(events, places)
            yield from outer.items()
        else:
            yield value


def _list(events: Any, prefix: str) -> Iterator[Any]:
    for place, event, value in events:
        if place == prefix.removesuffix("item").rstrip(".") and event == "end_array":
            return
        yield _built(events, event, value)


def _built(events: Any, event: str, value: Any) -> Any:
    """Return the value that begins with this event."""
    if event not in ("start_map", "start_array"):
        return value
    builder = ijson.ObjectBuilder()
    builder.event(event, value)
    depth = 1
    while depth:
        _, event, value = next(events)
        depth += _STEPS.get(event, 0)
        builder.event(event, value)
    return builder.value


class _Object:
    """An object at the top: its list of articles is handed on as it comes, else the object itself."""

    def __init__(self, events: Any, places: frozenset[str]) -> None:
        self._events, self._places = events, places

    def items(self) -> Iterator[Any]:
        """Yield the items of the first list at a known place; where there is none, the object."""
        fields: dict[str, Any] = {}
        found = False
        for prefix, event, value in self._events:
            if event == "end_map" and not prefix:
                break
            if event == "start_array" and prefix in self._places:
                found = True
                yield from _list(self._events, f"{prefix}.item")
            elif event == "start_map" and any(p.startswith(f"{prefix}.") for p in self._places):
                fields.setdefault(prefix, {})
            elif event not in ("map_key", "end_map"):
                fields[prefix] = _built(self._events, event, value)
        if not found:
            yield fields
