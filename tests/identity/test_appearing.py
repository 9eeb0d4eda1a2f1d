"""Appearances: what of an extraction identity compares, and anchors that survive other readings."""

from __future__ import annotations

from polgraph.identity import Anchors, appearances
from polgraph.model import Actor, Article, Extraction, Mention, Producer, Role

TEXT = (
    "Envoy Orla Brandt met Mr. Tamm in Riga.\n"
    "Brandt's aides were pleased. She left early! She left early!\n"
    "No one denies that Tamm of the Harbour Board is ill"
)


def mention(words: str, form: str, nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention(start=start, end=start + len(words), text=words, form=form)


def reading() -> tuple[Article, Extraction]:
    article = Article(id="a1", text=TEXT, published="2024-05-06T10:00", language="en")
    evidence = {"sentence": (0, 39), "rule": "test", "phase": "present", "span": (0, 5)}
    return article, Extraction(
        article="a1",
        producer=Producer(polgraph="0", model=None, lexicon="0", authority="0"),
        actors=(
            Actor(
                id="a1",
                key="person:orla brandt",
                kind="person",
                name="Orla Brandt",
                mentions=(
                    mention("Orla Brandt", "name"),
                    mention("Brandt's", "name"),
                    mention("She", "pronoun"),
                ),
            ),
            Actor(
                id="a2", key="person:a1:tamm", kind="person", name="Tamm", mentions=(mention("Tamm", "name"),)
            ),
            Actor(
                id="a3",
                key="organization:harbour board",
                kind="organization",
                name="Harbour Board",
                mentions=(mention("Harbour Board", "name"),),
            ),
            Actor(
                id="a4", key="place:LV:riga", kind="place", name="Riga", mentions=(mention("Riga", "name"),)
            ),
        ),
        roles=(
            Role(id="r1", actor="a2", title="member", organization="a3", **evidence),
            Role(id="r2", actor="a1", title="envoy", role="envoy", country="LV", **evidence),
            Role(id="r3", actor="a1", title="spy", polarity="denied", **evidence),
        ),
    )


def test_an_actor_is_shown_with_names_offices_company_and_gender() -> None:
    brandt, tamm, _, riga = appearances(*reading())
    assert brandt.names == ("Orla Brandt", "Brandt")
    assert [(o.role, o.country) for o in brandt.offices] == [("envoy", "LV")], "what is denied is no office"
    assert tamm.offices[0].organization == "organization:harbour board"
    assert brandt.company == ("organization:harbour board", "person:a1:tamm"), "neither itself nor places"
    assert (brandt.gender, tamm.gender, brandt.day) == ("f", None, "2024-05-06")
    assert riga.spans == ((34, 38),)


def test_an_anchor_survives_a_correction_in_another_sentence() -> None:
    article, _ = reading()
    changed = article.model_copy(update={"text": TEXT.replace("were pleased", "were not at all pleased")})
    moved = changed.text.index("Harbour")
    before, after = TEXT.index("Harbour"), moved
    assert Anchors(article).anchor(before, before + 7) == Anchors(changed).anchor(after, after + 7)
    assert before != after


def test_the_same_words_in_repeated_sentences_have_their_own_anchors() -> None:
    article, _ = reading()
    first = TEXT.index("She")
    second = TEXT.index("She", first + 1)
    anchors = Anchors(article)
    assert anchors.anchor(first, first + 3) != anchors.anchor(second, second + 3)


def test_another_article_with_the_same_words_has_other_anchors() -> None:
    article, _ = reading()
    other = article.model_copy(update={"id": "a2"})
    assert Anchors(article).anchor(6, 17) != Anchors(other).anchor(6, 17)


def test_a_name_is_anchored_wherever_it_stands_even_in_an_empty_text() -> None:
    assert len(Anchors(Article(id="x", text="")).anchor(0, 0)) == 16
    article, _ = reading()
    spans = [(i, i + 1) for i in range(len(TEXT))]
    assert len({Anchors(article).anchor(*s) for s in spans}) == len(TEXT)
