"""What a page says of itself beyond its text and date: who wrote it, its address, whether it must be paid for, when each
entry of a live page was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from polgraph.loaders import addresses, dates

PAID = "the page says that the whole of it must be paid for"

_ENTRY_TAGS = ("article", "section", "div", "li")
_LIVE = 3  # entries of a live page at least
_LONGEST = 60  # characters by which an entry is found in the text


def title(stated: str | None, objects: Iterable[dict[str, Any]]) -> str | None:
    """Return the headline: as `stated`, unless that is only of an entry of a live page."""
    for thing in objects:
        headline, updates = thing.get("headline"), thing.get("liveBlogUpdate")
        entries = updates if isinstance(updates, list) else []
        known = [one.get("headline") for one in entries if isinstance(one, dict)]
        if isinstance(headline, str) and headline.strip() and stated in known:
            return headline
    return stated


def author(tree: Any, objects: Iterable[dict[str, Any]], *, found: str | None) -> str | None:
    """Return the names of the authors: of JSON-LD, else metadata, else as they were `found` ("A; B"); None for nobody."""
    metas = (e.get("content") for e in tree.iter("meta") if (e.get("name") or "").lower() == "author")
    for names in (*(_names(thing.get("author")) for thing in objects), _names(list(metas))):
        if named := [name for name in names if "://" not in name]:
            return ", ".join(dict.fromkeys(named))
    split = [" ".join(name.split()) for name in (found or "").split(";")]
    return ", ".join(name for name in split if name) or None


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and name.strip():
            yield " ".join(name.split())


def canonical(tree: Any, *, address: str | None) -> str | None:
    """Return the address that the page calls its own (rel=canonical, else og:url), relative to `address`.

    One that is only the front page of a site says nothing of the article.
    """
    links = (e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    metas = (e.get("content") for e in tree.iter("meta") if (e.get("property") or "").lower() == "og:url")
    for words in (*links, *metas):
        try:
            whole = urljoin(address or "", (words or "").strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        if addresses.is_address(whole) and (parts.path.strip("/") or parts.query):
            return str(whole).partition("#")[0]
    return None


def must_be_paid(tree: Any, objects: Iterable[dict[str, Any]]) -> bool:
    """Whether the page says that not all of it is free (schema.org `isAccessibleForFree`, `article:content_tier`)."""
    if any(str(thing.get("isAccessibleForFree", "")).lower() == "false" for thing in objects):
        return True
    tiers = (
        e.get("content") for e in tree.iter("meta") if (e.get("property") or "") == "article:content_tier"
    )
    return any((tier or "").strip().lower() in ("locked", "metered") for tier in tiers)


def entries(tree: Any, objects: Iterable[dict[str, Any]]) -> tuple[list[tuple[str, str]], list[Any]]:
    """Return the entries of a live page as (first words, ISO date-time), and their boxes; empty where it is none."""
    found = [pair for thing in objects for pair in _updates(thing.get("liveBlogUpdate"))]
    timed = _timed(tree)
    return found or [(words, moment) for words, moment, _ in timed], [box for _, _, box in timed]


def _updates(value: Any) -> Iterator[tuple[str, str]]:
    for one in value if isinstance(value, list) else ():
        if not isinstance(one, dict):
            continue
        moment = dates.parse(str(one.get("datePublished", "")))
        words = one.get("headline") or one.get("articleBody")
        if moment and isinstance(words, str) and words.strip():
            yield _first(words), moment


def _timed(tree: Any) -> list[tuple[str, str, Any]]:
    """Return the entries that stand side by side, each with one time of its own."""
    boxes: list[tuple[Any, str]] = []
    for time in tree.iter("time"):
        moment = dates.parse(time.get("datetime") or "")
        box = next((a for a in time.iterancestors(*_ENTRY_TAGS) if a.find(".//p") is not None), None)
        if moment and "T" in moment and box is not None and sum(1 for _ in box.iter("time")) == 1:
            boxes.append((box, moment))
    parents = Counter(box.getparent() for box, _ in boxes)
    found = []
    for box, moment in boxes:
        if parents[box.getparent()] >= _LIVE:
            begins = next(box.iter("h2", "h3", "h4", "p"))
            found.append((_first("".join(begins.itertext())), moment, box))
    return found


def _first(words: str) -> str:
    return " ".join(words.split())[:_LONGEST]


def placed(found: Iterable[tuple[str, str]], text: str) -> str | None:
    """Return where in the text each entry begins and when it was written, in its order: "120 2024-03-01T10:00; …"."""
    places = sorted((at, moment) for words, moment in found if words and (at := text.find(words)) >= 0)
    return "; ".join(f"{at} {moment}" for at, moment in places) or None
