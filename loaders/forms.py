"""The forms that articles come in: by ending and first bytes, and the reader of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from polgraph.errors import InputError
from polgraph.loaders.failure import Failure
from polgraph.loaders.feed import is_json_feed, read_feed, read_json_feed
from polgraph.loaders.jsonl import read_jsonl
from polgraph.loaders.objects import is_lines, read_json
from polgraph.loaders.page import read_page
from polgraph.loaders.piece import Found, Link, Options, Piece
from polgraph.loaders.rows import article_of, flattened
from polgraph.loaders.sitemap import read_sitemap
from polgraph.loaders.table import read_csv, read_parquet, read_xlsx
from polgraph.loaders.text import read_text
from polgraph.loaders.xml_text import root
from polgraph.model import Article

DEEPEST = 4  # archives within archives
NOT_HERE = "skipped: {} whose text is not in it (--fetch opens their pages)"

Reader = Callable[[Piece, Options], Found]


class Form(NamedTuple):
    """A form: how files of it end, how their bytes start, what reads them; `many`: a file has several articles."""

    name: str
    endings: tuple[str, ...]
    read: Reader
    starts: tuple[bytes, ...] = ()
    many: bool = False


def _text(piece: Piece, options: Options) -> Found:
    article = read_text(piece.whole(), id=piece.id, fields=piece.fields, encoding=options.encoding)
    yield options.once(article, where=piece.name)


def _page(piece: Piece, options: Options) -> Found:
    article = read_page(piece.whole(), id=piece.id, fields=piece.fields, encoding=options.encoding)
    yield options.once(article, where=piece.name)


def _lines(piece: Piece, options: Options) -> Found:
    usable = {k: v for k, v in piece.fields.items() if k in ("published", "source", "language")}

    def other(fields: dict[str, Any], number: int) -> Article | None:
        if not options.columns.of and (("id" in fields and "text" in fields) or not fields):
            return None
        made = article_of(flattened(fields), number, piece, options.columns)
        if made is None:
            raise InputError("an address without text: fetch the page and load this")
        return made[0]

    yield from read_jsonl(piece.stream, name=piece.name, seen=options.seen, other=other, **usable)


def _json(piece: Piece, options: Options) -> Found:
    if is_json_feed(piece.start()):
        yield from read_json_feed(piece, options)
        return
    yield from _lines(piece, options) if is_lines(piece.start()) else read_json(piece, options)


def _xml(piece: Piece, options: Options) -> Found:
    name = root(piece.start())
    readers = {"rss": read_feed, "feed": read_feed, "rdf": read_feed, "html": _page}
    readers |= {"urlset": read_sitemap, "sitemapindex": read_sitemap}
    if name not in readers:
        raise InputError(
            f"XML of a kind that is not read (its root is {name!r}): feeds, sitemaps and pages are"
        )
    yield from readers[name](piece, options)


TEXT = Form("text", (".txt", ".text"), _text)
PAGE = Form("page", (".html", ".htm", ".xhtml"), _page, (b"<!doctype html", b"<html"))
LINES = Form("lines", (".jsonl", ".ndjson"), _lines, many=True)

FORMS = (
    TEXT,
    PAGE,
    LINES,
    Form("json", (".json",), _json, many=True),
    Form(
        "feed",
        (".xml", ".rss", ".atom", ".rdf"),
        _xml,
        (b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex"),
        many=True,
    ),
    Form("csv", (".csv", ".tsv", ".tab"), read_csv, many=True),
    Form("xlsx", (".xlsx", ".xlsm"), read_xlsx, many=True),
    Form("parquet", (".parquet", ".pq"), read_parquet, (b"PAR1",), many=True),
)
READ = frozenset(ending for form in FORMS for ending in form.endings)


def by_ending(ending: str) -> Form | None:
    """Return the form of files that end so (".html", any case), None where no form does."""
    return next((form for form in FORMS if ending.lower() in form.endings), None)


def read_piece(piece: Piece, options: Options) -> Iterator[Article | Failure]:
    """Yield the articles of a piece, and of the pieces in it; what cannot be read is a Failure, the rest goes on."""
    try:
        if piece.depth > DEEPEST:
            raise InputError(f"more than {DEEPEST} archives within one another: unpack it first")
        if not piece.start():
            raise InputError("the file is empty")
        left = 0
        for item in _form(piece).read(piece, options):
            if isinstance(item, Piece):
                yield from read_piece(item, options)
            elif isinstance(item, Link) and options.follow:
                yield from options.follow(item)
            elif isinstance(item, Link):
                left += 1
            else:
                yield item
        if left:
            words = "an article" if left == 1 else f"{left} articles"
            yield Failure(where=piece.name, reason=NOT_HERE.format(words), skipped=True)
    except InputError as error:
        yield Failure(where=piece.name, reason=str(error))


def _form(piece: Piece) -> Form:
    """Return the form of a piece: by its ending, else by its first bytes, else text."""
    if form := by_ending(piece.ending):
        return form
    start = piece.start()
    bare = start[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next(
        (f for f in FORMS if f.starts and (start.startswith(f.starts) or bare.startswith(f.starts))), TEXT
    )
