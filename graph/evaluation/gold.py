"""What a careful reader took from an article: the lists of a file `gold/<article id>.gold.yaml`, as records.

How such a file is written stands in `data/sample/README.md`. What an entry leaves out may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, ValidationError, model_validator

from polgraph.errors import InputError
from polgraph.model import ActorKind, Modality, Polarity, Record

ANY = "any"
FOLDER = "gold"
ENDING = ".gold.yaml"


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


OneOf = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""A word, or a list of which any one will do."""


class _Entry(Record):
    """An entry of a list. A field without a value says nothing: YAML makes one of a comma in unquoted words."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, fields: Any) -> Any:
        return {k: v for k, v in fields.items() if v is not None} if isinstance(fields, dict) else fields


class GoldActor(_Entry):
    """An actor and what else the article calls it. `why`: of one that must not be, what is wrong with it."""

    name: str
    kind: ActorKind | None = None
    wikidata: str | None = None
    also_called: tuple[str, ...] = ()
    why: str | None = None


class GoldRole(_Entry):
    """An office of an actor: `title` as the text has it."""

    actor: str
    title: str
    organization: str | None = None
    country: str | None = None
    phase: str


class GoldEvent(_Entry):
    """Something that happened; `start` and `end` are ISO dates. `may_participants`: who was there too, as a part of a side or in another word."""

    name: str
    also_called: tuple[str, ...] = ()
    type: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    precision: str | None = None
    participants: tuple[str, ...] = ()
    may_participants: tuple[str, ...] = ()


class GoldClaim(_Entry):
    """Who did what to whom, by the names of the lists above; `date` is what the start of it begins with."""

    subject: OneOf
    predicate: OneOf
    object: OneOf
    modality: Annotated[tuple[Modality, ...], BeforeValidator(_listed)] = ()
    polarity: Annotated[tuple[Polarity, ...], BeforeValidator(_listed)] = ()
    date: str | None = None
    why: str | None = None

    def __str__(self) -> str:
        ends = ("|".join(self.subject), "|".join(self.predicate), "|".join(self.object))
        said = (*self.polarity, *self.modality, *filter(None, (self.date,)))
        return " ".join(ends) + (f" [{', '.join(said)}]" if said else "")


class GoldSpeech(_Entry):
    """A piece of a sentence and who is among those that it is attributed to."""

    sentence: str
    speaker: str


class GoldDate(_Entry):
    """A calendar expression and how its EDTF value begins."""

    text: str
    value: str


class GoldActors(Record):
    """Actors that a careful reader takes from the text, may take, and must not."""

    must: tuple[GoldActor, ...] = ()
    may: tuple[GoldActor, ...] = ()
    never: tuple[GoldActor, ...] = ()


class GoldRoles(Record):
    """Offices that a careful reader takes from the text."""

    must: tuple[GoldRole, ...] = ()


class GoldEvents(Record):
    """Events that a careful reader takes from the text, and may take."""

    must: tuple[GoldEvent, ...] = ()
    may: tuple[GoldEvent, ...] = ()


class GoldClaims(Record):
    """Claims that a careful reader takes from the text, may take, and must not."""

    must: tuple[GoldClaim, ...] = ()
    may: tuple[GoldClaim, ...] = ()
    never: tuple[GoldClaim, ...] = ()


class GoldHead(_Entry):
    """Which article it is. `unread`: it is in a language without a reader."""

    id: str
    published: str | None = None
    source: str | None = None
    language: str | None = None
    unread: bool = False
    copy_of: str | None = None


class Gold(Record):
    """All lists of one article. `boilerplate`: words of the text that are not the article's."""

    article: GoldHead
    actors: GoldActors = GoldActors()
    roles: GoldRoles = GoldRoles()
    events: GoldEvents = GoldEvents()
    claims: GoldClaims = GoldClaims()
    speakers: tuple[GoldSpeech, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    boilerplate: tuple[str, ...] = ()


def find(folder: Path) -> dict[str, Path]:
    """Return the gold files of a folder of articles, by the id of their article; raises InputError if there is none."""
    files = {_id(path, folder / FOLDER): path for path in _files(folder)}
    if not files:
        raise InputError(f"no gold in {folder}: put {FOLDER}/<article id>{ENDING} beside the articles")
    return files


def read(path: Path) -> Gold:
    """Return what a gold file says; raises InputError that names the entry which is none."""
    try:
        return Gold.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is no YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise InputError(f"{path}: {place}: {first['msg']}") from error


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted((folder / FOLDER).rglob(f"*{ENDING}"))


def _id(path: Path, base: Path) -> str:
    return path.relative_to(base).as_posix().removesuffix(ENDING)
