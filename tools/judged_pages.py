"""Make the articles of data/judged/web-pages.jsonl: saved web pages that packages for extracting articles carry among their test data.

    go mod download -json github.com/markusmobius/go-trafilatura@v1.12.2 github.com/markusmobius/go-htmldate@v1.10.1 \\
        github.com/go-shiori/go-readability@latest
    npm pack unfluff@3.2.0; pip download newspaper3k==0.2.8 --no-deps --no-binary :all:      # unpack both
    python tools/judged_pages.py FOLDER... > DIR/pages.jsonl

Looks through the folders for pages that somebody has judged, which it knows by their bytes: an article is named `page-` and the first twelve
digits of the SHA-256 hash of its page. Each is loaded as `polgraph load` loads it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from polgraph import loaders
from polgraph.model import Article

JUDGED = Path(__file__).parent.parent / "data" / "judged"
_DIGITS = 12


def name(page: bytes) -> str:
    """Return how the article of a page is named."""
    return f"page-{hashlib.sha256(page).hexdigest()[:_DIGITS]}"


def wanted() -> set[str]:
    """Return the names of the pages that somebody has judged."""
    lines = (line for file in JUDGED.glob("*pages.jsonl") for line in file.read_text("utf-8").splitlines())
    return {json.loads(line)["article"] for line in lines}


def main(folders: list[str]) -> int:
    """Write the articles as JSON Lines; return the exit status, 1 where pages are missing."""
    if not folders:
        print(__doc__, file=sys.stderr)
        return 2
    missing = wanted()
    for path in sorted(p for folder in map(Path, folders) for p in folder.rglob("*.htm*") if p.is_file()):
        found = name(path.read_bytes())
        if found in missing:
            missing.discard(found)
            for item in loaders.read([path], base=path.parent):
                if isinstance(item, Article):
                    print(item.model_copy(update={"id": found}).model_dump_json(exclude_none=True))
    if missing:
        print(
            f"{len(missing)} judged pages are not in these folders, {min(missing)} among them",
            file=sys.stderr,
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
