"""A Chromium of this machine, and a page that says what it tried to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support import cannot_run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@contextmanager
def opened_browser() -> Iterator[Any]:
    """Yield a headless Chromium; the test cannot run where there is none."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        cannot_run(f"no browser: none of {', '.join(NAMES)} is on the PATH")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page of a file. `harm`: errors, dialogs, refusals by the policy, requests for anything but the file."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.harm: list[str] = []
        self.page = browser.new_page(viewport={"width": 1280, "height": 800}, **options)
        self.page.on("pageerror", lambda error: self.harm.append(f"error {error}"))
        self.page.on(
            "console", lambda m: self.harm.append(f"console {m.text}") if m.type == "error" else None
        )
        self.page.on("dialog", lambda dialog: (self.harm.append("dialog"), dialog.dismiss()))
        self.page.on(
            "request", lambda r: self.harm.append(f"request {r.url}") if r.url != file.as_uri() else None
        )
        self.page.on("popup", lambda popup: self.harm.append(f"popup {popup.url}"))
        self.page.goto(file.as_uri())

    def names(self) -> set[str]:
        """The names of the nodes that are seen."""
        return set(self.page.locator(".node:not(.gone) title").all_text_contents())

    def lines(self) -> int:
        """How many lines are seen."""
        return int(self.page.locator(".edge:not(.gone)").count())

    def choose(self, typed: str) -> None:
        """Find an actor as a reader does."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(typed)
        self.page.keyboard.press("Enter")

    def edge(self, one: str, other: str, sign: str) -> Any:
        """The line of this sign between two actors."""
        found = self.page.locator(f".edge:has(.line.{sign})")
        for name in (one, other):
            found = found.filter(has=self.page.locator("title", has_text=name))
        return found.locator(".line")

    def click_edge(self, one: str, other: str, sign: str) -> None:
        """Click the middle of that line."""
        x, y = self.edge(one, other, sign).evaluate(
            "l => { const p = l.getPointAtLength(l.getTotalLength() / 2).matrixTransform(l.getScreenCTM()); return [p.x, p.y]; }"
        )
        self.page.mouse.click(x, y)
