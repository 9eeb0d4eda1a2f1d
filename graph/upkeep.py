"""Keeping the graph store up with the ledger: projecting what waits, rebuilding, comparing."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from polgraph import queries, stores
from polgraph.errors import NoStoreError, StoreError
from polgraph.ledger import Ledger, Retraction
from polgraph.model import Record
from polgraph.settings import StoreSettings, Workspace
from polgraph.stores import GraphStore, Projected
from polgraph.stores.connect import Prompt
from polgraph.stores.projector import Progress


class Store(NamedTuple):
    """Which graph store, and how it is reached: what the user said of it, and how to ask for a password."""

    given: StoreSettings | None = None
    prompt: Prompt | None = None
    progress: Progress | None = None


class GraphState(Record):
    """Whether the graph shows the ledger: what was written, or why it waits. `wanted`: a store is named or running."""

    wanted: bool
    written: Projected | None = None
    waits: str | None = None


class Graph:
    """The ledger of a workspace, and the graph store, which is brought up to date when it is first asked for."""

    def __init__(self, workspace: Workspace, store: Store | None = None) -> None:
        self.workspace, self._how = workspace, store or Store()
        self.ledger = Ledger.open(workspace.ledger)

    @cached_property
    def bare_store(self) -> GraphStore:
        """The graph store as it stands. Raises StoreError."""
        at, how = self.workspace, self._how
        return stores.open_store(how.given, settings=at.settings, folder=at.graph, prompt=how.prompt)

    @cached_property
    def written(self) -> Projected:
        """What it took to bring the store up to date. Raises StoreError."""
        return stores.project(self.ledger, self.bare_store, progress=self._how.progress)

    @property
    def store(self) -> GraphStore:
        """The graph store, up to date with the ledger. Raises StoreError."""
        _ = self.written
        return self.bare_store

    def source(self, question: str) -> Ledger | GraphStore:
        """Who answers `question`: for one that has a name the ledger, unless the user named a store; for Cypher the store.

        Raises StoreError where it is the store and that cannot be used, NotFoundError for a word that is no name.
        """
        return self.ledger if queries.is_named(question) and not self._how.given else self.store

    def rebuild(self, *, take_over: bool = False) -> Projected:
        """Write the whole graph again; `take_over`: also over that of another ledger."""
        how = self._how.progress
        return stores.rebuild(self.ledger, self.bare_store, progress=how, take_over=take_over)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if "bare_store" in self.__dict__:
            self.bare_store.close()
        self.ledger.close()


class Check(Record):
    """How store and ledger compare. `missing` and `surplus` count ids that only the ledger or only the store has."""

    ledger: str
    change: int
    fingerprint: str
    store_ledger: str | None
    store_change: int | None
    nodes: int
    edges: int
    missing_nodes: int
    missing_edges: int
    surplus_nodes: int
    surplus_edges: int

    @property
    def is_equal(self) -> bool:
        """Whether the store shows just this ledger."""
        differing = self.missing_nodes + self.missing_edges + self.surplus_nodes + self.surplus_edges
        return (self.ledger, self.change) == (self.store_ledger, self.store_change) and not differing


def check(graph: Graph) -> Check:
    """Compare the store, as it stands, with the ledger: numbers, and the ids of all nodes and relationships.

    Users' own nodes have no part in it. Raises StoreError.
    """
    at, held = graph.bare_store.position(), graph.bare_store.held()
    nodes, edges = set[str](), set[str]()
    for batch in graph.ledger.snapshot():
        nodes.update(node.id for node in batch.nodes)
        edges.update(edge.id for edge in batch.edges)
    return Check(
        ledger=graph.ledger.id,
        change=graph.ledger.last_change,
        fingerprint=graph.ledger.fingerprint(),
        store_ledger=at.ledger if at else None,
        store_change=at.change if at else None,
        nodes=len(nodes),
        edges=len(edges),
        missing_nodes=len(nodes - held.nodes),
        missing_edges=len(edges - held.edges),
        surplus_nodes=len(held.nodes - nodes),
        surplus_edges=len(held.edges - edges),
    )


def show_in_graph(ledger: Ledger, workspace: Workspace, store: Store | None) -> GraphState:
    """Bring the graph store up to date with `ledger`, where one is named or running; else say why the graph waits.

    `store` null: none is wanted. Raises nothing that a store reports: what is in the ledger stays there.
    """
    if store is None:
        return GraphState(wanted=False, waits="no store was to be used")
    try:
        with stores.open_store(
            store.given, settings=workspace.settings, folder=workspace.graph, prompt=store.prompt
        ) as opened:
            written = stores.project(ledger, opened, progress=store.progress)
    except NoStoreError as error:
        return GraphState(wanted=False, waits=str(error))
    except StoreError as error:
        return GraphState(wanted=True, waits=str(error))
    return GraphState(wanted=True, written=written)


def retract(
    article: str, workspace: Workspace, *, reason: str, store: Store | None = None
) -> tuple[Retraction, GraphState]:
    """Take an article (its exact id) away, from the graph too where a store is named or running."""
    with Ledger.open(workspace.ledger) as ledger:
        done = ledger.retract(article, reason=reason)
        return done, show_in_graph(ledger, workspace, store)


class Description(Record):
    """A workspace in numbers, and what it uses. `store` is an address, or null with the reason in `no_store`."""

    workspace: Path
    ledger: str | None
    articles: int
    loads: int
    relations: int
    change: int
    store: str | None
    no_store: str | None
    user: str | None
    model: str | None


def describe(workspace: Workspace, store: Store | None = None) -> Description:
    """Return what is in the workspace and which store it would use; connects to nothing and asks for no password."""
    ledger: str | None = None
    articles = loads = relations = change = 0
    if workspace.ledger.exists():
        with Ledger.open(workspace.ledger) as opened:
            ledger, change = opened.id, opened.last_change
            articles, loads = len(opened.articles()), len(opened.loads())
            relations = sum(1 for _ in opened.relations(min_status="claimed"))
    uri = reason = user = None
    try:
        found = stores.resolve(
            store.given if store else None,
            settings=workspace.settings,
            folder=workspace.graph,
            prompt=lambda what: "",
        )
        uri, user = found.uri, found.user
    except StoreError as error:
        reason = str(error)
    return Description(
        workspace=workspace.path,
        ledger=ledger,
        articles=articles,
        loads=loads,
        relations=relations,
        change=change,
        store=uri,
        no_store=reason,
        user=user,
        model=workspace.settings.model,
    )
