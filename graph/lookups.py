"""Look-ups in the graph: one function a question of `queries/`, each returning the records of `answers`.

Each is asked of a graph store or of the ledger, whose answers are the same. Ids are those of nodes: the ledger finds them
by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from polgraph import queries
from polgraph.answers import (
    Chain,
    Contested,
    Dated,
    Happened,
    Happening,
    Quote,
    Read,
    Related,
    SaidOf,
    Sides,
    Source,
    Who,
)
from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Filter, Ledger
from polgraph.model import Record
from polgraph.stores.base import Rows

if TYPE_CHECKING:
    from polgraph.stores.base import GraphStore

    Answerer = GraphStore | Ledger

R = TypeVar("R", bound=Record)
_LEDGER_ONLY = "filters are computed from the claims of the ledger, without --store"


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
    """Return what actor `a` did, held and took part in (with actor `b`: what happened between them, their parts in
    events that both are spoken of in, and their dated roles), oldest first.

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
