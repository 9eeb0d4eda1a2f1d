"""Tables and JSON of articles under any names of columns."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from polgraph.errors import InputError
from polgraph.loaders import Failure, columns, read
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.markup import plain
from polgraph.model import Article

HEAD = "Title,Body,Date,Outlet,Link\n"
ROW = 'Ozola leaves,"<p>The minister <b>left</b> &amp; slept.</p><p>Her deputy stayed.</p>",25/12/2023,Herald,https://h.example/1\n'
NEWSAPI = {
    "status": "ok",
    "totalResults": 1,
    "articles": [
        {
            "source": {"id": "herald", "name": "Herald"},
            "title": "Ozola leaves",
            "description": "The minister left.",
            "url": "https://h.example/1",
            "publishedAt": "2024-03-01T10:00:00Z",
            "content": "The minister left the talks on Tuesday, and… [+1234 chars]",
        }
    ],
}


def run(path: Path, content: bytes | str, **options: Any) -> tuple[list[Article], list[Failure]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    items = list(read([path], base=path.parent, **options))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a.csv", lambda s: s.encode()),
        ("a.csv", lambda s: b"sep=,\r\n" + s.encode("utf-8")),
        ("a.csv", lambda s: s.encode("utf-16")),
        ("a.csv", lambda s: s.encode("utf-8-sig")),
        ("a.tsv", lambda s: s.replace(",", "\t").encode()),
        ("a.csv", lambda s: s.replace(",", ";").encode()),
    ],
)
def test_a_row_is_an_article_whose_columns_are_told_by_their_names(
    tmp_path: Path, name: str, change: Any
) -> None:
    (article,), failures = run(tmp_path / name, change(HEAD + ROW))
    assert not failures
    assert article.text == "Ozola leaves\n\nThe minister left & slept.\n\nHer deputy stayed."
    assert (article.published, article.source, article.url) == ("2023-12-25", "Herald", "https://h.example/1")
    assert article.id.startswith(f"{name}#")


def test_a_bad_row_is_named_with_its_number_and_stops_no_other(tmp_path: Path) -> None:
    rows = "No text,,26/12/2023,,\nTwo ways,Xi left.,03/04/2024,,\nShort,Xi stayed.\n"
    articles, failures = run(tmp_path / "a.csv", HEAD + ROW + rows)
    assert [a.id for a in articles] == ["a.csv#2", "a.csv#5"]
    assert [f.line for f in failures] == [3, 4]
    assert "no text in 'Body'" in failures[0].reason
    assert "two ways" in failures[1].reason
    articles, _ = run(tmp_path / "a.csv", HEAD + rows, columns=["published=Date:mdy,title=Outlet"])
    assert [a.published for a in articles] == ["2024-03-04", None]


def test_a_column_that_is_said_goes_before_the_guess_and_is_missed_once(tmp_path: Path) -> None:
    content = "text,what,n\nshort,The minister left.,1\nshort,The deputy stayed.,2\n"
    articles, _ = run(tmp_path / "a.csv", content, columns=["text=what", "id=n"])
    assert [(a.id, a.text) for a in articles] == [("1", "The minister left."), ("2", "The deputy stayed.")]
    _, (failure,) = run(tmp_path / "a.csv", content, columns=["text=Body"])
    assert failure.reason == "no column 'Body' for text: there is 'text', 'what', 'n'"
    _, (failure,) = run(tmp_path / "a.csv", "a,b\n1,2\n3,4\n")
    assert "no column of text" in failure.reason
    for bad in ("text", "place=By", "text="):
        with pytest.raises(InputError, match="is not field=column"):
            read([tmp_path / "a.csv"], base=tmp_path, columns=[bad])


def test_a_workbook_and_a_parquet_file_are_read_as_the_same_table(tmp_path: Path) -> None:
    import datetime as dt

    import openpyxl
    import pyarrow as pa
    import pyarrow.parquet as pq

    when = dt.datetime(2024, 3, 1, 10, 30)
    book = openpyxl.Workbook()
    book.active.append(["Report of the desk"])
    book.active.append(["Headline", "Text", "Published", "Rank"])
    book.active.append(["Ozola leaves", "The minister left.", when, 3])
    book.active.append(["Nothing", None, when, 4])
    book.save(tmp_path / "a.xlsx")
    article, failure = read([tmp_path / "a.xlsx"], base=tmp_path)
    assert isinstance(article, Article) and isinstance(failure, Failure)
    assert (article.id, article.published, failure.line) == ("a.xlsx#3", "2024-03-01T10:30:00", 4)
    zoned = pa.array([when], pa.timestamp("ns", "UTC"))
    pq.write_table(
        pa.table({"headline": ["Ozola leaves"], "text": ["The minister left."], "date": zoned}),
        tmp_path / "a.parquet",
    )
    (same,) = read([tmp_path / "a.parquet"], base=tmp_path)
    assert isinstance(same, Article)
    assert (same.text, same.published) == (article.text, "2024-03-01T10:30:00+00:00")


def test_json_lists_and_objects_that_hold_one(tmp_path: Path) -> None:
    one = {"headline": "Ozola leaves", "body": "The minister left.", "pub_date": "2024-03-01"}
    es = {"took": 1, "hits": {"total": 1, "hits": [{"_id": "x", "_source": one}]}}
    for content in ([one], {"articles": [one]}, {"response": {"results": [one]}}, es, one):
        for indent in (None, 2):
            (article,), failures = run(tmp_path / "a.json", json.dumps(content, indent=indent))
            assert not failures
            assert (article.title, article.published) == ("Ozola leaves", "2024-03-01")
    articles, (failure,) = run(tmp_path / "a.json", json.dumps([one, one])[:-20])
    assert len(articles) == 1
    assert "no JSON after item 1" in failure.reason


def test_lines_with_other_names_are_read_and_the_contract_holds_for_the_others(tmp_path: Path) -> None:
    lines = [
        '{"headline": "A", "body": "Xi left."}',
        '{"id": "x", "text": "Xi  stayed. &amp;", "body": "no"}',
        '{"a": 1}',
    ]
    articles, (failure,) = run(tmp_path / "a.jsonl", "\n".join(lines))
    assert [(a.id, a.text) for a in articles] == [("a.jsonl#1", "A\n\nXi left."), ("x", "Xi  stayed. &amp;")]
    assert failure.line == 3


def test_a_cut_text_is_read_and_named_a_teaser(tmp_path: Path) -> None:
    (article,), (failure,) = run(tmp_path / "a.json", json.dumps(NEWSAPI))
    assert article.text == "Ozola leaves\n\nThe minister left the talks on Tuesday, and"
    assert (article.source, article.published) == ("Herald", "2024-03-01T10:00:00+00:00")
    assert failure.skipped and "teaser" in failure.reason


def test_lists_of_addresses_are_counted_not_read(tmp_path: Path) -> None:
    cloud = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    row = "{},2024-03-02,en,herald.example,herald.example,2024-03-01,Ozola leaves,https://h.example/{}\n"
    none, (failure,) = run(tmp_path / "a.csv", cloud + "".join(row.format(i, i) for i in range(12)))
    assert not none and failure.skipped
    assert failure.reason.startswith("skipped: 12 addresses of articles without their text")
    event = "\t".join(["1234567", "20240301", *["x"] * 58, "https://h.example/1"])
    none, (failure,) = run(tmp_path / "b.csv", f"{event}\n{event.replace('1234567', '1234568')}\n")
    assert not none and failure.skipped
    assert "a GDELT list of events: 1 address of" in failure.reason


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024-03-01T10:00:00.123Z", "2024-03-01T10:00:00+00:00"),
        ("2024-03-01 10:00:00 UTC", "2024-03-01T10:00:00+00:00"),
        ("2024/3/1", "2024-03-01"),
        ("Fri, 01 Mar 2024 10:00:00 +0200", "2024-03-01T10:00:00+02:00"),
        (1709287200, "2024-03-01T10:00:00+00:00"),
        ("1709287200000", "2024-03-01T10:00:00+00:00"),
        ("20240301", "2024-03-01"),
        ("20240301100000", "2024-03-01T10:00:00+00:00"),
        ("01.03.2024 16:05", "2024-03-01T16:05:00"),
        ("25/12/2023 4:05 pm", "2023-12-25T16:05:00"),
        ("12/25/2023", "2023-12-25"),
        ("March 1, 2024 Friday 4:05 PM EST", "2024-03-01T16:05:00-05:00"),
        ("1 марта 2024 г.", "2024-03-01"),
        ("", None),
    ],
)
def test_dates_in_many_spellings(value: Any, iso: str | None) -> None:
    assert parse_date(value) == iso


@pytest.mark.parametrize(
    "value", ["yesterday", "2024", "March 2024", "31/02/2024", "03/04/2024", "12345", "soon 2024"]
)
def test_what_is_no_whole_date_is_refused(value: str) -> None:
    with pytest.raises(InputError):
        parse_date(value)


def test_the_examples_of_the_columns_hold() -> None:
    for field, entry in columns.rules()["fields"].items():
        for name in entry["is"]:
            assert columns.guess((name,)) == {field: [name]}, name
        for name in entry["isnt"]:
            assert field not in columns.guess((name,)), name


def test_markup_in_a_cell_becomes_text_and_a_sign_stays_a_sign() -> None:
    assert plain("<div>One<br/>two<script>x()</script></div>&copy; three") == "One\n\ntwo\n\n© three"
    assert plain("3 < 4 and 5 > 2, AT&T") == "3 < 4 and 5 > 2, AT&T"


def test_a_table_without_text_ends_without_a_word_from_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unraisable: list[Any] = []
    monkeypatch.setattr("sys.unraisablehook", unraisable.append)
    _, (failure,) = run(tmp_path / "a.csv", "Story;Tag\nThe minister left.;x\n")
    assert "no column of text" in failure.reason
    first = next(iter(read([tmp_path / "a.csv"], base=tmp_path, columns=["text=Story"])))  # and no further
    assert isinstance(first, Article)
    assert unraisable == []


@pytest.mark.parametrize("content", ['{"articles":[' + '{"a":' * 5000, "[" * 5000])
def test_json_that_is_nested_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "deep.json").write_text(content)
    tracemalloc.start()
    try:
        (failure,) = read([tmp_path / "deep.json"], base=tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(failure, Failure) and not failure.skipped
    assert "more than 200 lists or objects within one another" in failure.reason
    assert peak < 3_000_000


def test_an_article_that_is_longer_than_any_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polgraph.loaders.decode.LARGEST", 1000)
    rows = [{"title": "A", "text": "The river rose. " * 100}, {"title": "B", "text": "The river fell."}]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    failure, article = read([tmp_path / "a.json"], base=tmp_path)
    assert isinstance(failure, Failure) and isinstance(article, Article)
    assert failure.line == 1 and "longer than" in failure.reason
