"""What people decide, from the names that they type: who is one and who is not, which claims hold, and why."""

from __future__ import annotations

import getpass
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Brought, ClaimState, Decided, Doubt, Explanation, Ledger, Step
from polgraph.settings import Workspace
from polgraph.upkeep import GraphState, Store, show_in_graph

ACTORS = ("person", "organization", "country", "group", "place")


class ClaimDone(NamedTuple):
    """What a decision on a claim did: the claim as it stands now, the step, and the graph."""

    claim: ClaimState
    step: Step
    graph: GraphState


class Grouped(NamedTuple):
    """A step with its decisions."""

    number: int
    time: str
    author: str
    reason: str | None
    in_force: bool
    rows: tuple[Decided, ...]


class Done(NamedTuple):
    """What a decision did: its step, the actors that it is about as they stand now (id and name), the graph, and what it took back.

    `warning`: what speaks against it, which the reason that is kept says too.
    """

    step: Step
    actors: tuple[tuple[str, str], ...]
    graph: GraphState
    undone: tuple[Grouped, ...] = ()
    warning: str | None = None


def me() -> str:
    """Return the name of the user of this machine, who signs decisions by default."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def merge(
    a: str,
    b: str,
    workspace: Workspace,
    *,
    kinds: Collection[str] = ACTORS,
    author: str | None = None,
    reason: str | None = None,
    store: Store | None = None,
) -> Done:
    """Let two actors (or two of other `kinds`: events) be one.

    Two with different QIDs are made one too, as Wikidata has doubles, but with a warning, which is kept with the reason. Raises NotFoundError for a name that means none, InputError where they cannot be one.
    """
    with Ledger.open(workspace.ledger) as ledger:
        ids = [ledger.resolve(name, kinds=kinds) for name in (a, b)]
        warning = _two_qids(ledger, ids)
        kept = "; ".join(filter(None, (reason, warning and f"warned: {warning}"))) or None
        step = ledger.people.merge(ids[0], ids[1], author=author or me(), reason=kept)
        return Done(step, _actors(ledger, ids), show_in_graph(ledger, workspace, store), warning=warning)


def _two_qids(ledger: Ledger, ids: Sequence[str]) -> str | None:
    """Return what is said of two nodes that Wikidata holds for two, or None."""
    found = [
        (told.name, told.wikidata) for told in (ledger.people.explain(id_) for id_ in dict.fromkeys(ids))
    ]
    if len({qid for _, qid in found if qid}) < 2:
        return None
    return "Wikidata knows two: " + ", ".join(f"{name} is {qid}" for name, qid in found)


def split(
    actor: str,
    workspace: Workspace,
    *,
    kinds: Collection[str] = ACTORS,
    mentions: Sequence[str] = (),
    articles: Sequence[str] = (),
    author: str | None = None,
    reason: str | None = None,
    store: Store | None = None,
) -> Done:
    """Take what these names or articles mean out of an actor or event, into one of its own. Raises NotFoundError, InputError."""
    if not mentions and not articles:
        sort = "events" if "event" in kinds else "actors"
        raise InputError(
            f"say who is to be taken out: --mention NAME or --article ID; `polgraph {sort} explain` lists both"
        )
    with Ledger.open(workspace.ledger) as ledger:
        id_ = ledger.resolve(actor, kinds=kinds)
        before = ledger.people.appearances_of(id_)
        known = {article for article, _ in before}
        if missing := sorted(set(articles) - known):
            raise NotFoundError(f"{actor} ({id_}) does not appear in {', '.join(missing)}", sorted(known))
        step = ledger.people.split(
            id_, mentions=mentions, articles=articles, author=author or me(), reason=reason
        )
        ids = [id_, *ledger.people.nodes_of(before)]
        return Done(step, _actors(ledger, ids), show_in_graph(ledger, workspace, store))


def undo(
    number: int | None,
    workspace: Workspace,
    *,
    claims: bool = False,
    author: str | None = None,
    reason: str | None = None,
    store: Store | None = None,
) -> Done:
    """Take back a decision by its number, by default the newest (of those on claims). Raises NotFoundError, InputError."""
    with Ledger.open(workspace.ledger) as ledger:
        step = ledger.people.undo(number, claims=claims, author=author or me(), reason=reason)
        rows = ledger.people.rows()
        back = {d.detail.get("step") for d in rows if d.step == step.number and d.kind == "undo"}
        undone = tuple(group for group in _grouped(rows) if group.number in back)
        return Done(step, (), show_in_graph(ledger, workspace, store), undone)


def decisions(workspace: Workspace) -> list[Grouped]:
    """Return what people decided, a step each, oldest first."""
    with Ledger.open(workspace.ledger) as ledger:
        return _grouped(ledger.people.rows())


def _grouped(rows: Iterable[Decided]) -> list[Grouped]:
    steps: dict[int, list[Decided]] = {}
    for row in rows:
        steps.setdefault(row.step, []).append(row)
    return [
        Grouped(number, of[0].time, of[0].author, of[0].reason, any(d.in_force for d in of), tuple(of))
        for number, of in steps.items()
    ]


def export_decisions(workspace: Workspace) -> list[str]:
    """Return all decisions as lines of a text file, in an order that does not change."""
    with Ledger.open(workspace.ledger) as ledger:
        return list(ledger.people.written())


def import_decisions(
    lines: Iterable[str], workspace: Workspace, *, store: Store | None = None
) -> tuple[Brought, GraphState]:
    """Add the decisions of such a file; those that are here stay as they are. Raises InputError, naming the line."""
    with Ledger.open(workspace.ledger, create=True) as ledger:
        return ledger.people.bring(lines), show_in_graph(ledger, workspace, store)


def explain(actor: str, workspace: Workspace, *, kinds: Collection[str] = ACTORS) -> Explanation:
    """Return why the mentions of an actor or event are one. Raises NotFoundError."""
    with Ledger.open(workspace.ledger) as ledger:
        return ledger.people.explain(ledger.resolve(actor, kinds=kinds))


def doubts(workspace: Workspace, *, limit: int = 100, events: bool = False) -> list[Doubt]:
    """Return the pairs of actors (`events`: of events) that people should decide on, most valuable first."""
    with Ledger.open(workspace.ledger) as ledger:
        return ledger.people.doubts(limit=limit, events=events)


def reject(
    claim: str,
    workspace: Workspace,
    *,
    author: str | None = None,
    reason: str | None = None,
    store: Store | None = None,
) -> ClaimDone:
    """Let a claim (its id or the beginning of it) support nothing. Raises NotFoundError, InputError."""
    return _decide_claim("reject", claim, workspace, {}, author, reason, store)


def confirm(
    claim: str,
    workspace: Workspace,
    *,
    author: str | None = None,
    reason: str | None = None,
    store: Store | None = None,
) -> ClaimDone:
    """Vouch for a claim as it stands: its confidence is 1. Raises NotFoundError, InputError."""
    return _decide_claim("confirm", claim, workspace, {}, author, reason, store)


def correct(
    claim: str,
    workspace: Workspace,
    *,
    sets: Mapping[str, str],
    author: str | None = None,
    reason: str | None = None,
    store: Store | None = None,
) -> ClaimDone:
    """Let a claim say something else: `predicate`, `polarity`, `modality`, `subject`, `object` (names of actors)."""
    return _decide_claim("correct", claim, workspace, sets, author, reason, store)


def _decide_claim(
    kind: Literal["reject", "confirm", "correct"],
    claim: str,
    workspace: Workspace,
    sets: Mapping[str, str],
    author: str | None,
    reason: str | None,
    store: Store | None,
) -> ClaimDone:
    with Ledger.open(workspace.ledger) as ledger:
        new = {
            n: ledger.resolve(v, kinds=ACTORS) if n in ("subject", "object") else v for n, v in sets.items()
        }
        state, step = ledger.people.decide_claim(kind, claim, sets=new, author=author or me(), reason=reason)
        return ClaimDone(state, step, show_in_graph(ledger, workspace, store))


def claims(
    workspace: Workspace, *, decided: str | None = None, article: str | None = None
) -> list[ClaimState]:
    """Return the claims that people decided on (rejected, confirmed, corrected), or those of an article."""
    with Ledger.open(workspace.ledger) as ledger:
        id_ = ledger.article(article)[0].id if article else None
        return ledger.people.claims(decided=decided, article=id_)


def _actors(ledger: Ledger, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return id and name of the nodes that these ids lead to now, each once."""
    now = dict.fromkeys(ledger.resolve(id_) for id_ in ids)
    return tuple((node.id, str(node.properties["name"])) for id_ in now for node in ledger.nodes([id_]))
