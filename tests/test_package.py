"""What is installed: every module of the tree, in the wheel made from the sdist, working in a fresh environment."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from support import cannot_run

ROOT = Path(__file__).parent.parent
FOLDERS = {
    "graph": "polgraph",
    "loaders": "polgraph/loaders",
    "queries": "polgraph/queries",
    "data": "polgraph/data",
}
DATA = {
    ".py",
    ".yaml",
    ".jsonl",
    ".cypher",
    ".sql",
    ".grass",
    ".typed",
    ".html",
    ".css",
    ".js",
    ".properties",
}


def tree() -> set[str]:
    """The files of the packages as they shall lie in the wheel."""
    found = set()
    for folder, package in FOLDERS.items():
        for path in (ROOT / folder).rglob("*"):
            if (
                path.is_file()
                and "__pycache__" not in path.parts
                and (path.suffix in DATA or path.name == "py.typed")
            ):
                found.add(f"{package}/{path.relative_to(ROOT / folder).as_posix()}")
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist and, from it, the wheel."""
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "network" in (done.stderr + done.stdout).lower():
        cannot_run("the wheel cannot be built without network")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return out


@pytest.mark.slow
@pytest.mark.network
def test_wheel_and_sdist_hold_the_whole_tree(built: Path) -> None:
    wheel = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    assert tree() - wheel == set()
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        sdist = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    modules = {p for folder in FOLDERS for p in (ROOT / folder).rglob("*.py")}
    assert {p.relative_to(ROOT).as_posix() for p in modules} - sdist == set()


@pytest.mark.slow
@pytest.mark.network
def test_the_wheel_works_in_a_fresh_environment(built: Path, tmp_path: Path) -> None:
    """`pip install` and the command of the README's first lines, with nothing of this checkout in reach."""
    venv.create(tmp_path / "env", with_pip=True)
    bin_ = tmp_path / "env" / "bin"

    def run(*command: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(bin_ / command[0]), *command[1:]],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
            input=stdin,
        )

    installed = run("pip", "install", "--quiet", str(next(built.glob("*.whl"))))
    if installed.returncode and "Could not find a version" in installed.stderr:
        cannot_run("the dependencies cannot be fetched")
    assert installed.returncode == 0, installed.stderr
    assert "polgraph" in run("polgraph", "--version").stdout

    article = json.dumps({"id": "a", "text": "Sergey Lavrov met Antony Blinken in Bali.", "language": "en"})
    missing = run("polgraph", "extract", stdin=article)
    assert missing.returncode == 2
    assert "polgraph model install" in missing.stderr
    assert "Traceback" not in missing.stderr

    fetched = run("polgraph", "model", "install")
    assert fetched.returncode == 0, fetched.stderr
    body = (
        "<p>Sergey Lavrov met Antony Blinken in Bali, and both spoke for an hour about grain and prisoners.</p>"
        * 4
    )
    page = f"<html><head><title>Talks in Bali</title></head><body><article><h1>Talks in Bali</h1>{body}</article></body></html>"
    (tmp_path / "page.html").write_text(page)
    assert json.loads(run("polgraph", "read", "page.html").stdout)["title"] == "Talks in Bali"
    extracted = run("polgraph", "extract", stdin=article)
    predicates = {c["predicate"] for c in json.loads(extracted.stdout)["claims"]}
    assert predicates == {"MET_WITH", "TOOK_PART_IN"}, extracted.stderr
    assert run("python", "-c", "import polgraph; assert 'site-packages' in polgraph.__file__").returncode == 0


def test_every_room_is_listed() -> None:
    """A room that is not listed is missing from the wheel and only from the wheel."""
    listed = set(
        tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    )
    rooms = {
        ".".join((package.replace("/", "."), *path.parent.relative_to(ROOT / folder).parts)).rstrip(".")
        for folder, package in FOLDERS.items()
        for path in (ROOT / folder).rglob("__init__.py")
    }
    assert rooms == listed


def test_the_accidental_name_is_banned() -> None:
    """`import graph` works from the checkout by accident: the linter refuses it."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--config",
            str(ROOT / "pyproject.toml"),
            "--stdin-filename",
            "x.py",
            "-",
        ],
        input="import graph\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "TID251" in done.stdout
