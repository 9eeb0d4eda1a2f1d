"""Names that only the statistical recogniser sees, where they stand as a name can stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.folding import fold
from polgraph.model import ActorKind
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document
from polgraph.reading.genders import given as is_given
from polgraph.reading.headings import shouted, without_verbs
from polgraph.reading.kinds import is_handle, is_medium, is_occasion, is_paper, is_place, is_work, territory
from polgraph.reading.known_names import CALENDAR, CREDITS, HONORIFICS, STYLES, SUFFIXES, is_ending
from polgraph.reading.name_edges import edges
from polgraph.reading.noun_phrases import half_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip
# What a contest or a day is called by its last word: no body.
EVENTS = frozenset(
    "cup championship championships olympics games stage ceremony festival marathon prix".split()
)
# Parts of the world that stand for the states in them ("the West").
REGIONS = frozenset(("West", "Western"))
# What the recogniser takes for people and bodies: faiths, doctrines, and what states withdrew from or signed.
NO_ACTORS = frozenset(
    "VP PM CEO CFO Brexit Grexit Islam Christianity Judaism Hinduism Buddhism Catholicism Protestantism Communism Marxism Zionism Sharia Ramadan Christmas Easter Obamacare Watergate Holocaust Covid".split()
)
# Behind the matter of an office.
_TITLES = frozenset(
    ("Representative", "Secretary", "Minister", "Commissioner", "Adviser", "Advisor", "Spokesman", "Editor")
)
# Before "Democrats", "Unionists": part of what they are called.
_PARTY_WORDS = frozenset("Christian Social Liberal Free New National Democratic Ulster Progressive".split())
CLOCKS = frozenset(("UTC", "GMT", "CET", "EST", "BST"))
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


def recognised(document: Document, authority: Authority, ent: TokenSpan) -> list[Candidate]:
    """Return the names in a stretch that only the statistical recogniser sees, if it stands where a name can stand."""
    found = (
        _name(document, authority, ent, *without_verbs(document, *part))
        for part in _parts(document, ent)
        if part[0] < part[1]
    )
    return [c for c in found if c]


def _parts(document: Document, ent: TokenSpan) -> list[tuple[int, int]]:
    """The entity without its edges; one part for each side of a dash, and of people for each that "and" joins ("Xi and Zuma")."""
    start, end = _trimmed(document, ent.start, ent.end, person=ent.label_ == "PERSON")
    cut = next(
        (i for i in range(start, end) if document.doc[i].lower_ == "and" or _dash(document.doc[i])), None
    )
    if cut is None:
        return [(start, end)]
    if ent.label_ != "PERSON" and not _dash(document.doc[cut]) and not _two_people(document, start, cut, end):
        return [(start, end)]
    return [_trimmed(document, a, b, person=True) for a, b in ((start, cut), (cut + 1, end))]


def _shares_surname(doc: Doc, start: int, end: int) -> bool:
    """ "Bill" of "Bill and Hillary Clinton": somebody, but not of that name alone."""
    if (
        end - start != 1
        or end + 2 >= len(doc)
        or doc[end].lower_ != "and"
        or is_given(doc[start].text) is None
    ):
        return False
    return (
        is_given(doc[end + 1].text) is not None and doc[end + 1].dep_ == "compound" and doc[end + 2].is_title
    )


def _two_people(document: Document, start: int, cut: int, end: int) -> bool:
    """Are words joined by "and" two surnames, one of which the text has with a given name: "Bell and Novak"?"""
    if cut - start != 1 or end - cut != 2 or document.doc[start].text == document.doc[end - 1].text:
        return False
    full = {e[-1].text for e in document.doc.ents if e.label_ == "PERSON" and len(e) > 1}
    return not full.isdisjoint((document.doc[start].text, document.doc[end - 1].text))


def _name(document: Document, authority: Authority, ent: TokenSpan, start: int, end: int) -> Candidate | None:
    if start >= end:
        return None
    kind, doc = KINDS[ent.label_], document.doc
    if kind == "organization":
        start, end = edges(authority, doc, start, end)
    words = [doc[i] for i in range(start, end)]
    people = words[-1].tag_ == "NNS" and authority.country_by_demonym(document.text(start, end)) is not None
    if not (people or any(t.tag_ in ("NNP", "NNPS") for t in words)) or any(
        t.is_lower and t.tag_ in ("NN", "NNS", "VBD", "VBZ") for t in words
    ):
        return None
    if all(t.text.islower() or t.text in SUFFIXES or t.is_punct for t in words):
        return None  # "healthcare" of a list; "Jr." behind a comma
    root = doc[start:end].root
    if kind == "group":
        return _people(document, authority, start, end)
    if words[-1].tag_ == "IN" or (len(words) == 1 and words[0].text in NO_ACTORS):
        return None
    text = document.text(start, end)
    if is_handle(text) or (kind == "person" and _shares_surname(doc, start, end)):
        return None
    if kind == "organization" and (is_paper(text) or is_occasion(text) or shouted(document, start, end)):
        return None
    if kind == "organization" and is_work(text, document.article.text):
        return None
    if kind == "person" and is_medium(text):
        kind = "organization"
    if words[0].text in ("PAC", "PACs") and len(words) == 1:
        return None  # one of many, whichever it is
    if kind == "organization" and half_before(words[-1]) and authority.country_by_adjective(words[-1].text):
        return None  # "Franco-German"
    if kind == "person" and len(words) > 1 and _is_people(authority, words[-1].text):
        return Candidate(start, end, root.i, "name", "group", document.text(start, end))
    if (
        kind == "organization"
        and end < len(doc)
        and doc[end].lower_ in ("police", "sheriff", "county", "schools")
    ):
        kind = "place"
    if kind == "organization" and _titled_person(authority, doc, start, words):
        kind = "person"
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
    if kind == "person" and (len([t for t in words if t.text != "-"]) > 4 or not words[0].text[:1].isupper()):
        return None
    if kind != "place" and all(authority.country_by_adjective(t.text) or t.tag_ == "JJ" for t in words):
        return _people(document, authority, start, end)
    if kind != "place" and _titles_only(authority, words):
        return None
    if kind == "person" and len(words) == 1 and _names_a_thing(words[0]):
        return None
    if (
        kind == "place"
        and len(words) == 1
        and words[0].is_upper
        and 2 <= len(words[0]) <= 4
        and "." not in words[0].text
    ):
        kind = "organization"  # "VW": the recogniser knows no companies by their letters
    if kind != "place" and is_place(text) and (kind != "person" or len(words) > 1 or is_given(text) is None):
        kind = "place"
    if kind in ("person", "place") and len(words) == 1 and words[0].text in REGIONS:
        return Candidate(start, end, root.i, "name", "group", "West", local=True)
    if kind == "person" and len(words) == 1 and _beside_a_place(authority, words[0]):
        kind = "place"
    if words[-1].lower_ in EVENTS or words[-1].text in CLOCKS:
        return None
    if kind != "person" and len(words) == 1 and _part_of_title(document, authority, start):
        return None
    if (
        kind != "person"
        and end < len(doc)
        and doc[end].is_title
        and authority.offices.is_title(document.text(start, end + 1))
    ):
        return None  # "National Security Advisor"
    name = (territory(text) if kind == "place" else None) or document.name(start, end)
    return Candidate(start, end, root.i, "name", kind, name, definite=len(words) > 1)


def _titled_person(authority: Authority, doc: Doc, start: int, words: list[Token]) -> bool:
    """Does the title of an office stand before a given name and a surname: "Foreign Minister Jean-Marc Ayrault"?"""
    before = doc[start - 1] if start else None
    office = authority.role(before.text) if before is not None and before.tag_ in ("NNP", "NN") else None
    short = 2 <= len([t for t in words if t.tag_ == "NNP"]) == len([t for t in words if t.text != "-"]) <= 4
    return short and office is not None and is_given(words[0].text) is not None


def _dash(token: Token) -> bool:
    """Is it a dash with blanks around it, which parts two names?"""
    return (
        token.text in ("-", "–", "—")
        and bool(token.whitespace_)
        and token.i > 0
        and bool(token.nbor(-1).whitespace_)
    )


def _is_people(authority: Authority, word: str) -> bool:
    """Is the word the plural of a people: "Turks" of "Ottoman Turks"?"""
    return word.endswith("s") and authority.country_by_demonym(word) is not None


def _titles_only(authority: Authority, words: list[Token]) -> bool:
    """ "Special Representative", "UK Chief Adviser": an office without its holder, which no body is called by."""
    if len(words) < 2 or any(t.lower_ in ("of", "the", "and", "'s") for t in words):
        return False
    office = authority.role(words[-1].lower_)
    return office is not None and office.normal is not None


def _names_a_thing(token: Token) -> bool:
    """Is the word a name of a thing, for it stands with "the" or before a common noun: "the Nabucco pipeline"?"""
    if any(t.lower_ in ("the", "a", "an") for t in token.lefts):
        return True
    return (
        token.dep_ == "compound"
        and token.head.tag_ in ("NN", "NNS")
        and token.head.i == token.i + 1
        and token.ent_iob_ == "B"
    )


def _beside_a_place(authority: Authority, token: Token) -> bool:
    """Is the word joined by "and" to a capital or state, or behind a preposition of place ("around Kyiv and Chernihiv")?"""
    head = token.head if token.dep_ == "conj" else token
    if head is not token and (
        authority.country_by_capital(head.text) or authority.country_by_name(head.text)
    ):
        return True
    return head.dep_ == "pobj" and head.head.lower_ in ("in", "near", "outside", "inside", "across")


def _part_of_title(document: Document, authority: Authority, at: int) -> bool:
    """ "Defence" in "Defence Minister", "State" in "Secretary of State": the word makes another office of the title."""
    doc = document.doc
    if (
        at + 1 < len(doc)
        and doc[at + 1].text[:1].isupper()
        and authority.offices.is_title(doc[at : at + 2].text)
    ):
        return True
    if at + 1 < len(doc) and doc[at + 1].text in _TITLES and fold(doc[at].text) in authority.generic:
        return True  # "Trade Representative"
    return at >= 2 and doc[at - 1].lower_ == "of" and authority.offices.is_title(doc[at - 2 : at + 1].text)


def _trimmed(document: Document, start: int, end: int, *, person: bool) -> tuple[int, int]:
    """The words without articles, honorifics, possessive endings and stray punctuation."""
    doc = document.doc
    while start < end and (
        doc[start].tag_ in ("DT", "PRP$", "POS") or doc[start].is_punct or doc[start].is_space
    ):
        start += 1
    if person:
        while start < end - 1 and (
            doc[start].lower_.rstrip(".") in HONORIFICS | CALENDAR | STYLES or doc[start].text in CREDITS
        ):
            start += 1
        while end > start + 1 and doc[end - 1].text in CREDITS:
            end -= 1
        while end > start + 1 and doc[end - 1].is_digit:
            end -= 1
    while end > start and (is_ending(doc[end - 1]) or doc[end - 1].is_punct or doc[end - 1].is_space):
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
    before = document.doc[start - 1] if start else None
    if before is not None and before.head == last and before.text in _PARTY_WORDS:
        start -= 1
    if document.doc[start].text in _PARTY_WORDS and end - start > 1:  # "the Christian Democrats"
        return Candidate(start, end, last.i, "name", "group", document.text(start, end))
    if half := half_before(document.doc[end - 1]):
        return Candidate(start, end, last.i, "name", "group", f"{half}{last.text}")
    return Candidate(start, end, last.i, "name", "group", last.text, country=state.code if state else None)
