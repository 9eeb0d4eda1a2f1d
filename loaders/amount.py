"""How much there is to read: bytes of files, told while they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

Tell = Callable[[int], None]
"""Is told of so many bytes more that were read."""


def size_of(path: Path) -> int:
    """Return the bytes of a file; 0 for one that is gone or is no file."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


class Lines(Protocol):
    """A stream of bytes or text that gives at most `size` of a line."""

    def readline(self, size: int = -1, /) -> bytes | str: ...


class Counted:
    """A stream that tells of each line before it is handed on."""

    def __init__(self, stream: Lines, tell: Tell) -> None:
        self._stream, self._tell = stream, tell

    def readline(self, size: int = -1, /) -> bytes | str:
        """Return at most `size` of the next line."""
        line = self._stream.readline(size)
        self._tell(len(line))
        return line
