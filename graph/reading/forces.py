"""Military units and coalitions by name, which the recogniser often misses: "the 99th Air Wing", "Bravo Company", "the Coalition"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a unit is called by its last word; those of the second list also name other bodies and want a number before them.
UNITS = frozenset(
    "battalion brigade division regiment squadron platoon battery corps flotilla garrison".split()
)
NUMBERED = frozenset("wing group fleet army company command unit force detachment team".split())
ALONE = frozenset(("coalition",))
_LAST = UNITS | NUMBERED | ALONE
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
_LONGEST = 7


def find(document: Document, taken: set[int]) -> list[Candidate]:
    """Return the units and coalitions that the text names, none over a token in `taken`."""
    found = []
    for start, end in _spans(document, taken):
        root = document.doc[start:end].root
        at = root.i if root.i >= start and root.i < end else end - 1
        found.append(
            Candidate(
                start, end, at, "name", "organization", document.text(start, end),
                subkind="military" if document.doc[end - 1].lower_ not in ALONE else None, definite=True,
            )
        )  # fmt: skip
    return found


def _spans(document: Document, taken: set[int]) -> Iterator[tuple[int, int]]:
    names_coalition = any(
        t.text == "Coalition" and not t.is_sent_start and t.i and not document.doc[t.i - 1].is_space
        for t in document.doc
    )
    for token in document.doc:
        if token.i in taken or token.lower_ not in _LAST or not token.text[:1].isupper():
            continue
        if _goes_on(document, token):
            continue
        start = _start(document, token, taken)
        before = list(document.doc[start : token.i])
        if token.lower_ in ALONE:
            if len(before) > 1 and all(t.ent_type_ == "ORG" for t in (*before, token)):
                continue  # "the Republican Jewish Coalition" goes by its whole name
            if names_coalition and _body_text(document, token) and not token.text.isupper():
                yield _start(document, token, taken), token.i + 1
        elif (token.lower_ in UNITS and before) or (
            token.lower_ in NUMBERED and any(_numeral(t) for t in before)
        ):
            yield start, token.i + 1


def _goes_on(document: Document, token: Token) -> bool:
    """ "Division of Emergency Management": is the word no last one, but the first of an office's name?"""
    after = document.doc[token.i + 1 : token.i + 3]
    return (
        len(after) == 2
        and after[0].lower_ == "of"
        and after[0].ent_type_ == "ORG"
        and after[1].is_title
        and after[1].ent_type_ == "ORG"
    )


def _body_text(document: Document, token: Token) -> bool:
    """Does the word stand in the text itself, where capitals mean names?"""
    return document.sentence(token.i).chunk.kind == "body"


def _start(document: Document, token: Token, taken: set[int]) -> int:
    """Where the name begins: its capitalised words and the number before them."""
    at = token.i
    while at > token.sent.start and token.i - at < _LONGEST:
        before = document.doc[at - 1]
        if before.i in taken or not (_numeral(before) or (before.text[:1].isupper() and before.is_alpha)):
            break
        if before.tag_ in ("DT", "PRP$", "IN") or (
            before.is_sent_start and before.pos_ != "PROPN" and not _numeral(before)
        ):
            break
        at -= 1
        if _numeral(before):
            break
    return at


def _numeral(token: Token) -> bool:
    """ "3rd", "99th", "Third", written as in the name of a unit."""
    word = token.lower_
    return (word in _ORDINALS and token.text[:1].isupper()) or (
        word[:1].isdigit() and word[-2:] in ("st", "nd", "rd", "th")
    )
