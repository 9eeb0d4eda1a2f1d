"""GDELT's files, which list articles by their address and have no text: opened where that is wanted, else counted.

Layouts: The GDELT Event Database, data format codebook v2.0 (58 and 61 columns); GKG codebook v2.1 (27); Mentions (16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from polgraph.loaders.failure import Failure
from polgraph.loaders.piece import Link, Options, Piece
from polgraph.loaders.rows import ADDRESSES_ONLY

_LONGEST = 5_000_000  # bytes of a row


class Listing(NamedTuple):
    """A kind of GDELT file and the column of the address."""

    name: str
    column: int


def listing(start: bytes) -> Listing | None:
    """Return what kind of GDELT file begins so, None if none.

    >>> listing(b"ID,Title,Text") is None
    True
    """
    first = start.split(b"\n", 1)[0].rstrip(b"\r")
    cells = first.split(b"\t")
    if cells[0].isdigit() and len(cells) in (57, 58, 61) and re.fullmatch(rb"\d{8}", cells[1]):
        return Listing("events", len(cells) - 1)
    if re.fullmatch(rb"\d{14}-T?\d+", cells[0]) and len(cells) == 27:
        return Listing("GKG", 4)
    if cells[0].isdigit() and len(cells) == 16 and all(re.fullmatch(rb"\d{14}", c) for c in cells[1:3]):
        return Listing("mentions", 5)
    if cells[:2] == [b"DATE", b"NUMARTS"] and b"SOURCEURLS" in cells:
        return Listing("GKG", cells.index(b"SOURCEURLS"))
    return None


def read_listing(kind: Listing, piece: Piece, options: Options) -> Iterator[Failure | Link]:
    """Yield a link to each article where these are followed, else the one line that says how many the file lists."""
    seen = set[bytes]()
    while line := piece.stream.readline(_LONGEST):
        cells = line.rstrip(b"\r\n").split(b"\t")
        if len(cells) > kind.column:
            for address in cells[kind.column].split(b"<UDIV>"):
                key = blake2b(address, digest_size=8).digest()
                if b"://" not in address or key in seen:
                    continue
                seen.add(key)
                if options.follow:
                    yield Link(address.decode("utf-8", "replace"), {})
    if options.follow:
        return
    words = f"a GDELT list of {kind.name}: {len(seen)} address{'' if len(seen) == 1 else 'es'}"
    yield Failure(where=piece.name, reason=ADDRESSES_ONLY.format(words), skipped=True)
