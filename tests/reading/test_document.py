"""Paragraphs are parsed apart, offsets stay those of the text, a headline's tail is no part of it."""

from __future__ import annotations

from polgraph.loaders import make_article
from polgraph.model import Article, Paragraph
from polgraph.reading import document
from polgraph.reading.pipeline import Reader

PAGE = """Minister defies president – Daily Lantern

Refusals and what followed

The defence minister of Ruritania, 41, didn’t sign the order.\u00a0He “never” would.

(photo: Northern Pictures)"""


def build(reader: Reader, text: str) -> document.Document:
    return document.build(make_article(id="d", text=text, language="en"), reader.nlp)


def test_every_token_lies_where_its_words_are(reader: Reader) -> None:
    doc = build(reader, PAGE)
    for token in doc.doc:
        words = doc.text(token.i, token.i + 1)
        assert len(words) == len(token.text)
        assert words.translate(document._PLAIN) == token.text


def test_a_heading_is_never_glued_to_the_next_sentence(reader: Reader) -> None:
    doc = build(reader, PAGE)
    sentences = [doc.text(s.start, s.end) for s in doc.sentences]
    assert "Refusals and what followed" in sentences
    assert any(s.startswith("The defence minister") for s in sentences)


def test_the_tail_of_a_headline_stands_apart(reader: Reader) -> None:
    doc = build(reader, PAGE)
    tails = [doc.text(s.start, s.end) for s in doc.sentences if s.chunk.tail]
    assert tails == ["Daily Lantern"]
    assert doc.text(doc.sentences[0].start, doc.sentences[0].end) == "Minister defies president"


def test_captions_and_boilerplate_are_not_read(reader: Reader) -> None:
    doc = build(reader, PAGE)
    assert "Northern" not in {t.text for t in doc.doc}


def test_given_paragraphs_decide_what_is_read(reader: Reader) -> None:
    text = "Ada went home.\nBruno went home."
    article = make_article(id="d", text=text, language="en").model_copy(
        update={
            "paragraphs": (
                Paragraph(start=0, end=14, kind="boilerplate"),
                Paragraph(start=15, end=31, kind="body"),
            )
        }
    )
    assert [s.text for s in document.build(article, reader.nlp).doc.sents] == ["Bruno went home."]


def test_an_article_without_readable_text_is_empty(reader: Reader) -> None:
    doc = document.build(Article(id="d", text="   \n\n  "), reader.nlp)
    assert len(doc.doc) == 0
    assert doc.sentences == ()
