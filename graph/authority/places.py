"""States, their capitals and seats, and known events: look-ups by name over the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from polgraph.authority import records as data
from polgraph.authority.index import Index
from polgraph.authority.names import Names
from polgraph.authority.records import Capital, Country, KnownEvent, Seat

T = TypeVar("T")


class Places:
    """What the index says of states and of what is in them."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @cached_property
    def countries(self) -> dict[str, Country]:
        """All states by ISO 3166-1 alpha-2 code."""
        return {e["code"]: data.country(e) for e in self.index.file("countries")["countries"]}

    @cached_property
    def events(self) -> dict[str, KnownEvent]:
        """All known events by id."""
        return {e["id"]: data.event(e) for e in self.index.file("events")["events"]}

    def country(self, words: str) -> Country | None:
        """Return the state of a name, an adjective or a word for its people, or None."""
        return (
            self.country_by_name(words) or self.country_by_adjective(words) or self.country_by_demonym(words)
        )

    def countries_called(self, words: str) -> list[Country]:
        """Return every state that a name, an adjective or a word for a people may mean ("Congolese": two)."""
        tables = self._country_tables
        found = (state for kind in ("name", "adjective", "demonym") for state in tables[kind].find(words))
        return list({state.code: state for state in found}.values())

    def is_place_name(self, name: str) -> bool:
        """Return whether a state, seat or capital may go by `name`."""
        tables = (self._country_tables["name"], self._seat_names, self._capital_names)
        return any(name in table for table in tables)

    def country_by_name(self, name: str) -> Country | None:
        """Return the state called `name` ("Russia", "UK", "Росія"), or None."""
        return _one(self._country_tables["name"].find(name))

    def country_by_adjective(self, adjective: str) -> Country | None:
        """Return the state of an adjective ("Russian", "US"), or None."""
        return _one(self._country_tables["adjective"].find(adjective))

    def country_by_demonym(self, people: str) -> Country | None:
        """Return the state of a word for its people, in singular or plural ("Briton", "Russians"), or None."""
        return _one(self._country_tables["demonym"].find(people))

    def country_by_capital(self, city: str) -> Capital | None:
        """Return the capital called `city`; its `clear` says whether the name alone may mean the government."""
        return _one(self._capital_names.find(city))

    def seat(self, name: str) -> Seat | None:
        """Return the seat called `name` ("the Kremlin", "Downing Street"), or None."""
        return _one(self._seat_names.find(name))

    def event(self, phrase: str) -> KnownEvent | None:
        """Return the known event with the longest name that stands in `phrase`, or None."""
        found = self._event_names.longest(phrase)
        return found[0] if found else None

    # --- tables -----------------------------------------------------------------------------------------

    @cached_property
    def _country_tables(self) -> dict[str, Names[Country]]:
        states = self.countries.values()
        return {
            "name": _names((c, (*c.names, *c.abbreviations, *c.former)) for c in states),
            "adjective": _names((c, c.adjectives) for c in states),
            "demonym": _names((c, (*c.demonyms, *c.plurals)) for c in states),
        }

    @cached_property
    def _capital_names(self) -> Names[Capital]:
        listed = [data.capital(entry) for entry in self.index.file("metonyms")["capitals"]]
        countries = {capital.country for capital in listed}
        others = [
            data.capital_of(s) for s in self.countries.values() if s.capital and s.code not in countries
        ]
        return _names((c, c.names) for c in (*listed, *others))

    @cached_property
    def _seat_names(self) -> Names[Seat]:
        return _names((s, s.names) for s in map(data.seat, self.index.file("metonyms")["seats"]))

    @cached_property
    def _event_names(self) -> Names[KnownEvent]:
        return _names((e, e.names) for e in self.events.values())


def _names(rows: Iterator[tuple[T, Sequence[str]]]) -> Names[T]:
    table: Names[T] = Names()
    for record, names in rows:
        table.add(record, names)
    return table


def _one(found: Sequence[T]) -> T | None:
    """Return the only one found: a name that means two is no name for either."""
    return found[0] if len(found) == 1 else None
