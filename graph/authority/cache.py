"""Finds or makes the index of the seed and of a file of imported facts.

An index follows from the seed, the file and the code that makes it; their hash is its name, so that it is never stale and
may be deleted at any time. Where the cache cannot be written, the index is made in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable
from functools import cache
from importlib.resources import files as resources
from pathlib import Path

import platformdirs

from polgraph import __version__
from polgraph.authority import files
from polgraph.authority.compiling import fill
from polgraph.authority.index import Index
from polgraph.authority.merging import Merger
from polgraph.errors import InputError

KEPT = 6  # indexes; older ones are deleted when one is made
_MAKERS = (
    "body_names",
    "cache",
    "compiling",
    "deriving",
    "files",
    "plain_yaml",
    "imports",
    "index",
    "merging",
    "names",
    "offices",
    "records",
)


def folder() -> Path:
    """Return the folder of the user's cache where indexes are kept."""
    return platformdirs.user_cache_path("polgraph", appauthor=False) / "authority"


def version(imported: Path | None) -> str:
    """Return the date and short hash of the seed, and the hash of the imported facts: "2026-11-22+1a2b3c4d+5e6f7a8b".

    Raises InputError where the file cannot be read.
    """
    return files.version() if imported is None else f"{files.version()}+{_digest(imported)[:8]}"


def open_index(imported: Path | None = None, *, keep: Path | None = None) -> Index:
    """Return the index of the seed with the facts of `imported`, made where there is none in `keep` (the user's cache).

    Raises InputError where `imported` cannot be read.
    """
    place = keep or folder()
    path = place / f"{_name(imported)}.sqlite"
    if not _is_whole(path) and not _make(path, imported):
        return Index(_in_memory(imported))
    return Index(_reader(path), mend=lambda: _in_memory(imported, spoilt=path), path=path)


def prepare(imported: Path, merged: Merger, *, keep: Path | None = None) -> None:
    """Make the index of the facts in `imported`, of which it is known already what they and the seed come to.

    Where the cache cannot be written nothing is done: `open_index` makes it in memory. Raises InputError where `imported` cannot be read.
    """
    path = (keep or folder()) / f"{_name(imported)}.sqlite"
    if not _is_whole(path):
        _make(path, imported, merged)


def _name(imported: Path | None) -> str:
    content = hashlib.sha256(f"{__version__} {version(imported)} {sqlite3.sqlite_version}".encode())
    content.update(_makers())
    return content.hexdigest()[:24]


@cache
def _makers() -> bytes:
    room = resources("polgraph.authority")
    parts = [(room / f"{name}.py").read_bytes() for name in _MAKERS]
    return hashlib.sha256(b"".join([*parts, (resources("polgraph") / "folding.py").read_bytes()])).digest()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot read the imported facts {path}: {error.strerror or error}") from error


def _reader(path: Path) -> Callable[[], sqlite3.Connection]:
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return lambda: sqlite3.connect(where, uri=True, check_same_thread=False)


def _is_whole(path: Path) -> bool:
    """Return whether there is an index with all of its pages."""
    try:
        if not path.is_file():
            return False
        with contextlib.closing(_reader(path)()) as db:
            pages, size = (
                db.execute("PRAGMA page_count").fetchone()[0],
                db.execute("PRAGMA page_size").fetchone()[0],
            )
            db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0]
        return bool(pages * size == path.stat().st_size)
    except (OSError, sqlite3.Error, TypeError):
        return False


def _make(path: Path, imported: Path | None, merged: Merger | None = None) -> bool:
    """Make the index under another name and then give it its own; return whether that was possible."""
    unfinished = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix="unfinished-")
        os.close(handle)
        with contextlib.closing(sqlite3.connect(unfinished)) as db:
            fill(db, version=version(imported), imported=imported, merged=merged)
        Path(unfinished).replace(path)
    except (OSError, sqlite3.Error):
        return False
    finally:
        if unfinished is not None:
            with contextlib.suppress(OSError):
                Path(unfinished).unlink(missing_ok=True)
    _prune(path)
    return True


def _prune(newest: Path) -> None:
    """Delete the oldest indexes beside `newest`."""
    with contextlib.suppress(OSError):
        others = sorted(newest.parent.glob("*.sqlite"), key=lambda p: p.stat().st_mtime, reverse=True)
        for old in [p for p in others if p != newest][KEPT - 1 :]:
            old.unlink(missing_ok=True)


def _in_memory(imported: Path | None, *, spoilt: Path | None = None) -> Callable[[], sqlite3.Connection]:
    """Return what opens an index that is made in memory; the spoilt one is deleted, for the next program to make it anew."""
    if spoilt is not None:
        with contextlib.suppress(OSError):
            spoilt.unlink(missing_ok=True)

    def connect() -> sqlite3.Connection:
        db = sqlite3.connect(":memory:", check_same_thread=False)
        fill(db, version=version(imported), imported=imported)
        return db

    return connect
