"""Bytes of a file to text. Only what is certain is decoded: UTF-8, or what a byte order mark or the user names."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import BinaryIO

from polgraph.errors import InputError

LARGEST = 20_000_000  # bytes of one article: a file, or a line of JSON Lines

_BLOCK = 1 << 17  # bytes at a time

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF: name it .pdf"),
    (b"PK\x03\x04", "a zip archive or office document: name it .zip, .docx or .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old office document: save it as text first"),
    (b"{\\rtf", "a rich text document: save it as plain text first"),
    (b"\x1f\x8b", "compressed: name it .gz"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def read_bytes(path: Path) -> bytes:
    """Return what is in the file; raises InputError where it cannot be read, is empty or too large."""
    try:
        with path.open("rb") as file:
            return whole(file)
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror or error}") from error


def whole(stream: BinaryIO) -> bytes:
    """Return all that is left in the stream; raises InputError where it is empty or too large for an article."""
    content = up_to(stream, LARGEST + 1)
    if len(content) > LARGEST:
        raise InputError(f"larger than {LARGEST // 1_000_000} MB: an article is not so long; split the file")
    if not content.strip():
        raise InputError("the file is empty")
    return content


def up_to(stream: BinaryIO, size: int) -> bytes:
    """Return what is left in the stream, at most `size` bytes, without room for more than there is."""
    parts = []
    while size and (part := stream.read(min(size, _BLOCK))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def decode(content: bytes, *, encoding: str | None = None) -> str:
    """Return the text of the bytes: by their byte order mark, in `encoding` where it is given, else as UTF-8.

    Raises InputError that names the kind of a binary file, or the byte that is no UTF-8 and how to convert.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], name)
    if reason := foreign(content):
        raise InputError(reason)
    if encoding is not None:
        return _strict(content, known(encoding))
    if b"\0" in content:
        raise InputError(
            f"a binary file (zero byte at {content.index(0)}), or UTF-16 without byte order mark"
        )
    return _strict(content, "utf-8")


def foreign(content: bytes) -> str | None:
    """Return why bytes that start so are no UTF-8 text but another kind of file, None if nothing shows it."""
    kind = next((kind for start, kind in _SIGNATURES if content.startswith(start)), None)
    if kind is not None:
        return f"this is {kind}"
    if any(content.startswith(mark) for mark, _ in _MARKS[1:]):
        return "this is UTF-16 or UTF-32: convert it (iconv -f UTF-16 -t UTF-8)"
    return None


def decode_page(content: bytes, *, encoding: str | None = None) -> str:
    """Return the text of an HTML page: as `decode`, but a page that is no UTF-8 may name its encoding itself."""
    try:
        return decode(content, encoding=encoding)
    except InputError:
        named = _CHARSET.search(content[:4096])
        if encoding is not None or named is None or b"\0" in content:
            raise
        return _strict(content, known(named[1].decode("ascii")))


def known(encoding: str) -> str:
    """Return the usual name of an encoding of text: "cp1251" for "windows-1251"; raises InputError where it is none."""
    try:
        bytes(4).decode(encoding)  # some codecs decode no text
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise InputError(
            f"no encoding is called {encoding!r}: write windows-1251, iso-8859-1, utf-16"
        ) from error


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        bad = f"byte 0x{content[error.start]:02X} at {error.start} (line {line}) is no {encoding.upper()}"
        if encoding != "utf-8":
            raise InputError(bad) from error
        raise InputError(
            f"{bad}: name the encoding (--encoding windows-1252, or windows-1251 for Cyrillic) "
            "or convert the file (iconv -f WINDOWS-1252 -t UTF-8)"
        ) from error
