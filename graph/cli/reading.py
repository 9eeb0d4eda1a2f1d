"""`polgraph read` and `polgraph extract`: articles to JSON Lines, JSON Lines to what they say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from polgraph.cli import options
from polgraph.cli.guard import warn
from polgraph.cli.printing import written
from polgraph.errors import InputError

if TYPE_CHECKING:
    from polgraph.loaders import Failure
    from polgraph.model import Article
    from polgraph.reading.explaining import Passage

BAD_ITEMS = InputError.exit_status


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, patterns and addresses (docs/loading.md lists the forms), or - for JSON Lines."
        ),
    ],
    published: options.PublishedOption = None,
    source: options.SourceOption = None,
    url: options.UrlOption = None,
    title: options.TitleOption = None,
    language: options.LanguageOption = None,
    encoding: options.EncodingOption = None,
    columns: options.ColumnsOption = None,
    fetch: options.FetchOption = False,
    pages: options.PagesOption = 1000,
    allow_private: options.PrivateOption = False,
    workspace: options.WorkspaceOption = None,
    as_json: options.JsonOption = True,
) -> None:
    """Print the articles of files and folders as JSON Lines.

    One article a line; what cannot be read is named on stderr.
    """
    from polgraph import workflow
    from polgraph.loaders import Failure, write_jsonl

    items = workflow.read(
        paths, sys.stdin.buffer, workspace=workspace, published=published, source=source, url=url, title=title,
        language=language, encoding=encoding, columns=columns, fetch=fetch, pages=pages,
        fetcher=options.the_fetcher(paths, allow_private=allow_private),
    )  # fmt: skip
    bad = False
    with written("-") as out:
        for item in items:
            if isinstance(item, Failure):
                warn(str(item))
                bad = bad or not item.skipped
            else:
                out.write(write_jsonl(item).encode() + b"\n")
    if bad:
        raise typer.Exit(BAD_ITEMS)


def extract(
    file: Annotated[str, typer.Argument(help="JSON Lines of articles; - is standard input.")] = "-",
    out: Annotated[
        str,
        typer.Option(
            "--out",
            metavar="FILE|-",
            help="Where to; - is standard output. A file appears only when complete.",
        ),
    ] = "-",
    together: Annotated[
        bool,
        typer.Option(
            "--together",
            help="The input is one corpus: `key` says who is who across it, as `load` would decide.",
        ),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Show each sentence as it was read and why: who stands where, known words, rules that fired, what was weighed.",
        ),
    ] = False,
    model: options.ModelOption = None,
    scorer: options.ScorerOption = True,
    workers: options.WorkersOption = 1,
    as_json: options.JsonOption = True,
) -> None:
    """Print what each article says, as JSON Lines.

    Actors, roles, events, claims, who said so and when. Needs no workspace and no database.
    """
    from polgraph import extraction
    from polgraph.loaders import Failure, read_jsonl
    from polgraph.settings import plan_workspace, use_facts

    bad = False
    with _opened(file) as stream, written(out) as target:
        articles = read_jsonl(stream, name="standard input" if file == "-" else file)
        place = plan_workspace()
        use_facts(place.path)
        model = model or place.settings.model
        if explain:
            bad = _explain(extraction.explain(articles, model=model, scorer=scorer), target)
            articles = iter(())
        for item in extraction.extract(
            articles, model=model, workers=workers, together=together, scorer=scorer
        ):
            if isinstance(item, Failure):
                warn(str(item))
                bad = True
            else:
                target.write(extraction.to_line(item).encode() + b"\n")
                target.flush()
    if bad:
        raise typer.Exit(BAD_ITEMS)


def _explain(items: Iterator[tuple[Article, list[Passage]] | Failure], target: BinaryIO) -> bool:
    """Write the sentences of each article; return whether there was anything that is no article."""
    from polgraph.cli.explaining import lines
    from polgraph.loaders import Failure

    bad = False
    for item in items:
        if isinstance(item, Failure):
            warn(str(item))
            bad = True
        else:
            target.write("".join(f"{words}\n" for words in lines(*item)).encode())
            target.flush()
    return bad


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        if sys.stdin.isatty():
            warn("reading articles from the keyboard, one JSON object a line; Ctrl-D ends")
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(file).open("rb"))
        except OSError as error:
            raise InputError(f"cannot read {file}: {error.strerror}") from error
        yield stream
