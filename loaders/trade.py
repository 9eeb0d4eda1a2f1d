"""Exports of the press databases as plain text: several articles in a file, each with lines that say what it is."""

from __future__ import annotations

from polgraph.errors import InputError
from polgraph.loaders import factiva, nexis
from polgraph.loaders.exported import Part
from polgraph.loaders.failure import Failure
from polgraph.loaders.piece import Found, Options, Piece
from polgraph.loaders.text import titled

NO_TEXT = "no text in this document of the export"


def parts(text: str) -> list[Part] | None:
    """Return the documents of a LexisNexis or Factiva export, None where the text is no export that is known."""
    found = factiva.parts(text) or nexis.parts(text)
    return found if found and any(part.text for part in found) else None


def read_parts(exported: list[Part], piece: Piece, options: Options) -> Found:
    """Yield the article of each document, a Failure for one that cannot be used."""
    for number, part in enumerate(exported, 1):
        where = f"{piece.name}/{number}"
        if not part.text:
            yield Failure(where=where, reason=NO_TEXT)
            continue
        try:
            fields = part.fields | {k: v for k, v in piece.fields.items() if v.strip()}
            article = titled(part.text, id=f"{piece.id}#{part.id or number}", fields=fields, meta=part.meta)
        except InputError as error:
            yield Failure(where=where, reason=str(error))
            continue
        yield options.once(article, where=where)
