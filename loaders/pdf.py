"""PDF: the text of its pages in reading order, without what stands at the head or foot of page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import IOBase
from typing import Any, NamedTuple, cast

from polgraph.errors import InputError
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.piece import Found, Options, Piece, taken_apart
from polgraph.loaders.text import titled

MOST_PAGES = 2000
_MARGIN = 0.12  # of the page, at its head and its foot
_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|стр\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|из)\s*\d{1,4})?\W*", re.I
)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


class Block(NamedTuple):
    """A block of lines on a page; `margin`: it stands at the head or the foot."""

    text: str
    margin: bool


def read_pdf(piece: Piece, options: Options) -> Found:
    """Yield the article of a PDF. Raises InputError where it has no text (a scan), a password, or is damaged."""
    stream = piece.at_hand()
    with taken_apart("a PDF", extra="documents"):
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams, LTTextContainer
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfparser import PDFParser

        stated = PDFDocument(PDFParser(stream)).info
        stream.seek(0)
        pages = []
        for page in extract_pages(cast(IOBase, stream), laparams=LAParams(), maxpages=MOST_PAGES):
            boxes = [box for box in page if isinstance(box, LTTextContainer)]
            pages.append([_block(box.get_text(), box.y0, box.y1, page.height) for box in boxes])
    text = "\n\n".join(joined(page_texts(pages)))
    if not text.strip():
        raise InputError("no text in this PDF: a scan? Recognise it first (ocrmypdf)")
    fields = _stated(stated) | {k: v for k, v in piece.fields.items() if v.strip()}
    yield options.once(titled(text, id=piece.id, fields=fields), where=piece.name)


def _block(text: str, low: float, high: float, height: float) -> Block:
    words = re.sub(r"(?<=\w)-\n(?=[a-zа-яäöüß])", "", text.strip())
    return Block(" ".join(words.split()), low > height * (1 - _MARGIN) or high < height * _MARGIN)


def page_texts(pages: Iterable[list[Block]]) -> Iterator[str]:
    """Yield the blocks without page numbers, and without what the margins of several pages repeat (figures apart)."""
    pages = list(pages)
    repeated = Counter(key for page in pages for key in {_key(b.text) for b in page if b.margin})
    for page in pages:
        for block in page:
            running = block.margin and (_NUMBER.fullmatch(block.text) or repeated[_key(block.text)] > 1)
            if block.text and not running:
                yield block.text


def joined(blocks: Iterable[str]) -> list[str]:
    """Return the paragraphs: a block that ends in mid-sentence goes on in the next where this begins with a small letter."""
    found: list[str] = []
    for block in blocks:
        if found and block[0].islower() and found[-1][-1:] not in '.!?:;”"':
            found[-1] += f" {block}"
        else:
            found.append(block)
    return found


def _key(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())


def _stated(stated: list[dict[str, Any]]) -> dict[str, str]:
    """Return the title and the day of making that the file states; a title that is the name of a file is none."""
    from pdfminer.utils import decode_text

    info = {k: decode_text(v) for part in stated for k, v in part.items() if isinstance(v, bytes)}
    fields: dict[str, str] = {}
    title = " ".join(info.get("Title", "").replace("\0", "").split())
    if title and not re.search(
        r"\.(?:docx?|pdf|indd|qxd|txt)$|^untitled|^microsoft word", title, re.IGNORECASE
    ):
        fields["title"] = title
    if day := _DATE.match(info.get("CreationDate", "")):
        try:
            fields["published"] = parse_date("-".join(day.groups())) or ""
        except InputError:
            fields.pop("published", None)
    return fields
