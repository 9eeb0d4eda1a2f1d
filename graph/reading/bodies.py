"""Bodies and people by description: "the ministry", "the newspaper", "the judge", "the Ukrainians", Russia's "Security Council"."""

from __future__ import annotations

from itertools import pairwise

from polgraph.authority import Country
from polgraph.folding import fold
from polgraph.reading.cast import Candidate
from polgraph.reading.name_edges import is_descent
from polgraph.reading.relations import Relations
from polgraph.reading.settled import Settled

# Nouns in the style of a body ("World Bank Group"), which does not make it one of the kind that the noun means.
_STYLES = frozenset(("group", "company", "firm", "organization", "organisation"))

_HOW_MANY = frozenset(
    "some several many few dozens hundreds thousands two three four five six more other".split()
)


class Bodies:
    """Resolves descriptions of bodies and of people who are actors of this article alone."""

    def __init__(self, settled: Settled, relations: Relations) -> None:
        self.settled, self.relations = settled, relations

    def national(self, c: Candidate) -> str | None:
        """ "Security Council" with "Russia's" before it: the known body of that state; of "Peru's Congress", that of no other state.

        A name that bodies of many states have ("Supreme Court") is that of the state named with it, known or not.
        """
        state = self._state_named(c) if self._is_loose(c) else None
        if state is None or c.country == state.code:
            return None
        if self._known_of(c, state):
            return c.key
        return (
            self._named_by(c, state) if set(self.plain(c).split()) <= self.settled.authority.generic else None
        )

    def _known_of(self, c: Candidate, state: Country) -> bool:
        """Let a name mean the known body of a state, if there is just one."""
        name, authority = self._written(c), self.settled.authority
        for form in (
            name,
            f"{name} of {state.name}",
            *(f"{adjective} {name}" for adjective in state.adjectives),
        ):
            known = [o for o in authority.organization(form) if o.country == state.code]
            if len(known) == 1:
                c.name, c.key, c.country, c.subkind = known[0].name, known[0].id, state.code, known[0].subkind
                return True
        return False

    def _named_by(self, c: Candidate, state: Country) -> str:
        """Name an unknown body by its state: "Kenyan Supreme Court"."""
        name, plain = self._written(c), self.plain(c)
        c.name = f"{(state.adjectives or (state.name,))[0]} {name.removeprefix('the ').removeprefix('The ')}"
        c.key, c.country, c.subkind = f"organization:{state.code}:{plain}", state.code, None
        return c.key

    def as_before(self, c: Candidate, found: list[Candidate]) -> bool:
        """Let "the Supreme Court" be the one that the article names with its state, `found` being those; return whether there is just one."""
        said = {m.key: m for m in found if m is not c} if self._is_loose(c) else {}
        for only in said.values() if len(said) == 1 else ():
            c.name, c.key, c.country, c.subkind = only.name, only.key, only.country, only.subkind
        return len(said) == 1

    def of_state(self, c: Candidate, code: str, *, certain: bool, instead: bool) -> None:
        """Let a name that bodies of many states have mean that of one state, if one is known.

        Else it is named by the state if `certain`, and that of no state if `instead`.
        """
        state, words = self.settled.authority.countries.get(code), self._written(c)
        if state is None or self._known_of(c, state):
            return
        if certain:
            c.name = words
            self._named_by(c, state)
        elif instead:
            c.name, c.key, c.country, c.subkind = words, None, None, None

    def plain(self, c: Candidate) -> str:
        """Return the words of a name as they are compared."""
        return fold(self._written(c)).removeprefix("the ")

    def _written(self, c: Candidate) -> str:
        return (
            self.settled.document.text(c.start, c.end)
            if c.key in self.settled.authority.organizations
            else c.name
        )

    def _is_loose(self, c: Candidate) -> bool:
        """Is it the name of a body that nobody knows, or one by which a known one goes where no other is named?"""
        if c.kind != "organization" or c.key is None:
            return c.kind == "organization"
        known = self.settled.authority.organizations.get(c.key)
        return known is not None and self.plain(c) in map(fold, known.short)

    def _state_named(self, c: Candidate) -> Country | None:
        """Return the state named with a body, in front of it ("Peru's Congress", "Peru's Defence Ministry spokesman") or behind "of"."""
        token = self.settled.document.doc[c.root]
        heads = (token, token.head) if token.dep_ == "compound" else (token,)
        before = [t for head in heads for t in head.lefts if t.dep_ in ("poss", "amod", "compound")]
        behind = (p for p in token.rights if p.dep_ == "prep" and p.lower_ == "of")
        authority = self.settled.authority
        words = [*before, *(o for p in behind for o in p.children if o.dep_ == "pobj")]
        states = (
            authority.country_by_name(w.text) or authority.country_by_adjective(w.text)
            for w in words
            if not c.start <= w.i < c.end and not is_descent(w)
        )
        return next(filter(None, states), None)

    def peoples(self) -> None:
        """ "the Ukrainians" in an article about one group of them: its negotiators, its soldiers."""
        groups = {i: ms for i, ms in self.settled.members.items() if ms[0].kind == "group" and ms[0].country}
        for identity, members in groups.items():
            if any(m.form != "name" for m in members):
                continue
            same = [i for i, ms in groups.items() if i != identity and ms[0].country == members[0].country]
            definite = all(
                m.start and self.settled.document.doc[m.start - 1].lower_ == "the" for m in members
            )
            if len(same) == 1 and definite and min(m.start for m in members) > groups[same[0]][0].start:
                for m in self.settled.members.pop(identity):
                    m.kind, m.form = "group", "nominal"
                    self.settled.put(m, same[0], "people:only group of the state")

    def delegation(self, c: Candidate) -> str | None:
        """ "the Russian team" in an article that has spoken of the Russian delegation: the same people."""
        same = f"group:{c.country}:delegation"
        is_team = c.noun == "team" and c.key == f"group:{c.country}:team"
        return same if is_team and same in self.settled.members else None

    def described(self, c: Candidate) -> None:
        """ "the judge": the only judge met before, or whom a name explains; else somebody new of this article."""
        if c.kind == "person" and (who := self.relations.explained(self.settled.document.doc[c.root])):
            self.settled.put(c, who, "described:explained")
            return
        if c.kind == "organization" and (who := self._called(c)):
            self.settled.put(c, who, "described:explained")
            return
        met = {
            m.actor
            for m in self.settled.before(c.start)
            if m.noun == c.noun
            and m.kind == c.kind
            and m.form == "nominal"
            and m.actor
            and _one(m, c)
            and self._of_the_same(m, c)
        }
        many = c.kind != "person" and not c.single and (c.kind == "group" or not self._is_indefinite(c))
        if (c.definite or many) and len(met) == 1 and " " not in c.name:
            self.settled.put(c, met.pop() or "", "described:only one before")
            return
        number = f" {c.root}" if c.kind == "person" or c.single else " ".join(("", *sorted(self._owners(c))))
        self.settled.put(
            c,
            f"{c.kind}:{self.settled.document.article.id}:{fold(c.name)}{number}",
            "described:of this article",
        )

    def _is_indefinite(self, c: Candidate) -> bool:
        """ "A group of protesters", "another company": one not told of before."""
        return any(t.lower_ in ("a", "an", "another") for t in self.settled.document.doc[c.root].lefts)

    def _of_the_same(self, before: Candidate, c: Candidate) -> bool:
        """May a description mean whoever was described before: "X's agents" only X's, "the campaign of X" none without X, "workers" not the "1,200 workers"?"""
        now, then = self._owners(c), self._owners(before)
        if now and now != then:
            return False
        if not c.definite and c.kind == "group" and _told_apart(before.name, c.name):
            return False  # "insurgents" need not be the "Houthi insurgents" told of elsewhere
        return c.definite or not any(ch.isdigit() for ch in before.name)

    def _owners(self, c: Candidate) -> frozenset[str]:
        """The names before and behind a described noun that say whose it is."""
        noun = self.settled.document.doc[c.root]
        behind = [o for p in noun.rights if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"]
        words = [*(t for t in noun.lefts if t.dep_ == "poss" and t.tag_ != "PRP$"), *behind]
        return frozenset(w.lower_ for w in words if w.is_title)

    def _said_which(self, c: Candidate) -> bool:
        """Do the words behind a noun say which it is, so that it need not be one named before: "the group behind the raid", "the party that won"?"""
        doc = self.settled.document.doc
        after = doc[c.root + 1].lower_ if c.root + 1 < len(doc) else ""
        relative = any(p.dep_ == "relcl" for p in doc[c.root].rights)
        made_of = doc[c.root].lower_ == "group" and after == "of"  # "the group of five"
        other = any(
            t.dep_ == "poss" and any(d.lower_ in ("that", "another", "each") for d in t.lefts)
            for t in doc[c.root].lefts
        )  # "that city's council"
        return (
            after in ("behind", "with")
            or other
            or made_of
            or (relative and after in ("that", "which", "whose", "who"))
        )

    def _called(self, c: Candidate) -> str | None:
        """ "Hamas, an armed group": the body whose name says which."""
        token = self.settled.document.doc[c.root]
        if (
            token.dep_ != "appos"
            or token.head.i > token.i
            or any(t.dep_ == "cc" for t in token.head.children)
        ):
            return None
        held = self.settled.at.get(token.head.i)
        return held.actor if held and held.kind == "organization" and held.form == "name" else None

    def nobody_else(self, c: Candidate) -> None:
        """ "An ally clashed with police": a relation to nobody is somebody of this article, if the text has not named people who may be meant."""
        people = [m for m in self.settled.before(c.start) if m.kind == "person" and m is not c]
        if c.described is None:
            return
        same = {m.actor for m in people if m.noun == c.noun and m.actor}
        if c.definite and len(same) == 1 and " " not in c.described and (who := same.pop()):
            self.settled.unclear.remove(c)
            self.settled.put(c, who, "relation:called so before")
            return
        if c.definite and people:
            return
        self.settled.unclear.remove(c)
        c.name, c.local = c.described, True
        self.described(c)

    def country(self, c: Candidate) -> None:
        """ "The country warned": the one state of which the sentence so far or the one before, else the article, has spoken."""
        at = self.settled.document.sentence(c.root).index
        spoken = [m for m in self.settled.before(c.start) if m.country and m.actor and _of_state(m)]
        near = {m.country for m in spoken if at - self.settled.document.sentence(m.root).index <= 1}
        meant = near or {m.country for m in spoken}
        if len(meant) == 1 and (who := meant.pop()):
            c.key = c.country = who
            self.settled.put(c, who, "country:only one spoken of")

    def possessor(self, c: Candidate) -> int | None:
        """Return the token of a possessive pronoun before the noun ("his country"), None where there is none."""
        doc = self.settled.document.doc
        return next((t.i for t in doc[c.root].lefts if t.tag_ == "PRP$"), None)

    def own_country(self, c: Candidate) -> None:
        """ "His country", once "his" is known: that of the person or group."""
        owner = self.settled.at.get(self.possessor(c) or 0)
        if owner is None or owner.actor is None:
            return
        known = self.settled.authority.persons.get(owner.actor)
        states = {m.country for m in self.settled.members[owner.actor] if m.country}
        state = known.country if known else states.pop() if len(states) == 1 else None
        if state and state in self.settled.authority.countries:
            c.key = c.country = state
            self.settled.put(c, state, "country:of the possessor")

    def again(self, c: Candidate) -> None:
        """ "the ministry", "the presidential administration": the body of that name met last."""
        words = set((c.noun or "").split())
        if self._owners(c) or self._said_which(c):
            self._only_described(c)
            return
        called = [
            (identity, before)
            for identity, members in reversed(list(self.settled.members.items()))
            if members[0].kind == "organization"
            and (before := [m for m in members if m.start < c.start])
            and any(words <= set(m.name.lower().split()) and _headed(m, c) for m in before)
        ]
        names = {fold(before[0].name) for _, before in called}
        if called and (len(names) == 1 or len(words) > 1 or self._is_near(c, called[0][1][-1].start)):
            self.settled.put(c, called[0][0], "again:same noun")
            return
        if called:
            self._only_described(c)  # "the group" where several were called so, none of them just now
            return
        own = any(
            t.dep_ == "poss" for t in self.settled.document.doc[c.root].lefts
        )  # "this man and his movement"
        if c.kinds and not own and " " not in (c.noun or "") and (who := self._of_that_kind(c)):
            self.settled.put(c, who, "again:only one of its kind")
            return
        country = self.settled.country_before(c.start)
        state = self.settled.authority.countries.get(country or "")
        if state is None or self.settled.main_country() not in (country, None):
            self._only_described(c)  # "independence from Britain … the army": that of the country reported on
            return
        for name in (c.noun or "", *(f"{adjective} {c.noun}" for adjective in state.adjectives)):
            known = [o for o in self.settled.authority.organization(name) if o.country == country]
            if len(known) == 1:
                c.name, c.key, c.country, c.subkind = known[0].name, known[0].id, country, known[0].subkind
                self.settled.put(c, known[0].id, "again:known of the state")
                return
        self._only_described(c)

    def _is_near(self, c: Candidate, token: int) -> bool:
        """Does a token stand in the same sentence or the one before?"""
        of = self.settled.document.sentence
        return of(c.root).index - of(token).index <= 1

    def _of_that_kind(self, c: Candidate) -> str | None:
        """ "the newspaper": the only body of that kind that the paragraph, else the article, has named before."""
        before = [
            m
            for m in self.settled.before(c.start)
            if m.kind == "organization" and m.form == "name" and m.actor
        ]
        chunk = self.settled.document.sentence(c.root).chunk
        near = [m for m in before if self.settled.document.sentence(m.root).chunk == chunk]
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
        self.described(c)


def _headed(m: Candidate, c: Candidate) -> bool:
    """Is the noun what the body's name says that it is: "the police" no "Police Federation", nor "the group" every "X Group"?

    Of "Ministry of Defence" it is the word before "of".
    """
    words, noun = m.name.lower().split(), (c.noun or "").split()[-1]
    heads = {words[-1], *(before for before, word in pairwise(words) if word in ("of", "for"))}
    style = noun in _STYLES and m.subkind is not None and m.subkind not in c.kinds
    return noun in heads and not style


def _of_state(m: Candidate) -> bool:
    return m.kind in ("country", "organization") or m.form == "role"


def _one(before: Candidate, c: Candidate) -> bool:
    """May "the soldiers" mean the "Russian soldiers" before? A group that only counts ("three soldiers") may too."""
    if before.country == c.country:
        return before.local or c.local
    return c.country is None and c.definite and before.kind == "group"


def _told_apart(before: str, now: str) -> bool:
    """Has what a group was called before words that it lacks now, but for how many they were?"""
    more = set(fold(before).split()) - set(fold(now).split()) - _HOW_MANY
    return any(not w.isdigit() for w in more)
