"""`polgraph evaluate --corpus`: claims held against sentences in the notation of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from polgraph import corpus
from polgraph.errors import InputError
from polgraph.evaluation import corpus_figures, evaluate_corpus
from polgraph.evaluation.figures import figures
from polgraph.loaders import make_article
from polgraph.reading.pipeline import Reader

ITEM = '{{Germany}} accused {{Russia}} of hacking {{the Bundestag}}, and {{Poland}} was silent. | 1>2 ACCUSED @"accused"'


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(scorer=False)


def verdicts(line: str, reader: Reader, level: str, *, text: str | None = None) -> list[tuple[str, str]]:
    """What the rules read in the words of an item (or in other words), held against it at a level."""
    item = corpus.item(line, id_="x")
    found = reader.read(make_article(id="x", text=text or item.text, language="en"))
    return [(f.verdict, f.predicate or "") for f in corpus_figures.judge_item(item, found) if f.part == level]


def test_what_an_item_states_is_found_and_right(reader: Reader) -> None:
    assert ("found", "ACCUSED") in verdicts(ITEM, reader, "claims")
    assert ("right", "ACCUSED") in verdicts(ITEM, reader, "claims")


@pytest.mark.parametrize(
    ("stated", "level", "verdict"),
    [
        ('2>1 ACCUSED @"accused"', "pair", "right"),
        ('2>1 ACCUSED @"accused"', "directed", "wrong"),
        ('1>2 CRITICIZED @"accused"', "directed", "right"),
        ('1>2 CRITICIZED @"accused"', "quad", "right"),
        ('1>2 CRITICIZED @"accused"', "claims", "wrong"),
        ('1>2 ATTACKED @"accused"', "quad", "wrong"),
        ('1>2 ACCUSED denied @"accused"', "claims", "right"),
        ('1>2 ACCUSED denied @"accused"', "status", "wrong"),
        ('1>2 ACCUSED by 4 @"accused"', "speakers", "wrong"),
        ('1>4 ACCUSED @"accused"', "pair", "wrong"),
    ],
)
def test_a_claim_is_right_as_far_as_the_item_states_it(
    reader: Reader, stated: str, level: str, verdict: str
) -> None:
    line = f"{ITEM.split(' | ')[0]} | {stated}"
    assert (verdict, "ACCUSED") in verdicts(line, reader, level)


def test_an_end_that_nobody_marked_is_on_no_list(reader: Reader) -> None:
    line = "{{Germany}} accused Russia of hacking. |"
    assert verdicts(line, reader, "claims") == [("unlisted", "ACCUSED")]


def test_another_mark_of_the_same_actor_is_the_same_end(reader: Reader) -> None:
    line = '{{Russia}} was silent. {{Germany}} accused {{Russia=1}} of hacking. | 2>1 ACCUSED @"accused"'
    assert ("right", "ACCUSED") in verdicts(line, reader, "directed")


def test_a_folder_is_measured_and_only_its_held_back_part_where_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "hand-0.txt").write_text("{{Germany}} accused {{Russia}} of hacking. |\n", encoding="utf-8")
    found = evaluate_corpus(tmp_path, scorer=False)
    assert (found.articles, found.parts["claims"].wrong) == (1, 1)
    (tmp_path / "held-0.txt").write_text(f"{ITEM}\n{ITEM.replace('silent', 'calm')}\n", encoding="utf-8")
    found = evaluate_corpus(tmp_path, scorer=False)
    assert (found.articles, found.parts["claims"].found) == (2, 2)
    assert found.parts["claims"] == figures(f for f in found.findings if f.part == "claims")


def test_a_folder_without_items_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no corpus in"):
        evaluate_corpus(tmp_path)
