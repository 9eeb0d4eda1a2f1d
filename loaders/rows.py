"""Rows of a table, objects of JSON: each an article, its fields told from the names of the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from polgraph.errors import InputError
from polgraph.loaders.columns import Columns, NoColumnError, language_tag
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.failure import Failure
from polgraph.loaders.markup import plain
from polgraph.loaders.piece import Link, Options, Piece
from polgraph.loaders.text import titled
from polgraph.model import Article

Row = Mapping[str, Any]

TEASER = "skipped: its text is cut off or a mere summary (a teaser); read as far as it goes"

_DEEPEST = 4
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*$")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def read_rows(
    rows: Iterable[tuple[int, Row | Failure]], piece: Piece, options: Options, *, fixed: bool = False
) -> Iterator[Article | Failure | Link]:
    """Yield an article for each numbered row, a Failure for one without text or with a field that cannot be used.

    A row that has no column of text but an address is a Link. `fixed`: all have the columns of the first, so that what
    is missing in it is told once, as InputError.
    """
    for number, row in rows:
        if isinstance(row, Failure):
            yield row
            continue
        try:
            made = article_of(flattened(row), number, piece, options.columns)
        except NoColumnError as error:
            if fixed:
                raise
            yield Failure(where=piece.name, line=number, reason=str(error))
            continue
        except InputError as error:
            yield Failure(where=piece.name, line=number, reason=str(error))
            continue
        if isinstance(made, Link):
            yield made
            continue
        article, cut = made
        yield options.once(article, where=piece.name, line=number)
        if cut:
            yield Failure(where=piece.name, line=number, reason=TEASER, skipped=True)


def article_of(row: Row, number: int, piece: Piece, columns: Columns) -> tuple[Article, bool] | Link:
    """Return the article of a flat row and whether it is a teaser; a Link where there is but an address.

    What is known from outside fills in publication, source and language; what no field holds is kept in `meta`. Raises
    InputError where there is no text, or a field cannot be used.
    """
    held = columns.of_names(tuple(row))
    texts, teasers = held.get("text", []), held.get("teaser", [])
    if not texts and not teasers:
        return _link(row, number, piece, columns, held)
    text = _first(row, texts)
    cut = text is not None and _CUT.search(text) is not None
    if text is None or cut:
        better = _first(row, teasers)
        text = max((t for t in (text, better) if t), key=len, default=None)
        cut = text is not None
    if text is None:
        raise InputError(f"no text in {' or '.join(map(repr, (texts or teasers)[:2]))}")
    fields, meta = _said(row, held, piece, columns)
    id_ = _first(row, held.get("id", [])) or f"{piece.id}#{number}"
    return titled(_CUT.sub("", plain(text)), id=id_, fields=fields, meta=meta), cut


def _link(row: Row, number: int, piece: Piece, columns: Columns, held: Mapping[str, list[str]]) -> Link:
    if "url" not in held:
        shown = ", ".join(map(repr, list(row)[:8]))
        raise NoColumnError(f"no column of text: there is {shown}; say --map text=COLUMN")
    url = _first(row, held["url"])
    if not url or not _ADDRESS.fullmatch(url):
        raise InputError(f"no text, and no address in {held['url'][0]!r}")
    fields, meta = _said(row, held, piece, columns)
    return Link(url, f"{piece.name}/{number}", {k: v for k, v in fields.items() if k != "url"}, meta)


def _said(
    row: Row, held: Mapping[str, list[str]], piece: Piece, columns: Columns
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the fields of the article besides text and id, and all else that the row says."""
    fields = {k: v for k, v in piece.fields.items() if k in ("published", "source", "language")}
    used = {*held.get("text", ()), *held.get("id", ())[:1]}
    for field in ("title", "url", "source", "language", "author"):
        name = next((n for n in held.get(field, ()) if _words(row[n])), None)
        if name is None:
            continue
        value = _words(row[name])
        if field == "language":
            value = language_tag(value)
        elif field == "title":
            value = plain(value)
        if value:
            fields[field] = value
            used.add(name)
    day = next((n for n in held.get("published", ()) if _words(row[n])), None)
    if day is not None:
        fields["published"] = parse_date(row[day], order=columns.order) or ""
        used.add(day)
    meta = {n: words for n, value in row.items() if n not in used and (words := _words(value))}
    if author := fields.pop("author", ""):
        meta["author"] = author
    return fields, meta


def flattened(row: Row) -> dict[str, Any]:
    """Return the row with objects within as "source.name", lists of words or names as one, empty names left out.

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
            yield f"{before}{name}", "; ".join(filter(None, map(_item, value)))
        else:
            yield f"{before}{name}", value


def _item(value: Any) -> str:
    """Return an item of a list as words: itself, or the name of an object ("authors": [{"name": …}])."""
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _first(row: Row, names: Iterable[str]) -> str | None:
    """Return the first of these cells in which something is, as words."""
    return next((words for name in names if (words := _words(row[name]))), None)


def _words(value: Any) -> str:
    """Return a cell as words, empty where nothing is in it."""
    if value is None or isinstance(value, bool) or value != value:  # a number that is none
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()
