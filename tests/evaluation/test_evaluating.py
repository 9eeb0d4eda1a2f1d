"""`polgraph evaluate`: on a folder of one's own, and on the sample with its floors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from support import cannot_run
from typer.testing import CliRunner, Result

from polgraph import evaluation
from polgraph.cli.main import app
from polgraph.errors import InputError, ModelMissingError
from polgraph.reading import models

FLOORS = Path(__file__).parents[1] / "quality_floors.yaml"
GOLD = """
article: {id: harbour.txt, language: en}
actors:
  must:
    - {name: Poland, kind: country}
    - {name: Lithuania, kind: country}
    - {name: Atlantis, kind: country}
claims:
  must:
    - {subject: Poland, predicate: SUPPORTED, object: Lithuania}
  never:
    - {subject: any, predicate: [CRITICIZED], object: Belarus, why: a test says so}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article and its gold; no setting of this machine is seen from it."""
    try:
        models.find()
    except ModelMissingError as error:
        cannot_run(str(error))
    monkeypatch.delenv("POLGRAPH_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    place = tmp_path / "own"
    (place / "gold").mkdir(parents=True)
    (place / "harbour.txt").write_text(
        "A long day\n\nPoland supported Lithuania in the council. Lithuania criticized Belarus on Friday.\n"
    )
    (place / "gold" / "harbour.txt.gold.yaml").write_text(GOLD)
    return place


Evaluate = Callable[..., Result]


@pytest.fixture
def run(folder: Path) -> Evaluate:
    return lambda *words: CliRunner().invoke(app, ["evaluate", *map(str, words)])


@pytest.mark.slow
def test_counts_rates_and_errors(run: Evaluate, folder: Path) -> None:
    done = run(folder, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    claims = found["parts"]["claims"]
    assert (claims["must"], claims["found"], claims["right"], claims["wrong"]) == (1, 1, 1, 1)
    assert (claims["recall"], claims["precision"], claims["clean"]) == (1.0, 0.5, 0.5)
    assert found["parts"]["actors"]["recall"] == 0.667
    assert found["predicates"]["SUPPORTED"]["recall"] == 1.0
    assert found["predicates"]["CRITICIZED"]["clean"] == 0.0
    assert found["parts"]["dates"]["recall"] is None, "nothing was asked"
    first, second = found["findings"]
    assert (first["verdict"], first["why"], first["sentence"]) == (
        "wrong", "a test says so", "Lithuania criticized Belarus on Friday.",
    )  # fmt: skip
    assert (second["verdict"], second["words"]) == ("missing", "Atlantis (country)")
    shown = run(folder, "--errors", "1").stdout
    assert "“Lithuania criticized Belarus on Friday.”" in shown
    assert "Atlantis" not in shown


@pytest.mark.slow
def test_a_floor_that_is_not_held(run: Evaluate, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "floors.yaml"
    file.write_text("own: {claims: {recall: 1.0, clean: 0.5}, SUPPORTED: {precision: 1}}")
    assert run(folder, "--floors", file).exit_code == 0
    file.write_text("own: {claims: {recall: 1.0, clean: 0.51}, roles: {recall: 0.1}}")
    done = run(folder, "--floors", file)
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "polgraph: under the floor: claims: clean is 0.5, the floor 0.51",
        "polgraph: under the floor: roles: recall is not measured, the floor 0.1",
    ]


@pytest.mark.slow
def test_gold_without_article_is_named_and_the_rest_measured(run: Evaluate, folder: Path) -> None:
    (folder / "gold" / "deep").mkdir()
    (folder / "gold" / "deep" / "lost.gold.yaml").write_text(GOLD)
    done = run(folder)
    assert done.exit_code == 2
    assert done.stderr == "polgraph: gold/deep/lost.gold.yaml: no article has this id\n"
    assert "1 article" in done.stdout


def test_what_cannot_be_evaluated_is_one_line(run: Evaluate, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "floors.yaml"
    file.write_text("other: {claims: {recall: 0.5}}")
    typo = folder / "gold" / "harbour.txt.gold.yaml"
    for words, said in (
        ([tmp_path / "nosuch"], "no folder"),
        ([folder / "gold"], "no gold in"),
        ([folder, "--floors", tmp_path / "nosuch.yaml"], "cannot read"),
        ([folder, "--floors", file], "has no floors for 'own': its sections are other"),
        ([folder, "--floors", typo], "has no floors for 'own'"),
    ):
        done = run(*words)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), words
        assert said in done.stderr
    file.write_text("own: {claims: {speed: 0.5}}")
    assert "floors are written as" in run(folder, "--floors", file).stderr
    typo.write_text(GOLD.replace("predicate: SUPPORTED", "predicat: SUPPORTED"))
    done = run(folder)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "claims.must.0.predicate" in done.stderr


@pytest.mark.slow
def test_the_sample_is_read_as_well_as_it_was(folder: Path) -> None:
    found = evaluation.evaluate(evaluation.sample())
    assert found.failed == ()
    assert evaluation.below(found, evaluation.read_floors(FLOORS, "sample")) == []


def test_every_floor_of_the_file_is_a_rate() -> None:
    sections = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    assert {"sample", "articles", "politicsnews", "attribution"} <= set(sections)
    rates = [floor for rows in sections.values() for row in rows.values() for floor in row.values()]
    assert rates and all(0 < floor <= 1 for floor in rates)
    with pytest.raises(InputError):
        evaluation.read_floors(FLOORS, "nosuch")
