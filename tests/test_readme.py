"""The README shows what the commands print."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
def test_the_examples_print_what_the_readme_shows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POLGRAPH_NEO4J_HOME", str(tmp_path))  # no server of the user's is found
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "readme.py")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
