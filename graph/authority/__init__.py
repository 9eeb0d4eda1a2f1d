"""What polgraph knows before it reads: who held which office when, names of states and bodies, known events.

authority = load()
authority.holders("foreign_minister", country="RU", on="2022-02-25")   # [(Lavrov, his term, certain)]
authority.country_by_adjective("Dutch").code                            # "NL"
"""

from polgraph.authority.known import Authority, load
from polgraph.authority.records import (
    Capital,
    Country,
    KnownEvent,
    Office,
    Organization,
    Person,
    Seat,
    Term,
)
from polgraph.authority.terms import Holder

__all__ = [
    "Authority",
    "Capital",
    "Country",
    "Holder",
    "KnownEvent",
    "Office",
    "Organization",
    "Person",
    "Seat",
    "Term",
    "load",
]
