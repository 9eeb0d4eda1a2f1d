"""Which addresses of the net may be opened: http and https, at hosts that everybody can reach."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from polgraph.errors import InputError

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the numeric addresses of a host and port, best first."""

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000  # characters of an address
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "at_medium", "at_campaign")
_WITH_IPV4 = ip_network("64:ff9b::/96"), ip_network("::/96")  # NAT64 (RFC 6052), IPv4-compatible (RFC 4291)
_CLOUDS = (  # metadata services of clouds at addresses that count as public, here or in some Python
    ip_network("168.63.129.16/32"),
    ip_network("192.0.0.0/24"),
)


class Target(NamedTuple):
    """An address of the net, taken apart: `name` is the host as it is asked for, `path` what is requested of it."""

    url: str
    scheme: str
    name: str
    port: int
    path: str

    @property
    def host(self) -> str:
        """Return the value of the header Host."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def site(self) -> str:
        """Return scheme, host and port: what robots.txt speaks for."""
        return f"{self.scheme}://{self.host}"


def is_address(words: str) -> bool:
    """Whether the words are an address of the net, not a path: "https://post.example/talks"."""
    return words[:8].lower().startswith(("http://", "https://"))


def parse(url: str, *, base: str | None = None) -> Target:
    """Return the target of an address, relative to `base` where that is given; raises InputError where it is none."""
    words = url.strip()
    if len(words) > _LONGEST:
        raise InputError(f"an address of more than {_LONGEST} characters: it is not opened")
    try:
        parts = urlsplit(urljoin(base, words) if base else words)
        name, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise InputError(f"no address that can be opened: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise InputError(f"only http and https addresses are opened, not {scheme or 'one without scheme'}")
    if parts.username is not None or parts.password is not None:
        raise InputError("an address with a user name or password in it is not opened: take it out")
    if not name:
        raise InputError("an address without a host")
    target = Target("", scheme, _ascii(name), port or _PORTS[scheme], _path(parts))
    return target._replace(url=f"{target.site}{target.path}")


def _ascii(name: str) -> str:
    try:
        return name if ":" in name else name.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise InputError(f"no host can be called {name[:80]!r}") from error


def _path(parts: SplitResult) -> str:
    safe = "/%:@!$&'()*+,;=~-._?"
    path = quote(parts.path or "/", safe=safe)
    return f"{path}?{quote(parts.query, safe=safe)}" if parts.query else path


def plain(url: str) -> str:
    """Return the address by which an article is known: without fragment and without what only counts readers.

    >>> plain("https://Post.example/talks?id=3&utm_source=rss#top")
    'https://post.example/talks?id=3'
    """
    target = parse(url)
    parts = urlsplit(target.url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not name.lower().startswith(_TRACKING)]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def system_resolver(name: str, port: int) -> list[str]:
    """Return what the system's resolver says."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def resolve(target: Target, resolver: Resolver, *, allow_private: bool) -> str:
    """Return the one numeric address to connect to; raises InputError where there is none or it is not public.

    A host that has both public and other addresses is refused: who answers so wants to reach into a network.
    """
    try:
        found = resolver(target.name, target.port)
    except (OSError, UnicodeError) as error:
        raise InputError(
            f"no host {target.name} is found: {getattr(error, 'strerror', None) or error}"
        ) from error
    if not found:
        raise InputError(f"no host {target.name} is found")
    for words in found:
        if not allow_private and not is_public(words):
            raise InputError(
                f"{target.name} is at {words}, which is no public address: refused (--allow-private for a server of your own)"
            )
    return found[0]


def is_public(words: str) -> bool:
    """Whether a numeric address is one that everybody can reach: neither private, loopback, link-local (in which the
    metadata services of clouds lie), shared, multicast, reserved nor unspecified, also where IPv6 only wraps it.
    """
    try:
        address = ip_address(words)
    except ValueError:
        return False
    return all(_is_public(a) for a in (address, *_wrapped(address)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    closed = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
    if isinstance(address, IPv6Address):
        if address.scope_id or address.is_site_local:
            return False
        if address in _WITH_IPV4[0] or address.ipv4_mapped:
            return True  # what it wraps decides
    return address.is_global and not closed and not any(address in net for net in _CLOUDS)


def _wrapped(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in net for net in _WITH_IPV4):
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [a for a in found if a is not None]
