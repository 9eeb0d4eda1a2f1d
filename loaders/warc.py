"""Web archives (WARC, ISO 28500): the pages that were answered with status 200, one record at a time."""

from __future__ import annotations

from typing import Any

from polgraph.errors import InputError
from polgraph.loaders import decode
from polgraph.loaders.failure import Failure
from polgraph.loaders.page import read_page
from polgraph.loaders.piece import Found, Options, Piece, taken_apart
from polgraph.model import Article

_HTML = ("text/html", "application/xhtml+xml")


def read_warc(piece: Piece, options: Options) -> Found:
    """Yield the article of each HTML response of status 200, with the address of its record.

    Where the page states no date, the day of the record is taken. What else was answered is counted in one line. The
    id is that of the file and the record. Raises InputError where the archive is damaged.
    """
    others = 0
    with taken_apart("a WARC file", extra="archives"):
        from warcio.archiveiterator import ArchiveIterator

        for record in ArchiveIterator(piece.stream):
            if record.rec_type not in ("response", "revisit"):
                continue
            if not _is_page(record):
                others += 1
                continue
            yield _article(record, piece, options)
    if others:
        reason = f"skipped: {others} answers that are no HTML page of status 200"
        yield Failure(where=piece.name, reason=reason, skipped=True)


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() in _HTML


def _article(record: Any, piece: Piece, options: Options) -> Article | Failure:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    id_ = (record.rec_headers.get_header("WARC-Record-ID") or url).strip("<>")
    where = f"{piece.name}/{url}"
    charset = (
        (record.http_headers.get_header("Content-Type") or "").lower().partition("charset=")[2].strip(' "')
    )
    try:
        content = decode.whole(record.content_stream())
        try:
            article = read_page(content, id=f"{piece.id}#{id_}", fields=piece.fields | {"url": url})
        except InputError:
            if not charset:
                raise
            fields = piece.fields | {"url": url}
            article = read_page(
                content, id=f"{piece.id}#{id_}", fields=fields, encoding=charset.split(";")[0]
            )
    except InputError as error:
        return Failure(where=where, reason=str(error))
    if article.published is None:
        crawled = record.rec_headers.get_header("WARC-Date") or ""
        article = article.model_copy(update={"published": crawled[:10] or None})
    return options.once(article, where=where)
