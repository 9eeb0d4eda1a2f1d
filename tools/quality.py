"""Measure extraction on an evaluation pack and write the figures into docs/quality.md.

    python tools/quality.py --eval DIR [--only SET ...] [--check]

DIR holds `<set>.jsonl`, `<set>.gold.jsonl` and the pack's own `score.py`; it is not part of the project. Each set is read by
`polgraph extract` exactly as a user would run it and scored by the pack's program. With --check nothing is written: the exit
status is 1 if a figure lies under its floor in tests/quality_floors.yaml.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "quality.md"
FLOORS = ROOT / "tests" / "quality_floors.yaml"
BEGIN, END = "<!-- figures: written by tools/quality.py -->", "<!-- end of figures -->"
SETS = ("politicsnews", "plover_pairs", "re3d", "dwie", "attribution", "dates", "factuality", "slavic")

Scores = dict[str, dict[str, float]]


def measure(pack: Path, name: str, folder: Path) -> Scores:
    """Return the figures of one set: row -> measure -> value."""
    found = folder / f"{name}.jsonl"
    command = [
        sys.executable,
        "-m",
        "polgraph.cli.main",
        "extract",
        str(pack / f"{name}.jsonl"),
        "--out",
        str(found),
    ]
    if name == "slavic":
        command.append("--together")
    subprocess.run(command, check=True)
    scored = subprocess.run(
        [sys.executable, str(pack / "score.py"), name, str(found), "--json"],
        check=True, capture_output=True, text=True, cwd=pack,
    )  # fmt: skip
    scores: Scores = json.loads(scored.stdout)["scores"]
    return scores


def table(name: str, scores: Scores) -> str:
    """Return the figures of a set as a Markdown table."""
    columns = list(dict.fromkeys(key for row in scores.values() if isinstance(row, dict) for key in row))
    lines = [f"### {name}", "", f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for row, values in scores.items():
        cells = values if isinstance(values, dict) else {}
        lines.append(f"| {row} | {' | '.join(_cell(cells.get(c)) for c in columns)} |")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def sunk(measured: dict[str, Scores]) -> list[str]:
    """Return the floors that the figures lie under, as printable lines."""
    floors: dict[str, dict[str, dict[str, float]]] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    lines = []
    for name, rows in floors.items():
        for row, wanted in rows.items():
            for key, floor in wanted.items():
                have = measured.get(name, {}).get(row, {}).get(key)
                if name in measured and (have is None or have < floor):
                    lines.append(f"{name}, {row}: {key} is {have}, the floor {floor}")
    return lines


def write(measured: dict[str, Scores]) -> None:
    """Put the figures between the marks of docs/quality.md."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    tables = "\n\n".join(table(name, scores) for name, scores in measured.items())
    PAGE.write_text(f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", default="", help="folder of the evaluation pack")
    parser.add_argument("--only", nargs="*", choices=SETS, default=SETS)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    pack = Path(args.eval)
    if not args.eval or not (pack / "score.py").exists():
        print(f"NOT MEASURED: no evaluation pack in '{args.eval}' (make quality EVAL=DIR)", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        measured = {name: measure(pack.resolve(), name, Path(folder)) for name in args.only}
    for name, scores in measured.items():
        print(table(name, scores), end="\n\n")
    if not args.check:
        write(measured)
    lines = sunk(measured)
    for line in lines:
        print(f"UNDER THE FLOOR: {line}", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
