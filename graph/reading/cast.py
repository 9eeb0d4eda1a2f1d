"""Who stands where: the candidates that mentions and phrases propose, and the cast that actors makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from polgraph.model import Actor, ActorKind, Form

if TYPE_CHECKING:
    from spacy.tokens import Token


_DASHES = ("-", "–", "—")
_PLACED = frozenset(
    "ambassador envoy representative minister secretary commissioner president premier chancellor governor mayor head "
    "chief director commander spokesman spokeswoman spokesperson correspondent negotiator coordinator rapporteur consul".split()
)
_AT_PLACE = ("to", "for", "of", "in")
_PLACES = ("GPE", "ORG", "LOC")


@dataclass(slots=True)
class Candidate:
    """Tokens `[start, end)` that may stand for an actor; `root` is their head.

    `key` is the authority's id (or country code) where it knows the words. `office` is the normal form or the
    words of an office, `kinds` what "the agency" may be, `noun` and `argument` the relation of a nominal ("ally" of the actor at token `argument`).
    `also` are further tokens at which a verb may look for it ("thousands" of volunteers); `past`: the office was held once
    ("the former president"); `single`: never one with another of the same words ("others", "two");
    `apart`: heads of who says the quotation in which a pronoun stands, and so is not meant by it;
    `why`: the rule that decided whom it stands for, by its id in `data/coreference.yaml`.
    `described`: what somebody is called whom no relation leads to ("ally clashes with police");
    `calls`: the head of the name beside it of which it only says what that is ("the Fatah movement").
    """

    start: int
    end: int
    root: int
    form: Form
    kind: ActorKind
    name: str
    key: str | None = None
    country: str | None = None
    subkind: str | None = None
    office: str | None = None
    noun: str | None = None
    argument: int | None = None
    definite: bool = False
    local: bool = False
    short: bool = False
    kinds: tuple[str, ...] = ()
    also: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    past: bool = False
    single: bool = False
    described: str | None = None
    calls: int | None = None
    why: str = ""
    actor: str | None = None


class End(NamedTuple):
    """An end of a claim: an actor or an event, and the tokens whose words are its span."""

    id: str
    kind: str
    start: int
    end: int
    root: int


@dataclass(slots=True)
class Cast:
    """The actors of an article and, for each token, the actor that its words stand for.

    `unclear` are descriptions and pronouns that stand for nobody for sure.
    """

    actors: list[Actor] = field(default_factory=list)
    by_root: dict[int, list[Candidate]] = field(default_factory=dict)
    inside: dict[int, Candidate] = field(default_factory=dict)
    unclear: list[Candidate] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Register a resolved candidate. Several may share a root ("Ukrainian and US representatives")."""
        for root in (candidate.root, *candidate.also):
            self.by_root.setdefault(root, []).append(candidate)
        for i in range(candidate.start, candidate.end):
            held = self.inside.get(i)
            if held is None or candidate.end - candidate.start < held.end - held.start:
                self.inside[i] = candidate

    def at(self, token: int) -> list[Candidate]:
        """Return the candidates whose head is this token."""
        return self.by_root.get(token, [])

    def around(self, token: int) -> Candidate | None:
        """Return the shortest candidate that covers this token."""
        return self.inside.get(token)

    def candidates(self) -> Iterator[Candidate]:
        """Yield all candidates in the order of the text."""
        for root in sorted(self.by_root):
            yield from (c for c in self.by_root[root] if c.root == root)

    def why(self, actor_id: str) -> list[tuple[Candidate, str]]:
        """Return each mention of an actor with the rule that made it one of them, in the order of the text."""
        return [(c, c.why) for c in self.candidates() if c.actor == actor_id]

    def actor(self, actor_id: str) -> Actor:
        """Return the record of an actor."""
        return next(a for a in self.actors if a.id == actor_id)

    def kind(self, actor_id: str) -> ActorKind:
        """Return the kind of an actor."""
        return self.actor(actor_id).kind


def conjuncts(token: Token) -> list[Token]:
    """Return the token and what is coordinated with it, in order."""
    found = [token]
    for child in token.lefts:  # "Trump and Putin met": the parser may hang the first on the second
        if child.dep_ not in ("nmod", "compound"):
            continue
        if title := _titled_first(child):  # "Secretary of State X and Defense Secretary Y met"
            found.append(title)
            continue
        joined = any(t.dep_ == "cc" for t in token.doc[child.i : token.i])
        within = token.pos_ == "NOUN" and any(  # "GM and Ford software contracts"
            c.dep_ == "conj" and c.pos_ == "PROPN" and c.i + 1 < token.i for c in child.children
        )
        if joined and not within:
            found.append(child)
    for child in token.children:
        if child.dep_ == "conj" and not _left_out(child):
            found.extend(conjuncts(child))
    return found


def _titled_first(title: Token) -> Token | None:
    """Return the person whom the parse hangs on the title of the second of two: X of "Secretary of State X and Defense Secretary Y"."""
    return next((c for c in title.lefts if is_joined_before(c)), None)


def is_joined_before(name: Token) -> bool:
    """Is a name before a noun one that "and" joins to the name behind the noun: X of "X and Defense Secretary Y"?"""
    person = name.dep_ in ("nmod", "compound") and name.ent_type_ == "PERSON" and name.pos_ == "PROPN"
    return (
        person and any(c.dep_ == "cc" for c in name.rights) and not any(c.dep_ == "conj" for c in name.rights)
    )


def _left_out(noun: Token) -> bool:
    """Is it what the coordination leaves out: "condemned Spain, but not Italy", "Spain rather than Italy"?"""
    if noun.pos_ not in ("NOUN", "PROPN", "PRON"):
        return False
    before = [t.lower_ for t in noun.doc[max(0, noun.left_edge.i - 2) : noun.i]]
    return any(c.dep_ == "neg" for c in noun.children) or before[:2] in (
        ["rather", "than"],
        ["instead", "of"],
    )


def appositions(token: Token) -> list[Token]:
    """Return what explains a noun, before its verb if it is a subject: of "the envoy A and her counterpart, B" A explains the envoy and B the counterpart, wherever the parse has hung them."""
    later = min((c.i for c in token.children if c.dep_ == "conj"), default=len(token.doc))
    verb = token.head.i if token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i else len(token.doc)
    own = [
        c for c in token.children
        if c.dep_ == "appos" and c.i < later and not token.i < verb < c.i and not _of_office(c)
    ]  # fmt: skip
    own = own or _named_behind_of(token) or _named_behind_place(token)
    if own or token.dep_ != "conj":
        return own
    return [c for c in token.head.children if c.dep_ == "appos" and c.i > token.i][:1]


def _named_behind_of(noun: Token) -> list[Token]:
    """ "The mayor of Oslo, Ann Bell, said": who explains the mayor, where the parse hangs her on the city."""
    if noun.tag_ not in ("NN", "NNP") or noun.ent_type_ == "PERSON":
        return []
    behind = (
        o
        for p in noun.rights
        if p.dep_ == "prep" and p.lower_ == "of"
        for o in p.children
        if o.dep_ == "pobj"
    )
    return [c for o in behind for c in o.rights if _of_office(c)][:1]


def _named_behind_place(noun: Token) -> list[Token]:
    """ "The ambassador to Britain Liu Xiaoming": whose office it is, where the name follows the place of the office without a comma."""
    if noun.lemma_.lower() not in _PLACED:
        return []
    for preposition in noun.rights:
        if preposition.dep_ != "prep" or preposition.lower_ not in _AT_PLACE:
            continue
        for o in preposition.children:
            if o.dep_ != "pobj":
                continue
            first = _entity_start(o) if o.ent_type_ == "PERSON" else int(o.left_edge.i) + 1
            named = o.ent_type_ in ("", "PERSON") and o.tag_ == "NNP" and first < o.i
            if named and first - 1 > preposition.i and noun.doc[first - 1].ent_type_ in _PLACES:
                return [o]
            titled = noun.head if noun.dep_ in ("nmod", "compound") else None
            if titled is not None and titled.ent_type_ == "PERSON" and o.ent_type_ in _PLACES:
                return [titled] if _entity_start(titled) == o.right_edge.i + 1 else []
    return []


def _entity_start(token: Token) -> int:
    at = int(token.i)
    while at and token.doc[at].ent_iob_ == "I":
        at -= 1
    return at


def _of_office(name: Token) -> bool:
    """Does a person between commas hang on the place or body of his office: "the mayor of Oslo, Ann Bell,"?"""
    place, doc = name.head, name.doc
    if name.dep_ not in ("appos", "conj") or name.ent_type_ != "PERSON" or place.ent_type_ == "PERSON":
        return False
    of = place.dep_ == "pobj" and place.head.lower_ == "of" and place.head.head.tag_ in ("NN", "NNP")
    first, after = name.left_edge.i, name.right_edge.i + 1
    alone = not any(c.dep_ in ("cc", "conj") for c in (*name.children, *place.children) if c != name)
    return (
        of
        and alone
        and place.i < first
        and doc[first - 1].text == ","
        and after < len(doc)
        and doc[after].text in (",", ".")
    )


def listed_subjects(verb: Token, dep: str = "nsubj") -> list[Token]:
    """Return the subjects of a verb (`dep`: active or passive), also where the parse takes the second of three for an explanation: "Peru, Chile and Cuba are"."""
    found = [t for c in verb.children if c.dep_ == dep for t in conjuncts(c)]
    plural = any(t.tag_ == "VBP" or t.lower_ == "were" for t in (verb, *verb.lefts))
    if len(found) != 1 or not plural or found[0].tag_ not in ("NNP", "NN"):
        return found
    second = next((c for c in found[0].children if c.dep_ == "appos"), None)
    rest = conjuncts(second) if second is not None else []
    return [*found, *rest] if len(rest) > 1 else found


def noun_start(token: Token) -> int:
    """Return where the noun phrase of `token` begins: its determiners, adjectives, compounds, possessors."""
    left = token.i
    for child in reversed(list(token.lefts)):
        if child.dep_ in (
            "det",
            "amod",
            "compound",
            "poss",
            "nummod",
            "nmod",
            "predet",
            "punct",
            "advmod",
            "case",
            "quantmod",
        ):
            left = min(left, child.left_edge.i)
        else:
            break
    dashes = (
        t.i
        for t in token.doc[left + 1 : token.i]
        if t.text in _DASHES and t.whitespace_ and t.nbor(-1).whitespace_
    )
    return max(dashes, default=left - 1) + 1  # "POLL FALLOUT - X'S RIVALS BLAME HIM"


def subjects(verb: Token) -> list[Token]:
    """Return the subjects of a verb itself, with what is coordinated."""
    return [t for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj") for t in conjuncts(c)]


def _controller(verb: Token, token: Token) -> list[Token]:
    """ "Accused Y of poisoning him", "urged Y to help him": Y, the object above, does what the pronoun is the object of."""
    above = (
        verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "for", "from") else verb.head
    )
    if verb.dep_ not in ("pcomp", "xcomp") or above.pos_ != "VERB" or above.lemma_ == "promise":
        return []
    given = [c for c in above.children if c.dep_ == "dobj" and c.i < verb.i and c != token]
    people = [c for c in given if c.pos_ in ("PROPN", "PRON") or c.ent_type_]
    return [x for c in people for x in conjuncts(c)]


def own_subjects(token: Token) -> list[Token]:
    """Return the subjects of the clause in which a pronoun is an object: nobody whom it can mean unless it is reflexive.

    A verb without a subject has that of the verb above ("arrested them and let them go", "is expected to veto it"); of a relative clause
    it is the noun before ("Trump, who beat her").
    """
    at = token.head
    for _ in range(8):
        if controlled := _controller(at, token):
            return controlled
        found = [t for t in subjects(at) if t != token]
        if any(t.lower_ in ("who", "which", "that") for t in found) and at.dep_ == "relcl":
            return [*conjuncts(at.head), *found]
        if found:
            return found
        if at.dep_ in ("acl", "relcl"):
            return conjuncts(at.head)
        if at.head == at:
            return []
        at = at.head
    return []


def noun_lemma(token: Token) -> str:
    """Return the lemma of a noun, also of a capitalised plural, which the model leaves as it is ("Airmen", "Marines")."""
    lemma = str(token.lemma_).lower()
    if token.tag_ in ("NNP", "NNPS") and lemma.endswith("men"):
        return f"{lemma[:-2]}an"
    if token.tag_ != "NNPS" or lemma != token.lower_:
        return lemma
    return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma.removesuffix("s")


def words_of(tokens: Iterable[Token]) -> str:
    """Return tokens as text, for names that leave words out; a hyphen keeps its words together, an age ("63-year-old") goes."""
    kept = [t for t in tokens if not _of_age(t)]
    return " ".join(
        "".join(t.text_with_ws if t.whitespace_ or _joined(t) else f"{t.text} " for t in kept).split()
    ).removeprefix("-")


def _of_age(token: Token) -> bool:
    around = (token, token.head)
    return any(t.lower_ == "old" and any(c.lower_ in ("year", "month") for c in t.children) for t in around)


def _joined(token: Token) -> bool:
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.text == "-" or (after is not None and after.text == "-")
