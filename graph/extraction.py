"""From articles to extractions, one line each: what `polgraph extract` writes and `polgraph load` keeps."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from polgraph.errors import InputError, PolgraphError
from polgraph.identity import (
    Appearance,
    Cluster,
    Occurrence,
    appearances,
    cluster,
    cluster_events,
    occurrences,
    placed,
)
from polgraph.identity.endings import declines
from polgraph.loaders import Failure
from polgraph.model import Article, Extraction
from polgraph.reading.document import Document
from polgraph.reading.explaining import Passage
from polgraph.reading.pipeline import Reader
from polgraph.settings import environment, facts_folder, use_facts

AHEAD = 4
"""How many articles a worker has waiting for it: input that is endless is read only so far ahead."""
TOGETHER, LETTERS = 8, 20_000
"""So many articles, or as many as have so many letters, are parsed together: more hardly make it faster."""

Read = tuple[Article, Extraction]


def extract(
    articles: Iterable[Article | Failure],
    *,
    model: str | None = None,
    workers: int = 1,
    together: bool = False,
    scorer: bool = True,
) -> Iterator[Extraction | Failure]:
    """Yield for each article, in order, what it says; what could not be read stays a Failure.

    `model` is the name of a language model, by default the preferred one that is installed. `workers`: so many
    processes read; the outcome is the same. `together`: the articles are one corpus, and `key` says who is who
    across it as a load of it would. `scorer`: the learned scorer proposes where no rule reads anything. Raises ModelMissingError, InputError where `workers` is less than 1.
    """
    read = read_articles(articles, Reader(model, scorer=scorer), workers=workers, ahead=True)
    if together:
        yield from _together(read)
        return
    for item in read:
        yield item if isinstance(item, Failure) else item[1]


def _together(read: Iterable[Read | Failure]) -> Iterator[Extraction | Failure]:
    """Yield each extraction with the `key` of its actors and events across all. Until all are read they are held compressed."""
    held: list[bytes | Failure] = []
    everyone: list[Appearance] = []
    happened: list[Occurrence] = []
    for item in read:
        if isinstance(item, Failure):
            held.append(item)
        else:
            everyone += appearances(*item)
            happened += occurrences(*item)
            held.append(zlib.compress(item[1].model_dump_json().encode(), level=1))
    known = {member: c for c in cluster(everyone).clusters for member in c.members}
    nodes = {member: c.key for member, c in known.items()}
    known |= {member: c for c in cluster_events(placed(happened, nodes)).clusters for member in c.members}
    everyone.clear()
    happened.clear()
    for packed in held:
        if isinstance(packed, Failure):
            yield packed
        else:
            yield _identified(Extraction.model_validate_json(zlib.decompress(packed)), known)


def _identified(extraction: Extraction, known: Mapping[tuple[str, str], Cluster]) -> Extraction:
    """Return the extraction with the keys of its clusters, and the dictionary forms of names that come in others."""
    actors = []
    for actor in extraction.actors:
        found = known[extraction.article, actor.id]
        change: dict[str, object] = {"key": found.key, "wikidata": found.wikidata or actor.wikidata}
        if declines(extraction.language) and found.name != actor.name:
            change["name"] = found.name
            change["aliases"] = tuple(sorted({*actor.aliases, actor.name} - {found.name}))
        actors.append(actor.model_copy(update=change))
    events = tuple(
        e.model_copy(update={"key": known[extraction.article, e.id].key}) for e in extraction.events
    )
    return extraction.model_copy(update={"actors": tuple(actors), "events": events})


def read_articles(
    articles: Iterable[Article | Failure], reader: Reader, *, workers: int = 1, ahead: bool = False
) -> Iterator[Read | Failure]:
    """Yield each article with its extraction, in order; an article that `reader` stumbles over is a Failure.

    `ahead`: some articles are parsed together before the first of them is read, which is faster, with the same outcome.
    """
    if workers < 1:
        raise InputError(f"{workers} workers cannot read: give 1 or more")
    if workers == 1:
        for some in _batches(articles) if ahead else ([item] for item in articles):
            yield from _read_together(reader, some)
        return
    yield from _in_parallel(articles, reader, workers)


def explain(
    articles: Iterable[Article | Failure], *, model: str | None = None, scorer: bool = True
) -> Iterator[tuple[Article, list[Passage]] | Failure]:
    """Yield each article with its sentences as they were read. Raises ModelMissingError."""
    reader = Reader(model, scorer=scorer)
    for item in articles:
        yield item if isinstance(item, Failure) else (item, reader.explain(item))


def to_line(extraction: Extraction) -> str:
    """Return the extraction as one line of JSON, without line end: every field of the contract, in its order."""
    return escape_line_ends(extraction.model_dump_json())


def escape_line_ends(json: str) -> str:
    """Return JSON in which the Unicode line ends that some readers of lines split at are escapes."""
    return json.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _batches(articles: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    """Yield what is parsed together."""
    some: list[Article | Failure] = []
    letters = 0
    for item in articles:
        some.append(item)
        letters += len(item.text) if isinstance(item, Article) else 0
        if len(some) == TOGETHER or letters >= LETTERS:
            yield some
            some, letters = [], 0
    if some:
        yield some


def _read_together(reader: Reader, items: list[Article | Failure]) -> Iterator[Read | Failure]:
    """Yield each article as it was read. Where one cannot be parsed each is parsed alone, and that one a Failure."""
    articles = [item for item in items if isinstance(item, Article)]
    try:
        parsed = iter(reader.parse(articles))
    except Exception:  # noqa: BLE001 - of the article that it is `_read` will tell
        parsed = repeat(None)
    for item in items:
        yield item if isinstance(item, Failure) else _read(reader, item, next(parsed))


def _read(reader: Reader, article: Article, parsed: Document | None = None) -> Read | Failure:
    try:
        return article, reader.read(article, parsed)
    except PolgraphError:
        raise
    except Exception as error:  # one article that polgraph stumbles over must not stop the others
        if environment("DEBUG"):
            raise
        reason = f"polgraph could not read it ({type(error).__name__}: {error}): please report it"
        return Failure(where=f"article {article.id}", reason=" ".join(reason.split()), article=article)


# --- several processes ------------------------------------------------------------------------------------

_reader: Reader | None = None


def _start(model: str, scorer: bool, facts: Path | None) -> None:
    """In a worker: make its reader. Ctrl-C is the business of the process that started it."""
    import signal

    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_facts(facts)
    _reader = Reader(model, scorer=scorer)


def _read_in_worker(article: Article) -> Read | Failure:
    assert _reader is not None
    return _read(_reader, article)


def _in_parallel(
    articles: Iterable[Article | Failure], reader: Reader, workers: int
) -> Iterator[Read | Failure]:
    waiting: deque[Failure | Future[Read | Failure]] = deque()
    pool = ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_start,
        initargs=(reader.model.name, reader.scorer is not None, facts_folder()),
    )
    try:
        for item in articles:
            waiting.append(item if isinstance(item, Failure) else pool.submit(_read_in_worker, item))
            while len(waiting) > AHEAD * workers:
                yield _outcome(waiting.popleft())
        while waiting:
            yield _outcome(waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _outcome(item: Failure | Future[Read | Failure]) -> Read | Failure:
    if isinstance(item, Failure):
        return item
    try:
        return item.result()
    except BrokenProcessPool as error:
        raise InputError(
            "a worker was ended from outside (too little memory?): use fewer with --workers"
        ) from error
