"""Names that all sound alike: thousands fall into one component, what is compared grows with them, no order matters."""

from __future__ import annotations

import random

import pytest
from names_made import alike

from polgraph.folding import fold
from polgraph.identity import Appearance, blocks, cluster, components
from polgraph.identity.nearness import CROWD, NEXT, near
from polgraph.identity.profiles import profiles


def corpus(number: int) -> list[Appearance]:
    """One person an article, with a country for some and a bare surname for every tenth."""
    found = []
    for n, name in enumerate(alike(number, random.Random(11))):
        bare = n % 10 == 0
        shown = name.split()[-1] if bare else name
        found.append(
            Appearance(
                article=f"a{n}",
                actor="x1",
                kind="person",
                key=f"person:a{n}:{fold(shown)}" if bare else f"person:{fold(shown)}",
                name=shown,
                names=(shown,),
                country=(None, None, "EG", "RU")[n % 4],
                company=(f"person:somebody {n % 7}", f"person:anybody {n % 5}"),
                anchors=(f"anchor{n}",),
            )
        )
    return found


@pytest.mark.parametrize("number", [400, 800])
def test_what_is_compared_grows_with_the_names_and_not_with_their_square(number: int) -> None:
    everyone = corpus(number)
    most = max(len(part) for part in components(everyone))
    assert most > number / 4, "most of them sound alike"
    # By three keys at the most, forwards and backwards; the bare ones with those who stand beside the same.
    assert len(near(profiles(everyone), blocks)) < number * (CROWD + 2 * NEXT)


def test_a_crowd_comes_out_the_same_in_any_order() -> None:
    everyone = corpus(500)
    shuffle = random.Random(5)
    first = cluster(everyone)
    for _ in range(2):
        shuffle.shuffle(everyone)
        assert cluster(everyone) == first
    parts = [cluster(part) for part in components(everyone)]
    assert {c.members for part in parts for c in part.clusters} == {c.members for c in first.clusters}
    assert len(first.clusters) > 100, "a crowd of names is no one man"


def test_in_a_crowd_one_name_in_two_countries_stays_two_and_one_spelling_stays_one() -> None:
    everyone = corpus(300)
    twins = [
        a.model_copy(update={"article": f"twin{a.article}", "anchors": ()}) for a in everyone if " " in a.name
    ]
    where = {m: c for c in cluster([*everyone, *twins]).clusters for m in c.members}
    assert all(where[twin.id] is where[twin.article.removeprefix("twin"), "x1"] for twin in twins)
