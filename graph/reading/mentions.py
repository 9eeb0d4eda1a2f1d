"""Names: people, organisations, countries, seats and places that the text calls by name.

The authority is asked first and overrules the statistical recogniser ("Trump" is no organisation); what it does not
know is taken from the recogniser under conditions that keep headings and first words of sentences out. Given
mentions are used instead of both.
"""

from __future__ import annotations

from collections import Counter

from polgraph import lexicon
from polgraph.authority import Authority
from polgraph.model import ActorKind
from polgraph.reading import forces
from polgraph.reading.abbreviations import join, repeated
from polgraph.reading.called import explains
from polgraph.reading.cast import Candidate, noun_lemma
from polgraph.reading.document import Document, Sentence
from polgraph.reading.genders import given
from polgraph.reading.known_names import HONORIFICS, STYLES, is_ending, look_up
from polgraph.reading.recogniser import KINDS, recognised
from polgraph.reading.whereabouts import branch, where

LONGEST = 8
# Before the name of a party: part of that of another.
_PARTY_WORDS = frozenset(
    "Liberal Social Christian National Free New Progressive People's Peoples Popular United Unionist".split()
)
_CONTINENTS = frozenset(("European", "Asian", "African", "Arab"))
_GIVEN: dict[str, ActorKind] = {
    "per": "person", "person": "person", "org": "organization", "organization": "organization", "country": "country",
    "loc": "place", "place": "place", "gpe": "country", "group": "group",
}  # fmt: skip
_PREFERENCE: dict[ActorKind, int] = {"organization": 4, "place": 3, "person": 2, "group": 1, "country": 0}


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
    for candidate in forces.find(document, taken):
        found[candidate.start] = candidate
        taken.update(range(candidate.start, candidate.end))
    for ent in document.doc.ents:
        if ent.label_ in KINDS and not taken.intersection(range(ent.start, ent.end)):
            for named in recognised(document, authority, ent):
                found[named.start] = named
                taken.update(range(named.start, named.end))
    confirmed = _confirmed(document, join(document, [found[i] for i in sorted(found)], taken))
    more = repeated(document, confirmed, {i for c in confirmed for i in range(c.start, c.end)})
    return sorted([*confirmed, *more], key=lambda c: c.start)


def _known(document: Document, authority: Authority, sentence: Sentence) -> list[Candidate]:
    """Names that the authority knows, the longest at each place."""
    found, i = [], sentence.start
    while i < sentence.end:
        candidate: Candidate | None = None
        token = document.doc[i]
        if token.is_title or token.is_upper or not (token.is_lower or token.is_punct or token.is_digit):
            for j in range(min(sentence.end, i + LONGEST), i, -1):
                last = document.doc[j - 1]
                if last.is_punct or last.is_space or is_ending(last):
                    continue
                candidate = look_up(document, authority, i, j)
                if candidate and _part_of_longer_name(document, candidate):
                    candidate = None
                if candidate:
                    break
        if candidate:
            candidate = branch(document, where(document, authority, candidate))
            found.append(candidate)
            i = candidate.end
        else:
            i += 1
    return found


def _part_of_longer_name(document: Document, candidate: Candidate) -> bool:
    """ "Georgia" in "Georgia Meloni", "Moscow" in "The Moscow Times": the recogniser sees a longer name."""
    first = document.doc[candidate.start]
    if candidate.kind == "organization" and (
        _goes_on(document, candidate) or _of_another_party(document, candidate)
    ):
        return True
    if candidate.kind not in ("country", "place") and candidate.end - candidate.start > 1:
        return False
    if candidate.kind == "organization" and (
        _begins_longer(document, candidate) or _is_surname(document, candidate)
    ):
        return True
    for ent in document.doc[first.sent.start : first.sent.end].ents:
        if (
            ent.start <= candidate.start
            and candidate.end <= ent.end
            and ent.label_ in ("PERSON", "ORG", "FAC")
        ):
            outer = [
                t for t in ent if t.tag_ not in ("DT", "POS", "PRP$") and t.lower_ not in HONORIFICS | STYLES
            ]
            inner = candidate.end - candidate.start
            proper = [t for t in outer if t.tag_ in ("NNP", "NNPS")]
            if len(proper) > inner and candidate.kind in ("country", "place"):
                return True
            if candidate.kind == "person" and ent.label_ == "PERSON" and len(proper) > inner:
                return True
    return False


def _is_surname(document: Document, candidate: Candidate) -> bool:
    """ "Bloomberg" where the article names Michael Bloomberg: the man, not the body of that name."""
    word = document.doc[candidate.start].text
    return any(
        e.label_ == "PERSON" and len(e) > 1 and e[-1].text == word and given(e[0].text) is not None
        for e in document.doc.ents
    )


def _begins_longer(document: Document, candidate: Candidate) -> bool:
    """ "Republican" in "the Republican Jewish Coalition": an adjective of a party in a longer name that ends in its head."""
    word = document.doc[candidate.start]
    head = word.head
    longer = head.i - word.i > 1 and all(t.is_title for t in document.doc[word.i : head.i + 1])
    return word.tag_ == "JJ" and word.dep_ == "amod" and longer and head.ent_type_ == "ORG" == word.ent_type_


def _goes_on(document: Document, candidate: Candidate) -> bool:
    """Is a known body's name the beginning of another's: "European Council" of "European Council on Foreign Relations"?"""
    doc, end = document.doc, candidate.end
    if (
        candidate.start
        and doc[candidate.start - 1].text in _CONTINENTS
        and doc[candidate.start].ent_iob_ == "I"
    ):
        return True  # nor is the "Council on Foreign Relations" that of Europe
    if (
        end + 1 >= len(doc)
        or doc[end].lower_ not in ("on", "for")
        or doc[end + 1].tag_ not in ("NNP", "NNPS")
    ):
        return False
    return doc[end].ent_type_ == "ORG" and doc[end].ent_iob_ == "I" and doc[end + 1].ent_iob_ == "I"


def _of_another_party(document: Document, candidate: Candidate) -> bool:
    """Is a party's name the end of another's: "Democratic Party" of "Liberal Democratic Party"?"""
    before = document.doc[candidate.start - 1] if candidate.start else None
    more = candidate.end - candidate.start > 1
    return candidate.subkind == "party" and before is not None and more and before.text in _PARTY_WORDS


def _goes_on_before(document: Document, name: Candidate) -> bool:
    """Is a name only the end of one written with hyphens: "Mohammad" of "Jaish-e-Mohammad"? Not "al-Bashir"."""
    if name.start < 4:
        return False
    first, hyphen, link, last = document.doc[name.start - 4 : name.start]
    joined = not any(t.whitespace_ for t in (first, hyphen, link, last))
    return joined and hyphen.text == last.text == "-" and first.text[:1].isupper() and link.is_lower


def _called_a_body(document: Document, name: Candidate) -> bool:
    """Do the words before say that a name is one of a body, whatever the recogniser takes it for: "the opposition party Pastef"?"""
    noun = document.doc[name.start - 1] if name.start else None
    if noun is None or name.kind == "place" or noun.tag_ != "NN":
        return False
    return noun_lemma(noun) in lexicon.load().maps["calls"] and explains(noun, document.doc[name.root])


def _confirmed(document: Document, found: list[Candidate]) -> list[Candidate]:
    """Leave out what only a heading calls a name, and give every name one kind: that of most of its mentions."""
    bodies = {c.name for c in found if document.sentence(c.root).chunk.kind == "body"}
    surnames = {c.name.split()[-1] for c in found if c.kind == "person" and " " in c.name}
    found = [c for c in found if c.key or not _goes_on_before(document, c)]
    called = {c.name for c in found if c.key is None and _called_a_body(document, c)}
    kinds: dict[str, Counter[ActorKind]] = {}
    for c in found:
        if c.key is None:
            c.kind = "organization" if c.name in called else c.kind
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
    """A mention that the input marks, just as long as it is marked."""
    tokens = [i for i, at in enumerate(document.starts) if at < end and at + len(document.doc[i]) > start]
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1] + 1
    bare = last
    while bare - first > 1 and is_ending(document.doc[bare - 1]):
        bare -= 1
    wanted = _GIVEN.get(kind.lower())
    known = look_up(document, authority, first, bare)
    if (
        known
        and known.start == first
        and (wanted is None or known.kind == wanted or {known.kind, wanted} <= {"country", "place"})
    ):
        known.end = last
        return known
    root = document.doc[first:bare].root
    text = document.name(first, last)
    if wanted is None:
        label = root.ent_type_
        wanted = KINDS.get(label) or ("group" if root.tag_ == "NNS" else "person")
    return Candidate(first, last, root.i, "name", wanted, text, local=wanted == "group")
