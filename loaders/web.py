"""Addresses of the net as pieces: what stands there goes through the same door as a file, and so do pages it links to."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from polgraph.errors import InputError
from polgraph.loaders import addresses, decode, forms
from polgraph.loaders.amount import Tell
from polgraph.loaders.failure import Failure
from polgraph.loaders.piece import Budget, Link, Options, Piece, opened
from polgraph.loaders.sidecar import Fields
from polgraph.loaders.xml_text import root
from polgraph.model import Article

if TYPE_CHECKING:
    from polgraph.loaders.fetch import Fetched, Fetcher

DEEPEST = 3  # lists of lists
MOST = 1000  # pages that are opened of one list
LARGEST_UNPACKED = 100_000_000

_KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/feed+json": ".json",
    "application/x-ndjson": ".ndjson",
    "application/jsonl": ".jsonl",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/rdf+xml": ".rdf",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/zip": ".zip",
    "application/warc": ".warc",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_LISTS = ("rss", "feed", "rdf", "urlset", "sitemapindex")
_UNREAD = ("image", "video", "audio", "font")

Result = Iterator[Article | Failure]


class Web:
    """What opens addresses.

    `fetcher`: by default one is made for the first address. `fields`: what holds for all that stands there. `known`:
    whether the page of this id was read before, so that no list opens it again. `most`: pages that are opened of a list.
    """

    def __init__(
        self,
        options: Options,
        *,
        fetcher: Fetcher | None = None,
        tell: Tell = lambda size: None,
        known: Callable[[str], bool] = lambda id_: False,
        most: int = MOST,
        fields: Fields | None = None,
    ) -> None:
        self.options, self.known, self.most = options, known, most
        self._fetcher, self._tell, self._fields = fetcher, tell, fields or {}

    @property
    def fetcher(self) -> Fetcher:
        """What fetches."""
        if self._fetcher is None:
            from polgraph.loaders.fetch import Fetcher  # what it needs is loaded for the first address only

            self._fetcher = Fetcher()
        return self._fetcher

    def open(self, url: str, *, depth: int = 0, listing: bool = False) -> Result:
        """Yield the articles that stand at `url`; the fields go before what they say of themselves."""
        try:
            found = self.fetcher.fetch(url)
            yield from self.read(found, url, depth=depth, listing=listing)
        except InputError as error:
            yield Failure(where=url, reason=str(error))

    def read(self, found: Fetched, url: str, *, depth: int = 0, listing: bool = False) -> Result:
        """Yield the articles in what was fetched from `url`."""
        self._tell(len(found.body))
        piece = piece_of(found, url, self._fields)._replace(depth=depth)
        if listing and piece.ending == ".html":
            raise InputError("a page where a sitemap should be")
        follow = _Follow(self, url, depth)
        for item in forms.read_piece(piece, self.options._replace(follow=follow)):
            yield item if isinstance(item, Failure) else _addressed(item, found.url)
        yield from follow.left()

    def follow(self, link: Link, depth: int) -> Result:
        """Yield the articles at a link; what the list said of it fills in what its page leaves open."""
        for item in self.open(link.url, depth=depth, listing=link.listing):
            yield item if isinstance(item, Failure) else _filled(item, link)

    def follow_file(self, link: Link) -> Result:
        """Yield the articles at a link of a saved list."""
        if not self.options.seen.add(f"opened\0{link.url}"):
            yield from self.follow(link, 1)


class _Follow:
    """Opens the links of one list, and counts those that it does not."""

    def __init__(self, web: Web, where: str, depth: int) -> None:
        self._web, self._where, self._depth = web, where, depth
        self._opened = self._left = 0

    def __call__(self, link: Link) -> Result:
        try:
            id_ = addresses.plain(link.url)
        except InputError as error:
            yield Failure(where=link.url[:300], reason=str(error))
            return
        if (not link.listing and self._web.known(id_)) or self._web.options.seen.add(f"opened\0{id_}"):
            return
        if self._depth >= DEEPEST:
            raise InputError(f"lists within lists, more than {DEEPEST} deep: name the one that you want")
        if self._opened >= self._web.most:
            self._left += 1
            return
        self._opened += 1
        yield from self._web.follow(link, self._depth + 1)

    def left(self) -> Iterator[Failure]:
        """Yield the one line that says how many links were not opened."""
        if self._left:
            reason = (
                f"skipped: {self._left} more pages, after {self._opened} of this list (--pages N opens more)"
            )
            yield Failure(where=self._where, reason=reason, skipped=True)


def piece_of(found: Fetched, url: str, fields: Fields) -> Piece:
    """Return what was fetched as a piece; raises InputError for pictures and the like, and for what unpacks too large."""
    if found.kind.partition("/")[0] in _UNREAD:
        raise InputError(f"{found.kind} stands there, which has no text")
    body, path = found.body, PurePosixPath(unquote(urlsplit(found.url).path))
    if body[:2] == b"\x1f\x8b":
        body, path = _unpacked(body), path.with_suffix("") if path.suffix.lower() == ".gz" else path
    by_path = path.suffix.lower()
    ending = _KINDS.get(found.kind) or (by_path if by_path in forms.READ else "")
    if ending == ".html" and root(body[:4096]) in _LISTS:
        ending = ".xml"  # many servers call feeds so
    if ending == ".html" or not ending:
        body = _utf8(body, found.headers.get("content-type", ""))
    if not body.strip():
        raise InputError("nothing stands there: the answer is empty")
    stream = opened(io.BytesIO(body), lambda size: None, seekable=True)
    return Piece(
        url,
        addresses.plain(url),
        ending,
        fields | {"address": found.url},
        stream,
        Budget(len(body)),
        tried=True,
    )


def _unpacked(body: bytes) -> bytes:
    try:
        unpacker = zlib.decompressobj(31)
        content = unpacker.decompress(body, LARGEST_UNPACKED)
    except zlib.error as error:
        raise InputError(f"damaged, it cannot be unpacked: {error}") from error
    if unpacker.unconsumed_tail:
        raise InputError(
            f"it unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB: unpack it yourself if you trust it"
        )
    return content


def _utf8(body: bytes, content_type: str) -> bytes:
    """Return the body of a page as UTF-8 where the server names its encoding and it is another."""
    named = content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    try:
        body.decode()
    except UnicodeDecodeError:
        try:
            return body.decode(decode.known(named)).encode() if named else body
        except (InputError, UnicodeDecodeError):
            return body  # the page may name another
    return body


def _addressed(article: Article, url: str) -> Article:
    """Return the article with the address where it stood, unless it names one itself."""
    return article if article.url else article.model_copy(update={"url": addresses.plain(url)})


def _filled(article: Article, link: Link) -> Article:
    """Return the article with what its list said of it, where its page leaves that open."""
    missing = {
        k: v
        for k, v in link.fields.items()
        if k in ("published", "source", "title") and getattr(article, k) is None
    }
    meta = {**link.meta, **article.meta}
    if "published" in missing:
        meta["published_from"] = link.listed or "the list"
    return article.model_copy(update={**missing, "meta": meta})
