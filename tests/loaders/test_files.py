"""Files and folders of articles, and the sidecar file that says of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import open_to_others

from polgraph.errors import InputError
from polgraph.loaders import Failure, decode, read, size
from polgraph.model import Article

PAGE = "Ozola walks out of ferry talks\n\nThe minister left the talks on Tuesday, her office said.\n"
LINE = '{"id": "l1", "text": "The minister left on Tuesday."}\n'


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with one article of each kind, one of them a folder deeper."""
    folder = tmp_path / "news"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text(PAGE, encoding="utf-8")
    (folder / "a.jsonl").write_text(LINE, encoding="utf-8")
    (folder / "deep" / "Ü1.txt").write_text("Her deputy stayed in Riga.", encoding="utf-8")
    return folder


def run(*paths: Path, base: Path, **options: Any) -> tuple[list[Article], list[Failure]]:
    results = list(read(paths, base=base, **options))
    return [r for r in results if isinstance(r, Article)], [r for r in results if isinstance(r, Failure)]


def test_a_folder_is_read_with_all_in_it_in_the_order_of_names(news: Path, tmp_path: Path) -> None:
    articles, failures = run(news, base=tmp_path)
    assert [a.id for a in articles] == ["l1", "news/b.txt", "news/deep/Ü1.txt"]
    assert not failures


def test_a_file_is_the_same_article_however_it_is_named(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (whole,) = [a for a in run(news, base=tmp_path)[0] if a.id == "news/b.txt"]
    monkeypatch.chdir(news / "deep")
    for path in (news / "b.txt", Path("../b.txt"), Path("../../news/b.txt")):
        assert run(path, base=tmp_path)[0] == [whole]
    assert [a.id for a in run(news / "b.txt", base=news / "deep")[0]] == [(news / "b.txt").as_posix()]


def test_a_file_that_is_named_twice_is_read_once(news: Path, tmp_path: Path) -> None:
    articles, failures = run(news / "b.txt", news, news / "a.jsonl", base=tmp_path)
    assert [a.id for a in articles] == ["news/b.txt", "l1", "news/deep/Ü1.txt"]
    assert not failures


def test_a_link_to_the_base_changes_no_id(news: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(news)
    assert [a.id for a in run(link / "b.txt", base=news)[0]] == ["b.txt"]
    assert [a.id for a in run(news / "b.txt", base=link)[0]] == ["b.txt"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\r\n\t", "empty"),
        ("binary.txt", b"The minister\x00\x01\x02", "zero byte at 12"),
        ("paper.txt", b"%PDF-1.7 ...", "PDF"),
        ("office.txt", b"PK\x03\x04...", "office document"),
        ("latin.txt", "Ein Café\nin Köln.".encode("latin-1"), "byte 0xE9 at 7 (line 1) is no UTF-8"),
        ("big.txt", b"word " * 500, "larger"),
        ("empty.html", b"<html><body></body></html>", "no article"),
        ("empty.jsonl", b"", "empty"),
        ("bad.jsonl", b"{]\n", "line 1: not JSON"),
    ],
)
def test_a_bad_file_is_one_line_and_the_others_are_read(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, words: str
) -> None:
    monkeypatch.setattr(decode, "LARGEST", 2000)
    (news / name).write_bytes(content)
    articles, (failure,) = run(news, base=tmp_path)
    assert len(articles) == 3
    assert words in str(failure)
    assert name in failure.where
    assert str(failure).isprintable()


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_the_encoding_and_is_no_part_of_the_text(tmp_path: Path, codec: str) -> None:
    (tmp_path / "a.txt").write_bytes(PAGE.encode(codec))
    (article,), _ = run(tmp_path, base=tmp_path)
    assert article.text == PAGE


def test_another_encoding_is_read_where_it_is_named(tmp_path: Path) -> None:
    text = "Міністерка подала у відставку.\r\n\r\nУряд мовчить.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("windows-1251"))
    (article,), _ = run(tmp_path / "a.txt", base=tmp_path, encoding="windows-1251")
    assert article.text == text
    (tmp_path / "articles.csv").write_bytes("file,source\na.txt,Вісник\n".encode("windows-1251"))
    assert run(tmp_path, base=tmp_path, encoding="windows-1251")[0] == [
        article.model_copy(update={"source": "Вісник"})
    ]


@pytest.mark.parametrize("name", ["klingon", "base64", "undefined", "", "a\0b"])
def test_an_encoding_that_is_none_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no encoding is called"):
        read(tmp_path / "a.txt", base=tmp_path, encoding=name)


def test_a_circle_of_links_stops_no_other(news: Path, tmp_path: Path) -> None:
    (news / "one.txt").symlink_to("two.txt")
    (news / "two.txt").symlink_to("one.txt")
    articles, failures = run(news, base=tmp_path)
    assert len(articles) == 3
    assert [(f.where.rpartition("/")[2], f.reason) for f in failures] == [
        (name, "cannot read it: Too many levels of symbolic links") for name in ("one.txt", "two.txt")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_what_is_no_file_is_not_waited_for(news: Path, tmp_path: Path) -> None:
    os.mkfifo(news / "pipe.txt")
    (news / "back").symlink_to(tmp_path)
    articles, failures = run(news, base=tmp_path)
    assert len(articles) == 3
    assert [(f.where.rpartition("/")[2], f.skipped) for f in failures] == [("back", True), ("pipe.txt", True)]
    assert size([news / "pipe.txt"]) == 0
    _, (failure,) = run(news / "pipe.txt", base=tmp_path)
    assert failure.reason.startswith("a pipe or device") and not failure.skipped


@pytest.mark.skipif(not hasattr(os, "fork"), reason="another user can be played only on Unix")
def test_what_may_not_be_read_is_named_and_stops_no_other(
    news: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (news / "closed").mkdir()
    (news / "closed" / "x.txt").write_text(PAGE)
    (news / "secret.txt").write_text(PAGE)
    for path in (news / "closed", news / "secret.txt"):
        path.chmod(0)
    open_to_others(tmp_path)
    run(news / "b.txt", base=tmp_path)  # loads what reading needs
    child = os.fork()
    if not child:  # root may read everything
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            articles, failures = run(news, base=tmp_path)
            os.write(1, "\n".join([str(len(articles)), *map(str, failures)]).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    (news / "closed").chmod(0o700)
    count, *said = capfd.readouterr().out.splitlines()
    assert count == "3"
    assert [line.removeprefix(f"{news}/") for line in said] == [
        "secret.txt: cannot read it: Permission denied",
        "closed: cannot read the folder: Permission denied",
    ]


def test_what_is_told_while_reading_adds_up_to_the_size(news: Path, tmp_path: Path) -> None:
    (news / "empty.txt").touch()
    (news / "notes.md").write_text("# Notes", encoding="utf-8")
    (news / "gone.txt").symlink_to("nowhere")
    told: list[int] = []
    run(news, news / "b.txt", tmp_path / "nosuch.txt", base=tmp_path, tell=told.append)
    files = ("b.txt", "a.jsonl", "deep/Ü1.txt")
    assert sum(told) == size([news, news / "b.txt", tmp_path / "nosuch.txt"])
    assert sum(told) == sum((news / name).stat().st_size for name in files)


def test_what_is_not_read_in_a_folder_is_named_and_marked_as_skipped(news: Path, tmp_path: Path) -> None:
    (news / "notes.md").write_text("# Notes", encoding="utf-8")
    (news / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (news / ".git").mkdir()
    (news / ".git" / "a.txt").write_text("hidden", encoding="utf-8")
    articles, (failure,) = run(news, base=tmp_path)
    assert len(articles) == 3
    assert failure.skipped
    assert failure.where.endswith("notes.md")


def test_a_named_file_of_unknown_kind_is_tried_as_text_page_or_lines(tmp_path: Path) -> None:
    (tmp_path / "story").write_text(PAGE, encoding="utf-8")
    (tmp_path / "saved").write_text(
        "<!DOCTYPE html><title>x</title><p>" + "The minister left. " * 20, encoding="utf-8"
    )
    (tmp_path / "one.json").write_text(LINE, encoding="utf-8")
    (tmp_path / "data.bin").write_bytes(b"\x00\x01")
    paths = [tmp_path / name for name in ("story", "saved", "one.json", "data.bin")]
    articles, (failure,) = run(*paths, base=tmp_path)
    assert [a.id for a in articles] == ["story", "saved", "l1"]
    assert "<p>" not in articles[1].text
    assert failure.where.endswith("data.bin")


def test_what_is_not_there_is_a_line_of_its_own(news: Path, tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    articles, failures = run(tmp_path / "none.txt", news / "b.txt", tmp_path / "void", base=tmp_path)
    assert [a.id for a in articles] == ["news/b.txt"]
    assert "No such file" in failures[0].reason
    assert "nothing to read" in failures[1].reason


def test_a_file_that_vanishes_while_others_are_read_is_a_failure(news: Path, tmp_path: Path) -> None:
    (news / "c.txt").write_text(PAGE, encoding="utf-8")
    results: Iterator[Article | Failure] = read([news], base=tmp_path)
    next(results)
    (news / "b.txt").unlink()
    (news / "c.txt").unlink()
    rest = list(results)
    assert [type(r) for r in rest] == [Failure, Failure, Article]


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_whose_name_is_not_unicode_is_a_failure(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(PAGE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes Unicode names only")
    _, (failure,) = run(tmp_path, base=tmp_path)
    assert "not UTF-8" in failure.reason
    str(failure).encode()


def test_a_title_is_put_before_a_text_that_does_not_print_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The minister left on Tuesday.", encoding="utf-8")
    (article,), _ = run(tmp_path / "a.txt", base=tmp_path, title="Ozola walks out of talks")
    assert article.text == "Ozola walks out of talks\n\nThe minister left on Tuesday."
    assert [p.kind for p in article.paragraphs] == ["headline", "body"]
    (tmp_path / "b.txt").write_text("ua en\n\n" + PAGE, encoding="utf-8")
    (article,), _ = run(tmp_path / "b.txt", base=tmp_path, title="Ozola walks out of  ferry talks")
    assert article.text == "ua en\n\n" + PAGE


def test_a_headline_without_given_title_is_the_title_and_no_date_is_invented(
    news: Path, tmp_path: Path
) -> None:
    (article,), _ = run(news / "b.txt", base=tmp_path)
    assert article.title == "Ozola walks out of ferry talks"
    assert article.published is None


@pytest.mark.parametrize(
    "options",
    [{"published": "2024-02-31"}, {"language": "English"}, {"url": "https://herald.example"}, {"title": "T"}],
)
def test_options_that_cannot_be_used_are_refused_before_anything_is_read(
    news: Path, tmp_path: Path, options: dict[str, str]
) -> None:
    with pytest.raises(InputError):
        read([news], base=tmp_path, **options)


# --- sidecar files ------------------------------------------------------------------------------------------

CSV = "file,published,source,url,language\n*,,Riga Herald,,en\nb.txt,2025-03-04,,https://herald.example/1,\n"
YAML = """
defaults: {source: Riga Herald, language: en}
files:
  b.txt: {published: 2025-03-04, url: "https://herald.example/1"}
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("articles.csv", CSV),
        ("articles.csv", "\ufeff" + CSV.replace(",", ";").replace("\n", "\r\n")),
        ("articles.csv", CSV.replace(",", "\t")),
        ("articles.yaml", YAML),
        ("articles.yml", YAML),
    ],
)
def test_a_sidecar_says_of_the_files_of_its_folder(
    news: Path, tmp_path: Path, name: str, content: str
) -> None:
    (news / name).write_text(content, encoding="utf-8", newline="")
    articles, failures = run(news, base=tmp_path)
    assert not failures
    line, text, deep = articles
    assert (text.published, text.source, text.url) == (
        "2025-03-04",
        "Riga Herald",
        "https://herald.example/1",
    )
    assert (line.source, line.language, line.published) == ("Riga Herald", "en", None)
    assert deep.source is None
    assert run(news / "b.txt", base=tmp_path)[0] == [text]


def test_an_option_goes_before_the_sidecar(news: Path, tmp_path: Path) -> None:
    (news / "articles.csv").write_text(CSV, encoding="utf-8")
    articles, _ = run(news, base=tmp_path, published="2020-01-01", source="Observer")
    assert [(a.published, a.source) for a in articles] == [("2020-01-01", "Observer")] * 3


@pytest.mark.parametrize(
    ("name", "content", "words", "line"),
    [
        ("articles.csv", "file,published\nnone.txt,2025-03-04\n", "no file 'none.txt'", 2),
        ("articles.csv", "file,publised\nb.txt,2025-03-04\n", "unknown column 'publised'", 1),
        ("articles.csv", "file,published\nb.txt,2025-02-31\n", "2025-02-31", 2),
        ("articles.csv", "file,language\n\nb.txt,English\n", "BCP 47", 3),
        ("articles.csv", "file,url\n*,https://herald.example\n", "belongs to one file", 2),
        ("articles.csv", "file,source\nb.txt,A\nb.txt,B\n", "has an entry already", 3),
        ("articles.csv", "file,source\ndeep/Ü1.txt,A\n", "no name of a file of this folder", 2),
        ("articles.csv", "name,source\nb.txt,A\n", "no column 'file'", None),
        ("articles.csv", 'file,source\nb.txt,"A\n', "", None),
        ("articles.yaml", "files: [b.txt]", "no mapping", None),
        ("articles.yaml", "files: {b.txt: {published: 2025-02-31}}", "2025-02-31", None),
        ("articles.yaml", "files: {b.txt: {source: [A, B]}}", "plain fields", None),
        ("articles.yaml", "articles: {}", "needs 'files'", None),
        ("articles.yaml", "files: {b.txt: {", "not valid YAML in line 1", None),
        ("articles.yaml", "files: {c.txt: {source: A}}", "no file 'c.txt'", None),
    ],
)
def test_what_is_wrong_in_a_sidecar_is_one_line_and_the_articles_are_read(
    news: Path, tmp_path: Path, name: str, content: str, words: str, line: int | None
) -> None:
    (news / name).write_text(content, encoding="utf-8")
    articles, (failure,) = run(news, base=tmp_path)
    assert len(articles) == 3
    assert words in failure.reason
    assert failure.line == line
    assert failure.where.endswith(name)
    assert str(failure).isprintable()


def test_of_two_sidecars_one_counts_and_the_other_is_named(news: Path, tmp_path: Path) -> None:
    (news / "articles.csv").write_text(CSV, encoding="utf-8")
    (news / "articles.yaml").write_text(YAML.replace("Herald", "Observer"), encoding="utf-8")
    articles, (failure,) = run(news, base=tmp_path)
    assert articles[0].source == "Riga Herald"
    assert failure.where.endswith("articles.yaml")
