"""Which articles tell the same story: sketches to find candidates by, an exact comparison to decide, heads of clusters."""

from polgraph.copies.clustering import Link, clusters, link
from polgraph.copies.comparing import Likeness, compare
from polgraph.copies.sketching import Sketch, form, packed, sketch, unpacked

__all__ = [
    "Likeness",
    "Link",
    "Sketch",
    "clusters",
    "compare",
    "form",
    "link",
    "packed",
    "sketch",
    "unpacked",
]
