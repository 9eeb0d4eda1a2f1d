"""The forms that articles come in: by ending and first bytes, and the reader of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from polgraph.errors import InputError
from polgraph.loaders import decode, trade
from polgraph.loaders.archive import read_packed, read_tar, read_zip
from polgraph.loaders.docx import read_docx
from polgraph.loaders.failure import Failure
from polgraph.loaders.feed import is_json_feed, read_feed, read_json_feed
from polgraph.loaders.jsonl import Seen, read_objects
from polgraph.loaders.jsonl import article_of as contract
from polgraph.loaders.mail import read_mail, read_mailbox
from polgraph.loaders.objects import is_lines, read_json
from polgraph.loaders.page import read_page
from polgraph.loaders.pdf import read_pdf
from polgraph.loaders.piece import Found, Link, Options, Piece
from polgraph.loaders.rows import TEASER, article_of, flattened
from polgraph.loaders.sitemap import read_sitemap
from polgraph.loaders.table import read_csv, read_parquet, read_xlsx
from polgraph.loaders.text import read_text
from polgraph.loaders.warc import read_warc
from polgraph.loaders.xml_text import root
from polgraph.model import Article

DEEPEST = 4  # archives within archives
NOTHING = "skipped: nothing in it that could be an article"
ADDRESSES_ONLY = "skipped: {} of articles without their text (--fetch opens their pages)"

Reader = Callable[[Piece, Options], Found]


class Form(NamedTuple):
    """A form: how files of it end, how their bytes start, what reads them; `many`: a file has several articles."""

    name: str
    endings: tuple[str, ...]
    read: Reader
    starts: tuple[bytes, ...] = ()
    many: bool = False


def _text(piece: Piece, options: Options) -> Found:
    content = piece.whole()
    if exported := trade.parts(decode.decode(content, encoding=options.encoding)):
        yield from trade.read_parts(exported, piece, options)
        return
    article = read_text(content, id=piece.id, fields=piece.fields, encoding=options.encoding)
    yield options.once(article, where=piece.name)


def _page(piece: Piece, options: Options) -> Found:
    article = read_page(piece.whole(), id=piece.id, fields=piece.fields, encoding=options.encoding)
    yield options.once(article, where=piece.name)


def _lines(piece: Piece, options: Options) -> Found:
    usable = {k: v for k, v in piece.fields.items() if k in ("published", "source", "language")}
    teasers: list[int] = []

    def make(fields: dict[str, Any], number: int) -> Article | Link:
        if not options.columns.of and (("id" in fields and "text" in fields) or not fields):
            return contract(fields, usable)
        made = article_of(flattened(fields), number, piece, options.columns)
        if isinstance(made, Link):
            return made
        if made[1]:
            teasers.append(number)
        return made[0]

    for item in read_objects(piece.stream, make, name=piece.name, seen=options.seen):
        yield item
        if teasers:
            yield Failure(where=piece.name, line=teasers.pop(), reason=TEASER, skipped=True)


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
PACKED = (".gz", ".bz2", ".xz", ".zst", ".tgz", ".tbz2", ".txz", ".tzst")

FORMS = (
    TEXT,
    PAGE,
    LINES,
    Form("json", (".json",), _json, (b'{"', b'[{"'), many=True),
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
    Form(
        "packed", PACKED, read_packed, (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"), many=True
    ),
    Form("zip", (".zip",), read_zip, (b"PK\x03\x04",), many=True),
    Form("tar", (".tar",), read_tar, many=True),
    Form("warc", (".warc",), read_warc, (b"WARC/",), many=True),
    Form("pdf", (".pdf",), read_pdf, (b"%PDF-",)),
    Form("docx", (".docx",), read_docx),
    Form("mail", (".eml",), read_mail),
    Form("mailbox", (".mbox",), read_mailbox, many=True),
)
READ = frozenset(ending for form in FORMS for ending in form.endings)


def by_ending(ending: str) -> Form | None:
    """Return the form of files that end so (".html", any case), None where no form does."""
    return next((form for form in FORMS if ending.lower() in form.endings), None)


def read_piece(piece: Piece, options: Options) -> Iterator[Article | Failure]:
    """Yield the articles of a piece, and of the pieces in it; what cannot be read is a Failure, the rest goes on.

    Links are opened where `options` says how, each once; else they are counted in one line at the end.
    """
    links, empty = Seen(), True
    counted: Counter[str] = Counter()
    try:
        if piece.depth > DEEPEST:
            raise InputError(f"more than {DEEPEST} archives within one another: unpack it first")
        if not piece.start():
            raise InputError("the file is empty")
        for item in _form(piece).read(piece, options):
            empty = False
            if isinstance(item, Piece):
                yield from read_piece(item, options)
            elif not isinstance(item, Link):
                yield item
            elif links.add(item.url) is None:
                if options.follow:
                    yield from options.follow(item)
                else:
                    counted[item.listed] += 1
        if empty:
            yield Failure(where=piece.name, reason=NOTHING, skipped=True)
    except InputError as error:
        yield Failure(where=piece.name, reason=str(error))
    for listed, count in counted.items():
        words = (f"{listed}: " if listed else "") + f"{count} address" + ("es" if count > 1 else "")
        yield Failure(where=piece.name, reason=ADDRESSES_ONLY.format(words), skipped=True)


def _form(piece: Piece) -> Form:
    """Return the form of a piece: by its ending, else by its first bytes, else text."""
    if form := by_ending(piece.ending):
        return form
    start = piece.start()
    if start[257:262] == b"ustar":
        return _named("tar")
    if start.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in start[:4096]:
        return _named("docx" if b"word/" in start else "xlsx")
    bare = start[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next(
        (f for f in FORMS if f.starts and (start.startswith(f.starts) or bare.startswith(f.starts))), TEXT
    )


def _named(name: str) -> Form:
    return next(form for form in FORMS if form.name == name)
