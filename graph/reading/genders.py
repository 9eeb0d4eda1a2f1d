"""Whether somebody is a man or a woman, as far as the words say: a title, a description, a given name (`data/names/genders.yaml`)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from polgraph import shipped
from polgraph.folding import fold

if TYPE_CHECKING:
    from polgraph.reading.cast import Candidate
    from polgraph.reading.document import Document


@cache
def table() -> dict[str, Any]:
    """Return the table as it is shipped."""
    found: dict[str, Any] = shipped.table("names/genders.yaml")
    return found


@cache
def _words(part: str) -> dict[str, str]:
    return {fold(w): gender for gender, words in table()[part].items() for w in words.split()}


def titled(word: str) -> str | None:
    """Return "m" or "f" where a folded word is the title of a man or woman ("mrs"), else None."""
    return _words("titles").get(word)


def given(word: str) -> str | None:
    """Return "m" or "f" where a word is the given name of men or of women, else None."""
    return _words("given").get(fold(word))


def gender(document: Document, mention: Candidate) -> str | None:
    """Return "m" or "f" where the words of a person's mention say so, None where they leave it open.

    Of a name the title before or in it counts, else the given name if there is more than one word; of a description its noun.
    """
    doc = document.doc
    if mention.form == "pronoun":
        return None
    if mention.form != "name":
        return _words("nouns").get(doc[mention.root].lower_)
    words = fold(document.name(mention.start, mention.end)).split()
    before = [fold(doc[mention.start - 1].text)] if mention.start else []
    titles = [t for w in (*before, *words[:1]) if (t := _words("titles").get(w))]
    if titles:
        return titles[0]
    return _words("given").get(words[0]) if len(words) > 1 else None
