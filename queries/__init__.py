"""Questions as Cypher texts, one file each, with a header that says what it asks, needs and returns.

    // asks:    Who says so?
    // params:  a: string
    //          limit: integer = 50
    // returns: source, claims

A line that goes on is indented; any other ends the header. The texts run in the Neo4j Browser as they are. `store/` holds the texts with which a store writes, `browser/`
those that draw a picture in the Neo4j Browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from polgraph.errors import InputError, NotFoundError

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "float": (float, int),
    "boolean": (bool,),
    "list": (list, tuple),
}


class Param(NamedTuple):
    """A parameter of a query: its type (string, integer, float, boolean or list) and default, if it has one."""

    name: str
    type: str
    required: bool
    default: Any = None


class Query(NamedTuple):
    """A question: what it asks in words, what it needs, which columns it returns."""

    name: str
    text: str
    asks: str
    params: tuple[Param, ...]
    returns: tuple[str, ...]

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the value of every parameter: as given (a text is read as the parameter's type), else the default.

        Raises InputError for a parameter that is missing, unknown or of another type.
        """
        wanted = ", ".join(_shown(param) for param in self.params) or "none"
        if unknown := sorted(set(given) - {param.name for param in self.params}):
            raise InputError(f"query {self.name} has no parameter {', '.join(unknown)}: it takes {wanted}")
        if missing := [
            param.name for param in self.params if param.required and given.get(param.name) is None
        ]:
            raise InputError(f"query {self.name} needs {', '.join(missing)}: it takes {wanted}")
        return {
            param.name: _value(self.name, param, given.get(param.name, param.default))
            for param in self.params
        }


@cache
def names() -> tuple[str, ...]:
    """Return the names of all questions, in alphabetical order."""
    return _stems(files(__name__))


@cache
def load(name: str) -> Query:
    """Return the question `name`. Raises NotFoundError with the nearest names."""
    if name not in names():
        near = get_close_matches(name, names(), n=3, cutoff=0.5)
        raise NotFoundError(f"no query {name}: there are {', '.join(names())}", near)
    return parse(name, _read(files(__name__), name))


def is_named(question: str) -> bool:
    """Whether `question` is the name of a question, else it is a Cypher text. Raises NotFoundError for another word."""
    if question not in names() and re.fullmatch(r"[\w-]+", question.strip()):
        load(question.strip())  # says which there are
    return question.strip() in names()


def parse(name: str, text: str) -> Query:
    """Return the question that `text` holds. Raises InputError for a header that lacks a part or is malformed."""
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if found := re.fullmatch(r"// (asks|params|returns):(.*)", line):
            header[found[1]] = [found[2].strip()]
        elif header and line.startswith("//  "):
            header[next(reversed(header))].append(line[2:].strip())
        else:
            break
    if "asks" not in header or "returns" not in header:
        raise InputError(f"query {name}: its header lacks // asks: or // returns:")
    params = tuple(_param(name, line) for line in header.get("params", ()) if line)
    columns = " ".join(header["returns"]).replace(",", " ").split()
    return Query(name, text, " ".join(header["asks"]), params, tuple(columns))


@cache
def store_text(name: str) -> str:
    """Return a text of `store/`, with which a store reads and writes itself."""
    return _read(files(__name__) / "store", name)


@cache
def ledger_text(name: str) -> str:
    """Return the question `name` in SQL, as the ledger answers it."""
    return _read(files(__name__) / "ledger", name, suffix="sql")


@cache
def migrations(engine: str) -> tuple[str, ...]:
    """Return the constraints and indexes of `store/<engine>/` in the order of their numbers."""
    folder = files(__name__) / "store" / engine
    return tuple(_read(folder, stem) for stem in _stems(folder))


@cache
def style() -> dict[str, dict[str, str]]:
    """Return how the Neo4j Browser is to draw nodes and relationships: properties by selector (`style.grass`)."""
    text = (files("polgraph.queries") / "style.grass").read_text("utf-8")
    rules = re.findall(r'([\w.]+)\s*\{((?:"[^"]*"|[^"}])*)\}', text)
    return {
        selector: {
            name: value.strip('"') for name, value in re.findall(r'([\w-]+):\s*("[^"]*"|[^;"]+);', body)
        }
        for selector, body in rules
    }


@cache
def pictures() -> dict[str, str]:
    """Return the texts for the Neo4j Browser that draw a picture, by name."""
    folder = files(__name__) / "browser"
    return {stem: _read(folder, stem) for stem in _stems(folder)}


def _stems(folder: Traversable) -> tuple[str, ...]:
    return tuple(
        sorted(f.name.removesuffix(".cypher") for f in folder.iterdir() if f.name.endswith(".cypher"))
    )


def _read(folder: Traversable, stem: str, *, suffix: str = "cypher") -> str:
    return (folder / f"{stem}.{suffix}").read_text(encoding="utf-8").strip()


def _param(query: str, line: str) -> Param:
    found = re.fullmatch(r"(\w+):\s*(\w+)(?:\s*=\s*(.+))?", line)
    if not found or found[2] not in _TYPES:
        raise InputError(
            f"query {query}: its header has a parameter that is not `name: type = default`: {line}"
        )
    if found[3] is None:
        return Param(found[1], found[2], required=True)
    try:
        return Param(found[1], found[2], required=False, default=json.loads(found[3]))
    except ValueError as error:
        raise InputError(f"query {query}: the default of {found[1]} is not JSON: {found[3]}") from error


def _value(query: str, param: Param, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, str) and param.type != "string":
        try:
            value = json.loads(value)
        except ValueError:
            value = [value] if param.type == "list" else value
    wrong_bool = isinstance(value, bool) and param.type != "boolean"
    if wrong_bool or not isinstance(value, _TYPES[param.type]):
        raise InputError(f"query {query}: {param.name} is to be of type {param.type}, not {value!r}")
    return [*value] if isinstance(value, list | tuple) else value


def _shown(param: Param) -> str:
    return param.name if param.required else f"{param.name} = {json.dumps(param.default, ensure_ascii=False)}"
