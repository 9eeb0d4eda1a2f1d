"""Web archives (WARC, ISO 28500): the pages that were answered with status 200, one record at a time."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr
from functools import partial
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

        records = ArchiveIterator(piece.stream)
        while (record := _quietly(lambda: next(records, None))) is not None:
            if record.rec_type not in ("response", "revisit", "conversion", "resource"):
                continue
            if not _is_page(record):
                others += 1
                continue
            yield _quietly(partial(_article, record, piece, options))
    if records.err_count:
        yield Failure(
            where=piece.name, reason=f"{records.err_count} records are not as long as they say: damaged"
        )
    if others:
        reason = f"skipped: {others} answers that are no HTML page of status 200"
        yield Failure(where=piece.name, reason=reason, skipped=True)


def _quietly(call: Callable[[], Any]) -> Any:
    """Return what `call` returns, without what the library writes to standard error."""
    with redirect_stderr(io.StringIO()):
        return call()


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower() in _HTML


def _article(record: Any, piece: Piece, options: Options) -> Article | Failure:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    id_ = (record.rec_headers.get_header("WARC-Record-ID") or url).strip("<>")
    where = f"{piece.name}/{url}"
    try:
        with taken_apart("an answer"):
            content = decode.whole(record.content_stream())
        encoding = _encoding(content, record.http_headers.get_header("Content-Type") or "")
        fields = piece.fields | {"url": url}
        article = read_page(content, id=f"{piece.id}#{id_}", fields=fields, encoding=encoding)
    except InputError as error:
        return Failure(where=where, reason=str(error))
    archived = record.rec_headers.get_header("WARC-Date") or ""
    if article.published is None and archived:
        why = {"published_from": "the day it was archived (WARC-Date): the page states none"}
        article = article.model_copy(update={"published": archived[:10], "meta": article.meta | why})
    return options.once(article, where=where)


def _encoding(content: bytes, kind: str) -> str | None:
    """Return the encoding that the server named, None where the page is UTF-8 or must say it itself."""
    named = kind.lower().partition("charset=")[2].split(";")[0].strip(" '\"")
    try:
        content.decode()
    except UnicodeDecodeError:
        try:
            return decode.known(named) if named else None
        except InputError:
            return None
    return None
