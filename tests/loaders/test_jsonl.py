"""JSON Lines in and out."""

from __future__ import annotations

import io
import json
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polgraph.loaders import Failure, decode, make_article, read_jsonl, write_jsonl
from polgraph.model import Article, GivenMention, Paragraph

GOOD = {"id": "a1", "text": "The minister left on Tuesday.", "published": "2024-03-01"}


def line(**fields: object) -> str:
    return json.dumps(GOOD | fields, ensure_ascii=False)


def read(*lines: str | bytes) -> list[Article | Failure]:
    joined = b"\n".join(part if isinstance(part, bytes) else part.encode() for part in lines)
    return list(read_jsonl(io.BytesIO(joined), name="in.jsonl"))


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ('{"id": "a2"', "not JSON"),
        ("[1, 2]", "a JSON array, not an object"),
        ('{"id": "a2"}', "no 'text'"),
        ('{"text": "The minister left."}', "no 'id'"),
        ('{"text": "x", "id": 7}', "'id' is a JSON number"),
        (line(id="a2", text=None), "'text' is a JSON null"),
        (line(id="a2", text="  "), "text is empty"),
        (line(id="a2", published="2024-02-31"), "2024-02-31"),
        (line(id="a2", title=3), "title is int"),
        (line(id="a2", mentions="x"), "'mentions' is a JSON string, not a list"),
        (line(id="a2", mentions=[{"start": 0}]), "'mentions' has an entry that is none"),
        (line(id="a2", paragraphs=[{"start": 0, "end": 3, "kind": "poem"}]), "'paragraphs' has an entry"),
        ('{"id": "a2", "text": "half \\ud83d here"}', "lone surrogate"),
        ('{"id": "a2", "text": "zero \\u0000 here"}', "NUL"),
        (b'{"id": "a2", "text": "caf\xe9"}', "byte 0xE9 at 25"),
        ("[" * 100_000, "not usable JSON"),
        (line(), "'a1' was already used on line 1"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_bad_line_is_named_and_the_others_are_read(bad: str | bytes, words: str) -> None:
    first, failure, last = read(line(), bad, "", line(id="a9"))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert last.id == "a9"
    assert isinstance(failure, Failure)
    assert words in failure.reason
    assert str(failure).startswith("in.jsonl, line 2: ")
    assert str(failure).isprintable()


def test_a_line_over_the_limit_is_passed_over_without_keeping_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "LARGEST", 1000)
    results = read(line(), line(id="long", text="word " * 5000), line(id="a3"))
    assert [getattr(r, "id", None) for r in results] == ["a1", None, "a3"]
    assert isinstance(results[1], Failure)
    assert results[1].line == 2


def test_another_kind_of_file_is_one_failure() -> None:
    (failure,) = read(b"%PDF-1.7 \n \xff\xfe \n more")
    assert isinstance(failure, Failure)
    assert "PDF" in failure.reason
    (failure,) = read(b"\xff\xfe" + line().encode("utf-16-le"))
    assert isinstance(failure, Failure)
    assert "UTF-16" in failure.reason


def test_byte_order_mark_text_streams_and_unknown_fields() -> None:
    (article,) = read(b"\xef\xbb\xbf" + line(author="Anna").encode())
    assert isinstance(article, Article)
    assert list(read_jsonl(io.StringIO(line(author="Anna")))) == [article]


def test_the_text_is_unchanged_and_the_title_is_not_put_into_it() -> None:
    text = "\n\nThe minister left.\r\n\r\nHer deputy stayed. "
    (article,) = read(line(text=text, title="Ozola walks out of talks"))
    assert isinstance(article, Article)
    assert article.text == text
    assert {p.kind for p in article.paragraphs} == {"body"}


def test_options_fill_in_what_a_line_leaves_open() -> None:
    lines = io.StringIO(line(source="Herald") + "\n" + line(id="a2", published=None, source=""))
    first, second = read_jsonl(lines, published="2020-01-01", source="Observer")
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.published, first.source) == ("2024-03-01", "Herald")
    assert (second.published, second.source) == ("2020-01-01", "Observer")


def test_articles_come_one_at_a_time() -> None:
    class Endless:
        numbers = count()

        def readline(self, size: int = -1, /) -> str:
            return line(id=f"a{next(self.numbers)}") + "\n"

    taken = list(islice(read_jsonl(Endless()), 3))
    assert [getattr(a, "id", None) for a in taken] == ["a0", "a1", "a2"]
    assert next(Endless.numbers) == 3


WORDS = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
)
LINE = st.one_of(st.none(), WORDS)


@given(text=WORDS.filter(str.strip), title=LINE, source=LINE, url=LINE, kinds=st.booleans())
def test_what_is_written_is_read_back_equal(
    text: str, title: str | None, source: str | None, url: str | None, kinds: bool
) -> None:
    article = make_article(
        text,
        id="a/ü 1",
        title=title,
        source=source,
        url=url,
        published="2024-03-01T10:00:00+02:00",
        language="uk",
        mentions=[GivenMention(start=0, end=1, kind="person")] if kinds else None,
        paragraphs=[Paragraph(start=0, end=1, kind="caption")] if kinds else None,
    )
    written = write_jsonl(article)
    assert len(written.splitlines()) == 1
    assert list(read_jsonl(io.BytesIO(written.encode()))) == [article]
