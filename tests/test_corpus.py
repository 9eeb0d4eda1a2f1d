"""The notation of the reader's corpus, and that every shipped item keeps to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from polgraph import corpus, vocabulary
from polgraph.errors import InputError

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
LINE = (
    '{{Norland}} told {{Sudland}} that {{its envoy}} had insulted {{him=1}}. | 1>2 CRITICIZED @"told"'
    ' | 3>1 CRITICIZED denied alleged by 1,2 @"insulted"'
)


def test_marks_and_claims_are_told_from_the_text() -> None:
    item = corpus.item(LINE, id_="x")
    words = [item.text[slice(*m.span)] for m in item.marks]
    assert item.text == "Norland told Sudland that its envoy had insulted him."
    assert words == ["Norland", "Sudland", "its envoy", "him"]
    assert [m.same for m in item.marks] == [None, None, None, 0]
    first, second = item.statements
    assert (first.subject, first.predicate, first.object, first.polarity) == (0, "CRITICIZED", 1, "affirmed")
    assert (second.polarity, second.modality, second.speakers) == ("denied", "alleged", (0, 1))
    assert second.trigger is not None
    assert item.text[slice(*second.trigger)] == "insulted"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("{{A}} met {{B}}. | 1>3 MET_WITH", "mark 3 of 2"),
        ("{{A}} met {{B}}. | 1>2 MET", "no such predicate"),
        ("{{A}} met {{B}}. | 1>2 MET_WITH maybe", "'maybe'"),
        ('{{A}} met {{B}}. | 1>2 MET_WITH @"saw"', "'saw'"),
        ("{{A}} met {{B. | 1>2 MET_WITH", "not closed"),
        ("{{him=2}} met {{B}}. |", "does not stand before"),
        ("{{A}} met {{B}}. | somebody met", "is no claim"),
    ],
)
def test_a_broken_line_is_named(line: str, names: str) -> None:
    with pytest.raises(InputError, match="corpus texts, line 2") as caught:
        list(corpus.parse(["# a note", line], name="texts"))
    assert names in str(caught.value)


def test_held_back_files_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "held-1.txt").write_text("{{A}} slept. |\n", encoding="utf-8")
    (tmp_path / "hand-1.txt").write_text("{{B}} slept. |\n", encoding="utf-8")
    assert [i.id for i in corpus.read(tmp_path)] == ["hand-1:1", "held-1:1"]
    assert [i.id for i in corpus.read(tmp_path, held_back=True)] == ["held-1:1"]
    assert [i.id for i in corpus.read(tmp_path, held_back=False)] == ["hand-1:1"]


def test_every_item_of_the_corpus_is_whole() -> None:
    words = vocabulary.load()
    items = list(corpus.read(CORPUS))
    assert len({i.text for i in items}) == len(items), "an item stands there twice"
    for item in items:
        for s in item.statements:
            assert s.subject != s.object, item.id
            assert s.trigger is not None, f"{item.id} does not say which words state {s.predicate}"
            assert not (s.phase and not words[s.predicate].is_tie), f"{item.id}: an act has no phase"
