"""Whose the quotations are that no verb of saying governs: they belong to who speaks in them, before them, or signs them."""

from __future__ import annotations

from dataclasses import replace

from polgraph.reading.cast import Cast
from polgraph.reading.document import Document
from polgraph.reading.speech import Speech

_MARKS = ('"', "''", "``")
_DASHES = ("―", "—", "–", "--", "-")
_LONGEST = 4  # words of a name under a quotation, or before a colon
_SHORT = 4  # tokens of a quotation that is a phrase, not a statement


class Quotations:
    """Reads the quotations of one document, given what verbs and colons attribute."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document, self.cast = document, cast

    def quoted(self, found: list[Speech]) -> list[Speech]:
        """Let each speech have the whole of the quotation that it stands in, and give a quotation that follows in the
        same paragraph to who spoke last in it."""
        made = list(found)
        for start, end in self._quotations():
            inside = [s for s in made if any(start <= i < end for i in s.content)]
            outer = [s for s in inside if not start <= s.cue < end]
            for s in outer:
                made[made.index(s)] = replace(s, content=s.content | set(range(start, end)))
            if not inside and end - start > _SHORT:
                chunk = self.document.sentence(start).chunk
                before = [
                    s
                    for s in made
                    if s.cue < start and s.source and self.document.sentence(s.cue).chunk == chunk
                ]
                if before:
                    last = max(before, key=lambda s: s.cue)
                    self._goes_on(made, last, frozenset(range(start, end)))
        return made

    def _goes_on(self, made: list[Speech], last: Speech, quotation: frozenset[int]) -> None:
        """ "…," X said. "…": one statement where the first part is a quotation too, else another by the same source."""
        doc = self.document.doc
        if last.voiced is None and any(doc[i].text in _MARKS for i in last.content):
            made[made.index(last)] = replace(last, content=last.content | quotation)
        else:
            made.append(replace(last, content=quotation, voiced=None))

    def signed(self) -> list[Speech]:
        """ "… " - Krystal Correa: a name behind the dash that ends a paragraph of quotation says it."""
        found = []
        doc = self.document.doc
        for start, end in self._quotations():
            chunk = self.document.sentence(start).chunk
            dash = end
            if dash >= len(doc) or doc[dash].text not in _DASHES:
                continue
            last = max(s.end for s in self.document.sentences if s.chunk == chunk)
            name = [t for t in doc[dash + 1 : last] if not t.is_space and not t.is_punct]
            if name and len(name) <= _LONGEST and all(t.text[:1].isupper() for t in name):
                held = self.cast.around(name[0].i)
                found.append(
                    Speech(
                        held.actor if held else None,
                        (name[0].i, name[-1].i + 1),
                        dash,
                        frozenset(range(start, end)),
                    )
                )
        return found

    def _opens(self, at: int) -> bool:
        """Does a mark stand before a word and behind a blank?"""
        doc = self.document.doc
        return at > 0 and bool(doc[at - 1].whitespace_) and not doc[at].whitespace_ and at + 1 < len(doc)

    def _closes(self, at: int) -> bool:
        """Does a mark stand behind a word and before a blank?"""
        doc = self.document.doc
        blank = bool(doc[at].whitespace_) or at + 1 >= len(doc)
        return (
            at > 0
            and not doc[at - 1].whitespace_
            and blank
            and doc[at - 1].text not in ("(", "[", "-", "—", "–")
        )

    def _quotations(self) -> list[tuple[int, int]]:
        """The stretches between quotation marks, paragraph by paragraph; an unclosed one ends with its paragraph."""
        found: list[tuple[int, int]] = []
        opened: int | None = None
        for token in self.document.doc:
            if (
                opened is not None
                and self.document.sentence(opened).chunk != self.document.sentence(token.i).chunk
            ):
                found.append((opened, token.i))
                opened = None
            if token.text in _MARKS:
                if opened is None and self._closes(token.i):
                    continue  # of a quotation whose beginning is lost
                if opened is None or (self._opens(token.i) and token.i > opened + 1):
                    opened = token.i
                else:
                    found.append((opened, token.i + 1))
                    opened = None
        return [(a, b) for a, b in found if b - a > 2]
