"""A SPARQL engine on this machine, with made-up facts in the shape of Wikidata."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph
import pytest

from polgraph.authority import cache
from polgraph.settings import Workspace


class Engine:
    """Answers on a free port of this machine.

    `trouble`: statuses to answer with first, saying `said`; `retry_after`: what 429 asks for; `delay`: seconds before each
    answer; `cut`: answers end in the middle; `seen`: when it was asked, and by whom; `together`: most questions at once.
    """

    def __init__(self) -> None:
        self.store = pyoxigraph.Store()
        self.store.load(path=str(Path(__file__).parent / "wikidata.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
        self.trouble: list[int] = []
        self.said = b"too many questions\nat once"
        self.retry_after, self.delay, self.cut = "1", 0.0, False
        self.together = self._now = 0
        self.seen: list[tuple[float, str]] = []
        self.answered = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/sparql"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def learn(self, name: str) -> None:
        """Take in the facts of another file beside this one."""
        self.store.load(path=str(Path(__file__).parent / name), format=pyoxigraph.RdfFormat.TURTLE)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, query: str) -> tuple[int, bytes]:
        try:
            found = self.store.query(query)
        except SyntaxError as error:
            return 400, str(error).encode()
        self.answered += 1
        return 200, found.serialize(format=pyoxigraph.QueryResultsFormat.JSON)

    def _handler(engine) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                engine.seen.append((time.monotonic(), self.headers["User-Agent"]))
                engine._now += 1
                engine.together = max(engine.together, engine._now)
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                if engine.trouble:
                    status, said = engine.trouble.pop(0), engine.said
                else:
                    status, said = engine._answer(parse_qs(body)["query"][0])
                time.sleep(engine.delay)
                said = said[: len(said) // 2] if engine.cut else said
                engine._now -= 1
                self.send_response(status)
                self.send_header("Content-Length", str(len(said)))
                if status == 429:
                    self.send_header("Retry-After", engine.retry_after)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *said: object) -> None:
                """Say nothing."""

        return Handler


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace without articles, and a cache of its own."""
    monkeypatch.setattr(cache, "folder", lambda: tmp_path / "cache")
    (tmp_path / "ws").mkdir()
    return Workspace(path=tmp_path / "ws")


@pytest.fixture
def engine() -> Iterator[Engine]:
    """The engine, started anew."""
    running = Engine()
    yield running
    running.stop()
