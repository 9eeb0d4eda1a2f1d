"""The folder of an embedded store: the engine's files, the lock that one process holds, and the seal on the files.

The engine answers from a truncated file without a word, so what it closed is sealed: size, time and checksum of every
file. A store that was killed while it was being written has no seal; there the engine's own log mends it.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from polgraph.errors import StoreBrokenError, StoreError

PATIENCE = 5.0
"""Seconds to wait for another process: a look-up has ended by then."""

_PORTION = 1 << 20


class _File(NamedTuple):
    """What a file was when it was sealed. The time is in nanoseconds."""

    size: int
    time: int
    checksum: int


class StoreFolder:
    """Where an embedded store lies. `taken`: this process holds it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.database = path / "database"
        self.log = path / "log"
        self._seal = path / "seal.json"
        self._holder = path / "holder"
        self._lock = ExitStack()
        self._known: dict[str, _File] = {}

    def take(self) -> None:
        """Lock the store for this process. Raises StoreError, naming the holder, where another has it."""
        from polgraph.server.locks import locked

        try:
            self.path.mkdir(parents=True, exist_ok=True)
            who = f"process {self._holder.read_text('ascii')}" if self._holder.exists() else "another process"
            why = f"{who} has the graph store {self.path} open, which one process can at a time"
            self._lock.enter_context(locked(self.path / "lock", why=why, seconds=PATIENCE))
            self._holder.write_text(str(os.getpid()), "ascii")
        except OSError as error:
            self._lock.close()
            raise StoreError(
                f"cannot use the folder {self.path} for the graph store: {error.strerror}"
            ) from error

    def release(self) -> None:
        """Let other processes have the store."""
        self._holder.unlink(missing_ok=True)
        self._lock.close()

    def exists(self) -> bool:
        """Whether there is anything of a database."""
        return self.database.is_dir() and any(self.database.iterdir())

    def check(self) -> None:
        """Compare the files with the seal, if there is one. Raises StoreBrokenError for any that is not as it was."""
        try:
            entries = json.loads(self._seal.read_text("utf-8")).items()
            sealed = {name: _File(*map(int, numbers)) for name, numbers in entries}
        except FileNotFoundError:
            return
        except (ValueError, TypeError, AttributeError) as error:
            raise self.broken("its seal cannot be read") from error
        found = _files(self.database)
        if gone := sorted(set(sealed) - set(found)):
            raise self.broken(f"its file {gone[0]} is gone")
        for name, was in sealed.items():
            now = found[name]
            same = now.st_size == was.size and (
                now.st_mtime_ns == was.time or _checksum(self.database / name) == was.checksum
            )
            if not same:
                raise self.broken(f"its file {name} was changed")
        self._known = sealed

    def unseal(self) -> None:
        """Say that the files are about to change."""
        self._seal.unlink(missing_ok=True)

    def seal(self) -> None:
        """Note the files as they are. Only those that changed since they were checked are read."""
        self._known = {
            name: was
            if (was := self._known.get(name)) and (was.size, was.time) == (now.st_size, now.st_mtime_ns)
            else _File(now.st_size, now.st_mtime_ns, _checksum(self.database / name))
            for name, now in _files(self.database).items()
        }
        draft = self._seal.with_suffix(".draft")
        draft.write_text(json.dumps(self._known), "utf-8")
        draft.replace(self._seal)

    def discard(self) -> None:
        """Delete the database; after a crash in between, what is left is not taken for one."""
        self.unseal()
        self._known = {}
        aside = self.path / "discarded"
        shutil.rmtree(aside, ignore_errors=True)
        if self.database.exists():
            self.database.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)

    def broken(self, why: str) -> StoreBrokenError:
        """Return the error for a store that cannot be used as it is."""
        return StoreBrokenError(
            f"the graph store {self.path} is broken ({why}): `polgraph graph rebuild` writes it anew"
        )


def _files(folder: Path) -> dict[str, os.stat_result]:
    return {f.name: f.stat() for f in os.scandir(folder) if f.is_file() and f.name != "database.lck"}


def _checksum(file: Path) -> int:
    sum_ = 0
    with file.open("rb") as opened:
        while portion := opened.read(_PORTION):
            sum_ = zlib.crc32(portion, sum_)
    return sum_
