"""Packed files, archives and web archives: read as streams, and hostile members told of."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from backports import zstd

from polgraph.loaders import Failure, piece, read
from polgraph.model import Article

TEXT = b"Ozola walks out of ferry talks\n\nThe minister left the talks on Tuesday.\n"
PAGE = (
    b"<html><head><title>Ozola leaves</title></head><body><article><p>"
    + b"The minister left the talks on Tuesday. " * 9
    + b"</p></article></body></html>"
)


def run(path: Path, **options: Any) -> tuple[list[Article], list[Failure]]:
    items = list(read([path], base=path.parent, **options))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: dict[str, bytes], *, link: str | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        if link:
            info = tarfile.TarInfo("link.txt")
            info.type, info.linkname = tarfile.SYMTYPE, link
            archive.addfile(info)
    return out.getvalue()


@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        ("gz", gzip.compress),
        ("bz2", bz2.compress),
        ("xz", lzma.compress),
        ("zst", zstd.compress),
    ],
)
def test_a_packed_file_is_read_as_what_is_in_it(tmp_path: Path, ending: str, pack: Any) -> None:
    (tmp_path / f"a.txt.{ending}").write_bytes(pack(TEXT))
    (tmp_path / f"b.tar.{ending}").write_bytes(pack(tarred({"x/c.txt": TEXT})))
    articles = list(read([tmp_path], base=tmp_path))
    assert [a.id for a in articles if isinstance(a, Article)] == [
        f"a.txt.{ending}",
        f"b.tar.{ending}/x/c.txt",
    ]
    assert {a.text for a in articles if isinstance(a, Article)} == {TEXT.decode()}
    (tmp_path / f"a.txt.{ending}").write_bytes(pack(TEXT)[:-9])
    _, (failure,) = run(tmp_path / f"a.txt.{ending}")
    assert str(failure).isprintable()


def test_members_are_articles_and_archives_may_lie_in_one_another(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": TEXT, "p.html": PAGE})
    (tmp_path / "a.zip").write_bytes(
        zipped(
            {
                "b.txt": TEXT,
                "in.zip": inner,
                "t.tgz": gzip.compress(tarred({"c.txt": TEXT})),
                "x.md": b"#",
                ".h.txt": TEXT,
            }
        )
    )
    articles, (failure,) = run(tmp_path / "a.zip", source="Herald")
    assert [a.id for a in articles] == [
        "a.zip/b.txt",
        "a.zip/in.zip/deep.txt",
        "a.zip/in.zip/p.html",
        "a.zip/t.tgz/c.txt",
    ]
    assert {a.source for a in articles} == {"Herald"}
    assert failure.skipped and failure.where.endswith("a.zip/x.md")
    assert {p.name for p in tmp_path.iterdir()} == {"a.zip"}


@pytest.mark.parametrize("make", [zipped, lambda m: tarred(m, link="/etc/passwd")])
def test_hostile_members_are_one_line_each_and_stop_no_other(tmp_path: Path, make: Any) -> None:
    names = ["../up.txt", "/abs.txt", "a/../../up.txt", "C:\\x.txt", "new\nline.txt"]
    path = tmp_path / ("a.zip" if make is zipped else "a.tar")
    path.write_bytes(make({**dict.fromkeys(names, TEXT), "good.txt": TEXT}))
    articles, failures = run(path)
    assert [a.id for a in articles] == [f"{path.name}/good.txt"]
    assert len(failures) == len(names) + (make is not zipped)
    assert all(str(f).isprintable() and not f.skipped for f in failures)
    assert {p.name for p in tmp_path.iterdir()} == {path.name}


def test_bombs_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piece, "UNSUSPECTED", 100_000)
    bomb = b" " * 3_000_000
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(bomb))
    (tmp_path / "b.zip").write_bytes(zipped({"x.txt": bomb}))
    (tmp_path / "c.tar.gz").write_bytes(gzip.compress(tarred({"x.txt": bomb})))
    (tmp_path / "d.xlsx").write_bytes(zipped({"xl/workbook.xml": bomb}))
    (tmp_path / "e.txt").write_bytes(TEXT)
    items = list(read([tmp_path], base=tmp_path))
    assert [i.id for i in items if isinstance(i, Article)] == ["e.txt"]
    failures = [i for i in items if isinstance(i, Failure)]
    assert all("200 times its size" in f.reason for f in failures)
    assert {Path(f.where).relative_to(tmp_path).parts[0] for f in failures} == {
        "a.txt.gz",
        "b.zip",
        "c.tar.gz",
        "d.xlsx",
    }
    monkeypatch.setattr(piece, "MOST", 1000)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT * 100, 0))
    assert "more than" in run(tmp_path / "a.txt.gz")[1][0].reason


def test_the_depth_of_archives_is_bounded(tmp_path: Path) -> None:
    content = zipped({"a.txt": TEXT})
    for _ in range(6):
        content = zipped({"a.zip": content})
    (tmp_path / "a.zip").write_bytes(content)
    none, (failure,) = run(tmp_path / "a.zip")
    assert not none and "within one another" in failure.reason


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_web_archive(tmp_path: Path, packed: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    answers = (
        ("200 OK", "text/html; charset=utf-8", PAGE),
        ("404 Not Found", "text/html", PAGE),
        ("200 OK", "image/png", b"x"),
    )
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)
        for i, (status, kind, content) in enumerate(answers):
            http = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://h.example/{i}", "response", payload=io.BytesIO(content), http_headers=http,
                warc_headers_dict={"WARC-Date": "2024-03-01T10:00:00Z", "WARC-Record-ID": f"<urn:uuid:{i}>"},
            )  # fmt: skip
            writer.write_record(record)
    (article,), (failure,) = run(path)
    assert (article.id, article.url, article.published) == (
        f"{path.name}#urn:uuid:0",
        "https://h.example/0",
        "2024-03-01",
    )
    assert failure.skipped and "2 answers" in failure.reason


def test_what_is_in_a_file_is_told_by_its_first_bytes_where_its_name_does_not(tmp_path: Path) -> None:
    line = b'{"id": "x", "text": "The deputy stayed."}\n'
    for name, content in {"a": tarred({"b.txt": TEXT}), "c": zipped({"b.txt": TEXT}), "d": line}.items():
        (tmp_path / name).write_bytes(gzip.compress(content))
        articles, failures = run(tmp_path / name)
        assert not failures
        assert [a.id for a in articles] == ["x" if name == "d" else f"{name}/b.txt"]


def test_long_headers_and_devices_in_a_tar_are_refused(tmp_path: Path) -> None:
    from polgraph.loaders import archive

    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as file:
        for name, kind in (("fifo.txt", tarfile.FIFOTYPE), ("zero.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type = kind
            file.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = len(TEXT)
        file.addfile(info, io.BytesIO(TEXT))
        info = tarfile.TarInfo("long.txt")
        info.pax_headers = {"comment": "x" * (archive.LONGEST_HEADER + 1)}
        file.addfile(info)
    path = tmp_path / "a.tar"
    path.write_bytes(out.getvalue())
    articles, failures = run(path)
    assert [a.id for a in articles] == ["a.tar/good.txt"]
    assert [f.reason.partition(":")[0] for f in failures] == [
        "a link or device in an archive is not followed",
        "a link or device in an archive is not followed",
        "a name or header in it is longer than 1 MB",
    ]


def test_a_page_in_another_encoding_and_a_damaged_answer(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    words = "Министр покинула переговоры в Риге во вторник. " * 6
    page = f"<html><head><title>Озола</title></head><body><article><p>{words}</p></article></body></html>"
    answers = (
        ("1", [("Content-Type", "text/html; charset=Windows-1251")], page.encode("cp1251")),
        ("2", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], b"\x1f\x8b\x08 nothing"),
        ("3", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], gzip.compress(PAGE)),
    )
    path = tmp_path / "a.warc"
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=False)
        for name, headers, content in answers:
            http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            record = writer.create_warc_record(
                f"https://h.example/{name}", "response", payload=io.BytesIO(content), http_headers=http
            )
            writer.write_record(record)
    articles, failures = run(path, published="2024-03-01")
    assert [a.url for a in articles] == ["https://h.example/1", "https://h.example/3"]
    assert words.strip() in articles[0].text
    assert [a.meta for a in articles] == [{}, {}]
    assert [f.where.rpartition("/")[2] for f in failures] == ["2"]


def test_a_record_that_is_longer_than_it_says_is_told_of_and_nothing_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{0}>\r\nWARC-Target-URI: https://h.example/{0}\r\n"
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    lines = [
        head.format(n).encode() + f"Content-Length: {len(body) - short}\r\n\r\n".encode() + body + b"\r\n\r\n"
        for n, short in ((1, 0), (2, 9), (3, 0))
    ]
    (tmp_path / "a.warc").write_bytes(b"".join(lines))
    articles, (failure,) = run(tmp_path / "a.warc")
    assert [a.url for a in articles] == [f"https://h.example/{n}" for n in (1, 2, 3)]
    assert failure.reason.startswith("1 records are not as long")
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped({})),
        ("a.tar", tarred({})),
        ("a.warc", b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n"),
        ("a.json", b"[]"),
        ("a.csv", b"title,text\n"),
    ],
)
def test_a_file_of_which_nothing_comes_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    articles, (failure,) = run(tmp_path / name)
    assert not articles and failure.skipped
    assert "nothing in it that could be an article" in failure.reason
