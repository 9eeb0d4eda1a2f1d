"""Whether a feed has the whole text of an article or only its beginning (`data/feeds.yaml`)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from polgraph import shipped

_END = 400  # characters in which a text says that it goes on elsewhere


class Told(NamedTuple):
    """What a feed has of an article: its text, and whether that is all of it."""

    text: str
    whole: bool


def told(content: str, summary: str) -> Told:
    """Return the text of an entry, out of its content and its summary (plain text, empty where there is none).

    A text is whole if it does not end like one that is cut off and is long enough: content less so than what calls
    itself a summary, and which many feeds put the article in all the same.
    """
    least: dict[str, int] = rules()["least"]
    content, summary = unsigned(content), unsigned(summary)
    if content == summary:  # the parser fills one in with the other
        summary = ""
    for text, enough in ((content, least["content"]), (summary, least["summary"])):
        if sum(map(str.isalpha, text)) >= enough and not is_cut(text):
            return Told(text, whole=True)
    return Told(max(content, summary, key=len), whole=False)


def is_cut(text: str) -> bool:
    """Whether the text ends like one that goes on elsewhere.

    >>> is_cut("The envoy arrived. Read more »"), is_cut("The envoy arrived.")
    (True, False)
    """
    return _pattern("cut").search(text[-_END:]) is not None


def unsigned(text: str) -> str:
    """Return the text without the line that a publishing system puts below each entry."""
    found = _pattern("signature").search(text, max(0, len(text) - 2 * _END))
    return (text[: found.start()] if found else text).strip()


@cache
def rules() -> dict[str, Any]:
    """Return the content of `data/feeds.yaml`."""
    found: dict[str, Any] = shipped.table("feeds.yaml")
    return found


@cache
def _pattern(name: str) -> re.Pattern[str]:
    whole = "|".join(f"(?:{pattern})" for pattern in rules()[name]["patterns"])
    before = r"(?:^|(?<=[\s.!?…»”\"\w]))" if name == "cut" else r"(?:^|(?<=\s))"
    return re.compile(rf"{before}(?:{whole})\s*\Z", re.IGNORECASE)
