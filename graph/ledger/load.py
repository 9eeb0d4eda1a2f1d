"""A numbered load: articles and extractions in, whole batches committed."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from typing import TYPE_CHECKING

from polgraph.errors import InputError
from polgraph.ledger.evidence import Touched, enter, text_hash, withdraw
from polgraph.ledger.payloads import dump
from polgraph.ledger.records import Outcome
from polgraph.ledger.settle import settle
from polgraph.model import Article, Extraction, Producer

if TYPE_CHECKING:
    from polgraph.ledger.ledger import Ledger


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

    def flush(self) -> None:
        """Write what is waiting, in one transaction.

        An article that does not hold together is left out, noted in `refused`, and the first such is raised.
        """
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        refused: dict[str, InputError] = {}
        touched = Touched()
        with self._ledger.writing() as db:
            number = self.number or self._ledger.new_load("load", source=self._source, note=self._note)
            for article, extraction in waiting.values():
                db.execute("SAVEPOINT article")
                try:
                    touched.add(_write(db, article, extraction, load=number))
                except InputError as error:
                    db.execute("ROLLBACK TO article")
                    refused[article.id] = error
                    self.counts[outcome_of(db, article, extraction.producer)] -= 1
                db.execute("RELEASE article")
            changes = settle(db, touched, load=number)
        self.number, self.changes = number, self.changes + changes
        self.refused |= refused
        if refused:
            raise next(iter(refused.values()))


def outcome_of(db: sqlite3.Connection, article: Article, producer: Producer) -> Outcome:
    """Return what adding this article, read by this producer, would mean."""
    row = db.execute("SELECT hash, producer FROM current WHERE article = ?", (article.id,)).fetchone()
    if row is None:
        known = db.execute("SELECT 1 FROM article WHERE id = ? LIMIT 1", (article.id,)).fetchone()
        return "restored" if known else "new"
    if row[0] != article.hash:
        return "changed"
    return "same" if row[1] == producer_text(producer) else "reread"


def _write(db: sqlite3.Connection, article: Article, extraction: Extraction, *, load: int) -> Touched:
    outcome = outcome_of(db, article, extraction.producer)  # another process may have been first
    touched = Touched()
    if outcome == "same":
        return touched
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
    withdraw(db, article.id, touched)
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
    enter(db, article, extraction, touched)
    return touched
