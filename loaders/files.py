"""Files and folders of articles, one article after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from polgraph.errors import InputError
from polgraph.loaders import addresses, decode, forms, sidecar
from polgraph.loaders.amount import Counted, Lines, Tell, size_of
from polgraph.loaders.article import parse_language, parse_published
from polgraph.loaders.columns import parse_columns
from polgraph.loaders.failure import Failure
from polgraph.loaders.jsonl import Seen, read_jsonl
from polgraph.loaders.piece import Budget, Link, Options, Piece, opened
from polgraph.loaders.places import PASSED_OVER, article_id, expanded, is_pattern, kind_of, kind_of_entry
from polgraph.loaders.sidecar import Fields, Sidecar
from polgraph.loaders.web import MOST, Known, Web, none_known
from polgraph.model import Article

if TYPE_CHECKING:
    from polgraph.loaders.fetch import Fetcher

STDIN = "-"

Result = Iterator[Article | Failure]


class _Run(NamedTuple):
    """What holds for one call of `read`."""

    base: Path
    fields: Fields
    options: Options
    tell: Tell
    web: Web
    fetch: bool
    stdin: Lines | None


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
    columns: Iterable[str] = (),
    fetch: bool = False,
    fetcher: Fetcher | None = None,
    pages: int = MOST,
    known: Known = none_known,
    links: Iterable[Link] = (),
    stdin: Lines | None = None,
    tell: Tell = lambda size: None,
) -> Result:
    """Return an iterator of an Article or a Failure for everything in `paths`, folders with all that is in them.

    A path may be an address of the net (https://...); pages that a feed or sitemap there only links to are opened too, at
    most `pages` of one. `fetch`: those that a saved list links to as well. `fetcher`: what opens them. `known` gives
    what stands for a page that was read before and no list need open again; `links` are opened like those of a list.
    The path "-" stands for `stdin`, if that is given: JSON Lines.
    A path with `*`, `?`, `[` or `**` that is none stands for the files and folders that match it.

    The options go before what a sidecar file or a page says; lines of JSON Lines speak for themselves, there they only
    fill in. An article from a file has its path relative to `base` as id. A file that is named twice is read once.
    `encoding` is that of text files, pages and CSV; JSON is UTF-8 always. `columns` says which column of a table holds
    what ("text=Body,published=Date"), where its name does not. `fetch` gives the article of a Link, where a list of
    addresses is read; without it they are counted. `tell` is called with the number of bytes
    that were read since; `size` says of how many.
    Raises InputError, before anything is read, for an option that cannot be used: a bad date or language, an unknown
    encoding, a `url` or `title` for more than one file, an encoding or columns for JSON Lines from `stdin` alone.
    """
    listed = _listed(paths)
    if (url or title) and (len(listed) != 1 or _holds_many(listed[0])):
        raise InputError("a url or title belongs to one article: give it with one text or HTML file")
    if listed == [STDIN] and stdin and (encoding or columns):
        raise InputError("JSON Lines from standard input (-) are UTF-8 and need no encoding or map")
    given = {
        "published": parse_published(published),
        "source": source,
        "url": url,
        "title": title,
        "language": parse_language(language) if language else None,
    }
    fields = {key: value for key, value in given.items() if value}
    if encoding is not None:
        encoding = decode.known(encoding)
    options = Options(Seen(), encoding, parse_columns(columns))
    web = Web(options, fetcher=fetcher, tell=tell, known=known, most=pages, fields=fields)
    again = web.following("the links", most=sys.maxsize)
    run = _Run(base, fields, options, tell, web, fetch, stdin)
    return chain(_read(listed, run), chain.from_iterable(map(again, links)))


def _listed(paths: Iterable[str | Path]) -> list[Path | str]:
    """Return the paths, patterns in place of what matches them; addresses stay as they are."""
    found: list[Path | str] = []
    for path in [paths] if isinstance(paths, str | Path) else paths:
        if isinstance(path, str) and (path == STDIN or addresses.is_address(path)):
            found.append(path)
        else:
            found += expanded([path])
    return found


def _holds_many(path: Path | str) -> bool:
    if isinstance(path, str):
        return path == STDIN
    form = forms.by_ending(path.suffix)
    return kind_of(path) == "folder" or (form is not None and form.many)


def size(paths: Iterable[str | Path]) -> int:
    """Return how many bytes `read` will read of these files and folders, as far as can be told beforehand."""
    found = set[str]()
    for path in _listed(paths):
        if isinstance(path, str):
            continue
        named = kind_of(path) != "folder"
        inside = (path,) if named else (p for p, _ in _walk(path))
        files = (p for p in inside if isinstance(p, Path) and (named or p.suffix.lower() in forms.READ))
        found.update(os.path.abspath(p) for p in files)  # noqa: PTH100 - as in `article_id`
    return sum(size_of(Path(path)) for path in found)


def _read(paths: list[Path | str], run: _Run) -> Result:
    sidecars: dict[Path, Sidecar] = {}
    for path in paths:
        if isinstance(path, str):
            yield from _lines(run) if path == STDIN and run.stdin else run.web.named(path)
            continue
        if kind_of(path) == "folder":
            yield from _folder(path, run)
            continue
        folder = path.parent
        if folder not in sidecars:
            sidecars[folder] = sidecar.read_sidecar(folder, encoding=run.options.encoding)
            yield from sidecars[folder].failures
        yield from _file(path, sidecars[folder], run, named=True)


def _lines(run: _Run) -> Result:
    if run.options.seen.add("file\0-") or run.stdin is None:
        return iter(())
    given = {name: run.fields.get(name) for name in ("published", "source", "language")}
    stream = Counted(run.stdin, run.tell)
    return read_jsonl(stream, name="standard input", seen=run.options.seen, **given)


def _folder(folder: Path, run: _Run) -> Result:
    """Yield what is in the folder and in those below it, sorted by name, files before folders."""
    found = False
    for path, beside in _walk(folder, encoding=run.options.encoding):
        for item in [path] if isinstance(path, Failure) else _file(path, beside, run, named=False):
            found = True
            yield item
    if not found:
        yield Failure(
            where=_name(folder),
            reason=f"nothing to read in this folder: files that end in {', '.join(sorted(forms.READ))} are read",
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
    if kind not in forms.READ and not named:
        reason = f"skipped: {kind or 'a name without ending'} is not read in a folder; name the file to try it as text"
        yield Failure(where=where, reason=reason, skipped=True)
        return
    try:
        if kind_of(path) == "device":
            raise InputError(
                "a pipe or device, no file: write what comes out of it to a file, or give JSON Lines to -"
            )
        id_ = article_id(path, base=run.base)
        if not run.options.seen.add(f"file\0{id_}"):
            yield from _opened(path, id_, beside.of(path.name) | run.fields, run, named=named)
    except InputError as error:
        yield Failure(where=where, reason=str(error))


def _opened(path: Path, id_: str, fields: Fields, run: _Run, *, named: bool) -> Result:
    size = size_of(path)
    told = 0

    def tell(read: int) -> None:  # an archive is read here and there, some of it twice
        nonlocal told
        new = min(read, size - told)
        told += new
        if new:
            run.tell(new)

    try:
        file = path.open("rb")
    except OSError as error:
        unmatched = isinstance(error, FileNotFoundError) and is_pattern(path)
        reason = "no file matches this pattern" if unmatched else f"cannot read it: {error.strerror or error}"
        raise InputError(reason) from error
    with file:
        stream = opened(file, tell, seekable=True)
        piece = Piece(_name(path), id_, path.suffix.lower(), fields, stream, Budget(size), tried=named)
        follow = run.web.following(piece.name) if run.fetch else None
        yield from forms.read_piece(piece, run.options._replace(follow=follow))
        yield from follow.left() if follow else ()
    tell(size)


def _name(path: Path) -> str:
    """Return the path as it may be printed: what is no Unicode in it as backslash escapes."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()
