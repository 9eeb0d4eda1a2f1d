"""What stands at an address of the net, fetched politely and without being led into networks that are not public."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin

from polgraph import __version__
from polgraph.errors import InputError
from polgraph.loaders import addresses
from polgraph.loaders.addresses import Resolver, Target
from polgraph.loaders.exchange import Answer, Limits, exchange
from polgraph.loaders.robots import LARGEST, NAME, Robots

AGENT = f"{NAME}/{__version__} (reads news articles for research; honours robots.txt)"
ACCEPT = "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAUSE = 1.0  # seconds between two requests to one host
PATIENCE = 60.0  # seconds that a busy server may ask for and still be waited for
_BUSY = (429, 503)
_MOVED = (301, 302, 303, 307, 308)
_SENT_ON = "it sends us on more than {} times: given up"


class NotFetchedError(InputError):
    """An address gave nothing. `status` of the answer, and the seconds for which the server asks to be left alone."""

    def __init__(self, message: str, *, status: int | None = None, pause: float | None = None) -> None:
        super().__init__(message)
        self.status, self.pause = status, pause


class Fetched(NamedTuple):
    """What stood at an address. `url` is where it was in the end; `changed` false: it is what the asker has already."""

    url: str
    body: bytes
    headers: dict[str, str]
    changed: bool = True

    @property
    def kind(self) -> str:
        """Return the media type that the server names, "" where it names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Fetcher:
    """Opens addresses one after the other, a host at its own pace, as its robots.txt allows.

    `own`: hosts (with port where it is not the usual one) that may lie in a network that is not public; whatever else
    they name or send us on to may not. `resolver`, `clock` and `sleep` are what tells and takes time.
    """

    def __init__(
        self,
        *,
        own: Iterable[str] = (),
        limits: Limits = Limits(),  # noqa: B008 - frozen
        pause: float = PAUSE,
        patience: float = PATIENCE,
        resolver: Resolver = addresses.system_resolver,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._own, self._limits = frozenset(own), limits
        self._pause, self._patience = pause, patience
        self._resolver, self._clock, self._sleep = resolver, clock, sleep
        self._asked: dict[str, float] = {}
        self._robots = Robots(self._rules, clock)

    def fetch(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what stands at `url`. `etag` and `modified`: of the answer that the asker has already.

        Raises NotFetchedError where there is nothing, InputError where it is refused, too large or too slow.
        """
        headers = {"User-Agent": AGENT, "Accept": ACCEPT}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": modified} if modified else {}
        target, answer = self._followed(addresses.parse(url), headers)
        if answer.status == 304 and (etag or modified):
            return Fetched(target.url, b"", answer.headers, changed=False)
        if answer.status != 200:
            raise NotFetchedError(_status(answer), status=answer.status, pause=retry_after(answer.headers))
        return Fetched(target.url, answer.body, answer.headers)

    def _followed(self, target: Target, headers: Mapping[str, str]) -> tuple[Target, Answer]:
        been: set[str] = set()
        while len(been) <= self._limits.redirects:
            if target.url in been:
                raise InputError("it sends us in a circle: given up")
            been.add(target.url)
            self._robots.check(target)
            answer = self._patient(target, headers)
            if answer.status not in _MOVED or "location" not in answer.headers:
                return target, answer
            target = self._next(target, answer)
        raise InputError(_SENT_ON.format(self._limits.redirects))

    def _next(self, target: Target, answer: Answer) -> Target:
        try:
            return addresses.parse(urljoin(target.url, answer.headers["location"]))
        except (InputError, ValueError) as error:
            raise InputError(f"it sends us on to an address that is not opened: {error}") from error

    def _patient(self, target: Target, headers: Mapping[str, str]) -> Answer:
        """Return the answer; a busy server that says when it has time is asked once more then."""
        answer = self._ask(target, headers, self._limits)
        pause = retry_after(answer.headers) if answer.status in _BUSY else None
        if pause is None or pause > self._patience:
            return answer
        self._sleep(pause)
        return self._ask(target, headers, self._limits)

    def _ask(self, target: Target, headers: Mapping[str, str], limits: Limits) -> Answer:
        if target.site in self._asked:
            since = self._clock() - self._asked[target.site]
            wait = max(self._pause, self._robots.delay(target)) - since
            if wait > 0:
                self._sleep(wait)
        address = addresses.resolve(target, self._resolver, allow_private=target.host in self._own)
        try:
            return exchange(target, address, headers, limits)
        finally:
            self._asked[target.site] = self._clock()

    def _rules(self, url: str) -> Answer:
        """Return the answer to the question for robots.txt, which may lie elsewhere."""
        target = addresses.parse(url)
        limits = self._limits._replace(size=min(self._limits.size, 4 * LARGEST))
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(target, {"User-Agent": AGENT}, limits)
            if answer.status not in _MOVED or "location" not in answer.headers:
                return answer
            target = self._next(target, answer)
        raise InputError(_SENT_ON.format(self._limits.redirects))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds for which a server asks to be left alone (RFC 9110, 10.2.3), None where it does not say."""
    asked = headers.get("retry-after", "").strip()
    if asked.isdigit():
        return float(asked[:9])
    try:
        moment = parsedate_to_datetime(asked)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _status(answer: Answer) -> str:
    told = {
        401: "it wants a log-in",
        403: "it is refused",
        404: "nothing is there",
        410: "it was taken away",
        402: "it must be paid for",
    }
    pause = retry_after(answer.headers)
    if answer.status in _BUSY and pause:
        told[answer.status] = f"the server asks to be left alone for {_minutes(pause)}: try again after that"
    words = told.get(answer.status, "try later" if answer.status >= 500 else "nothing that can be read")
    return f"status {answer.status}: {words}"


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} minutes"
