"""jgo's resolver, made sure of: a file is in the cache whole and verified, or not at all.

jgo itself only logs a wrong checksum, and what an interrupted download left passes for the file.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import requests
from jgo.maven import Artifact, MavenContext, PythonResolver
from jgo.util import http

from polgraph.errors import StoreError
from polgraph.server.releases import Release

_TRIES = 3
_SECONDS = 30  # without a byte from the repository
_CHUNK = 1 << 16


class Repository(PythonResolver):
    """A Maven repository with its cache on this machine (in Maven's own layout)."""

    def __init__(self, cache: Path, *, address: str | None = None) -> None:
        super().__init__()
        remote = {"given": address.rstrip("/")} if address else None
        self.context = MavenContext(
            self, repo_cache=cache, local_repos=[], remote_repos=remote, timeout=_SECONDS
        )
        self.cache = cache
        self.address = next(iter(self.context.remote_repos.values()))
        self.on_description: Callable[[], None] = lambda: None

    def jars(self, release: Release) -> list[str]:
        """Return the paths (in cache and repository alike) of all jars that `release` consists of."""
        wanted = [self.context.create_dependency(name) for name in release.coordinates]
        found = [dependency for group in self.resolve(wanted) for dependency in group]
        artifacts = [dependency.artifact for dependency in found if dependency.type == "jar"]
        return sorted({_path(artifact) for artifact in artifacts})

    def download(self, artifact: Artifact) -> Path:
        """Fetch a file that jgo asks for; it does so while it resolves, for the descriptions (POM)."""
        self.fetch(path := _path(artifact))
        self.on_description()
        return self.cache / path

    def fetch(self, path: str) -> None:
        """Fetch the file `path` and its checksum into the cache, going on with what is there of it.

        Raises StoreError where the repository does not answer, lacks it, or sends it damaged every time.
        """
        trouble = ""
        for attempt in range(_TRIES):
            try:
                if trouble := self._try(path):
                    continue
                return
            except requests.RequestException as error:
                trouble = f"no answer ({type(error).__name__})"
                time.sleep(attempt)
        raise StoreError(
            f"cannot fetch {PurePosixPath(path).name} from {self.address}: {trouble}; what was fetched is kept: "
            "check the network and run it again"
        )

    def _try(self, path: str) -> str:
        """Fetch once; return what was wrong, "" if nothing."""
        target = self.cache / path
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(target.name + ".part")
        published = http.get(f"{self.address}/{path}.sha1", timeout=_SECONDS)
        if published.status_code != 200:
            return f"it has no checksum there (HTTP {published.status_code})"
        have = part.stat().st_size if part.exists() else 0
        headers = {"Range": f"bytes={have}-"} if have else {}
        with http.get(f"{self.address}/{path}", stream=True, timeout=_SECONDS, headers=headers) as answer:
            if answer.status_code not in (200, 206):
                part.unlink(missing_ok=True)
                return f"HTTP {answer.status_code}"
            with part.open("ab" if answer.status_code == 206 else "wb") as file:
                for chunk in answer.iter_content(_CHUNK):
                    file.write(chunk)
        checksum = published.text.split()[0].lower()
        if sha1(part) != checksum:
            part.unlink()
            return "what comes does not have its checksum"
        target.with_name(target.name + ".sha1").write_text(checksum, encoding="ascii")
        part.replace(target)
        return ""


def sha1(file: Path) -> str:
    """Return the SHA-1 of `file` in hexadecimal: the checksum that every Maven repository publishes."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha1").hexdigest()


def _path(artifact: Artifact) -> str:
    return (artifact.component.path_prefix / artifact.filename).as_posix()
