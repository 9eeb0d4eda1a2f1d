"""The ledger: evidence that is only ever added, and the graph that follows from it."""

from polgraph.ledger.claim_decisions import ClaimState
from polgraph.ledger.decision_lines import Brought
from polgraph.ledger.decisions import Decided
from polgraph.ledger.filters import Filter
from polgraph.ledger.ledger import Ledger
from polgraph.ledger.load import Load
from polgraph.ledger.reasons import Doubt, Explanation, Joined, Judgement, Shown, Taken
from polgraph.ledger.records import (
    Answer,
    ArticleRow,
    Candidate,
    Change,
    ClaimRow,
    Cluster,
    LoadDetail,
    LoadRow,
    Match,
    Outcome,
    Relinked,
    Retraction,
)
from polgraph.ledger.rows import MinStatus
from polgraph.ledger.steps import Step

__all__ = [
    "Answer",
    "ArticleRow",
    "Brought",
    "Candidate",
    "Change",
    "ClaimRow",
    "ClaimState",
    "Cluster",
    "Decided",
    "Doubt",
    "Explanation",
    "Filter",
    "Joined",
    "Judgement",
    "Ledger",
    "Load",
    "LoadDetail",
    "LoadRow",
    "Match",
    "MinStatus",
    "Outcome",
    "Relinked",
    "Retraction",
    "Shown",
    "Step",
    "Taken",
]
