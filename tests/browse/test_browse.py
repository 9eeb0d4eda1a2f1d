"""Neo4j Browser on the embedded store: signed in, asked, drawn, in a real web browser; nothing goes anywhere else."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from browsing import opened_browser
from commands import POLGRAPH
from factories import Story
from support import cannot_run

from polgraph import queries
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
    story.claim("Ada Lind", "MET_WITH", "Bo Strand")
    with Ledger.open(place / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
        load.add(*story.done())
    return place


def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [POLGRAPH, *words], env=environment(**more), capture_output=True, text=True, check=False
    )


def fetch(url: str, **headers: str) -> Any:
    return build_opener(ProxyHandler({})).open(Request(url, headers=headers), timeout=10)


def environment(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith("POLGRAPH_")}
    return own | {"POLGRAPH_NEO4J_HOME": "no-server"} | more


@contextmanager
def browsed(
    workspace: Path, *words: str, port: int = 0, end: int = signal.SIGINT, **more: str
) -> Iterator[dict[str, Any]]:
    """`polgraph browse` while it runs, and what it printed; ended as Ctrl-C ends it."""
    command = [POLGRAPH, "browse", "--no-open", "--json", "--workspace", str(workspace), "--port", str(port)]
    with subprocess.Popen(
        [*command, *words], env=environment(**more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        try:
            printed = process.stdout.readline()
            assert printed, process.stderr.read()
            yield json.loads(printed)
        finally:
            process.send_signal(end)
            status = process.wait(30)
    assert status == 0


class Drawn:
    """A page of Neo4j Browser. `strangers`: whom other than this machine it asked, and was not kept from asking."""

    def __init__(self, browser: Any, url: str) -> None:
        self.strangers: list[str] = []
        self.refused: list[str] = []
        self.page = browser.new_page(viewport={"width": 1400, "height": 900})
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("requestfailed", self._forget)
        self.page.on("websocket", lambda socket_: self._note(socket_.url))
        self.page.goto(url)

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
            self.strangers.append(url)

    def _forget(self, request: Any) -> None:
        if request.failure == "csp" and request.url in self.strangers:
            self.strangers.remove(request.url)
            self.refused.append(request.url)

    def ask(self, query: str) -> Any:
        """Type a query and run it; the frame of its answer."""
        self.page.click(".monaco-editor")
        self.page.keyboard.type(query)
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("Control+Enter")
        frame = self.page.locator("[data-testid=frame]").filter(has_text=query[:30])
        frame.first.wait_for()
        return frame.first


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with opened_browser() as found:
        yield found


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_is_signed_in_draws_and_calls_nobody(pages: Path, workspace: Path, chromium: Any) -> None:
    with browsed(workspace) as found:
        seen = Drawn(chromium, found["start"])
        drawn = seen.ask("MATCH p = (:Person)-[:MET_WITH]-() RETURN p")
        drawn.locator("svg g.node").nth(1).wait_for()
        names = {" ".join(text.split()) for text in drawn.locator("svg g.node").all_text_contents()}
        assert names == {"Ada Lind", "Bo Strand"}
        assert colours(drawn) == {"#4C8EDA"}, "those of style.grass"
        table = seen.ask("MATCH (c:Claim)-[:SUBJECT]->(a) RETURN c.quote AS sentence, a.name AS who")
        table.get_by_text("Ada Lind met_with Bo Strand.").first.wait_for()
        refusal = seen.ask("CREATE (:Person {name: 'Nobody'})")
        refusal.get_by_text("not allowed to create").first.wait_for()
        assert seen.strangers == []
        assert seen.refused, "it did not even try to call home: the policy was not put to the test"


def colours(frame: Any) -> set[str]:
    """Those of the nodes of a drawn answer."""
    return set(
        frame.locator("svg g.node circle.b-outline").evaluate_all(
            "all => all.map(c => c.getAttribute('fill'))"
        )
    )


@pytest.mark.browser
@pytest.mark.slow
def test_a_style_of_the_user_stays(pages: Path, workspace: Path, chromium: Any) -> None:
    theirs = json.dumps({f"node.{label}": {"color": "#123456"} for label in ("Actor", "Person")})
    with browsed(workspace) as found:
        port = urlsplit(found["url"]).port
        assert port
        seen = Drawn(chromium, found["start"])
        seen.page.locator(".monaco-editor").first.wait_for()
        kept = seen.page.evaluate("JSON.parse(localStorage.getItem('neo4j.grass'))")
        assert kept == queries.style()
        seen.page.goto(f"http://127.0.0.1:{port}/browser/NOTICE.txt")  # where nothing writes the storage
        seen.page.evaluate("style => localStorage.setItem('neo4j.grass', style)", theirs)
    with browsed(workspace, port=port) as found:
        seen.page.goto(found["start"])
        drawn = seen.ask("MATCH (p:Person) RETURN p")
        drawn.locator("svg g.node").nth(1).wait_for()
        assert colours(drawn) == {"#123456"}


@pytest.mark.browser
@pytest.mark.slow
def test_the_printed_password_signs_in_where_the_first_address_was_used(
    pages: Path, workspace: Path, chromium: Any
) -> None:
    with browsed(workspace) as found:
        fetch(found["start"]).close()
        seen = Drawn(chromium, found["start"])
        assert seen.page.locator("input[type=password]").count() or seen.page.wait_for_selector(
            "input[type=password]"
        )
        seen.page.goto(found["url"])
        seen.page.fill("input[type=password]", found["password"])
        seen.page.keyboard.press("Enter")
        seen.page.get_by_text(f"You are connected as user {found['user']}").first.wait_for()


def bolt(found: dict[str, Any]) -> Any:
    import neo4j

    uri = parse_qs(urlsplit(found["url"]).query)["dbms"][0].replace("polgraph@", "")
    return neo4j.GraphDatabase.driver(
        uri, auth=(found["user"], found["password"]), notifications_min_severity="OFF"
    )


def test_what_is_shown_is_a_copy_that_only_write_may_change(pages: Path, workspace: Path) -> None:
    import neo4j.exceptions

    count = "MATCH (p:Person) RETURN count(p) AS n"
    with browsed(workspace) as found, bolt(found) as driver:
        assert driver.execute_query(count, database_="polgraph").records[0]["n"] == 2
        for query in (
            "CREATE (:Person {name: 'Nobody'})",
            "MATCH (p:Person) SET p.name = 'Nobody'",
            "MATCH (n) DETACH DELETE n",
            "CREATE INDEX FOR (n:Person) ON (n.born)",
        ):
            with pytest.raises(neo4j.exceptions.Neo4jError):
                driver.execute_query(query, database_="polgraph")
        assert driver.execute_query(count, database_="polgraph").records[0]["n"] == 2
        meanwhile = run("query", "MATCH (p:Person) RETURN p.name", "--json", "--workspace", str(workspace))
        assert meanwhile.returncode == 0, meanwhile.stderr
    with browsed(workspace, "--write") as found, bolt(found) as driver:
        for where, why in (
            (workspace.as_uri(), "not allowed"),
            ("http://127.0.0.1:9/x.csv", "URLs are disabled"),
            ("https://graph.example/x.csv", "URLs are disabled"),
        ):
            with pytest.raises(neo4j.exceptions.Neo4jError, match=why):
                driver.execute_query(f"LOAD CSV FROM '{where}' AS line RETURN line", database_="polgraph")
        driver.execute_query("CREATE (:Person {name: 'Nobody'}), (:Mine {a: 1})", database_="polgraph")
        assert driver.execute_query(count, database_="polgraph").records[0]["n"] == 3
    check = run("graph", "check", "--workspace", str(workspace))
    assert check.returncode == 0, check.stdout + check.stderr


def test_nothing_is_left_of_the_copy_however_it_is_ended(
    pages: Path, workspace: Path, tmp_path: Path
) -> None:
    place = tmp_path / "t"
    place.mkdir()
    for number in (signal.SIGINT, signal.SIGTERM):
        with browsed(workspace, end=number, TMPDIR=str(place)) as found:
            assert found["served"]
        assert list(place.iterdir()) == []


def test_only_who_was_told_gets_in(pages: Path, workspace: Path) -> None:
    with browsed(workspace) as found:
        port = urlsplit(found["url"]).port
        here = f"http://127.0.0.1:{port}"
        with pytest.raises(HTTPError, match="403"):
            fetch(found["start"], Host="evil.example")
        assert found["password"] not in fetch(f"{here}/start?key=wrong").read().decode()
        assert found["password"] in fetch(found["start"]).read().decode()
        assert found["password"] not in fetch(found["start"]).read().decode()
        for path in ("/browser/../META-INF/MANIFEST.MF", "/META-INF/MANIFEST.MF", "/browser/none.js"):
            with pytest.raises(HTTPError, match="404"):
                fetch(here + path)
        policy = fetch(f"{here}/browser/").headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "http:" not in policy and "https:" not in policy
        outside = [a[4][0] for a in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)]
        for address in (a for a in outside if not a.startswith("127.")):
            with pytest.raises(OSError):
                socket.create_connection((address, port), timeout=2).close()


def test_one_clear_line_for_what_cannot_be(pages: Path, workspace: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("browse", "--no-open", "--port", port, "--workspace", str(workspace))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"polgraph: port {port} of 127.0.0.1 is in use: give --port another, or 0 for any free one\n"
    )
    nowhere = {
        "POLGRAPH_NEO4J_JARS": str(tmp_path / "jars"),
        "POLGRAPH_NEO4J_REPOSITORY": "http://127.0.0.1:9/repository",
    }
    done = run("browse", "--no-open", "--workspace", str(workspace), **nowhere)
    assert done.returncode == 3
    assert "cannot fetch neo4j-browser" in done.stderr and "check the network" in done.stderr
    assert "Traceback" not in done.stderr
    other = {"POLGRAPH_NEO4J_URI": "bolt://graph.example:7687", "POLGRAPH_NEO4J_PASSWORD": "x"}
    done = run("browse", "--no-open", "--workspace", str(workspace), **other)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "http://graph.example:7474/browser/" in done.stderr
