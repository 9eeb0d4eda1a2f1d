"""Background facts of a workspace: importing a file of them, renewing them from Wikidata, and what that does to its actors."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from polgraph import authority
from polgraph.authority import imports
from polgraph.authority.answers import Answer, Answers
from polgraph.authority.cache import prepare
from polgraph.authority.changes import Change, changes
from polgraph.authority.compiling import merge
from polgraph.authority.refreshing import refresh as ask_for
from polgraph.authority.sparql import WIKIDATA, Endpoint
from polgraph.errors import InputError
from polgraph.ledger import Ledger
from polgraph.settings import Workspace, use_facts
from polgraph.upkeep import GraphState, Store, show_in_graph

STATE = "refresh.jsonl"
SINCE = "2014-01-01"


class Relinked(NamedTuple):
    """What became of the actors of the ledger: nodes that gained a QID, ids that lead to another node, their names, the graph."""

    load: int | None
    gained: dict[str, str]
    redirected: dict[str, str]
    names: dict[str, str]
    graph: GraphState


class Imported(NamedTuple):
    """What came of an import. `counts` of what was read; `rejected`: QIDs that are of another; `doubles`: maybe twice."""

    file: Path
    version: str
    counts: dict[str, int]
    gained: tuple[str, ...]
    rejected: tuple[str, ...]
    doubles: tuple[str, ...]
    relinked: Relinked | None


class Renewal(NamedTuple):
    """What a refresh found: the records, how they differ from what is known, and how many questions that took.

    `unknown`: terms that were left out, as their holder is an unknown value there.
    """

    records: tuple[dict[str, Any], ...]
    changes: tuple[Change, ...]
    asked: int
    unknown: int = 0


def import_facts(file: Path, workspace: Workspace, *, store: Store | None = None) -> Imported:
    """Take the facts of a JSON Lines file (`polgraph.authority.imports`) into the workspace, over those imported before.

    Actors of the ledger are linked anew: their nodes keep their ids. Raises InputError where the file cannot be
    read, or the workspace not be written.
    """
    return _take(imports.read(file), workspace, store=store)


def refresh(
    workspace: Workspace,
    *,
    endpoint: str = WIKIDATA,
    countries: Sequence[str] = (),
    since: str = SINCE,
    pause: float = 1.0,
    watch: Callable[[int], None] = lambda questions: None,
) -> Renewal:
    """Ask a SPARQL endpoint who held offices of `countries` (codes; all by default) since a day (ISO).

    Nothing is changed: `apply` does. What was answered is kept in the workspace until then, so that the same refresh
    goes on where it was interrupted. `watch` is told after each question how many were asked. Raises SourceError
    where the endpoint fails, InputError for a code of no state.
    """
    use_facts(workspace.path)
    known = authority.load()
    if unknown := [code for code in countries if code not in known.countries]:
        raise InputError(f"no state has the code {unknown[0]!r}: give ISO codes as in RU,UA")
    answers = Answers(Endpoint(endpoint, pause=pause), workspace.path / STATE, today=_today())

    def ask(query: str) -> Answer:
        answer = answers(query)
        watch(answers.asked)
        return answer

    found = ask_for(known, ask, countries=countries or tuple(known.countries), since=since)
    return Renewal(found.records, tuple(changes(known, found.records)), answers.asked, found.unknown)


def apply(found: Renewal, workspace: Workspace, *, store: Store | None = None) -> Imported:
    """Take what a refresh found into the workspace; what was kept of its answers is deleted."""
    done = _take(found.records, workspace, store=store)
    (workspace.path / STATE).unlink(missing_ok=True)
    return done


def _take(records: Iterable[dict[str, Any]], workspace: Workspace, *, store: Store | None) -> Imported:
    before = imports.read(workspace.facts) if workspace.facts.is_file() else iter(())
    together = imports.combine(before, records)
    if not together:
        raise InputError("there is not one person or organization to import")
    merged = merge(together)
    imports.write(workspace.facts, together)
    prepare(workspace.facts, merged)
    use_facts(workspace.path)
    report = merged.report
    return Imported(
        file=workspace.facts,
        version=authority.load().version,
        counts=dict(report.counts),
        gained=tuple(report.gained),
        rejected=tuple(report.rejected),
        doubles=tuple(report.doubles),
        relinked=_relink(workspace, store),
    )


def _relink(workspace: Workspace, store: Store | None) -> Relinked | None:
    """Link the actors of the ledger with what is known now; None where there is no ledger."""
    if not workspace.ledger.is_file():
        return None
    with Ledger.open(workspace.ledger) as ledger:
        done = ledger.relink()
        names = ledger.load_detail(done.load).names if done else {}
        ledger.set_authority(authority.load().facts(ledger.known_keys()))
        graph = show_in_graph(ledger, workspace, store)
    return Relinked(
        done.load if done else None,
        done.gained if done else {},
        done.redirected if done else {},
        names,
        graph,
    )


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()
