"""Addresses that are watched: what is new, how often, and what is remembered."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from serving import Reply, Site, fetcher, site

from polgraph.errors import InputError
from polgraph.loaders import Failure
from polgraph.loaders.watching import Watch, parse_every
from polgraph.model import Article

STORY = " ".join(
    f"The envoy spoke of the river for the {n}th time, and nobody in the hall believed her." for n in range(9)
)


class Time:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def feed(*names: str) -> bytes:
    items = "".join(
        f"<item><title>{n}</title><link>/{n}</link><description>Short…</description></item>" for n in names
    )
    return f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()


def page(title: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{STORY}</p></article>".encode()


def watching(here: Site, state: Path, clock: Callable[[], float]) -> Watch:
    return Watch(
        [f"{here.url}/feed"],
        state=state,
        fetcher=fetcher(here.host),
        every=600,
        clock=clock,
        chance=lambda low, high: 1.0,
    )


def rounds(watch: Watch) -> tuple[list[str], list[str]]:
    items = list(watch.round())
    watch.keep()
    return [i.title or "" for i in items if isinstance(i, Article)], [
        i.reason for i in items if isinstance(i, Failure)
    ]


def test_only_what_is_new_is_opened_also_after_a_restart(tmp_path: Path) -> None:
    clock, state = Time(), tmp_path / "watch.json"
    with site(
        {"/feed": feed("a", "b"), "/a": page("Envoy a"), "/b": page("Envoy b"), "/c": page("Envoy c")}
    ) as here:
        first = watching(here, state, clock)
        assert rounds(first) == (["Envoy a", "Envoy b"], [])
        assert first.wait() == 600
        assert rounds(first) == ([], [])  # nothing is due
        clock.now += 601
        here.replies["/feed"] = feed("c", "a", "b")
        again = watching(here, state, clock)
        assert rounds(again) == (["Envoy c"], [])
        assert [path for path in here.asked if path != "/robots.txt"] == ["/feed", "/a", "/b", "/feed", "/c"]


def test_what_has_not_changed_is_not_sent(tmp_path: Path) -> None:
    clock, sent = Time(), []

    def reply(headers: Mapping[str, str]) -> Reply:
        sent.append((headers["If-None-Match"], headers["If-Modified-Since"]))
        told = {"ETag": '"7"', "Last-Modified": "Mon, 04 Mar 2024 10:00:00 GMT"}
        return (304, {}, b"") if sent[-1][0] else (200, told, feed("a"))

    with site({"/feed": reply, "/a": page("Envoy a")}) as here:
        for wanted in (["Envoy a"], [], []):
            assert rounds(watching(here, tmp_path / "watch.json", clock)) == (wanted, [])
            clock.now += 601
        assert sent == [(None, None), *[('"7"', "Mon, 04 Mar 2024 10:00:00 GMT")] * 2]


def test_an_address_that_fails_is_asked_less_and_less(tmp_path: Path) -> None:
    clock = Time()
    with site({"/feed": (500, {}, b"")}) as here:
        watch = watching(here, tmp_path / "watch.json", clock)
        waits = []
        for _ in range(4):
            assert "status 500" in rounds(watch)[1][0]
            waits.append(watch.wait())
            clock.now += watch.wait()
        assert waits == [600, 1200, 2400, 4800]
        here.replies["/feed"] = (429, {"Retry-After": "90000"}, b"")
        assert "left alone for 1500 minutes" in rounds(watch)[1][0]
        assert watch.wait() == 90_000
        clock.now += watch.wait()
        here.replies["/feed"] = feed()[:-1]
        rounds(watch)
        here.replies["/feed"] = (200, {}, feed("a"))
        here.replies["/a"] = page("Envoy a")
        clock.now += watch.wait()
        assert rounds(watch)[0] == ["Envoy a"]
        assert watch.wait() == 600


def test_a_page_that_cannot_be_opened_is_tried_again_but_not_for_ever(tmp_path: Path) -> None:
    clock = Time()
    with site({"/feed": (200, {"ETag": '"1"'}, feed("a", "b")), "/a": page("Envoy a")}) as here:
        watch = watching(here, tmp_path / "watch.json", clock)
        told = []
        for _ in range(5):
            told.append(rounds(watch))
            clock.now += 601
        assert [len(failures) for _, failures in told] == [1, 1, 1, 0, 0]
        assert [titles for titles, _ in told] == [["Envoy a"], [], [], [], []]


def test_what_was_not_kept_is_new_again(tmp_path: Path) -> None:
    with site({"/feed": feed("a"), "/a": page("Envoy a")}) as here:
        watch = watching(here, tmp_path / "watch.json", Time())
        assert len(list(watch.round())) == 1
        assert rounds(watch)[0] == ["Envoy a"]


@pytest.mark.parametrize("content", ["{", "[]", '{"a": {"next": "x"}}', "7"])
def test_a_damaged_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "watch.json").write_text(content)
    with pytest.raises(InputError, match="damaged: delete it"):
        Watch(["https://post.example/feed"], state=tmp_path / "watch.json", fetcher=fetcher(), every=600)


def test_the_file_holds_no_more_than_it_must(tmp_path: Path) -> None:
    with site({"/feed": feed("a"), "/a": page("Envoy a")}) as here:
        rounds(watching(here, tmp_path / "watch.json", Time()))
        (known,) = json.loads((tmp_path / "watch.json").read_text()).values()
        assert set(known) == {"next", "read"}
        assert [p.name for p in tmp_path.iterdir()] == ["watch.json"]


@pytest.mark.parametrize("words", ["", "soon", "5", "10s", "0m", "99999d", "-5m"])
def test_what_is_no_time_between_two_looks(words: str) -> None:
    with pytest.raises(InputError, match=r"no time|too often"):
        parse_every(words)
