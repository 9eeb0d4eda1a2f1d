"""Write docs/graph.md and queries/README.md from the schema, the vocabulary and the headers of the questions."""

from pathlib import Path

from polgraph import schema_docs

ROOT = Path(__file__).resolve().parents[1]
for path, page in (
    ("docs/graph.md", schema_docs.graph_page()),
    ("queries/README.md", schema_docs.questions_page()),
):
    (ROOT / path).write_text(page, encoding="utf-8")
    print(path)
