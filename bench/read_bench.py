"""How fast articles are read, against the language model alone, in one run on the same texts.

    python bench/read_bench.py [--texts FILE] [--articles 180] [--workers 1 2] [--runs 1] [--profile]

Measures articles a second of the bare spaCy pipeline (`nlp.pipe` over the texts), of `polgraph extract`
by rules alone (`rules`) and with the learned scorer (`extract`), and of `polgraph load`
into the embedded store and, where POLGRAPH_TEST_NEO4J_URI, _USER and _PASSWORD name a server, into Neo4j, which is emptied. Each
is a process of its own with one thread for its matrices; the time of the same process on a few articles is subtracted, so
that the start and the loading of the model do not count. `share` is by processor time, which a busy machine disturbs least. FILE: JSON Lines of articles; by default the English sample
articles, again and again with a number in each. --profile prints where the time of `extract` goes. The floors are half the
speed of the bare pipeline by rules alone and a third with the scorer (the aim 0.6); exit status 1 where one is not reached.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

from polgraph import evaluation, loaders
from polgraph.model import Article

FLOORS = {"rules": 0.5, "extract": 0.33}
FEW = 18
POLGRAPH = (sys.executable, "-c", "from polgraph.cli.main import main; main()")
BARE = """
import json, sys
from polgraph.reading import models
nlp = models.load(models.find())
with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
for doc in nlp.pipe(texts):
    doc.ents
"""

Work = Callable[[Path, int], None]


def articles(texts: Path | None) -> Iterator[str]:
    """Yield the lines of the file, else those of the sample without end."""
    if texts is not None:
        with texts.open(encoding="utf-8") as stream:
            yield from stream
        return
    folder = evaluation.sample()
    found = [item for item in loaders.read([folder], base=folder) if isinstance(item, Article)]
    english = [article for article in found if article.language == "en"]
    for number in count():
        for article in english:
            text = f"{article.text.rstrip()}\n\nThis was report number {number}."
            fields = {"id": f"{article.id}-{number}", "text": text}
            yield json.dumps(fields | {"published": article.published, "source": article.source}) + "\n"


def bare(file: Path, workers: int) -> None:
    """Parse the texts; with several workers each has its share."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        shares = [Path(folder) / f"{i}.jsonl" for i in range(workers)]
        for i, share in enumerate(shares):
            share.write_text("".join(lines[i::workers]), encoding="utf-8")
        running = [
            stack.enter_context(subprocess.Popen([sys.executable, "-c", BARE, str(s)])) for s in shares
        ]
        ended = [process.wait() for process in running]
    if any(ended):
        sys.exit("the bare pipeline failed")


def extract(file: Path, workers: int) -> None:
    """Run `polgraph extract`."""
    run("extract", file, "--out", os.devnull, "--workers", workers)


def by_rules(file: Path, workers: int) -> None:
    """Run `polgraph extract --no-scorer`."""
    run("extract", file, "--out", os.devnull, "--workers", workers, "--no-scorer")


def load(file: Path, workers: int, store: str | None = None) -> None:
    """Run `polgraph load` into a new workspace, and the embedded store there unless `store` names another."""
    with tempfile.TemporaryDirectory() as folder:
        where = [] if store is None else ["--store", store]
        run("load", file, "--workspace", Path(folder) / "w", "--quiet", "--workers", workers, *where)


def load_into_neo4j(file: Path, workers: int) -> None:
    """Run `polgraph load` into the server of the tests, emptied before."""
    from polgraph.stores import Connection
    from polgraph.stores.neo4j_store import Neo4jStore

    uri, user, password = (os.environ[f"POLGRAPH_TEST_NEO4J_{name}"] for name in ("URI", "USER", "PASSWORD"))
    with Neo4jStore.open(Connection(uri=uri, user=user, password=password)) as server:  # type: ignore[arg-type]
        server.clear()
    os.environ |= {"POLGRAPH_NEO4J_USER": user, "POLGRAPH_NEO4J_PASSWORD": password}
    load(file, workers, uri)


def run(*words: object) -> None:
    """Run a command as a user does; ends with what it complained of."""
    done = subprocess.run([*POLGRAPH, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"polgraph {words[0]} failed: {done.stdout[-500:]}{done.stderr[-500:]}")


class Seconds(NamedTuple):
    """What a piece of work took."""

    wall: float
    cpu: float

    @classmethod
    def of(cls, work: Work, file: Path, workers: int) -> Seconds:
        """Do it in processes, and wait for them."""
        begun, used = time.perf_counter(), _cpu()
        work(file, workers)
        return cls(time.perf_counter() - begun, _cpu() - used)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def per_article(work: Work, many: Path, few: Path, workers: int, runs: int) -> Seconds:
    """Return the seconds that one article takes, the start subtracted: the best of `runs`."""
    number = _lines(many) - _lines(few)
    longer, shorter = ([Seconds.of(work, file, workers) for _ in range(runs)] for file in (many, few))
    wall = min(s.wall for s in longer) - min(s.wall for s in shorter)
    return Seconds(wall / number, (min(s.cpu for s in longer) - min(s.cpu for s in shorter)) / number)


def _lines(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(1 for _ in stream)


def profile(lines: list[str], top: int = 40) -> None:
    """Print where the time of reading goes: by function of polgraph, and by its callees."""
    from polgraph.reading.pipeline import Reader

    chosen = [item for item in loaders.read_jsonl(StringIO("".join(lines))) if isinstance(item, Article)]
    reader = Reader()
    for article in chosen[:FEW]:
        reader.read(article)
    profiler = cProfile.Profile()
    profiler.enable()
    for article in chosen:
        reader.read(article)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("cumulative").print_stats("polgraph|graph/|language.py", top)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(top)


def main() -> int:
    """Measure and print a table; return 1 where extraction is slower than the floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, help="JSON Lines of articles")
    parser.add_argument("--articles", type=int, default=180, help="so many of them (default 180)")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--runs", type=int, default=1, help="take the best of so many (default 1)")
    parser.add_argument("--only", nargs="*", choices=("bare", "rules", "extract", "load", "neo4j"))
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    os.environ |= {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    chosen = list(islice(articles(args.texts), args.articles))
    if args.profile:
        profile(chosen)
        return 0
    works: dict[str, Work] = {"bare": bare, "rules": by_rules, "extract": extract, "load": load}
    if os.environ.get("POLGRAPH_TEST_NEO4J_URI"):
        works["neo4j"] = load_into_neo4j
    with tempfile.TemporaryDirectory() as folder:
        many, few = Path(folder) / "many.jsonl", Path(folder) / "few.jsonl"
        for file, some in ((many, chosen), (few, chosen[:FEW])):
            file.write_text("".join(some), encoding="utf-8")
        words = sum(len(json.loads(line)["text"].split()) for line in chosen) / len(chosen)
        print(
            f"{len(chosen)} articles of {words:.0f} words on average; {os.cpu_count()} processors, one thread each"
        )
        print(f"{'':8} workers  articles/s  CPU ms/article  share")
        shares: list[tuple[str, float]] = []
        for workers in args.workers:
            alone = None
            for name in (n for n in works if n in (args.only or works)):
                took = per_article(works[name], many, few, workers, args.runs)
                alone = took if name == "bare" else alone
                share = alone.cpu / took.cpu if alone else float("nan")
                print(
                    f"{name:8} {workers:7} {1 / took.wall:11.1f} {took.cpu * 1000:15.1f} {share:6.2f}",
                    flush=True,
                )
                if name in FLOORS and alone:
                    shares.append((name, share))
    slow = [(name, share) for name, share in shares if share < FLOORS[name]]
    for name, share in slow:
        print(
            f"UNDER THE FLOOR: {name} reaches {share:.2f} of the bare pipeline, not {FLOORS[name]}",
            file=sys.stderr,
        )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
