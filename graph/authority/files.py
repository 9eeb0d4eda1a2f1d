"""The files of `data/authority/`.

They are YAML in which every value is text but `null`, `true` and `false`: `country: NO` is Norway and
`start: 2020-01-24` a date as text.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

from polgraph import shipped

FILES = ("countries", "offices", "organizations", "persons", "metonyms", "events", "linking", "bodies")


@cache
def text(name: str) -> str:
    """Return the file `name` of `data/authority/` as it is."""
    return shipped.text(f"authority/{name}.yaml")


@cache
def read(name: str) -> Any:
    """Return the parsed file `name`; raises InputError where it is not valid YAML."""
    from polgraph.authority.plain_yaml import parse  # an index spares reading the files, and so the library

    return parse(text(name), name=f"data/authority/{name}.yaml")


@cache
def version() -> str:
    """Return the date of the newest file and a hash of all of them: "2026-11-22+1a2b3c4d"."""
    digest = hashlib.sha256()
    dates = []
    for name in FILES:
        content = text(name)
        digest.update(content.encode())
        dates += re.findall(r"^# date: (\d{4}-\d\d-\d\d)$", content, re.MULTILINE)
    return f"{max(dates)}+{digest.hexdigest()[:8]}"
