"""`polgraph watch`, `load` and `read` of addresses, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, lines
from serving import site

STORY = " ".join(
    f"The envoy met minister Irena Voss for the {n}th time on Monday, and nobody believed her."
    for n in range(9)
)
PAGE = f"<html lang=en><head><title>Talks</title></head><body><article><h1>Envoy and minister talk</h1><p>{STORY}</p></article>"
FEED = b"<rss version='2.0'><channel><title>Post</title><item><title>Talks</title><link>/talks</link><description>Short...</description></item></channel></rss>"


def test_read_opens_addresses_and_refuses_ones_own_network(run: Run) -> None:
    with site({"/talks": PAGE.encode()}) as here:
        done = run("read", f"{here.url}/talks")
        assert done.exit_code == 2
        assert "no public address: refused (--allow-private" in done.stderr
        assert here.asked == []
        (article,) = lines(run("read", f"{here.url}/talks", "--allow-private"))
        assert (article["id"], article["url"]) == (f"{here.url}/talks", f"{here.url}/talks")


def test_what_is_no_address_to_watch(run: Run, folder: Path) -> None:
    done = run("watch", "feed.xml")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert "only http and https" in done.stderr
    assert run("watch", "https://post.example/", "--every", "5s").exit_code == 2
    assert list(folder.iterdir()) == []


@pytest.mark.slow
def test_watch_once_loads_what_is_new_and_remembers_it(run: Run, folder: Path, model: None) -> None:
    with site({"/feed": FEED, "/talks": PAGE.encode()}) as here:
        words = ("watch", f"{here.url}/feed", "--once", "--allow-private", "--no-store", "--no-scorer")
        (summary,) = lines(run(*words, "--json"))
        assert (summary["read"], summary["new"], summary["failed"]) == (1, 1, [])
        state = folder / ".polgraph" / "watch.json"
        known = json.loads(state.read_text())
        for address in known.values():
            address["next"] = 0
        state.write_text(json.dumps(known))
        done = run(*words)
        assert (done.exit_code, done.stdout) == (0, "nothing new\n")
        assert [p for p in here.asked if p != "/robots.txt"] == ["/feed", "/talks", "/feed"]
