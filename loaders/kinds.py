"""What was fetched as a piece: of the kind that the server names, else of that which its path or its first bytes say."""

from __future__ import annotations

import io
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from polgraph.errors import InputError
from polgraph.loaders import addresses, decode, forms
from polgraph.loaders.piece import Budget, Piece, opened
from polgraph.loaders.sidecar import Fields
from polgraph.loaders.xml_text import root

if TYPE_CHECKING:
    from polgraph.loaders.fetch import Fetched

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
