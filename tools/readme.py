"""Run the examples of the README and hold what they print against what it shows.

    python tools/readme.py [--write]

A fenced block marked `console` is run line by line ("$ command") in one new folder, in which `data` is the checkout's;
a block marked `sh` is not run. With --write the README shows what was printed now.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.S)
# What depends on how fast the machine is: lines of progress, and the batches of a load, with the ids given in each.
_PROGRESS = re.compile(r"^(?:\d+ items?: |graph: change \d).*\n", re.M)
_BATCHES = re.compile(r"\bn:\d+|\b\d+ removed")


def run(command: str, folder: Path) -> str:
    """Return what a command prints, standard output and error in one, as a user of the folder sees it."""
    bin_ = Path(sys.executable).parent
    inherited = {
        k: v for k, v in os.environ.items() if not k.startswith("POLGRAPH_") or k == "POLGRAPH_NEO4J_HOME"
    }
    environment = {
        **inherited,
        "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "110",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in (0, 1):
        raise SystemExit(f"`{command}` ended with {done.returncode}: {done.stderr}")
    printed = _PROGRESS.sub("", done.stderr) + done.stdout
    return printed.replace(str(folder.resolve()), "~/news").replace(str(folder), "~/news")


def shown(page: str, folder: Path) -> str:
    """Return the page with every console block as it prints now."""

    def block(match: re.Match[str]) -> str:
        commands = [line[2:] for line in match[1].splitlines() if line.startswith("$ ")]
        printed = [f"$ {c}\n{run(c, folder).rstrip()}".rstrip() for c in commands]
        return "```console\n" + "\n\n".join(printed) + "\n```"

    return _BLOCK.sub(block, page)


def main() -> int:
    page = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").symlink_to(ROOT / "data")
        now = shown(page, folder)
    if "--write" in sys.argv:
        README.write_text(now, encoding="utf-8")
        return 0
    one, other = (_BATCHES.sub("…", text).splitlines(keepends=True) for text in (page, now))
    sys.stdout.writelines(difflib.unified_diff(one, other, "README.md", "what it prints now"))
    return int(one != other)


if __name__ == "__main__":
    sys.exit(main())
