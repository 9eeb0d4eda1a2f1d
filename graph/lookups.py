"""Look-ups in the graph: one function a question of `queries/`, each returning frozen records.

Each is asked of a graph store or of the ledger, whose answers are the same. Ids are those of nodes: the ledger finds them
by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from polgraph import queries
from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Filter, Ledger
from polgraph.model import Record
from polgraph.stores.base import Rows

if TYPE_CHECKING:
    from polgraph.stores.base import GraphStore

    Answerer = GraphStore | Ledger

R = TypeVar("R", bound=Record)
_LEDGER_ONLY = "filters are computed from the claims of the ledger, without --store"


class HeldRole(Record):
    """A role that an actor holds or held."""

    role: str
    name: str | None
    title: str | None
    organization: str | None
    country: str | None
    phase: str | None
    status: str | None
    start_date: str | None
    end_date: str | None
    claims: int | None
    evidence: tuple[str, ...] | None


class Tie(Record):
    """A relationship seen from one actor. `forward`: it begins at that actor."""

    type: str
    forward: bool
    other: str
    name: str | None
    sign: int | None
    status: str | None
    phase: str | None
    claims: int
    articles: int | None
    origins: int | None
    last_reported: str | None
    evidence: tuple[str, ...] | None


class Who(Record):
    """An actor with its roles, latest first, and the ties and acts with most claims."""

    id: str
    labels: tuple[str, ...]
    name: str | None
    properties: dict[str, Any]
    roles: tuple[HeldRole, ...]
    relations: tuple[Tie, ...]


class Related(Record):
    """A relationship between two nodes with its counts. `predicate` is set where `type` is CLAIMED."""

    type: str
    predicate: str | None
    start: str | None
    start_name: str | None
    end_: str | None
    end_name: str | None
    sign: int | None
    status: str | None
    phase: str | None
    start_date: str | None
    end_date: str | None
    first_reported: str | None
    last_reported: str | None
    claims: int | None
    articles: int | None
    origins: int | None
    asserted: int | None
    alleged: int | None
    planned: int | None
    demanded: int | None
    hypothetical: int | None
    denied: int | None
    authority: int | None
    contested_claims: int | None
    confidence: float | None
    evidence: tuple[str, ...] | None


class Quote(Record):
    """A claim with its sentence and where it was published."""

    claim: str
    predicate: str
    subject: str | None
    object: str | None
    status: str | None
    phase: str | None
    start_date: str | None
    end_date: str | None
    quote: str | None
    speakers: tuple[str, ...] | None
    origin: str | None
    confidence: float | None
    reported: str | None
    article: str | None
    title: str | None
    source: str | None
    url: str | None
    published: str | None


class Step(Record):
    """One tie or act of a chain. `forward`: it goes from `from_id` to `to_id`, else the other way."""

    from_id: str
    from_name: str | None
    to_id: str
    to_name: str | None
    type: str
    forward: bool
    sign: int | None
    status: str | None
    phase: str | None
    last_reported: str | None
    claims: int | None
    origins: int | None
    evidence: tuple[str, ...] | None


class Chain(Record):
    """A shortest chain between two actors, with how many of its steps are contested and past."""

    length: int
    contested: int
    past: int
    claims: int | None
    steps: tuple[Step, ...]


class Read(Record):
    """A claim that was read out of an article."""

    claim: str
    sentence_start: int | None
    predicate: str
    subject: str | None
    object: str | None
    status: str | None
    phase: str | None
    start_date: str | None
    end_date: str | None
    speakers: tuple[str, ...] | None
    event: str | None
    confidence: float | None
    rule: str | None
    quote: str | None


class Source(Record):
    """An independent source of what joins two nodes, with its claims by status."""

    origin: str | None
    predicate: str
    claims: int
    asserted: int
    alleged: int
    denied: int
    other: int
    speakers: tuple[str, ...]
    publishers: tuple[str, ...]
    first_reported: str | None
    last_reported: str | None


class Contested(Record):
    """A tie or act that some state and others deny. `denials` are claim ids."""

    start: str | None
    start_name: str | None
    type: str
    end_: str | None
    end_name: str | None
    status: str | None
    asserted: int | None
    alleged: int | None
    denied: int | None
    contested_claims: int | None
    stated_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    denials: tuple[str, ...]
    evidence: tuple[str, ...] | None


class Dated(Record):
    """A claim in the order of time. `dated`: the text gives the date, with `precision` and `kind`; else it is of the report."""

    day: str | None
    dated: bool
    precision: str | None
    kind: str | None
    predicate: str
    subject: str | None
    object: str | None
    status: str | None
    phase: str | None
    sign: int | None
    quad: str | None
    speakers: tuple[str, ...] | None
    origin: str | None
    quote: str | None
    claim: str
    article: str | None
    source: str | None
    url: str | None


class Attended(Record):
    """An actor and its part in an event."""

    actor: str
    name: str | None
    type: Literal["TOOK_PART_IN", "HOSTED", "MEDIATED"]
    status: str | None
    claims: int | None


class Happening(Record):
    """An event with when, where and who."""

    event: str
    name: str | None
    type: str | None
    start_date: str | None
    end_date: str | None
    precision: str | None
    status: str | None
    place: str | None
    part_of: str | None
    participants: tuple[Attended, ...]
    claims: int


class Attendance(Record):
    """Who had which part in an event, and the status of the claims that say so."""

    actor: str
    name: str | None
    type: str
    part: str | None
    status: str
    claims: int


class SubEvent(Record):
    """A part of an event."""

    event: str
    name: str | None
    start_date: str | None
    status: str | None


class Spoken(Record):
    """An article that speaks of an event."""

    article: str
    title: str | None
    source: str | None
    published: str | None
    url: str | None


class Happened(Record):
    """An event: when, where, who had which part, what is a part of it (and of what it is one), and the articles."""

    event: str
    name: str | None
    type: str | None
    wikidata: str | None
    start_date: str | None
    end_date: str | None
    precision: str | None
    status: str | None
    places: tuple[str, ...]
    participants: tuple[Attendance, ...]
    part_of: str | None
    parts: tuple[SubEvent, ...]
    articles: tuple[Spoken, ...]


class SaidOf(Record):
    """A claim on an event or within it."""

    claim: str
    predicate: str
    part: str | None
    subject: str | None
    object: str | None
    status: str | None
    speakers: tuple[str, ...] | None
    quote: str | None
    reported: str | None
    article: str | None
    title: str | None
    source: str | None
    url: str | None


def chosen(ledger: Ledger, asked: Filter) -> Filter | None:
    """Return the filter with the ids of its speakers instead of their names; None where it limits nothing.

    Raises NotFoundError for a speaker who is not here.
    """
    if not asked:
        return None
    return asked.model_copy(update={"speakers": tuple(ledger.resolve(name) for name in asked.speakers)})


def who(source: Answerer, actor: str, *, limit: int = 10, only: Filter | None = None) -> Who:
    """Return the actor of this id, its counts too by the claims that `only` leaves. Raises NotFoundError where the graph has none."""
    found = _the_one(_ask(source, "who", Who, only, actor=actor, limit=limit), actor)
    if only and isinstance(source, Ledger):
        left = source.counted(actor, only)
        return found.model_copy(update={"properties": found.properties | left._asdict()})
    return found


def related(source: Answerer, a: str, b: str, *, only: Filter | None = None) -> list[Related]:
    """Return what joins actor `a` and node `b`, both ways, typed ones first, then CLAIMED."""
    return _ask(source, "related", Related, only, a=a, b=b)


def evidence(source: Answerer, a: str, b: str, *, only: Filter | None = None, **narrower: Any) -> list[Quote]:
    """Return the claims behind that, newest first; `predicate`, `since`, `until`, `limit` narrow it."""
    return _ask(source, "evidence", Quote, only, a=a, b=b, **narrower)


def path(
    source: Answerer, a: str, b: str, *, max_length: int = 6, limit: int = 3, only: Filter | None = None
) -> list[Chain]:
    """Return shortest chains of ties and acts between two actors, least doubtful first; none: an empty list.

    Raises InputError where both are the same actor or `max_length` is not 1 to 15.
    """
    if a == b:
        raise InputError(f"a path needs two actors, and both names are those of {a}")
    if not 1 <= max_length <= 15:
        raise InputError(f"the longest path can have 1 to 15 steps, not {max_length}")
    return _ask(source, "path", Chain, only, a=a, b=b, max_length=max_length, limit=limit)


def article(source: Answerer, article_id: str) -> list[Read]:
    """Return all that was read out of an article, in the order of its sentences."""
    return _ask(source, "article", Read, None, article=article_id)


def sources(source: Answerer, a: str, b: str, *, predicate: str | None = None) -> list[Source]:
    """Return who says what joins actor `a` and node `b`."""
    return _ask(source, "sources", Source, None, a=a, b=b, predicate=predicate)


def contested(
    source: Answerer, *, actor: str | None = None, limit: int = 100, only: Filter | None = None
) -> list[Contested]:
    """Return what some state and others deny, of one actor or of all."""
    return _ask(source, "contested", Contested, only, actor=actor, limit=limit)


class Sides(Record):
    """What is contested, with the claims of both sides (asserted and alleged ones, and denials), newest first."""

    pair: Contested
    affirmed: tuple[Quote, ...]
    denied: tuple[Quote, ...]


def both_sides(
    source: Answerer,
    evidence_of: Answerer,
    *,
    actor: str | None = None,
    limit: int = 100,
    only: Filter | None = None,
) -> list[Sides]:
    """Return what some state and others deny, side by side; `evidence_of`: who is asked for the sentences."""
    found = []
    for pair in contested(source, actor=actor, limit=limit, only=only):
        quotes = evidence(evidence_of, pair.start or "", pair.end_ or "", predicate=pair.type, only=only)
        found.append(
            Sides(
                pair=pair,
                affirmed=tuple(q for q in quotes if q.status in ("asserted", "alleged")),
                denied=tuple(q for q in quotes if q.status == "denied"),
            )
        )
    return found


def timeline(
    source: Answerer, a: str, b: str | None = None, *, limit: int = 200, only: Filter | None = None
) -> list[Dated]:
    """Return what actor `a` did, held and took part in (with actor `b`: what happened between them), oldest first.

    Raises InputError where both are the same.
    """
    if a == b:
        raise InputError(f"a timeline of two needs two actors, and both names are those of {a}")
    return _ask(source, "timeline", Dated, only, a=a, b=b, limit=limit)


def events(source: Answerer, *, only: Filter | None = None, **narrower: Any) -> list[Happening]:
    """Return the events, latest first; `type`, `since`, `until`, `place`, `participant` (ids), `limit` narrow it."""
    return _ask(source, "events", Happening, only, **narrower)


def happened(source: Answerer, event: str, *, only: Filter | None = None) -> Happened:
    """Return the event of this id. Raises NotFoundError where the graph has none."""
    return _the_one(_ask(source, "happened", Happened, only, event=event), event, what="event")


def said_of(source: Answerer, event: str, *, limit: int = 100, only: Filter | None = None) -> list[SaidOf]:
    """Return the claims on an event and within it, oldest report first."""
    return _ask(source, "event", SaidOf, only, event=event, limit=limit)


def run(
    source: Answerer,
    question: str,
    params: Mapping[str, Any] | None = None,
    *,
    limit: int | None = None,
    only: Filter | None = None,
) -> Rows:
    """Return the answer to a question of `queries/` by its name, or to a Cypher text that reads.

    Raises NotFoundError for a single word that is no question's name, InputError for parameters that do not fit and for
    a Cypher text that the ledger is asked.
    """
    if queries.is_named(question):
        return _rows(source, question.strip(), params or {}, limit=limit, only=only)
    if only:
        raise InputError(f"a Cypher text says itself what it asks for: {_LEDGER_ONLY}")
    if isinstance(source, Ledger):
        raise InputError("the ledger answers the questions that have a name; a graph store takes Cypher")
    return source.query(question, params, limit=limit)


def _ask(source: Answerer, name: str, record: type[R], only: Filter | None, **params: Any) -> list[R]:
    return [record.model_validate(row) for row in _rows(source, name, params, only=only).dicts()]


def _rows(
    source: Answerer,
    name: str,
    params: Mapping[str, Any],
    *,
    limit: int | None = None,
    only: Filter | None = None,
) -> Rows:
    if isinstance(source, Ledger):
        return Rows(*source.answer(name, params, limit=limit, chosen=only))
    if only:
        raise InputError(f"a graph store has no filters: {_LEDGER_ONLY}")
    query = queries.load(name)
    return source.query(query.text, query.bind(params), limit=limit)


def _the_one(found: list[R], id_: str, *, what: str = "actor") -> R:
    if not found:
        raise NotFoundError(
            f"the graph has no {what} {id_}: was the graph brought up to date after the last load?"
        )
    return found[0]
