"""What people decide, as steps that write decisions, decide anew who is who and let the graph follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from polgraph.errors import InputError, NotFoundError
from polgraph.folding import fold
from polgraph.identity import Appearance
from polgraph.ledger import claim_decisions, decision_lines, decisions, presence, reasons
from polgraph.ledger.claim_decisions import ClaimState
from polgraph.ledger.decision_lines import Brought
from polgraph.ledger.decisions import ON_CLAIMS, ON_MENTIONS, Decided, Kind, New
from polgraph.ledger.presence import Present
from polgraph.ledger.reasons import Doubt, Explanation, Judgement
from polgraph.ledger.steps import (
    Parting,
    Step,
    Writing,
    anchored,
    articles_of,
    between,
    check_kinds,
    members,
    node_of,
    seen,
    words,
)

if TYPE_CHECKING:
    from polgraph.ledger.ledger import Ledger


class People:
    """The decisions of people in a ledger: `ledger.people`."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def rows(self) -> list[Decided]:
        """Return all decisions, oldest first, undone ones and undoings too."""
        return decisions.rows(self._ledger.db)

    def decide(
        self, new: Sequence[New], *, author: str, note: str | None = None, time: str | None = None
    ) -> Step:
        """Write decisions as one step and let the graph follow; those on mentions that are not here wait for them."""
        with self._ledger.writing() as db:
            return Writing(self._ledger, db, author=author, note=note, time=time).write(new)

    def merge(self, a: str, b: str, *, author: str, reason: str | None = None) -> Step:
        """Let the nodes `a` and `b` be one. Earlier decisions that they are not are taken back in the same step.

        Raises InputError where they are one already, or cannot be one: a person is no country.
        """
        if a == b:
            raise InputError(f"both names mean {a}: they are one already")
        with self._ledger.writing() as db:
            left, right = members(db, a), members(db, b)
            one, other = anchored(left, a), anchored(right, b)
            check_kinds(one, other)
            taken_back = decisions.undoing(between(db, "different", left, right), reason=reason)
            detail = {"what": "merge", "left": words(one), "right": words(other)}
            new = New("same", one.anchors[0], other.anchors[0], reason, detail)
            step = Writing(self._ledger, db, author=author, note=f"merge {a} {b}")
            told = {one.id, other.id}

            def joined() -> list[New]:
                if len({node_of(db, one), node_of(db, other)}) > 1:
                    sort = "events" if one.kind == "event" else "actors"
                    raise InputError(
                        f"{a} and {b} cannot be one: `polgraph {sort} explain` says why they are two"
                    )
                return list(_left_behind(db, [*left, *right], one, told, reason))

            return step.write([*taken_back, new], until=joined)

    def split(
        self,
        node: str,
        *,
        mentions: Collection[str] = (),
        articles: Collection[str] = (),
        author: str,
        reason: str | None = None,
    ) -> Step:
        """Take appearances out of `node` into a node of their own.

        `mentions`: names that the text gives them, or anchors of mentions; `articles`: ids. Raises InputError where
        that is none or all of the node.
        """
        with self._ledger.writing() as db:
            here = members(db, node)
            names = {fold(m) for m in mentions}
            taken, rest = list[Present](), list[Present]()
            for p in here:
                a = p.appearance
                is_named = bool(names & {fold(n) for n in (a.name, *a.names)}) or bool(
                    {*mentions} & {*a.anchors}
                )
                (taken if is_named or a.article in articles else rest).append(p)
            if not taken or not rest:
                what = "none" if not taken else "all"
                sort = "events" if here[0].class_ == "event" else "actors"
                raise InputError(
                    f"that is {what} of the {len(here)} appearances of {node}: "
                    f"`polgraph {sort} explain` lists their names and articles"
                )
            step = Writing(self._ledger, db, author=author, note=f"split {node}")
            return Parting(db, taken, rest, node=node, reason=reason).write(step)

    def undo(
        self, step: int | None = None, *, claims: bool = False, author: str, reason: str | None = None
    ) -> Step:
        """Take back a step, by default the newest that is in force (of those on claims, if `claims`).

        Taking back what took something back lets that hold again. Raises NotFoundError, InputError.
        """
        with self._ledger.writing() as db:
            rows = decisions.rows(db)
            kinds = ON_CLAIMS if claims else ON_MENTIONS
            if step is None:
                step = max((d.step for d in rows if d.in_force and d.kind in kinds), default=None)
                if step is None:
                    raise NotFoundError("there is no decision to undo")
            of = [d for d in rows if d.step == step]
            if not of:
                known = ", ".join(map(str, sorted({d.step for d in rows})[-5:])) or "none"
                raise NotFoundError(f"no decision has the number {step}; the last are: {known}")
            new = decisions.undoing(of, reason=reason)
            if not new:
                raise InputError(f"decision {step} was undone already")
            return Writing(self._ledger, db, author=author, note=f"undo {step}").write(new)

    def is_here(self, decided: Decided) -> bool:
        """Whether what the decision names is in an article that is here."""
        db = self._ledger.db
        if decided.right is None:
            return bool(articles_of(db, decided.left))
        return all(presence.component_of(db, anchor) is not None for anchor in (decided.left, decided.right))

    def judge(
        self, left: str, right: str, judgement: Kind, *, author: str, reason: str | None = None
    ) -> Step:
        """Say of two mentions (anchors) that they are one, are two, or that nobody can tell (it is not asked again)."""
        ends = []
        for anchor in (left, right):
            found = presence.seen_by(self._ledger.db, anchor)
            if found is None:
                raise NotFoundError(f"no mention {anchor} is here")
            ends.append(found)
        if judgement == "same":
            return self.merge(ends[0][1], ends[1][1], author=author, reason=reason)
        detail = {
            "what": "review",
            "left": seen(self._ledger.db, ends[0][0]),
            "right": seen(self._ledger.db, ends[1][0]),
        }
        return self.decide([New(judgement, left, right, reason, detail)], author=author, note="review")

    def appearances_of(self, node: str) -> list[presence.Seen]:
        """Return the appearances of a node (article and actor)."""
        query = "SELECT article, local FROM appearance WHERE node = ? ORDER BY since, article, local"
        return self._ledger.db.execute(query, (node,)).fetchall()

    def nodes_of(self, seen_: Iterable[presence.Seen]) -> list[str]:
        """Return the nodes of these appearances (article and actor), each once."""
        query = "SELECT node FROM appearance WHERE article = ? AND local = ?"
        found = (self._ledger.db.execute(query, pair).fetchone() for pair in seen_)
        return list(dict.fromkeys(node for row in found if row for node in row))

    def doubts(self, *, limit: int = 100, events: bool = False) -> list[Doubt]:
        """Return the pairs of actors (`events`: of events) that people should decide on, most valuable first."""
        return reasons.doubts(self._ledger.db, limit=limit, events=events)

    def explain(self, node: str) -> Explanation:
        """Return why the appearances of the node (its id) are one."""
        return reasons.explain(self._ledger.db, node)

    def judgements(self, *, load: int | None = None) -> list[Judgement]:
        """Return what the program joined and parted by score, oldest first, of one load if named."""
        return reasons.judgements(self._ledger.db, load=load)

    def claim(self, typed: str) -> ClaimState:
        """Return the claim of this id or beginning of it. Raises NotFoundError."""
        return claim_decisions.find(self._ledger.db, typed)

    def claims(self, *, decided: str | None = None, article: str | None = None) -> list[ClaimState]:
        """Return the claims that people decided on, or all of an article; `decided`: rejected, confirmed, corrected."""
        return claim_decisions.listed(self._ledger.db, decided=decided, article=article)

    def decide_claim(
        self,
        kind: Kind,
        claim: str,
        *,
        sets: Mapping[str, str] | None = None,
        author: str,
        reason: str | None = None,
    ) -> tuple[ClaimState, Step]:
        """Reject, confirm or correct a claim (`sets`: see `claim_decisions.SETS`); returns it as it stands then."""
        return claim_decisions.decide(self._ledger, kind, claim, sets=sets, author=author, reason=reason)

    def written(self) -> Iterator[str]:
        """Yield all decisions as lines of a text file."""
        yield from decision_lines.written(self.rows())

    def bring(self, lines: Iterable[str]) -> Brought:
        """Add the decisions of such a file. Raises InputError, naming the line, where one is none; then none is added."""
        return decision_lines.bring(self._ledger, decision_lines.read(lines))


def _left_behind(
    db: sqlite3.Connection,
    members: Iterable[Present],
    one: Appearance,
    told: set[tuple[str, str]],
    reason: str | None,
) -> Iterator[New]:
    """Yield the decisions that bring along whoever would leave the merged node because the other side contradicts it."""
    node = node_of(db, one)
    for p in members:
        a = p.appearance
        if a.anchors and a.id not in told and node_of(db, a) != node:
            told.add(a.id)
            yield New(
                "same",
                one.anchors[0],
                a.anchors[0],
                reason,
                {"what": "merge", "left": words(one), "right": words(a)},
            )
