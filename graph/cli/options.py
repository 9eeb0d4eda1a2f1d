"""Options that many commands share, and what their values are read as."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import typer

from polgraph.errors import InputError

if TYPE_CHECKING:
    from polgraph.cli.progress import Progress
    from polgraph.loaders.fetch import Fetcher
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
ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,...",
        help="Which column of a table holds what: text=Body,published=Date:dmy (dmy, mdy: how its dates in figures are meant). Default: told from the names.",
    ),
]
FetchOption = Annotated[
    bool,
    typer.Option("--fetch", help="Open the pages that saved feeds, sitemaps and lists of addresses link to."),
]
PagesOption = Annotated[
    int,
    typer.Option("--pages", metavar="N", min=1, help="Pages that are opened of one feed or sitemap at most."),
]
PrivateOption = Annotated[
    bool,
    typer.Option(
        "--allow-private", help="The hosts of the addresses that are named may lie in your own network."
    ),
]

Command = TypeVar("Command", bound=Callable[..., None])
_FILTER: tuple[tuple[str, Any, object], ...] = (
    ("since", Annotated[str | None, typer.Option("--since", metavar="DAY", help="Only claims of this day or later (2025, 2025-06, 2025-06-02): the date of the text, else of the report.")], None),
    ("until", Annotated[str | None, typer.Option("--until", metavar="DAY", help="Only claims of this day or earlier.")], None),
    ("status", Annotated[list[str] | None, typer.Option("--status", metavar="WORD", help="Only claims that are asserted, alleged, planned, demanded, hypothetical or denied. May be repeated.")], None),
    ("min_confidence", Annotated[float | None, typer.Option("--min-confidence", metavar="P", help="Only claims of this confidence (0 to 1) or more.")], None),
    ("source", Annotated[list[str] | None, typer.Option("--source", metavar="NAME", help="Only what this publisher printed. May be repeated.")], None),
    ("speaker", Annotated[list[str] | None, typer.Option("--speaker", metavar="NAME", help="Only what this actor says. May be repeated.")], None),
    ("type_", Annotated[list[str] | None, typer.Option("--type", metavar="WORD", help="Only this tie or act (MET_WITH), or what is of such an event (talks). May be repeated.")], None),
)  # fmt: skip


def filtered(command: Command) -> Command:
    """Give a command the options of a filter: it gets them as `asked`, a `polgraph.ledger.Filter` with speakers by name."""
    own = inspect.signature(command, eval_str=True, locals={"Filter": object})
    kept = [p for name, p in own.parameters.items() if name != "asked"]
    new = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, kind, default in _FILTER
    ]
    at = next((i for i, p in enumerate(kept) if p.name == "workspace"), len(kept))

    @wraps(command)
    def run(**given: Any) -> None:
        from polgraph.ledger import Filter

        values = {name: given.pop(name) for name, _, _ in _FILTER}
        asked = Filter(
            since=_first_day(values["since"]),
            until=_last_day(values["until"]),
            statuses=tuple(values["status"] or ()),
            min_confidence=values["min_confidence"],
            sources=tuple(values["source"] or ()),
            speakers=tuple(values["speaker"] or ()),
            types=tuple(values["type_"] or ()),
        )
        command(**given, asked=asked)

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*kept[:at], *new, *kept[at:])]
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return cast(Command, run)


def _first_day(text: str | None) -> str | None:
    """Return the first day of "2025", "2025-06" or "2025-06-02"."""
    return day(text + "-01-01"[3 * (text.count("-")) :]) if text else None


def _last_day(text: str | None) -> str | None:
    """Return the last day of "2025", "2025-06" or "2025-06-02"."""
    import calendar

    first = _first_day(text)
    if not text or not first or text.count("-") == 2:
        return first
    year, month = int(first[:4]), int(first[5:7]) if "-" in text else 12
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"


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


def the_fetcher(places: Sequence[str], *, retry: Path | None = None, allow_private: bool) -> Fetcher | None:
    """Return what opens addresses of the net, None where the default does.

    The user's own network is open for the hosts of `places`, and of those that were named when the file `retry` was written.
    """
    from polgraph.loaders import addresses, read_failures

    if not allow_private:
        return None
    from polgraph.loaders.fetch import Fetcher

    places = [*places, *(read_failures(retry).places if retry else ())]
    return Fetcher(own=[addresses.parse(place).host for place in places if addresses.is_address(place)])


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
