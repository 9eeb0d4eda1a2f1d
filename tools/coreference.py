"""Count how often each rule takes words for the right actor of their article, and write the counts into data/coreference.yaml.

    python tools/coreference.py [--eval DIR] [--errors RULE] [--check]

Counted are data/sample (gold/coreference.yaml, and names by the lists of the gold) and the items of data/corpus in which a mark is
somebody's again, without what is held back. With --eval also the clusters of names of dwie.jsonl in that folder; without it the counts
that stand in the table stay. --errors prints the links of a rule that are wrong ("all": of every rule); --check writes nothing.
The exit status is 1 where a rule that is counted often enough is right too seldom.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from polgraph import coreference, corpus, extraction, loaders
from polgraph.evaluation import coreference as judging
from polgraph.evaluation import gold
from polgraph.evaluation.coreference import Linked, Marked
from polgraph.model import Article, Extraction

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "data" / "coreference.yaml"
NAMED = ("person", "organization")
SETS = coreference.SETS

Counts = dict[str, tuple[int, int]]


def read(articles: list[Article]) -> Iterator[tuple[Article, Extraction]]:
    """Yield each article with what the rules read in it."""
    for article, found in zip(articles, extraction.extract(articles, scorer=False), strict=True):
        if isinstance(found, Extraction):
            yield article, found


def of_sample() -> Iterator[Linked]:
    """Yield the links of the sample articles."""
    folder = ROOT / "data" / "sample"
    pieces, wanted = judging.read(folder), gold.find(folder)
    articles = [a for a in loaders.read([folder], base=folder) if isinstance(a, Article) and a.id in pieces]
    for article, found in read(articles):
        marks = list(judging.marks(pieces[article.id], article.text))
        yield from judging.by_names(found, marks, gold.read(wanted[article.id]))


def of_corpus() -> Iterator[Linked]:
    """Yield the links of the corpus."""
    items = [
        i
        for i in corpus.read(ROOT / "data" / "corpus", held_back=False)
        if any(m.same is not None for m in i.marks)
    ]
    articles = [Article(id=i.id, text=i.text, language="en") for i in items]
    by_id = {i.id: i for i in items}
    for article, found in read(articles):
        yield from judging.among_marks(found, judging.of_item(by_id[article.id]))


def of_dwie(folder: Path) -> Iterator[Linked]:
    """Yield the links of named persons and organisations in the articles of DWIE."""
    lines = (folder / "dwie.jsonl").read_text(encoding="utf-8").splitlines()
    answers = (folder / "dwie.gold.jsonl").read_text(encoding="utf-8").splitlines()
    entities = {a["id"]: a["entities"] for a in map(json.loads, answers)}
    for article, found in read([Article.model_validate_json(line) for line in lines]):
        marked = [
            Marked((m["start"], m["end"]), e["same_as"])
            for e in entities[article.id]
            for m in e["mentions"]
            if e["type"] in NAMED
        ]
        yield from judging.among_marks(found, marked)


def counted(links: list[Linked]) -> Counts:
    """Return right and all links by rule."""
    starts = {id_ for id_, rule in coreference.rules().items() if rule.starts}
    links = [k for k in links if k.rule not in starts]
    of, right = Counter(k.rule for k in links), Counter(k.rule for k in links if k.right)
    return {rule: (right[rule], of[rule]) for rule in of}


def write(found: dict[str, Counts]) -> None:
    """Write the counts of the sets that were counted into the table; everything else stays."""
    head, _, _ = TABLE.read_text(encoding="utf-8").partition("rules:\n")
    lines = []
    for id_, entry in yaml.safe_load(TABLE.read_text(encoding="utf-8"))["rules"].items():
        fields = [f"says: {json.dumps(entry['says'], ensure_ascii=False)}"]
        fields += ["starts: true"] if entry.get("starts") else []
        for name in SETS:
            right, of = found[name].get(id_, (0, 0)) if name in found else entry.get(name, (0, 0))
            if of:
                fields.append(f"{name}: [{right}, {of}]")
        lines.append(f"  {id_}: {{{', '.join(fields)}}}\n")
    TABLE.write_text(f"{head}rules:\n{''.join(lines)}", encoding="utf-8")


def main() -> int:
    """Count, print a table, write it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval", type=Path, metavar="DIR", help="folder of the evaluation pack")
    parser.add_argument("--errors", metavar="RULE", help="print the links of a rule that are wrong")
    parser.add_argument("--check", action="store_true", help="write nothing")
    args = parser.parse_args()
    links = {"sample": list(of_sample()), "corpus": list(of_corpus())}
    if args.eval:
        links["dwie"] = list(of_dwie(args.eval))
    found = {name: counted(those) for name, those in links.items()}
    floor, enough = coreference.table()["floor"], coreference.table()["enough"]
    poor = []
    for id_, rule in coreference.rules().items():
        sums = [
            found[name].get(id_, (0, 0)) if name in found else rule.counted.get(name, (0, 0)) for name in SETS
        ]
        right, of = sum(r for r, _ in sums), sum(o for _, o in sums)
        each = "  ".join(f"{name} {r}/{o}" for name, (r, o) in zip(SETS, sums, strict=True))
        share = f"{right / of:.2f}" if of else "-"
        print(f"{share}\t{right}/{of}\t{id_}\t{each}")
        if of >= enough and right < floor * of:
            poor.append(id_)
    for name, those in links.items():
        for k in those:
            if not k.right and args.errors in (k.rule, "all"):
                print(f"wrong in {name}, {k.rule}: {k.words}")
    if not args.check:
        write(found)
    for id_ in poor:
        print(f"TOO SELDOM RIGHT: {id_}", file=sys.stderr)
    return 1 if poor else 0


if __name__ == "__main__":
    sys.exit(main())
