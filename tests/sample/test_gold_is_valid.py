"""The gold of the sample articles fits its article, itself and the vocabulary. What is read in them is not tested here."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from polgraph import vocabulary
from polgraph.loaders import Failure, read
from polgraph.model import Article, Modality, Phase, Polarity

SAMPLE = Path(__file__).parent.parent.parent / "data" / "sample"
GOLD = sorted((SAMPLE / "gold").glob("*.gold.yaml"))
ANY = "any"
DATE = re.compile(r"\d{3}|\d{4}(-\d{2}(-\d{2})?)?")
WORDS = vocabulary.load()
SAID = {"modality": set(get_args(Modality)), "polarity": set(get_args(Polarity))}
PARTS = {
    "article": None,
    "actors": {"must", "may", "never"},
    "roles": {"must"},
    "events": {"must", "may"},
    "claims": {"must", "may", "never"},
    "speakers": None,
    "dates": None,
    "boilerplate": None,
}

Gold = dict[str, Any]
each_gold = pytest.mark.parametrize("path", GOLD, ids=[p.name for p in GOLD])


@cache
def items() -> tuple[Article | Failure, ...]:
    return tuple(read([SAMPLE], base=SAMPLE))


def articles() -> dict[str, Article]:
    return {item.id: item for item in items() if isinstance(item, Article)}


def load(path: Path) -> tuple[Gold, Article]:
    gold = yaml.safe_load(path.read_text(encoding="utf-8"))
    return gold, articles()[gold["article"]["id"]]


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def names(entry: Gold) -> list[str]:
    return [entry["name"], *entry.get("also_called", [])]


def declared(gold: Gold) -> dict[str, str]:
    """The kind of every actor, and `event` for every event, that the gold names."""
    found = {a["name"]: a["kind"] for a in gold["actors"]["must"] + gold["actors"]["may"]}
    return found | {e["name"]: "event" for e in gold["events"]["must"] + gold["events"]["may"]}


def claims(gold: Gold) -> list[Gold]:
    return [claim for entries in gold["claims"].values() for claim in entries]


def test_there_are_eighteen_articles_of_all_formats_and_a_gold_for_each() -> None:
    assert [i for i in items() if isinstance(i, Failure) and not i.skipped] == []
    assert len(articles()) == 18
    assert {p.name for p in GOLD} == {f"{id_}.gold.yaml" for id_ in articles()}
    assert {p.suffix for p in SAMPLE.iterdir() if p.is_file()} == {".txt", ".html", ".jsonl", ".yaml", ".md"}


def test_every_article_says_where_it_comes_from() -> None:
    for article in articles().values():
        assert article.published and article.source and article.title, article.id
        assert (article.url or "").startswith("https://example.org/"), article.id
        assert article.language == ("uk" if article.id == "kozak-vidstavka.txt" else "en")
        assert 100 <= len(article.text.split()) <= 320, article.id


@each_gold
def test_it_has_the_parts_that_the_check_reads(path: Path) -> None:
    gold, article = load(path)
    assert set(gold) == set(PARTS)
    assert {part: set(gold[part]) for part, lists in PARTS.items() if lists} == {
        k: v for k, v in PARTS.items() if v
    }
    head = gold["article"]
    assert path.name == f"{article.id}.gold.yaml"
    assert (head["published"], head["source"], head["language"]) == (
        article.day,
        article.source,
        article.language,
    )


@each_gold
def test_every_name_is_declared_once(path: Path) -> None:
    gold, _ = load(path)
    known = declared(gold)
    entries = [gold[part][level] for part in ("actors", "events") for level in ("must", "may")]
    spoken = [name for level in entries for entry in level for name in names(entry)]
    assert sorted({n for n in spoken if spoken.count(n) > 1}) == [], "one name for two"
    used = [name for claim in claims(gold) for end in ("subject", "object") for name in listed(claim[end])]
    used += [role["actor"] for role in gold["roles"]["must"]]
    used += [role["organization"] for role in gold["roles"]["must"] if "organization" in role]
    used += [speech["speaker"] for speech in gold["speakers"]]
    used += [
        name
        for event in gold["events"]["must"]
        for key in ("participants", "may_participants")
        for name in event.get(key, [])
    ]
    used += [event["place"] for event in gold["events"]["must"] if "place" in event]
    assert set(used) - set(known) - {ANY} == set()


@each_gold
def test_every_word_is_of_the_vocabulary(path: Path) -> None:
    gold, _ = load(path)
    assert set(declared(gold).values()) <= {*WORDS.actor_kinds, "event"}
    for event in gold["events"]["must"] + gold["events"]["may"]:
        assert event["type"] in WORDS.event_types, event
    for role in gold["roles"]["must"]:
        assert role["phase"] in get_args(Phase), role
    for claim in claims(gold):
        assert set(claim) <= {"subject", "predicate", "object", "modality", "polarity", "date", "why"}, claim
        for predicate in claim["predicate"]:
            assert predicate in WORDS and predicate != "HOLDS_ROLE", claim
        for field, words in SAID.items():
            assert set(listed(claim.get(field, []))) <= words, claim
    assert all(e["why"] for part in ("actors", "claims") for e in gold[part]["never"])


@each_gold
def test_every_claim_that_must_be_is_one_that_the_vocabulary_allows(path: Path) -> None:
    gold, _ = load(path)
    kinds = declared(gold)
    for claim in gold["claims"]["must"]:
        ends = [
            (kinds[s], p, kinds[o])
            for s in listed(claim["subject"])
            for p in claim["predicate"]
            for o in listed(claim["object"])
        ]
        assert any(s in WORDS[p].subjects and o in WORDS[p].objects for s, p, o in ends), claim


@each_gold
def test_what_it_quotes_stands_in_the_article(path: Path) -> None:
    gold, article = load(path)
    for actor in gold["actors"]["must"]:
        assert any(name in article.text for name in names(actor)), actor
    for role in gold["roles"]["must"]:
        assert role["title"] in article.text.casefold(), role
    sentences = [speech["sentence"] for speech in gold["speakers"]]
    for words in sentences + [date["text"] for date in gold["dates"]] + gold["boilerplate"]:
        assert words in article.text, words
    for words in sentences + gold["boilerplate"]:
        assert article.text.count(words) == 1 and "\n" not in words, words


@each_gold
def test_dates_are_dates(path: Path) -> None:
    gold, _ = load(path)
    values = [date["value"] for date in gold["dates"]] + [
        claim["date"] for claim in claims(gold) if "date" in claim
    ]
    values += [event["start"] for event in gold["events"]["must"]]
    assert [v for v in values if not isinstance(v, str) or not DATE.fullmatch(v)] == []


@each_gold
def test_nothing_that_must_be_is_forbidden(path: Path) -> None:
    gold, _ = load(path)
    clashes = [(m, n) for m in gold["claims"]["must"] for n in gold["claims"]["never"] if forbids(n, m)]
    assert clashes == []


def forbids(never: Gold, must: Gold) -> bool:
    """Whether every claim that would satisfy `must` is one that `never` forbids."""
    if not set(must["predicate"]) <= set(never["predicate"]):
        return False
    if any(
        never[f] != ANY and not set(listed(must[f])) <= set(listed(never[f])) for f in ("subject", "object")
    ):
        return False
    return all(
        set(listed(must.get(f, list(SAID[f])))) <= set(listed(never.get(f, list(SAID[f])))) for f in SAID
    )
