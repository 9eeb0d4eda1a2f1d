"""`tools/quality.py`: floors go up to the figures, and down only with a reason in the change log."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

TOOL = Path(__file__).parents[2] / "tools" / "quality.py"
FLOORS = """# why these are here

own:
  "all: pair": {P: 0.5, R: 0.2}
  micro, actors only: {F1: 0.4}
"""
PAGE = "# Page\n<!-- figures: written by tools/quality.py -->\n\n### dates\n\n| old |\n\n<!-- end of figures -->\nend\n"


@pytest.fixture
def quality(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program, with files of its own to write."""
    spec = importlib.util.spec_from_file_location("quality_tool", TOOL)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    for name, file, text in (
        ("FLOORS", "floors.yaml", FLOORS),
        ("PAGE", "page.md", PAGE),
        ("CHANGES", "log.md", ""),
    ):
        monkeypatch.setattr(tool, name, tmp_path / file)
        if text:
            (tmp_path / file).write_text(text)
    return tool


def figures(p: float, r: float, f1: float) -> dict[str, Any]:
    return {"own": {"all: pair": {"P": p, "R": r, "gold": 7}, "micro, actors only": {"F1": f1}}}


def kept(tool: ModuleType) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(tool.FLOORS.read_text())
    return found


def test_up_goes_what_is_above_and_nothing_down(quality: ModuleType) -> None:
    assert quality.settle(figures(0.9, 0.1, 1.0), check=False, up=True, reason="") == 1, (
        "R lies under its floor"
    )
    assert kept(quality) == {
        "own": {"all: pair": {"P": 0.885, "R": 0.2}, "micro, actors only": {"F1": 0.985}}
    }
    assert quality.FLOORS.read_text().startswith("# why these are here\n\nown:")
    assert not quality.CHANGES.exists()


def test_down_goes_only_what_is_not_held_and_the_reason_is_written(quality: ModuleType) -> None:
    assert (
        quality.settle(figures(0.9, 0.1, 0.39), check=False, up=False, reason="the pack counts otherwise")
        == 0
    )
    assert kept(quality) == {"own": {"all: pair": {"P": 0.5, "R": 0.09}, "micro, actors only": {"F1": 0.375}}}
    lines = quality.CHANGES.read_text().splitlines()
    assert lines[0] == "# Changes"
    assert [line.partition(": quality")[2] for line in lines if line.startswith("- ")] == [
        " floor lowered, own, all: pair, R: 0.2 to 0.09. the pack counts otherwise",
        " floor lowered, own, micro, actors only, F1: 0.4 to 0.375. the pack counts otherwise",
    ]


def test_a_check_writes_nothing(quality: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.settle({}, check=True, up=False, reason="") == 0, "what was not measured is not held"
    assert quality.settle(figures(0.5, 0.2, 0.4), check=True, up=False, reason="") == 0
    assert quality.settle({"own": {}}, check=True, up=False, reason="") == 1
    assert "UNDER THE FLOOR: own, all: pair: P is None, the floor 0.5" in capsys.readouterr().err
    assert (quality.FLOORS.read_text(), quality.PAGE.read_text()) == (FLOORS, PAGE)


def test_a_set_that_was_not_measured_keeps_its_table(quality: ModuleType) -> None:
    quality.write({"re3d": {"micro": {"P": 0.25}}})
    page = quality.PAGE.read_text()
    assert page.index("### re3d") < page.index("### dates\n\n| old |")
    assert "| micro | 0.250 |" in page
    quality.write({"dates": {"words": {"P": 1.0}}})
    assert "| old |" not in quality.PAGE.read_text()
    assert quality.PAGE.read_text().endswith("<!-- end of figures -->\nend\n")


def test_without_the_pack_it_says_so_loudly(tmp_path: Path) -> None:
    for words in ([], ["--eval", str(tmp_path)], ["--eval", str(tmp_path), "--check"]):
        done = subprocess.run(
            [sys.executable, str(TOOL), *words], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("NOT MEASURED: no evaluation pack in ")
