"""Who holds which office: titles before names, appositions, descriptions of office, and "is", "was", "became"."""

from __future__ import annotations

from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.model import Phase, Role
from polgraph.reading.cast import Candidate, Cast
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.document import Document
from polgraph.reading.eras import is_bygone
from polgraph.reading.identifiers import record_id
from polgraph.reading.titles import ACTING, BEFORE, FUTURE, PAST, Title, Titles

_EMPLOYER = frozenset(("of", "for", "to", "at", "in"))
# "Putin's envoy to Ukraine", "the negotiator for Ukraine", "the ambassador to NATO": sent there, not employed by it
_EMPLOYERS = dict.fromkeys(
    ("envoy", "negotiator", "ambassador", "representative", "emissary"), frozenset(("of",))
)
_NO_OFFICE = frozenset(
    ("relative", "business_leader", "media_figure")
)  # what somebody is, not a post that he holds


def find(
    document: Document, cast: Cast, surroundings: Surroundings, authority: Authority, lexicon: Lexicon
) -> list[Role]:
    """Return the roles that the text gives to persons."""
    reader = _Roles(document, cast, surroundings, authority, lexicon)
    found: dict[tuple[object, ...], Role] = {}
    for candidate in cast.candidates():
        if candidate.kind != "person":
            continue
        for title in reader.titles.titles(candidate):
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
        self.lexicon = lexicon
        self.surroundings, self.authority = surroundings, authority
        self.titles = Titles(document, cast, authority)

    def role(self, c: Candidate, title: Title) -> Role | None:
        """Return the role of a title, or None where its words are no office."""
        words = self._words(title)
        organization, country = self._belongs(title)
        if title.rule == "role:title" and organization is None and (own := self.titles.of_name(c)):
            held_by = self.cast.at(own.i)[0]
            organization = held_by if held_by.kind == "organization" else None
            country = country or held_by.country
        body = self.authority.organizations.get(organization.key or "") if organization else None
        country = country or self._national_country(c, words, organization)
        office = self.authority.role(words, organization=body, country=country)
        known = office is not None and (office.role not in _NO_OFFICE or organization is not None)
        post = organization is not None and bool(words) and title.head.lemma_.lower() in self.posts
        if not known and not post:
            return None
        if organization and country is None:
            country = organization.country
        normal = office.role if office and office.normal else None
        if normal and country is None and organization is None:
            country = self._known_country(c, normal)
            if country is None and not self._is_of(title, c):
                country = self._only_country(normal)
        if normal is None and organization is None and country is None:
            return None
        around = self.surroundings.of(
            title.head if title.rule == "role:predicate" else self.document.doc[c.root]
        )
        span = self.document.span(min(title.start, c.start), max(title.end, c.end))
        bygone = is_bygone(title.head, self.document, self.lexicon)
        phase: Phase = "past" if bygone and title.phase == "present" else title.phase
        stated = (
            title.rule == "role:predicate"
        )  # a title or description is the article's own, whoever is quoted
        return Role(
            id=record_id(self.document, title.head.i, "role", normal or words, span, self.document.span(c.start, c.end)),
            actor=c.actor or "", title=words, organization=organization.actor if organization else None,
            country=country, phase=phase, role=normal, span=span,
            polarity=around.polarity if stated else "affirmed",
            modality=around.modality if stated else "asserted",
            speakers=around.speakers if stated else (),
            speaker=around.speakers[-1] if stated and around.speakers else None,
            date=around.date if title.rule == "role:predicate" else None,
            confidence=0.9 if title.rule != "role:predicate" else 0.8,
            sentence=self.document.sentence_span(title.head.i), rule=title.rule,
        )  # fmt: skip

    def _national_country(self, c: Candidate, title: str, organization: Candidate | None) -> str | None:
        """The country of a person, if the bare title is that of an office there: "Secretary of State Marco Rubio"."""
        if organization is not None:
            return None
        person = self.authority.persons.get(c.key or "")
        country = c.country or (person.country if person else None)
        return country if country in self.authority.offices.national(title) else None

    def _known_country(self, c: Candidate, role: str) -> str | None:
        """The country whose office it is, where the authority has the person in that office at some time."""
        person = self.authority.persons.get(c.key or "")
        countries = {t.country for t in person.terms if t.role == role and t.country} if person else set()
        return countries.pop() if len(countries) == 1 else None

    def _is_of(self, title: Title, c: Candidate) -> bool:
        """Do the words name a state or body that nobody knows: "the president of Ruritania", "Ruritania's President Goran Vukovic"?"""
        heads = (title.head, self.document.doc[c.root])
        of = (o for h in heads for p in h.rights if p.dep_ == "prep" and p.lower_ == "of" for o in p.children)
        return any(o.pos_ == "PROPN" for o in (*of, *(o for h in heads for o in h.lefts if o.dep_ == "poss")))

    def _only_country(self, role: str) -> str | None:
        """The one country that the article speaks of, for an office of state that the text names without its country."""
        if not (role.endswith("minister") or role.startswith("head_of_")):
            return None
        spoken = {a.country for a in self.cast.actors if a.kind == "country"}
        return spoken.pop() if len(spoken) == 1 else None

    def _words(self, title: Title) -> str:
        """The words of the office in lower case: no article, country, possessor, phase or name."""
        words = []
        for t in self.document.doc[title.start : title.head.i + 1]:
            held = self.cast.around(t.i)
            inside = held is not None and held.form == "name"
            if (
                inside
                or t.dep_ in ("poss", "case", "det", "punct")
                or t.lower_ in BEFORE | PAST | FUTURE | ACTING
            ):
                continue
            if t.text[:1].isupper() and self.authority.country_by_adjective(t.text):
                continue
            if any(a.dep_ == "poss" and title.start <= a.i < title.head.i for a in (t, *t.ancestors)):
                continue
            words.append(t.lower_)
        behind = self.document.doc[title.head.i + 1 : title.head.i + 3]
        if len(behind) == 2 and behind[0].lower_ == "of" and words:
            whole = f"{words[-1]} of {behind[1].lower_}"
            if self.authority.offices.is_title(whole):
                words[-1] = whole  # "secretary of state"
        plural = title.head.tag_ in ("NNS", "NNPS") and title.rule == "role:title"
        if plural and words:
            words[-1] = title.head.lemma_.lower()
        return " ".join(words).replace(" - ", "-")

    def _belongs(self, title: Title) -> tuple[Candidate | None, str | None]:
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
