"""The rules by which words are taken for an actor of their article, and how often each was right (`data/coreference.yaml`).

The score of a rule is the share of links that were right where a reader had marked who is meant, by the rule of succession: (right + 1) / (of + 2).
It is no likelihood of one link. A rule that was never counted has none: an unknown is no zero.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from polgraph import shipped

SETS = ("sample", "corpus", "dwie", "read")
"""What links were counted on: `data/sample`, `data/corpus` without what is held back, the articles of DWIE (names alone), and links of news read one by one."""


class Rule(NamedTuple):
    """A rule: its id, what it goes by in words, and how many of its links were right in each set (right, of).

    `starts`: it takes words for somebody new, which is no link and has no score.
    """

    id: str
    says: str
    counted: dict[str, tuple[int, int]]
    starts: bool = False

    @property
    def right(self) -> int:
        """How many links were right in all sets."""
        return sum(right for right, _ in self.counted.values())

    @property
    def of(self) -> int:
        """How many links were counted in all sets."""
        return sum(of for _, of in self.counted.values())

    @property
    def score(self) -> float | None:
        """The share that was right, with two decimals, by the rule of succession; None where none was counted."""
        return round((self.right + 1) / (self.of + 2), 2) if self.of else None


@cache
def table() -> dict[str, Any]:
    """Return the table as it is shipped."""
    found: dict[str, Any] = shipped.table("coreference.yaml")
    return found


@cache
def rules() -> dict[str, Rule]:
    """Return the rules by their ids."""
    return {
        id_: Rule(
            id_,
            entry["says"],
            {name: (entry[name][0], entry[name][1]) for name in SETS if name in entry},
            entry.get("starts", False),
        )
        for id_, entry in table()["rules"].items()
    }


def rule(id_: str) -> Rule:
    """Return the rule with this id. Raises KeyError where the table has none: no rule links without an entry."""
    return rules()[id_]
