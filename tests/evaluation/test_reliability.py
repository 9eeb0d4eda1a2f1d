"""Confidence held against verdicts: the curve, its error, and judgements that are found again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from polgraph import confidence
from polgraph.confidence import Table
from polgraph.errors import InputError
from polgraph.evaluation import Outcome, corpus_outcomes, held_back, read_judgements, reliability, replay
from polgraph.evaluation.judged import Judgement, judgement_of, same
from polgraph.loaders import make_article
from polgraph.model import Extraction
from polgraph.reading.pipeline import Reader

JUDGED = Path(__file__).parents[2] / "data" / "judged"
TEXT = "Germany accused Russia of fraud. Angela Merkel met Emmanuel Macron on Friday."


def outcomes(*pairs: tuple[float, int]) -> list[Outcome]:
    return [Outcome(confidence=c, right=bool(r), group="a") for c, r in pairs]


def test_the_error_is_the_mean_gap_of_the_bins_weighed_by_their_claims() -> None:
    found = reliability(outcomes((0.95, 1), (0.95, 1), (0.95, 0), (0.35, 0)))
    assert [b.claims for b in found.bins] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 3]
    assert found.error == pytest.approx(round(3 / 4 * (0.95 - 2 / 3) + 1 / 4 * 0.35, 3))
    assert (found.kept, found.kept_right) == (3, 2)


@pytest.mark.parametrize(("value", "number"), [(0.0, 0), (0.1, 1), (0.3, 3), (0.7, 7), (0.89, 8), (1.0, 9)])
def test_a_confidence_falls_into_the_bin_that_begins_with_it(value: float, number: int) -> None:
    assert [b.claims for b in reliability(outcomes((value, 1))).bins].index(1) == number


def test_of_nothing_there_is_no_error() -> None:
    assert reliability([]).error is None


# --- the table --------------------------------------------------------------------------------------------


def line(weight: float, means: str = "x") -> dict[str, object]:
    return {"weight": weight, "means": means}


def table() -> Table:
    return Table(
        {
            "least": {"brief": 0.1, "lead": 0.2, "body": 0.6, "sport": 0.9},
            "rule": {"base": line(0.5), "far": line(-1.5, "far")},
            "scorer": {"base": line(-0.5), "far": line(-1.0, "far")},
        }
    )


def test_confidence_is_the_logistic_function_of_the_sum_of_the_parts() -> None:
    assert table().confidence({"far": 1.0}) == 0.27
    assert [(p.name, p.weight) for p in table().parts({"far": 1.0, "unheard of": 1.0})] == [
        ("base", 0.5),
        ("far", -1.5),
    ]


def test_what_the_scorer_alone_reads_has_weights_of_its_own() -> None:
    assert table().confidence({"scorer": 1.0, "far": 1.0}) == 0.18
    assert [p.weight for p in table().parts({"scorer": 1.0, "far": 1.0})] == [-0.5, -1.0]


@pytest.mark.parametrize(
    ("sure", "where", "made"),
    [
        (0.6, "", True), (0.59, "", False), (0.2, "lead", True), (0.19, "lead", False), (0.1, "brief", True), (0.09, "brief", False), (0.9, "sport", True), (0.89, "sport", False),
    ],
)  # fmt: skip
def test_less_is_asked_in_the_lead_than_in_the_body_and_most_in_sport(
    sure: float, where: str, made: bool
) -> None:
    assert table().suffices(sure, {where: 1.0} if where else {}) is made


@pytest.mark.parametrize("lack", ["least", "rule", "scorer"])
def test_a_table_without_weights_is_refused(lack: str) -> None:
    read = {
        "least": {"brief": 0.1, "lead": 0.2, "body": 0.6, "sport": 0.9},
        "rule": {"base": line(0)},
        "scorer": {"base": line(0)},
    }
    Table(read)
    with pytest.raises(InputError, match="confidence"):
        Table(read | {lack: {"far": {}}})


# --- judgements -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(scorer=False)


@pytest.fixture(scope="module")
def read(reader: Reader) -> Extraction:
    return reader.read(make_article(id="a", text=TEXT, language="en"))


def test_a_judgement_is_found_again_by_ends_and_sentence_whatever_the_id(read: Extraction) -> None:
    accused = next(c for c in read.claims if c.predicate == "ACCUSED")
    met = next(c for c in read.claims if c.predicate == "MET_WITH")
    judged = judgement_of(accused, read, right=True, read="2026-11-30")
    assert same(judged.model_copy(update={"claim": "other"}), accused, read)
    assert not same(judged, met, read)
    assert not same(judged.model_copy(update={"status": "denied"}), accused, read)
    assert not same(judged.model_copy(update={"sentence": (40, 60)}), accused, read)
    turned = {"subject": judged.object, "object": judged.subject}
    assert not same(judged.model_copy(update=turned), accused, read)
    other = judgement_of(met, read, right=True, read="2026-11-30")
    assert same(other.model_copy(update={"subject": other.object, "object": other.subject}), met, read), (
        "it has no direction"
    )


def test_judgements_are_replayed_on_the_articles_of_a_folder(
    tmp_path: Path, read: Extraction, reader: Reader
) -> None:
    line = {"id": "a", "text": TEXT, "language": "en"}
    (tmp_path / "one.jsonl").write_text(json.dumps(line) + "\n")
    accused = next(c for c in read.claims if c.predicate == "ACCUSED")
    judged = judgement_of(accused, read, right=False, read="2026-11-30")
    lost = judged.model_copy(update={"predicate": "ATTACKED"})
    away = judged.model_copy(update={"article": "b"})
    found = replay(tmp_path, [judged, lost, away], reader=reader)
    assert [(m.claim.id, m.outcome.right, m.outcome.confidence) for m in found.made] == [
        (accused.id, False, accused.confidence)
    ]
    assert found.gone == (lost,)
    assert found.missing == ("b",)
    assert {c.predicate for _, c in found.unjudged} == {c.predicate for c in read.claims} - {"ACCUSED"}
    with pytest.raises(InputError, match="judged articles"):
        replay(tmp_path, [away], reader=reader)


def test_a_line_that_is_no_judgement_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text('{"article": "a"}\n')
    with pytest.raises(InputError, match=r"broken\.jsonl, line 1 is no judgement: claim"):
        read_judgements(file)
    with pytest.raises(InputError, match="cannot read"):
        read_judgements(tmp_path / "none.jsonl")


def test_what_is_shipped_holds_ids_and_verdicts_alone_and_no_article_is_on_both_sides() -> None:
    found = read_judgements(JUDGED)
    assert len(found) >= 250
    assert len({j.article for j in found}) >= 20
    keys = {
        key for f in JUDGED.glob("*.jsonl") for row in f.read_text().splitlines() for key in json.loads(row)
    }
    assert keys <= set(Judgement.model_fields)
    fit, held = ({j.article for j in read_judgements(JUDGED, held_back=h)} for h in (False, True))
    assert fit and held and not fit & held


# --- what is shown ----------------------------------------------------------------------------------------


def test_the_parts_that_are_shown_make_the_confidence(reader: Reader) -> None:
    passages = reader.explain(make_article(id="a", text=TEXT, language="en"))
    claims = [c for p in passages for c in p.claims]
    assert claims
    for claim in claims:
        odds = sum(part.weight for part in claim.parts)
        assert claim.confidence == pytest.approx(1 / (1 + 2.718281828**-odds), abs=0.015)
        assert claim.parts[0].name == confidence.BASE


# --- what is held -----------------------------------------------------------------------------------------

ERROR, SURE_RIGHT = 0.23, 0.7
"""On the held-back part of the corpus, whose gold lacks most ties that posts and titles state: the most that confidence may err, and the least share of claims of 0.9 and more that are right."""


@pytest.mark.slow
def test_confidence_holds_on_sentences_that_nothing_was_fitted_on() -> None:
    found = reliability(o for _, o in corpus_outcomes(held_back(), reader=Reader()))
    assert found.claims >= 200
    assert found.error is not None
    assert found.error <= ERROR
    assert found.kept >= 10
    assert found.kept_right >= SURE_RIGHT * found.kept


def test_grounds_say_how_the_scorer_takes_what_a_rule_reads(reader: Reader) -> None:
    article = make_article(id="a", text=TEXT, language="en")
    alone = reader.grounds(article)[1]
    assert all("by verb" in g and not any(n.startswith("scorer") for n in g) for g in alone.values())
    both = Reader().grounds(article)
    accused = next(c for c in both[0].claims if c.predicate == "ACCUSED")
    assert both[1][accused.id]["heard"] > 0
    assert all("heard" not in g for g in alone.values())


BODY = "Monday was calm. Tuesday was calm. Wednesday was calm. Olaf Scholz, who had been to Paris in May, may meet him later, said Emmanuel Macron, a friend of Italy."


def test_what_is_not_sure_enough_for_the_body_is_left_out_and_explained() -> None:
    reader = Reader()
    article = make_article(id="a", text=BODY, language="en")
    everything, made = reader.grounds(article, doubtful=True)[0].claims, reader.read(article).claims
    least = confidence.load().least["body"]
    assert (
        {c.id for c in made}
        == {c.id for c in everything if c.confidence >= least}
        != {c.id for c in everything}
    )
    left = [w for p in reader.explain(article) for w in p.weighed if "not sure enough for" in w.outcome]
    assert len(left) == len(everything) - len(made)


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Emmanuel Macron met Olaf Scholz. He accused Russia of fraud.", "pronoun"),
        ("Germany could accuse Russia of fraud.", "unreal"),
        ("Macron met Scholz in May.", "surname alone"),
        ("Emmanuel Macron praised the French troops.", "nominal"),
        (
            "Emmanuel Macron praised Olaf Scholz. The striker missed the match; a goalkeeper laughed.",
            "sport",
        ),
    ],
)
def test_a_ground_is_seen_where_it_is_and_not_where_it_is_not(reader: Reader, text: str, ground: str) -> None:
    found = reader.grounds(make_article(id="a", text=text, language="en"))[1].values()
    assert any(ground in g for g in found)
    plain = reader.grounds(make_article(id="a", text=TEXT, language="en"))[1].values()
    assert plain and not any(ground in g for g in plain)


def test_one_word_of_sport_makes_no_report_on_sport_and_a_report_on_sport_has_no_lead(reader: Reader) -> None:
    once = "Emmanuel Macron praised Olaf Scholz at the stadium, and the two spoke about gas and taxes."
    match = "Emmanuel Macron praised Olaf Scholz after the match, in which the goalkeeper was hurt."
    for text, named in ((once, {"brief", "lead"}), (match, {"sport"})):
        grounds = reader.grounds(make_article(id="a", text=text, language="en"))[1].values()
        assert grounds and all({"brief", "lead", "sport"} & g.keys() == named for g in grounds)


def test_a_report_of_more_sentences_than_a_lead_is_no_brief(reader: Reader) -> None:
    said = "Emmanuel Macron praised Olaf Scholz. "
    for times, named in ((3, [{"brief", "lead"}] * 3), (4, [{"lead"}] * 3 + [set[str]()])):
        x, grounds = reader.grounds(make_article(id="a", text=said * times, language="en"))
        told = [
            c
            for c in sorted(x.claims, key=lambda c: c.trigger)
            if c.predicate == "CRITICIZED" or c.predicate == "SUPPORTED"
        ]
        assert [{"brief", "lead"} & grounds[c.id].keys() for c in told] == named
