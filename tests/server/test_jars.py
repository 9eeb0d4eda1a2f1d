"""The cache of jars, fetched from a small Maven repository that the test serves over HTTP."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from polgraph.errors import InputError, StoreError
from polgraph.server import jars
from polgraph.server.releases import release

pytestmark = pytest.mark.usefixtures("extra")

PATH = "org/example/thing/1.0/thing-1.0.jar"
CONTENT = bytes(range(256)) * 4000


class Shelf(ThreadingHTTPServer):
    """A Maven repository: files by path, and what was asked of it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.files = {PATH: CONTENT, f"{PATH}.sha1": hashlib.sha1(CONTENT).hexdigest().encode()}
        self.ranges: list[str | None] = []
        self.cut: int | None = None  # breaks off the next answer after so many bytes

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Shelf

    def do_GET(self) -> None:
        content = self.server.files.get(self.path.lstrip("/"))
        if content is None:
            self.send_error(404)
            return
        asked = self.headers.get("Range")
        if self.path.endswith(".jar"):
            self.server.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        if self.path.endswith(".jar") and self.server.cut is not None:
            content, self.server.cut = content[: start + self.server.cut], None
        self.wfile.write(content[start:])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep quiet."""


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    server = Shelf()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(shelf: Shelf, path: str, *, cache: Path) -> None:
    from polgraph.server.maven import Repository

    Repository(cache, address=shelf.address).fetch(path)


def test_a_download_that_was_killed_goes_on_where_it_stopped(shelf: Shelf, tmp_path: Path) -> None:
    part = tmp_path / f"{PATH}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT[:700_000])
    fetch(shelf, PATH, cache=tmp_path)
    assert (tmp_path / PATH).read_bytes() == CONTENT
    assert shelf.ranges == ["bytes=700000-"]
    assert not part.exists()


def test_a_connection_that_breaks_off_is_mended_at_once(shelf: Shelf, tmp_path: Path) -> None:
    shelf.cut = 300_000
    fetch(shelf, PATH, cache=tmp_path)
    assert (tmp_path / PATH).read_bytes() == CONTENT
    assert len(shelf.ranges) == 2
    assert shelf.ranges[1] is not None, "the second request should ask for the rest alone"


def test_a_wrong_beginning_is_thrown_away(shelf: Shelf, tmp_path: Path) -> None:
    part = tmp_path / f"{PATH}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"\0" * 5000)
    fetch(shelf, PATH, cache=tmp_path)
    assert (tmp_path / PATH).read_bytes() == CONTENT


def test_what_does_not_have_its_checksum_never_gets_its_name(shelf: Shelf, tmp_path: Path) -> None:
    shelf.files[PATH] = CONTENT[:-1] + b"x"
    with pytest.raises(StoreError, match=r"thing-1\.0\.jar.*checksum"):
        fetch(shelf, PATH, cache=tmp_path)
    assert not (tmp_path / PATH).exists()


def test_a_file_that_the_repository_lacks_is_named(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"other-2\.jar.*404"):
        fetch(shelf, "org/example/other/2/other-2.jar", cache=tmp_path)


def test_without_a_network_one_line_says_so(tmp_path: Path) -> None:
    with socket.socket() as nobody:  # bound, but listens to nobody
        nobody.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        with pytest.raises(StoreError) as caught:
            jars.class_path(release("lts"), cache=tmp_path, repository=address, progress=lambda *_: None)
    assert address in str(caught.value)
    assert "network" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_room_nothing_is_fetched(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jars, "ROOM", 10**18)
    with pytest.raises(InputError, match="no room"):
        jars.class_path(release("lts"), cache=tmp_path, repository=shelf.address, progress=lambda *_: None)
    assert not shelf.ranges


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(InputError, match="file"):
        jars.class_path(
            release("lts"), cache=tmp_path / "file", repository="http://127.0.0.1:1", progress=lambda *_: None
        )
