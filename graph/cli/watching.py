"""`polgraph watch`: what is new at addresses comes into the ledger, round after round."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import loading, options, progress
from polgraph.cli.guard import INTERRUPTED, warn
from polgraph.cli.printing import json_line
from polgraph.errors import InputError

if TYPE_CHECKING:
    from polgraph.intake import Summary


def watch(
    urls: Annotated[list[str], typer.Argument(help="Addresses of feeds, sitemaps or pages.")],
    every: Annotated[
        str,
        typer.Option("--every", metavar="TIME", help="How often each is asked: 15m, 1h, 1d; at least 1m."),
    ] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Ask those that are due once, and end.")] = False,
    pages: options.PagesOption = 1000,
    allow_private: options.PrivateOption = False,
    workspace: options.WorkspaceOption = None,
    model: options.ModelOption = None,
    scorer: options.ScorerOption = True,
    workers: options.WorkersOption = 1,
    store: options.StoreOption = None,
    no_store: loading.NoStoreOption = False,
    quiet: loading.QuietOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Load what is new at addresses, until Ctrl-C.

    Politely: at most as often as you say, not what has not changed, less often where it fails. What was read is kept in
    the workspace, so that it goes on after an end.
    """
    from polgraph import watch as watching
    from polgraph.loaders.watching import parse_every

    failed: list[bool] = []

    def done(summary: Summary) -> None:
        failed.append(bool(summary.failed))
        if as_json:
            json_line(summary)
        elif summary.read or summary.failed or summary.passed_over:
            loading.print_summary(summary)
        elif not quiet:
            typer.echo("nothing new")
        if summary.interrupted:
            warn("interrupted: what was done stays; the same command goes on from there")
            raise typer.Exit(INTERRUPTED)

    def waits(seconds: float) -> None:
        if not quiet and seconds >= 1:
            warn(
                f"next look at {time.strftime('%H:%M:%S', time.localtime(time.time() + seconds))}; Ctrl-C ends"
            )
        time.sleep(seconds)

    with progress.shown(quiet=quiet) as seen:
        watching.watch(
            urls,
            every=parse_every(every),
            once=once,
            pages=pages,
            fetcher=options.the_fetcher(urls, allow_private=allow_private),
            workspace=workspace,
            model=model,
            scorer=scorer,
            workers=workers,
            store=None if no_store else options.the_store(store, seen),
            watcher=seen.article,
            done=done,
            waits=waits,
        )
    if any(failed):
        raise typer.Exit(InputError.exit_status)
