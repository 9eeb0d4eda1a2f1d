"""Sitemaps, with the tags of news (sitemaps.org, Google News), and indexes of sitemaps: lists of addresses."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from polgraph.errors import InputError
from polgraph.loaders import dates
from polgraph.loaders.article import parse_language
from polgraph.loaders.piece import Found, Link, Options, Piece
from polgraph.loaders.xml_text import xml_text

_ENTRIES = ("url", "sitemap")


def read_sitemap(piece: Piece, options: Options) -> Found:
    """Yield a link for each page, and for each sitemap of an index. Raises InputError where it cannot be read."""
    from lxml import etree  # only when it is needed

    content = xml_text(piece.whole()).encode()
    found = 0
    try:
        for element in _elements(content):
            fields = {
                _name(part): " ".join((part.text or "").split())
                for part in element.iter()
                if isinstance(part.tag, str)
            }
            if fields.get("loc"):
                found += 1
                yield _link(_name(element), fields, f"{piece.name}/{found}")
            element.clear()
    except etree.XMLSyntaxError as error:
        raise InputError(f"no sitemap that can be read on after {found} addresses: {error.msg}") from error
    if not found:
        raise InputError("a sitemap without addresses")


def _elements(content: bytes) -> Iterator[Any]:
    from lxml import etree

    settings = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
    for _, element in etree.iterparse(io.BytesIO(content), events=("end",), remove_comments=True, **settings):
        if isinstance(element.tag, str) and _name(element) in _ENTRIES:
            yield element


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _link(kind: str, said: dict[str, str], name: str) -> Link:
    if kind == "sitemap":
        return Link(said["loc"], name, {}, listed="an index of sitemaps", listing=True)
    stated = {
        "published": dates.parse(said.get("publication_date", "")),
        "title": said.get("title"),
        "source": said.get("name"),
        "language": _language(said.get("language", "")),
    }
    known = {field: words for field, words in stated.items() if words}
    return Link(said["loc"], name, known, listed="a sitemap")


def _language(words: str) -> str | None:
    try:
        return parse_language(words) if words else None
    except InputError:
        return None
