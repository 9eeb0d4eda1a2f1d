"""What can go wrong, as one small tree of conditions.

    PolgraphError            anything polgraph reports; `exit_status` is what the command line ends with
    ├── InputError           what the user gave cannot be used (exit status 2)
    ├── NotFoundError        nothing of that name, with the nearest candidates (exit status 1)
    ├── ModelMissingError    no language model (exit status 2)
    ├── SourceError          a source of background facts cannot be reached or refuses (exit status 3)
    ├── LedgerError          the ledger cannot be opened, is newer, or is busy (exit status 3)
    └── StoreError           the graph store is down, refuses us, or is another ledger's (exit status 3)
        ├── NoStoreError     no graph store is named or running, and none runs in this process
        └── StoreUnfitError  the store does not fit the ledger: another's, ahead of it, of a newer schema
            └── StoreBrokenError   the store's files are broken

A message names what was asked, what exists, and what to do, in one line.
"""

from __future__ import annotations

from collections.abc import Sequence


class PolgraphError(Exception):
    """Root of every condition that polgraph reports to its user."""

    exit_status = 2


class InputError(PolgraphError):
    """What the user gave cannot be used: an unreadable file, a bad date, an unknown option value."""


class ModelMissingError(PolgraphError):
    """No language model is installed, or not the one that was asked for."""


class NotFoundError(PolgraphError):
    """Nothing of that name. `candidates` are the nearest names, best first."""

    exit_status = 1

    def __init__(self, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class SourceError(PolgraphError):
    """A source of background facts cannot be reached, stays busy, refuses, or answers what it should not."""

    exit_status = 3


class LedgerError(PolgraphError):
    """The ledger cannot be opened, was written by a newer version, or is held by another process."""

    exit_status = 3


class StoreError(PolgraphError):
    """The graph store is down, refuses the user, is of a newer schema or belongs to another ledger."""

    exit_status = 3


class NoStoreError(StoreError):
    """No graph store is named or running: nothing is wrong where none is wanted."""


class StoreUnfitError(StoreError):
    """The graph store does not fit the ledger: it shows another, is ahead of it, or is of a newer schema."""


class StoreBrokenError(StoreUnfitError):
    """The files of the graph store were changed or cannot be read."""
