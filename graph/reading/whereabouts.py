"""Names of states and capitals that only say where a place is, or where a report comes from, and stand for nobody who acts.

"The US state of Ohio" is Ohio, "Lebanon, Ohio" a town, "New Delhi:" the line under which an article was filed, "Washington's
governor" that of a state of the union. Which place a name means by the words around it: Leidner (2007), Toponym Resolution in Text, 2.3.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document
from polgraph.reading.kinds import shared, table, territory

if TYPE_CHECKING:
    from spacy.tokens import Token

_DASHES = ("-", "–", "—", "--", ":")
_NAMED = ("NNP", "NNPS")
_AGENCY = re.compile(
    r"[^\W\d_][\w.' -]{1,24}(?:, [^\W\d_][\w.' -]{1,24}){0,2} (\([^()\n]{2,24}\)) ?(?:--|[-–—]) ?(?=[\W\d]?[^\W_a-z])"
)
"""The line under which an agency files: the town, its state, the agency in brackets and a dash."""
_STATE_AND_DASH = re.compile(r", [^\W\d_][\w.' ]{2,24} ?(?:--|[–—]) ?(?=[^\W_a-z])")
_LINE = 6  # tokens that the line under which an article was filed has at most


def where(document: Document, authority: Authority, name: Candidate) -> Candidate:
    """Return a name as it stands, or the place that it only helps to say where it is."""
    if name.kind == "organization" and _is_filed_from(document, name):
        return _place(document, name)
    if name.kind not in ("country", "place") or name.form != "name":
        return name
    return (
        _part_of(document, name)
        or _in_part(document, name)
        or (_place(document, name) if _is_place(document, authority, name) else name)
    )


def _is_filed_from(document: Document, name: Candidate) -> bool:
    """ "KUNDUZ, Afghanistan -- Insurgents struck": a town in capitals that the recogniser takes for a body."""
    start, end = document.span(name.start, name.end)
    text = document.article.text
    return text[start:end].isupper() and _STATE_AND_DASH.match(text, end) is not None


def branch(document: Document, party: Candidate) -> Candidate:
    """Return a party as it stands, or its branch in the part of a state that is named before it: "Scottish Labour", "Texas Democratic Party"."""
    first = party.start
    if party.subkind != "party" or not first:
        return party
    doc, more = document.doc, party.end - party.start > 1
    if doc[first - 1].text in _phrases("regional"):
        first -= 1
    elif more and doc[first - 1].dep_ in ("compound", "nmod"):
        county = doc[first - 1].text == "County" and first > 1 and doc[first - 2].is_title
        longest = (2,) if county else (2, 1)
        first -= next((n for n in longest if county or _territory(document, first - n, first)), 0)
    if first == party.start:
        return party
    return Candidate(
        first, party.end, party.root, "name", "organization", document.text(first, party.end),
        country=party.country, subkind="party",
    )  # fmt: skip


def _territory(document: Document, start: int, end: int) -> bool:
    named = start >= 0 and document.doc[start].lower_ != "the"
    return named and territory(document.text(start, end)) is not None


def _is_place(document: Document, authority: Authority, name: Candidate) -> bool:
    if name.kind != "country":
        return False
    if _filed_from(document, name) or _meeting_in(document, name) or _part_by_compass(document, name):
        return True
    capital = authority.country_by_name(document.text(name.start, name.end)) is None
    return capital and (_of_town(document, name) or _other_town(document, authority, name))


def _place(document: Document, name: Candidate) -> Candidate:
    """The same name as one of a place."""
    words = document.text(name.start, name.end)
    return Candidate(name.start, name.end, name.root, "name", "place", words, f"place:{words.lower()}")


def _part_of(document: Document, name: Candidate) -> Candidate | None:
    """ "The US state of Ohio": the part that the words behind name."""
    doc, end = document.doc, name.end
    if end + 2 >= len(doc) or doc[end].lower_ not in _phrases("parts") or doc[end + 1].lower_ != "of":
        return None
    last = end + 2
    while last < len(doc) and doc[last].tag_ in _NAMED and doc[last].is_title:
        last += 1
    if last == end + 2 or doc[end].head == doc[name.root] or name.kind == "place":
        return None
    words = document.text(end + 2, last)
    return Candidate(name.start, last, end, "name", "place", territory(words) or words, country=name.country)


def _in_part(document: Document, name: Candidate) -> Candidate | None:
    """ "Lebanon, Ohio", "Paris, Texas": the town, unless a list goes on ("Georgia, Texas and Ohio")."""
    doc, comma = document.doc, name.end
    if comma + 1 >= len(doc) or doc[comma].text != ",":
        return None
    for last in (comma + 3, comma + 2):
        words = document.text(comma + 1, last) if last <= len(doc) else ""
        if not doc[comma + 1].text[:1].isupper() or words not in _american():
            continue
        after = doc[last].lower_ if last < len(doc) else "."
        if after in ("and", "or", "&") or _lists(document, last):
            return None
        town = document.text(name.start, name.end)
        return Candidate(name.start, last, name.root, "name", "place", f"{town}, {words}")
    return None


def _lists(document: Document, at: int) -> bool:
    """Does a further name stand behind a comma, as in a list: "Georgia, Ohio, Texas and Iowa"?"""
    doc = document.doc
    return at + 1 < len(doc) and doc[at].text == "," and document.text(at + 1, at + 2) in _american()


def _american() -> frozenset[str]:
    """Names and short forms of the states of the United States."""
    return _phrases("american")


def _filed_from(document: Document, name: Candidate) -> bool:
    """Is it the place, or its state, in front of a report: "New Delhi: The police", "KYIV, Ukraine — Russia"?"""
    doc = document.doc
    chunk = document.sentence(name.start).chunk
    first = document.sentence(name.start).start
    if chunk.kind != "body" or name.end - first > _LINE:
        return False
    if _has_agency(document, first, name.end):
        return True
    if name.end + 1 >= len(doc):
        return False
    before, after = doc[first : name.start], doc[name.end]
    if not all(t.text in (",", "/", "(") or t.tag_ in _NAMED for t in before) or after.text not in _DASHES:
        return False
    dash = after.text == ":" or (doc[name.end - 1].whitespace_ and after.whitespace_)
    opens = doc[name.end + 1]
    a_city = name.start > first or doc[first].is_upper or after.text == ":"
    return bool(dash) and a_city and opens.text[:1].isupper()


def _has_agency(document: Document, first: int, end: int) -> bool:
    """Does the line go on behind the name to an agency in brackets and a dash: "BAGHDAD, Iraq (CNN) -- Two bombs"?"""
    doc = document.doc
    start, opened = document.span(first, first + 1)[0], document.span(end - 1, end)[1]
    line = _AGENCY.match(document.article.text, start)
    return line is not None and doc[first].text[:1].isupper() and opened <= line.start(1)


def _part_by_compass(document: Document, name: Candidate) -> bool:
    """ "North Ireland", "Eastern Libya": with a capital it is what a part is called, and not the state."""
    before = document.doc[name.start - 1] if name.start else None
    return (
        before is not None
        and before.text in _phrases("compass")
        and before.dep_ in ("compound", "amod", "nmod")
        and not before.is_sent_start
    )


def _meeting_in(document: Document, name: Candidate) -> bool:
    """ "Is in Panama meeting with ministers": a verb that the parse takes for the noun, which would have an article."""
    doc = document.doc
    if name.end >= len(doc) or name.start < 2 or doc[name.end].lower_ != "meeting":
        return False
    noun, before = doc[name.end], doc[name.start - 1]
    bare = not any(t.dep_ == "det" for t in noun.lefts) and noun.i + 1 < len(doc)
    verb = next((t for t in reversed(doc[max(0, name.start - 4) : name.start - 1]) if t.pos_ != "ADV"), None)
    return bare and before.lower_ == "in" and verb is not None and verb.lemma_ == "be"


def _of_town(document: Document, name: Candidate) -> bool:
    """Is what a capital has a town's, and no state's: "Moscow's mayor", "Washington's governor", "London residents"?"""
    root = document.doc[name.root]
    owned = root.dep_ in ("poss", "compound", "nmod")
    return owned and root.head.i > root.i and _town_noun(root.head)


def _town_noun(noun: Token) -> bool:
    before = noun.nbor(-1).lower_ if noun.i else ""
    return not _phrases("town").isdisjoint((noun.lower_, f"{before} {noun.lower_}"))


def _other_town(document: Document, authority: Authority, name: Candidate) -> bool:
    """Is a capital's name that of other towns too, and does the article speak of none but such a one: "Georgetown" without Guyana?"""
    words = document.text(name.start, name.end)
    text = document.article.text
    if shared(words, text):
        return True
    if words not in _phrases("towns"):
        return False
    state = authority.countries[name.country or ""]
    return not any(n in text for n in (state.name, *state.names, *state.adjectives))


@cache
def _phrases(part: str) -> frozenset[str]:
    return frozenset(n.strip() for n in table()[part].split(";"))
