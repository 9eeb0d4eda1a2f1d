"""What could not be read is written down, and read again from there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polgraph.errors import InputError
from polgraph.loaders import Failure, make_article, read_failures, write_failures


def test_places_are_read_again_once_and_what_cannot_be_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.jsonl").touch()
    (tmp_path / "news.zip").touch()
    article = make_article("A text of one's own.", id="a1", source="Post")
    write_failures(
        tmp_path / "failed.jsonl",
        [
            Failure(where="in.jsonl", line=3, reason="no"),
            Failure(where="in.jsonl", line=5, reason="no"),
            Failure(where="news.zip/day/talks.html", reason="no"),
            Failure(where="https://post.example/a", reason="timed out"),
            Failure(where="gone.txt", reason="no such file"),
            Failure(where="standard input", line=2, reason="not JSON"),
            Failure(where="article a1", reason="stumbled", article=article),
        ],
    )
    again = read_failures(tmp_path / "failed.jsonl")
    assert again.places == ["in.jsonl", "news.zip", "https://post.example/a", "gone.txt"]
    assert again.articles == [article]
    assert [str(f) for f in again.failures] == [
        "standard input, line 2: cannot be read again from here: give its input again"
    ]
    first = json.loads((tmp_path / "failed.jsonl").read_text().splitlines()[0])
    assert first == {"where": "in.jsonl", "line": 3, "reason": "no"}


@pytest.mark.parametrize("text", ["not JSON", "[1]", '{"id": "a1", "text": "t"}', "null"])
def test_another_file_is_refused(tmp_path: Path, text: str):
    path = tmp_path / "other.jsonl"
    path.write_text(f"\n{text}\n")
    with pytest.raises(InputError, match="line 2: no failure that --failed wrote"):
        read_failures(path)


def test_a_file_that_cannot_be_written_or_read_is_one_line(tmp_path: Path):
    with pytest.raises(InputError, match="cannot write the failures"):
        write_failures(tmp_path, [])
    with pytest.raises(InputError, match="cannot read the failures"):
        read_failures(tmp_path / "nosuch.jsonl")
