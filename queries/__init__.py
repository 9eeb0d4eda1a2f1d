"""Questions as Cypher texts, one file each."""
