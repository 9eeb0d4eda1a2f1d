"""Parts of the ledger with their evidence."""

from __future__ import annotations

from factories import Story, date

from polgraph.ledger import Ledger


def fill(ledger: Ledger, *stories: Story) -> None:
    with ledger.load() as load:
        for story in stories:
            load.add(*story.done())


def test_a_period_that_holds_everything_gives_what_the_ledger_has(ledger: Ledger) -> None:
    one, two = Story("a1", published="2025-01-05"), Story("a2", published="2025-02-05")
    one.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    one.claim("Ada Marsh", "ALLY_OF", "Carla Reyes", date=date("2019-01-01", kind="since"))
    one.role("Ada Marsh", "minister", "Nordland", country="XA")
    two.claim("Ada Marsh", "MET_WITH", "Bruno Tal", polarity="denied")
    two.claim("Carla Reyes", "VISITED", "Nordland", modality="planned")
    fill(ledger, one, two)
    assert list(ledger.relations_within(("2000-01-01", "2030-01-01"))) == list(
        ledger.relations(min_status="claimed")
    )


def test_an_undated_claim_is_of_the_day_of_its_report_and_a_former_tie_of_none(ledger: Ledger) -> None:
    story = Story("a1", published="2025-01-05")
    story.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    story.claim("Ada Marsh", "ALLY_OF", "Carla Reyes", phase="past")
    fill(ledger, story)
    assert [r.predicate for r in ledger.relations_within(("2025-01-05", "2025-01-05"))] == ["MET_WITH"]
    assert list(ledger.relations_within(("2025-01-06", None))) == []


def test_each_term_of_an_office_has_its_own_claims(ledger: Ledger) -> None:
    story = Story("a1", published="2025-01-05")
    story.role(
        "Ada Marsh",
        "minister",
        "Nordland",
        country="XA",
        phase="past",
        date=date("2001-01-01", "2004-01-01", kind="during"),
    )
    story.role("Ada Marsh", "minister", "Nordland", country="XA", date=date("2020-01-01", kind="since"))
    fill(ledger, story)
    relations = list(ledger.relations(predicates=["HOLDS_ROLE"]))
    claims = list(ledger.claims(relations))
    assert len(relations) == 2
    assert {(c.relation, c.start_date) for c in claims} == {(r.id, r.start_date) for r in relations}
    only = list(ledger.claims(relations[:1]))
    assert [c.relation for c in only] == [relations[0].id]


def test_marks_are_offsets_within_the_sentence_and_the_reader_knows_who_said_so(ledger: Ledger) -> None:
    story = Story("a1", title="Headline", url="https://x.example/")
    story.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
    story.claim("Bruno Tal", "ACCUSED", "Nordland", speakers=["The Daily Lantern", "Ada Marsh"])
    fill(ledger, story)
    (claim,) = ledger.claims(ledger.relations(predicates=["ACCUSED"]))
    assert claim.quote == "Bruno Tal accused Nordland."
    words = [
        claim.quote[slice(*span)] for span in (claim.subject_span, claim.trigger, claim.object_span) if span
    ]
    assert words == ["Bruno Tal", "accused", "Nordland"]
    assert claim.speakers == ("The Daily Lantern", "Ada Marsh")
    assert (claim.article, claim.title, claim.source, claim.url) == (
        "a1",
        "Headline",
        "The Daily Lantern",
        "https://x.example/",
    )
    assert [n.properties["name"] for n in ledger.nodes([claim.subject, claim.object, "n:999"])] == [
        "Bruno Tal",
        "Nordland",
    ]
