"""Which short names are parts of a longer one of the same article: "Commission" of "European Commission", "Wacker" of "Wacker Biotech"."""

from __future__ import annotations

from collections.abc import Callable

from polgraph.folding import fold
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document

Words = tuple[str, ...]
_OTHERS = (("house",), ("street",))  # bodies of their own: "House" is no "White House"
_PARTICLES = ("al-", "el-", "al ", "bin", "ibn", "ben-", "abu-")
_THREE = 3
_LETTERS = 5  # of an abbreviation at most


class Longer:
    """The names of an article in words, to find the one longer name that a shorter one is part of."""

    def __init__(
        self,
        document: Document,
        names: list[Candidate],
        identity: Callable[[Candidate], str],
        generic: frozenset[str],
    ) -> None:
        self.document, self.generic = document, generic
        self.persons: dict[Words, set[str]] = {}
        self.bodies: dict[Words, list[tuple[int, str]]] = {}
        self.surnames: set[str] = set()
        for c in names:
            words = self._words(c)
            if c.kind == "person" and len(words) > 1 and not c.short:
                self.persons.setdefault(words, set()).add(identity(c))
                self.surnames.add(words[-1])
            elif c.kind == "organization" and len(words) > 1:
                for name in {words, tuple(fold(c.name).removeprefix("the ").split())}:
                    self.bodies.setdefault(name, []).append((c.start, identity(c)))

    def same(self, c: Candidate) -> str | None:
        """Return the identity of the longer name, None where there is none, several, or the name is known by itself.

        Of people a name without the first given name ("de Villiers") or a given name that is nobody's surname;
        of bodies the first words, or the last ones once the longer name was met, unless they are the name of another body.
        """
        words = self._words(c)
        if c.key or not words or c.local:
            return None
        if c.kind == "person":
            return self._with_middle_name(words) or self._person(words)
        if c.kind != "organization":
            return None
        if words[0].startswith(_PARTICLES):  # "al-Muhandis", which the recogniser takes for a body
            people = {
                who for name, ids in self.persons.items() if name[-len(words) :] == words for who in ids
            }
            if len(people) == 1:
                return people.pop()
        found = {
            who
            for name, places in self.bodies.items()
            if len(name) > len(words) and not self._complete(c, name)
            for start, who in places
            if (name[: len(words)] == words and not self._common(words))
            or (start < c.start and name[-len(words) :] == words and words not in _OTHERS)
        }
        return found.pop() if len(found) == 1 else None

    def _common(self, words: Words) -> bool:
        """Is it one word that many bodies begin with and that is a body's own: "the House" of an article on the "House Freedom Caucus"?"""
        return len(words) == 1 and words[0] in self.generic

    def _complete(self, c: Candidate, longer: Words) -> bool:
        """Is the shorter name a body's own: an abbreviation ("DNC" of "DNC Rules Committee"), or one that already says what it is ("Security Council")?"""
        text = self.document.name(c.start, c.end).removeprefix("the ").removeprefix("The ")
        last = text.split()[-1].lower()
        says = " " in text and last in self.generic and longer[-1] in self.generic and longer[-1] != last
        return (text.isupper() and len(text) <= _LETTERS) or says

    def _person(self, words: Words) -> str | None:
        if len(words) == 1 and words[0] in self.surnames:
            return None  # a surname: the stage of actors knows whose
        given = len(words) == 1
        found = {
            who
            for name, people in self.persons.items()
            if len(name) > len(words) and (name[0] == words[0] if given else name[-len(words) :] == words)
            for who in people
        }
        return found.pop() if len(found) == 1 else None

    def _with_middle_name(self, words: Words) -> str | None:
        """ "Robert Gabriel Mugabe" of an article on Robert Mugabe."""
        whole = len(set(words)) == len(words) == _THREE
        short = self.persons.get((words[0], words[-1]), set()) if whole else set()
        return next(iter(short)) if len(short) == 1 else None

    def _words(self, c: Candidate) -> Words:
        return tuple(fold(self.document.name(c.start, c.end)).removeprefix("the ").split())
