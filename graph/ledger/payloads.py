"""Nodes and edges of evidence and relations, as they shall stand in the store: exactly the properties of the schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from polgraph import schema
from polgraph.ledger.nodes import fill, search_text
from polgraph.ledger.relations import CLAIMED, Derived
from polgraph.model import Article, Claim, GraphEdge, GraphNode, Role, Value
from polgraph.vocabulary import Predicate

SEPARATOR = "|"  # joins the parts of an edge's id


def dump(value: object) -> str:
    """Return `value` as compact JSON in Unicode, keys as they come."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def node_text(node: str, labels: tuple[str, ...], properties: dict[str, Value]) -> str:
    """Return the JSON of a `GraphNode`."""
    return dump({"id": node, "labels": labels, "properties": properties})


def edge_text(edge: GraphEdge) -> str:
    """Return the JSON of a `GraphEdge`."""
    return dump({k: getattr(edge, k) for k in ("id", "type", "start", "end", "properties")})


def read_node(text: str) -> GraphNode:
    """Return the `GraphNode` of its JSON."""
    return GraphNode.model_construct(**_tupled(json.loads(text)))


def read_edge(text: str) -> GraphEdge:
    """Return the `GraphEdge` of its JSON."""
    return GraphEdge.model_construct(**json.loads(text))


def _tupled(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"labels": tuple(values["labels"])}


def evidence_edge(
    type_: str,
    start: str,
    end: str,
    *,
    position: int | None = None,
    properties: Mapping[str, Value] = MappingProxyType({}),
) -> GraphEdge:
    """Return an edge of evidence; `position` tells the speakers of a claim apart."""
    given: dict[str, Value] = {} if position is None else {"position": position}
    parts = [type_, start, end, *([] if position is None else [str(position)])]
    return GraphEdge(
        id=SEPARATOR.join(parts), type=type_, start=start, end=end, properties=given | dict(properties)
    )


def relation_edge(derived: Derived, start: str, end: str) -> GraphEdge:
    """Return the edge of a relation between two nodes; its id is that of (type, ends, term)."""
    kind = [CLAIMED, derived.predicate] if derived.type == CLAIMED else [derived.type]
    id_ = SEPARATOR.join([*kind, start, end, *([derived.term] if derived.term else [])])
    values = derived._asdict() | {"id": id_, "evidence": list(derived.evidence)}
    names = [p.name for p in schema.RELATION]
    if derived.type == CLAIMED:
        names.insert(0, schema.PREDICATE_PROPERTY.name)
    properties: dict[str, Value] = {name: values[name] for name in names}
    return GraphEdge(id=id_, type=derived.type, start=start, end=end, properties=properties)


def article_values(
    article: Article, *, language: str | None, copy_of: str | None = None, version_of: str | None = None
) -> dict[str, Value]:
    """Return the properties of an Article node."""
    name = article.title or article.id
    return fill(
        "Article",
        {
            "id": article.id,
            "name": name,
            "search_text": search_text((name,)),
            "url": article.url,
            "title": article.title,
            "source": article.source,
            "published": article.published,
            "language": language,
            "copy_of": copy_of,
            "version_of": version_of,
        },
    )


def claim_values(
    record: Claim | Role, article: Article, predicate: Predicate, *, status: str
) -> dict[str, Value]:
    """Return the properties of a Claim node, but for `speakers` and `origin`, which depend on other articles."""
    quote = article.text[record.sentence[0] : record.sentence[1]]
    date, said = record.date, record.said
    codes = record if isinstance(record, Claim) else predicate
    return {
        "id": record.id,
        "name": predicate.name,
        "search_text": search_text((quote,)),
        "predicate": predicate.name,
        "quote": quote,
        "polarity": record.polarity,
        "modality": record.modality,
        "status": status,
        "phase": record.phase,
        "start_date": date.start if date else None,
        "end_date": date.end if date else None,
        "date_precision": date.precision if date else None,
        "date_kind": date.kind if date else None,
        "said_date": (said.start or said.end) if said else None,
        "confidence": record.confidence,
        "rule": record.rule,
        "part": record.part if isinstance(record, Claim) else None,
        "sign": codes.sign,
        "cameo": codes.cameo,
        "plover": codes.plover,
        "quad": codes.quad,
        "reported": article.day,
        "sentence_start": record.sentence[0],
        "sentence_end": record.sentence[1],
        "source": None,
        "as_of": None,
        "decided": None,
    }
