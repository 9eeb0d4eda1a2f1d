"""The ledger: evidence that is only ever added, and the graph that follows from it."""

from polgraph.ledger.ledger import Ledger
from polgraph.ledger.load import Load
from polgraph.ledger.records import (
    Answer,
    ArticleRow,
    Candidate,
    Change,
    ClaimRow,
    LoadRow,
    Match,
    Outcome,
    Retraction,
)
from polgraph.ledger.rows import MinStatus

__all__ = [
    "Answer",
    "ArticleRow",
    "Candidate",
    "Change",
    "ClaimRow",
    "Ledger",
    "Load",
    "LoadRow",
    "Match",
    "MinStatus",
    "Outcome",
    "Retraction",
]
