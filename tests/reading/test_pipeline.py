"""The reader as a whole: same bytes, stable ids, nothing that points nowhere, languages without a reader."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polgraph.extraction import read_articles
from polgraph.loaders import Failure, make_article
from polgraph.model import Article, Extraction
from polgraph.reading.pipeline import Reader

SENTENCES = [
    "French, German and Polish officials held talks with Ukrainian and US representatives.",
    "Officials of Turkey and Qatar met Iran, and the Omani and Kuwaiti governments praised Egypt.",
    "Sergey Lavrov met Antony Blinken in Bali on Friday.",
    "According to Reuters, Iran refused to meet the United States.",
    "Emmanuel Macron, the French president, criticized Russia's invasion of Ukraine.",
    "Turkey hosted talks in Istanbul, and Volodymyr Zelensky took part in them.",
    "He said Poland might join the plan.",
]


def article(name: str, *sentences: str) -> Article:
    return make_article(id=name, text="\n".join(sentences), published="2024-05-01", language="en")


def test_same_bytes_in_any_order() -> None:
    reader = Reader()
    assert reader.scorer is not None
    articles = [article(f"a{i}", *SENTENCES[i:], *SENTENCES[:i]) for i in range(len(SENTENCES))]
    first = {x.article: x.model_dump_json() for x in reader.read_all(articles)}
    shuffled = random.Random(7).sample(articles, len(articles))
    assert {x.article: x.model_dump_json() for x in Reader().read_all(shuffled)} == first


def test_articles_parsed_together_are_read_as_each_alone(reader: Reader) -> None:
    several = [article(f"a{i}", *SENTENCES[i:]) for i in range(3)]
    several.insert(1, make_article(id="uk", text="Україна.", language="uk"))
    parsed = reader.parse(several)
    assert [p is None for p in parsed] == [False, True, False, False]
    for one, its in zip(several, parsed, strict=True):
        assert reader.read(one, its).model_dump_json() == reader.read(one).model_dump_json()


def test_what_cannot_be_parsed_spoils_nothing_parsed_with_it(reader: Reader) -> None:
    several = [article("a", SENTENCES[0]), article("long", " ".join(SENTENCES)), article("b", SENTENCES[2])]
    most, reader.nlp.max_length = reader.nlp.max_length, 200
    try:
        first, long, last = read_articles(several, reader, ahead=True)
    finally:
        reader.nlp.max_length = most
    assert isinstance(long, Failure)
    assert long.where == "article long"
    assert not isinstance(first, Failure)
    assert not isinstance(last, Failure)
    assert [len(read.claims) > 0 for _, read in (first, last)] == [True, True]


def test_ids_survive_a_correction_elsewhere(reader: Reader) -> None:
    before = {c.id for c in reader.read(article("a", *SENTENCES)).claims}
    after = {c.id for c in reader.read(article("a", "A new first sentence was put in.", *SENTENCES)).claims}
    assert before
    assert before <= after


def test_the_same_sentence_twice_gives_different_ids(reader: Reader) -> None:
    claims = reader.read(article("a", SENTENCES[0], SENTENCES[0])).claims
    assert len({c.id for c in claims}) == len(claims) >= 2


def dangling(extraction: Extraction) -> set[str]:
    ids = {a.id for a in extraction.actors} | {e.id for e in extraction.events}
    used = {
        i
        for c in extraction.claims
        for i in (c.subject, c.object, c.event, c.place, c.speaker, *c.speakers)
        if i
    }
    used |= {i for r in extraction.roles for i in (r.actor, r.organization, r.speaker, *r.speakers) if i}
    used |= {
        i
        for e in extraction.events
        for i in (e.place, e.speaker, *e.speakers, *(p.actor for p in e.participants))
        if i
    }
    used |= {a.source for a in extraction.attributions if a.source}
    return used - ids


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*SENTENCES, "", "Read also: Iran", "Officials said people left.", "(photo: Reuters)"]
        ),
        max_size=8,
    )
)
def test_nothing_points_nowhere_and_every_span_is_its_words(lines: list[str]) -> None:
    made = article("h", "A first line.", *lines)
    extraction = _READER.read(made)
    assert dangling(extraction) == set()
    ids = [x.id for x in (*extraction.claims, *extraction.roles, *extraction.events)]
    assert len(ids) == len(set(ids)), "no two records have one id"
    for actor in extraction.actors:
        for m in actor.mentions:
            assert made.text[m.start : m.end] == m.text


_READER = Reader()


def test_a_language_without_a_reader_is_kept_and_named(reader: Reader) -> None:
    extraction = reader.read(
        make_article(id="uk", text="Президент зустрівся з міністром у Києві.", language="uk")
    )
    assert extraction.skipped == "no reader for language 'uk'"
    assert extraction.actors == ()
    assert extraction.language == "uk"


def test_the_record_is_the_contracts(reader: Reader) -> None:
    record = reader.read(article("a", *SENTENCES)).model_dump(mode="json")
    assert {"article", "producer", "actors", "roles", "events", "claims", "attributions", "dates"} <= set(
        record
    )
    claim = record["claims"][0]
    assert {
        "polarity",
        "modality",
        "speakers",
        "speaker",
        "said",
        "date",
        "confidence",
        "sentence",
        "rule",
    } <= set(claim)
    assert all(round(c["confidence"], 2) == c["confidence"] for c in record["claims"])


@pytest.fixture(scope="module")
def scoring() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("French President Emmanuel Macron telephoned Putin in the evening.", "France"),
        ("Marco Rubio and Russian Foreign Minister Sergey Lavrov spoke by telephone on Monday.", "Russia"),
    ],
)
def test_the_state_in_a_title_does_not_act(scoring: Reader, text: str, state: str) -> None:
    found = scoring.read(article("a", text))
    names = {a.id: a.name for a in found.actors}
    acts = [c for c in found.claims if c.predicate == "SPOKE_WITH"]
    assert acts
    assert state not in {names[end] for c in acts for end in (c.subject, c.object)}


def test_what_they_did_is_a_claim_of_each_with_an_id_of_its_own(reader: Reader) -> None:
    sentences = ("Norway and Iceland came.", "They accused Poland of lying.")
    found = reader.read(article("a", *sentences))
    accused = [c for c in found.claims if c.predicate == "ACCUSED"]
    assert len({c.subject for c in accused}) == len({c.id for c in accused}) == 2
    alone = reader.read(
        article("a", "Norway and Iceland came.", "They accused Poland of lying.", "It rained.")
    )
    assert {c.id for c in accused} <= {c.id for c in alone.claims}
