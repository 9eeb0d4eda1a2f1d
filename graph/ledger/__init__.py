"""The evidence, append-only, and the edges that follow from it."""
