"""What knowing who is who costs: importing facts, opening the index, linking against parsing.

    python bench/authority_bench.py [--facts SNAPSHOT.jsonl.gz] [--texts FILE] [--articles N] [--only import open link]

* import: `polgraph authority import SNAPSHOT` into a new workspace, the start of the process included. Goal: 60 s.
* open: from the call that loads the authority to the answer on a name and on an office, in a new process whose modules are
  loaded; the shipped facts alone, then with the snapshot. Median of five. Goal: 0.2 s.
* link: processor time of deciding who is meant, in an article (actors.resolve) and across the articles (identity, with the links
  to the authority), as a share of the time that spaCy takes for the same articles in the same process. The first five articles
  are read before and do not count, and two bodies are compared: that loads what is loaded once in a process. The other articles are
  read once, so that no look-up of theirs was made before. Goal: 10 %. Finding the mentions, which asks the authority too, is shown beside it.

FILE: JSON Lines of articles; by default the English sample articles. Exit status 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any

POLGRAPH = (sys.executable, "-c", "from polgraph.cli.main import main; main()")
FACTS = "POLGRAPH_AUTHORITY"
IMPORT, OPEN, LINK = 60.0, 0.2, 0.10
OPENING = """
import time
from polgraph import authority
from polgraph.authority import load
begun = time.perf_counter()
known = load()
assert known.everybody("Sergey Lavrov")
assert known.holders("head_of_state", country="FR", on="2016-01-01")
print(time.perf_counter() - begun)
"""
WARMING = 5
"""Articles that are read before."""
STAGES = {
    "spaCy": ("document.build",),
    "finding": ("mentions.find", "phrases.find"),
    "linking": ("actors.resolve", "appearances", "cluster"),
}


def importing(facts: Path) -> tuple[float, float]:
    """Return the seconds that an import takes, by the clock and of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        begun, used = time.perf_counter(), _processor()
        done = subprocess.run(
            [*POLGRAPH, "authority", "import", facts, "--workspace", Path(folder) / "w", "--no-store"],
            capture_output=True,
            text=True,
            check=False,
        )
        took = time.perf_counter() - begun, _processor() - used
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    print("\n".join(f"    {line}" for line in done.stdout.splitlines()[:2]))
    return took


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def opening(facts: Path | None) -> float:
    """Return the seconds until the authority has answered; the index is there already."""
    environment = {name: value for name, value in os.environ.items() if name != FACTS}
    if facts is not None:
        environment[FACTS] = str(facts.resolve())
    took = [
        float(
            subprocess.run(
                [sys.executable, "-c", OPENING], capture_output=True, text=True, check=True, env=environment
            ).stdout
        )
        for _ in range(6)
    ]
    return statistics.median(took[1:])  # the first one makes the index


def linking(texts: Path | None, facts: Path | None, number: int) -> Counter[str]:
    """Return the processor seconds of each stage for the articles, with the facts of a file besides those shipped."""
    os.environ.pop(FACTS, None)
    if facts is not None:
        os.environ[FACTS] = str(facts.resolve())
    from polgraph import identity, names
    from polgraph.reading import actors, document, mentions, phrases, pipeline

    took: Counter[str] = Counter()
    reader = pipeline.Reader()
    waiting = articles(texts)
    warm = list(islice(waiting, WARMING))
    identity.cluster([who for w in warm for who in identity.appearances(w, reader.read(w))])
    names.compare("Lantern Company of Norway", "Lanterns Company", kind="organization")
    with ExitStack() as stack:
        for module, name in ((document, "build"), (mentions, "find"), (phrases, "find"), (actors, "resolve")):
            stack.enter_context(timed(took, module, name))
        read = [(article, reader.read(article)) for article in islice(waiting, number)]
    begun = time.process_time()
    everyone = [who for pair in read for who in identity.appearances(*pair)]
    took["appearances"] += time.process_time() - begun
    begun = time.process_time()
    identity.cluster(everyone)
    took["cluster"] += time.process_time() - begun
    took["articles"], took["actors"] = len(read), len(everyone)
    return took


class timed:  # noqa: N801 - is called like a function
    """Adds the time of a stage up while the block runs."""

    def __init__(self, took: Counter[str], module: Any, name: str) -> None:
        self._took, self._module, self._name = took, module, name
        self._stage: Callable[..., Any] = getattr(module, name)

    def __enter__(self) -> None:
        row = f"{self._module.__name__.rpartition('.')[2]}.{self._name}"

        def measured(*args: Any, **more: Any) -> Any:
            begun = time.process_time()
            try:
                return self._stage(*args, **more)
            finally:
                self._took[row] += time.process_time() - begun

        setattr(self._module, self._name, measured)

    def __exit__(self, *error: object) -> None:
        setattr(self._module, self._name, self._stage)


def articles(texts: Path | None) -> Iterator[Any]:
    """Yield the articles of a file, else the English ones of the sample."""
    from polgraph import evaluation, loaders
    from polgraph.model import Article

    where = evaluation.sample() if texts is None else texts
    found = loaders.read([where], base=where if texts is None else texts.parent)
    return (a for a in found if isinstance(a, Article) and (a.language or "en").startswith("en"))


def main() -> int:
    """Measure and print; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--facts", type=Path, help="a snapshot of facts, JSON Lines")
    parser.add_argument("--texts", type=Path, help="JSON Lines of articles")
    parser.add_argument("--articles", type=int, default=100, help="at most so many of them (default 100)")
    parser.add_argument("--only", nargs="*", choices=("import", "open", "link"))
    given = parser.parse_args()
    os.environ |= {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
    wanted = given.only or ("import", "open", "link")
    missed = False
    if "import" in wanted and given.facts:
        clock, processor = importing(given.facts)
        missed |= clock >= IMPORT
        print(f"import of {given.facts.name}: {clock:.1f} s by the clock, {processor:.1f} s of the processor")
    ways = (None, given.facts) if given.facts else (None,)
    for facts in ways if "open" in wanted else ():
        took = opening(facts)
        missed |= took >= OPEN
        print(f"open, {'with the snapshot' if facts else 'the seed alone'}: {took:.3f} s")
    if "link" in wanted:
        seconds = linking(given.texts, given.facts, given.articles)
        whole = sum(seconds[stage] for stage in STAGES["spaCy"])
        print(f"link, {seconds['articles']} articles, {seconds['actors']} actors, "
              f"{'with the snapshot' if given.facts else 'the seed alone'}; spaCy {whole:.2f} s")  # fmt: skip
        for row in ("finding", "linking"):
            for stage in STAGES[row]:
                print(f"    {row}, {stage}: {seconds[stage]:.2f} s, {seconds[stage] / whole:.1%}")
        share = sum(seconds[stage] for stage in STAGES["linking"]) / whole
        missed |= share >= LINK
        print(f"    linking together {share:.1%} of the time of spaCy")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
