"""Blocking keys of names: two names of one actor nearly always share one, in whatever script."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from polgraph.names.bodies import prepared as prepared_body
from polgraph.names.persons import prepared as prepared_person
from polgraph.names.reducing import generic, shared
from polgraph.names.splitting import Person
from polgraph.names.words import Word, skeleton, sound, word_variants

MOST = 5
"""Words of a name that keys are made of; those of a longer name are its first and its last ones."""
BONES = 4
BODY = 6


def candidate_keys(name: str, kind: str = "person") -> frozenset[str]:
    """Return the keys under which `name` (of a `kind` as in `compare`) is filed and looked up.

    A person is filed under the consonants of each name with the first letter of each other, so that an error in one
    name leaves the key of the other; a body under its first words.
    """
    if kind == "person":
        return frozenset(key for reading in prepared_person(name) for key in _person(reading))
    return frozenset(_body(name, kind))


def _person(person: Person) -> Iterable[str]:
    words = person.words if len(person.words) <= MOST else (*person.words[:2], *person.words[1 - MOST + 1 :])
    yield f"={skeleton(sound(person.joined))[: BONES + 2]}"
    if len(words) == 1:
        yield from (f"{bones}." for bones in _bones(words[0]))
    for one, other in permutations(words, 2):
        if not one.initial:
            for bones in _bones(one):
                for first in _firsts(other):
                    yield f"{bones}.{first}"


def _bones(word: Word) -> set[str]:
    if word.variants:
        return {f"#{number}" for number in word.variants}
    found = {bones[:BONES] for bones in word.bones}
    for letter in {"h", "j"} & {heard[:1] for heard in word.sounds}:
        found |= {("k" + bones if letter == "h" else bones[1:])[:BONES] for bones in word.bones}
    return {bones or word.latin[:2] for bones in found}


def _firsts(word: Word) -> set[str]:
    """Return the class of the first sound, and those of its forms in other languages."""
    heard = {form[:1] for form in word_variants(word)} | {word.latin[:1]} | {s[:1] for s in word.sounds}
    classes = {_first(letter) for letter in heard if letter}
    return classes | {"-"} if "j" in heard else classes | {"k"} if "h" in heard else classes


def _first(letter: str) -> str:
    return skeleton(letter) or "-"


def _body(name: str, kind: str) -> Iterable[str]:
    body = prepared_body(name, kind)
    if body.acronym:
        yield f"@{body.acronym}"
    yield from (f"@{letters}" for letters in body.initials if 2 <= len(letters) <= 7)
    state = "".join(f"/{code}" for code in sorted(body.countries)) if body.plain else ""
    if not body.words:
        yield state
    if body.joined:
        yield f"={skeleton(sound(body.joined))[:BODY]}{state}"
    known = generic() | shared()
    yield from (f"{b[:BONES]}." for w in body.words[:MOST] if w.text not in known for b in w.bones if b)
    yield from (f"{_whole(w)}." for w in body.words[:MOST] if w.text not in known)
    for one, other in permutations(body.words[:MOST], 2):
        yield f"{_whole(one)}.{_whole(other)[:1]}{state}"


def _whole(word: Word) -> str:
    return min(word.bones, key=lambda b: (len(b), b))[:BONES] or word.latin[:2] or word.text[:2]
