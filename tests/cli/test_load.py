"""`load` and what the ledger then answers, without a graph store."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from commands import POLGRAPH, TEXTS, Run, fill, lines

from polgraph.extraction import to_line
from polgraph.ledger import Ledger

pytestmark = pytest.mark.slow
SAME = ("--published", "2031-05-02", "--source", "The Lighthouse")


def test_a_folder_with_a_bad_file(run: Run, folder: Path, model: None) -> None:
    fill(folder)
    done = run("load", "inbox", *SAME)
    assert done.exit_code == 2
    assert f"workspace {folder / '.polgraph'} was made now" in done.stdout
    assert "4 articles read: 4 new, 0 changed, 0 reread, 0 same" in done.stdout
    assert "skipped 1 article: no reader for language 'uk'" in done.stdout
    assert "failed: 1\n  inbox/broken.txt: " in done.stdout
    assert "relationships written" in done.stdout


def test_loading_again_does_nothing_and_a_change_is_seen(run: Run, loaded: Path) -> None:
    with Ledger.open(loaded / ".polgraph" / "ledger.sqlite") as ledger:
        before = (ledger.last_change, ledger.fingerprint())
    (loaded / "inbox" / "broken.txt").unlink()
    done = run("load", "inbox", *SAME, "--json")
    assert done.exit_code == 0
    (summary,) = lines(done)
    assert (summary["same"], summary["new"], summary["load"], summary["made"]) == (4, 0, None, False)
    with Ledger.open(loaded / ".polgraph" / "ledger.sqlite") as ledger:
        assert (ledger.last_change, ledger.fingerprint()) == before
    (loaded / "inbox" / "monday.txt").write_text("Leaders gather\n\nOlaf Scholz criticized Belarus.\n")
    (summary,) = lines(run("load", "inbox", *SAME, "--json"))
    assert (summary["same"], summary["changed"], summary["new"]) == (3, 1, 0)


def test_read_and_extract_give_what_load_keeps(run: Run, loaded: Path) -> None:
    articles = run("read", "inbox", *SAME).stdout
    extracted = run("extract", stdin=articles).stdout.splitlines()
    assert len(extracted) == len(TEXTS)
    with Ledger.open(loaded / ".polgraph" / "ledger.sqlite") as ledger:
        kept = [to_line(ledger.article(json.loads(line)["article"])[1]) for line in extracted]
    assert kept == extracted


def test_lines_from_stdin_load_like_files(run: Run, loaded: Path) -> None:
    articles = run("read", "inbox", *SAME).stdout
    (summary,) = lines(run("load", "-", "--json", stdin=articles))
    assert (summary["same"], summary["new"]) == (4, 0)
    done = run("load", "-", "--workspace", "other", "--json", "--workers", "2", stdin=articles + "broken\n")
    (summary,) = lines(done)
    assert (done.exit_code, summary["new"], summary["made"], len(summary["failed"])) == (2, 4, True, 1)
    with (
        Ledger.open(loaded / "other" / "ledger.sqlite") as two,
        Ledger.open(loaded / ".polgraph/ledger.sqlite") as one,
    ):
        assert one.fingerprint() == two.fingerprint()


def test_nothing_to_load_makes_no_workspace(run: Run, folder: Path) -> None:
    done = run("load", "nosuch.txt")
    assert done.exit_code == 2
    assert "nosuch.txt" in done.stdout
    assert list(folder.iterdir()) == []


def test_without_a_model_nothing_is_made(run: Run, folder: Path) -> None:
    fill(folder)
    done = run("load", "inbox", "--model", "nosuch")
    assert done.exit_code == 2
    assert "no language model 'nosuch'" in done.stderr
    assert not (folder / ".polgraph").exists()


def test_articles_show_and_workspace(run: Run, loaded: Path) -> None:
    listed = lines(run("articles", "--json"))
    assert [a["id"] for a in listed if a["skipped"]] == ["inbox/dnipro.txt"]
    assert run("articles", "--source", "Nobody").exit_code == 1
    shown = run("show", "inbox/mon").stdout
    assert "{sanctioned|SANCTIONED}" in shown
    assert "France —SANCTIONED→ Belarus  (asserted" in shown
    assert shown.count("|") == shown.count("]") + shown.count("}"), "every mark is closed"
    (both,) = lines(run("show", "inbox/mon", "--json"))
    assert both["article"]["text"] == TEXTS["monday.txt"]
    assert both["extraction"]["article"] == "inbox/monday.txt"
    ambiguous = run("show", "inbox/")
    assert (ambiguous.exit_code, ambiguous.stdout) == (1, "")
    assert "inbox/tuesday.txt" in ambiguous.stderr
    (about,) = lines(run("workspace", "--json"))
    assert about["articles"] == 4
    assert about["store"].startswith("embedded, in ")


def test_a_retraction_says_what_fell_and_what_lost_support(run: Run, loaded: Path) -> None:
    assert run("retract", "inbox/mon").exit_code == 1, "a retraction wants the whole id"
    done = run("retract", "inbox/monday.txt", "--reason", "a test")
    assert done.exit_code == 0
    fell, _, rest = done.stdout.partition("only lost support")
    assert (
        "Olaf Scholz —MET_WITH— Emmanuel Macron" in fell or "Emmanuel Macron —MET_WITH— Olaf Scholz" in fell
    )
    assert "France —SANCTIONED→ Belarus  (asserted, 1 claim)" in rest
    assert "France —SANCTIONED→" not in fell
    assert run("show", "inbox/monday.txt").exit_code == 1
    (summary,) = lines(run("load", "inbox", *SAME, "--json"))
    assert (summary["restored"], summary["same"]) == (1, 3)


def test_measure_prints_both_figures(run: Run, loaded: Path) -> None:
    (figures,) = lines(run("measure", "--json"))
    assert len(figures["asserted"]["nodes"]) > 0
    assert figures["with_alleged"]["relations"] > figures["asserted"]["relations"], (
        "Macron said it, the paper did not"
    )
    shown = run("measure", "--top", "2").stdout
    assert "asserted only: " in shown
    assert "with alleged: " in shown
    assert run("measure", "--period", "1950-01-01..1950-12-31").exit_code == 1


def kept(folder: Path) -> int:
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite") as ledger:
        return len(ledger.articles())


@pytest.mark.parametrize(("ending", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_an_interrupted_load_goes_on(
    run: Run, folder: Path, model: None, ending: signal.Signals, status: int
) -> None:
    texts = [
        f"Report {i}\n\n" + "Poland supported Lithuania. France sanctioned Belarus. " * 40 for i in range(80)
    ]
    articles = "".join(json.dumps({"id": f"a{i}", "text": text}) + "\n" for i, text in enumerate(texts))
    (folder / "in.jsonl").write_text(articles)
    command = [POLGRAPH, "load", "in.jsonl", "--no-store", "--no-scorer"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.SIG_DFL
        ),  # a shell's background job ignores it
    ) as process:
        assert process.stderr
        assert "new" in process.stderr.readline(), "a line of progress, some seconds after it began"
        while ending == signal.SIGKILL and not kept(folder):
            time.sleep(0.1)  # Ctrl-C writes what is waiting; a kill leaves only what was written
        process.send_signal(ending)
        _, said = process.communicate()
    assert process.returncode == status
    if ending == signal.SIGINT:
        assert "what was done stays" in said
        assert "Traceback" not in said
    done = len(lines(run("articles", "--json")))
    assert 0 < done < 80
    (summary,) = lines(run("load", "in.jsonl", "--no-store", "--no-scorer", "--json"))
    assert (summary["same"], summary["new"]) == (done, 80 - done)


def test_two_loads_at_once_both_arrive(folder: Path, model: None) -> None:
    fill(folder)
    (folder / "inbox" / "broken.txt").unlink()
    command = [POLGRAPH, "load", "inbox", *SAME, "--quiet", "--json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) for _ in range(2)]
    summaries = [json.loads(p.communicate()[0]) for p in both]
    assert [p.returncode for p in both] == [0, 0]
    assert sum(s["new"] + s["same"] for s in summaries) == 8
    with Ledger.open(folder / ".polgraph" / "ledger.sqlite") as ledger:
        assert len(ledger.articles()) == 4
