"""Articles in: one reader a format, each a path to articles."""
