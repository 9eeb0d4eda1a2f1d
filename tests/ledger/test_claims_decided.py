"""Claims that people rejected, confirmed or corrected."""

from __future__ import annotations

import pytest
from factories import OTHER_PRODUCER, Story, story

from polgraph.errors import InputError, NotFoundError
from polgraph.ledger import Ledger

ME = "a reader"
QUARREL = ("Bruno Tal", "CRITICIZED", "Ada Marsh")


def shown(ledger: Ledger) -> set[tuple[str, str, str, str]]:
    return {(r.start_name, r.type, r.end_name, r.status) for r in ledger.relations(min_status="claimed")}


@pytest.fixture
def claim(ledger: Ledger) -> str:
    """A claim of one article, which another article makes too."""
    with ledger.load() as load:
        load.add(*story("a1", QUARREL, ("Ada Marsh", "AIDED", "Nordland")))
    return next(c.id for c in ledger.people.claims(article="a1") if c.predicate == "CRITICIZED")


def test_a_rejected_claim_supports_nothing_and_is_kept(ledger: Ledger, claim: str):
    before = ledger.fingerprint()
    ledger.people.decide_claim("reject", claim, author=ME, reason="misread")
    assert shown(ledger) == {("Ada Marsh", "AIDED", "Nordland", "asserted")}
    assert claim in {c.id for c in ledger.changed_since(1) if c.now is None}
    (kept,) = ledger.people.claims(decided="rejected")
    assert (kept.id, kept.subject_name, kept.quote) == (claim, "Bruno Tal", "Bruno Tal criticized Ada Marsh.")
    ledger.people.undo(claims=True, author=ME)
    assert ledger.fingerprint() == before and ledger.people.claims() == []


def test_decisions_survive_reading_again_retracting_and_correcting_the_article(ledger: Ledger, claim: str):
    ledger.people.decide_claim("reject", claim, author=ME)
    article, extraction = story("a1", QUARREL, ("Ada Marsh", "AIDED", "Nordland"))
    with ledger.load() as load:
        load.add(article, extraction.model_copy(update={"producer": OTHER_PRODUCER}))
    assert ledger.people.claim(claim).decided == "rejected"
    ledger.retract("a1", reason="test")
    with ledger.load() as load:
        load.add(*story("a1", QUARREL, ("Ada Marsh", "SUPPORTED", "Sudland")))
    assert shown(ledger) == {("Ada Marsh", "SUPPORTED", "Sudland", "asserted")}


def test_a_confirmed_claim_is_certain_and_marked(ledger: Ledger, claim: str):
    state, _ = ledger.people.decide_claim("confirm", claim[:7], author=ME, reason="read it")
    assert (state.confidence, state.decided) == (1.0, "confirmed")
    (relation,) = ledger.relations(predicates=["CRITICIZED"])
    assert relation.confidence == 1.0
    (node,) = ledger.nodes([claim])
    assert node.properties["decided"] == "confirmed"
    with pytest.raises(InputError, match="confirmed already"):
        ledger.people.decide_claim("confirm", claim, author=ME)


def test_a_corrected_claim_says_what_it_should(ledger: Ledger, claim: str):
    nordland = ledger.resolve("Nordland")
    sets = {"predicate": "RIVAL_OF", "object": nordland, "modality": "alleged"}
    ledger.people.decide_claim("correct", claim, sets=sets, author=ME, reason="of the state")
    assert ("Bruno Tal", "RIVAL_OF", "Nordland", "alleged") in shown(ledger)
    assert not list(ledger.relations(predicates=["CRITICIZED"]))
    (node,) = ledger.nodes([claim])
    assert (node.properties["phase"], node.properties["sign"]) == ("present", -1)
    ledger.people.decide_claim("correct", claim, sets={"polarity": "denied"}, author=ME)
    assert ("Bruno Tal", "CLAIMED", "Nordland", "denied") in shown(ledger), "corrections of fields add up"
    ledger.people.undo(claims=True, author=ME)
    ledger.people.undo(claims=True, author=ME)
    assert ("Bruno Tal", "CRITICIZED", "Ada Marsh", "asserted") in shown(ledger)


def test_a_corrected_end_follows_the_actor(ledger: Ledger, claim: str):
    with ledger.load() as load:
        load.add(*story("a2", ("Carla Reyes", "AIDED", "Sudland")))
        load.add(*story("a3", ("Wilma Voss", "AIDED", "Sudland")))
    carla, wilma = ledger.resolve("Carla Reyes"), ledger.resolve("Wilma Voss")
    ledger.people.decide_claim("correct", claim, sets={"subject": wilma}, author=ME)
    ledger.people.merge(carla, wilma, author=ME)
    (relation,) = ledger.relations(predicates=["CRITICIZED"])
    assert relation.start == carla
    ledger.people.undo(author=ME)
    (relation,) = ledger.relations(predicates=["CRITICIZED"])
    assert relation.start == wilma
    ledger.retract("a3", reason="test")
    (relation,) = ledger.relations(predicates=["CRITICIZED"])
    assert relation.start_name == "Bruno Tal", "an end that is not here stays as it was read"


def test_what_a_correction_may_not_say(ledger: Ledger, claim: str):
    ada, bruno = ledger.resolve("Ada Marsh"), ledger.resolve("Bruno Tal")
    for sets, words in (
        ({}, "what is to be corrected"),
        ({"predicate": "ADMIRED"}, "no such predicate"),
        ({"predicate": "HOLDS_ROLE"}, "a role stays a role"),
        ({"modality": "certain"}, "cannot be 'certain'"),
        ({"subject": ada}, "two different ends"),
        ({"predicate": "MEMBER_OF", "object": ada, "subject": bruno}, "cannot be a person"),
    ):
        with pytest.raises(InputError, match=words):
            ledger.people.decide_claim("correct", claim, sets=sets, author=ME)
    with pytest.raises(NotFoundError, match="no claim 'zzz'"):
        ledger.people.decide_claim("reject", "zzz", author=ME)
    with pytest.raises(InputError, match="authority"):
        ledger.people.decide_claim("reject", "authority:12", author=ME)


def test_the_polarity_of_a_role_can_be_corrected_its_office_not(ledger: Ledger):
    written = Story("a1")
    role = written.role("Ada Marsh", "chair", "Harbour Party", role="chair")
    with ledger.load() as load:
        load.add(*written.done())
    with pytest.raises(InputError, match="office of a role"):
        ledger.people.decide_claim(
            "correct", role.id, sets={"object": ledger.resolve("Harbour Party")}, author=ME
        )
    ledger.people.decide_claim("correct", role.id, sets={"polarity": "denied"}, author=ME)
    (relation,) = ledger.relations(min_status="claimed")
    assert (relation.type, relation.status) == ("CLAIMED", "denied")
