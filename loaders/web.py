"""Addresses of the net as pieces: what stands there goes through the same door as a file, and so do pages it links to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from polgraph.errors import InputError
from polgraph.loaders import addresses, forms
from polgraph.loaders.amount import Tell
from polgraph.loaders.failure import Failure
from polgraph.loaders.kinds import piece_of
from polgraph.loaders.piece import Link, Options
from polgraph.loaders.sidecar import Fields
from polgraph.model import Article

if TYPE_CHECKING:
    from polgraph.loaders.fetch import Fetched, Fetcher

DEEPEST = 3  # lists of lists
MOST = 1000  # pages that are opened of one list

Result = Iterator[Article | Failure]
Known = Callable[[str], Iterable[Article] | None]
"""Gives what stands for the page of this id, if it was read before and need not be opened again; else None."""


def none_known(id_: str) -> None:
    """Know no page."""


class Web:
    """What opens addresses.

    `fetcher`: by default one is made for the first address. `fields`: what holds for all that stands there. `known`:
    what was read before, so that no list opens it again; what the user names is. `most`: pages that are opened of a list.
    """

    def __init__(
        self,
        options: Options,
        *,
        fetcher: Fetcher | None = None,
        tell: Tell = lambda size: None,
        known: Known = none_known,
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

    def named(self, url: str) -> Result:
        """Yield the articles that stand at an address that the user named; what was read before in this call is not opened."""
        try:
            id_ = addresses.plain(url)
        except InputError as error:
            yield Failure(where=url, reason=str(error))
            return
        if not self.options.was_read(id_) and not self.options.seen.add(f"opened\0{id_}"):
            yield from self.open(url)

    def open(self, url: str, *, depth: int = 0, listing: bool = False) -> Result:
        """Yield the articles that stand at `url`; the fields go before what they say of themselves."""
        try:
            found = self.fetcher.fetch(url)
            id_, led = addresses.plain(url), addresses.plain(found.url)
            if led != id_ and self.options.was_read(led):
                yield Failure(
                    where=url, reason=f"skipped: it leads to {led}, which was read before", skipped=True
                )
                return
            for item in self.read(found, url, depth=depth, listing=listing):
                if isinstance(item, Article) and item.id == id_:
                    self.options.seen.add(f"read\0{led}")
                yield item
        except InputError as error:
            yield Failure(where=url, reason=str(error))

    def read(self, found: Fetched, url: str, *, depth: int = 0, listing: bool = False) -> Result:
        """Yield the articles in what was fetched from `url`."""
        self._tell(len(found.body))
        piece = piece_of(found, url, self._fields)._replace(depth=depth)
        if listing and piece.ending == ".html":
            raise InputError("a page where a sitemap should be")
        follow = self.following(url, depth)
        for item in forms.read_piece(piece, self.options._replace(follow=follow)):
            if isinstance(item, Article):
                yield _addressed(item, found.url)
            elif not item.link and not item.place and item.where.startswith(f"{url}/"):
                yield item.model_copy(update={"place": url})  # a member of an archive
            else:
                yield item
        yield from follow.left()

    def follow(self, link: Link, depth: int) -> Result:
        """Yield the articles at a link; what the list said of it fills in what its page leaves open."""
        for item in self.open(link.url, depth=depth, listing=link.listing):
            if isinstance(item, Article):
                yield _filled(item, link)
            elif link.url in (item.where, item.place) and not item.link:
                yield item.model_copy(update={"link": link.record})
            else:
                yield item

    def stored(self, id_: str) -> list[Article] | None:
        """Return what stands for a page that was read before, None where there is none and it must be opened."""
        found = self.known(id_)
        if found is None:
            return None
        self.options.seen.add(id_)
        said = {k: v for k, v in self._fields.items() if k in ("published", "source", "language")}
        return [article.model_copy(update=said) for article in found]

    def following(self, where: str, depth: int = 0, *, most: int | None = None) -> Follower:
        """Return what opens the links of the list at `where`, `most` of them where that is said."""
        return Follower(self, where, depth, self.most if most is None else most)


class Follower:
    """Opens the links of one list, and counts those that it does not."""

    def __init__(self, web: Web, where: str, depth: int, most: int) -> None:
        self._web, self._where, self._depth, self._most = web, where, depth, most
        self._opened = self._left = 0

    def __call__(self, link: Link) -> Result:
        try:
            id_ = addresses.plain(link.url)
        except InputError as error:
            yield Failure(where=link.url[:300], reason=str(error), link=link.record)
            return
        options = self._web.options
        if options.was_read(id_) or options.seen.add(f"opened\0{id_}"):
            return
        if not link.listing and (stored := self._web.stored(id_)) is not None:
            yield from stored
            return
        if self._depth >= DEEPEST:
            raise InputError(f"lists within lists, more than {DEEPEST} deep: name the one that you want")
        if self._opened >= self._most:
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
