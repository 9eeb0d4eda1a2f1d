"""What it costs to take one word for another, in edits."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from polgraph.names.tables import bare, table, weights
from polgraph.names.words import SYLLABLES, Word, korean

ABJAD_SHORTEST = 2
GENDER_MOST = 3


class Fit(NamedTuple):
    """The cost of taking a word for another, and the reason ("" where they are equal)."""

    cost: float
    reason: str
    kind: str = ""


SAME = Fit(0.0, "")


@lru_cache(maxsize=500_000)
def fit(left: Word, right: Word) -> Fit | None:
    """Return what it costs to take `left` for `right`, or None where they are two names."""
    if left is right or left.text == right.text:
        return SAME
    if left.initial or right.initial:
        return _initial(left, right)
    if left.latin == right.latin and left.latin:
        return Fit(
            weights().sound / 3, f"{left.text} and {right.text} are spelt alike without signs", "spelling"
        )
    if left.variants and not left.variants.isdisjoint(right.variants):
        return Fit(weights().variant, f"{left.text} and {right.text} are forms of one name", "variant")
    if left.script != right.script:
        return _across(left, right)
    if are_apart(left, right):
        return Fit(1.0, f"{left.text} and {right.text} are two common names", "apart")
    if left.script not in SYLLABLES and not left.sounds.isdisjoint(right.sounds):
        return Fit(weights().sound, f"{left.text} and {right.text} sound alike", "sound")
    return _typed(left, right)


def _gendered(left: Word, right: Word) -> Fit | None:
    """Compare two family names of which one has the ending of a woman: Ivanov, Ivanova; Zelensky, Zelenska."""
    for script, endings in _endings().items():
        for he, she in endings if left.script == script == right.script else ():
            for man, woman in ((left.text, right.text), (right.text, left.text)):
                stem = man.removesuffix(he)
                if len(stem) > 2 and man.endswith(he) and woman == stem + she:
                    return Fit(
                        weights().gender, f"{man} and {woman} are the forms of a man and a woman", "gender"
                    )
    return None


def limit(size: int) -> int:
    """Return how many letters may be wrong in a word whose longer form has `size` letters."""
    return 1 if size <= 3 else 2 if size <= 12 else 3


def are_apart(left: Word, right: Word) -> bool:
    """Say whether two words are known to be names of their own, however near."""
    return not _apart().get(left.latin, frozenset()).isdisjoint(_apart().get(right.latin, ()))


def _initial(left: Word, right: Word) -> Fit | None:
    short, full = (left, right) if left.initial else (right, left)
    begins = full.text.startswith(short.text) or (full.latin[:1] == short.latin[:1] and short.latin != "")
    return Fit(weights().initial, f"{short.text} may be {full.text}", "initial") if begins else None


def _typed(left: Word, right: Word) -> Fit | None:
    a, b = (left.latin, right.latin) if left.script == "latin" else (left.text, right.text)
    most = limit(max(len(a), len(b)))
    if abs(len(a) - len(b)) > max(most, GENDER_MOST):
        return _coarse(left, right)
    edits = OSA.distance(a, b, score_cutoff=most)
    if edits <= GENDER_MOST and (gendered := _gendered(left, right)):
        return gendered
    if edits > most or edits * 2 > max(len(a), len(b)):
        return _coarse(left, right)
    if (found := _coarse(left, right)) and found.cost < edits:
        return found
    letters = "one letter" if edits == 1 else f"{edits} letters"
    return Fit(float(edits), f"{left.text} and {right.text} differ in {letters}", "typed")


def _coarse(left: Word, right: Word) -> Fit | None:
    if left.coarse and left.coarse == right.coarse and left.script == "latin":
        return Fit(weights().coarse, f"{left.text} and {right.text} may be two transliterations", "sound")
    return None


def _across(left: Word, right: Word) -> Fit | None:
    """Compare words of two scripts: by sound, by consonants where one script has no more, by letters."""
    said = f"{left.text} is {right.text} in another script"
    if not left.sounds.isdisjoint(right.sounds):
        return Fit(weights().sound, said, "script")
    scripts = {left.script, right.script}
    if "hangul" in scripts and _korean_alike(left, right):
        return Fit(weights().across, said, "script")
    bones = left.skeleton, right.skeleton
    if scripts & {"abjad", "han", "kana", "hangul", "other"}:
        if bones[0] == bones[1] and len(bones[0]) >= ABJAD_SHORTEST:
            return Fit(weights().across, said, "script")
        if len(bones[0]) < ABJAD_SHORTEST and bones[0] == bones[1] and left.latin[:1] == right.latin[:1]:
            return Fit(weights().coarse, said, "script")
        if min(map(len, bones)) > 2 and OSA.distance(*bones) == 1:
            return Fit(1.0, f"{left.text} is nearly {right.text} in another script", "script")
    edits = min(OSA.distance(a, b) for a in left.sounds for b in right.sounds)
    size = max(len(left.latin), len(right.latin))
    if edits <= limit(size) and edits * 2 <= size:
        return Fit(float(edits), f"{left.text} is nearly {right.text} in another script", "script")
    return None


def _korean_alike(left: Word, right: Word) -> bool:
    hangul, other = (left, right) if left.script == "hangul" else (right, left)
    spelt = table("eastern")["korean_surnames"].get(hangul.text, ())
    heard = korean(other.latin)
    return heard == korean(hangul.latin) or other.latin in spelt


@cache
def _endings() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = table("persons")["gender"]
    return found


@cache
def _apart() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(table("persons")["apart"]):
        for name in group:
            groups[bare(name)].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}
