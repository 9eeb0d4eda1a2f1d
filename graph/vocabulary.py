"""The words of the graph: kinds, predicates, event types and what each maps to (`data/vocabulary.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from polgraph import shipped


class Predicate(BaseModel):
    """A tie or an act, with what it may join and how the field codes it (PLOVER 2021, CAMEO 1.1b3)."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    name: str
    is_tie: bool
    subjects: frozenset[str]
    objects: frozenset[str]
    symmetric: bool
    sign: int
    plover: str | None
    cameo: str | None
    quad: str | None
    meaning: str


class Vocabulary(BaseModel):
    """All words that a record or an edge may use."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    actor_kinds: tuple[str, ...]
    predicates: dict[str, Predicate]
    event_types: tuple[str, ...]
    event_parts: tuple[str, ...]

    def __getitem__(self, name: str) -> Predicate:
        return self.predicates[name]

    def __contains__(self, name: object) -> bool:
        return name in self.predicates


def _predicate(name: str, entry: dict[str, Any], any_: list[str], *, is_tie: bool) -> Predicate:
    def kinds(value: str | list[str]) -> frozenset[str]:
        return frozenset(any_ if value == "any" else value)

    return Predicate(
        name=name,
        is_tie=is_tie,
        subjects=kinds(entry["from"]),
        objects=kinds(entry["to"]),
        symmetric=entry.get("symmetric", False),
        sign=entry["sign"],
        plover=entry.get("plover"),
        cameo=entry.get("cameo"),
        quad=entry.get("quad"),
        meaning=entry["meaning"],
    )


@cache
def load() -> Vocabulary:
    """Return the vocabulary that is shipped with polgraph."""
    words = shipped.table("vocabulary.yaml")
    ties = {n: _predicate(n, e, words["any"], is_tie=True) for n, e in words["ties"].items()}
    acts = {n: _predicate(n, e, words["any"], is_tie=False) for n, e in words["acts"].items()}
    return Vocabulary(
        actor_kinds=tuple(words["actor_kinds"]),
        predicates=ties | acts,
        event_types=tuple(words["events"]["types"]),
        event_parts=tuple(words["events"]["parts"]),
    )
