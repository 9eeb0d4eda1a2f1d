"""What Wikidata really holds and how it really answers: ranks, unknown values, presidents of all kinds, an endpoint in trouble."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from polgraph import authority, background
from polgraph.authority.sparql import Endpoint
from polgraph.errors import SourceError
from polgraph.settings import Workspace

if TYPE_CHECKING:
    from conftest import Engine

ANY = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"


def renew(engine: Engine, place: Workspace, **more: Any) -> background.Renewal:
    values = {"endpoint": engine.url, "countries": ("MD",), "pause": 0.0, **more}
    return background.refresh(place, **values)


@pytest.fixture
def found(engine: Engine, place: Workspace) -> dict[str, list[dict[str, Any]]]:
    """Terms by name."""
    engine.learn("wikidata_ranks.ttl")
    return {record["name"]: record["terms"] for record in renew(engine, place).records}


def dates(terms: list[dict[str, Any]]) -> list[tuple[str | None, str | None]]:
    return [(term["start"], term["end"]) for term in terms]


# --- which offices are those of the state ---------------------------------------------------------------


def test_only_the_states_own_offices_make_heads(found: dict[str, list[dict[str, Any]]]) -> None:
    heads = {
        (name, term["role"]) for name, terms in found.items() for term in terms if "head" in term["role"]
    }
    assert heads == {
        ("Ana Felinar", "head_of_state"),  # the state names the office
        ("Ion Opaitz", "head_of_government"),  # jurisdiction and class say so
        ("Second Opaitz", "deputy_head_of_government"),
    }


def test_a_minister_of_a_part_is_none_of_the_state(found: dict[str, list[dict[str, Any]]]) -> None:
    assert (
        not {"Part Premier", "Part Minister", "Academic Lumina", "Chess Player", "Vice Lumina"} & found.keys()
    )


def test_a_date_is_as_fine_as_it_is_known(found: dict[str, list[dict[str, Any]]]) -> None:
    assert dates(found["Ion Opaitz"]) == [("2031", None)]


# --- unknown values -------------------------------------------------------------------------------------


def test_an_unknown_holder_is_left_out_and_counted(engine: Engine, place: Workspace) -> None:
    engine.learn("wikidata_ranks.ttl")
    renewal = renew(engine, place)
    assert renewal.unknown == 2
    assert all(record["id"].startswith("Q9") for record in renewal.records)


def test_unknown_dates_are_null_and_an_unknown_end_is_an_end(found: dict[str, list[dict[str, Any]]]) -> None:
    assert dates(found["Unknown Begin"]) == [(None, "2027-06-01")]
    (term,) = found["Unknown Ending"]
    assert (term["start"], term["end"], term["phase"]) == ("2027-06-01", None, "past")


def test_who_is_known_only_to_have_left_holds_nothing_today(engine: Engine, place: Workspace) -> None:
    engine.learn("wikidata_ranks.ttl")
    background.apply(renew(engine, place), place)
    holders = authority.load().holders("defence_minister", country="MD", on="2031-06-01")
    assert [holder.person.name for holder in holders] == ["Twice Minister"]


# --- ranks and deaths -----------------------------------------------------------------------------------


def test_what_is_deprecated_is_not_used_and_what_is_preferred_hides_nothing(
    found: dict[str, list[dict[str, Any]]],
) -> None:
    assert "Never Minister" not in found
    assert dates(found["Twice Minister"]) == [("2024-02-01", "2026-02-01"), ("2030-02-01", None)]
    assert dates(found["Outranked Minister"]) == [("2024-02-01", "2026-02-01")]


def test_open_terms_of_the_dead_end_with_them(found: dict[str, list[dict[str, Any]]]) -> None:
    (late,) = found["Late Minister"]
    assert (late["end"], late["end_inferred"]) == ("2028-03-04", True)
    assert dates(found["Late Year"]) == [("2028-06-01", "2029")]
    assert "Long Dead" not in found, "the end that was inferred lies before the days asked for"
    (unknown,) = found["Dead Unknown"]
    assert (unknown["end"], unknown["phase"]) == (None, "past")
    assert "end_inferred" not in found["Twice Minister"][1]


# --- an endpoint in trouble -----------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["7200", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_long_pause_is_not_waited_for(engine: Engine, asked: str) -> None:
    engine.trouble, engine.retry_after = [429] * 3, asked
    begun = time.monotonic()
    with pytest.raises(SourceError, match="goes on where it stopped") as caught:
        Endpoint(engine.url, pause=0).select(ANY)
    assert time.monotonic() - begun < 5 and len(engine.seen) == 1
    assert "\n" not in str(caught.value) and "more than the 5 that are waited" in str(caught.value)


def test_a_pause_in_no_known_form_is_the_usual_one(engine: Engine) -> None:
    engine.trouble, engine.retry_after = [429], "soon"
    assert Endpoint(engine.url, pause=0, backoff=0.0).select(ANY)


def test_no_answer_in_time_is_a_line(engine: Engine) -> None:
    engine.delay = 1.0
    with pytest.raises(SourceError, match=r"did not answer a question within 0\.2 s$"):
        Endpoint(engine.url, pause=0, timeout=0.2, patience=1, backoff=0.0).select(ANY)


def test_an_answer_that_is_cut_or_no_json_is_a_line(engine: Engine) -> None:
    engine.cut = True
    with pytest.raises(SourceError, match="is no SPARQL endpoint, or its answer was cut short"):
        Endpoint(engine.url, pause=0).select(ANY)
    engine.cut, engine.trouble, engine.said = False, [200], b"<html>welcome</html>"
    with pytest.raises(SourceError, match="is no SPARQL endpoint"):
        Endpoint(engine.url, pause=0).select(ANY)


@pytest.mark.parametrize("status", [400, 403, 500])
def test_nothing_is_lost_when_it_fails_midway(
    engine: Engine, place: Workspace, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.learn("wikidata_ranks.ttl")
    monkeypatch.setattr(
        background, "Endpoint", lambda url, pause: Endpoint(url, pause=pause, patience=1, backoff=0.0)
    )

    def refuse(questions: int) -> None:
        engine.trouble = [status] * 9 if questions == 2 else []

    with pytest.raises(SourceError, match=rf"status {status}: .*what was answered is kept") as caught:
        renew(engine, place, watch=refuse)
    assert "\n" not in str(caught.value)
    engine.trouble = []
    answered = engine.answered
    whole = renew(engine, place)
    assert answered == 2 and whole.asked == engine.answered - 2 > 0
    assert {"Ana Felinar", "Late Minister"} <= {record["name"] for record in whole.records}


def test_one_question_at_a_time(engine: Engine, place: Workspace) -> None:
    engine.learn("wikidata_ranks.ttl")
    engine.delay = 0.02
    renew(engine, place, countries=("MD", "UA"))
    assert engine.together == 1
