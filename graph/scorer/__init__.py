"""The learned scorer: which pairs of a sentence's candidates hold a claim, and which."""

from polgraph.scorer.questions import Question, Verdict
from polgraph.scorer.scorer import Scorer, load

__all__ = ["Question", "Scorer", "Verdict", "load"]
