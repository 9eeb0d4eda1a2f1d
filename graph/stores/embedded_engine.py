"""The embedded engine, ArcadeDB: where it can run, how it is loaded, and its databases that this process has open."""

from __future__ import annotations

import importlib
import os
import platform
import re
import shlex
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polgraph.errors import NoStoreError, StoreError
from polgraph.settings import give_environment
from polgraph.stores.embedded_files import StoreFolder
from polgraph.stores.imports import without

if TYPE_CHECKING:
    from types import ModuleType

_CLASS = re.compile(r"\b(?:[a-z]\w*\.)+([A-Z]\w*)")
_NO_ROOM = re.compile(
    r"No space left on device|File too large|Disk quota exceeded|not enough space on the disk"
)
_SETTINGS = (
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",  # a question reads no files of the user
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",  # and calls nobody
)
_NO_LOG = Path(__file__).with_name("engine_log.properties")


def load_engine(log: Path) -> ModuleType:
    """Return the engine's package; it writes no log, and what it says when it crashes into the folder `log`.

    Raises NoStoreError where it is not installed or does not run on this machine.
    """
    settings = [*_SETTINGS, f"-Djava.util.logging.config.file={_NO_LOG.as_posix()}"]
    give_environment(
        ARCADEDB_LOG_CONSOLE="off",
        ARCADEDB_LOG_DIR=str(log),
        ARCADEDB_NATIVE_ISOLATE_ARGS=" ".join(
            s for s in settings if not re.search(r"\s", s)
        ),  # which it parts at blanks
        ARCADEDB_JVM_ARGS=shlex.join([*settings, f"-XX:ErrorFile={log / 'hs_err_pid%p.log'}"]),
    )
    try:
        with without("numpy"):
            import arcadedb

            importlib.import_module("arcadedb._native.database")  # else only at the first opening
    except ModuleNotFoundError as error:
        if error.name != "arcadedb":
            raise no_engine(str(error)) from error
        return _with_java()
    except (ImportError, OSError) as error:
        raise no_engine(str(error)) from error
    return arcadedb  # type: ignore[no-any-return]


def _with_java() -> ModuleType:
    """Return the build with a Java machine inside: it runs the same and opens the same files."""
    try:
        engine = importlib.import_module("arcadedb_embedded")
        start = importlib.import_module("arcadedb_embedded.jvm").start_jvm
    except ImportError as error:
        raise no_engine("the package arcadedb is not installed") from error
    said: list[str] = []
    try:
        with _stderr_kept(said):  # it greets with a warning that no setting turns off
            start()
    except (engine.ArcadeDBError, OSError, RuntimeError) as error:
        raise no_engine(" ".join([error_text(error), *said])) from error
    return engine


@contextmanager
def _stderr_kept(said: list[str]) -> Iterator[None]:
    """Put what the process, not only Python, says on stderr into `said`."""
    sys.stderr.flush()
    before = os.dup(2)
    with tempfile.TemporaryFile() as kept:
        os.dup2(kept.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(before, 2)
            os.close(before)
            kept.seek(0)
            said += kept.read().decode("utf-8", "replace").split()


def no_engine(why: str) -> NoStoreError:
    """Return the error for a machine that the engine does not run on."""
    return NoStoreError(
        f"no graph store: the embedded one does not run here ({platform.system()} {platform.machine()}: {why}); "
        "start a Neo4j server with `polgraph neo4j up`, or name one with POLGRAPH_NEO4J_URI"
    )


class OpenDatabase:
    """A database that this process has open, shared by all that opened it. `engine`: the package that runs it.

    `is_new`: it was empty when it was opened.
    """

    _open: dict[Path, OpenDatabase] = {}  # noqa: RUF012
    _guard = threading.RLock()

    def __init__(self, path: Path) -> None:
        self.folder = StoreFolder(path)
        self.users = 0
        self.is_new = False
        self.engine: ModuleType
        self.database: Any

    @classmethod
    def take(cls, path: Path) -> OpenDatabase:
        """Return the database in the folder `path`, made where there is none.

        Raises NoStoreError without an engine, StoreError where another process has it open, StoreBrokenError for
        files that cannot be used.
        """
        path = path.resolve()
        with cls._guard:
            opened = cls._open.get(path)
            if opened is None:
                opened = cls(path)
                opened._begin()
                cls._open[path] = opened
            opened.users += 1
            return opened

    def give_back(self) -> None:
        """Close the database when nobody else of this process uses it."""
        with self._guard:
            self.users -= 1
            if not self.users:
                del self._open[self.folder.path]
                self._end()

    def start_over(self) -> None:
        """Throw the database away and make an empty one."""
        with self._guard:
            self.database.close()
            self.folder.discard()
            self._connect()

    def _begin(self) -> None:
        self.folder.take()
        try:
            self.engine = load_engine(self.folder.log)
            self.folder.check()
            self._connect()
        except BaseException:
            self.folder.release()
            raise

    def _connect(self) -> None:
        path = str(self.folder.database)
        exists = self.folder.exists()
        self.is_new = not exists
        try:
            self.database = self.engine.open_database(path) if exists else self.engine.create_database(path)
            # its default survives a killed process, this one a power cut too
            self.database.set_wal_flush("yes_nometadata")
        except (self.engine.ArcadeDBError, OSError) as error:
            names = error_names(error)
            if full := no_room(error, self.folder.path):
                raise full from error
            if "LockException" in names:
                raise StoreError(f"another program has the graph store {path} open: end it first") from error
            if "OutOfMemoryError" in names or not names:
                raise no_engine(error_text(error)) from error
            raise self.folder.broken(error_text(error)) from error

    def _end(self) -> None:
        try:
            self.database.close()
            self.folder.seal()
        except (self.engine.ArcadeDBError, OSError):
            self.folder.unseal()  # the next to open it goes by the engine's log
        finally:
            self.folder.release()


def no_room(error: BaseException, path: Path) -> StoreError | None:
    """Return the error for a full disk where that is what the engine raised, else None."""
    chain = [str(said) for _, said in getattr(error, "java_chain", None) or ()]
    found = _NO_ROOM.search(" ".join([str(error), str(error.__cause__), *chain]))
    if found is None:
        return None
    return StoreError(
        f"cannot write the graph store {path}: {found[0]}; make room, then `polgraph graph sync` goes on"
    )


def error_names(error: BaseException) -> frozenset[str]:
    """Return the class names, without their packages, of what the engine raised and of its causes."""
    chain = [str(name) for name, _ in getattr(error, "java_chain", None) or ()]
    return frozenset(_CLASS.findall(" ".join([str(error), *chain])))


def error_text(error: BaseException) -> str:
    """Return the first line of what the engine said, without its prefixes and class name."""
    line = (Exception.__str__(error).strip().splitlines() or [type(error).__name__])[0]
    return re.sub(r"^(?:[A-Z][\w ]*: )?(?:(?:[a-z]\w*\.)+[A-Z][\w$]*: )?", "", line) or line
