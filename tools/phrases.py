"""Phrases about people and bodies drawn by lot from a snapshot of facts: are they understood?

    python tools/phrases.py SNAPSHOT.jsonl.gz [--each 10] [--seed 1] [--json] [--misses]

Draws as many phrases of each kind as --each says, always the same ones for a --seed, and asks `polgraph eval roles`, with the
snapshot imported, whom they mean. Kinds:

* title and surname  "Chilean Energy Minister Jobet" on a day of the term; nobody else of that surname was in such an office there then
* office and day     "president of Chile" on a day on which the snapshot is sure of one holder
* acronym            that of a body, with its state where it has one; no other body there has it
* unlisted spelling  a name in another script, taken out of the snapshot that is imported: only the other names can lead to it

Right is who has the QID, or where there is none one of the names. The phrases are ours, made by these rules; nobody has picked them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from polgraph.authority import Authority, imports, load
from polgraph.folding import fold
from polgraph.settings import use_facts

TITLED = (
    "head_of_state", "head_of_government", "deputy_head_of_government", "foreign_minister", "defence_minister", "interior_minister",
    "finance_minister", "justice_minister", "other_minister", "deputy_minister", "speaker", "ambassador", "governor", "mayor",
    "central_bank_governor", "prosecutor_general", "military_chief",
)  # fmt: skip
FAMILY_NAME_FIRST = ("CN", "TW", "KR", "KP", "KH")
POLGRAPH = (sys.executable, "-c", "from polgraph.cli.main import main; main()")

Facts = dict[str, dict[str, Any]]


class Question(NamedTuple):
    """A phrase, and the id of who is meant."""

    kind: str
    phrase: str
    date: str | None
    country: str | None
    meant: str


# --- drawing ----------------------------------------------------------------------------------------------


def draw(facts: Facts, known: Authority, *, each: int, seed: int) -> list[Question]:
    """Return `each` questions of each kind, the same for the same facts and seed."""
    chosen: list[Question] = []
    for kind, make in (
        ("title and surname", titles),
        ("office and day", offices),
        ("acronym", acronyms),
        ("unlisted spelling", spellings),
    ):
        lot = random.Random(f"{seed} {kind}")
        found = list(make(facts, known, lot))
        chosen += [q._replace(kind=kind) for q in lot.sample(found, min(each, len(found)))]
    return chosen


def titles(facts: Facts, known: Authority, lot: random.Random) -> Iterator[Question]:
    """Yield a title with a surname for every dated term that nobody of the surname shared."""
    terms = list(dated(facts, known))
    for person, term in terms:
        if term["role"] not in TITLED or not (title := short_title(term, known)):
            continue
        surname, day = surname_of(person), between(term, lot)
        others = [
            p["id"] for p, t in by_state(terms)[term["country"]]
            if t["role"] == term["role"] and holds(t, day) and fold(surname) in fold(p["name"]).split()
        ]  # fmt: skip
        if set(others) == {person["id"]}:
            adjective = known.countries[term["country"]].adjectives
            if adjective:
                yield Question("", f"{adjective[0]} {title} {surname}", day, None, person["id"])


_STATES: dict[int, dict[str, list[Any]]] = {}


def by_state(terms: list[Any]) -> dict[str, list[Any]]:
    """Return the terms by state."""
    if id(terms) not in _STATES:
        found: dict[str, list[Any]] = {}
        for person, term in terms:
            found.setdefault(term["country"], []).append((person, term))
        _STATES[id(terms)] = found
    return _STATES[id(terms)]


def offices(facts: Facts, known: Authority, lot: random.Random) -> Iterator[Question]:
    """Yield the office of every single holder on a day of the term."""
    terms = list(dated(facts, known))
    for person, term in terms:
        office = known.offices.by_role.get(term["role"])
        if office is None or not known.offices.has_one_holder(term["role"], term["country"]):
            continue
        day, state = between(term, lot), known.countries[term["country"]]
        title = short_title(term, known)
        peers = {
            p["id"] for p, t in by_state(terms)[state.code] if t["role"] == term["role"] and holds(t, day)
        }
        if peers == {person["id"]} and title:
            yield Question("", f"{title.lower()} of {state.name}", day, None, person["id"])


def acronyms(facts: Facts, known: Authority, lot: random.Random) -> Iterator[Question]:
    """Yield the abbreviations of bodies that no other body of the state has."""
    held: dict[tuple[str, str | None], set[str]] = {}
    for record in facts.values():
        if record["kind"] == "organization":
            for name in record["names"]:
                if name["kind"] == "short" and re.fullmatch(r"[A-ZА-ЯІЇЄ]{3,7}", name["text"]):
                    held.setdefault((name["text"], record["country"]), set()).add(record["id"])
    for (text, country), ids in held.items():
        if len(ids) == 1 and (country is None or country in known.countries):
            yield Question("", text, None, country, next(iter(ids)))


def spellings(facts: Facts, known: Authority, lot: random.Random) -> Iterator[Question]:
    """Yield a name in another script of every person who has one in Latin letters too."""
    for record in facts.values():
        if record["kind"] == "person" and record["terms"]:
            other = [n["text"] for n in record["names"] if n["kind"] == "label" and is_foreign(n["text"])]
            if other:
                yield Question("", other[0], None, None, record["id"])


def dated(facts: Facts, known: Authority) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield persons with their terms that have a start and an end to the day, in a state that is known."""
    for record in facts.values():
        for term in record.get("terms") or ():
            whole = all(len(term[name] or "") == 10 for name in ("start", "end"))
            if whole and term["start"] < term["end"] and term["country"] in known.countries:
                yield record, term


def short_title(term: dict[str, Any], known: Authority) -> str | None:
    """Return the title as it stands before a name: "Minister of Energy" -> "Energy Minister"; None where it is another word."""
    words = re.sub(r"\s*\(.*\)", "", term["office"])
    of = re.fullmatch(r"(?i)minister (?:of|for) (?:the )?(\w+(?: Affairs)?)", words)
    title = f"{of[1]} Minister" if of else re.split(r"(?i) (?:of|for|to|in) |,", words)[0]
    office = known.role(title, country=term["country"])
    if office is None or office.role != term["role"] or len(title.split()) > 3:
        return None
    return title.title()


def surname_of(person: dict[str, Any]) -> str:
    """Return the family name, which stands first in some states."""
    words = re.sub(r"\s*\(.*\)|,.*", "", str(person["name"])).split()
    return words[0] if person["country"] in FAMILY_NAME_FIRST else words[-1]


def between(term: dict[str, Any], lot: random.Random) -> str:
    """Return a day of the term."""
    first, last = (datetime.date.fromisoformat(term[name]) for name in ("start", "end"))
    return (first + datetime.timedelta(days=lot.randrange((last - first).days))).isoformat()


def holds(term: dict[str, Any], day: str) -> bool:
    """Return whether a term may be of a day."""
    return (term["start"] or "") <= day and (term["end"] or "9") > day


def is_foreign(name: str) -> bool:
    """Return whether a name is in no Latin letters."""
    return len(name.split()) > 1 and not re.search(r"[A-Za-z]", name)


# --- asking -----------------------------------------------------------------------------------------------


def ask(facts: Facts, questions: list[Question]) -> list[dict[str, Any]]:
    """Return the replies of `polgraph eval roles`, which knows the facts but for the spellings that are asked for."""
    hidden = {(q.meant, q.phrase) for q in questions if q.kind == "unlisted spelling"}
    hidden_ids = {id_ for id_, _ in hidden}
    lines = [
        json.dumps({"id": i, "phrase": q.phrase, "date": q.date, "country": q.country})
        for i, q in enumerate(questions)
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "facts.jsonl.gz"
        imports.write(file, (without(r, hidden) if r["id"] in hidden_ids else r for r in facts.values()))
        done = subprocess.run(
            [*POLGRAPH, "eval", "roles"],
            input="\n".join(lines),
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"POLGRAPH_AUTHORITY": str(file), "XDG_CACHE_HOME": folder},
        )
    if done.returncode:
        sys.exit(done.stderr[-2000:])
    replies = {reply["id"]: reply for reply in map(json.loads, done.stdout.splitlines())}
    return [replies.get(i, {}) for i in range(len(questions))]


def without(record: dict[str, Any], hidden: set[tuple[str, str]]) -> dict[str, Any]:
    """Return a record without the names of it that are hidden, and those in the same letters that hold the same surname."""
    texts = [text for id_, text in hidden if id_ == record["id"]]
    names = [n for n in record["names"] if not (is_foreign(n["text"]) and texts) and n["text"] not in texts]
    return {**record, "names": [n for n in names if not (n["kind"] == "short" and not n["text"].isascii())]}


def is_right(question: Question, reply: dict[str, Any], facts: Facts) -> bool:
    """Return whether a reply names who is meant."""
    meant = facts[question.meant]
    if reply.get("wikidata"):
        return bool(reply["wikidata"] == meant["id"])
    names = {fold(meant["name"]), *(fold(n["text"]) for n in meant["names"] if n["kind"] != "short")}
    name = reply.get("name", "")
    return fold(name) in names and name != question.phrase


def main() -> int:
    """Draw, ask, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--each", type=int, default=10, help="phrases of each kind (default 10)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print kind -> right, asked, share")
    parser.add_argument("--misses", action="store_true", help="print what was not understood")
    given = parser.parse_args()
    use_facts(None)
    facts = {record["id"]: record for record in imports.read(given.snapshot)}
    questions = draw(facts, load(), each=given.each, seed=given.seed)
    replies = ask(facts, questions)
    counts: dict[str, dict[str, Any]] = {}
    for question, reply in zip(questions, replies, strict=True):
        right = is_right(question, reply, facts)
        for row in (question.kind, "all"):
            count = counts.setdefault(row, {"right": 0, "asked": 0})
            count["right"] += right
            count["asked"] += 1
        if given.misses and not right:
            meant = facts[question.meant]
            print(f"{question.kind}: {question.phrase} ({question.date}, {question.country}): {meant['name']} "
                  f"({meant['id']}), not {reply.get('name')} ({reply.get('wikidata')})", file=sys.stderr)  # fmt: skip
    rows = {
        row: {**c, "share": c["right"] / c["asked"]}
        for row, c in sorted(counts.items(), key=lambda i: i[0] == "all")
    }
    if given.json:
        print(json.dumps(rows))
    else:
        for row, count in rows.items():
            print(f"{row:20} {count['right']:4} of {count['asked']:4}  {count['share']:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
