"""How long a look-up takes with the start of its process, on the embedded store and on a Neo4j server.

    python bench/lookup_bench.py [--claims 100000] [--workspace DIR] [--runs 5]

Builds a ledger of invented articles whose actors are spread as names are (few in most articles, most in few), projects
it into each store and asks every question in new processes. Neo4j is the server of POLGRAPH_TEST_NEO4J_URI, _USER and
_PASSWORD, which is emptied; without these only the embedded store is measured. The goal is 0.5 s.
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

from polgraph.ledger import Ledger
from polgraph.model import Article, Extraction
from polgraph.settings import StoreSettings, Workspace
from polgraph.stores import open_store, project

GOAL = 0.5
CLAIMS_A_STORY = 9
PREDICATES = ("MET_WITH", "CRITICIZED", "ALLY_OF", "SUPPORTED", "ATTACKED", "OPPOSED", "ACCUSED", "AIDED")
QUESTIONS = (
    "who first",
    "who middle",
    "related",
    "evidence",
    "path",
    "neighbours",
    "contested",
    "find",
    "new_since",
    "most_mentioned",
    "dyads",
)

CHILD = """
import json, sys
question, folder = sys.argv[1:]
from pathlib import Path
from polgraph import lookups
from polgraph.ledger import Ledger
from polgraph.settings import Workspace
from polgraph.stores import open_store, project

workspace = Workspace(path=Path(folder))
ledger = Ledger.open(workspace.ledger)
with open_store(folder=workspace.graph) as store:
    project(ledger, store)
    names = json.loads((workspace.path / "names.json").read_text("utf-8"))
    ids = lambda *which: [ledger.resolve(names[w]) for w in which]
    found = {
        "who first": lambda: lookups.who(store, *ids("first")).relations,
        "who middle": lambda: lookups.who(store, *ids("middle")).relations,
        "related": lambda: lookups.related(store, *ids("first", "second")),
        "evidence": lambda: lookups.evidence(store, *ids("first", "second")),
        "path": lambda: lookups.path(store, *ids("first", "middle")),
        "neighbours": lambda: lookups.run(store, "neighbours", {"actor": ids("first")[0]}).rows,
        "contested": lambda: lookups.contested(store, actor=ids("first")[0]),
        "find": lambda: lookups.run(store, "find", {"words": names["second"]}).rows,
        "new_since": lambda: lookups.run(store, "new_since", {"since": "2025-12-20"}).rows,
        "most_mentioned": lambda: lookups.run(store, "most_mentioned").rows,
        "dyads": lambda: lookups.run(store, "dyads").rows,
    }[question]()
print(len(found))
"""


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
        found["neo4j"] = StoreSettings(uri=uri, user=user, password=password)
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
    workspace: Workspace, given: StoreSettings, question: str, runs: int
) -> tuple[float, float, float, str]:
    """Return median and worst seconds of new processes that ask, median processor seconds, and how many rows each found."""
    env = dict(os.environ, POLGRAPH_NEO4J_URI=given.uri or "")
    if given.password:
        env |= {
            "POLGRAPH_NEO4J_USER": given.user or "",
            "POLGRAPH_NEO4J_PASSWORD": given.password.get_secret_value(),
        }
    took, worked, rows = [], [], ""
    for _ in range(runs):
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        child = subprocess.run(
            [sys.executable, "-c", CHILD, question, str(workspace.path)],
            env=env,
            capture_output=True,
            text=True,
        )
        took.append(time.perf_counter() - begun)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        rows = child.stdout.strip() or child.stderr.strip().splitlines()[-1]
    return statistics.median(took), max(took), statistics.median(worked), rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workspace", type=Path, help="kept, and used again as it is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        workspace = build(options.workspace or Path(scratch) / "bench", options.claims)
        print(f"ledger of {options.claims} claims in {time.perf_counter() - begun:.0f} s")
        for name, given in stores().items():
            print(name)
            fill(workspace, given)
            for question in QUESTIONS:
                median, worst, worked, rows = ask(workspace, given, question, options.runs)
                late = "   over the goal" if median > GOAL else ""
                print(
                    f"  {question:15} median {median:.2f} s, worst {worst:.2f} s, processor {worked:.2f} s, rows {rows}{late}"
                )


if __name__ == "__main__":
    main()
