"""Files and folders of articles, one article after the other."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from polgraph.errors import InputError
from polgraph.loaders import decode, sidecar
from polgraph.loaders.amount import Counted, Tell, size_of
from polgraph.loaders.article import parse_language, parse_published
from polgraph.loaders.failure import Failure
from polgraph.loaders.jsonl import Seen, read_jsonl
from polgraph.loaders.page import read_page
from polgraph.loaders.places import PASSED_OVER, kind_of, kind_of_entry
from polgraph.loaders.sidecar import Fields, Sidecar
from polgraph.loaders.text import read_text
from polgraph.model import Article

TEXT = frozenset((".txt", ".text"))
PAGE = frozenset((".html", ".htm", ".xhtml"))
LINES = frozenset((".jsonl", ".ndjson"))
READ = TEXT | PAGE | LINES

Result = Iterator[Article | Failure]


class _Run(NamedTuple):
    """What holds for one call of `read`."""

    base: Path
    options: Fields
    encoding: str | None
    seen: Seen
    tell: Tell


def read(
    paths: Iterable[str | Path],
    *,
    base: Path,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    tell: Tell = lambda size: None,
) -> Result:
    """Return an iterator of an Article or a Failure for everything in `paths`, folders with all that is in them.

    The options go before what a sidecar file or a page says; lines of JSON Lines speak for themselves, there they only
    fill in. An article from a file has its path relative to `base` as id. A file that is named twice is read once.
    `encoding` is that of text files and pages; JSON Lines are UTF-8 always. `tell` is called with the number of bytes
    that were read since; `size` says of how many.
    Raises InputError, before anything is read, for an option that cannot be used: a bad date or language, an unknown
    encoding, a `url` or `title` for more than one file.
    """
    listed = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    if (url or title) and (
        len(listed) != 1 or kind_of(listed[0]) == "folder" or listed[0].suffix.lower() in LINES
    ):
        raise InputError("a url or title belongs to one article: give it with one text or HTML file")
    given = {
        "published": parse_published(published),
        "source": source,
        "url": url,
        "title": title,
        "language": parse_language(language) if language else None,
    }
    options = {key: value for key, value in given.items() if value}
    if encoding is not None:
        encoding = decode.known(encoding)
    return _read(listed, _Run(base, options, encoding, Seen(), tell))


def size(paths: Iterable[str | Path]) -> int:
    """Return how many bytes `read` will read of these files and folders, as far as can be told beforehand."""
    listed = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    found = set[str]()
    for path in listed:
        named = kind_of(path) != "folder"
        inside = (path,) if named else (p for p, _ in _walk(path))
        files = (p for p in inside if isinstance(p, Path) and (named or p.suffix.lower() in READ))
        found.update(os.path.abspath(p) for p in files)  # noqa: PTH100 - as in `article_id`
    return sum(size_of(Path(path)) for path in found)


def article_id(path: Path, *, base: Path) -> str:
    """Return the id of the article in a file: its path relative to `base`, with slashes; the full path outside of it.

    Raises InputError where the name of the file is not Unicode or has control characters.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow links inside the folder
    root = Path(os.path.abspath(base))  # noqa: PTH100
    for start in dict.fromkeys((root, root.resolve())):
        for place in (full, full.parent.resolve() / full.name):
            if place.is_relative_to(start):
                return _unicode(place.relative_to(start))
    return _unicode(full)


def _unicode(path: Path) -> str:
    name = unicodedata.normalize("NFC", path.as_posix())
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise InputError("the name of the file is not UTF-8: rename it") from error
    if not name.isprintable() and any(unicodedata.category(c) == "Cc" for c in name):
        raise InputError(
            "the name of the file, or of its folder, has a line end or control character: rename it"
        )
    return name


def _read(paths: list[Path], run: _Run) -> Result:
    sidecars: dict[Path, Sidecar] = {}
    for path in paths:
        if kind_of(path) == "folder":
            yield from _folder(path, run)
            continue
        folder = path.parent
        if folder not in sidecars:
            sidecars[folder] = sidecar.read_sidecar(folder, encoding=run.encoding)
            yield from sidecars[folder].failures
        yield from _file(path, sidecars[folder], run, named=True)


def _folder(folder: Path, run: _Run) -> Result:
    """Yield what is in the folder and in those below it, sorted by name, files before folders."""
    found = False
    for path, beside in _walk(folder, encoding=run.encoding):
        for item in [path] if isinstance(path, Failure) else _file(path, beside, run, named=False):
            found = True
            yield item
    if not found:
        yield Failure(
            where=_name(folder),
            reason="nothing to read in this folder: .txt, .html and .jsonl files are read",
        )


def _walk(folder: Path, *, encoding: str | None = None) -> Iterator[tuple[Path | Failure, Sidecar]]:
    beside = sidecar.read_sidecar(folder, encoding=encoding)
    try:
        with os.scandir(folder) as entries:
            listed = sorted((e.name, kind_of_entry(e)) for e in entries if not e.name.startswith("."))
    except OSError as error:
        yield Failure(where=_name(folder), reason=f"cannot read the folder: {error.strerror}"), beside
        return
    files = frozenset(name for name, kind in listed if kind == "file")
    for failure in (*beside.failures, *beside.missing(files)):
        yield failure, beside
    for name, kind in listed:
        if kind == "file" and name not in sidecar.NAMES:
            yield folder / name, beside
        elif kind in PASSED_OVER:
            yield Failure(where=_name(folder / name), reason=PASSED_OVER[kind], skipped=True), beside
    for name, kind in listed:
        if kind == "folder":
            yield from _walk(folder / name, encoding=encoding)


def _file(path: Path, beside: Sidecar, run: _Run, *, named: bool) -> Result:
    """Yield what is in one file; `named`: the user named it, so an unknown kind is tried as text."""
    kind = path.suffix.lower()
    where = _name(path)
    if named and path.name in sidecar.NAMES:
        yield Failure(where=where, reason="this says of articles and is none: name their folder")
        return
    if kind not in READ and not named:
        reason = f"skipped: {kind or 'a name without ending'} is not read in a folder; name the file to try it as text"
        yield Failure(where=where, reason=reason, skipped=True)
        return
    try:
        if kind_of(path) == "device":
            raise InputError(
                "a pipe or device, no file: write what comes out of it to a file, or give JSON Lines to -"
            )
        id_ = article_id(path, base=run.base)
        if run.seen.add(f"file\0{id_}"):
            return
        fields = beside.of(path.name) | run.options
        if kind in LINES or (kind == ".json" and named):
            yield from _lines(path, fields, run)
            return
        reader = read_page if kind in PAGE or (kind not in TEXT and _looks_like_page(path)) else read_text
        run.tell(size_of(path))
        article = reader(path, id=id_, fields=fields, encoding=run.encoding)
    except InputError as error:
        yield Failure(where=where, reason=str(error))
        return
    if run.seen.add(id_):
        yield Failure(where=where, reason=f"the id {id_!r} was already used by a line of JSON Lines")
        return
    yield article


def _lines(path: Path, fields: Fields, run: _Run) -> Result:
    usable = {key: value for key, value in fields.items() if key in ("published", "source", "language")}
    try:
        with path.open("rb") as stream:
            if not stream.peek(1):
                raise InputError("the file is empty")
            yield from read_jsonl(Counted(stream, run.tell), name=_name(path), seen=run.seen, **usable)
    except OSError as error:
        raise InputError(f"cannot read it: {error.strerror or error}") from error


def _looks_like_page(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    except OSError:
        return False
    return start.startswith((b"<!doctype html", b"<html"))


def _name(path: Path) -> str:
    """Return the path as it may be printed: what is no Unicode in it as backslash escapes."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()
