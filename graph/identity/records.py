"""The records of identity: what is compared, what people decided, and what came of both."""

from __future__ import annotations

from typing import Literal, NamedTuple

from polgraph.model import ActorKind, Record, Span

Judgement = Literal["same", "different", "unsure"]
Anchor = str
"""Names one mention: a hash of article id, the words of its sentence, which occurrence, and the offsets within it."""


class Office(Record):
    """What an article says that somebody is: the normal form of the title (else the title), of whom, of which state."""

    role: str
    organization: str | None = None
    country: str | None = None


class Appearance(Record):
    """One actor of one article, as much of it as identity needs.

    `names`: the words of its mentions of form `name` and its aliases, the fullest first. `company`: the keys of the
    other persons, organisations and countries of the article. `anchors`: those of its name mentions (of all mentions
    where none is a name), in the order of the text, so that a decision of people finds it after another reading;
    `spans` are those same mentions in the article's text.
    """

    article: str
    actor: str
    kind: ActorKind | Literal["event"]
    subkind: str | None = None
    key: str
    wikidata: str | None = None
    name: str
    names: tuple[str, ...]
    country: str | None = None
    language: str | None = None
    gender: Literal["m", "f"] | None = None
    offices: tuple[Office, ...] = ()
    company: tuple[str, ...] = ()
    claims: int = 0
    day: str | None = None
    anchors: tuple[Anchor, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def id(self) -> tuple[str, str]:
        """Article and actor: what names an appearance within one state of the ledger."""
        return self.article, self.actor


class Decision(Record):
    """That two mentions are (or are not) one actor: by a person, or noted by the program.

    `unsure` keeps a pair out of the review and decides nothing.
    """

    left: Anchor
    right: Anchor
    judgement: Judgement
    author: str
    time: str
    reason: str | None = None


class Link(NamedTuple):
    """Why two appearances are one, or were compared and are not: the score and what made it up."""

    left: tuple[str, str]
    right: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


class Cluster(NamedTuple):
    """The appearances that are one actor. `key` follows from the set of them alone; `links` join them all.

    `name` is the name to show: that of the authority, else the one most of whose forms are met; `wikidata` the QID.
    """

    key: str
    members: tuple[tuple[str, str], ...]
    name: str = ""
    wikidata: str | None = None
    links: tuple[Link, ...] = ()


class Clustering(NamedTuple):
    """All clusters, and the pairs of clusters that are near enough to ask a person (`doubtful`, best first)."""

    clusters: tuple[Cluster, ...]
    doubtful: tuple[Link, ...] = ()
