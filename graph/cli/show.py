"""`polgraph show`: an article with what was read out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from polgraph.cli import options
from polgraph.cli.printing import arrow, is_terminal, json_line, line, shown, table, when

if TYPE_CHECKING:
    from polgraph.model import Article, Claim, Extraction, Role

COLOURS = {
    "person": "cyan",
    "organization": "magenta",
    "country": "green",
    "group": "yellow",
    "place": "blue",
}
TRIGGER = "bold red"


class Mark(NamedTuple):
    """A stretch of text, what it is called in the plain notation, and its style on a terminal."""

    start: int
    end: int
    name: str
    style: str


def show(
    article: Annotated[str, typer.Argument(help="Its id, the beginning of it, its title or part of that.")],
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """Show an article with what was read out of it.

    Its text with actors and the words of claims marked, then the actors and claims. In a pipe an actor is [words|p1] and the words that a claim was read from are {words|PREDICATE}.
    """
    from polgraph.ledger import Ledger
    from polgraph.settings import need_workspace

    with Ledger.open(need_workspace(workspace).ledger) as ledger:
        found, extraction = ledger.article(article)
    if as_json:
        json_line({"article": found, "extraction": extraction})
        return
    _print_head(found, extraction)
    _print_text(found.text, list(_marks(extraction)))
    typer.echo()
    _print_actors(extraction)
    _print_records(extraction)


def _print_head(article: Article, extraction: Extraction) -> None:
    facts = (article.id, article.title, article.source, article.published, article.language, article.url)
    line("  ".join(filter(None, facts)))
    model = extraction.producer.model or "no model"
    line(
        f"read by polgraph {extraction.producer.polgraph}, {model}"
        + (f"; skipped: {extraction.skipped}" if extraction.skipped else "")
    )
    typer.echo()


def _marks(extraction: Extraction) -> Iterator[Mark]:
    for actor in extraction.actors:
        for mention in actor.mentions:
            yield Mark(mention.start, mention.end, f"[{actor.id}", COLOURS[actor.kind])
    for claim in extraction.claims:
        yield Mark(*claim.trigger, f"{{{claim.predicate}", TRIGGER)
    for role in extraction.roles:
        yield Mark(*role.span, f"{{HOLDS_ROLE {role.role or role.title}", "underline")


def _print_text(text: str, marks: list[Mark]) -> None:
    if not is_terminal():
        typer.echo(bracketed(text, marks))
        return
    from rich.console import Console
    from rich.text import Text

    drawn = Text("".join(c if c == "\n" else shown(c) for c in text))
    for mark in marks:
        drawn.stylize(mark.style, mark.start, mark.end)
    Console(highlight=False).print(drawn)


def bracketed(text: str, marks: list[Mark]) -> str:
    """Return `text` with each mark as [words|name] or {words|name}; one that would cross another is left out."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    within: list[int] = []
    names: dict[tuple[int, int, str], list[str]] = {}
    for mark in marks:  # several claims on the same words share their brackets
        known = names.setdefault((mark.start, mark.end, mark.name[0]), [])
        if mark.name[1:] not in known:
            known.append(mark.name[1:])
    for (start, end, bracket), called in sorted(names.items(), key=lambda n: (n[0][0], -n[0][1], n[0][2])):
        while within and within[-1] <= start:
            within.pop()
        if within and end > within[-1]:
            continue
        within.append(end)
        opening.setdefault(start, []).append(bracket)
        closing.setdefault(end, []).insert(0, f"|{', '.join(called)}{']' if bracket == '[' else '}'}")
    parts, at = [], 0
    for place in sorted(opening.keys() | closing.keys()):
        parts += [text[at:place], *closing.get(place, ()), *opening.get(place, ())]
        at = place
    return "".join([*parts, text[at:]])


def _print_actors(extraction: Extraction) -> None:
    table(
        ("actor", "kind", "name", "country", "key", "mentions"),
        [(a.id, a.kind, a.name, a.country, a.key, len(a.mentions)) for a in extraction.actors],
    )
    typer.echo()


def _print_records(extraction: Extraction) -> None:
    """Print claims and roles in the order of their sentences, each on a line."""
    names = {a.id: a.name for a in extraction.actors} | {e.id: e.name for e in extraction.events}
    records: list[Claim | Role] = [*extraction.claims, *extraction.roles]
    for record in sorted(records, key=lambda r: (r.sentence, r.id)):
        status = "denied" if record.polarity == "denied" else record.modality
        date = when(record.date.start, record.date.end) if record.date else None
        speakers = " → ".join(names.get(s, s) for s in record.speakers)
        said = f"said by {speakers}" if speakers else None
        facts = (status, record.phase, date, said, f"confidence {record.confidence}", record.id)
        line(f"{_statement(record, names)}  ({', '.join(filter(None, facts))})")


def _statement(record: Claim | Role, names: dict[str, str]) -> str:
    from polgraph.model import Claim

    if isinstance(record, Claim):
        subject, object_ = (names.get(id_, id_) for id_ in (record.subject, record.object))
        return f"{subject} {arrow(record.predicate)} {object_}"
    office = (record.title, names.get(record.organization or ""), record.country)
    return f"{names.get(record.actor, record.actor)} {arrow('HOLDS_ROLE')} {', '.join(filter(None, office))}"
