"""How well articles are read, measured on articles that a person has read: `evaluate`."""

from polgraph.evaluation.corpus_figures import evaluate_corpus, held_back
from polgraph.evaluation.figures import Evaluation, Figures, below, evaluate, read_floors, sample
from polgraph.evaluation.gold import Gold
from polgraph.evaluation.judge import Finding, judge

__all__ = [
    "Evaluation",
    "Figures",
    "Finding",
    "Gold",
    "below",
    "evaluate",
    "evaluate_corpus",
    "held_back",
    "judge",
    "read_floors",
    "sample",
]
