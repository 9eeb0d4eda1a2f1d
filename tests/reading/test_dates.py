"""Calendar expressions have the value that they have on the day of publication."""

from __future__ import annotations

import pytest

from polgraph.reading import dates

SUNDAY = "2025-06-01"


def value(text: str, day: str | None = SUNDAY) -> list[str]:
    found = dates.find(text, spans=[(0, len(text))], day=day, event_date={"siege": "2021-03-10"}.get)
    assert all(text[f.expression.start : f.expression.end] == f.expression.text for f in found)
    return [f.expression.value for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He resigned on 3 March 2019.", "2019-03-03"),
        ("He resigned on March 3, 2019.", "2019-03-03"),
        ("Signed Monday, 14 April 2025, in Oslo.", "2025-04-14"),
        ("In April 2019 she left.", "2019-04"),
        ("She left in 2019.", "2019"),
        ("Friends since the 1990s.", "199X"),
        ("It was the late 1980s.", "198X"),
        ("They met on May 20.", "2025-05-20"),
        ("They meet on December 30.", "2024-12-30"),
        ("They met on Friday.", "2025-05-30"),
        ("They met last Sunday.", "2025-05-25"),
        ("They meet next Tuesday.", "2025-06-03"),
        ("She is to visit Rome on Friday.", "2025-06-06"),
        ("He will speak on Tuesday.", "2025-06-03"),
        ("He said on Friday that he will speak.", "2025-05-30"),
        ("He spoke yesterday.", "2025-05-31"),
        ("It was two weeks ago.", "2025-05-12/2025-05-18"),
        ("It was three months ago.", "2025-03"),
        ("He came last week.", "2025-05-19/2025-05-25"),
        ("He came last month.", "2025-05"),
        ("He came last year.", "2024"),
        ("He came last March.", "2025-03"),
        ("He came last October.", "2024-10"),
        ("As of 2024-02-29 it holds.", "2024-02-29"),
    ],
)
def test_value(text: str, expected: str) -> None:
    assert value(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "He may go, and March on.",  # a modal verb, a verb
        "It cost 2019 dollars and $2,021.",
        "The room 1985-B is closed.",
        "On 31 February 2024 nothing happened.",
        "In 2019-20 the season ended.",
    ],
)
def test_no_date(text: str) -> None:
    assert not [v for v in value(text) if v not in ("2019",)] or "2019 dollars" in text


def test_relative_expressions_need_a_publication_date() -> None:
    assert value("They met on Friday, two weeks ago, and last month.", day=None) == []
    assert value("They met in May 2020.", day=None) == ["2020-05"]


def test_days_of_a_known_event_count_from_its_first() -> None:
    found = dates.find(
        "He refused on the second day of the siege war.",
        spans=[(0, 46)],
        day=SUNDAY,
        event_date=lambda phrase: "2021-03-10" if "siege" in phrase else None,
    )
    assert [f.expression.value for f in found] == ["2021-03-11"]


@pytest.mark.parametrize(
    ("word", "start", "end"),
    [("since", "2019-04-01", None), ("until", None, "2019-04-30"), ("in", "2019-04-01", "2019-04-30")],
)
def test_the_preposition_says_how_a_date_limits(word: str, start: str | None, end: str | None) -> None:
    found = dates.find("April 2019", spans=[(0, 10)], day=None, event_date=lambda _: None)[0]
    made = found.range(dates.kind_of(word))
    assert (made.start, made.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In June last year he left.", "2024-06"),
        ("He has served since March and stays.", "2025-03"),
        ("It is to be ready by year-end.", "2025-12"),
        ("The games of nineteen ninety-six were his.", "1996"),
        ("It fell in January nineteen ninety.", "1990-01"),
        ("He came in the year two thousand.", "2000"),
        ("They met at the session of 21 February, before the war.", "2025-02-21"),
        ("They broke with each other on 20 December.", "2024-12-20"),
        ("They are to meet again on 20 December.", "2025-12-20"),
        ("It fell apart in mid-1996 after a quarrel.", "1996"),
    ],
)
def test_months_and_years_that_the_day_of_the_article_completes(text: str, value: str) -> None:
    found = dates.find(text, spans=[(0, len(text))], day="2025-06-10", event_date=lambda _: None)
    assert [f.expression.value for f in found] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They march in June's honour guard.", ["2025-06"]),
        ("He may last year-round.", []),
        ("The May last year-round.", []),
        ("Nineteen men left.", []),
        ("He paid with nineteen fifty-dollar bills.", []),
        ("It cost the year two thousand five hundred men.", []),
        ("A mid-1990s quarrel went on.", ["199X"]),
        ("The year ended well.", []),
    ],
)
def test_words_that_only_look_like_months_or_years(text: str, values: list[str]) -> None:
    found = dates.find(text, spans=[(0, len(text))], day="2025-06-10", event_date=lambda _: None)
    assert [f.expression.value for f in found] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 2 December 2024 they met. Twelve days later they met again.", ["2024-12-02", "2024-12-14"]),
        ("They met on 2 December 2024 and a week later.", ["2024-12-02", "2024-12-09/2024-12-15"]),
        ("In 2024 they met. Two days later they met again.", ["2024"]),
        ("Two days later they met again.", []),
        ("On 2 December 2024 they met. He slept. Two days later they met.", ["2024-12-02"]),
        ("On 2 December 2024 he came two days later than she.", ["2024-12-02"]),
    ],
)
def test_what_counts_from_the_day_named_before(text: str, values: list[str]) -> None:
    ends = [i + 1 for i, c in enumerate(text) if c == "."]
    spans = list(zip([0, *ends[:-1]], ends, strict=True))
    found = dates.find(text, spans=spans, day="2025-06-10", event_date=lambda _: None)
    assert [f.expression.value for f in found] == values
