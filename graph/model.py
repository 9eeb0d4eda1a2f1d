"""The frozen records that cross the walls between rooms.

They are the extraction contract: an `Article` goes in, an `Extraction` comes out, and both are one JSON
object a line. Offsets are `[start, end)` in Unicode code points of the article's unchanged `text`.
Dates are ISO 8601 strings ("2022-02-25"), calendar expressions EDTF ("2022-01", "199X", "2025-12-22/2025-12-28").
"""

from __future__ import annotations

import hashlib
import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]

ActorKind = Literal["person", "organization", "country", "group", "place"]
Form = Literal["name", "role", "nominal", "pronoun"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "alleged", "planned", "demanded", "hypothetical"]
Status = Literal["asserted", "alleged", "planned", "demanded", "hypothetical", "denied"]
Phase = Literal["past", "present", "future", "acting"]
DateKind = Literal["at", "since", "until", "during"]
Precision = Literal["day", "week", "month", "season", "year", "decade", "unknown"]
ParagraphKind = Literal["headline", "subheading", "body", "caption", "boilerplate"]


class Record(BaseModel):
    """A frozen record; an unknown field is an error. Its validator is built when it is first needed, not at the import."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


# --- articles ---------------------------------------------------------------------------------------------


class Paragraph(Record):
    """A stretch of the text of one kind. Only headline, subheading and body are read for actors."""

    start: int
    end: int
    kind: ParagraphKind


class GivenMention(Record):
    """A name that the input already marks."""

    start: int
    end: int
    kind: str


class Article(Record):
    """One article as it was given. `text` is never changed; `paragraphs` say what each stretch of it is.

    `meta`: what else is known of it, words by words (`published_from`: why the date is believed); nothing depends on it.
    """

    id: str = Field(min_length=1)
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    mentions: tuple[GivenMention, ...] | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    meta: dict[str, str] = Field(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of all that the article says and says of itself."""
        fields = self.model_dump(mode="json", exclude={"paragraphs", "meta"})
        return hashlib.sha256(json.dumps(fields, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def day(self) -> str | None:
        """The publication date as ISO date, without the time."""
        return self.published[:10] if self.published else None


# --- what was read ----------------------------------------------------------------------------------------


class DateRange(Record):
    """When something was, as finely as the text says it. `end` null: open."""

    start: str | None
    end: str | None
    precision: Precision
    kind: DateKind


class Mention(Record):
    """Words that stand for an actor, the rule that took them for it, and how often that rule was right (`data/coreference.yaml`)."""

    start: int
    end: int
    text: str
    form: Form
    rule: str | None = None
    score: float | None = None


class Actor(Record):
    """Somebody or something that the article speaks of: person, organization, country, group or place.

    `id` is unique within the article; `key` suggests identity across articles (a Wikidata QID, else kind and
    folded name); the ledger assigns the id of the node.
    """

    id: str
    key: str
    kind: ActorKind
    subkind: str | None = None
    name: str
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    mentions: tuple[Mention, ...] = ()


class Evidence(Record):
    """What claims, roles and events alike carry: how sure, who says so, when, where in the text, by which rule."""

    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    speakers: tuple[str, ...] = ()
    speaker: str | None = None
    said: DateRange | None = None
    date: DateRange | None = None
    confidence: float = Field(default=0.5, ge=0, le=1)
    sentence: Span
    rule: str


class Role(Evidence):
    """A person holds, held or is to hold an office. `role` is the normal form of `title`, null if it has none."""

    id: str
    actor: str
    title: str
    organization: str | None = None
    country: str | None = None
    phase: Phase
    role: str | None = None
    span: Span


class Participant(Record):
    """An actor and the part it has in an event."""

    actor: str
    part: str


class Event(Evidence):
    """Something that happened or is to happen, as a node: talks, a war, a vote."""

    id: str
    key: str
    wikidata: str | None = None
    type: str
    name: str
    place: str | None = None
    participants: tuple[Participant, ...] = ()
    span: Span


class Claim(Evidence):
    """One statement of one sentence: who, did what, to whom."""

    id: str
    subject: str
    predicate: str
    object: str
    phase: Literal["past", "present", "future"] | None = None
    event: str | None = None
    part: str | None = None
    sign: Literal[-1, 0, 1] = 0
    plover: str | None = None
    cameo: str | None = None
    quad: str | None = None
    trigger: Span
    subject_span: Span
    object_span: Span
    place: str | None = None


class Attribution(Record):
    """A stretch of text that the article attributes to somebody."""

    source: str | None
    source_span: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    said: DateRange | None = None


class DateExpression(Record):
    """A calendar expression of the text and the EDTF value that it has."""

    start: int
    end: int
    text: str
    value: str
    precision: Precision


class Producer(Record):
    """What made an extraction: versions of everything that can change its outcome."""

    polgraph: str
    model: str | None
    lexicon: str
    authority: str
    scorer: str | None = None


class Extraction(Record):
    """All that was read out of one article. `skipped` says why nothing was (a language without a reader)."""

    article: str
    producer: Producer
    language: str | None = None
    skipped: str | None = None
    actors: tuple[Actor, ...] = ()
    roles: tuple[Role, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dates: tuple[DateExpression, ...] = ()


class AuthorityFact(Record):
    """What the authority knows: a term in an office (HOLDS_ROLE) or a standing tie (PART_OF).

    Keys are those of actors. The object is `object_key`, or for HOLDS_ROLE the office: `role` (its normal form, else
    the title in lower case) of `organization` (a key) and `country` (ISO 3166-1 alpha-2). Dates are ISO dates.
    """

    subject_key: str
    predicate: str
    object_key: str | None = None
    role: str | None = None
    organization: str | None = None
    country: str | None = None
    start: str | None = None
    end: str | None = None
    source: str
    as_of: str


class Relation(Record):
    """What the claims on a pair of nodes amount to: one relationship of the graph, with the names of its ends.

    `type` is `predicate`, or `CLAIMED` where it is only denied, planned, demanded or supposed. The other fields are
    the properties of the relationship (`polgraph.schema.RELATION`).
    """

    id: str
    type: str
    predicate: str
    start: str
    end: str
    start_name: str
    end_name: str
    start_kind: str
    end_kind: str
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


# --- the graph, as the ledger hands it to a store ------------------------------------------------------------

Scalar = str | int | float | bool | None
Value = Scalar | list[str]


class GraphNode(Record):
    """A node as it shall stand in the store: `labels` first the one that carries the constraint."""

    id: str
    labels: tuple[str, ...]
    properties: dict[str, Value]


class GraphEdge(Record):
    """A relationship as it shall stand in the store. `id` is stable: (type, ends, term)."""

    id: str
    type: str
    start: str
    end: str
    properties: dict[str, Value]


class GraphBatch(Record):
    """Changes up to number `last` of ledger `ledger`: whole nodes and relationships, and ids that are gone."""

    ledger: str
    last: int
    nodes: tuple[GraphNode, ...] = ()
    edges: tuple[GraphEdge, ...] = ()
    removed_nodes: tuple[str, ...] = ()
    removed_edges: tuple[str, ...] = ()
