"""The embedded engine, ArcadeDB: where it can run, how it is loaded, and its databases that this process has open."""

from __future__ import annotations

import importlib
import platform
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polgraph.errors import NoStoreError, StoreError
from polgraph.settings import give_environment
from polgraph.stores.embedded_files import StoreFolder

if TYPE_CHECKING:
    from types import ModuleType

_CLASS = re.compile(r"\b(?:[a-z]\w*\.)+([A-Z]\w*)")
_NO_FILES_OF_OTHERS = "-Darcadedb.opencypher.loadCsv.allowFileUrls=false"


def load_engine(log: Path) -> ModuleType:
    """Return the engine's package; it logs into the folder `log`, not to the console.

    Raises NoStoreError where it is not installed or does not run on this machine.
    """
    give_environment(
        ARCADEDB_LOG_CONSOLE="off",
        ARCADEDB_LOG_DIR=str(log),
        ARCADEDB_NATIVE_ISOLATE_ARGS=_NO_FILES_OF_OTHERS,
        ARCADEDB_JVM_ARGS=_NO_FILES_OF_OTHERS,
    )
    try:
        with _without("numpy"):
            import arcadedb

            importlib.import_module("arcadedb._native.database")  # else only at the first opening
    except ModuleNotFoundError as error:
        if error.name != "arcadedb":
            raise no_engine(str(error)) from error
        return _with_java()
    except (ImportError, OSError) as error:
        raise no_engine(str(error)) from error
    return arcadedb  # type: ignore[no-any-return]


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Keep a module that nobody has imported yet from being imported: numpy takes the engine a fifth of a look-up."""
    absent = name not in sys.modules
    if absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            del sys.modules[name]


def _with_java() -> ModuleType:
    """Return the build with a Java machine inside: it runs the same and opens the same files."""
    try:
        return importlib.import_module("arcadedb_embedded")
    except ImportError as error:
        raise no_engine("the package arcadedb is not installed") from error


def no_engine(why: str) -> NoStoreError:
    """Return the error for a machine that the engine does not run on."""
    return NoStoreError(
        f"no graph store: the embedded one does not run here ({platform.system()} {platform.machine()}: {why}); "
        "start a Neo4j server with `polgraph neo4j up`, or name one with POLGRAPH_NEO4J_URI"
    )


class OpenDatabase:
    """A database that this process has open, shared by all that opened it. `engine`: the package that runs it."""

    _open: dict[Path, OpenDatabase] = {}  # noqa: RUF012
    _guard = threading.RLock()

    def __init__(self, path: Path) -> None:
        self.folder = StoreFolder(path)
        self.users = 0
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
        try:
            self.database = self.engine.open_database(path) if exists else self.engine.create_database(path)
            # its default survives a killed process, this one a power cut too
            self.database.set_wal_flush("yes_nometadata")
        except (self.engine.ArcadeDBError, OSError) as error:
            names = error_names(error)
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


def error_names(error: BaseException) -> frozenset[str]:
    """Return the class names, without their packages, of what the engine raised and of its causes."""
    chain = [str(name) for name, _ in getattr(error, "java_chain", None) or ()]
    return frozenset(_CLASS.findall(" ".join([str(error), *chain])))


def error_text(error: BaseException) -> str:
    """Return the first line of what the engine said, without its prefixes and class name."""
    line = (Exception.__str__(error).strip().splitlines() or [type(error).__name__])[0]
    return re.sub(r"^(?:[A-Z][\w ]*: )?(?:(?:[a-z]\w*\.)+[A-Z][\w$]*: )?", "", line) or line
