"""The rules of status, contest, phase and counting, one sentence of the graph's definition a test."""

from __future__ import annotations

from itertools import count, permutations

import pytest

from polgraph import vocabulary
from polgraph.ledger.periods import Statement
from polgraph.ledger.relations import Derived, best_status, derive, status_of

NUMBERS = count(1)


def said(status: str = "asserted", **fields: object) -> Statement:
    """A statement in an article of its own, published on 1 March 2025."""
    number = next(NUMBERS)
    values = {"article": f"a{number}", "origin": f"paper {number}", "reported": "2025-03-01"} | fields
    return Statement(id=f"c{number:04}", status=status, **values)  # type: ignore[arg-type]


def tie(status: str = "asserted", phase: str = "present", **fields: object) -> Statement:
    return said(status, phase=phase, **fields)


def one(predicate: str, *statements: Statement) -> Derived:
    """The one relation that the statements make, in whatever order they come."""
    word = vocabulary.load()[predicate]
    orders = list(permutations(statements)) if len(statements) < 5 else [statements, statements[::-1]]
    outcomes = {tuple(derive(word, order)) for order in orders}
    assert len(outcomes) == 1, "the order of statements matters"
    (found,) = outcomes.pop()
    return found


# --- status -------------------------------------------------------------------------------------------------


def test_a_claim_is_denied_if_its_polarity_is_else_it_has_its_modality():
    assert status_of("denied", "alleged") == "denied"
    assert status_of("affirmed", "alleged") == "alleged"
    assert status_of("affirmed", "hypothetical") == "hypothetical"


def test_nothing_follows_from_no_claims():
    assert derive(vocabulary.load()["MET_WITH"], []) == []


def test_one_asserted_claim_makes_the_type_of_its_own():
    found = one("CRITICIZED", said("alleged"), said("asserted"))
    assert (found.type, found.status, found.sign) == ("CRITICIZED", "asserted", -1)


def test_only_alleged_claims_make_an_alleged_relation():
    assert one("CRITICIZED", said("alleged"), said("alleged")).status == "alleged"


@pytest.mark.parametrize("status", ["denied", "planned", "demanded", "hypothetical"])
def test_what_is_only_denied_planned_demanded_or_supposed_is_claimed_with_sign_0(status: str):
    found = one("ATTACKED", said(status))
    assert (found.type, found.predicate, found.status, found.sign) == ("CLAIMED", "ATTACKED", status, 0)
    assert getattr(found, status) == 1


def test_possible_accession_never_becomes_membership():
    assert one("MEMBER_OF", tie("hypothetical"), tie("planned", "future")).type == "CLAIMED"


def test_a_plan_beside_a_real_claim_is_counted_and_makes_no_second_edge():
    found = one("VISITED", said("asserted"), said("planned"), said("demanded"))
    assert (found.type, found.claims, found.planned, found.demanded) == ("VISITED", 1, 1, 1)


def test_several_unreal_statuses_make_one_claimed_edge_of_the_one_nearest_to_fact():
    found = one("VISITED", said("denied"), said("hypothetical"), said("planned"))
    assert (found.status, found.claims, found.denied, found.hypothetical) == ("planned", 1, 1, 1)
    assert best_status(["denied", "hypothetical", "demanded"]) == "demanded"


# --- contest ------------------------------------------------------------------------------------------------


def test_a_denial_of_the_same_period_contests_a_tie():
    assert one("ALLY_OF", tie(), tie("denied")).status == "contested"


def test_one_denial_contests_a_tie_of_many_claims():
    assert one("ALLY_OF", tie(), tie(), tie("denied", reported="2021-01-01")).status == "contested"


def test_a_denial_of_another_period_does_not_contest_a_tie():
    then = tie(phase="past", start="2010-01-01", end="2012-12-31", date_kind="during")
    now = tie("denied", start="2020-01-01", end="2020-12-31", date_kind="at")
    assert one("ALLY_OF", then, now).status == "asserted"


def test_an_open_stretch_reaches_a_later_denial():
    since = tie(start="2014-01-01", date_kind="since")
    denial = tie("denied", start="2022-05-01", end="2022-05-01", date_kind="at")
    assert one("ALLY_OF", since, denial).status == "contested"


def test_a_denied_present_does_not_contest_an_undated_past():
    assert one("ALLY_OF", tie(phase="past"), tie("denied", "present")).status == "asserted"


def test_an_alleged_tie_can_be_contested_too():
    assert one("ALLY_OF", tie("alleged"), tie("denied")).status == "contested"


def test_a_denial_contests_undated_acts_published_within_14_days():
    near = one("MET_WITH", said(reported="2025-03-01"), said("denied", reported="2025-03-15"))
    far = one("MET_WITH", said(reported="2025-03-01"), said("denied", reported="2025-03-16"))
    assert (near.status, near.contested_claims) == ("contested", 1)
    assert (far.status, far.contested_claims, far.denied) == ("asserted", 0, 1)


def test_dated_acts_are_contested_by_overlap_alone_however_near_their_publication():
    meeting = said(start="2025-02-01", end="2025-02-28")
    same = said("denied", start="2025-02-10", end="2025-02-10", reported="2030-01-01")
    other = said("denied", start="2025-01-10", end="2025-01-10")
    assert one("MET_WITH", meeting, same).status == "contested"
    assert one("MET_WITH", meeting, other).status == "asserted"


def test_a_denial_of_the_same_event_contests_whenever_published():
    act = said(event="n:7", start="2020-01-01", end="2020-01-01")
    denial = said("denied", event="n:7", start="2021-01-01", end="2021-01-01", reported="2031-01-01")
    assert one("NEGOTIATED_WITH", act, denial).status == "contested"
    elsewhere = denial._replace(event="n:8")
    assert one("NEGOTIATED_WITH", act, elsewhere).status == "asserted"


def test_an_act_of_which_only_some_claims_are_contested_keeps_its_status_and_counts_them():
    found = one("MET_WITH", said(), said(reported="2024-01-01"), said("denied"))
    assert (found.status, found.contested_claims, found.claims) == ("asserted", 1, 2)


def test_an_unknown_day_of_publication_is_near_to_no_other_but_to_its_own_article():
    act = said(reported=None)
    assert one("MET_WITH", act, said("denied", reported=None)).status == "asserted"
    assert one("MET_WITH", act, said("denied", reported=None, article=act.article)).status == "contested"


def test_plans_do_not_contest():
    assert one("MET_WITH", said(), said("hypothetical")).contested_claims == 0


# --- phase --------------------------------------------------------------------------------------------------


def test_the_phase_of_a_tie_is_that_of_its_latest_claim_by_publication():
    assert (
        one("ALLY_OF", tie(reported="2020-01-01"), tie(phase="past", reported="2022-01-01")).phase == "past"
    )
    assert (
        one("ALLY_OF", tie(reported="2023-01-01"), tie(phase="past", reported="2022-01-01")).phase
        == "present"
    )


def test_the_date_of_the_text_goes_before_publication():
    joined = tie(start="2018-05-01", date_kind="since", reported="2025-01-01")
    left = tie(phase="past", end="2022-03-01", date_kind="until", reported="2022-03-02")
    assert one("MEMBER_OF", joined, left).phase == "past"


def test_an_act_has_no_phase():
    assert one("MET_WITH", said()).phase is None


@pytest.mark.parametrize("status", ["asserted", "alleged", "planned"])
def test_a_future_tie_is_never_typed_but_claimed_as_planned(status: str):
    found = one("MEMBER_OF", tie(status, "future"))
    assert (found.type, found.status, found.phase, found.planned) == ("CLAIMED", "planned", "future", 1)


def test_a_future_claim_beside_a_present_one_leaves_the_tie_as_it_is():
    found = one("ALLY_OF", tie(), tie(phase="future", reported="2026-01-01"))
    assert (found.type, found.phase, found.asserted, found.planned) == ("ALLY_OF", "present", 1, 1)


# --- sums ---------------------------------------------------------------------------------------------------


def test_dates_reports_confidence_and_evidence_come_from_asserted_and_alleged_claims_alone():
    real = said("alleged", start="2025-01-05", end="2025-01-06", reported="2025-01-07", confidence=0.6)
    plan = said("planned", start="2024-01-01", end="2030-01-01", reported="2024-01-01", confidence=0.9)
    denial = said("denied", start="2020-01-01", end="2020-01-01", reported="2026-01-01", confidence=0.9)
    found = one("VISITED", real, plan, denial)
    assert (found.start_date, found.end_date) == ("2025-01-05", "2025-01-06")
    assert (found.first_reported, found.last_reported) == ("2025-01-07", "2025-01-07")
    assert (found.confidence, found.evidence) == (0.6, (real.id,))


def test_dates_span_from_the_earliest_start_to_the_latest_end():
    found = one(
        "VISITED", said(start="2024-02-01", end="2024-02-02"), said(start="2023-05-01", end="2023-05-31")
    )
    assert (found.start_date, found.end_date) == ("2023-05-01", "2024-02-02")


def test_what_goes_on_again_has_no_end():
    before = tie(phase="past", start="2010-01-01", end="2014-01-01", date_kind="during")
    again = tie(start="2018-01-01", date_kind="since")
    assert one("MEMBER_OF", before, again).end_date is None


def test_evidence_is_at_most_five_best_first():
    statements = [said(confidence=c / 10) for c in (5.1, 9, 6, 7, 5.5, 8)]
    found = one("MET_WITH", *statements)
    assert found.evidence == tuple(statements[i].id for i in (1, 5, 3, 2, 4))
    assert found.confidence == 0.9


def test_of_equally_sure_claims_the_asserted_one_is_the_better_evidence():
    alleged, asserted = said("alleged"), said("asserted")
    assert one("MET_WITH", alleged, asserted).evidence == (asserted.id, alleged.id)


def test_origins_are_distinct_and_articles_too():
    quoted = [said(origin="The Times"), said(origin="the  times"), said(origin="Le Soir")]
    twice = said(origin="Le Soir", article=quoted[0].article)
    found = one("MET_WITH", *quoted, twice)
    assert (found.claims, found.articles, found.origins) == (4, 3, 2)


def test_the_authority_is_counted_apart():
    known = tie(article=None, origin="authority", reported="2026-01-01", confidence=1.0)
    alone = one("PART_OF", known)
    assert (alone.type, alone.status, alone.authority) == ("PART_OF", "asserted", 1)
    assert (alone.claims, alone.articles, alone.origins, alone.asserted, alone.last_reported) == (
        0,
        0,
        0,
        0,
        None,
    )
    beside = one("PART_OF", known, tie("alleged"))
    assert (beside.status, beside.claims, beside.alleged, beside.authority) == ("asserted", 1, 1, 1)
    assert one("PART_OF", known, tie("denied")).status == "contested"


# --- terms of an office -----------------------------------------------------------------------------------


def by_term(*statements: Statement) -> dict[str, Derived]:
    word = vocabulary.load()["HOLDS_ROLE"]
    outcomes = {tuple(derive(word, order)) for order in permutations(statements)}
    assert len(outcomes) == 1, "the order of statements matters"
    return {d.term: d for d in outcomes.pop()}


def term(start: str | None, end: str | None, **fields: object) -> Statement:
    kind = "during" if start and end else "since" if start else "until"
    phase = "past" if end else "present"
    return tie(phase=phase, **({"start": start, "end": end, "date_kind": kind} | fields))


def test_terms_apart_are_two_relations():
    found = by_term(term("2010-01-01", "2012-12-31"), term("2018-01-01", "2020-12-31"))
    assert {t: (d.start_date, d.end_date) for t, d in found.items()} == {
        "2010-01-01": ("2010-01-01", "2012-12-31"),
        "2018-01-01": ("2018-01-01", "2020-12-31"),
    }


def test_touching_terms_are_one():
    found = by_term(term("2010-01-01", "2012-12-31"), term("2013-01-01", "2015-12-31"))
    assert [(d.start_date, d.end_date, d.claims) for d in found.values()] == [("2010-01-01", "2015-12-31", 2)]


def test_a_day_between_keeps_terms_apart():
    assert len(by_term(term("2010-01-01", "2012-12-31"), term("2013-01-02", "2015-12-31"))) == 2


def test_since_ends_with_the_next_known_end_and_a_later_since_is_another_term():
    found = by_term(term("2010-01-01", None), term(None, "2014-06-30"), term("2020-01-01", None))
    assert {t: (d.start_date, d.end_date, d.phase) for t, d in found.items()} == {
        "2010-01-01": ("2010-01-01", "2014-06-30", "past"),
        "2020-01-01": ("2020-01-01", None, "present"),
    }


def test_an_undated_holder_joins_the_term_running_at_publication():
    found = by_term(term("2010-01-01", "2012-12-31"), term("2018-01-01", None), tie(reported="2011-05-05"))
    assert {t: d.claims for t, d in found.items()} == {"2010-01-01": 2, "2018-01-01": 1}


def test_an_undated_former_holder_joins_the_latest_term_begun_by_then():
    found = by_term(
        term("2010-01-01", "2012-12-31"), term("2018-01-01", None), tie(phase="past", reported="2015-01-01")
    )
    assert {t: d.claims for t, d in found.items()} == {"2010-01-01": 2, "2018-01-01": 1}


def test_undated_statements_alone_are_one_term():
    found = by_term(tie(reported="2020-01-01"), tie(phase="past", reported="2024-01-01"))
    assert [(d.term, d.phase, d.claims) for d in found.values()] == [("", "past", 2)]


def test_tipped_to_become_is_claimed():
    found = by_term(tie("alleged", "future"))
    assert [(d.type, d.status, d.predicate) for d in found.values()] == [("CLAIMED", "planned", "HOLDS_ROLE")]


def test_tipped_again_after_a_term_is_claimed_beside_it():
    found = by_term(term("2010-01-01", "2012-12-31"), tie("alleged", "future", reported="2020-01-01"))
    assert {t: d.type for t, d in found.items()} == {"2010-01-01": "HOLDS_ROLE", "": "CLAIMED"}


def test_a_denial_contests_the_term_that_it_falls_into_alone():
    denial = tie("denied", start="2019-01-01", end="2019-12-31", date_kind="during")
    found = by_term(term("2010-01-01", "2012-12-31"), term("2018-01-01", None), denial)
    assert {t: d.status for t, d in found.items()} == {"2010-01-01": "asserted", "2018-01-01": "contested"}


def test_what_is_rather_wrong_than_right_makes_no_relationship():
    word = vocabulary.load()["CRITICIZED"]
    weak, strong = said(confidence=0.4), said(confidence=0.6)
    assert derive(word, [weak]) == []
    found = one("CRITICIZED", weak, strong)
    assert (found.claims, found.evidence) == (1, (strong.id,))
    assert derive(word, [weak], least=0.3)[0].confidence == 0.4


def test_a_weak_denial_contests_nothing():
    found = one("CRITICIZED", said(), said("denied", confidence=0.4))
    assert (found.status, found.denied) == ("asserted", 0)
