"""Ids of records that survive a new lexicon, model or score, and corrections elsewhere in the article."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from polgraph.model import Claim, Span
from polgraph.reading.document import Document


def occurrence(document: Document, token: int) -> tuple[str, int, int]:
    """Return the words of the sentence of `token`, which occurrence of it this is, and its offset."""
    at = document.sentence(token)
    words = document.text(at.start, at.end)
    before = sum(1 for s in document.sentences[: at.index] if document.text(s.start, s.end) == words)
    return words, before, document.span(at.start, at.end)[0]


def record_id(document: Document, token: int, kind: str, predicate: str, *spans: Span | None) -> str:
    """Return the id of a record: a hash of article, sentence, kind, predicate, and offsets within the sentence."""
    words, nth, offset = occurrence(document, token)
    ends = [[s[0] - offset, s[1] - offset] if s else None for s in spans]
    content = [document.article.id, words, nth, kind, predicate, ends]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def told_apart(claims: Iterable[Claim], keys: Mapping[str, str]) -> list[Claim]:
    """Return the claims with an id each: "they accused X" is one of each of them, in the same words.

    `keys`: who an end is, whatever its number in the article. The first by them keeps the id, the others' are made of it and them.
    """
    listed = list(claims)
    same: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for n, c in enumerate(listed):
        same[c.id].append((keys.get(c.subject, c.subject), keys.get(c.object, c.object), n))
    for id_, found in same.items():
        for subject, object_, n in sorted(found)[1:]:
            content = json.dumps([id_, subject, object_], ensure_ascii=False).encode()
            listed[n] = listed[n].model_copy(update={"id": hashlib.sha256(content).hexdigest()[:16]})
    return listed
