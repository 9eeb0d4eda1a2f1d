"""Memory does not grow with the input: each form that holds many articles is read as a stream."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import tarfile
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from polgraph.loaders import read
from polgraph.model import Article

TEXT = "The minister left the talks in Riga on Tuesday."
NOISE = random.Random(1).randbytes(60_000)
WORDS = NOISE.hex()[:60_000]
MANY, READ = 150, 5


def tar_gz(path: Path) -> None:
    with gzip.open(path, "wb", 1) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for number in range(MANY):
            content, ending = (TEXT.encode(), "txt") if number < READ else (NOISE, "bin")
            info = tarfile.TarInfo(f"{number}.{ending}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


def table(path: Path) -> None:
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["title", "text", "scores"])
        rows.writerows([f"Row {n}", TEXT if n < READ else "", WORDS] for n in range(MANY))


def array(path: Path) -> None:
    rows = [{"title": f"Row {n}", "body": TEXT if n < READ else "", "scores": WORDS} for n in range(MANY)]
    path.write_text(json.dumps({"articles": rows}))


def mailbox(path: Path) -> None:
    with path.open("w") as file:
        for n in range(MANY):
            body = TEXT if n < READ else ""
            head = "From a@h.example Fri Mar  1 10:00:00 2024\nContent-Type: multipart/mixed; boundary=x\n\n"
            file.write(f"{head}--x\n\n{body}\n--x\nContent-Type: image/png\n\n{WORDS}\n--x--\n\n")


def warc(path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    page = f"<html><body><article><p>{TEXT * 6}</p></article></body></html>".encode()
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for n in range(MANY):
            kind, payload = ("text/html", page) if n < READ else ("image/png", NOISE)
            http = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            url = f"https://h.example/{n}"
            writer.write_record(
                writer.create_warc_record(url, "response", payload=io.BytesIO(payload), http_headers=http)
            )


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.tar.gz", tar_gz),
        ("a.csv", table),
        ("a.json", array),
        ("a.mbox", mailbox),
        ("a.warc.gz", warc),
    ],
)
def test_memory_does_not_grow_with_the_input(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    path = tmp_path / name
    make(path)
    assert path.stat().st_size > 8_000_000
    items = read([path], base=tmp_path)
    assert isinstance(next(items), Article)  # what is loaded once is loaded
    tracemalloc.start()
    try:
        count = 1 + sum(isinstance(item, Article) for item in items)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == READ
    assert peak < 5_000_000
