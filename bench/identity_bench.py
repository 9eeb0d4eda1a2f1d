"""What it costs to decide who is who: the same loads with and without it, and names that all sound alike.

    python bench/identity_bench.py [--articles 2000] [--alike 3000] [--hub 4000] [--only WORD ...] [--profile]

Invented articles are loaded without a language model and without a graph store. `without`: every name is somebody of its
own and nothing is compared, which is the floor of such a load. `alike`: as many articles whose persons have spellings of
few names ("Ali Hassan", "Hassan Aly", "Kim Yong-un", patronymics). `merge`: two actors of `--hub` claims each become one by
a decision, and two again. Seconds by the clock and of the processor.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from factories import Story
from names_made import alike, names

from polgraph.ledger import Ledger, presence
from polgraph.ledger.outbox import assign
from polgraph.ledger.revise import Revision
from polgraph.model import Article, Extraction

PREDICATES = ("MET_WITH", "CRITICIZED", "ALLY_OF", "SUPPORTED", "ATTACKED", "OPPOSED", "ACCUSED", "AIDED")
CLAIMS_A_STORY = 9
Pair = tuple[Article, Extraction]


def articles(number: int, people: list[str], rng: random.Random) -> list[Pair]:
    """Return invented articles whose actors are spread as names are: few in most articles, most in few."""
    weights = [1 / (n + 1) for n in range(len(people))]
    found = []
    for n in range(number):
        day = f"2025-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        story = Story(f"art{n}", published=day, source=f"Paper {n % 30}")
        for _ in range(CLAIMS_A_STORY - 1):
            a, b = rng.choices(people, weights, k=2)
            if a != b:
                story.claim(a, rng.choice(PREDICATES), b)
        story.role(rng.choice(people), "minister", "Nordland", role="minister")
        found.append(story.done())
    return found


def hubs(claims: int) -> Iterator[Pair]:
    """Yield articles in which two actors have so many claims each."""
    others = names(claims // 20, random.Random(3))
    for n in range(claims // 10):
        story = Story(f"hub{n}")
        for k in range(10):
            for hub in ("Wendel Abernathy", "Guntram Foxworth"):
                story.claim(hub, PREDICATES[k % len(PREDICATES)], others[(10 * n + k) % len(others)])
        yield story.done()


@contextmanager
def undecided() -> Iterator[None]:
    """Let nothing be compared: an actor finds its node by its key alone."""

    def note(db, article, extraction, dirty, **_) -> None:  # type: ignore[no-untyped-def]
        for actor in extraction.actors:
            class_, ref = presence.class_of(actor.kind), actor.wikidata or actor.key
            node = assign(db, class_, ref, kind=actor.kind)
            row = (article.id, actor.id, class_, node, node, 0, ref, 0, "{}")
            db.execute("INSERT INTO appearance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        dirty.articles.add(article.id)

    with (
        mock.patch("polgraph.ledger.load.note", note),
        mock.patch.object(Revision, "cluster", lambda _: None),
    ):
        yield


@contextmanager
def timed(what: str, *, profile: bool) -> Iterator[None]:
    """Print how long the block took."""
    profiler = cProfile.Profile()
    begun, worked = time.perf_counter(), time.process_time()
    if profile:
        profiler.enable()
    yield
    profiler.disable()
    took = time.perf_counter() - begun, time.process_time() - worked
    print(f"| {what} | {took[0]:.1f} | {took[1]:.1f} |", flush=True)
    if profile:
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(70)


def put(path: Path, pairs: list[Pair]) -> None:
    """Load all."""
    with Ledger.open(path, create=True) as ledger, ledger.load() as load:
        for pair in pairs:
            load.add(*pair)


def merged(path: Path, *, profile: bool) -> None:
    """Merge the two hubs and take that back."""
    with Ledger.open(path) as ledger:
        ends = [ledger.resolve(name) for name in ("Wendel Abernathy", "Guntram Foxworth")]
        with timed("merge two hubs", profile=profile):
            ledger.people.merge(*ends, author="bench")
        with timed("undo", profile=profile):
            ledger.people.undo(author="bench")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--alike", type=int, default=3000)
    parser.add_argument("--hub", type=int, default=4000)
    parser.add_argument("--only", nargs="*", default=[], help="without, with, alike, merge")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    rng = random.Random(7)
    people = names(options.articles * 9 // 5, rng)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)

        def measure(name: str, what: str, made: Callable[[], list[Pair]]) -> None:
            if options.only and name not in options.only:
                return
            pairs = made()
            with timed(f"{len(pairs)} articles, {what}", profile=options.profile):
                put(folder / f"{name}.sqlite", pairs)

        with undecided():
            measure("without", "without", lambda: articles(options.articles, people, random.Random(7)))
        measure("with", "with", lambda: articles(options.articles, people, random.Random(7)))
        measure(
            "alike",
            f"{options.alike} names that sound alike",
            lambda: articles(options.alike // 3, alike(options.alike, rng), random.Random(7)),
        )
        measure("merge", "two hubs", lambda: list(hubs(options.hub)))
        if (folder / "merge.sqlite").exists():
            merged(folder / "merge.sqlite", profile=options.profile)


if __name__ == "__main__":
    main()
