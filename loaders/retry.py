"""What could not be read, as a file, and what such a file asks to be read again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from polgraph.errors import InputError
from polgraph.loaders import addresses
from polgraph.loaders.failure import Failure
from polgraph.loaders.piece import Link
from polgraph.model import Article


class Again(NamedTuple):
    """What is to be read again: places that the user had named, articles as they stood, what only lists had named, and
    what cannot be read again.
    """

    places: list[str]
    articles: list[Article]
    links: list[Link]
    failures: list[Failure]


def write_failures(path: Path, failures: Iterable[Failure]) -> None:
    """Write each failure as one line of JSON: where, line, reason, and the article where one was there already, what
    must be opened where that is another place, and what a list said of it.

    Raises InputError where the file cannot be written.
    """
    lines = []
    for failure in failures:
        fields = failure.model_dump(exclude={"skipped"})
        if failure.article:
            fields["article"] = failure.article.model_dump(mode="json", exclude_none=True)
        if failure.link:
            fields["link"] = failure.link.model_dump(mode="json", exclude_defaults=True)
        elif failure.place:
            fields["place"] = failure.place
        lines.append(json.dumps(fields) + "\n")
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write the failures to {path}: {error.strerror or error}") from error


def read_failures(path: Path) -> Again:
    """Return what a file of `write_failures` asks to be read again.

    Of a line of JSON Lines, or a member of an archive, that is the whole file: what of it is known is passed over.
    What came from standard input is named as a failure. Raises InputError where the file is none of these.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read the failures in {path}: {error}") from error
    found = Again([], [], [], [])
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            failure = Failure.model_validate({k: v for k, v in fields.items() if k != "article"})
            article = Article.model_validate(fields["article"]) if "article" in fields else None
        except (ValueError, TypeError, AttributeError, ValidationError) as error:
            raise InputError(
                f"{path}, line {number}: no failure that --failed wrote; give that file"
            ) from error
        if article:
            found.articles.append(article)
        elif failure.link:
            link = Link(name=failure.link.url, **failure.link.model_dump())
            if link not in found.links:
                found.links.append(link)
        elif place := _place(failure.place or failure.where):
            if place not in found.places:
                found.places.append(place)
        else:
            reason = "cannot be read again from here: give its input again"
            found.failures.append(Failure(where=failure.where, line=failure.line, reason=reason))
    return found


def _place(where: str) -> str | None:
    """Return what can be read again: an address, the path, or of a member the archive that it is in."""
    if addresses.is_address(where):
        return where
    path = Path(where)
    if path.exists():
        return where
    outer = next((parent for parent in path.parents if parent.is_file()), None)
    if outer:
        return str(outer)
    return where if path.suffix else None
