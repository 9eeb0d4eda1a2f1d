"""A lock that the operating system gives back when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from polgraph.errors import StoreError

_PAUSE = 0.2  # seconds between two tries


@contextlib.contextmanager
def locked(path: Path, *, why: str, seconds: float = 600) -> Iterator[None]:
    """Hold the lock file `path`, waiting up to `seconds` for it; then StoreError, which begins with `why`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + seconds
        while not _taken(handle):
            if time.monotonic() >= until:
                raise StoreError(f"{why}: waited {seconds:.0f} s, try again when it has ended")
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
