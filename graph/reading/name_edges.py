"""Where the name of a body begins and ends that the recogniser sees in part: "Hispanic Caucus", "Division of Emergency Management", "Saint Mary's College"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.reading.known_names import is_ending

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BODIES = frozenset(
    "caucus party front movement coalition alliance bloc union league committee commission agency association federation foundation institute society".split()
)
# More words for bodies, the names of which list what they do: "Air and Marine Operations".
_OFFICES = frozenset(
    "branch operations office service services department ministry bureau division administration command council fund unit directorate".split()
)
# Before the name of a body: what kind it is, or whose.
_KINDS_OF_BODIES = frozenset(
    "republican democratic conservative labour liberal new old joint federal state former ruling".split()
)
# What is called after a saint, a king or a queen: "St. John's College".
_FOUNDED = frozenset(
    "college university hospital school church cathedral bench counsel house academy".split()
)
_SAINTS = frozenset(("St.", "St", "Saint", "San", "Santa", "Sant"))
_PATRONS = frozenset(
    "King Queen Prince Princess Christ Women Children Veterans Trinity Regent Gray Lincoln Jesus".split()
)
# Words for somebody's descent before the chamber he sits in.
_DESCENTS = frozenset(
    "Native African Asian Black Hispanic Latino Latina Muslim Jewish Arab Somali Indian Korean Chinese American".split()
)
_CHAMBERS = frozenset("Court Senate House Parliament Congress Cabinet Assembly Council".split())


def edges(authority: Authority, doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the first token of a body's name and the one behind its last, where the recogniser sees `[start, end)` of it."""
    first = _with_its_first_word(authority, doc, start, end)
    end = _to_its_last_word(authority, doc, end)
    return _without_a_people(doc, _with_its_founder(doc, first), end), end


def is_descent(word: Token) -> bool:
    """Is it part of what says whence somebody comes, and no state: "the first Native American judge", "a Somali American senator"?"""
    doc, at = word.doc, word.i
    second = at > 0 and word.text == "American" and doc[at - 1].text in _DESCENTS
    return second or (word.text in _DESCENTS and at + 1 < len(doc) and doc[at + 1].text == "American")


def _with_its_first_word(authority: Authority, doc: Doc, start: int, end: int) -> int:
    """Return where a name begins of which the recogniser sees only the word for the body: "Hispanic Caucus", not "Russian Parliament" nor "former Senate"."""
    before = doc[start - 1] if start and end - start == 1 else None
    if (whole := _listed_before(doc, start, end)) < start:
        return whole
    if before is None or doc[start].lower_ not in _BODIES or before.head != doc[start]:
        return start
    named = before.tag_ in ("JJ", "NNP") and before.dep_ in ("amod", "compound") and before.is_title
    own = named and not before.is_sent_start and authority.country(before.text) is None
    return (
        start - 1
        if own and authority.role(before.text) is None and before.lower_ not in _KINDS_OF_BODIES
        else start
    )


def _listed_before(doc: Doc, start: int, end: int) -> int:
    """Return where a name begins that has "and" within it: "the Caribbean Air and Marine Branch", "Air and Marine Operations"."""
    body = doc[end - 1]
    if start < 2 or doc[start - 1].lower_ not in ("and", "&") or body.lower_ not in _BODIES | _OFFICES:
        return start
    first = start - 2
    while first and doc[first - 1].is_title and body.is_ancestor(doc[first - 1]):
        first -= 1
    one = all(body.is_ancestor(t) for t in doc[first : start - 1]) and doc[start - 2].is_title
    return first if one and not doc[first].is_sent_start else start


def _with_its_founder(doc: Doc, start: int) -> int:
    """Return where a name begins that the recogniser cuts behind "'s": "Saint Mary's College of California", "King's College", not "Oxford's Balliol College"."""
    if start < 2 or doc[start].lower_ not in _FOUNDED or not is_ending(doc[start - 1]):
        return start
    first = start - 2
    while first and doc[first].tag_ in ("NNP", "NNPS") and doc[first - 1].text in _SAINTS:
        first -= 1
    return first if doc[first].text in _SAINTS | _PATRONS else start


def _without_a_people(doc: Doc, start: int, end: int) -> int:
    """Return where the name of a court or chamber begins that the recogniser takes together with its member's descent: "the first Native American Supreme Court justice"."""
    at = start
    while at < end - 1 and doc[at].text in _DESCENTS:
        at += 1
    after = end < len(doc) and doc[end].tag_ in ("NN", "NNS")
    return at if after and doc[end - 1].text in _CHAMBERS else start


def _to_its_last_word(authority: Authority, doc: Doc, end: int) -> int:
    """Return where a name ends that the recogniser cuts at "and" or "of": "Faculty of Law and Social Sciences", "Division of Emergency Management"; not "Ministry of Russia"."""
    last, after = doc[end - 1], end
    if last.lower_ in ("and", "&"):
        while after < len(doc) and doc[after].is_title and doc[after].tag_ in ("NNP", "NNPS"):
            after += 1
        return after if after > end else end - 1
    if last.lower_ not in _OFFICES or end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end].head != last:
        return end
    after = end + 1
    while after < len(doc) and doc[after].is_title and doc[after].tag_ in ("NNP", "NNPS"):
        after += 1
    named = doc[end + 1 : after].text
    return end if after == end + 1 or authority.is_name(named) else after
