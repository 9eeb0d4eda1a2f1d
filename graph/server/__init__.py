"""A real Neo4j server of one's own, one command away."""
