"""Ids of records that survive a new lexicon, model or score, and corrections elsewhere in the article."""

from __future__ import annotations

import hashlib
import json

from polgraph.model import Span
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
