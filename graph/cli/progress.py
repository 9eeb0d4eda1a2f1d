"""What is seen while work goes on: a bar on a terminal, else a line every few seconds, on stderr."""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from polgraph.cli.printing import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars

SECONDS = 5.0
"""Between two lines where stderr is no terminal."""

_WINDOW = 30.0
"""Seconds whose articles make up the rate, and whose bytes the time that is left."""


class Progress:
    """Is told how the work goes, and shows nothing of it: what `--quiet` gives."""

    def total(self, size: int | None) -> None:
        """So many bytes are to be read, None: unknown."""

    def bytes_read(self, size: int) -> None:
        """So many bytes more were read."""

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
        self._size: int | None = None
        self._read = 0
        self._last = time.monotonic()

    def total(self, size: int | None) -> None:
        self._size = size

    def bytes_read(self, size: int) -> None:
        self._read += size

    def article(self, what: str, where: str) -> None:
        self._counts[what] += 1
        share = f" ({min(100, 100 * self._read // self._size)}%)" if self._size else ""
        self._show(f"{_state(self._counts)}{share}")

    def change(self, number: int, last: int) -> None:
        self._show(f"graph: change {number} of {last}")

    def _show(self, text: str) -> None:
        if time.monotonic() - self._last >= SECONDS:
            self._last = time.monotonic()
            typer.echo(text, err=True)


class _Moving(Progress):
    """For a terminal: a bar with what is done, the rate, the time that has passed and that is left."""

    def __init__(self, console: Console) -> None:
        self._counts: Counter[str] = Counter()
        self._times: deque[float] = deque()
        self._read = 0
        self.bars = _bars(console)
        self._reading = self.bars.add_task("reading", total=None, rate="", left="")
        self._graph = self.bars.add_task("graph", total=None, rate="", left="left", visible=False)

    def total(self, size: int | None) -> None:
        self.bars.update(self._reading, total=size, left="left" if size else "")

    def bytes_read(self, size: int) -> None:
        self._read += size  # shown with the next article: what loads the language model must not look slow

    def article(self, what: str, where: str) -> None:
        self._counts[what] += 1
        rate = f"{self._rate():.1f}/s" if self._times else ""
        self._times.append(time.monotonic())
        self.bars.update(self._reading, completed=self._read, description=_state(self._counts), rate=rate)

    def change(self, number: int, last: int) -> None:
        shown = f"graph: change {number} of {last}"
        self.bars.update(self._reading, visible=False)
        self.bars.update(self._graph, visible=True, description=shown, total=last, completed=number)

    def stop(self) -> None:
        self.bars.stop()

    def _rate(self) -> float:
        """Return how many articles a second there were of late."""
        now = time.monotonic()
        while len(self._times) > 1 and now - self._times[0] > _WINDOW:
            self._times.popleft()
        return len(self._times) / max(now - self._times[0], 0.1)


def _bars(console: Console) -> Bars:
    from rich import progress
    from rich.table import Column

    columns = (
        progress.TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True)),
        progress.BarColumn(bar_width=16),
        progress.TaskProgressColumn(show_speed=False),
        progress.TextColumn("{task.fields[rate]}", markup=False),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[left]}", markup=False),
    )
    return progress.Progress(
        *columns, console=console, transient=True, expand=True, speed_estimate_period=_WINDOW
    )


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[Progress]:
    """Yield what shows the progress of the work in the block."""
    if quiet:
        yield Progress()
        return
    if sys.stderr.isatty():
        from rich.console import Console

        console = Console(stderr=True)
        if not console.is_dumb_terminal:
            moving = _Moving(console)
            with moving.bars:
                yield moving
            return
    yield _Lines()


def _state(counts: Counter[str]) -> str:
    parts = ", ".join(f"{number} {what}" for what, number in counts.items())
    return f"{count(counts.total(), 'item')}: {parts}"
