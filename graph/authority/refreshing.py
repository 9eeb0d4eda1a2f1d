"""The offices of states from an endpoint in Wikidata's shape: who held them, since when, and how the holders are called.

Asked are the positions of a state whose label is a known title, their holders by position held (P39) and officeholder
(P1308), and the heads of state (P35) and government (P6), each with start (P580) and end (P582) (`polgraph.authority.wikidata`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from polgraph.authority import wikidata
from polgraph.authority.answers import Answer
from polgraph.authority.known import Authority
from polgraph.authority.records import Country
from polgraph.authority.sparql import Row
from polgraph.authority.wikidata import date, qid

SOURCE = "wikidata"
POSITIONS_AT_ONCE = 40
PERSONS_AT_ONCE = 80
HEADS = ("head_of_state", "head_of_government")
DEPUTIES = ("deputy_head_of_state", "deputy_head_of_government")
OF_PARTS = (
    "governor", "mayor", "deputy_mayor", "regional_official", "regional_head_of_government", "occupation_official",
)  # fmt: skip
"""Offices of a part of a state that are looked for; a minister or president of a part is none of the state."""
_OF_WHAT = re.compile(r"(?i)^(?:the )?(?:(?:government|cabinet|council of ministers) of )?(?:the )?")

Ask = Callable[[str], Answer]
Term = dict[str, Any]


class Found(NamedTuple):
    """What was answered: records of an import, and how many terms were left out because their holder is unknown there."""

    records: tuple[dict[str, Any], ...]
    unknown: int


class _Position(NamedTuple):
    qid: str
    title: str
    role: str


def refresh(known: Authority, ask: Ask, *, countries: Sequence[str], since: str) -> Found:
    """Return the persons who held offices of `countries` (codes) on a day from `since` (ISO) on, as records of an import.

    An unknown start or end is null; whose end is unknown is over all the same (`phase`: past). A term that is open at its
    holder's death ends there (`end_inferred`). Raises what `ask` raises.
    """
    terms: dict[str, list[Term]] = {}
    unknown = 0
    for code in countries:
        for person, term in _terms(known, ask, known.countries[code], since):
            if person is None:
                unknown += 1
            else:
                terms.setdefault(person, []).append(term)
    people = sorted(terms, key=lambda id_: int(id_[1:]))
    states = {state.wikidata: code for code, state in known.countries.items() if state.wikidata}
    records = []
    for batch in _batches(people, PERSONS_AT_ONCE):
        for id_, rows in _by(ask(wikidata.persons(batch)).rows).items():
            record = _record(id_, rows, _until_death(terms[id_], rows, since), states)
            records += [record] if record else []
    return Found(tuple(records), unknown)


def _terms(known: Authority, ask: Ask, state: Country, since: str) -> Iterator[tuple[str | None, Term]]:
    """Yield holder (a QID, None where it is unknown) and term of the offices of a state."""
    if state.wikidata is None:
        return
    positions = {p.qid: p for p in _positions(known, ask, state)}
    for batch in _batches(sorted(positions), POSITIONS_AT_ONCE):
        answer = ask(wikidata.holders(batch, since))
        for row in answer.rows:
            position = positions[qid(row["position"]) or ""]
            yield (
                qid(row["person"]),
                _term(row, position.role, position.title, position.qid, state, answer.day),
            )
    answer = ask(wikidata.heads(state.wikidata, since))
    for row in answer.rows:
        role = wikidata.HEADS[row["office"]]
        if role == "head_of_government" and state.presidential:
            continue  # the head of state, once more
        title = f"{role.replace('_', ' ')} of {state.name}"
        yield qid(row["person"]), _term(row, role, title, None, state, answer.day)


def _positions(known: Authority, ask: Ask, state: Country) -> Iterator[_Position]:
    """Yield the positions of a state whose label is a title of an office.

    A president is head of state only where the state itself names the office (P1906, P1313), or the office's own
    jurisdiction (P1001) is the state and its class that of a head; "president" is also what courts and academies have.
    """
    found: dict[str, tuple[str, set[str]]] = {}
    for row in ask(wikidata.positions(state.wikidata or "")).rows:
        if id_ := qid(row["position"]):
            found.setdefault(id_, (row["title"], set()))[1].add(row["by"])
    maybe: dict[str, str] = {}
    for id_, (title, by) in found.items():
        office = known.role(title, country=state.code)
        named = next((role for prop, role in wikidata.HEAD_OFFICES.items() if prop in by), None)
        role = office.role if office and office.normal else None
        if named:
            yield _Position(id_, title, role if role in HEADS else named)
        elif role in HEADS and "P1001" in by:
            maybe[id_] = title
        elif role is not None and role not in HEADS and _is_of_state(known, state, role, title, by):
            yield _Position(id_, title, role)
    for batch in _batches(sorted(maybe), POSITIONS_AT_ONCE):
        classes: dict[str, str] = {}
        for row in ask(wikidata.classes(batch)).rows:
            classes.setdefault(
                qid(row["position"]) or "", row["class"]
            )  # of both, that of government is first
        for id_, label in classes.items():
            office = known.role(maybe[id_], country=state.code)
            yield _Position(id_, maybe[id_], office.role if office else wikidata.HEAD_CLASSES[label])


def _is_of_state(known: Authority, state: Country, role: str, title: str, by: set[str]) -> bool:
    """Return whether an office is one of the state and not of another body in it, or is one of its parts that is looked for."""
    if role in OF_PARTS:
        return True
    if "P1001" not in by and "part" in by:
        return False
    if role not in DEPUTIES:
        return True
    _, _, whose = title.partition(" of ")  # "vice president of the Academy of Sciences" is none
    named = known.country(_OF_WHAT.sub("", whose)) if whose else state
    return "P1001" in by and named is not None and named.code == state.code


def _term(row: Row, role: str, title: str, position: str | None, state: Country, day: str) -> Term:
    start, end = date(row, "start"), date(row, "end")
    term = {
        "office": title,
        "office_id": position,
        "role": role,
        "organization": None,
        "country": state.code,
        "start": start,
        "end": end,
        "as_of": day,
        "source": SOURCE,
    }
    return term | ({"phase": "past"} if "end" in row and end is None else {})


def _until_death(terms: list[Term], rows: list[Row], since: str) -> list[Term]:
    """Return the terms, those still open at the holder's death ended there, without those that then ended before `since`."""
    deaths = [row for row in rows if row["what"] == "died"]
    if not deaths:
        return terms
    died = min((day for row in deaths if (day := date(row, "value"))), default=None)
    ended = []
    for term in terms:
        if term["end"] is None and "phase" not in term:
            if died is None:
                term = {**term, "phase": "past"}  # dead, nobody says since when
            elif (term["start"] or "") <= died:
                term = {**term, "end": died, "end_inferred": True}
            else:
                continue  # begun after death: of somebody else
        if term["end"] is None or term["end"] >= since[: len(term["end"])]:
            ended.append(term)
    return ended


def _record(id_: str, rows: list[Row], terms: list[Term], states: dict[str, str]) -> dict[str, Any] | None:
    """Return the record of a person, None where there is no name or no term."""
    languages = wikidata.LANGUAGES
    names = [
        {"text": row["value"], "lang": row["language"], "kind": row["what"]}
        for row in sorted(rows, key=lambda r: (r["what"] != "label", languages.index(r["language"]) if r.get("language") in languages else 9))
        if row["what"] in ("label", "alias")
    ]  # fmt: skip
    if not names or names[0]["kind"] != "label" or not terms:
        return None
    of = {term["country"] for term in terms}
    citizen = [states[q] for row in rows if row["what"] == "state" and (q := qid(row["value"])) in states]
    country = next((code for code in citizen if code in of), citizen[0] if citizen else sorted(of)[0])
    gender = next(
        (wikidata.GENDERS.get(qid(row["value"]) or "") for row in rows if row["what"] == "gender"), None
    )
    return {
        "id": id_,
        "kind": "person",
        "name": names[0]["text"],
        "names": names,
        "country": country,
        "gender": gender,
        "terms": _once(terms),
    }


def _once(terms: Iterable[Term]) -> list[Term]:
    """Return the terms without those that two properties say: the same office and state from the same day."""
    found: dict[tuple[str, str, str | None], Term] = {}
    for term in terms:
        same = (term["role"], term["country"], term["start"])
        before = found.get(same)
        if before is None:
            found[same] = term
            continue
        first, second = (term, before) if term["office_id"] and not before["office_id"] else (before, term)
        ended = next((t for t in (first, second) if t["end"] and not t.get("end_inferred")), None)
        if ended is not None and first["end"] != ended["end"]:
            first = {k: v for k, v in first.items() if k not in ("phase", "end_inferred")} | {
                "end": ended["end"]
            }
        found[same] = first
    return sorted(found.values(), key=lambda t: (t["start"] or "", t["role"], t["office"]))


def _batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[i : i + size] for i in range(0, len(items), size))


def _by(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if id_ := qid(row["person"]):
            found.setdefault(id_, []).append(row)
    return found
