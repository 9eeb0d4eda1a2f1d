"""Made-up background facts, as records of an import."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def person(
    id_: str, name: str, *terms: dict[str, Any], country: str | None = "FR", **more: Any
) -> dict[str, Any]:
    return {
        "id": id_,
        "kind": "person",
        "name": name,
        "names": more.pop("names", [{"text": name, "lang": "en", "kind": "label"}]),
        "country": country,
        "terms": list(terms),
        **more,
    }


def term(role: str, start: str | None = None, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "office": more.pop("office", role.replace("_", " ")),
        "role": role,
        "organization": None,
        "country": more.pop("country", "FR"),
        "start": start,
        "end": end,
        "as_of": more.pop("as_of", "2031-01-01"),
        "source": "a source",
        **more,
    }


def body(id_: str, name: str, subkind: str = "party", **more: Any) -> dict[str, Any]:
    names = [{"text": name, "lang": "en", "kind": "label"}, *more.pop("names", [])]
    return {
        "id": id_,
        "kind": "organization",
        "subkind": subkind,
        "name": name,
        "names": names,
        "country": "FR",
        **more,
    }


def write(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path
