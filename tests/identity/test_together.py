"""`extract --together`: one key for an actor in all articles of a corpus, in whatever language and case."""

from __future__ import annotations

import re

import pytest
from support import cannot_run

from polgraph.errors import ModelMissingError
from polgraph.extraction import extract
from polgraph.loaders import Failure
from polgraph.model import Actor, Article, Extraction, GivenMention
from polgraph.reading import models


@pytest.fixture(autouse=True)
def model() -> None:
    """A language model is installed: a reader names it, though texts with given names do not use it."""
    try:
        models.find(None)
    except ModelMissingError as error:
        cannot_run(str(error))


def article(name: str, language: str, text: str) -> Article:
    """An article whose names are marked *so*."""
    given, plain, last = [], "", 0
    for match in re.finditer(r"\*([^*]+)\*", text):
        plain += text[last : match.start()]
        given.append(GivenMention(start=len(plain), end=len(plain) + len(match[1]), kind="person"))
        plain += match[1]
        last = match.end()
    return Article(id=name, text=plain + text[last:], language=language, mentions=tuple(given))


ARTICLES = [
    article("uk", "uk", "Розмову з *Тарасом Мельничуком* перенесли. *Мельничуку* відмовили."),
    article("pl", "pl", "Spotkanie z *Tarasem Melnyczukiem* odwołano, *Hanna Zając* też nie przyjdzie."),
    article("sl", "sl", "Župan *Taras Melničuk* je odpovedal obisk. *Zającova* molči."),
]


def actors(found: list[Extraction | Failure]) -> dict[str, Actor]:
    return {
        f"{e.article}:{a.mentions[0].text}": a for e in found if isinstance(e, Extraction) for a in e.actors
    }


def test_forms_of_a_name_in_three_languages_have_one_key() -> None:
    found = actors(list(extract(ARTICLES, together=True)))
    names = ("uk:Тарасом Мельничуком", "uk:Мельничуку", "pl:Tarasem Melnyczukiem", "sl:Taras Melničuk")
    assert len({found[name].key for name in names}) == 1
    assert found["pl:Hanna Zając"].key != found["sl:Zającova"].key, "a surname alone, elsewhere"


def test_the_name_is_a_dictionary_form_that_was_met_and_the_words_stay() -> None:
    declined = actors(list(extract(ARTICLES, together=True)))["pl:Tarasem Melnyczukiem"]
    assert declined.name == "Taras Melničuk"
    assert "Tarasem Melnyczukiem" in declined.aliases
    assert declined.mentions[0].text == "Tarasem Melnyczukiem"


def test_together_keeps_order_and_failures_and_each_alone_keeps_its_own_keys() -> None:
    failure = Failure(where="line 2", reason="no article")
    found = list(extract([ARTICLES[2], failure, ARTICLES[0]], together=True))
    assert found[1] == failure
    assert [e.article for e in found if isinstance(e, Extraction)] == ["sl", "uk"]
    alone = actors(list(extract(ARTICLES)))
    assert alone["uk:Тарасом Мельничуком"].key != alone["sl:Taras Melničuk"].key


def test_whom_the_authority_knows_is_called_as_it_calls_him_in_any_language() -> None:
    texts = (article("uk", "uk", "*Козак* мовчить."), article("ru", "ru", "Молчит *Дмитрий Козак*."))
    for corpus in (texts, texts[:1]):
        named = {a.name for a in actors(list(extract(corpus, together=True))).values()}
        assert named == {"Dmitry Kozak"}


def test_an_event_of_two_articles_has_one_key_and_that_of_another_day_its_own() -> None:
    texts = {
        "a": "On 2 March 2021 Sergey Lavrov took part in talks in Vienna.",
        "b": "Sergey Lavrov attended talks in Vienna on 2 March 2021.",
        "c": "On 22 March 2021 Sergey Lavrov took part in talks in Vienna.",
    }
    articles = [Article(id=i, text=t, language="en", published="2021-04-01") for i, t in texts.items()]
    found = [e for e in extract(articles, together=True) if isinstance(e, Extraction)]
    keys = [event.key for e in found for event in e.events]
    assert len(keys) == 3 and keys[0] == keys[1] != keys[2]
