"""Feeds: RSS of all versions, Atom, JSON Feed. An entry is an article where its text is whole, else a link to one."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from polgraph.errors import InputError
from polgraph.loaders import addresses, dates
from polgraph.loaders.article import parse_language
from polgraph.loaders.failure import Failure
from polgraph.loaders.feed_text import told
from polgraph.loaders.markup import plain
from polgraph.loaders.piece import Found, Link, Options, Piece
from polgraph.loaders.sidecar import Fields
from polgraph.loaders.text import titled
from polgraph.loaders.xml_text import xml_text
from polgraph.model import Article

TEASER = "only the beginning of it is in the feed, and no address of the rest"
TWICE = "skipped: what stands at the address of this entry was read before"


class Entry(NamedTuple):
    """What a feed says of an article; `content` and `summary` may be HTML."""

    id: str
    url: str
    content: str
    summary: str
    fields: Fields
    author: str = ""


def read_feed(piece: Piece, options: Options) -> Found:
    """Yield the articles and links of RSS or Atom. Raises InputError where it is neither."""
    import feedparser  # only when it is needed

    text = xml_text(piece.whole())
    try:
        parsed = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
        )
    except Exception as error:  # whatever the parser trips over in anybody's feed
        raise InputError(f"this feed cannot be taken apart: {type(error).__name__}: {error}") from error
    if not parsed.entries:
        raise InputError("a feed without entries" if parsed.get("version") else "no feed that can be read")
    yield from _found((_entry(e, parsed.feed, piece) for e in parsed.entries), piece, options)


def is_json_feed(start: bytes) -> bool:
    """Whether JSON that begins so is a JSON Feed."""
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        b"{"
    ) and b"jsonfeed.org/version/" in start.replace(b"\\/", b"/")


def read_json_feed(piece: Piece, options: Options) -> Found:
    """Yield the articles and links of a JSON Feed (jsonfeed.org, 1.0 and 1.1). Raises InputError where it is none."""
    try:
        feed = json.loads(piece.whole())
        items = [item for item in feed["items"] if isinstance(item, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"no JSON Feed that can be read: {error or type(error).__name__}") from error
    yield from _found((_json_entry(item, feed, piece) for item in items), piece, options)


def _found(entries: Iterator[Entry], piece: Piece, options: Options) -> Found:
    for number, entry in enumerate(entries, 1):
        text = told(plain(entry.content), plain(entry.summary))
        if not text.whole and entry.url:
            yield Link(entry.url, f"{piece.name}/{number}", entry.fields, listed="a feed")
            continue
        try:
            article = _article(entry, text.text, number, piece)
        except InputError as error:
            yield Failure(where=piece.name, line=number, reason=str(error))
            continue
        if entry.url and options.was_read(article.id):
            yield Failure(where=piece.name, line=number, reason=TWICE, skipped=True)
            continue
        if not text.whole:
            article = article.model_copy(update={"meta": article.meta | {"teaser": TEASER}})
        yield options.once(article, where=piece.name, line=number)


def _article(entry: Entry, text: str, number: int, piece: Piece) -> Article:
    if not text:
        raise InputError("an entry with neither text nor address")
    id_, fields = f"{piece.id}#{entry.id or number}", entry.fields | piece.fields
    if entry.url:
        fields = fields | {"url": entry.url}
        id_ = addresses.plain(entry.url)
    article = titled(text, id=id_, fields={k: v for k, v in fields.items() if k != "address"})
    return article.model_copy(update={"meta": {"author": entry.author} if entry.author else {}})


def _entry(entry: Any, feed: Any, piece: Piece) -> Entry:
    contents = [str(c.get("value", "")) for c in entry.get("content", ())]
    publisher = entry.get("source", {}).get("title") or feed.get("title") or ""
    stated = {
        "title": plain(entry.get("title", "")),
        "published": dates.parse(entry.get("published", "") or entry.get("updated", "")),
        "source": plain(publisher),
        "language": _language(feed.get("language", "")),
    }
    return Entry(
        id=entry.get("id", ""),
        url=_address(entry.get("link", ""), piece, feed.get("link", "")),
        content=max(contents, key=len, default=""),
        summary=str(entry.get("summary", "")),
        fields={name: words for name, words in stated.items() if words},
        author=plain(entry.get("author", "")),
    )


def _json_entry(item: dict[str, Any], feed: dict[str, Any], piece: Piece) -> Entry:
    def words(name: str, holder: dict[str, Any] = item) -> str:
        return value if isinstance(value := holder.get(name), str) else ""

    authors = item.get("authors") or feed.get("authors") or []
    authors = [item["author"]] if "author" in item else authors
    named = [a["name"] for a in authors or () if isinstance(a, dict) and isinstance(a.get("name"), str)]
    stated = {
        "title": words("title"),
        "published": dates.parse(words("date_published") or words("date_modified")),
        "source": words("title", feed),
        "language": _language(words("language") or words("language", feed)),
    }
    return Entry(
        id=str(item.get("id", "")),
        url=_address(words("url") or words("external_url"), piece, words("home_page_url", feed)),
        content=words("content_html") or words("content_text"),
        summary=words("summary"),
        fields={name: value for name, value in stated.items() if value},
        author=", ".join(named),
    )


def _address(words: str, piece: Piece, home: str) -> str:
    """Return the whole address; one that cannot be opened as it stands, for it is told of where it is opened."""
    try:
        if urlsplit(words.strip()).scheme not in ("", "http", "https"):
            return words.strip()
        return urljoin(piece.fields.get("address") or home, words.strip()) if words.strip() else ""
    except ValueError:
        return words


def _language(words: str) -> str | None:
    try:
        return parse_language(words.strip()) if words.strip() else None
    except InputError:
        return None
