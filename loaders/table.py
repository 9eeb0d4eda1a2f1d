"""Tables of articles: CSV and the like, Excel, Parquet. One row is one article; rows are counted with the header as 1."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import zip_longest
from typing import Any

from polgraph.errors import InputError
from polgraph.loaders import decode, gdelt
from polgraph.loaders.piece import Found, Options, Piece, taken_apart
from polgraph.loaders.rows import Row, read_rows
from polgraph.loaders.zips import sound

_BATCH = 64  # rows of a Parquet file at a time
_LONGEST_HEAD = 50  # empty rows, or rows of one cell, above the header of a sheet


def read_csv(piece: Piece, options: Options) -> Found:
    """Yield the articles of a CSV or TSV file: commas, semicolons, tabs or bars, quoted as Excel does."""
    start = piece.start()
    if (
        reason := decode.foreign(start)
        if not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        else None
    ):
        raise InputError(reason)
    if listing := gdelt.listing(start):
        yield from gdelt.read_listing(listing, piece)
        return
    with closing(_csv(piece, _encoding(start, options.encoding))) as rows:
        yield from read_rows(rows, piece, options, fixed=True)


def _encoding(start: bytes, named: str | None) -> str:
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else named or "utf-8"


def _csv(piece: Piece, encoding: str) -> Generator[tuple[int, Row], None, None]:
    csv.field_size_limit(decode.LARGEST)
    stream = io.TextIOWrapper(piece.stream, encoding=encoding, newline="")
    number = 1
    try:
        head = stream.readline(decode.LARGEST)
        if head.strip().lower().startswith("sep="):  # Excel's own first line
            head = stream.readline(decode.LARGEST)
            number += 1
        mark = max("\t,;|", key=head.count)
        columns = _columns(next(csv.reader([head], delimiter=mark), []))
        for row in csv.reader(_lines(stream), delimiter=mark):
            number += 1
            if any(cell.strip() for cell in row):
                yield number, dict(zip_longest(columns, row[: len(columns)], fillvalue=""))
    except UnicodeDecodeError as error:
        raise InputError(
            f"row {number + 1} or a little later is no {error.encoding.upper()}: name the encoding (--encoding windows-1252)"
        ) from error
    except csv.Error as error:
        raise InputError(f"row {number + 1} cannot be read on: {error}") from error
    finally:
        stream.detach()


def _lines(stream: io.TextIOWrapper) -> Iterator[str]:
    """Yield lines of bounded length."""
    while line := stream.readline(decode.LARGEST):
        yield line


def _columns(cells: list[str]) -> list[str]:
    """Return the names of the columns, each once: a second "date" is called "date 2"."""
    names: list[str] = []
    for cell in cells:
        name = " ".join(cell.split())
        count = sum(n == name or (n.startswith(f"{name} ") and n[len(name) + 1 :].isdigit()) for n in names)
        names.append(f"{name} {count + 1}" if name and count else name)
    return names


def read_xlsx(piece: Piece, options: Options) -> Found:
    """Yield the articles of the sheets of an Excel file; its first row of several cells names the columns."""
    stream = piece.at_hand()
    sound(stream, "an Excel file")
    with taken_apart("an Excel file", extra="tables"):
        import openpyxl

        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    try:
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
        for sheet in sheets:
            name = piece.name if len(sheets) == 1 else f"{piece.name}/{sheet.title}"
            id_ = piece.id if len(sheets) == 1 else f"{piece.id}/{sheet.title}"
            yield from read_rows(_sheet(sheet), piece._replace(name=name, id=id_), options, fixed=True)
    finally:
        book.close()


def _sheet(sheet: Any) -> Iterator[tuple[int, Row]]:
    columns: list[str] = []
    with taken_apart("an Excel file"):
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            filled = [c for c in cells if c is not None and str(c).strip()]
            if not columns:
                if len(filled) > 1 or (filled and number > _LONGEST_HEAD):
                    columns = _columns(["" if c is None else str(c) for c in cells])
            elif filled:
                yield number, dict(zip_longest(columns, cells[: len(columns)]))


def read_parquet(piece: Piece, options: Options) -> Found:
    """Yield the articles of a Parquet file, its rows counted from 1."""
    stream = piece.at_hand()
    with taken_apart("a Parquet file", extra="tables"):
        import pyarrow.parquet

        table = pyarrow.parquet.ParquetFile(stream)
    yield from read_rows(_parquet(table), piece, options, fixed=True)


def _parquet(table: Any) -> Iterator[tuple[int, Row]]:
    number = 0
    with taken_apart("a Parquet file"):
        for batch in table.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield number, row
