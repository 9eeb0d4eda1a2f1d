"""What the user says of the files of a folder: `articles.csv` or `articles.yaml` beside them.

Both name files of their own folder and give any of published, source, url, title and language. In the CSV the row of
the file `*` holds the defaults of the folder, in the YAML the entry `defaults`:

    file,published,source,url                     defaults: {source: Riga Herald, language: en}
    *,,Riga Herald,                               files:
    talks.txt,2025-12-21,,https://...               talks.txt: {published: 2025-12-21}
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from polgraph.errors import InputError
from polgraph.loaders import decode
from polgraph.loaders.article import parse_language, parse_published
from polgraph.loaders.failure import Failure
from polgraph.loaders.places import kind_of

NAMES = ("articles.csv", "articles.yaml", "articles.yml")
FIELDS = ("published", "source", "url", "title", "language")

Fields = dict[str, str]


class Sidecar(NamedTuple):
    """The fields of each file by its name, the defaults of the folder, and what was wrong."""

    files: dict[str, Fields]
    defaults: Fields
    lines: dict[str, int]
    path: Path | None
    failures: tuple[Failure, ...]

    def of(self, name: str) -> Fields:
        """The fields of the file `name`: its own, else the folder's; a url and a title are never the folder's."""
        return self.defaults | self.files.get(name, {})

    def missing(self, names: frozenset[str]) -> Iterator[Failure]:
        """Yield a Failure for each entry whose file is not among `names`, those of the folder."""
        for name in self.files:
            if name not in names:
                reason = f"there is no file {name!r} in this folder"
                yield Failure(where=str(self.path), line=self.lines.get(name), reason=reason)


def read_sidecar(folder: Path, *, encoding: str | None = None) -> Sidecar:
    """Return what is said of the files of `folder`; what cannot be used stands in `failures`, the rest still counts.

    `encoding` is that of a file that is no UTF-8.
    """
    found = [folder / name for name in NAMES if kind_of(folder / name) == "file"]
    if not found:
        return Sidecar({}, {}, {}, None, ())
    path, *others = found
    failures = [
        Failure(where=str(o), reason=f"not read: {path.name} says of the files already") for o in others
    ]
    sidecar = Sidecar({}, {}, {}, path, ())
    try:
        text = _decoded(decode.read_bytes(path), encoding)
        rows = _csv(text) if path.suffix == ".csv" else _yaml(text)
        for row in rows:
            failures += _take(sidecar, path, *row)
    except (InputError, csv.Error) as error:
        failures.append(Failure(where=str(path), reason=str(error)))
    return sidecar._replace(failures=tuple(failures))


def _decoded(content: bytes, encoding: str | None) -> str:
    try:
        return decode.decode(content)
    except InputError:
        if encoding is None:
            raise
        return decode.decode(content, encoding=encoding)


def _take(sidecar: Sidecar, path: Path, line: int | None, name: str, given: Fields) -> Iterator[Failure]:
    """Put one entry into the sidecar; yield a Failure for each field of it that cannot be used."""
    fields: Fields = {}
    for key, value in given.items():
        try:
            if key not in FIELDS:
                raise InputError(f"unknown column {key!r}: there are {', '.join(FIELDS)}")
            if not value.strip():
                continue
            if name == "*" and key in ("url", "title"):
                raise InputError(f"a {key} belongs to one file, not to the whole folder")
            fields[key] = _checked(key, value.strip())
        except InputError as error:
            yield Failure(where=str(path), line=line, reason=str(error))
    if name == "*":
        sidecar.defaults.update(fields)
    elif not name or "/" in name or "\\" in name:
        yield Failure(where=str(path), line=line, reason=f"{name!r} is no name of a file of this folder")
    elif name in sidecar.files:
        yield Failure(where=str(path), line=line, reason=f"{name!r} has an entry already")
    else:
        sidecar.files[name] = fields
        if line is not None:
            sidecar.lines[name] = line


def _checked(key: str, value: str) -> str:
    if key == "published":
        return parse_published(value) or value
    return parse_language(value) if key == "language" else value


def _csv(text: str) -> Iterator[tuple[int, str, Fields]]:
    head = text.split("\n", 1)[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count), strict=True)
    columns = [column.strip().casefold() for column in next(reader, [])]
    if "file" not in columns:
        raise InputError(f"no column 'file': the first line names the columns: file, {', '.join(FIELDS)}")
    unknown = [c for c in columns if c and c != "file" and c not in FIELDS]
    if unknown:
        yield 1, "*", dict.fromkeys(unknown, "")
    for row in reader:
        if any(cell.strip() for cell in row):
            fields = dict(zip(columns, row, strict=False))
            yield (
                reader.line_num,
                fields.pop("file").strip(),
                {k: v for k, v in fields.items() if k in FIELDS},
            )


def _yaml(text: str) -> Iterator[tuple[int | None, str, Fields]]:
    try:
        content = yaml.load(text, Loader=yaml.BaseLoader)  # this loader makes text and nothing else
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise InputError(
            f"not valid YAML{where}: {getattr(error, 'problem', None) or 'unreadable'}"
        ) from error
    if not isinstance(content, dict) or not set(content) <= {"defaults", "files"}:
        raise InputError("needs 'files' (a name and its fields each) and may have 'defaults', nothing else")
    yield None, "*", _fields("defaults", content.get("defaults"))
    files = content.get("files") or {}
    if not isinstance(files, dict):
        raise InputError("'files' is no mapping of names to fields")
    for name, value in files.items():
        yield None, str(name), _fields(str(name), value)


def _fields(name: str, value: Any) -> Fields:
    if not value:
        return {}
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise InputError(f"{name!r} needs plain fields: {{published: 2025-12-21, source: Riga Herald}}")
    return {str(key): text for key, text in value.items()}
