"""What commands print: JSON a line, tables and paragraphs, on a terminal and into a pipe."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import typer

from polgraph.cli.guard import FULL
from polgraph.errors import InputError

_LINE_END = re.compile("[\x85\u2028\u2029]")  # some readers of lines split at these
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SHORT = 12
"""Characters up to which the cells of a column are not broken."""


def json_line(value: Any) -> None:
    """Print a record as one JSON object on one line."""
    text = json.dumps(plain(value), ensure_ascii=False)
    typer.echo(_LINE_END.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def plain(value: Any) -> Any:
    """Return records, tuples and paths as what JSON has."""
    if hasattr(value, "model_dump"):
        fields = type(value).model_fields
        return {name: plain(getattr(value, name)) for name, field in fields.items() if not field.exclude}
    if hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


def is_terminal() -> bool:
    """Whether a person sees what is printed."""
    return sys.stdout.isatty()


def shown(value: Any) -> str:
    """Return a cell as text: nothing for null, no control characters that a terminal would obey."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict | list | tuple):
        return shown(json.dumps(plain(value), ensure_ascii=False))
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value))


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print a table: fitted to the terminal, else tab-separated with a line of column names."""
    texts = [[" ".join(shown(cell).split()) for cell in row] for row in rows]
    if not is_terminal():
        for row in [list(columns), *texts]:
            typer.echo("\t".join(row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for i, column in enumerate(columns):
        is_number = bool(texts) and all(re.fullmatch(r"-?[\d.]*", row[i]) for row in texts)
        is_short = all(len(cell) <= SHORT for cell in (column, *(row[i] for row in texts)))
        drawn.add_column(column, justify="right" if is_number else "left", overflow="fold", no_wrap=is_short)
    for row in texts:
        drawn.add_row(*(Text(cell) for cell in row))
    Console(highlight=False).print(drawn)


def line(text: str, *, indent: int = 0) -> None:
    """Print a paragraph, on a terminal broken at its width, else as one line."""
    words = shown(text)
    if not is_terminal():
        typer.echo(" " * indent + words)
        return
    import shutil
    import textwrap

    width = max(30, shutil.get_terminal_size().columns - 1)
    margin = " " * indent
    typer.echo(textwrap.fill(words, width, initial_indent=margin, subsequent_indent=margin))


def when(start: str | None, end: str | None) -> str:
    """Return a stretch of time in few characters: "2022-02-25", "2022-02-24 – ", "2022-01-01 – 2022-01-31"."""
    if start == end:
        return start or ""
    return f"{start or ''} – {end or ''}".strip() if end else f"since {start}"


def arrow(type_: str, predicate: str | None = None, *, forward: bool = True) -> str:
    """Return a relationship as it is drawn: "—OPPOSED→", "←OPPOSED—", a symmetric one "—MET_WITH—"."""
    from polgraph import vocabulary

    words = vocabulary.load()
    name = predicate or type_
    shaft = name if type_ == name else f"{type_} {name}"
    if name in words and words[name].symmetric:
        return f"—{shaft}—"
    return f"—{shaft}→" if forward else f"←{shaft}—"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 article", "2 articles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


@contextmanager
def written(out: str) -> Iterator[BinaryIO]:
    """Yield what to write to: stdout for "-", else a file that takes the place of `out` when all went well."""
    if out == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(out).resolve()
    if target.is_dir():
        raise InputError(f"cannot write {out}: it is a folder, name a file")
    if target.exists() and not target.is_file():  # a pipe or device is written to as it is
        with target.open("wb") as stream:
            yield stream
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        stream = beside.open("wb")
    except OSError as error:
        raise InputError(f"cannot write {out}: {error.strerror}") from error
    try:
        with stream:
            yield stream
        beside.replace(target)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise InputError(f"cannot write {out}: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
