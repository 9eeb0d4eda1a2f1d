"""Articles in: one reader a format, each a path to articles."""

from polgraph.loaders.article import make_article
from polgraph.loaders.failure import Failure
from polgraph.loaders.files import read, size
from polgraph.loaders.jsonl import read_jsonl, write_jsonl
from polgraph.loaders.paragraphs import segment
from polgraph.loaders.places import article_id
from polgraph.loaders.retry import read_failures, write_failures

__all__ = [
    "Failure",
    "article_id",
    "make_article",
    "read",
    "read_failures",
    "read_jsonl",
    "segment",
    "size",
    "write_failures",
    "write_jsonl",
]
