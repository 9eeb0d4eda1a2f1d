"""What look-ups answer with: frozen records, each a row of a question of `queries/`."""

from __future__ import annotations

from typing import Any, Literal

from polgraph.model import Record


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
    """A claim in the order of time. `dated`: the text gives the date, with `precision` and `kind`; else it is of the report. `part`: in an event."""

    day: str | None
    end_date: str | None
    dated: bool
    precision: str | None
    kind: str | None
    predicate: str
    part: str | None
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


class Sides(Record):
    """What is contested, with the claims of both sides (asserted and alleged ones, and denials), newest first."""

    pair: Contested
    affirmed: tuple[Quote, ...]
    denied: tuple[Quote, ...]
