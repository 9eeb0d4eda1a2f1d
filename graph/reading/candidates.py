"""What may be an end of a claim: every place where an actor stands, and people, bodies and states that no node was made of.

A scorer that looks at pairs (`candidates(document, cast)`) sees more than the rules: a candidate without an actor is one that
the rules leave unresolved ("he", "the ally") or that is only a noun phrase with nobody known behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from polgraph.model import Form, Span
from polgraph.reading.cast import Cast, noun_start
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = ("PRP",)
_NO_END = frozenset(("it", "there", "itself", "himself", "herself", "themselves"))
_SOME = frozenset(
    "those others many some dozens hundreds thousands millions scores everyone everybody people".split()
)
_AS_ENDS = ("nsubj", "nsubjpass", "dobj", "pobj", "dative")
_TIMES = ("DATE", "TIME", "PERCENT", "MONEY", "ORDINAL", "CARDINAL", "QUANTITY")


class Candidate(NamedTuple):
    """A place where an actor may stand: offsets in the article, the actor (its id in the extraction) or None, the form.

    `start`, `end` and `root` are tokens. `form` of a noun phrase with no actor is "nominal".
    """

    span: Span
    actor: str | None
    form: Form
    start: int
    end: int
    root: int


def candidates(document: Document, cast: Cast, *, nouns: bool = False) -> list[Candidate]:
    """Return the candidates of the text in order, with one for each actor of a place that has several.

    `nouns`: also every other noun phrase (pronouns among them), whose actor is None. Sentences are those of `document`.
    """
    found = [
        Candidate(document.span(c.start, c.end), c.actor, c.form, c.start, c.end, c.root)
        for c in (*cast.candidates(), *cast.unclear)
    ]
    found += [
        Candidate(document.span(t.i, t.i + 1), None, "nominal", t.i, t.i + 1, t.i)
        for t in document.doc
        if t.lower_ in _SOME and t.dep_ in _AS_ENDS and cast.around(t.i) is None
    ]
    if nouns:
        inside = {c.root for c in found}
        for token in document.doc:
            if token.i not in inside and _heads_phrase(token) and cast.around(token.i) is None:
                start = noun_start(token)
                form: Form = "pronoun" if token.tag_ in _PRONOUNS else "nominal"
                span = document.span(start, token.i + 1)
                found.append(Candidate(span, None, form, start, token.i + 1, token.i))
    return sorted(found, key=lambda c: (c.start, c.end, c.actor or ""))


def _heads_phrase(token: Token) -> bool:
    """Is the word the head of a noun phrase that can stand for somebody: no time, number, or part of another noun?"""
    if token.tag_ in _PRONOUNS:
        return token.lower_ not in _NO_END
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in _TIMES:
        return False
    return token.dep_ not in ("compound", "nmod", "amod", "npadvmod", "attr", "oprd")
