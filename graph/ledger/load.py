"""A numbered load: articles and extractions in, whole batches committed."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from typing import TYPE_CHECKING

from polgraph.errors import InputError
from polgraph.ledger.clusters import pending
from polgraph.ledger.evidence import text_hash, withdraw
from polgraph.ledger.payloads import dump
from polgraph.ledger.presence import forget, note
from polgraph.ledger.records import Outcome
from polgraph.ledger.revise import Revision
from polgraph.model import Article, Extraction, Producer

if TYPE_CHECKING:
    from polgraph.ledger.ledger import Ledger


PATIENCE = 8
"""Who is who is decided anew within a load when that took less than one part in so many of the time since."""


def producer_text(producer: Producer) -> str:
    """Return `producer` as the ledger compares it."""
    return dump(dict(sorted(producer.model_dump(mode="json").items())))


class Load:
    """A load that is going on: `add` articles to it. `number` is null until something of it is written.

    `counts` are those of the articles that were added, `refused` says of the others why they were not.

    Articles are kept back until `batch` of them are there or the oldest has waited `seconds`, then written in one
    transaction. A load that is interrupted leaves whole batches; loading the rest again goes on from there.
    """

    def __init__(
        self, ledger: Ledger, *, note: str | None, source: str | None, batch: int, seconds: float
    ) -> None:
        self._ledger, self._note, self._source = ledger, note, source
        self._batch, self._seconds = batch, seconds
        self._waiting: dict[str, tuple[Article, Extraction]] = {}
        self._since = 0.0
        self._clustered, self._cost = time.monotonic(), 0.0
        self._is_whole = True
        self.number: int | None = None
        self.changes = 0
        self.counts: Counter[Outcome] = Counter()
        self.refused: dict[str, InputError] = {}

    def add(self, article: Article, extraction: Extraction) -> Outcome:
        """Take in one article and what was read out of it; returns what that means for the ledger.

        "new", "same" (nothing to do), "changed" (another text under this id), "reread" (by another producer) or
        "restored" (it had been retracted). Raises InputError where the extraction is of another article or does
        not hold together, LedgerError where the ledger is held by another process.
        """
        if extraction.article != article.id:
            raise InputError(f"the extraction is of article {extraction.article!r}, not of {article.id!r}")
        if article.id in self._waiting:
            self.flush()
        outcome = outcome_of(self._ledger.db, article, extraction.producer)
        self.counts[outcome] += 1
        if outcome != "same":
            if not self._waiting:
                self._since = time.monotonic()
            self._waiting[article.id] = (article, extraction)
        if len(self._waiting) >= self._batch or (
            self._waiting and time.monotonic() - self._since >= self._seconds
        ):
            self.flush()
        return outcome

    def flush(self, *, whole: bool | None = None) -> None:
        """Write what is waiting, in one transaction.

        `whole`: decide now who is who; by default where the last time is long enough ago for what it took. At the end
        of a load it is always done. An article that does not hold together is left out, noted in `refused`, and the
        first such is raised.
        """
        waiting, self._waiting = self._waiting, {}
        begun = time.monotonic()
        if whole is None:
            whole = begun - self._clustered >= PATIENCE * self._cost
        refused: dict[str, InputError] = {}
        while waiting or (whole and not self._is_whole):
            found = self._write(waiting, whole=whole)
            for id_ in found:
                article, extraction = waiting.pop(id_)
                self.counts[outcome_of(self._ledger.db, article, extraction.producer)] -= 1
            refused |= found
            if not found:
                break
        self.refused |= refused
        if whole:
            self._clustered = time.monotonic()
            self._cost = self._clustered - begun
        if refused:
            raise next(iter(refused.values()))

    def end(self) -> None:
        """Write what is waiting and decide who is who."""
        self._is_whole = self._is_whole and not pending(self._ledger.db)
        self.flush(whole=True)

    def _write(self, waiting: dict[str, tuple[Article, Extraction]], *, whole: bool) -> dict[str, InputError]:
        """Write these articles, or say which of them do not hold together and write none."""
        try:
            with self._ledger.writing() as db:
                number = self.number or self._ledger.new_load("load", source=self._source, note=self._note)
                work = Revision(db, number)
                for article, extraction in waiting.values():
                    _write(work, article, extraction)
                changes = work.finish(whole=whole)
                if work.refused:
                    raise _RefusedError
        except _RefusedError:
            return work.refused
        self.number, self.changes = number, self.changes + changes
        self._is_whole = whole
        return {}


class _RefusedError(Exception):
    """Ends a transaction of which nothing shall stay."""


def outcome_of(db: sqlite3.Connection, article: Article, producer: Producer) -> Outcome:
    """Return what adding this article, read by this producer, would mean."""
    row = db.execute("SELECT hash, producer FROM current WHERE article = ?", (article.id,)).fetchone()
    if row is None:
        known = db.execute("SELECT 1 FROM article WHERE id = ? LIMIT 1", (article.id,)).fetchone()
        return "restored" if known else "new"
    if row[0] != article.hash:
        return "changed"
    return "same" if row[1] == producer_text(producer) else "reread"


def _write(work: Revision, article: Article, extraction: Extraction) -> None:
    db, load = work.db, work.load
    outcome = outcome_of(db, article, extraction.producer)  # another process may have been first
    if outcome == "same":
        return
    text, producer = text_hash(article.text), producer_text(extraction.producer)
    if outcome == "reread":
        (number,) = db.execute(
            "SELECT article_number FROM current WHERE article = ?", (article.id,)
        ).fetchone()
    else:
        number = db.execute(
            "INSERT INTO article VALUES (NULL, ?, ?, ?, ?, ?)",
            (article.id, article.hash, text, load, article.model_dump_json(exclude_defaults=True)),
        ).lastrowid
    extraction_number = db.execute(
        "INSERT INTO extraction VALUES (NULL, ?, ?, ?, ?)",
        (number, producer, load, extraction.model_dump_json(exclude_defaults=True)),
    ).lastrowid
    homes = {} if outcome == "new" else forget(db, article.id, work.dirty)
    withdraw(db, article.id, work.touched)
    row = {
        "article": article.id,
        "article_number": number,
        "extraction_number": extraction_number,
        "load": load,
        "hash": article.hash,
        "text_hash": text,
        "producer": producer,
        "language": article.language or extraction.language,
        "claims": len(extraction.claims) + len(extraction.roles),
        "skipped": extraction.skipped,
        "day": article.day,
        **article.model_dump(include={"title", "source", "published", "url"}),
    }
    db.execute(
        "INSERT INTO current VALUES (:article, :article_number, :extraction_number, :load, :hash, :text_hash, "
        ":producer, :title, :source, :published, :day, :url, :language, :claims, :skipped, NULL, NULL)",
        row,
    )
    note(db, article, extraction, work.dirty, since=number, homes=homes)
    work.entering[article.id] = (article, extraction)
