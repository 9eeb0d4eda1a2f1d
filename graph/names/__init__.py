"""Are two names of one actor? Across spellings, orders, initials and scripts."""

from polgraph.names.comparing import Likeness, compare
from polgraph.names.keys import candidate_keys

__all__ = ["Likeness", "candidate_keys", "compare"]
