"""Names: people, organisations, countries, seats and places that the text calls by name.

The authority is asked first and overrules the statistical recogniser ("Trump" is no organisation); what it does not
know is taken from the recogniser under conditions that keep headings and first words of sentences out. Given
mentions are used instead of both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.model import ActorKind
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

LONGEST = 8
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
HONORIFICS = frozenset(
    [
        "mr",
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
_GIVEN: dict[str, ActorKind] = {
    "per": "person", "person": "person", "org": "organization", "organization": "organization", "country": "country",
    "loc": "place", "place": "place", "gpe": "country", "group": "group",
}  # fmt: skip
_PREFERENCE: dict[ActorKind, int] = {"organization": 4, "place": 3, "person": 2, "group": 1, "country": 0}
_SPACY: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
}  # fmt: skip


def find(document: Document, authority: Authority) -> list[Candidate]:
    """Return the names of the text in order, none inside another."""
    if document.article.mentions is not None:
        return [
            c
            for c in (_given(document, authority, m.start, m.end, m.kind) for m in document.article.mentions)
            if c
        ]
    found: dict[int, Candidate] = {}
    taken: set[int] = set()
    for sentence in document.sentences:
        for candidate in _known(document, authority, sentence):
            found[candidate.start] = candidate
            taken.update(range(candidate.start, candidate.end))
    for ent in document.doc.ents:
        if ent.label_ in _SPACY and not taken.intersection(range(ent.start, ent.end)):
            named = _recognised(document, authority, ent)
            if named:
                found[named.start] = named
                taken.update(range(named.start, named.end))
    for named in _surnames(document, list(found.values()), taken):
        found[named.start] = named
    return _confirmed(document, [found[i] for i in sorted(found)])


def _surnames(document: Document, found: list[Candidate], taken: set[int]) -> Iterator[Candidate]:
    """Yield the surnames of people named in full that nothing else took: the recogniser misses or misnames them."""
    known = {c.name.split()[-1] for c in found if c.kind == "person" and c.key is None and " " in c.name}
    for token in document.doc:
        if (
            token.text in known
            and token.i not in taken
            and token.tag_ in ("NNP", "NNPS")
            and token.dep_ != "compound"
        ):
            yield Candidate(token.i, token.i + 1, token.i, "name", "person", token.text)


def _known(document: Document, authority: Authority, sentence: Sentence) -> list[Candidate]:
    """Names that the authority knows, the longest at each place."""
    found, i = [], sentence.start
    while i < sentence.end:
        candidate: Candidate | None = None
        token = document.doc[i]
        if token.is_title or token.is_upper or not (token.is_lower or token.is_punct or token.is_digit):
            for j in range(min(sentence.end, i + LONGEST), i, -1):
                last = document.doc[j - 1]
                if last.is_punct or last.tag_ == "POS" or last.is_space:
                    continue
                candidate = _look_up(document, authority, i, j)
                if candidate and _part_of_longer_name(document, candidate):
                    candidate = None
                if candidate:
                    break
        if candidate:
            found.append(candidate)
            i = candidate.end
        else:
            i += 1
    return found


def _look_up(document: Document, authority: Authority, start: int, end: int) -> Candidate | None:
    words = document.text(start, end)
    root = document.doc[start:end].root
    if len(words) < 2 or root.tag_ in ("PRP", "PRP$"):
        return None
    if end - start == 1 and root.is_sent_start and root.tag_ in ("VB", "VBD", "VBZ", "MD", "IN", "DT", "JJ"):
        return None
    people = authority.person(words)
    if len(people) == 1:
        who = people[0]
        short = authority.is_short_name(words)
        if short and _belongs_to_another(document, authority, start, end):
            first = start
            while (
                first > 0
                and document.doc[first - 1].tag_ == "NNP"
                and document.doc[first - 1].dep_ == "compound"
            ):
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
    if state := authority.country_by_name(words):
        return Candidate(start, end, root.i, "name", "country", state.name, state.code, state.code)
    bodies = authority.organization(words)
    if len(bodies) == 1:
        body = bodies[0]
        return Candidate(
            start, end, root.i, "name", "organization", body.name, body.id, body.country, body.subkind
        )
    if capital := authority.country_by_capital(words):
        return _capital(document, authority, capital.country, capital.clear, start, end)
    return None


def _belongs_to_another(document: Document, authority: Authority, start: int, end: int) -> bool:
    """Is a bare surname part of a longer name ("Jan Novak" is not Katalin Novák)?"""
    doc = document.doc
    if (
        end < len(doc)
        and doc[end].tag_ == "NNP"
        and doc[end - 1].dep_ == "compound"
        and doc[end].sent == doc[end - 1].sent
    ):
        return authority.role(doc[end].text) is None
    if start == 0 or doc[start - 1].tag_ != "NNP" or doc[start - 1].dep_ != "compound":
        return False
    before = doc[start - 1]
    if before.lower_ in _CALENDAR:
        return False  # "on 2 December Putin received"
    title = before.lower_.rstrip(".") in HONORIFICS or authority.role(before.text) is not None
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
_MOVING = frozenset(
    "visit trip travel journey flight tour return way road go fly come move drive send head".split()
)
# What is handed to a government when it is handed "to Kabul".
_HANDED = frozenset(
    "aid support assistance message ultimatum letter weapon arm missile tank warning apology offer demand proposal loan "
    "credit note protest guarantee concession request invitation relief money".split()
)
_ADDRESSING = frozenset(("apologize", "apologise", "appeal", "listen"))
_ACTING_WITH = frozenset(["with", "between", "against", "by", "on", "for", "of"])


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


def _part_of_longer_name(document: Document, candidate: Candidate) -> bool:
    """ "Georgia" in "Georgia Meloni", "Moscow" in "The Moscow Times": the recogniser sees a longer name."""
    first = document.doc[candidate.start]
    if candidate.kind not in ("country", "place") and candidate.end - candidate.start > 1:
        return False
    for ent in document.doc[first.sent.start : first.sent.end].ents:
        if (
            ent.start <= candidate.start
            and candidate.end <= ent.end
            and ent.label_ in ("PERSON", "ORG", "FAC")
        ):
            outer = [t for t in ent if t.tag_ not in ("DT", "POS", "PRP$") and t.lower_ not in HONORIFICS]
            inner = candidate.end - candidate.start
            proper = [t for t in outer if t.tag_ in ("NNP", "NNPS")]
            if len(proper) > inner and candidate.kind in ("country", "place"):
                return True
            if candidate.kind == "person" and ent.label_ == "PERSON" and len(proper) > inner:
                return True
    return False


def _recognised(document: Document, authority: Authority, ent: TokenSpan) -> Candidate | None:
    """A name that only the statistical recogniser sees, if it stands where a name can stand."""
    start, end = _trimmed(document, ent)
    if start >= end:
        return None
    kind, doc = _SPACY[ent.label_], document.doc
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
        while start < end - 1 and doc[start].lower_.rstrip(".") in HONORIFICS | _CALENDAR:
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


def _confirmed(document: Document, found: list[Candidate]) -> list[Candidate]:
    """Leave out what only a heading calls a name, and give every name one kind: that of most of its mentions."""
    bodies = {c.name for c in found if document.sentence(c.root).chunk.kind == "body"}
    surnames = {c.name.split()[-1] for c in found if c.kind == "person" and " " in c.name}
    kinds: dict[str, Counter[ActorKind]] = {}
    for c in found:
        if c.key is None:
            kinds.setdefault(c.name, Counter())[c.kind] += 1
    kept = []
    for c in found:
        if c.key is None:
            c.kind = (
                "person"
                if c.name in surnames
                else max(kinds[c.name].items(), key=lambda k: (k[1], _PREFERENCE[k[0]]))[0]
            )
            heading = document.sentence(c.root).chunk.kind != "body"
            if (
                heading
                and c.name not in bodies
                and not (c.kind == "person" and (" " in c.name or c.name in surnames))
            ):
                continue
        kept.append(c)
    return kept


def _given(document: Document, authority: Authority, start: int, end: int, kind: str) -> Candidate | None:
    """A mention that the input marks, aligned to tokens."""
    tokens = [i for i, at in enumerate(document.starts) if at < end and at + len(document.doc[i]) > start]
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1] + 1
    while last - first > 1 and document.doc[last - 1].tag_ == "POS":
        last -= 1
    wanted = _GIVEN.get(kind.lower())
    known = _look_up(document, authority, first, last)
    if known and (wanted is None or known.kind == wanted or {known.kind, wanted} <= {"country", "place"}):
        return known
    root = document.doc[first:last].root
    text = document.text(first, last)
    if wanted is None:
        label = root.ent_type_
        wanted = _SPACY.get(label) or ("group" if root.tag_ == "NNS" else "person")
    return Candidate(first, last, root.i, "name", wanted, text, local=wanted == "group")
