"""PDF: the text of its pages in reading order, without what stands at the head or foot of page after page."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NamedTuple

from polgraph.errors import InputError
from polgraph.loaders import decode
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.piece import LARGEST_WHOLE, Found, Options, Piece, taken_apart
from polgraph.loaders.text import titled

MOST_PAGES = 2000
MOST_BLOCKS = 400  # on a page that is set in columns: each is compared with each
LARGEST_STREAM = 100_000_000  # bytes that one stream may unpack to: a picture of 30 million dots
_MARGIN = 0.12  # of the page, at its head and its foot
_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|стр\.?)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of|von|из)\s*\d{1,4})?\W*", re.I
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


class Block(NamedTuple):
    """A block of lines on a page; `margin`: it stands at the head or the foot."""

    text: str
    margin: bool


def read_pdf(piece: Piece, options: Options) -> Found:
    """Yield the article of a PDF. Raises InputError where it has no text (a scan), a password, or is damaged."""
    stream = piece.at_hand()
    bounded(stream)
    with taken_apart("a PDF", extra="documents"):
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfparser import PDFParser

        stated = PDFDocument(PDFParser(stream)).info
        stream.seek(0)
        pages = list(_pages(stream))
    text = "\n\n".join(joined(page_texts(pages)))
    if not text.strip():
        raise InputError("no text in this PDF: a scan? Recognise it first (ocrmypdf)")
    fields, meta = _stated(stated)
    if piece.fields.get("published", "").strip():
        meta.pop("published_from", None)
    fields |= {k: v for k, v in piece.fields.items() if v.strip()}
    yield options.once(titled(text, id=piece.id, fields=fields, meta=meta), where=piece.name)


def _pages(stream: BinaryIO) -> Iterator[list[Block]]:
    """Yield the blocks of each page in reading order: column by column, on a page of very many from above."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTChar, LTTextContainer
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    for shown in PDFPage.get_pages(stream, maxpages=MOST_PAGES):
        interpreter.process_page(shown)
        page, columns = device.get_result(), LAParams()
        letters = [o for o in page if isinstance(o, LTChar)]
        lines = page.group_objects(columns, letters) if letters else ()
        count = sum(1 for _ in page.group_textlines(columns, [line for line in lines if not line.is_empty()]))
        page.analyze(columns if count <= MOST_BLOCKS else LAParams(boxes_flow=None))
        boxes = [box for box in page if isinstance(box, LTTextContainer)]
        yield [_block(box.get_text(), box.y0, box.y1, page.height) for box in boxes]


def bounded(stream: BinaryIO) -> None:
    """Raise InputError where a stream within the PDF unpacks out of proportion; else rewind it.

    The library unpacks each at once, in memory.
    """
    content = decode.up_to(stream, LARGEST_WHOLE + 1)
    if len(content) > LARGEST_WHOLE:
        raise InputError(f"larger than {LARGEST_WHOLE // 1_000_000} MB: split it")
    if _TWICE.search(content):
        raise InputError("a stream in it is packed twice: a bomb? It is not read")
    for begin in _STREAM.finditer(content):
        end = content.find(b"endstream", begin.end())
        if _unpacks_to(content[begin.end() : end if end > 0 else len(content)]) > LARGEST_STREAM:
            raise InputError(
                f"a stream in it unpacks to more than {LARGEST_STREAM // 1_000_000} MB: a bomb? It is not read"
            )
    stream.seek(0)


def _unpacks_to(packed: bytes) -> int:
    """Return how many bytes come out (zlib), as far as that is within bounds and can be unpacked."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while packed and size <= LARGEST_STREAM:
            size += len(unpacker.decompress(packed, 1 << 20))
            packed = unpacker.unconsumed_tail
    except zlib.error:
        return size  # not packed so, or damaged: then the library gets no further either
    return size


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


def _stated(stated: list[dict[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the title and the day of making that the file states, and the author beside them.

    A title that is the name of a file is none.
    """
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
    meta = {"author": " ".join(info.get("Author", "").replace("\0", "").split())}
    if "published" in fields:
        meta["published_from"] = "when the PDF was made, as it states itself"
    return fields, meta
