"""The embedded store for programs that speak Bolt: a copy of it, served on 127.0.0.1 by the engine in this process."""

from __future__ import annotations

import base64
import json
import secrets
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from polgraph.errors import StoreError
from polgraph.server.answers import free_port
from polgraph.stores.embedded_engine import error_text, load_engine
from polgraph.stores.embedded_files import StoreFolder

DATABASE = "polgraph"
USER = "polgraph"
_PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
_NOTHING_OUT = "ALTER DATABASE `arcadedb.opencypher.loadCsv.allowRemoteUrls` false"
_SECONDS = 30
_ALL = ("createRecord", "readRecord", "updateRecord", "deleteRecord")
_RIGHTS = {
    "admin": (("updateSecurity", "updateSchema", "updateDatabaseSettings"), _ALL),
    "writer": (("updateSchema",), _ALL),
    "reader": ((), ("readRecord",)),
}


class Bolt(NamedTuple):
    """Where a database is served, and for whom. The password is good until it ends."""

    port: int
    user: str
    password: str
    database: str


@contextmanager
def served_copy(path: Path, *, write: bool = False) -> Iterator[Bolt]:
    """Serve a copy of the store in the folder `path`, as it is now; the copy is deleted at the end.

    The store itself is free again at once and stays as it is. The user may only read, with `write` also change the
    copy. Raises StoreError where another process has the store open, there is no room, or the engine does not serve.
    """
    place = Path(tempfile.mkdtemp(prefix="polgraph-browse-"))
    try:
        _copy(path, place / "databases" / DATABASE)
        with _serving(place, write=write) as bolt:
            yield bolt
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _copy(path: Path, to: Path) -> None:
    folder = StoreFolder(path)
    folder.take()
    try:
        shutil.copytree(folder.database, to, ignore=shutil.ignore_patterns("*.lck"))
    except (OSError, shutil.Error) as error:
        raise StoreError(f"cannot copy the graph store {path} to {to}: {_why(error)}") from error
    finally:
        folder.release()


def _why(error: Exception) -> str:
    """The first of the reasons that `copytree` gathers."""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        return str(error.args[0][0][2])
    return str(getattr(error, "strerror", None) or error)


@contextmanager
def _serving(place: Path, *, write: bool) -> Iterator[Bolt]:
    engine = load_engine(place / "log")
    _write_rights(place / "config" / "server-groups.json")
    root, password = secrets.token_urlsafe(24), secrets.token_urlsafe(18)
    port = free_port()
    http = free_port(but=port)
    settings = {
        "host": "127.0.0.1",
        "bolt_host": "127.0.0.1",
        "bolt_port": port,
        "http_port": http,
        "server_plugins": _PLUGIN,
        "mode": "development",  # in which it says what is wrong with a query
    }
    try:
        server: Any = engine.create_server(str(place), root, settings)
        server.start()
    except (engine.ArcadeDBError, OSError) as error:
        raise StoreError(f"the graph store cannot be served: {error_text(error)}") from error
    try:
        server.get_database(DATABASE).command("sql", _NOTHING_OUT)
        _make_user(http, root, password, "writer" if write else "reader")
        yield Bolt(port, USER, password, DATABASE)
    finally:
        with suppress(engine.ArcadeDBError):
            server.stop()


def _write_rights(file: Path) -> None:
    groups = {
        name: {
            "resultSetLimit": -1,
            "readTimeout": -1,
            "access": access,
            "types": {"*": {"access": records}},
        }
        for name, (access, records) in _RIGHTS.items()
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"version": 2, "databases": {"*": {"groups": groups}}}), "utf-8")


def _make_user(http: int, root: str, password: str, group: str) -> None:
    """Let somebody in who is not the root: what a user may do is checked by the engine, record by record."""
    user = {"name": USER, "password": password, "databases": {DATABASE: [group]}}
    signed = base64.b64encode(f"root:{root}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{http}/api/v1/server",
        data=json.dumps({"command": f"create user {json.dumps(user)}"}).encode(),
        headers={"Authorization": f"Basic {signed}", "Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_SECONDS):
            pass
    except OSError as error:
        raise StoreError(f"the graph store cannot be served: {error}") from error
