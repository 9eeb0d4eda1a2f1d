"""Where a workspace is and what it says. The one place where the library reads the environment.

A workspace is a folder with the ledger (`ledger.sqlite`) and the settings (`settings.toml`). It is named by
`--workspace`, else by `POLGRAPH_WORKSPACE`, else found upwards from the current folder (a folder `.polgraph`,
as git finds `.git`), else made by the first load.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

from polgraph.errors import InputError, NotFoundError

FOLDER = ".polgraph"
LEDGER = "ledger.sqlite"
SETTINGS = "settings.toml"
GRAPH = "graph.arcadedb"
FACTS = "authority.jsonl.gz"


class StoreSettings(BaseModel):
    """How to reach the graph store. The password is never printed: `SecretStr`."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    uri: str | None = None
    user: str | None = None
    password: SecretStr | None = None
    database: str | None = None


class Settings(BaseModel):
    """What `settings.toml` may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    model: str | None = None
    store: StoreSettings = StoreSettings()


class Workspace(BaseModel):
    """A folder with the ledger and the settings."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    path: Path
    settings: Settings = Settings()

    @property
    def ledger(self) -> Path:
        """The file of the ledger."""
        return self.path / LEDGER

    @property
    def graph(self) -> Path:
        """The folder of the embedded graph store."""
        return self.path / GRAPH

    @property
    def facts(self) -> Path:
        """The file of imported background facts; there need be none."""
        return self.path / FACTS

    @property
    def base(self) -> Path:
        """The folder that article ids are relative to."""
        return self.path.parent if self.path.name == FOLDER else self.path


def environment(name: str) -> str | None:
    """Return the variable `POLGRAPH_<name>`, or None where it is unset or empty."""
    return os.environ.get(f"POLGRAPH_{name}") or None


def give_environment(**variables: str) -> None:
    """Set variables that a library reads when it is loaded; what the user has set stays."""
    for name, value in variables.items():
        os.environ.setdefault(name, value)


_facts: list[Path | None] = []  # the folder whose imported facts are in use; empty: not yet asked for


def use_facts(folder: Path | None) -> None:
    """Let this process read and link with the background facts that were imported into the workspace `folder`."""
    _facts[:] = [folder]


def facts_folder() -> Path | None:
    """Return the folder that `use_facts` named, else the workspace that `find_workspace` finds, or None."""
    if not _facts:
        found = find_workspace()
        use_facts(found.path if found else None)
    return _facts[0]


def facts_file() -> Path | None:
    """Return the file of background facts in use, or None: POLGRAPH_AUTHORITY, else that of the workspace in use."""
    if named := environment("AUTHORITY"):
        return Path(named)
    folder = facts_folder()
    file = folder / FACTS if folder else None
    return file if file and file.is_file() else None


def find_workspace(given: Path | None = None, *, start: Path | None = None) -> Workspace | None:
    """Return the workspace that `given`, the environment or a folder above `start` names, or None.

    Raises InputError where the settings file cannot be read or has an unknown entry.
    """
    if given is None and (named := environment("WORKSPACE")):
        given = Path(named)
    if given is not None:
        return _open(given) if (given / LEDGER).exists() or (given / SETTINGS).exists() else None
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / FOLDER).is_dir():
            return _open(folder / FOLDER)
    return None


def need_workspace(given: Path | None = None) -> Workspace:
    """Return the workspace; raises NotFoundError, saying where it was looked for, if there is none."""
    found = find_workspace(given)
    if found is None:
        where = given or environment("WORKSPACE") or f"{Path.cwd()} or a folder above it"
        raise NotFoundError(f"no workspace in {where}: `polgraph load PATH` makes one")
    return found


def plan_workspace(given: Path | None = None) -> Workspace:
    """Return the workspace, or where there is none the one that `make_workspace` would make."""
    if found := find_workspace(given):
        return found
    named = environment("WORKSPACE")
    return Workspace(path=given or (Path(named) if named else Path.cwd() / FOLDER))


def make_workspace(given: Path | None = None) -> tuple[Workspace, bool]:
    """Return the workspace, made where there is none, and whether it was made now."""
    if found := find_workspace(given):
        return found, False
    path = plan_workspace(given).path
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot make the workspace {path}: {error.strerror}") from error
    return _open(path), True


def _open(path: Path) -> Workspace:
    file = path / SETTINGS
    if not file.exists():
        return Workspace(path=path)
    try:
        return Workspace(path=path, settings=Settings.model_validate(tomllib.loads(file.read_text("utf-8"))))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{file} is not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{file}: {where}: {first['msg']}") from error
