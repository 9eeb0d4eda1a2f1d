"""Whether a zip file may be unpacked: told from what it says of its members, before any is read."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

from polgraph.errors import InputError
from polgraph.loaders import piece

MOST_MEMBERS = 1_000_000


def sound(stream: BinaryIO, what: str) -> None:
    """Raise InputError where `stream` is no zip, or unpacks to a size out of proportion; else rewind it."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(
            f"no {what} that can be read: {error}".replace("no an ", "no ").replace("no a ", "no ")
        ) from error
    size = sum(m.file_size for m in members)
    if len(members) > MOST_MEMBERS or (
        size > piece.UNSUSPECTED and size > piece.RATIO * sum(m.compress_size for m in members)
    ):
        raise InputError(f"it unpacks to more than {piece.RATIO} times its size: a bomb? It is not read")
    stream.seek(0)
