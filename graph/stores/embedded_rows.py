"""What the embedded engine returns, as scalars, lists and maps: the same as from a Neo4j server.

It gives a node or relationship as a map of its properties with a record number and a type (labels joined by `~`), and a
path as text of record numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from polgraph.stores.base import Cell

_PATH = re.compile(r"\(#\d+:\d+\)(?:<?-\[#\d+:\d+\]->?\(#\d+:\d+\))*")
_NUMBER = re.compile(r"[(\[](#\d+:\d+)[)\]]")
_PLAN = "FINAL PROJECTION ["


class Records:
    """Looks up the records of a database by their number."""

    def __init__(self, database: Any) -> None:
        self._database = database
        self._kinds: dict[str, bool] = {}

    def find(self, number: str) -> Any:
        """Return the record, None where there is none of that number."""
        try:
            return self._database.lookup_by_rid(number)
        except Exception as error:  # its own class, whose package this module does not load
            if type(error).__name__ == "ArcadeDBError":
                return None
            raise

    def is_edge(self, type_: str, number: str) -> bool:
        """Whether records of `type_`, of which `number` is one, are relationships."""
        if type_ not in self._kinds:
            self._kinds[type_] = hasattr(self.find(number), "get_out")
        return self._kinds[type_]


def plain(value: Any, records: Records) -> Cell:
    """Return `value` without anything that belongs to the engine; the forms are those of `polgraph.stores.plain`."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return _path(value, records) if value.startswith("(#") and _PATH.fullmatch(value) else value
        case Mapping() if "@rid" in value and "@type" in value:
            return _record(str(value["@rid"]), str(value["@type"]), value, records)
        case Mapping():
            return {str(key): plain(item, records) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item, records) for item in value]
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case bytes() | bytearray():
            return bytes(value).hex()
    text = str(value)
    if hasattr(value, "getIdentity"):  # a record of the build with Java inside
        return _found(str(value.getIdentity()), records)
    return _path(text, records) if _PATH.fullmatch(text) else text


def columns_of(database: Any, cypher: str, params: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the columns of a question that found nothing, from the plan that the engine makes of it."""
    for row in database.query("opencypher", f"EXPLAIN {cypher}", dict(params)):
        plan = str(row.to_dict().get("executionPlanAsString", ""))
        if _PLAN in plan:
            return _split(plan.rpartition(_PLAN)[2].partition("\n")[0].removesuffix("]"))
    return ()


def _split(names: str) -> tuple[str, ...]:
    """Part at the commas that stand in no bracket."""
    parts, depth = [""], 0
    for sign in names:
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return tuple(part.strip() for part in parts if part.strip())


def _record(number: str, type_: str, value: Mapping[str, Any], records: Records) -> Cell:
    properties = {key: plain(item, records) for key, item in value.items() if not key.startswith("@")}
    if not records.is_edge(type_, number):
        return {"labels": sorted(type_.split("~")), "properties": properties}
    edge = records.find(number)
    ends = [end.get("id") if end else None for end in (edge.get_out(), edge.get_in())]
    return {"type": type_, "start": ends[0], "end": ends[1], "properties": properties}


def _found(number: str, records: Records) -> Cell:
    record = records.find(number)
    if not record:
        return number
    values = {key: value for key in record.get_property_names() if (value := record.get(key)) is not None}
    return _record(number, record.get_type_name(), values, records)


def _path(text: str, records: Records) -> Cell:
    numbers = _NUMBER.findall(text)
    if not all(records.find(number) for number in numbers):
        return text
    parts = [_found(number, records) for number in numbers]
    return {"nodes": parts[::2], "relationships": parts[1::2]}
