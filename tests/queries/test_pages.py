"""The committed pages are those that the code gives, and Cypher stands in .cypher files alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import ENGINES, open_empty
from graph_sample import batch

from polgraph import queries, schema, schema_docs, vocabulary
from polgraph.stores import GraphStore

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    p for room in ("graph", "loaders", "queries", "data", "tools") for p in (ROOT / room).rglob("*.py")
)
CYPHER = re.compile(
    r"\b(MATCH|MERGE)\s*\(|\bCREATE\s*\(|\bUNWIND\s+[$\[\w]|\bDETACH\s+DELETE\b|\)\s*<?-\[\w*:|\bCALL\s+(db|dbms|apoc)\."
    r"|\bCREATE\s+(CONSTRAINT|FULLTEXT|RANGE|TEXT)\b|\bRETURN\s+\w+\.\w|\bFOR \(\w+:"
)


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every text of a module that is not a docstring."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and isinstance(n.body[0], ast.Expr)}  # fmt: skip
    for found in ast.walk(tree):
        if isinstance(found, ast.Constant) and isinstance(found.value, str) and id(found) not in docs:
            yield found


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_cypher_in_python(path: Path) -> None:
    found = [
        (n.lineno, n.value) for n in strings(ast.parse(path.read_text("utf-8"))) if CYPHER.search(n.value)
    ]
    prose = [
        (line, text) for line, text in found if path.name == "schema_docs.py" and "`(:Claim {id})-[" in text
    ]
    assert found == prose


def test_the_scan_would_find_cypher() -> None:
    texts = [queries.load(name).text for name in queries.names()]
    texts += [
        p.read_text("utf-8") for p in (ROOT / "queries" / "store").rglob("*.cypher") if p.stem != "ping"
    ]
    assert [text for text in texts if not CYPHER.search(text)] == []


@pytest.mark.parametrize(
    ("path", "page"), [("docs/graph.md", schema_docs.graph_page), ("queries/README.md", schema_docs.questions_page)]
)  # fmt: skip
def test_the_page_is_up_to_date(path: str, page: object) -> None:
    assert (ROOT / path).read_text("utf-8") == page(), "run python tools/make_graph_pages.py"  # type: ignore[operator]


def test_the_page_names_everything() -> None:
    page = (ROOT / "docs" / "graph.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", page))
    properties = {p.name for label in schema.LABELS for p in label.properties} | {
        p.name for p in schema.RELATION
    }
    assert schema.label_names() | schema.edge_types() | properties <= named
    assert all(p.meaning in page for p in vocabulary.load().predicates.values())


def test_the_style_names_every_label_and_shows_names_and_types() -> None:
    style = (ROOT / "queries" / "style.grass").read_text("utf-8")
    assert set(re.findall(r"node\.(\w+)", style)) == schema.label_names() | {"Polgraph"}
    assert style.count("{") - len(re.findall(r'"\{\w+\}"', style)) == style.count("}") - len(
        re.findall(r'"\{\w+\}"', style)
    )
    for rule in re.findall(r"relationship[.\w]* \{(.*?)\n?\}\n", style, re.DOTALL):
        assert '"<type>"' in rule


def test_the_style_is_read_as_the_browser_reads_it() -> None:
    style = queries.style()
    text = (ROOT / "queries" / "style.grass").read_text("utf-8")
    assert list(style) == re.findall(r"^([\w.]+) \{", text, re.MULTILINE)
    assert sum(map(len, style.values())) == text.count(";")
    assert style["node.Person"]["caption"] == "{name}"
    assert style["relationship.CLAIMED"]["caption"] == "<type>"
    assert all(re.fullmatch(r"#[0-9A-F]{6}", rule["color"]) for rule in style.values())


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_empty(request, tmp_path_factory.mktemp("store")) as store:
        store.prepare()
        store.apply(batch())
        yield store


@pytest.mark.parametrize(
    ("name", "params", "there"),
    [("actor", {"name": "Mira Talven"}, "Łukasz Żądło"), ("evidence", {"a": "Mira Talven", "b": "Łukasz Żądło"}, "Evening Tide"),
     ("sentence", {"evidence": ["c2"]}, "Żądło lied"), ("event", {"name": "Lindhavn talks"}, "Mira Talven")],
)  # fmt: skip
def test_a_picture_shows(filled: GraphStore, name: str, params: dict[str, object], there: str) -> None:
    assert there in str(filled.query(queries.pictures()[name], params).rows)


def test_every_picture_is_tried_above() -> None:
    assert set(queries.pictures()) == {"actor", "evidence", "sentence", "event"}
