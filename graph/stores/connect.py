"""Which server, which user, which database: what was said, the environment, the settings, the server we started."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from pydantic import SecretStr

from polgraph.errors import InputError, NoStoreError, StoreError
from polgraph.model import Record
from polgraph.settings import Settings, StoreSettings, environment
from polgraph.stores.base import GraphStore

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
USER = "neo4j"

Prompt = Callable[[str], str]
"""Asks the user for a password; is given what it is for."""


class Connection(Record):
    """How to reach a server. The password is never shown."""

    uri: str
    user: str
    password: SecretStr
    database: str | None = None


def resolve(
    given: StoreSettings | None = None, *, settings: Settings | None = None, prompt: Prompt | None = None
) -> Connection:
    """Return the connection that `given`, the environment, the settings or our own running server name, in this order.

    The first that names an address wins; a source that names another address lends it neither user nor password. A
    missing password is asked for with `prompt`. Raises StoreError where no address is named, where it is not one
    of Neo4j's, and where there is neither a password nor a `prompt`.
    """
    sources = [given or StoreSettings(), _environment(), (settings or Settings()).store]
    uri = next((source.uri for source in sources if source.uri), None)
    server = (
        _own_server() if uri is None or not any(s.password for s in sources if s.uri in (None, uri)) else None
    )
    if server:
        sources.append(server)
    uri = uri or (server.uri if server else None)
    if not uri:
        raise NoStoreError(
            "no graph store: start a Neo4j server with `polgraph neo4j up`, or name one with POLGRAPH_NEO4J_URI or "
            "as uri under [store] in settings.toml"
        )
    _check(uri)
    fitting = [source for source in sources if source.uri in (None, uri)]
    user = next((s.user for s in fitting if s.user), USER)
    password = next((s.password for s in fitting if s.password is not None), None)
    if password is None:
        if prompt is None:
            raise StoreError(f"no password for user {user} of {uri}: set POLGRAPH_NEO4J_PASSWORD")
        password = SecretStr(prompt(f"Password of {user} at {uri}"))
    database = next((s.database for s in fitting if s.database), None)
    return Connection(uri=uri, user=user, password=password, database=database)


def open_store(
    given: StoreSettings | None = None, *, settings: Settings | None = None, prompt: Prompt | None = None
) -> GraphStore:
    """Return the graph store that `resolve` finds, connected. Raises StoreError."""
    from polgraph.stores.neo4j_store import Neo4jStore

    return Neo4jStore.open(resolve(given, settings=settings, prompt=prompt))


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
