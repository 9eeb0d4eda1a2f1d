"""Word documents (DOCX): paragraphs and tables in their order; heads and feet of pages are no part of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from polgraph.errors import InputError
from polgraph.loaders.piece import Found, Options, Piece, taken_apart
from polgraph.loaders.text import titled
from polgraph.loaders.zips import sound


def read_docx(piece: Piece, options: Options) -> Found:
    """Yield the article of a Word document. Raises InputError where it has no text or is none."""
    stream = piece.at_hand()
    sound(stream, "Word document")
    with taken_apart("a Word document", extra="documents"):
        import docx

        document = docx.Document(stream)
        text = "\n\n".join(t for t in _blocks(document) if t)
        stated = document.core_properties
        title, author, made = stated.title, stated.author, stated.created
        if author == "python-docx":  # the template of that library, not of this document
            author, made = "", None
    if not text:
        raise InputError("no text in this document")
    fields = {"title": title or "", "published": made.date().isoformat() if made else ""}
    fields = {k: v for k, v in fields.items() if v} | {k: v for k, v in piece.fields.items() if v.strip()}
    meta = {"author": author or ""}
    if made and fields.get("published") != piece.fields.get("published"):
        meta["published_from"] = "when the document was made, as it states itself"
    yield options.once(titled(text, id=piece.id, fields=fields, meta=meta), where=piece.name)


def _blocks(document: Any) -> Iterator[str]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            for row in part.rows:
                cells = dict.fromkeys(
                    " ".join(cell.text.split()) for cell in row.cells
                )  # a merged cell comes twice
                yield " | ".join(c for c in cells if c)
        else:
            yield " ".join(part.text.split())
