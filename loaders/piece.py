"""One thing to be read, wherever its bytes come from: a file, a member of an archive, a part of a mail."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple, Protocol

from polgraph.errors import InputError
from polgraph.loaders import decode
from polgraph.loaders.columns import Columns
from polgraph.loaders.failure import Failure, Listed
from polgraph.loaders.jsonl import Seen
from polgraph.loaders.sidecar import Fields
from polgraph.model import Article

BUFFER = 8192  # bytes at a time: the share that is shown goes by them
LARGEST_WHOLE = 100_000_000  # bytes of a document that must be at hand as a whole
RATIO = 200  # articles as they are written shrink to a thirtieth at most
UNSUSPECTED = 50_000_000  # so much may come out of any archive, however small
MOST = 200_000_000_000  # bytes that may come out of one archive


class Source(Protocol):
    """Where bytes come from."""

    def read(self, size: int = -1, /) -> bytes: ...


class Budget:
    """How much may come out of one file, with all archives that lie in it; raises InputError beyond."""

    def __init__(self, size: int) -> None:
        self._size, self._out = size, 0

    def spend(self, size: int) -> None:
        """Note bytes that were unpacked."""
        self._out += size
        if self._out > UNSUSPECTED and self._out > RATIO * self._size:
            raise InputError(
                f"it unpacks to more than {RATIO} times its size: a bomb? Unpack it yourself if you trust it"
            )
        if self._out > MOST:
            raise InputError(f"more than {MOST // 1_000_000_000} GB come out of it: split it")


class Piece(NamedTuple):
    """What is to be read. The stream is read once, from front to end.

    `name` is what messages call it, `ending` ".html" or empty, `fields` what is known of it from outside; `tried`: of
    unknown kind it is tried as text; `depth`: the archives around it.
    """

    name: str
    id: str
    ending: str
    fields: Fields
    stream: io.BufferedReader
    budget: Budget
    tried: bool = False
    depth: int = 0

    def start(self) -> bytes:
        """Return the first bytes without taking them from the stream."""
        return self.stream.peek(BUFFER)

    def whole(self) -> bytes:
        """Return all bytes of one article; raises InputError where there are none or too many."""
        return decode.whole(self.stream)

    def at_hand(self) -> BinaryIO:
        """Return a stream that can be read from any place; raises InputError where it would be too large."""
        if self.stream.seekable():
            return self.stream
        content = decode.up_to(self.stream, LARGEST_WHOLE + 1)
        if len(content) > LARGEST_WHOLE:
            raise InputError(
                f"larger than {LARGEST_WHOLE // 1_000_000} MB within an archive: unpack it first"
            )
        return io.BytesIO(content)

    def inside(self, name: str, ending: str, source: Source, *, fields: Fields | None = None) -> Piece:
        """Return a piece that lies in this one, its bytes counted as unpacked; `fields`: what is known of it, else what all share."""
        shared = {k: v for k, v in self.fields.items() if k in ("published", "source", "language")}
        return self._replace(
            name=f"{self.name}/{name}",
            id=f"{self.id}/{name}",
            ending=ending,
            fields=shared if fields is None else fields,
            stream=opened(source, self.budget.spend),
            tried=False,
            depth=self.depth + 1,
        )


class Link(NamedTuple):
    """An article that stands elsewhere: its address, and what is known of it.

    `name` is where it stands, as messages print it; `listed` the kind of list it stands in ("a GDELT list of events");
    `fields` and `meta` what is said of it there; `listing`: not an article but a list of such, a sitemap.
    """

    url: str
    name: str
    fields: Fields
    meta: Mapping[str, str] = {}
    listed: str = ""
    listing: bool = False

    @property
    def record(self) -> Listed:
        """Return it as it is written down."""
        return Listed.model_validate({k: v for k, v in self._asdict().items() if k != "name"})


Follow = Callable[[Link], Iterator[Article | Failure]]
"""Opens a link."""


class Options(NamedTuple):
    """What holds for all pieces of one call; `follow` opens links, None leaves them alone."""

    seen: Seen
    encoding: str | None = None
    columns: Columns = Columns({})
    follow: Follow | None = None

    def was_read(self, id_: str) -> bool:
        """Whether the article of this id, or one that its address led to, was found before."""
        return id_ in self.seen or f"read\0{id_}" in self.seen

    def once(self, article: Article, *, where: str, line: int | None = None) -> Article | Failure:
        """Return the article, or a Failure where its id was used before."""
        if before := self.seen.add(article.id, line):
            return Failure(where=where, line=line, reason=f"the id {article.id!r} was already used {before}")
        return article


Found = Iterator[Article | Failure | Piece | Link]


class _Counting(io.RawIOBase):
    """A raw stream that tells of its bytes, and of what goes wrong below it as InputError."""

    def __init__(self, source: Source, tell: Callable[[int], None], seekable: bool) -> None:
        self._source, self._tell, self._seekable = source, tell, seekable

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return int(self._source.seek(offset, whence))  # type: ignore[attr-defined]

    def tell(self) -> int:
        return int(self._source.tell())  # type: ignore[attr-defined]

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer):
            try:
                data = self._source.read(len(buffer) - filled)
            except InputError:
                raise
            except Exception as error:  # each packer has its own
                raise InputError(f"damaged, it cannot be read on: {error}") from error
            if not data:
                break
            self._tell(len(data))
            buffer[filled : filled + len(data)] = data
            filled += len(data)
        return filled


def opened(source: Source, tell: Callable[[int], None], *, seekable: bool = False) -> io.BufferedReader:
    """Return a stream of the bytes of `source` that tells how many were read."""
    return io.BufferedReader(_Counting(source, tell, seekable), BUFFER)


@contextmanager
def taken_apart(what: str, *, extra: str | None = None) -> Iterator[None]:
    """Turn whatever a library trips over in anybody's file into one line; a library that is missing names its extra."""
    try:
        yield
    except InputError:
        raise
    except ImportError as error:
        if extra is None:
            raise
        raise InputError(
            f'{what} needs {error.name or "a library"}: pip install "polgraph[{extra}]"'
        ) from error
    except Exception as error:
        raise InputError(f"not {what} that can be read: {type(error).__name__}: {error}") from error
