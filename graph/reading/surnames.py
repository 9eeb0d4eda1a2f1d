"""Whose a bare surname is among the people whom an article names in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from polgraph.folding import fold
from polgraph.reading.bearers import title
from polgraph.reading.cast import Candidate
from polgraph.reading.genders import gender, titled
from polgraph.reading.settled import Settled

# Before a given name: "King Hussein" has no surname.
REIGNING = frozenset(("king", "queen", "prince", "princess", "pope", "emperor", "empress", "sultan", "emir"))


class Surnames:
    """The people of an article with their surnames. Monarchs count by the one name that they have."""

    def __init__(
        self, settled: Settled, names: list[Candidate], identity: Callable[[Candidate], str]
    ) -> None:
        self.settled, self.document = settled, settled.document
        self.full: dict[str, Counter[str]] = {}
        self.genders: dict[str, str] = {}
        for c in names:
            if c.kind == "person" and ((" " in c.name and not c.short) or self._reigns(c)):
                who = identity(c)
                self.full.setdefault(self._surname(c), Counter())[who] += 1
                known = settled.authority.persons.get(c.key or "")
                if said := (known.gender if known else None) or gender(self.document, c):
                    self.genders.setdefault(who, said)

    def whose(self, c: Candidate) -> str | None:
        """Return who is meant by a bare surname: of several who fit the title before it the one who is known by it, if he is named in full half as often as any,
        else the one named so most often, of equals the one named last before.

        What the authority knows by the surname is taken off `c` where somebody else is meant.
        """
        said = titled(title(self.document, c.start))
        fitting = Counter(
            {
                who: n
                for who, n in self.full.get(self._surname(c), {}).items()
                if said is None or self.genders.get(who) in (None, said)
            }
        )
        if not fitting:
            return None
        most = max(fitting.values())
        if c.key is not None and 2 * fitting[c.key] >= most:
            return c.key  # "Biden" beside Joe and Hunter Biden: the one who is known by it
        equals = [who for who, n in fitting.items() if n == most]
        before = [
            (m.start, who) for who in equals for m in self.settled.members.get(who, []) if m.start < c.start
        ]
        who = max(before)[1] if before and len(equals) > 1 else equals[0]
        if c.key is not None and c.key != who:
            c.name, c.key, c.country = self.document.name(c.start, c.end), None, None
        return who

    def _surname(self, c: Candidate) -> str:
        return (fold(self.document.name(c.start, c.end)).split() or [""])[-1]

    def _reigns(self, c: Candidate) -> bool:
        """Is it the one name of a monarch or pope? It is known with the title from then on: "King Hussein"."""
        if title(self.document, c.start) not in REIGNING or c.key is not None or " " in c.name:
            return False
        c.name, c.local = f"{self.document.doc[c.start - 1].text} {c.name}", True
        return True
