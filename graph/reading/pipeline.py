"""From an article to its extraction: the stages in their order."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from polgraph import __version__, authority, confidence, lexicon
from polgraph.model import Actor, Article, Claim, Event, Extraction, Producer, Role, Span
from polgraph.reading import (
    actors,
    affiliations,
    claims,
    dates,
    document,
    event_records,
    events,
    mentions,
    models,
    phrases,
    proposals,
    roles,
    speakers,
)
from polgraph.reading.candidates import candidates
from polgraph.reading.cast import Cast
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.deceased import past_of_the_dead
from polgraph.reading.document import Document
from polgraph.reading.grounds import Grounds
from polgraph.reading.identifiers import told_apart
from polgraph.reading.own_side import against_own_side
from polgraph.reading.proposals import Weighed
from polgraph.reading.speech import Speech
from polgraph.scorer import load as load_scorer

if TYPE_CHECKING:
    from spacy.language import Language

    from polgraph.reading.explaining import Passage

LANGUAGES = frozenset(("en",))


class Reader:
    """Reads articles with one language model, lexicon, authority and, unless told otherwise, the learned scorer.

    The model and the weights are loaded at the first article.
    """

    def __init__(self, model: str | None = None, *, scorer: bool = True) -> None:
        self.model = models.find(model)
        self.scorer = load_scorer() if scorer else None
        self.authority = authority.load()
        self.lexicon = lexicon.load()

    @cached_property
    def nlp(self) -> Language:
        """The language model, loaded when it is first asked for. It stays, so the garbage collector need not walk through it time and again."""
        loaded = models.load(self.model)
        gc.unfreeze()  # the model of a reader that is gone goes too
        gc.collect()
        gc.freeze()
        return loaded

    @property
    def producer(self) -> Producer:
        """What an extraction of this reader names as its maker."""
        return Producer(
            polgraph=__version__,
            model=f"{self.model.name} {self.model.version}",
            lexicon=self.lexicon.version,
            authority=self.authority.version,
            scorer=self.scorer.version if self.scorer else None,
        )

    def parse(self, articles: Sequence[Article]) -> list[Document | None]:
        """Parse articles together, which is faster and has the outcome of each alone; None for one in a language without a reader."""
        english = [a for a in articles if _language(a) in LANGUAGES]
        parsed = iter(document.build_all(english, self.nlp) if english else ())
        return [next(parsed) if _language(a) in LANGUAGES else None for a in articles]

    def read(self, article: Article, parsed: Document | None = None) -> Extraction:
        """Return what `article` says; `parsed`: as `parse` has it. In a language without a reader nothing is read, and `skipped` says so."""
        language = _language(article)
        empty = Extraction(article=article.id, producer=self.producer, language=article.language)
        if language not in LANGUAGES and article.mentions is None:
            return empty.model_copy(update={"skipped": f"no reader for language '{language}'"})
        if language not in LANGUAGES:
            return self._names_only(article, empty)
        return self._english(article, empty, *self.cast(article, parsed))

    def explain(self, article: Article) -> list[Passage]:
        """Return each sentence of `article` as it was read, and why; nothing of one in a language without a reader."""
        if _language(article) not in LANGUAGES:
            return []
        from polgraph.reading.explaining import explain

        doc, cast = self.cast(article)
        weighed: list[Weighed] = []
        grounds: dict[str, dict[str, float]] = {}
        empty = Extraction(article=article.id, producer=self.producer, language=article.language)
        found = self._english(article, empty, doc, cast, weighed=weighed, grounds=grounds)
        return list(explain(doc, cast, found, self.lexicon, weighed, grounds))

    def grounds(
        self, article: Article, *, doubtful: bool = False
    ) -> tuple[Extraction, dict[str, dict[str, float]]]:
        """Return what an English article says, and by the id of each claim what its confidence is made of; `doubtful`: with the claims that are not sure enough."""
        grounds: dict[str, dict[str, float]] = {}
        empty = Extraction(article=article.id, producer=self.producer, language=article.language)
        return self._english(article, empty, *self.cast(article), grounds=grounds, doubtful=doubtful), grounds

    def read_all(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Yield an extraction for each article, in order."""
        for article in articles:
            yield self.read(article)

    def cast(self, article: Article, parsed: Document | None = None) -> tuple[Document, Cast]:
        """Return the parsed article and who stands where in it: what `polgraph.reading.candidates` and scorers start from."""
        doc = parsed or document.build(article, self.nlp)
        names = mentions.find(doc, self.authority)
        found = phrases.find(doc, names, self.authority, self.lexicon)
        return doc, actors.resolve(doc, names, found, self.authority)

    def _english(
        self,
        article: Article,
        empty: Extraction,
        doc: Document,
        cast: Cast,
        *,
        weighed: list[Weighed] | None = None,
        grounds: dict[str, dict[str, float]] | None = None,
        doubtful: bool = False,
    ) -> Extraction:
        spans = [doc.span(s.start, s.end) for s in doc.sentences]
        when = dates.find(article.text, spans=spans, day=article.day, event_date=self._event_date)
        speeches = speakers.find(doc, cast, self.lexicon)
        surroundings = Surroundings(doc, self.lexicon, speeches, when)
        happenings = events.find(doc, cast, surroundings, self.authority, self.lexicon)
        happened = event_records.records(doc, happenings, surroundings)
        role_records = roles.find(doc, cast, surroundings, self.authority, self.lexicon)
        claim_records = claims.find(doc, cast, happenings, surroundings, self.lexicon)
        claim_records += affiliations.find(
            doc, cast, claim_records, surroundings, self.authority, self.lexicon
        )
        heard: dict[tuple[Span, str, str], dict[str, float]] | None = {} if self.scorer else None
        if self.scorer:
            claim_records += proposals.find(
                doc, cast, candidates(doc, cast), surroundings, self.scorer, self.lexicon, known=claim_records,
                weighed=weighed, heard=heard,
            )  # fmt: skip
        claim_records = [c for c in claim_records if not against_own_side(c, claim_records, cast, doc)]
        claim_records = past_of_the_dead(claim_records, doc, cast)
        claim_records = told_apart(claim_records, {a.id: a.key for a in cast.actors})
        resting = Grounds(doc, cast, heard, self.lexicon)
        rests = {c.id: resting.of(c) for c in claim_records}
        if grounds is not None:
            grounds.update(rests)
        claim_records = list(_weighed(doc, claim_records, rests, doubtful=doubtful, left=weighed))
        return empty.model_copy(
            update={
                "actors": tuple(_worth_a_node(cast.actors, claim_records, role_records, happened, speeches)),
                "roles": tuple(role_records),
                "events": tuple(happened),
                "claims": tuple(claim_records),
                "attributions": tuple(s.record(doc) for s in speeches),
                "dates": tuple(dates.expressions(when)),
            }
        )

    def _names_only(self, article: Article, empty: Extraction) -> Extraction:
        """Given mentions of a language without a reader become actors; nothing else is read."""
        from spacy.lang.xx import MultiLanguage

        nlp = MultiLanguage()
        nlp.add_pipe("sentencizer")
        doc = document.build(article, nlp)
        cast = actors.resolve(doc, mentions.find(doc, self.authority), [], self.authority)
        return empty.model_copy(update={"actors": tuple(cast.actors)})

    def _event_date(self, phrase: str) -> str | None:
        """The first day of the known event that a phrase names."""
        known = self.authority.event(phrase)
        if known is None and phrase.lower().removeprefix("the ").strip() in (
            "invasion",
            "full-scale invasion",
        ):
            known = self.authority.event("full-scale invasion of Ukraine")
        return known.start if known else None


def _language(article: Article) -> str:
    return (article.language or "en").split("-")[0].lower()


def _weighed(
    doc: Document,
    found: list[Claim],
    rests: dict[str, dict[str, float]],
    *,
    doubtful: bool,
    left: list[Weighed] | None,
) -> Iterator[Claim]:
    """Yield the claims with their confidence, those that are sure enough for where they stand or, if `doubtful`, all; `left` notes the others."""
    table = confidence.load()
    for claim in found:
        sure = table.confidence(rests[claim.id])
        if doubtful or table.suffices(sure, rests[claim.id]):
            yield claim.model_copy(update={"confidence": sure})
        elif left is not None:
            ends = (doc.article.text[slice(*span)] for span in (claim.subject_span, claim.object_span))
            words = f" {claim.predicate} ".join(ends)
            left.append(Weighed(sentence=claim.sentence, words=words, worth=sure, outcome="not sure enough for the body of an article"))  # fmt: skip


def _worth_a_node(
    found: list[Actor],
    claimed: list[Claim],
    held: list[Role],
    happened: list[Event],
    speeches: list[Speech],
) -> list[Actor]:
    """Leave out what is only described, or named by an adjective alone, where no claim, role or event speaks of it and nobody quotes it."""
    ends: set[str | None] = {i for c in claimed for i in (c.subject, c.object, *c.speakers)}
    ends |= {i for r in held for i in (r.actor, r.organization, *r.speakers)}
    ends |= {i for e in happened for i in (e.place, *e.speakers, *(p.actor for p in e.participants))}
    ends |= {s.source for s in speeches}
    offices = {r.country for r in held}
    return [
        a for a in found if a.id in ends or _stands_alone(a) or (a.kind == "country" and a.country in offices)
    ]


def _stands_alone(actor: Actor) -> bool:
    """Is the actor named or anchored, so that it is worth a node with nothing said of it?"""
    if actor.kind == "group":
        return actor.country is not None and any(m.form != "pronoun" for m in actor.mentions)
    if actor.kind == "country":
        return any(m.form != "name" or m.text != _adjective_of(actor, m.text) for m in actor.mentions)
    return any(m.form in ("name", "role") for m in actor.mentions) or not _only_here(actor)


def _only_here(actor: Actor) -> bool:
    """Is the actor only described, in words that mean nobody beyond the article?"""
    return actor.wikidata is None and all(m.form in ("nominal", "pronoun") for m in actor.mentions)


def _adjective_of(actor: Actor, words: str) -> str | None:
    """The words, where they are the adjective of the country and not one of its names."""
    state = authority.load().country_by_adjective(words)
    return (
        words
        if state and authority.load().country_by_name(words) is None and state.code == actor.country
        else None
    )
