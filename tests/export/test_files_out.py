"""The files, read back by programs that are not ours."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from factories import Story

from polgraph.errors import InputError
from polgraph.export import TABLES, Format, export
from polgraph.ledger import Ledger
from polgraph.selection import Filters, select

EVERYTHING = Filters(status="claimed", beyond=("event", "place", "role"))
FORMATS: tuple[Format, ...] = ("graphml", "gexf", "json", "csv")


def read(path: Path, format_: Format) -> nx.MultiDiGraph:
    if format_ == "graphml":
        return nx.read_graphml(path, force_multigraph=True)
    if format_ == "gexf":
        return nx.read_gexf(path)
    if format_ == "json":
        return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    nodes, edges = (pd.read_csv(path / f"{name}.csv", keep_default_na=False) for name in ("nodes", "edges"))
    graph = nx.from_pandas_edgelist(edges, edge_attr=True, edge_key="id", create_using=nx.MultiDiGraph)
    for row in nodes.to_dict("records"):
        graph.add_node(row["id"], **row)
    return graph


def edge(graph: nx.MultiDiGraph, label: str) -> dict[str, Any]:
    (found,) = [data for _, _, data in graph.edges(data=True) if data["predicate"] == label]
    return found


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_read_back(affair: Ledger, tmp_path: Path, format_: Format) -> None:
    found = select(affair, EVERYTHING)
    out = tmp_path / f"graph.{format_}"
    export(found, out, format=format_)
    graph = read(out, format_)
    assert set(graph) == {n.id for n in found.nodes}
    assert sorted((a, b) for a, b in graph.edges()) == sorted((r.start, r.end) for r in found.relations)
    (ada,) = [n for n, data in graph.nodes(data=True) if data["name"] == "Ada Marsh"]
    assert graph.nodes[ada]["kind"] == "person"
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"person", "country", "event", "role"}
    met = edge(graph, "MET_WITH")
    assert (met["status"], met["start_date"], met["denied"]) == ("contested", "2025-02-20", 1)
    assert str(met["symmetric"]).lower() == "true"
    assert float(met["weight"]) == 1
    assert edge(graph, "ACCUSED")["sign"] == -1
    assert edge(graph, "ACCUSED").get("start_date") in (None, "")


def test_what_gephi_and_yed_show_is_the_name(affair: Ledger, tmp_path: Path) -> None:
    for format_ in ("graphml", "gexf"):
        export(select(affair, EVERYTHING), tmp_path / "out", format=format_)
        graph = read(tmp_path / "out", format_)
        assert {data["label"] for _, data in graph.nodes(data=True)} >= {"Ada Marsh", "Lakeport talks"}
        assert {data["label"] for *_, data in graph.edges(data=True)} >= {"MET_WITH", "CLAIMED"}


def test_lists_are_lists_in_json_and_one_text_elsewhere(ledger: Ledger, tmp_path: Path) -> None:
    story = Story("a1")
    story.actor("Ada Marsh", aliases=("A. Marsh", "Ада Марш", "Mar|sh"))
    story.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    with ledger.load() as load:
        load.add(*story.done())
    seen = {}
    for format_ in FORMATS:
        export(select(ledger), tmp_path / format_, format=format_)
        graph = read(tmp_path / format_, format_)
        seen[format_] = {data["name"]: data for _, data in graph.nodes(data=True)}
    assert seen["json"]["Ada Marsh"]["aliases"] == ["A. Marsh", "Mar|sh", "Ада Марш"]
    assert seen["json"]["Bruno Tal"]["aliases"] == []
    for format_ in ("graphml", "gexf", "csv"):
        assert seen[format_]["Ada Marsh"]["aliases"] == "A. Marsh|Mar/sh|Ада Марш"
        assert seen[format_]["Bruno Tal"].get("aliases", "") == ""


def test_claims_carry_their_sentences(affair: Ledger, tmp_path: Path) -> None:
    found = select(affair, Filters(types=("ACCUSED",)))
    export(found, tmp_path / "g.json", format="json")
    export(found, tmp_path / "tables", format="csv")
    (claim,) = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))["claims"]
    row = pd.read_csv(tmp_path / "tables" / "claims.csv", keep_default_na=False).to_dict("records")[0]
    for one in (claim, row):
        assert one["quote"] == "Ada Marsh accused Bruno Tal."
        assert (one["relation"], one["url"]) == (found.relations[0].id, "https://lantern.example/1")
    start, end = claim["trigger"]
    assert claim["quote"][start:end] == "accused"
    assert (claim["speakers"], row["speakers"]) == (["officials"], "officials")


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_graph_gives_the_same_bytes_on_any_day(
    affair: Ledger, tmp_path: Path, format_: Format
) -> None:
    paths = tmp_path / "one", tmp_path / "two"
    for path in paths:
        found = select(affair, EVERYTHING)
        mixed = found._replace(nodes=found.nodes[::-1], relations=found.relations[::-1])
        export(mixed if path.name == "two" else found, path, format=format_)
    one, two = ([f.read_bytes() for f in ([p] if p.is_file() else sorted(p.iterdir()))] for p in paths)
    assert one == two
    assert date.today().isoformat().encode() not in b"".join(one)


@pytest.mark.parametrize("format_", FORMATS)
def test_names_that_mean_harm_stay_names(hostile: Ledger, tmp_path: Path, format_: Format) -> None:
    """No letter is lost, but those that XML cannot hold; a spreadsheet gets no formula."""
    export(select(hostile), tmp_path / "out", format=format_)
    names = {data["name"] for _, data in read(tmp_path / "out", format_).nodes(data=True)}
    bell = "bell\ufffd and \u202eturned" if format_ in ("graphml", "gexf") else "bell\x07 and \u202eturned"
    formula = '=HYPERLINK("http://evil.example")'
    expected = {"Eve Marsh", "</script><script>window.harm='script'</script>", bell}
    assert expected | {f"'{formula}" if format_ == "csv" else formula} <= names


def test_namibia_is_no_missing_value(ledger: Ledger, tmp_path: Path) -> None:
    story = Story("a1")
    story.actor("Namibia", kind="country", wikidata="Q1030", key="Q1030", country="NA")
    story.claim("Namibia", "AIDED", "Nordland")
    with ledger.load() as load:
        load.add(*story.done())
    export(select(ledger), tmp_path / "t", format="csv")
    nodes = pd.read_csv(tmp_path / "t" / "nodes.csv", keep_default_na=False)
    assert set(nodes["country"]) == {"NA", "XA"}


def test_an_older_export_is_replaced_and_nothing_else_is_touched(affair: Ledger, tmp_path: Path) -> None:
    found, folder = select(affair), tmp_path / "tables"
    export(found, folder, format="csv")
    (folder / "edges.csv").write_text("old")
    export(found, folder, format="csv")
    assert "MET_WITH" in (folder / "edges.csv").read_text()
    assert sorted(p.name for p in folder.iterdir()) == sorted(TABLES)
    (folder / "thesis.docx").write_text("mine")
    before = (folder / "edges.csv").read_text()
    with pytest.raises(InputError, match="something else"):
        export(select(affair, Filters(types=("ACCUSED",))), folder, format="csv")
    assert ((folder / "thesis.docx").read_text(), (folder / "edges.csv").read_text()) == ("mine", before)
    with pytest.raises(InputError, match="tables"):
        export(found, folder, format="json")
    with pytest.raises(InputError, match="nowhere"):
        export(found, tmp_path / "nowhere" / "g.json", format="json")
    assert {p.name for p in tmp_path.iterdir()} <= {
        "tables",
        "ledger.sqlite",
        "ledger.sqlite-wal",
        "ledger.sqlite-shm",
    }
