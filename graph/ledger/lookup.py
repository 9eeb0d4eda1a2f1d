"""From what a user types to a node or an article."""
# ruff: noqa: S608 (the queries are joined from constants; what the user typed is always a bound value)

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Sequence
from typing import Any

from polgraph.errors import NotFoundError
from polgraph.folding import fold
from polgraph.ledger.records import Candidate, Match

NEAR = 70.0
"""The least likeness (0 to 100, `rapidfuzz.fuzz.ratio`) at which a name counts as near."""
DOMINANT = 5
"""How many times the claims of the next of equally good candidates the first must have to be meant."""
_ORDER: tuple[Match, ...] = ("name", "alias", "words", "near")
_CLASSES = "('actor', 'event', 'place', 'role')"
_SHOWN = f"payload IS NOT NULL AND class IN {_CLASSES}"
_QID = re.compile(r"Q[0-9]+")
_COLUMNS = "node.id, node.name, node.kind, node.claims"


class Finder:
    """Finds nodes by loosely typed names; keeps the list of spellings until the ledger changes."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._spellings: list[str] = []
        self._state: object = None

    def find(self, name: str, *, kinds: Collection[str] | None, limit: int) -> list[Candidate]:
        """Return what `name` may mean, best first: see `Ledger.find`."""
        folded = fold(name)
        if not folded:
            return []
        found: dict[str, Candidate] = {}
        for candidates in (self._exact, self._words, self._near):
            for c in candidates(folded):
                if (kinds is None or c.kind in kinds) and c.id not in found:
                    found[c.id] = c
            if found:
                break
        return sorted(found.values(), key=_rank)[:limit]

    def _exact(self, folded: str) -> list[Candidate]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS}, canonical FROM spelling JOIN node ON node.id = node WHERE folded = ?",
            (folded,),
        )
        return [_candidate(row, "name" if row[4] else "alias", 100.0) for row in rows]

    def _words(self, folded: str) -> list[Candidate]:
        """Nodes that have every word of the name among theirs, the last one perhaps cut short."""
        *whole, last = folded.split()
        found = self._with_tokens([("= ?", (token,)) for token in (*whole, last)], score=95.0)
        begun = [("= ?", (token,)) for token in whole] + [(">= ? AND token < ?", (last, last + "\U0010ffff"))]
        return found or self._with_tokens(begun, score=85.0)

    def _with_tokens(self, tests: Sequence[tuple[str, tuple[str, ...]]], *, score: float) -> list[Candidate]:
        nodes = " INTERSECT ".join(f"SELECT node FROM token WHERE token {test}" for test, _ in tests)
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM node WHERE id IN ({nodes}) ORDER BY claims DESC, name, id LIMIT 1000",
            [value for _, values in tests for value in values],
        )
        return [_candidate(row, "words", score) for row in rows]

    def _near(self, folded: str) -> list[Candidate]:
        from rapidfuzz import fuzz, process

        near = process.extract(folded, self._all(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=20)
        found = []
        for spelling, score, _ in near:
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM spelling JOIN node ON node.id = node WHERE folded = ?", (spelling,)
            )
            found += [_candidate(row, "near", round(score, 1)) for row in rows]
        return found

    def _all(self) -> list[str]:
        (changes,) = self._db.execute("SELECT ifnull(max(number), 0) FROM change").fetchone()
        if self._state != changes:
            self._spellings = [
                f for (f,) in self._db.execute("SELECT DISTINCT folded FROM spelling ORDER BY folded")
            ]
            self._state = changes
        return self._spellings

    def resolve(self, name: str, *, kinds: Collection[str] | None) -> str:
        """Return the id of the one node that `name` means: see `Ledger.resolve`."""
        if direct := self._direct(name, kinds):
            return direct
        found = self.find(name, kinds=kinds, limit=20)
        sure = [c for c in found if c.match != "near" and (c.match != "words" or c.score > 90)]
        if not sure:
            nearest = _nearest(_captions(found))
            raise NotFoundError(f"nothing is called {name!r} here{nearest}", [c.name for c in found])
        best = [c for c in sure if c.match == sure[0].match]
        if len(best) > 1 and best[0].claims < max(1, DOMINANT * best[1].claims):
            which = ", ".join(f"{c.name} ({c.kind}, {c.id}, {c.claims} claims)" for c in best[:5])
            raise NotFoundError(
                f"{name!r} may mean {which}: say the full name or the id", [c.id for c in best]
            )
        return best[0].id

    def _direct(self, name: str, kinds: Collection[str] | None) -> str | None:
        """An id (also one that was merged away) or a QID."""
        name = name.strip()
        for _ in range(100):  # redirects make no rings; a damaged file might
            moved = self._db.execute("SELECT new FROM redirect WHERE old = ?", (name,)).fetchone()
            if not moved:
                break
            name = moved[0]
        row = self._db.execute(f"SELECT id, kind FROM node WHERE id = ? AND {_SHOWN}", (name,)).fetchone()
        if row is None and _QID.fullmatch(name):
            row = self._db.execute(
                f"SELECT id, kind FROM node WHERE (id IN (SELECT node FROM ref WHERE ref = ?1) "
                f"OR (class = 'event' AND key = ?1)) AND {_SHOWN} ORDER BY class, ident = ?1 DESC, ident LIMIT 1",
                (name,),
            ).fetchone()
        return row[0] if row and (kinds is None or row[1] in kinds) else None


def _candidate(row: tuple[Any, ...], match: Match, score: float) -> Candidate:
    return Candidate(id=row[0], name=row[1], kind=row[2], match=match, score=score, claims=row[3])


def _rank(c: Candidate) -> tuple[int, float, int, str, str]:
    return _ORDER.index(c.match), -c.score, -c.claims, c.name, c.id


def _captions(found: Sequence[Candidate]) -> list[str]:
    return [f"{c.name} ({c.kind})" for c in found]


def _nearest(captions: Sequence[str]) -> str:
    return f"; nearest: {', '.join(captions[:5])}" if captions else ""


def find_article(db: sqlite3.Connection, typed: str) -> str:
    """Return the id of the article that `typed` means: its id, the beginning of it, its title, or part of that.

    Raises NotFoundError, with the nearest, where there is none or more than one.
    """
    rows = db.execute("SELECT article, title FROM current ORDER BY article").fetchall()
    folded = fold(typed)
    tests = (
        lambda id_, title: id_ == typed,
        lambda id_, title: bool(folded) and fold(title) == folded,
        lambda id_, title: bool(typed) and id_.startswith(typed),
        lambda id_, title: bool(folded) and folded in fold(title),
    )
    for test in tests:
        found = [id_ for id_, title in rows if test(id_, title or "")]
        if len(found) == 1:
            return str(found[0])
        if found:
            which = ", ".join(found[:5])
            raise NotFoundError(
                f"{typed!r} may mean {len(found)} articles: {which}: say the whole id", found[:20]
            )
    if db.execute("SELECT 1 FROM retraction WHERE article = ? LIMIT 1", (typed,)).fetchone():
        raise NotFoundError(f"the article {typed!r} was retracted: loading it again brings it back")
    from rapidfuzz import fuzz, process

    texts = {id_: f"{id_} {title or ''}" for id_, title in rows}
    near = process.extract(typed, texts, scorer=fuzz.WRatio, score_cutoff=60, limit=5)
    names = [str(id_) for _, _, id_ in near]
    raise NotFoundError(f"no article {typed!r} among the {len(rows)} that are here{_nearest(names)}", names)
