"""Renewing the authority from a real SPARQL engine that holds facts in Wikidata's shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import background as facts
import pytest

from polgraph import authority, background
from polgraph.authority.answers import Answers
from polgraph.authority.sparql import Endpoint
from polgraph.errors import InputError, SourceError
from polgraph.settings import Workspace

if TYPE_CHECKING:
    from conftest import Engine

UKRAINE = ("UA",)


def renew(engine: Engine, place: Workspace, **more: object) -> background.Renewal:
    values = {"endpoint": engine.url, "countries": UKRAINE, "pause": 0.0, **more}
    return background.refresh(place, **values)  # type: ignore[arg-type]


def test_holders_come_with_their_names_and_dates(engine: Engine, place: Workspace) -> None:
    found = {record["id"]: record for record in renew(engine, place).records}
    assert {r["name"] for r in found.values()} == {
        "Oksana Kaganets", "Taras Mohylnyi", "Iryna Verboliz", "Bohdan Sokyra", "Nadiia Tyshko",
    }  # fmt: skip
    heir = found["Q900000011"]
    assert [n["text"] for n in heir["names"]] == [
        "Oksana Kaganets",
        "Оксана Каганець",
        "Оксана Каганец",
        "Oksana Kahanets",
    ]
    assert (heir["gender"], heir["country"]) == ("f", "UA")
    (office,) = heir["terms"]
    assert (office["role"], office["start"], office["end"]) == ("head_of_state", "2034-05-20", None)
    (minister,) = found["Q900000013"]["terms"]  # said twice: by the person and by the position
    assert (minister["role"], minister["office_id"], minister["start"]) == (
        "foreign_minister",
        "Q900000101",
        "2034-09-05",
    )
    assert found["Q900000013"]["country"] == "UA"  # of two states the one of the office
    assert [t["start"] for t in found["Q900000017"]["terms"]] == [None]


def test_since_leaves_out_who_was_gone_before(engine: Engine, place: Workspace) -> None:
    old = {r["id"] for r in renew(engine, place, since="1990-01-01").records}
    late = {r["name"] for r in renew(engine, place, since="2034-07-01").records}
    assert "Q900000019" not in old  # it has no label: nobody could be found by it
    assert late == {"Oksana Kaganets", "Iryna Verboliz", "Bohdan Sokyra"}


def test_only_the_states_that_are_asked_for(engine: Engine, place: Workspace) -> None:
    assert {r["name"] for r in renew(engine, place, countries=("RU",)).records} == {"Arkady Zapadny"}
    with pytest.raises(InputError, match="no state has the code 'XX'"):
        renew(engine, place, countries=("XX",))


def test_nothing_changes_before_it_is_applied(engine: Engine, place: Workspace) -> None:
    found = renew(engine, place)
    assert not place.facts.exists()
    assert not authority.load().person("Оксана Каганець")
    done = background.apply(found, place)
    assert done.counts["persons"] == 5
    known = authority.load()
    (heir,) = known.person("Оксана Каганець")
    assert heir.wikidata == "Q900000011"
    on = {h.person.name for h in known.holders("foreign_minister", country="UA", on="2034-10-01")}
    assert on == {"Iryna Verboliz"}
    assert renew(engine, place).changes == ()


def test_the_difference_says_what_is_new(engine: Engine, place: Workspace) -> None:
    facts.write(place.path / "old.jsonl", [
        facts.person("Q900000014", "Bohdan Sokyra", facts.term("foreign_minister", "2033-03-01", country="UA"), country="UA"),
        facts.person("Q900000012", "Olena Pichna", facts.term("head_of_government", "2033-03-04", country="UA"), country="UA"),
        facts.person("local:ua:iryna", "Iryna Verboliz", facts.term("foreign_minister", "2034-09-05", country="UA"), country="UA"),
    ])  # fmt: skip
    background.import_facts(place.path / "old.jsonl", place)
    said = {(c.kind, c.name) for c in renew(engine, place).changes}
    assert said == {
        ("new end", "Bohdan Sokyra"), ("QID rejected", "Olena Pichna"), ("new QID", "Iryna Verboliz"),
        ("new names", "Iryna Verboliz"), ("new person", "Oksana Kaganets"), ("new person", "Nadiia Tyshko"),
    }  # fmt: skip


def test_what_was_answered_is_not_asked_again(engine: Engine, place: Workspace) -> None:
    whole = renew(engine, place)
    asked = engine.answered
    assert whole.asked == asked > 3
    again = renew(engine, place)
    assert (again.asked, engine.answered) == (0, asked)
    assert again.records == whole.records
    background.apply(again, place)
    assert renew(engine, place).asked > 0  # what was kept was used up


def test_a_refresh_that_fails_goes_on_where_it_stopped(engine: Engine, place: Workspace) -> None:
    asked = renew(engine, place).asked
    (place.path / background.STATE).unlink()
    engine.answered = 0

    def stop(questions: int) -> None:
        if questions == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        renew(engine, place, watch=stop)
    with (place.path / background.STATE).open("a") as file:
        file.write('\n{"question": "cut sho')
    assert renew(engine, place).asked == asked - 2


def test_old_answers_are_asked_for_again(engine: Engine, tmp_path: Path) -> None:
    query = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1"
    file = tmp_path / "state.jsonl"
    assert Answers(Endpoint(engine.url, pause=0), file, today="2031-05-01")(query).day == "2031-05-01"
    assert Answers(Endpoint(engine.url, pause=0), file, today="2031-05-05")(query).day == "2031-05-01"
    assert Answers(Endpoint(engine.url, pause=0), file, today="2031-05-20")(query).day == "2031-05-20"


# --- manners ------------------------------------------------------------------------------------------------


def test_a_busy_endpoint_is_waited_for(engine: Engine) -> None:
    engine.trouble = [429, 503]
    asking = Endpoint(engine.url, pause=0, backoff=0.1)
    assert len(asking.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 3")) == 3
    times = [when for when, _ in engine.seen]
    assert len(times) == 3 and times[1] - times[0] >= 1  # as Retry-After says


def test_questions_have_a_pause_and_say_who_asks(engine: Engine) -> None:
    asking = Endpoint(engine.url, pause=0.3)
    for _ in range(3):
        asking.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
    times = [when for when, _ in engine.seen]
    assert times[1] - times[0] >= 0.3 and times[2] - times[1] >= 0.3
    assert all(agent.startswith("polgraph/") for _, agent in engine.seen)


@pytest.mark.parametrize("status", [429, 500, 403])
def test_one_that_stays_so_is_named_in_a_line(engine: Engine, status: int) -> None:
    engine.trouble = [status] * 9
    asking = Endpoint(engine.url, pause=0, patience=1, backoff=0.0)
    with pytest.raises(SourceError, match=f"status {status}: too many questions at once") as caught:
        asking.select("SELECT * WHERE { ?s ?p ?o }")
    assert "\n" not in str(caught.value)


def test_a_question_that_is_none_and_a_server_that_is_not_there(engine: Engine) -> None:
    with pytest.raises(SourceError, match="status 400"):
        Endpoint(engine.url, pause=0).select("SELECT nonsense")
    engine.stop()
    with pytest.raises(SourceError, match=r"cannot reach http://127\.0\.0\.1"):
        Endpoint(engine.url, pause=0, patience=1, backoff=0.0).select("SELECT * WHERE { ?s ?p ?o }")
