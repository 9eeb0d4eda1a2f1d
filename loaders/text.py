"""A page or article saved as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from polgraph.loaders import decode, headline, lines
from polgraph.loaders.article import make_article
from polgraph.loaders.paragraphs import headline_of, segment
from polgraph.loaders.sidecar import Fields
from polgraph.model import Article, Paragraph


def read_text(content: bytes, *, id: str, fields: Fields, encoding: str | None = None) -> Article:  # noqa: A002
    """Return the article in the bytes of a text file; raises InputError where they are none. As `titled`."""
    return titled(decode.decode(content, encoding=encoding), id=id, fields=fields)


def titled(text: str, *, id: str, fields: Fields, meta: Mapping[str, str] | None = None) -> Article:  # noqa: A002
    """Return the article of a text with these fields, and `meta` beside them.

    A title that is given and that the text does not print is put before it as a paragraph of its own; where none is
    given it is the text's headline, if it has one. Publication dates are never guessed.
    """
    title = " ".join(fields.get("title", "").split())
    if title and text.strip() and not prints(text, title):
        text = f"{title}\n\n{text}"
    paragraphs = segment(text, title or None)
    fields = fields | {"title": title or headline_of(text, paragraphs) or ""}
    return with_fields(text, id, paragraphs, fields, meta)


def with_fields(
    text: str,
    id_: str,
    paragraphs: Sequence[Paragraph],
    fields: Fields,
    meta: Mapping[str, str] | None = None,
) -> Article:
    """Return the article with these `fields`; one that is missing is unknown."""
    return make_article(
        text,
        id=id_,
        title=fields.get("title"),
        published=fields.get("published"),
        url=fields.get("url"),
        source=fields.get("source"),
        language=fields.get("language"),
        paragraphs=paragraphs,
        meta=meta,
    )


def prints(text: str, title: str) -> bool:
    """Whether `text` prints the headline `title`, alone or glued to what follows."""
    return any(headline.printed(title, text[u.start : u.end], again=False) for u in lines.split(text))
