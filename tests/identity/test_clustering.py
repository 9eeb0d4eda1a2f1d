"""Who is who across articles: what joins, what never does, and that no order of anything changes it."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polgraph import authority
from polgraph.errors import NotFoundError
from polgraph.folding import fold
from polgraph.identity import (
    Appearance,
    Clustering,
    Decision,
    Office,
    blocks,
    cluster,
    components,
    explain,
)


def person(article: str, name: str, *, aliases: Iterable[str] = (), **more: object) -> Appearance:
    bare = " " not in name
    key = f"person:{article}:{fold(name)}" if bare else f"person:{fold(name)}"
    fields = {
        "key": key,
        "kind": "person",
        "name": name,
        "names": (name, *aliases),
        "anchors": (f"{article}/{name}",),
    }
    return Appearance(article=article, actor=f"{article}:{fold(name)}", **(fields | more))


def body(article: str, name: str, *, aliases: Iterable[str] = (), **more: object) -> Appearance:
    key = f"organization:{fold(name)}"
    return person(article, name, aliases=aliases, **({"key": key, "kind": "organization"} | more))


def together(*found: Appearance, decisions: Iterable[Decision] = ()) -> bool:
    """Whether all are one actor."""
    return len(cluster(found, decisions).clusters) == 1


def decided(left: Appearance, right: Appearance, judgement: str, time: str = "2026-01-01") -> Decision:
    return Decision(
        left=left.anchors[0], right=right.anchors[0], judgement=judgement, author="ann", time=time
    )


SENATOR = Office(role="senator", country="US")
HARBOUR = (
    "organization:harbour board",
    "person:lena oster",
    "person:tomas brill",
    "organization:free port league",
)


# --- what joins ---------------------------------------------------------------------------------------------


def test_the_same_full_name_is_one() -> None:
    assert together(person("a", "Orla Brandt"), person("b", "Orla Brandt", country="IE"))


def test_a_name_in_another_script_is_one() -> None:
    assert together(person("a", "Taras Melnychuk"), person("b", "Тарас Мельничук", language="uk"))


def test_a_name_in_arabic_is_asked_about_at_the_least() -> None:
    one, other = person("a", "Karim Sabbagh"), person("b", "كريم صباغ", language="ar")
    clustering = cluster([one, other])
    assert len(clustering.clusters) == 1 or len(clustering.doubtful) == 1
    apart = cluster([one, person("b", "نبيل حداد", language="ar")])
    assert len(apart.clusters) == 2 and not apart.doubtful


def test_a_case_ending_is_no_other_name() -> None:
    assert together(
        person("a", "Тараса Мельничука", language="uk"),
        person("b", "Тарасом Мельничуком", language="uk"),
        person("c", "Taras Melnychuk"),
    )


def test_a_surname_goes_with_the_full_name_of_its_article() -> None:
    full, short = person("a", "Тарас Мельничук", language="uk"), person("a", "Мельничука", language="uk")
    assert together(full, short)
    assert not together(full, short.model_copy(update={"article": "b", "key": "person:b:melnichuka"}))


def test_whom_the_authority_knows_is_one_in_every_language() -> None:
    clustering = cluster(
        [
            person("a", "Angela Merkel"),
            person("b", "Меркель", language="uk"),
            person("c", "Angelą Merkel", language="pl"),
            person("d", "Merklova", language="sl"),
        ]
    )
    known = authority.load()
    (merkel,) = known.person("Angela Merkel")
    assert [(c.name, c.wikidata, c.key) for c in clustering.clusters] == [
        (merkel.name, merkel.wikidata, known.key(merkel.id))
    ]


def test_a_bare_surname_joins_where_the_company_clearly_says_so() -> None:
    full = person("a", "Orla Brandt", company=HARBOUR)
    assert together(full, person("b", "Brandt", company=HARBOUR))
    assert not together(full, person("b", "Brandt", company=HARBOUR[:1]))
    assert not together(full, person("b", "Brandt"))


def test_an_acronym_joins_through_the_article_that_explains_it() -> None:
    full, short = body("a", "Harbour Safety Tribunal"), body("b", "HST")
    explained = body("c", "Harbour Safety Tribunal", aliases=("HST",))
    assert together(full, short, explained)
    other = body("d", "Highland Sheep Trust", aliases=("HST",))
    assert len(cluster([short, explained, other]).clusters) == 3, "it fits both"


# --- what never joins ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"country": "US"}, {"country": "GB"}),
        ({"offices": (SENATOR,)}, {"offices": (Office(role="senator", country="AU"),)}),
        ({"gender": "m"}, {"gender": "f"}),
        ({"wikidata": "Q1"}, {"wikidata": "Q2"}),
    ],
    ids=["country", "office", "gender", "QID"],
)
def test_namesakes_stay_apart(left: dict[str, object], right: dict[str, object]) -> None:
    one, other = person("a", "Taras Melnychuk", **left), person("b", "Taras Melnichuk", **right)
    assert not together(one, other)
    assert together(one, other.model_copy(update={name: getattr(one, name) for name in right}))


def test_one_name_in_two_countries_is_two_with_keys_of_their_own() -> None:
    clustering = cluster([person("a", "Jon Marlowe", country="US"), person("b", "Jon Marlowe", country="GB")])
    assert {c.key for c in clustering.clusters} == {"person:jon marlowe:GB", "person:jon marlowe:US"}


def test_a_name_that_fits_two_is_given_to_neither_and_asked_about() -> None:
    two = [person("a", "Jon Marlowe", country="US"), person("b", "Jon Marlowe", country="GB")]
    clustering = cluster([*two, person("c", "Jon Marlowe")])
    assert len(clustering.clusters) == 3
    assert len(clustering.doubtful) == 2
    assert all("fits another" in link.reasons[-1] and link.score < 0.5 for link in clustering.doubtful)


def test_other_given_names_are_not_joined_by_an_initial_between_them() -> None:
    found = [
        person("a", "John Marlowe"),
        person("b", "Peter Marlowe"),
        person("c", "J. Marlowe", country="US"),
    ]
    where = {m: c.key for c in cluster(found).clusters for m in c.members}
    assert where[found[0].id] != where[found[1].id]


def test_a_surname_never_joins_two_articles_by_itself() -> None:
    assert not together(person("a", "Marlowe"), person("b", "Marlowe"))


def test_a_ministry_without_a_country_is_of_its_article() -> None:
    assert not together(body("a", "Ministry of Defence"), body("b", "Ministry of Defence"))
    assert together(
        body("a", "Ministry of Oddities", country="PE"), body("b", "Ministry of Oddities", country="PE")
    )


@pytest.mark.parametrize(
    ("left", "right"), [("Reactor 2", "Reactor 3"), ("Reactor 2", "Reactor"), ("NATU", "NAFU")]
)
def test_numbers_and_short_letters_tell_bodies_apart(left: str, right: str) -> None:
    assert not together(body("a", left), body("b", right))


def test_a_part_of_a_name_is_no_name_elsewhere() -> None:
    assert not together(
        body("a", "Democratic Orchard Party", aliases=("Orchard Party",)), body("b", "Orchard Party")
    )


def test_a_person_is_no_body_and_a_place_no_state() -> None:
    assert not together(person("a", "Orla Brandt"), body("b", "Orla Brandt"))
    where = {"wikidata": None, "names": ("Georgia",)}
    assert not together(
        person("a", "Georgia", kind="country", key="country:GE", **where),
        person("b", "Georgia", kind="place", key="place:georgia", **where),
    )


# --- decisions of people ------------------------------------------------------------------------------------


def test_what_people_decide_wins_over_every_score() -> None:
    one, other = person("a", "Orla Brandt"), person("b", "Petra Quill", wikidata="Q9")
    same = person("c", "Orla Brandt")
    assert together(one, other, decisions=[decided(one, other, "same")])
    assert not together(one, same, decisions=[decided(one, same, "different")])


def test_different_takes_the_left_one_out_and_leaves_the_others() -> None:
    found = [person(x, "Orla Brandt") for x in "abcd"]
    clustering = cluster(found, [decided(found[0], found[2], "different")])
    assert sorted(len(c.members) for c in clustering.clusters) == [1, 3]
    assert len({c.key for c in clustering.clusters}) == 2


def test_the_newest_decision_holds() -> None:
    one, other = person("a", "Orla Brandt"), person("b", "Orla Brandt")
    old, new = decided(one, other, "different", "2026-01-01"), decided(one, other, "same", "2026-02-01")
    assert together(one, other, decisions=[old, new])
    assert not together(one, other, decisions=[new, decided(one, other, "different", "2026-03-01")])


def test_unsure_keeps_a_pair_out_of_the_review_and_decides_nothing() -> None:
    one, other = person("a", "HBTV News", kind="organization", aliases=("HBTV",)), body("b", "HBTV")
    one = one.model_copy(update={"company": HARBOUR[:2]})
    other = other.model_copy(update={"company": HARBOUR[:2]})
    assert len(cluster([one, other]).doubtful) == 1
    unsure = cluster([one, other], [decided(one, other, "unsure")])
    assert len(unsure.clusters) == 2 and unsure.doubtful == ()


def test_a_decision_on_a_mention_that_is_gone_is_left_out() -> None:
    one = person("a", "Orla Brandt")
    gone = Decision(left="gone", right=one.anchors[0], judgement="same", author="ann", time="2026")
    assert together(one, decisions=[gone])


def test_what_is_most_at_stake_is_asked_first() -> None:
    def pair(name: str, claims: int) -> list[Appearance]:
        company = {"company": HARBOUR[:2], "claims": claims}
        return [
            body(f"{name}1", f"{name} Evening News", aliases=(name,), **company),
            body(f"{name}2", name, **company),
        ]

    found = [*pair("Quarlton", 1), *pair("Zembla", 50), *pair("Brigadoon", 5)]
    asked = [link.left[0][:-1] for link in cluster(found).doubtful]
    assert asked == ["Zembla", "Brigadoon", "Quarlton"]


# --- reasons ------------------------------------------------------------------------------------------------


def test_every_member_is_reached_by_links_with_reasons() -> None:
    found = [
        person("a", "Orla Brandt"),
        person("b", "Orla Brandt"),
        person("c", "Орла Брандт", language="ru"),
        person("d", "Petra Quill"),
    ]
    clustering = cluster(found, [decided(found[3], found[0], "same")])
    reached = explain(clustering, found[3].id)
    assert {end for link in reached for end in (link.left, link.right)} == {a.id for a in found}
    assert "ann decided so" in reached[0].reasons[0]
    assert all(link.reasons for link in reached)
    with pytest.raises(NotFoundError):
        explain(clustering, ("a", "nobody"))


# --- no order of anything changes it ------------------------------------------------------------------------

NAMES = (
    "Jon Marlowe",
    "Jon Marlow",
    "J. Marlowe",
    "Peter Marlowe",
    "Marlowe",
    "Джон Марлоу",
    "Lena Oster",
    "Oster",
)
BODIES = ("Harbour Safety Tribunal", "HST", "Harbour Court", "Supreme Court", "Orchard Party")


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Appearance], list[Decision]]:
    """A small corpus in which names collide, with some decisions."""
    found: dict[tuple[str, str], Appearance] = {}
    for _ in range(draw(st.integers(1, 14))):
        article = draw(st.sampled_from("abcdef"))
        more = {
            "country": draw(st.sampled_from((None, None, "US", "GB"))),
            "gender": draw(st.sampled_from((None, None, "m", "f"))),
            "company": tuple(draw(st.sets(st.sampled_from(HARBOUR)))),
            "language": draw(st.sampled_from((None, "en", "ru"))),
        }
        make, names = draw(st.sampled_from(((person, NAMES), (person, NAMES), (body, BODIES))))
        made = make(article, draw(st.sampled_from(names)), **more)
        if draw(st.integers(0, 9)) == 0:
            qids = ("Q1", "Q2") if made.kind == "person" else ("Q3", "Q4")
            made = made.model_copy(update={"wikidata": draw(st.sampled_from(qids))})
        found[made.id] = made
    everyone = list(found.values())
    ends = st.sampled_from(everyone)
    decisions = [
        decided(
            draw(ends),
            draw(ends),
            draw(st.sampled_from(("same", "different", "unsure"))),
            f"2026-0{n + 1}-01",
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    return everyone, decisions


def shape(clustering: Clustering) -> set[tuple[str, str, tuple[tuple[str, str], ...]]]:
    return {(c.key, c.name, c.members) for c in clustering.clusters}


@settings(max_examples=150, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_outcome_is_that_of_the_set(
    corpus: tuple[list[Appearance], list[Decision]], shuffle: random.Random
) -> None:
    everyone, decisions = corpus
    straight = cluster(everyone, decisions)
    shuffle.shuffle(everyone)
    shuffle.shuffle(decisions)
    assert cluster(everyone, decisions) == straight
    assert cluster([*everyone, *everyone], decisions) == straight


@settings(max_examples=150, deadline=None)
@given(corpora())
def test_each_component_alone_comes_out_as_within_all(
    corpus: tuple[list[Appearance], list[Decision]],
) -> None:
    everyone, decisions = corpus
    whole = cluster(everyone, decisions)
    alone = [cluster(part, decisions) for part in components(everyone, decisions)]
    assert shape(whole) == {c for part in alone for c in shape(part)}
    assert {*whole.doubtful} == {link for part in alone for link in part.doubtful}


@settings(max_examples=150, deadline=None)
@given(corpora())
def test_nobody_is_lost_and_nothing_forbidden_is_joined(
    corpus: tuple[list[Appearance], list[Decision]],
) -> None:
    everyone, _ = corpus
    clusters = cluster(everyone).clusters
    assert sorted(m for c in clusters for m in c.members) == sorted(a.id for a in everyone)
    assert len({c.key for c in clusters}) == len(clusters)
    by = {a.id: a for a in everyone}
    for c in clusters:
        members = [by[m] for m in c.members]
        assert len({a.kind for a in members}) == 1
        assert len({a.wikidata for a in members if a.wikidata}) <= 1
        reached = {
            end
            for link in explain(Clustering(clusters=(c,)), c.members[0])
            for end in (link.left, link.right)
        }
        assert reached | {c.members[0]} == set(c.members)


@settings(max_examples=100, deadline=None)
@given(corpora())
def test_whoever_is_one_shares_blocks(corpus: tuple[list[Appearance], list[Decision]]) -> None:
    everyone, _ = corpus
    by = {a.id: a for a in everyone}
    for c in cluster(everyone).clusters:
        for link in c.links:
            assert blocks(by[link.left]) & blocks(by[link.right])
