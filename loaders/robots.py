"""What a site allows those who come without being asked: its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from polgraph.errors import InputError
from polgraph.loaders.addresses import Target
from polgraph.loaders.exchange import Answer

NAME = "polgraph"
LARGEST = 512_000  # bytes that are read of it
SLOWEST = 60.0  # seconds between requests that a site may ask for
GOOD_FOR = 86_400.0  # seconds for which what it says holds (RFC 9309, 2.4)
BAD_FOR = 600.0  # the same where it could not be read

Get = Callable[[str], Answer]


class Robots:
    """The rules of the sites that were asked, each read once a day."""

    def __init__(self, get: Get, clock: Callable[[], float]) -> None:
        self._get, self._clock = get, clock
        self._sites: dict[str, tuple[Protego | str, float]] = {}

    def check(self, target: Target) -> None:
        """Raise InputError where the site does not want the address to be opened, or does not say."""
        rules = self._of(target)
        if isinstance(rules, str):
            raise InputError(rules)
        if not rules.can_fetch(target.url, NAME):
            raise InputError(
                f"robots.txt of {target.host} does not allow polgraph to open it: save the page yourself"
            )

    def delay(self, target: Target) -> float:
        """Return the seconds that the site wants between two requests, 0 where it does not say."""
        rules, _ = self._sites.get(target.site, ("", 0.0))
        asked = rules.crawl_delay(NAME) if isinstance(rules, Protego) else None
        return min(float(asked or 0), SLOWEST)

    def _of(self, target: Target) -> Protego | str:
        rules, until = self._sites.get(target.site, ("", float("-inf")))
        if self._clock() > until:
            rules = self._read(target)
            until = self._clock() + (BAD_FOR if isinstance(rules, str) else GOOD_FOR)
            self._sites[target.site] = rules, until
        return rules

    def _read(self, target: Target) -> Protego | str:
        try:
            answer = self._get(f"{target.site}/robots.txt")
        except InputError as error:
            return f"{error} (robots.txt of {target.host} was asked for first)"
        if answer.status == 429 or answer.status >= 500:
            return f"robots.txt of {target.host} answers with status {answer.status}, so nothing there is opened: try later"
        text = answer.body[:LARGEST].decode("utf-8", "replace") if 200 <= answer.status < 300 else ""
        return Protego.parse(text)
