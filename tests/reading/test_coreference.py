"""Within one article: each rule of coreference has a measured score, and whom pronouns, offices and descriptions mean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reading.conftest import Reading

from polgraph import coreference, corpus
from polgraph.errors import InputError
from polgraph.evaluation import coreference as judging
from polgraph.evaluation import gold
from polgraph.loaders import make_article
from polgraph.model import Article, Extraction
from polgraph.reading import genders
from polgraph.reading.mentions import find
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]
SAMPLE = Path(__file__).parents[2] / "data" / "sample"


def meant(r: Reading, words: str) -> list[str]:
    """Whom the words stand for, by name."""
    return sorted(a.name for a in r.actors.values() for m in a.mentions if m.text == words)


# --- the table ----------------------------------------------------------------------------------------------


def test_a_score_follows_from_what_was_counted_and_nothing_counted_is_no_score() -> None:
    assert coreference.Rule("x", "x", {"sample": (3, 3), "dwie": (5, 6)}).score == 0.82
    assert coreference.Rule("x", "x", {}).score is None
    for rule in coreference.rules().values():
        assert all(0 <= right <= of for right, of in rule.counted.values()), rule.id
        assert rule.says and not (rule.starts and rule.counted), rule.id


def test_no_rule_that_is_right_too_seldom_links() -> None:
    floor, enough = coreference.table()["floor"], coreference.table()["enough"]
    assert [r.id for r in coreference.rules().values() if r.of >= enough and r.right < floor * r.of] == []


def test_every_mention_carries_its_rule_and_score(read: Read) -> None:
    r = read("Emmanuel Macron slept. Macron said he was calm. A judge yawned.", published="2024-03-01")
    by_words = {m.text: m for a in r.actors.values() for m in a.mentions}
    for words, rule in (("Macron", "name:surname"), ("he", "pronoun:subject of the sentence")):
        assert (by_words[words].rule, by_words[words].score) == (rule, coreference.rule(rule).score)


# --- counting -----------------------------------------------------------------------------------------------


def test_a_link_is_right_where_a_reader_marked_the_two_as_one(reader: Reader) -> None:
    def verdicts(line: str) -> list[tuple[str, bool]]:
        item = corpus.item(line, id_="i")
        found = reader.read(make_article(id="i", text=item.text, language="en"))
        return [(k.rule, k.right) for k in judging.among_marks(found, judging.of_item(item))]

    assert verdicts("{{Emmanuel Macron}} said {{he=1}} was calm.") == [
        ("pronoun:subject of the sentence", True)
    ]
    assert verdicts("{{Emmanuel Macron}} said {{he}} was calm.") == [
        ("pronoun:subject of the sentence", False)
    ]
    assert verdicts("{{Emmanuel Macron}} said {{he's}} calm. {{Peru}} slept.") == []


def test_the_marks_of_the_sample_stand_in_their_articles_and_the_sample_is_read_so(reader: Reader) -> None:
    text = "Emmanuel Macron slept. It did not feel right to him."
    pieces = ["{{It=-}} did not feel", "right to {{him=Emmanuel Macron}}."]
    found = reader.read(make_article(id="s", text=text, language="en", published="2024-03-01"))
    wanted = list(judging.marks(pieces, text))
    assert [(text[slice(*span)], who) for span, who in wanted] == [("It", ()), ("him", ("Emmanuel Macron",))]
    nobody = gold.Gold(article=gold.GoldHead(id="s"))
    assert [(k.words, k.right) for k in judging.by_names(found, wanted, nobody)] == [
        ("him = Emmanuel Macron", True)
    ]
    with pytest.raises(InputError, match="stands 0 times"):
        list(judging.marks(["{{She=Peru}} slept"], text))


def test_every_piece_of_the_sample_stands_once_in_its_article() -> None:
    from polgraph.loaders import read as load

    articles = {a.id: a for a in load([SAMPLE], base=SAMPLE) if isinstance(a, Article)}
    pieces = judging.read(SAMPLE)
    assert pieces.keys() == {id_ for id_, a in articles.items() if a.language == "en"}
    assert sum(len(list(judging.marks(lines, articles[id_].text))) for id_, lines in pieces.items()) > 150


# --- who is meant -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("The Kazakh president praised Emmanuel Macron, and then sent him home.", "him", ["Emmanuel Macron"]),
        ("Emmanuel Macron praised the envoy and would speak with him again.", "him", []),
        ("Emmanuel Macron criticised himself.", "himself", ["Emmanuel Macron"]),
        ("Olaf Scholz slept. Emmanuel Macron praised himself.", "himself", ["Emmanuel Macron"]),
        ("Serbian police arrested them and let them go.", "them", []),
        ("Police arrested students after men had beaten them.", "them", []),
        ("The soldiers mutinied because Emmanuel Macron had promised them pay.", "them", ["soldiers"]),
        ("Sir Alan Dawlish asked the minister a question, and she left.", "she", []),
        ("Hannah Dawlish asked a question, and she left.", "she", ["Hannah Dawlish"]),
        ('Emmanuel Macron praised his guest\'s patience: "He listens."', "He", []),
        ('Emmanuel Macron said: "I listen."', "I", ["Emmanuel Macron"]),
        ('"We spend too much," Emmanuel Macron said.', "We", []),
        ('"We spend too much," NATO said.', "We", ["NATO"]),
        ("Emmanuel Macron left when it comes to Peru.", "it", []),
        ("Emmanuel Macron met Marco Rubio. He said his country supported Peru.", "his country", ["France"]),
        ("Emmanuel Macron met Olaf Scholz. The crowd said its country was calm.", "its country", []),
        ("Sergey Lavrov and Yuri Ushakov, a long-serving aide, arrived.", "a long-serving aide", ["Yuri Ushakov"]),
        ("The US senator said he was calm.", "The US senator", ["American senator"]),
        ("Russia and Japan met. The two sides agreed.", "The two sides", ["Japan", "Russia"]),
        ("Congress and the Senate met. Members of both parties agreed.", "both parties", []),
    ],
)  # fmt: skip
def test_who_is_meant(read: Read, text: str, words: str, who: list[str]) -> None:
    assert [n for n in meant(read(text, published="2024-03-01"), words) if n[:1].isupper() or n in who] == who


def test_the_title_of_another_state_gives_no_office(read: Read) -> None:
    r = read("President Emmanuel Macron met the de facto leader of Myanmar.", published="2024-03-01")
    assert r.mentions("Emmanuel Macron") == ["Emmanuel Macron"]


def test_an_office_of_a_state_that_nobody_knows_is_not_given_to_the_only_known_one(read: Read) -> None:
    r = read("President Goran Vukovic of Ruritania accused Serbia.")
    assert {(title, state) for _, title, state, _ in r.roles} == {("president", None)}
    r = read("President Goran Vukovic accused Serbia.")
    assert {(title, state) for _, title, state, _ in r.roles} == {("president", "RS")}


def test_words_that_tell_a_man_from_a_woman(reader: Reader) -> None:
    def told(words: str) -> str | None:
        doc, _ = reader.cast(make_article(id="g", text=f"{words} spoke.", language="en"))
        named = [c for c in find(doc, reader.authority) if c.kind == "person"]
        return genders.gender(doc, named[0]) if named else None

    table = genders.table()
    for gender in ("m", "f"):
        assert [w for w in table["match"][gender] if told(w) not in (gender, None)] == []
        assert told(table["match"][gender][1]) == gender
    assert [w for w in table["apart"] if told(w)] == []
    given = {g: set(table["given"][g].split()) for g in ("m", "f")}
    assert given["m"] & given["f"] == set()


def test_an_extraction_of_before_there_were_rules_is_still_read() -> None:
    mention = {"start": 0, "end": 4, "text": "Peru", "form": "name"}
    actor = {"id": "a1", "key": "k", "kind": "country", "name": "Peru", "mentions": [mention]}
    made = {"polgraph": "0", "model": None, "lexicon": "0", "authority": "0"}
    old = Extraction.model_validate({"article": "x", "producer": made, "actors": [actor]})
    assert old.actors[0].mentions[0].rule is None
