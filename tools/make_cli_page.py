"""Write docs/cli.md: `python tools/make_cli_page.py`."""

from pathlib import Path

from polgraph.cli.pages import page

if __name__ == "__main__":
    (Path(__file__).parents[1] / "docs" / "cli.md").write_text(page(), encoding="utf-8")
