"""What people decided and are asked, printed for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from polgraph import coreference
from polgraph.cli.loading import end_with_graph, print_graph
from polgraph.cli.printing import count, json_line, line, shown, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from polgraph.decisions import Done, Grouped
    from polgraph.ledger import Decided, Doubt, Explanation, Shown, Taken

VERBS = {"same": "is", "different": "is not", "unsure": "may or may not be"}


def doubt(pair: Doubt) -> None:
    """Print a pair that may be one: both sides with their words, and what speaks for it."""
    line(f"{pair.score:.2f}  {'; '.join(pair.reasons)}  ({count(pair.claims, 'claim')} at stake)")
    for side in (pair.left, pair.right):
        _shown(side)
    typer.echo()


def _shown(s: Shown) -> None:
    facts = (s.name, s.kind, s.country, *s.offices, s.node)
    line("  ".join(filter(None, facts)), indent=2)
    others = [n for n in s.names if n != s.name]
    if others:
        line(f"also: {', '.join(others)}", indent=4)
    where = ", ".join(filter(None, (s.source, (s.published or "")[:10], s.article)))
    if s.words and s.mark:
        before, marked, after = s.words[: s.mark[0]], s.words[s.mark[0] : s.mark[1]], s.words[s.mark[1] :]
        line(f"“{before}[{marked}]{after}”", indent=4)
    line(where, indent=4)


def done(made: Done, *, as_json: bool) -> None:
    """Print what a decision did, and end with the status of the graph store."""
    if made.warning:
        typer.echo(shown(f"polgraph: {made.warning}; `polgraph actors undo` takes it back"), err=True)
    if as_json:
        json_line(made.step._asdict() | {"actors": made.actors, "graph": made.graph, "warning": made.warning})
    else:
        line(f"decision {made.step.number}: {count(made.step.changes, 'change')} of the graph")
        taken_back(made.undone)
        for id_, name in made.actors:
            line(f"{name}  {id_}", indent=2)
        for old, new in made.step.redirected.items():
            line(f"{old} leads to {new}", indent=2)
        print_graph(made.graph)
    end_with_graph(made.graph)


def taken_back(undone: Iterable[Grouped]) -> None:
    """Print which decisions were taken back."""
    for group in undone:
        line(f"takes back {group.number}: {about(group)}", indent=2)


def about(group: Grouped) -> str:
    """Return in few words what a step decided."""
    back = dict.fromkeys(str(d.detail["step"]) for d in group.rows if d.kind == "undo" and "step" in d.detail)
    undone = [f"undo {', '.join(back)}"] if back else []
    return "; ".join([*undone, *dict.fromkeys(_sentence(d) for d in group.rows if d.kind != "undo")])


def _sentence(d: Decided) -> str:
    detail = d.detail
    if d.right is None:
        sets = ", ".join(
            f"{k} {v}" for k, v in detail.get("set", {}).items() if k not in ("subject", "object")
        )
        return " ".join(filter(None, (d.kind, d.left, f"({detail.get('claim', '')})", sets)))
    ends = [detail.get(side, {}) for side in ("left", "right")]
    left, right = (f"{end.get('name', '?')} ({end.get('article', '?')})" for end in ends)
    return f"{left} {VERBS[d.kind]} {right}"


def _taken(mentions: Iterable[Taken]) -> None:
    """Print why words were taken for the actor, within each article."""
    rules = coreference.rules()
    table(
        ("article", "words", "form", "times", "score", "rule", "goes by"),
        [
            (
                m.article,
                " ".join(m.words.split()),
                m.form,
                m.times,
                f"{m.score:.2f}" if m.score is not None else None,
                m.rule,
                rules[m.rule].says if m.rule in rules else None,
            )
            for m in mentions
        ],
    )


def explanation(found: Explanation) -> None:
    """Print why the appearances of an actor are one."""
    line("  ".join(filter(None, (found.name, found.wikidata, found.node))))
    if found.ids:
        line(f"also the ids {', '.join(found.ids)}")
    typer.echo()
    table(
        ("article", "actor", "name", "country", "offices", "words"),
        [(s.article, s.actor, s.name, s.country, ", ".join(s.offices), s.words) for s in found.appearances],
    )
    if found.mentions:
        typer.echo()
        _taken(found.mentions)
    if found.links:
        typer.echo()
        table(
            ("score", "one", "other", "reasons"),
            [
                (
                    f"{k.score:.2f}",
                    f"{k.left_name} ({k.left[0]})",
                    f"{k.right_name} ({k.right[0]})",
                    "; ".join(k.reasons),
                )
                for k in found.links
            ],
        )
    if found.decisions:
        typer.echo()
        table(
            ("number", "time", "author", "decision", "reason", ""),
            [
                (
                    d.step,
                    d.time[:16].replace("T", " "),
                    d.author,
                    _sentence(d),
                    d.reason,
                    "" if d.in_force else "undone",
                )
                for d in found.decisions
            ],
        )
