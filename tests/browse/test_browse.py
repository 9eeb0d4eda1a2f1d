"""Neo4j Browser on the embedded store: signed in, asked, drawn, in a real web browser; nothing goes anywhere else."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest
from browsing import opened_browser
from commands import POLGRAPH
from factories import Story
from support import cannot_run

from polgraph.errors import PolgraphError
from polgraph.ledger import Ledger
from polgraph.server.browser import fetch_browser

pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def pages() -> Path:
    """The jar of Neo4j Browser."""
    try:
        return fetch_browser(lambda what, done, total: None)
    except PolgraphError as error:
        cannot_run(f"no Neo4j Browser: {error}")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one article, whose graph no store shows yet."""
    place = tmp_path / "ws"
    place.mkdir()
    story = Story("a1")
    ada, bo = story.actor("Ada Lind", kind="person"), story.actor("Bo Strand", kind="person")
    story.claim(ada, "MET_WITH", bo)
    with Ledger.open(place / "ledger.sqlite") as ledger, ledger.load() as load:
        load.add(*story.done())
    return place


def environment(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("POLGRAPH_")}
    return own | {"POLGRAPH_NEO4J_HOME": os.devnull} | more


@contextmanager
def browsed(workspace: Path, *words: str, port: int = 0) -> Iterator[dict[str, Any]]:
    """`polgraph browse` while it runs, and what it printed; ended as Ctrl-C ends it."""
    command = [POLGRAPH, "browse", "--no-open", "--json", "--workspace", str(workspace), "--port", str(port)]
    with subprocess.Popen(
        [*command, *words], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        try:
            printed = process.stdout.readline()
            assert printed, process.stderr.read()
            yield json.loads(printed)
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(30)
    assert status == 0


class Drawn:
    """A page of Neo4j Browser. `hosts`: whom it asked for anything."""

    def __init__(self, browser: Any, url: str) -> None:
        self.hosts: set[str | None] = set()
        self.page = browser.new_page(viewport={"width": 1400, "height": 900})
        self.page.on("request", lambda r: self._note(r.url))
        self.page.on("websocket", lambda w: self._note(w.url))
        self.page.goto(url)

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob"):
            self.hosts.add(parts.hostname)

    def ask(self, query: str) -> Any:
        """Type a query and run it; the frame of its answer."""
        frames = self.page.locator("[data-testid=frame]")
        before = frames.count()
        self.page.click(".monaco-editor")
        self.page.keyboard.type(query)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            "n => document.querySelectorAll('[data-testid=frame]').length > n", arg=before
        )
        return frames.first


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with opened_browser() as found:
        yield found


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_is_signed_in_and_draws(
    pages: Path, workspace: Path, chromium: Any, tmp_path: Path
) -> None:
    with browsed(workspace) as found:
        seen = Drawn(chromium, found["start"])
        drawn = seen.ask("MATCH p = (a:Person)-[:MET_WITH]-(b) RETURN p")
        drawn.locator("svg .node").nth(1).wait_for()
        assert {"Ada Lind", "Bo Strand"} <= {"".join(n.split()) and n for n in _names(drawn)}
        table = seen.ask("MATCH (c:Claim)-[:SUBJECT]->(a) RETURN c.predicate AS did, a.name AS who")
        table.get_by_text("MET_WITH").first.wait_for()
        refused = seen.ask("CREATE (:Person {name: 'Nobody'})")
        refused.get_by_text("not allowed to create").first.wait_for()
        seen.page.screenshot(path=str(tmp_path / "browser.png"))
        assert seen.hosts == {"127.0.0.1"}


def _names(frame: Any) -> list[str]:
    return [" ".join(text.split()) for text in frame.locator("svg .node").all_inner_texts()]
