"""Loading: articles are read, added to the ledger as one numbered load, and shown in the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from polgraph import authority, loaders
from polgraph.errors import InputError
from polgraph.intake import Summary, Watcher, Work
from polgraph.ledger import Ledger
from polgraph.loaders import Failure
from polgraph.loaders.amount import Lines
from polgraph.loaders.files import STDIN
from polgraph.loaders.web import none_known
from polgraph.model import Article
from polgraph.reading.pipeline import Reader
from polgraph.resuming import Standing
from polgraph.settings import make_workspace, plan_workspace, use_facts
from polgraph.upkeep import GraphState, Store, show_in_graph

if TYPE_CHECKING:
    from polgraph.loaders.fetch import Fetcher


def read(
    paths: list[str],
    stdin: Lines,
    *,
    workspace: Path | None = None,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    fetch: bool = False,
    fetcher: Fetcher | None = None,
    pages: int = 1000,
    retry: Path | None = None,
    resume: bool = False,
    columns: list[str] | None = None,
    tell: Callable[[int], None] = lambda size: None,
) -> Iterator[Article | Failure]:
    """Return the articles of files, folders and addresses (see `loaders.read`), and of `stdin` as JSON Lines for the path "-".

    Ids are relative to the folder of the workspace, or where there is none, of the one that a load would make.
    `retry`: a file of failures that an earlier load wrote; they are read too. `resume`: a page that only a list links to
    and that stands in the ledger already is not opened, it comes from there. `tell` is called with the number of bytes
    that were read since.
    """
    again = loaders.read_failures(retry) if retry else None
    if again:
        paths = [*paths, *(p for p in again.places if p not in paths)]
    elif not paths:
        raise InputError(
            "nothing to read: name files or folders, - for JSON Lines, or --retry with a file of failures"
        )
    standing = Standing(workspace)
    found = loaders.read(
        paths,
        base=plan_workspace(workspace).base,
        published=published,
        source=source,
        url=url,
        title=title,
        language=language,
        encoding=encoding,
        columns=columns or (),
        fetch=fetch,
        fetcher=fetcher,
        pages=pages,
        known=standing if resume else none_known,
        links=again.links if again else (),
        stdin=stdin,
        tell=tell,
    )
    return _until_closed(chain(again.failures, again.articles, found) if again else found, standing)


def _until_closed(items: Iterator[Article | Failure], standing: Standing) -> Iterator[Article | Failure]:
    with closing(standing):
        yield from items


def size(paths: list[str]) -> int | None:
    """Return how many bytes `read` will read of `paths`, None where that cannot be told."""
    return None if STDIN in paths else loaders.size(paths) or None


def load(
    articles: Iterable[Article | Failure],
    *,
    workspace: Path | None = None,
    source: str | None = None,
    model: str | None = None,
    scorer: bool = True,
    workers: int = 1,
    store: Store | None = None,
    failed: Path | None = None,
    watch: Watcher = lambda what, where: None,
) -> Summary:
    """Read what is new of `articles`, add it to the ledger as one numbered load, and bring the graph up to date.

    What is known already (same text, same producer) is not read again. The workspace is made with the first
    article. `store` null: the graph waits in the ledger, as it does where no store is named or running. `failed`: a file
    for what could not be read, one line of JSON each (none: it is empty). Ctrl-C ends the load early; what was done
    stays, and the same load again goes on from there. Raises ModelMissingError, LedgerError, InputError.
    """
    items = iter(articles)
    work = Work(watch)
    if failed and not failed.parent.is_dir():
        raise InputError(f"cannot write the failures to {failed}: there is no folder {failed.parent}")
    done = _load(
        items, work, workspace, source=source, model=model, scorer=scorer, workers=workers, store=store
    )
    if failed:
        loaders.write_failures(failed, done.failed)
    return done


def _load(
    items: Iterator[Article | Failure],
    work: Work,
    workspace: Path | None,
    *,
    source: str | None,
    model: str | None,
    scorer: bool,
    workers: int,
    store: Store | None,
) -> Summary:
    first = work.first(items)
    if first is None:
        planned = plan_workspace(workspace)
        return work.summary(planned, made=False, graph=GraphState(wanted=False, waits="nothing was loaded"))
    planned = plan_workspace(workspace)
    use_facts(planned.path)
    reader = Reader(model or planned.settings.model, scorer=scorer)
    place, made = make_workspace(workspace)
    with Ledger.open(place.ledger, create=True) as ledger:
        work.run(ledger, chain([first], items), reader, source=source, workers=workers)
        work.count_stories(ledger)
        if not work.interrupted:
            ledger.set_authority(authority.load().facts(ledger.known_keys()))
            graph = show_in_graph(ledger, place, store)
        else:
            graph = GraphState(wanted=store is not None, waits="the load was interrupted")
    return work.summary(place, made=made, graph=graph)
