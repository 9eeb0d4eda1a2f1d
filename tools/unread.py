"""Which words stand between two actors of a sentence and are read by no entry of the lexicon, most frequent first.

    python tools/unread.py FILE|FOLDER ... [--top 60] [--part verb] [--examples 2]

FILE is JSON Lines of articles (`id`, `text`); of a folder every .jsonl and .txt file. Of every sentence with two actors the
words are counted that govern one and hold the other: the verb or noun where the paths from both meet, with its preposition to
the second ("criticism of"), and the object that a support verb carries ("pay+visit"). Left out are pairs that a claim of the
sentence already joins, and verbs that only say. The list is what to work down when entries are added; it is no measure.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from polgraph.errors import PolgraphError
from polgraph.loaders import make_article
from polgraph.reading.cast import Candidate
from polgraph.reading.pipeline import Reader

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}
_FAR = 12  # tokens between two actors beyond which a word that joins them says little


def articles(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the id and text of every article of the files and folders."""
    for path in map(Path, paths):
        files = sorted([*path.rglob("*.jsonl"), *path.rglob("*.txt")]) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".txt":
                yield file.name, file.read_text(encoding="utf-8")
                continue
            for line in file.read_text(encoding="utf-8").splitlines():
                record = json.loads(line) if line.strip() else {}
                if isinstance(record.get("text"), str):
                    yield str(record.get("id")), record["text"]


def meeting(a: Token, b: Token) -> Token | None:
    """Return the verb, noun or adjective at which the paths from two words up the parse meet."""
    above = [a, *a.ancestors]
    held = {t.i for t in (b, *b.ancestors)}
    for token in above:
        if token.i in held:
            while token.pos_ not in _PARTS and token.head != token:
                token = token.head
            return token if token.pos_ in _PARTS and token not in (a, b) else None
    return None


def key(word: Token, b: Token) -> str:
    """Return how an entry would name the word: its lemma with particle, carried noun, and the preposition to the second actor."""
    particle = next((f" {c.lower_}" for c in word.children if c.dep_ == "prt"), "")
    path = [t for t in b.ancestors if t.i > word.i or t.dep_ in ("prep", "agent")]
    object_ = next(
        (f"+{t.lemma_.lower()}" for t in path if t.dep_ == "dobj" and t.head == word and t != b), ""
    )
    prep = next(
        (f" ({t.lower_})" for t in path if t.dep_ in ("prep", "agent", "dative") and t.pos_ == "ADP"), ""
    )
    return f"{word.lemma_.lower()}{particle}{object_}{prep}"


def main() -> int:
    """Count and print; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="+", metavar="FILE|FOLDER")
    parser.add_argument("--top", type=int, default=60)
    parser.add_argument("--part", choices=sorted(set(_PARTS.values())))
    parser.add_argument("--examples", type=int, default=1, help="sentences shown for each word")
    args = parser.parse_args()
    reader, counted = Reader(), Counter[tuple[str, str]]()
    shown: dict[tuple[str, str], list[str]] = defaultdict(list)
    try:
        for name, text in articles(args.paths):
            for entry, sentence in unread(reader, name, text):
                counted[entry] += 1
                shown[entry].append(sentence)
    except (OSError, PolgraphError, json.JSONDecodeError) as error:
        print(f"unread: {error}", file=sys.stderr)
        return 2
    rows = [e for e in counted.most_common() if args.part in (None, e[0][0])]
    for (part, word), number in rows[: args.top]:
        print(f"{number}\t{part}\t{word}")
        for sentence in shown[part, word][: args.examples]:
            print(f"\t\t{' '.join(sentence.split())[:240]}")
    return 0


def unread(reader: Reader, name: str, text: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield (part of speech, word) and the sentence for every pair of actors of one article that no claim joins."""
    article = make_article(id=name, text=text, language="en")
    document, cast = reader.cast(article)
    joined = {(c.sentence, frozenset((c.subject, c.object))) for c in reader.read(article).claims}
    says = reader.lexicon.words["say_verbs"]
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for c in cast.candidates():
        by_sentence[document.sentence(c.root).index].append(c)
    for index, here in by_sentence.items():
        span = document.span(document.sentences[index].start, document.sentences[index].end)
        for a, b in combinations(here, 2):
            if (
                a.actor == b.actor
                or b.start - a.end > _FAR
                or (span, frozenset((a.actor or "", b.actor or ""))) in joined
            ):
                continue
            word = meeting(document.doc[a.root], document.doc[b.root])
            if word is not None and word.lemma_.lower() not in says:
                yield (_PARTS[word.pos_], key(word, document.doc[b.root])), text[slice(*span)]


if __name__ == "__main__":
    sys.exit(main())
