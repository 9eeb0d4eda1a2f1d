"""JSON Lines of articles, in and out: the extraction contract's "In"."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, TypeVar

from pydantic import ValidationError

from polgraph.errors import InputError
from polgraph.loaders import decode
from polgraph.loaders.amount import Lines
from polgraph.loaders.article import make_article
from polgraph.loaders.failure import Failure
from polgraph.model import Article, GivenMention, Paragraph

Extra = TypeVar("Extra")

_TEXTS = ("title", "published", "url", "source", "language")


class Seen:
    """The ids that an input has used, as short hashes, with the line of each."""

    def __init__(self) -> None:
        self._lines: dict[bytes, int | None] = {}

    def __contains__(self, id_: str) -> bool:
        return self._hash(id_) in self._lines

    def add(self, id_: str, line: int | None = None) -> str | None:
        """Note the id; return None, or where it was used before."""
        key = self._hash(id_)
        if key not in self._lines:
            self._lines[key] = line
            return None
        before = self._lines[key]
        return "earlier" if before is None else f"on line {before}"

    @staticmethod
    def _hash(id_: str) -> bytes:
        return blake2b(id_.encode(), digest_size=12).digest()


def read_jsonl(
    stream: Lines,
    *,
    name: str = "-",
    published: str | None = None,
    source: str | None = None,
    language: str | None = None,
    seen: Seen | None = None,
) -> Iterator[Article | Failure]:
    """Yield an Article or a Failure for each line that is not blank, in order, one at a time.

    `published`, `source` and `language` fill in where a line has none. Fields that the contract does not know are
    passed over. `name` is what a Failure calls the stream. An id that `seen` has (by default: of this stream) fails.
    """
    given = {"published": published, "source": source, "language": language}
    yield from read_objects(
        stream, lambda fields, _: article_of(fields, given), name=name, seen=seen or Seen()
    )


def read_objects(
    stream: Lines, make: Callable[[dict[str, Any], int], Article | Extra], *, name: str, seen: Seen
) -> Iterator[Article | Extra | Failure]:
    """Yield what `make` makes of the object and the number of each line, a Failure where it raises InputError.

    An article whose id `seen` has fails.
    """
    for number, line in _numbered(stream):
        if isinstance(line, Failure):
            yield line.model_copy(update={"where": name})
            continue
        try:
            article = make(_object(line), number)
        except InputError as error:
            yield Failure(where=name, line=number, reason=str(error))
            continue
        if isinstance(article, Article) and (before := seen.add(article.id, number)):
            yield Failure(where=name, line=number, reason=f"the id {article.id!r} was already used {before}")
        else:
            yield article


def write_jsonl(article: Article) -> str:
    """Return the article as one line of JSON, without line end, that `read_jsonl` reads back to an equal Article."""
    fields = article.model_dump(mode="json", exclude_none=True, exclude=None if article.meta else {"meta"})
    line = json.dumps(fields, ensure_ascii=False)
    return line.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _numbered(stream: Lines) -> Iterator[tuple[int, str | Failure]]:
    """Yield the number and text of each line that is not blank, a Failure for one that is no text or too long."""
    number = 0
    while True:
        try:
            line = stream.readline(decode.LARGEST + 1)
        except UnicodeDecodeError as error:
            yield (
                number + 1,
                Failure(where="-", line=number + 1, reason=f"not UTF-8 from here on: {error.reason}"),
            )
            return
        if not line:
            return
        number += 1
        if number == 1 and isinstance(line, bytes) and (reason := decode.foreign(line)):
            yield number, Failure(where="-", line=None, reason=reason)
            return
        if len(line) > decode.LARGEST:
            _finish(stream, line)
            reason = f"longer than {decode.LARGEST // 1_000_000} MB: an article is not so long"
            yield number, Failure(where="-", line=number, reason=reason)
        elif line.strip():
            yield number, _text(line, number)


def _finish(stream: Lines, line: bytes | str) -> None:
    """Read on to the end of a line that is too long, without keeping it."""
    while line and line[-1:] not in (b"\n", "\n"):
        line = stream.readline(1_000_000)


def _text(line: bytes | str, number: int) -> str | Failure:
    if isinstance(line, bytes):
        try:
            line = line.decode("utf-8")
        except UnicodeDecodeError as error:
            bad = f"byte 0x{error.object[error.start]:02X} at {error.start} of the line is no UTF-8: convert the file"
            return Failure(where="-", line=number, reason=bad)
    return line.removeprefix("\ufeff") if number == 1 else line


def _object(line: str) -> dict[str, Any]:
    """Return the object of one line; raises InputError where it is none."""
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"not usable JSON: {error}") from error
    if not isinstance(fields, dict):
        raise InputError(f"a JSON {_kind(fields)}, not an object with id and text")
    return fields


def article_of(fields: dict[str, Any], given: Mapping[str, str | None]) -> Article:
    """Return the article of an object of the contract, `given` where it says nothing; raises InputError where it is none."""
    for name in ("id", "text"):
        if name not in fields:
            raise InputError(f"no {name!r}: an article needs id and text; there is {_names(fields)}")
        if not isinstance(fields[name], str):
            raise InputError(f"{name!r} is a JSON {_kind(fields[name])}, not text")
    texts = {name: given.get(name) if fields.get(name) in (None, "") else fields[name] for name in _TEXTS}
    return make_article(
        fields["text"],
        id=fields["id"],
        mentions=_records(GivenMention, "mentions", fields.get("mentions")),
        paragraphs=_records(Paragraph, "paragraphs", fields.get("paragraphs")),
        meta=_words(fields.get("meta")),
        **texts,
    )


def _records(kind: Any, name: str, values: Any) -> Any:
    if values is None:
        return None
    if not isinstance(values, list):
        raise InputError(f"{name!r} is a JSON {_kind(values)}, not a list")
    try:
        return [kind.model_validate(value, strict=True) for value in values]
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(
            f"{name!r} has an entry that is none: {place} {first['msg']}".replace("  ", " ")
        ) from error


def _words(value: Any) -> dict[str, str]:
    """Return what of `meta` is words by words; whatever else another program wrote there is passed over."""
    pairs = value.items() if isinstance(value, dict) else ()
    return {name: words for name, words in pairs if isinstance(words, str)}


def _kind(value: Any) -> str:
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")


def _names(fields: dict[str, Any]) -> str:
    names = sorted(fields)
    return ", ".join(map(repr, names[:8])) + (" ..." if len(names) > 8 else "") if names else "nothing"
