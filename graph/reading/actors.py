"""Who is meant: names, offices, relations and pronouns of one article become its actors.

A surname is the last full name that ends in it; an office is who held it at the date the text speaks of; a relation
("the Russian leader's ally") is whoever the article says stands in it; what stays unclear stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from polgraph.authority import Authority
from polgraph.folding import fold
from polgraph.model import Actor, Mention
from polgraph.reading.cast import Candidate, Cast
from polgraph.reading.document import Document
from polgraph.reading.longer_names import Longer
from polgraph.reading.pronouns import Pronouns

if TYPE_CHECKING:
    from spacy.tokens import Token


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
        self.members: dict[str, list[Candidate]] = {}  # identity -> candidates
        self.at: dict[int, Candidate] = {}  # root token -> first resolved candidate
        self.relations: dict[tuple[str, str], str] = {}  # (noun, identity of argument) -> identity
        self.pronouns = Pronouns(document, authority)
        self.unclear: list[Candidate] = []  # relations that stand for nobody yet

    def put(self, candidate: Candidate, identity: str) -> None:
        candidate.actor = identity
        self.members.setdefault(identity, []).append(candidate)
        self.at.setdefault(candidate.root, candidate)

    # --- names ----------------------------------------------------------------------------------------------

    def names(self, names: list[Candidate]) -> None:
        """Group names: authority first, then full names, then surnames that one full name ends in."""
        full: dict[str, Counter[str]] = {}
        for c in names:
            if c.kind == "person" and " " in c.name and not c.short:
                identity = self.identity(c)
                full.setdefault(fold(self.document.text(c.start, c.end)).split()[-1], Counter())[
                    identity
                ] += 1
        for c in names:
            self._national(c)
        longer = Longer(self.document, names, self.identity)
        for c in names:
            text = fold(self.document.text(c.start, c.end))
            owners = full.get(text.split()[-1]) if text else None
            alone = c.kind == "person" and (" " not in c.name or c.short)
            if same := longer.same(c):
                self.put(c, same)
            elif alone and owners:
                self.put(c, self._last_before(c, owners) or owners.most_common(1)[0][0])
            else:
                self.put(c, self.identity(c))

    def _national(self, c: Candidate) -> str | None:
        """ "Security Council" with "Russia's" before it, or where the text's country is clear: the known body of that state."""
        if c.kind != "organization" or c.key or " " not in c.name:
            return None
        token = self.document.doc[c.root]
        words = [
            t.text for child in token.lefts if child.dep_ in ("poss", "amod", "compound") for t in (child,)
        ]
        words += [
            o.text
            for p in token.rights
            if p.dep_ == "prep" and p.lower_ == "of"
            for o in p.children
            if o.dep_ == "pobj"
        ]
        for word in words:
            state = self.authority.country_by_name(word) or self.authority.country_by_adjective(word)
            if state is None:
                continue
            forms = (
                c.name,
                f"{c.name} of {state.name}",
                *(f"{adjective} {c.name}" for adjective in state.adjectives),
            )
            for form in forms:
                known = [o for o in self.authority.organization(form) if o.country == state.code]
                if len(known) == 1:
                    c.name, c.key, c.country, c.subkind = (
                        known[0].name,
                        known[0].id,
                        state.code,
                        known[0].subkind,
                    )
                    return known[0].id
        return None

    def _last_before(self, c: Candidate, owners: Counter[str]) -> str | None:
        """Of several full names with this surname the one used last before."""
        if len(owners) == 1:
            return next(iter(owners))
        before = [(m.start, i) for i in owners for m in self.members.get(i, []) if m.start < c.start]
        return max(before)[1] if before else None

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

    # --- descriptions ---------------------------------------------------------------------------------------

    def phrases(self, phrases: list[Candidate]) -> None:
        """Resolve offices, bodies and groups, then relations, then those that a lead announces, then pronouns."""
        relations = [c for c in phrases if c.form == "nominal" and c.kind == "person" and not c.local]
        for c in phrases:
            if c.form == "pronoun" or c in relations:
                continue
            if c.local and c.form == "nominal" and c.kind == "person" and not c.noun:
                continue
            if c.local and c.noun and c.form == "nominal":
                self._described(c)
            elif c.noun and c.kind == "organization" and c.form == "nominal":
                self._body_again(c)
            elif c.office:
                self._office(c)
            else:
                self.put(c, self.identity(c))
        self._peoples()
        for c in relations:
            self._relation(c)
        for c in list(self.unclear):
            self._relation(c, last=True)
        for c in phrases:
            if c.form == "pronoun" and (who := self.pronouns.meant(c, self._before(c.start))):
                self.put(c, who)

    def _peoples(self) -> None:
        """ "the Ukrainians" in an article about one group of them: its negotiators, its soldiers."""
        groups = {i: ms for i, ms in self.members.items() if ms[0].kind == "group" and ms[0].country}
        for identity, members in groups.items():
            if any(m.form != "name" for m in members):
                continue
            same = [i for i, ms in groups.items() if i != identity and ms[0].country == members[0].country]
            definite = all(m.start and self.document.doc[m.start - 1].lower_ == "the" for m in members)
            if len(same) == 1 and definite and min(m.start for m in members) > groups[same[0]][0].start:
                for m in self.members.pop(identity):
                    m.kind, m.form = "group", "nominal"
                    self.put(m, same[0])

    def _described(self, c: Candidate) -> None:
        """ "the judge": the only judge met before, or whom a name explains; else somebody new of this article."""
        if c.kind == "person" and (who := self._explained(self.document.doc[c.root])):
            self.put(c, who)
            return
        met = {
            m.actor
            for m in self._before(c.start)
            if m.local and m.noun == c.noun and m.kind == c.kind and m.country == c.country and m.actor
        }
        if (c.definite or c.kind != "person") and len(met) == 1 and " " not in c.name:
            self.put(c, met.pop() or "")
            return
        number = "" if c.kind != "person" else f" {c.root}"
        self.put(c, f"{c.kind}:{self.document.article.id}:{fold(c.name)}{number}")

    def _body_again(self, c: Candidate) -> None:
        """ "the ministry", "the presidential administration": the body of that name met last."""
        words = set((c.noun or "").split())
        for identity, members in reversed(list(self.members.items())):
            kind = members[0].kind
            if kind == "organization" and any(
                m.start < c.start and words <= set(m.name.lower().split()) for m in members
            ):
                self.put(c, identity)
                return
        if c.kinds and " " not in (c.noun or "") and (who := self._of_that_kind(c)):
            self.put(c, who)
            return
        country = self._country_before(c.start)
        state = self.authority.countries.get(country or "")
        if state is None:
            self._only_described(c)
            return
        for name in (c.noun or "", *(f"{adjective} {c.noun}" for adjective in state.adjectives)):
            known = [o for o in self.authority.organization(name) if o.country == country]
            if len(known) == 1:
                c.name, c.key, c.country, c.subkind = known[0].name, known[0].id, country, known[0].subkind
                self.put(c, known[0].id)
                return
        self._only_described(c)

    def _of_that_kind(self, c: Candidate) -> str | None:
        """ "the newspaper": the only body of that kind that the paragraph, else the article, has named before."""
        before = [
            m for m in self._before(c.start) if m.kind == "organization" and m.form == "name" and m.actor
        ]
        chunk = self.document.sentence(c.root).chunk
        near = [m for m in before if self.document.sentence(m.root).chunk == chunk]
        for group in (near, before):
            fitting = {m.actor for m in group if m.subkind in c.kinds}
            unknown = {m.actor for m in group if m.subkind is None}
            if len(fitting) == 1:
                return fitting.pop()
            if fitting or unknown:
                return unknown.pop() if len(unknown) == 1 and not fitting else None
        return None

    def _only_described(self, c: Candidate) -> None:
        """A body of this article alone: "the police"."""
        c.local = True
        self._described(c)

    def _office(self, c: Candidate) -> None:
        """Who holds the office: somebody the article gives it to, else the holder at the date of the text."""
        country = c.country
        if c.argument is not None:
            owner = self.at.get(c.argument)
            if owner is None and self.document.doc[c.argument].lemma_ in ("country", "nation", "state"):
                country = self._country_before(c.start)
            elif owner is not None and owner.kind == "country":
                country = owner.key
            elif owner is not None:
                return
        if country is None:
            self._bare_office(c)
            return
        c.country = country
        on = self.document.article.day
        holders = self.authority.leader(country, on, title=c.noun or c.name) or self.authority.holders(
            c.office or "", country=country, on=on
        )
        people = list(dict.fromkeys(h.person.id for h in holders))
        if len(people) == 1 or (on and holders and holders[0].certain):
            c.name = self.authority.persons[people[0]].name
            c.key = people[0]
            self.put(c, people[0])
            return
        if given := self._given_office(c, country):
            self.put(c, given)
        elif c.office not in ("leader", "other_minister", "adviser", "negotiator", None) and not (
            people and on
        ):
            state = self.authority.countries[country]
            c.name = f"{(state.adjectives or (state.name,))[0]} {(c.noun or c.name).removeprefix((state.adjectives or ('',))[0].lower()).strip()}"
            self.put(c, f"person:{self.document.article.id}:{c.office}:{country}")

    def _given_office(self, c: Candidate, country: str) -> str | None:
        """Somebody whom the article itself calls so: "Polish President Karol Nawrocki"."""
        for i, m in sorted(self.at.items()):
            if m.kind == "person" and m.form == "name" and m.actor:
                words = self._title(self.document.doc[i])
                office = self.authority.role(words, country=country) if words else None
                if office and office.role == c.office:
                    return m.actor
        return None

    def _title(self, token: Token) -> str:
        name = self.at[token.i]
        return " ".join(
            t.text
            for t in self.document.doc[token.left_edge.i : name.start]
            if t.dep_ in ("compound", "amod")
        )

    def _bare_office(self, c: Candidate) -> None:
        """ "the president": who was called so last; else the leader of the country that the text is about."""
        before = [m for m in self._before(c.start) if m.kind == "person" and m.office == c.office and m.actor]
        if before:
            self.put(c, before[-1].actor or "")

    def _relation(self, c: Candidate, *, last: bool = False) -> None:
        """ "ally of X": an apposition or a predicate names who; else whoever stood in this relation before."""
        doc = self.document.doc
        token = doc[c.root]
        owner = self._owner(c.argument)
        who = self._explained(token)
        if who is None and owner and c.noun:
            who = self.relations.get((c.noun, owner))
        if who is None and last:
            who = self._announced(c)
        if who is None or who == owner:
            if not last:
                self.unclear.append(c)
            return
        if last:
            self.unclear.remove(c)
        self.put(c, who)
        if owner and c.noun:
            self.relations[c.noun, owner] = who

    def _owner(self, argument: int | None) -> str | None:
        if argument is None:
            return None
        held = self.at.get(argument)
        return held.actor if held else None

    def _explained(self, token: Token) -> str | None:
        """The person that an apposition or "is" makes the same as this noun."""
        heads = [token.head] if token.dep_ == "appos" else []
        heads += [c for c in token.children if c.dep_ == "appos"]
        if (
            token.dep_ == "attr"
            and token.head.lemma_ == "be"
            and not any(c.dep_ == "neg" for c in token.head.children)
        ):
            heads += [c for c in token.head.children if c.dep_ == "nsubj"]
        for head in heads:
            held = self.at.get(head.i)
            if held and held.kind == "person" and held.form in ("name", "pronoun"):
                return held.actor
        return None

    def _announced(self, c: Candidate) -> str | None:
        """A lead that says "a close ally of the president refused": the person whom the text then names as doing it.

        That person is introduced later by a full name as the subject of the same verb, is nobody else of the lead,
        and is the only one of whom this is so.
        """
        doc, token = self.document.doc, self.document.doc[c.root]
        owner = self._owner(c.argument)
        acts = {token.head.lemma_} if token.dep_ in ("nsubj", "nsubjpass") else set()
        same = [m for m in self.unclear if m.noun == c.noun and self._owner(m.argument) == owner]
        acts |= {doc[m.root].head.lemma_ for m in same if doc[m.root].dep_ in ("nsubj", "nsubjpass")}
        acts -= {"say", "be", "have", "tell", "do"}
        named = set()
        for i, m in self.at.items():
            if (
                m.kind == "person"
                and m.form == "name"
                and i > c.root
                and m.actor != owner
                and doc[i].dep_ == "nsubj"
            ) and (
                doc[i].head.lemma_ in acts
                and " " in m.name
                and self.document.sentence(i).index > self.document.sentence(c.root).index
            ):
                named.add(m.actor)
        return named.pop() if len(named) == 1 else None

    # --- context --------------------------------------------------------------------------------------------

    def _before(self, token: int) -> list[Candidate]:
        known = (m for ms in self.members.values() for m in ms if m.start < token)
        return sorted([*known, *(m for m in self.unclear if m.start < token)], key=lambda m: (m.start, m.end))

    def _country_before(self, token: int) -> str | None:
        """The country that the text named last before this place, as name, adjective or home of a body."""
        for i in range(token - 1, -1, -1):
            held = self.at.get(i)
            if held and held.country and held.kind in ("country", "organization", "person"):
                return held.country
            word = self.document.doc[i]
            if (
                word.text[:1].isupper()
                and word.tag_ in ("JJ", "NNP")
                and (state := self.authority.country_by_adjective(word.text))
            ):
                return state.code
        return None

    # --- the records ----------------------------------------------------------------------------------------

    def cast(self) -> Cast:
        """Return actors in the order in which the text first speaks of them."""
        cast = Cast()
        shown = {i: ms for i, ms in self.members.items() if any(m.form != "pronoun" for m in ms)}
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
            self.document.text(m.start, m.end)
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
    return {"start": start, "end": end, "text": document.article.text[start:end], "form": m.form}
