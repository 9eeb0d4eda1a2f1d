"""The record of a server that runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pydantic import SecretStr


class Running(NamedTuple):
    """A Neo4j server of this machine. The password stays in its file until it is asked for."""

    home: Path
    pid: int
    version: str
    bolt_port: int
    http_port: int
    user: str = "neo4j"

    @property
    def uri(self) -> str:
        """What a Neo4j driver connects to."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser_url(self) -> str:
        """The address of Neo4j Browser, with the server and the user filled in: only the password is missing."""
        return (
            f"http://127.0.0.1:{self.http_port}/browser/?dbms=bolt://{self.user}@127.0.0.1:{self.bolt_port}"
        )

    @property
    def password_file(self) -> Path:
        """The file with the password, which only its owner can read."""
        return self.home / "password"

    @property
    def password(self) -> SecretStr:
        """The password, read now; raises OSError where its file is gone."""
        from pydantic import SecretStr

        return SecretStr(self.password_file.read_text("ascii").strip())
