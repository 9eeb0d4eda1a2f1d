"""How often words were taken for the right actor of their article, counted by the rule that took them (`polgraph.coreference`).

Where a reader marked which words mean one, a link is right when a mention and the nearest marked mention of the same actor before it, no
pronoun, are marked as one (`among_marks`); of a description with none before, the nearest name behind it. A first mention is no link. Where a reader wrote who is meant, it is right when the actor has that name (`by_names`).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from polgraph.corpus import Item
from polgraph.errors import InputError
from polgraph.evaluation.gold import Gold, GoldActor
from polgraph.evaluation.nodes import is_actor, spelled
from polgraph.model import Actor, Extraction, Mention, Span

FILE = "coreference.yaml"
NOBODY = "-"
_MARK = re.compile(r"\{\{(?P<words>[^{}=]+)=(?P<who>[^{}]+)\}\}")
_OWNER = 2  # letters of the ending of a possessor, which a mark may leave out


class Marked(NamedTuple):
    """Words that a reader marked, and whom they mean."""

    span: Span
    who: Hashable


class Linked(NamedTuple):
    """A mention that stands for an actor: the rule, whether it is right, and the words with those that it was held against."""

    rule: str
    right: bool
    words: str


def read(folder: Path) -> dict[str, list[str]]:
    """Return the marked pieces of `folder`'s gold by article. Raises InputError where there are none."""
    try:
        found: dict[str, str] = yaml.safe_load((folder / "gold" / FILE).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"no marked coreference in {folder}: {error.strerror}") from error
    return {article: pieces.splitlines() for article, pieces in found.items()}


def marks(pieces: Sequence[str], text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Yield the marks of an article with their names, none for nobody. Raises InputError for a piece that is not there once."""
    for piece in pieces:
        plain = _MARK.sub(lambda m: m["words"], piece)
        if text.count(plain) != 1 or not _MARK.search(piece):
            raise InputError(f"{plain!r} stands {text.count(plain)} times in the article, or has no mark")
        at, moved = text.index(plain), 0
        for found in _MARK.finditer(piece):
            start = at + found.start() - moved
            moved += len(found[0]) - len(found["words"])
            yield (
                (start, start + len(found["words"])),
                tuple(w for w in found["who"].split("+") if w != NOBODY),
            )


def of_item(item: Item) -> list[Marked]:
    """Return the marks of an item of the corpus."""
    return [Marked(m.span, n if m.same is None else m.same) for n, m in enumerate(item.marks)]


def among_marks(extraction: Extraction, marked: Sequence[Marked]) -> Iterator[Linked]:
    """Yield the links between mentions on marks."""
    for actor in extraction.actors:
        known = [(m, who) for m in actor.mentions if (who := _who(m, marked)) is not None]
        for n, (mention, who) in enumerate(known):
            before = [k for k in known[:n][::-1] if k[0].form != "pronoun"]
            behind = [
                k for k in known[n + 1 :] if k[0].form == "name" and mention.form in ("role", "nominal")
            ]
            if mention.rule and (before or behind):
                nearest, its = (before or behind)[0]
                yield Linked(mention.rule, who == its, f"{mention.text} = {nearest.text}")


def by_names(
    extraction: Extraction, wanted: Sequence[tuple[Span, tuple[str, ...]]], gold: Gold
) -> Iterator[Linked]:
    """Yield the links of marked words, and of names by the lists of the gold."""
    entries = [*gold.actors.must, *gold.actors.may]
    by_name = {entry.name: entry for entry in entries}
    marked = [Marked(span, names) for span, names in wanted]
    for actor in extraction.actors:
        for mention in actor.mentions:
            if mention.rule is None:
                continue
            names = _who(mention, marked)
            if isinstance(names, tuple):
                right = any(_is(actor, by_name.get(n) or GoldActor(name=n)) for n in names)
            elif mention.form == "name" and (fitting := [e for e in entries if _called(e, mention.text)]):
                right = any(_is(actor, e) for e in fitting)
            else:
                continue
            yield Linked(mention.rule, right, f"{mention.text} = {actor.name}")


def _who(mention: Mention, marked: Sequence[Marked]) -> Hashable | None:
    """Return whom the mark on these very words means, give or take an article or the ending of a possessor."""
    near = []
    for mark in marked:
        start, end = mark.span
        if mention.form == "pronoun" and mark.span != (mention.start, mention.end):
            continue
        same_end = abs(end - mention.end) <= _OWNER and min(end, mention.end) > max(start, mention.start)
        most = start == mention.start and 2 * (min(end, mention.end) - start) > max(end, mention.end) - start
        if same_end or most:
            near.append((abs(start - mention.start) + abs(end - mention.end), mark))
    return min(near, key=lambda n: n[0])[1].who if near else None


def _is(actor: Actor, entry: GoldActor) -> bool:
    called = {spelled(m.text) for m in actor.mentions if m.form != "pronoun"}
    return is_actor(actor, entry) or spelled(entry.name) in called


def _called(entry: GoldActor, words: str) -> bool:
    """Is the name one of the entry, or the last word of one?"""
    name = spelled(words.removesuffix("'s"))
    return any(
        spelled(n) == name or spelled(n).split()[-1:] == [name] for n in (entry.name, *entry.also_called)
    )
