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
JOINED_MOST = 4


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
    if len(left.words) != len(right.words) and _is_doubtful(found) and (joined := _joined(left, right)):
        return Verdict(joined.score, (*joined.reasons, *reasons))
    found = _rejoin(found)
    score, why = _score(found, left, right)
    return Verdict(score, (*why, *reasons) or ("the same name",))


def _is_doubtful(found: Alignment) -> bool:
    """Say whether words are left over because one of the names may be cut into words otherwise."""
    loose = any(p.fit.cost >= 1 for p in found.pairs)
    return loose or len(found.pairs) < 2 or bool(found.left and found.right)


def _joined(left: Person, right: Person) -> Verdict | None:
    """Compare names of which one is written in one word, or cut into syllables."""
    if min(len(left.joined), len(right.joined)) < 5:
        return None
    short, other = sorted((left, right), key=lambda p: len(p.words))
    if len(short.words) == 1:
        ways = {other.joined, "".join(w.latin for w in reversed(other.words))}
    else:
        ways = {other.joined}
    edits = min(OSA.distance(short.joined, way, score_cutoff=JOINED_MOST) for way in ways)
    if edits > JOINED_MOST:
        return None
    heard = word(short.joined).sounds
    if short.joined in ways:
        return Verdict(1 - weights().joined * weights().edit, ("written in one word",))
    if any(not heard.isdisjoint(word(way).sounds) for way in ways):
        cost = weights().joined + weights().sound
        return Verdict(1 - cost * weights().edit, ("written in one word, sounds alike",))
    if edits > (2 if len(short.words) == 1 else 1) or len(short.joined) < 8:
        return None
    cost = weights().joined + edits
    return Verdict(1 - cost * weights().edit, (f"written in one word, {edits} letters differ",))


def _rejoin(found: Alignment) -> Alignment:
    """Take what is left over on both sides for one name where it is one when written together."""
    if not (found.left and found.right) or len(found.left) == len(found.right) == 1:
        return found
    latin = ["".join(w.latin for w in side) for side in (found.left, found.right)]
    if min(map(len, latin)) < JOINED_SHORTEST or OSA.distance(*latin, score_cutoff=JOINED_MOST) > JOINED_MOST:
        return found
    one, two = (word("".join(w.text for w in side)) for side in (found.left, found.right))
    together = fit(one, two)
    if together is None or together.kind == "apart":
        return found
    return Alignment((*found.pairs, Pair(MOST, MOST, together)))


def _score(found: Alignment, left: Person, right: Person) -> tuple[float, list[str]]:
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
    return max(0.0, min(_ceiling(found, left, right), 1 - w.edit * cost)), reasons


def _ceiling(found: Alignment, left: Person, right: Person) -> float:
    """Return the highest score that names can have whose words pair like this."""
    w = weights()
    kinds = [p.fit.kind for p in found.pairs]
    if "apart" in kinds or ("gender" in kinds and "initial" in kinds):
        return w.apart
    full = len(kinds) - kinds.count("initial")
    over = bool(found.left or found.right)
    if full == 0 or full == kinds.count("weak") or (over and full < 2):
        return w.single
    if over and any(p.fit.kind == "initial" and _is_last(p, left, right) for p in found.pairs):
        return w.single
    loose = (over or found.crossed) and max(p.fit.cost for p in found.pairs if p.fit.kind != "initial") >= 2
    return w.single if loose else 1.0


def _is_last(pair: Pair, left: Person, right: Person) -> bool:
    """Say whether a pair of an initial and a name takes the last name of one: no family name is shortened to it."""
    sides = (left.words, pair.left), (right.words, pair.right)
    return any(at == len(words) - 1 and not words[at].initial for words, at in sides if at < len(words))


def _shown(words: tuple[Word, ...]) -> str:
    return " ".join(w.text for w in words)
