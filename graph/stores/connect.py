"""Which graph store: what was said, the environment, the settings, the server we started, else the embedded one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from polgraph.errors import InputError, NoStoreError, StoreError
from polgraph.model import Record
from polgraph.settings import Settings, StoreSettings, environment
from polgraph.stores.base import GraphStore

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
USER = "neo4j"
EMBEDDED = "embedded"
OWN_SERVER = "neo4j-up"
"""Instead of an address: the store in the workspace, and the server of `polgraph neo4j up`."""

Prompt = Callable[[str], str]
"""Asks the user for a password; is given what it is for."""


class Connection(Record):
    """How to reach a server. The password is never shown."""

    uri: str
    user: str
    password: SecretStr
    database: str | None = None


class Embedded(Record):
    """The graph store in a folder, run in this process. Nobody signs in to it."""

    path: Path
    user: None = None

    @property
    def uri(self) -> str:
        """What a user is told of where it is."""
        return f"embedded, in {self.path}"


def resolve(
    given: StoreSettings | None = None,
    *,
    settings: Settings | None = None,
    folder: Path | None = None,
    prompt: Prompt | None = None,
) -> Connection | Embedded:
    """Return the store that `given`, the environment or the settings name, in this order.

    The first that names an address wins; a source that names another address lends it neither user nor password. In
    place of an address stands "neo4j-up" for the server of `polgraph neo4j up`, "embedded" for the store in `folder`.
    Where nobody names one it is that server while it runs, else the embedded store. A missing password is asked for
    with `prompt`.

    Raises StoreError where the named one does not run, where its address is not one of Neo4j's, and where there is
    neither a password nor a `prompt`; NoStoreError where nothing is named and `folder` is None.
    """
    sources = [given or StoreSettings(), _environment(), (settings or Settings()).store]
    uri = next((source.uri for source in sources if source.uri), None)
    if uri == EMBEDDED:
        return _embedded(folder)
    own = uri == OWN_SERVER
    uri = None if own else uri
    sources = [_unnamed(s) if own and s.uri == OWN_SERVER else s for s in sources]
    server = (
        _own_server() if uri is None or not any(s.password for s in sources if s.uri in (None, uri)) else None
    )
    if server:
        sources.append(server)
    uri = uri or (server.uri if server else None)
    if own and not uri:
        raise StoreError("no server of `polgraph neo4j up` runs: start it, or choose another graph store")
    if not uri:
        return _embedded(folder)
    return _connection(uri, [source for source in sources if source.uri in (None, uri)], prompt)


def open_store(
    given: StoreSettings | None = None,
    *,
    settings: Settings | None = None,
    folder: Path | None = None,
    prompt: Prompt | None = None,
) -> GraphStore:
    """Return the graph store that `resolve` finds, open. Raises StoreError.

    An embedded one that is broken comes back empty: `project` writes the graph anew.
    """
    found = resolve(given, settings=settings, folder=folder, prompt=prompt)
    if isinstance(found, Embedded):
        from polgraph.stores.embedded_store import EmbeddedStore

        return EmbeddedStore.open_or_renew(found.path)
    from polgraph.stores.neo4j_store import Neo4jStore

    return Neo4jStore.open(found)


def _embedded(folder: Path | None) -> Embedded:
    if folder is None:
        raise NoStoreError(
            "no graph store: start a Neo4j server with `polgraph neo4j up`, or name one with POLGRAPH_NEO4J_URI or "
            "as uri under [store] in settings.toml"
        )
    return Embedded(path=folder)


def _unnamed(source: StoreSettings) -> StoreSettings:
    return source.model_copy(update={"uri": None})


def _connection(uri: str, fitting: list[StoreSettings], prompt: Prompt | None) -> Connection:
    _check(uri)
    user = next((s.user for s in fitting if s.user), USER)
    password = next((s.password for s in fitting if s.password is not None), None)
    if password is None:
        if prompt is None:
            raise StoreError(f"no password for user {user} of {uri}: set POLGRAPH_NEO4J_PASSWORD")
        password = SecretStr(prompt(f"Password of {user} at {uri}"))
    database = next((s.database for s in fitting if s.database), None)
    return Connection(uri=uri, user=user, password=password, database=database)


def _environment() -> StoreSettings:
    password = environment("NEO4J_PASSWORD")
    return StoreSettings(
        uri=environment("NEO4J_URI"),
        user=environment("NEO4J_USER"),
        password=SecretStr(password) if password else None,
        database=environment("NEO4J_DATABASE"),
    )


def _own_server() -> StoreSettings | None:
    """Return the server that `polgraph neo4j up` started on this machine, if it runs."""
    from polgraph import server

    try:
        running = server.status()
        return (
            StoreSettings(uri=running.uri, user=running.user, password=running.password) if running else None
        )
    except InputError:  # what it takes to run a server is not installed
        return None
    except OSError as error:
        raise StoreError(
            f"cannot read the password of the server that `polgraph neo4j up` started: {error}"
        ) from error


def _check(uri: str) -> None:
    """Refuse what the driver cannot use, without repeating a password that stands in it."""
    try:
        parts = urlsplit(uri)
        host = parts.hostname
        shown = f"{parts.scheme}://{host or ''}" + (f":{parts.port}" if parts.port else "")
    except ValueError as error:
        raise StoreError(f"the address of the graph store is not one: {error}") from error
    if "@" in parts.netloc:
        raise StoreError(
            f"{shown}: give user and password as POLGRAPH_NEO4J_USER and POLGRAPH_NEO4J_PASSWORD, not in the address"
        )
    if parts.scheme in ("http", "https"):
        raise StoreError(
            f"{shown} is the address of the Neo4j Browser: the store's begins with bolt:// (port 7687 as a rule)"
        )
    if parts.scheme not in SCHEMES or not host:
        raise StoreError(
            f"{shown or uri} is no address of a Neo4j server: it begins with {', '.join(s + '://' for s in SCHEMES)}"
        )
