"""What a page states of itself in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_DEEPEST = 6  # objects within objects


def objects(tree: Any) -> list[dict[str, Any]]:
    """Return the objects of an lxml tree, outer ones first; those that only mention another work are left out."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue  # anybody's page; what else it states still counts
        found += _objects(data, _DEEPEST)
    return found


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(data, list):
        for part in data:
            yield from _objects(part, depth - 1)
    elif depth and isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(data.get(key), depth - 1)
