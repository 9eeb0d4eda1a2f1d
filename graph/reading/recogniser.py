"""Names that only the statistical recogniser sees, where they stand as a name can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.model import ActorKind
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document
from polgraph.reading.known_names import CALENDAR, HONORIFICS

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
PLACE_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "across",
        "to",
        "from",
        "via",
        "into",
        "through",
        "toward",
        "towards",
    ]
)


def recognised(document: Document, authority: Authority, ent: TokenSpan) -> Candidate | None:
    """A name that only the statistical recogniser sees, if it stands where a name can stand."""
    start, end = _trimmed(document, ent)
    if start >= end:
        return None
    kind, doc = KINDS[ent.label_], document.doc
    words = [doc[i] for i in range(start, end)]
    if not any(t.tag_ in ("NNP", "NNPS") for t in words) or any(
        t.is_lower and t.tag_ in ("NN", "NNS", "VBD", "VBZ") for t in words
    ):
        return None
    root = doc[start:end].root
    if kind == "group":
        return _people(document, authority, start, end)
    if ent.label_ == "FAC" and not (
        root.dep_ == "pobj"
        and root.head.lower_ in PLACE_PREPOSITIONS
        and len(words) > 1
        and words[0].i == start
    ):
        return None
    if ent.label_ == "FAC" and any(t.dep_ == "poss" for t in root.lefts):
        return None
    if len(words) == 1 and (words[0].is_sent_start and kind != "person" and not words[0].is_upper):
        return None
    if kind == "person" and len(words) > 4:
        return None
    if kind != "person" and len(words) == 1 and _part_of_title(document, authority, start):
        return None
    text = document.text(start, end)
    name = text.removesuffix("'s").removesuffix("’s")
    return Candidate(start, end, root.i, "name", kind, name, definite=len(words) > 1)


def _part_of_title(document: Document, authority: Authority, at: int) -> bool:
    """ "Defence" in "Defence Minister", "State" in "Secretary of State": the word makes another office of the title."""
    doc = document.doc
    if (
        at + 1 < len(doc)
        and doc[at + 1].text[:1].isupper()
        and authority.offices.is_title(doc[at : at + 2].text)
    ):
        return True
    return at >= 2 and doc[at - 1].lower_ == "of" and authority.offices.is_title(doc[at - 2 : at + 1].text)


def _trimmed(document: Document, ent: TokenSpan) -> tuple[int, int]:
    """The entity without articles, honorifics, possessive endings and stray punctuation."""
    doc, start, end = document.doc, ent.start, ent.end
    while start < end and (
        doc[start].tag_ in ("DT", "PRP$", "POS") or doc[start].is_punct or doc[start].is_space
    ):
        start += 1
    if ent.label_ == "PERSON":
        while start < end - 1 and doc[start].lower_.rstrip(".") in HONORIFICS | CALENDAR:
            start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, end


def _people(document: Document, authority: Authority, start: int, end: int) -> Candidate | None:
    """A people by name ("the Russians"); an adjective before a noun is none."""
    last = document.doc[end - 1]
    if last.dep_ in ("amod", "compound", "nmod") or last.tag_ not in ("NNPS", "NNS", "NNP"):
        return None
    state = authority.country_by_demonym(document.text(start, end))
    if not state and last.tag_ == "NNP":
        return None
    return Candidate(start, end, last.i, "name", "group", last.text, country=state.code if state else None)
