"""Measure extraction, write the figures into docs/quality.md, and hold them against their floors.

    python tools/quality.py --eval DIR [--kb DIR] [--rules] [--only SET ...] [--workers N]
    python tools/quality.py --eval DIR --check            nothing is written; exit status 1 if a floor is not held
    python tools/quality.py --eval DIR --raise            floors go up to the figures less a margin, none goes down
    python tools/quality.py --eval DIR --lower REASON     floors that are not held go down, with a line in CHANGELOG.md

DIR is an evaluation pack: `<set>.jsonl`, `<set>.gold.jsonl` and the pack's own `score.py`; it is no part of the project. Each
set is read by `polgraph extract` exactly as a user would run it and scored by the pack's program; the questions of `names` and
`roles` are answered by `polgraph eval`. A folder `articles` beside the pack (`check.py`, `<name>.jsonl`, `<name>.gold.yaml`) is
measured too. The sample articles are measured by `polgraph evaluate`. Without a pack nothing is measured, and the exit status is 2.

--kb names a snapshot of facts (`authority.jsonl.gz`). With it the sets that ask who is who are measured twice, with the shipped
facts alone and with the snapshot imported (the columns "... imported"), the authority is compared with it, and phrases are
drawn from it by lot (tools/phrases.py). With --rules the sets of claims are also measured with the rules alone, without the learned
scorer (the columns "... by rules"). Columns that are not measured stay as they are. `corpus` is the held-back part of the reader's corpus,
`confidence` the claims of the pack's articles that a person has judged (data/judged).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "quality.md"
FLOORS = ROOT / "tests" / "quality_floors.yaml"
CHANGES = ROOT / "CHANGELOG.md"
BEGIN, END = "<!-- figures: written by tools/quality.py -->", "<!-- end of figures -->"
SETS = ("politicsnews", "plover_pairs", "re3d", "dwie", "attribution", "dates", "factuality", "slavic")
TOGETHER = ("slavic",)
COMMANDS = ("names", "roles")
SAMPLE, ARTICLES, AUTHORITY, PHRASES, CORPUS = "sample", "articles", "authority", "phrases", "corpus"
CONFIDENCE = "confidence"
ALL = (*SETS, *COMMANDS, ARTICLES, SAMPLE, CORPUS, CONFIDENCE, AUTHORITY, PHRASES)
TWICE = ("names", "roles", "dwie", "slavic", ARTICLES, SAMPLE)
IMPORTED = " imported"
CLAIMS = ("politicsnews", "plover_pairs", "re3d", "attribution", SAMPLE, CORPUS)
BY_RULES = " by rules"
FURTHER = (IMPORTED, BY_RULES)
NO_SCORER = "--no-scorer"
FACTS = "POLGRAPH_AUTHORITY"
MARGIN = 0.015
POLGRAPH = (sys.executable, "-c", "from polgraph.cli.main import main; main()")

Scores = dict[str, dict[str, Any]]
Floors = dict[str, dict[str, dict[str, float]]]


# --- measuring --------------------------------------------------------------------------------------------


def measure_all(
    pack: Path, kb: Path | None, only: list[str], *, workers: int, rules: bool = False
) -> Iterator[tuple[str, Scores]]:
    """Yield name and figures of every set that can be measured here, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        ways: dict[str, Callable[..., Scores]] = {
            **{name: partial(measure, pack, name, Path(folder), workers=workers) for name in SETS},
            **{name: partial(measure_command, pack, name) for name in COMMANDS},
            ARTICLES: partial(measure_articles, pack.parent / ARTICLES, Path(folder)),
            SAMPLE: partial(measure_sample, workers=workers),
            CORPUS: partial(measure_corpus, workers=workers),
            CONFIDENCE: partial(measure_confidence, pack),
        }
        if kb is not None:
            ways |= {AUTHORITY: partial(measure_authority, kb), PHRASES: partial(measure_phrases, kb)}
        for name, way in ways.items():
            if name in only and (name != ARTICLES or (pack.parent / ARTICLES / "check.py").exists()):
                with facts(None):
                    scores = way()
                if kb is not None and name in TWICE:
                    with facts(kb / "authority.jsonl.gz"):
                        scores = beside(scores, way(), IMPORTED)
                if rules and name in CLAIMS:
                    with facts(None):
                        scores = beside(scores, way(NO_SCORER), BY_RULES)
                yield name, scores


@contextlib.contextmanager
def facts(file: Path | None) -> Iterator[None]:
    """Let commands know the facts of a file besides those that are shipped, or none."""
    before = os.environ.pop(FACTS, None)
    if file is not None:
        os.environ[FACTS] = str(file.resolve())
    try:
        yield
    finally:
        os.environ.pop(FACTS, None)
        if before is not None:
            os.environ[FACTS] = before


def beside(alone: Scores, other: Scores, how: str) -> Scores:
    """Return the figures with those of another way (`how`: the end of its columns) as further columns: rates, and what is missing or wrong."""
    shown = {
        row: {f"{column}{how}": v for column, v in values.items() if isinstance(v, float) or column in ("missing", "wrong")}
        for row, values in other.items()
    }  # fmt: skip
    return {row: alone.get(row, {}) | shown.get(row, {}) for row in {**alone, **shown}}


def measure(pack: Path, name: str, folder: Path, *options: str, workers: int) -> Scores:
    """Return the figures of one set: row -> measure -> value."""
    found = folder / f"{name}.jsonl"
    extract(
        pack / f"{name}.jsonl",
        found,
        "--workers",
        str(workers),
        *options,
        *["--together"] * (name in TOGETHER),
    )
    scored = run(sys.executable, pack / "score.py", name, found, "--json")
    return {row: values for row, values in json.loads(scored)["scores"].items() if isinstance(values, dict)}


def measure_command(pack: Path, name: str) -> Scores:
    """Return the figures of a set of questions that `polgraph eval` answers."""
    program = shlex.join([*POLGRAPH, "eval", name])
    scored = run(sys.executable, pack / "score.py", name, "--command", program, "--json")
    return {row: values for row, values in json.loads(scored)["scores"].items() if isinstance(values, dict)}


def measure_articles(beside: Path, folder: Path) -> Scores:
    """Return what the program `check.py` says of each article; `clean` is 1 where nothing is missing or wrong."""
    scores: Scores = {}
    for gold in sorted(beside.glob("*.gold.yaml")):
        name = gold.name.removesuffix(".gold.yaml")
        found = folder / f"{name}.article.jsonl"
        extract(beside / f"{name}.jsonl", found)
        with found.open(encoding="utf-8") as stream:
            said = json.loads(
                run(sys.executable, beside / "check.py", gold, "--json", stdin=stream, status=(0, 1))
            )
        counts = {kind: len(said[kind]) for kind in ("missing", "wrong", "unlisted")}
        clean = float(not counts["missing"] and not counts["wrong"])
        scores[name] = {"clean": clean, **counts, "claims": said["claims"]}
    return scores


def measure_sample(*options: str, workers: int) -> Scores:
    """Return the figures of `polgraph evaluate`, and how many persons are wrong (split, of a wrong kind) or missing (or merged)."""
    said = json.loads(run(*POLGRAPH, "evaluate", "--json", "--workers", workers, *options))
    scores: Scores = dict(said["parts"].items())
    persons = [f for f in said["findings"] if f["part"] == "actors" and f["words"].endswith("(person)")]
    scores["persons"] = {
        verdict: sum(f["verdict"] == verdict for f in persons) for verdict in ("missing", "wrong")
    }
    return scores


def measure_corpus(*options: str, workers: int) -> Scores:
    """Return the figures of `polgraph evaluate --corpus`, by level."""
    said = json.loads(run(*POLGRAPH, "evaluate", "--corpus", "--json", "--workers", workers, *options))
    return dict(said["parts"].items())


def measure_confidence(pack: Path) -> Scores:
    """Return how far confidence can be relied on, by the judged claims that are still made in articles of the pack.

    `calibrated` is 1 less the expected calibration error, `sure` the share of claims of 0.9 and more, `sure right` how many of them are right.
    """
    said = json.loads(run(*POLGRAPH, "evaluate", pack, "--judged", ROOT / "data" / "judged", "--json"))
    return {
        part: {
            "claims": curve["claims"],
            "calibrated": 1 - curve["error"],
            "sure": curve["kept"] / curve["claims"],
            "sure right": curve["kept_right"] / max(curve["kept"], 1),
        }
        for part, curve in said["parts"].items()
        if curve["claims"]
    }


def measure_phrases(kb: Path) -> Scores:
    """Return how many phrases that were drawn from the snapshot are understood with it."""
    said = run(sys.executable, ROOT / "tools" / "phrases.py", kb / "authority.jsonl.gz", "--json")
    scores: Scores = json.loads(said)
    return scores


def measure_authority(kb: Path) -> Scores:
    """Return what the comparison with a snapshot counts."""
    said = run(
        sys.executable, ROOT / "tools" / "check_authority.py", kb / "authority.jsonl.gz", status=(0, 1)
    )
    counts = [line.split(maxsplit=1) for line in said.rpartition("\n\n")[2].splitlines()]
    return {kind: {"number": int(number)} for number, kind in counts}


def extract(articles: Path, found: Path, *options: str) -> None:
    """Read a file as a user would."""
    run(*POLGRAPH, "extract", articles, "--out", found, *options)


def run(*words: object, stdin: Any = None, status: tuple[int, ...] = (0,)) -> str:
    """Return what a program prints; ends with what it complained of where its exit status is another."""
    one = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    done = subprocess.run(
        [str(word) for word in words],
        stdin=stdin,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | one,
    )
    if done.returncode not in status:
        sys.exit(f"{' '.join(map(str, words[-4:]))}\n{done.stderr[-2000:]}")
    return done.stdout


# --- showing ----------------------------------------------------------------------------------------------


def table(name: str, scores: Scores) -> str:
    """Return the figures of a set as a Markdown table."""
    columns = list(dict.fromkeys(key for row in scores.values() for key in row))
    lines = [f"### {name}", "", f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    for row, values in scores.items():
        lines.append(f"| {row} | {' | '.join(_cell(values.get(c)) for c in columns)} |")
    return "\n".join(lines)


def kept(old: str, scores: Scores) -> Scores:
    """Return the figures with the further columns of the table they replace ("... imported"), of a way that was not measured."""
    here = tuple(how for how in FURTHER if not any(c.endswith(how) for row in scores.values() for c in row))
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in old.splitlines() if line[:1] == "|"
    ]
    found: Scores = {row: dict(values) for row, values in scores.items()}
    for row, *cells in lines[2:]:
        for column, cell in zip(lines[0][1:], cells, strict=False):
            if here and column.endswith(here) and cell and row in found:
                found[row][column] = cell
    return found


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def write(measured: dict[str, Scores]) -> None:
    """Put the figures between the marks of docs/quality.md; sets that were not measured keep theirs."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    old, after = rest.split(END)
    tables = {part.split("\n")[0].strip(): f"### {part.strip()}" for part in old.split("### ")[1:]}
    for name, scores in measured.items():
        tables[name] = table(name, kept(tables.get(name, ""), scores))
    order = [name for name in ALL if name in tables]
    text = "\n\n".join(tables[name] for name in order)
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


# --- floors -----------------------------------------------------------------------------------------------


def each_floor(
    floors: Floors, measured: dict[str, Scores]
) -> Iterator[tuple[str, str, str, float, float | None]]:
    """Yield set, row, rate, floor and figure of every floor of a set that was measured.

    Floors of further columns ("... imported") are held where any of these was.
    """
    for name, rows in floors.items():
        columns = {column for row in measured.get(name, {}).values() for column in row}
        unmeasured = tuple(how for how in FURTHER if not any(column.endswith(how) for column in columns))
        for row, wanted in rows.items() if name in measured else ():
            for rate, floor in wanted.items():
                if unmeasured and rate.endswith(unmeasured):
                    continue
                yield name, row, rate, floor, measured[name].get(row, {}).get(rate)


def sunk(floors: Floors, measured: dict[str, Scores]) -> list[tuple[str, str, str, float, float | None]]:
    """Return the floors that the figures lie under."""
    return [f for f in each_floor(floors, measured) if f[4] is None or f[4] < f[3]]


def raised(floors: Floors, measured: dict[str, Scores]) -> Floors:
    """Return the floors, each at the figure less the margin where that is higher."""
    new: Floors = {name: {row: dict(rates) for row, rates in rows.items()} for name, rows in floors.items()}
    for name, row, rate, floor, figure in each_floor(floors, measured):
        new[name][row][rate] = max(floor, _under(figure or 0.0))
    return new


def lowered(floors: Floors, measured: dict[str, Scores], reason: str) -> tuple[Floors, list[str]]:
    """Return the floors, those that are not held at the figure less the margin, and a line of the change log for each."""
    new: Floors = {name: {row: dict(rates) for row, rates in rows.items()} for name, rows in floors.items()}
    lines = []
    for name, row, rate, floor, figure in sunk(floors, measured):
        new[name][row][rate] = low = _under(figure or 0.0)
        lines.append(
            f"- {date.today()}: quality floor lowered, {name}, {row}, {rate}: {floor} to {low}. {reason}"
        )
    return new, lines


def _under(figure: float) -> float:
    """Return the figure less the margin, of small figures a tenth of them, in three decimals."""
    return math.floor((figure - min(MARGIN, figure / 10)) * 1000) / 1000


def write_floors(floors: Floors) -> None:
    """Write the file of floors again below its head."""
    head = FLOORS.read_text(encoding="utf-8").partition("\n\n")[0]
    lines = [head]
    for name, rows in floors.items():
        lines += ["", f"{name}:"]
        for row, rates in rows.items():
            inner = ", ".join(f"{rate}: {floor}" for rate, floor in rates.items())
            lines.append(f"  {json.dumps(row) if set(row) & set(':,') else row}: {{{inner}}}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def log(lines: list[str]) -> None:
    """Add lines to the change log, below its first heading."""
    text = CHANGES.read_text(encoding="utf-8") if CHANGES.exists() else "# Changes\n\n"
    head, _, rest = text.partition("\n\n")
    CHANGES.write_text("\n".join([head, "", *lines, rest.lstrip("\n")]), encoding="utf-8")


def main() -> int:
    """Measure, show, write; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", default="", metavar="DIR", help="folder of the evaluation pack")
    parser.add_argument(
        "--kb", default="", metavar="DIR", help="folder of a snapshot of facts (authority.jsonl.gz)"
    )
    parser.add_argument("--only", nargs="*", default=list(ALL), choices=ALL, metavar="SET")
    parser.add_argument("--rules", action="store_true", help="measure the rules alone as well")
    parser.add_argument("--workers", type=int, default=2)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true")
    mode.add_argument("--raise", action="store_true", dest="up")
    mode.add_argument("--lower", metavar="REASON", default="")
    args = parser.parse_args()
    pack = Path(args.eval).resolve()
    if not args.eval or not (pack / "score.py").exists():
        print(f"NOT MEASURED: no evaluation pack in '{args.eval}' (make quality EVAL=DIR)", file=sys.stderr)
        return 2
    if args.kb and not (Path(args.kb) / "authority.jsonl.gz").exists():
        print(
            f"NOT MEASURED: no snapshot of facts in '{args.kb}' (make quality EVAL=DIR KB=DIR)",
            file=sys.stderr,
        )
        return 2
    measured = {}
    for name, scores in measure_all(
        pack, Path(args.kb) if args.kb else None, args.only, workers=args.workers, rules=args.rules
    ):
        measured[name] = scores
        print(table(name, scores), end="\n\n", flush=True)
    return settle(measured, check=args.check, up=args.up, reason=args.lower)


def settle(measured: dict[str, Scores], *, check: bool, up: bool, reason: str) -> int:
    """Write what is to be written, name the floors that are not held; return the exit status."""
    floors: Floors = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    if reason:
        floors, lines = lowered(floors, measured, reason)
        log(lines)
    if up:
        floors = raised(floors, measured)
    if up or reason:
        write_floors(floors)
    if not check:
        write(measured)
    for name, row, rate, floor, figure in sunk(floors, measured):
        print(f"UNDER THE FLOOR: {name}, {row}: {rate} is {figure}, the floor {floor}", file=sys.stderr)
    return 1 if sunk(floors, measured) else 0


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main())
