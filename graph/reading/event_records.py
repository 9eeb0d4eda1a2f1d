"""The records of events, made of what the article says of them."""

from __future__ import annotations

from polgraph.model import DateRange, Event, Participant
from polgraph.reading.circumstances import Surroundings
from polgraph.reading.document import Document
from polgraph.reading.happenings import Happening
from polgraph.reading.identifiers import record_id


def records(document: Document, happenings: list[Happening], surroundings: Surroundings) -> list[Event]:
    """Return the records of the contract; gives each happening its id."""
    made = []
    for h in happenings:
        token = document.doc[h.tokens[0]]
        used = token.head if any(p.verb == token.head.i for p in h.parts) else None
        around = surroundings.of(token, skip=used)  # who does not attend the talks does not deny them
        span = document.span(h.start, h.end)
        h.id = record_id(document, token.i, "event", h.type, span)
        date = h.day
        polarity, modality = around.polarity, around.modality
        if h.date:
            date = DateRange(
                start=h.date[0], end=h.date[1], precision="day", kind="since" if h.type == "war" else "at"
            )
            polarity, modality = "affirmed", "asserted"
        made.append(
            Event(
                id=h.id,
                key=h.key,
                wikidata=h.wikidata,
                type=h.type,
                name=h.name,
                place=h.place.actor if h.place else None,
                participants=tuple(
                    Participant(actor=a, part=p) for a, p in _present(document, h, surroundings)
                ),
                span=span,
                polarity=polarity,
                modality=modality,
                speakers=() if h.date else around.speakers,
                speaker=None if h.date or not around.speakers else around.speakers[-1],
                date=date,
                confidence=0.9 if h.known else 0.7,
                sentence=document.sentence_span(token.i),
                rule="event:known" if h.known else "event:described",
            )
        )
    return made


def _present(document: Document, h: Happening, surroundings: Surroundings) -> list[tuple[str, str]]:
    """Who has which part, without those of whom the text says that they have none."""
    present = set()
    for x in h.parts:
        around = surroundings.of(document.doc[x.verb])
        if (around.polarity == "denied") == x.denied:
            present.add((x.who.id, x.part))
    return sorted(present)
