"""Packed files and archives: their members are pieces, read as a stream; nothing is unpacked to disk."""

from __future__ import annotations

import bz2
import gzip
import lzma
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath

from polgraph.errors import InputError
from polgraph.loaders import piece as bounds
from polgraph.loaders.failure import Failure
from polgraph.loaders.piece import Found, Options, Piece, Source, opened, taken_apart
from polgraph.loaders.zips import sound

LONGEST_HEADER = 1_000_000  # bytes of a name or header of a member
_PACKED_TAR = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz", ".tzst": ".zst"}


def read_packed(piece: Piece, options: Options) -> Found:
    """Yield what is packed in a gz, bz2, xz or zst file, as a piece of the same id: what it is, its inner ending says."""
    ending = piece.ending.lower()
    inner = ".tar" if ending in _PACKED_TAR else PurePosixPath(piece.name).with_suffix("").suffix.lower()
    source = _unpacked(piece, piece.start())
    stream = opened(source, piece.budget.spend)
    yield piece._replace(ending=inner, stream=stream, tried=True, depth=piece.depth + 1)


def _unpacked(piece: Piece, start: bytes) -> Source:
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=piece.stream)
    if start.startswith(b"BZh"):
        return bz2.BZ2File(piece.stream)
    if start.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(piece.stream)
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        with taken_apart("a zst file", extra="archives"):
            if sys.version_info >= (3, 14):
                from compression import zstd
            else:
                from backports import zstd

            return zstd.ZstdFile(piece.stream, options={zstd.DecompressionParameter.window_log_max: 27})
    raise InputError(f"it ends in {piece.ending} and is not packed so")


def read_zip(piece: Piece, options: Options) -> Found:
    """Yield the members of a zip file as pieces."""
    stream = piece.at_hand()
    sound(stream, "zip file")
    with zipfile.ZipFile(stream) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            link = (member.external_attr >> 16) & 0o170000 == 0o120000
            yield from _member(piece, member.filename, partial(_from_zip, archive, member), link=link)


def _from_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Source:
    if member.flag_bits & 1:
        raise InputError("it is encrypted: unpack it first")
    if member.file_size > bounds.UNSUSPECTED and member.file_size > bounds.RATIO * member.compress_size:
        raise InputError(f"it unpacks to more than {bounds.RATIO} times its size: a bomb? It is not read")
    try:
        return archive.open(member)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        raise InputError(f"damaged, or packed in an unknown way: {error}") from error


class _Member(tarfile.TarInfo):
    """A member of a tar file whose long names and extra headers, which are read at once, are of bounded length."""

    def _proc_gnulong(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        return self._bounded()._header("_proc_gnulong", archive)

    def _proc_pax(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        return self._bounded()._header("_proc_pax", archive)

    def _bounded(self) -> _Member:
        if self.size > LONGEST_HEADER:
            raise InputError("a name or header in it is longer than 1 MB: it is not read on")
        return self

    def _header(self, name: str, archive: tarfile.TarFile) -> tarfile.TarInfo:
        found: tarfile.TarInfo = getattr(super(), name)(archive)
        return found


def read_tar(piece: Piece, options: Options) -> Found:
    """Yield the members of a tar file as pieces, in their order."""
    try:
        with tarfile.open(fileobj=piece.stream, mode="r|", tarinfo=_Member) as archive:
            for member in archive:
                archive.members = []  # type: ignore[attr-defined]  # else all are kept
                if member.isdir():
                    continue
                yield from _member(
                    piece,
                    member.name,
                    partial(_from_tar, archive, member),
                    link=not member.isfile(),
                )
    except (tarfile.TarError, EOFError) as error:
        raise InputError(f"damaged from here on: {error}") from error


def _from_tar(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Source:
    source = archive.extractfile(member)  # a stream, nothing is written
    if source is None:
        raise InputError("no file")
    return source


def _member(
    piece: Piece, name: str, source: Callable[[], Source], *, link: bool
) -> Iterator[Piece | Failure]:
    """Yield the piece of a member, or the one line that says why it is not read."""
    from polgraph.loaders.forms import READ

    path = PurePosixPath(name)
    shown = f"{piece.name}/{name}"
    ending = path.suffix.lower()
    if any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
        return
    if reason := _hostile(name, link=link):
        yield Failure(where=shown, reason=reason)
    elif ending not in READ:
        words = ending or "a name without ending"
        yield Failure(where=shown, reason=f"skipped: {words} is not read in an archive", skipped=True)
    elif path.name in ("articles.csv", "articles.yaml", "articles.yml"):
        yield Failure(
            where=shown, reason="skipped: in an archive it says nothing of the others", skipped=True
        )
    else:
        try:
            yield piece.inside(unicodedata.normalize("NFC", str(path)), ending, source())
        except InputError as error:
            yield Failure(where=shown, reason=str(error))


def _hostile(name: str, *, link: bool) -> str | None:
    if link:
        return "a link or device in an archive is not followed"
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) or ".." in re.split(r"[/\\]", name):
        return "its name leads out of the archive: it is not read"
    if not name.isprintable():
        return "its name has control characters: it is not read"
    return None
