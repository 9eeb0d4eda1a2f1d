"""When an article was published, and why that is believed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from polgraph.loaders import dates
from polgraph.loaders.page import read_page

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
RULES = dates.rules()


@pytest.mark.parametrize(("url", "day"), RULES["address"]["is"])
def test_an_address_with_a_day(url: str, day: object):
    assert dates.from_url(url) == str(day)


@pytest.mark.parametrize("url", RULES["address"]["not"])
def test_an_address_without_one(url: str):
    assert dates.from_url(url) is None


@pytest.mark.parametrize(("text", "year", "day"), RULES["dateline"]["is"])
def test_a_dateline(text: str, year: int | None, day: object):
    assert dates.from_dateline(f"A headline\n\n{text}\n", year=year) == str(day)


@pytest.mark.parametrize(("text", "year"), RULES["dateline"]["not"])
def test_no_dateline(text: str, year: int | None):
    assert dates.from_dateline(text, year=year) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01T10:00:00+02:00", "2024-03-01T10:00:00+02:00"),
        ("2024-03-01T10:00:00.000Z", "2024-03-01T10:00:00+00:00"),
        ("2024-03-01 9:05 +0100", "2024-03-01T09:05:00+01:00"),
        ("2024-03-01T10:00", "2024-03-01T10:00:00"),
        ("20240301", "2024-03-01"),
        ("20240301T100000Z", "2024-03-01T10:00:00+00:00"),
        ("20240301100000", "2024-03-01T10:00:00"),
        ("Fri, 01 Mar 2024 10:00:00 +0200", "2024-03-01T10:00:00+02:00"),
        ("Fri, 01 Mar 2024 10:00:00 GMT", "2024-03-01T10:00:00+00:00"),
        ("2024-03", None),
        ("2024", None),
        ("2024-02-30", None),
        ("0001-01-01", None),
        ("yesterday", None),
        ("03/04/2024", None),  # which of the two is the month?
        ("", None),
    ],
)
def test_what_is_written_as_a_date(words: str, value: str | None):
    assert dates.parse(words) == value


META, LD = ("metadata", "2024-03-02T10:00:00+02:00"), ("JSON-LD", "2024-03-03")
URL, TEXT = "https://post.example/2024/03/04/talks", "KYIV, March 5, 2024 (Wire) - Talks went on."


def test_what_is_stated_goes_before_the_address_and_that_before_the_dateline():
    for given, url, text, value, reason in (
        ([META, LD], URL, TEXT, META[1], "metadata"),
        ([("metadata", "soon"), LD], URL, TEXT, "2024-03-03", "JSON-LD"),
        ([("metadata", None)], URL, TEXT, "2024-03-04", "the address"),
        ([], None, TEXT, "2024-03-05", "the dateline"),
        ([], None, "Talks went on.", None, "nothing states it"),
    ):
        assert dates.published(given, url=url, text=text, now=NOW) == (value, reason, None)


def test_a_dateline_takes_its_year_from_what_is_stated():
    text = "KYIV, March 5 (Wire) - Talks went on."
    for given, url, value in (
        ([("metadata", "2023-03")], None, "2023-03-05"),
        ([], "https://post.example/2022/03/talks", "2022-03-05"),
        ([], None, None),
    ):
        assert dates.published(given, url=url, text=text, now=NOW).value == value


def test_a_date_in_the_future_is_taken_only_where_there_is_no_other_and_never_in_silence():
    far = ("metadata", "2124-03-01")
    warning = "metadata says 2124-03-01, which is in the future"
    assert dates.published([far], url=None, text="", now=NOW) == ("2124-03-01", "metadata", warning)
    assert dates.published([far], url=URL, text="", now=NOW) == ("2024-03-04", "the address", warning)


@pytest.mark.parametrize(
    ("value", "ahead"),
    [
        ("2024-06-02", False),
        ("2024-06-02T11:00:00+00:00", False),
        ("2024-06-02T13:00:00+00:00", True),
        ("2024-06-02T13:00:00+14:00", False),
        ("2024-06-03", True),
        (None, False),
    ],
)
def test_it_is_tomorrow_somewhere(value: str | None, ahead: bool):
    assert dates.is_ahead(value, NOW) is ahead


def test_a_page_states_its_date_with_time_and_zone_and_says_where(tmp_path: Path):
    words = (
        "<p>"
        + "The council of Brenn voted to build a bridge over the river after three years of quarrel. " * 4
    )
    for head, value, reason in (
        (
            '<meta name="date" content="2020-01-01">'
            '<meta property="article:published_time" content="2024-03-01T10:00:00+02:00">',
            "2024-03-01T10:00:00+02:00",
            "metadata (article:published_time)",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": '
            '"2024-03-01T10:00:00Z", "citation": {"datePublished": "2001-01-01"}}]}</script>',
            "2024-03-01T10:00:00+00:00",
            "JSON-LD (datePublished)",
        ),
        ('<script type="application/ld+json">{broken</script>', None, "nothing states it"),
        ('<link rel="canonical" href="https://post.example/2024/03/04/bridge">', "2024-03-04", "the address"),
    ):
        page = tmp_path / "page.html"
        page.write_text(
            f"<html><head><title>A bridge</title>{head}</head><body><article><h1>A bridge</h1>{words}"
        )
        article = read_page(page.read_bytes(), id="a1", fields={})
        assert (article.published, article.meta["published_from"]) == (value, reason)
