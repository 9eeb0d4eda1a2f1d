"""Inside a load: what is unknown is read and added to the ledger, and it is counted what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from polgraph.errors import InputError
from polgraph.extraction import read_articles
from polgraph.ledger import Ledger, Load
from polgraph.loaders import Failure, dates
from polgraph.model import Article, Extraction, Record
from polgraph.reading.pipeline import Reader
from polgraph.settings import Workspace
from polgraph.upkeep import GraphState


class Summary(Record):
    """What a load did.

    `copies` and `versions` count those of its articles that tell the story of an earlier one. `skipped` counts articles
    that were kept unread, by reason; `passed_over` files of other kinds; `warnings` name what was kept but looks wrong.
    """

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
    copies: int
    versions: int
    skipped: dict[str, int]
    passed_over: tuple[Failure, ...]
    failed: tuple[Failure, ...]
    warnings: tuple[Failure, ...]
    interrupted: bool
    graph: GraphState


class Watcher(Protocol):
    """Is told of each article how it went: "new", "same", "failed" ..."""

    def __call__(self, what: str, where: str) -> None: ...


class Work:
    """A load that is going on, and what it came to."""

    def __init__(self, watch: Watcher) -> None:
        self.watch = watch
        self.counts: Counter[str] = Counter()
        self.skipped: Counter[str] = Counter()
        self.added: dict[str, tuple[int, str | None]] = {}  # claims, and why there are none
        self.failed: list[Failure] = []
        self.passed_over: list[Failure] = []
        self.warnings: list[Failure] = []
        self.now = datetime.now(UTC)
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

    def count_stories(self, ledger: Ledger) -> None:
        """Count which of the articles of this load tell the story of an earlier one."""
        rows = ledger.articles(load=self.number) if self.number else []
        self.counts["copies"] = sum(row.copy_of is not None for row in rows)
        self.counts["versions"] = sum(row.version_of is not None for row in rows)

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
        if dates.is_ahead(article.published, self.now):
            reason = f"published {article.published}, which is in the future: kept so; --published sets another date"
            self.warnings.append(Failure(where=article.id, reason=reason))
        if teaser := article.meta.get("teaser"):
            self.warnings.append(Failure(where=article.id, reason=f"read as far as it goes: {teaser}"))
        self.added[article.id] = len(extraction.claims) + len(extraction.roles), extraction.skipped
        with suppress(InputError):  # of an article, maybe an earlier one, that does not hold together
            self.watch(load.add(article, extraction), article.id)

    def summary(self, place: Workspace, *, made: bool, graph: GraphState) -> Summary:
        """Return what it came to."""
        outcomes = ("read", "new", "changed", "reread", "restored", "same", "claims", "copies", "versions")
        return Summary(
            workspace=place.path,
            made=made,
            load=self.number,
            skipped=dict(sorted(self.skipped.items())),
            passed_over=tuple(self.passed_over),
            failed=tuple(self.failed),
            warnings=tuple(self.warnings),
            interrupted=self.interrupted,
            graph=graph,
            **{name: self.counts[name] for name in outcomes},
        )
