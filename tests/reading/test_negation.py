"""What did not come about, or only may: the status of one act in many sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "predicate", "polarity", "modality"),
    [
        ("Kenya no longer supports Somalia.", "SUPPORTED", "denied", "asserted"),
        ("At no time did Kenya support Somalia.", "SUPPORTED", "denied", "asserted"),
        ("At that time Kenya supported Somalia.", "SUPPORTED", "affirmed", "asserted"),
        ("Kenya has in no way supported Somalia.", "SUPPORTED", "denied", "asserted"),
        ("In no time Kenya supported Somalia.", "SUPPORTED", "affirmed", "asserted"),
        ("Not once did Kenya criticize Somalia.", "CRITICIZED", "denied", "asserted"),
        ("Not until Monday did Kenya criticize Somalia.", "CRITICIZED", "affirmed", "asserted"),
        ("Not only did Kenya criticize Somalia, it closed the border.", "CRITICIZED", "affirmed", "asserted"),
        ("Nowhere did Kenya criticize Somalia.", "CRITICIZED", "denied", "asserted"),
        ("Kenya has long supported Somalia.", "SUPPORTED", "affirmed", "asserted"),
        ("Kenya stopped supporting Somalia.", "SUPPORTED", "denied", "asserted"),
        ("Kenya started supporting Somalia.", "SUPPORTED", "affirmed", "asserted"),
        ("Neither Kenya nor Uganda has recognised Kosovo.", "SUPPORTED", "denied", "asserted"),
        ("Both Kenya and Uganda have recognised Kosovo.", "SUPPORTED", "affirmed", "asserted"),
        ("Kenya neither praised nor condemned Somalia.", "CRITICIZED", "denied", "asserted"),
        ("Kenya has yet to recognise Kosovo.", "SUPPORTED", "denied", "asserted"),
        ("Kenya has already recognised Kosovo.", "SUPPORTED", "affirmed", "asserted"),
        ("There is no evidence that Kenya attacked Somalia.", "ATTACKED", "denied", "asserted"),
        ("There is no doubt that Kenya attacked Somalia.", "ATTACKED", "affirmed", "asserted"),
        ("Nobody believes that Kenya attacked Somalia.", "ATTACKED", "denied", "alleged"),
        ("Many believe that Kenya attacked Somalia.", "ATTACKED", "affirmed", "alleged"),
        ("Kenya's refusal to support Somalia angered Uganda.", "SUPPORTED", "denied", "asserted"),
        ("Kenya turned down a request to support Somalia.", "SUPPORTED", "denied", "demanded"),
        ("It is not surprising that Kenya attacked Somalia.", "ATTACKED", "affirmed", "asserted"),
        ("It is not true that Kenya attacked Somalia.", "ATTACKED", "denied", "asserted"),
        ("Kenya shelved plans to attack Somalia.", "ATTACKED", "denied", "planned"),
        ("Kenya unveiled plans to attack Somalia.", "ATTACKED", "affirmed", "planned"),
        ("Kenya dismissed calls to attack Somalia.", "ATTACKED", "denied", "planned"),
        ("Kenya heeded calls to attack Somalia.", "ATTACKED", "affirmed", "planned"),
        ("Kenya did not rule out attacking Somalia.", "ATTACKED", "affirmed", "hypothetical"),
        ("Kenya ruled out attacking Somalia.", "ATTACKED", "denied", "planned"),
        ("Had Kenya attacked Somalia, Uganda would have protested.", "ATTACKED", "affirmed", "hypothetical"),
        ("Having attacked Somalia, Kenya withdrew.", "ATTACKED", "affirmed", "asserted"),
        ("Kenya is unlikely to attack Somalia.", "ATTACKED", "affirmed", "hypothetical"),
        ("Kenya is free to attack Somalia.", "ATTACKED", "affirmed", "hypothetical"),
        ("Kenya was about to attack Somalia.", "ATTACKED", "affirmed", "planned"),
        ("Kenya remains committed to attacking Somalia.", "ATTACKED", "affirmed", "planned"),
        ("Kenya launched a campaign to attack Somalia.", "ATTACKED", "affirmed", "planned"),
        ("Kenya's attacks on Somalia were part of a campaign to win votes.", "ATTACKED", "affirmed", "asserted"),
        ("Two officers conspired to kill William Ruto.", "ATTACKED", "affirmed", "planned"),
        ("Kenya claimed to have attacked Somalia.", "ATTACKED", "affirmed", "alleged"),
        ("Kenya is thought to have attacked Somalia.", "ATTACKED", "affirmed", "alleged"),
        ("Kenya is known to have attacked Somalia.", "ATTACKED", "affirmed", "asserted"),
        ("It is time for Kenya to recognise Kosovo.", "SUPPORTED", "affirmed", "demanded"),
        ("Did Kenya attack Somalia?", "ATTACKED", "affirmed", "hypothetical"),
        ("Why did Kenya attack Somalia?", "ATTACKED", "affirmed", "asserted"),
        ("An attack by Kenya on Somalia was averted.", "ATTACKED", "denied", "asserted"),
        ("An attack by Kenya on Somalia was condemned.", "ATTACKED", "affirmed", "asserted"),
        ("Uganda stopped Kenya from attacking Somalia.", "ATTACKED", "denied", "asserted"),
        ("Kenya almost attacked Somalia.", "ATTACKED", "denied", "asserted"),
        ("Kenya went on to attack Somalia.", "ATTACKED", "affirmed", "asserted"),
        ("Kenya pressed Uganda to attack Somalia.", "ATTACKED", "affirmed", "demanded"),
        ("Kenya encouraged Uganda to recognise Kosovo.", "SUPPORTED", "affirmed", "demanded"),
        ("Kenya persuaded Uganda to recognise Kosovo.", "SUPPORTED", "affirmed", "asserted"),
        ("Kenya hesitated to attack Somalia.", "ATTACKED", "affirmed", "hypothetical"),
        ("Kenya's attack on Somalia put pressure on Uganda.", "ATTACKED", "affirmed", "asserted"),
    ],
)  # fmt: skip
def test_status(read: Read, text: str, predicate: str, polarity: str, modality: str) -> None:
    claims = [c for c in read(text).extraction.claims if c.predicate == predicate]
    assert {(c.polarity, c.modality) for c in claims} == {(polarity, modality)}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kenya condemned Somalia, but not Uganda.", {"Somalia"}),
        ("Kenya condemned Somalia and Uganda.", {"Somalia", "Uganda"}),
        ("Kenya condemned Somalia rather than Uganda.", {"Somalia"}),
    ],
)
def test_what_a_coordination_leaves_out_is_not_meant(read: Read, text: str, who: set[str]) -> None:
    assert {o for _, p, o in read(text).claims if p == "CRITICIZED"} == who
