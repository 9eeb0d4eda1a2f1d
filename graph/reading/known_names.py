"""Names that the authority knows, and what a capital stands for where it is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.reading.bearers import bearers, title
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document
from polgraph.reading.kinds import shared, territory, territory_words

if TYPE_CHECKING:
    from spacy.tokens import Token

CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
HONORIFICS = frozenset(
    [
        "mr",
        "cde",
        "comrade",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "prof",
        "professor",
        "gen",
        "col",
        "lt",
        "sen",
        "rep",
        "president",
        "minister",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "chancellor",
        "premier",
        "senator",
        "secretary",
        "ambassador",
        "general",
    ]
)
# Words before a name that belong to no name, besides the honorifics.
STYLES = frozenset(
    "elect frau herr madame monsieur señor signor mep mp rapper singer actor actress captain coach striker midfielder goalkeeper defender "
    "mullah imam sheikh rabbi bishop cardinal archbishop judge justice lawyer commissioner councillor congressman congresswoman".split()
)
# Behind a name and a comma.
SUFFIXES = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Esq."))
# Whose a picture is, beside the names of its caption.
CREDITS = frozenset(
    "GETTY REUTERS AFP EPA AP PA REX SHUTTERSTOCK ALAMY Getty Reuters Shutterstock Alamy".split()
)
# Before a name that is both a state's and a part of the world's: "Latin America" is not the United States.
_CONTINENT = {"america": frozenset(("latin", "north", "south", "central"))}
# How companies end that are no body by themselves.
COMPANY_FORMS = frozenset("PLC AG SA SE NV INC LLC LTD ASA AB OYJ SPA KG LP CO CORP BHD".split())
_MOVING = frozenset(
    "visit trip travel journey flight tour return way road go fly come move drive send head".split()
)
# What is handed to a government when it is handed "to Kabul".
_HANDED = frozenset(
    "aid support assistance message ultimatum letter weapon arm missile tank warning apology offer demand proposal loan "
    "credit note protest guarantee concession request invitation relief money".split()
)
# How US newspapers label a lawmaker: "(D-N.C.)", "(R-Ky.)".
_PARTY_AND_STATE = re.compile(r"([DR])-(?:[A-Z][a-z]{2,5}\.?|[A-Z]\.[A-Z]\.|[A-Z]{2}|[A-Z][a-z]+)")
_PARTIES = {"D": "Democratic Party", "R": "Republican Party"}
_ADDRESSING = frozenset(("apologize", "apologise", "appeal", "listen"))
_ACTING_WITH = frozenset(["with", "between", "against", "by", "on", "for", "of"])


def is_ending(token: Token) -> bool:
    """Return whether the token is the ending of a possessor, whatever the parser takes it for."""
    return token.tag_ == "POS" or token.lower_ in ("'s", "'")


def look_up(document: Document, authority: Authority, start: int, end: int) -> Candidate | None:
    """Return whom or what tokens `[start, end)` name, or None where the authority knows nobody of that name."""
    words = document.text(start, end)
    label = _PARTY_AND_STATE.fullmatch(words)
    if len(words) < 2 or not (label or authority.is_name(words)):
        return _territory(document, start, end)
    root = document.doc[start:end].root
    if root.tag_ in ("PRP", "PRP$") or "$" in words:
        return None
    if words.upper() in COMPANY_FORMS and start and document.doc[start - 1].text[:1].isupper():
        return None  # "Bell Group PLC" names no council
    if end - start == 1 and root.is_sent_start and root.tag_ in ("VB", "VBD", "VBZ", "MD", "IN", "DT", "JJ"):
        return None
    people = authority.person(words)
    short = bool(people) and authority.is_short_name(words)
    if short:
        people = bearers(people, document.article.day, title(document, start))
    if len(people) == 1:
        who = people[0]
        if short and _goes_on(document, authority, end):
            return None  # "Volker Kauder": the recogniser sees the whole name
        if short and _begins_before(document, authority, start):
            first = start
            while first > 0 and _is_given(document.doc[first - 1]):
                first -= 1
            return (
                Candidate(first, end, root.i, "name", "person", document.text(first, end))
                if first < start
                else None
            )
        return Candidate(start, end, root.i, "name", "person", who.name, who.id, who.country, short=short)
    if seat := authority.seat(words):
        body = authority.organizations[seat.organization]
        return Candidate(
            start, end, root.i, "name", "organization", body.name, body.id, body.country, body.subkind
        )
    before = document.doc[start - 1].lower_ if start else ""
    if before in _CONTINENT.get(words.lower(), ()):
        return None
    if state := authority.country_by_name(words):
        if shared(words, document.article.text):
            return Candidate(start, end, root.i, "name", "place", words, f"place:{words.lower()}")
        return Candidate(start, end, root.i, "name", "country", state.name, state.code, state.code)
    bodies = authority.organization(_PARTIES[label[1]] if label else words)
    if bodies and _only_begins(document, start, end) and words not in (n for b in bodies for n in b.names):
        bodies = []
    if len(bodies) == 1 and (label or _as_written(words, bodies[0].names)):
        body = bodies[0]
        return Candidate(
            start, end, root.i, "name", "organization", body.name, body.id, body.country, body.subkind
        )
    if capital := authority.country_by_capital(words):
        return _capital(document, authority, capital.country, capital.clear, start, end)
    return None


def _territory(document: Document, start: int, end: int) -> Candidate | None:
    """A territory by a name of several words, which is a place, whatever the recogniser makes of it ("British Virgin Islands Governor X")."""
    if end - start < 2 or document.doc[start].text not in territory_words():
        return None
    name = territory(document.text(start, end))
    return Candidate(start, end, document.doc[start:end].root.i, "name", "place", name) if name else None


def _as_written(words: str, names: Iterable[str]) -> bool:
    """Is a short name in capitals or written as the body writes it ("NATO", not "Let's" for LeT)?"""
    bare = words.replace("’", "'").removesuffix("'s")
    return len(bare) > 4 or bare.isupper() or bare in names


def _only_begins(document: Document, start: int, end: int) -> bool:
    """Is the only capital of several words that of the first word of a sentence: "Foreign policy analysts said"?"""
    rest = document.doc[start + 1 : end]
    return end - start > 1 and document.doc[start].is_sent_start is True and all(t.is_lower for t in rest)


def _goes_on(document: Document, authority: Authority, end: int) -> bool:
    """Does a longer name go on behind a bare surname ("Volker Kauder" is not Kurt Volker)?"""
    doc = document.doc
    return (
        end < len(doc)
        and doc[end].tag_ == "NNP"
        and doc[end - 1].dep_ == "compound"
        and doc[end].sent == doc[end - 1].sent
        and authority.role(doc[end].text) is None
    )


def _is_given(token: Token) -> bool:
    """May the word be a given name before a surname, and no title of it?"""
    title = token.lower_.rstrip(".") in HONORIFICS | STYLES or token.text in CREDITS
    return token.tag_ == "NNP" and token.dep_ == "compound" and token.text[:1].isupper() and not title


def _begins_before(document: Document, authority: Authority, start: int) -> bool:
    """Is a bare surname the end of a longer name ("Jan Novak" is not Katalin Novák)?"""
    doc = document.doc
    if start == 0 or doc[start - 1].tag_ != "NNP" or doc[start - 1].dep_ != "compound":
        return False
    before = doc[start - 1]
    if before.lower_ in CALENDAR:
        return False  # "on 2 December Putin received"
    title = before.lower_.rstrip(".") in HONORIFICS | STYLES or authority.role(before.text) is not None
    return not title and authority.country(before.text) is None


def _capital(
    document: Document, authority: Authority, code: str, clear: bool, start: int, end: int
) -> Candidate:
    """A capital that acts is its state; one where something happens is a place."""
    root = document.doc[start:end].root
    if clear and acts(root):
        state = authority.countries[code]
        return Candidate(start, end, root.i, "name", "country", state.name, state.code, state.code)
    return Candidate(
        start, end, root.i, "name", "place", document.text(start, end), f"place:{code}:{root.lower_}", code
    )


def acts(token: Token) -> bool:
    """Return whether a place name stands where an actor stands: subject, possessor, or behind "with", "between"."""
    head = token
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ in ("nsubj", "poss", "agent", "dative"):
        return not (head.dep_ == "nsubj" and head.head.lemma_ in ("be", "lie", "remain"))
    if head.dep_ == "dobj":
        return head.head.lemma_ not in (
            "visit",
            "leave",
            "reach",
            "enter",
            "tour",
            "hit",
            "capture",
            "take",
            "flee",
            "attack",
            "shell",
            "bomb",
            "bombard",
            "strike",
            "besiege",
        )
    if head.dep_ == "pobj":
        prep = head.head.lower_
        if prep == "to":  # "an ultimatum to Damascus", "apologised to Kyiv", not "a flight to Damascus"
            above = head.head.head
            handed = above.pos_ == "VERB" and any(
                c.dep_ == "dobj" and c.lemma_.lower() in _HANDED for c in above.children
            )
            return (
                (above.pos_ == "NOUN" and above.lemma_ not in _MOVING)
                or handed
                or above.lemma_ in _ADDRESSING
            )
        return prep in _ACTING_WITH and (prep not in ("on", "for", "of") or head.head.head.pos_ == "VERB")
    return False
