"""Articles in a line, and what is read out of them in names instead of ids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from polgraph.loaders import make_article
from polgraph.model import Actor, Claim, Extraction
from polgraph.reading.pipeline import Reader


class Reading:
    """An extraction with its ids turned into names."""

    def __init__(self, text: str, extraction: Extraction) -> None:
        self.text, self.extraction = text, extraction
        self.names = {a.id: a.name for a in extraction.actors} | {e.id: e.name for e in extraction.events}

    @property
    def actors(self) -> dict[str, Actor]:
        """Actors by name."""
        return {a.name: a for a in self.extraction.actors}

    @property
    def claims(self) -> set[tuple[str, str, str]]:
        """Claims as (subject, predicate, object)."""
        return {(self.names[c.subject], c.predicate, self.names[c.object]) for c in self.extraction.claims}

    def claim(self, predicate: str) -> Claim:
        """The one claim of a predicate."""
        found = [c for c in self.extraction.claims if c.predicate == predicate]
        assert len(found) == 1, f"{len(found)} claims of {predicate}: {self.claims}"
        return found[0]

    def mentions(self, name: str) -> list[str]:
        """The words that stand for an actor."""
        return [m.text for m in self.actors[name].mentions]

    def speakers(self, claim: Claim) -> list[str]:
        """Who says a claim, outermost first."""
        return [self.names[s] for s in claim.speakers]

    @property
    def roles(self) -> set[tuple[str, str, str | None, str]]:
        """Roles as (person, title, organisation or country, phase)."""
        return {
            (
                self.names[r.actor],
                r.title,
                self.names[r.organization] if r.organization else r.country,
                r.phase,
            )
            for r in self.extraction.roles
        }


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped reader, loaded once."""
    return Reader(scorer=False)


@pytest.fixture(scope="session")
def read(reader: Reader) -> Callable[..., Reading]:
    """Read a text: `read("…", published="2025-06-01")`."""

    def read_text(
        text: str, *, published: str | None = "2025-06-01", title: str | None = None, name: str = "t"
    ) -> Reading:
        article = make_article(id=name, text=text, title=title, published=published, language="en")
        return Reading(text, reader.read(article))

    return read_text
