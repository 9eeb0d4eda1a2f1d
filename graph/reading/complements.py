"""What a word makes of the clause or noun that it governs: whether its "not" reaches it, and whether it tells of something done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from polgraph.lexicon import Lexicon
from polgraph.model import Modality
from polgraph.reading.clauses import lemmas
from polgraph.reading.moods import hoped
from polgraph.reading.negation import negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEING = frozenset(
    ("be", "have", "do", "come", "go", "happen", "occur", "resume", "continue", "begin", "end", "take")
)
_ASKING = frozenset(("how", "whether", "where", "when"))
_SAYING = frozenset(("claim", "purport", "profess", "appear", "seem"))
_SAID_OF = frozenset(
    (
        "say",
        "think",
        "believe",
        "report",
        "suspect",
        "understand",
        "presume",
        "assume",
        "rumor",
        "rumour",
        "allege",
    )
)
_AT = frozenset(("in", "at", "during"))
_INDUCED = ("xcomp", "ccomp")
_AS_KNOWN = frozenset(
    (
        "surprising",
        "surprise",
        "strange",
        "unusual",
        "odd",
        "shocking",
        "coincidence",
        "secret",
        "news",
        "accident",
        "enough",
        "fair",
        "wonder",
        "unexpected",
        "remarkable",
    )
)
UNDAUNTED = frozenset(("hesitate", "shy", "shrink", "flinch", "recoil"))
_WAITING = frozenset(("until", "till"))


def bears_down(verb: Token, below: Token, lexicon: Lexicon) -> bool:
    """Does the "not" of a word deny what stands below it in the parse?

    Not where somebody "said nothing of" it, where it happened only later ("not until May did they agree"), where nobody asked for it
    ("did not ask them to"), and not what a noun names that the word only speaks of ("did not mention the war").
    """
    if any(c.lower_ in _WAITING for c in verb.children) and not any(c.tag_ == "MD" for c in verb.children):
        return False
    if verb.lemma_ in UNDAUNTED and below.dep_ in ("xcomp", "prep", "advcl"):
        return False  # "did not hesitate to"
    if below.dep_ == "agent":
        return False  # "was not hurt by his quarrels with X"
    lemma = verb.lemma_.lower()
    known = [c for c in verb.children if c.dep_ in ("acomp", "attr") and c.lower_ in _AS_KNOWN]
    if known and (below in known or below.dep_ == "ccomp"):
        return False  # "it is not surprising that"
    if lemma in lexicon.words["say_verbs"] and below.dep_ == "prep":
        return False
    if lexicon.maps["operators"].get(lemma) == "demanded":
        return False
    if (
        below.pos_ not in ("NOUN", "ADP")
        or verb.pos_ not in ("VERB", "AUX")
        or below.dep_ not in ("dobj", "prep")
    ):
        return True
    if any(c.dep_ == "pcomp" for c in below.children):
        return True
    makes = (
        lexicon.words["support_verbs"] | lexicon.words["negative_verbs"] | lexicon.words["bringing"] | _BEING
    )
    if below.lower_ in _AT:
        return lemma in makes  # "did not agree in talks with X"
    return lemma in makes or lemma in lexicon.maps["operators"]


def explained(verb: Token, lexicon: Lexicon) -> tuple[str, Modality] | None:
    """Return the noun and the status that it gives the clause which explains it: "allegations that Iran armed", "the threat that"."""
    if verb.dep_ not in ("acl", "relcl", "ccomp") or verb.head.pos_ != "NOUN":
        return None
    if not any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children) and not hoped(verb):
        return None
    lemma = verb.head.lemma_.lower()
    value = lexicon.maps["content_nouns"].get(lemma)
    return (lemma, value) if value else None  # type: ignore[return-value]


def hangs_on(word: Token, below: Token, lexicon: Lexicon) -> Modality | None:
    """Return the status of an infinitive that says what somebody can, has or is let to do: "the power to jail", "has to leave"."""
    to = any(c.tag_ == "TO" for c in below.children)
    infinitive, lemma = to and below.tag_ == "VB", word.lemma_.lower()
    if lemma in ("let", "say", "suppose") and word.dep_ == "ROOT" and word.tag_ == "VB" and _is_bidding(word):
        return "demanded" if lemma == "let" else "hypothetical"
    passive = word.tag_ == "VBN" and (lemma in _SAID_OF or lemma == "suppose")
    if passive and lemma == "suppose" and infinitive and below.dep_ == "xcomp":
        return "planned"  # "was supposed to visit"
    if to and (passive or lemma in _SAYING) and below.dep_ == "xcomp" and below.pos_ == "VERB":
        return "alleged"  # "claimed to have struck", "is thought to be arming"
    if lemma in lexicon.words["inducing_verbs"] and is_open(word, lexicon) and below.dep_ in _INDUCED:
        return "demanded"
    if not infinitive:
        return None
    if (noun := _made_known(word, lexicon)) is not None:
        values = {**lexicon.maps["before_infinitives"], **lexicon.maps["operators"]}
        return values[noun.lemma_.lower()]  # type: ignore[return-value]
    if lemma in UNDAUNTED and negated(word):
        return None
    if value := lexicon.maps["before_infinitives"].get(lemma):
        return value  # type: ignore[return-value]
    if (
        word.pos_ == "NOUN"
        and lemma in lexicon.words["abilities"]
        and below.dep_ in ("acl", "relcl", "xcomp")
    ):
        return "hypothetical"
    if word.pos_ == "NOUN" and lemma in lexicon.words["purposes"] and below.dep_ in ("acl", "relcl", "xcomp"):
        return "planned"
    if lemma == "have" and below.dep_ == "xcomp" and word.tag_ in ("VBZ", "VBP") and not negated(word):
        noun = word.head if word.dep_ in ("acl", "relcl") else None
        able = noun is not None and noun.lemma_.lower() in lexicon.words["abilities"]
        return "hypothetical" if able else "demanded"
    return "planned" if _is_ahead(word, below, lexicon) else None


def _is_ahead(verb: Token, below: Token, lexicon: Lexicon) -> bool:
    """Is an infinitive no more than ahead: "applied to join"? Of all verbs but the implicative ones, and those known otherwise.

    Karttunen 1971, "Implicative verbs": "managed to join" implies that somebody joined, "applied to join" does not.
    """
    if below.dep_ != "xcomp" or below.tag_ != "VB" or verb.pos_ != "VERB":
        return False
    known = (*lexicon.words["implicatives"], *lexicon.words["say_verbs"], *lexicon.words["support_verbs"])
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in below.children)  # "made Iran sign"
    marked = any(c.tag_ == "TO" for c in below.children)
    return marked and not own and not {*lemmas(verb)} & {*known, *lexicon.maps["operators"]}


def _made_known(verb: Token, lexicon: Lexicon) -> Token | None:
    """Return the plan or demand that a verb only carries, before it or as its object: "a pledge they made to", "faces pressure to"."""
    known = lexicon.maps["operators"].keys() | lexicon.maps["before_infinitives"].keys()
    if verb.dep_ == "relcl" and verb.lemma_.lower() in lexicon.words["support_verbs"]:
        nouns = [verb.head]
    elif verb.lemma_.lower() in ("face", "feel", "come", "receive", "get", "resist", "meet"):
        nouns = [c for c in verb.children if c.dep_ == "dobj"]
    else:
        nouns = []
    return next((n for n in nouns if n.pos_ == "NOUN" and n.lemma_.lower() in known), None)


def is_open(gerund: Token, lexicon: Lexicon) -> bool:
    """Does a gerund only name what could be done: "vital for persuading X", "differed over arming Y", "getting X to sign will be hard"?"""
    if gerund.tag_ != "VBG":
        return False
    if gerund.dep_ in ("csubj", "csubjpass"):
        return True
    if gerund.dep_ != "pcomp":
        return False
    word, above = gerund.head.lower_, gerund.head.head
    weighing = lexicon.words["weighing"]
    if word == "for":
        return above.pos_ == "ADJ" or above.lemma_.lower() in weighing
    near = (above, *(c for c in above.children if c.dep_ in ("dobj", "attr", "nsubj") and c.i < gerund.i))
    return word in ("over", "about", "on", "against") and any(t.lemma_.lower() in weighing for t in near)


def is_wished(verb: Token) -> Modality | None:
    """Return the status of what "it is time for X" to do, or "would be a mistake for X" to do; what was right or wrong of X was done."""
    if verb.tag_ != "VB" or not any(c.dep_ == "mark" and c.lower_ == "for" for c in verb.children):
        return None
    be = verb.head.head if verb.head.dep_ in ("attr", "acomp") else verb.head
    if be.lemma_ != "be" or be.tag_ == "VBD":
        return None
    return (
        "demanded"
        if verb.head.lower_ in ("time", "important", "vital", "essential", "necessary", "crucial")
        else "hypothetical"
    )


def is_asked(verb: Token) -> bool:
    """Is it a question whether: "Did X strike Y?" Why, how and when somebody did it takes the deed for granted."""
    if verb.dep_ != "ROOT" or verb.sent[-1].text != "?":
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or any(
        t.tag_ in ("WRB", "WP", "WDT", "WP$") for t in verb.sent[: subject.i - verb.sent.start]
    ):
        return False
    return any(c.dep_ in ("aux", "auxpass") and c.i < subject.i for c in verb.children)


def is_told_by(clause: Token) -> bool:
    """Is this the content of the saying above it, and not what that bids or expects ("expects Iran to free", "say they met")?"""
    above = clause.head
    if any(c.tag_ == "TO" for c in clause.children) and clause.tag_ == "VB":
        return False
    return not (
        above.lemma_ in ("say", "suppose")
        and above.dep_ == "ROOT"
        and above.tag_ == "VB"
        and _is_bidding(above)
    )


def comes_to_nothing(verb: Token) -> bool:
    """Is it only a question what to do: "how to keep Iran from", "whether to arm"?"""
    if verb.tag_ != "VB" or not any(c.tag_ == "TO" for c in verb.children):
        return False
    how_much = verb.dep_ == "relcl" and any(c.lower_ == "how" for c in verb.head.lefts)
    asks = (c.dep_ in ("advmod", "mark") and c.lower_ in _ASKING and c.i < verb.i for c in verb.children)
    return how_much or any(asks)


def _is_bidding(verb: Token) -> bool:
    return not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "expl") and c.i < verb.i for c in verb.children)
