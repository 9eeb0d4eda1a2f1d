"""The file: opening, migrating, two processes at once, and a process that is killed."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from factories import story

from polgraph.errors import LedgerError
from polgraph.ledger import Ledger
from polgraph.ledger.migrations import MIGRATIONS

TESTS = Path(__file__).parent.parent

LOADER = """
import sys, time
sys.path.insert(0, sys.argv[2])
from factories import story
from polgraph.ledger import Ledger
first, count, pause = int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])
with Ledger.open(sys.argv[1], create=True, timeout=60) as ledger:
    print("open", flush=True)
    with ledger.load(batch=1) as load:
        for number in range(first, first + count):
            load.add(*story(f"a{number}", ("Ada Marsh", "MET_WITH", f"Guest {number % 7}"), source=f"paper {number}"))
            time.sleep(pause)
"""

HALF_WRITTEN = """
import sys, time
sys.path.insert(0, sys.argv[2])
from factories import story
from polgraph.ledger import Ledger, revise
settle = revise.settle
def then_wait(*args, **options):
    settle(*args, **options)
    print("settled", flush=True)
    time.sleep(600)
revise.settle = then_wait
with Ledger.open(sys.argv[1]) as ledger, ledger.load() as loading:
    for number in range(50):
        loading.add(*story(f"b{number}", ("Ada Marsh", "CRITICIZED", "Bruno Tal")))
"""


def start(program: str, path: Path, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(path), str(TESTS), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == word, process.stderr and process.stderr.read()


def is_whole(path: Path) -> bool:
    with sqlite3.connect(path) as db:
        sound = db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return sound and not db.execute("PRAGMA foreign_key_check").fetchall()


def test_a_ledger_keeps_its_id(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    with Ledger.open(path, create=True) as ledger:
        first = ledger.id
    with Ledger.open(path) as ledger, Ledger.open(tmp_path / "other.sqlite", create=True) as other:
        assert ledger.id == first != other.id


def test_where_there_is_none_it_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(LedgerError, match=r"no ledger at .*polgraph load"):
        Ledger.open(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


def test_a_newer_schema_is_refused(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    Ledger.open(path, create=True).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    with pytest.raises(LedgerError, match="written by a newer one"):
        Ledger.open(path)


def test_an_older_schema_is_migrated(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    db = sqlite3.connect(path, isolation_level=None)
    MIGRATIONS[0](db)
    db.execute("PRAGMA user_version = 1")
    db.close()
    with Ledger.open(path) as ledger, ledger.load() as load:
        assert load.add(*story("a1", ("Ada Marsh", "MET_WITH", "Bruno Tal"))) == "new"


def test_another_database_and_another_file_are_refused(tmp_path: Path):
    other, text, folder = tmp_path / "other.sqlite", tmp_path / "notes.txt", tmp_path / "folder"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    text.write_text("these are notes, not a database\n" * 100)
    folder.mkdir()
    for path in (other, text, folder):
        with pytest.raises(LedgerError, match=path.name):
            Ledger.open(path, create=True)
    with pytest.raises(LedgerError, match="deep"):
        Ledger.open(tmp_path / "deep" / "er" / "l.sqlite", create=True)


def test_a_writer_that_waits_in_vain_says_so(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    with Ledger.open(path, create=True) as one, Ledger.open(path, timeout=0.1) as other:
        pair = story("a1", ("Ada Marsh", "MET_WITH", "Bruno Tal"))
        with one.writing():
            with pytest.raises(LedgerError, match="wait for the other"), other.load() as load:
                load.add(*pair)
            assert other.articles() == []  # readers do not wait
        with other.load() as load:
            assert load.add(*pair) == "new"


def test_two_processes_load_at_once(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    both = [start(LOADER, path, first, 30, 0.01) for first in (0, 20)]  # ten articles come from both
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    with Ledger.open(path) as together, Ledger.open(tmp_path / "alone.sqlite", create=True) as alone:
        with alone.load() as load:
            for number in range(50):
                claim = ("Ada Marsh", "MET_WITH", f"Guest {number % 7}")
                load.add(*story(f"a{number}", claim, source=f"paper {number}"))
        assert together.fingerprint() == alone.fingerprint()
        assert len(together.articles()) == 50
    assert is_whole(path)


def test_killed_before_the_commit_it_is_as_if_nothing_was(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    with Ledger.open(path, create=True) as ledger, ledger.load() as load:
        load.add(*story("a1", ("Ada Marsh", "MET_WITH", "Bruno Tal")))
    with Ledger.open(path) as ledger:
        before = ledger.fingerprint(), ledger.last_change, len(ledger.loads())
    process = start(HALF_WRITTEN, path)
    wait_for(process, "settled")
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert is_whole(path)
    with Ledger.open(path) as ledger:
        assert (ledger.fingerprint(), ledger.last_change, len(ledger.loads())) == before


def test_killed_at_any_moment_it_leaves_whole_batches_and_goes_on(tmp_path: Path):
    path = tmp_path / "l.sqlite"
    for delay in (0.02, 0.05, 0.11, 0.2, 1.0, 5.0):
        process = start(LOADER, path, 0, 2000, 0)
        wait_for(process, "open")
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert is_whole(path)
    with Ledger.open(path) as killed, Ledger.open(tmp_path / "alone.sqlite", create=True) as alone:
        there = [row.id for row in killed.articles()]
        assert there
        with alone.load() as load:
            for id_ in there:
                number = int(id_[1:])
                claim = ("Ada Marsh", "MET_WITH", f"Guest {number % 7}")
                load.add(*story(id_, claim, source=f"paper {number}"))
        assert killed.fingerprint() == alone.fingerprint()
