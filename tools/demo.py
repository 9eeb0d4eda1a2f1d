"""What polgraph does, in a minute: load the sample articles, ask, and write a picture and a graph file.

    python tools/demo.py [FOLDER]

Everything is written into FOLDER (build/demo), and what was read there before is not read again; no server, account or
key is needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
POLGRAPH = str(Path(sys.executable).with_name("polgraph"))

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Read the sample articles", ("load", "data/sample")),
    ("The graph in numbers", ("measure", "--top", "8")),
    ("One actor", ("who", "Kozak")),
    ("One relation, with the sentences behind it", ("related", "Kozak", "Putin")),
    ("Who connects Kozak with Macron?", ("path", "Kozak", "Macron")),
    ("What some say and others deny", ("query", "contested")),
    ("An interactive picture", ("explore", "--out", "{folder}/sample.html")),
    (
        "A graph file for Gephi, Cytoscape, networkx",
        ("export", "graphml", "--out", "{folder}/sample.graphml"),
    ),
)


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("build/demo")
    folder.mkdir(parents=True, exist_ok=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("POLGRAPH_")}
    environment["POLGRAPH_WORKSPACE"] = str(folder / "workspace")
    environment["POLGRAPH_NEO4J_URI"] = "embedded"
    for title, words in STEPS:
        command = [word.format(folder=folder) for word in words]
        shown = " ".join(f'"{w}"' if " " in w else w for w in command)
        print(f"\n── {title}\n$ polgraph {shown}", flush=True)
        done = subprocess.run([POLGRAPH, *command], cwd=ROOT, env=environment, check=False)
        if done.returncode not in (0, 1):
            return done.returncode
    print(
        f"\nOpen {(folder / 'sample.html').resolve()} in a browser; `export POLGRAPH_WORKSPACE={folder}/workspace` to go on asking."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
