"""Which actors and events of an extraction are those that the gold names, and which claims say what it says."""

from __future__ import annotations

from collections.abc import Iterable

from polgraph import vocabulary
from polgraph.evaluation.gold import ANY, Gold, GoldActor, GoldClaim, GoldEvent
from polgraph.folding import fold
from polgraph.model import Actor, Claim, Event, Extraction

PRONOUNS = frozenset(("he", "she", "it", "they"))
LONG = 5
"""Letters from which on a word of an event's name tells it from others."""


class Nodes:
    """The actors and events of one extraction, found by the names of the gold."""

    def __init__(self, extraction: Extraction, gold: Gold) -> None:
        self.actors = {a.id: a for a in extraction.actors}
        self.events = {e.id: e for e in extraction.events}
        self._entries: dict[str, GoldActor | GoldEvent] = {
            **{entry.name: entry for entry in (*gold.actors.must, *gold.actors.may)},
            **{entry.name: entry for entry in (*gold.events.must, *gold.events.may)},
        }
        self._found: dict[str, frozenset[str]] = {}

    def of(self, name: str) -> frozenset[str]:
        """Return the ids of the actors and events that `name`, as the gold has it, stands for."""
        if name not in self._found:
            entry = self._entries.get(name) or GoldActor(name=name)
            actors = {i for i, a in self.actors.items() if is_actor(a, entry)}
            self._found[name] = frozenset(actors | {i for i, e in self.events.items() if is_event(e, entry)})
        return self._found[name]

    def among(self, node: str, names: Iterable[str]) -> bool:
        """Whether the node is one of those that `names` stand for."""
        return any(name == ANY or node in self.of(name) for name in names)

    def says(self, claim: Claim, wanted: GoldClaim) -> bool:
        """Whether `claim` is what the gold entry describes. A symmetric predicate counts both ways."""
        if claim.predicate not in wanted.predicate or not _is_said_so(claim, wanted):
            return False
        ends = [(claim.subject, claim.object)]
        if vocabulary.load()[claim.predicate].symmetric:
            ends.append((claim.object, claim.subject))
        return any(self.among(a, wanted.subject) and self.among(b, wanted.object) for a, b in ends)

    def is_reversed(self, claim: Claim, wanted: GoldClaim) -> bool:
        """Whether `claim` with its ends exchanged would be what the gold entry describes."""
        turned = claim.model_copy(update={"subject": claim.object, "object": claim.subject})
        return ANY not in (*wanted.subject, *wanted.object) and self.says(turned, wanted)

    def name(self, node: str | None) -> str:
        """Return what the extraction calls a node."""
        known = self.actors.get(node or "") or self.events.get(node or "")
        return known.name if known else str(node)

    def words(self, claim: Claim) -> str:
        """Return a claim in words: who, what, to whom, and how it is said."""
        said = (
            claim.polarity,
            claim.modality,
            *([claim.date.start] if claim.date and claim.date.start else ()),
        )
        return f"{self.name(claim.subject)} {claim.predicate} {self.name(claim.object)} [{', '.join(said)}]"


def spelled(name: str) -> str:
    """Return a name for comparison: folded, without the article before it."""
    first, _, rest = fold(name).partition(" ")
    return rest if rest and first in ("the", "a", "an") else f"{first} {rest}".strip()


def is_actor(actor: Actor, entry: GoldActor | GoldEvent) -> bool:
    """Whether they share the Wikidata id or a name; the kind is another question."""
    if isinstance(entry, GoldActor) and entry.wikidata and entry.wikidata == actor.wikidata:
        return True
    return not _names(entry).isdisjoint(map(spelled, (actor.name, *actor.aliases)))


def is_event(event: Event, entry: GoldActor | GoldEvent) -> bool:
    """Whether they have the same name, nearly the same, or the same type in the same month."""
    names = _names(entry)
    if names & {spelled(event.name), event.type}:
        return True
    if isinstance(entry, GoldEvent) and event.type == entry.type and starts_within_month(event, entry):
        return True
    words = {word for name in names for word in name.split() if len(word) >= LONG}
    common = words & set(spelled(event.name).split())
    return bool(common) and len(common) >= min(2, len(words))


def starts_within_month(event: Event, entry: GoldEvent) -> bool:
    """Whether both begin in the same month, or year where the gold knows no more."""
    start = event.date.start if event.date else None
    return bool(start and entry.start and start.startswith(entry.start[:7]))


def _names(entry: GoldActor | GoldEvent) -> frozenset[str]:
    return frozenset(map(spelled, (entry.name, *entry.also_called))) - PRONOUNS


def _is_said_so(claim: Claim, wanted: GoldClaim) -> bool:
    if wanted.modality and claim.modality not in wanted.modality:
        return False
    if wanted.polarity and claim.polarity not in wanted.polarity:
        return False
    start = (claim.date.start if claim.date else None) or ""
    return not wanted.date or start.startswith(wanted.date)
