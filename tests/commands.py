"""What tests of commands share."""

from __future__ import annotations

import json
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import Result

Run = Callable[..., Result]
"""Runs `polgraph` with some words."""

POLGRAPH = str(Path(sysconfig.get_path("scripts")) / "polgraph")

TEXTS = {
    "monday.txt": "Leaders gather\n\nOlaf Scholz met Emmanuel Macron in Berlin. France sanctioned Belarus.\n",
    "tuesday.txt": "A second day\n\nFrance sanctioned Belarus. Macron said that Belarus had attacked Poland.\n",
    "deep/wednesday.txt": "The third day\n\nPoland supported Lithuania, and Lithuania criticized Belarus on Wednesday.\n",
    "dnipro.txt": "Міністр закордонних справ України прибув до Варшави. Він говорив про допомогу та про санкції.\n",
}


def fill(folder: Path) -> None:
    """Put the articles into `folder`/inbox, with a file that is none."""
    for name, text in TEXTS.items():
        file = folder / "inbox" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "inbox" / "broken.txt").write_bytes(b"\x00\x01\x02\x00")


def lines(result: Result) -> list[dict[str, Any]]:
    """The JSON objects that a command printed, one a line."""
    return [json.loads(line) for line in result.stdout.split("\n") if line]
