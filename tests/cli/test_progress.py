"""What is seen of a long load: a bar on a terminal, lines in a log, nothing where it is not wanted."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import termios
from pathlib import Path
from typing import Any

import pytest
from commands import POLGRAPH, Run, lines

from polgraph.ledger import Ledger

pytestmark = pytest.mark.slow

TEXT = "Poland supported Lithuania. France sanctioned Belarus. " * 40
LEFT = re.compile(r"(\d+) items?: .*?(\d+)% +([\d.]+)/s +\d:\d\d:\d\d (\d:\d\d:\d\d) left")


def reports(folder: Path, number: int) -> None:
    """Put so many articles into the folder, in three kinds of file."""
    texts = [f"Report {i}\n\n{TEXT}{'Norway' if i % 2 else 'Iceland'} praised Poland." for i in range(number)]
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(texts[0])
    (folder / "in" / "b.html").write_text(f"<html><body><article><p>{texts[1]}</p></article></body></html>")
    with (folder / "in" / "c.jsonl").open("w") as file:
        for i, text in enumerate(texts[2:]):
            file.write(json.dumps({"id": f"r{i}", "text": text, "published": "2031-05-02"}) + "\n")


def on_terminal(
    *words: str, until: re.Pattern[str] | None = None, term: str = "xterm", stdin: Any = subprocess.DEVNULL
) -> tuple[int, str]:
    """Run `polgraph` with a terminal as stderr; Ctrl-C when `until` is seen. Exit status and all that was shown."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 110, 0, 0))
    with subprocess.Popen(
        [POLGRAPH, *words],
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | {"TERM": term, "NO_COLOR": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        os.close(theirs)
        shown = ""
        while part := _read(ours):
            shown += part
            if until and until.search(shown):
                process.send_signal(signal.SIGINT)
                until = None
    os.close(ours)
    return process.returncode, re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown)


def _read(terminal: int) -> str:
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace")
    except OSError:  # the other end was closed
        return ""


def test_a_terminal_shows_rate_and_time_left(folder: Path, model: None) -> None:
    reports(folder, 40)
    status, shown = on_terminal("load", "in", "--no-scorer")
    assert status == 0
    seen = [(int(n), int(share), float(rate), left) for n, share, rate, left in LEFT.findall(shown)]
    assert len(seen) > 3
    assert all(rate > 0 for _, _, rate, _ in seen)
    assert all(abs(share - 100 * n / 40) <= 10 for n, share, _, _ in seen), (
        "the share is that of the articles"
    )
    assert seen == sorted(seen, key=lambda s: s[0])
    assert seen[-1][3] < seen[1][3] or seen[-1][3] <= "0:00:02", "less and less time is left"
    assert "graph: change" in shown


def test_quiet_and_dumb_terminals_are_spared_the_bar(folder: Path, model: None) -> None:
    reports(folder, 3)
    assert on_terminal("load", "in", "--quiet", "--no-store") == (0, "")
    status, shown = on_terminal("load", "in", "--no-store", "--workspace", "other", term="dumb")
    assert (status, "left" in shown, "\r\x1b" in shown) == (0, False, False)


def test_stdin_has_no_end_that_is_known(run: Run, folder: Path, model: None) -> None:
    reports(folder, 12)
    with (folder / "in" / "c.jsonl").open("rb") as file:
        status, shown = on_terminal("load", "-", "--no-store", stdin=file)
    assert status == 0
    assert re.search(r"\d+ items?: .* [\d.]+/s +\d:\d\d:\d\d", shown)
    assert "%" not in shown and "left" not in shown, "no share of what has no end"
    assert len(lines(run("articles", "--json"))) == 10


def test_a_log_gets_lines_with_the_share(folder: Path, model: None) -> None:
    reports(folder, 40)
    done = subprocess.run(
        [POLGRAPH, "load", "in", "--no-store", "--no-scorer"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    said = done.stderr.splitlines()
    assert said, "a line, some seconds after it began"
    assert all(re.fullmatch(r"\d+ items?: \d+ new \(\d+%\)", line) for line in said)
    assert "\x1b" not in done.stderr and "\r" not in done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_load_ends_in_the_same_graph(
    run: Run, folder: Path, model: None, workers: str
) -> None:
    reports(folder, 30)
    words = ("load", "in", "--no-scorer", "--workers", workers)
    status, shown = on_terminal(*words, until=re.compile(r"[3-9] items: "))
    assert status == 130
    assert "interrupted: what was done stays" in shown
    assert "Traceback" not in shown
    kept = len(lines(run("articles", "--json")))
    assert 0 < kept < 30
    (summary,) = lines(run(*words, "--json", "--quiet"))
    assert (summary["read"], summary["same"], summary["new"]) == (30, kept, 30 - kept)
    (folder / ".polgraph").rename(folder / "interrupted")
    assert run("load", "in", "--no-scorer", "--quiet").exit_code == 0
    (one,), (other,) = (
        lines(run("graph", "check", "--json", *more)) for more in (("--workspace", "interrupted"), ())
    )
    assert one["fingerprint"] == other["fingerprint"]
    assert (one["nodes"], one["edges"]) == (other["nodes"], other["edges"])
    for check in (one, other):
        assert not any(
            check[f"{kind}_{what}"] for kind in ("missing", "surplus") for what in ("nodes", "edges")
        )
    with Ledger.open(folder / "interrupted" / "ledger.sqlite") as ledger:
        assert ledger.fingerprint() == one["fingerprint"]
