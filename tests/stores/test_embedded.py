"""The store within the process: its conditions, its files, who may open it, and what mends it."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from graph_sample import EDGES, LEDGER, NODES, ListLedger, actor, batch, relation
from support import cannot_run

from polgraph.errors import InputError, NoStoreError, StoreBrokenError, StoreError, StoreUnfitError
from polgraph.settings import StoreSettings
from polgraph.stores import Embedded, GraphStore, Position, open_store, project, resolve
from polgraph.stores.embedded_engine import OpenDatabase
from polgraph.stores.embedded_store import LANGUAGE, EmbeddedStore

TESTS = Path(__file__).parents[1]
NEXT_TO_IT = {**os.environ, "PYTHONPATH": str(TESTS)}


@pytest.fixture
def folder(tmp_path: Path, empty_embedded: Path) -> Path:
    """The folder of a store with the sample graph, closed."""
    path = tmp_path / "graph"
    shutil.copytree(empty_embedded, path)
    with EmbeddedStore.open(path) as store:
        store.apply(batch())
    return path


@pytest.fixture
def ledger() -> ListLedger:
    return ListLedger([batch()])


def python(code: str, *words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a process of its own."""
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, words)]
    return subprocess.run(command, env={**NEXT_TO_IT, **more}, capture_output=True, text=True, timeout=120)


def whole(store: GraphStore) -> bool:
    return store.held() == ({n.id for n in NODES}, {e.id for e in EDGES})


# --- the engine's conditions -----------------------------------------------------------------------------------


def test_why_labels_have_a_transaction_of_their_own(folder: Path) -> None:
    """Should the engine learn it, `writing` can be simpler."""
    shared = OpenDatabase.take(folder)
    try:
        for statement in (
            "MERGE (n:Actor {id: 'new'}) SET n:Person",
            "MATCH (n:Actor {id: 'a1'}) REMOVE n:Person SET n:Group",
        ):
            with pytest.raises(shared.engine.ArcadeDBError), shared.database.transaction():
                shared.database.command(LANGUAGE, statement, {}).to_list()
    finally:
        shared.give_back()


def test_every_write_is_one_explicit_transaction(folder: Path) -> None:
    """A thousand relationships of one batch all arrive; of a batch that fails at its end none do."""
    nodes = [actor(f"n{i}", f"N {i}") for i in range(1001)]
    edges = [relation("n0", "ALLY_OF", f"n{i}") for i in range(1, 1001)]
    with EmbeddedStore.open(folder) as store:
        with pytest.raises(StoreError, match="needs node ghost"):
            store.apply(batch(last=2, nodes=nodes, edges=[*edges, relation("n0", "MET_WITH", "ghost")]))
        assert (whole_edges(store), store.position()) == (len(EDGES), Position(LEDGER, 1))
        store.apply(batch(last=2, nodes=nodes, edges=edges))
        assert whole_edges(store) == len(EDGES) + 1000


def whole_edges(store: GraphStore) -> int:
    return len(store.held().edges)


def test_every_commit_is_flushed_to_the_disk(folder: Path) -> None:
    """With the engine's default a power cut can take what was committed. The system calls show what it does."""
    if not shutil.which("strace"):
        cannot_run("strace, which shows the system calls, is not installed")
    code = "import sys; from engines import open_place; from graph_sample import batch\n"
    code += "with open_place('embedded', sys.argv[1]) as store:\n"
    code += " for last in range(2, 302): store.apply(batch(last=last, nodes=(), edges=()))"
    command = ["strace", "-f", "-c", "-e", "trace=fdatasync", sys.executable, "-c", code, str(folder)]
    traced = subprocess.run(command, env=NEXT_TO_IT, capture_output=True, text=True, timeout=120)
    calls = [int(line.split()[3]) for line in traced.stderr.splitlines() if line.endswith(" fdatasync")]
    assert calls
    assert calls[0] >= 300


def test_nothing_is_said_on_the_console(tmp_path: Path) -> None:
    code = "import sys; from engines import open_place; from graph_sample import batch\n"
    code += "with open_place('embedded', sys.argv[1]) as s: s.prepare(); s.apply(batch()); print(len(s.held().nodes))"
    done = python(code, tmp_path / "graph")
    assert (done.stdout, done.stderr) == (f"{len(NODES)}\n", "")


def test_nothing_is_written_beside_the_store(tmp_path: Path) -> None:
    code = "import os, sys; os.chdir(sys.argv[2]); from engines import open_place\n"
    code += "open_place('embedded', sys.argv[1]).close()"
    (tmp_path / "elsewhere").mkdir()
    python(code, tmp_path / "graph", tmp_path / "elsewhere", HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path))
    assert {p.name for p in tmp_path.iterdir()} == {"graph", "elsewhere"}
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_question_reads_no_files_of_the_user(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "private.csv").write_text("secret\n", "utf-8")
    with EmbeddedStore.open(folder) as store, pytest.raises(InputError, match="disabled") as caught:
        store.query("LOAD CSV FROM $file AS line RETURN line", {"file": (tmp_path / "private.csv").as_uri()})
    assert "secret" not in str(caught.value)


def test_a_question_calls_nobody(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, EmbeddedStore.open(folder) as store:
        server.settimeout(0.3)
        for scheme in ("http", "https", "ftp"):
            url = f"{scheme}://127.0.0.1:{server.getsockname()[1]}/x.csv"
            for text in (
                "LOAD CSV FROM $url AS line RETURN line",
                "MATCH (n:Actor) LOAD CSV WITH HEADERS FROM $url + n.id AS line RETURN line",
            ):
                with pytest.raises(InputError):
                    store.query(text, {"url": url})
        with pytest.raises(TimeoutError):
            server.accept()


def test_columns_are_known_where_nothing_is_found(folder: Path) -> None:
    question = "MATCH (n:Actor) WHERE n.claims > 99 RETURN DISTINCT n.name AS name, {a: 1, b: [1, 2]} AS map ORDER BY name LIMIT 3"
    with EmbeddedStore.open(folder) as store:
        assert store.query(question).columns == ("name", "map")


def test_a_text_that_looks_like_a_path_stays_a_text(folder: Path) -> None:
    with EmbeddedStore.open(folder) as store:
        assert store.query("RETURN '(#900:1)-[#901:2]->(#900:3)' AS words").rows == (
            ("(#900:1)-[#901:2]->(#900:3)",),
        )


# --- one process at a time ---------------------------------------------------------------------------------------

HOLDER = """
    import sys, time
    from engines import open_place
    store = open_place("embedded", sys.argv[1])
    print("open", flush=True)
    sys.stdin.read()
    store.close()
"""


@pytest.fixture
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open until its input ends."""
    command = [sys.executable, "-c", textwrap.dedent(HOLDER), str(folder)]
    process = subprocess.Popen(
        command, env=NEXT_TO_IT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.wait()


def test_a_second_process_is_told_who_holds_it(
    folder: Path, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("polgraph.stores.embedded_files.PATIENCE", 0.3)
    for opening in (EmbeddedStore.open, EmbeddedStore.open_or_renew):
        with pytest.raises(StoreError, match=rf"process {holder.pid} has the graph store") as caught:
            opening(folder)
        assert "\n" not in str(caught.value)
        assert not isinstance(caught.value, StoreUnfitError), "it is not broken: nobody may throw it away"


def test_a_second_process_waits_for_a_short_look_up(folder: Path, holder: subprocess.Popen[str]) -> None:
    assert holder.stdin is not None
    holder.stdin.close()
    with EmbeddedStore.open(folder) as store:
        assert whole(store)


def test_a_killed_holder_holds_nothing(folder: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with EmbeddedStore.open(folder) as store:
        assert whole(store)


def test_one_process_may_open_it_twice(folder: Path) -> None:
    first, second = EmbeddedStore.open(folder), EmbeddedStore.open(folder)
    first.apply(batch(last=2, nodes=[actor("z", "Z")], edges=()))
    assert second.query("MATCH (n:Actor {id: 'z'}) RETURN n.name").rows == (("Z",),)
    first.close()
    assert second.position() == Position(LEDGER, 2)
    second.close()
    with pytest.raises(StoreError, match="was closed"):
        second.position()


# --- broken, gone, newer: written anew from the ledger -------------------------------------------------------------


def largest(folder: Path) -> Path:
    return max((folder / "database").glob("Actor*.bucket"), key=lambda file: file.stat().st_size)


def truncate(folder: Path) -> None:
    with largest(folder).open("r+b") as file:
        file.truncate(70_000)


def garble(folder: Path) -> None:
    with largest(folder).open("r+b") as file:
        file.write(random.Random(3).randbytes(9000))


def empty_all(folder: Path) -> None:
    for file in (folder / "database").iterdir():
        file.write_bytes(b"")


def delete_one(folder: Path) -> None:
    largest(folder).unlink()


def other_settings(folder: Path) -> None:
    (folder / "database" / "configuration.json").write_text("no JSON", "utf-8")


def spoil_seal(folder: Path) -> None:
    (folder / "seal.json").write_text("[1", "utf-8")


DAMAGES = [truncate, garble, empty_all, delete_one, other_settings, spoil_seal]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_store_is_noticed(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    with pytest.raises(StoreBrokenError, match="is broken") as caught:
        EmbeddedStore.open(folder)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("damage", [*DAMAGES, shutil.rmtree])
def test_a_broken_or_deleted_store_is_the_same_graph_after_projecting(
    folder: Path, ledger: ListLedger, damage: Callable[[Path], None]
) -> None:
    damage(folder)
    with open_store(StoreSettings(uri="embedded"), folder=folder) as store:
        assert store.position() is None
        project(ledger, store)
        assert whole(store)
    with EmbeddedStore.open(folder) as again:
        assert whole(again)


def test_a_file_without_seal_that_the_engine_cannot_read_is_broken_too(folder: Path) -> None:
    (folder / "seal.json").unlink()
    other_settings(folder)
    with pytest.raises(StoreBrokenError, match="is broken"):
        EmbeddedStore.open(folder)


def test_what_is_left_of_a_store_that_was_never_finished_is_not_built_upon(
    tmp_path: Path, ledger: ListLedger
) -> None:
    with EmbeddedStore.open(tmp_path / "graph") as store:
        store._write(lambda run: run("CREATE (:Actor {id: 'half'})", {}))
    with EmbeddedStore.open(tmp_path / "graph") as store:
        project(ledger, store)
        assert whole(store)
        assert store.query("MATCH (a:Actor {id: 'half'}) RETURN a.id").rows == ()


def test_a_store_of_a_newer_schema_is_written_anew(folder: Path, ledger: ListLedger) -> None:
    with EmbeddedStore.open(folder) as store:
        store._write(lambda run: run("MATCH (p:Polgraph) SET p.schema = p.schema + 1", {}))
        with pytest.raises(StoreUnfitError, match="newer polgraph"):
            store.prepare()
        project(ledger, store)
        assert whole(store)


def test_a_copied_store_is_no_broken_one(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copyfile)  # with other times
    with EmbeddedStore.open(tmp_path / "copy") as store:
        assert whole(store)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StoreError, match="cannot use the folder") as caught:
        EmbeddedStore.open(tmp_path / "file" / "graph")
    assert not isinstance(caught.value, StoreUnfitError)


# --- killed while it writes ------------------------------------------------------------------------------------------

WRITER = """
    import pickle, sys
    from engines import open_place
    from polgraph.stores import project
    with open(sys.argv[2], "rb") as file:
        ledger = pickle.load(file)
    store = open_place("embedded", sys.argv[1])
    print("open", flush=True)
    project(ledger, store)
"""


@pytest.mark.parametrize("milliseconds", [5, 20, 60, 130, 250, 450])
def test_kill_9_at_any_moment_is_mended_by_projecting(
    tmp_path: Path, empty_embedded: Path, milliseconds: int
) -> None:
    folder = tmp_path / "graph"
    shutil.copytree(empty_embedded, folder)
    batches = []
    for n in range(1, 41):
        people = [actor(f"k{n}-{i}", f"K {n} {i}") for i in range(60)]
        ties = [relation(people[i].id, "ALLY_OF", people[i - 1].id) for i in range(60)]
        batches.append(batch(last=n, nodes=people, edges=ties))
    ledger = ListLedger(batches)
    (tmp_path / "ledger").write_bytes(pickle.dumps(ledger))
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(folder), str(tmp_path / "ledger")]
    writer = subprocess.Popen(command, env=NEXT_TO_IT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n"
    time.sleep(milliseconds / 1000)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    with EmbeddedStore.open(folder) as store:
        done = (store.position() or Position(LEDGER, 0)).change
        assert done < 40, "it had ended before it was killed"
        edges = {e.id for b in batches[:done] for e in b.edges}
        assert store.held().edges == edges, "a batch is there whole or not at all"
        project(ledger, store)
        assert store.held() == (
            {n.id for b in batches for n in b.nodes},
            {e.id for b in batches for e in b.edges},
        )


# --- where it does not run ----------------------------------------------------------------------------------------------


def test_a_machine_without_the_engine_is_told_what_to_do(tmp_path: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        sys.modules["arcadedb"] = sys.modules["arcadedb_embedded"] = None
        from polgraph.errors import NoStoreError
        from polgraph.stores import open_store
        try:
            open_store(folder=Path(sys.argv[1]))
        except NoStoreError as error:
            print(error)
    """
    said = python(code, tmp_path / "graph", POLGRAPH_NEO4J_HOME=str(tmp_path)).stdout
    assert "polgraph neo4j up" in said
    assert said.count("\n") == 1


def test_named_explicitly_it_needs_a_folder() -> None:
    with pytest.raises(NoStoreError):
        resolve(StoreSettings(uri="embedded"))
    assert resolve(StoreSettings(uri="embedded"), folder=Path("x")) == Embedded(path=Path("x"))
