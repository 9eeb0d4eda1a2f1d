"""The forms that articles come in: by ending and first bytes, and the reader of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from polgraph.errors import InputError
from polgraph.loaders import decode, trade
from polgraph.loaders.archive import read_packed, read_tar, read_zip
from polgraph.loaders.docx import read_docx
from polgraph.loaders.failure import Failure
from polgraph.loaders.jsonl import read_jsonl
from polgraph.loaders.mail import read_mail, read_mailbox
from polgraph.loaders.objects import is_lines, read_json
from polgraph.loaders.page import read_page
from polgraph.loaders.pdf import read_pdf
from polgraph.loaders.piece import Found, Options, Piece
from polgraph.loaders.rows import article_of, flattened
from polgraph.loaders.table import read_csv, read_parquet, read_xlsx
from polgraph.loaders.text import read_text, titled
from polgraph.loaders.warc import read_warc
from polgraph.model import Article

DEEPEST = 4  # archives within archives

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
    exported = trade.parts(decode.decode(content, encoding=options.encoding))
    if exported is None:
        article = read_text(content, id=piece.id, fields=piece.fields, encoding=options.encoding)
        yield options.once(article, where=piece.name)
        return
    for number, (text, stated) in enumerate(exported, 1):
        id_ = f"{piece.id}#{stated.pop('id', number)}"
        yield options.once(titled(text, id=id_, fields=stated | piece.fields), where=f"{piece.name}/{number}")


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
    yield from _lines(piece, options) if is_lines(piece.start()) else read_json(piece, options)


TEXT = Form("text", (".txt", ".text"), _text)
PAGE = Form("page", (".html", ".htm", ".xhtml"), _page, (b"<!doctype html", b"<html"))
LINES = Form("lines", (".jsonl", ".ndjson"), _lines, many=True)
PACKED = (".gz", ".bz2", ".xz", ".zst", ".tgz", ".tbz2", ".txz", ".tzst")

FORMS = (
    TEXT,
    PAGE,
    LINES,
    Form("json", (".json",), _json, many=True),
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
    """Yield the articles of a piece, and of the pieces in it; what cannot be read is a Failure, the rest goes on."""
    try:
        if piece.depth > DEEPEST:
            raise InputError(f"more than {DEEPEST} archives within one another: unpack it first")
        if not piece.start():
            raise InputError("the file is empty")
        for item in _form(piece).read(piece, options):
            if isinstance(item, Piece):
                yield from read_piece(item, options)
            else:
                yield item
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
