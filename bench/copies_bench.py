"""How well and how fast articles that tell the same story are found.

    python bench/copies_bench.py pairs
    python bench/copies_bench.py repeated FILE
    python bench/copies_bench.py load [--articles 60]
    python bench/copies_bench.py growth [--articles 4000]

`pairs`: precision and recall on the written pairs of tests/copies over thresholds, and by kind at those of
data/copies.yaml. `repeated`: how many texts of a file (JSON Lines) tell the story of an earlier one, and whether looking
only at candidates loses any against holding all against all. `load`: which share of the processor time of a load, with
extraction by rules, the finding of copies takes, in the same run. `growth`: milliseconds an article as the ledger grows.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import accumulate, combinations, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "tests"), str(ROOT / "bench")]

from polgraph import copies, workflow  # noqa: E402
from polgraph.copies import comparing, settings  # noqa: E402
from polgraph.copies.sketching import Sketch  # noqa: E402
from polgraph.ledger import Ledger, copying  # noqa: E402
from polgraph.loaders import read_jsonl  # noqa: E402
from polgraph.model import Article, Extraction, Producer  # noqa: E402

GRID = tuple(
    zip((0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75), (0.45, 0.55, 0.65, 0.75, 0.85, 0.95, 1.0), strict=True)
)


def pairs() -> None:
    """Print precision and recall of "the same story" over thresholds, each half by itself; then by kind."""
    from copies.written import pairs as written  # the tests' own folder of that name

    found = [(p, copies_of(p.later), copies_of(p.first)) for p in written()]
    chosen = settings.load()
    print("half    jaccard  contained  precision  recall   (of two publishers; of one 0.05 more)")
    for half in ("choose", "report"):
        for jaccard, contained in GRID:
            other = {"jaccard": jaccard, "contained": contained}
            one = {"jaccard": jaccard + 0.05, "contained": min(1.0, contained + 0.05)}
            changed = chosen.model_copy(
                update={"other": settings.Bounds(**other), "publisher": settings.Bounds(**one)}
            )
            with using(changed):
                marks = Counter(
                    (p.wanted != "different", comparing.compare(later, first) is not None)
                    for p, later, first in found
                    if p.half == half
                )
            right = marks[True, True]
            said, wanted = right + marks[False, True], right + marks[True, False]
            print(
                f"{half:7} {jaccard:7.2f} {contained:10.2f} {right / max(said, 1):10.2f} {right / wanted:7.2f}"
            )
    print("\nat the figures of data/copies.yaml, report half: wanted -> found")
    kinds = Counter[tuple[str, str]]()
    for p, later, first in found:
        like = comparing.compare(later, first)
        kinds[p.wanted, like.kind if like else "different"] += p.half == "report"
    for (wanted, got), number in sorted(kinds.items()):
        if number:
            print(f"{wanted:10} -> {got:10} {number:3}")


def copies_of(article: Article) -> Sketch:
    return copies.sketch(article)


@contextmanager
def using(figures: settings.Figures) -> Iterator[None]:
    """Let the comparison use other figures."""
    before = settings.load
    settings.load = lambda: figures  # type: ignore[assignment]
    try:
        yield
    finally:
        settings.load = before


def repeated(file: Path) -> None:
    """Print how many texts of the file tell an earlier one's story, and what candidates lose."""
    with file.open("rb") as stream:
        found = [copies.sketch(a) for a in read_jsonl(stream) if isinstance(a, Article)]
    by_keys = copies.clusters(found)
    alike = [
        (a, b)
        for a, b in combinations(sorted(found, key=lambda s: s.rank), 2)
        if comparing.compare(b, a) is not None
    ]
    met = sum(bool(set(a.keys) & set(b.keys)) for a, b in alike)
    same = sum(link.likeness.similarity == 1 for link in by_keys.values())
    print(f"{len(found)} texts: {len(by_keys)} tell the story of an earlier one ({same} with the same words)")
    print(f"all against all: {len(alike)} pairs are alike, {met} of them candidates")


def load(number: int) -> None:
    """Print the share of finding copies in the processor time of a load."""
    from read_bench import articles

    spent = [0.0]
    lines = islice(articles(None), number)
    some = list(read_jsonl(iter_lines("".join(lines))))
    with tempfile.TemporaryDirectory() as folder, timed(spent):
        workflow.load(some[:18], workspace=Path(folder) / "few", scorer=False)  # loads model and libraries
        spent[0] = 0.0
        begun = time.process_time()
        workflow.load(some, workspace=Path(folder) / "many", scorer=False)
        whole = time.process_time() - begun
    print(
        f"{number} articles: {1000 * whole / number:.1f} ms each, of which copies {1000 * spent[0] / number:.2f} ms "
        f"({100 * spent[0] / whole:.1f} %)"
    )


def iter_lines(text: str) -> Any:
    """Return the text as a stream of lines."""
    from io import StringIO

    return StringIO(text)


@contextmanager
def timed(spent: list[float]) -> Iterator[None]:
    """Add the processor time of finding copies to `spent`."""
    follow: Callable[..., None] = copying.follow

    def measured(*args: Any) -> None:
        begun = time.process_time()
        follow(*args)
        spent[0] += time.process_time() - begun

    copying.follow = measured
    try:
        yield
    finally:
        copying.follow = follow


def growth(number: int) -> None:
    """Print what an article costs as the ledger grows: made-up news, a tenth of it copies, in random order of dates."""
    draw = random.Random(1)
    words = [f"w{n}" for n in range(20_000)]
    often = list(accumulate(1 / n for n in range(1, 20_001)))  # as Zipf found them
    some: list[Article] = []
    for n in range(number):
        text = (
            " ".join(draw.choices(words, cum_weights=often, k=250))
            if n % 10 or not some
            else draw.choice(some).text + " end"
        )
        day = f"20{draw.randrange(10, 26)}-01-{draw.randrange(10, 29)}"
        some.append(Article(id=f"a{n}", text=text, published=day, source=f"s{n % 50}"))
    producer = Producer(polgraph="0", model="none", lexicon="none", authority="none")
    spent = [0.0]
    with (
        tempfile.TemporaryDirectory() as folder,
        Ledger.open(Path(folder) / "l.sqlite", create=True) as ledger,
        timed(spent),
        ledger.load() as loading,
    ):
        for n, article in enumerate(some, 1):
            loading.add(article, Extraction(article=article.id, producer=producer))
            if n % (number // 4) == 0:
                loading.flush(whole=False)
                print(
                    f"{n:6} articles: {1000 * spent[0] / (number // 4):.2f} ms each of the last quarter",
                    flush=True,
                )
                spent[0] = 0.0


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked = parser.add_subparsers(dest="what", required=True)
    asked.add_parser("pairs")
    asked.add_parser("repeated").add_argument("file", type=Path)
    asked.add_parser("load").add_argument("--articles", type=int, default=60)
    asked.add_parser("growth").add_argument("--articles", type=int, default=4000)
    args = parser.parse_args()
    if args.what == "pairs":
        pairs()
    elif args.what == "repeated":
        repeated(args.file)
    elif args.what == "load":
        load(args.articles)
    else:
        growth(args.articles)


if __name__ == "__main__":
    main()
