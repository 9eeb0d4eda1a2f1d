"""`polgraph model`: the language models that articles are read with."""

from __future__ import annotations

import typer

from polgraph.cli import options
from polgraph.cli.guard import warn
from polgraph.cli.printing import json_line, table
from polgraph.errors import NotFoundError

app = typer.Typer(no_args_is_help=True, help="Get and list language models.")


@app.command()
def install(as_json: options.JsonOption = False) -> None:
    """Fetch the English language model (40 MB, one minute) unless there is one."""
    from polgraph.reading import models

    found = models.install()
    if as_json:
        json_line(found)
    else:
        typer.echo(f"language model {found.name} {found.version} is installed ({found.package})")


@app.command("list")
def list_(as_json: options.JsonOption = False) -> None:
    """List the installed language models; the one that is used by default is marked."""
    from polgraph.errors import ModelMissingError
    from polgraph.reading import models

    found = models.installed()
    if not found:
        raise NotFoundError("no language model is installed: `polgraph model install` fetches one")
    try:
        default = models.find().name
    except ModelMissingError as error:
        default = None
        warn(str(error))
    if as_json:
        for model in found:
            json_line(model.model_dump() | {"default": model.name == default})
    else:
        rows = [
            (m.name, m.version, m.language, m.package, "default" if m.name == default else "") for m in found
        ]
        table(("model", "version", "language", "package", ""), rows)
