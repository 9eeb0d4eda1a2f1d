"""The shipped weights: what they were trained on, that they answer the same always, and what they add to the rules."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from polgraph import corpus, lexicon, scorer
from polgraph.loaders import make_article
from polgraph.model import Article
from polgraph.reading import document, pair_features
from polgraph.reading.pipeline import Reader
from polgraph.reading.proposals import LEAST, RULE
from polgraph.scorer import Question, Scorer

TEXT = "Turkey has lashed out at Greece over a map that Athens showed to the European Commission."


@pytest.fixture(scope="module")
def shipped() -> Scorer:
    found = scorer.load()
    assert found is not None, "this copy has no weights: `make scorer` trains them"
    return found


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def question(reader: Reader, text: str, *words: str) -> Question:
    """The words of a sentence that may be ends, as the reader would ask about them."""
    parsed = document.build(Article(id="x", text=text, language="en"), reader.nlp)
    roots = [next(t.i for t in parsed.doc if t.text == w) for w in words]
    described = pair_features.describe(parsed, parsed.sentences[0], roots, lexicon.load())
    return Question(text, tuple(parsed.span(r, r + 1) for r in roots), described.pairs, described.words)


def test_the_weights_name_the_corpus_that_they_were_trained_on(shipped: Scorer) -> None:
    folder = Path(str(files("polgraph.data") / "corpus"))
    assert shipped.card["corpus"] == corpus.fingerprint(folder), "the corpus has changed since: `make scorer`"


def test_the_weights_know_the_features_and_predicates_of_this_version(shipped: Scorer) -> None:
    names = " ".join(pair_features.pair_features())
    assert shipped.card["features"] == hashlib.sha256(names.encode()).hexdigest()[:16]
    assert tuple(shipped.card["kinds"]) == pair_features.predicates()
    assert set(shipped.card["calibration"]["predicates"]) == set(pair_features.predicates())


def test_the_version_is_that_of_the_bytes(shipped: Scorer) -> None:
    weights = (files("polgraph.data") / "scorer" / "scorer.onnx").read_bytes()
    assert shipped.version == hashlib.sha256(weights).hexdigest()[:12]


def test_an_answer_does_not_depend_on_what_was_asked_before(shipped: Scorer, reader: Reader) -> None:
    asked = question(reader, TEXT, "Turkey", "Greece", "Athens", "Commission")
    first = shipped.verdicts(asked)
    shipped.verdicts(question(reader, "Poland met France.", "Poland", "France"))
    assert shipped.verdicts(asked) == first
    assert {(v.subject, v.object) for v in first} >= {(0, 1)}


def test_the_likelier_pair_is_the_one_that_the_sentence_states(shipped: Scorer, reader: Reader) -> None:
    found = {
        (v.subject, v.object): v.any
        for v in shipped.verdicts(question(reader, TEXT, "Turkey", "Greece", "Commission"))
    }
    assert found[0, 1] > found.get((0, 2), 0.0)
    assert found[0, 1] > found.get((2, 0), 0.0)


def test_worth_rises_with_sureness_and_is_a_probability(shipped: Scorer) -> None:
    for predicate in pair_features.predicates():
        rising = [shipped.worth(predicate, n / 20) for n in range(21)]
        assert rising == sorted(rising)
        assert 0 <= rising[0] <= rising[-1] <= 1


def test_a_sentence_longer_than_what_is_looked_at_is_no_fault(shipped: Scorer, reader: Reader) -> None:
    text = f"Turkey {'and so on ' * 150}met Greece."
    asked = Question(
        text,
        ((0, 6), (len(text) - 7, len(text) - 1)),
        question(reader, "Turkey met Greece.", "Turkey", "Greece").pairs,
        (),
    )
    assert shipped.verdicts(asked) == []


def test_proposals_name_themselves_and_are_worth_it(reader: Reader) -> None:
    article = make_article(id="a", text=TEXT, published="2024-05-02", language="en")
    with_it = reader.read(article)
    alone = Reader(scorer=False).read(article)
    assert alone.producer.scorer is None
    assert with_it.producer.scorer == reader.producer.scorer is not None
    by_rules = [c for c in with_it.claims if not c.rule.startswith(RULE)]
    assert [c.id for c in by_rules] == [c.id for c in alone.claims]
    assert all(c.confidence >= LEAST for c in with_it.claims if c.rule.startswith(RULE))


def test_a_pair_that_a_rule_has_read_gets_no_proposal(reader: Reader) -> None:
    article = make_article(id="a", text="Germany accused Russia of hacking the Bundestag.", language="en")
    found = [c for c in reader.read(article).claims if c.predicate == "ACCUSED"]
    assert len(found) == 1
    assert not found[0].rule.startswith(RULE)


def test_explaining_shows_what_was_weighed(reader: Reader) -> None:
    passages = reader.explain(make_article(id="a", text=TEXT, published="2024-05-02", language="en"))
    assert any(w.words.startswith("Turkey") and "Greece" in w.words for w in passages[0].weighed) or any(
        c.words.startswith("Turkey") for c in passages[0].claims
    )
