"""The written pairs: what is the same story, and what only looks like it."""

from __future__ import annotations

from itertools import combinations

import pytest
from copies.written import Pair, pairs

from polgraph import copies
from polgraph.copies.sketching import Sketch

PAIRS = pairs()


def found(pair: Pair) -> str:
    like = copies.compare(copies.sketch(pair.later), copies.sketch(pair.first))
    return like.kind if like else "different"


def test_there_are_enough_pairs_of_every_kind_in_both_halves():
    assert len(PAIRS) >= 60
    for half in ("choose", "report"):
        assert {"copy", "version", "different"} == {p.wanted for p in PAIRS if p.half == half}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p.later.id} {p.kind}")
def test_a_pair_is_what_it_was_written_as(pair: Pair):
    assert found(pair) == pair.wanted


def test_articles_of_different_stories_are_different():
    sketches = {a.id: copies.sketch(a) for p in PAIRS for a in (p.first, p.later)}
    ours = [s for s in sketches.values() if s.article != "tiny"]

    def story(s: Sketch) -> str:
        return s.article.rstrip("-0123456789")

    alike = [
        (a.article, b.article)
        for a, b in combinations(ours, 2)
        if story(a) != story(b) and copies.compare(a, b)
    ]
    assert alike == []


def test_whatever_is_alike_shares_a_key():
    """No pair is lost by looking only at candidates."""
    for pair in PAIRS:
        if pair.wanted != "different":
            assert set(copies.sketch(pair.first).keys) & set(copies.sketch(pair.later).keys), pair.later.id
