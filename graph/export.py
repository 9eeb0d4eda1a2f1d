"""The graph as files for other programs: GraphML, GEXF, JSON, CSV. The same graph gives the same bytes.

Nodes and edges are named by the ledger's ids. Columns and attributes are the properties of the graph (`polgraph.schema`).
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from polgraph import network_files, schema, vocabulary
from polgraph.errors import InputError
from polgraph.ledger import ClaimRow
from polgraph.model import GraphNode, Relation, Value
from polgraph.selection import Selection

Format = Literal["graphml", "gexf", "json", "csv"]
Row = dict[str, Value]

_HIDDEN = ("id", "name", "search_text")
NODE_COLUMNS = tuple(
    dict.fromkeys(
        ["id", "name", "kind"]
        + [
            p.name
            for label in schema.LABELS
            if label.name in ("Actor", "Event", "Role", "Place")
            for p in label.properties
            if p.name not in _HIDDEN
        ]
    )
)
EDGE_COLUMNS = (
    *("id", "source", "target", "source_name", "target_name", "type", "predicate", "symmetric", "weight"),
    *(p.name for p in schema.RELATION if p.name not in _HIDDEN),
)
CLAIM_COLUMNS = ClaimRow._fields
TABLES = ("nodes.csv", "edges.csv", "claims.csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(selection: Selection, out: Path, *, format: Format) -> None:  # noqa: A002 - the word of the command
    """Write `selection` to `out`: a file, or for CSV a folder with `nodes.csv`, `edges.csv` and `claims.csv`.

    It takes the place of an earlier one when it is complete. Raises InputError where it cannot be written, or where
    the folder holds anything else.
    """
    if format == "csv":
        _write_folder(out, tables(selection))
        return
    out = out.resolve()
    if out.is_dir():
        raise InputError(f"cannot write {out}: it is a folder, name a file")
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(text(selection, format=format))
        beside.replace(out)
    except OSError as error:
        raise InputError(f"cannot write {out}: {error.strerror}") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def text(selection: Selection, *, format: Literal["graphml", "gexf", "json"]) -> bytes:  # noqa: A002
    """Return the file in one of the formats that are one file."""
    nodes, edges = node_rows(selection), edge_rows(selection)
    if format == "json":
        return _json(nodes, edges, selection.claims)
    write = network_files.graphml if format == "graphml" else network_files.gexf
    return write(nodes, edges)


def tables(selection: Selection) -> dict[str, bytes]:
    """Return the three CSV tables by file name: UTF-8, comma, a line of column names, an empty cell for null."""
    claims = [claim._asdict() for claim in selection.claims]
    rows = (
        (node_rows(selection), NODE_COLUMNS),
        (edge_rows(selection), EDGE_COLUMNS),
        (claims, CLAIM_COLUMNS),
    )
    return {name: _csv(*table) for name, table in zip(TABLES, rows, strict=True)}


def node_rows(selection: Selection) -> list[Row]:
    """Return the nodes as rows of `NODE_COLUMNS`, by id. `kind` of what is no actor: event, place or role."""
    return [_node(node) for node in sorted(selection.nodes, key=lambda n: n.id)]


def edge_rows(selection: Selection) -> list[Row]:
    """Return the relations as rows of `EDGE_COLUMNS`, by id.

    `symmetric`: the direction means nothing. `weight`: independent sources, 1 where only the authority vouches.
    """
    return [_edge(r) for r in sorted(selection.relations, key=lambda r: r.id)]


def _node(node: GraphNode) -> Row:
    row: Row = dict.fromkeys(NODE_COLUMNS)
    row |= {name: value for name, value in node.properties.items() if name in row}
    return row | {"id": node.id, "kind": node.properties.get("kind") or node.labels[0].lower()}


def _edge(relation: Relation) -> Row:
    row: dict[str, Any] = {name: getattr(relation, name, None) for name in EDGE_COLUMNS}
    return row | {
        "source": relation.start,
        "target": relation.end,
        "source_name": relation.start_name,
        "target_name": relation.end_name,
        "symmetric": vocabulary.load()[relation.predicate].symmetric,
        "weight": max(1, relation.origins),
        "evidence": list(relation.evidence),
    }


def _json(nodes: Sequence[Row], edges: Sequence[Row], claims: Iterable[ClaimRow]) -> bytes:
    """Node-link data as networkx and others read it, and the claims; one node, edge or claim a line."""
    parts = {
        "nodes": nodes,
        "edges": [{"key": e["id"], **e} for e in edges],
        "claims": [claim._asdict() for claim in claims],
    }
    head = '{"directed": true, "multigraph": true, "graph": {}'
    lists = (
        f'"{name}": [\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
        for name, rows in parts.items()
    )
    return (",\n".join([head, *lists]) + "}\n").encode()


def _csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    return out.getvalue().encode()


def _cell(value: Any) -> str | int | float:
    """Return a cell. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = network_files.flat([str(entry) for entry in value])
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value).replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder beside, then let it take the place of the old one."""
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or {p.name for p in folder.iterdir()} - set(TABLES)):
        raise InputError(f"cannot write {folder}: it holds something else; CSV takes a folder of its own")
    fresh, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{end}") for end in ("part", "old"))
    try:
        fresh.mkdir()
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        if folder.exists():
            folder.replace(old)
        fresh.replace(folder)
    except OSError as error:
        if old.exists() and not folder.exists():
            old.replace(folder)
        raise InputError(f"cannot write {folder}: {error.strerror}") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
