"""Which server is asked, in whose name, and what is said when that does not work."""

from __future__ import annotations

import logging
import re
import socket
import traceback
from pathlib import Path

import pytest
from pydantic import SecretStr

from polgraph.errors import StoreError
from polgraph.settings import Settings, StoreSettings
from polgraph.stores import Connection, Embedded, open_store, resolve
from polgraph.stores.neo4j_store import Neo4jStore

HERE = "bolt://127.0.0.1:1"
THERE = "bolt://127.0.0.1:2"


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("URI", "USER", "PASSWORD", "DATABASE"):
        monkeypatch.delenv(f"POLGRAPH_NEO4J_{name}", raising=False)
    monkeypatch.setenv("POLGRAPH_NEO4J_HOME", str(tmp_path))  # no server of ours runs there


def said(uri: str | None = None, user: str | None = None, password: str | None = None) -> StoreSettings:
    return StoreSettings(uri=uri, user=user, password=SecretStr(password) if password else None)


def test_arguments_go_before_environment_before_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(store=said(HERE, "third", "three"))
    assert _brief(resolve(settings=settings)) == (HERE, "third", "three")
    monkeypatch.setenv("POLGRAPH_NEO4J_USER", "second")
    monkeypatch.setenv("POLGRAPH_NEO4J_PASSWORD", "two")
    assert _brief(resolve(settings=settings)) == (HERE, "second", "two")
    assert _brief(resolve(said(user="first"), settings=settings)) == (HERE, "first", "two")


def test_a_password_goes_to_no_other_server_than_its_own() -> None:
    asked: list[str] = []

    def prompt(what: str) -> str:
        asked.append(what)
        return "typed"

    settings = Settings(store=said(THERE, "admin", "secret-of-there"))
    assert _brief(resolve(said(HERE), settings=settings, prompt=prompt)) == (HERE, "neo4j", "typed")
    assert len(asked) == 1
    assert HERE in asked[0]


def test_nothing_named_says_what_to_do() -> None:
    with pytest.raises(StoreError, match="polgraph neo4j up"):
        resolve()


def test_nothing_named_and_no_server_running_is_the_embedded_store(tmp_path: Path) -> None:
    assert resolve(folder=tmp_path / "graph") == Embedded(path=tmp_path / "graph")
    assert resolve(settings=Settings(store=said("embedded")), folder=tmp_path) == Embedded(path=tmp_path)


def test_whoever_names_a_store_goes_before_the_embedded_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = Settings(store=said(HERE, "third", "three"))
    assert _brief(resolve(settings=settings, folder=tmp_path)) == (HERE, "third", "three")
    monkeypatch.setenv("POLGRAPH_NEO4J_URI", "embedded")
    assert resolve(settings=settings, folder=tmp_path) == Embedded(path=tmp_path)
    assert _brief(resolve(said(THERE, "first", "one"), settings=settings, folder=tmp_path)) == (
        THERE,
        "first",
        "one",
    )


def test_the_own_server_by_name_must_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no server of `polgraph neo4j up` runs"):
        resolve(said("neo4j-up"), folder=tmp_path)


def test_a_password_for_the_own_server_goes_to_no_other(tmp_path: Path) -> None:
    settings = Settings(store=said("neo4j-up", "admin", "secret-of-own"))
    with pytest.raises(StoreError, match="no password for user neo4j"):
        resolve(said(HERE), settings=settings, folder=tmp_path)


def test_no_password_and_nobody_to_ask_says_what_to_do() -> None:
    with pytest.raises(StoreError, match="POLGRAPH_NEO4J_PASSWORD"):
        resolve(said(HERE))


@pytest.mark.parametrize(
    "uri",
    ["ftp://x", "localhost:7687", "bolt://", "http://localhost:7474", "bolt://me:hunter2@h:1", "bolt://h:99999", "://", "bolt"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_in_one_line(uri: str) -> None:
    with pytest.raises(StoreError) as caught:
        resolve(said(uri, password="hunter2"))
    assert "\n" not in str(caught.value)
    assert "hunter2" not in _everything(caught.value)


def test_a_server_that_is_down_is_said_at_once() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        for scheme in ("bolt", "neo4j", "neo4j+ssc"):
            with pytest.raises(
                StoreError, match=re.escape(f"no Neo4j server answers at {scheme}://127.0.0.1:{port}")
            ):
                open_store(said(f"{scheme}://127.0.0.1:{port}", password="x"))


def test_a_server_that_is_no_neo4j_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        import threading

        def answer() -> None:
            peer, _ = listening.accept()
            peer.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            peer.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(StoreError, match=f"at bolt://127.0.0.1:{port}"):
            open_store(said(f"bolt://127.0.0.1:{port}", password="x"))
        thread.join()


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_schemes_reach_the_server(neo4j_server: Connection, scheme: str) -> None:
    uri = neo4j_server.uri.replace("bolt://", f"{scheme}://")
    with Neo4jStore.open(neo4j_server.model_copy(update={"uri": uri, "database": "neo4j"})) as store:
        assert store.query("RETURN 1 AS one").rows == ((1,),)


@pytest.mark.neo4j
def test_a_wrong_password_is_one_line_and_stays_hidden(
    neo4j_server: Connection, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = neo4j_server.model_copy(update={"password": SecretStr("hunter2-is-wrong")})
    with pytest.raises(StoreError, match="wrong user or password") as caught:
        Neo4jStore.open(wrong)
    assert "hunter2" not in _everything(caught.value) + caplog.text + repr(wrong) + str(wrong)
    assert capfd.readouterr() == ("", "")


@pytest.mark.neo4j
def test_a_database_that_is_not_there_is_said(neo4j_server: Connection) -> None:
    for scheme in ("bolt", "neo4j"):
        uri = neo4j_server.uri.replace("bolt://", f"{scheme}://")
        with pytest.raises(StoreError, match="has no database atlantis"):
            Neo4jStore.open(neo4j_server.model_copy(update={"uri": uri, "database": "atlantis"}))


@pytest.mark.neo4j
def test_a_server_without_encryption_is_said(neo4j_server: Connection) -> None:
    uri = neo4j_server.uri.replace("bolt://", "bolt+s://")
    with pytest.raises(StoreError, match=r"at bolt\+s://") as caught:
        Neo4jStore.open(neo4j_server.model_copy(update={"uri": uri}))
    assert "\n" not in str(caught.value)


def _brief(connection: Connection) -> tuple[str, str, str]:
    return connection.uri, connection.user, connection.password.get_secret_value()


def _everything(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)).replace('password="hunter2"', "")
