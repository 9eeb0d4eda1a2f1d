"""Who is meant by an office: somebody the article gives it to, else who held it at the date of the text, if it has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.reading.cast import Candidate
from polgraph.reading.officers import Officers
from polgraph.reading.settled import Settled

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_MANY = frozenset(("spokesperson", "mayor", "governor", "other_minister"))
_CROWNED = frozenset(
    "king queen monarch emperor empress sultan emir crown prince princess grand duke".split()
)


class Offices:
    """Resolves offices; what it finds is put into `settled`."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.officers = Officers(settled)

    def office(self, c: Candidate) -> None:
        """Who holds the office: somebody the article gives it to, else the holder at the date of the text.

        Of an office that several hold at a time nobody is the holder.
        """
        country = c.country
        if c.argument is not None:
            owner = self.settled.at.get(c.argument)
            if owner is None and self.settled.document.doc[c.argument].lemma_ in (
                "country",
                "nation",
                "state",
            ):
                country = self.settled.country_before(c.start)
            elif owner is not None and owner.kind == "country":
                country = owner.key
            elif owner is not None:
                return
        if country is None and not c.past:
            self._bare_office(c)
        if country is None:
            return
        c.country = country
        if c.past:
            if who := self._once(c, country):
                self.settled.put(c, who, "office:held once")
            return
        if found := self._holder(c, country):
            self._is(c, *found)
        elif c.office not in ("leader", "other_minister", "adviser", "negotiator", None):
            state = self.settled.authority.countries[country]
            c.name = f"{(state.adjectives or (state.name,))[0]} {self._without_state(c.noun or c.name)}"
            self.settled.put(
                c, f"person:{self.settled.document.article.id}:{c.office}:{country}", "office:nobody known"
            )

    def _is(self, c: Candidate, who: str, why: str) -> None:
        """Let an office stand for somebody, with the name that the authority knows."""
        if known := self.settled.authority.persons.get(who):
            c.name, c.key = known.name, who
        self.settled.put(c, who, why)

    def _holder(self, c: Candidate, country: str) -> tuple[str, str] | None:
        """Who holds the office of a state, and by which rule: whom the article calls so, the holder at its date, else a known holder whom it names.

        In an article without a date nobody is taken whom it does not name: who holds the office today may not have held it then.
        """
        on = self.settled.document.article.day
        ever = self._known(c, country, None)
        called = self.officers.called(c, country)
        if called and not (on and called in ever):
            return called, "office:title in the text"
        if on and (people := self._known(c, country, on)):
            return people[0], "office:holder at the date"
        if called:
            return called, "office:title in the text"
        met = {m.actor for m in self.settled.at.values() if m.kind == "person" and m.form == "name"} & set(
            ever
        )
        return (met.pop() or "", "office:holder named") if len(met) == 1 else None

    def _known(self, c: Candidate, country: str, on: str | None) -> list[str]:
        """The known holders of an office of one holder, newest first: at a day for sure or the only one, without a day of any time."""
        authority = self.settled.authority
        holders = authority.leader(country, on, title=c.noun or c.name) or authority.holders(
            c.office or "", country=country, on=on
        )
        one = all(authority.offices.has_one_holder(h.term.role, country) for h in holders)
        people = list(dict.fromkeys(h.person.id for h in holders)) if one else []
        return people if on is None or len(people) == 1 or (people and holders[0].certain) else []

    def _without_state(self, words: str) -> str:
        """Return the words of an office without the state before them: "us senator" -> "senator"."""
        first, _, rest = words.partition(" ")
        known = self.settled.authority
        named = known.country_by_adjective(first.capitalize()) or known.country_by_name(first.upper())
        return rest if rest and (named or known.country_by_name(first.capitalize())) else words

    def _once(self, c: Candidate, country: str) -> str | None:
        """ "The former president": the only one of the article who is called so, or is known to have held the office and to hold it no more."""
        on = self.settled.document.article.day
        now = {h.person.id for h in self.settled.authority.holders(c.office or "", country=country, on=on)}
        ever = {h.person.id for h in self.settled.authority.holders(c.office or "", country=country)} - now
        met = {m.actor for m in self.settled.at.values() if m.kind == "person" and m.actor in ever}
        if len(met) == 1:
            return met.pop()
        return None

    def _called(self, m: Candidate, noun: str) -> bool:
        """Do just these words stand before the name: "Judge Ann Bell"?"""
        return bool(noun) and self._title(self.settled.document.doc[m.root]).lower() == noun

    def neighbour(self, noun: str, owner: str, country: str | None) -> str | None:
        """ "His predecessor", "her Turkish counterpart": who held the same single-holder office before, or holds it there.

        The office is the one that `owner` took up last and holds on the day of the article.
        """
        authority, on = self.settled.authority, self.settled.document.article.day
        person = authority.persons.get(owner)
        terms = (
            [t for t in person.terms if t.start and authority.offices.has_one_holder(t.role, t.country)]
            if person
            else []
        )
        terms = [t for t in terms if t.country and (on is None or (t.start or "") <= on)]
        if not terms or on is None:
            return None
        term = max(terms, key=lambda t: t.start or "")
        held = authority.holders(term.role, country=term.country, on=on)
        if not any(h.person.id == owner for h in held):
            return None  # who held it long ago may have many after him: "a successor of Clinton" as a candidate is none
        if noun == "counterpart":
            there = authority.holders(term.role, country=country, on=on) if country else []
            return there[0].person.id if len(there) == 1 and there[0].certain else None
        if noun != "predecessor":
            return None
        peers = authority.holders(term.role, country=term.country)
        earlier = [
            h for h in peers if h.term.start and h.term.start < (term.start or "") and not h.term.acting and h.person.id != owner
        ]  # fmt: skip
        return max(earlier, key=lambda h: h.term.start or "").person.id if earlier else None

    def _title(self, token: Token) -> str:
        name = self.settled.at[token.i]
        return " ".join(
            t.text
            for t in self.settled.document.doc[token.left_edge.i : name.start]
            if t.dep_ in ("compound", "amod")
        )

    def _bare_office(self, c: Candidate) -> None:
        """ "the president": who was called so last; else the leader of the country that the text is about."""
        before = [
            m
            for m in self.settled.before(c.start)
            if m.kind == "person"
            and m.office == c.office
            and m.actor
            and _crowned(m) == _crowned(c)
            and _same_post(m, c)
        ]
        if before:
            self.settled.put(c, before[-1].actor or "", "office:called so last")
            return
        before_it = self.settled.before(c.start)
        named = [m for m in self.settled.at.values() if m.kind == "person" and m.form == "name" and m.actor]
        titled = {m.actor for m in before_it if m in named and self._called(m, c.noun or "")}
        titled = titled or {m.actor for m in named if self._called(m, c.noun or "")}
        if len(titled) == 1 and (who := titled.pop()):
            self.settled.put(c, who, "office:title before the name")
        elif not titled and (who := self._named_holder(c, named)):
            self.settled.put(c, who, "office:holder named")
        elif not titled and self._acts(c):
            c.local = True
            self.settled.put(c, f"person:{self.settled.document.article.id}:{c.noun}", "office:nobody named")

    def _named_holder(self, c: Candidate, named: list[Candidate]) -> str | None:
        """The one person whom the article names that is known to hold such an office of one holder on its day."""
        persons, on = self.settled.authority.persons, self.settled.document.article.day
        noun = self.settled.document.doc[c.root]
        if on is None or any(t.lower_ == "of" for t in noun.rights):
            return None  # "the president of the court"
        known = {m.actor: persons[m.actor] for m in named if m.actor and m.actor in persons}
        states = {
            (who, t.country)
            for who, person in known.items()
            for t in person.terms
            if t.country and not t.past and (t.start or on) <= on <= (t.end or on)
        }
        holding = {who for who, state in states if who in self._known(c, state, on)}
        return holding.pop() if len(holding) == 1 else None

    def _acts(self, c: Candidate) -> bool:
        """Does somebody do something who is known by an office alone, in an article that names nobody of that office?"""
        token = self.settled.document.doc[c.root]
        above = token.head if token.dep_ != "conj" else token.head.head
        does = token.dep_ in ("nsubj", "conj") and above.pos_ == "VERB"
        does = does and any(t.lower_ == "the" for t in token.lefts)  # no headline's bare title
        return does and c.office not in ("leader", "other_minister", "adviser", "negotiator", None)


def _crowned(c: Candidate) -> bool:
    """Is it a monarch, whom no "president" means?"""
    return not _CROWNED.isdisjoint((c.noun or c.name).lower().split())


def _same_post(before: Candidate, now: Candidate) -> bool:
    """Of offices that many hold: is it called by the same words, or the last of them ("the spokesman" behind "the ministry spokesman")?"""
    first, second = before.noun or "", now.noun or ""
    if now.office == "leader":
        return first == second
    short = first.endswith(f" {second}") or second.endswith(f" {first}")
    return now.office not in _OF_MANY or first == second or short
