"""Where the nodes of a picture lie."""

from __future__ import annotations

import random
from itertools import combinations
from math import dist

from polgraph.network_layout import Box, place

BOX = Box(90, 40)


def ring(names: list[str]) -> dict[tuple[str, str], float]:
    return {(min(a, b), max(a, b)): 1.0 for a, b in zip(names, names[1:] + names[:1], strict=True)}


def test_no_two_boxes_overlap_and_the_same_again() -> None:
    names = [f"n{i}" for i in range(120)]
    chance = random.Random(3)
    pairs = {tuple(sorted(chance.sample(names, 2))): 1.0 for _ in range(240)}
    boxes = {name: Box(chance.randint(30, 160), 40) for name in names}
    at = place(boxes, pairs)
    for a, b in combinations(names, 2):
        aside, above = abs(at[a][0] - at[b][0]), abs(at[a][1] - at[b][1])
        assert aside >= (boxes[a].width + boxes[b].width) / 2 - 2 or above >= 40 - 2, (a, b)
    turned = dict(sorted(boxes.items(), reverse=True)), dict(sorted(pairs.items(), reverse=True))
    assert place(*turned) == at


def test_what_is_joined_lies_together() -> None:
    """Two rings with one bridge: neighbours are nearer than those of the other ring."""
    left, right = [f"l{i}" for i in range(8)], [f"r{i}" for i in range(8)]
    at = place(dict.fromkeys(left + right, BOX), ring(left) | ring(right) | {("l0", "r0"): 1.0})
    near = [dist(at[a], at[b]) for a, b in ring(left) | ring(right)]
    far = [dist(at[a], at[b]) for a in left[2:7] for b in right[2:7]]
    assert max(near) < min(far)


def test_parts_lie_beside_each_other() -> None:
    names = [f"{part}{i}" for part in "abcde" for i in range(3)]
    pairs = {(f"{part}{i}", f"{part}{i + 1}"): 1.0 for part in "abcde" for i in range(2)}
    at = place(dict.fromkeys([*names, "alone"], BOX), pairs)
    spans = []
    for part in [*"bcde", "a"]:
        xs, ys = zip(*(at[f"{part}{i}"] for i in range(3)), strict=True)
        spans.append((min(xs), max(xs), min(ys), max(ys)))
    for one, other in combinations(spans, 2):
        assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]
    assert all(at["alone"] != at[name] for name in names)


def test_two_on_one_spot_and_nothing_at_all() -> None:
    assert place({}, {}) == {}
    assert place({"a": BOX}, {}) == {"a": (45, 20)}
    two = place({"a": BOX, "b": BOX}, {("a", "b"): 1.0})
    assert two["a"] != two["b"]
