"""`polgraph authority`: who held which office when, what polgraph knows of a name, and how it comes to know more."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import options
from polgraph.cli.guard import warn
from polgraph.cli.loading import NoStoreOption, end_with_graph, print_graph
from polgraph.cli.printing import count, json_line, table, when

if TYPE_CHECKING:
    from polgraph.authority.changes import Change
    from polgraph.background import Imported

app = typer.Typer(no_args_is_help=True, help="Ask what polgraph knows before it reads, and renew it.")
SHOWN = 20
"""Lines of one kind that are printed; --json prints all."""


@app.command("who-was")
def who_was(
    office: Annotated[str, typer.Argument(help='"president of France", "German chancellor".')],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="On this day (2022-03-01). Default: all.")
    ] = None,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Say who held an office, on a day or ever, newest first.

    An answer is stale where no source vouches for the day: somebody else may have followed.
    """
    from polgraph.authority import questions

    _use(workspace)
    found = questions.who_was(office, on=options.day(on))
    if as_json:
        for held in found:
            json_line(held)
        return
    rows = [
        (h.name, h.title, when(h.start, h.end), "" if h.certain else f"stale: known up to {h.as_of or h.start}", h.source)
        for h in found
    ]  # fmt: skip
    table(("person", "title", "term", "", "source"), rows)


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A full or short name, in any script.")],
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Say which persons, organisations and states polgraph knows by a name.

    Where none has just that name: whose is like it, and how.
    """
    from polgraph.authority import questions

    _use(workspace)
    found = questions.find(name)
    if as_json:
        for known in found:
            json_line(known)
    else:
        table(
            ("id", "kind", "name", "country", "wikidata", "until", "why", "other names"),
            [
                (k.id, k.kind, k.name, k.country, k.wikidata, k.until, k.why, ", ".join(k.names))
                for k in found
            ],
        )


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="JSON Lines of persons and organisations, plain or gzip.")],
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Take background facts from a file into the workspace.

    Known persons gain names, terms and QIDs; actors of the workspace are linked anew and keep their ids.
    """
    from polgraph import background
    from polgraph.settings import make_workspace

    place, made = make_workspace(workspace)
    if made:
        warn(f"made the workspace {place.path}")
    done = background.import_facts(file, place, store=options.a_store(store, no_store))
    _print(done, as_json=as_json)


@app.command()
def refresh(
    endpoint: Annotated[
        str | None,
        typer.Option("--endpoint", metavar="URL", help="SPARQL endpoint. Default: that of Wikidata."),
    ] = None,
    countries: Annotated[
        str | None,
        typer.Option("--countries", metavar="CODES", help="Only these states: RU,UA. Default: all."),
    ] = None,
    since: Annotated[
        str,
        typer.Option("--since", metavar="DATE", help="Offices held on this day or later (2014, 2014-02-22)."),
    ] = "2014",
    apply: Annotated[
        bool, typer.Option("--apply", "--yes", help="Apply the difference without asking.")
    ] = False,
    pause: Annotated[
        float, typer.Option("--pause", metavar="SECONDS", min=0.0, help="Between two questions.")
    ] = 1.0,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Renew the background facts of the workspace from Wikidata.

    Shows the difference first, and applies it with --apply or when you say so. Interrupted, it goes on where it stopped.
    """
    from polgraph import background
    from polgraph.authority.sparql import WIKIDATA
    from polgraph.settings import make_workspace

    codes = tuple(code.strip().upper() for code in (countries or "").split(",") if code.strip())
    first = _first_day(since)
    place, made = make_workspace(workspace)
    if made:
        warn(f"made the workspace {place.path}")
    found = background.refresh(
        place, endpoint=endpoint or WIKIDATA, countries=codes, since=first, pause=pause, watch=_counted()
    )
    if as_json:
        for change in found.changes:
            json_line(change)
    else:
        _print_changes(found.changes)
        typer.echo(
            f"{count(len(found.records), 'person')} in {count(found.asked, 'question')}: "
            f"{count(len(found.changes), 'difference')}"
        )
        if found.unknown:
            typer.echo(f"{count(found.unknown, 'term')} left out: the holder is unknown there")
    if not found.changes:
        return
    if apply or (sys.stdin.isatty() and not as_json and typer.confirm("apply?", err=True)):
        done = background.apply(found, place, store=options.a_store(store, no_store))
        _print(done, as_json=as_json)
    else:
        warn("nothing was changed: the same command with --apply does it, and asks nothing twice")


def _use(workspace: Path | None) -> None:
    """Answer from the facts of this workspace, or of the one that we are in, if there is one."""
    from polgraph.settings import find_workspace, need_workspace, use_facts

    place = need_workspace(workspace) if workspace else find_workspace()
    use_facts(place.path if place else None)


def _first_day(since: str) -> str:
    if re.fullmatch(r"\d{4}(-\d\d)?", since):
        since = f"{since}-01-01" if len(since) == 4 else f"{since}-01"
    return options.day(since) or ""


class _counted:  # noqa: N801 - is called like a function
    """Says on stderr every so often how many questions were asked."""

    EVERY = 20

    def __init__(self) -> None:
        self._said = 0

    def __call__(self, questions: int) -> None:
        if questions >= self._said + self.EVERY:
            self._said = questions
            warn(f"{count(questions, 'question')} asked")


def _print_changes(changes: tuple[Change, ...]) -> None:
    for kind in dict.fromkeys(change.kind for change in changes):
        same = [change for change in changes if change.kind == kind]
        for change in same[:SHOWN]:
            typer.echo(f"{kind:12} {change.name} ({change.id}): {change.what}")
        if len(same) > SHOWN:
            typer.echo(f"{kind:12} and {len(same) - SHOWN} more (--json prints all)")


def _print(done: Imported, *, as_json: bool) -> None:
    if as_json:
        json_line(done)
    else:
        n = done.counts
        typer.echo(
            f"{count(n.get('persons', 0), 'person')} with {count(n.get('terms', 0), 'term')} and "
            f"{count(n.get('organizations', 0), 'organization')} in {done.file}"
        )
        typer.echo(
            f"known before: {count(n.get('persons of the seed', 0), 'person')}, "
            f"{count(n.get('organizations of the seed', 0), 'organization')}; {count(len(done.gained), 'QID')} gained"
        )
        for kind, lines in (("not used", done.rejected), ("maybe twice", done.doubles)):
            for said in lines[:SHOWN]:
                typer.echo(f"{kind:12} {said}")
            if len(lines) > SHOWN:
                typer.echo(f"{kind:12} and {len(lines) - SHOWN} more (--json prints all)")
        typer.echo(f"authority {done.version}")
        if done.relinked:
            names = done.relinked.names
            for node, qid in done.relinked.gained.items():
                typer.echo(" ".join(filter(None, (names.get(node), node, "gained", qid))))
            for old, new in done.relinked.redirected.items():
                typer.echo(" ".join(filter(None, (old, "leads to", names.get(new), new))))
            print_graph(done.relinked.graph)
    if done.relinked:
        end_with_graph(done.relinked.graph)
