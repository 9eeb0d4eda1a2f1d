"""What lies at a path, asked without stumbling over what may not be looked at."""

from __future__ import annotations

import glob
import os
import stat
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from polgraph.errors import InputError

Kind = Literal["file", "folder", "link", "device", "nothing"]

PASSED_OVER: dict[Kind, str] = {
    "link": "skipped: a link to a folder is not followed; name the folder itself",
    "device": "skipped: a pipe, socket or device is no file",
}


def expanded(paths: Iterable[str | Path]) -> list[Path]:
    """Return the paths, each pattern (`news/*.txt`, `**`) in place of what matches it, sorted.

    A path that is there is meant itself, whatever its name; a pattern that nothing matches stays, and is told of where
    it is opened.
    """
    found: list[Path] = []
    for path in paths:
        matches: list[str] = []
        if is_pattern(path) and kind_of(Path(path)) == "nothing":
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - pathlib knows no absolute pattern
        found += [Path(match) for match in matches] or [Path(path)]
    return found


def is_pattern(path: str | Path) -> bool:
    """Whether the path has a `*`, `?` or `[`."""
    return glob.has_magic(str(path))


def kind_of(path: Path) -> Kind:
    """Return what is at `path`, links followed: "nothing" also where we may not look."""
    try:
        return _kind(path.stat().st_mode)
    except (OSError, ValueError):
        return "nothing"


def kind_of_entry(entry: os.DirEntry[str]) -> Kind:
    """Return what an entry of a folder is: "link" for one to a folder.

    A link to nothing, or in a circle, counts as a file: that is told of where it is opened.
    """
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    try:
        kind = _kind(entry.stat().st_mode)
    except OSError:
        return "file"
    return "link" if kind == "folder" else kind


def _kind(mode: int) -> Kind:
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "device"


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
