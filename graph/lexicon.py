"""The lexicon: which words state which predicate, who is who in them, and what surrounds them.

`data/lexicon/acts.yaml` holds one frame an entry, under its predicate:

    verb | noun | adjective | person   the word (its lemma; a verb may carry a particle: "speak out")
    with_object                        lemmas one of which must be the verb's object ("impose" + "sanction")
    who, whom                          where the two actors stand, the first filled place wins
    needs                              conditions on the two actors and on words around (listed at the top of the file)
    phase, modality, denied            what the word itself says of them ("withdraw from": MEMBER_OF, past)
    match, not                         example sentences, which are the entry's tests

Places of a verb: subject, object, owner (of the object: "rejected Kyiv's proposal"), or a preposition.
Places of a noun: holder (subject of a verb such as "hold", "begin"), possessor ("Russia's", "Russian"), or a preposition.
A `person` noun ("ally", "aide") stands for its own first actor: self.

`data/lexicon/events.yaml` holds who takes part in events, and the verbs that are one; see the top of the file.

`data/lexicon/grammar.yaml` holds the closed lists: verbs that say, verbs that make a plan of what follows, support
verbs, nouns for people, bodies, orders and events.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from polgraph import shipped, vocabulary
from polgraph.errors import InputError

PartOfSpeech = Literal["verb", "noun", "adjective", "person"]
_PARTS: tuple[PartOfSpeech, ...] = ("verb", "noun", "adjective", "person")


class Frame(BaseModel):
    """One entry: a word that states a predicate, and where its two actors stand."""

    model_config = ConfigDict(frozen=True)

    id: str
    predicate: str
    part: PartOfSpeech
    lemma: str
    particle: str | None = None
    with_object: frozenset[str] = frozenset()
    who: tuple[str, ...]
    whom: tuple[str, ...]
    plural: bool = False
    needs: str | None = None
    phase: Literal["past", "present", "future"] | None = None
    modality: Literal["planned", "demanded", "hypothetical"] | None = None
    denied: bool = False
    match: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class PartFrame(BaseModel):
    """An entry of `parts`, `nouns` or `gatherings` in events.yaml: where the actors of an event stand, and their part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    verb: frozenset[str] = frozenset()
    at: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    part: str = "participant"
    type: str = "meeting"
    types: frozenset[str] = frozenset()
    with_: frozenset[str] = frozenset()
    carries: str | None = None
    needs: Literal["with"] | None = None
    pair: bool = False
    denied: bool = False
    match: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class EventLexicon(BaseModel):
    """Who takes part in events, and what says when they were."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: tuple[PartFrame, ...]
    nouns: tuple[PartFrame, ...]
    gatherings: tuple[PartFrame, ...]
    delegations: dict[str, frozenset[str]]
    facing: dict[str, frozenset[str]]
    sent: dict[str, frozenset[str]]
    heard: dict[str, frozenset[str]]
    company: frozenset[str]
    games: frozenset[str]
    anchors: frozenset[str]
    beginnings: frozenset[str]


class Lexicon(BaseModel):
    """All frames by part of speech and lemma, the closed lists by name, and the words of events."""

    model_config = ConfigDict(frozen=True)

    version: str
    frames: tuple[Frame, ...]
    events: EventLexicon
    words: dict[str, frozenset[str]]
    maps: dict[str, dict[str, str]]

    def of(self, part: PartOfSpeech, lemma: str) -> tuple[Frame, ...]:
        """Return the frames of a word."""
        return _index(self).get((part, lemma), ())


def _index(lexicon: Lexicon) -> dict[tuple[str, str], tuple[Frame, ...]]:
    found = _INDEX.get(lexicon.version)
    if found is None:
        by: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        for frame in lexicon.frames:
            by[frame.part, frame.lemma].append(frame)
        found = _INDEX[lexicon.version] = {k: tuple(v) for k, v in by.items()}
    return found


_INDEX: dict[str, dict[tuple[str, str], tuple[Frame, ...]]] = {}
_DEFAULT_WHO: dict[str, tuple[str, ...]] = {
    "verb": ("subject",),
    "noun": ("holder", "possessor", "by"),
    "adjective": ("subject",),
    "person": ("self",),
}
_DEFAULT_WHOM: dict[str, tuple[str, ...]] = {
    "person": ("possessor", "of", "to"),
    "noun": ("with", "to", "of"),
}


def _listed(value: Any) -> tuple[str, ...]:
    found = tuple(value) if isinstance(value, list | tuple) else (value,)
    if wrong := [v for v in found if not isinstance(v, str)]:
        raise InputError(f"lexicon: {wrong[0]!r} is no word: write on, off, yes and no in quotation marks")
    return found


def frames_of(predicate: str, entry: dict[str, Any]) -> list[Frame]:
    """Return a frame for each word of an entry. Raises InputError where it cannot be read."""
    part = next((p for p in _PARTS if p in entry), None)
    if predicate not in vocabulary.load() or part is None:
        raise InputError(f"lexicon: entry {entry} under {predicate}: unknown predicate or part of speech")
    made = []
    for word in _listed(entry[part]):
        lemma, _, particle = word.partition(" ")
        objects = _listed(entry.get("with_object", ()))
        carried = f"+{objects[0]}{'…' if objects[1:] else ''}" if objects else ""
        whom = _listed(entry["whom"]) if "whom" in entry else _DEFAULT_WHOM[part]
        key = f"{predicate}/{part}:{word}{carried}({','.join(whom)})"
        made.append(
            Frame(
                id=key,
                predicate=predicate,
                part=part,
                lemma=lemma,
                particle=particle or None,
                with_object=frozenset(_listed(entry.get("with_object", ()))),
                who=_listed(entry["who"]) if "who" in entry else _DEFAULT_WHO[part],
                whom=whom,
                plural=entry.get("plural", False),
                needs=entry.get("needs"),
                phase=entry.get("phase"),
                modality=entry.get("modality"),
                denied=entry.get("denied", False),
                match=_listed(entry.get("match", ())),
                never=_listed(entry.get("not", ())),
            )
        )
    return made


def _spelled_out(entry: dict[str, Any], named: dict[str, str]) -> dict[str, Any]:
    """Return an entry with the words of a list of grammar.yaml in place of its name ("not-by:@unarmed")."""
    if "@" not in (entry.get("needs") or ""):
        return entry
    try:
        return {**entry, "needs": re.sub(r"@(\w+)", lambda m: named[m[1]], entry["needs"])}
    except KeyError as unknown:
        raise InputError(
            f"lexicon: {entry['needs']!r} names the list {unknown}, which grammar.yaml does not hold"
        ) from unknown


def _events(entries: dict[str, Any]) -> EventLexicon:
    """Return what events.yaml says. Raises InputError naming what cannot be read."""
    renamed = {"with": "with_", "not": "never"}
    made = {
        key: [
            {renamed.get(k, k): _listed(v) if k in ("match", "not") else v for k, v in row.items()}
            for row in rows
        ]
        if key in ("parts", "nouns", "gatherings")
        else rows
        for key, rows in entries.items()
    }
    try:
        return EventLexicon.model_validate(made)
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            f"lexicon: events.yaml: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from error


@cache
def load() -> Lexicon:
    """Return the shipped lexicon. Raises InputError naming an entry that cannot be read."""
    acts, grammar, events = (f"lexicon/{name}.yaml" for name in ("acts", "grammar", "events"))
    entries: dict[str, list[dict[str, Any]]] = shipped.table(acts)
    lists: dict[str, Any] = shipped.table(grammar)
    named = {k: "|".join(map(str, v)) for k, v in lists.items() if isinstance(v, list)}
    digest = hashlib.sha256("".join(shipped.text(p) for p in (acts, grammar, events)).encode()).hexdigest()
    return Lexicon(
        version=digest[:12],
        frames=tuple(
            f
            for predicate, rows in entries.items()
            for entry in rows
            for f in frames_of(predicate, _spelled_out(entry, named))
        ),
        events=_events(shipped.table(events)),
        words={k: frozenset(v) for k, v in lists.items() if isinstance(v, list)},
        maps={k: {str(a): str(b) for a, b in v.items()} for k, v in lists.items() if isinstance(v, dict)},
    )
