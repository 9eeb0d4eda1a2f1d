"""How many of the pairs that people found lie on what the reader takes for a possible actor: the ceiling of its recall.

    python tools/ceiling.py --eval DIR [--set politicsnews] [--nouns]

DIR is an evaluation pack (`<set>.jsonl`, `<set>.gold.jsonl` with `triples`); it is no part of the project. Of every gold pair
that is not a plain statement (CAMEO root 01) it is asked whether its two ends share a word with two candidates of the same
item, and which kinds of candidate they are. An actor's candidate has the words of all its mentions. `--nouns` adds every noun
phrase. Printed: the share of pairs, the candidates and pairs a sentence, and the share of ends found by kind and form.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from polgraph.loaders import make_article
from polgraph.reading.candidates import candidates
from polgraph.reading.pipeline import Reader

SMALL = frozenset(
    "a an the of in on at to for from by with as and or s is are was were be been has have had he she it they "
    "his her its their him them who which that this these those new former mr mrs ms".split()
)
Place = tuple[str | None, str, str, frozenset[str]]  # actor, kind, form, words


def words(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, in lower case."""
    found = frozenset(re.findall(r"[^\W_]+", text.replace("’", "'").casefold()))
    return found - SMALL or found


def places(reader: Reader, line: dict[str, str], *, nouns: bool) -> tuple[list[Place], int, int]:
    """Return the candidates of an item, its number of sentences, and the pairs of candidates within a sentence."""
    article = make_article(id=line["id"], text=line["text"], published=line.get("published"), language="en")
    document, cast = reader.cast(article)
    kinds = {a.id: a.kind for a in cast.actors}
    said: dict[str, set[str]] = defaultdict(set)
    found = candidates(document, cast, nouns=nouns)
    for c in found:
        if c.actor:
            said[c.actor] |= words(article.text[slice(*c.span)])
    made = [
        (c.actor, kinds.get(c.actor or "", "noun"), c.form, frozenset(said[c.actor]) if c.actor else words(article.text[slice(*c.span)]))
        for c in found
    ]  # fmt: skip
    near: dict[int, set[str | int]] = defaultdict(set)
    for c in found:
        near[document.sentence(c.root).index].add(c.actor or c.root)
    return made, len(document.sentences), sum(len(s) * (len(s) - 1) // 2 for s in near.values())


def best(end: str, found: list[Place]) -> list[Place]:
    """Return the candidates that share a word with a gold end, those that share most first."""
    wanted = words(end)
    return sorted((p for p in found if p[3] & wanted), key=lambda p: -len(p[3] & wanted))


def main() -> int:
    """Measure and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", required=True, metavar="DIR", type=Path)
    parser.add_argument("--set", default="politicsnews", dest="name")
    parser.add_argument("--nouns", action="store_true", help="count every noun phrase")
    args = parser.parse_args()
    if not (args.eval / f"{args.name}.gold.jsonl").exists():
        print(f"NOT MEASURED: no {args.name}.gold.jsonl in '{args.eval}'", file=sys.stderr)
        return 2
    reader, tally, kinds = Reader(), Counter[str](), Counter[str]()
    gold = {
        g["id"]: g for g in map(json.loads, (args.eval / f"{args.name}.gold.jsonl").open(encoding="utf-8"))
    }
    for line in map(json.loads, (args.eval / f"{args.name}.jsonl").open(encoding="utf-8")):
        found, sentences, pairs = places(reader, line, nouns=args.nouns)
        tally.update(sentences=sentences, pairs=pairs, candidates=len(found))
        triples = {(t["subject"], t["object"]) for t in gold[line["id"]]["triples"] if t["cameo"] != "01"}
        for ends in triples:
            on = [best(end, found) for end in ends]
            for side in on:
                kinds[f"{side[0][1]}, {side[0][2]}" if side else "no candidate"] += 1
            reached = any(a is not b and (a[0] is None or a[0] != b[0]) for a in on[0] for b in on[1])
            tally.update(gold=1, reached=reached)
    print(f"both ends on candidates: {tally['reached'] / tally['gold']:.3f} of {tally['gold']} pairs")
    print(
        f"a sentence: {tally['candidates'] / tally['sentences']:.1f} candidates, {tally['pairs'] / tally['sentences']:.1f} pairs"
    )
    for kind, number in kinds.most_common():
        print(f"{number / (2 * tally['gold']):.3f}  {kind}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
