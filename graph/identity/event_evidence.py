"""What forbids two occasions to be one event, and what speaks for and against it (`events.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from polgraph.identity.event_words import kinds, load, words
from polgraph.identity.evidence import Evidence
from polgraph.identity.occasions import Occasion, Where
from polgraph.identity.occurrences import OPEN, Days, length, overlap

Row = tuple[float, str]


def veto(left: Occasion, right: Occasion) -> str | None:
    """Return why two occasions cannot be one event whatever else speaks for it, or None."""
    if right.number in left.barred or left.number in right.barred:
        return "somebody decided that they are two"
    if left.parts != right.parts:
        return "one is a part of the other, or they are parts of one whole"
    return cannot_be_near(left, right) or (
        f"article {min(left.articles & right.articles)} speaks of both"
        if left.articles & right.articles and not (left.known and right.known)
        else None
    )


def cannot_be_near(left: Occasion, right: Occasion) -> str | None:
    """Return why two occasions are neither one event nor whole and part."""
    if left.known and right.known and left.known.key != right.known.key:
        return f"the authority knows two: {left.known.name}, {right.known.name}"
    if left.affair != right.affair:
        return f"{left.affair} are no {right.affair}"
    if left.is_blank or right.is_blank:
        return "one has neither a date nor a name"
    if left.days and right.days and not overlap(left.days, right.days):
        return f"other dates: {_shown(left.days)}, {_shown(right.days)}"
    if any(_contradict(a, b) for a in left.places for b in right.places):
        return "another place"
    if any(_exclude(a.name, b.name) for a in left.these for b in right.these):
        return "another kind"
    return None


def are_apart(left: Sequence[Occasion], right: Sequence[Occasion]) -> bool:
    """Return whether anybody of one set cannot be one with somebody of the other: told of all at once.

    A set that people made of what contradicts itself takes in whatever fits one of its members.
    """
    one, other = _Side(left), _Side(right)
    if one.known and other.known and one.known != other.known:
        return True
    if one.affairs != other.affairs or one.parts != other.parts or one.articles & other.articles:
        return True
    if any(p.is_blank for side in (left, right) for p in side):
        return True
    if one.first > other.last or other.first > one.last:
        is_torn = one.first > one.last or other.first > other.last
        if not is_torn or not any(overlap(a, b) for a in one.days for b in other.days):
            return True
    clashes = [_contradict(a, b) for a in one.places for b in other.places]
    if any(clashes) and (all(clashes) or not (one.is_of_several_places or other.is_of_several_places)):
        return True
    return any(_exclude(a, b) for a in one.names for b in other.names)


class _Side:
    """What the occasions of a set say together. `first` is the latest first day, `last` the earliest last one."""

    def __init__(self, found: Sequence[Occasion]) -> None:
        self.known = {p.known.key for p in found if p.known}
        self.affairs = {p.affair for p in found}
        self.parts = {part for p in found for part in p.parts}
        self.articles = {article for p in found for article in p.articles}
        self.days = {p.days for p in found if p.days}
        self.first = max((d[0] for d in self.days), default="")
        self.last = min((d[1] for d in self.days), default=OPEN)
        self.places = {place for p in found for place in p.places}
        self.names = {o.name for p in found for o in p.these}

    @property
    def is_of_several_places(self) -> bool:
        """Whether its places contradict each other."""
        return any(_contradict(a, b) for a, b in combinations(self.places, 2))


def _contradict(one: Where, other: Where) -> bool:
    """Whether nothing can be in both: two cities, two states, a city and a state that it is not in."""
    if one[0] & other[0]:
        return False
    if one[1] and other[1] and one[1] != other[1]:
        return True
    if one[2] or other[2]:  # a state, and a city of it or of nobody knows where
        return one[2] and other[2]
    return True


def _exclude(one: str, other: str) -> bool:
    return any(a and b and not a & b for a, b in zip(kinds(one), kinds(other), strict=True))


def _shown(days: Days) -> str:
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


# --- what speaks for it -----------------------------------------------------------------------------------------


def weigh(left: Occasion, right: Occasion) -> Evidence | None:
    """Return what speaks for and against two occasions being one event."""
    rows = [*_when(left, right), *_where(left, right), *_called_alike(left, right), *_who(left, right)]
    if left.types.keys().isdisjoint(right.types):
        rows.append(_row("type_near", f"{min(left.types)} and {min(right.types)}"))
    return Evidence(sum(w for w, _ in rows), tuple(reason for _, reason in rows), load().same)


def _row(name: str, words: str) -> Row:
    return load().of[name], words


def _when(left: Occasion, right: Occasion) -> Iterator[Row]:
    if left.days and right.days:
        both = max(left.days[0], right.days[0]), min(left.days[1], right.days[1])
        long = max(length(left.days), length(right.days))
        for name, most in (
            ("day", load().days["day"]),
            ("week", load().days["week"]),
            ("month", load().days["month"]),
        ):
            if long <= most:
                yield _row(f"date_{name}", f"the same {name}: {_shown(both)}")
                return
        yield _row("date_long", f"dates that overlap: {_shown(both)}")
        return
    gap = _gap(left, right)
    if gap is not None:
        is_near = gap <= load().days["report"]
        yield _row("report_near" if is_near else "report_far", f"reported {gap} days from the other")


def _gap(left: Occasion, right: Occasion) -> int | None:
    """Return how many days lie between what is known of the time of one and of the other, None where nothing is."""
    spans = [[p.days] if p.days else [(day, day) for day in p.reports] for p in (left, right)]
    gaps = [_between(a, b) for a in spans[0] for b in spans[1] if a and b]
    return min(gaps) if gaps else None


def _between(one: Days, other: Days) -> int:
    if overlap(one, other):
        return 0
    first, last = sorted((one, other))
    return length((first[1], last[0])) - 1


def _where(left: Occasion, right: Occasion) -> Iterator[Row]:
    alike = [(a, b) for a in left.places for b in right.places]
    if any(a[0] & b[0] and not (a[2] and b[2]) for a, b in alike):
        shared = {n for a, b in alike for n in a[0] & b[0] if n.startswith("name:")}
        yield _row(
            "place_same",
            f"the same place: {min(shared).removeprefix('name:')}" if shared else "the same place",
        )
    elif any(a[0] & b[0] or (a[1] and a[1] == b[1]) for a, b in alike):
        is_of_states = left.affair in ("election", "referendum", "coup", "war", "protest")
        yield _row("place_same" if is_of_states else "state_same", "the same state")


def _called_alike(left: Occasion, right: Occasion) -> Iterator[Row]:
    if not left.titles or not right.titles:
        return
    pairs = [(a, b) for a in left.titles for b in right.titles]
    if same := [a for a, b in pairs if a == b]:
        yield _row("name_same", f"the same name: {' '.join(sorted(max(same, key=sorted)))}")
    elif any(a < b or b < a for a, b in pairs):
        yield _row("name_part", "one name is a part of the other")
    elif not any(a & b for a, b in pairs):
        yield _row("name_other", "other names")


def _who(left: Occasion, right: Occasion) -> Iterator[Row]:
    people, bodies = left.people & right.people, left.bodies & right.bodies
    if people:
        yield _row("person_some" if len(people) > 1 else "person_one", f"{len(people)} took part in both")
    elif left.people and right.people:
        yield _row("people_other", "other people took part")
    if bodies:
        words_ = f"{len(bodies)} of the states and bodies took part in both"
        yield _row("body_some" if len(bodies) > 1 else "body_one", words_)
    if not people and {*left.types, *right.types} & words().frequent:
        yield _row(
            "type_frequent", "several of this type happen on a day, and nobody is known to have been at both"
        )
