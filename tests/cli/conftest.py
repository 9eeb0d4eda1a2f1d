"""Commands run as a user runs them: in a folder of their own, with no setting of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Run, fill
from support import cannot_run
from typer.testing import CliRunner, Result

from polgraph.cli.main import app
from polgraph.errors import ModelMissingError
from polgraph.reading import models
from polgraph.stores import Connection
from polgraph.stores.neo4j_store import Neo4jStore


@pytest.fixture(scope="session")
def model() -> None:
    """The language model that articles are read with."""
    try:
        models.find()
    except ModelMissingError as error:
        cannot_run(str(error))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, empty; nothing that is set or runs on this machine is seen from it."""
    for name in (
        "WORKSPACE",
        "NEO4J_URI",
        "NEO4J_USER",
        "NEO4J_PASSWORD",
        "NEO4J_DATABASE",
        "DEBUG",
        "AUTHORITY",
    ):
        monkeypatch.delenv(f"POLGRAPH_{name}", raising=False)
    monkeypatch.setenv("POLGRAPH_NEO4J_HOME", str(tmp_path / "no-server"))
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def run(folder: Path) -> Run:
    """Run `polgraph` with these words in the folder."""

    def runner(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, words, input=stdin)

    return runner


@pytest.fixture(scope="session")
def loaded_once(tmp_path_factory: pytest.TempPathFactory, model: None) -> Path:
    """A folder with the articles and a workspace that holds them; not to be changed."""
    place = tmp_path_factory.mktemp("loaded")
    fill(place)
    words = ("load", str(place / "inbox"), "--workspace", str(place / ".polgraph"), "--no-store", "--quiet")
    done = CliRunner().invoke(app, [*words, "--published", "2031-05-02", "--source", "The Lighthouse"])
    assert done.exit_code == 2, done.output
    return place


@pytest.fixture
def loaded(folder: Path, loaded_once: Path) -> Path:
    """The current folder with these articles and their workspace."""
    shutil.copytree(loaded_once, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def server(neo4j_server: Connection, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    """A real graph store, empty, that the environment names."""
    monkeypatch.setenv("POLGRAPH_NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("POLGRAPH_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("POLGRAPH_NEO4J_PASSWORD", neo4j_server.password.get_secret_value())
    with Neo4jStore.open(neo4j_server) as store:
        store.clear()
        yield neo4j_server
        store.clear()
