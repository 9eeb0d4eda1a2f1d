"""What is found, missing, wrong or on no list, of extractions written by hand."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from polgraph.evaluation import Finding, Gold, judge
from polgraph.model import Article, Extraction

TEXT = "Menu\n\nThe mayor Ada Brandt met Otto Falk in Lund on 3 May. “We part as friends,” Brandt said.\n"
WHERE = (6, TEXT.index("3 May.") + 6)
PRODUCER = {"polgraph": "0", "model": None, "lexicon": "0", "authority": "0"}
GOLD: dict[str, Any] = {
    "article": {"id": "x"},
    "actors": {
        "must": [
            {"name": "Ada Brandt", "kind": "person", "also_called": ["Brandt"], "wikidata": "Q1"},
            {"name": "Otto Falk", "kind": "person"},
        ],
        "may": [{"name": "Lund", "kind": "place"}],
        "never": [{"name": "Menu", "why": "of the page"}],
    },
    "roles": {"must": [{"actor": "Ada Brandt", "title": "mayor", "phase": "present"}]},
    "events": {"must": [{"name": "meeting in Lund", "type": "meeting", "start": "2031-05-03", "place": "Lund"}]},
    "claims": {
        "must": [{"subject": "Ada Brandt", "predicate": ["MET_WITH"], "object": "Otto Falk", "date": "2031-05"}],
        "may": [{"subject": "Otto Falk", "predicate": ["SUPPORTED"], "object": ["Ada Brandt", "Lund"]}],
        "never": [
            {"subject": "any", "predicate": ["CRITICIZED"], "object": "Otto Falk", "polarity": "affirmed", "why": "friends"}
        ],
    },
    "speakers": [{"sentence": "We part as friends", "speaker": "Ada Brandt"}],
    "dates": [{"text": "3 May", "value": "2031-05-03"}],
    "boilerplate": ["Menu"],
}  # fmt: skip


def actor(id_: str, name: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    at = TEXT.index(name)
    mention = {"start": at, "end": at + len(name), "text": name, "form": "name"}
    return {"id": id_, "key": id_, "kind": kind, "name": name, "mentions": [mention], **more}


def claim(subject: str, predicate: str, object_: str, **more: Any) -> dict[str, Any]:
    spans = {"trigger": (20, 23), "subject_span": (16, 20), "object_span": (25, 28), "sentence": WHERE}
    ends = {"subject": subject, "predicate": predicate, "object": object_}
    return {"id": f"{subject}{predicate}{object_}", "rule": "hand", **ends, **spans, **more}


ACTORS = [actor("a", "Ada Brandt", wikidata="Q1"), actor("o", "Otto Falk"), actor("l", "Lund", "place")]
DAY = {"start": "2031-05-03", "end": "2031-05-03", "precision": "day", "kind": "at"}


def judged(part: str, gold: dict[str, Any] = GOLD, **found: Any) -> list[Finding]:
    article = Article(id="x", text=TEXT)
    extraction = Extraction.model_validate({"article": "x", "producer": PRODUCER, "actors": ACTORS, **found})
    return [f for f in judge(article, extraction, Gold.model_validate(gold)) if f.part == part]


def verdicts(part: str, **found: Any) -> list[tuple[str, str | None]]:
    return [(f.verdict, f.why) for f in judged(part, **found)]


def test_what_must_be_and_is() -> None:
    met = claim("a", "MET_WITH", "o", date=DAY)
    assert verdicts("claims", claims=[met]) == [("found", None), ("right", None)]
    turned = claim("o", "MET_WITH", "a", date=DAY)
    assert verdicts("claims", claims=[turned]) == [("found", None), ("right", None)], "the same both ways"


def test_the_same_on_another_day_is_on_no_list() -> None:
    met = claim("a", "MET_WITH", "o", date=DAY | {"start": "2030-01-01"})
    missing, unlisted = judged("claims", claims=[met])
    assert missing.why is not None and missing.why.startswith("only as Ada Brandt MET_WITH Otto Falk")
    assert (missing.verdict, unlisted.verdict) == ("missing", "unlisted")
    assert missing.sentence == "The mayor Ada Brandt met Otto Falk in Lund on 3 May."
    assert unlisted.sentence == missing.sentence


def test_ends_reversed_and_never_said() -> None:
    assert verdicts("claims", claims=[claim("o", "SUPPORTED", "l")])[1] == ("right", None)
    assert verdicts("claims", claims=[claim("l", "SUPPORTED", "o")])[1] == ("wrong", "ends reversed")
    assert verdicts("claims", claims=[claim("a", "CRITICIZED", "o")])[1] == ("wrong", "friends")
    denied = claim("a", "CRITICIZED", "o", polarity="denied")
    assert verdicts("claims", claims=[denied])[1] == ("unlisted", None)


@pytest.mark.parametrize(
    ("actors", "lack", "faults"),
    [
        ([ACTORS[0], ACTORS[1]], [None, None], []),
        ([ACTORS[0]], [None, "not found"], []),
        ([ACTORS[0], ACTORS[1] | {"kind": "place"}], [None, "it is of kind place"], ["it is of kind person"]),
        ([ACTORS[0] | {"wikidata": "Q2"}, ACTORS[1]], ["it is Q2, not Q1", None], []),
        ([*ACTORS, actor("b", "Brandt")], [None, None], ["Ada Brandt is 2 nodes"]),
        ([*ACTORS, actor("m", "Menu", "place")], [None, None], ["of the page"]),
        ([*ACTORS, actor("m", "Menu", "place") | {"name": "List"}], [None, None], ["'Menu' lies in what is not the article's"]),
    ],
)  # fmt: skip
def test_actors(actors: list[dict[str, Any]], lack: list[str | None], faults: list[str]) -> None:
    found = judged("actors", actors=actors)
    assert [f.why for f in found if f.verdict in ("found", "missing")] == lack
    assert [f.why for f in found if f.verdict == "wrong"] == faults


def test_a_mention_that_is_not_where_it_says() -> None:
    moved = actor("o", "Otto Falk")
    moved["mentions"][0]["start"] += 1
    assert ("wrong", f"'Otto Falk' is not at {moved['mentions'][0]['start']}") in verdicts(
        "actors", actors=[moved]
    )


def test_roles_and_events() -> None:
    role = {
        "id": "r",
        "actor": "a",
        "title": "mayor",
        "phase": "present",
        "span": (6, 15),
        "sentence": WHERE,
        "rule": "h",
    }
    assert verdicts("roles", roles=[role]) == [("found", None), ("right", None)]
    former = verdicts("roles", roles=[role | {"phase": "past"}])
    assert former == [("missing", "not found"), ("unlisted", None)]
    event = {"id": "e", "key": "e", "type": "meeting", "name": "talk", "place": "l", "date": DAY}
    event |= {"span": (6, 15), "sentence": WHERE, "rule": "h"}
    assert verdicts("events", events=[event]) == [("found", None), ("right", None)]
    elsewhere = verdicts("events", events=[event | {"place": None}])
    assert elsewhere[0] == ("missing", "not in Lund")
    later = verdicts("events", events=[event | {"date": DAY | {"start": "2031-06-01"}}])
    assert later == [("missing", "not found"), ("unlisted", None)]


def test_events_are_paired_one_to_one_and_asked_when_they_were_and_who_was_there() -> None:
    wanted = GOLD["events"]["must"][0] | {"participants": ["Ada Brandt", "Otto Falk"]}
    gold = GOLD | {"events": {"must": [wanted]}}
    event = {"id": "e", "key": "e", "type": "meeting", "name": "meeting in Lund", "place": "l", "date": DAY}
    event |= {"span": (6, 15), "sentence": WHERE, "rule": "h"}
    event |= {"participants": [{"actor": who, "part": "participant"} for who in ("a", "l")]}
    found = {"events": [event, event | {"id": "f", "participants": []}]}

    def said(part: str, gold: dict[str, Any] = gold, **events: Any) -> list[tuple[str, str | None]]:
        return [(f.verdict, f.why) for f in judged(part, gold, **(events or found))]

    assert said("events") == [("found", None), ("right", None), ("wrong", "meeting in Lund is told twice")]
    assert said("event dates") == [("found", None), ("right", None)]
    nobody = ("missing", "not among those read")
    assert said("participants") == [("found", None), nobody, ("right", None), ("wrong", "nobody of the list")]
    lenient = GOLD | {"events": {"must": [wanted | {"may_participants": ["Lund"]}]}}
    assert said("participants", lenient)[-2:] == [("right", None), ("right", None)]
    month = [event | {"date": DAY | {"start": "2031-05-01"}}]
    assert [v for v, _ in said("event dates", events=month)] == ["missing", "wrong"]
    assert said("event dates", events=[]) == [("missing", "the event is not found")]
    assert said("participants", events=[]) == [nobody, nobody]
    assert said("participants", GOLD) == [], "an entry that lists nobody asks nothing"


def test_speakers_are_asked_of_claims_and_of_attributions() -> None:
    (nobody,) = judged("speakers")
    assert (nobody.verdict, nobody.why) == ("missing", "attributed to nobody")
    start = TEXT.index("We part")
    quote = {"source": "a", "source_span": None, "cue": None, "content": [(start, start + 10)]}
    assert verdicts("speakers", attributions=[quote]) == [("found", None)]
    assert verdicts("speakers", attributions=[quote | {"source": "o"}]) == [
        ("missing", "attributed to Otto Falk")
    ]
    said = claim("a", "SUPPORTED", "o", speakers=["a"], speaker="a", sentence=(start - 1, len(TEXT)))
    assert verdicts("speakers", claims=[said]) == [("found", None)]


def test_dates() -> None:
    at = TEXT.index("3 May")
    date = {"start": at, "end": at + 5, "text": "3 May", "value": "2031-05-03", "precision": "day"}
    assert verdicts("dates", dates=[date]) == [("found", None)]
    assert verdicts("dates", dates=[date | {"value": "2030-05-03"}]) == [("missing", "not read")]


def test_a_misspelt_field_is_an_error_and_an_empty_one_says_nothing() -> None:
    with pytest.raises(ValidationError):
        Gold.model_validate(
            GOLD | {"claims": {"must": [{"subject": "a", "predicate": "x", "object": "b", "modalty": "y"}]}}
        )
    assert Gold.model_validate({"article": {"id": "x", "of the town": None}}).article.id == "x"
