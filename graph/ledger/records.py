"""What the ledger answers with: small records, each a row of a table on the screen."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from polgraph.model import Relation, Span

Outcome = Literal["new", "same", "changed", "reread", "restored"]
Match = Literal["name", "alias", "words", "near"]


class ArticleRow(NamedTuple):
    """An article that the ledger holds. `claims` counts claims and roles; `skipped` says why nothing was read.

    `copy_of`, `version_of`: the earliest article of the story where this one is none itself; `similarity` to it (the
    Jaccard index of their runs of words) and the `reason`.
    """

    id: str
    title: str | None
    source: str | None
    published: str | None
    language: str | None
    load: int
    claims: int
    skipped: str | None
    copy_of: str | None
    version_of: str | None = None
    similarity: float | None = None
    reason: str | None = None


class Cluster(NamedTuple):
    """A story that more than one article tells: the earliest, and its copies and versions by publication."""

    head: ArticleRow
    members: tuple[ArticleRow, ...]


class Candidate(NamedTuple):
    """A node that a name may mean: `match` says why, `score` (0 to 100) how near, `claims` how much is said of it."""

    id: str
    name: str
    kind: str
    match: Match
    score: float
    claims: int


class ClaimRow(NamedTuple):
    """A claim behind a relation (`relation`: its id), with its sentence and where it was published.

    `subject` and `object` are ids of nodes. `trigger`, `subject_span` and `object_span` are offsets within `quote`.
    A claim of the authority has no article, quote or spans; its `source` says where the fact comes from.
    """

    id: str
    relation: str
    predicate: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    status: str
    phase: str | None
    start_date: str | None
    end_date: str | None
    said_date: str | None
    speakers: tuple[str, ...]
    origin: str | None
    confidence: float
    rule: str
    reported: str | None
    quote: str | None
    trigger: Span | None
    subject_span: Span | None
    object_span: Span | None
    article: str | None
    title: str | None
    source: str | None
    url: str | None


class Retraction(NamedTuple):
    """What taking an article away did. `fell`: relations that are gone, as they were; `weakened`: that lost support,
    as they are now; `appeared`: that stand in the place of a fallen one (CLAIMED where the type is gone)."""

    article: str
    load: int
    fell: list[Relation]
    weakened: list[Relation]
    appeared: list[Relation]


class Change(NamedTuple):
    """A node or edge that is not as it was: JSON of the `GraphNode` or `GraphEdge`, null where there is none."""

    number: int
    load: int
    kind: Literal["node", "edge"]
    id: str
    was: str | None
    now: str | None

    @property
    def what(self) -> Literal["added", "changed", "removed"]:
        """In one word."""
        if self.was is None:
            return "added"
        return "removed" if self.now is None else "changed"


class LoadRow(NamedTuple):
    """A numbered load, retraction or revision of the authority. `time` is UTC, ISO 8601.

    `gained`: how many actors gained a QID by it; `redirected`: how many ids lead to another since.
    """

    number: int
    time: str
    kind: str
    source: str | None
    note: str | None
    changes: int
    gained: int
    redirected: int


class Answer(NamedTuple):
    """What a question of `queries/` found: a table of scalars, lists and maps. `more`: rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    more: bool = False


class Relinked(NamedTuple):
    """What a change of the authority did to the actors: nodes that gained a QID, and ids that lead to another node."""

    load: int
    gained: dict[str, str]
    redirected: dict[str, str]
    changes: int


class LoadDetail(NamedTuple):
    """A load with what it did to the actors: QIDs gained by node, ids that lead elsewhere, mentions that came to others, that moved.

    `names`: what the nodes that gained a QID, and those that ids lead to, are called now.
    """

    load: LoadRow
    articles: tuple[str, ...]
    gained: dict[str, str]
    redirected: dict[str, str]
    joined: int
    moved: int
    decisions: int
    names: dict[str, str]
