"""YAML in which every value is text but `null`, `true` and `false`."""

from __future__ import annotations

from typing import Any

import yaml

from polgraph.errors import InputError


def parse(text: str, *, name: str) -> Any:
    """Return what the YAML `text` of the file `name` says; raises InputError where it is not valid."""
    try:
        return _value(_Loader(text).get_single_node())
    except yaml.YAMLError as error:
        raise InputError(f"{name} is not valid YAML: {' '.join(str(error).split())}") from error


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
