"""The edges of the comparison: words of any script, addresses, what the reason says."""

from __future__ import annotations

from typing import Any

import pytest

from polgraph import copies
from polgraph.copies.sketching import Sketch
from polgraph.copies.wording import shingles, words
from polgraph.loaders.article import make_article

STORY = (
    "The council of Brenn voted on Monday to build a new bridge over the river after three years of quarrel. "
    "Mayor Ines Calder said that the old one would be closed in spring. Traders on the left bank fear for their "
    "customers and want a ferry until the work is done. The bridge is to cost nine million crowns."
)


def made(text: str = STORY, id_: str = "a1", **fields: Any) -> Sketch:
    return copies.sketch(make_article(text, id=id_, language="en", **fields))


def test_case_blanks_and_typography_are_no_difference():
    assert (words("“Ada  Marsh”, he said") == words('"ada marsh" HE said')).all()
    assert (words("ﬁnance") == words("finance")).all()


@pytest.mark.parametrize(
    ("text", "number"), [("总理访问北岛", 6), ("การเมือง", 8), ("मंत्री ने कहा", 3), ("قال الوزير", 2)]
)
def test_scripts_without_blanks_count_by_character(text: str, number: int):
    assert len(words(text)) == number


def test_a_text_shorter_than_a_shingle_is_one_run():
    assert len(shingles(words("two words"), size=4)) == 1
    assert len(shingles(words(""), size=4)) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.post.example/a/b/", "http://post.example/a/b?utm_source=x#top"),
        ("https://m.post.example/a?id=3&fbclid=7", "https://post.example/a?id=3"),
        ("https://post.example/a/amp/", "https://amp.post.example/a"),
    ],
)
def test_one_address_is_written_in_several_ways(one: str, other: str):
    assert made(url=one).address == made(url=other).address != ""


@pytest.mark.parametrize(
    "url", [None, "https://post.example/", "https://post.example", "http://[broken", "talks.html"]
)
def test_a_front_page_or_no_address_makes_no_versions(url: str | None):
    assert made(url=url).address == ""


def test_another_article_at_the_same_address_is_no_version():
    other = "Farmers drove their tractors to the ministry and asked for lower taxes on diesel before the harvest begins in June, a spokesman said."
    assert (
        copies.compare(made(other, url="https://post.example/live"), made(url="https://post.example/live"))
        is None
    )


def test_the_reason_says_what_is_the_same_and_what_differs():
    head = made(source="Post")
    version = copies.compare(made(STORY.replace("nine million", "eight million"), source="Post"), head)
    cut = copies.compare(made(STORY.rpartition(" The bridge")[0], source="Star"), head)
    assert version and (version.kind, version.reason) == ("version", "one publisher, 1 of 59 words changed")
    assert cut and (cut.kind, cut.reason, cut.contained) == ("copy", "another publisher, cut at the end", 1.0)


def test_publishers_that_are_both_unknown_are_not_the_same():
    like = copies.compare(made(STORY.replace("nine million", "eight million")), made())
    assert like and like.kind == "copy"


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2031-03-01T10:00:00+02:00", "2031-03-01T08:30:00Z", "one"),
        ("2031-03-01", "2031-03-01T00:10:00", "one"),
        (None, "2031-03-01", "other"),
    ],
)
def test_the_earlier_is_told_with_regard_to_zones(one: str | None, other: str, first: str):
    sketches = made(id_="one", published=one), made(id_="other", published=other)
    assert min(sketches, key=lambda s: s.rank).article == first
