"""The offices of states from an endpoint in Wikidata's shape: who held them, since when, and how the holders are called.

Asked are the positions of a state (P1001, P17) whose label is a known title, their holders by position held (P39) and
officeholder (P1308), and the heads of state (P35) and government (P6), each with start (P580) and end (P582).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from polgraph.authority.answers import Answer
from polgraph.authority.known import Authority
from polgraph.authority.records import Country
from polgraph.authority.sparql import Row

LANGUAGES = ("en", "uk", "ru")
SOURCE = "wikidata"
POSITIONS_AT_ONCE = 40
PERSONS_AT_ONCE = 80

Ask = Callable[[str], Answer]
_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_POSITIONS = """\
SELECT DISTINCT ?position ?title WHERE {{
  ?position wdt:P1001|wdt:P17 wd:{state} ; rdfs:label ?title .
  FILTER(LANG(?title) = "en")
  FILTER EXISTS {{ {{ ?holder wdt:P39 ?position }} UNION {{ ?position wdt:P1308 ?officer }} }}
}} ORDER BY ?position"""
_HOLDERS = """\
SELECT DISTINCT ?position ?person ?start ?end WHERE {{
  VALUES ?position {{ {positions} }}
  {{ ?person p:P39 ?held . ?held ps:P39 ?position }} UNION {{ ?position p:P1308 ?held . ?held ps:P1308 ?person }}
  OPTIONAL {{ ?held pq:P580 ?start }}
  OPTIONAL {{ ?held pq:P582 ?end }}
  FILTER(isIRI(?person) && (!BOUND(?end) || ?end >= "{since}T00:00:00Z"^^xsd:dateTime))
}} ORDER BY ?position ?person ?start"""
_HEADS = """\
SELECT DISTINCT ?office ?person ?start ?end WHERE {{
  {{ wd:{state} p:P35 ?held . ?held ps:P35 ?person . BIND("P35" AS ?office) }}
  UNION {{ wd:{state} p:P6 ?held . ?held ps:P6 ?person . BIND("P6" AS ?office) }}
  OPTIONAL {{ ?held pq:P580 ?start }}
  OPTIONAL {{ ?held pq:P582 ?end }}
  FILTER(isIRI(?person) && (!BOUND(?end) || ?end >= "{since}T00:00:00Z"^^xsd:dateTime))
}} ORDER BY ?office ?person ?start"""
_PERSONS = """\
SELECT DISTINCT ?person ?what ?value (LANG(?value) AS ?language) WHERE {{
  VALUES ?person {{ {persons} }}
  {{ ?person rdfs:label ?value . BIND("label" AS ?what) }}
  UNION {{ ?person skos:altLabel ?value . BIND("alias" AS ?what) }}
  UNION {{ ?person wdt:P27 ?value . BIND("state" AS ?what) }}
  UNION {{ ?person wdt:P21 ?value . BIND("gender" AS ?what) }}
  FILTER(?what IN ("state", "gender") || LANG(?value) IN ({languages}))
}} ORDER BY ?person ?what ?value"""
_HEAD_OFFICES = {
    "P35": ("head_of_state", "head of state"),
    "P6": ("head_of_government", "head of government"),
}
_GENDERS = {"Q6581097": "m", "Q6581072": "f"}


class _Position(NamedTuple):
    qid: str
    title: str
    role: str


def refresh(known: Authority, ask: Ask, *, countries: Sequence[str], since: str) -> Iterator[dict[str, Any]]:
    """Yield the persons who held offices of `countries` (codes) on a day from `since` (ISO) on, as records of an import.

    Raises what `ask` raises.
    """
    terms: dict[str, list[dict[str, Any]]] = {}
    for code in countries:
        for person, term in _terms(known, ask, known.countries[code], since):
            terms.setdefault(person, []).append(term)
    people = sorted(terms, key=lambda qid: int(qid[1:]))
    states = {state.wikidata: code for code, state in known.countries.items() if state.wikidata}
    for batch in _batches(people, PERSONS_AT_ONCE):
        for qid, rows in _by(ask(_persons(batch)).rows, "person").items():
            if record := _record(qid, rows, terms[qid], states):
                yield record


def _terms(known: Authority, ask: Ask, state: Country, since: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield holder (a QID) and term of the offices of a state."""
    positions = {p.qid: p for p in _positions(known, ask, state)}
    for batch in _batches(sorted(positions), POSITIONS_AT_ONCE):
        values = " ".join(f"wd:{qid}" for qid in batch)
        answer = ask(_PREFIXES + _HOLDERS.format(positions=values, since=since))
        for row in answer.rows:
            position = positions[_qid(row["position"])]
            yield (
                _qid(row["person"]),
                _term(row, position.role, position.title, position.qid, state, answer.day),
            )
    answer = ask(_PREFIXES + _HEADS.format(state=state.wikidata, since=since))
    for row in answer.rows:
        role, title = _HEAD_OFFICES[row["office"]]
        if role == "head_of_government" and state.presidential:
            continue  # the head of state, once more
        yield _qid(row["person"]), _term(row, role, f"{title} of {state.name}", None, state, answer.day)


def _positions(known: Authority, ask: Ask, state: Country) -> Iterator[_Position]:
    """Yield the positions of a state whose label is a title of an office, but not of its parts ("mayor of Lviv")."""
    if state.wikidata is None:
        return
    for row in ask(_PREFIXES + _POSITIONS.format(state=state.wikidata)).rows:
        office = known.role(row["title"], country=state.code)
        if office is not None and office.normal:
            yield _Position(_qid(row["position"]), row["title"], office.role)


def _term(row: Row, role: str, title: str, position: str | None, state: Country, day: str) -> dict[str, Any]:
    return {
        "office": title,
        "office_id": position,
        "role": role,
        "organization": None,
        "country": state.code,
        "start": _date(row.get("start")),
        "end": _date(row.get("end")),
        "as_of": day,
        "source": SOURCE,
    }


def _persons(batch: Iterable[str]) -> str:
    languages = ", ".join(f'"{language}"' for language in LANGUAGES)
    return _PREFIXES + _PERSONS.format(persons=" ".join(f"wd:{qid}" for qid in batch), languages=languages)


def _record(
    qid: str, rows: list[Row], terms: list[dict[str, Any]], states: dict[str, str]
) -> dict[str, Any] | None:
    """Return the record of a person, None where there is no name."""
    names = [
        {"text": row["value"], "lang": row["language"], "kind": row["what"]}
        for row in sorted(rows, key=lambda r: (r["what"] != "label", LANGUAGES.index(r["language"]) if r.get("language") in LANGUAGES else 9))
        if row["what"] in ("label", "alias")
    ]  # fmt: skip
    if not names or names[0]["kind"] != "label":
        return None
    of = {term["country"] for term in terms}
    citizen = [states[q] for row in rows if row["what"] == "state" and (q := _qid(row["value"])) in states]
    country = next((code for code in citizen if code in of), citizen[0] if citizen else sorted(of)[0])
    gender = next((_GENDERS.get(_qid(row["value"])) for row in rows if row["what"] == "gender"), None)
    return {
        "id": qid,
        "kind": "person",
        "name": names[0]["text"],
        "names": names,
        "country": country,
        "gender": gender,
        "terms": _once(terms),
    }


def _once(terms: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the terms without those that two properties say: the same office and state from the same day."""
    found: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    for term in terms:
        same = (term["role"], term["country"], term["start"])
        if same not in found or (term["office_id"] and not found[same]["office_id"]):
            ended = found[same]["end"] if same in found else None
            found[same] = {**term, "end": term["end"] or ended}
    return sorted(found.values(), key=lambda t: (t["start"] or "", t["role"], t["office"]))


def _batches(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[i : i + size] for i in range(0, len(items), size))


def _by(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(_qid(row[name]), []).append(row)
    return found


def _qid(address: str) -> str:
    return address.rpartition("/")[2]


def _date(value: str | None) -> str | None:
    """Return the day of "2024-03-01T00:00:00Z", None for what is no day (an unknown value, an address, BC)."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)T", value or "")
    if found is None or found[2] == "00":
        return found[1] if found else None
    return "-".join(found.groups()) if found[3] != "00" else f"{found[1]}-{found[2]}"
