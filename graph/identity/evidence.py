"""What speaks for and against two profiles being one actor: a sum of weights with its reasons, or a veto."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import NamedTuple

from polgraph.folding import fold
from polgraph.identity.blocking import sounds
from polgraph.identity.endings import bases, declines, forms
from polgraph.identity.profiles import Profile, Spelt
from polgraph.identity.weights import Weights, load
from polgraph.names import compare

SHORT_BODY = 5
"""A body's name of so few letters is the same or another: one letter makes NATO and NAFO two."""


_folded = lru_cache(maxsize=1 << 16)(fold)


class Evidence(NamedTuple):
    """The sum of the weights, what made it up, and what sum just suffices (null: that of actors)."""

    total: float
    reasons: tuple[str, ...]
    enough: float | None = None

    @property
    def score(self) -> float:
        """Return how likely it is, from 0 to 1, with two decimals: 0.5 where the sum just suffices."""
        return round(1 / (1 + math.exp((self.enough or load().same) - self.total)), 2)


def veto(left: Profile, right: Profile) -> str | None:
    """Return why two profiles cannot be one actor whatever else speaks for it, or None."""
    if right.number in left.barred or left.number in right.barred:
        return "somebody decided that they are two"
    if left.kind != right.kind:
        return f"a {left.kind} is no {right.kind}"
    if left.who and right.who and left.who.key != right.who.key:
        return f"the authority knows two: {left.who.name}, {right.who.name}"
    if left.kind != "person":
        return None
    if left.gender and right.gender and left.gender != right.gender:
        return "the pronouns are of a man and of a woman"
    if not (left.is_bare or right.is_bare) and _best(left.names, right.names)[0] < load().names["conflict"]:
        return f"other names: {left.names[0][0]}, {right.names[0][0]}"
    return None


def weigh(left: Profile, right: Profile) -> Evidence | None:
    """Return what speaks for and against, or None where the names have too little in common to ask."""
    weights = load()
    rows = _names(left, right, weights)
    if not rows:
        return None
    rows += [*_states(left, right, weights), *_company(left, right, weights)]
    return Evidence(sum(w for w, _ in rows), tuple(reason for _, reason in rows))


Row = tuple[float, str]


def _names(left: Profile, right: Profile, weights: Weights) -> list[Row]:
    if left.is_nameless or right.is_nameless:
        return []
    if left.kind == "person" and (left.is_bare or right.is_bare):
        return _surnames(left, right, weights)
    likeness, one, other, form = _best(*_telling(left, right), left.kind)
    if likeness < weights.names["possible"]:
        return _short_names(left, right, weights) if left.kind == "organization" else []
    shown = f"{one} = {other}" if one != other else one
    if left.kind == "organization" and one.isupper() and other.isupper() and len(one) <= 4:
        return [(weights.of["acronym_same"], f"the same letters: {shown}")]
    if form and one != other:
        return [(weights.of["form_same"], f"forms of one name: {shown}"), *_reader(left, right, weights)]
    for step in ("same", "likely", "possible"):
        if likeness >= weights.names[step]:
            words = "the same name" if step == "same" else f"{step} the same name"
            row = (weights.of[f"name_{step}"], f"{words} ({likeness:.2f}): {shown}")
            return [row, *_reader(left, right, weights)]
    return []


def _telling(left: Profile, right: Profile) -> tuple[tuple[Spelt, ...], tuple[Spelt, ...]]:
    """Return the names to compare: of two bodies with full names these alone, for acronyms are shared."""
    if left.kind == "organization":
        full = [tuple(n for n in p.names if " " in n[0]) for p in (left, right)]
        if full[0] and full[1]:
            return full[0], full[1]
    return left.names, right.names


def _short_names(left: Profile, right: Profile, weights: Weights) -> list[Row]:
    """A part of a name that one article puts for all of it, and the whole name of another."""
    for some, all_ in ((left.short_names, right.names), (right.short_names, left.names)):
        if some and all_:
            likeness, one, other, _ = _best(some, all_, "organization")
            if likeness >= weights.names["same"]:
                return [(weights.of["short_same"], f"called {one} for short: {other}")]
    return []


def _surnames(left: Profile, right: Profile, weights: Weights) -> list[Row]:
    """A bare surname says something within its article; across articles only what else is known can."""
    together = bool(left.articles & right.articles)
    if left.is_bare and right.is_bare and not together:
        return []
    ends = tuple((name.split()[-1], language) for name, language in left.names)
    others = tuple((name.split()[-1], language) for name, language in right.names)
    likeness, one, other, _ = _best(ends, others)
    if likeness < weights.names["same"]:
        return []
    if together:
        if not any(declines(a.language) for a in (left.members[0], right.members[0])):
            return []  # the reader of the article decided on it
        return [(weights.of["surname_in_article"], f"{one} and {other} in one article")]
    return [(weights.of["surname_same"], f"the surname {one} = {other}")]


def _reader(left: Profile, right: Profile, weights: Weights) -> list[Row]:
    shared = left.articles & right.articles
    if not shared or all(declines(a.language) for a in left.members if a.article in shared):
        return []
    return [(weights.of["article_apart"], f"article {min(shared)} speaks of both")]


def _states(left: Profile, right: Profile, weights: Weights) -> list[Row]:
    rows = []
    if left.countries and right.countries:
        if both := left.countries & right.countries:
            rows.append((weights.of["country_same"], f"the same country: {', '.join(sorted(both))}"))
        else:
            words = f"{', '.join(sorted(left.countries))} and {', '.join(sorted(right.countries))}"
            rows.append((weights.of["country_other"], f"other countries: {words}"))
    placed = {o for o in left.offices & right.offices if o.country or o.organization}
    if placed:
        office = min(placed, key=lambda o: (o.role, o.country or "", o.organization or ""))
        rows.append((weights.of["office_same"], f"the same office: {office.role.replace('_', ' ')}"))
        return rows
    bodies = {o.organization for o in left.offices} & {o.organization for o in right.offices} - {None}
    if bodies:
        rows.append((weights.of["body_same"], "offices of the same body"))
        return rows
    if not left.countries or not right.countries:
        one, other = _by_role(left), _by_role(right)
        if any(not one[role] & other[role] for role in one.keys() & other.keys()):
            rows.append((weights.of["office_other_state"], "the same kind of office of another country"))
    return rows


def _by_role(profile: Profile) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for office in profile.offices:
        if office.country:
            found.setdefault(office.role, set()).add(office.country)
    return found


def _company(left: Profile, right: Profile, weights: Weights) -> list[Row]:
    both = left.company & right.company
    for step in ("many", "some", "one"):
        if len(both) >= weights.company[step]:
            some = ", ".join(key.rpartition(":")[2] for key in sorted(both)[:3])
            return [(weights.of[f"company_{step}"], f"the same company: {some}")]
    return []


@lru_cache(maxsize=1 << 16)
def _best(
    left: tuple[Spelt, ...], right: tuple[Spelt, ...], kind: str = "person"
) -> tuple[float, str, str, bool]:
    """Return the likeness of the two names that are most alike, the names, and whether they are forms of one."""
    best = (0.0, left[0][0], right[0][0], False)
    for one, language in left:
        for other, its in right:
            if _folded(one) == _folded(other):
                return 1.0, one, other, False
            if language == its and language and set(bases(one, language)) & set(bases(other, its)):
                return 1.0, one, other, True
            found = 0.0 if _tell_apart(one, other, kind) else _compared(one, language, other, its, kind)
            if found > best[0]:
                best = (found, one, other, False)
    return best


def _tell_apart(one: str, other: str, kind: str) -> bool:
    """Return whether two names of bodies that are not the same are never nearly so: other numbers, short letters."""
    if kind == "person":
        return False
    numbers = [set(re.findall(r"\d+", name)) for name in (one, other)]
    return numbers[0] != numbers[1] or min(len(fold(one)), len(fold(other))) <= SHORT_BODY


@lru_cache(maxsize=1 << 16)
def _compared(one: str, language: str | None, other: str, its: str | None, kind: str) -> float:
    """Return the likeness of the likest of their dictionary forms, of those whose last words sound alike."""
    if language is None and its is None:
        return compare(one, other, kind=kind).score
    best = 0.0
    for form in forms(one, language):
        heard = sounds(form.split()[-1])
        for base in forms(other, its):
            if heard & sounds(base.split()[-1]):
                best = max(best, compare(form, base, kind=kind).score)
                if best == 1.0:
                    return best
    return best
