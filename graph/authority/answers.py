"""Answers that are kept until they are used, so that a refresh that was interrupted goes on where it stopped."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from polgraph.authority.sparql import Endpoint, Row
from polgraph.errors import InputError, SourceError

FRESH = 7  # days after which a kept answer is asked for again


class Answer(NamedTuple):
    """The rows of an answer, and the day on which it was given (ISO)."""

    rows: list[Row]
    day: str


class Answers:
    """Asks an endpoint what is not yet kept in `file`, JSON Lines. `today` is an ISO date."""

    def __init__(self, endpoint: Endpoint, file: Path, *, today: str) -> None:
        self._endpoint, self._file, self._today = endpoint, file, today
        self._kept = dict(self._read())
        self.asked = 0

    def __call__(self, query: str) -> Answer:
        """Return the answer to `query`. Raises SourceError, InputError where it cannot be kept."""
        name = hashlib.sha256(f"{self._endpoint.url}\n{query}".encode()).hexdigest()[:20]
        if name not in self._kept:
            self._kept[name] = Answer(self._select(query), self._today)
            self.asked += 1
            self._keep(name, self._kept[name])
        return self._kept[name]

    def forget(self) -> None:
        """Delete what was kept: it was used."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _select(self, query: str) -> list[Row]:
        try:
            return self._endpoint.select(query)
        except SourceError as error:
            if not self._kept or "where it stopped" in str(error):
                raise
            raise SourceError(
                f"{error}; what was answered is kept: the same command goes on there"
            ) from error

    def _keep(self, name: str, answer: Answer) -> None:
        line = json.dumps({"question": name, "day": answer.day, "rows": answer.rows}, ensure_ascii=False)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"\n{line}")  # behind a line that was cut short
        except OSError as error:
            raise InputError(f"cannot write {self._file}: {error.strerror}") from error

    def _read(self) -> dict[str, Answer]:
        oldest = (datetime.date.fromisoformat(self._today) - datetime.timedelta(days=FRESH)).isoformat()
        found = {}
        try:
            lines = self._file.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return {}
        for line in lines:
            with contextlib.suppress(ValueError, KeyError, TypeError):  # cut short: it is asked again
                kept = json.loads(line)
                if kept["day"] >= oldest:
                    found[str(kept["question"])] = Answer(list(kept["rows"]), str(kept["day"]))
        return found
