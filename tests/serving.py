"""Servers of our own on loopback: one that answers what it is told to, and one that says raw bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from polgraph.loaders.exchange import Limits
from polgraph.loaders.fetch import Fetcher

Reply = tuple[int, Mapping[str, str], bytes]
Replies = Mapping[str, bytes | Reply | Callable[[Mapping[str, str]], Reply]]


class Site:
    """A server of pages by path; `asked` are the requests, `agents` who came. Without robots.txt it allows all."""

    def __init__(self, replies: Replies) -> None:
        self.replies = dict(replies)
        self.asked: list[str] = []
        self.agents: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.agents.append(self.headers["User-Agent"])
                status, headers, body = site.reply(self.path, self.headers)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.host}"

    def reply(self, path: str, headers: Mapping[str, str]) -> Reply:
        found = self.replies.get(path, (404, {}, b""))
        if callable(found):
            found = found(headers)
        return (200, {"Content-Type": "text/html"}, found) if isinstance(found, bytes) else found


@contextmanager
def site(replies: Replies) -> Iterator[Site]:
    """Yield a running server of these replies."""
    made = Site(replies)
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
        thread.join()


@contextmanager
def raw(says: Callable[[], Iterable[bytes]]) -> Iterator[str]:
    """Yield the host of a server that has no robots.txt and answers everything else with these bytes."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    path = connection.recv(65536).split(b" ")[1]
                    if path == b"/robots.txt":
                        connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                        continue
                    for part in says():
                        if over.is_set():
                            break
                        connection.sendall(part)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listening.getsockname()[1]}"
    finally:
        over.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def fetcher(*own: str, limits: Limits = Limits(seconds=2, silence=1)) -> Fetcher:  # noqa: B008 - frozen
    """Return a fetcher that does not pause, with these hosts as one's own."""
    return Fetcher(own=own, pause=0, limits=limits)
