"""Blocking keys of names: two names of one actor nearly always share one."""

from __future__ import annotations

from polgraph.folding import fold


def candidate_keys(name: str, kind: str = "person") -> frozenset[str]:
    """Return the keys under which `name` (of a `kind` as in `compare`) is filed and looked up."""
    return frozenset(word[:4] for word in fold(name).split())
