"""Neo4j Browser on whatever graph store is in use: polgraph serves it for the embedded one, a server has its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from polgraph import queries, server, stores
from polgraph.errors import InputError, NotFoundError
from polgraph.model import Record
from polgraph.settings import Workspace
from polgraph.upkeep import Graph, Store

if TYPE_CHECKING:
    from polgraph.server.jars import Progress

PORT = 7475
"""Where the Browser is unless told otherwise: the web browser keeps its settings and saved questions by address."""


class Browsed(Record):
    """Where Neo4j Browser is. `start`: the address that signs in by itself, once; else the same as `url`.

    `served`: it ends with this process. `password` is for that one; a server's stands in `password_file`.
    """

    url: str
    start: str
    user: str
    password: str | None = None
    password_file: Path | None = None
    served: bool


@contextmanager
def browse(
    workspace: Workspace,
    store: Store,
    *,
    port: int | None = None,
    write: bool = False,
    progress: Progress = lambda what, done, total: None,
) -> Iterator[Browsed]:
    """Bring the graph up to date and say where Neo4j Browser is; on the embedded store it is served in the block.

    What is served is a copy of the graph as it is now, for reading; with `write` the copy may be changed. `port` is
    the one of the Browser (0: any free one; default: 7475, else any). Raises InputError for a port in use and where
    polgraph[server] is missing, StoreError, and NotFoundError for a server whose Browser's address nobody told us.
    """
    found = stores.resolve(
        store.given, settings=workspace.settings, folder=workspace.graph, prompt=lambda what: ""
    )
    if not isinstance(found, stores.Embedded):
        if port is not None:
            raise InputError(f"--port is for the embedded store: {found.uri} has a Browser of its own")
        browser = _of_server(found.uri)
        with Graph(workspace, store) as graph:
            _ = graph.written
        yield browser
        return
    from polgraph.server.browser import Site, fetch_browser
    from polgraph.stores.embedded_bolt import served_copy

    with Graph(workspace, store) as graph:
        _ = graph.written
    jar = fetch_browser(progress)
    with (
        served_copy(found.path, write=write) as bolt,
        Site(
            jar,
            port=_port(port),
            bolt_port=bolt.port,
            user=bolt.user,
            password=bolt.password,
            database=bolt.database,
            style=queries.style(),
        ) as site,
    ):
        yield Browsed(
            url=site.url, start=site.signed_in_url, user=bolt.user, password=bolt.password, served=True
        )


def _port(asked: int | None) -> int:
    from polgraph.server.answers import port_is_free

    return asked if asked is not None else PORT if port_is_free(PORT) else 0


def _of_server(uri: str) -> Browsed:
    running = server.status()
    if running is None or running.uri != uri:
        host = urlsplit(uri).hostname
        raise NotFoundError(
            f"polgraph does not know where the Neo4j Browser of {uri} is: as a rule it is http://{host}:7474/browser/, "
            "else ask who runs the server; of the graph of this workspace alone: `polgraph browse --store embedded`"
        )
    return Browsed(
        url=running.browser_url,
        start=running.browser_url,
        user=running.user,
        password_file=running.password_file,
        served=False,
    )
