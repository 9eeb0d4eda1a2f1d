"""From an article and what was read in it to its occurrences: one event of one article, as identity compares it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from polgraph import authority
from polgraph.authority import Authority, KnownEvent
from polgraph.folding import fold
from polgraph.identity.appearing import Anchors
from polgraph.identity.event_words import affair, load, part, title
from polgraph.identity.records import Appearance
from polgraph.model import Article, DateRange, Extraction

Days = tuple[str, str]
"""The first and the last day (ISO) within which something was."""

_TAKING_PART = frozenset(("TOOK_PART_IN", "HOSTED", "MEDIATED"))
_BODIES = frozenset(("organization", "country"))
OPEN = "9999-12-31"
LONGEST = 60
"""So many months of a date an event is filed under; what is longer is found by its name."""


class Occurrence(Appearance):
    """One event of one article. `kind` is "event"; `names` holds its one name.

    `start`, `end`: the days within which it was or began, as finely as the text says. `where`: id of its place among the actors of the
    article, `place_name` what that is called, `is_state` whether it is a country. `people` and `bodies`: ids of who took part.
    `met`, `at`: what these ids stand for across articles, keys until `placed` says better.
    """

    type: str
    start: str | None = None
    end: str | None = None
    where: str | None = None
    place_name: str | None = None
    is_state: bool = False
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    met_bodies: tuple[str, ...] = ()
    at: str | None = None

    @property
    def days(self) -> Days | None:
        """Within which days it was, None where no date is given."""
        return (self.start, self.end) if self.start and self.end else None

    @property
    def part(self) -> str | None:
        """Which part of a whole it is: "round 2"."""
        return part(self.name)

    @property
    def title(self) -> frozenset[str]:
        """The words that make a name of it."""
        return title(self.name, self.place_name)

    @property
    def is_named(self) -> bool:
        """Whether it has a name: one of its own, or the place before the noun ("the Istanbul talks")."""
        place = fold(self.place_name or "")
        return bool(self.title) or (bool(place) and fold(self.name).startswith(place))


class KnownAs(NamedTuple):
    """An event that the authority or the reader knows: as `linking.Known` of actors, with its days and place."""

    key: str
    wikidata: str | None
    name: str
    country: str | None
    days: Days | None = None
    place: str | None = None


def occurrences(article: Article, extraction: Extraction) -> list[Occurrence]:
    """Return the events of `article`, in their order, with all that may tell which they are."""
    anchored = Anchors(article)
    actors = {a.id: a for a in extraction.actors}
    keys = {a.id: a.wikidata or a.key for a in extraction.actors}
    involved = _involved(extraction)
    found = []
    for event in extraction.events:
        place = actors.get(event.place or "")
        who = sorted(involved.get(event.id, set()) & actors.keys())
        people = tuple(i for i in who if actors[i].kind == "person")
        bodies = tuple(i for i in who if actors[i].kind in _BODIES)
        days = within(event.date) if event.date else None
        found.append(
            Occurrence.model_construct(
                article=article.id,
                actor=event.id,
                kind="event",
                subkind=None,
                key=event.key,
                wikidata=event.wikidata,
                name=event.name,
                names=(event.name,),
                country=place.country if place else None,
                language=article.language,
                gender=None,
                offices=(),
                company=(),
                claims=sum(event.id in (c.subject, c.object, c.event) for c in extraction.claims),
                day=article.day,
                anchors=(anchored.anchor(*event.span, kind="event"),),
                spans=(event.span,),
                type=event.type,
                start=days[0] if days else None,
                end=days[1] if days else None,
                where=place.id if place else None,
                place_name=place.name if place else None,
                is_state=place is not None and place.kind == "country",
                people=people,
                bodies=bodies,
                met=tuple(keys[i] for i in people),
                met_bodies=tuple(keys[i] for i in bodies),
                at=keys[place.id] if place else None,
            )
        )
    return found


def _involved(extraction: Extraction) -> dict[str, set[str]]:
    """Return by event whoever has a part in it, in its record or by a claim of it or within it."""
    found: dict[str, set[str]] = {e.id: {p.actor for p in e.participants} for e in extraction.events}
    for c in extraction.claims:
        if c.polarity == "denied":
            continue
        if c.object in found and c.predicate in _TAKING_PART:
            found[c.object].add(c.subject)
        if c.event in found:
            found[c.event] |= {c.subject, c.object}
    return found


def placed(found: Iterable[Occurrence], nodes: Mapping[tuple[str, str], str]) -> Iterator[Occurrence]:
    """Yield the occurrences with what the ids of their actors stand for: `nodes` by article and id."""
    for o in found:
        at = nodes.get((o.article, o.where), o.at) if o.where else None
        met = [tuple(nodes.get((o.article, i), i) for i in ids) for ids in (o.people, o.bodies)]
        yield o.model_copy(update={"met": met[0], "met_bodies": met[1], "at": at})


def within(given: DateRange) -> Days | None:
    """Return the days within which something so dated was or, where it went on, began.

    Of a month its days; of "since May" the beginning alone is known. None where there is no calendar date in it.
    """
    first = given.start or given.end
    if first is None:
        return None
    start = _bounds(first)
    end = _bounds(given.end) if given.end else start
    if start is None or end is None:
        return None
    last = end[1] if given.kind != "since" else start[1]
    if given.end is None and given.precision in _LENGTH:
        last = max(
            last, (date.fromisoformat(start[0]) + timedelta(days=_LENGTH[given.precision])).isoformat()
        )
    return start[0], max(start[0], last)


_LENGTH = {"week": 6, "month": 30, "season": 92, "year": 365, "decade": 3652}


def _bounds(text: str) -> Days | None:
    """Return first and last day of "2025", "2025-06" or "2025-06-02"."""
    parts = text[:10].split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else None
        day = int(parts[2]) if len(parts) > 2 else None
        first = date(year, month or 1, day or 1)
        last = first if day else date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.isoformat(), last.isoformat()


def known_event(o: Occurrence, *, facts: Authority | None = None) -> KnownAs | None:
    """Return which event of the authority `o` is: by its key, a name, or type, place and days; or None."""
    facts = facts or authority.load()
    by_id = o.key.removeprefix("event:")
    if event := facts.events.get(by_id) or next(iter(_by_qid(facts).get(o.wikidata or "", ())), None):
        return _known(event)
    if o.wikidata:
        return KnownAs(o.wikidata, o.wikidata, o.name, o.country)
    if o.part:
        return None
    mine = fold(o.name), fold(o.place_name or "")
    fitting = [k for k in _of_affair(facts).get(affair(o.type), ()) if _fits(o, mine, k)]
    return _known(fitting[0].event) if len(fitting) == 1 else None


class _Listed(NamedTuple):
    """An event of the authority as it is looked up: its days, its names and its place, folded."""

    event: KnownEvent
    days: Days
    names: frozenset[str]
    place: str | None


def _fits(o: Occurrence, mine: tuple[str, str], listed: _Listed) -> bool:
    name, place = mine
    days, its = o.days, listed.days
    if name in listed.names:
        if days:
            return overlap(days, its)
        return o.day is not None and its[0] <= o.day <= _later(its[1], load().days["report"])
    if days is None or listed.place is None or listed.place != place or not overlap(days, its):
        return False
    return max(length(days), length(its)) <= load().days["known"] and length(days) <= load().days["week"]


def _later(day: str, days: int) -> str:
    return day if day >= OPEN else (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@lru_cache(maxsize=4)
def _of_affair(facts: Authority) -> dict[str, tuple[_Listed, ...]]:
    found: dict[str, list[_Listed]] = {}
    for event in facts.events.values():
        names = frozenset(fold(n) for n in (event.name, *event.names))
        listed = _Listed(event, _days(event), names, fold(event.place) if event.place else None)
        found.setdefault(affair(event.type), []).append(listed)
    return {name: tuple(events) for name, events in found.items()}


@lru_cache(maxsize=4)
def _by_qid(facts: Authority) -> dict[str, tuple[KnownEvent, ...]]:
    return {e.wikidata: (e,) for e in facts.events.values() if e.wikidata}


def _known(event: KnownEvent) -> KnownAs:
    key = event.wikidata or (event.id if ":" in event.id else f"event:{event.id}")
    return KnownAs(key, event.wikidata, event.name, event.country, _days(event), event.place)


def _days(event: KnownEvent) -> Days:
    start = _bounds(event.start) or (event.start, event.start)
    end = _bounds(event.end) if event.end else None
    return start[0], end[1] if end else (start[1] if event.type != "war" else OPEN)


def overlap(one: Days, other: Days) -> bool:
    """Whether the two have a day in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def length(days: Days) -> int:
    """Return how many days that is."""
    return (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days + 1


def filed(o: Appearance, *, facts: Authority | None = None) -> frozenset[str]:
    """Return the blocks of an occurrence: two that may be one share one at least.

    They are its key, that by which the authority knows it, and of its type the months of its date (without one, those of its report) and
    the words of its name.
    """
    assert isinstance(o, Occurrence)
    found = {f"key:{o.key}"}
    if known := known_event(o, facts=facts):
        found.add(f"key:{known.key}")
    group = affair(o.type)
    days = o.days
    if known and known.days:
        days = known.days
    elif days is None and o.day:
        reach = timedelta(days=load().days["report"])
        day = date.fromisoformat(o.day)
        days = (day - reach).isoformat(), (day + reach).isoformat()
    if days:
        found |= {f"{group}:{month}" for month in _months(*days)}
    found |= {f"{group}:name:{word}" for word in o.title if not word.isdigit()}
    return frozenset(found)


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    for _ in range(LONGEST):
        text = f"{year:04}-{month:02}"
        if text > last[:7]:
            return
        yield text
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
