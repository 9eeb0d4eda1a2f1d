"""The index on disk: fast however large, never stale, and of no harm where it is broken or cannot be written."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import json
import multiprocessing
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import background
import pytest

from polgraph.authority import Authority, cache
from polgraph.authority.compiling import merge
from polgraph.authority.imports import read, write
from polgraph.errors import InputError


def open_in(folder: Path, imported: Path | None = None) -> Authority:
    return Authority(cache.open_index(imported, keep=folder))


def knows_lavrov(known: Authority) -> bool:
    return [p.name for p in known.person("Сергей Лавров")] == ["Sergey Lavrov"]


def test_it_is_made_once_and_then_read(tmp_path: Path) -> None:
    first = open_in(tmp_path)
    made = [p.stat().st_mtime_ns for p in tmp_path.iterdir()]
    assert knows_lavrov(first) and len(made) == 1
    assert knows_lavrov(open_in(tmp_path))
    assert [p.stat().st_mtime_ns for p in tmp_path.iterdir()] == made


def test_it_follows_the_imported_file(tmp_path: Path) -> None:
    file = background.write(tmp_path / "facts.jsonl", [background.person("Q900000001", "Odile Marchenoir")])
    one = open_in(tmp_path / "cache", file)
    assert one.person("Odile Marchenoir")
    background.write(file, [background.person("Q900000001", "Odile Marchesombre")])
    other = open_in(tmp_path / "cache", file)
    assert other.person("Odile Marchesombre") and not other.person("Odile Marchenoir")
    assert len({one.version, other.version, open_in(tmp_path / "cache").version}) == 3


def test_what_an_import_makes_is_what_its_file_comes_to(tmp_path: Path) -> None:
    records = [
        background.person("Q900000001", "Odile Marchenoir"),
        background.person("Q7747", "Vladimir Putin"),
    ]
    file = background.write(tmp_path / "facts.jsonl", records)
    cache.prepare(file, merge(read(file)), keep=tmp_path / "prepared")
    (prepared,) = (tmp_path / "prepared").iterdir()
    made = open_in(tmp_path / "made", file).index.path
    assert made is not None and made.name == prepared.name
    assert dump(made) == dump(prepared)


def dump(index: Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(index)) as db:
        return list(db.iterdump())


@pytest.mark.parametrize("spoil", ["cut", "garbage", "middle", "empty"])
def test_a_broken_one_is_made_anew(tmp_path: Path, spoil: str) -> None:
    path = open_in(tmp_path).index.path
    assert path is not None
    whole = path.read_bytes()
    half = len(whole) // 2
    path.write_bytes(
        {"cut": whole[:half], "garbage": b"no database" * 500, "empty": b"", "middle": whole[:8192] + b"\xff" * (len(whole) - 8192)}[spoil]
    )  # fmt: skip
    assert knows_lavrov(open_in(tmp_path))
    assert knows_lavrov(open_in(tmp_path))


def test_where_it_cannot_be_written_it_is_made_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    known = open_in(tmp_path / "file" / "cache")
    assert known.index.path is None
    assert knows_lavrov(known)


def test_old_ones_are_deleted(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    for number in range(cache.KEPT + 3):
        background.write(file, [background.person(f"Q90000000{number}", "Odile Marchenoir")])
        open_in(tmp_path / "cache", file)
    assert len(list((tmp_path / "cache").iterdir())) == cache.KEPT
    assert knows_lavrov(open_in(tmp_path / "cache"))


def _ask(known: Authority) -> bool:
    return knows_lavrov(known)


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="no processes are forked here")
def test_a_forked_process_reads_it_too(tmp_path: Path) -> None:
    known = open_in(tmp_path)
    assert knows_lavrov(known)
    with multiprocessing.get_context("fork").Pool(2, initializer=_hold, initargs=(known,)) as pool:
        assert pool.map(_held, range(4)) == [True] * 4


_holding: list[Authority] = []


def _hold(known: Authority) -> None:
    _holding[:] = [known]


def _held(_: int) -> bool:
    return knows_lavrov(_holding[0])


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """31,000 people with offices, some in Cyrillic as well."""
    letters = "abcdefgiklmnoprstuvz"
    syllables = [a + b for a in letters for b in "aeiou"]
    words = itertools.islice(itertools.product(syllables, repeat=3), 31_000)
    roles = ("foreign_minister", "other_minister", "ambassador", "governor")
    records = (
        background.person(
            f"Q{900000000 + n}",
            f"{'Anna Boris Carla Dmitri'.split()[n % 4]} {''.join(word).title()}",
            background.term(roles[n % 4], f"{1990 + n % 35}-03-01", f"{1991 + n % 35}-03-01", country="UA"),
            country=("FR", "UA", "BR")[n % 3],
        )
        for n, word in enumerate(words)
    )
    file = tmp_path_factory.mktemp("many") / "facts.jsonl.gz"
    write(file, records)
    return file


@pytest.mark.slow
def test_a_large_one_is_made_in_a_minute_and_opened_in_a_fifth_of_a_second(
    tmp_path: Path, many: Path
) -> None:
    start = time.monotonic()
    known = open_in(tmp_path, many)
    assert time.monotonic() - start < 60
    assert len(known.persons) > 31_000
    code = (
        "import sys, time; from pathlib import Path; from polgraph.authority import Authority, cache\n"
        "start = time.perf_counter()\n"
        "known = Authority(cache.open_index(Path(sys.argv[1]), keep=Path(sys.argv[2])))\n"
        "assert known.person('Vladimir Putin'); print(time.perf_counter() - start)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(many), str(tmp_path)], check=True, capture_output=True, text=True
        )
        for _ in range(3)
    ]
    assert min(float(run.stdout) for run in runs) < 0.2


# --- files of imports ---------------------------------------------------------------------------------------


def test_files_are_read_plain_and_compressed(tmp_path: Path) -> None:
    records = [
        background.person("Q900000001", "Odile Marchenoir"),
        background.body("Q900000002", "Parti du Phare"),
    ]
    plain = background.write(tmp_path / "facts.jsonl", records)
    write(tmp_path / "facts.gz", records)
    assert list(read(plain)) == list(read(tmp_path / "facts.gz")) == records
    first = (tmp_path / "facts.gz").read_bytes()
    write(tmp_path / "facts.gz", records)
    assert (tmp_path / "facts.gz").read_bytes() == first


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a person or organization"),
        ('{"kind": "ship", "id": "Q1", "name": "A"}', "not a person or organization"),
        ('{"kind": "person", "name": "Odile"}', '"id" is missing'),
        ('{"kind": "person", "id": "Q1", "name": " "}', '"name" is missing'),
        ('{"kind": "person", "id": "Q1", "name": "A", "names": ["A"]}', '"names" must be a list of objects'),
        (
            '{"kind": "person", "id": "Q1", "name": "A", "terms": [{"role": "mayor", "office": "M", "start": "May 2"}]}',
            "not an ISO date",
        ),
    ],
)
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str, said: str) -> None:
    good = json.dumps(background.person("Q900000001", "Odile Marchenoir"))
    file = tmp_path / "facts.jsonl"
    file.write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"line 2: .*{said}"):
        list(read(file))


def test_a_file_that_is_cut_short_is_named(tmp_path: Path) -> None:
    file = tmp_path / "facts.gz"
    file.write_bytes(gzip.compress(b'{"kind": "person"}' * 100)[:-9])
    with pytest.raises(InputError, match="whole gzip"):
        list(read(file))
    with pytest.raises(InputError, match="No such file"):
        list(read(tmp_path / "nowhere.jsonl"))
