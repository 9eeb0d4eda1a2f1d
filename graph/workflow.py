"""Loading: articles are read, added to the ledger as one numbered load, and shown in the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Protocol

from polgraph import authority, loaders
from polgraph.errors import InputError
from polgraph.extraction import read_articles
from polgraph.ledger import Ledger, Load
from polgraph.loaders import Failure
from polgraph.loaders.amount import Counted, Lines
from polgraph.loaders.article import parse_language, parse_published
from polgraph.model import Article, Extraction, Record
from polgraph.reading.pipeline import Reader
from polgraph.settings import Workspace, make_workspace, plan_workspace, use_facts
from polgraph.upkeep import GraphState, Store, show_in_graph

STDIN = "-"


class Summary(Record):
    """What a load did. `skipped` counts articles that were kept unread, by reason; `passed_over` files of other kinds."""

    workspace: Path
    made: bool
    load: int | None
    read: int
    new: int
    changed: int
    reread: int
    restored: int
    same: int
    claims: int
    skipped: dict[str, int]
    passed_over: tuple[Failure, ...]
    failed: tuple[Failure, ...]
    interrupted: bool
    graph: GraphState


class Watcher(Protocol):
    """Is told of each article how it went: "new", "same", "failed" ..."""

    def __call__(self, what: str, where: str) -> None: ...


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
    tell: Callable[[int], None] = lambda size: None,
) -> Iterator[Article | Failure]:
    """Return the articles of files and folders (see `loaders.read`), or of `stdin` as JSON Lines where the path is "-".

    Ids are relative to the folder of the workspace, or where there is none, of the one that a load would make.
    `tell` is called with the number of bytes that were read since.
    """
    if STDIN not in paths:
        return loaders.read(
            paths,
            base=plan_workspace(workspace).base,
            published=published,
            source=source,
            url=url,
            title=title,
            language=language,
            encoding=encoding,
            tell=tell,
        )
    if len(paths) > 1 or url or title or encoding:
        raise InputError(
            "- (JSON Lines from standard input, UTF-8) goes with no other path, and with no url, title or encoding"
        )
    return loaders.read_jsonl(
        Counted(stdin, tell),
        name="standard input",
        published=parse_published(published),
        source=source,
        language=parse_language(language) if language else None,
    )


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
    watch: Watcher = lambda what, where: None,
) -> Summary:
    """Read what is new of `articles`, add it to the ledger as one numbered load, and bring the graph up to date.

    What is known already (same text, same producer) is not read again. The workspace is made with the first
    article. `store` null: the graph waits in the ledger, as it does where no store is named or running. Ctrl-C ends the
    load early; what was done stays, and the same load again goes on from there. Raises ModelMissingError, LedgerError.
    """
    items = iter(articles)
    work = _Work(watch)
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
        if not work.interrupted:
            ledger.set_authority(authority.load().facts(ledger.known_keys()))
            graph = show_in_graph(ledger, place, store)
        else:
            graph = GraphState(wanted=store is not None, waits="the load was interrupted")
    return work.summary(place, made=made, graph=graph)


# --- inside a load ------------------------------------------------------------------------------------------


class _Work:
    """A load that is going on, and what it came to."""

    def __init__(self, watch: Watcher) -> None:
        self.watch = watch
        self.counts: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.added: dict[str, tuple[int, str | None]] = {}  # claims, and why there are none
        self.failed: list[Failure] = []
        self.passed_over: list[Failure] = []
        self.interrupted = False
        self.number: int | None = None

    def first(self, items: Iterator[Article | Failure]) -> Article | None:
        """Return the first article, None where there are only failures."""
        for item in items:
            if isinstance(item, Article):
                return item
            self.failed_with(item)
        return None

    def failed_with(self, failure: Failure) -> None:
        """Note what could not be read."""
        (self.passed_over if failure.skipped else self.failed).append(failure)
        self.watch("passed over" if failure.skipped else "failed", str(failure))

    def run(
        self,
        ledger: Ledger,
        items: Iterable[Article | Failure],
        reader: Reader,
        *,
        source: str | None,
        workers: int,
    ) -> None:
        """Read and add, until all is done or Ctrl-C."""
        with ledger.load(source=source) as load, suppress(InputError):  # they stand in `load.refused`
            try:
                unknown = self._unknown(ledger, items, reader)
                for item in read_articles(unknown, reader, workers=workers):
                    if isinstance(item, Failure):
                        self.failed_with(item)
                    else:
                        self._add(load, *item)
            except KeyboardInterrupt:
                self.interrupted = True
            load.flush()
        self._count(load)

    def _count(self, load: Load) -> None:
        """Take over from the ledger what came of the articles that were read."""
        self.number = load.number
        self.counts.update(load.counts)
        for error in load.refused.values():
            self.failed_with(Failure(where="the ledger", reason=str(error)))
        kept = [extraction for id_, extraction in self.added.items() if id_ not in load.refused]
        self.counts["claims"] = sum(claims for claims, _ in kept)
        self.skipped = Counter(reason for _, reason in kept if reason)

    def _unknown(
        self, ledger: Ledger, items: Iterable[Article | Failure], reader: Reader
    ) -> Iterator[Article | Failure]:
        for item in items:
            if isinstance(item, Article):
                self.counts["read"] += 1
                if ledger.is_known(item, reader.producer):
                    self.counts["same"] += 1
                    self.watch("same", item.id)
                    continue
            yield item

    def _add(self, load: Load, article: Article, extraction: Extraction) -> None:
        self.added[article.id] = len(extraction.claims) + len(extraction.roles), extraction.skipped
        with suppress(InputError):  # of an article, maybe an earlier one, that does not hold together
            self.watch(load.add(article, extraction), article.id)

    def summary(self, place: Workspace, *, made: bool, graph: GraphState) -> Summary:
        """Return what it came to."""
        outcomes = ("read", "new", "changed", "reread", "restored", "same", "claims")
        return Summary(
            workspace=place.path,
            made=made,
            load=self.number,
            skipped=dict(sorted(self.skipped.items())),
            passed_over=tuple(self.passed_over),
            failed=tuple(self.failed),
            interrupted=self.interrupted,
            graph=graph,
            **{name: self.counts[name] for name in outcomes},
        )
