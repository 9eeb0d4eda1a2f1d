"""Every command: its help, its --json, its page; how commands end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from commands import POLGRAPH
from typer.main import get_command
from typer.testing import CliRunner

from polgraph import __version__
from polgraph.cli import pages
from polgraph.cli.main import app

ROOT = Path(__file__).parents[2]
ALWAYS_JSON = {
    ("eval", "names"),
    ("eval", "roles"),
    ("actors", "decisions", "export"),
}  # JSON Lines are all that they write: there is nothing to choose
COMMANDS: list[tuple[tuple[str, ...], Any]] = list(pages.commands(get_command(app)))


ONLY_JSON = ("eval",)  # questions and answers of programs, a JSON object a line


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
def test_every_command_has_help_and_json(words: tuple[str, ...], command: Any) -> None:
    shown = CliRunner().invoke(app, [*words, "--help"])
    assert shown.exit_code == 0
    assert command.help.split(".")[0].split()[0] in shown.output
    if words[0] not in ONLY_JSON:
        assert ("--json" in shown.output) is (words not in ALWAYS_JSON)
    assert all(param.help for param in command.params), "every option says what it is for"


def test_the_page_of_the_commands_is_up_to_date() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == pages.page(), (
        "run tools/make_cli_page.py"
    )


def test_help_comes_at_once() -> None:
    """The whole process, the best of five, against the bare command line library in the same run: no clock of a machine is asserted."""
    bare = [sys.executable, "-c", "import typer"]

    def seconds(command: list[str]) -> float:
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begun

    taken = [(seconds([str(POLGRAPH), "--help"]), seconds(bare)) for _ in range(5)]
    assert min(ours for ours, _ in taken) < 6 * min(theirs for _, theirs in taken)


def test_naming_the_commands_loads_no_heavy_library() -> None:
    heavy = "{'pydantic', 'spacy', 'neo4j', 'networkx', 'sqlite3', 'rich', 'yaml', 'trafilatura'}"
    code = f"import sys, polgraph.cli.main; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version() -> None:
    assert CliRunner().invoke(app, ["--version"]).output == f"polgraph {__version__}\n"


@pytest.mark.parametrize("words", [["nosuch"], ["who"], ["load", "--nosuch", "x"], ["graph", "nosuch"]])
def test_what_is_no_command_is_bad_input(words: list[str]) -> None:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr


def test_without_a_workspace_a_look_up_says_how_to_make_one(run: Any) -> None:
    for words in (["articles"], ["who", "Scholz"], ["measure"], ["graph", "sync"], ["workspace"]):
        done = run(*words)
        assert (done.exit_code, done.stdout) == (1, ""), words
        assert done.stderr.startswith("polgraph: no workspace in ")
        assert "polgraph load" in done.stderr
        assert done.stderr.count("\n") == 1


def test_a_damaged_ledger_is_one_line(run: Any, folder: Path) -> None:
    (folder / ".polgraph").mkdir()
    (folder / ".polgraph" / "ledger.sqlite").write_bytes(
        b"this is no database, but long enough to be read as one" * 40
    )
    done = run("articles")
    assert done.exit_code == 3
    assert done.stderr.count("\n") == 1


def test_a_wrong_setting_is_bad_input(run: Any, folder: Path) -> None:
    (folder / ".polgraph").mkdir()
    (folder / ".polgraph" / "settings.toml").write_text("colour = 3\n")
    done = run("articles")
    assert done.exit_code == 2
    assert "settings.toml: colour" in done.stderr


def test_a_fault_of_polgraph_is_one_line_unless_asked_for(folder: Path) -> None:
    """A command that is told to fail in a way that nobody foresaw."""
    code = (
        "from polgraph.cli import main, workspace\n"
        "@main.app.command()\n"
        "def stumble(): {}['x']\n"
        "import sys; sys.argv = ['polgraph', 'stumble']; main.main()"
    )
    environment = {**os.environ, "POLGRAPH_DEBUG": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (
        70,
        "polgraph: a fault of polgraph: KeyError: 'x' (POLGRAPH_DEBUG=1 shows where)\n",
    )
    environment["POLGRAPH_DEBUG"] = "1"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert "Traceback" in done.stderr


def test_a_reader_that_goes_away_ends_it_quietly(folder: Path) -> None:
    for i in range(3000):
        (folder / f"{i}.txt").write_text(
            f"Report {i}\n\n" + "Nothing of note happened at the harbour today. " * 9
        )
    with subprocess.Popen([POLGRAPH, "read", "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, b"")


def test_output_is_utf8_whatever_the_locale(folder: Path) -> None:
    (folder / "a.txt").write_text("Żółw i Ґанок прибули до Львова.", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([POLGRAPH, "authority", "find", "Kozak"], capture_output=True, env=environment)
    assert "Козак" in done.stdout.decode("utf-8")
    done = subprocess.run([POLGRAPH, "read", "a.txt"], capture_output=True, env=environment)
    assert "Ґанок" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("period", ["2031", "2031-05-01", "..", "2031-02-30..", "2031-05-02..2031-05-01"])
def test_a_period_that_is_none(run: Any, period: str) -> None:
    done = run("measure", "--period", period)
    assert done.exit_code == 2
    assert done.stderr.startswith("polgraph: ")
