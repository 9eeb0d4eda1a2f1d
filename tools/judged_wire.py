"""Make the articles of data/judged/wire-news.jsonl: the Lee corpus of news-wire reports, which the package gensim carries among its test data.

    pip download gensim --no-deps && unzip gensim-*.whl 'gensim/test/test_data/lee*.cor'
    python tools/judged_wire.py gensim/test/test_data/lee_background.cor gensim/test/test_data/lee.cor > DIR/wire.jsonl

One report a line, of the Australian Broadcasting Corporation and others, 2000-2002 (Lee, Pincombe and Welsh 2005). An article is named by its file
and the number of its line, from 0; a report that begins as an earlier one is left out.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

_SAME = 80  # characters from the beginning by which a report is known as a copy


def main(paths: list[str]) -> int:
    """Write the articles as JSON Lines; return the exit status."""
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    seen: set[str] = set()
    for path in map(Path, paths):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
        for number, text in enumerate(map(str.strip, lines)):
            if text and text[:_SAME] not in seen:
                seen.add(text[:_SAME])
                record = {"id": f"{path.stem}-{number:03}", "text": text, "language": "en"}
                print(json.dumps(record, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
