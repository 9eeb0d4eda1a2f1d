"""How long a look-up takes with the start of its process: every command and question, by who answers it.

    python bench/lookup_bench.py [--claims 100000] [--workspace DIR] [--runs 5] [--only WORD ...]

Builds a ledger of invented articles whose actors are spread as names are (few in most articles, most in few), projects
it into each store and runs `polgraph who`, `related`, `path` and `query` in new processes: without `--store`, where the
ledger answers, then with each store named, where that one does. Neo4j is the server of POLGRAPH_TEST_NEO4J_URI, _USER and
_PASSWORD, which is emptied; without these only the embedded store is measured. Prints a table; the goal is 0.5 s.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from factories import Story

from polgraph import queries
from polgraph.ledger import Ledger
from polgraph.model import Article, Extraction
from polgraph.settings import StoreSettings, Workspace
from polgraph.stores import open_store, project

GOAL = 0.5
CLAIMS_A_STORY = 9
PREDICATES = ("MET_WITH", "CRITICIZED", "ALLY_OF", "SUPPORTED", "ATTACKED", "OPPOSED", "ACCUSED", "AIDED")
LEDGER = "ledger"
CHILD = "from polgraph.cli.main import main; main()"
CYPHER = "MATCH (a:Actor {name: $name}) RETURN a.id AS id"


def commands(names: dict[str, str], ids: dict[str, str]) -> dict[str, list[str]]:
    """Return the words of every look-up by what it is called in the table."""
    first, second, middle = names["first"], names["second"], names["middle"]
    found = {
        "who (most claims)": ["who", first],
        "who (few claims)": ["who", middle],
        "related": ["related", first, second],
        "path": ["path", first, middle],
    }
    values = {
        "actor": f"@{first}",
        "a": f"@{first}",
        "b": f"@{second}",
        "words": second,
        "since": "2025-12-20",
        **ids,
    }
    for name in queries.names():
        query = queries.load(name)
        needed = [f"{p.name}={values[p.name]}" for p in query.params if p.required]
        found[f"query {name}"] = ["query", name, *(word for pair in needed for word in ("--param", pair))]
    return found | {"query in Cypher": ["query", CYPHER, "--param", f"name={first}"]}


def articles(claims: int, people: list[str], rng: random.Random) -> Iterator[tuple[Article, Extraction]]:
    """Yield invented articles with about `claims` claims."""
    weights = [1 / (n + 1) for n in range(len(people))]
    for number in range(claims // CLAIMS_A_STORY):
        day = f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        story = Story(f"art{number}", published=day, source=f"Paper {number % 30}")
        for _ in range(CLAIMS_A_STORY - 1):
            a, b = rng.choices(people, weights, k=2)
            if a != b:
                polarity = "denied" if rng.random() < 0.1 else "affirmed"
                speakers = [rng.choice(people[:50])] if rng.random() < 0.3 else []
                story.claim(a, rng.choice(PREDICATES), b, polarity=polarity, speakers=speakers)
        story.role(rng.choice(people), "minister", "Nordland", role="minister")
        yield story.done()


def build(folder: Path, claims: int) -> Workspace:
    """Return a workspace with such a ledger; one that is there already is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(path=folder)
    if not workspace.ledger.exists():
        rng = random.Random(7)
        people = [f"{rng.choice('ABCDEFGH')}{n} Sur{rng.randrange(4000)}" for n in range(claims // 5)]
        with Ledger.open(workspace.ledger, create=True) as ledger, ledger.load() as load:
            for article, extraction in articles(claims, people, rng):
                load.add(article, extraction)
        names = {"first": people[0], "second": people[1], "middle": people[300]}
        (folder / "names.json").write_text(json.dumps(names), "utf-8")
    return workspace


def stores() -> dict[str, StoreSettings]:
    """Return the stores to measure."""
    found = {"embedded": StoreSettings(uri="embedded")}
    if uri := os.environ.get("POLGRAPH_TEST_NEO4J_URI"):
        user = os.environ.get("POLGRAPH_TEST_NEO4J_USER", "neo4j")
        password = SecretStr(os.environ["POLGRAPH_TEST_NEO4J_PASSWORD"])
        found["Neo4j"] = StoreSettings(uri=uri, user=user, password=password)
    return found


def fill(workspace: Workspace, given: StoreSettings) -> None:
    """Project the ledger into the store and say how long that took."""
    with Ledger.open(workspace.ledger) as ledger, open_store(given, folder=workspace.graph) as store:
        position = store.position()
        if position and position.ledger != ledger.id:
            store.clear()
        begun = time.perf_counter()
        done = project(ledger, store)
        if done.nodes:
            seconds = time.perf_counter() - begun
            print(f"  {done.nodes} nodes, {done.edges} relationships projected in {seconds:.0f} s")


def ask(
    words: list[str], workspace: Workspace, given: StoreSettings | None, runs: int
) -> tuple[float, float, str]:
    """Return the median seconds of new processes that ask, by the clock and of the processor, and why one failed."""
    env = dict(os.environ)
    if given and given.password:
        secret = given.password.get_secret_value()
        env |= {"POLGRAPH_NEO4J_URI": given.uri or "", "POLGRAPH_NEO4J_USER": given.user or "", "POLGRAPH_NEO4J_PASSWORD": secret}  # fmt: skip
    command = [sys.executable, "-c", CHILD, *words, "--workspace", str(workspace.path)]
    command += ["--store", given.uri or ""] if given else []
    took, worked, failed = [], [], ""
    for _ in range(runs):
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        child = subprocess.run(command, env=env, capture_output=True, text=True)
        took.append(time.perf_counter() - begun)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if child.returncode > 1:  # 1: nothing was found, which takes as long
            failed = child.stderr.strip()
    return statistics.median(took), statistics.median(worked), failed


def known(workspace: Workspace) -> dict[str, str]:
    """Return values for the parameters that are ids."""
    with Ledger.open(workspace.ledger) as ledger:
        first = ledger.resolve(json.loads((workspace.path / "names.json").read_text("utf-8"))["first"])
        found = ledger.answer("neighbours", {"actor": first, "limit": 1})
        (evidence,) = (dict(zip(found.columns, cells, strict=True))["evidence"] for cells in found.rows)
        role = ledger.find("minister", kinds=["role"], limit=1)[0].id
    return {"article": "art5", "event": first, "role": role, "evidence": json.dumps(evidence)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workspace", type=Path, help="kept, and used again as it is")
    parser.add_argument(
        "--only", nargs="*", default=[], help="only look-ups that are called so, or so in part"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        workspace = build(options.workspace or Path(scratch) / "bench", options.claims)
        print(f"ledger of {options.claims} claims in {time.perf_counter() - begun:.0f} s")
        answering: dict[str, StoreSettings | None] = {LEDGER: None, **stores()}
        for given in filter(None, answering.values()):
            fill(workspace, given)
        names = json.loads((workspace.path / "names.json").read_text("utf-8"))
        print("| look-up |", " | ".join(f"{who}, s | processor, s" for who in answering), "|")
        print("|---" * (1 + 2 * len(answering)) + "|")
        for called, words in commands(names, known(workspace)).items():
            if options.only and not any(word in called for word in options.only):
                continue
            cells = [called]
            for who, given in answering.items():
                if who == LEDGER and words[1] == CYPHER:
                    cells += ["-", "-"]
                    continue
                median, worked, failed = ask(words, workspace, given, options.runs)
                cells += [failed or f"{median:.2f}" + " over" * (median > GOAL), f"{worked:.2f}"]
            print("|", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
