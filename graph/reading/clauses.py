"""What the parse says around one word: its objects, what stands behind its prepositions, its lemma where the model slips."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.reading.cast import conjuncts, noun_start

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOMINAL = ("NOUN", "PROPN")
_WITH_OBJECT = frozenset(
    "arrest detain jail imprison deport kidnap abduct wound injure extradite behead assassinate".split()
)
_SUFFERED = frozenset(
    "kill shoot stab murder poison sentence convict charge indict free release expel evict sanction ban seize capture condemn criticize criticise accuse blame praise".split()
)
_SPOKEN = frozenset(
    "refer allude speak talk quote cite use address point gesture echo invoke paraphrase ask seek stand sit smile".split()
)
_WHEN_OR_WHY = frozenset(("ahead", "instead", "because", "short", "regardless", "irrespective"))
"""Behind these "of" holds nobody whom the verb is about: "spoke ahead of a visit by X"."""
_NEAR = 5  # words between a source and what it says further, with a date or not
_JOINED = (",", "and", "while", ";", "but")
_INSERTING = ("WDT", "WP", "WP$", "VBN")
_LONG_INSERTION = 15  # words


def lemmas(token: Token) -> list[str]:
    """Return the lemma of a word and, for a verb, the one with the "e" that lemmatizers lose ("waged": "wag", "wage")."""
    lemma, word = token.lemma_.lower(), token.lower_
    if token.pos_ == "VERB" and word.endswith("ed") and word[:-2] == lemma:
        return [lemma, word[:-1]]
    if token.pos_ == "VERB" and word.endswith("ing") and word[:-3] == lemma:
        return [lemma, lemma + "e"]
    return [lemma]


def withdrawn(verb: Token, below: Token, lexicon: Lexicon) -> str | None:
    """Return what a verb says of the arranged thing that is its object: "denied" ("called off"), "planned" ("put off").

    `below` is the object, or the particle where the parse takes it for a preposition ("calls off Budapest summit").
    """
    if verb.pos_ != "VERB":
        return None
    if below.dep_ == "prep":
        noun, particle = next((c for c in below.children if c.dep_ == "pobj"), None), f" {below.lower_}"
    elif below.dep_ in ("dobj", "nsubjpass"):
        noun, particle = below, next((f" {c.lower_}" for c in verb.children if c.dep_ == "prt"), "")
    else:
        return None
    if noun is None or noun.lemma_.lower() not in lexicon.words["arranged"]:
        return None
    return lexicon.maps["withdrawn"].get(verb.lemma_.lower() + particle)


def headline_verb(token: Token) -> bool:
    """Is this a verb of a headline that was taken for a noun, with an object all the same ("Macron thanks Scholz")?"""
    return (
        token.tag_ in ("NN", "NNS") and token.dep_ == "ROOT" and any(c.dep_ == "dobj" for c in token.children)
    )


def coordinated(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens, each followed by what is coordinated with it."""
    return [x for t in tokens for x in conjuncts(t)]


def bare_passive(verb: Token) -> bool:
    """Is this the passive of a headline, whose noun the parse takes for a subject ("Reporter arrested in Moscow")?"""
    around = {c.dep_ for c in verb.children}
    if "nsubj" not in around or not around.isdisjoint(("aux", "auxpass", "dobj", "ccomp")):
        return False
    marked = verb.tag_ == "VBN" or "agent" in around
    return verb.tag_ in ("VBN", "VBD") and (
        verb.lemma_ in _WITH_OBJECT or (marked and verb.lemma_ in _SUFFERED)
    )


def topmost(name: Token) -> Token:
    """Return the first of coordinated names."""
    while name.dep_ == "conj" and name.head.pos_ == "PROPN":
        name = name.head
    return name


def behind(prepositions: Iterable[Token]) -> list[Token]:
    """Return the objects of prepositions."""
    return coordinated(c for p in prepositions for c in p.children if c.dep_ == "pobj")


def agents(verb: Token) -> list[Token]:
    """Return who does what the passive says: behind "by", "at the hands of"; of "not by A but by B" only B."""
    left_out = gaps(verb)
    others = {t for pair in left_out for t in pair}
    by = [p for c in verb.children if c.dep_ == "agent" and c not in others for p in _stated(c)]
    hands = [o for o in prepositional(verb, ("at",)) if o.lower_ == "hands"]
    return [t for t in behind(by) or [x for o in hands for x in prepositional(o, ("of",))] if t not in others]


def _stated(by: Token) -> list[Token]:
    """Return the preposition unless it is negated, and those that are set against it."""
    denied = any(c.dep_ == "neg" for c in by.children)
    against = (g for c in by.children if c.dep_ == "cc" for g in c.children if g.lower_ == by.lower_)
    joined = (c for c in by.children if c.dep_ == "conj" and c.lower_ == by.lower_)
    return [*([] if denied else [by]), *against, *joined]


def gaps(verb: Token) -> list[tuple[Token, Token]]:
    """Return what a passive says of others without its verb: "Russia was represented by A, and Ukraine by B" Ukraine and "by"."""
    first = next((c for c in verb.children if c.dep_ == "agent"), None)
    found: list[tuple[Token, Token]] = []
    for by in verb.subtree if first is not None else ():
        before = verb.doc[by.i - 1] if by.i else verb
        if first is None or by.lower_ != "by" or by.i <= first.i + 1 or before.dep_ not in ("conj", "appos"):
            continue
        start = noun_start(before)
        if before.pos_ in (*_NOMINAL, "NUM", "PRON") and verb.doc[start - 1].lower_ in _JOINED:
            found.append((before, by))
    return found


_NO_PEOPLE = frozenset(
    "university college school campus company firm agency ministry hospital factory city town village country state region office newsroom newspaper "
    "parliament congress senate house party".split()
)
"""Of these no "who" is said: "students at universities who"."""


def antecedents(tokens: list[Token]) -> list[Token]:
    """Return the tokens, with the noun that their clause explains in place of "who", "which", "that"."""
    found = []
    for t in tokens:
        clause = t.head
        while clause.dep_ in ("xcomp", "ccomp") and clause.head.pos_ == "VERB" and t.dep_ == "dobj":
            clause = clause.head  # "the plan, which he is said to have rejected"
        relative = t.tag_ in ("WP", "WDT") and clause.dep_ == "relcl"
        found.extend(
            conjuncts(_people(clause.head) if t.lower_ == "who" else clause.head) if relative else [t]
        )
    return found


def _people(noun: Token) -> Token:
    """Return the people whom "who" explains where the parse takes their body or place: "members of the party, who were paid"."""
    above = noun.head.head
    of = noun.dep_ == "pobj" and noun.head.lower_ in ("of", "from", "in", "at")
    body = noun.ent_type_ in ("ORG", "GPE", "LOC", "FAC", "NORP") or noun.head.lower_ == "from"
    if above.pos_ == "VERB" and noun.dep_ == "pobj":  # "condemned students at universities who"
        above = next((c for c in above.children if c.dep_ == "dobj" and c.i < noun.head.i), above)
    where = noun.dep_ == "pobj" and noun.head.lower_ == "at"  # "students at universities, who"
    named = of and ((body and noun.pos_ == "PROPN") or noun.lemma_.lower() in _NO_PEOPLE)
    return above if (named or where) and above.tag_ == "NNS" else noun


def _added(noun: Token, verb: Token) -> bool:
    """Does an object only explain what a preposition before it holds: "sheltering in schools run by X, the agency that"?"""
    first = noun.left_edge.i
    set_off = first > verb.i + 1 and verb.doc[first - 1].text == "," and verb.nbor().text != ","
    return set_off and any(
        c.dep_ == "prep" and verb.i < c.i < first and c.right_edge.i == first - 2 for c in verb.children
    )


def objects(verb: Token) -> list[Token]:
    """Return whom or what it is done to: the object, the subject of a passive, the noun of "the man arrested by"."""
    if passive := coordinated(c for c in verb.children if c.dep_ == "nsubjpass"):
        return antecedents(passive)
    if bare_passive(verb):
        return coordinated(c for c in verb.children if c.dep_ == "nsubj")
    own = coordinated(c for c in verb.children if c.dep_ == "dobj" and not _added(c, verb))
    if not own and any(c.dep_ == "prt" for c in verb.children):
        own = coordinated(c for c in verb.children if c.dep_ == "oprd")  # a slip of parsers: "called out X"
    if not own and any(c.dep_ == "auxpass" for c in verb.children) and verb.dep_ in ("conj", "xcomp"):
        own = coordinated(c for c in verb.head.children if c.dep_ in ("nsubjpass", "nsubj"))
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return [verb.head]
    return antecedents(own)


def prepositional(token: Token, words: tuple[str, ...]) -> list[Token]:
    """Return what stands behind one of the prepositions `words` of a verb or noun; of "chief of staff" behind "staff"."""

    def below(parents: Iterable[Token]) -> list[Token]:
        return [g for c in parents for g in c.children if g.dep_ == "prep" and g.lower_ in words]

    preps = [c for c in token.children if c.dep_ in ("prep", "dative", "agent") and c.lower_ in words]
    if any(c.dep_ == "dobj" for c in token.children):  # "discussed the plan along with the budget"
        preps = [c for c in preps if c.lower_ != "with" or not c.i or c.nbor(-1).lower_ != "along"]
    if not preps and token.pos_ == "VERB":
        # "held talks in Rome with Iran": the preposition may hang on a particle or another preposition
        added = _WHEN_OR_WHY | ({"along"} if any(c.dep_ == "dobj" for c in token.children) else set())
        preps = below(
            c for c in token.children if c.dep_ in ("prt", "advmod", "prep") and c.lower_ not in added
        )
    if not preps and token.pos_ in _NOMINAL and token.dep_ == "dobj":
        above = (c for c in token.head.children if c.dep_ in ("prep", "dative") and c.i > token.i)
        preps = [c for c in above if c.lower_ in words and not _aside(c)]
    if not preps and token.dep_ == "pobj" and token.head.head.lemma_ in ("be", "come", "remain"):
        preps = [
            c for c in token.head.head.children if c.dep_ == "prep" and c.i > token.i and c.lower_ in words
        ]
    if not preps and token.pos_ in _NOMINAL:
        # "sanctions imposed on Iran": it hangs on the participle
        preps = below(c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN")
    preps = [
        x for p in preps for x in (p, *(c for c in p.children if c.dep_ == "conj" and c.lower_ in words))
    ]
    found = behind(preps) + [x for p in preps if p.lower_ == "between" for x in _behind_insertion(p)]
    if token.lower_ == "chief" and any(o.lower_ == "staff" for o in found):
        return [x for o in found for x in prepositional(o, words)]
    return found


def _behind_insertion(between: Token) -> list[Token]:
    """Return the other party where a clause stands behind the first: "between Oslo, which was told late, and Kyiv", "between Oslo, led by X, and Kyiv"."""
    first = next((c for c in between.children if c.dep_ == "pobj"), None)
    if first is None or len(conjuncts(first)) > 1:
        return []
    rest = between.doc[first.i + 1 : between.sent.end]
    comma = next((t for t in rest if t.text == "," or t.lower_ == "and"), None)
    if comma is None or comma.text != "," or comma.nbor().tag_ not in _INSERTING:
        return []
    near = between.doc[comma.i + 1 : min(comma.i + _LONG_INSERTION, between.sent.end - 2)]
    joint = next((t for t in near if t.text == "," and t.nbor().lower_ == "and"), None)
    if joint is None:
        return []
    follows = between.doc[joint.i + 2 : between.sent.end]
    heads = (t for t in follows if t.pos_ in _NOMINAL and t.dep_ not in ("compound", "poss", "nmod"))
    other = next(heads, None)
    return [other] if other is not None and other.left_edge.i >= joint.i + 2 else []


def told_before(verb: Token, lexicon: Lexicon) -> Token | None:
    """Return the clause that a participle goes on with behind its source: "a bomb went off, police said, wounding two".

    What is said too ("..., police said, adding that", "blaming X") is the source's.
    """
    says, words = verb.head, lexicon.words
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or says.lemma_ not in words["say_verbs"]:
        return None
    if verb.lemma_ in words["say_verbs"] | words["judging_verbs"] | words["bidding_verbs"]:
        return None
    told = next((c for c in says.lefts if c.dep_ == "ccomp" and c.pos_ == "VERB"), None)
    if told is None and says.dep_ == "parataxis" and says.head.pos_ == "VERB" and says.head.i < says.i:
        told = says.head
    between = verb.doc[says.i + 1 : verb.left_edge.i]
    close = len(between) in range(1, _NEAR) and between[-1].text == ","
    return (
        told if close and not any(t.dep_ == "nsubj" for t in between) and verb.lemma_ not in _SPOKEN else None
    )


def _aside(prep: Token) -> bool:
    """ "…, with Britain and Germany among those who help": a remark beside the clause, and nobody's partner in it."""
    after = prep.right_edge.i + 1
    follows = prep.doc[after] if after < len(prep.doc) else prep
    inside = any(
        g.dep_ in ("acl", "pcomp") and g.tag_ == "VBG" for c in prep.children for g in (c, *c.children)
    )
    return (
        prep.lower_ == "with" and prep.nbor(-1).text == "," and (inside or follows.lower_ in ("among", "as"))
    )


def of_a_kind(verb: Token) -> bool:
    """Does a relative clause only say which people are meant, none of whom is said to have done it: "those who seek asylum", "any students who support X"?"""
    who = any(c.lower_ == "who" for c in verb.lefts)
    noun = _people(verb.head) if who else verb.head
    if verb.dep_ == "relcl" and any(
        c.dep_ == "det" and c.lower_ in ("any", "whatever", "whichever") for c in noun.lefts
    ):
        return True
    people = verb.head.lower_ in ("those", "people", "anyone", "everyone", "anybody", "everybody")
    bare = verb.tag_ in ("VBP", "VBZ") and not any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
    return verb.dep_ == "relcl" and people and bare
