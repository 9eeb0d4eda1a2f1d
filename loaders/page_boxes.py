"""Boxes that stand in or around the article of a page, taken out before the article is looked for (`data/page_boxes.yaml`)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from polgraph import shipped

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"[_\s-]+")
_NEVER = frozenset(("html", "body", "main", "article"))
_CELL = 300  # letters of a cell that may hold the article
_SHARE = 0.5  # of the letters of the page that the cell, or the entries of a live page, must hold


def tidy(tree: Any, entries: list[Any]) -> None:
    """Take the boxes out of an lxml tree, and what hides the article of a table layout or of a live page.

    `entries`: the boxes of a live page, which stand side by side as if each was an article.
    """
    whole = _letters(tree)
    most = float(rules()["most"]) * whole
    tags = frozenset(rules()["tags"])
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in _NEVER:
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        box = element.tag in tags or (named != " " and is_box(named))
        if (
            box
            and element.getparent() is not None
            and _letters(element) <= most
            and element.find(".//h1") is None
        ):
            element.drop_tree()
    _keep_main_cell(tree, whole)
    if sum(map(_letters, entries)) >= _SHARE * whole:
        for entry in entries:
            entry.attrib.clear()
            entry.tag = "div"


@lru_cache(maxsize=4096)
def is_box(named: str) -> bool:
    """Whether a class or id names such a box.

    >>> is_box("story__newsletter wide"), is_box("unrelated")
    (True, False)
    """
    words = _PARTS.sub("-", _CAPITAL.sub("-", named)).strip("-").lower()
    return _pattern().search(words) is not None


def _keep_main_cell(tree: Any, whole: int) -> None:
    """Drop the other cells of a page that is laid out with tables, where one cell holds most of it."""
    if tree.find(".//td") is None or tree.find(".//article") is not None or tree.find(".//main") is not None:
        return
    cells = [(cell, _letters(cell)) for cell in tree.iter("td") if cell.find(".//td") is None]
    main, letters = max(cells, key=lambda pair: pair[1])
    if letters < max(_CELL, _SHARE * whole):
        return
    around = frozenset(main.iterancestors("td"))
    for cell, _ in cells:
        if cell is not main and cell not in around:
            cell.drop_tree()


def _letters(element: Any) -> int:
    """Return about how many characters of text are in the element; links, scripts and styles do not count."""
    return sum(len(words.strip()) for words in _texts()(element))


@cache
def _texts() -> Any:
    from lxml import etree  # only when a page is read

    silent = ("a", "script", "style", "template", "noscript")
    return etree.XPath(f".//text()[not({' or '.join(f'ancestor::{tag}' for tag in silent)})]")


@cache
def rules() -> dict[str, Any]:
    """Return the content of `data/page_boxes.yaml`."""
    found: dict[str, Any] = shipped.table("page_boxes.yaml")
    return found


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<![^-])(?:{p})(?![^-])" for p in rules()["words"]["patterns"]))
