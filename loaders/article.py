"""The one place that builds an `Article`: what its fields may be, its language, its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from polgraph.errors import InputError
from polgraph.loaders import decode
from polgraph.loaders import language as languages
from polgraph.loaders.paragraphs import segment
from polgraph.model import Article, GivenMention, Paragraph

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_LONGEST_META = 10_000  # characters of a word about the article


def make_article(
    text: str,
    *,
    id: str,  # noqa: A002 - the field of the contract
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    source: str | None = None,
    language: str | None = None,
    mentions: Sequence[GivenMention] | None = None,
    paragraphs: Sequence[Paragraph] | None = None,
    meta: Mapping[str, str] | None = None,
) -> Article:
    """Return the article, checked, with `text` unchanged.

    `published` is an ISO date or date-time and comes out in one spelling, zone kept ("2024-03-01T10:00:00+02:00").
    `language` is a BCP 47 tag; where it is not given it is told from the text, and stays None for a short one.
    `paragraphs` where they are known; what they leave out is boilerplate. An empty field counts as not given.
    `meta`: what else is known of it; empty entries are left out, long ones cut at 10,000 characters. Raises InputError,
    in one line, for what cannot be used.
    """
    _check_words("id", id)
    if not id.strip() or _CONTROL.search(id):
        raise InputError(
            f"the id {id!r} is empty or holds a line end or control character: give the article a plain id"
        )
    _check_words("text", text)
    if not text.strip():
        raise InputError("the text is empty")
    if len(text) > decode.LARGEST:
        raise InputError(
            f"the text is longer than {decode.LARGEST // 1_000_000} MB: an article is not so long"
        )
    if "\0" in text:
        raise InputError(f"the text has a NUL character at {text.index(chr(0))}: is it binary? Remove it")
    fields = {"title": _line("title", title), "url": _line("url", url), "source": _line("source", source)}
    marked = tuple(segment(text, fields["title"]) if paragraphs is None else _complete(text, paragraphs))
    tag = _line("language", language)
    return Article(
        id=id,
        text=text,
        published=parse_published(published),
        language=parse_language(tag) if tag else languages.detect(_readable(text, marked)),
        mentions=None if mentions is None else tuple(_inside(text, mentions)),
        paragraphs=marked,
        meta=_kept(meta or {}),
        **fields,
    )


def parse_published(value: str | None) -> str | None:
    """Return an ISO date or date-time in one spelling, None for None or blank; raises InputError for anything else.

    >>> parse_published("2024-03-01 10:00Z")
    '2024-03-01T10:00:00+00:00'
    """
    given = _line("published", value)
    if given is None:
        return None
    try:
        if _DAY.fullmatch(given):
            return date.fromisoformat(given).isoformat()
        if _DAY.match(given):
            return datetime.fromisoformat(given).isoformat()
    except ValueError as error:
        raise InputError(f"published {given!r} is no date: {error}") from error
    raise InputError(f"published {given!r} is no ISO date: write 2024-03-01 or 2024-03-01T10:00:00+02:00")


def parse_language(tag: str) -> str:
    """Return a BCP 47 tag in its usual case: "EN_us" -> "en-US"; raises InputError where it is none."""
    found = _TAG.fullmatch(tag)
    if found is None:
        raise InputError(f"language {tag!r} is no BCP 47 tag: write en, uk, de-AT")
    parts = re.split("[-_]", found[2])[1:]
    cased = [
        p.upper() if len(p) == 2 else p.title() if len(p) == 4 and p.isalpha() else p.lower() for p in parts
    ]
    return "-".join([found[1].lower(), *cased])


def _kept(meta: Mapping[str, str]) -> dict[str, str]:
    """Return what may be kept of an article besides its fields; half characters become question marks."""
    pairs = (
        (_SURROGATE.sub("?", name).strip(), _SURROGATE.sub("?", words).strip())
        for name, words in meta.items()
    )
    cut = _LONGEST_META - 1
    return {
        name: words if len(words) <= _LONGEST_META else f"{words[:cut].rstrip()}…"
        for name, words in pairs
        if name and words
    }


def _line(name: str, value: str | None) -> str | None:
    """Return a field of one line, blanks collapsed, None where nothing is in it."""
    if value is None:
        return None
    _check_words(name, value)
    return " ".join(_CONTROL.sub(" ", value).split()) or None


def _check_words(name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise InputError(f"{name} is {type(value).__name__}, not text")
    if found := _SURROGATE.search(value):
        raise InputError(
            f"{name} has half a character (lone surrogate U+{ord(found[0]):04X}) at {found.start()}: "
            "it was cut or decoded wrongly; write it again as UTF-8"
        )


def _readable(text: str, paragraphs: Sequence[Paragraph]) -> str:
    kinds = ("body", "headline", "subheading")
    return "\n".join(text[p.start : p.end] for p in paragraphs if p.kind in kinds)


def _inside(text: str, mentions: Sequence[GivenMention]) -> Sequence[GivenMention]:
    for m in mentions:
        if not 0 <= m.start < m.end <= len(text):
            raise InputError(
                f"the mention [{m.start}, {m.end}) is not inside the text of {len(text)} characters"
            )
    return mentions


def _complete(text: str, given: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with what lies between them, if it is no blank, as boilerplate."""
    complete: list[Paragraph] = []
    behind = 0
    for p in given:
        if not 0 <= p.start < p.end <= len(text):
            raise InputError(
                f"the paragraph [{p.start}, {p.end}) is not inside the text of {len(text)} characters"
            )
        if p.start < behind:
            raise InputError(
                f"the paragraph [{p.start}, {p.end}) overlaps the one before it or is out of order"
            )
        complete += [*_gap(text, behind, p.start), p]
        behind = p.end
    return [*complete, *_gap(text, behind, len(text))]


def _gap(text: str, start: int, end: int) -> list[Paragraph]:
    words = text[start:end].strip()
    if not words:
        return []
    first = text.index(words, start)
    return [Paragraph(start=first, end=first + len(words), kind="boilerplate")]
