"""Who says the quotation in which a pronoun stands: "I" within it is who says it, "he" is somebody else."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from polgraph.reading.cast import subjects
from polgraph.reading.document import Document

if TYPE_CHECKING:
    from spacy.tokens import Token

# Their gender or number; "speaker" of the first person.
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p", "themselves": "p",
    "i": "speaker", "me": "speaker", "my": "speaker", "we": "speaker", "our": "speaker",
}  # fmt: skip
_MARK = '"'
_NEAR_COLON = 3  # "said today:"


def sayers(document: Document, token: Token, verbs: Collection[str]) -> tuple[int, ...]:
    """Return the heads of the subjects of the `verbs` of saying in the paragraph that stand outside the quotation around `token`.

    Empty where the token is in none, or in words that are quoted in the middle of a clause ("he would "do what he must"").
    """
    sentence = document.sentence(token.i)
    own = [s for s in document.sentences if s.chunk == sentence.chunk]
    inside = quoted_words(document, own[0].start, own[-1].end)
    if not inside.get(token.i):
        return ()
    said = {
        s.i
        for part in own
        for t in document.tokens(part)
        if t.i not in inside and t.lemma_ in verbs
        for s in subjects(t)
        if s.i not in inside
    }
    opened = max(i for i in range(own[0].start, token.i) if document.doc[i].text == _MARK and i + 1 in inside)
    if opened > own[0].start and document.doc[opened - 1].text == ":":
        before = document.doc[max(own[0].start, document.sentence(opened - 1).start) : opened]
        said |= {
            t.i for t in before if t.dep_ == "nsubj" and t.head.dep_ != "relcl" and t.i not in inside
        }  # "X vouched for his patience: "He listens.""
    return tuple(sorted(said))


def quoted_words(document: Document, start: int, end: int) -> dict[int, bool]:
    """Return the quoted tokens of a paragraph `[start, end)`, each with whether its quotation is a sentence of its own."""
    quoted, whole, inside = False, False, dict[int, bool]()
    for i in range(start, end):
        if document.doc[i].text == _MARK:
            quoted = _opens(document, i, quoted)
            whole = quoted and _is_whole(document, i, start)
        elif quoted:
            inside[i] = whole
    return inside


def _opens(document: Document, mark: int, quoted: bool) -> bool:
    """Return whether words are quoted behind a mark: one with a space only before it opens, also where the last was never closed (each sentence of a long quotation may begin with one)."""
    doc = document.doc
    before = mark == 0 or bool(doc[mark - 1].whitespace_) or doc[mark - 1].is_space
    after = mark + 1 == len(doc) or bool(doc[mark].whitespace_) or doc[mark + 1].is_space
    return before if before != after else not quoted


def _is_whole(document: Document, mark: int, first: int) -> bool:
    """Return whether the quotation that begins at `mark` begins a sentence of its own."""
    doc = document.doc
    begins = mark == first or doc[mark - 1].is_punct or doc[mark - 1].is_space
    return begins and mark + 1 < len(doc) and doc[mark + 1].text[:1].isupper()


def speaker(document: Document, token: Token, verbs: Collection[str]) -> int | None:
    """The one subject of a verb of saying that stands outside the quotation around `token`, in its sentence."""
    sentence = document.sentence(token.i)
    first = next(i for i, s in enumerate(document.sentences) if s.chunk == sentence.chunk)
    quoted, inside = False, set()
    for i in range(document.sentences[first].start, sentence.end):
        if document.doc[i].text == _MARK:
            quoted = _opens(document, i, quoted)
        if quoted:
            inside.add(i)
    said = {
        s.i
        for t in document.tokens(sentence)
        if t.i not in inside and t.lemma_ in verbs
        for s in subjects(t)
        if s.i not in inside
    }
    if token.i in inside:
        return said.pop() if len(said) == 1 else None
    return _announced(document, token, verbs)


def _announced(document: Document, token: Token, verbs: Collection[str]) -> int | None:
    """The subject of "X said:" at the end of a paragraph, where what follows without quotation marks is all X's."""
    doc = document.doc
    found = []
    for colon in doc[: token.i]:
        at = document.starts[colon.i]
        if colon.text != ":" or not document.article.text[at + 1 : at + 4].lstrip(" ").startswith("\n"):
            continue
        said = [t for t in doc[max(0, colon.i - _NEAR_COLON) : colon.i] if t.lemma_ in verbs]
        found.append([s.i for t in said for s in subjects(t) if s.i < colon.i])
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None
