"""The graph as a picture: one HTML file that works offline."""

from polgraph.picture.page import Picture, explore

__all__ = ["Picture", "explore"]
