"""What must come out of pairs of names, phenomenon by phenomenon (pairs.yaml)."""

from pathlib import Path

import pytest
import yaml

from polgraph.names import candidate_keys, compare

TABLE = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8"))
PAIRS = [
    pytest.param(kind, verdict, one, other, id=f"{verdict}: {phenomenon}: {one} / {other}")
    for kind, verdicts in TABLE.items()
    for verdict, pairs in verdicts.items()
    for one, other, phenomenon in pairs
]


@pytest.mark.parametrize(("kind", "verdict", "one", "other"), PAIRS)
def test_pair(kind: str, verdict: str, one: str, other: str) -> None:
    found = compare(one, other, kind=kind)
    if verdict == "same":
        assert found.score >= 0.5, found
    else:
        assert found.score < 0.5, found
    if verdict == "unsure":
        assert found.score > 0.1, found
    assert found.reasons


@pytest.mark.parametrize(("kind", "verdict", "one", "other"), PAIRS)
def test_either_name_may_come_first(kind: str, verdict: str, one: str, other: str) -> None:
    assert compare(one, other, kind=kind).score == pytest.approx(compare(other, one, kind=kind).score)


def test_names_of_one_actor_share_a_key() -> None:
    same = [(k, *pair[:2]) for k, verdicts in TABLE.items() for pair in verdicts["same"]]
    lost = [p for p in same if not candidate_keys(p[1], p[0]) & candidate_keys(p[2], p[0])]
    assert len(lost) <= len(same) // 25, lost


def test_keys_part_most_people() -> None:
    names = sorted({n for pairs in TABLE["person"].values() for pair in pairs for n in pair[:2]})
    keys = {name: candidate_keys(name) for name in names}
    meetings = sum(bool(keys[a] & keys[b]) for i, a in enumerate(names) for b in names[:i])
    assert meetings < len(names) * 3, "the list holds about one partner a name"
