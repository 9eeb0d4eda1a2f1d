"""Titles and their normal forms: "minister of foreign affairs" -> `foreign_minister` (`offices.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from polgraph.authority.records import Office, flat
from polgraph.folding import fold

_PREPOSITIONS = frozenset(("of", "for", "to", "at", "in", "with", "on", "from", "under", "by", "and"))
_DEPUTY = frozenset(("deputy", "vice", "assistant", "under", "undersecretary", "sub"))
_SKIPPED = frozenset(("the", "a", "an", "s", "his", "her", "its", "their"))


class Offices:
    """All offices, found by the words of a title."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.by_role = {role: _office(role, entry) for role, entry in words["offices"].items()}
        self._titles: dict[tuple[str, ...], str] = {}
        for office in self.by_role.values():
            for title in office.titles:
                self._titles.setdefault(_words(title), office.role)
        self._national: dict[tuple[tuple[str, ...], str], str] = {
            (_words(title), code): role
            for title, table in words["national"].items()
            for code, role in table.items()
        }
        self._several = {role: frozenset(codes) for role, codes in words["several"].items()}
        self._longest = max(len(title) for title in self._titles)

    def find(self, title: str, *, country: str | None = None) -> Office | None:
        """Return the office of the longest known title that holds the head noun of `title`, or None.

        "former deputy foreign minister of Chad" -> deputy_minister; "spokesman for the foreign minister" ->
        spokesperson. `country` decides titles that mean different offices ("secretary of state" of `US`).
        """
        words = _words(title)
        if not words:
            return None
        head = next((i for i, word in enumerate(words) if word in _PREPOSITIONS), len(words)) - 1
        if head < 0:
            return None
        deputy = next((i for i, word in enumerate(words[:head]) if word in _DEPUTY), None)
        if deputy is not None and (role := self._longest_at(words, deputy, head, country, first=deputy)):
            return self.by_role[role]
        role = self._longest_at(words, 0, head, country)
        return self.by_role[self._deputy(role) if deputy is not None else role] if role else None

    def _longest_at(
        self, words: tuple[str, ...], low: int, head: int, country: str | None, *, first: int | None = None
    ) -> str | None:
        """Return the role of the longest title over `head` that begins from `low` on and not behind `first`."""
        last = head if first is None else first
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(max(low, head - length + 1), min(last, len(words) - length) + 1):
                role = self._role(words[start : start + length], country)
                if role is not None:
                    return role
        return None

    def is_title(self, words: str) -> bool:
        """Return whether just these words are a title that the data list."""
        title = _words(words)
        return title in self._titles or any(title == national for national, _ in self._national)

    def national(self, title: str) -> Mapping[str, str]:
        """Return the role for each country in which just these words are a title of their own: `US` for "secretary of state"."""
        words = _words(title)
        return {code: role for (known, code), role in self._national.items() if known == words}

    def has_one_holder(self, role: str, country: str | None) -> bool:
        """Return whether one person at a time holds the office in a state (a code)."""
        return self.by_role[role].single_holder and country not in self._several.get(role, ())

    def within(self, role: str) -> frozenset[str]:
        """Return `role` and every office that is a kind of it: `deputy_head` covers `deputy_chief_of_staff`."""
        found = {role}
        while more := {o.role for o in self.by_role.values() if o.kind_of in found} - found:
            found |= more
        return frozenset(found)

    def _role(self, words: tuple[str, ...], country: str | None) -> str | None:
        if country is not None and (national := self._national.get((words, country))):
            return national
        return self._titles.get(words)

    def _deputy(self, role: str) -> str:
        if role.startswith("deputy_"):
            return role
        if f"deputy_{role}" in self.by_role:
            return f"deputy_{role}"
        return "deputy_minister" if role.endswith("_minister") else "deputy_head"


def _office(role: str, entry: Mapping[str, Any]) -> Office:
    return Office(
        role=role,
        titles=flat(entry["titles"]),
        single_holder=bool(entry.get("single_holder")),
        kind_of=entry.get("kind_of"),
        normal=entry.get("normal") is not False,
    )


def _words(title: str) -> tuple[str, ...]:
    return tuple(word for word in fold(title).split() if word not in _SKIPPED)
