"""Patterns that the shell did not expand, mixed with files and folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from polgraph.loaders import Failure, read, size


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "c.html", "deep/d.txt", "deep/deeper/e.txt", "odd[1].txt"):
        (tmp_path / name).write_text(f"The minister left {name} on Tuesday.", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("patterns", "ids"),
    [
        (["?.txt"], ["a.txt", "b.txt"]),
        (["**/[de].txt"], ["deep/d.txt", "deep/deeper/e.txt"]),
        (["odd[1].txt"], ["odd[1].txt"]),
        (["deep", "*.txt", "b.txt"], ["deep/d.txt", "deep/deeper/e.txt", "a.txt", "b.txt", "odd[1].txt"]),
    ],
)
def test_a_pattern_stands_for_what_matches_it(news: Path, patterns: list[str], ids: list[str]) -> None:
    found = list(read([news / p for p in patterns], base=news))
    assert [f if isinstance(f, Failure) else f.id for f in found] == ids
    assert size([news / p for p in patterns]) == sum((news / id_).stat().st_size for id_ in ids)


def test_a_pattern_without_match_is_named_and_stops_no_other(news: Path) -> None:
    failure, article = read([news / "*.text", news / "a.txt"], base=news)
    assert isinstance(failure, Failure)
    assert failure.reason == "no file matches this pattern"
    assert not isinstance(article, Failure)
