"""Who holds which office: titles before names, appositions, descriptions of office, and "is", "was", "became"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.model import Phase, Role
from polgraph.reading.cast import Candidate, Cast, conjuncts, noun_start
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.document import Document
from polgraph.reading.identifiers import record_id

if TYPE_CHECKING:
    from spacy.tokens import Token

_PAST = frozenset(
    (
        "former",
        "once",
        "formerly",
        "sometime",
        "ex",
        "ex-",
        "late",
        "then",
        "erstwhile",
        "onetime",
        "previous",
        "outgoing",
    )
)
_FUTURE = frozenset(("incoming", "designate", "elect", "future", "next"))
_ACTING = frozenset(("acting", "interim", "caretaker"))
_BEFORE = frozenset(
    (
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "current",
        "new",
        "longtime",
        "top",
        "senior",
        "then",
        "veteran",
        "-",
        "s",
        "'s",
    )
)
_EMPLOYER = frozenset(("of", "for", "to", "at", "in"))
# "Putin's envoy to Ukraine", "the negotiator for Ukraine", "the ambassador to NATO": sent there, not employed by it
_EMPLOYERS = dict.fromkeys(
    ("envoy", "negotiator", "ambassador", "representative", "emissary"), frozenset(("of",))
)
_NO_OFFICE = frozenset(
    ("relative", "business_leader", "media_figure")
)  # what somebody is, not a post that he holds
_BECOME = frozenset(("become", "name", "appoint", "elect", "nominate", "make", "serve", "be", "remain"))


class _Title(NamedTuple):
    """An office noun with the tokens of its title and what it belongs to."""

    head: Token
    start: int
    end: int
    phase: Phase
    rule: str


def find(
    document: Document, cast: Cast, surroundings: Surroundings, authority: Authority, lexicon: Lexicon
) -> list[Role]:
    """Return the roles that the text gives to persons."""
    reader = _Roles(document, cast, surroundings, authority, lexicon)
    found: dict[tuple[object, ...], Role] = {}
    for candidate in cast.candidates():
        if candidate.kind != "person":
            continue
        for title in reader.titles(candidate):
            role = reader.role(candidate, title)
            if role:
                found.setdefault(
                    (role.actor, role.title, role.organization, role.country, role.phase, role.sentence), role
                )
    return sorted(found.values(), key=lambda r: (r.span, r.id))


class _Roles:
    def __init__(
        self,
        document: Document,
        cast: Cast,
        surroundings: Surroundings,
        authority: Authority,
        lexicon: Lexicon,
    ) -> None:
        self.document, self.cast, self.posts = document, cast, lexicon.words["posts"]
        self.surroundings, self.authority = surroundings, authority

    def titles(self, c: Candidate) -> list[_Title]:
        """Return the office nouns that the text joins to this mention of a person."""
        root = self.document.doc[c.root]
        if c.form == "role":
            return [_Title(root, c.start, c.end, self._phase(root, c.start), "role:description")]
        found = []
        if c.form == "name":
            if before := self._before_name(c):
                found.append(before)
            found.extend(
                _Title(
                    noun,
                    noun_start(noun),
                    self._end(noun),
                    self._phase(noun, noun_start(noun)),
                    "role:apposition",
                )
                for noun in self._appositions(c)
            )
            head = root.head
            if root.dep_ == "appos" and head.pos_ == "NOUN" and self._explains(head, c):
                start = noun_start(head)
                found.append(_Title(head, start, c.end, self._phase(head, start), "role:apposition"))
        found.extend(self._predicates(root))
        return found

    def _before_name(self, c: Candidate) -> _Title | None:
        """The title right before a name: "US Secretary of State", not what stands before a comma or "and"."""
        doc = self.document.doc
        start = c.start
        while start > 0 and doc[start - 1].sent == doc[c.root].sent and self._is_title_word(doc[start - 1]):
            start -= 1
        start = max(start, doc[c.root].left_edge.i)
        nouns = [t for t in doc[start : c.start] if t.pos_ in ("NOUN", "PROPN") and not self._is_name(t)]
        if not nouns:
            return self._shared(c)
        head = nouns[-1]
        of = next((t for t in doc[start : c.start] if t.lower_ == "of"), None)
        if of is not None and not self.authority.offices.is_title(doc[of.i - 1 : c.start].text):
            head = doc[of.i - 1]
        return _Title(head, start, c.end, self._phase(head, start), "role:title")

    def _shared(self, c: Candidate) -> _Title | None:
        """ "Presidents A of B and C of D": the title before the first name is that of each that has its own "of"."""
        if not self._of_name(c):
            return None
        doc, at = self.document.doc, c.start - 1
        sentence = self.document.sentence(c.root)
        while at >= sentence.start:
            token = doc[at]
            if (
                token.text[:1].isupper()
                and token.tag_ in ("NNS", "NNPS")
                and (office := self.authority.role(token.lemma_))
            ):
                return _Title(token, at, c.end, "present", "role:title") if office.normal else None
            held = self.cast.around(at)
            if not (held or token.lower_ in ("of", "and", ",", "the", "as", "well")):
                return None
            at -= 1
        return None

    def _of_name(self, c: Candidate) -> Token | None:
        """The country or body behind "of" right after a name."""
        doc = self.document.doc
        if c.end + 1 >= len(doc) or doc[c.end].lower_ != "of":
            return None
        behind = next((i for i in range(c.end + 1, min(len(doc), c.end + 3)) if self.cast.at(i)), None)
        return doc[behind] if behind is not None else None

    def _is_title_word(self, token: Token) -> bool:
        return token.dep_ in ("compound", "nmod", "amod", "poss", "case", "det") or (
            token.lower_ in ("of", "for", "the", "-") or token.dep_ == "pobj"
        )

    def _appositions(self, c: Candidate) -> list[Token]:
        """The nouns that explain a name: of "Lavrov and Ushakov, an aide" the aide explains Ushakov alone."""
        root = self.document.doc[c.root]
        named, first = [root], root
        while first.dep_ == "conj":
            first = first.head
        for t in conjuncts(first):
            if t.i != root.i and any(h.form == "name" and h.kind == "person" for h in self.cast.at(t.i)):
                named.append(t)
        found = []
        for noun in (n for t in named for n in t.children if n.dep_ == "appos"):
            if noun.pos_ not in ("NOUN", "PROPN") or self._is_name(noun) or self._titles_another(noun):
                continue
            if max((t.i for t in named if t.i < noun.i), default=-1) == root.i:
                found.append(noun)
        return found

    def _titles_another(self, noun: Token) -> bool:
        """Is the noun the title of a name that follows it ("Yermak, Foreign Minister Sybiha and …")?"""
        after = self.cast.around(noun.i + 1)
        return after is not None and after.kind == "person" and after.form == "name"

    def _explains(self, head: Token, c: Candidate) -> bool:
        """Does the name alone explain the noun ("the chancellor, Olaf Scholz")?"""
        if self._is_name(head) or (self._titles_another(head) and self.cast.around(head.i + 1) is not c):
            return False
        return not any(t.dep_ == "cc" for t in self.document.doc[head.i : c.start])

    def _predicates(self, root: Token) -> list[_Title]:
        """ "X is the president", "X became minister", "X was named head", "X served as minister"."""
        verb = root.head
        if root.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in _BECOME:
            return []
        nouns = [c for c in verb.children if c.dep_ in ("attr", "oprd") and c.pos_ in ("NOUN", "PROPN")]
        nouns += [
            o
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ == "as"
            for o in c.children
            if o.dep_ == "pobj"
        ]
        found = []
        for noun in nouns:
            phase = self._phase(noun, noun_start(noun))
            if (
                phase == "present"
                and verb.tag_ in ("VBD", "VBN")
                and verb.lemma_ in ("be", "serve")
                and not any(c.dep_ == "auxpass" for c in verb.children)
            ):
                phase = "past"
            found.append(_Title(noun, noun_start(noun), self._end(noun), phase, "role:predicate"))
        return found

    def role(self, c: Candidate, title: _Title) -> Role | None:
        """Return the role of a title, or None where its words are no office."""
        words = self._words(title)
        organization, country = self._belongs(title)
        if title.rule == "role:title" and organization is None and (own := self._of_name(c)):
            held_by = self.cast.at(own.i)[0]
            organization = held_by if held_by.kind == "organization" else None
            country = country or held_by.country
        body = self.authority.organizations.get(organization.key or "") if organization else None
        office = self.authority.role(words, organization=body, country=country)
        known = office is not None and (office.role not in _NO_OFFICE or organization is not None)
        post = organization is not None and bool(words) and title.head.lemma_.lower() in self.posts
        if not known and not post:
            return None
        if organization and country is None:
            country = organization.country
        normal = office.role if office and office.normal else None
        if normal and country is None and organization is None:
            country = self._known_country(c, normal) or self._only_country(normal)
        if normal is None and organization is None and country is None:
            return None
        around = self.surroundings.of(
            title.head if title.rule == "role:predicate" else self.document.doc[c.root]
        )
        span = self.document.span(min(title.start, c.start), max(title.end, c.end))
        stated = (
            title.rule == "role:predicate"
        )  # a title or description is the article's own, whoever is quoted
        return Role(
            id=record_id(self.document, title.head.i, "role", normal or words, span, self.document.span(c.start, c.end)),
            actor=c.actor or "", title=words, organization=organization.actor if organization else None,
            country=country, phase=title.phase, role=normal, span=span,
            polarity=around.polarity if stated else "affirmed",
            modality=around.modality if stated else "asserted",
            speakers=around.speakers if stated else (),
            speaker=around.speakers[-1] if stated and around.speakers else None,
            date=around.date if title.rule == "role:predicate" else None,
            confidence=0.9 if title.rule != "role:predicate" else 0.8,
            sentence=self.document.sentence_span(title.head.i), rule=title.rule,
        )  # fmt: skip

    def _known_country(self, c: Candidate, role: str) -> str | None:
        """The country whose office it is, where the authority has the person in that office at some time."""
        person = self.authority.persons.get(c.key or "")
        countries = {t.country for t in person.terms if t.role == role and t.country} if person else set()
        return countries.pop() if len(countries) == 1 else None

    def _only_country(self, role: str) -> str | None:
        """The one country that the article speaks of, for an office of state that the text names without its country."""
        if not (role.endswith("minister") or role.startswith("head_of_")):
            return None
        spoken = {a.country for a in self.cast.actors if a.kind == "country"}
        return spoken.pop() if len(spoken) == 1 else None

    def _is_name(self, token: Token) -> bool:
        held = self.cast.around(token.i)
        return held is not None and held.form == "name" and held.kind in ("person", "place")

    def _phase(self, head: Token, start: int) -> Phase:
        words = {t.lower_ for t in self.document.doc[max(0, start - 1) : head.i + 1]}
        words |= (
            {self.document.doc[head.i + 2].lower_}
            if head.i + 2 < len(self.document.doc) and self.document.doc[head.i + 1].text == "-"
            else set()
        )
        if words & _PAST:
            return "past"
        if words & _FUTURE:
            return "future"
        return "acting" if words & _ACTING else "present"

    def _words(self, title: _Title) -> str:
        """The words of the office in lower case: no article, country, possessor, phase or name."""
        words = []
        for t in self.document.doc[title.start : title.head.i + 1]:
            held = self.cast.around(t.i)
            inside = held is not None and held.form == "name"
            if (
                inside
                or t.dep_ in ("poss", "case", "det", "punct")
                or t.lower_ in _BEFORE | _PAST | _FUTURE | _ACTING
            ):
                continue
            if t.text[:1].isupper() and self.authority.country_by_adjective(t.text):
                continue
            if any(a.dep_ == "poss" and title.start <= a.i < title.head.i for a in (t, *t.ancestors)):
                continue
            words.append(t.lower_)
        plural = title.head.tag_ in ("NNS", "NNPS") and title.rule == "role:title"
        if plural and words:
            words[-1] = title.head.lemma_.lower()
        return " ".join(words).replace(" - ", "-")

    def _end(self, noun: Token) -> int:
        """The noun with its "of …"."""
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "to", "for", "in", "at"):
                objects = [o for o in child.children if o.dep_ == "pobj"]
                if objects:
                    held = self.cast.at(objects[0].i)
                    return max((h.end for h in held), default=objects[0].i + 1)
        return noun.i + 1

    def _belongs(self, title: _Title) -> tuple[Candidate | None, str | None]:
        """The organisation and country whose office it is: "of X", "X's", "Russian"."""
        organization: Candidate | None = None
        country: str | None = None
        heads = [
            t
            for t in self.document.doc[title.start : title.head.i]
            if t.dep_ in ("poss", "compound", "amod", "nmod")
        ]
        for child in title.head.children:
            if child.dep_ == "prep" and child.lower_ in _EMPLOYERS.get(title.head.lemma_, _EMPLOYER):
                heads.extend(o for o in child.children if o.dep_ == "pobj")
        for token in heads:
            for held in self.cast.at(token.i):
                if held.kind == "organization" and organization is None:
                    organization = held
                elif held.kind == "country" and country is None:
                    country = held.country
            if (
                country is None
                and token.text[:1].isupper()
                and (state := self.authority.country_by_adjective(token.text))
            ):
                country = state.code
        held_at = self.cast.around(title.head.i)
        if country is None and held_at and held_at.form == "role":
            country = held_at.country
        return organization, country
