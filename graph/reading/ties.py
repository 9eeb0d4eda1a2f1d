"""How a tie is stated: within a noun phrase, where only its own words say its phase, or by a clause, whose verb it shares.

"Its leader X will travel", "the mayor, Y (SPD), may resign": neither the plan nor the doubt is about the tie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon, PartOfSpeech
from polgraph.model import Phase
from polgraph.reading.cast import noun_start
from polgraph.reading.titles import phase_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LASTING = frozenset(
    "be work serve advise lead head chair command belong run manage direct helm base live reside".split()
)
_MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
_BETWEEN: dict[str, frozenset[str]] = {
    "MEMBER_OF": frozenset(("of", "on", "from", "for", "with", "to")),
    "SERVES": frozenset(("of", "to", "for", "by")),
    "REPRESENTS": frozenset(("of", "for", "from")),
    "ALLY_OF": frozenset(("of", "to", "with", "for", "toward", "between")),
    "FAMILY_OF": frozenset(("of", "to", "from")),
    "PART_OF": frozenset(("of", "to", "within", "under")),
}
"""Prepositions that may join the two: nobody represents the state that he is ambassador "to", or belongs to the club that he is "at"."""
_STAYING = frozenset(("remain", "stay", "continue"))
_OF_ONE = ("FAMILY_OF", "SERVES", "REPRESENTS")
_EXAMPLES = frozenset(("like", "including", "than", "besides", "except"))
_PARTS: tuple[PartOfSpeech, ...] = ("person", "noun", "adjective", "verb")
_RELATIVE = frozenset(("who", "which", "that"))
_LANDS = frozenset(("GPE", "LOC", "NORP"))
_LEAVING = frozenset(("leave", "quit", "exit", "abandon", "desert", "ditch"))
_JOINING = frozenset(("join", "rejoin"))
_BEFALLING = frozenset(
    "election arrest death dismissal murder killing trial release defeat victory assassination resignation".split()
)
_BY_WHICH = frozenset(("on", "by", "at", "over", "to", "in"))
_WINGS = frozenset(
    "wing arm branch affiliate offshoot subsidiary unit front faction partner ally rival".split()
)
_HAVING = frozenset(("has", "have", "'s", "'ve"))


def way(one: Token, other: Token) -> list[Token]:
    """Return the words from one to the other through the parse, both among them; the topmost comes first where they meet."""
    up = [one, *one.ancestors]
    down = [other, *other.ancestors]
    top = next((t for t in up if t in down), None)
    if top is None:
        return [one, other]
    return [top, *(t for t in (*up[: up.index(top)], *down[: down.index(top)]) if t != top)]


def clause_of(tokens: list[Token]) -> Token | None:
    """Return the verb that joins them, the topmost; None where they stand in one noun phrase."""
    return next((t for t in tokens if t.pos_ in ("VERB", "AUX")), None)


def _sent_to(body: Token, lexicon: Lexicon) -> bool:
    """ "The U.N. ambassador": is it a body to which states send ambassadors?"""
    posted = body.dep_ in ("compound", "nmod", "amod") and body.head.lemma_.lower() == "ambassador"
    return posted and body.lemma_.lower() in lexicon.words["assemblies"]


def unstated(predicate: str, one: Token, other: Token, lexicon: Lexicon) -> str | None:
    """Say why the words between two do not state the tie `predicate`; None where they may. `one` is its subject."""
    joined = way(one, other)
    between = [t for t in joined if t not in (one, other)]
    verbs = [t for t in joined if t.pos_ in ("VERB", "AUX")]
    own = [t for t in joined if _states(t, predicate, lexicon)]
    its = any(
        c.dep_ == "poss" and c.pos_ == "PRON" for t in (one, other) for c in t.lefts
    )  # "X and its allies"
    if other in one.conjuncts and predicate != "RIVAL_OF" and not (own and its):
        return "the two are only named side by side"
    if len(verbs) > 1 and predicate != "FAMILY_OF":
        return "the two stand in different clauses"
    if verbs and not all(_may_tie(v, predicate, lexicon) for v in verbs):
        return "its verb states no tie"
    if any(t.dep_ == "poss" and t.head.dep_ == "poss" and t.head in between for t in (one, other)):
        return "one of the two owns what owns"  # "his sect's spokesman X" speaks for the sect
    if any(t.dep_ == "prep" and t.lower_ in _EXAMPLES for t in between):
        return "one of the two is an example"
    if predicate == "REPRESENTS" and _sent_to(other, lexicon):
        return "an ambassador to a body is his state's there"
    if predicate == "REPRESENTS" and other.ent_type_ in _LANDS and _behind_to(other):
        return "nobody represents the state that he is sent to"
    if any(_clause_of_others(t, one) for t in verbs):
        return "it is said of somebody else in the clause"
    if predicate == "RIVAL_OF" and any(t.lower_ == "for" for t in between):
        return "it is what rivals contend for"
    if predicate == "MEMBER_OF" and _befell(one, other):
        return "it is said of what happened to him"
    if predicate == "MEMBER_OF" and _owns_named_wing(one, other):
        return "its wing is named itself"
    if predicate == "MEMBER_OF" and any(_of_seat(t) for t in (one, other)):
        return "the seat is being filled"
    if predicate == "MEMBER_OF" and any(v.lemma_ in _JOINING and _people(v, other) for v in verbs):
        return "who joins people joins no body"
    if predicate not in _BETWEEN:
        return None
    if any(t.dep_ == "prep" and t.lower_ not in _BETWEEN[predicate] for t in between):
        return "its preposition joins other things"
    if any(t.dep_ == "conj" for t in between):
        return "one of the two belongs to another item of a list"
    if any(t.lemma_.lower() in lexicon.words["outsiders"] for t in joined):
        return "its noun keeps somebody outside"
    if predicate == "ALLY_OF" and not own:
        return "no word of alliance joins the two"
    if predicate == "MEMBER_OF" and (one.dep_ in _MODIFIERS or (other.dep_ == "appos" and other.head == one)):
        return "a label or another name belongs to nothing"
    return None


def _behind_to(land: Token) -> bool:
    """ "The ambassador to Chad Ann Bell": does "to" stand before the state, whatever the parse makes of the name behind it?"""
    before = land.left_edge
    return before.i > 0 and before.nbor(-1).lower_ == "to"


def _clause_of_others(verb: Token, one: Token) -> bool:
    """Is it a relative clause with a subject of its own: "X, whose country chairs Y", "X, whom Y admires"?"""
    if verb.dep_ != "relcl" or verb.is_ancestor(one):
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in _RELATIVE for c in verb.children)


def _befell(one: Token, other: Token) -> bool:
    """ "The election of X on the board's advice": does the body hang on what happened to somebody?"""
    of = one.head
    happened = one.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_ in _BEFALLING
    return happened and any(t.dep_ == "prep" and t.lower_ in _BY_WHICH for t in way(one, other))


def _owns_named_wing(one: Token, body: Token) -> bool:
    """ "The IRA's political wing, Sinn Fein": does the name of what a body owns stand behind it?"""
    wing = body.head
    behind = body.doc[wing.i + 1 : wing.i + 3]
    named = len(behind) == 2 and behind[0].text == "," and behind[1].pos_ == "PROPN"
    itself = wing.dep_ == "appos" and wing.head == one  # "Sinn Fein, the IRA's political wing"
    return body.dep_ == "poss" and wing.pos_ == "NOUN" and (named or itself) and wing.lemma_ in _WINGS


def _of_seat(owner: Token) -> bool:
    """Does somebody own a seat that others fill: "filling X's seat on the court"?"""
    seat = owner.head
    return (
        owner.dep_ == "poss"
        and seat.lemma_ == "seat"
        and seat.head.lemma_ in ("fill", "vacate", "take", "win")
    )


def _people(verb: Token, body: Token) -> bool:
    """Does a body only say whose the people are that the verb has as its object: "joined UAW members"?"""
    head = body.head
    return (
        body.dep_ in (*_MODIFIERS, "poss")
        and head.head == verb
        and head.dep_ == "dobj"
        and head.tag_ == "NNS"
    )


def _states(word: Token, predicate: str, lexicon: Lexicon) -> bool:
    """Has the lexicon this word for the tie, without conditions on the words around?"""
    lemma = word.lemma_.lower()
    return any(
        f.predicate == predicate and ":" not in (f.needs or "")
        for part in _PARTS
        for f in lexicon.of(part, lemma)
    )


def _may_tie(verb: Token, predicate: str, lexicon: Lexicon) -> bool:
    lemma = verb.lemma_.lower()
    if lemma == "be" or any(f.predicate == predicate for f in lexicon.of("verb", lemma)):
        return True
    return predicate == "RIVAL_OF" or (predicate == "MEMBER_OF" and lemma in lexicon.words["joining_verbs"])


def is_held_on(noun: Token) -> bool:
    """Is it what somebody is and stays: "will remain chairman"?"""
    verb = noun.head if noun.dep_ in ("attr", "oprd") else noun.head.head
    return verb.lemma_.lower() in _STAYING


def is_untold(predicate: str, word: Token, object_: Token, lexicon: Lexicon) -> bool:
    """Does a word of a tie state none with this object: "joined Twitter", "niece of X and Y's spokeswoman", who is one woman with two titles?"""
    if predicate == "MEMBER_OF" and word.lemma_ in ("join", "rejoin"):
        employed = any(c.dep_ == "prep" and c.lower_ == "as" for c in word.children)
        return object_.lower_ in lexicon.words["platforms"] and not employed
    if predicate == "REPRESENTS" and _is_of_house(word, object_):
        return True
    if predicate not in _OF_ONE or word.tag_ != "NN":
        return False
    item = object_.head if object_.dep_ == "poss" else object_
    owned = any(c.dep_ == "poss" and c.pos_ == "PROPN" for c in item.lefts)
    first = item.head
    return (
        owned
        and item.dep_ == "conj"
        and item.pos_ == "NOUN"
        and first.pos_ == "PROPN"
        and first.dep_ == "pobj"
    )


def _is_of_house(word: Token, state: Token) -> bool:
    """ "U.S. Representative John Conyers": a member of the House, whom his district has sent; not "EU High Representative"."""
    title = word.text == "Representative" and word.i + 1 < len(word.doc)
    return title and state.i == word.i - 1 and word.nbor().pos_ == "PROPN"


def modifies(end: Token, other: Token) -> bool:
    """Is a state only the label of something else: "Mexican" of "the Mexican billionaire X", "US" of "the US-based cleric X"?"""
    return end.dep_ in _MODIFIERS and end.head != other


def phase_in(tokens: list[Token]) -> Phase:
    """Return the phase that the words of a noun phrase say of the tie in it."""
    nouns = [t for t in tokens if t.pos_ == "NOUN"] or [t for t in tokens if t.pos_ == "PROPN"]
    said = {phase_of(t, noun_start(t)) for t in nouns}  # not of a name: "a lieutenant to former governor X"
    return "past" if "past" in said else "future" if "future" in said else "present"


def phase_by(verb: Token) -> Phase:
    """Return the phase that the tense of a verb for a lasting state says: "worked for", "had led"; not what a speaker of then said of then."""
    had = any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children)
    has = any(c.dep_ == "aux" and c.lower_ in _HAVING for c in verb.children)
    lasting = verb.lemma_.lower() in _LASTING
    if verb.lemma_.lower() in _LEAVING and verb.tag_ in ("VBD", "VBN"):
        return "past"
    told = verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN")
    finite = any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children)
    did = any(c.dep_ == "aux" and c.lower_ == "did" for c in verb.children)
    then = (
        verb.tag_ == "VBD"
        or had
        or did
        or (finite and verb.tag_ in ("VBN", "VBG"))
        or _while_then(verb)
        or _used_to(verb)
    )
    return "past" if lasting and then and not has and not (told and not had) else "present"


def _used_to(verb: Token) -> bool:
    """ "Used to work for X", who does no longer."""
    return (
        verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.lemma_ == "use" and verb.head.tag_ == "VBD"
    )


def _while_then(verb: Token) -> bool:
    """ "Stole funds while working for X": a participle of the time that the clause above tells of."""
    above = verb.head
    at = (
        verb.tag_ == "VBG"
        and verb.dep_ in ("advcl", "pcomp")
        and not any(c.dep_.startswith("nsubj") for c in verb.children)
    )
    when = at and any(t.lower_ in ("while", "when") for t in (verb.head, *verb.lefts))
    if above.dep_ in ("prep", "mark") or above.pos_ in ("SCONJ", "ADP"):
        above = above.head
    finite = any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in above.children)
    return when and (above.tag_ == "VBD" or finite)
