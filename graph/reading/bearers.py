"""Who of those that the authority knows by a bare surname can be meant: at the date of the article, by the title before it."""

from __future__ import annotations

from collections.abc import Sequence

from polgraph.authority.records import Person, Term
from polgraph.folding import fold
from polgraph.reading.document import Document
from polgraph.reading.genders import titled

UNKNOWN_BEFORE = 8
"""Years before the first known office in which a bare surname hardly means its holder yet."""


def title(document: Document, start: int) -> str:
    """Return the word before a name, folded: "mrs" of "Mrs. Clinton"."""
    return fold(document.doc[start - 1].text).strip() if start else ""


def bearers(people: Sequence[Person], day: str | None, before: str = "") -> list[Person]:
    """Return who of `people` a bare surname may mean on a day (ISO date; None: not known) with the word `before` it.

    Nobody of another gender than the word says ("Mrs. Clinton"), nor who took up the first office long after ("Bush" in 1990);
    of several those in office on the day; without a day, of father and son with one given name, who took office last.
    """
    gender = titled(before)
    found = [p for p in people if gender in (None, p.gender) or p.gender is None]
    found = [p for p in found if day is None or not _unknown(p, day)]
    if len(found) > 1 and day:
        return [p for p in found if any(_holds(t, day) for t in p.terms)] or found
    if len(found) > 1 and len({p.name.split()[0] for p in found}) == 1:
        return [max(found, key=lambda p: max((t.start or "" for t in p.terms), default=""))]
    return found


def _unknown(person: Person, day: str) -> bool:
    starts = [t.start for t in person.terms if t.start]
    return bool(starts) and int(min(starts)[:4]) - int(day[:4]) > UNKNOWN_BEFORE


def _holds(term: Term, day: str) -> bool:
    return bool(term.start) and (term.start or "") <= day <= (term.end or term.as_of or day)
