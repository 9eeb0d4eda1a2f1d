"""Who is who across articles: the one rule by which a load joins the actors and events of articles into nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from polgraph.folding import fold
from polgraph.model import Actor, Event, Extraction


def actor_key(actor: Actor) -> str:
    """Return what actors of the same node have in common: the QID, else the key, else kind and folded name."""
    return actor.wikidata or actor.key or f"{actor.kind}:{fold(actor.name)}"


def event_key(event: Event) -> str:
    """Return what events of the same node have in common: the QID, else the key."""
    return event.wikidata or event.key


def identify(extractions: Iterable[Extraction]) -> Iterator[Extraction]:
    """Yield each extraction with the `key` of its actors and events as a load of all of them would decide it."""
    for extraction in extractions:
        actors = tuple(a.model_copy(update={"key": actor_key(a)}) for a in extraction.actors)
        events = tuple(e.model_copy(update={"key": event_key(e)}) for e in extraction.events)
        yield extraction.model_copy(update={"actors": actors, "events": events})
