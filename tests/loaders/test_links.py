"""Lists of addresses: opened where it is said how, else counted; and what rows say besides the fields."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from serving import fetcher, site

from polgraph.loaders import Failure, make_article, read, read_jsonl, write_jsonl
from polgraph.model import Article

GKG = "\t".join(
    ["20240301101500-7", "20240301101500", "1", "herald.example", "https://h.example/1", *["x"] * 22]
)
MENTION = "\t".join(
    ["117", "20240301100000", "20240301101500", "1", "herald.example", "https://h.example/1", *["1"] * 10]
)
EVENT = "\t".join(["1234567", "20240301", *["x"] * 58, "https://h.example/1"])
OLD_GKG = "DATE\tNUMARTS\tCOUNTS\tTHEMES\tSOURCES\tSOURCEURLS\n20140301\t2\t\t\tx\thttps://h.example/1<UDIV>https://h.example/2"
CLOUD = (
    "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "9,2024-03-02,en,Herald,herald.example,2024-03-01,Ozola &amp; Liepa leave,https://h.example/1\n"
)
DOC = {
    "articles": [
        {
            "url": "https://h.example/1",
            "title": "Ozola leaves",
            "seendate": "20240301T101500Z",
            "domain": "herald.example",
            "language": "English",
        }
    ]
}


def page(number: int) -> bytes:
    text = "The minister met the envoy in the capital and said that talks would go on for another week. " * 5
    return (
        f"<html><head><title>The page {number}</title></head>"
        f"<body><article><h1>The page {number}</h1><p>{text}</p></article></body></html>"
    ).encode()


def run(path: Path, content: str, **options: Any) -> list[Article | Failure]:
    path.write_text(content, encoding="utf-8")
    return list(read([path], base=path.parent, **options))


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("a.gkg.csv", f"{GKG}\n{GKG}\n", 1),
        ("a.mentions.CSV", f"{MENTION}\n", 1),
        ("a.export.CSV", f"{EVENT}\n{EVENT.replace('e/1', 'e/2')}\n", 2),
        ("a.csv", OLD_GKG, 2),
        ("a.csv", CLOUD, 1),
        ("a.json", json.dumps(DOC), 1),
        ("a.jsonl", json.dumps(DOC["articles"][0]) + "\n" + json.dumps({"url": "https://h.example/2"}), 2),
    ],
)
def test_addresses_without_text_are_counted_or_opened_each_once(
    tmp_path: Path, name: str, content: str, count: int
) -> None:
    (failure,) = run(tmp_path / name, content)
    assert isinstance(failure, Failure) and failure.skipped
    assert f"{count} address" in failure.reason

    with site({f"/{n + 1}": page(n + 1) for n in range(count)}) as here:
        content = content.replace("https://h.example", here.url)
        opened = run(tmp_path / name, content, fetch=True, fetcher=fetcher(here.host))
        assert [a.id for a in opened if isinstance(a, Article)] == [
            f"{here.url}/{n + 1}" for n in range(count)
        ]
    assert len(opened) == count


def test_what_a_list_says_fills_in_what_its_page_leaves_open(tmp_path: Path) -> None:
    with site({"/1": page(1)}) as here:

        def opened(name: str, content: str, **options: Any) -> Article:
            content = content.replace("https://h.example", here.url)
            (article,) = run(tmp_path / name, content, fetch=True, fetcher=fetcher(here.host), **options)
            assert isinstance(article, Article)
            return article

        cloud = opened("a.csv", CLOUD)
        doc = opened("b.json", json.dumps(DOC))
        gkg = opened("c.gkg.csv", GKG)
    assert (cloud.title, cloud.published, cloud.source) == ("The page 1", "2024-03-01", "Herald")
    assert cloud.meta["media_url"] == "herald.example"
    assert cloud.meta["published_from"]
    assert (doc.published, doc.source) == ("2024-03-01T10:15:00+00:00", "herald.example")
    assert (gkg.published, gkg.source) == (None, "herald.example")
    assert gkg.meta["seen_by_gdelt"] == "2024-03-01T10:15:00+00:00"


def test_what_is_no_address_is_a_failure_with_its_row(tmp_path: Path) -> None:
    items = run(tmp_path / "a.csv", "title,url\nA,javascript:alert(1)\nB,\nC,https://h.example/1\n")
    rows = [i for i in items if isinstance(i, Failure)]
    assert [(f.line, f.skipped) for f in rows] == [(2, False), (3, False), (None, True)]


def test_the_oldest_gdelt_files_name_no_articles(tmp_path: Path) -> None:
    (failure,) = run(tmp_path / "a.csv", "\t".join(["1234567", "20120301", *["x"] * 55]) + "\n")
    assert isinstance(failure, Failure) and "names no articles" in failure.reason


def test_columns_that_nobody_mapped_are_kept_through_lines(tmp_path: Path) -> None:
    row = {
        "body": "The minister left.",
        "authors": [{"name": "A. Writer"}, {"name": "B. Reader"}],
        "source": {"id": "herald", "name": "Herald"},
        "words": 532.0,
        "empty": " ",
        "broken": "half \ud83d of it",
        "long": "x" * 30_000,
        "lang": "various",
    }
    (article,) = run(tmp_path / "a.json", json.dumps([row]))
    assert isinstance(article, Article)
    assert article.meta == {
        "author": "A. Writer; B. Reader",
        "source.id": "herald",
        "words": "532",
        "broken": "half ? of it",
        "long": "x" * 9_999 + "…",
        "lang": "various",
    }
    (again,) = read_jsonl(io.StringIO(write_jsonl(article)))
    assert again == article
    plain = make_article("The minister left.", id="a")
    assert "meta" not in json.loads(write_jsonl(plain))


def test_the_column_of_the_author_may_be_said(tmp_path: Path) -> None:
    (article,) = run(tmp_path / "a.csv", "text,desk\nXi left.,A. Writer\n", columns=["author=desk"])
    assert isinstance(article, Article)
    assert article.meta == {"author": "A. Writer"}


def test_a_cut_text_in_lines_is_named_a_teaser(tmp_path: Path) -> None:
    line = json.dumps({"title": "A", "content": "The minister left the… [+99 chars]"})
    article, failure = run(tmp_path / "a.jsonl", line)
    assert isinstance(article, Article) and isinstance(failure, Failure)
    assert failure.line == 1 and "teaser" in failure.reason
    assert "chars" not in article.text
