"""GDELT's files, which list articles by their address and have no text.

Layouts: The GDELT Event Database, data format codebook v2.0 (58 and 61 columns, 57 before April 2013); GKG codebook v2.1
(27) and v1; Mentions (16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from polgraph.errors import InputError
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.piece import Link, Piece

_LONGEST = 5_000_000  # bytes of a row


class Listing(NamedTuple):
    """A kind of GDELT file: the column of the address, and of publisher and time where it has them.

    `url` is None in the oldest files, which name no articles; `seen` is when GDELT first saw the article.
    """

    name: str
    url: int | None
    source: int | None = None
    seen: int | None = None


def listing(start: bytes) -> Listing | None:
    """Return what kind of GDELT file begins so, None if none.

    >>> listing(b"ID,Title,Text") is None
    True
    """
    first = start.split(b"\n", 1)[0].rstrip(b"\r")
    cells = first.split(b"\t")
    if cells[0].isdigit() and len(cells) in (57, 58, 61) and re.fullmatch(rb"\d{8}", cells[1]):
        return Listing("events", len(cells) - 1 if len(cells) > 57 else None)
    if re.fullmatch(rb"\d{14}-T?\d+", cells[0]) and len(cells) == 27:
        return Listing("GKG", 4, source=3, seen=1)
    if cells[0].isdigit() and len(cells) == 16 and all(re.fullmatch(rb"\d{14}", c) for c in cells[1:3]):
        return Listing("mentions", 5, source=4, seen=2)
    if cells[:2] == [b"DATE", b"NUMARTS"] and b"SOURCEURLS" in cells:
        return Listing("GKG", cells.index(b"SOURCEURLS"))
    return None


def read_listing(kind: Listing, piece: Piece) -> Iterator[Link]:
    """Yield a link for each address of the file; an address may come more than once.

    Raises InputError where this kind of file has no addresses.
    """
    if kind.url is None:
        raise InputError(f"a GDELT list of {kind.name} from before April 2013: it names no articles")
    number = 0
    while line := piece.stream.readline(_LONGEST):
        number += 1
        cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if len(cells) <= kind.url:
            continue
        fields = dict(piece.fields)
        if kind.source is not None and "." in cells[kind.source]:
            fields.setdefault("source", cells[kind.source].strip())
        meta = {"seen_by_gdelt": day} if kind.seen is not None and (day := _day(cells[kind.seen])) else {}
        for address in re.split(r"<UDIV>|;(?=https?://)", cells[kind.url]):
            if re.match(r"https?://\S+$", address.strip(), re.IGNORECASE):
                listed = f"a GDELT list of {kind.name}"
                yield Link(address.strip(), f"{piece.name}/{number}", fields, meta, listed)


def _day(words: str) -> str | None:
    try:
        return parse_date(words)
    except InputError:
        return None
