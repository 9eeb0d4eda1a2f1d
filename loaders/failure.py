"""What could not be read, as a record: a bad item never stops the others."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from polgraph.model import Article, Record


class Listed(Record):
    """An address that only a list named, and what the list said of it (see `polgraph.loaders.piece.Link`)."""

    url: str
    fields: Mapping[str, str] = {}
    meta: Mapping[str, str] = {}
    listed: str = ""
    listing: bool = False


class Failure(Record):
    """One item that gave no article. `str()` of it is one clear line.

    `where` is a path or the name of a stream, `line` counts from 1 (None: the item as a whole), `reason` says what is
    wrong and what to do. `skipped` marks what was passed over on purpose (a file of another kind in a folder).
    `article`: what was to be read, where it got so far. `place`: what must be opened to read it again, where that is
    not `where`; `link`: the list's words on it, where only a list named it.
    """

    where: str
    line: int | None = None
    reason: str
    skipped: bool = False
    article: Article | None = Field(default=None, exclude=True, repr=False)
    place: str | None = Field(default=None, exclude=True, repr=False)
    link: Listed | None = Field(default=None, exclude=True, repr=False)

    def __str__(self) -> str:
        place = self.where if self.line is None else f"{self.where}, line {self.line}"
        return "".join(c if c.isprintable() else _escaped(c) for c in f"{place}: {self.reason}")


def _escaped(character: str) -> str:
    """Return a line end, control or lone character as a backslash escape: a terminal would obey it."""
    return character.encode("unicode_escape").decode("ascii")
