"""One extraction held against the gold of its article: what was found, what is missing, wrong, or on no list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from polgraph.evaluation.gold import Gold, GoldActor, GoldClaim, GoldRole, GoldSpeech
from polgraph.evaluation.nodes import Nodes, spelled
from polgraph.evaluation.occasions import Occasions, Told, Verdict
from polgraph.model import Actor, Article, Claim, Extraction, Record, Role

Part = Literal[
    "actors", "roles", "events", "event dates", "participants", "claims", "speakers", "dates",
    "pair", "directed", "quad", "status",
]  # fmt: skip

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”\"’']?(?=\s|$)|$)", re.MULTILINE)


class Finding(Record):
    """One entry of the gold that was found or is missing, or one thing of the extraction that is right, wrong or on no list.

    `sentence` is where it was read, of a missing claim the first sentence that names most of its words. `predicate`:
    of a claim; an entry that takes several goes by its first.
    """

    article: str
    part: Part
    verdict: Verdict
    words: str
    why: str | None = None
    predicate: str | None = None
    sentence: str | None = None


def judge(article: Article, extraction: Extraction, gold: Gold) -> list[Finding]:
    """Return what there is to say of the extraction: a finding for each entry that must be, and for each thing extracted."""
    return list(_Judge(article, extraction, gold).findings())


class _Judge:
    def __init__(self, article: Article, extraction: Extraction, gold: Gold) -> None:
        self.article, self.extraction, self.gold = article, extraction, gold
        self.nodes = Nodes(extraction, gold)

    def findings(self) -> Iterator[Finding]:
        yield from self._wanted_actors()
        yield from map(self._actor, self.extraction.actors)
        yield from map(self._wanted_role, self.gold.roles.must)
        yield from map(self._role, self.extraction.roles)
        yield from self._occasions()
        yield from map(self._wanted_claim, self.gold.claims.must)
        yield from map(self._claim, self.extraction.claims)
        yield from map(self._speech, self.gold.speakers)
        for date in self.gold.dates:
            is_found = any(d.value.startswith(date.value) for d in self.extraction.dates)
            yield self._asked("dates", f"{date.text} = {date.value}", None if is_found else "not read")

    def _asked(self, part: Part, words: str, lack: str | None, **more: str | None) -> Finding:
        verdict: Verdict = "missing" if lack else "found"
        return Finding(article=self.article.id, part=part, verdict=verdict, words=words, why=lack, **more)

    def _given(
        self, part: Part, verdict: Verdict, words: str, why: str | None, **more: str | None
    ) -> Finding:
        return Finding(article=self.article.id, part=part, verdict=verdict, words=words, why=why, **more)

    def _text(self, start: int, end: int) -> str:
        return " ".join(self.article.text[start:end].split())

    # --- actors ---------------------------------------------------------------------------------------------

    def _wanted_actors(self) -> Iterator[Finding]:
        for entry in self.gold.actors.must:
            yield self._asked("actors", f"{entry.name} ({entry.kind})", self._lack_of_actor(entry))

    def _lack_of_actor(self, entry: GoldActor) -> str | None:
        known = self._nodes_of(entry)
        fitting = [a for a in known if _has_kind(a, entry)]
        if not fitting:
            return f"it is of kind {known[0].kind}" if known else "not found"
        if entry.wikidata and entry.wikidata not in {a.wikidata for a in fitting}:
            return f"it is {fitting[0].wikidata or 'unknown'}, not {entry.wikidata}"
        return None

    def _nodes_of(self, entry: GoldActor) -> list[Actor]:
        ids = self.nodes.of(entry.name)
        return [a for a in self.extraction.actors if a.id in ids]

    def _actor(self, actor: Actor) -> Finding:
        entries = [
            e for e in (*self.gold.actors.must, *self.gold.actors.may) if actor.id in self.nodes.of(e.name)
        ]
        wrong = self._fault_of_actor(actor, entries)
        verdict: Verdict = "wrong" if wrong else "right" if entries else "unlisted"
        first = min(actor.mentions, key=lambda m: m.start, default=None)
        sentence = self._around(first.start) if first else None
        return self._given("actors", verdict, f"{actor.name} ({actor.kind})", wrong, sentence=sentence)

    def _fault_of_actor(self, actor: Actor, entries: list[GoldActor]) -> str | None:
        for never in self.gold.actors.never:
            if spelled(never.name) == spelled(actor.name) and never.kind in (None, actor.kind):
                return never.why or "no actor"
        for mention in actor.mentions:
            if self.article.text[mention.start : mention.end] != mention.text:
                return f"'{mention.text}' is not at {mention.start}"
            if any(start <= mention.start < end for start, end in self._boilerplate()):
                return f"'{mention.text}' lies in what is not the article's"
        if entries and not any(_has_kind(actor, e) for e in entries):
            return f"it is of kind {entries[0].kind}"
        for entry in entries:
            same = [a for a in self._nodes_of(entry) if _has_kind(a, entry)]
            if len(same) > 1 and actor in same[1:]:
                return f"{entry.name} is {len(same)} nodes"
        return None

    def _boilerplate(self) -> Iterator[tuple[int, int]]:
        for words in self.gold.boilerplate:
            if (start := self.article.text.find(words)) >= 0:
                yield start, start + len(words)

    # --- roles and events -----------------------------------------------------------------------------------

    def _wanted_role(self, entry: GoldRole) -> Finding:
        held = [r for r in self.extraction.roles if self._is_role(r, entry)]
        lack = None if held else "not found"
        if held and entry.organization and not any(self._is_at(r, entry.organization) for r in held):
            lack = f"not at {entry.organization}"
        return self._asked("roles", f"{entry.actor}: {entry.title} ({entry.phase})", lack)

    def _is_role(self, role: Role, entry: GoldRole) -> bool:
        is_titled = spelled(entry.title) in spelled(role.title)
        return is_titled and role.phase == entry.phase and role.actor in self.nodes.of(entry.actor)

    def _is_at(self, role: Role, organization: str) -> bool:
        return role.organization in self.nodes.of(organization)

    def _role(self, role: Role) -> Finding:
        is_listed = any(self._is_role(role, entry) for entry in self.gold.roles.must)
        words = f"{self.nodes.name(role.actor)}: {role.title} ({role.phase})"
        verdict: Verdict = "right" if is_listed else "unlisted"
        return self._given("roles", verdict, words, None, sentence=self._text(*role.sentence))

    def _occasions(self) -> Iterator[Finding]:
        held = Occasions(self.extraction, self.gold, self.nodes)
        parts: dict[Part, Iterator[Told]] = {
            "events": held.events(),
            "event dates": held.dates(),
            "participants": held.participants(),
        }
        for part, told in parts.items():
            for t in told:
                sentence = self._text(*t.event.sentence) if t.event else None
                yield self._given(part, t.verdict, t.words, t.why, sentence=sentence)

    # --- claims and speakers --------------------------------------------------------------------------------

    def _wanted_claim(self, entry: GoldClaim) -> Finding:
        is_found = any(self.nodes.says(c, entry) for c in self.extraction.claims)
        sentence = None if is_found else self._likely_sentence(entry)
        lack = None if is_found else self._nearest(entry)
        return self._asked("claims", str(entry), lack, predicate=entry.predicate[0], sentence=sentence)

    def _nearest(self, entry: GoldClaim) -> str:
        loose = GoldClaim(subject=entry.subject, predicate=entry.predicate, object=entry.object)
        near = next((c for c in self.extraction.claims if self.nodes.says(c, loose)), None)
        return f"only as {self.nodes.words(near)}" if near else "not found"

    def _claim(self, claim: Claim) -> Finding:
        wrong = self._fault_of_claim(claim)
        is_listed = self._is_on(claim, (*self.gold.claims.must, *self.gold.claims.may))
        verdict: Verdict = "wrong" if wrong else "right" if is_listed else "unlisted"
        sentence = self._text(*claim.sentence)
        return self._given(
            "claims", verdict, self.nodes.words(claim), wrong, predicate=claim.predicate, sentence=sentence
        )

    def _is_on(self, claim: Claim, entries: Iterable[GoldClaim]) -> bool:
        return any(self.nodes.says(claim, entry) for entry in entries)

    def _fault_of_claim(self, claim: Claim) -> str | None:
        for never in self.gold.claims.never:
            if self.nodes.says(claim, never):
                return never.why or "the text does not say so"
        listed = (*self.gold.claims.must, *self.gold.claims.may)
        if not self._is_on(claim, listed) and any(self.nodes.is_reversed(claim, entry) for entry in listed):
            return "ends reversed"
        return None

    def _speech(self, entry: GoldSpeech) -> Finding:
        """Somebody is quoted: found where a claim of the sentence, or a stretch that is attributed, has that speaker."""
        start = self.article.text.find(entry.sentence)
        end = start + len(entry.sentence)
        said = {
            s for c in self.extraction.claims if c.sentence[0] <= start < c.sentence[1] for s in c.speakers
        }
        for attribution in self.extraction.attributions:
            if attribution.source and any(a < end and start < b for a, b in attribution.content):
                said.add(attribution.source)
        names = ", ".join(sorted(map(self.nodes.name, said))) or "nobody"
        lack = None if said & self.nodes.of(entry.speaker) else f"attributed to {names}"
        return self._asked(
            "speakers", f"{entry.speaker}: “{entry.sentence}”", lack, sentence=self._around(start)
        )

    # --- sentences ------------------------------------------------------------------------------------------

    def _around(self, at: int) -> str | None:
        return next(
            (m[0].strip() for m in _SENTENCE.finditer(self.article.text) if m.start() <= at < m.end()), None
        )

    def _likely_sentence(self, entry: GoldClaim) -> str | None:
        """The first sentence that names both ends, else one of them, and has most words of the names."""
        ends = [
            {w for name in names for w in spelled(name).split() if len(w) > 2}
            for names in (entry.subject, entry.object)
        ]
        best, most = None, (0, 0)
        for found in _SENTENCE.finditer(self.article.text):
            words = set(spelled(found[0]).split())
            score = sum(bool(words & end) for end in ends), len(words & (ends[0] | ends[1]))
            if score > most:
                best, most = " ".join(found[0].split()), score
        return best


def _has_kind(actor: Actor, entry: GoldActor) -> bool:
    """Whether the kind is right; a place may be read as the country that it is."""
    return entry.kind in (None, actor.kind) or (entry.kind == "place" and actor.kind == "country")
