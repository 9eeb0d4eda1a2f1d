"""`polgraph authority`, as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import background as facts
import pytest
from commands import lines
from support import cannot_run
from typer.testing import CliRunner, Result

from polgraph.cli.main import app
from polgraph.errors import ModelMissingError
from polgraph.reading import models
from polgraph.settings import Workspace

if TYPE_CHECKING:
    from conftest import Engine

Run = Callable[..., Result]


@pytest.fixture
def run(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `polgraph` with these words in the workspace."""
    monkeypatch.delenv("POLGRAPH_AUTHORITY", raising=False)
    monkeypatch.setenv("POLGRAPH_WORKSPACE", str(place.path))
    (place.path / "settings.toml").touch()

    def runner(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, words, input=stdin)

    return runner


def test_who_was_says_where_the_answer_is_stale(run: Run) -> None:
    sure = run("authority", "who-was", "president of France", "--on", "2009-05-01")
    assert sure.exit_code == 0 and "Sarkozy" in sure.stdout and "stale" not in sure.stdout
    stale = run("authority", "who-was", "Russian foreign minister", "--on", "2090-01-01")
    assert "Lavrov" in stale.stdout and "stale: known up to 20" in stale.stdout
    (row,) = lines(run("authority", "who-was", "Russian foreign minister", "--on", "2090-01-01", "--json"))
    assert (row["certain"], row["name"]) == (False, "Sergey Lavrov") and row["as_of"] > "2020"


def test_who_was_lists_all_whom_the_words_may_mean(run: Run, place: Workspace) -> None:
    file = place.path / "facts.jsonl"
    ministers = [
        facts.person(f"Q90000000{n}", f"Odile Marche{n}", facts.term("other_minister", "2031", office=f"Minister of {what}"))
        for n, what in enumerate(("Lanterns", "Lighthouses", "Lighthouses"))
    ]  # fmt: skip
    assert run("authority", "import", str(facts.write(file, ministers)), "--no-store").exit_code == 0
    found = lines(
        run("authority", "who-was", "minister of lighthouses of France", "--on", "2032-05-01", "--json")
    )
    assert {row["name"] for row in found} == {"Odile Marche1", "Odile Marche2"}
    nobody = run("authority", "who-was", "minister of foghorns of Narnia")
    assert nobody.exit_code == 1 and "name the office with its state" in nobody.stderr


def test_find_takes_every_script_and_finds_imports(run: Run, place: Workspace) -> None:
    (row,) = lines(run("authority", "find", "Сергій Лавров", "--json"))
    assert row["name"] == "Sergey Lavrov"
    assert run("authority", "find", "Odile Marchenoir").exit_code == 1
    file = facts.write(place.path / "facts.jsonl", [facts.person("Q900000001", "Odile Marchenoir")])
    done = run("authority", "import", str(file), "--no-store")
    assert "1 person with 0 terms and 0 organizations" in done.stdout
    (row,) = lines(run("authority", "find", "MARCHENOIR, Odile".split(", ")[1] + " Marchenoir", "--json"))
    assert row["wikidata"] == "Q900000001"


def test_an_import_that_cannot_be_read_changes_nothing(run: Run, place: Workspace) -> None:
    good = facts.write(place.path / "good.jsonl", [facts.person("Q900000001", "Odile Marchenoir")])
    run("authority", "import", str(good), "--no-store")
    before = place.facts.read_bytes()
    bad = place.path / "bad.jsonl"
    bad.write_text(good.read_text("utf-8") + "{broken\n", encoding="utf-8")
    for file, said in ((bad, "bad.jsonl, line 2: not valid JSON"), (place.path / "none", "No such file")):
        done = run("authority", "import", str(file), "--no-store")
        assert done.exit_code == 2 and said in done.stderr and "Traceback" not in done.stderr
    assert place.facts.read_bytes() == before


def test_an_import_reports_what_it_did_not_use(run: Run, place: Workspace) -> None:
    file = facts.write(place.path / "facts.jsonl", [facts.person("Q58217", "Odile Marchenoir", country="RU")])
    done = run("authority", "import", str(file), "--no-store")
    assert "not used     Q58217 is Sergey Lavrov here, there Odile Marchenoir" in done.stdout
    (report,) = lines(run("authority", "import", str(file), "--no-store", "--json"))
    assert len(report["rejected"]) == 1


def test_a_refresh_shows_the_difference_and_applies_it_when_told(
    run: Run, engine: Engine, place: Workspace
) -> None:
    words = (
        "authority",
        "refresh",
        "--endpoint",
        engine.url,
        "--countries",
        "ua",
        "--since",
        "2030",
        "--pause",
        "0",
        "--no-store",
    )
    shown = run(*words)
    assert shown.exit_code == 0 and "new person   Oksana Kaganets (Q900000011)" in shown.stdout
    assert "nothing was changed" in shown.stderr and not place.facts.exists()
    asked = engine.answered
    applied = run(*words, "--apply")
    assert engine.answered == asked and "5 persons with 5 terms" in applied.stdout
    assert "0 differences" in run(*words).stdout
    found = run("authority", "who-was", "foreign minister of Ukraine", "--on", "2034-10-01")
    assert "Iryna Verboliz" in found.stdout


def test_a_refresh_says_in_a_line_what_is_wrong(run: Run, engine: Engine) -> None:
    wrong = run("authority", "refresh", "--endpoint", engine.url, "--countries", "UA,Atlantis")
    assert wrong.exit_code == 2 and "'ATLANTIS'" in wrong.stderr
    assert run("authority", "refresh", "--endpoint", engine.url, "--since", "lately").exit_code == 2
    engine.trouble = [403]
    refused = run("authority", "refresh", "--endpoint", engine.url, "--countries", "UA", "--pause", "0")
    assert refused.exit_code == 3 and "status 403" in refused.stderr


ARTICLES = (
    "Anna Sommerfeld met Emmanuel Macron in Lille on Monday. Sommerfeld criticized Belarus.",
    "Emmanuel Macron thanked Anna Castell on Friday. Anna Castell criticized Belarus.",
)


def test_actors_are_linked_anew_and_keep_their_ids(run: Run, place: Workspace) -> None:
    try:
        models.find()
    except ModelMissingError as error:
        cannot_run(str(error))
    file = place.path / "articles.jsonl"
    with file.open("w") as out:
        for n, text in enumerate(ARTICLES):
            out.write(json.dumps({"id": str(n), "text": text, "published": "2031-05-02"}) + "\n")
    assert run("load", str(file), "--no-store", "--quiet").exit_code == 0

    def node(name: str) -> tuple[str, str | None]:
        (found,) = lines(run("who", name, "--json"))
        return found["id"], found["properties"].get("wikidata")

    one, other = node("Anna Sommerfeld"), node("Anna Castell")
    assert one[0] != other[0] and one[1] is None
    names = [
        {"text": t, "lang": "en", "kind": k}
        for t, k in (("Anna Sommerfeld", "label"), ("Anna Castell", "alias"))
    ]
    known = facts.person("Q900000001", "Anna Sommerfeld", facts.term("mayor", "2030"), names=names)
    (done,) = lines(
        run("authority", "import", str(facts.write(place.path / "f.jsonl", [known])), "--no-store", "--json")
    )
    now = node("Anna Sommerfeld")
    assert now == node("Anna Castell") and now[1] == "Q900000001" and now[0] in (one[0], other[0])
    assert list(done["relinked"]["redirected"].values()) == [now[0]]
    assert list(done["relinked"]["gained"].values()) == ["Q900000001"]
