"""The ledger: one SQLite file with all evidence, what follows from it, and the queue of changes to the graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from polgraph.ledger import changes as queue
from polgraph.ledger import copying, excerpts, filters, questions, rows
from polgraph.ledger.authority import is_all_known, replace_facts
from polgraph.ledger.clusters import is_decided_so
from polgraph.ledger.evidence import Touched
from polgraph.ledger.excerpts import Days
from polgraph.ledger.file import connect, create_or_migrate, transaction
from polgraph.ledger.filters import Counted, Filter
from polgraph.ledger.load import Load, outcome_of
from polgraph.ledger.lookup import Finder, find_article
from polgraph.ledger.people import People
from polgraph.ledger.presence import standing, stored
from polgraph.ledger.records import (
    Answer,
    ArticleRow,
    Candidate,
    Change,
    ClaimRow,
    Cluster,
    LoadDetail,
    LoadRow,
    Relinked,
    Retraction,
)
from polgraph.ledger.retracting import retract
from polgraph.ledger.revise import relink
from polgraph.ledger.rows import MinStatus
from polgraph.ledger.settle import settle
from polgraph.model import Article, AuthorityFact, Extraction, GraphBatch, GraphNode, Producer, Relation
from polgraph.settings import use_facts


class Ledger:
    """All that was loaded, and the graph that follows from it. Open it with `Ledger.open`; it is a context manager."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path, self.db = path, db
        self._finder = Finder(db)
        (self.id,) = db.execute("SELECT value FROM meta WHERE key = 'ledger'").fetchone()

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, timeout: float = 10.0) -> Self:
        """Open the ledger at `path`; with `create` make it where there is none.

        `timeout`: seconds to wait for another process that is writing. Raises LedgerError where there is no ledger,
        where the file is none or was written by a newer polgraph, or where it cannot be written. Background facts
        that were imported beside it are in use from now on (`polgraph.settings.use_facts`).
        """
        path = Path(path)
        use_facts(path.parent)
        return cls(path, create_or_migrate(path, create=create, timeout=timeout))

    @property
    def people(self) -> People:
        """The decisions of people: merges and splits of actors, rejected and corrected claims."""
        return People(self)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- writing ------------------------------------------------------------------------------------------

    def writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction: all of it or nothing. Raises LedgerError where another process holds the ledger."""
        return transaction(self.db, self.path)

    def new_load(self, kind: str, *, source: str | None = None, note: str | None = None) -> int:
        """Number the work of the current transaction."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = self.db.execute("INSERT INTO load VALUES (NULL, ?, ?, ?, ?)", (now, kind, source, note))
        return int(row.lastrowid or 0)

    @contextmanager
    def load(
        self, *, note: str | None = None, source: str | None = None, batch: int = 200, seconds: float = 5.0
    ) -> Iterator[Load]:
        """A numbered load: `with ledger.load(source="inbox") as load: load.add(article, extraction)`.

        What was added is written at the latest at the end of the block, also where the block ends in an error.
        """
        load = Load(self, note=note, source=source, batch=batch, seconds=seconds)
        try:
            yield load
        finally:
            load.end()

    def retract(self, article: str, *, reason: str) -> Retraction:
        """Take the article (its exact id) away and say which relations fell and which lost support.

        Raises NotFoundError where no such article is here. Loading it again brings it back.
        """
        with self.writing() as db:
            return retract(db, article, load=self.new_load("retract", note=reason), reason=reason)

    def set_authority(self, facts: Iterable[AuthorityFact]) -> int:
        """Let `facts` be all that the authority says; returns how many changes of the graph that made.

        A fact makes a claim only while both of its ends are in the graph through some article.
        Raises InputError where one has an unknown predicate or no object.
        """
        touched = Touched()
        known = list(facts)
        with self.writing() as db:
            if is_all_known(db, known):
                return 0
            number = self.new_load("authority", note=f"{len(known)} facts")
            replace_facts(db, known, touched=touched, load=number)
            return settle(db, touched, load=number)

    def known_keys(self) -> list[str]:
        """Return the keys of actors by which the authority may know a node that is here."""
        return [ref for (ref,) in self.db.execute("SELECT DISTINCT ref FROM ref ORDER BY ref")]

    def relink(self) -> Relinked | None:
        """Decide anew who is who after the authority (or polgraph itself) became another; None where it did not.

        Nodes that gain a QID keep their ids; of two that prove to be one, one leads to the other.
        """
        with self.writing() as db:
            if is_decided_so(db) and copying.is_current(db):
                return None
            return relink(db, self.new_load("authority", note="who is who, by what the authority knows now"))

    # --- articles -----------------------------------------------------------------------------------------

    def is_known(self, article: Article, producer: Producer) -> bool:
        """Whether this article is here as it stands, read by this producer: there is no need to read it again."""
        return outcome_of(self.db, article, producer) == "same"

    def standing(self, id_: str) -> Article | None:
        """Return the article of exactly this id as it stands, None where it is not here or was retracted."""
        return standing(self.db, id_)

    def articles(self, *, source: str | None = None, load: int | None = None) -> list[ArticleRow]:
        """Return the articles that are here, by publication, of one publisher or load if named."""
        return rows.articles(self.db, source=source, load=load)

    def clusters(self, of: Iterable[ArticleRow]) -> list[Cluster]:
        """Return the stories of these articles that more than one article tells, each with all of its articles."""
        return rows.clusters(self.db, of)

    def article(self, typed: str) -> tuple[Article, Extraction]:
        """Return the article of this id (or the beginning of it, or title) and what was read out of it.

        Raises NotFoundError, with the nearest, where it is none or more than one.
        """
        return stored(self.db, find_article(self.db, typed))

    def loads(self) -> list[LoadRow]:
        """Return the numbered loads, retractions, decisions and revisions of the authority, oldest first."""
        return rows.loads(self.db)

    def load_detail(self, number: int) -> LoadDetail:
        """Return a load with what it did to the actors. Raises NotFoundError."""
        return rows.load_detail(self.db, number)

    # --- look-ups -----------------------------------------------------------------------------------------

    def find(self, name: str, *, kinds: Collection[str] | None = None, limit: int = 10) -> list[Candidate]:
        """Return what a loosely typed name may mean, best first.

        Nodes of this name, then of this alias (in any script, case and punctuation); where there is none, nodes with
        all of its words, the last perhaps cut short; where there is none of those either, the nearest spellings.
        `kinds`: person, organization, country, group, place, event, role.
        """
        return self._finder.find(name, kinds=kinds, limit=limit)

    def resolve(self, name: str, *, kinds: Collection[str] | None = None) -> str:
        """Return the id of the one node that `name` means: an id, a QID, a name, an alias, or whole words of one.

        A name goes before an alias, an alias before words. Of several equally good the first is meant only where
        it has at least five times the claims of the next. A merely near spelling is never taken. Raises
        NotFoundError with the candidates where nothing or more than one node is meant.
        """
        return self._finder.resolve(name, kinds=kinds)

    def relations(
        self,
        *,
        min_status: MinStatus = "alleged",
        predicates: Collection[str] | None = None,
        node: str | None = None,
    ) -> Iterator[Relation]:
        """Yield the relations: "asserted" only, "alleged" (contested ones too), or "claimed": CLAIMED ones as well.

        `predicates` and `node` (an id that is one end) narrow them. In the order of their ids.
        """
        yield from rows.relations(self.db, min_status=min_status, predicates=predicates, node=node)

    def relations_within(self, days: Days) -> Iterator[Relation]:
        """Yield what the claims of a period (two ISO dates, either open) amount to, CLAIMED ones too."""
        yield from excerpts.relations_within(self.db, days)

    def claims(self, relations: Iterable[Relation], *, days: Days | None = None) -> Iterator[ClaimRow]:
        """Yield the claims behind `relations` (those of a period, where it is given), newest report first."""
        yield from excerpts.claims_of(self.db, relations, days)

    def nodes(self, ids: Iterable[str]) -> list[GraphNode]:
        """Return the nodes of these ids as they stand in the graph, in the order of the ids."""
        return excerpts.nodes_of(self.db, ids)

    def answer(
        self,
        name: str,
        given: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        chosen: Filter | None = None,
    ) -> Answer:
        """Return what the question `name` of `queries/` finds, as a graph that shows this ledger would, at most `limit` rows.

        `chosen`: as if there were only the claims that it leaves. Raises NotFoundError for a question that there is
        not, InputError for parameters or a filter that do not fit.
        """
        return questions.answer(self.db, name, given or {}, limit=limit, chosen=chosen)

    def counted(self, node: str, chosen: Filter) -> Counted:
        """Return how many claims on the node a filter leaves, in how many articles, and when these were published."""
        return filters.counted(self.db, node, chosen)

    # --- the graph goes out -------------------------------------------------------------------------------

    @property
    def last_change(self) -> int:
        """The number of the newest change, 0 for none."""
        return queue.last_change(self.db)

    def changes(self, after: int = 0, *, limit: int = 5000) -> Iterator[GraphBatch]:
        """Yield what changed after number `after`, in batches of at most `limit` changes, the last state of each id.

        After every batch the graph is whole. Raises InputError where `after` is more than `last_change`.
        """
        yield from queue.changes(self.db, ledger=self.id, after=after, limit=limit)

    def snapshot(self, *, limit: int = 5000) -> Iterator[GraphBatch]:
        """Yield the whole graph and the ids that are gone, as it stands now, in batches of at most `limit`.

        Only the last batch carries the number of the newest change, the others 0.
        """
        with closing(connect(self.path)) as db:
            db.execute("BEGIN")
            yield from queue.snapshot(db, ledger=self.id, limit=limit)

    def changed_since(self, load: int) -> Iterator[Change]:
        """Yield each node and edge that is not as it stood at the end of load number `load` (0: all)."""
        yield from queue.changed_since(self.db, load)

    def fingerprint(self) -> str:
        """Return the SHA-256 of the graph with nodes named by their mentions: equal for any order of loading."""
        return queue.fingerprint(self.db)
