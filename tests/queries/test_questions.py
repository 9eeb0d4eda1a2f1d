"""Every question runs on every engine and gives the columns that its header names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from engines import ENGINES, open_empty
from graph_sample import batch

from polgraph import queries, schema, vocabulary
from polgraph.errors import InputError, NotFoundError
from polgraph.stores import GraphStore

SAMPLE: dict[str, Any] = {
    "actor": "a1",
    "a": "a1",
    "b": "a2",
    "words": "talven",
    "article": "d2",
    "event": "e1",
    "role": "r1",
    "since": "2031-01-01",
    "evidence": ["c1", "c7"],
}
ROWS = {  # how many rows the sample graph has for it
    "article": 4, "articles": 2, "common": 0, "contested": 1, "dyads": 2, "event": 2, "events": 1, "evidence": 3,
    "find": 1, "happened": 1, "most_mentioned": 6, "neighbours": 2, "new_since": 3, "office": 1, "path": 1, "people_of": 0,
    "planned": 1, "quotes": 2, "related": 2, "said_by": 1, "single_source": 6, "sources": 3, "timeline": 5, "who": 1,
}  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    with open_empty(request, tmp_path_factory.mktemp("store")) as store:
        store.prepare()
        store.apply(batch())
        yield store


def sample(query: queries.Query) -> dict[str, Any]:
    return query.bind({p.name: SAMPLE[p.name] for p in query.params if p.required})


@pytest.mark.parametrize("name", queries.names())
def test_a_question_gives_the_columns_of_its_header(filled: GraphStore, name: str) -> None:
    query = queries.load(name)
    rows = filled.query(query.text, sample(query))
    assert rows.columns == query.returns
    assert len(rows.rows) == ROWS[name]


@pytest.mark.parametrize("name", queries.names())
def test_a_question_takes_all_its_parameters_at_once(filled: GraphStore, name: str) -> None:
    query = queries.load(name)
    everything = {"limit": 2, "until": "2031-12-31", "predicate": "ACCUSED", "status": "planned", "type": "talks",
                  "sign": -1, "past": False, "claimed": True, "max_length": 2, "label": "Person", "place": "p1", "participant": "a1"}  # fmt: skip
    given = {p.name: {**SAMPLE, **everything}[p.name] for p in query.params}
    rows = filled.query(query.text, query.bind(given)).rows
    assert "limit" not in given or len(rows) <= 2


@pytest.mark.parametrize("name", queries.names())
def test_a_question_returns_no_nodes_and_uses_nothing_of_one_engine(name: str) -> None:
    text = re.sub(r"//.*", "", queries.load(name).text)
    assert not re.search(r"elementId|\bid\(|apoc\.|gds\.|SHORTEST|CALL\s+\w+\.|\bend\b\s*:", text)
    variables = set(re.findall(r"[(\[](\w+)(?::[\w|]+)?[^()\[\]]*[)\]]", text)) - {"path"}
    last = text[text.rindex("RETURN") :]
    bare = {
        item.strip().split(" AS ")[0] for item in last.removeprefix("RETURN").split("\nORDER")[0].split(",\n")
    }
    assert not {v for v in variables if v in bare and len(v) == 1}


@pytest.mark.parametrize("name", queries.names())
def test_a_pattern_begins_at_what_is_known(name: str) -> None:
    """The embedded engine would walk all nodes for each row of a pattern that begins at one that nothing binds."""
    text = re.sub(r"//.*", "", queries.load(name).text)
    _, *later = re.finditer(r"MATCH (?:\w+ = )?\((\w+)([:)])", text)
    unbound = [m[0] for m in later if m[2] == ")" and not re.search(rf"\b{m[1]}\b", text[: m.start()])]
    assert unbound == []


def test_a_path_may_use_every_tie_and_act_between_actors() -> None:
    """The text must be complete in the Neo4j Browser, so the types stand in it: they are the vocabulary's."""
    kinds = set(vocabulary.load().actor_kinds) - {"place"}
    wanted = {name for name, p in vocabulary.load().predicates.items() if p.objects & kinds}
    (types,) = re.findall(r"\[:([A-Z_|]+)\*", queries.load("path").text)
    assert set(types.split("|")) == wanted


@pytest.mark.parametrize("name", queries.names())
def test_a_question_names_only_what_the_schema_has(name: str) -> None:
    text = re.sub(r"//.*|'[^']*'", "", queries.load(name).text)
    words = set(re.findall(r"(?<=:)[A-Z]\w+|(?<=\|)[A-Z]\w+", text))
    assert words <= schema.label_names() | schema.edge_types()
    known = {p.name for label in schema.LABELS for p in (*label.properties, *schema.COMMON)}
    known |= {p.name for p in (*schema.RELATION, schema.PREDICATE_PROPERTY)}
    known |= {p.name for e in schema.EVIDENCE_EDGES for p in e.properties}
    assert set(re.findall(r"\b[a-z]\w*\.([a-z_]+)\b", text)) <= known


# --- the header ----------------------------------------------------------------------------------------------


def test_a_header_is_read() -> None:
    query = queries.parse("x", "// asks:    Who\n//   else?\n// params:  a: string\n//          n: integer = 3\n"
                               "// returns: b, c,\n//          d\n// And a note: x\nRETURN 1")  # fmt: skip
    assert (query.asks, query.returns) == ("Who else?", ("b", "c", "d"))
    assert query.params == (queries.Param("a", "string", True), queries.Param("n", "integer", False, 3))


@pytest.mark.parametrize("text", ["RETURN 1", "// asks: x\nRETURN 1", "// asks: x\n// params: a\n// returns: b\n",
                                  "// asks: x\n// params: a: colour\n// returns: b", "// asks: x\n// params: a: list = [\n// returns: b"])  # fmt: skip
def test_a_broken_header_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="query x"):
        queries.parse("x", text)


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(NotFoundError, match="no query neighbors") as caught:
        queries.load("neighbors")
    assert caught.value.candidates[0] == "neighbours"


def test_parameters_are_read_as_their_type() -> None:
    query = queries.load("neighbours")
    bound = query.bind({"actor": "7", "limit": "5", "past": "false", "sign": "-1"})
    assert bound == {"actor": "7", "limit": 5, "past": False, "sign": -1, "claimed": False}
    assert queries.load("quotes").bind({"evidence": "c1"}) == {"evidence": ["c1"]}
    assert queries.load("quotes").bind({"evidence": '["c1", "c2"]'}) == {"evidence": ["c1", "c2"]}


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, "needs actor"), ({"actor": "x", "colour": 1}, "no parameter colour"), ({"actor": 3}, "actor"),
     ({"actor": "x", "limit": "many"}, "limit"), ({"actor": "x", "limit": True}, "limit")],
)  # fmt: skip
def test_parameters_that_do_not_fit_are_named(given: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        queries.load("who").bind(given)
