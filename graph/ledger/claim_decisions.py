"""Claims as people decide on them: found by id, rejected, confirmed, corrected."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from polgraph import vocabulary
from polgraph.errors import InputError, NotFoundError
from polgraph.identity import Appearance
from polgraph.ledger.decisions import Kind, New, verdicts

if TYPE_CHECKING:
    from polgraph.ledger.ledger import Ledger
    from polgraph.ledger.steps import Step

SETS = ("predicate", "polarity", "modality", "subject", "object")
"""What a correction may set; ends as ids of nodes."""
_WORDS = {
    "polarity": ("affirmed", "denied"),
    "modality": ("asserted", "alleged", "planned", "demanded", "hypothetical"),
}


class ClaimState(NamedTuple):
    """A claim of an article with what people decided: `decided` is rejected, confirmed, corrected or null."""

    id: str
    article: str
    predicate: str
    subject: str
    subject_name: str
    object: str
    object_name: str
    status: str
    confidence: float
    decided: str | None
    quote: str


def find(db: sqlite3.Connection, typed: str) -> ClaimState:
    """Return the claim or role record of this id or unique beginning of it. Raises NotFoundError, InputError."""
    if typed.startswith("authority:"):
        raise InputError(
            f"{typed} is what the authority says, read in no article: `polgraph authority` corrects that"
        )
    pattern = typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found = _states(db, "id LIKE ? ESCAPE '\\' AND article IS NOT NULL LIMIT 20", pattern)
    exact = [c for c in found if c.id == typed]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        ids = [c.id for c in found]
        raise NotFoundError(f"{typed!r} may mean several claims: {', '.join(ids[:5])}: say the whole id", ids)
    raise NotFoundError(
        f"no claim {typed!r}: `polgraph show ARTICLE` and `polgraph related A B --json` tell the ids"
    )


def listed(
    db: sqlite3.Connection, *, decided: str | None = None, article: str | None = None
) -> list[ClaimState]:
    """Return the claims that people decided on (`decided`: only so), or those of one article."""
    if article is not None:
        found = _states(db, "article = ?", article)
        return [c for c in found if decided in (None, c.decided)]
    states = (_states(db, "id = ?", id_) for id_ in verdicts(db))
    return sorted(
        (c for s in states for c in s if c.decided and decided in (None, c.decided)), key=lambda c: c.id
    )


def _states(db: sqlite3.Connection, where: str, *values: str) -> list[ClaimState]:
    rows = [
        (article, subject, object_, json.loads(body) | {"rejected": False})
        for article, subject, object_, body in db.execute(
            f"SELECT article, subject, object, body FROM claim WHERE {where}",  # noqa: S608 - from constants
            values,
        )
    ]
    for article, text in db.execute(f"SELECT article, body FROM rejected WHERE {where}", values):  # noqa: S608
        kept = json.loads(text)
        rows.append((article, kept["subject"], kept["object"], kept["body"] | {"rejected": True}))
    return [
        ClaimState(
            body["id"],
            article,
            body["predicate"],
            subject,
            _name(db, subject),
            object_,
            _name(db, object_),
            body["status"],
            body["confidence"],
            "rejected" if body["rejected"] else body.get("decided"),
            body["quote"],
        )
        for article, subject, object_, body in rows
    ]


def _name(db: sqlite3.Connection, node: str) -> str:
    return str(db.execute("SELECT name FROM node WHERE id = ?", (node,)).fetchone()[0])


def decide(
    ledger: Ledger,
    kind: Kind,
    claim: str,
    *,
    sets: Mapping[str, str] | None = None,
    author: str,
    reason: str | None = None,
) -> tuple[ClaimState, Step]:
    """Reject, confirm or correct a claim; returns it as it stands then. Raises NotFoundError, InputError."""
    state = find(ledger.db, claim)
    detail: dict[str, Any] = {
        "claim": f"{state.subject_name} {state.predicate} {state.object_name}",
        "article": state.article,
    }
    if kind == "correct":
        if not sets:
            raise InputError(f"say what is to be corrected of {state.id}: {', '.join(SETS)}")
        detail["set"] = _checked(ledger.db, state, sets)
    elif state.decided == {"reject": "rejected", "confirm": "confirmed"}[kind]:
        raise InputError(f"the claim {state.id} is {state.decided} already")
    step = ledger.people.decide(
        [New(kind, state.id, None, reason, detail)], author=author, note=f"{kind} {state.id}"
    )
    return find(ledger.db, state.id), step


def _checked(db: sqlite3.Connection, state: ClaimState, sets: Mapping[str, str]) -> dict[str, str]:
    """Return what a correction sets, ends as anchors. Raises InputError where the vocabulary does not allow it."""
    words = vocabulary.load()
    new = dict(sets)
    for name, allowed in _WORDS.items():
        if name in new and new[name] not in allowed:
            raise InputError(f"{name} cannot be {new[name]!r}: {', '.join(allowed)}")
    predicate = new.get("predicate", state.predicate)
    if "predicate" in new and (predicate not in words or "HOLDS_ROLE" in (predicate, state.predicate)):
        what = "the vocabulary has no such predicate" if predicate not in words else "a role stays a role"
        raise InputError(
            f"the predicate cannot become {predicate}: {what}; `polgraph query --list` and docs/graph.md name them"
        )
    if "object" in new and state.predicate == "HOLDS_ROLE":
        raise InputError("the office of a role cannot be corrected: reject the claim")
    ends = {"subject": new.get("subject", state.subject), "object": new.get("object", state.object)}
    if ends["subject"] == ends["object"]:
        raise InputError("a claim needs two different ends")
    for end, node in ends.items():
        kind = db.execute("SELECT kind FROM node WHERE id = ?", (node,)).fetchone()[0]
        allowed_kinds = words[predicate].subjects if end == "subject" else words[predicate].objects
        if kind not in allowed_kinds and ("predicate" in new or end in new) and predicate != "HOLDS_ROLE":
            kinds = ", ".join(sorted(allowed_kinds))
            raise InputError(f"the {end} of {predicate} cannot be a {kind}: {kinds}")
        if end in new:
            new[end] = _anchor(db, node, state.article)
    return new


def _anchor(db: sqlite3.Connection, node: str, article: str) -> str:
    """Return a mention of the node: of the article of the claim where it has one, else its oldest."""
    rows = db.execute(
        "SELECT body FROM appearance WHERE node = ? ORDER BY article != ?, since, article, local",
        (node, article),
    )
    for (body,) in rows:
        if anchors := Appearance.model_validate_json(body).anchors:
            return anchors[0]
    raise InputError(f"{node} cannot be an end of a corrected claim: no text names it as an actor")
