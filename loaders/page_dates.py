"""What a page states of its publication, best first: metadata, then JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from polgraph.loaders.dates import rules

_DEEPEST = 6  # objects within objects


def stated(tree: Any) -> list[tuple[str, str]]:
    """Return what an lxml tree states as dates, as (where, words) for `dates.published`."""
    return [*_in_metadata(tree), *_in_json_ld(tree)]


def _in_metadata(tree: Any) -> list[tuple[str, str]]:
    names: list[str] = rules()["meta"]
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name in names and (words := (element.get("content") or "").strip()):
                found.setdefault(name, words)
    for element in tree.iter("time"):
        words = (element.get("datetime") or "").strip()
        if words and (
            "pubdate" in element.attrib or (element.get("itemprop") or "").lower() == "datepublished"
        ):
            found.setdefault("datepublished", words)
    return [(f"metadata ({name})", found[name]) for name in names if name in found]


def _in_json_ld(tree: Any) -> list[tuple[str, str]]:
    names: list[str] = rules()["json_ld"]
    found: dict[str, str] = {}
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # anybody's page; what else it states still counts
        for thing in _objects(data, _DEEPEST):
            for name in names:
                if isinstance(thing.get(name), str):
                    found.setdefault(name, thing[name])
    return [(f"JSON-LD ({name})", found[name]) for name in names if name in found]


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield the objects, outer ones first; those that only mention another work are left out."""
    if depth and isinstance(data, list):
        for part in data:
            yield from _objects(part, depth - 1)
    elif depth and isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth - 1)
