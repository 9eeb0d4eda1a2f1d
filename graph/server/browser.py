"""Neo4j Browser without its server: the jar of its pages, and a web server on 127.0.0.1 that hands them out.

The pages are fetched once from the Maven repository, as the server's jars are, and read out of the jar.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import socketserver
import threading
import zipfile
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

from polgraph.errors import InputError
from polgraph.server.jars import one_jar
from polgraph.server.releases import BROWSER_JAR

if TYPE_CHECKING:
    from polgraph.server.jars import Progress

Style = Mapping[str, Mapping[str, str]]
"""Properties by selector, as the Browser's style language has them."""

_FOLDER = "browser/"
_KINDS = {
    "css": "text/css",
    "html": "text/html",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "mp4": "video/mp4",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "woff": "font/woff",
    "woff2": "font/woff2",
}
_ELSEWHERE = "frame-ancestors 'none'; form-action 'none'; object-src 'none'; base-uri 'none'"


def fetch_browser(progress: Progress) -> Path:
    """Return the jar of Neo4j Browser, fetched into the user's cache where it is not there yet.

    Raises InputError where it would have to be fetched without the extra polgraph[server], StoreError where the
    repository cannot be reached.
    """
    from polgraph.server.home import default_cache
    from polgraph.settings import environment

    def need_jgo() -> None:
        if find_spec("jgo") is None:
            raise InputError(
                "to fetch Neo4j Browser polgraph needs jgo, not installed here: "
                'pip install "polgraph[server]" (no Java is needed for it)'
            )

    return one_jar(
        BROWSER_JAR,
        cache=default_cache(),
        repository=environment("NEO4J_REPOSITORY"),
        progress=progress,
        before_fetching=need_jgo,
    )


class Site:
    """The pages of Neo4j Browser on a port of 127.0.0.1, for a database whose Bolt is on another; a context manager.

    `port` 0 is any free one. `style` says how it draws, unless it has a style from its user. Raises InputError for a port
    in use.
    """

    def __init__(
        self,
        jar: Path,
        *,
        port: int,
        bolt_port: int,
        user: str,
        password: str,
        database: str,
        style: Style | None = None,
    ) -> None:
        self._pages = zipfile.ZipFile(jar)
        self._reading = threading.Lock()
        self._bolt = f"127.0.0.1:{bolt_port}"
        self._style = dict(style or {})
        self._sign_in = (user, password, database)
        self._key: str | None = secrets.token_urlsafe(18)
        try:
            self._server = _Server(("127.0.0.1", port), _Handler)
        except (OSError, OverflowError) as error:
            self._pages.close()
            raise InputError(
                f"port {port} of 127.0.0.1 {_trouble(error)}: give --port another, or 0 for any free one"
            ) from error
        self._server.site = self
        self.port = int(self._server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}/browser/?dbms=bolt://{user}@{self._bolt}&db={database}"
        self.signed_in_url = f"http://127.0.0.1:{self.port}/start?key={self._key}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._pages.close()

    def page(self, name: str) -> bytes | None:
        """Return the file `name` of the Browser, None where there is none."""
        with self._reading:
            try:
                return self._pages.read(_FOLDER + name)
            except KeyError:
                return None

    def start(self, key: str, nonce: str) -> bytes | None:
        """Return the page that signs in, once for who has the key: it goes over a command line that others may read."""
        with self._reading:
            if self._key is None or not secrets.compare_digest(key.encode(), self._key.encode()):
                return None
            self._key = None
        stored = json.dumps(self._stored()).replace("<", "\\u003c")
        return _START.replace("NONCE", nonce).replace("STORED", stored).encode()

    def policy(self) -> str:
        """Where the Browser's pages may load from and send to: this server and the database."""
        own = "'self' 'unsafe-inline' data: blob:"
        return f"default-src {own}; script-src {own} 'unsafe-eval'; connect-src 'self' ws://{self._bolt}; {_ELSEWHERE}"

    def about(self) -> bytes:
        """What the Browser asks the server that it comes from: where the database is."""
        return json.dumps({"bolt_direct": f"bolt://{self._bolt}"}).encode()

    def _stored(self) -> dict[str, Any]:
        """What the Browser finds in its local storage: how to sign in, to call nobody, and to draw."""
        user, password, database = self._sign_in
        name = "$$discovery"
        connection = {
            "id": name,
            "name": name,
            "type": "bolt",
            "host": f"bolt://{self._bolt}",
            "username": user,
            "password": password,
            "authenticationMethod": "NATIVE",
            "requestedUseDb": database,
        }
        return {
            "neo4j.connections": {"allConnectionIds": [name], "connectionsById": {name: connection}},
            "neo4j.settings": {"allowCrashReports": False, "allowUserStats": False},
            "neo4j.grass": self._style,
        }


# The user's settings stay, but for those against calling home; so does the user's style, where there is one.
_START = """<!doctype html><meta charset="utf-8"><title>polgraph</title><script nonce="NONCE">
const stored = STORED;
for (const name in stored) {
  const before = JSON.parse(localStorage.getItem(name)) || {};
  const ours = stored[name];
  const now = name === "neo4j.connections" ? ours : name === "neo4j.settings" ? {...before, ...ours}
    : Object.keys(before).length ? before : ours;
  localStorage.setItem(name, JSON.stringify(now));
}
location.replace("/browser/");
</script>
"""


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would share a port in use
    site: Site


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        site, asked = self.server.site, urlsplit(self.path)
        path = unquote(asked.path)
        if self.headers.get("Host") not in (f"127.0.0.1:{site.port}", f"localhost:{site.port}"):
            self._say(HTTPStatus.FORBIDDEN)  # a page elsewhere whose name was made to mean this machine
        elif path == "/start":
            self._start("".join(parse_qs(asked.query).get("key", [])))
        elif path == "/" and "json" in self.headers.get("Accept", ""):
            self._give(site.about(), "application/json", site.policy())
        elif path in ("/", "/browser"):
            self._go("/browser/")
        else:
            name = path.removeprefix("/browser/") or "index.html"
            page = site.page(name) if path.startswith("/browser/") else None
            if page is None:
                self._say(HTTPStatus.NOT_FOUND)
            else:
                self._give(page, _kind(name), site.policy())

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal is the user's."""

    def _start(self, key: str) -> None:
        nonce = secrets.token_urlsafe(12)
        page = self.server.site.start(key, nonce) if self.command == "GET" else None
        if page is None:
            self._go("/browser/")  # where one signs in with the password
        else:
            self._give(page, "text/html", f"default-src 'none'; script-src 'nonce-{nonce}'; {_ELSEWHERE}")

    def _go(self, where: str) -> None:
        self._say(HTTPStatus.FOUND, where)

    def _say(self, status: HTTPStatus, where: str | None = None) -> None:
        self.send_response(status)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _give(self, body: bytes, kind: str, policy: str) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


def _kind(name: str) -> str:
    """Return the media type; not the system's opinion, which on Windows any program may change."""
    return _KINDS.get(name.rpartition(".")[2], "application/octet-stream")


def _trouble(error: Exception) -> str:
    if isinstance(error, OSError):
        return "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
    return "is no port"
