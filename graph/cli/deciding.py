"""Commands that decide: what those of `actors`, `events` and `claims` have in common, their options and how they end."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from polgraph.cli import options
from polgraph.cli.loading import NoStoreOption

if TYPE_CHECKING:
    from polgraph.settings import Workspace

AuthorOption = Annotated[
    str | None,
    typer.Option("--author", metavar="NAME", help="Who decides. Default: the user of this machine."),
]
NumberArgument = Annotated[int | None, typer.Argument(help="Number of the decision. Default: the newest.")]
_REASON = typer.Option("--reason", metavar="WORDS", help="Why: kept in the ledger.")
_REASONS: dict[str, tuple[Any, object]] = {
    "free": (Annotated[str | None, _REASON], None),
    "needed": (Annotated[str, _REASON], inspect.Parameter.empty),
}
_SHARED: tuple[tuple[str, Any, object], ...] = (
    ("author", AuthorOption, None),
    ("workspace", options.WorkspaceOption, None),
    ("store", options.StoreOption, None),
    ("no_store", NoStoreOption, False),
    ("as_json", options.JsonOption, False),
)

D = TypeVar("D")


class How:
    """What every decision is told besides what it is about: the workspace, and `options`, the keywords of `polgraph.decisions`."""

    def __init__(self, given: dict[str, Any]) -> None:
        from polgraph.settings import need_workspace

        self.workspace: Workspace = need_workspace(given["workspace"])
        self.options: dict[str, Any] = {
            name: given[name] for name in ("author", "reason") if name in given
        } | {"store": options.a_store(given["store"], given["no_store"])}


def deciding(
    show: Callable[..., None], *, reason: Literal["free", "needed", "none"] = "free"
) -> Callable[[Callable[..., D]], Callable[..., None]]:
    """Give a command the options of a decision and print what it returns.

    It gets them as `how`, a `How`. `show` prints what was done (`as_json` says how); `reason`: whether one may or must be given.
    """

    def made(command: Callable[..., D]) -> Callable[..., None]:
        own = inspect.signature(command, eval_str=True, locals={"Done": object, "ClaimDone": object})
        kept = [p for name, p in own.parameters.items() if name != "how"]
        shared = [(name, *_REASONS[reason]) for name in ("reason",) if reason != "none"]
        new = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, kind, default in (*shared, *_SHARED)
        ]

        @wraps(command)
        def run(**given: Any) -> None:
            common = {p.name: given.pop(p.name) for p in new}
            show(command(**given, how=How(common)), as_json=common["as_json"])

        parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*kept, *new)]
        run.__signature__ = own.replace(parameters=parameters, return_annotation=None)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        return run

    return made
