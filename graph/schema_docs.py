"""The pages that follow from the code: every label, type and property of the graph, and every question."""

from __future__ import annotations

import json
from collections.abc import Iterable

from polgraph import queries, schema, vocabulary

_FIRST = """# The graph

Every label, relationship type and property that polgraph writes. Generated from the code by
`python tools/make_graph_pages.py`: do not edit.

Nodes and relationships below are polgraph's: it overwrites their properties and takes them away with their articles. What you
add yourself stays, also through a rebuild: other labels, other properties, relationships of your own, and nodes without
an `id` or under labels of your own. One node `Polgraph` holds how far the store is (`ledger`, `change`, `schema`, `types`).

Dates are ISO text, so they sort and compare as text: `"2022-02-25"`. A property that is not known is absent."""

_EDGES = """## Relationships that follow from claims

A relationship of one of these types stands in the graph while at least one claim says so in earnest (asserted or alleged).
What is only denied, planned, demanded or supposed is a `CLAIMED` relationship, whose `predicate` says what. An actor
(Person, Organization, Country or Group) is meant where an end is a kind of actor; symmetric types are stored once: leave the
arrow out (`-[:ALLY_OF]-`) to find them from both ends."""

_BROWSER = """## From an edge to its sentences, in the Neo4j Browser

Nodes show their names and relationships their types: drop `queries/style.grass` onto the Browser window. A relationship's
details list `evidence`, the ids of the claims behind it. A claim holds the sentence (`quote`) and leads to its article:
the pattern is `(:Claim {id})-[:IN_ARTICLE]->(:Article)`. These texts draw it; paste one after setting its parameter."""

_QUESTIONS = """# Questions

One file each, made to be read. Generated from their headers by `python tools/make_graph_pages.py`: do not edit.

On the command line: `polgraph query NAME`. In the Neo4j Browser: run the lines that begin with `:param` (put your own values
in), then paste the file. An `id` is found by name with `find`. For names as captions and a colour for each label, drop `style.grass`
onto the Browser window. The texts in `browser/` draw pictures; those in `store/` are polgraph's own."""


def graph_page() -> str:
    """Return `docs/graph.md`."""
    parts = [_FIRST, "## Nodes", _properties("Every node", schema.COMMON)]
    for label in schema.LABELS:
        parts += [
            f"### `{label.name}`",
            f"{label.meaning[0].upper()}{label.meaning[1:]}.",
            _properties("", label.properties),
        ]
        if label.kinds:
            seconds = ", ".join(f"`{second}` ({kind})" for kind, second in label.kinds.items())
            parts.append(f"Second label, one of: {seconds}.")
    parts += [_EDGES, _predicates(), _properties("Their properties, and those of `CLAIMED`", schema.RELATION)]
    parts += ["## Other relationships", _other_edges()]
    parts.append(_BROWSER)
    parts += [f"```cypher\n{text}\n```" for text in queries.pictures().values()]
    return "\n\n".join(parts) + "\n"


def questions_page() -> str:
    """Return `queries/README.md`."""
    parts = [_QUESTIONS]
    for name in queries.names():
        query = queries.load(name)
        lines = "\n".join(f":param {p.name} => {_example(p)}" for p in query.params)
        parts += [f"## {name}", query.asks, f"```\n{lines}\n```", f"Returns {_code(query.returns)}."]
    return "\n\n".join(parts) + "\n"


def _example(param: queries.Param) -> str:
    if not param.required:
        return json.dumps(param.default, ensure_ascii=False)
    return {"string": f"'{param.name}'", "list": f"['{param.name}']"}.get(param.type, "1")


def _predicates() -> str:
    rows = [
        (
            f"`{p.name}`",
            "tie" if p.is_tie else "act",
            " or ".join(sorted(p.subjects)),
            " or ".join(sorted(p.objects)),
            "yes" if p.symmetric else "",
            f"{p.sign:+d}" if p.sign else "0",
            " ".join(part for part in (p.plover, p.cameo) if part),
            p.meaning,
        )
        for p in vocabulary.load().predicates.values()
    ]
    return _table(("type", "is", "from", "to", "symmetric", "sign", "PLOVER, CAMEO", "meaning"), rows)


def _other_edges() -> str:
    rows = []
    for edge in schema.EVIDENCE_EDGES:
        own = (
            "those above and `predicate`"
            if edge.name == "CLAIMED"
            else _code(p.name for p in edge.properties)
        )
        rows.append((f"`{edge.name}`", edge.start, edge.end, edge.meaning, own))
    extra = [p for e in schema.EVIDENCE_EDGES for p in e.properties if p not in schema.RELATION]
    table = _table(("type", "from", "to", "meaning", "properties besides `id`"), rows)
    return f"{table}\n\n{_properties('', extra)}"


def _properties(title: str, properties: Iterable[schema.Property]) -> str:
    table = _table(("property", "type", "meaning"), [(f"`{p.name}`", p.type, p.meaning) for p in properties])
    return f"{title}:\n\n{table}" if title else table


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
