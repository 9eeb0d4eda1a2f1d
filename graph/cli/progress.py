"""What is seen while work goes on: a moving line on a terminal, else a line every few seconds, on stderr."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from polgraph.cli.printing import count

SECONDS = 5.0
"""Between two lines where stderr is no terminal."""


class Progress:
    """Is told how the work goes, and shows nothing of it: what `--quiet` gives."""

    def article(self, what: str, where: str) -> None:
        """One more article was `what`: "new", "same", "failed"."""

    def change(self, number: int, last: int) -> None:
        """The graph has reached change `number` of `last`."""

    def stop(self) -> None:
        """Make room: somebody else writes to the terminal."""


class _Lines(Progress):
    """For a log: a line when some seconds have passed."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._last = time.monotonic()

    def article(self, what: str, where: str) -> None:
        self._counts[what] += 1
        self._show(_state(self._counts), where)

    def change(self, number: int, last: int) -> None:
        self._show(f"graph: change {number} of {last}", "")

    def _show(self, text: str, where: str) -> None:
        if time.monotonic() - self._last >= SECONDS:
            self._last = time.monotonic()
            typer.echo(text, err=True)


class _Moving(_Lines):
    """For a terminal: one line that moves."""

    def __init__(self) -> None:
        from rich import progress
        from rich.console import Console

        super().__init__()
        columns = (
            progress.SpinnerColumn(),
            progress.TextColumn("{task.description}", markup=False),
            progress.TimeElapsedColumn(),
        )
        self.bar = progress.Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self.bar.add_task("reading", total=None)

    def stop(self) -> None:
        self.bar.stop()

    def _show(self, text: str, where: str) -> None:
        self.bar.update(self._task, description=f"{text}  {where[-40:]}")


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[Progress]:
    """Yield what shows the progress of the work in the block."""
    if quiet:
        yield Progress()
    elif not sys.stderr.isatty():
        yield _Lines()
    else:
        moving = _Moving()
        with moving.bar:
            yield moving


def _state(counts: Counter[str]) -> str:
    parts = ", ".join(f"{number} {what}" for what, number in counts.items())
    return f"{count(counts.total(), 'item')}: {parts}"
