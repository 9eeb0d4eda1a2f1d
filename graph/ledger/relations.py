"""What the claims on a pair of nodes amount to: every rule of status, contest, phase and counting, as pure functions.

A claim is `denied` if its polarity is, else it has the status of its modality. Claims of one predicate between two
nodes make one relationship (HOLDS_ROLE: one a term). It has the predicate's own type while at least one of them is
asserted or alleged, else it is CLAIMED. Claims that are rather wrong than right (confidence under ENOUGH) are kept as evidence and
make no relationship, unless less is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from polgraph.folding import fold
from polgraph.ledger.periods import Statement, days_between, overlap, period, terms
from polgraph.vocabulary import Predicate

CLAIMED = "CLAIMED"
REAL = ("asserted", "alleged")
UNREAL = ("planned", "demanded", "hypothetical", "denied")
"""Statuses that never make a typed relationship. A CLAIMED one shows the first of them that one of its claims has."""
STATUSES = (*REAL, *UNREAL)
MAX_EVIDENCE = 5
ENOUGH = 0.5
"""The least confidence of a claim that a relationship is made from."""
UNDATED_DAYS = 14


class Derived(NamedTuple):
    """One relationship as its claims make it. `term` tells apart the terms of one person in one office, else ""."""

    type: str
    predicate: str
    term: str
    sign: int
    status: str
    phase: str | None
    start_date: str | None
    end_date: str | None
    first_reported: str | None
    last_reported: str | None
    claims: int
    articles: int
    origins: int
    asserted: int
    alleged: int
    planned: int
    demanded: int
    hypothetical: int
    denied: int
    authority: int
    contested_claims: int
    confidence: float
    evidence: tuple[str, ...]


def status_of(polarity: str, modality: str) -> str:
    """Return the status of a claim: `denied` if its polarity is, else its modality."""
    return "denied" if polarity == "denied" else modality


def best_status(statuses: Iterable[str]) -> str:
    """Return the one that is nearest to fact: asserted, alleged, planned, demanded, hypothetical, denied."""
    return min(statuses, key=STATUSES.index)


def derive(predicate: Predicate, statements: Iterable[Statement], *, least: float = ENOUGH) -> list[Derived]:
    """Return what `statements`, all of `predicate` on the same two nodes, amount to, whatever their order.

    `least`: the least confidence (0 to 1) of a statement that counts.
    """
    return [derived for derived, _ in derive_with_claims(predicate, statements, least=least)]


def derive_with_claims(
    predicate: Predicate, statements: Iterable[Statement], *, least: float = ENOUGH
) -> list[tuple[Derived, tuple[str, ...]]]:
    """Return the same, and with each relationship the ids of all claims it was made from, denials too."""
    enough = (s for s in statements if s.confidence >= least)
    counted = sorted((_as_counted(s, predicate) for s in enough), key=lambda s: s.id)
    if not counted:
        return []
    groups = terms(counted) if predicate.name == "HOLDS_ROLE" else [("", counted)]
    return [(_one(predicate, term, group), tuple(s.id for s in group)) for term, group in groups]


def _as_counted(statement: Statement, predicate: Predicate) -> Statement:
    """A tie of phase future is a plan, however surely it is said: it is never typed."""
    if predicate.is_tie and statement.phase == "future" and statement.is_real:
        return statement._replace(status="planned")
    return statement


def _one(predicate: Predicate, term: str, group: Sequence[Statement]) -> Derived:
    typed = any(s.is_real for s in group)
    shown = None if typed else best_status(s.status for s in group)
    support = [s for s in group if s.is_real or s.status == shown]
    denials = [s for s in group if s.status == "denied"] if typed else []
    contested = [s for s in support if any(contests(d, s, is_tie=predicate.is_tie) for d in denials)]
    told = [s for s in support if s.article is not None]
    days = sorted(s.reported for s in told if s.reported)
    count = {status: sum(s.status == status and s.article is not None for s in group) for status in STATUSES}
    return Derived(
        type=predicate.name if typed else CLAIMED,
        predicate=predicate.name,
        term=term,
        sign=predicate.sign if typed else 0,
        status=shown or _typed_status(support, contested, is_tie=predicate.is_tie),
        phase=phase_of(support) if predicate.is_tie else None,
        start_date=min((s.start for s in support if s.start), default=None),
        end_date=_end(support),
        first_reported=days[0] if days else None,
        last_reported=days[-1] if days else None,
        claims=len(told),
        articles=len({s.article for s in told}),
        origins=len({fold(s.origin) or s.origin for s in told if s.origin}),
        **count,
        authority=sum(s.article is None for s in group),
        contested_claims=len(contested),
        confidence=max(s.confidence for s in support),
        evidence=tuple(s.id for s in sorted(support, key=_worth)[:MAX_EVIDENCE]),
    )


def _typed_status(support: Sequence[Statement], contested: Sequence[Statement], *, is_tie: bool) -> str:
    """A tie is contested by any denial of the same period, an act only when all of its claims are."""
    if contested and (is_tie or len(contested) == len(support)):
        return "contested"
    return best_status(s.status for s in support)


def contests(denial: Statement, statement: Statement, *, is_tie: bool) -> bool:
    """Whether `denial` stands against `statement` of the same predicate and nodes.

    Of a tie: where both are dated, the dates overlap; else both speak of the same phase (acting is present).
    Of an act: the same event; or both dated, and the dates overlap; or, one being undated, published within 14 days
    of each other (in one article always; an unknown day of publication is near to no other).
    """
    theirs, ours = period(denial), period(statement)
    if not is_tie and denial.event is not None and denial.event == statement.event:
        return True
    if theirs and ours:
        return overlap(theirs, ours)
    if is_tie:
        phases = {"present" if p == "acting" else p for p in (denial.phase, statement.phase) if p}
        return len(phases) < 2
    if denial.article is not None and denial.article == statement.article:
        return True
    apart = days_between(denial.reported, statement.reported)
    return apart is not None and apart <= UNDATED_DAYS


def phase_of(statements: Sequence[Statement]) -> str | None:
    """Return the phase of the latest of `statements`: by the date of the text, else by publication.

    The date of the text is its end, of an open stretch ("since") its beginning.
    """

    def when(s: Statement) -> tuple[str, str, bool, float, str]:
        return (
            s.end or s.start or s.reported or "",
            s.reported or "",
            s.status == "asserted",
            s.confidence,
            s.id,
        )

    return max(statements, key=when).phase


def _end(support: Sequence[Statement]) -> str | None:
    """The latest end; none where something open-ended began then or later."""
    latest = max((s.end for s in support if s.end), default=None)
    goes_on = any(s.end is None and s.start and latest and s.start >= latest for s in support)
    return None if goes_on else latest


def _worth(statement: Statement) -> tuple[float, int, str, str]:
    """Best first: confidence, what is asserted, what was reported first, then by id."""
    return -statement.confidence, STATUSES.index(statement.status), statement.reported or "~", statement.id
