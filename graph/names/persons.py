"""Two names of persons."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from polgraph.names.aligning import Alignment, Pair, align
from polgraph.names.fitting import fit
from polgraph.names.splitting import MOST, Person, persons
from polgraph.names.tables import weights
from polgraph.names.words import Word, word

JOINED_SHORTEST = 4


class Verdict(NamedTuple):
    """How alike two names are, from 0 to 1, and the reasons."""

    score: float
    reasons: tuple[str, ...]


prepared = lru_cache(maxsize=100_000)(persons)


def compare_persons(left: str, right: str) -> Verdict:
    """Return how likely two names are of one person."""
    verdicts = [_compare(a, b) for a in prepared(left) for b in prepared(right)]
    return max(verdicts, key=lambda v: v.score)


def _compare(left: Person, right: Person) -> Verdict:
    if not left.words or not right.words:
        return Verdict(0.0, ("one is no name",))
    reasons = []
    if left.titles != right.titles and (titles := (*left.titles, *right.titles)):
        reasons.append(f"titles set aside: {', '.join(sorted(set(titles)))}")
    found = align(left.words, right.words)
    if not found.pairs or (found.left and found.right) or _is_doubtful(found):
        joined = _joined(left, right)
        if joined:
            return Verdict(joined.score, (*joined.reasons, *reasons))
    found = _rejoin(found)
    score, why = _score(found, min(len(left.words), len(right.words)))
    return Verdict(score, (*why, *reasons) or ("the same name",))


def _is_doubtful(found: Alignment) -> bool:
    """Say whether a name of one word stands against one of several: they may be written in one."""
    return len(found.pairs) == 1 and bool(found.left or found.right)


def _joined(left: Person, right: Person) -> Verdict | None:
    """Compare names of which one is written in one word, or cut into syllables."""
    if len(left.words) == len(right.words) or min(len(left.joined), len(right.joined)) < 5:
        return None
    short, other = sorted((left, right), key=lambda p: len(p.words))
    if len(short.words) == 1:
        ways = {other.joined, "".join(w.latin for w in reversed(other.words))}
    else:
        ways = {other.joined}
    heard = word(short.joined).sounds
    if short.joined in ways:
        return Verdict(1 - weights().joined * weights().edit, ("written in one word",))
    if any(not heard.isdisjoint(word(way).sounds) for way in ways):
        cost = weights().joined + weights().sound
        return Verdict(1 - cost * weights().edit, ("written in one word, sounds alike",))
    edits = min(OSA.distance(short.joined, way, score_cutoff=2) for way in ways)
    if edits > 2 or len(short.words) > 1 or len(short.joined) < 8:
        return None
    cost = weights().joined + edits
    return Verdict(1 - cost * weights().edit, (f"written in one word, {edits} letters differ",))


def _rejoin(found: Alignment) -> Alignment:
    """Take what is left over on both sides for one name where it is one when written together."""
    if not (found.left and found.right) or len(found.left) == len(found.right) == 1:
        return found
    one, two = (word("".join(w.text for w in side)) for side in (found.left, found.right))
    together = fit(one, two)
    if together is None or together.kind == "apart" or min(len(one.text), len(two.text)) < JOINED_SHORTEST:
        return found
    return Alignment((*found.pairs, Pair(MOST, MOST, together)))


def _score(found: Alignment, size: int) -> tuple[float, list[str]]:
    w = weights()
    reasons = [p.fit.reason for p in found.pairs if p.fit.reason]
    cost = sum(p.fit.cost for p in found.pairs)
    if found.left and found.right:
        words = f"{_shown(found.left)} against {_shown(found.right)}"
        most = w.conflict * len(found.pairs) / (len(found.pairs) + max(len(found.left), len(found.right)))
        return max(0.0, most - 0.05 * cost), [f"other names: {words}", *reasons]
    if not found.pairs:
        return 0.0, ["no name in common"]
    if over := found.left or found.right:
        reasons.append(f"only one has {_shown(over)}")
        cost += min(w.left_out_most, w.left_out * len(over))
    if found.crossed:
        cost += w.reordered
        reasons.append("in another order")
    return max(0.0, min(_ceiling(found, size), 1 - w.edit * cost)), reasons


def _ceiling(found: Alignment, size: int) -> float:
    """Return the highest score that names can have whose words pair like this."""
    w = weights()
    kinds = [p.fit.kind for p in found.pairs]
    if "apart" in kinds or ("gender" in kinds and "initial" in kinds):
        return w.apart
    full = len(kinds) - kinds.count("initial")
    if full == 0 or ((found.left or found.right) and (size == 1 or full < 2)):
        return w.single
    return 1.0


def _shown(words: tuple[Word, ...]) -> str:
    return " ".join(w.text for w in words)
