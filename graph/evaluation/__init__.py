"""How well articles are read, measured on articles that a person has read: `evaluate`."""

from polgraph.evaluation.corpus_figures import corpus_outcomes, evaluate_corpus, held_back
from polgraph.evaluation.figures import Evaluation, Figures, below, evaluate, read_floors, sample
from polgraph.evaluation.gold import Gold
from polgraph.evaluation.judge import Finding, judge
from polgraph.evaluation.judged import read_judgements, replay, replay_folder
from polgraph.evaluation.reliability import Outcome, Reliability, reliability

__all__ = [
    "Evaluation",
    "Figures",
    "Finding",
    "Gold",
    "Outcome",
    "Reliability",
    "below",
    "corpus_outcomes",
    "evaluate",
    "evaluate_corpus",
    "held_back",
    "judge",
    "read_floors",
    "read_judgements",
    "reliability",
    "replay",
    "replay_folder",
    "sample",
]
