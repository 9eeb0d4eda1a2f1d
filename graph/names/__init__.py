"""Are two names of one actor? Across spellings, orders, initials and scripts."""

from polgraph.names.comparing import Likeness, compare

__all__ = ["Likeness", "compare"]
