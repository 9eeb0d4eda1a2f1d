"""From an article and what was read in it to its appearances: one actor of one article, as identity compares it."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from polgraph.folding import unowned
from polgraph.identity.records import Anchor, Appearance, Office
from polgraph.model import Actor, Article, Extraction, Mention, Role, Span

_SENTENCE_END = re.compile(r"""(?<=[.!?…])["'”’»)\]]*\s+|\n""")
_SPACE = re.compile(r"\s+")
_HIM = frozenset(("he", "him", "his", "himself"))
_HER = frozenset(("she", "her", "hers", "herself"))
_COMPANY = frozenset(("person", "organization", "country"))
_UNREAL = frozenset(("planned", "demanded", "hypothetical"))


def appearances(article: Article, extraction: Extraction) -> list[Appearance]:
    """Return the actors of `article`, in their order, with all that may tell who they are.

    It needs no language model: anchors follow from the text of the article and the mentions of the extraction.
    """
    anchored = Anchors(article)
    offices = _offices(extraction)
    near = {a.id: a.wikidata or a.key for a in extraction.actors if a.kind in _COMPANY}
    claims = Counter(end for c in extraction.claims for end in {c.subject, c.object})
    found = []
    for actor in extraction.actors:
        shown = [m for m in actor.mentions if m.form == "name"] or list(actor.mentions)
        found.append(
            Appearance.model_construct(
                article=article.id,
                actor=actor.id,
                kind=actor.kind,
                subkind=actor.subkind,
                key=actor.key,
                wikidata=actor.wikidata,
                name=actor.name,
                names=_names(actor),
                country=actor.country,
                language=article.language,
                gender=_gender(actor.mentions),
                offices=tuple(offices.get(actor.id, ())),
                claims=claims[actor.id],
                company=tuple(sorted({key for other, key in near.items() if other != actor.id})),
                day=article.day,
                anchors=tuple(anchored.anchor(m.start, m.end) for m in shown),
                spans=tuple((m.start, m.end) for m in shown),
            )
        )
    return found


class Anchors:
    """The anchors of one article's mentions: they survive a new reading, and corrections in other sentences."""

    def __init__(self, article: Article) -> None:
        self._article = article.id
        self._text = article.text
        self._sentences = _sentences(article.text)
        self._nth: list[int] = []
        self._begun: dict[tuple[int, str], hashlib._Hash] = {}
        seen: Counter[str] = Counter()
        for start, end in self._sentences:
            words = article.text[start:end]
            self._nth.append(seen[words])
            seen[words] += 1

    def anchor(self, start: int, end: int, *, kind: str = "mention") -> Anchor:
        """Return the anchor of the words `[start, end)` of the article's text, as a mention of an actor or of an event."""
        low, high = 0, len(self._sentences)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._sentences[middle][0] <= start else (low, middle)
        first, last = self._sentences[low] if self._sentences else (0, 0)
        if (low, kind) not in self._begun:
            nth = self._nth[low] if self._sentences else 0
            content = [self._article, self._text[first:last], nth, kind]
            text = json.dumps(content, ensure_ascii=False).removesuffix("]")
            self._begun[low, kind] = hashlib.sha256(text.encode())
        found = self._begun[low, kind].copy()
        found.update(f", [{start - first}, {end - first}]]".encode())
        return found.hexdigest()[:16]


def _sentences(text: str) -> list[Span]:
    """Return where sentences stand: up to a full stop (and a closing quote) before a space, or the end of a line."""
    found, start = [], 0
    for end in (*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)):
        if words := text[start:end].strip():
            first = text.index(words, start)
            found.append((first, first + len(words)))
        start = end
    return found


def _names(actor: Actor) -> tuple[str, ...]:
    """Return what the text calls the actor by name, and its aliases: the fullest first. Empty for an office alone."""
    met = {unowned(_SPACE.sub(" ", m.text.strip())) for m in actor.mentions if m.form == "name"}
    return tuple(sorted((met | set(actor.aliases)) - {""}, key=lambda n: (-len(n.split()), -len(n), n)))


def _gender(mentions: Sequence[Mention]) -> Literal["m", "f"] | None:
    words = [m.text.lower() for m in mentions if m.form == "pronoun"]
    his, hers = sum(w in _HIM for w in words), sum(w in _HER for w in words)
    if his and not hers:
        return "m"
    return "f" if hers and not his else None


def _offices(extraction: Extraction) -> dict[str, list[Office]]:
    """Return by actor the offices that the article gives it, of any time; what it denies or only wishes is none."""
    keys = {a.id: a.wikidata or a.key for a in extraction.actors}
    found: dict[str, list[Office]] = defaultdict(list)
    for role in extraction.roles:
        if role.polarity == "affirmed" and role.modality not in _UNREAL:
            office = _office(role, keys)
            if office not in found[role.actor]:
                found[role.actor].append(office)
    return found


def _office(role: Role, keys: dict[str, str]) -> Office:
    body = keys.get(role.organization) if role.organization else None
    return Office.model_construct(role=role.role or role.title, organization=body, country=role.country)
