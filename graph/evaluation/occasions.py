"""The events of one extraction held against those of the gold: one to one, then when each was and who was there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from polgraph.evaluation.gold import Gold, GoldEvent
from polgraph.evaluation.nodes import Nodes, is_event, starts_within_month
from polgraph.identity.event_words import affair
from polgraph.model import Event, Extraction

Verdict = Literal["found", "missing", "right", "wrong", "unlisted"]


class Told(NamedTuple):
    """A verdict in words, why, and the event that was read."""

    verdict: Verdict
    words: str
    why: str | None = None
    event: Event | None = None


class Occasions:
    """Pairs each event that must be with one that was read, at most; `may` takes as many as fit."""

    def __init__(self, extraction: Extraction, gold: Gold, nodes: Nodes) -> None:
        self.gold, self.nodes, self.read = gold.events, nodes, extraction.events
        self.pairs = self._paired()

    def _paired(self) -> dict[int, Event]:
        """Return the event of each entry (by number): the likest pairs first, none twice."""
        ranked = sorted(
            (-likeness, number, place)
            for number, entry in enumerate(self.gold.must)
            for place, event in enumerate(self.read)
            if (likeness := self._likeness(event, entry))
        )
        pairs: dict[int, Event] = {}
        taken = set[int]()
        for _, number, place in ranked:
            if number not in pairs and place not in taken:
                pairs[number] = self.read[place]
                taken.add(place)
        return pairs

    def _likeness(self, event: Event, entry: GoldEvent) -> int:
        """Return how much speaks for both being one, 0 where nothing does: a name, or the affair with its place or month."""
        named = is_event(event, entry)
        near = bool(entry.type) and affair(event.type) == affair(entry.type or "")
        in_month = starts_within_month(event, entry)
        there = bool(entry.place) and event.place in self.nodes.of(entry.place or "")
        dated = bool(entry.start and event.date and event.date.start)
        if not named and (not near or (dated and not in_month)):
            return 0
        score = 4 * named + 2 * in_month + 2 * there + (event.type == entry.type)
        return score if named or in_month or there else 0

    def events(self) -> Iterator[Told]:
        """Yield what was found or is missing of what must be, then what is right, told twice or on no list of what was read."""
        for number, entry in enumerate(self.gold.must):
            event = self.pairs.get(number)
            lack = None if event else "not found"
            if event and entry.place and event.place not in self.nodes.of(entry.place):
                lack = f"not in {entry.place}"
            yield Told("missing" if lack else "found", _words(entry), lack)
        paired = {e.id: self.gold.must[n] for n, e in self.pairs.items()}
        for event in self.read:
            again = next((e for e in self.gold.must if is_event(event, e)), None)
            words = f"{event.name} ({event.type}, {event.date.start if event.date else None})"
            if event.id in paired or any(is_event(event, e) for e in self.gold.may):
                yield Told("right", words, None, event)
            elif again:
                yield Told("wrong", words, f"{again.name} is told twice", event)
            else:
                yield Told("unlisted", words, None, event)

    def dates(self) -> Iterator[Told]:
        """Yield of each event that must be whether it has its day (month, year: as finely as the gold knows)."""
        for number, entry in enumerate(self.gold.must):
            if not entry.start:
                continue
            event = self.pairs.get(number)
            start = event.date.start if event and event.date else None
            is_right = bool(start and start.startswith(entry.start))
            lack = None if is_right else "the event is not found" if event is None else f"it has {start}"
            yield Told("missing" if lack else "found", f"{entry.name}: {entry.start}", lack)
            if event and start:
                yield Told("right" if is_right else "wrong", f"{event.name}: {start}", lack, event)

    def participants(self) -> Iterator[Told]:
        """Yield who was there of those who must be, then of those read whether they were; an entry that lists nobody asks nothing."""
        for number, entry in enumerate(self.gold.must):
            if not entry.participants:
                continue
            event = self.pairs.get(number)
            there = {p.actor for p in event.participants} if event else set[str]()
            for name in entry.participants:
                lack = None if there & self.nodes.of(name) else "not among those read"
                yield Told("missing" if lack else "found", f"{entry.name}: {name}", lack)
            listed = (*entry.participants, *entry.may_participants)
            for actor in sorted(there):
                is_right = self.nodes.among(actor, listed)
                words = f"{entry.name}: {self.nodes.name(actor)}"
                why = None if is_right else "nobody of the list"
                yield Told("right" if is_right else "wrong", words, why, event)


def _words(entry: GoldEvent) -> str:
    return f"{entry.name} ({entry.type}, {entry.start})"
