"""What the parse and the lexicon say of two places of a sentence."""

from __future__ import annotations

import pytest

from polgraph import lexicon
from polgraph.model import Article
from polgraph.reading import document, pair_features
from polgraph.reading.pipeline import Reader


def features(reader: Reader, text: str, first: str, second: str) -> set[str]:
    """The names of the features of the ordered pair of two words of a text."""
    parsed = document.build(Article(id="x", text=text, language="en"), reader.nlp)
    roots = [next(t.i for t in parsed.doc if t.text == word) for word in (first, second)]
    found = pair_features.describe(parsed, parsed.sentence(roots[0]), roots, lexicon.load())
    names = pair_features.pair_features()
    return {names[n] for n, value in enumerate(found.pairs[0, 1]) if value}


def test_an_active_sentence(reader: Reader) -> None:
    found = features(reader, "Germany has accused Russia of hacking.", "Germany", "Russia")
    assert {"subject:own=nsubj", "object:own=dobj", "top=ACCUSED", "top:verb", "before"} <= found
    assert not found & {"top:passive", "top:negated", "apart"}


def test_a_passive_turns_the_places_round(reader: Reader) -> None:
    found = features(reader, "Russia was not accused by Germany of hacking.", "Germany", "Russia")
    assert {"object:own=nsubjpass", "subject:prep=by", "top:passive", "top:negated"} <= found
    assert "before" not in found


def test_two_sentences_of_one_text_do_not_meet(reader: Reader) -> None:
    text = "Germany waited. Russia agreed."
    parsed = document.build(Article(id="x", text=text, language="en"), reader.nlp)
    roots = [t.i for t in parsed.doc if t.text in ("Germany", "Russia")]
    found = pair_features.describe(parsed, parsed.sentence(0), roots, lexicon.load())
    assert found.pairs[0, 1, pair_features.pair_features().index("apart")] == 1.0


@pytest.mark.parametrize(("word", "states"), [("condemned", True), ("the", False), ("table", False)])
def test_only_words_of_the_lexicon_are_known(reader: Reader, word: str, states: bool) -> None:
    doc = reader.nlp(f"Poland {word} Russia.")
    assert bool(pair_features.stated_by(doc[1], lexicon.load())) == states


def test_the_known_words_carry_their_place(reader: Reader) -> None:
    text = "Poland condemned Russia."
    parsed = document.build(Article(id="x", text=text, language="en"), reader.nlp)
    found = pair_features.describe(parsed, parsed.sentence(0), [0, 2], lexicon.load())
    names = pair_features.predicates()
    assert [(text[slice(*span)], [names[n] for n in known]) for span, known in found.words] == [
        ("condemned", ["CRITICIZED"])
    ]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Poland condemned Russia.", True),
        ("Poland issued a condemnation of Russia.", True),
        ("Poland lies between Germany and Belarus.", False),
        ("Poland lies south of Germany, which a storm condemned to darkness.", False),
    ],
)
def test_a_word_of_the_lexicon_joins_two_where_it_stands_on_the_way_between_them(
    reader: Reader, text: str, joined: bool
) -> None:
    parsed = document.build(Article(id="x", text=text, language="en"), reader.nlp)
    roots = [t.i for t in parsed.doc if t.text in ("Poland", "Russia", "Germany", "Belarus", "Chile")]
    assert pair_features.describe(parsed, parsed.sentence(0), roots, lexicon.load()).joined == joined
