"""The files of `data/` that are shipped with polgraph: words, rules and figures that people can read and correct.

shipped.text("vocabulary.yaml")
shipped.table("names/genders.yaml")
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any


def text(path: str) -> str:
    """Return a file of `data/` as it is, by its path there."""
    return files("polgraph.data").joinpath(*path.split("/")).read_text(encoding="utf-8")


@cache
def table(path: str) -> Any:
    """Return a YAML file of `data/`, read once: nobody may change what it returns."""
    return parsed(text(path))


def parsed(words: str) -> Any:
    """Return what a text in YAML says, by the fast reader where there is one (a tenth of the time of `safe_load`)."""
    import yaml  # the command line names its commands without it

    return yaml.load(words, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
