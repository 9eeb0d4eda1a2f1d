"""Questions to a SPARQL endpoint, politely: one at a time, with a pause between them, and more patience when it asks for it."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, InvalidHeader
from urllib3.exceptions import TimeoutError as TimedOutError

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
LONGEST_PAUSE = 300.0
"""Seconds that an endpoint may ask to be left alone (Retry-After) and still be waited for."""

Row = dict[str, str]


class _Retry(urllib3.Retry):
    """Waits as long as the endpoint asks, within reason; what it asks in no known form is left to the usual pauses."""

    def get_retry_after(self, response: urllib3.BaseHTTPResponse) -> float | None:
        try:
            asked = super().get_retry_after(response)
        except InvalidHeader:
            return None
        if asked is not None and asked > LONGEST_PAUSE:
            raise _TooLongError(asked)
        return asked


class _TooLongError(Exception):
    """An endpoint asked for a pause (seconds) that is too long to wait for."""


class Endpoint:
    """A SPARQL endpoint. `pause`: seconds between questions; `patience`: how often a busy one is asked again."""

    def __init__(
        self, url: str, *, pause: float = 1.0, timeout: float = 75.0, patience: int = 5, backoff: float = 2.0
    ) -> None:
        self.url, self._pause, self._timeout = url, pause, timeout
        self._retry = _Retry(
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

        Raises SourceError where the endpoint cannot be reached, stays busy, asks for too long a pause,
        refuses the question or answers something else.
        """
        self._wait()
        try:
            answer = self._http.request(
                "POST", self.url, body=urlencode({"query": query}), headers=HEADERS, retries=self._retry
            )
        except _TooLongError as error:
            minutes = float(str(error)) / 60
            raise SourceError(
                f"{self.url} asks for a pause of {minutes:.0f} minutes, more than the {LONGEST_PAUSE / 60:.0f} that are waited: "
                "run the same command again after that, and it goes on where it stopped"
            ) from None
        except HTTPError as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, TimedOutError) and not isinstance(reason, ConnectTimeoutError):
                raise SourceError(
                    f"{self.url} did not answer a question within {self._timeout:g} s"
                ) from error
            raise SourceError(f"cannot reach {self.url}: {_first_line(reason)}") from error
        finally:
            self._asked = time.monotonic()
        if answer.status != 200:
            said = _first_line(answer.data.decode("utf-8", "replace"))
            raise SourceError(f"{self.url} answered with status {answer.status}: {said or 'nothing'}")
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
