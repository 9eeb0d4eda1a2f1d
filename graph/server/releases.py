"""Which Neo4j releases are known to run, and what each is made of."""

from __future__ import annotations

import re
from typing import NamedTuple

from polgraph.errors import InputError

LONG_TERM = "5.26.30"
NEWEST = "2026.08.1"
_BROWSER = "5.24.0"
BROWSER_JAR = f"org/neo4j/client/neo4j-browser/{_BROWSER}/neo4j-browser-{_BROWSER}.jar"
"""The pages of Neo4j Browser by themselves, in cache and repository alike."""

_FORM = re.compile(r"(5\.26|2026\.\d\d)\.\d+")


class Release(NamedTuple):
    """A version of the server: its Maven coordinates and the class that starts it."""

    version: str
    coordinates: tuple[str, ...]
    main: str

    @property
    def series(self) -> str:
        """What data can be shared within: "5" or "calendar" (versions that begin with a year)."""
        return self.version.split(".")[0] if self.version.startswith("5.") else "calendar"

    def can_open(self, written_by: str) -> bool:
        """Whether this release reads data of `written_by` as they are: same series, not an older release."""
        other = release(written_by)
        return self.series == other.series and _numbers(self.version) >= _numbers(written_by)


def release(version: str) -> Release:
    """Return the release called `version`: "5.26.30", "2026.08.1"; also "lts" and "latest".

    Raises InputError for a version that polgraph cannot run (older than 5.26).
    """
    version = {"lts": LONG_TERM, "latest": NEWEST}.get(version, version)
    if not _FORM.fullmatch(version):
        raise InputError(
            f"no Neo4j release {version!r} that polgraph runs: lts ({LONG_TERM}), latest ({NEWEST}), "
            "another 5.26.N or 2026.MM.N"
        )
    coordinates = (
        f"org.neo4j:neo4j:{version}",
        f"org.neo4j.app:neo4j-server:{version}",
        f"org.neo4j:neo4j-import-tool:{version}",
        f"org.neo4j.client:neo4j-browser:{_BROWSER}",
    )
    entry = "CommunityEntryPoint" if version.startswith("5.") else "Neo4jCommunity"
    return Release(version, coordinates, f"org.neo4j.server.{entry}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
