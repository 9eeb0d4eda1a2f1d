"""Opening the file of a ledger: connections, first creation and migrations."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from polgraph.errors import LedgerError
from polgraph.ledger.migrations import APPLICATION_ID, MIGRATIONS


def connect(path: Path, *, timeout: float = 10.0) -> sqlite3.Connection:
    """Return a connection in autocommit mode with foreign keys on; it waits `timeout` seconds for other writers."""
    db = sqlite3.connect(
        path.absolute().as_uri() + "?mode=rwc", uri=True, timeout=timeout, isolation_level=None
    )
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -64000")  # 64 MB
    return db


def create_or_migrate(path: Path, *, create: bool, timeout: float) -> sqlite3.Connection:
    """Return a connection to the ledger at `path`, brought to the newest schema.

    Raises LedgerError where there is none (and `create` is false), where the file is no ledger or is newer than this
    polgraph, or where it cannot be read or written.
    """
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and not create:
        raise LedgerError(f"no ledger at {path}: `polgraph load PATH` makes one")
    db: sqlite3.Connection | None = None
    try:
        db = connect(path, timeout=timeout)
        _check(db, path, is_new=is_new)
        _use_wal(db, timeout=timeout)
        _migrate(db, path)
    except sqlite3.Error as error:
        if db:
            db.close()
        raise LedgerError(f"cannot open the ledger {path}: {error}") from error
    except LedgerError:
        if db:
            db.close()
        raise
    return db


def _check(db: sqlite3.Connection, path: Path, *, is_new: bool) -> None:
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID and not is_new and (version or _has_tables(db)):
        raise LedgerError(f"{path} is a database, but not a ledger of polgraph")
    if version > len(MIGRATIONS):
        raise LedgerError(
            f"{path} has schema {version}, this polgraph knows {len(MIGRATIONS)}: it was written by a newer one; "
            "update polgraph"
        )


def _has_tables(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _use_wal(db: sqlite3.Connection, *, timeout: float) -> None:
    """Readers do not wait for the writer; the switch itself does not wait for others, so it is tried again."""
    end = time.monotonic() + timeout
    while db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version == len(MIGRATIONS):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()  # another process may have been first
        for migration in MIGRATIONS[version:]:
            migration(db)
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk ends it by itself
            db.execute("ROLLBACK")
        raise


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction: all of it or nothing. Raises LedgerError where another process holds the ledger."""
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise LedgerError(f"cannot write to {path} ({error}): wait for the other polgraph to end") from error
    try:
        yield db
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):
            raise LedgerError(f"cannot write to {path}: {error}; nothing of this step was kept") from error
        raise
