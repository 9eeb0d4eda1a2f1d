"""HTML within a cell or a mail to plain text: blocks as paragraphs, no script, no style."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div br li ul ol dl dt dd tr table h1 h2 h3 h4 h5 h6 blockquote section article header footer hr pre figure figcaption body title".split()
)
_SILENT = frozenset("script style template head noscript".split())
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|table|tr|td|html|body|section|article|figure|img|script)\b[^<>]*>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,5});", re.IGNORECASE)


def plain(text: str) -> str:
    """Return the text of HTML, one blank line between blocks; a text that has neither tags nor entities unchanged.

    >>> plain("<p>Tom &amp; Co <b>left</b>.</p><p>No word.</p>")
    'Tom & Co left.\\n\\nNo word.'
    >>> plain("a < b and b > c")
    'a < b and b > c'
    """
    if _TAG.search(text):
        parser = _Text()
        parser.feed(text)
        parser.close()
        return parser.text()
    return html.unescape(text) if _ENTITY.search(text) else text


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._parts.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._parts.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data.replace("\0", " "))

    def text(self) -> str:
        blocks = (" ".join(block.split()) for block in "".join(self._parts).split("\0"))
        return "\n\n".join(block for block in blocks if block)
