"""Articles of a folder read and held against their gold, in figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

import yaml

from polgraph import extraction, loaders
from polgraph.errors import InputError
from polgraph.evaluation import gold
from polgraph.evaluation.judge import Finding, judge
from polgraph.loaders import Failure
from polgraph.model import Article, Record

PARTS = ("actors", "roles", "events", "event dates", "participants", "claims", "speakers", "dates")
RATES = ("recall", "precision", "f1", "clean")

Floors = dict[str, dict[str, float]]
"""Row (a part such as "claims", or a predicate) -> rate -> the least that it may be."""


class Figures(Record):
    """Counts and rates of one part or predicate; a rate of nothing is null.

    `recall` = found / must, `precision` = right / extracted, `f1` their harmonic mean, `clean` = 1 - wrong / extracted.
    """

    must: int
    found: int
    extracted: int
    right: int
    wrong: int
    unlisted: int
    recall: float | None
    precision: float | None
    f1: float | None
    clean: float | None


class Evaluation(Record):
    """What came of a folder. `unit`: what is counted as an article; `unread`: those in a language without a reader, not counted; `failed`: items that are none."""

    folder: str
    articles: int
    unit: str = "article"
    unread: tuple[str, ...]
    failed: tuple[Failure, ...]
    parts: dict[str, Figures]
    predicates: dict[str, Figures]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors, the worst first: what is wrong, then what is missing; claims before the rest."""
        bad = [f for f in self.findings if f.verdict in ("wrong", "missing") and f.part in PARTS]
        return sorted(bad, key=lambda f: (f.verdict != "wrong", f.part != "claims", PARTS.index(f.part)))


def sample() -> Path:
    """Return the folder of the sample articles that are shipped with polgraph."""
    return Path(str(files("polgraph.data") / "sample"))


def evaluate(folder: Path, *, model: str | None = None, workers: int = 1, scorer: bool = True) -> Evaluation:
    """Read the articles of `folder` that have a file `gold/<article id>.gold.yaml` and hold them against it.

    An id is the one that `loaders.read` gives, a path relative to `folder` or the id of a line. Raises InputError
    where there is no folder, no gold, or a gold file that is none, ModelMissingError.
    """
    if not folder.is_dir():
        raise InputError(
            f"no folder {folder}: name one with articles and {gold.FOLDER}/<article id>{gold.ENDING}"
        )
    wanted = {id_: gold.read(path) for id_, path in gold.find(folder).items()}
    articles, failed = _articles(folder, wanted)
    findings: list[Finding] = []
    unread = []
    for article, item in zip(
        articles, extraction.extract(articles, model=model, workers=workers, scorer=scorer), strict=True
    ):
        if isinstance(item, Failure):
            failed.append(item)
        elif item.skipped:
            unread.append(article.id)
        else:
            findings += judge(article, item, wanted[article.id])
    return Evaluation(
        folder=str(folder),
        articles=len(articles) - len(unread),
        unread=tuple(unread),
        failed=tuple(failed),
        parts={part: figures(f for f in findings if f.part == part) for part in PARTS},
        predicates=dict(_by_predicate(findings)),
        findings=tuple(findings),
    )


def figures(findings: Iterable[Finding]) -> Figures:
    """Return the counts of `findings` and their rates."""
    verdicts = [f.verdict for f in findings]
    found, missing, right, wrong, unlisted = (
        verdicts.count(v) for v in ("found", "missing", "right", "wrong", "unlisted")
    )
    must, extracted = found + missing, right + wrong + unlisted
    return Figures(
        must=must,
        found=found,
        extracted=extracted,
        right=right,
        wrong=wrong,
        unlisted=unlisted,
        recall=_rate(found, must),
        precision=_rate(right, extracted),
        f1=_harmonic(found, must, right, extracted),
        clean=_rate(extracted - wrong, extracted),
    )


def read_floors(file: Path, section: str) -> Floors:
    """Return the floors of one section of a YAML file; raises InputError where there are none."""
    try:
        sections = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"cannot read {file}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{file} is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(sections, dict) or section not in sections:
        known = ", ".join(map(str, sections)) if isinstance(sections, dict) and sections else "none"
        raise InputError(f"{file} has no floors for {section!r}: its sections are {known}")
    floors = sections[section]
    if not isinstance(floors, dict) or not all(map(_is_row, floors.values())):
        raise InputError(
            f"{file}: {section}: floors are written as `claims: {{recall: 0.5, precision: 0.6}}`"
        )
    return floors


def below(found: Evaluation, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a line for each floor that the figures lie under, or that nothing was measured for."""
    rows = found.parts | found.predicates
    lines = []
    for row, wanted in floors.items():
        for rate, floor in wanted.items():
            have = getattr(rows[row], rate) if row in rows else None
            if have is None or have < floor:
                lines.append(
                    f"{row}: {rate} is {'not measured' if have is None else have}, the floor {floor}"
                )
    return lines


def _articles(folder: Path, wanted: Mapping[str, gold.Gold]) -> tuple[list[Article], list[Failure]]:
    items = list(loaders.read([folder], base=folder))
    articles = [item for item in items if isinstance(item, Article) and item.id in wanted]
    failed = [item for item in items if isinstance(item, Failure) and not item.skipped]
    missing = wanted.keys() - {article.id for article in articles}
    lost = [
        Failure(where=f"{gold.FOLDER}/{id_}{gold.ENDING}", reason="no article has this id")
        for id_ in sorted(missing)
    ]
    return articles, failed + lost


def _by_predicate(findings: list[Finding]) -> Iterator[tuple[str, Figures]]:
    for predicate in sorted({f.predicate for f in findings if f.predicate}):
        yield predicate, figures(f for f in findings if f.predicate == predicate)


def _is_row(row: object) -> bool:
    return isinstance(row, dict) and all(
        rate in RATES and isinstance(floor, int | float) for rate, floor in row.items()
    )


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _harmonic(found: int, must: int, right: int, extracted: int) -> float | None:
    if not must or not extracted:
        return None
    recall, precision = found / must, right / extracted
    return round(2 * recall * precision / (recall + precision), 3) if recall + precision else 0.0
