"""Rows of a table, objects of JSON: each an article, its fields told from the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from polgraph.errors import InputError
from polgraph.loaders.columns import Columns, NoColumnError
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.failure import Failure
from polgraph.loaders.markup import plain
from polgraph.loaders.piece import Link, Options, Piece
from polgraph.loaders.text import titled
from polgraph.model import Article

Row = Mapping[str, Any]

ADDRESSES_ONLY = "skipped: {} of articles without their text; --fetch opens their pages"
TEASER = "skipped: its text is cut off or a mere summary (a teaser); read as far as it goes"

_DEEPEST = 4
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")


def read_rows(
    rows: Iterable[tuple[int, Row | Failure]], piece: Piece, options: Options, *, fixed: bool = False
) -> Iterator[Article | Failure | Link]:
    """Yield an article for each numbered row, a Failure for one without text or with a field that cannot be used.

    Rows that have no column of text but an address are links where these are followed, else counted and named in one
    line at the end. `fixed`: all have the
    columns of the first, so that what is missing in it is told once, as InputError.
    """
    addresses = 0
    for number, row in rows:
        if isinstance(row, Failure):
            yield row
            continue
        flat = flattened(row)
        try:
            made = article_of(flat, number, piece, options.columns)
        except NoColumnError as error:
            if fixed:
                raise
            yield Failure(where=piece.name, line=number, reason=str(error))
            continue
        except InputError as error:
            yield Failure(where=piece.name, line=number, reason=str(error))
            continue
        if made is None:
            link = link_of(flat, piece, options.columns) if options.follow else None
            if link:
                yield link
            else:
                addresses += 1
            continue
        article, cut = made
        yield options.once(article, where=piece.name, line=number)
        if cut:
            yield Failure(where=piece.name, line=number, reason=TEASER, skipped=True)
    if addresses:
        words = f"{addresses} address" + ("es" if addresses > 1 else "")
        yield Failure(where=piece.name, reason=ADDRESSES_ONLY.format(words), skipped=True)


def article_of(row: Row, number: int, piece: Piece, columns: Columns) -> tuple[Article, bool] | None:
    """Return the article of a flat row and whether it is a teaser; None where there is but an address.

    What is known from outside fills in publication, source and language. Raises InputError where there is no text, or a
    field cannot be used.
    """
    held = columns.of_names(tuple(row))
    texts, teasers = held.get("text", []), held.get("teaser", [])
    if not texts and not teasers:
        if "url" in held:
            return None
        raise NoColumnError(
            f"no column of text: there is {', '.join(map(repr, list(row)[:8]))}; say --map text=COLUMN"
        )
    text = _first(row, texts)
    cut = text is not None and _CUT.search(text) is not None
    if text is None or cut:
        better = _first(row, teasers)
        text = max((t for t in (text, better) if t), key=len, default=None)
        cut = text is not None
    if text is None:
        raise InputError(f"no text in {' or '.join(map(repr, (texts or teasers)[:2]))}")
    fields = {k: v for k, v in piece.fields.items() if k in ("published", "source", "language")}
    for field in ("title", "url", "source", "language"):
        if value := _first(row, held.get(field, [])):
            fields[field] = value
    dates = (row[name] for name in held.get("published", ()))
    if date := next((d for d in dates if d not in (None, "")), None):
        fields["published"] = parse_date(date, order=columns.order) or ""
    id_ = _first(row, held.get("id", [])) or f"{piece.id}#{number}"
    return titled(_CUT.sub("", plain(text)), id=id_, fields=fields), cut


def link_of(row: Row, piece: Piece, columns: Columns) -> Link | None:
    """Return the address in a row, with what the row says of the article; None where the cell is empty."""
    held = columns.of_names(tuple(row))
    url = _first(row, held.get("url", []))
    if url is None:
        return None
    fields = {name: words for name in ("title", "source") if (words := _first(row, held.get(name, [])))}
    return Link(url, {k: v for k, v in piece.fields.items() if k in ("published", "source")} | fields)


def flattened(row: Row) -> dict[str, Any]:
    """Return the row with objects within as "source.name", lists of words as one, empty names left out.

    >>> flattened({"source": {"name": "Herald"}, "tags": ["a", "b"]})
    {'source.name': 'Herald', 'tags': 'a; b'}
    """
    return dict(_flat(row, "", _DEEPEST))


def _flat(row: Row, before: str, depth: int) -> Iterator[tuple[str, Any]]:
    for name, value in row.items():
        if not str(name).strip():
            continue
        if isinstance(value, dict):
            if depth:
                yield from _flat(value, f"{before}{name}.", depth - 1)
        elif isinstance(value, list):
            yield f"{before}{name}", "; ".join(v for v in value if isinstance(v, str))
        else:
            yield f"{before}{name}", value


def _first(row: Row, names: Iterable[str]) -> str | None:
    """Return the first of these cells in which something is, as words."""
    for name in names:
        value = row[name]
        if value is None or isinstance(value, bool):
            continue
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if words := str(value).strip():
            return words
    return None
