"""Whom the words themselves say to belong to a body: "Ann Bell of Amnesty", "Eva Fuchs (SPD)", "UN inspectors", "officers of the FSB".

A stage over names and groups: between name and body stands nothing but the preposition and an article, or a bracket; a group is named
by a noun for members (`member_nouns` of the lexicon's grammar: "Hamas fighters", never "Hamas hostages") with the body before it or behind "of" or "from".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from polgraph import vocabulary
from polgraph.authority import Authority
from polgraph.lexicon import Lexicon
from polgraph.model import Claim
from polgraph.reading.cast import Candidate, Cast, noun_lemma
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.clauses import behind, coordinated, prepositional
from polgraph.reading.document import Document
from polgraph.reading.eras import is_bygone
from polgraph.reading.identifiers import record_id
from polgraph.reading.known_names import SUFFIXES
from polgraph.reading.posts import Posts
from polgraph.reading.ties import is_held_on
from polgraph.reading.titles import phase_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEMBER = "MEMBER_OF"
_COMPOSED = frozenset(("make", "compose", "consist", "comprise"))
_PUSHING = frozenset(("push", "ram", "force", "seat", "replace", "find", "seek", "confirm", "select"))
_ANY = frozenset(("a", "an", "another", "new"))
_UNREAL = ("planned", "demanded", "hypothetical")
_CAUSES = frozenset(("LGBT", "LGBTQ", "LGBTQI", "LGBTQIA", "LGBTI"))
_SENT = frozenset(("deploy", "visit", "second", "detach", "transfer", "come"))


def find(
    document: Document,
    cast: Cast,
    known: list[Claim],
    surroundings: Surroundings,
    authority: Authority,
    lexicon: Lexicon,
) -> list[Claim]:
    """Return a membership for each name or group whose words hold the body it belongs to, unless `known` has it in the same sentence."""
    there = {(c.subject, c.object, c.sentence) for c in known if c.predicate == _MEMBER}
    found = []
    posts = Posts(document, cast, authority, lexicon)
    for claim in (
        *_named(document, cast),
        *_grouped(document, cast, posts, lexicon),
        *_owned(document, cast, lexicon),
        *_posted(document, posts, surroundings, lexicon),
        *(
            _claim(document, member, body, "affiliation:listed", at=at)
            for member, body, at in _listed(document, cast, lexicon)
        ),
    ):
        key = (claim.subject, claim.object, claim.sentence)
        if claim.subject != claim.object and key not in there:
            there.add(key)
            found.append(claim)
    return found


def _named(document: Document, cast: Cast) -> Iterator[Claim]:
    """Names with the body right behind them, or before them with "'s"."""
    names = [c for c in cast.candidates() if c.form == "name"]
    by_start = {c.start: c for c in names if c.kind == "organization"}
    for c in names:
        if c.kind != "person":
            continue
        body, rule = _behind(document, c, by_start)
        if body:
            yield _claim(document, c, body, rule, at=c.end)
        for word in document.doc[c.root].lefts:  # "NBC's Ann Bell"
            for body in cast.at(word.i) if word.dep_ == "poss" else ():
                if body.kind == "organization" and body.form == "name" and body.end + 1 == c.start:
                    yield _claim(document, c, body, "affiliation:possessor", at=c.start)


def _grouped(document: Document, cast: Cast, posts: Posts, lexicon: Lexicon) -> Iterator[Claim]:
    names = [c for c in cast.candidates() if c.form == "name"]
    for c in cast.candidates():
        if c.kind == "group" and (body := _of_group(document, cast, c, names, posts, lexicon)):
            head = document.doc[c.root]
            phase = "past" if is_bygone(head, document, lexicon) else phase_of(head, c.start)
            phase = "past" if phase == "past" else "present"
            claim = _claim(document, c, body, "affiliation:group", at=c.root, phase=phase)
            yield claim.model_copy(update={"modality": "alleged"}) if _doubted(head, lexicon) else claim


def _owned(document: Document, cast: Cast, lexicon: Lexicon) -> Iterator[Claim]:
    """Somebody's own party: "his party", "her National Rally"."""
    for body in cast.candidates():
        root = document.doc[body.root]
        party = noun_lemma(root) in lexicon.words["own_bodies"]
        if body.kind != "organization" or not (party or cast.actor(body.actor or "").subkind == "party"):
            continue
        for word in (w for w in root.lefts if w.dep_ == "poss"):
            for c in cast.at(word.i):
                if (
                    root.lower_ != "opposition"
                    and c.kind == "person"
                    and (c.form == "pronoun" or (party and c.form == "name"))
                ):
                    yield _claim(document, c, body, "affiliation:own", at=body.root)


def _to_be_named(noun: Token, surroundings: Surroundings, lexicon: Lexicon) -> bool:
    """Is it nobody yet: "wants to appoint a Federal Reserve governor", "will ram a Supreme Court judge through"?"""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or not any(t.lower_ in _ANY for t in noun.lefts):
        return False
    named = verb.lemma_ in _PUSHING or any(
        f.predicate == "APPOINTED" for f in lexicon.of("verb", verb.lemma_)
    )
    return named and surroundings.of(verb).modality in _UNREAL


def _doubted(noun: Token, lexicon: Lexicon) -> bool:
    """ "Suspected Hamas members", "the alleged Mafia boss X": is the tie only alleged?"""
    words = [t for t in noun.lefts if t.dep_ in ("amod", "compound", "nmod")]
    words += [t for w in words for t in w.lefts if t.dep_ == "amod"]  # "alleged renegade members"
    if noun.dep_ in ("compound", "nmod"):  # a title before a name
        words += [t for t in noun.head.lefts if t.i < noun.i and t.dep_ == "amod"]
    return any(lexicon.maps["noun_modality"].get(t.lower_) == "alleged" for t in words)


def _posted(
    document: Document, posts: Posts, surroundings: Surroundings, lexicon: Lexicon
) -> Iterator[Claim]:
    """Posts in a body; a title or description is the article's own, what is said by "is" or "became" as what surrounds it."""
    for post in posts.find():
        claim = _claim(
            document, post.person, post.body, f"affiliation:{post.rule}", at=post.noun.i, phase=post.phase
        )
        if document.text(post.body.start, post.body.end).rstrip("+") in _CAUSES:
            continue  # "an LGBTQ activist"
        if post.rule == "nominal" and _to_be_named(document.doc[post.person.root], surroundings, lexicon):
            continue
        if post.rule != "predicate":
            yield claim.model_copy(update={"modality": "alleged"}) if _doubted(post.noun, lexicon) else claim
            continue
        around = surroundings.of(post.noun)
        lasting = is_held_on(post.noun)
        if lasting and around.modality == "planned":
            around = replace(around, modality="asserted")
        phase = "future" if around.modality == "planned" and claim.phase == "present" else claim.phase
        yield claim.model_copy(
            update={
                "phase": phase,
                "polarity": around.polarity, "modality": around.modality, "speakers": around.speakers, "date": around.date,
                "speaker": around.speakers[-1] if around.speakers else None, "rule": ";".join((claim.rule, *around.rules)),
            }
        )  # fmt: skip


def _listed(document: Document, cast: Cast, lexicon: Lexicon) -> Iterator[tuple[Candidate, Candidate, int]]:
    """Members by example: "coalition nations include A and B", "NATO states such as A", "members of the bloc, including A"."""
    roles = lexicon.words["lands"] | {"member"}
    yield from _composed(document, cast, lexicon)
    for token in document.doc:
        if token.lemma_.lower() not in roles or token.tag_ not in ("NNS", "NNPS"):
            continue
        body = _body_of(cast, token)
        if body is None:
            continue
        for link, examples in (*_examples(token), *_apposed(token)):
            for example in examples:
                for member in cast.at(example.i):
                    if member.form == "name" and member.kind in (
                        "country",
                        "organization",
                        "person",
                        "group",
                    ):
                        yield member, body, link.i


def _composed(document: Document, cast: Cast, lexicon: Lexicon) -> Iterator[tuple[Candidate, Candidate, int]]:
    """Who makes up an alliance: "a coalition including A and B", "the bloc, made up of A and B"."""
    for body in cast.candidates():
        root = document.doc[body.root]
        if body.kind != "organization" or root.lemma_.lower() not in lexicon.words["alliances"]:
            continue
        parts = [(c, [p for p in c.children if p.dep_ == "prep" and p.lower_ == "of"]) for c in root.rights]
        links = [(c, behind(of)) for c, of in parts if c.dep_ == "acl" and c.lemma_ in _COMPOSED]
        for link, examples in (*links, *(x for x in _examples(root) if x[0].lower_ != "include")):
            for example in examples:
                for member in cast.at(example.i):
                    if member.form == "name" and member.kind in ("country", "organization"):
                        yield member, body, link.i


def _body_of(cast: Cast, noun: Token) -> Candidate | None:
    """The one body before a noun for members, or behind its "of"."""
    held = [
        c
        for t in (
            *(t for t in noun.lefts if t.dep_ in ("compound", "nmod")),
            *prepositional(noun, ("of", "in")),
        )
        for c in cast.at(t.i)
        if c.kind == "organization"
    ]
    return held[0] if len(held) == 1 else None


def _examples(noun: Token) -> Iterator[tuple[Token, list[Token]]]:
    """The words that introduce examples of a noun, each with what it introduces."""
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "include":
        yield noun.head, coordinated(c for c in noun.head.children if c.dep_ == "dobj")
    for child in noun.rights:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("including", "as")
            and (child.lower_ == "including" or _such(child))
        ):
            yield child, behind([child])


def _apposed(noun: Token) -> Iterator[tuple[Token, list[Token]]]:
    """The names right behind a noun for members: "NATO members A, B and C"."""
    if noun.dep_ in ("compound", "nmod") and noun.head.i == noun.i + 1:
        yield noun, coordinated([noun.head])
    found = [c for c in noun.rights if c.dep_ == "appos" and c.left_edge.i == noun.i + 1]
    if found:
        yield noun, coordinated(found)


def _such(preposition: Token) -> bool:
    return preposition.i > 0 and preposition.nbor(-1).lower_ == "such"


def _of_group(
    document: Document, cast: Cast, c: Candidate, names: list[Candidate], posts: Posts, lexicon: Lexicon
) -> Candidate | None:
    """The body that a group of members is named by: "Hamas fighters", "two officers of the Federal Security Service"."""
    head = document.doc[c.root]
    if any(t.lower_ == "no" for t in head.lefts):
        return None  # "saw no Hamas fighters"
    member = any(t.dep_ == "compound" and t.lower_ == "member" for t in head.lefts)  # "NATO member states"
    if not (
        noun_lemma(head) in lexicon.words["member_nouns"]
        or (member and noun_lemma(head) in lexicon.words["lands"])
    ):
        return next(posts.behind(head), None) if posts.is_post(head) else None
    before = {t.i for t in head.lefts if t.dep_ in ("compound", "nmod")}
    behind = {
        t.i
        for p in (*head.rights, *_sent(head))
        if p.dep_ == "prep" and p.lower_ in ("of", "from")
        for t in p.children
        if t.dep_ == "pobj"
    }
    owners = [
        b
        for t in head.lefts
        if t.dep_ == "poss"
        for b in cast.at(t.i)
        if b.kind == "organization" and b.actor != c.actor
    ]
    if owners:
        return owners[0]  # "the party's senators"
    bodies = [
        n
        for n in names
        if n.kind == "organization"
        and n.root in before | behind
        and n.actor != c.actor
        and not posts.is_cut(n)
    ]
    return bodies[0] if len(bodies) == 1 else None


def _sent(head: Token) -> Iterator[Token]:
    """The prepositions of "soldiers deployed from", "officers visiting from"."""
    for clause in head.rights:
        if clause.dep_ == "acl" and clause.lemma_ in _SENT and clause.i <= head.i + 2:
            yield from (p for p in clause.rights if p.lower_ == "from")


def _behind(document: Document, c: Candidate, bodies: dict[int, Candidate]) -> tuple[Candidate | None, str]:
    """The body after "of", "from" or an opening bracket, and the rule that says so."""
    doc, end = document.doc, c.end
    if end + 3 < len(doc) and doc[end].text == "," and doc[end + 1].text in SUFFIXES:
        end += 2  # "John Bell, Jr. of the Senate"
    if end + 1 >= len(doc) or doc[end].sent != doc[c.root].sent:
        return None, ""
    word, at = doc[end].lower_, end + 1
    if word == "(" and (body := bodies.get(at)):
        after = [t.text for t in doc[body.end : body.end + 2] if t.text != "."]  # "(R-Ky.)"
        return (body, "affiliation:bracket") if after and after[0] in (")", ",") else (None, "")
    if word in (",", "(") and doc[at].lower_ == "of" and at + 2 < len(doc):  # "Ann Bell, of the Greens, said"
        body = bodies.get(at + 1 if doc[at + 1].lower_ != "the" else at + 2)
        closed = body and body.end < len(doc) and doc[body.end].text in (",", ".", ")")
        return (body, "affiliation:of") if closed else (None, "")
    if word not in ("of", "from"):
        return None, ""
    if doc[at].lower_ == "the":
        at += 1
    body = bodies.get(at)
    if body and word == "from" and doc[end].head.pos_ == "VERB" and doc[end].head.i < c.start:
        return None, ""  # "took Ann Bell from the Institute"
    return (body, f"affiliation:{word}") if body else (None, "")


def _claim(
    document: Document, c: Candidate, body: Candidate, rule: str, *, at: int, phase: str = "present"
) -> Claim:
    predicate = vocabulary.load()[_MEMBER]
    first, second = document.span(c.start, c.end), document.span(body.start, body.end)
    trigger = document.span(at, at + 1)
    return Claim(
        id=record_id(document, at, "claim", _MEMBER, trigger, first, second),
        subject=c.actor or "", predicate=_MEMBER, object=body.actor or "", phase=phase,
        sign=predicate.sign, plover=predicate.plover, cameo=predicate.cameo, quad=predicate.quad,
        trigger=trigger, subject_span=first, object_span=second,
        confidence=0.7, sentence=document.sentence_span(c.root), rule=rule,
    )  # fmt: skip
