"""What it costs to take one word for another, in edits."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from polgraph.names.tables import table, weights
from polgraph.names.words import SYLLABLES, Word, korean

BONES_ENOUGH = 3


class Fit(NamedTuple):
    """The cost of taking a word for another, and the reason ("" where they are equal)."""

    cost: float
    reason: str
    kind: str = ""


SAME = Fit(0.0, "")
SAME_INITIAL = Fit(0.0, "", "initial")


@lru_cache(maxsize=500_000)
def fit(left: Word, right: Word) -> Fit | None:
    """Return what it costs to take `left` for `right`, or None where they are two names."""
    if left.text == right.text:
        return SAME_INITIAL if left.initial else SAME
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
    if left.apart and not left.apart.isdisjoint(right.apart):
        return Fit(1.0, f"{left.text} and {right.text} are two common names", "apart")
    if left.script not in SYLLABLES and not left.sounds.isdisjoint(right.sounds):
        return Fit(weights().sound, f"{left.text} and {right.text} sound alike", "sound")
    return _fathers(left, right) or _gendered(left, right) or _typed(left, right)


def _fathers(left: Word, right: Word) -> Fit | None:
    """Compare two names from the father's name, of two languages: Yuryevich, Yuriyovych."""
    one, other = left.father, right.father
    if one and other and one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) <= 1:
        return Fit(weights().sound, f"{left.text} and {right.text} are of one father's name", "sound")
    return None


def _gendered(left: Word, right: Word) -> Fit | None:
    """Compare two family names of which one has the ending of a woman: Ivanov, Ivanova; Zelensky, Zelenska."""
    if right.text in left.men or left.text in right.men:
        return Fit(
            weights().gender, f"{left.text} and {right.text} are the forms of a man and a woman", "gender"
        )
    return None


def limit(size: int) -> int:
    """Return how many letters may be wrong in a word whose longer form has `size` letters."""
    return 1 if size <= 4 else 2 if size <= 12 else 3


def _initial(left: Word, right: Word) -> Fit | None:
    short, full = (left, right) if left.initial else (right, left)
    begins = full.text.startswith(short.text) or (full.latin[:1] == short.latin[:1] and short.latin != "")
    return Fit(weights().initial, f"{short.text} may be {full.text}", "initial") if begins else None


def _typed(left: Word, right: Word) -> Fit | None:
    a, b = (left.latin, right.latin) if left.script == "latin" else (left.text, right.text)
    size, gap = (len(a), len(a) - len(b)) if len(a) > len(b) else (len(b), len(b) - len(a))
    most = min(limit(size), size // 2)
    edits = OSA.distance(a, b, score_cutoff=most) if gap <= most else most + 1
    if edits > most:
        return _coarse(left, right) if left.coarse else None
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
    if scripts & {"abjad", "han", "kana"} and (found := _bones(left, right, said)):
        return found
    edits = min(OSA.distance(a, b) for a in left.sounds for b in right.sounds)
    size = max(len(left.latin), len(right.latin))
    if edits <= limit(size) and edits * 2 < size and not scripts & {"abjad", "han", "kana"}:
        return Fit(
            max(float(edits), weights().sound),
            f"{left.text} is nearly {right.text} in another script",
            "script",
        )
    return None


def _bones(left: Word, right: Word, said: str) -> Fit | None:
    """Compare by consonants: few of them agree by chance, so two alone are weak."""
    both = left.bones & right.bones
    most = max(map(len, both), default=0)
    if most >= BONES_ENOUGH:
        return Fit(weights().across, said, "script")
    if most == BONES_ENOUGH - 1 or (most == 1 and left.latin[:1] == right.latin[:1]):
        return Fit(weights().coarse, said, "weak")
    for a in left.bones:
        for b in right.bones:
            if min(len(a), len(b)) > BONES_ENOUGH and OSA.distance(a, b, score_cutoff=1) <= 1:
                return Fit(1.0, f"{left.text} is nearly {right.text} in another script", "weak")
    return None


def _korean_alike(left: Word, right: Word) -> bool:
    hangul, other = (left, right) if left.script == "hangul" else (right, left)
    spelt = table("eastern")["korean_surnames"].get(hangul.text, ())
    heard = korean(other.latin)
    return heard == korean(hangul.latin) or other.latin in spelt
