"""`polgraph evaluate`: how well articles are read that a person has read before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from polgraph.cli import options
from polgraph.cli.guard import warn
from polgraph.cli.printing import count, json_line, line, plain, table
from polgraph.errors import InputError

if TYPE_CHECKING:
    from polgraph.evaluation import Evaluation, Figures

UNDER_A_FLOOR = 1


def evaluate(
    folder: Annotated[
        Path | None,
        typer.Argument(help="Articles with gold/<article id>.gold.yaml. Default: the sample of polgraph."),
    ] = None,
    corpus: Annotated[
        bool,
        typer.Option(
            "--corpus",
            help="Measure on the held-back sentences of the reader's corpus (or on a folder of sentences in its notation).",
        ),
    ] = False,
    judged: Annotated[
        Path | None,
        typer.Option(
            "--judged",
            metavar="PATH",
            help="Hold the confidence of claims against judgements (a file or folder of them); FOLDER holds the judged articles as *.jsonl.",
        ),
    ] = None,
    floors: Annotated[
        Path | None,
        typer.Option(
            "--floors",
            metavar="FILE",
            help="YAML: under the name of the folder, `claims: {recall: 0.5}`. Exit status 1 where one is not held.",
        ),
    ] = None,
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="Print so many errors, the worst first.")
    ] = 20,
    model: options.ModelOption = None,
    scorer: options.ScorerOption = True,
    workers: options.WorkersOption = 1,
    as_json: options.JsonOption = False,
) -> None:
    """Measure reading on articles that a person has read.

    What must be found, what is wrong and what is on no list, by kind and by predicate. Needs no workspace.
    """
    from polgraph import evaluation
    from polgraph.settings import plan_workspace

    if judged is not None:
        _confidence(folder, judged, model or plan_workspace().settings.model, scorer=scorer, as_json=as_json)
        return
    place = folder or (evaluation.held_back() if corpus else evaluation.sample())
    wanted = evaluation.read_floors(floors, place.resolve().name) if floors else {}
    measure = evaluation.evaluate_corpus if corpus else evaluation.evaluate
    found = measure(place, model=model or plan_workspace().settings.model, workers=workers, scorer=scorer)
    if as_json:
        json_line(plain(found) | {"findings": [plain(f) for f in found.errors]})
    else:
        _print(found, errors)
    for failure in found.failed:
        warn(str(failure))
    sunk = evaluation.below(found, wanted)
    for words in sunk:
        warn(f"under the floor: {words}")
    if found.failed:
        raise typer.Exit(InputError.exit_status)
    if sunk:
        raise typer.Exit(UNDER_A_FLOOR)


def _confidence(folder: Path | None, judged: Path, model: str | None, *, scorer: bool, as_json: bool) -> None:
    """Print how often judged claims of each confidence are right."""
    from polgraph import evaluation

    if folder is None:
        raise InputError(
            "--judged needs the folder of the judged articles: polgraph evaluate FOLDER --judged PATH"
        )
    found = evaluation.replay_folder(folder, judged, model=model, scorer=scorer)
    if as_json:
        json_line(plain(found))
        return
    line(
        f"{count(found.made, 'judged claim')} still made, {found.gone} not; {found.unjudged} of the same articles not judged"
    )
    for name, curve in found.parts.items():
        typer.echo()
        error = (
            "no claims"
            if curve.error is None
            else f"expected calibration error {curve.error}, Brier score {curve.brier}"
        )
        line(f"{name}: {count(curve.claims, 'claim')}, {curve.right} right; {error}")
        line(f"of confidence 0.9 and more: {curve.kept}, {curve.kept_right} right")
        table(
            ("confidence", "claims", "mean", "right"),
            [
                (f"{b.low:.1f} – {b.high:.1f}", b.claims, b.confidence, b.share)
                for b in curve.bins
                if b.claims
            ],
        )
    for article in found.missing:
        warn(f"judged article {article!r} is in no file {folder}/*.jsonl")


def _print(found: Evaluation, errors: int) -> None:
    unread = f", {len(found.unread)} not read (no reader for the language)" if found.unread else ""
    line(f"{found.folder}: {count(found.articles, found.unit)}{unread}")
    typer.echo()
    _print_figures("kind", found.parts)
    typer.echo()
    _print_figures("predicate", found.predicates)
    for finding in found.errors[:errors]:
        typer.echo()
        line(f"{finding.verdict}: {finding.words} — {finding.why}  ({finding.article})")
        if finding.sentence:
            line(f"“{finding.sentence}”", indent=4)


def _print_figures(name: str, rows: dict[str, Figures]) -> None:
    columns = (
        "must",
        "found",
        "extracted",
        "right",
        "wrong",
        "unlisted",
        "recall",
        "precision",
        "f1",
        "clean",
    )
    table((name, *columns), [(row, *(getattr(figures, c) for c in columns)) for row, figures in rows.items()])
