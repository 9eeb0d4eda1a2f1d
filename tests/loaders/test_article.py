"""What an article's fields may be."""

from __future__ import annotations

from typing import Any

import pytest

from polgraph.errors import InputError
from polgraph.loaders import make_article
from polgraph.model import GivenMention, Paragraph

TEXT = "Ozola walks out of talks\n\nThe minister left on Tuesday, her office said."


def made(**fields: Any) -> Any:
    return make_article(**({"text": TEXT, "id": "a1"} | fields))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2024-02-29", "2024-02-29"),
        (" 2024-03-01 ", "2024-03-01"),
        ("2024-03-01T10:00:00Z", "2024-03-01T10:00:00+00:00"),
        ("2024-03-01 10:00+02:00", "2024-03-01T10:00:00+02:00"),
        ("2024-03-01T23:30:00-05:00", "2024-03-01T23:30:00-05:00"),
        ("", None),
        (None, None),
    ],
)
def test_a_date_comes_out_in_one_spelling(given: str | None, kept: str | None) -> None:
    article = made(published=given)
    assert article.published == kept
    assert made(published=article.published).published == kept


@pytest.mark.parametrize(
    "given", ["2024-02-31", "31.02.2024", "2024-02", "yesterday", "2024-W09-5", "20240301", 20240301]
)
def test_what_is_no_date_is_named(given: Any) -> None:
    with pytest.raises(InputError, match="published") as error:
        made(published=given)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("EN", "en"), ("en_us", "en-US"), ("zh-hans-cn", "zh-Hans-CN"), ("uk", "uk"), ("sr-latn", "sr-Latn")],
)
def test_a_language_tag_comes_out_in_its_usual_case(given: str, kept: str) -> None:
    assert made(language=given).language == kept


@pytest.mark.parametrize("given", ["English", "e", "en us", "12"])
def test_what_is_no_language_tag_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="BCP 47"):
        made(language=given)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The minister of transport left the talks on Tuesday, and her office refused to say whether she would come "
            "back to the table before the end of the week, as the prime minister had asked her to do.",
            "en",
        ),
        ("Міністерка транспорту залишила переговори у вівторок, і її офіс відмовився від коментарів.", "uk"),
        (
            "Министр транспорта покинула переговоры во вторник, и её пресс-служба отказалась сообщить, вернётся ли она "
            "за стол переговоров до конца недели, как её просил премьер-министр.",
            "ru",
        ),
        (
            "Die Ministerin verließ die Gespräche am Dienstag nach einer Stunde, und ihr Büro wollte nicht sagen, ob "
            "sie vor dem Ende der Woche an den Tisch zurückkehrt.",
            "de",
        ),
        ("Ozola left.", None),
        ("12 : 13 - 14, 2024 / 2025 (17 %)", None),
    ],
)
def test_the_language_is_told_from_a_long_enough_text_only(text: str, language: str | None) -> None:
    assert made(text=text).language == language


def test_furniture_does_not_count_for_the_language() -> None:
    text = "Читайте також: Опозиція вимагає дострокових виборів восени\n" * 5 + "The minister left the talks."
    assert made(text=text).language != "uk"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": " \n\t"}, "text is empty"),
        ({"text": "a\0b"}, "NUL character at 1"),
        ({"text": "abc \ud83d def"}, "U\\+D83D"),
        ({"title": "half \udc00"}, "title has half a character"),
        ({"id": " "}, "id"),
        ({"id": "a\nb"}, "id"),
        ({"title": 7}, "title is int"),
        ({"mentions": [GivenMention(start=70, end=900, kind="person")]}, "not inside the text"),
        ({"mentions": [GivenMention(start=5, end=5, kind="person")]}, "not inside the text"),
        (
            {"paragraphs": [Paragraph(start=0, end=9, kind="body"), Paragraph(start=5, end=12, kind="body")]},
            "overlaps",
        ),
        ({"paragraphs": [Paragraph(start=0, end=999, kind="body")]}, "not inside the text"),
    ],
)
def test_what_cannot_be_used_is_one_clear_line(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words) as error:
        made(**fields)
    assert str(error.value).isprintable()


def test_control_characters_and_odd_blanks_stay_in_the_text() -> None:
    text = "\ufeffThe minister\x07 left\u00a0on\u2003Tuesday.\r\n\r\nHer deputy\tstayed."
    assert made(text=text).text == text


def test_what_given_paragraphs_leave_out_is_boilerplate() -> None:
    article = made(
        text="Menu  The minister left.  Share", paragraphs=[Paragraph(start=6, end=24, kind="body")]
    )
    assert [(article.text[p.start : p.end], p.kind) for p in article.paragraphs] == [
        ("Menu", "boilerplate"),
        ("The minister left.", "body"),
        ("Share", "boilerplate"),
    ]


def test_line_ends_in_a_title_become_blanks() -> None:
    assert made(title=" Ozola \n walks\u2028out ").title == "Ozola walks out"
