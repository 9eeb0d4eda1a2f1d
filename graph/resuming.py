"""What of the pages that a list links to stands in the ledger already, and need not be opened again."""

from __future__ import annotations

from pathlib import Path

from polgraph.ledger import Ledger
from polgraph.model import Article
from polgraph.settings import plan_workspace


class Standing:
    """The articles of a workspace by id, as they stand there; asked like a function. There need be no workspace yet.

    An article comes as it is in the ledger, so that one that an older reader read is read anew like any other. The
    ledger is opened with the first question.
    """

    def __init__(self, workspace: Path | None) -> None:
        self._workspace = workspace
        self._ledger: Ledger | None = None

    def __call__(self, id_: str) -> tuple[Article, ...] | None:
        """Return the article of this id, None where it is not here. Raises LedgerError where there is no ledger to be read."""
        if self._ledger is None:
            path = plan_workspace(self._workspace).ledger
            if not path.exists():
                return None
            self._ledger = Ledger.open(path)
        found = self._ledger.standing(id_)
        return (found,) if found else None

    def close(self) -> None:
        """Close the ledger."""
        if self._ledger:
            self._ledger.close()
