"""`polgraph actors`: who is one and who is not, as people decide it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import decided, options
from polgraph.cli.deciding import AuthorOption, How, NumberArgument, deciding
from polgraph.cli.loading import NoStoreOption, end_with_graph, print_graph
from polgraph.cli.printing import count, json_line, line, table, written
from polgraph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from polgraph.decisions import Done

app = typer.Typer(no_args_is_help=True, help="Say who is one and who is not, and why.")
Actor = Annotated[str, typer.Argument(help="An actor: name (in any script), QID or id.")]


@app.command()
@deciding(decided.done)
def merge(
    a: Actor,
    b: Actor,
    *,
    how: How,
) -> Done:
    """Let two actors be one.

    The older id stays, the other one leads to it. Two with different QIDs become one with a warning, which is kept with the reason: polgraph actors merge "Dmytro Kozak" "Dmitry Kozak" --reason "one man".
    """
    from polgraph import decisions

    return decisions.merge(a, b, how.workspace, **how.options)


@app.command()
@deciding(decided.done)
def split(
    actor: Actor,
    mention: Annotated[
        list[str] | None,
        typer.Option("--mention", metavar="NAME", help="Take out whoever is called so. May be repeated."),
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(
            "--article", metavar="ID", help="Take out who appears in this article. May be repeated."
        ),
    ] = None,
    *,
    how: How,
) -> Done:
    """Take somebody out of an actor who is another.

    Names and articles are those that `polgraph actors explain` lists: polgraph actors split "John Smith" --article inbox/monday.txt.
    """
    from polgraph import decisions

    return decisions.split(
        actor, how.workspace, mentions=mention or (), articles=article or (), **how.options
    )


@app.command()
@deciding(decided.done)
def undo(
    number: NumberArgument = None,
    *,
    how: How,
) -> Done:
    """Take a decision back.

    Nothing is lost: to undo an undoing brings the decision back.
    """
    from polgraph import decisions

    return decisions.undo(number, how.workspace, **how.options)


decisions_app = typer.Typer(help="List, export and import decisions.", invoke_without_command=True)
app.add_typer(decisions_app, name="decisions")


@decisions_app.callback()
def decisions(
    context: typer.Context,
    export: Annotated[
        str | None, typer.Option("--export", metavar="FILE", help="Write them as JSON Lines, - for stdout.")
    ] = None,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = False,
) -> None:
    """List what people decided, on actors and on claims.

    With --export as a file to be kept under version control, `import` reads it: polgraph actors decisions --export decisions.jsonl.
    """
    if context.invoked_subcommand:
        return
    from polgraph import decisions
    from polgraph.settings import need_workspace

    if export is not None:
        _export(export, workspace)
        return
    found = decisions.decisions(need_workspace(workspace))
    if not found:
        raise NotFoundError("nobody decided anything yet: `polgraph actors review` asks what is doubtful")
    if as_json:
        for group in found:
            json_line(group)
        return
    table(
        ("number", "time", "author", "decision", "reason", ""),
        [
            (
                g.number,
                g.time[:16].replace("T", " "),
                g.author,
                decided.about(g),
                g.reason,
                "" if g.in_force else "undone",
            )
            for g in found
        ],
    )


@decisions_app.command("export")
def export_(
    file: Annotated[str, typer.Argument(help="Where to, - for stdout.")] = "-",
    workspace: options.WorkspaceOption = None,
) -> None:
    """Write decisions as JSON Lines, as `--export` does: polgraph actors decisions export decisions.jsonl."""
    _export(file, workspace)


def _export(file: str, workspace: Path | None) -> None:
    from polgraph import decisions
    from polgraph.settings import need_workspace

    lines = decisions.export_decisions(need_workspace(workspace))
    with written(file) as out:
        out.writelines(f"{text}\n".encode() for text in lines)
    if file != "-":
        line(f"{count(len(lines), 'decision')} written to {file}")


@decisions_app.command("import")
def import_(
    file: Annotated[str, typer.Argument(help="A file that `--export` wrote, - for stdin.")],
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Take over the decisions of a file.

    Those that are here stay as they are; those on articles that are not here yet wait for them.
    """
    import sys

    from polgraph import decisions
    from polgraph.settings import make_workspace

    try:
        text = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        lines = text.decode("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        raise InputError(f"cannot read {file}: {reason}") from error
    place, _ = make_workspace(workspace)
    brought, graph = decisions.import_decisions(lines, place, store=options.a_store(store, no_store))
    if as_json:
        json_line(brought._asdict() | {"graph": graph})
    else:
        parts = (
            (brought.new, "new"),
            (brought.known, "known"),
            (brought.undone, "taken back"),
            (brought.waiting, "waiting for their articles"),
        )
        line("decisions: " + ", ".join(f"{number} {words}" for number, words in parts))
        print_graph(graph)
    end_with_graph(graph)


@app.command()
def explain(
    actor: Actor, workspace: options.WorkspaceOption = None, as_json: options.JsonOption = False
) -> None:
    """Say why these mentions are one actor.

    Where it appears and under which names, what joins them with scores and reasons, and what people decided.
    """
    from polgraph import decisions
    from polgraph.settings import need_workspace

    found = decisions.explain(actor, need_workspace(workspace))
    if as_json:
        json_line(found)
    else:
        decided.explanation(found)


@app.command()
def review(
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many pairs.")] = 1000,
    author: AuthorOption = None,
    workspace: options.WorkspaceOption = None,
    store: options.StoreOption = None,
    no_store: NoStoreOption = False,
    as_json: options.JsonOption = False,
) -> None:
    """Decide on actors that may be one, pair by pair.

    The most valuable first, both sides with their words: s same, d different, u unsure, z undo, q quit. Without a terminal it lists the pairs.
    """
    from polgraph.cli import reviewing

    reviewing.review(
        workspace, limit=limit, author=author, store=options.a_store(store, no_store), as_json=as_json
    )
