"""One request and its answer, over a connection to an address that was checked, with limits on time and size."""

from __future__ import annotations

import socket
import threading
import zlib
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from typing import Any, NamedTuple

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from polgraph.errors import InputError
from polgraph.loaders.addresses import Target

_CHUNK = 1 << 16


class Limits(NamedTuple):
    """How large an answer may be (bytes, as it comes and unpacked), how long it may take (seconds), how often it may
    send us on."""

    size: int = 100_000_000
    seconds: float = 60.0
    silence: float = 15.0
    redirects: int = 5


class Answer(NamedTuple):
    """What a server answered: its headers by their names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


class _Clock:
    """Ends a connection when its time is over, whatever it is waiting for."""

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.over = False
        self.held: Any = (
            None  # the socket, once it is connected: a connection lets go of it before the body is read
        )
        self._connection, self._seconds = connection, seconds
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Clock:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.over = True
        sock = self.held or self._connection.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def exchange(target: Target, address: str, headers: Mapping[str, str], limits: Limits) -> Answer:
    """Return what the server of `target` at the numeric `address` answers to GET.

    The certificate must be that of the host by name. Raises InputError where nothing comes, too much or too slowly.
    """
    connection = _connection(target, address, limits)
    clock = _Clock(connection, limits.seconds)
    try:
        with clock:
            connection.connect()
            clock.held = connection.sock
            answer = _answer(connection, target, headers, limits)
        if not clock.over:
            return answer
        raise TimeoutError
    except (HTTPError, HTTPException, OSError, ValueError, AttributeError, zlib.error) as error:
        if clock.over:
            raise InputError(f"it took longer than {limits.seconds:g} s: given up") from error
        raise InputError(_reason(error, target, limits)) from error
    finally:
        connection.close()


def _connection(target: Target, address: str, limits: Limits) -> HTTPConnection:
    timeout = min(limits.silence, limits.seconds)
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=timeout)
    return HTTPSConnection(
        address,
        target.port,
        timeout=timeout,
        cert_reqs="CERT_REQUIRED",
        server_hostname=target.name,
        assert_hostname=target.name,
    )


def _answer(connection: HTTPConnection, target: Target, headers: Mapping[str, str], limits: Limits) -> Answer:
    sent = {"Host": target.host, "Accept-Encoding": "gzip", "Connection": "close", **headers}
    connection.request("GET", target.path, headers=sent, preload_content=False, decode_content=False)
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.headers.items()}
    told = found.get("content-length", "")
    if told.isdigit() and int(told) > limits.size:
        raise InputError(f"{_size(int(told))} long, more than {_size(limits.size)}: load it from a file")
    packed = found.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise InputError(f"it comes packed as {packed[:40]!r}, which was not asked for")
    parts = _raw(response)
    return Answer(
        response.status, found, _bounded(_unpacked(parts, limits.size) if "gzip" in packed else parts, limits)
    )


def _raw(response: Any) -> Iterator[bytes]:
    while part := response.read1(_CHUNK):
        yield part


def _bounded(parts: Iterator[bytes], limits: Limits) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > limits.size:
            raise InputError(f"more than {_size(limits.size)} come: load it from a file")
    return bytes(body)


def _unpacked(parts: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Yield what gzip holds, a bounded piece at a time, whatever it would unpack to."""
    unpacker = zlib.decompressobj(31)
    taken = 0
    for part in parts:
        taken += len(part)
        if taken > size:
            raise InputError(f"more than {_size(size)} come: load it from a file")
        rest = part
        while rest:
            yield unpacker.decompress(rest, _CHUNK)
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                rest, unpacker = unpacker.unused_data.lstrip(b"\0"), zlib.decompressobj(31)
    yield unpacker.flush(_CHUNK)


def _size(number: int) -> str:
    return f"{number / 1_000_000:.0f} MB" if number >= 1_000_000 else f"{number} bytes"


def _reason(error: Exception, target: Target, limits: Limits) -> str:
    if isinstance(error, TimeoutError) or "timed out" in str(error).lower():
        return f"{target.name} said nothing for {min(limits.silence, limits.seconds):g} s"
    said = " ".join(str(error).split())[:160]
    if isinstance(error, HTTPException):
        return f"{target.name} answers what is no HTTP: {said or type(error).__name__}"
    return f"cannot reach {target.name}: {said or type(error).__name__}"
