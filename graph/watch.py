"""Watching: addresses are asked for what is new, and that is loaded, round after round."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from polgraph import workflow
from polgraph.errors import InputError
from polgraph.intake import Summary, Watcher
from polgraph.loaders import addresses
from polgraph.loaders.fetch import Fetcher
from polgraph.loaders.watching import Watch
from polgraph.resuming import Standing
from polgraph.settings import make_workspace
from polgraph.upkeep import Store

STATE = "watch.json"


def watch(
    urls: list[str],
    *,
    every: float,
    once: bool = False,
    pages: int = 1000,
    fetcher: Fetcher | None = None,
    workspace: Path | None = None,
    model: str | None = None,
    scorer: bool = True,
    workers: int = 1,
    store: Store | None = None,
    watcher: Watcher = lambda what, where: None,
    done: Callable[[Summary], None] = lambda summary: None,
    waits: Callable[[float], None] = time.sleep,
) -> None:
    """Load what is new at `urls` (feeds, sitemaps, pages), every so many seconds, until Ctrl-C, or `once`.

    What was read, and what the servers said of it, is kept in the workspace, which is made where there is none. `done`
    gets the summary of each round, `waits` the seconds until the next. Raises as `workflow.load`.
    """
    for url in urls:
        addresses.parse(url)
    if not urls:
        raise InputError("nothing to watch: name the addresses of feeds, sitemaps or pages")
    place, _ = make_workspace(workspace)
    with closing(Standing(place.path)) as standing:
        watched = Watch(
            urls,
            state=place.path / STATE,
            fetcher=fetcher or Fetcher(),
            every=every,
            pages=pages,
            known=standing,
        )
        while True:
            if (wait := watched.wait()) and not once:
                waits(wait)
                continue
            summary = workflow.load(
                watched.round(),
                workspace=place.path,
                source=", ".join(urls),
                model=model,
                scorer=scorer,
                workers=workers,
                store=store,
                watch=watcher,
            )
            if not summary.interrupted:
                watched.keep()
            done(summary)
            if once or summary.interrupted:
                return
