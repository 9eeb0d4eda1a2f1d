"""Why the parse refutes what the scorer proposes: its word governs neither end, an end belongs to somebody else, or the sides are turned round.

The scorer sees which words stand near each other; who is whose argument the parse knows better (shortest dependency paths: Bunescu and
Mooney 2005). Each condition was weighed on judged claims: at least four wrong proposals for a right one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Lexicon, PartOfSpeech
from polgraph.reading.candidates import Candidate
from polgraph.reading.cast import Cast
from polgraph.reading.clauses import objects
from polgraph.reading.conditions import is_question
from polgraph.reading.ends import is_somebody
from polgraph.reading.filled import by_others
from polgraph.reading.nobody import is_anybody, is_few, is_product, is_source
from polgraph.reading.ties import way

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMMENT = "COMMENTED_ON"
_PRIVATE = frozenset(("think", "worry", "dream", "wonder", "care", "know", "learn", "hear", "forget"))
_ADDRESSED = frozenset(
    ("APPEALED_TO", "SPOKE_WITH", "MET_WITH", "NEGOTIATED_WITH", "DEMANDED_OF", "AGREED_WITH")
)
_BLAMED = frozenset(("CRITICIZED", "OPPOSED", "ACCUSED"))
_BLAMING = frozenset(("accuse", "charge", "suspect", "convict"))
_WHENCE = frozenset("from near between outside along around".split())
_WHOSE = frozenset(("of", "to", "for", "from", "with"))
_STAYS = frozenset(("VISITED", "LOCATED_IN", "MEDIATED"))
_MODIFIES = ("amod", "compound", "nmod", "npadvmod")
_CLAUSES = 4
_TIMES = frozenset(("since", "after", "before", "until", "when", "while", "once"))
_SHUNNING = frozenset(("decline", "refuse"))
_SPEECHES = frozenset("speech letter interview address remark statement testimony message note email".split())
_ASKED = frozenset(("ask", "question", "press", "quiz", "grill"))
_SANCTIONS = frozenset(
    "sanction embargo quarantine blockade ban freeze tariff blacklist boycott penalty restriction visa".split()
)
_OFFICES = frozenset(("DEFEATED", "DISMISSED", "APPOINTED", "SUCCEEDED"))
_NEAR = frozenset("vicinity direction area outskirts region north south east west coast territory".split())
_WARS = frozenset(("war", "conflict", "fighting", "combat", "battle"))
_PARTS: tuple[PartOfSpeech, ...] = ("verb", "noun")


def refuted(
    predicate: str, subject: Candidate, object_: Candidate, word: Token, cast: Cast, lexicon: Lexicon
) -> str | None:
    """Say why somebody cannot have done this to somebody by these words; None where they may. Ties are for `ties.unstated`."""
    if vocabulary.load()[predicate].is_tie:
        return None
    one, other = word.doc[subject.root], word.doc[object_.root]
    if predicate == _COMMENT:
        if any(t.lemma_ in _PRIVATE or t.lemma_ in _SHUNNING for t in way(one, other)):
            return "who only thinks says nothing"
        if other.dep_ == "poss" and (
            is_somebody(other.head, lexicon) or any(h.kind == "person" for h in cast.at(other.head.i))
        ):
            return "his people are not himself"
        if _modifies_thing(other, cast):
            return "it only modifies what is commented on"
        return _no_topic(one, other)
    between = [t for t in way(one, other) if t.pos_ in ("VERB", "AUX")]
    if predicate == "SANCTIONED" and not _sanctions(word, way(one, other), lexicon):
        return "no word of sanctions"
    if predicate in _OFFICES and not _worded(predicate, word, way(one, other), lexicon):
        return "no word of offices"
    side_by_side = other in one.conjuncts
    together = side_by_side and vocabulary.load()[predicate].symmetric
    known = any(f.predicate == predicate for f in lexicon.of("verb", word.lemma_))
    if word.pos_ == "VERB" and word not in between and not (together and known):
        return "its word joins others"  # but "A and B are close to signing"
    if len(between) >= _CLAUSES:
        return "too many clauses lie between the two"
    if side_by_side and not together:
        return "nobody does it together with whom it is done to"
    if together and word.pos_ == "VERB" and not _does(one, word):
        return "somebody else does it"
    if (
        together
        and word.pos_ == "VERB"
        and any(cast.at(t.i) and t not in (one, other) for t in objects(word))
    ):
        return "they do it to others together"
    if is_product(one) or is_source(one) or is_source(other):
        return "it is no actor, or only says so"
    if is_few(one) or is_few(other) or (predicate not in ("ATTACKED", "COERCED") and is_anybody(other)):
        return "it is nobody in particular"
    if predicate in _BLAMED and suffers(other, lexicon):
        return "what is blamed was done to him"
    if _is_reason(one, word):
        return "who is blamed for it has done it"
    if predicate == "APPEALED_TO" and word.lemma_ == "ask" and is_question(word):
        return "it is a question, and no request"
    if predicate == "APPOINTED" and word.lemma_ == "swear":
        return "who swears somebody in has not chosen him"
    return (
        _turned(predicate, one, word, lexicon)
        or by_others(predicate, one, other, word, cast)
        or _astray(predicate, subject, object_, word, cast, lexicon)
    )


def _worded(predicate: str, word: Token, joined: list[Token], lexicon: Lexicon) -> bool:
    """Has a word that joins two, or hangs on the one that the scorer points at, an entry for what is proposed?"""
    return any(
        any(f.predicate == predicate for part in _PARTS for f in lexicon.of(part, t.lemma_.lower()))
        for t in (*joined, *word.subtree)
    )


def _sanctions(word: Token, joined: list[Token], lexicon: Lexicon) -> bool:
    """Is there a word for sanctions where two are joined: not where a state is struck off a list?"""
    near = (*joined, *word.subtree)
    return any(
        t.lemma_.lower() in _SANCTIONS
        or any(f.predicate == "SANCTIONED" for part in _PARTS for f in lexicon.of(part, t.lemma_.lower()))
        for t in near
    )


def _is_reason(one: Token, word: Token) -> bool:
    """ "X slammed Y for praising Z": is the deed what somebody else is judged for?"""
    verb = word.head.head
    if verb.dep_ == "dobj":
        verb = verb.head
    if word.dep_ != "pcomp" or word.head.lower_ not in ("for", "of", "over") or verb.pos_ != "VERB":
        return False
    judging = [t for c in verb.children if c.dep_ == "nsubj" for t in c.subtree]
    return one in judging and any(c.dep_ == "dobj" for c in verb.children)


def _does(one: Token, word: Token) -> bool:
    """Is somebody in the clause of a verb, or of one that it completes: "A and B are close to signing"?"""
    while word.dep_ in ("xcomp", "pcomp", "prep", "acomp", "conj", "advcl"):
        word = word.head
    return word.is_ancestor(one)


def suffers(end: Token, lexicon: Lexicon) -> bool:
    """Is it whom a deed hit that others judge: "condemned the attack on X", "deplored the murder of X"? Not who did it ("the attack by X")."""
    on = end.head
    words = (
        ("on", "against", "at")
        if on.head.lemma_.lower() in ("attack", "strike", "raid")
        else ("on", "against", "at", "of")
    )
    return end.dep_ == "pobj" and on.lower_ in words and on.head.lemma_.lower() in lexicon.words["suffered"]


def _turned(predicate: str, one: Token, word: Token, lexicon: Lexicon) -> str | None:
    """Is who should do it the accused, or somebody who only reports: "X accused of lying to Y", "X says Y met Z"?"""
    verb = one.head
    if _struck(predicate) and _denies(one, word, lexicon):
        return "who denies it has not done it"
    if not _in_words(predicate) and _bids(one, word, lexicon):
        return "who only urges it does not do it"
    governs = verb == word or verb.is_ancestor(word)
    if predicate == "ACCUSED" and governs and verb.lemma_ in _BLAMING:
        if one.dep_ == "nsubjpass":
            return "the accused accuses nobody"
        if one.dep_ == "nsubj" and not any(c.dep_ in ("dobj", "aux") for c in verb.children):
            return "the accused accuses nobody"
    says = word.pos_ == "VERB" and word.lemma_ in lexicon.words["say_verbs"]
    if predicate == "ACCUSED" and says:
        known = {f.predicate for f in lexicon.of("verb", word.lemma_)}
        return None if predicate in known else "what is only reported is no charge"
    return None


def _astray(
    predicate: str, subject: Candidate, object_: Candidate, word: Token, cast: Cast, lexicon: Lexicon
) -> str | None:
    """Does an end belong to somebody else: "a loyalist of X said", "asked X's agency", "stormed from X"?"""
    one, other = word.doc[subject.root], word.doc[object_.root]
    for end, token in ((subject, one), (object_, other)):
        if _of_somebody(token, {subject.actor, object_.actor}, cast):
            return "it only says whose somebody is"
        if end is object_ and predicate in _ADDRESSED and token.dep_ == "poss":
            return "its owner is not whom they address"
        people = token.dep_ == "poss" and is_somebody(token.head, lexicon)
        own = token.head.tag_ == "NN" or cast.kind(end.actor or "") == "person"
        if end is object_ and people and own and not _struck(predicate):
            return "his people are not himself"
        body = token.dep_ == "poss" and (
            token.head.pos_ == "PROPN" or any(h.kind == "organization" for h in cast.at(token.head.i))
        )
        if body and cast.kind(end.actor or "") == "person":
            return "his party is not himself"
    kind = cast.kind(object_.actor or "")
    if predicate == "ATTACKED" and _where_war_is(one, other):
        return "it only says where the war is"
    single = other.head.tag_ == "NN" and is_somebody(other.head, lexicon)
    if kind == "organization" and other.dep_ in ("compound", "nmod") and single:
        return "it only says whose he is"  # "the murder of an FBI informant"
    place = kind in ("country", "place")
    if place and predicate not in _STAYS and _from_there(other):
        return "it only says from where"
    if place and predicate == "ATTACKED" and other.dep_ == "pobj" and other.head.lower_ == "over":
        return "it only flies over it"
    return None


def _from_there(place: Token) -> bool:
    """ "Fired from the vicinity of Pyongyang", "from Egypt"."""
    near = place.head.head
    if place.dep_ == "pobj" and place.head.lower_ == "of" and near.dep_ == "pobj" and near.lemma_ in _NEAR:
        place = near
    return place.dep_ == "pobj" and place.head.lower_ in _WHENCE


def _where_war_is(one: Token, other: Token) -> bool:
    """ "Criticized X's efforts in the wars in Iraq": nobody's war there, unless it is X's."""
    while other.dep_ == "conj":
        other = other.head
    war = other.head.head
    there = other.dep_ == "pobj" and other.head.lower_ == "in" and war.lemma_.lower() in _WARS
    return there and one.head != war and not any(c.dep_ == "poss" for c in war.lefts)


def _denies(one: Token, word: Token, lexicon: Lexicon) -> bool:
    """Does somebody deny what is told beside: "ten died in the raid, and X denied involvement"?"""
    verb = one.head
    return one.dep_ == "nsubj" and verb.lemma_ in lexicon.words["deny_verbs"] and not verb.is_ancestor(word)


def _bids(one: Token, word: Token, lexicon: Lexicon) -> bool:
    """Does somebody want another to do it: "X urged Y to sack Z", "Y was urged by X to sack Z"?"""
    verb = word.head
    if word.dep_ not in ("xcomp", "ccomp") or verb.lemma_ not in lexicon.words["bidding_verbs"]:
        return False
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    if passive:
        return one.dep_ == "pobj" and one.head.dep_ == "agent" and one.head.head == verb
    bidden = any(c.dep_ == "dobj" for c in verb.children) or any(c.dep_ == "nsubj" for c in word.children)
    return bidden and one.head == verb and one.dep_ == "nsubj"


def _in_words(predicate: str) -> bool:
    """Is it done by saying something: who urges others to it may mean it himself?"""
    return (vocabulary.load()[predicate].quad or "").startswith("verbal") or predicate == "ACCUSED"


def _struck(predicate: str) -> bool:
    """Is it done by force, so that it hits him in his people?"""
    return vocabulary.load()[predicate].quad == "material_conflict"


def _no_topic(one: Token, other: Token) -> str | None:
    """Is somebody only he who did it, when it was or to whom it is said, and not what is commented on?"""
    top, *between = way(one, other)
    if other.dep_ == "pobj" and other.head.lower_ == "by":
        return "it only says by whom"
    for word in (t for t in (other, *between) if t.is_ancestor(other) or t == other):
        times = {c.lower_ for c in word.children if c.dep_ in ("mark", "advmod") and c.i < word.i}
        times = times & _TIMES - ({"when", "while"} if word.head == top else set())
        if word.dep_ == "advcl" and times and word.lemma_ not in _ASKED:
            return "it only says when"
        told = word.dep_ == "prep" and word.lower_ == "to"
        if told and (word.head == top or word.head.lemma_ in _SPEECHES):
            return "it is said to them"
    return None


def _of_somebody(end: Token, both: set[str | None], cast: Cast) -> bool:
    """Is it what somebody is of: "a loyalist of X", "envoy of Y"?"""
    if end.dep_ != "pobj" or end.head.lower_ not in _WHOSE:
        return False
    held = cast.at(end.head.head.i)
    return any(h.kind == "person" for h in held) and not any(h.actor in both for h in held)


def _modifies_thing(end: Token, cast: Cast) -> bool:
    """Does it only modify a thing or another's name: "the X camps", "various X groups"?"""
    return end.dep_ in _MODIFIES and not cast.at(end.head.i)
