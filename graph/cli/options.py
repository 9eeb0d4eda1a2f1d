"""Options that many commands share, and what their values are read as."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.errors import InputError

if TYPE_CHECKING:
    from polgraph.cli.progress import Progress
    from polgraph.upkeep import Graph, Store

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="DIR",
        help="Folder of the ledger. Default: POLGRAPH_WORKSPACE, else .polgraph here or above.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON: one object a line.")]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="URI",
        help="Graph store. Default: POLGRAPH_NEO4J_URI, else settings.toml, else the one of `polgraph neo4j up`.",
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="Language model. Default: settings.toml, else en_core_web_md."
    ),
]
ScorerOption = Annotated[
    bool,
    typer.Option(
        "--scorer/--no-scorer",
        help="Let the learned scorer propose claims where no rule reads any. Without it: rules alone.",
    ),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, help="Processes that read. The outcome is the same.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Day of publication of all (ISO: 2024-03-01)."),
]
SourceOption = Annotated[
    str | None, typer.Option("--source", metavar="NAME", help="Publisher of all of them.")
]
UrlOption = Annotated[str | None, typer.Option("--url", metavar="URL", help="Address of the one article.")]
TitleOption = Annotated[
    str | None, typer.Option("--title", metavar="WORDS", help="Headline of the one article.")
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language", metavar="TAG", help="Language of all (BCP 47: en, uk). Default: told from the text."
    ),
]
EncodingOption = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="Encoding of all text and HTML files (windows-1251). Default: UTF-8, or what a file says itself.",
    ),
]


def the_store(uri: str | None, seen: Progress | None = None) -> Store:
    """Return how to reach the store at `uri`, or the default one; a password is asked for on a terminal only."""
    from polgraph.settings import StoreSettings
    from polgraph.upkeep import Store

    def ask(what: str) -> str:
        if seen:
            seen.stop()
        return str(typer.prompt(what, hide_input=True, err=True))

    given = StoreSettings(uri=uri) if uri else None
    return Store(given, ask if sys.stdin.isatty() else None, seen.change if seen else None)


def the_graph(workspace: Path | None, uri: str | None, seen: Progress | None = None) -> Graph:
    """Return the ledger of the workspace and its graph store, a context manager."""
    from polgraph.settings import need_workspace
    from polgraph.upkeep import Graph

    return Graph(need_workspace(workspace), the_store(uri, seen))


def period(text: str | None) -> tuple[str | None, str | None] | None:
    """Return the two days of "2022-01-01..2022-12-31", either of which may be left out."""
    if text is None:
        return None
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?", text.strip())
    if not found or not (found[1] or found[2]):
        raise InputError(f"{text!r} is no period: write 2022-01-01..2022-12-31, 2022-01-01.. or ..2022-12-31")
    days = day(found[1]), day(found[2])
    if days[0] and days[1] and days[0] > days[1]:
        raise InputError(f"the period {text} ends before it begins")
    return days


def day(text: str | None) -> str | None:
    """Return an ISO date, checked against the calendar."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise InputError(f"{text!r} is no day: write 2022-03-01") from error


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """Return the values of "name=value" by name."""
    found = dict[str, str]()
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise InputError(f"--param {text!r} is not name=value")
        found[name.strip()] = value
    return found


def a_store(uri: str | None, no_store: bool) -> Store | None:
    """Return how to reach the store at `uri` or the default one; null where none is to be used."""
    return None if no_store else the_store(uri)
