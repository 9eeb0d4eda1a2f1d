"""What a page states of its publication, best first: metadata, then JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from polgraph.loaders.dates import rules


def stated(tree: Any, objects: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what an lxml tree and its JSON-LD state as dates, as (where, words) for `dates.published`."""
    return [*_in_metadata(tree), *_in_json_ld(objects)]


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


def _in_json_ld(objects: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    names: list[str] = rules()["json_ld"]
    found: dict[str, str] = {}
    for thing in objects:
        for name in names:
            if isinstance(thing.get(name), str):
                found.setdefault(name, thing[name])
    return [(f"JSON-LD ({name})", found[name]) for name in names if name in found]
