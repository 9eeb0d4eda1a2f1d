"""polgraph turns news articles into a knowledge graph of political actors.

The package holds the records (`polgraph.model`), the words (`polgraph.vocabulary`) and the rooms in which
they are made: `loaders` (articles in), `reading` (text to claims), `ledger` (evidence kept, edges derived),
`stores` (the graph database), `network` (measures) and `cli` (the command line).
"""

__version__ = "0.1.0"
