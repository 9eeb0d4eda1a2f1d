"""How a command ends: one line for what went wrong, and the exit status that goes with it."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from polgraph.errors import InputError, NotFoundError, PolgraphError

if TYPE_CHECKING:
    from click import Context

INTERRUPTED = 130
PIPE_CLOSED = 141
FAULT = 70
FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)

STATUSES = (
    (0, "done"),
    (1, "nothing of that name, or nothing found"),
    (2, "the input, an option or the language model cannot be used; of several items, some could not"),
    (3, "the ledger or the graph store cannot be used"),
    (FAULT, "a fault of polgraph itself (`POLGRAPH_DEBUG=1` shows where)"),
    (INTERRUPTED, "ended with Ctrl-C"),
    (PIPE_CLOSED, "the program that read the output went away"),
)


class Guard(TyperGroup):
    """The root of all commands: turns what polgraph reports into a line on stderr and an exit status."""

    def invoke(self, ctx: Context) -> Any:  # type: ignore[override, unused-ignore]
        """Run the command; see `typer.core.TyperGroup`."""
        try:
            result = super().invoke(ctx)  # type: ignore[arg-type, unused-ignore]
            sys.stdout.flush()
        except PolgraphError as error:
            report(error)
            raise typer.Exit(error.exit_status) from None
        except (KeyboardInterrupt, typer.Abort):
            warn("interrupted")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _forget_stdout()
            raise typer.Exit(PIPE_CLOSED) from None
        except OSError as error:
            if isinstance(error, PermissionError) and error.filename:
                warn(f"cannot use {os.fsdecode(error.filename)}: {error.strerror}")
                raise typer.Exit(InputError.exit_status) from None
            if error.errno not in FULL:
                raise
            _forget_stdout()
            warn(f"cannot write the output: {error.strerror}")
            raise typer.Exit(InputError.exit_status) from None
        return result


def warn(line: str) -> None:
    """Print one line on stderr, without characters that a terminal would obey."""
    words = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(line.split()))
    typer.echo(f"polgraph: {words}", err=True)


def report(error: PolgraphError) -> None:
    """Print what went wrong, and the nearest candidates where the message does not name them."""
    warn(str(error))
    if isinstance(error, NotFoundError):
        unnamed = [name for name in error.candidates if name not in str(error)]
        if unnamed and len(unnamed) == len(error.candidates):
            warn(f"nearest: {', '.join(unnamed[:5])}")


def fault(error: Exception) -> int:
    """Report what polgraph did not foresee; returns the exit status. With POLGRAPH_DEBUG it is raised again."""
    from polgraph.settings import environment

    if environment("DEBUG"):
        raise error
    warn(f"a fault of polgraph: {type(error).__name__}: {error} (POLGRAPH_DEBUG=1 shows where)")
    return FAULT


def _forget_stdout() -> None:
    """Let what is still to be written go nowhere: the interpreter flushes once more at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
