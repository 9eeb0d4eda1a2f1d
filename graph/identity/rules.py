"""What makes two of a sort one: the rules that the engine of `clustering` joins profiles by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from polgraph.identity.evidence import Evidence
from polgraph.identity.nearness import Pair
from polgraph.identity.profiles import Profile
from polgraph.identity.records import Appearance

P = TypeVar("P", bound=Profile)
Filed = Callable[[Appearance], frozenset[str]]
"""The blocks of an appearance."""


class Least(Protocol):
    """Sums of weights: from which on two are one, from which on a person is asked, and what tells two fits apart."""

    @property
    def same(self) -> float: ...
    @property
    def doubtful(self) -> float: ...
    @property
    def margin(self) -> float: ...


class Making(Protocol[P]):
    """Makes profiles of appearances; those in `apart` (ids) stand alone."""

    def __call__(
        self, appearances: Iterable[Appearance], *, apart: Set[tuple[str, str]] = frozenset()
    ) -> list[P]: ...


@dataclass(frozen=True)
class Rules(Generic[P]):
    """What makes two of a sort one: how they are grouped beforehand, filed, compared, and what cannot be one.

    `facets`: what all of a set have alike, where they have it. `name`: what a set is called. `apart`: whether two
    sets cannot be one, where that can be told of all of them at once.
    """

    profiles: Making[P]
    near: Callable[[Iterable[P], Filed], set[Pair]]
    weigh: Callable[[P, P], Evidence | None]
    veto: Callable[[P, P], str | None]
    filed: Filed
    least: Least
    facets: tuple[Callable[[P], str | None], ...]
    name: Callable[[Sequence[P]], str]
    apart: Callable[[Sequence[P], Sequence[P]], bool] | None = None
