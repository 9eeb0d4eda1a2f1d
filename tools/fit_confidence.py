"""Fit the weights of data/confidence.yaml on judged claims, report them on others, and draw the reliability curve.

    python tools/fit_confidence.py --articles DIR             fit, write weights, docs/quality.md and docs/reliability.svg
    python tools/fit_confidence.py --articles DIR --check     fit nothing: what the weights as they are amount to
    (make confidence EVAL=DIR)

DIR holds the judged articles as `*.jsonl`; they are no part of the project, the judgements in data/judged are. Each article is read again as
the rules and the scorer stand now, each judgement is found again by sentence, ends, predicate and status, and what nobody has judged is
counted. Weights are fitted on the articles of all files but `held-*.jsonl`. Reported are these, each article by weights fitted without it, the
articles of `held-*.jsonl`, and the held-back part of the corpus.
Logistic regression with a ridge, by Newton's method, for rules and scorer apart; the ridge is chosen by leaving out one article at a time.
Fitted is on all claims that are read, reported of those that are sure enough to be made.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from polgraph import confidence, shipped
from polgraph.evaluation import (
    Outcome,
    Reliability,
    corpus_outcomes,
    held_back,
    read_judgements,
    reliability,
    replay,
)
from polgraph.evaluation.judged import Replayed
from polgraph.reading.pipeline import Reader

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "data" / "confidence.yaml"
PAGE = ROOT / "docs" / "quality.md"
CURVE = ROOT / "docs" / "reliability.svg"
BEGIN, END = "<!-- confidence: written by tools/fit_confidence.py -->", "<!-- end of confidence -->"
RIDGES = (1.0, 2.0, 4.0, 8.0)
STEPS = 60
LATEST, TWICE = "latest-", 2.0
"""Files whose judgements count twice: rules have been mended by reading the others, which flatters what is left of them."""


class Row(NamedTuple):
    """A judged claim: its grounds, the verdict, its article."""

    grounds: dict[str, float]
    right: bool
    group: str
    weight: float = 1.0


# --- fitting ----------------------------------------------------------------------------------------------


def fit(rows: Sequence[Row], names: Sequence[str], ridge: float) -> np.ndarray[Any, Any]:
    """Return the weights of base and `names`: the penalised maximum of the likelihood, the base free."""
    design = np.array([[1.0, *(r.grounds.get(n, 0.0) for n in names)] for r in rows])
    right = np.array([r.right for r in rows], dtype=float)
    counts = np.array([r.weight for r in rows])
    penalty = np.array([1e-6, *[ridge] * len(names)])
    w = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ w))
        curve = (design * (counts * p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        w = w + np.linalg.solve(curve, design.T @ (counts * (right - p)) - penalty * w)
    return w


def left_out(rows: Sequence[Row], names: Sequence[str], ridge: float) -> list[float]:
    """Return the odds (natural logarithm) of each row by weights that were fitted without its article."""
    without = {g: fit([r for r in rows if r.group != g], names, ridge) for g in {r.group for r in rows}}
    return [float(without[r.group] @ np.array([1.0, *(r.grounds.get(n, 0.0) for n in names)])) for r in rows]


def loss(rows: Sequence[Row], odds: Sequence[float]) -> float:
    """Return the summed negative log likelihood."""
    return sum(float(np.log1p(np.exp(-o if r.right else o))) for r, o in zip(rows, odds, strict=True))


# --- writing ----------------------------------------------------------------------------------------------


def write_weights(weights: Mapping[str, Mapping[str, float]], head: dict[str, Any]) -> None:
    """Put weights into their lines of the table; what they mean stays."""
    lines, section = [], ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        section = line[:-1] if line[:-1] in weights else section
        name = line.strip().partition(":")[0]
        if line.startswith("  ") and name in weights.get(section, {}):
            line = re.sub(r"(\{weight: )[-\d.]+", rf"\g<1>{weights[section][name]:.2f}", line)
        lines.append(re.sub(r"^fitted: .*$", f"fitted: {_inline(head)}", line))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _inline(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=1000).strip()


def shown(name: str, found: Reliability) -> list[str]:
    """Return the lines of Markdown that show a reliability curve."""
    kept = (
        f"{found.kept} ({found.kept / found.claims:.0%}), of them {found.kept_right} right"
        if found.claims
        else "0"
    )
    lines = [
        f"### {name}", "",
        f"{found.claims} claims, {found.right} right; expected calibration error **{found.error}**, Brier score {found.brier}; "
        f"of confidence 0.9 and more {kept}.", "",
        "| confidence | claims | mean confidence | right |", "|---|---|---|---|",
    ]  # fmt: skip
    for b in found.bins:
        if b.claims:
            lines.append(f"| {b.low:.1f} – {b.high:.1f} | {b.claims} | {b.confidence:.3f} | {b.share:.3f} |")
    return [*lines, ""]


def write_page(lines: Sequence[str]) -> None:
    """Put the figures between their marks in docs/quality.md."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    body = "\n".join(lines).strip()
    PAGE.write_text(f"{before}{BEGIN}\n\n{body}\n\n{END}{after}", encoding="utf-8")


def draw(curves: dict[str, Reliability]) -> str:
    """Return an SVG: share right over mean confidence, a dot a bin, as large as its claims; on the diagonal it is what it says."""
    size, pad = 360, 44
    colours = ("#1f5fa8", "#c0622b", "#4b8b4b", "#8a5aa8")

    def at(x: float, y: float) -> tuple[float, float]:
        return round(pad + x * size, 1), round(pad + (1 - y) * size, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * pad} {size + 2 * pad + 30}" font-family="sans-serif" font-size="12">',
        f'<rect x="{pad}" y="{pad}" width="{size}" height="{size}" fill="#fff" stroke="#999"/>',
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#bbb" stroke-dasharray="4 4"/>'.format(*at(0, 0), *at(1, 1)),
    ]  # fmt: skip
    for n in range(0, 11, 2):
        (x, y), (left, up) = at(n / 10, 0), at(0, n / 10)
        parts.append(f'<text x="{x}" y="{y + 16}" text-anchor="middle">{n / 10:.1f}</text>')
        parts.append(f'<text x="{left - 6}" y="{up + 4}" text-anchor="end">{n / 10:.1f}</text>')
    for n, (name, found) in enumerate(curves.items()):
        dots = [(b.confidence or 0.0, b.share or 0.0, b.claims) for b in found.bins if b.claims]
        line = " ".join("{},{}".format(*at(x, y)) for x, y, _ in dots)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colours[n % 4]}" stroke-width="1.5"/>')
        for x, y, claims in dots:
            left, up = at(x, y)
            parts.append(
                f'<circle cx="{left}" cy="{up}" r="{2 + min(claims, 100) ** 0.5 / 2:.1f}" fill="{colours[n % 4]}"/>'
            )
        parts.append(f'<text x="{pad + 10}" y="{pad + 18 + 16 * n}" fill="{colours[n % 4]}">{name}: {found.claims} claims, error {found.error}</text>')  # fmt: skip
    middle = pad + size / 2
    parts.append(f'<text x="{middle}" y="{size + pad + 34}" text-anchor="middle">confidence</text>')
    parts.append(f'<text x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})">share right</text></svg>')  # fmt: skip
    return "\n".join(parts) + "\n"


# --- all of it --------------------------------------------------------------------------------------------


class Fitted(NamedTuple):
    """The table that rows teach, the ridge of each source, and each row with the confidence it gets from weights fitted without its article."""

    table: confidence.Table
    ridges: dict[str, float]
    apart: list[tuple[Row, float]]


def fitted(rows: Sequence[Row]) -> Fitted:
    """Fit the weights of both sources."""
    read = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    ridges, apart = {}, []
    for source in confidence.SOURCES:
        of = [r for r in rows if confidence.source_of(r.grounds) == source]
        names = [n for n in read[source] if n != confidence.BASE]
        odds = {ridge: left_out(of, names, ridge) for ridge in RIDGES}
        ridges[source] = ridge = min(RIDGES, key=lambda r: loss(of, odds[r]))
        for name, value in zip((confidence.BASE, *names), fit(of, names, ridge), strict=True):
            read[source][name]["weight"] = round(float(value), 2)
        apart += [(r, confidence.probability(o)) for r, o in zip(of, odds[ridge], strict=True)]
    return Fitted(confidence.Table(read), ridges, apart)


def made(rows: Iterable[tuple[Row, float]], table: confidence.Table) -> list[Outcome]:
    """Return the outcomes of the claims that are sure enough to be made."""
    return [
        Outcome(confidence=sure, right=r.right, group=r.group)
        for r, sure in rows
        if table.suffices(sure, r.grounds)
    ]


def rows_of(replayed: Sequence[Replayed], latest: Collection[str]) -> list[Row]:
    """Return judged claims as rows to fit on; those of the articles `latest` count twice."""
    weights = (TWICE if m.judgement.article in latest else 1.0 for m in replayed)
    return [
        Row(m.grounds, m.judgement.right, m.judgement.article, w)
        for m, w in zip(replayed, weights, strict=True)
    ]


def articles_of(judged: Path, beginning: str) -> set[str]:
    """Return the articles of the files of judgements whose names begin so."""
    files = sorted(judged.glob(f"{beginning}*.jsonl")) if judged.is_dir() else []
    return {j.article for f in files for j in read_judgements(f)}


def main() -> int:
    """Fit, report, write; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--articles", required=True, metavar="DIR", help="folder of the judged articles, *.jsonl"
    )
    parser.add_argument("--judged", default=ROOT / "data" / "judged", type=Path, metavar="PATH")
    parser.add_argument("--check", action="store_true", help="write nothing; the weights as they are")
    parser.add_argument("--keep", action="store_true", help="keep the weights; write what they amount to")
    args = parser.parse_args()
    found = replay(Path(args.articles), read_judgements(args.judged), reader=Reader(), doubtful=True)
    print(
        f"{len(found.made)} judged claims are still made, {len(found.gone)} are not; {len(found.unjudged)} claims of these "
        f"articles are not judged; {len(found.missing)} articles are missing",
        file=sys.stderr,
    )
    return report(
        found.made,
        {j.article for j in read_judgements(args.judged, held_back=True)},
        articles_of(args.judged, LATEST),
        fits=not (args.check or args.keep),
        writes=not args.check,
    )


def report(
    replayed: Sequence[Replayed], apart: set[str], latest: set[str], *, fits: bool, writes: bool
) -> int:
    """Print the curves of all parts and write them; where it `fits`, weights from the claims whose article is not `apart` go before."""
    rows = rows_of([m for m in replayed if m.judgement.article not in apart], latest)
    table, ridges, alone = fitted(rows)
    if not fits:
        table = confidence.load()
    elif writes:
        write_weights(table.weights, {"date": date.today().isoformat(), "articles": len({r.group for r in rows}), "claims": len(rows), "ridge": ridges})  # fmt: skip
        confidence.load.cache_clear()
        shipped.table.cache_clear()
    held = rows_of([m for m in replayed if m.judgement.article in apart], latest)
    curves = {
        "articles fitted on, each left out": reliability(made(alone, table)),
        "of these, the articles judged last": reliability(
            made([(r, c) for r, c in alone if r.weight > 1], table)
        ),
        "articles held back": reliability(made([(r, table.confidence(r.grounds)) for r in held], table)),
        "corpus, held back": reliability(o for _, o in corpus_outcomes(held_back(), reader=Reader())),
    }
    lines = [x for name, curve in curves.items() for x in shown(name, curve)]
    print("\n".join(lines))
    if writes:
        write_page(lines)
        CURVE.write_text(draw(curves), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
