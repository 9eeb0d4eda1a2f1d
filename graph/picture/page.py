"""One HTML file: the picture, its style and its script, with all that they show inside.

What articles say is hostile until shown otherwise: it stands in the page as data alone, the script makes text of it and
never markup, and the page's own policy lets nothing run or load but that one script and style.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from importlib.resources import files
from typing import Any, NamedTuple

from polgraph.ledger import Ledger
from polgraph.model import Relation
from polgraph.network import measure
from polgraph.picture.facts import facts, most_joined
from polgraph.selection import Filters, Selection, select

TOP = 500
"""How many actors a picture shows at most, unless told otherwise."""
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


class Picture(NamedTuple):
    """The HTML file, how many nodes and relations it shows, and how many nodes had no room."""

    html: bytes
    nodes: int
    relations: int
    left_out: int


def explore(ledger: Ledger, filters: Filters | None = None, *, top: int = TOP) -> Picture:
    """Return the picture of the part of the graph that `filters` leave, at most the `top` nodes with most neighbours.

    The figures of an actor are those of the whole network (in the period). Raises what `polgraph.selection.select` does.
    """
    asked = filters or Filters(status="claimed")
    found = select(ledger, asked)
    kept = most_joined(found.relations, top=top, keep=found.actors)
    shown = [r for r in found.relations if r.start in kept and r.end in kept]
    nodes = [n for n in found.nodes if n.id in kept]
    roles = [] if "role" in asked.beyond else _roles(ledger, asked, kept)
    claims = (*found.claims, *ledger.claims(roles, days=asked.period))
    whole = ledger.relations() if asked.period is None else ledger.relations_within(asked.period)
    told = facts(nodes, shown, roles, claims, measure(whole, past=asked.period is not None))
    told["filters"] = _said(asked, found, len(nodes))
    return Picture(page(told), len(nodes), len(shown), len(found.nodes) - len(nodes))


def page(told: dict[str, Any]) -> bytes:
    """Return the page that shows `told` (see `polgraph.picture.facts`)."""
    here = files("polgraph.picture")
    style, script, frame = (
        (here / name).read_text(encoding="utf-8") for name in ("page.css", "page.js", "page.html")
    )
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    parts = {
        "policy": html.escape(policy),
        "style": style,
        "script": script,
        "data": json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES),
    }
    pieces = frame.split("{{")
    rest = (piece.split("}}", 1) for piece in pieces[1:])
    return "".join([pieces[0], *(parts[name] + after for name, after in rest)]).encode()


def _digest(text: str) -> str:
    """Return what the policy calls a script or style by: browsers count it with line ends as line feeds."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _roles(ledger: Ledger, asked: Filters, people: set[str]) -> list[Relation]:
    """Return the offices of `people`, which their cards show."""
    if asked.period is None:
        found = ledger.relations(min_status=asked.status, predicates=["HOLDS_ROLE"])
    else:
        found = (r for r in ledger.relations_within(asked.period) if r.predicate == "HOLDS_ROLE")
    return sorted((r for r in found if r.start in people), key=_latest, reverse=True)


def _latest(r: Relation) -> tuple[str, str, str]:
    return r.end_date or "9999", r.start_date or "", r.id


def _said(asked: Filters, found: Selection, shown: int) -> list[str]:
    """Return in words what the picture was limited to."""
    names = {n.id: str(n.properties["name"]) for n in found.nodes}
    words = []
    if found.actors:
        steps = 1 if asked.depth is None else asked.depth
        around = ", ".join(names.get(id_, id_) for id_ in found.actors)
        words.append(f"around {around}, {steps} {'step' if steps == 1 else 'steps'}")
    if asked.period:
        words.append(f"{asked.period[0] or ''} – {asked.period[1] or ''}".strip())
    words += [f"only {', '.join(asked.types)}"] if asked.types else []
    words += ["asserted only"] if asked.status == "asserted" else []
    if shown < len(found.nodes):
        words.append(f"the {shown} of {len(found.nodes)} with most neighbours")
    return words
