"""The jars of a release: resolved by their Maven coordinates, fetched once, verified at every use.

The cache is laid out like a Maven repository. The list of a release's jars is kept (`lists/neo4j-VERSION.json`),
so that a second start asks nobody.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

from polgraph.errors import InputError
from polgraph.server.locks import locked
from polgraph.server.releases import Release

if TYPE_CHECKING:
    from polgraph.server.maven import Repository

Progress = Callable[[str, int, int], None]
"""Called with what is done ("resolving", "fetching", "starting"), how much of it, and of how much (0: unknown)."""

ROOM = 400_000_000  # bytes: the jars of one release, their descriptions, and something to spare
_AT_A_TIME = 8


def class_path(release: Release, *, cache: Path, repository: str | None, progress: Progress) -> list[Path]:
    """Return the jars of `release`, fetched into `cache` where they are missing or damaged.

    `repository` is the address of a Maven repository to use instead of the public one. Raises InputError where
    the disk is full or not ours, StoreError where the repository cannot be reached or does not have them.
    """
    try:
        with locked(cache / "lock", why=f"another process fetches Neo4j into {cache}"):
            return _class_path(release, cache, repository, progress)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_room(cache) from error
        raise InputError(f"cannot keep the Neo4j jars in {cache}: {error.strerror or error}") from error


def one_jar(
    path: str, *, cache: Path, repository: str | None, progress: Progress, before_fetching: Callable[[], None]
) -> Path:
    """Return the jar `path` (in cache and repository alike), fetched where it is missing or damaged.

    `before_fetching` may refuse it. Raises as `class_path` does.
    """
    try:
        with locked(cache / "lock", why=f"another process fetches Neo4j into {cache}"):
            if not _intact(cache / path):
                before_fetching()
                from polgraph.server.maven import Repository

                _fetch(Repository(cache, address=repository), [path], progress)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise _no_room(cache) from error
        raise InputError(f"cannot keep {Path(path).name} in {cache}: {error.strerror or error}") from error
    return cache / path


def _class_path(release: Release, cache: Path, repository: str | None, progress: Progress) -> list[Path]:
    listing = cache / "lists" / f"neo4j-{release.version}.json"
    paths = _listed(listing)
    if not paths or any(not _intact(cache / path) for path in paths):
        if shutil.disk_usage(cache).free < ROOM:
            raise _no_room(cache)
        from polgraph.server.maven import Repository  # jgo: slow to import, and needed only here

        source = Repository(cache, address=repository)
        if not paths:
            paths = _resolve(source, release, progress)
            listing.parent.mkdir(exist_ok=True)
            listing.write_text(json.dumps(paths, indent=0), encoding="utf-8")
        _fetch(source, paths, progress)
    return [cache / path for path in paths]


def _resolve(source: Repository, release: Release, progress: Progress) -> list[str]:
    numbers = itertools.count(1)
    source.on_description = lambda: progress("resolving", next(numbers), 0)
    progress("resolving", 0, 0)
    return source.jars(release)


def _fetch(source: Repository, paths: list[str], progress: Progress) -> None:
    missing = [path for path in paths if not _intact(source.cache / path)]
    done = len(paths) - len(missing)
    progress("fetching", done, len(paths))
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        fetching = [pool.submit(source.fetch, path) for path in missing]
        try:
            for number, future in enumerate(as_completed(fetching), done + 1):
                future.result()
                progress("fetching", number, len(paths))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _listed(listing: Path) -> list[str]:
    try:
        paths: list[str] = json.loads(listing.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return paths


def _intact(file: Path) -> bool:
    """Whether `file` has the checksum that was published for it; what is half there has not."""
    try:
        with file.open("rb") as opened:
            actual = hashlib.file_digest(opened, "sha1").hexdigest()
        return actual == file.with_name(file.name + ".sha1").read_text("ascii")
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def _no_room(cache: Path) -> InputError:
    free = shutil.disk_usage(cache).free // 1_000_000
    return InputError(
        f"no room for the Neo4j jars: {cache} has {free} MB free, {ROOM // 1_000_000} MB are needed: "
        "make room, or name another folder in POLGRAPH_NEO4J_JARS"
    )
