"""Who is meant: names, offices, relations and pronouns of one article become its actors.

A surname is the last full name that ends in it; an office is who held it at the date the text speaks of; a relation
("the Russian leader's ally") is whoever the article says stands in it; what stays unclear stays unresolved.
"""

from __future__ import annotations

from collections import Counter

from polgraph.authority import Authority
from polgraph.coreference import rule
from polgraph.folding import fold
from polgraph.model import Actor, Mention
from polgraph.reading.bodies import Bodies
from polgraph.reading.cast import Candidate, Cast
from polgraph.reading.common_bodies import CommonBodies
from polgraph.reading.counted import PAIRS
from polgraph.reading.document import Document
from polgraph.reading.longer_names import Longer
from polgraph.reading.offices import Offices
from polgraph.reading.plurals import Plurals
from polgraph.reading.pronouns import Pronouns
from polgraph.reading.quoted import PRONOUNS
from polgraph.reading.relations import Relations
from polgraph.reading.settled import Settled
from polgraph.reading.surnames import Surnames

# Who is known by the office of somebody else.
NEIGHBOURS = frozenset(("predecessor", "successor", "counterpart"))


def resolve(
    document: Document, names: list[Candidate], phrases: list[Candidate], authority: Authority
) -> Cast:
    """Return the cast of the article."""
    resolver = _Resolver(document, authority)
    resolver.names(names)
    resolver.phrases(sorted(phrases, key=lambda c: (c.start, c.end)))
    cast = resolver.cast()
    cast.unclear = [c for c in phrases if c.actor is None]
    return cast


class _Resolver:
    def __init__(self, document: Document, authority: Authority) -> None:
        self.document, self.authority = document, authority
        self.settled = Settled(document, authority)
        self.relations = Relations(self.settled)
        self.bodies = Bodies(self.settled, self.relations)
        self.common = CommonBodies(self.settled, self.bodies)
        self.offices = Offices(self.settled)
        self.pronouns = Pronouns(document, authority)
        self.plurals = Plurals(self.settled)
        self.put = self.settled.put

    # --- names ----------------------------------------------------------------------------------------------

    def names(self, names: list[Candidate]) -> None:
        """Group names: authority first, then full names, then surnames that one full name ends in."""
        surnames = Surnames(self.settled, names, self.identity)
        national = self._national(names)
        longer = Longer(self.document, names, self.identity, self.authority.generic)
        two = [c for c in names if c.kind == "group" and c.country and self.plurals.counts_two(c)]
        for c in names:
            if c in two:
                continue
            alone = c.kind == "person" and not c.local and (" " not in c.name or c.short)
            if same := longer.same(c):
                self.put(c, same, "name:part of a longer one")
            elif alone and (who := surnames.whose(c)):
                self.put(c, who, "name:surname")
            else:
                self.put(c, self.identity(c), self._named(c, c.start in national))
        for c in two:
            if not self.plurals.both(c):
                self.put(c, self.identity(c), self._named(c, False))

    def _national(self, names: list[Candidate]) -> set[int]:
        """Give bodies the state that is named with them, also where they come again without it; return where those begin."""
        said: dict[str, list[Candidate]] = {}
        for c in names:
            words = self.bodies.plain(c)
            if self.bodies.national(c):
                said.setdefault(words, []).append(c)
        again = {c.start for c in names if self.bodies.as_before(c, said.get(self.bodies.plain(c), []))}
        self.common.settle(names)
        return again | {c.start for cs in said.values() for c in cs}

    def _named(self, c: Candidate, national: bool) -> str:
        """Return the rule by which a name stands for its identity."""
        words = self.document.text(c.start, c.end)
        if national:
            return "name:body of the state named"
        if c.key is None:
            short = c.kind == "organization" and words.isupper() and words != c.name
            return "name:abbreviation" if short else "name:same words"
        if c.kind == "country" and self.authority.country_by_name(words) is None:
            return "name:capital" if self.authority.country_by_capital(words) else "name:adjective"
        return "name:known surname" if c.short else "name:known"

    def identity(self, c: Candidate) -> str:
        """Return the key that groups a named candidate with its like."""
        if c.key:
            return c.key
        if c.local:
            return f"{c.kind}:{self.document.article.id}:{fold(c.name)}"
        if c.kind == "group":
            return (
                f"group:{c.country}:{fold(c.name)}"
                if c.country
                else f"group:{self.document.article.id}:{fold(c.name)}"
            )
        if c.kind == "person" and " " not in c.name.strip():
            return f"person:{self.document.article.id}:{fold(c.name)}"
        return f"{c.kind}:{fold(c.name).removeprefix('the ')}"

    def phrases(self, phrases: list[Candidate]) -> None:
        """Resolve offices, bodies and groups, then relations, then those that a lead announces, then pronouns."""
        relations = [c for c in phrases if c.form == "nominal" and c.kind == "person" and not c.local]
        for c in phrases:
            if c.form == "pronoun" or c in relations:
                continue
            if named := self.settled.owner(c.calls):
                self.put(c, named, "described:explained")
                continue
            if c.local and c.form == "nominal" and c.kind == "person" and not c.noun:
                continue
            if c.kind == "group" and c.form == "nominal" and (self.plurals.both(c) or c.noun in PAIRS):
                continue
            if c.kind == "country" and c.form == "nominal":
                if self.bodies.possessor(c) is None:
                    self.bodies.country(c)
            elif c.local and c.noun and c.form == "nominal":
                self.bodies.described(c)
            elif c.noun and c.kind == "organization" and c.form == "nominal":
                self.bodies.again(c)
            elif c.office and (who := self.relations.behind_a_place(self.document.doc[c.root])):
                self.put(c, who, "described:explained")
            elif c.office:
                self.offices.office(c)
            elif same := self.bodies.delegation(c):
                self.put(c, same, "delegation:also called team")
            else:
                self.put(c, self.identity(c), self._described(c))
        self.bodies.peoples()
        for c in relations:
            self.relations.relation(c)
        for c in list(self.settled.unclear):
            self.relations.relation(c, last=True)
        later = [c for c in self.settled.unclear if c.noun in NEIGHBOURS]
        for c in list(self.settled.unclear):
            if c not in later:
                self.bodies.nobody_else(c)
        for c in phrases:
            if c.form == "pronoun":
                self._pronoun(c)
        for c in phrases:
            if c.kind == "country" and c.form == "nominal" and self.bodies.possessor(c) is not None:
                self.bodies.own_country(c)
        for c in later:
            self._neighbour(c)
        for c in phrases:
            if c.noun == "speaker" and c.actor is None:
                self.plurals.pronoun(c)  # "We fight," he said: he is known only now

    def _described(self, c: Candidate) -> str:
        """Return the rule by which a description that names its state or group stands for its identity."""
        if c.form == "name":
            return self._named(c, national=False)
        if c.form == "role":
            return "role:government" if c.kind == "country" else "role:body of a state"
        return "nominal:same words"

    def _neighbour(self, c: Candidate) -> None:
        """ "His predecessor", once "his" is known; else somebody of this article, where no person named may be meant."""
        owner = self.settled.owner(c.argument)
        who = self.offices.neighbour(c.noun or "", owner, c.country) if owner else None
        sentence = self.document.sentence(c.root)
        if any(sentence.start <= m.root < sentence.end for m in self.settled.members.get(who or "", [])):
            return  # "Sunak met the successor of Truss"
        if who is None:
            self.bodies.nobody_else(c)
            return
        self.settled.unclear.remove(c)
        record = self.authority.persons[who]
        c.name, c.key, c.country = record.name, who, record.country
        self.put(c, who, "office:neighbour")

    def _pronoun(self, c: Candidate) -> None:
        if self.plurals.pronoun(c):
            return
        sayers = [self.settled.at.get(i) for i in c.apart]
        if any(PRONOUNS.get(self.document.doc[i].lower_) == c.noun for i in c.apart):
            return  # "He lied," he said: which of the two is which is not known
        others = {m.actor for m in sayers if m and m.actor}
        before = [m for m in self.settled.before(c.start) if m.actor not in others]
        if found := self.pronouns.meant(c, before):
            self.put(c, *found)

    # --- the records ----------------------------------------------------------------------------------------

    def cast(self) -> Cast:
        """Return actors in the order in which the text first speaks of them."""
        cast = Cast()
        shown = {i: ms for i, ms in self.settled.members.items() if any(m.form != "pronoun" for m in ms)}
        order = sorted(shown, key=lambda i: (min(m.start for m in shown[i]), i))
        for number, identity in enumerate(order, 1):
            members = sorted(shown[identity], key=lambda m: (m.start, m.end))
            cast.actors.append(self._record(f"a{number}", identity, members))
            for m in members:
                m.actor = f"a{number}"
                cast.add(m)
        return cast

    def _record(self, actor_id: str, identity: str, members: list[Candidate]) -> Actor:
        named = [m for m in members if m.form == "name"] or members
        kind = Counter(m.kind for m in named).most_common(1)[0][0]
        first = next((m for m in named if m.kind == kind), named[0])
        known = self.authority.persons.get(identity) or self.authority.organizations.get(identity)
        state = self.authority.countries.get(identity) if kind == "country" else None
        name = (
            known.name
            if known
            else state.name
            if state
            else max((m.name for m in named), key=lambda n: (len(n), n))
        )
        met = {
            self.document.name(m.start, m.end)
            for m in members
            if m.form == "name" and m.kind not in ("country", "place")
        }
        scripts = {n for n in known.names if not n.isascii()} if known else set()
        return Actor(
            id=actor_id,
            key=self.authority.key(identity) if known or state else identity,
            kind=kind,
            subkind=first.subkind,
            name=name,
            wikidata=known.wikidata if known else state.wikidata if state else None,
            aliases=tuple(sorted((met | scripts) - {name})),
            country=known.country if known else first.country,
            mentions=tuple(Mention(**_mention(self.document, m)) for m in members),
        )


def _mention(document: Document, m: Candidate) -> dict[str, object]:
    start, end = document.span(m.start, m.end)
    words = document.article.text[start:end]
    return {
        "start": start,
        "end": end,
        "text": words,
        "form": m.form,
        "rule": m.why,
        "score": rule(m.why).score,
    }
