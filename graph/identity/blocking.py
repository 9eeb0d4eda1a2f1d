"""Blocks: two appearances that may be one share at least one, so each component of shared blocks is decided alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from polgraph import authority
from polgraph.authority import Authority
from polgraph.folding import fold
from polgraph.identity.endings import declines, forms
from polgraph.identity.linking import known
from polgraph.identity.records import Appearance, Decision
from polgraph.identity.weights import load
from polgraph.names import candidate_keys
from polgraph.names.words import skeleton, word

SHORT = 2
"""A word of fewer consonants than this is filed as it is written."""
BEGINNING, MOST, MANY = 3, 4, 8
"""A body of several words is filed by so many consonants of so many words, in so many spellings."""


def blocks(appearance: Appearance, *, facts: Authority | None = None) -> frozenset[str]:
    """Return the blocks of an appearance: its key, whom the authority (`facts`) knows by it, and how its names sound.

    Appearances that share no block, directly or through others, are never compared: to cluster all of a component
    is to cluster everything. Decisions join components too (`components`).
    """
    found = {f"key:{appearance.key}"}
    if linked := known(appearance, facts=facts):
        found.add(f"key:{linked.key}")
    if appearance.kind == "person":
        for name in appearance.names:
            found |= {f"person:{sound}" for sound in _surnames(name, appearance.language)}
    elif appearance.kind == "organization":
        for name in appearance.names:
            found |= {f"body:{sound}" for sound in _bodies(name, appearance.language)}
    return frozenset(found)


def components(
    appearances: Iterable[Appearance], decisions: Iterable[Decision] = ()
) -> list[tuple[Appearance, ...]]:
    """Return the appearances in groups that share blocks or are joined by a decision, each sorted by id."""
    parent: dict[str, str] = {}

    def root(block: str) -> str:
        while (up := parent.setdefault(block, block)) != block:
            parent[block] = parent[up]
            block = up
        return block

    everyone = sorted(appearances, key=lambda a: a.id)
    facts = authority.load()
    first: dict[tuple[str, str], str] = {}
    at: dict[str, str] = {}
    for a in everyone:
        filed = sorted(blocks(a, facts=facts))
        first[a.id] = filed[0]
        for block in filed[1:]:
            parent[root(block)] = root(filed[0])
        for anchor in a.anchors:
            at.setdefault(anchor, filed[0])
    for d in decisions:
        if d.judgement == "same" and d.left in at and d.right in at:
            parent[root(at[d.left])] = root(at[d.right])
    groups: dict[str, list[Appearance]] = {}
    for a in everyone:
        groups.setdefault(root(first[a.id]), []).append(a)
    return [tuple(group) for group in groups.values()]


@lru_cache(maxsize=1 << 16)
def sounds(text: str) -> frozenset[str]:
    """Return the consonants of a word as any script may spell them: "Шрёдер", "Schroeder" -> {"srtr"}."""
    heard = word(text)
    if heard.script not in ("latin", "cyrillic", "abjad"):
        return frozenset((fold(text),))
    found = {skeleton(s) for s in heard.sounds}
    return frozenset(s if len(s) >= SHORT else f"{s}.{heard.coarse or fold(text)}" for s in found)


@lru_cache(maxsize=1 << 16)
def _surnames(name: str, language: str | None) -> frozenset[str]:
    """Return the sounds of the last word, and of the first and last together, which may change places."""
    found: set[str] = set()
    words = name.split()
    for form in forms(words[-1], language):
        found |= sounds(form)
    if len(words) > 1 and not declines(language):
        found.add("+".join(sorted((fold(words[0]), fold(words[-1])))))
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _bodies(name: str, language: str | None) -> frozenset[str]:
    """Return what bodies are filed by: the sound of their words but those that every body has, and the initials."""
    words = name.casefold().removeprefix("the ").split()
    own = [w for w in words if fold(w) not in load().generic]
    if not own:
        return frozenset((fold(name),))
    if len(own) == 1:
        found = {sound for form in forms(own[0], language) for sound in sounds(form)}
    else:
        heard = [{s[:BEGINNING] for s in sounds(w)} for w in own[:MOST]]
        found = {" ".join(each) for each in islice(product(*map(sorted, heard)), MANY)}
    if len(words) > 2:
        found.add("".join(w[0] for w in fold(name).split()))
    elif len(words) == 1 and len(name) <= 6:
        found.add(fold(name))
    return frozenset(found)


def keys(appearance: Appearance) -> frozenset[str]:
    """Return finer keys than blocks: only of a person with a full name, one of which two spellings of it share."""
    if appearance.kind != "person":
        return frozenset()
    full = [n for n in appearance.names if " " in n]
    spelt = {form for n in full for form in forms(n, appearance.language)}
    return frozenset(key for form in spelt for key in candidate_keys(form))


def local(appearance: Appearance) -> bool:
    """Return whether the key of an appearance is of its article alone: a bare surname, unnamed people, "protesters"."""
    return appearance.key.partition(":")[2].startswith(f"{appearance.article}:")
