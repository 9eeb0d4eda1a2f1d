"""Hold data/authority/ against a snapshot of facts: `python tools/check_authority.py SNAPSHOT.jsonl.gz [--days N]`.

The snapshot is JSON Lines (gzip) of persons and organisations with names and terms. Prints what disagrees: a QID that
the snapshot lacks or that carries another name, dates that differ by more than N days, another holder of a
single-holder office; a QID that could be added. The last lines are the numbers; exit status 1 where a QID is wrong.
"""

from __future__ import annotations

import argparse
import datetime
import re
from collections import Counter
from pathlib import Path
from typing import Any

from polgraph.authority import Authority, Organization, Person, Term, imports, load
from polgraph.authority.compiling import merge
from polgraph.folding import fold
from polgraph.settings import use_facts

# the same office under two normal forms
SAME = {"deputy_head": "deputy_chief_of_staff"}
HEADS = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")


def day(date: str) -> datetime.date:
    """Return the first day that an ISO date of any grain may mean."""
    year, month, dom = (*date.split("-"), "1", "1")[:3]
    return datetime.date(int(year), int(month), int(dom))


def far(ours: str | None, theirs: str | None, days: int) -> bool:
    """Return whether two dates differ by more than `days`, counting only the grain that both have."""
    if not ours or not theirs:
        return False
    grain = min(len(ours), len(theirs))
    if ours[:grain] == theirs[:grain]:
        return False
    return abs((day(ours[:grain]) - day(theirs[:grain])).days) > days


def names(record: dict[str, Any]) -> set[str]:
    """Return the folded names of a record of the snapshot."""
    return {fold(record["name"]), *(fold(name["text"]) for name in record["names"])}


def carries(ours: Person | Organization, theirs: dict[str, Any]) -> bool:
    """Return whether the record of the snapshot has our name, or the surname in its label."""
    if {fold(n) for n in (*ours.names, *ours.short)} & names(theirs):
        return True
    words = set(" ".join(names(theirs)).split())
    return any(set(fold(short).split()) <= words for short in (*ours.short, ours.name.split()[-1]))


class Check:
    """The comparison; what it finds is printed, and counted by kind."""

    def __init__(self, authority: Authority, records: list[dict[str, Any]], *, days: int) -> None:
        self.authority, self.days = authority, days
        self.by_id = {record["id"]: record for record in records}
        self.people = [record for record in records if record["kind"] == "person"]
        self.found: Counter[str] = Counter()

    def say(self, kind: str, line: str) -> None:
        """Count and print one disagreement."""
        self.found[kind] += 1
        print(f"{kind:20} {line}")

    def qids(self) -> None:
        """Every QID is in the snapshot and carries our name."""
        for ours in (*self.authority.persons.values(), *self.authority.organizations.values()):
            if ours.wikidata is None:
                self.found["without QID"] += 1
            elif (theirs := self.by_id.get(ours.wikidata)) is None:
                self.say("QID unknown", f"{ours.id} {ours.wikidata}")
            elif not carries(ours, theirs):
                self.say("QID of another", f"{ours.id} {ours.wikidata} is {theirs['name']}")
            else:
                self.found["QID verified"] += 1

    def missing(self, records: list[dict[str, Any]]) -> None:
        """QIDs that the snapshot confirms by name, state and office, and names that it has for two."""
        report = merge(records).report
        for line in report.gained:
            self.say("QID to add", line)
        ours = {*self.authority.persons, *self.authority.organizations}
        for line in report.doubles:
            if ours & set(re.findall(r"[\w-]+", line)):
                self.say("maybe the same", line)

    def terms(self) -> None:
        """Terms of persons with a QID against those of the same office and country."""
        for person in self.authority.persons.values():
            theirs = self.by_id.get(person.wikidata or "", {}).get("terms", ())
            for term in person.terms:
                self._term(person, term, theirs)

    def _term(self, person: Person, term: Term, theirs: list[dict[str, Any]]) -> None:
        roles = {term.role, SAME.get(term.role, term.role)}
        same = [
            t
            for t in theirs
            if t["role"] in roles and t["start"] and (t["country"] == term.country or not term.country)
        ]
        if not same or not term.start:
            self.found["term not in it"] += 1
            return
        nearest = min(same, key=lambda t: abs((day(t["start"]) - day(term.start or "")).days))
        if far(term.start, nearest["start"], self.days):
            self.say("start differs", f"{person.name} {term.role} {term.start}, there {nearest['start']}")
        elif far(term.end, nearest["end"], self.days):
            self.say("end differs", f"{person.name} {term.role} {term.end}, there {nearest['end']}")
        else:
            self.found["term confirmed"] += 1

    def holders(self, on: list[str]) -> None:
        """Who held the high offices of the countries of the authority, where the snapshot is sure."""
        for country in self.authority.countries:
            for role in HEADS:
                for date in on:
                    ours = [h for h in self.authority.holders(role, country=country, on=date) if h.certain]
                    theirs = self._sure(role, country, date)
                    if not ours or not theirs:
                        continue
                    first = ours[0].person
                    if any(h["id"] == first.wikidata or carries(first, h) for h in theirs):
                        self.found["holder confirmed"] += 1
                    else:
                        there = ", ".join(h["name"] for h in theirs)
                        self.say("holder differs", f"{country} {role} {date}: {first.name}, there {there}")

    def _sure(self, role: str, country: str, on: str) -> list[dict[str, Any]]:
        return [
            p for p in self.people for t in p["terms"]
            if t["role"] == role and t["country"] == country and t["start"] and t["start"] <= on
            and (t["end"] > on if t["end"] else t["as_of"] >= on)
        ]  # fmt: skip


def main() -> int:
    """Compare and print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--days", type=int, default=45, help="dates that differ by less agree (default 45)")
    given = parser.parse_args()
    use_facts(None)  # the seed alone
    records = list(imports.read(given.snapshot))
    check = Check(load(), records, days=given.days)
    check.people = [p for p in check.people if any(t["role"] in HEADS for t in p["terms"])]
    check.qids()
    check.missing(records)
    check.terms()
    check.holders(["2015-06-01", "2018-06-01", "2022-03-01", "2024-03-01", "2025-06-01"])
    print()
    for kind, count in sorted(check.found.items()):
        print(f"{count:6} {kind}")
    return 1 if check.found["QID unknown"] or check.found["QID of another"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
