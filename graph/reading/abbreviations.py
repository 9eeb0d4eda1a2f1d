"""Short forms that the text itself introduces ("Shanghai Cooperation Organisation (SCO)"), and names that it repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.folding import fold
from polgraph.reading.cast import Candidate
from polgraph.reading.document import Document
from polgraph.reading.kinds import territory

if TYPE_CHECKING:
    from spacy.tokens import Token

_SMALL = frozenset(("of", "for", "the", "and", "on", "in", "to", "de", "des", "du", "der", "für", "la", "&"))
_PARTICLES = frozenset("bin ibn bint al el abu de den der ter van von da dos di du la le".split())
"""Lower-case words by which a surname may begin: "bin Laden", "van der Berg"."""
_LONGEST = 14  # words of a name in full


def join(document: Document, found: list[Candidate], taken: set[int]) -> list[Candidate]:
    """Return names with the short forms that brackets introduce: both are one body, wherever the short form stands.

    What the text defines overrules what the short form means elsewhere, unless the name in full is known as
    another body. Candidates that overlap a name in full are replaced by it.
    """
    by_end = {c.end: c for c in found}
    meant: dict[str, Candidate] = {}
    for bracket in _brackets(document):
        short, last = document.doc[bracket + 1].text, bracket
        while document.doc[last - 1].text in ('"', "'"):
            last -= 1
        full = by_end.get(last) or _spelt(document, last, short, found)
        if full is None or full.kind not in ("organization", "place") or len(full.name) <= len(short):
            continue
        if territory(full.name):
            continue
        if full.kind == "place" and (full.key or not _initials(full.name, short)):
            continue
        full.kind = "organization"
        if full not in found:
            found = [c for c in found if c.end <= full.start or c.start >= full.end] + [full]
        meant.setdefault(short, full)
    for short, full in meant.items():
        found = _with(document, found, short, full)
    taken.update(i for c in found for i in range(c.start, c.end))
    return sorted(found, key=lambda c: c.start)


def repeated(document: Document, found: list[Candidate], taken: set[int]) -> Iterator[Candidate]:
    """Yield further places of names that the text has, and surnames of people it names in full, where nothing was found."""
    names: dict[str, list[tuple[list[str], Candidate]]] = {}
    for c in found:
        words = [t.text for t in document.doc[c.start : c.end]]
        if c.kind == "person" and len(words) > 1:
            names.setdefault(words[-1], []).append((words[-1:], c))
            first = next((i for i, w in enumerate(words) if i and w in _PARTICLES), None)
            if first is not None and words[first + 1 :]:
                names.setdefault(words[first], []).append((words[first:], c))
        elif c.kind != "organization" or (len(words) == 1 and not words[0][:1].isupper()):
            continue
        names.setdefault(words[0], []).append((words, c))
    for token in document.doc:
        if token.i in taken or token.text not in names:
            continue
        if not (_is_name_like(token) or token.text in _PARTICLES):
            continue
        for words, c in sorted(names[token.text], key=lambda n: -len(n[0])):
            end = token.i + len(words)
            if [t.text for t in document.doc[token.i : end]] != words or taken.intersection(
                range(token.i, end)
            ):
                continue
            root = document.doc[token.i : end].root
            if _goes_on(document, token.i, end) or (c.kind == "person" and root.dep_ == "compound"):
                continue
            short = c.kind == "person" and (len(words) == 1 or token.text in _PARTICLES)
            name, key = (" ".join(words), None) if short else (c.name, c.key)
            made = Candidate(token.i, end, root.i, "name", c.kind, name, key, None if short else c.country)
            made.short = short and len(words) > 1
            yield made
            taken.update(range(token.i, end))
            break


def _is_name_like(token: Token) -> bool:
    if token.is_sent_start and not token.is_upper:
        return token.tag_ in ("NNP", "NNPS", "NN")
    return token.tag_ in ("NNP", "NNPS") or token.is_upper


def _goes_on(document: Document, start: int, end: int) -> bool:
    """Does a longer name begin before or go on behind these words ("Jan Novak" is not the Novak named before)?"""
    doc = document.doc
    before = start > 0 and doc[start - 1].tag_ == "NNP" and doc[start - 1].head.i in range(start, end)
    after = end < len(doc) and doc[end].tag_ == "NNP" and doc[end - 1].dep_ == "compound"
    return (before and not doc[start - 1].is_sent_start) or after


def _brackets(document: Document) -> Iterator[int]:
    """Yield the opening brackets around one word that looks like a short form."""
    doc = document.doc
    for token in doc[1 : max(1, len(doc) - 2)]:
        if token.text == "(" and doc[token.i + 2].text == ")":
            word = doc[token.i + 1].text
            if 2 <= len(word) <= 8 and sum(c.isupper() for c in word) >= 2 and word[0].isalpha():
                yield token.i


def _spelt(document: Document, end: int, short: str, found: list[Candidate]) -> Candidate | None:
    """The capitalised words before a bracket whose initials the short form has, in order."""
    doc = document.doc
    for start in range(end - 1, max(-1, end - _LONGEST), -1):
        token = doc[start]
        if not (token.text[:1].isupper() or token.lower_ in _SMALL or token.text in ("-", "'s", "'")):
            return None
        if not token.text[:1].isupper() or end - start < 2 or token.text[0] != short[0]:
            continue
        if _initials(doc[start:end].text, short) and any(t.text[:1].isupper() for t in doc[start + 1 : end]):
            key = next((c.key for c in found if c.start == start and c.end == end), None)
            root = doc[start:end].root
            return Candidate(start, end, root.i, "name", "organization", document.text(start, end), key)
    return None


def _initials(name: str, short: str) -> bool:
    """Do words of the name begin with the letters of the short form, in order, no capitalised word left out at the end?"""
    words = [w for w in fold(name).split() if w not in _SMALL]
    letters, at = fold(short).replace(" ", ""), 0
    for word in words:
        if at < len(letters) and word[0] == letters[at]:
            at += 1
    return at == len(letters) and len(words) <= len(letters) + 2


def _with(document: Document, found: list[Candidate], short: str, full: Candidate) -> list[Candidate]:
    """Let every place of the short form stand for the body named in full."""
    own = next((c for c in found if c.key and document.text(c.start, c.end) == short), None)
    if own and not full.key and set(fold(own.name).split()) & set(fold(full.name).split()) - _SMALL:
        full.key, full.country, full.name = own.key, own.country, own.name
    same = [c for c in found if c.name == full.name]
    for c in same:
        c.key, c.kind = full.key, "organization"
    here = {c.start: c for c in found if document.text(c.start, c.end) == short}
    covered = Counter(i for c in found for i in range(c.start, c.end))
    for token in document.doc:
        if token.text != short or (covered[token.i] and token.i not in here):
            continue
        c = here.get(token.i) or Candidate(token.i, token.i + 1, token.i, "name", "organization", short)
        c.kind, c.name, c.key, c.country, c.subkind = (
            "organization",
            full.name,
            full.key,
            full.country,
            full.subkind,
        )
        if token.i not in here:
            found = [*found, c]
    return found
