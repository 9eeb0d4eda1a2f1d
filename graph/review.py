"""Pairs of actors or events that may be one, put to a person one after the other."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Literal

from polgraph.decisions import me
from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Doubt, Ledger
from polgraph.settings import Workspace
from polgraph.upkeep import GraphState, Store, show_in_graph

Answer = Literal["same", "different", "unsure"]


class Review(AbstractContextManager["Review"]):
    """Pairs to be decided on, one after the other: `pair` is the next, null when there is none.

    A pair that an answer settled by the way is not asked about.
    """

    def __init__(
        self, workspace: Workspace, *, author: str | None = None, limit: int = 1000, events: bool = False
    ) -> None:
        self._ledger = Ledger.open(workspace.ledger)
        self._workspace, self._author = workspace, author or me()
        self._limit, self._events = limit, events
        self.steps: list[int] = []
        self.pair: Doubt | None = None
        self._next()

    def __exit__(self, *error: object) -> None:
        self._ledger.close()

    def answer(self, judgement: Answer) -> None:
        """Decide on `pair` and go to the next. Raises InputError where they cannot be one: the pair stays."""
        assert self.pair is not None
        left, right = self.pair.left.anchor, self.pair.right.anchor
        if left is None or right is None:
            raise InputError("no words of the text that a decision could name")
        step = self._ledger.people.judge(left, right, judgement, author=self._author, reason="review")
        self.steps.append(step.number)
        self._next()

    def undo(self) -> None:
        """Take back the last answer of this review. Raises NotFoundError where there is none."""
        if not self.steps:
            raise NotFoundError("nothing was decided in this review")
        self._ledger.people.undo(self.steps.pop(), author=self._author, reason="review")
        self._next()

    def show(self, store: Store | None) -> GraphState:
        """Bring the graph store up to date."""
        return show_in_graph(self._ledger, self._workspace, store)

    @property
    def left(self) -> int:
        """How many pairs there are still, `pair` among them."""
        return self._left

    def _next(self) -> None:
        found = self._ledger.people.doubts(limit=self._limit, events=self._events)
        self._left = len(found)
        self.pair = found[0] if found else None
