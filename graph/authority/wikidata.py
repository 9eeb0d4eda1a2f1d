"""What is asked of an endpoint in Wikidata's shape, in SPARQL, and how its values are read.

Of the holders of an office all statements count but those of deprecated rank: a preferred one (the present holder) does not
hide normal ones (those before). Of all else the best rank counts (`wdt:`). Values are text: a QID is the end of an address, and what is "unknown" there (a blank node, or
an address with `.well-known/genid/`) is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from polgraph.authority.sparql import Row

LANGUAGES = ("en", "uk", "ru")
HEAD_CLASSES = {"head of state": "head_of_state", "head of government": "head_of_government"}
"""Labels of the classes that an office of a head is of, and the normal form."""
HEAD_OFFICES = {"P1906": "head_of_state", "P1313": "head_of_government"}
"""Properties of a state that name the office of its head."""
HEADS = {"P35": "head_of_state", "P6": "head_of_government"}
"""Properties of a state that name its heads."""
GENDERS = {"Q6581097": "m", "Q6581072": "f"}

_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX psv: <http://www.wikidata.org/prop/statement/value/>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_POSITIONS = """\
SELECT DISTINCT ?position ?title ?by WHERE {{
  {{ ?position wdt:P1001 wd:{state} . BIND("P1001" AS ?by) }}
  UNION {{ ?position wdt:P17 wd:{state} . OPTIONAL {{ ?position wdt:P1001 ?own }} BIND(IF(BOUND(?own), "part", "P17") AS ?by) }}
  UNION {{ wd:{state} wdt:P1906 ?position . BIND("P1906" AS ?by) }}
  UNION {{ wd:{state} wdt:P1313 ?position . BIND("P1313" AS ?by) }}
  ?position rdfs:label ?title .
  FILTER(LANG(?title) = "en")
  FILTER EXISTS {{ {{ ?held ps:P39 ?position }} UNION {{ ?position p:P1308 ?officer }} }}
}} ORDER BY ?position ?by"""
_CLASSES = """\
SELECT DISTINCT ?position ?class WHERE {{
  VALUES ?position {{ {positions} }}
  ?position (wdt:P31|wdt:P279)/wdt:P279* ?of . ?of rdfs:label ?label .
  FILTER(?label IN ({classes}))
  BIND(STR(?label) AS ?class)
}} ORDER BY ?position ?class"""
_DATES = """\
  OPTIONAL {{ ?held pq:P580 ?start . OPTIONAL {{ ?held pqv:P580/wikibase:timePrecision ?start_grain }} }}
  OPTIONAL {{ ?held pq:P582 ?end . OPTIONAL {{ ?held pqv:P582/wikibase:timePrecision ?end_grain }} }}
  FILTER NOT EXISTS {{ ?held wikibase:rank wikibase:DeprecatedRank }}
  FILTER(!BOUND(?end) || !isLiteral(?end) || ?end >= "{since}T00:00:00Z"^^xsd:dateTime)
"""
_HOLDERS = f"""\
SELECT DISTINCT ?position ?person ?start ?start_grain ?end ?end_grain WHERE {{{{
  VALUES ?position {{{{ {{positions}} }}}}
  {{{{ ?person p:P39 ?held . ?held ps:P39 ?position }}}} UNION {{{{ ?position p:P1308 ?held . ?held ps:P1308 ?person }}}}
{_DATES}}}}} ORDER BY ?position ?person ?start"""
_HEADS = f"""\
SELECT DISTINCT ?office ?person ?start ?start_grain ?end ?end_grain WHERE {{{{
  {{{{ wd:{{state}} p:P35 ?held . ?held ps:P35 ?person . BIND("P35" AS ?office) }}}}
  UNION {{{{ wd:{{state}} p:P6 ?held . ?held ps:P6 ?person . BIND("P6" AS ?office) }}}}
{_DATES}}}}} ORDER BY ?office ?person ?start"""
_PERSONS = """\
SELECT DISTINCT ?person ?what ?value (LANG(?value) AS ?language) ?grain WHERE {{
  VALUES ?person {{ {persons} }}
  {{ ?person rdfs:label ?value . BIND("label" AS ?what) }}
  UNION {{ ?person skos:altLabel ?value . BIND("alias" AS ?what) }}
  UNION {{ ?person wdt:P27 ?value . BIND("state" AS ?what) }}
  UNION {{ ?person wdt:P21 ?value . BIND("gender" AS ?what) }}
  UNION {{ ?person wdt:P570 ?value . BIND("died" AS ?what)
    OPTIONAL {{ ?person p:P570/psv:P570 ?death . ?death wikibase:timeValue ?value ; wikibase:timePrecision ?grain }} }}
  FILTER(?what IN ("state", "gender", "died") || LANG(?value) IN ({languages}))
}} ORDER BY ?person ?what ?value"""


def positions(state: str) -> str:
    """Return the question for the positions of a state (a QID): `position`, `title`, and `by` which property it is the state's.

    `by`: P1001 (its own jurisdiction), P17 (in the state, no jurisdiction said), "part" (in the state, and a jurisdiction is
    said: without a row P1001 it is another), P1906 and P1313 (the state names it as the office of its head).
    """
    return _PREFIXES + _POSITIONS.format(state=state)


def classes(qids: Iterable[str]) -> str:
    """Return the question which of the positions are offices of a head of state or government: `position`, `class`."""
    labels = ", ".join(f'"{label}"@en' for label in HEAD_CLASSES)
    return _PREFIXES + _CLASSES.format(positions=_entities(qids), classes=labels)


def holders(qids: Iterable[str], since: str) -> str:
    """Return the question for the holders of positions on a day from `since` (ISO) on."""
    return _PREFIXES + _HOLDERS.format(positions=_entities(qids), since=since)


def heads(state: str, since: str) -> str:
    """Return the question for the heads of state and government that a state names."""
    return _PREFIXES + _HEADS.format(state=state, since=since)


def persons(qids: Iterable[str]) -> str:
    """Return the question for names, states, gender and death of persons."""
    languages = ", ".join(f'"{language}"' for language in LANGUAGES)
    return _PREFIXES + _PERSONS.format(persons=_entities(qids), languages=languages)


def qid(address: str) -> str | None:
    """Return the QID of an entity's address, None of what is no entity (an unknown value)."""
    found = re.fullmatch(r"https?://[^ ]*/(Q[1-9]\d*)", address)
    return found[1] if found and "/.well-known/" not in address else None


def date(row: Row, name: str) -> str | None:
    """Return a date of a row ("2024-03-01T00:00:00Z") as fine as it is known, None for an unknown value or one BC.

    `<name>_grain` is Wikidata's precision, where it is given: 11 a day, 10 a month, 9 a year; what is coarser is None.
    """
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)T", row.get(name, ""))
    grain = int(row.get(f"{name}_grain") or row.get("grain") or 11)
    if found is None or grain < 9:
        return None
    year, month, day = found.groups()
    if grain == 9 or month == "00":
        return year
    return f"{year}-{month}" if grain == 10 or day == "00" else f"{year}-{month}-{day}"


def _entities(qids: Iterable[str]) -> str:
    return " ".join(f"wd:{qid}" for qid in qids)
