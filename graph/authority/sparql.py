"""Questions to a SPARQL endpoint, politely: one at a time, with a pause between them, and more patience when it asks for it."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

import urllib3

from polgraph import __version__
from polgraph.errors import SourceError

WIKIDATA = "https://query.wikidata.org/sparql"
AGENT = f"polgraph/{__version__} (background facts on political offices)"
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "application/sparql-results+json",
    "Content-Type": "application/x-www-form-urlencoded",
}
BUSY = (429, 500, 502, 503, 504)

Row = dict[str, str]


class Endpoint:
    """A SPARQL endpoint. `pause`: seconds between questions; `patience`: how often a busy one is asked again."""

    def __init__(
        self, url: str, *, pause: float = 1.0, timeout: float = 75.0, patience: int = 5, backoff: float = 2.0
    ) -> None:
        self.url, self._pause = url, pause
        self._retry = urllib3.Retry(
            total=patience,
            backoff_factor=backoff,
            status_forcelist=BUSY,
            allowed_methods=None,
            respect_retry_after_header=True,
            raise_on_status=False,
        )
        self._http = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=20.0, read=timeout),
        )
        self._asked: float | None = None

    def select(self, query: str) -> list[Row]:
        """Return the rows of an answer, each value as text (of an entity its address), what is unbound left out.

        Raises SourceError where the endpoint cannot be reached, stays busy, refuses the question or answers something else.
        """
        self._wait()
        try:
            answer = self._http.request(
                "POST", self.url, body=urlencode({"query": query}), headers=HEADERS, retries=self._retry
            )
        except urllib3.exceptions.HTTPError as error:
            reason = getattr(error, "reason", None) or error
            raise SourceError(f"cannot reach {self.url}: {_first_line(reason)}") from error
        finally:
            self._asked = time.monotonic()
        if answer.status != 200:
            said = _first_line(answer.data.decode("utf-8", "replace"))
            raise SourceError(f"{self.url} answered with status {answer.status}: {said}")
        return _rows(answer.data, self.url)

    def _wait(self) -> None:
        if self._asked is not None:
            time.sleep(max(0.0, self._asked + self._pause - time.monotonic()))


def _rows(body: bytes, url: str) -> list[Row]:
    try:
        found: list[dict[str, Any]] = json.loads(body)["results"]["bindings"]
        return [{name: str(cell["value"]) for name, cell in row.items()} for row in found]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(f"{url} is no SPARQL endpoint, or its answer was cut short") from error


def _first_line(said: object) -> str:
    return " ".join(str(said).split())[:200]
