"""The files of `data/authority/`.

They are YAML in which every value is text but `null`, `true` and `false`: `country: NO` is Norway and
`start: 2020-01-24` a date as text.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from polgraph.errors import InputError

FILES = ("countries", "offices", "organizations", "persons", "metonyms", "events")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes the nodes and leaves their meaning to `_value`: half the time of PyYAML's own construction."""

    def resolve(self, kind: type, value: str | None, implicit: object) -> str:
        """Return the same tag for everything."""
        return "text"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Do nothing."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


_CONSTANTS: dict[str, Any] = {"null": None, "~": None, "": None, "true": True, "false": False}


def _value(node: Any) -> Any:
    """Return what a node says. Quoted scalars are text, whatever they say."""
    if type(node) is yaml.ScalarNode:
        return _CONSTANTS.get(node.value, node.value) if not node.style else node.value
    if type(node) is yaml.SequenceNode:
        return [_value(item) for item in node.value]
    return {key.value: _value(item) for key, item in node.value}


@cache
def text(name: str) -> str:
    """Return the file `name` of `data/authority/` as it is."""
    return (files("polgraph.data") / "authority" / f"{name}.yaml").read_text(encoding="utf-8")


@cache
def read(name: str) -> Any:
    """Return the parsed file `name`; raises InputError where it is not valid YAML."""
    try:
        return _value(_Loader(text(name)).get_single_node())
    except yaml.YAMLError as error:
        raise InputError(
            f"data/authority/{name}.yaml is not valid YAML: {' '.join(str(error).split())}"
        ) from error


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
