"""The reader's corpus: news-like sentences with every claim in them, in a notation that people read and correct.

    {{Germany}} has accused {{Russia}} of hacking {{the Bundestag}}. | 1>2 ACCUSED @"accused" | 2>3 ATTACKED alleged by 1 @"hacking"

One item a line. Each `{{…}}` is an end that a claim might have; `{{him=2}}` is the actor of mark 2 once more. Each
further field is a claim: subject and object by number, predicate, then where they apply `denied`, a modality, a phase,
`by 3,1` (who says so, outermost first), and the words that state it. Pairs that no field names hold no claim.
Blank lines and lines that begin with `#` are skipped.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from polgraph import vocabulary
from polgraph.errors import InputError
from polgraph.model import Modality, Polarity, Record, Span

ENDING = ".txt"
HELD_BACK = "held-"
"""Files whose name begins so are measured with, and nothing is trained or tuned on them."""

_MARK = re.compile(r"\{\{(?P<words>[^{}]*?)(?:=(?P<same>\d+))?\}\}")
_CLAIM = re.compile(
    r'(?P<subject>\d+)>(?P<object>\d+) (?P<predicate>[A-Z_]+)(?P<rest>[^@]*)(?:@"(?P<trigger>.*)")?$'
)
_SPEAKERS = re.compile(r"\bby (\d+(?:,\d+)*)")
_MODALITIES = ("planned", "demanded", "alleged", "hypothetical")
_PHASES = ("past", "present", "future")


class Mark(Record):
    """Words that may be an end of a claim; `same` is the index of an earlier mark of the same actor."""

    span: Span
    same: int | None = None


class Statement(Record):
    """A claim of an item: `subject`, `object` and `speakers` are indexes of marks."""

    subject: int
    predicate: str
    object: int
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    phase: str | None = None
    speakers: tuple[int, ...] = ()
    trigger: Span | None = None


class Item(Record):
    """One item: its text without notation, its marks, and all that it states."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    statements: tuple[Statement, ...]


def read(folder: Path, *, held_back: bool | None = None) -> Iterator[Item]:
    """Yield the items of all files of `folder`, by file name; `held_back`: only those, or only the others.

    Raises InputError, naming file and line, where the notation is broken.
    """
    for path in sorted(folder.glob(f"*{ENDING}")):
        if held_back is None or path.name.startswith(HELD_BACK) == held_back:
            yield from parse(path.read_text(encoding="utf-8").splitlines(), name=path.stem)


def fingerprint(folder: Path) -> str:
    """Return a hash of the items of `folder` that are not held back, whatever the comments: what trained weights follow from."""
    digest = hashlib.sha256()
    for found in read(folder, held_back=False):
        digest.update(found.model_dump_json().encode())
    return digest.hexdigest()[:16]


def parse(lines: Iterable[str], *, name: str) -> Iterator[Item]:
    """Yield the items of `lines`. Raises InputError naming `name` and the number of the line."""
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                yield item(line.strip(), id_=f"{name}:{number}")
            except InputError as error:
                raise InputError(f"corpus {name}, line {number}: {error}") from None


def item(line: str, *, id_: str) -> Item:
    """Return the item of one line. Raises InputError where the notation is broken."""
    marked, *fields = (part.strip() for part in line.split(" | "))
    marked = marked.removesuffix("|").rstrip()
    text, marks = _unmark(marked)
    statements = tuple(
        _statement(field.removesuffix("|").rstrip(), text, marks) for field in fields if field.strip("| ")
    )
    return Item(id=id_, text=text, marks=marks, statements=statements)


def _unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    text, last = "", 0
    marks: list[Mark] = []
    for found in _MARK.finditer(marked):
        text += marked[last : found.start()]
        span = len(text), len(text) + len(found["words"])
        same = int(found["same"]) - 1 if found["same"] else None
        if same is not None and not 0 <= same < len(marks):
            raise InputError(f"{found[0]} names mark {same + 1}, which does not stand before it")
        marks.append(Mark(span=span, same=same))
        text += found["words"]
        last = found.end()
    text += marked[last:]
    if "{{" in text or "}}" in text:
        raise InputError("a mark is not closed, or stands within another")
    return text, tuple(marks)


def _statement(field: str, text: str, marks: tuple[Mark, ...]) -> Statement:
    found = _CLAIM.match(field)
    if found is None:
        raise InputError(f'{field!r} is no claim: write 1>2 PREDICATE @"words"')
    ends = int(found["subject"]) - 1, int(found["object"]) - 1
    speakers = _SPEAKERS.search(found["rest"])
    said = tuple(int(n) - 1 for n in speakers[1].split(",")) if speakers else ()
    for number in (*ends, *said):
        if not 0 <= number < len(marks):
            raise InputError(f"{field!r} names mark {number + 1} of {len(marks)}")
    if found["predicate"] not in vocabulary.load():
        raise InputError(f"{field!r}: the vocabulary has no such predicate")
    words = _SPEAKERS.sub("", found["rest"]).split()
    unknown = set(words) - {"denied", *_MODALITIES, *_PHASES}
    if unknown:
        raise InputError(f"{field!r}: {sorted(unknown)[0]!r} is no word of the notation")
    modality = next((w for w in words if w in _MODALITIES), "asserted")
    return Statement.model_validate(
        {
            "subject": ends[0],
            "predicate": found["predicate"],
            "object": ends[1],
            "polarity": "denied" if "denied" in words else "affirmed",
            "modality": modality,
            "phase": next((w for w in words if w in _PHASES), None),
            "speakers": said,
            "trigger": _trigger(found["trigger"], text),
        }
    )


def _trigger(words: str | None, text: str) -> Span | None:
    if not words:
        return None
    at = text.lower().find(words.lower())
    if at < 0:
        raise InputError(f"the text has no {words!r}")
    return at, at + len(words)
