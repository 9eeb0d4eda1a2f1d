"""What is known of addresses that are watched, kept in a file: when each is asked again, and what of it was read."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError

from polgraph.errors import InputError
from polgraph.loaders.failure import Failure
from polgraph.loaders.fetch import Fetcher, NotFetchedError
from polgraph.loaders.jsonl import Seen
from polgraph.loaders.piece import Options
from polgraph.loaders.web import Known, Web, none_known
from polgraph.model import Article

SHORTEST = 60.0  # seconds between two questions for the same address
LONGEST = 86_400.0  # seconds for which one that fails is left alone at most
TRIES = 3  # rounds in which a page that cannot be opened is tried
KEPT = 20_000  # articles of one address that are remembered
JITTER = 0.1  # of the time between two questions

_EVERY = re.compile(r"(\d{1,6})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


class Watched(BaseModel):
    """What is known of one address. `next`: when it is asked again (seconds since 1970); `read`: hashes, oldest first."""

    etag: str | None = None
    modified: str | None = None
    next: float = 0.0
    fails: int = 0
    read: dict[str, None] = Field(default_factory=dict)
    tried: dict[str, int] = Field(default_factory=dict)


def parse_every(words: str) -> float:
    """Return the seconds of "15m", "1h", "2d"; raises InputError for what is none or too often.

    >>> parse_every("15m")
    900.0
    """
    found = _EVERY.fullmatch(words.strip().lower())
    if found is None:
        raise InputError(f"{words!r} is no time: write 15m, 1h or 1d")
    seconds = float(int(found[1]) * _SECONDS[found[2]])
    if not SHORTEST <= seconds <= 30 * LONGEST:
        raise InputError(f"{words!r} is too often or too seldom: at least 1m, at most 30d")
    return seconds


class Watch:
    """Addresses that are asked for what is new, each when it is due.

    `known`: which pages were read by others (see `Web`). `clock` and `chance` tell time and jitter.
    """

    def __init__(
        self,
        urls: list[str],
        *,
        state: Path,
        fetcher: Fetcher,
        every: float,
        pages: int = 1000,
        known: Known = none_known,
        clock: Callable[[], float] = time.time,
        chance: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self._urls, self._file, self._fetcher = list(dict.fromkeys(urls)), state, fetcher
        self._every, self._pages, self._elsewhere = every, pages, known
        self._clock, self._chance = clock, chance
        self._known = _read_state(state)
        self._new: dict[str, Watched] = {}

    def wait(self) -> float:
        """Return the seconds until an address is due, 0 where one is."""
        return max(0.0, min(self._of(url).next for url in self._urls) - self._clock())

    def round(self) -> Iterator[Article | Failure]:
        """Yield what is new at the addresses that are due. It counts as read when `keep` is called."""
        self._new = {}
        for url in self._urls:
            if self._of(url).next <= self._clock():
                yield from self._ask(url)

    def keep(self) -> None:
        """Write what came of the last round into the file; raises InputError where that cannot be written."""
        self._known |= self._new
        self._new = {}
        kept = {url: known.model_dump(exclude_defaults=True) for url, known in self._known.items()}
        beside = self._file.with_suffix(".new")
        try:
            beside.write_text(json.dumps(kept), encoding="utf-8")
            beside.replace(self._file)
        except OSError as error:
            raise InputError(f"cannot write {self._file}: {error.strerror}") from error

    def _of(self, url: str) -> Watched:
        return self._known.get(url) or Watched()

    def _ask(self, url: str) -> Iterator[Article | Failure]:
        state = self._of(url).model_copy(deep=True)
        self._new[url] = state
        try:
            found = self._fetcher.fetch(url, etag=state.etag, modified=state.modified)
            complete = True
            if found.changed:
                web = Web(
                    Options(Seen()),
                    fetcher=self._fetcher,
                    known=lambda id_: () if self._is_known(id_) else None,
                    most=self._pages,
                )
                for item in web.read(found, url):
                    if isinstance(item, Failure):
                        complete = complete and (item.skipped or not self._again(state, item.where))
                        yield item
                    elif not self._was_read(state, item):
                        yield item
                state.etag = found.headers.get("etag") if complete else None
                state.modified = found.headers.get("last-modified") if complete else None
            state.fails = 0
            state.next = self._clock() + self._every * self._chance(1 - JITTER, 1 + JITTER)
        except InputError as error:
            self._fail(state, error)
            yield Failure(where=url, reason=str(error))

    def _is_known(self, id_: str) -> bool:
        """Whether the page was read before, at whichever of the addresses, or by somebody else."""
        key, states = _hash(id_), (*self._known.values(), *self._new.values())
        return any(key in state.read for state in states) or self._elsewhere(id_) is not None

    def _fail(self, state: Watched, error: InputError) -> None:
        """Leave the address alone: longer each time, and at least as long as the server asks."""
        asked = (error.pause or 0.0) if isinstance(error, NotFetchedError) else 0.0
        wait = min(self._every * 2.0 ** min(state.fails, 20), max(LONGEST, self._every))
        state.fails += 1
        state.next = self._clock() + max(asked, wait * self._chance(1.0, 1 + JITTER))

    def _was_read(self, state: Watched, article: Article) -> bool:
        """Whether the article was read as it stands; it is noted, and its id so that no list opens it again."""
        key, before = _hash(article.hash), len(state.read)
        state.read |= {key: None, _hash(article.id): None}
        same = len(state.read) == before
        while len(state.read) > 2 * KEPT:
            del state.read[next(iter(state.read))]
        return same

    def _again(self, state: Watched, where: str) -> bool:
        """Whether what could not be read at `where` is tried in the next round too."""
        key = _hash(where)
        state.tried[key] = state.tried.get(key, 0) + 1
        if state.tried[key] < TRIES:
            return True
        del state.tried[key]
        state.read[key] = None
        return False


def _hash(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _read_state(path: Path) -> dict[str, Watched]:
    """Return what the file says, nothing where there is none. Raises InputError where it is another kind of file."""
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        return {url: Watched.model_validate(known) for url, known in content.items()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, AttributeError, ValidationError) as error:
        raise InputError(
            f"{path} is damaged: delete it, and what is known is passed over by its text"
        ) from error
