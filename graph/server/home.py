"""The folder of one server: its data, settings, logs, password and state."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from polgraph.errors import InputError

_SETTINGS = """\
# Written by polgraph at every start; changes are lost.
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size=256m
dbms.usage_report.enabled=false
client.allow_telemetry=false
"""


class Home:
    """Where a server lives. Nothing is made before `prepare`."""

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().absolute()
        self.state = self.path / "state.json"
        self.password_file = self.path / "password"
        self.arguments = self.path / "run" / "server.args"
        self.lock = self.path / "run" / "lock"
        self.conf = self.path / "conf"
        self.console = self.path / "logs" / "console.log"

    @property
    def has_data(self) -> bool:
        """Whether a server has ever started here."""
        return (self.path / "data" / "databases").exists()

    def prepare(self) -> None:
        """Make the folder, for its owner alone; raises InputError where that cannot be done."""
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name in ("conf", "data", "import", "logs", "plugins", "run"):
                (self.path / name).mkdir(exist_ok=True)
        except OSError as error:
            raise InputError(f"cannot use {self.path} for Neo4j: {error.strerror or error}") from error

    def configure(self, *, bolt: int, http: int) -> None:
        """Write the settings of the server."""
        (self.conf / "neo4j.conf").write_text(_SETTINGS.format(bolt=bolt, http=http), encoding="utf-8")

    def password(self) -> str:
        """Return the password of the user neo4j, made at random the first time.

        Raises InputError where there are data but no password any more: it cannot be recovered.
        """
        try:
            return self.password_file.read_text("ascii").strip()
        except FileNotFoundError:
            if self.has_data:
                raise InputError(
                    f"{self.password_file} is gone, and the data in {self.path} open with nothing else: "
                    "put it back, or use another --home"
                ) from None
        import secrets

        write_private(self.password_file, secrets.token_urlsafe(24))
        return self.password()

    def read(self) -> dict[str, Any]:
        """Return the state that was last noted; empty where there is none or none that can be read."""
        try:
            state = json.loads(self.state.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return state if isinstance(state, dict) else {}

    def note(self, **changes: object) -> None:
        """Note what has changed of the state."""
        fresh = self.state.with_suffix(".new")
        write_private(fresh, json.dumps(self.read() | changes, indent=1) + "\n")
        fresh.replace(self.state)

    def last_words(self) -> str:
        """Return the line of the server's log that says best why it ended."""
        try:
            said = self.console.read_text("utf-8", errors="replace")
        except OSError:
            said = ""
        return f"{telling_line(said)} (all of it: {self.console})"


def telling_line(said: str) -> str:
    """Return the line of what a Java program `said` that names the cause of its end best."""
    lines = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith("\tat ")]
    causes = [line for line in lines if "Caused by" in line or "ERROR" in line or "Error:" in line]
    return (causes or lines or ["it said nothing"])[-1]


def default_home() -> Path:
    """Return POLGRAPH_NEO4J_HOME, else a folder among the user's data."""
    from polgraph.settings import environment

    if named := environment("NEO4J_HOME"):
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("polgraph", appauthor=False) / "neo4j"


def default_cache() -> Path:
    """Return POLGRAPH_NEO4J_JARS, else a folder in the user's cache."""
    from polgraph.settings import environment

    if named := environment("NEO4J_JARS"):
        return Path(named).expanduser().absolute()
    import platformdirs

    return platformdirs.user_cache_path("polgraph", appauthor=False) / "maven"


def write_private(file: Path, text: str) -> None:
    """Write `file` so that at no moment anybody but its owner can read it."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)
