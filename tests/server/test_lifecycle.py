"""A real server, from its first start to its last, in a home of the test on free ports."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import stat
import threading
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support import cannot_run
from typer.testing import CliRunner

from polgraph import server
from polgraph.cli.neo4j import app
from polgraph.errors import InputError, PolgraphError, StoreError
from polgraph.server.home import default_cache
from polgraph.server.jars import class_path
from polgraph.server.releases import release

pytestmark = [pytest.mark.slow, pytest.mark.neo4j, pytest.mark.network, pytest.mark.usefixtures("extra")]


def _quiet(what: str, done: int, total: int) -> None:
    pass


@pytest.fixture(scope="module")
def jars() -> list[Path]:
    """The jars of the long-term release in the user's cache, fetched if need be."""
    try:
        return class_path(release("lts"), cache=default_cache(), repository=None, progress=_quiet)
    except StoreError as error:
        cannot_run(f"no jars of Neo4j: {error}")


@pytest.fixture(scope="module")
def home(jars: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home for all tests of this module: they start and end its server as they like."""
    path = tmp_path_factory.mktemp("server") / "home with a space"
    yield path
    server.down(path)


def _up(home: Path) -> server.Running:
    state = home / "state.json"
    return server.up(home=home) if state.exists() else server.up(home=home, http_port=0, bolt_port=0)


def _ask(running: server.Running, cypher: str) -> list[Any]:
    signed = base64.b64encode(f"{running.user}:{running.password.get_secret_value()}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{running.http_port}/db/neo4j/tx/commit",
        data=json.dumps({"statements": [{"statement": cypher}]}).encode(),
        headers={"Authorization": f"Basic {signed}", "Content-Type": "application/json"},
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
        said = json.load(answer)
    assert not said["errors"]
    return [row["row"] for row in said["results"][0]["data"]]


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _command_lines() -> set[str]:
    import psutil

    lines = set()
    for process in psutil.process_iter():
        try:
            lines.add(" ".join(process.cmdline()))
        except psutil.Error:
            continue
    return lines


def test_first_start_shows_its_password_to_its_owner_alone(home: Path) -> None:
    seen: set[str] = set()
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.1):
            seen.update(_command_lines())

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        running = _up(home)
    finally:
        ended.set()
        watcher.join()
    password = running.password.get_secret_value()
    assert any(str(home) in line and "password.args" in line for line in seen), (
        "the setting of it was watched"
    )
    assert not [line for line in seen if password in line]
    assert password not in repr(running)
    assert stat.S_IMODE(running.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    told = [file for file in home.rglob("*") if file.is_file() and password.encode() in file.read_bytes()]
    assert told == [running.password_file]


def test_it_answers_a_query_and_serves_the_browser(home: Path) -> None:
    running = _up(home)
    assert server.answers(running)
    assert _ask(running, "RETURN 6 * 7") == [[42]]
    with urllib.request.urlopen(running.browser_url, timeout=30) as page:
        assert b"Neo4j Browser" in page.read()


def test_a_wrong_password_is_no_answer(home: Path) -> None:
    running = _up(home)
    true = running.password_file.read_text()
    running.password_file.write_text("not-the-password")
    try:
        assert not server.answers(running)
    finally:
        running.password_file.write_text(true)


def test_it_listens_on_this_machine_alone(home: Path) -> None:
    import psutil

    running = _up(home)
    listening = [c for c in psutil.Process(running.pid).net_connections() if c.status == psutil.CONN_LISTEN]
    assert {c.laddr.port for c in listening} == {running.http_port, running.bolt_port}
    assert {c.laddr.ip.removeprefix("::ffff:") for c in listening} == {"127.0.0.1"}


def test_usage_reports_are_off(home: Path) -> None:
    shown = _ask(
        _up(home),
        "SHOW SETTINGS 'dbms.usage_report.enabled', 'client.allow_telemetry' YIELD value RETURN value",
    )
    assert shown == [["false"], ["false"]]


def test_data_password_and_ports_survive_down(home: Path) -> None:
    running = _up(home)
    _ask(running, "CREATE (:Kept {word: 'Größe'})")
    assert server.down(home) is True
    assert server.status(home) is None
    assert server.down(home) is False
    again = _up(home)
    assert again.pid != running.pid
    assert (again.uri, again.browser_url) == (running.uri, running.browser_url)
    assert again.password == running.password
    assert _ask(again, "MATCH (n:Kept) RETURN n.word") == [["Größe"]]


def test_a_killed_server_is_known_to_be_gone_and_starts_again(home: Path) -> None:
    running = _up(home)
    _ask(running, "CREATE (:Written {before: 'the kill'})")
    os.kill(running.pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while server.status(home) and time.monotonic() < until:
        time.sleep(0.05)
    assert server.status(home) is None
    again = _up(home)
    assert again.pid != running.pid
    assert _ask(again, "MATCH (n:Written) RETURN n.before") == [["the kill"]]


def test_two_that_start_it_at_once_get_one_server(home: Path) -> None:
    server.down(home)
    with ThreadPoolExecutor(2) as pool:
        first, second = (pool.submit(_up, home) for _ in range(2))
        assert first.result() == second.result()
    assert _up(home) == first.result()


def test_a_server_that_runs_is_not_another_one(home: Path) -> None:
    running = _up(home)
    with pytest.raises(InputError, match=f"already runs with HTTP port {running.http_port}"):
        server.up(home=home, http_port=running.http_port + 1)
    with pytest.raises(InputError, match="already runs with version"):
        server.up(home=home, version="latest")


def test_a_password_that_is_not_the_datas_is_reported(home: Path) -> None:
    running = _up(home)
    true = running.password_file.read_text()
    server.down(home)
    running.password_file.write_text("not-the-password")
    try:
        with pytest.raises(StoreError, match="does not take the password"):
            _up(home)
        assert server.status(home) is None, "what is of no use is ended"
    finally:
        running.password_file.write_text(true)


def test_a_server_that_ends_at_once_says_why(jars: list[Path], tmp_path: Path) -> None:
    (tmp_path / "data" / "databases").mkdir(parents=True)
    (tmp_path / "data" / "transactions").write_text("no folder")
    (tmp_path / "password").write_text("whatever-it-was")
    with pytest.raises(StoreError, match=r"ended while it started.*console\.log") as caught:
        server.up(home=tmp_path, http_port=0, bolt_port=0)
    assert "\n" not in str(caught.value)
    assert server.status(tmp_path) is None


def test_the_command_line_tells_the_same(home: Path) -> None:
    running = _up(home)
    at = ["--home", str(home)]
    for command in ("status", "url", "up"):
        shown = CliRunner().invoke(app, [command, *at])
        assert shown.exit_code == 0
        assert running.browser_url in shown.stdout
        assert running.password.get_secret_value() not in shown.output
        told = json.loads(CliRunner().invoke(app, [command, *at, "--json"]).stdout)
        assert (told["uri"], told["pid"]) == (running.uri, running.pid)
    assert json.loads(CliRunner().invoke(app, ["up", *at, "--json"]).stdout)["already_running"] is True
    assert json.loads(CliRunner().invoke(app, ["down", *at, "--json"]).stdout)["ended"] is True
    for command in ("status", "url", "down"):
        shown = CliRunner().invoke(app, [command, *at])
        assert isinstance(shown.exception, PolgraphError)
        assert shown.exception.exit_status == 1
        shown = CliRunner().invoke(app, [command, *at, "--json"])
        assert shown.exit_code == 1
        assert json.loads(shown.stdout)["running"] is False


def test_a_home_may_have_any_name_in_any_locale(
    jars: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    place = tmp_path / 'Größe "Київ" C:\\new'
    try:
        assert server.answers(server.up(home=place, http_port=0, bolt_port=0))
    finally:
        assert server.down(place)


def test_a_damaged_jar_is_fetched_again(jars: list[Path], tmp_path: Path) -> None:
    shutil.copytree(default_cache(), tmp_path / "cache", copy_function=_link_or_copy)
    ours = [tmp_path / "cache" / jar.relative_to(default_cache()) for jar in jars]
    cut, gone, changed = ours[0], ours[1], ours[2]
    whole = cut.read_bytes()
    for file, content in ((cut, whole[: len(whole) // 2]), (changed, b"other bytes")):
        file.unlink()
        file.write_bytes(content)
    gone.unlink()
    assert class_path(release("lts"), cache=tmp_path / "cache", repository=None, progress=_quiet) == ours
    assert [file.read_bytes() for file in ours[:3]] == [file.read_bytes() for file in jars[:3]]


def test_a_second_start_needs_no_network(jars: list[Path]) -> None:
    nobody = "http://127.0.0.1:1"
    assert class_path(release("lts"), cache=default_cache(), repository=nobody, progress=_quiet) == jars
