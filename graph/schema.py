"""The shape of the graph: every label, relationship type and property, and what it means.

The ledger fills exactly these, a store constrains and indexes them, and `docs/graph.md` is generated from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from polgraph import vocabulary

ValueType = Literal["string", "integer", "float", "boolean", "list of strings"]


class Property(NamedTuple):
    """A property, its type (dates are ISO text) and its meaning."""

    name: str
    type: ValueType
    meaning: str


class Label(NamedTuple):
    """A node label with the properties that its nodes may have, besides `id`, `name` and `search_text`."""

    name: str
    meaning: str
    properties: tuple[Property, ...]
    kinds: Mapping[str, str] = MappingProxyType({})  # second labels: actor kind -> label


class EdgeType(NamedTuple):
    """A relationship type between two labels."""

    name: str
    start: str
    end: str
    meaning: str
    properties: tuple[Property, ...] = ()


COMMON = (
    Property("id", "string", "opaque, assigned by the ledger, never reused"),
    Property("name", "string", "what the node is called: its caption"),
    Property(
        "search_text", "string", "name, aliases and their spelling in Latin letters, for full-text search"
    ),
)

_EVIDENCE = (
    Property("polarity", "string", "affirmed or denied"),
    Property("modality", "string", "asserted, alleged, planned, demanded or hypothetical"),
    Property("status", "string", "denied if the polarity is, else the modality"),
    Property("phase", "string", "of a tie or role: past, present, future, acting"),
    Property("start_date", "string", "ISO date from which it holds or happened"),
    Property("end_date", "string", "ISO date until which; null: open or unknown"),
    Property("date_precision", "string", "how finely the text says the date"),
    Property("date_kind", "string", "at, since, until or during"),
    Property("said_date", "string", "ISO date of the saying, where the text gives one"),
    Property("confidence", "float", "0 to 1"),
    Property("rule", "string", "the rule that read it"),
)

_LIKENESS = (
    Property("similarity", "float", "0 to 1: shared runs of words among all of both (Jaccard index)"),
    Property("reason", "string", "what is the same and what differs"),
)

LABELS = (
    Label(
        "Actor",
        "somebody who acts; also labelled Person, Organization, Country or Group",
        (
            Property("kind", "string", "person, organization, country or group"),
            Property("subkind", "string", "of an organization: party, ministry, media, igo ..."),
            Property("wikidata", "string", "QID, where known"),
            Property("aliases", "list of strings", "other names met or known"),
            Property("country", "string", "ISO 3166-1 alpha-2"),
            Property("claims", "integer", "claims that it is an end of"),
            Property("articles", "integer", "articles that mention it"),
            Property("first_seen", "string", "ISO date of the earliest article"),
            Property("last_seen", "string", "ISO date of the latest article"),
        ),
        {"person": "Person", "organization": "Organization", "country": "Country", "group": "Group"},
    ),
    Label(
        "Role",
        "an office or post of an organisation or country",
        (
            Property("title", "string", "the normal form of the office, else the words of the text"),
            Property("organization", "string", "name of the organisation"),
            Property("country", "string", "ISO 3166-1 alpha-2"),
        ),
    ),
    Label(
        "Event",
        "something named, dated or described that happened or is to happen",
        (
            Property("type", "string", "talks, war, election ... (the vocabulary's event types)"),
            Property("wikidata", "string", "QID, where known"),
            Property("start_date", "string", "ISO date"),
            Property("end_date", "string", "ISO date"),
            Property("precision", "string", "how finely the date is known"),
            Property("status", "string", "the best status of its claims: asserted, alleged, planned ..."),
        ),
    ),
    Label("Place", "where something happened", (Property("country", "string", "ISO 3166-1 alpha-2"),)),
    Label(
        "Article",
        "a source",
        (
            Property("url", "string", "where it was published"),
            Property("title", "string", "its headline"),
            Property("source", "string", "its publisher"),
            Property("published", "string", "ISO date or date-time of publication"),
            Property("language", "string", "BCP 47 tag"),
            Property(
                "copy_of", "string", "id of the earliest article with the same story, which this one copies"
            ),
            Property(
                "version_of", "string", "the same where publisher or address are one and the text was changed"
            ),
        ),
    ),
    Label(
        "Claim",
        "one statement of one sentence",
        (
            Property("predicate", "string", "the vocabulary's word; HOLDS_ROLE for a role"),
            Property("quote", "string", "the sentence, word for word"),
            *_EVIDENCE,
            Property("speakers", "list of strings", "names of who says so, outermost first"),
            Property("part", "string", "of a participant in an event"),
            Property("sign", "integer", "+1 friendly, -1 hostile, 0 neither"),
            Property("cameo", "string", "CAMEO root code"),
            Property("plover", "string", "PLOVER type"),
            Property("quad", "string", "quad class"),
            Property(
                "origin",
                "string",
                "the independent source: outermost named speaker, else publisher; `authority`",
            ),
            Property("reported", "string", "ISO date of publication of its article"),
            Property("sentence_start", "integer", "offset of the sentence in the article's text"),
            Property("sentence_end", "integer", "offset behind the sentence"),
            Property("source", "string", "of an authority claim: where the fact comes from"),
            Property(
                "as_of", "string", "of an authority claim: the day until which its source vouches for it"
            ),
            Property(
                "decided", "string", "confirmed or corrected, where a person decided; null: as it was read"
            ),
        ),
    ),
)

RELATION = (
    Property("id", "string", "the ledger's key of the relationship"),
    Property("sign", "integer", "+1 friendly, -1 hostile, 0 neither; a CLAIMED one has 0"),
    Property(
        "status",
        "string",
        "asserted, alleged or contested; of a CLAIMED one denied, planned, demanded, hypothetical",
    ),
    Property("phase", "string", "of a tie: that of its latest claim"),
    Property("start_date", "string", "earliest start its claims give"),
    Property("end_date", "string", "latest end its claims give"),
    Property("first_reported", "string", "ISO date of its earliest report"),
    Property("last_reported", "string", "ISO date of its latest report"),
    Property("claims", "integer", "claims that support it"),
    Property("articles", "integer", "articles that these stand in"),
    Property("origins", "integer", "independent sources"),
    Property("asserted", "integer", "claims of this status"),
    Property("alleged", "integer", "claims of this status"),
    Property("planned", "integer", "claims of this status"),
    Property("demanded", "integer", "claims of this status"),
    Property("hypothetical", "integer", "claims of this status"),
    Property("denied", "integer", "claims of this status"),
    Property("authority", "integer", "claims of the authority, counted apart from those of articles"),
    Property("contested_claims", "integer", "claims of an act that a denial stands against"),
    Property("confidence", "float", "0 to 1: the best of its claims"),
    Property("evidence", "list of strings", "at most five claim ids, best first"),
)

PREDICATE_PROPERTY = Property("predicate", "string", "what is denied, planned, demanded or supposed")

EVIDENCE_EDGES = (
    EdgeType("SUBJECT", "Claim", "Actor", "who (an Event where the vocabulary lists it)"),
    EdgeType("OBJECT", "Claim", "Actor", "to whom: an Actor, Role, Event or Place"),
    EdgeType(
        "SPEAKER", "Claim", "Actor", "who says so", (Property("position", "integer", "0 is the outermost"),)
    ),
    EdgeType("IN_ARTICLE", "Claim", "Article", "where it was read; from an Event: what speaks of it"),
    EdgeType(
        "PART_OF_EVENT",
        "Claim",
        "Event",
        "the event that the act belongs to; from an Event: the whole that it is a part of",
    ),
    EdgeType("OF", "Role", "Actor", "the organisation or country whose office it is"),
    EdgeType("AT", "Event", "Place", "where it was or is to be"),
    EdgeType("COPY_OF", "Article", "Article", "prints the story of, word for word or nearly so", _LIKENESS),
    EdgeType(
        "VERSION_OF",
        "Article",
        "Article",
        "is a changed version, by the same publisher or at its address, of",
        _LIKENESS,
    ),
    EdgeType(
        "CLAIMED",
        "Actor",
        "Actor",
        "said only as denied, planned, demanded or supposed",
        (PREDICATE_PROPERTY, *RELATION),
    ),
)


def label_names() -> frozenset[str]:
    """Every label that a store may be asked to write."""
    return frozenset(n for label in LABELS for n in (label.name, *label.kinds.values()))


def edge_types() -> frozenset[str]:
    """Every relationship type that a store may be asked to write: evidence edges and the vocabulary's predicates."""
    return frozenset(e.name for e in EVIDENCE_EDGES) | frozenset(vocabulary.load().predicates)
