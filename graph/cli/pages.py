"""`docs/cli.md`, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from polgraph.cli.guard import STATUSES
from polgraph.cli.main import app

_FIRST = """# The command `polgraph`

Generated from the commands by `python tools/make_cli_page.py`: do not edit.

**Workspace.** `--workspace DIR`, else `POLGRAPH_WORKSPACE`, else a folder `.polgraph` here or above, else made by the first
`load`. It holds the ledger; the ids of articles from files are their paths from the folder around it.

**Output.** Answers go to stdout, all else to stderr. On a terminal there are tables and paragraphs fitted to it; in a pipe
tables are tab-separated with a line of column names. With `--json` every line is one JSON object: one answer is one line, a list
is one line for each entry.

**Names** may be typed loosely, in any script. One that may mean several, or nobody, is answered with the nearest
candidates and exit status 1.

**Graph store.** `--store URI`, else `POLGRAPH_NEO4J_URI` (with `POLGRAPH_NEO4J_USER`, `_PASSWORD`, `_DATABASE`), else `[store]` in
`settings.toml` of the workspace, else the server that `polgraph neo4j up` started. Each command that opens it first shows in it what
waits in the ledger. A password that is missing is asked for on a terminal, and never shown."""


def page() -> str:
    """Return the page."""
    root: Any = get_command(app)
    rows = [f"| {status} | {meaning} |" for status, meaning in STATUSES]
    parts = [_FIRST, "**Exit status.**", "\n".join(["| status | means |", "|---|---|", *rows])]
    for words, command in commands(root):
        parts.append(f"## `polgraph {' '.join(words)}`")
        parts.append(f"    polgraph {' '.join([*words, *_usage(command)])}")
        parts.append(" ".join(command.help.split("\n\n")[0].split()))
        parts += [" ".join(more.split()) for more in command.help.split("\n\n")[1:]]
        rows = [f"| {_spelled(p)} | {_help(p)} |" for p in command.params if p.name != "help"]
        if rows:
            parts.append("\n".join(["| | |", "|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def commands(root: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command that does something, with the words that call it."""
    for name, command in root.commands.items():
        if hasattr(command, "commands"):
            if command.invoke_without_command:
                yield (*words, name), command
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


def _is_argument(param: Any) -> bool:
    return str(param.param_type_name) == "argument"


def _usage(command: Any) -> list[str]:
    words = []
    for param in filter(_is_argument, command.params):
        name = param.name.upper() + ("..." if param.nargs == -1 else "")
        words.append(name if param.required else f"[{name}]")
    return [*words, "[OPTIONS]"]


def _spelled(param: Any) -> str:
    if _is_argument(param):
        return f"`{param.name.upper()}`"
    spelled = ", ".join(param.opts)
    if param.is_flag:
        return f"`{spelled}`"
    return f"`{spelled} {param.metavar or param.name.upper()}`"


def _help(param: Any) -> str:
    words = (param.help or "").replace("|", "\\|")
    default = None if callable(param.default) else param.default
    shown = "" if default in (None, "-", False, True, ()) or _is_argument(param) else f" Default: {default}."
    return words + shown
