"""The pairs of `pairs.yaml` as articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from polgraph.loaders.article import make_article
from polgraph.model import Article

FILE = Path(__file__).with_name("pairs.yaml")


class Pair(NamedTuple):
    """Two articles, what the later one is of the first, and why it was written."""

    first: Article
    later: Article
    wanted: str
    kind: str
    half: str


def pairs() -> list[Pair]:
    """Return all pairs."""
    found = []
    for story in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        first = _article(story, story["story"], story["text"])
        for number, variant in enumerate(story["variants"], 1):
            text = [story["text"][p - 1] if isinstance(p, int) else p for p in variant["text"]]
            joined = "\n\n".join(text)
            for old, new in variant.get("replace", {}).items():
                assert old in joined, (story["story"], old)
                joined = joined.replace(old, new)
            fields = {"title": story["title"]} | variant
            later = _article(fields, f"{story['story']}-{number}", joined.split("\n\n"))
            found.append(Pair(first, later, variant["is"], variant["kind"], story["half"]))
    return found


def _article(fields: dict[str, Any], id_: str, text: list[str]) -> Article:
    title = fields.get("title")
    return make_article(
        "\n\n".join([*([title] if title else []), *text]),
        id=id_,
        title=title,
        published=str(fields["day"]),
        source=fields["source"],
        url=fields.get("url", f"https://{id_}.example/{id_}"),
    )
