"""One HTML page: its article without the page around it. Nothing is fetched, no script runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, NamedTuple

from polgraph.errors import InputError
from polgraph.loaders import dates, decode, headline, json_ld, page_boxes, page_dates, page_facts
from polgraph.loaders.article import parse_language, parse_published
from polgraph.loaders.paragraphs import segment
from polgraph.loaders.sidecar import Fields
from polgraph.loaders.text import with_fields
from polgraph.model import Article, Paragraph, ParagraphKind

# Dates that the page states; none that merely stands somewhere in its text, and none measured against today.
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2200-01-01",
    "outputformat": "%Y-%m-%d",
}
_BLOCKS = frozenset(("p", "head", "item", "quote", "cell", "code"))
_ENOUGH, _COVERED = (
    400,
    0.7,
)  # characters of an article, and share of the paragraphs of the page, that are not doubted


class _Block(NamedTuple):
    """One block of the page: its words in one line, and what its tag says of them."""

    text: str
    tag: str


class _Taken(NamedTuple):
    """What was taken out of a page: its article, and what the page says of itself."""

    document: Any
    title: str | None
    captions: frozenset[str]
    headings: frozenset[str]
    language: str | None
    dates: list[tuple[str, str]]
    url: str | None
    author: str | None
    paid: bool
    entries: list[tuple[str, str]]


def read_page(content: bytes, *, id: str, fields: Fields, encoding: str | None = None) -> Article:  # noqa: A002
    """Return the article of a page; `fields` go before what the page says of itself (`address`: where it was fetched).

    The text is made of the blocks of the article, one a paragraph, with the headline first. Raises InputError where
    the bytes are no page or it has no article.
    """
    html = decode.decode_page(content, encoding=encoding)
    taken = _extract(html, fields.get("address"))
    blocks = [b for element in taken.document.body for b in _blocks(element)]
    known = _metadata(taken) | {k: v for k, v in fields.items() if v.strip()}
    title = " ".join(known.get("title", "").split())
    text = "\n\n".join(b.text for b in blocks)
    if not text.strip():
        raise InputError("no article in this page: save the text of it as a .txt file instead")
    if title and not any(headline.printed(title, b.text, again=False) for b in blocks):
        blocks.insert(0, _Block(title, "title"))
        text = f"{title}\n\n{text}"
    meta = _meta(taken, text)
    if not fields.get("published", "").strip():
        dated = _dated(taken, known, text)
        known |= {"published": dated.value} if dated.value else {}
        meta["published_from"] = dated.warning or dated.reason
    paragraphs = [_by_tag(p, blocks, taken, text) for p in segment(text, title or None)]
    article = with_fields(text, id, paragraphs, known)
    return article.model_copy(update={"language": article.language or taken.language, "meta": meta})


def _dated(taken: _Taken, known: Fields, text: str) -> dates.Published:
    url, shown, stated = known.get("url"), known.get("published"), taken.dates
    if shown and shown != dates.from_url(url):
        stated = [*stated, ("the page", shown)]
    return dates.published(stated, url=url, text=text, now=datetime.now(UTC))


def _meta(taken: _Taken, text: str) -> Fields:
    stated = {
        "author": taken.author,
        "teaser": page_facts.PAID if taken.paid else None,
        "entries": page_facts.placed(taken.entries, text) if taken.entries else None,
    }
    return {name: words for name, words in stated.items() if words}


def _extract(html: str, address: str | None) -> _Taken:
    import trafilatura  # a second: only when it is needed

    try:
        tree = trafilatura.load_html(html)
        if tree is None:
            raise InputError("this is no HTML page")
        objects = json_ld.objects(tree)
        captions = frozenset(_words(c) for c in tree.iter("figcaption"))
        headings = frozenset(_words(h) for h in tree.iter("h2", "h3", "h4"))
        stated, url = page_dates.stated(tree, objects), page_facts.canonical(tree, address=address)
        paid, (entries, boxes) = page_facts.must_be_paid(tree, objects), page_facts.entries(tree, objects)
        page_boxes.tidy(tree, boxes)
        found = _article(tree)
        if found is None:
            raise InputError("no article in this page: save the text of it as a .txt file instead")
        title = page_facts.title(found.title, objects)
        author = page_facts.author(tree, objects, found=found.author)
    except InputError:
        raise
    except Exception as error:  # whatever the parser trips over in anybody's page
        raise InputError(f"this page cannot be taken apart: {type(error).__name__}: {error}") from error
    return _Taken(found, title, captions, headings, _tag(tree), stated, url, author, paid, entries)


def _article(tree: Any) -> Any:
    """Return what trafilatura takes for the article, None where there is none.

    Its second opinions cost as much as the first; they are asked for where the first leaves out much of the page.
    """
    import trafilatura

    paragraphs = sum(len(_words(p)) for p in tree.iter("p"))
    for fast in (True, False):
        found = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, fast=fast, date_extraction_params=_DATES
        )
        if found is None or isinstance(found, dict) or found.body is None:
            found = None
        elif fast and len(_words(found.body)) >= max(_ENOUGH, _COVERED * paragraphs):
            break
    return found


def _tag(tree: Any) -> str | None:
    root = tree if tree.tag == "html" else tree.find(".//html")
    named = root.get("lang") if root is not None else None
    try:
        return parse_language(named.strip()) if named else None
    except InputError:
        return None


def _metadata(taken: _Taken) -> Fields:
    """Return what the page states of itself and can be used."""
    document = taken.document
    stated = {
        "title": taken.title,
        "published": document.date,
        "url": taken.url or document.url,
        "source": document.sitename or document.hostname,
    }
    known = {key: str(value) for key, value in stated.items() if value and str(value).strip()}
    try:
        parse_published(known.get("published"))
    except InputError:
        del known["published"]
    return known


def _words(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _blocks(element: Any) -> list[_Block]:
    """Return the blocks in `element`: itself, or what lies in it where it holds blocks."""
    inner = [child for child in element if child.tag not in ("hi", "ref", "lb", "del", "graphic")]
    if element.tag in _BLOCKS and not inner:
        return _lines(element)
    found: list[_Block] = []
    if element.text and element.text.strip():
        found.append(_Block(" ".join(element.text.split()), str(element.tag)))
    for child in element:
        found += _blocks(child) if child.tag in _BLOCKS or len(child) else _lines(child)
        if child.tail and child.tail.strip():
            found.append(_Block(" ".join(child.tail.split()), "p"))
    return found


def _lines(element: Any) -> list[_Block]:
    """Return one block, or one each where line breaks part it."""
    for line_break in element.iter("lb"):
        line_break.tail = "\u2028" + (line_break.tail or "")
    texts = (" ".join(part.split()) for part in "".join(element.itertext()).split("\u2028"))
    return [_Block(text, str(element.tag)) for text in texts if text]


def _by_tag(paragraph: Paragraph, blocks: list[_Block], taken: _Taken, text: str) -> Paragraph:
    """Return the paragraph with the kind that its tag says, where the words alone left it to be read."""
    if paragraph.kind not in ("body", "subheading"):
        return paragraph
    block = _block_at(paragraph.start, blocks)
    kind: ParagraphKind = "subheading" if block.tag == "head" or block.text in taken.headings else "body"
    if block.text in taken.captions:
        kind = "caption"
    return paragraph.model_copy(update={"kind": kind})


def _block_at(offset: int, blocks: list[_Block]) -> _Block:
    behind = 0
    for block in blocks:
        behind += len(block.text) + 2
        if offset < behind:
            return block
    return blocks[-1]
