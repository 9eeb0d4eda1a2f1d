"""`polgraph authority`: who held which office when, and what polgraph knows of a name."""

from __future__ import annotations

from typing import Annotated

import typer

from polgraph.cli import options
from polgraph.cli.printing import json_line, table, when

app = typer.Typer(no_args_is_help=True, help="Ask what polgraph knows before it reads.")


@app.command("who-was")
def who_was(
    office: Annotated[str, typer.Argument(help='"president of France", "German chancellor".')],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="On this day (2022-03-01). Default: all.")
    ] = None,
    as_json: options.JsonOption = False,
) -> None:
    """Say who held an office, on a day or ever, newest first."""
    from polgraph.authority import questions

    found = questions.who_was(office, on=options.day(on))
    if as_json:
        for held in found:
            json_line(held)
    else:
        rows = [
            (h.name, h.title, when(h.start, h.end), "" if h.certain else "not vouched for that day", h.source)
            for h in found
        ]
        table(("person", "title", "term", "", "source"), rows)


@app.command()
def find(
    name: Annotated[str, typer.Argument(help="A full or short name, in any script.")],
    as_json: options.JsonOption = False,
) -> None:
    """Say which persons, organisations and states polgraph knows by a name."""
    from polgraph.authority import questions

    found = questions.find(name)
    if as_json:
        for known in found:
            json_line(known)
    else:
        table(
            ("id", "kind", "name", "country", "wikidata", "other names"),
            [(k.id, k.kind, k.name, k.country, k.wikidata, ", ".join(k.names)) for k in found],
        )
