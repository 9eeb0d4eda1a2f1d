"""What surrounds a word that states something: negation, plans and suppositions, who says so, and when.

The order of authority: what the text denies is denied; a plan, demand or supposition stays one whoever reports it;
what is attributed and nothing of these is alleged; the rest the article asserts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.lexicon import Lexicon
from polgraph.model import DateRange, Modality, Polarity
from polgraph.reading.clauses import told_before, withdrawn
from polgraph.reading.complements import (
    bears_down,
    comes_to_nothing,
    explained,
    hangs_on,
    is_asked,
    is_open,
    is_told_by,
    is_wished,
)
from polgraph.reading.conditions import fits
from polgraph.reading.dates import Found, kind_of
from polgraph.reading.document import Document
from polgraph.reading.moods import (
    bids,
    either_way,
    is_bidden,
    made_so,
    of_content,
    setting_out,
    took_time,
    uttered,
)
from polgraph.reading.negation import disbelieved, negated, prevents, ruled_out, rules_out, unfounded, waived
from polgraph.reading.pending import (
    arranged,
    end_of,
    feared,
    goes_along,
    is_near,
    is_taken_as_given,
    is_to_end,
    opened,
    scheduled,
)
from polgraph.reading.speech import Speech, chain

if TYPE_CHECKING:
    from spacy.tokens import Token

_RANK: dict[str, int] = {"asserted": 0, "alleged": 1, "planned": 2, "demanded": 3, "hypothetical": 4}
_HAPPENING = frozenset(
    (
        "be",
        "happen",
        "occur",
        "resume",
        "continue",
        "end",
        "fail",
        "collapse",
        "come",
        "follow",
        "go",
        "call",
        "convene",
        "summon",
    )
)
_UTTERED = ("APPEALED_TO", "DEMANDED_OF", "ACCUSED", "CRITICIZED")
_COMING = frozenset(
    ("arrive", "travel", "fly", "come", "go", "head", "return", "journey", "land", "leave", "depart")
)
_HIGHEST = 9  # words above a trigger that are looked at
_WITH_INFINITIVE = frozenset(("set", "tell"))
_GIVEN_BY_WORDS = frozenset(
    "praise criticism critique rebuke apology condolence sympathy insight advice assessment opinion comment remark thanks tribute defense "
    "defence congratulation greeting explanation".split()
)
_WHEN = frozenset(("after", "before", "during", "in", "at", "since", "following", "amid", "despite"))
_DURING = frozenset(("during", "after", "following", "amid", "despite", "since"))
_OF_ALL = ("asserted", "alleged", "planned")
_UNTIL = frozenset(("until", "till", "before", "once"))
_OWN_CLAUSE = ("advcl", "relcl", "nsubj", "nsubjpass", "parataxis", "conj")
_GOVERNED = ("xcomp", "ccomp", "dobj", "pcomp", "prep", "pobj", "acl", "attr", "advcl")
_CLAUSE = ("ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "pcomp", "xcomp")


@dataclass(frozen=True)
class Circumstances:
    """The evidence fields that surround a trigger."""

    polarity: Polarity
    modality: Modality
    speakers: tuple[str, ...]
    date: DateRange | None
    rules: tuple[str, ...]


class Surroundings:
    """Reads the circumstances of triggers of one document."""

    def __init__(
        self, document: Document, lexicon: Lexicon, speeches: list[Speech], dates: list[Found]
    ) -> None:
        self.document, self.lexicon, self.speeches = document, lexicon, speeches
        self.dates = dates

    def of(self, trigger: Token, *, skip: Token | None = None, presupposed: bool = False) -> Circumstances:
        """Return the circumstances of a trigger. `skip`: an operator that the reading itself has used up.

        `presupposed`: the trigger only describes somebody ("an ally of Putin will travel"), so that neither the plan
        nor the date of the clause is its own.
        """
        told = told_before(trigger, self.lexicon)
        around = chain(self.speeches, trigger.i) or (chain(self.speeches, told.i) if told is not None else [])
        if presupposed:
            around = [
                s for s in around if s.voiced is None
            ]  # "agreed to back her rivals": so the article calls them
        modality, denied, rules = self._operators(
            trigger, skip, {s.cue for s in around}, climb=not presupposed
        )
        denied ^= any(s.denied for s in around) and not presupposed and not self._is_answered(trigger)
        speakers = tuple(dict.fromkeys(s.source for s in around if s.source))
        if around and modality == "asserted":
            modality = "alleged"
        date = self.date(trigger, within=presupposed)
        return Circumstances("denied" if denied else "affirmed", modality, speakers, date, tuple(rules))

    def _operators(
        self, trigger: Token, skip: Token | None, cues: set[int], *, climb: bool
    ) -> tuple[Modality, bool, list[str]]:
        """Climb from the trigger to the main verb and gather what changes it on the way."""
        modality: Modality = "asserted"
        denied, rules = False, list[str]()
        token, below, during = trigger, None, False
        for _ in range(_HIGHEST):
            found = self._local(token)
            if below is not None and token != skip:
                given = (
                    during and token.tag_ == "VBD"
                )  # "urged X to act during talks with Y": these were held
                found += [g for g in self._governs(token, below) if not given or g[1] in _OF_ALL]
                if (said := withdrawn(token, below, self.lexicon)) == "denied":
                    denied = not denied
                    rules.append(f"not:{token.lemma_.lower()}")
                elif said:
                    found.append((f"put off:{token.lemma_.lower()}", "planned"))
                if prevents(token, below, self.lexicon) and token.i not in cues:
                    denied = not denied
                    rules.append(f"not:{token.lemma_.lower()}")
            if negated(token) and token != skip and (below is None or bears_down(token, below, self.lexicon)):
                denied = not denied
                rules.append(f"not:{token.lower_}")
            if climb and (unfounded(token) or disbelieved(token) or waived(token, self.lexicon)):
                denied = not denied
                rules.append(f"not:{token.head.lemma_.lower()}")
            if climb and (behind := explained(token, self.lexicon)):
                found.append((f"operator:{behind[0]}", behind[1]))
            for why, value in found:
                if _RANK[value] > _RANK[modality]:
                    modality = value
                    rules.append(why)
            if not climb or self._ends_here(token, trigger):
                if climb and _serves(token):
                    served, _, reasons = self._operators(token.head, skip, cues, climb=True)
                    if served in ("demanded", "hypothetical") and _RANK[served] > _RANK[modality]:
                        modality = served
                        rules += reasons[-1:]
                if climb and (main := goes_along(token, self.lexicon)):
                    with_it, _, reasons = self._operators(main, skip, cues, climb=True)
                    if _RANK[with_it] > max(_RANK[modality], _RANK["alleged"]):
                        modality = with_it
                        rules += reasons[-1:]
                break
            during |= token.dep_ == "prep" and token.lower_ in _DURING
            below, token = token, token.head
        if denied and any(r.startswith("mark:") for r in rules):
            denied = False  # "if they do not talk" supposes; it does not say that they did not
        return modality, denied, rules

    def _ends_here(self, token: Token, trigger: Token) -> bool:
        """Does what stands above this word no longer bear on the trigger?"""
        if token.head == token or (token.dep_ in _OWN_CLAUSE and token != trigger and not _goes_on(token)):
            return True
        if ruled_out(token):
            return False
        if token == trigger and self._is_reason(token):
            return True
        if token.dep_ == "ccomp" and self._stands_before(token):
            return True
        if token.dep_ == "ccomp" and token.tag_ == "VBG" and token.head.tag_ == "VB" and _stands_alone(token):
            return True
        if token == trigger and withdrawn(token.head, token, self.lexicon):
            return False  # "the talks were called off"
        if token == trigger and token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass"):
            # "their rivalry could torpedo the deal" does not doubt the rivalry; "talks could begin" doubts the talks
            happens = self.lexicon.words["support_verbs"] | self.lexicon.words["averting_verbs"] | _HAPPENING
            return token.head.lemma_.lower() not in happens
        if token == trigger and (self._is_judged(token) or self._is_there(token)):
            return True  # "avoids condemning the invasion": what is blamed has happened
        if token == trigger and (self._is_answered(token) or is_taken_as_given(token, self.lexicon)):
            return True
        if token == trigger and is_to_end(token, self.lexicon):
            return True
        if token.dep_ == "ccomp" and token.head.lemma_ in self.lexicon.words["say_verbs"]:
            return is_told_by(token)
        finite = (
            token.tag_ in ("VBD", "VBZ", "VBP") and token.head.tag_ == "VB"
        )  # "was asked to go but stayed"
        own = any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in token.children)
        if token.dep_ == "conj" and (own or finite):
            return True  # "is no member but has asked to join"
        infinitive = token.dep_ == "acl" and token.tag_ == "VB"
        return (
            token.pos_ == "VERB"
            and token.dep_ in (*_OWN_CLAUSE, "acl")
            and not infinitive
            and token.dep_ != "conj"
        )

    def _is_reason(self, gerund: Token) -> bool:
        """Is it what somebody is praised or blamed for: "wants to mock X for inviting Y"? It has been done."""
        if gerund.tag_ != "VBG" or gerund.dep_ != "pcomp" or gerund.head.lower_ not in ("for", "over"):
            return False
        judges = gerund.head.head.lemma_.lower()
        return judges in self.lexicon.words["judging_verbs"] - {
            "call",
            "argue",
            "demand",
            "worry",
        } or judges in ("thank", "punish", "reward", "forgive")

    def _stands_before(self, clause: Token) -> bool:
        """Is it a clause of its own that the parse hangs on the next: "the summit was a bust, so Paris could be the last chance"?"""
        told = any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children) and clause.tag_ in (
            "VBD",
            "VBZ",
            "VBP",
        )
        marked = any(c.dep_ == "mark" for c in clause.children)
        says = clause.head.lemma_.lower() in self.lexicon.words["say_verbs"]
        return told and not marked and not says and clause.i < clause.head.i

    def _is_judged(self, noun: Token) -> bool:
        """Is this noun what a verb of blame is about?"""
        above = noun.head.head if noun.dep_ == "pobj" else noun.head
        return (
            noun.pos_ == "NOUN"
            and noun.dep_ in ("dobj", "pobj", "nsubjpass")
            and any(
                f.predicate == "CRITICIZED" and not f.with_object and fits(above, f, [])
                for f in self.lexicon.of("verb", above.lemma_.lower())
            )
        )

    def _is_there(self, noun: Token) -> bool:
        """Is this noun the object of a verb that takes it as given: "hopes to end the war between", "wants to bring up the row with"?"""
        return (
            noun.pos_ == "NOUN"
            and noun.dep_ == "dobj"
            and noun.head.lemma_.lower() in self.lexicon.words["given_verbs"]
        )

    def _is_answered(self, noun: Token) -> bool:
        """ "Rejected a call for X to disarm", "denied accusations by Y": what is turned down has been said."""
        turned_down = noun.dep_ in ("dobj", "nsubjpass") and prevents(noun.head, noun, self.lexicon)
        return turned_down and any(
            f.predicate in _UTTERED for f in self.lexicon.of("noun", noun.lemma_.lower())
        )

    def _governs(self, token: Token, below: Token) -> list[tuple[str, Modality]]:
        """The plan, demand or supposition that a word makes of what it governs."""
        lemma = token.lemma_.lower()
        if took_time(below) or uttered(token, below, self.lexicon):
            return []
        if content := of_content(token, below, self.lexicon):
            return [(f"operator:{lemma}", content)]  # type: ignore[list-item]
        if hangs := hangs_on(token, below, self.lexicon):
            return [(f"operator:{lemma}", hangs)]
        if fear := feared(token, below, self.lexicon):
            return [(f"operator:{lemma}", fear)]
        if is_near(token, below, self.lexicon):
            return [(f"operator:{lemma}", "hypothetical")]
        if opened(token, below, self.lexicon):
            return [(f"operator:{lemma}", "planned")]
        if rules_out(token):
            return [("operator:rule out", "hypothetical" if negated(token) else "planned")]
        value = self.lexicon.maps["operators"].get(lemma)
        if (
            value is None
            or withdrawn(token, below, self.lexicon)
            or below.dep_ not in _GOVERNED
            or token.pos_ not in ("VERB", "ADJ", "NOUN", "ADV")
        ):
            return []
        if below.dep_ in ("dobj", "prep") and below.pos_ not in ("NOUN", "ADP"):
            return []
        if lemma in _WITH_INFINITIVE and below.dep_ not in ("xcomp", "ccomp", "advcl"):
            return []  # "set about arming", "told a meeting of"
        if lemma == "call" and below.dep_ == "dobj":
            return []  # "called a meeting"
        if lemma in ("ask", "discuss", "explain") and any(
            t.lower_ in ("why", "how", "when", "where") for t in below.lefts
        ):
            return []  # "asked why X had left" takes it as given
        if lemma in ("offer", "propose") and below.dep_ == "dobj" and below.lemma_.lower() in _GIVEN_BY_WORDS:
            return []  # who "offered praise" has praised
        if lemma == "close" and (token.pos_ != "ADJ" or below.lower_ != "to"):
            return []  # "closed the talks", "a close ally"
        if below.dep_ == "prep" and (below.lower_ in _WHEN or below.i < token.i):
            return []  # "urged calm after talks with", "on trips to X he sought"
        if value == "demanded" and negated(token):
            return [(f"operator:{lemma}", "hypothetical")]  # nobody asked for it
        return [(f"operator:{lemma}", value)]  # type: ignore[list-item]

    def _local(self, token: Token) -> list[tuple[str, Modality]]:
        """Modal verbs, "possible" and "planned" before a noun, "if" and "perhaps" at a verb."""
        found: list[tuple[str, Modality]] = []
        if token.dep_ == "advcl" and token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.children):
            if why := self._purpose(token):
                found.append(why)
        elif comes_to_nothing(token):
            found.append(("how to", "hypothetical"))
        elif (
            token.dep_ == "nsubj"
            and token.pos_ == "NOUN"
            and token.head.pos_ == "ADJ"
            and token.head.head.lemma_ == "make"
        ):
            found.append(("made", "hypothetical"))  # "made a deal between them harder"
        if token.dep_ == "pobj" and token.head.lower_ == "for" and token.head.head.lemma_ in _COMING:
            found.append(("purpose", "planned"))  # "arrived for talks"
        if arranged(token):
            found.append(("arranged", "planned"))
        if scheduled(token):
            found.append(("scheduled", "planned"))
        for child in token.children:
            word = child.lower_
            if child.dep_ == "aux" and word == "would" and self._is_said_so(token):
                continue  # "I would like to thank"
            if child.dep_ == "aux" and child.lemma_.lower() in self.lexicon.maps["modals"]:
                found.append((f"modal:{word}", self._modal(child.lemma_.lower(), token)))
            elif child.dep_ == "aux" and word in self.lexicon.maps["modals"]:
                found.append((f"modal:{word}", self._modal(word, token)))
            elif (
                child.dep_ == "amod" and word in self.lexicon.maps["noun_modality"] and not _under_way(token)
            ):
                found.append((f"before:{word}", self.lexicon.maps["noun_modality"][word]))  # type: ignore[arg-type]
            elif child.dep_ == "aux" and token.dep_ == "advcl" and _inverted(child, token):
                found.append((f"mark:{word}", "hypothetical"))  # "had they met"
            elif child.dep_ == "mark" and word in ("if", "unless", "whether"):
                if word == "whether" and either_way(token):
                    continue
                found.append((f"mark:{word}", "hypothetical"))
            elif child.dep_ == "mark" and word in _UNTIL and token.tag_ in ("VBZ", "VBP"):
                found.append((f"mark:{word}", "planned"))  # "until the union signs"
            elif child.dep_ == "advmod" and word in self.lexicon.words["maybe"]:
                found.append((f"adverb:{word}", "hypothetical"))
        if is_bidden(token):
            found.append(("subjunctive", "demanded"))
        if made_so(token):
            found.append(("made", "hypothetical"))
        if setting_out(token):
            found.append(("setting out", "planned"))
        if wish := is_wished(token):
            found.append(("for whom to", wish))
        if is_open(token, self.lexicon):
            found.append(("weighed", "hypothetical"))  # "the debate over arming Ukraine"
        if is_asked(token):
            found.append(("question", "hypothetical"))
        if headline_plan(token):
            found.append(("to-infinitive", "planned"))  # a headline: "Xi to visit Moscow"
        return found

    def _is_said_so(self, liking: Token) -> bool:
        """ "I would like to thank X": is it a courtesy, and the thanks are given by saying so (performative: Austin 1962)?"""
        own = any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in liking.children)
        said = [c for c in liking.children if c.dep_ == "xcomp"]
        return own and liking.lemma_ in ("like", "want", "wish") and any(map(self._is_verbal, said))

    def _purpose(self, verb: Token) -> tuple[str, Modality] | None:
        """ "Met to discuss", "wrote to accuse": what people come together or speak out for they do; "it is hard to win" says nothing of a plan."""
        above = verb.head
        if took_time(verb):
            return None
        if bids(verb):
            return "purpose", "demanded"
        if above.lemma_ == "be" and any(c.dep_ in ("acomp", "attr") for c in above.children):
            return "to-infinitive", "hypothetical"
        if above.lemma_ == "happen":
            return None
        if above.lemma_ == "go" and any(c.lower_ == "on" for c in above.children):
            return None  # "went on to blame"
        done = above.tag_ in ("VBD", "VBN") and not any(c.tag_ in ("MD", "TO") for c in above.children)
        together = above.lemma_ in self.lexicon.words["comings_together"]
        aloud = above.lemma_ in self.lexicon.words["speaking_out"] and self._is_verbal(verb)
        if hangs_on(above, verb, self.lexicon) == "demanded":
            return "purpose", "demanded"  # "faced pressure to sign"
        return None if done and (together or aloud) else ("purpose", end_of(verb, self.lexicon))

    def _is_verbal(self, verb: Token) -> bool:
        """Is what a verb states done by words: "accuse", not "arm"?"""
        frames = self.lexicon.of("verb", verb.lemma_.lower())
        words = vocabulary.load()
        quads = {words[f.predicate].quad or "" for f in frames if not words[f.predicate].is_tie}
        return bool(quads) and all(q.startswith("verbal") for q in quads)

    def _modal(self, word: str, verb: Token) -> Modality:
        """ "said he would" is a plan told in the past; "would" by itself supposes."""
        while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            verb = verb.head
        reported = (
            verb.dep_ == "ccomp"
            and verb.head.tag_ == "VBD"
            and verb.head.lemma_ in self.lexicon.words["say_verbs"]
        )
        perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
        if word in ("will", "'ll", "shall") and _is_conditional(verb):
            return "hypothetical"
        if word == "would" and reported and not perfect:
            return "planned"
        return self.lexicon.maps["modals"][word]  # type: ignore[return-value]

    # --- dates ----------------------------------------------------------------------------------------------

    def date(self, trigger: Token, *, within: bool = False) -> DateRange | None:
        """Return when it was: the expression nearest to the trigger in its own clause, else in the clause above.

        `within`: only what stands in the phrase of the trigger itself.
        """
        sentence = self.document.sentence(trigger.i)
        start, end = self.document.span(sentence.start, sentence.end)
        here = [d for d in self.dates if start <= d.expression.start < end]
        best: tuple[int, Found, DateRange] | None = None
        for found in here:
            tokens = [
                i
                for i in range(sentence.start, sentence.end)
                if found.expression.start <= self.document.starts[i] < found.expression.end
            ]
            if not tokens:
                continue
            root = self.document.doc[tokens[0] : tokens[-1] + 1].root
            distance = self._distance(trigger, root)
            if distance is None or (within and trigger not in root.ancestors):
                continue
            made = found.range(kind_of(self._preposition(root)))
            if best is None or (distance, abs(root.i - trigger.i)) < (best[0], 0):
                best = (distance, found, made)
        return best[2] if best else None

    def _preposition(self, root: Token) -> str | None:
        head = root.head
        return head.lower_ if root.dep_ in ("pobj", "pcomp") else None

    def _distance(self, trigger: Token, root: Token) -> int | None:
        """Clauses between a date and the trigger: 0 in its own clause, None where it belongs to another."""
        holder = _clause(root)
        own = _clause(trigger)
        while holder != own and holder.dep_ == "xcomp" and own.i in {a.i for a in holder.ancestors}:
            holder = _clause(holder.head)
        for steps in range(6):
            if holder == own:
                return steps
            if own.dep_ in ("relcl", "ROOT", "parataxis") or own.head == own:
                return None
            if own.dep_ == "ccomp" and own.head.lemma_ in self.lexicon.words["say_verbs"]:
                return None
            own = _clause(own.head)
        return None


def _is_conditional(verb: Token) -> bool:
    """ "If X wins, Y will leave": does it only come about if something else does? Not "if confirmed, Y will leave"."""
    clauses = (
        c
        for c in verb.children
        if c.dep_ == "advcl" and any(s.dep_ in ("nsubj", "nsubjpass") for s in c.children)
    )
    return any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for c in clauses for m in c.children)


def headline_plan(token: Token) -> bool:
    """ "Xi to visit Moscow": an infinitive that is the whole sentence, with or without its subject above it."""
    if not any(c.tag_ == "TO" for c in token.children):
        return False
    if token.dep_ == "xcomp" and token.head.lemma_ == "be" and token.i > token.head.i:
        return not any(
            c.dep_ in ("attr", "acomp") for c in token.head.children
        )  # "is to visit", "was to be held"
    if token.dep_ == "xcomp" and token.head.lower_ == "going":
        return True  # "is going to win"
    if token.tag_ != "VB":
        return False
    return token.dep_ == "ROOT" or (
        token.dep_ in ("acl", "relcl", "xcomp")
        and token.head.dep_ in ("ROOT", "conj")
        and token.head.pos_ == "PROPN"
    )


def _goes_on(verb: Token) -> bool:
    """ "Will free prisoners, stop arming rebels and cooperate": a bare verb under the auxiliary of the first."""
    bare = verb.tag_ == "VB" and not any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "mark") for c in verb.children
    )
    return verb.dep_ == "conj" and bare and verb.head.pos_ == "VERB" and verb.head.tag_ == "VB"


def _serves(verb: Token) -> bool:
    """Is it an infinitive of purpose, which is no surer than what serves it: "if X acts to help Y", "the prospect of X acting to help Y"?"""
    purpose = verb.dep_ == "advcl" and verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)
    return purpose and verb.head.pos_ == "VERB" and verb.i > verb.head.i and verb.head.lemma_ != "go"


def _inverted(auxiliary: Token, verb: Token) -> bool:
    """Does "had", "were" or "should" before the subject make a condition of a clause: "Had they met, ..."?"""
    return auxiliary.lower_ in ("had", "were", "should") and any(
        c.dep_ in ("nsubj", "nsubjpass") and auxiliary.i < c.i < verb.i for c in verb.children
    )


def _under_way(noun: Token) -> bool:
    """ "Was on a scheduled trip": what was planned is going on."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("on", "during") and noun.head.head.tag_ == "VBD"


def _stands_alone(gerund: Token) -> bool:
    """Has this participle a subject and no auxiliary: a heading ("X meeting Y") that the parse hangs on the one before?"""
    around = {c.dep_ for c in gerund.children}
    return "nsubj" in around and not around & {"aux", "mark"}


def _clause(token: Token) -> Token:
    """The verb (or root) of the clause that a token stands in."""
    while token.head != token and not (token.pos_ in ("VERB", "AUX") and token.dep_ in _CLAUSE):
        token = token.head
    return token
