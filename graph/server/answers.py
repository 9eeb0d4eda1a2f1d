"""Whether a server answers: over HTTP with the password, and the Bolt handshake on the port of the drivers."""

from __future__ import annotations

import socket
from typing import NamedTuple

from polgraph.server.running import Running

_BOLT = bytes.fromhex("6060b017") + bytes.fromhex("00080805 00020404 00000004 00000003")
_SECONDS = 5
_PORTS = range(20_000, 32_000)


class Reply(NamedTuple):
    """How a server took a query: well, or with these words; no words where nobody spoke."""

    well: bool
    words: str = ""


def answers(running: Running) -> bool:
    """Return whether `running` takes its password, runs a query and speaks Bolt, now."""
    return reply(running).well and speaks_bolt(running.bolt_port)


def port_is_free(port: int) -> bool:
    """Return whether a server could listen on `port` of 127.0.0.1."""
    with socket.socket() as probe:
        # as Java does: a port in TIME_WAIT is free (on Windows the option would mean something else)
        if hasattr(socket, "AF_UNIX"):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(*, but: int = 0) -> int:
    """Return a port of 127.0.0.1, other than `but`, that nobody listens on.

    It is below those that systems give to outgoing connections: nobody gets it by chance before the server does.
    """
    import random

    ports = random.sample(_PORTS, len(_PORTS))
    return next(port for port in ports if port != but and port_is_free(port))


def reply(running: Running) -> Reply:
    """Return what `running` says to a query with its password."""
    import base64
    import json
    import urllib.error
    import urllib.request

    signed = base64.b64encode(f"{running.user}:{running.password.get_secret_value()}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{running.http_port}/db/neo4j/tx/commit",
        data=b'{"statements":[{"statement":"RETURN 1"}]}',
        headers={"Authorization": f"Basic {signed}", "Content-Type": "application/json"},
    )
    # no proxy: the password is for this machine alone
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_SECONDS) as answer:
            said = json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code in (401, 429):
            return Reply(False, f"it does not take the password in {running.password_file}")
        return Reply(False, f"HTTP {error.code}")
    except (OSError, ValueError):
        return Reply(False)
    errors = said.get("errors") or []
    return Reply(False, " ".join(str(errors[0].get("message")).split())) if errors else Reply(True)


def speaks_bolt(port: int) -> bool:
    """Return whether `port` answers the handshake of a Neo4j driver."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=_SECONDS) as connection:
            connection.sendall(_BOLT)
            chosen = connection.recv(4)
    except OSError:
        return False
    return len(chosen) == 4 and any(chosen)
