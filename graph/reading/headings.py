"""Names in headings: the recogniser takes verbs written with a capital, and whole headings in capitals, for parts of names."""

from __future__ import annotations

from functools import cache

from polgraph import lexicon
from polgraph.reading.document import Document

_NEAR = 6  # words on either side
_FEW = 4  # of them in capitals


def without_verbs(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return a name in a heading without the verb before or behind it: "Bell Arrested" is Bell, "Officials Arrest Bell" too; of the text itself the name as it is."""
    doc = document.doc
    if document.sentence(start).chunk.kind == "body":
        return start, end
    while end - start > 1 and doc[end - 1].text[1:].islower() and doc[end - 1].lower_ in _finite():
        end -= 1
    before = doc[start - 1] if start > document.sentence(start).start else None
    plural = before is not None and before.text[:1].isupper() and before.lower_.endswith("s")
    if (
        plural
        and end - start > 1
        and doc[start].text[1:].islower()
        and lexicon.load().of("verb", doc[start].lower_)
    ):
        start += 1
    return start, end


@cache
def _finite() -> frozenset[str]:
    """The regular forms of verbs that state something: "arrests", "arrested", "denied"."""
    known = lexicon.load()
    verbs = {f.lemma for f in known.frames if f.part == "verb"} | known.words["say_verbs"]
    return frozenset(form for v in verbs for form in _forms(v))


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d"
    sharp = verb.endswith(("s", "sh", "ch", "x", "z"))
    return f"{verb}es" if sharp else f"{verb}s", f"{verb}ed"


def shouted(document: Document, start: int, end: int) -> bool:
    """Return whether a name stands among words in capitals, where nothing tells names from other words."""
    sentence = document.sentence(start)
    words = [
        t
        for t in document.doc[max(sentence.start, start - _NEAR) : min(sentence.end, end + _NEAR)]
        if t.is_alpha and len(t) > 1
    ]
    around = [t for t in words if not start <= t.i < end]
    capital = [t for t in around if t.is_upper]
    return len(capital) >= _FEW and 2 * len(capital) > len(around)
