"""What is bad is one clear line, the others go on, and nothing is left half-written: through the real command."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commands import POLGRAPH, Run, lines
from support import open_to_others

from polgraph.ledger import Ledger
from polgraph.stores.embedded_store import EmbeddedStore

GOOD = "Poland supported Lithuania in the council. France sanctioned Belarus on Friday.\n"
ODD = "\x1b[31mred\nna\x07me.txt"
Put = Callable[[Path], None]


def as_lines(*articles: dict[str, str]) -> str:
    return "".join(json.dumps(article) + "\n" for article in articles)


def _long_line(folder: Path) -> None:
    with (folder / "bad.jsonl").open("w") as file:
        file.write('{"id": "long", "text": "')
        for _ in range(50):
            file.write("x" * 1_000_000)
        file.write('"}\n' + as_lines({"id": "after", "text": GOOD}))


BAD: dict[str, tuple[Put, str]] = {
    "an empty file": (lambda f: (f / "bad.txt").touch(), "bad.txt: the file is empty"),
    "a binary file": (lambda f: _bytes(f, bytes(range(256))), "bad.txt: a binary file (zero byte at 0)"),
    "Latin-1": (lambda f: _bytes(f, "Müller sprach.".encode("latin-1")), "bad.txt: byte 0xFC at 1 (line 1) is no UTF-8"),
    "a line of 50 MB": (_long_line, "bad.jsonl, line 1: longer than 20 MB"),
    "no text": (lambda f: _line(f, {"id": "x"}), "bad.jsonl, line 1: no column of text"),
    "31 February": (
        lambda f: _line(f, {"id": "x", "text": GOOD, "published": "2031-02-31"}),
        "bad.jsonl, line 1: published '2031-02-31' is no date",
    ),
    "a file that is gone": (lambda f: (f / "bad.txt").symlink_to("gone"), "bad.txt: cannot read it: No such file"),
    "a name that a terminal would obey": (lambda f: _odd(f), r"\x1b[31mred\nna\x07me.txt: the name of the file"),
}  # fmt: skip


def _bytes(folder: Path, content: bytes) -> None:
    (folder / "bad.txt").write_bytes(content)


def _line(folder: Path, article: dict[str, str]) -> None:
    (folder / "bad.jsonl").write_text(as_lines(article, {"id": "after", "text": GOOD}))


def _odd(folder: Path) -> None:
    (folder / ODD).write_text(GOOD)


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_a_bad_item_is_one_line_and_the_others_are_loaded(
    run: Run, folder: Path, model: None, name: str
) -> None:
    put, said = BAD[name]
    (folder / "in").mkdir()
    (folder / "in" / "good.txt").write_text(f"A long day\n\n{GOOD}")
    put(folder / "in")
    read = run("read", "in")
    assert read.exit_code == 2
    (line,) = read.stderr.splitlines()
    assert line.startswith(f"polgraph: in/{said}")
    loaded = run("load", "in", "--no-store", "--quiet")
    assert loaded.exit_code == 2
    shown = loaded.stdout.split("failed: 1\n")[1].splitlines()
    assert shown[0].startswith(f"  in/{said}")
    assert shown[1].startswith("the graph waits")
    assert "\x1b" not in loaded.output + read.stderr
    ids = {article["id"] for article in lines(run("articles", "--json"))}
    assert ids == {"in/good.txt"} | ({"after"} if (folder / "in" / "bad.jsonl").exists() else set())


@pytest.mark.slow
def test_what_an_error_advises_can_be_done(run: Run, folder: Path, model: None) -> None:
    text = "Müller sprach über die Fähre.\n"
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_bytes(text.encode("latin-1"))
    refused = run("read", "in")
    assert (refused.exit_code, "--encoding windows-1252" in refused.stderr) == (2, True)
    done = run("read", "in", "--encoding", "windows-1252")
    assert (done.exit_code, [a["text"] for a in lines(done)]) == (0, [text])
    loaded = run("load", "in", "--encoding", "windows-1252", "--no-store", "--json")
    assert (loaded.exit_code, lines(loaded)[0]["new"]) == (0, 1)
    assert lines(run("show", "in/a.txt", "--json"))[0]["article"]["text"] == text


@pytest.mark.parametrize("words", [["load", "-"], ["read", "-"], ["load", "a.txt"], ["read", "a.txt"]])
def test_an_encoding_that_cannot_be_used_makes_nothing(run: Run, folder: Path, words: list[str]) -> None:
    name = "windows-1252" if "-" in words else "klingon"
    done = run(*words, "--encoding", name, stdin="{}")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "encoding" in done.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "words", [["load", ODD], ["read", ODD], ["load", "x.txt", "--published", "2031-02-31"]]
)
def test_what_cannot_be_loaded_at_all_makes_nothing(run: Run, folder: Path, words: list[str]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "\x1b" not in done.output
    assert len([line for line in done.output.splitlines() if "red" in line or "2031" in line]) == 1
    assert list(folder.iterdir()) == []


def test_a_name_with_control_characters_is_shown_without_them(run: Run, folder: Path) -> None:
    Ledger.open(folder / "ledger.sqlite", create=True).close()
    for words in (["who", ODD], ["show", ODD], ["related", ODD, "\x07"], ["query", ODD]):
        done = run(*words, "--workspace", str(folder))
        assert done.exit_code in (1, 2), words
        assert done.stderr.count("\n") == 1
        assert not {c for c in done.output if c < " " and c != "\n"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="another user can be played only on Unix")
def test_a_folder_that_may_not_be_entered_is_one_line(
    run: Run, folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "closed").mkdir(mode=0)
    open_to_others(folder)
    commands = [["workspace", "--workspace"], ["read"], ["load"]]
    for words in commands:
        run(*words, str(folder))  # loads what the commands need
    child = os.fork()
    if not child:  # root may enter everywhere
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            for words in commands:
                done = run(*words, str(folder / "closed" / "in"))
                os.write(1, f"{words[0]} {done.exit_code} {done.output!r}\n".encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    said = capfd.readouterr().out.splitlines()
    assert [line.split()[:2] for line in said] == [[words[0], "2"] for words in commands]
    assert all("closed" in line and "Permission denied" in line for line in said)
    assert not any("Traceback" in line or "a fault" in line for line in said)


# --- a full disk ------------------------------------------------------------------------------------------


def limited(size: int, *words: str, **more: object) -> subprocess.CompletedProcess[str]:
    """Run `polgraph` so that it can write no file beyond `size` bytes: what a full disk looks like."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return subprocess.run(
        [POLGRAPH, *words], text=True, stderr=subprocess.PIPE, preexec_fn=limit, check=False, **more
    )  # type: ignore[call-overload, no-any-return]


def many(folder: Path) -> None:
    articles = [{"id": f"m{i}", "language": "en", "text": GOOD * 5 + f"Report {i}."} for i in range(24)]
    (folder / "many.jsonl").write_text(as_lines(*articles))


@pytest.mark.slow
def test_a_full_disk_keeps_the_ledger_whole_and_the_load_goes_on(run: Run, folder: Path, model: None) -> None:
    many(folder)
    for size in (100_000, 250_000):  # while the tables are made, and while the articles are written
        done = limited(size, "load", "many.jsonl", "--no-store", "--quiet", stdout=subprocess.DEVNULL)
        assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
        assert "ledger.sqlite" in done.stderr
        assert "disk" in done.stderr or "full" in done.stderr, "the reason is named"
    db = sqlite3.connect(folder / ".polgraph" / "ledger.sqlite")
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()
    (summary,) = lines(run("load", "many.jsonl", "--no-store", "--json", "--quiet"))
    assert summary["new"] + summary["same"] == 24


@pytest.mark.slow
def test_a_full_disk_leaves_no_half_of_an_output(folder: Path, model: None) -> None:
    many(folder)
    (folder / "out.jsonl").write_text("as it was")
    done = limited(4000, "extract", "many.jsonl", "--out", "out.jsonl")
    assert (done.returncode, done.stderr) == (2, "polgraph: cannot write out.jsonl: File too large\n")
    assert (folder / "out.jsonl").read_text() == "as it was"
    assert {p.name for p in folder.iterdir()} == {"many.jsonl", "out.jsonl"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_an_output_that_is_full_is_one_line(run: Run, folder: Path) -> None:
    (folder / "good.txt").write_text(GOOD)
    (folder / ".polgraph").mkdir()
    Ledger.open(folder / ".polgraph" / "ledger.sqlite", create=True).close()
    for words in (["read", "good.txt"], ["authority", "find", "Kozak"], ["workspace", "--json"]):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [POLGRAPH, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert (done.returncode, done.stderr) == (
            2,
            "polgraph: cannot write the output: No space left on device\n",
        )


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator[Callable[[int], None]]:
    """A file system of its own at `place`; gives what changes its size."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"no file system can be mounted: {made.stderr.strip()}")

    def resize(size: int) -> None:
        subprocess.run(["mount", "-o", f"remount,size={size}k", str(place)], check=True)

    try:
        yield resize
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.slow
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"),
    reason="only root can make a small disk",
)
def test_a_disk_that_is_full_is_named_and_the_same_command_goes_on(
    run: Run, loaded: Path, tmp_path: Path
) -> None:
    ledger = (loaded / ".polgraph" / "ledger.sqlite").read_bytes()
    disk = tmp_path / "disk"
    with small_disk(disk, 64) as resize:
        for room in (
            200,
            800,
            3000,
            6000,
        ):  # kilobytes: at the making of the store, of its indexes, at writing
            shutil.rmtree(disk / "ws", ignore_errors=True)
            (disk / "ws").mkdir()
            (disk / "ws" / "ledger.sqlite").write_bytes(ledger)
            resize(len(ledger) // 1024 + room)
            command = [POLGRAPH, "graph", "sync", "--workspace", str(disk / "ws")]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr
            assert "No space left on device" in done.stderr
            resize(64 * 1024)
            assert run(*command[1:]).exit_code == 0
            (check,) = lines(run("graph", "check", "--workspace", str(disk / "ws"), "--json"))
            assert (check["store_change"], check["missing_nodes"], check["missing_edges"]) == (
                check["change"],
                0,
                0,
            )


@pytest.mark.slow
def test_a_graph_that_found_no_room_is_written_later(run: Run, loaded: Path) -> None:
    done = limited(300_000, "graph", "sync", stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr
    assert "File too large; make room" in done.stderr
    assert run("graph", "sync").exit_code == 0
    assert run("graph", "check").exit_code == 0


# --- stores and ledgers that cannot be used ---------------------------------------------------------------


@pytest.mark.slow
def test_a_ledger_of_a_newer_schema_is_left_alone(run: Run, loaded: Path) -> None:
    file = loaded / ".polgraph" / "ledger.sqlite"
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = file.read_bytes()
    for words in (
        ["articles"],
        ["load", "inbox"],
        ["retract", "inbox/monday.txt"],
        ["graph", "sync"],
        ["measure"],
    ):
        done = run(*words)
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1), words
        assert "schema 99" in done.stderr and "update polgraph" in done.stderr
    assert file.read_bytes() == before


@pytest.mark.slow
def test_a_store_that_is_down_is_one_line(run: Run, loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLGRAPH_NEO4J_PASSWORD", "hush-hush")
    for words in (["who", "France"], ["graph", "sync"], ["graph", "check"]):
        done = run(*words, "--store", "bolt://127.0.0.1:9")
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1), words
        assert "127.0.0.1:9" in done.stderr
        assert "hush-hush" not in done.stderr


@pytest.mark.slow
def test_a_graph_of_another_ledger_is_never_answered_from(run: Run, loaded: Path) -> None:
    """The embedded store belongs to its workspace, so it is written anew; a server is refused (test_lookups_cli)."""
    (loaded / "other.txt").write_text("Elsewhere\n\nNorway criticized Iceland.\n")
    assert run("load", "other.txt", "--workspace", "other", "--quiet").exit_code == 0
    assert run("graph", "sync").exit_code == 0
    shutil.rmtree(loaded / ".polgraph" / "graph.arcadedb")
    shutil.copytree(loaded / "other" / "graph.arcadedb", loaded / ".polgraph" / "graph.arcadedb")
    assert run("who", "Norway", "--store", "embedded").exit_code == 1
    assert run("who", "France", "--store", "embedded").exit_code == 0
    assert run("graph", "check").exit_code == 0


@pytest.mark.slow
def test_a_graph_that_another_process_holds_is_one_line(run: Run, loaded: Path) -> None:
    assert run("graph", "sync").exit_code == 0
    with EmbeddedStore.open(loaded / ".polgraph" / "graph.arcadedb"):
        command = [POLGRAPH, "who", "France", "--store", "embedded"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)
        assert f"process {os.getpid()} has the graph store" in done.stderr
    assert run("who", "France").exit_code == 0


@pytest.mark.slow
def test_a_ledger_that_another_process_writes_is_one_line(loaded: Path) -> None:
    (loaded / "late.txt").write_text(f"Late\n\n{GOOD}")
    db = sqlite3.connect(loaded / ".polgraph" / "ledger.sqlite", isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    command = [POLGRAPH, "load", "late.txt", "--no-store", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    db.execute("ROLLBACK")
    db.close()
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "wait for the other polgraph to end" in done.stderr
    assert subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
