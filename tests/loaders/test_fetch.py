"""Addresses of the net: what is opened, how politely, and what never is."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from serving import Reply, fetcher, raw, site

from polgraph.errors import InputError
from polgraph.loaders import addresses
from polgraph.loaders.exchange import Limits
from polgraph.loaders.fetch import Fetcher, NotFetchedError, retry_after

PUBLIC = ("8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1")
CLOSED = (
    "127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 100.64.0.1 169.254.169.254 100.100.100.200 168.63.129.16 "
    "192.0.0.192 198.18.0.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 "
    "fd00:ec2::254 fec0::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 "
    "2002:7f00:1::1 64:ff9b::7f00:1 64:ff9b:1::7f00:1 localhost"
).split()


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_that_everybody_can_reach_is_public(address: str) -> None:
    assert addresses.is_public(address)


@pytest.mark.parametrize("address", CLOSED)
def test_no_other_address_is_public(address: str) -> None:
    assert not addresses.is_public(address)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "only http and https addresses are opened, not javascript"),
        ("file:///etc/hosts", "not file"),
        ("ftp://post.example/", "not ftp"),
        ("data:text/html,<p>x", "not data"),
        ("talks.html", "not one without scheme"),
        ("http://", "without a host"),
        ("http://me:secret@post.example/", "password"),
        ("http://post.example\\@10.0.0.1/", "password"),
        ("http://post.example:99999/", "no address"),
        ("http://[::1/", "no address"),
        ("http://" + "a" * 70 + ".example/", "no host can be called"),
        ("http://post.example/" + "a" * 5000, "more than 4000 characters"),
    ],
)
def test_what_is_no_address_is_told_in_one_line(url: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        addresses.parse(url)


def test_an_address_is_known_without_fragment_and_campaign() -> None:
    assert addresses.plain("https://Bücher.example/ä b?id=3&utm_source=rss&x=#top") == (
        "https://xn--bcher-kva.example/%C3%A4%20b?id=3&x="
    )
    assert addresses.plain("http://post.example:80") == "http://post.example/"


def test_a_page_is_fetched_under_our_name_with_its_kind() -> None:
    with site({"/a?b=1": (200, {"Content-Type": "text/html; charset=utf-8"}, b"<p>Talks")}) as here:
        found = fetcher(here.host).fetch(f"{here.url}/a?b=1#top")
        assert (found.body, found.kind, found.url) == (b"<p>Talks", "text/html", f"{here.url}/a?b=1")
        assert here.asked == ["/robots.txt", "/a?b=1"]
        assert all(agent.startswith("polgraph/") for agent in here.agents)


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_however_it_is_called(host: str) -> None:
    with site({"/": b"<p>secret"}) as here:
        with pytest.raises(InputError, match=r"refused|no host"):
            fetcher().fetch(f"http://{host}:{here.server.server_port}/")
        assert here.asked == []


def test_a_name_that_leads_to_a_private_address_is_refused_even_beside_a_public_one() -> None:
    for answer in (["10.0.0.8"], ["8.8.8.8", "192.168.0.1"], ["::ffff:127.0.0.1"], []):
        opens = Fetcher(resolver=lambda name, port, answer=answer: answer)  # type: ignore[misc]
        with pytest.raises(InputError, match=r"news.example is at|no host news.example"):
            opens.fetch("http://news.example/talks")


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that leads elsewhere the second time it is looked up gains nothing: each look-up is checked and used."""
    with site({"/": b"<p>open"}) as here:
        port = here.server.server_port
        answers = iter([["127.0.0.1"], ["127.0.0.1"]])
        opens = Fetcher(own=[f"news.example:{port}"], pause=0, resolver=lambda name, port: next(answers))
        assert opens.fetch(f"http://news.example:{port}/").body == b"<p>open"
        assert next(answers, None) is None
        turned = iter([["127.0.0.1"], ["169.254.169.254"]])
        opens = Fetcher(pause=0, resolver=lambda name, port: next(turned))
        with pytest.raises(InputError, match="no public address"):
            opens.fetch(f"http://news.example:{port}/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_but_not_into_a_network(status: int) -> None:
    with site({"/secret": b"<p>secret"}) as inner, site({"/b": b"<p>Talks"}) as outer:
        outer.replies["/a"] = (status, {"Location": "/b"}, b"")
        outer.replies["/in"] = (status, {"Location": f"{inner.url}/secret"}, b"")
        assert fetcher(outer.host).fetch(f"{outer.url}/a").url == f"{outer.url}/b"
        with pytest.raises(InputError, match="no public address"):
            fetcher(outer.host).fetch(f"{outer.url}/in")
        assert inner.asked == []


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/hosts",
        "javascript:alert(1)",
        "http://169.254.169.254/latest",
        "//10.0.0.1/",
        "http://[::1",
    ],
)
def test_a_redirect_to_what_is_not_opened(place: str) -> None:
    with (
        site({"/a": (302, {"Location": place}, b"")}) as here,
        pytest.raises(InputError, match=r"not opened|refused"),
    ):
        fetcher(here.host).fetch(f"{here.url}/a")


def test_redirects_without_end() -> None:
    with site({"/a": (302, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a"}, b"")}) as here:
        with pytest.raises(InputError, match="in a circle"):
            fetcher(here.host).fetch(f"{here.url}/a")
        here.replies |= {f"/{n}": (302, {"Location": f"/{n + 1}"}, b"") for n in range(20)}
        with pytest.raises(InputError, match="more than 5 times"):
            fetcher(here.host).fetch(f"{here.url}/0")
        assert len(here.asked) < 12


def _endless() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    while True:
        yield b"<p>more" * 10_000


def _slow_body() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    while True:
        time.sleep(0.05)
        yield b"x"


def _slow_header() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX: "
    while True:
        time.sleep(0.05)
        yield b"x"


def _silent() -> Iterator[bytes]:
    time.sleep(0.7)
    yield b"HTTP/1.1 200 OK\r\n\r\n"


def _huge_header() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"


def _many_headers() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n"


def _no_http() -> Iterator[bytes]:
    yield b"SSH-2.0-OpenSSH_9.6\r\n\r\n"


def _broken_chunks() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc"


def _cut() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc"


def _told_too_long() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 900000000000\r\n\r\n"


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        (_endless, "more than 2 MB"),
        (_slow_body, "longer than 0.6 s"),
        (_slow_header, "longer than 0.6 s"),
        (_silent, "said nothing|longer than"),
        (_huge_header, "no HTTP"),
        (_many_headers, "no HTTP"),
        (_no_http, "no HTTP"),
        (_broken_chunks, "cannot reach|no HTTP"),
        (_cut, "cannot reach|no HTTP"),
        (_told_too_long, "900000 MB long"),
    ],
)
def test_a_server_that_means_no_good(says: Callable[[], Iterator[bytes]], reason: str) -> None:
    begun = time.monotonic()
    with raw(says) as host, pytest.raises(InputError, match=reason):
        fetcher(host, limits=Limits(size=2_000_000, seconds=0.6, silence=0.5)).fetch(f"http://{host}/")
    assert time.monotonic() - begun < 3


def test_a_packed_answer_is_unpacked_and_a_bomb_is_not() -> None:
    packed = {"Content-Encoding": "gzip"}
    bomb = gzip.compress(bytes(40_000_000))
    replies: dict[str, bytes | Reply] = {
        "/page": (200, packed, gzip.compress(b"<p>Talks") + gzip.compress(b" went on")),
        "/bomb": (200, packed, bomb),
        "/bombs": (200, packed, gzip.compress(b"") * 200_000),
        "/broken": (200, packed, b"\x1f\x8b\x08 no"),
        "/odd": (200, {"Content-Encoding": "br"}, b"x"),
    }
    with site(replies) as here:
        opens = fetcher(here.host, limits=Limits(size=2_000_000, seconds=5))
        assert opens.fetch(f"{here.url}/page").body == b"<p>Talks went on"
        for path, reason in (
            ("bomb", "more than 2 MB"),
            ("bombs", "long"),
            ("broken", "cannot reach"),
            ("odd", "'br'"),
        ):
            with pytest.raises(InputError, match=reason):
                opens.fetch(f"{here.url}/{path}")


def test_robots_txt_is_honoured() -> None:
    rules = b"User-agent: *\nDisallow: /private\nAllow: /\nUser-agent: polgraph\nDisallow: /archive/*.html$\nCrawl-delay: 3"
    with site({"/robots.txt": rules, "/a": b"<p>a", "/archive/1.html": b"<p>b", "/private": b"<p>c"}) as here:
        slept: list[float] = []
        opens = Fetcher(own=[here.host], pause=1, clock=lambda: 0.0, sleep=slept.append)
        opens.fetch(f"{here.url}/a")
        with pytest.raises(InputError, match=r"robots.txt of .* does not allow polgraph"):
            opens.fetch(f"{here.url}/archive/1.html")
        opens.fetch(f"{here.url}/private")  # of the rules only those that name us count, where some do
        assert here.asked == ["/robots.txt", "/a", "/private"]
        assert slept == [3.0, 3.0]


@pytest.mark.parametrize(("status", "opened"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_site_whose_robots_txt_cannot_be_read(status: int, opened: bool) -> None:
    with site({"/robots.txt": (status, {}, b""), "/a": b"<p>a"}) as here:
        if opened:
            assert fetcher(here.host).fetch(f"{here.url}/a").body
        else:
            with pytest.raises(InputError, match=f"robots.txt .* status {status}"):
                fetcher(here.host).fetch(f"{here.url}/a")


def test_hosts_are_asked_at_their_own_pace() -> None:
    with site({"/a": b"<p>a"}) as one, site({"/a": b"<p>a"}) as other:
        slept: list[float] = []
        opens = Fetcher(own=[one.host, other.host], pause=2, clock=lambda: 0.0, sleep=slept.append)
        for here in (one, other, one):
            opens.fetch(f"{here.url}/a")
        assert slept == [2, 2, 2]  # after each robots.txt, and before the second page of the first


def test_a_busy_server_is_asked_again_when_it_says_so() -> None:
    with site({}) as here:
        replies = iter(
            [(503, {"Retry-After": "7"}, b""), (200, {}, b"<p>a"), (429, {"Retry-After": "7000"}, b"")]
        )
        here.replies["/a"] = lambda headers: next(replies)
        slept: list[float] = []
        opens = Fetcher(own=[here.host], pause=0, sleep=slept.append)
        assert opens.fetch(f"{here.url}/a").body == b"<p>a"
        assert slept == [7.0]
        with pytest.raises(NotFetchedError, match="left alone for 117 minutes") as told:
            opens.fetch(f"{here.url}/a")
        assert (told.value.status, told.value.pause) == (429, 7000.0)
        assert slept == [7.0]


def test_when_a_busy_server_has_time() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert 80 < (retry_after({"retry-after": later}) or 0) <= 90
    assert retry_after({"retry-after": "Mon, 01 Jan 2001 00:00:00 GMT"}) == 0
    assert [retry_after({"retry-after": words}) for words in ("soon", "-5", "")] == [None, None, None]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "nothing is there"),
        (403, "refused"),
        (402, "paid for"),
        (500, "try later"),
        (204, "nothing that can be read"),
    ],
)
def test_an_answer_that_is_no_page(status: int, words: str) -> None:
    with (
        site({"/a": (status, {}, b"")}) as here,
        pytest.raises(NotFetchedError, match=f"status {status}: .*{words}"),
    ):
        fetcher(here.host).fetch(f"{here.url}/a")


def test_what_has_not_changed_is_not_sent_again() -> None:
    def page(headers: object) -> Reply:
        known = headers["If-None-Match"] == '"7"'  # type: ignore[index]
        return (304, {}, b"") if known else (200, {"ETag": '"7"'}, b"<p>a")

    with site({"/a": page}) as here:
        opens = fetcher(here.host)
        first = opens.fetch(f"{here.url}/a")
        assert first.changed
        assert not opens.fetch(f"{here.url}/a", etag=first.headers["etag"]).changed
