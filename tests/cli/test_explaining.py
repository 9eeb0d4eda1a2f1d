"""`polgraph extract --explain`: a sentence as it was read, down to the line of the lexicon to mend."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import cannot_run
from typer.testing import CliRunner

from polgraph import coreference
from polgraph.cli.main import app
from polgraph.errors import ModelMissingError
from polgraph.reading import models
from polgraph.reading.explaining import entry_lines

ACTS = Path(__file__).parents[2] / "data" / "lexicon" / "acts.yaml"
ARTICLE = {
    "id": "a1",
    "text": "Poland has not accused Germany, the Kremlin said on Monday. Prague praised the deal.",
    "published": "2024-05-03",
}


def explained(line: str, *options: str) -> str:
    try:
        models.find()
    except ModelMissingError as error:
        cannot_run(str(error))
    done = CliRunner().invoke(app, ["extract", "--explain", "--no-scorer", *options], input=line)
    assert done.exit_code in (0, 2), done.output
    return done.stdout


def test_a_claim_names_its_rules_and_the_line_of_its_entry() -> None:
    shown = explained(json.dumps(ARTICLE))
    assert "CLAIM  Poland ACCUSED Germany, denied, said by Kremlin" in shown
    assert "not:accused" in shown
    found = re.search(r"acts\.yaml, line (\d+)", shown)
    assert found
    assert "accuse" in ACTS.read_text(encoding="utf-8").splitlines()[int(found[1]) - 1]


def test_words_that_stand_for_an_actor_name_their_rule_with_its_score() -> None:
    text = "Emmanuel Macron left. Macron praised a judge. They slept."
    shown = explained(json.dumps({"id": "x", "text": text, "published": "2024-03-01"}))
    rule = coreference.rule("name:surname")
    why = f"because name:surname, score {rule.score}: {rule.says}"
    assert f"actor  Macron [name] = a1 Emmanuel Macron (person), {why}\n" in shown
    assert "because described:of this article, score none: " in shown
    assert "actor  They [pronoun] = nobody for sure\n" in shown


def test_a_known_word_that_gave_no_claim_is_named() -> None:
    shown = explained(json.dumps(ARTICLE))
    assert re.search(r"word   praised \(VERB root\): .*SUPPORTED.*; no claim read from it", shown)
    assert "says   Kremlin (said): Poland has not accused Germany" in shown


def test_a_language_without_a_reader_and_a_line_that_is_no_article_are_named() -> None:
    shown = explained(json.dumps(ARTICLE | {"language": "uk"}) + "\nnonsense\n")
    assert shown == "== a1: nothing is read in this language\n"


@pytest.mark.parametrize("part", ["verb:", "noun:", "person:", "adjective:"])
def test_every_entry_has_its_line(part: str) -> None:
    lines = ACTS.read_text(encoding="utf-8").splitlines()
    ids = {i: n for i, n in entry_lines().items() if f"/{part}" in i}
    assert ids
    for id_, number in ids.items():
        word = id_.partition(part)[2].split("(")[0].split("+")[0].split()[0]
        assert word in lines[number - 1], id_
