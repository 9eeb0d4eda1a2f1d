"""The graph as a picture: one HTML file that works offline."""

from polgraph.picture.page import explore

__all__ = ["explore"]
