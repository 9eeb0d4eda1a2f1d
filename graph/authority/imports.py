"""Files of imported facts: JSON Lines, one person or organisation a line, plain or compressed by gzip.

Person: `id` (a QID, else "local:..."), `kind`, `name`, `names` [{text, lang, kind}], `country`, `terms` [{office, role,
organization, country, start, end, as_of, source, acting, phase}]. Organisation: `id, kind, subkind, name, names, country,
source, role` (the office of its head), `end` (the year in which it was dissolved).
"""

from __future__ import annotations

import gzip
import json
import os
import re
import tempfile
import zlib
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from polgraph.authority.records import Organization, Person, Term
from polgraph.errors import InputError

_QID = re.compile(r"Q[1-9]\d*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_KINDS = ("person", "organization")
LEVEL = 6
"""Of compression: 9, the best, takes twice as long to spare a thirtieth."""


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file. Raises InputError that names the line where one is not as it should be."""
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
        with gzip.open(path, "rb") if zipped else path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _record(line, f"{path}, line {number}")
    except (OSError, EOFError, zlib.error) as error:
        reason = (
            error.strerror if isinstance(error, OSError) and error.strerror else "is not a whole gzip file"
        )
        raise InputError(f"cannot read {path}: {reason}") from error


def write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    """Write records, compressed, the same bytes for the same records; what was there stays until all is written.

    Raises InputError where the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with (
            os.fdopen(handle, "wb") as raw,
            gzip.GzipFile("", "wb", compresslevel=LEVEL, fileobj=raw, mtime=0) as file,
        ):
            for record in records:
                file.write(to_json(record) + b"\n")
        Path(name).chmod(0o644)  # temporary files are their owner's alone
        Path(name).replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error


def combine(old: Iterable[dict[str, Any]], new: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the records of both in their order. Of two with one id the new one counts, with the terms and names
    that only the old one has."""
    found = {record["id"]: record for record in old}
    for record in new:
        before = found.get(record["id"])
        found[record["id"]] = _combined(before, record) if before else record
    return list(found.values())


def _combined(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return `new` with what only `old` has. Two terms are one where office, state and start are."""
    texts = {name["text"] for name in new.get("names") or ()}
    names = [*(new.get("names") or ()), *(n for n in old.get("names") or () if n["text"] not in texts)]
    if new["kind"] != "person":
        return {**old, **new, "names": names}
    offices = {_office(term) for term in new.get("terms") or ()}
    terms = [*(t for t in old.get("terms") or () if _office(t) not in offices), *(new.get("terms") or ())]
    return {**old, **new, "names": names, "terms": terms}


def _office(term: dict[str, Any]) -> tuple[str, str | None, str | None]:
    return term["role"], term.get("country"), term.get("start")


def person(record: dict[str, Any], *, countries: Container[str], roles: Container[str]) -> Person:
    """Return the person of a record; an office that is not in `roles` is "other"."""
    full, short = _names(record)
    return Person(
        id=record["id"],
        name=record["name"],
        wikidata=_qid(record["id"]),
        country=_state(record.get("country"), countries),
        gender=record.get("gender"),
        names=full,
        short=short,
        terms=tuple(_term(record["id"], term, roles) for term in record.get("terms") or ()),
    )


def organization(record: dict[str, Any], *, countries: Container[str], roles: Container[str]) -> Organization:
    """Return the organisation of a record."""
    full, short = _names(record)
    role = record.get("role")
    return Organization(
        id=record["id"],
        name=record["name"],
        wikidata=_qid(record["id"]),
        subkind=record.get("subkind") or "other",
        country=_state(record.get("country"), countries),
        part_of=None,
        names=full,
        short=short,
        head_role=role if role in roles else None,
        offices=(),
        source=record.get("source") or "import",
        until=str(record["end"])[:4] if record.get("end") else None,
    )


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: not valid JSON: {error}") from error
    if not isinstance(record, dict) or record.get("kind") not in _KINDS:
        raise InputError(
            f'{where}: not a person or organization (its "kind" must be one of {", ".join(_KINDS)})'
        )
    for name in ("id", "name"):
        if not isinstance(record.get(name), str) or not record[name].strip():
            raise InputError(f'{where}: "{name}" is missing or not text')
    for name, needed in (("names", ("text",)), ("terms", ("role", "office"))):
        rows = record.get(name) or []
        if not isinstance(rows, list) or not all(
            isinstance(r, dict) and set(needed) <= r.keys() for r in rows
        ):
            raise InputError(f'{where}: "{name}" must be a list of objects with {", ".join(needed)}')
    for term in record.get("terms") or []:
        for name in ("start", "end", "as_of"):
            if term.get(name) and not (isinstance(term[name], str) and _DATE.fullmatch(term[name])):
                raise InputError(f'{where}: "{name}" of a term is not an ISO date: {term[name]!r}')
    return record


def _names(record: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the full names and the short ones. A person's name of one word is short, as others may have it."""
    full, short = {record["name"]: None}, dict[str, None]()
    for name in record.get("names") or ():
        (short if name.get("kind") == "short" else full)[name["text"]] = None
    if record["kind"] == "person":
        lone = [n for n in full if n.isascii() and len(n.split()) < 2 and n != record["name"]]
        short |= dict.fromkeys(lone)
        full = {n: None for n in full if n not in lone}
    return tuple(full), tuple(n for n in short if n not in full)


def _term(holder: str, row: dict[str, Any], roles: Container[str]) -> Term:
    get = row.get
    return Term(
        person=holder,
        role=row["role"] if row["role"] in roles else "other",
        title=row["office"],
        organization=get("organization"),
        country=get("country"),
        start=get("start"),
        end=get("end"),
        as_of=get("as_of"),
        acting=bool(get("acting")),
        source=get("source") or "import",
        past=get("phase") == "past",
    )


def _qid(id_: str) -> str | None:
    return id_ if _QID.fullmatch(id_) else None


def _state(code: str | None, countries: Container[str]) -> str | None:
    """Return the state of a code, of which that of a part begins with the state's: "GB-SCT" is of GB."""
    if code is None or code in countries or code == "EU":
        return code
    return code.split("-")[0] if code.split("-")[0] in countries else None
