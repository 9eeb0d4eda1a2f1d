"""What a sentence leaves to the one before, to a verb that it does not repeat, or to somebody who asked: each with sentences that must not be read so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]
Said = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Israel attacked Syria on Monday. France condemned the attack.", ("France", "CRITICIZED", "Israel")),
        ("Russian troops invaded Georgia. Poland demanded that the offensive be halted. Russia slept.", ("Poland", "DEMANDED_OF", "Russia")),
        ("Japan imposed tariffs on Chile. Peru criticized the tariffs.", ("Peru", "CRITICIZED", "Japan")),
        ("Bulgaria joined NATO in 2004. Kosovo has become a member too.", ("Kosovo", "MEMBER_OF", "NATO")),
        ("Bulgaria joined NATO in 2004. Kosovo asked for membership.", ("Kosovo", "APPEALED_TO", "NATO")),
        ("Malta is no member yet: its bid was blocked by Libya.", ("Libya", "OPPOSED", "Malta")),
        ("Sweden was asked by Turkey to hand over the men but refused.", ("Sweden", "OPPOSED", "Turkey")),
        ("Germany asked Poland to close its ports, but Warsaw refused to do so.", ("Poland", "OPPOSED", "Germany")),
        ("Donald Trump offered Iran a deal, but Tehran turned it down.", ("Iran", "OPPOSED", "Donald Trump")),
        ("Malta struck a deal with Libya. Peru proposed a truce to Chile, which rejected it.", ("Chile", "OPPOSED", "Peru")),
    ],
)  # fmt: skip
def test_the_text_before_says_whose_it_is(read: Read, text: str, claim: Said) -> None:
    assert claim in read(text).claims


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Israel attacked Syria. Iran attacked Iraq. France condemned the attack.", "CRITICIZED"),  # by whom?
        ("Israel attacked Syria. France condemned an attack.", "CRITICIZED"),
        ("Israel attacked Syria. France condemned the attack in Vienna.", "CRITICIZED"),
        ("Bulgaria met NATO in 2004. Kosovo is a member too.", "MEMBER_OF"),
        ("Bulgaria joined NATO. Viktor Orban is a family member.", "MEMBER_OF Viktor"),
        ("Sweden was asked by Turkey to hand over the men and thanked Norway.", "OPPOSED"),
        ("Germany asked Poland to close its ports, but Peru refused.", "OPPOSED"),
        ("Donald Trump saw a deal, but Tehran turned it down.", "OPPOSED"),
        ("China warned that prices would rise if Japan went ahead.", "THREATENED"),
        ("Canada banned students from dancing with Russia.", "SANCTIONED"),
    ],
)
def test_where_it_does_not_nobody_is_meant(read: Read, text: str, predicate: str) -> None:
    found = {f"{p} {a}" for a, p, _ in read(text).claims}
    assert not [p for p in found if p.startswith(predicate)]


def test_a_verb_that_is_not_repeated_has_its_own_two_ends(read: Read) -> None:
    text = "France was represented by Emmanuel Macron, Germany by Friedrich Merz and Poland by Donald Tusk."
    represented = {(a, b) for a, p, b in read(text).claims if p == "REPRESENTS"}
    wanted = {("Emmanuel Macron", "France"), ("Friedrich Merz", "Germany"), ("Donald Tusk", "Poland")}
    assert represented == wanted
    plain = read("France was represented by Emmanuel Macron and by Friedrich Merz.").claims
    assert {a for a, p, b in plain if (p, b) == ("REPRESENTS", "France")} == {
        "Emmanuel Macron",
        "Friedrich Merz",
    }


def test_not_by_one_but_by_another(read: Read) -> None:
    claims = read("Iran was attacked not by Israel but by Iraq.").claims
    assert ("Iraq", "ATTACKED", "Iran") in claims
    assert ("Israel", "ATTACKED", "Iran") not in claims


def test_who_is_asked_and_then_acts_is_no_agent(read: Read) -> None:
    claims = read("Alexei Navalny was arrested by Russia and accused Belarus of fraud.").claims
    assert ("Alexei Navalny", "ACCUSED", "Belarus") in claims
    assert ("Russia", "ACCUSED", "Belarus") not in claims


def test_the_source_is_not_who_acts(read: Read) -> None:
    claims = read("According to Dmitry Peskov, Dmitry Kozak had struck a deal with Peru.").claims
    assert {(a, b) for a, p, b in claims if p == "AGREED_WITH"} <= {
        ("Dmitry Kozak", "Peru"),
        ("Peru", "Dmitry Kozak"),
    }


def test_what_one_is_said_to_have_done_is_alleged(read: Read) -> None:
    assert read("Viktor Orban is said to have criticized Peru.").claim("CRITICIZED").modality == "alleged"
    assert read("Viktor Orban criticized Peru.").claim("CRITICIZED").modality == "asserted"
    after = read("Iran attacked Iraq, hours after Peru had announced what it called an operation.")
    assert after.claim("ATTACKED").modality == "asserted"


def test_a_denial_ends_where_another_finite_verb_begins(read: Read) -> None:
    r = read("Kosovo has not attacked Serbia but has criticized Albania.")
    assert r.claim("ATTACKED").polarity == "denied"
    assert r.claim("CRITICIZED").polarity == "affirmed"
    both = read("Kosovo will not attack or criticize Albania.")
    assert {c.polarity for c in both.extraction.claims if c.predicate == "CRITICIZED"} == {"denied"}


def test_a_counterpart_is_explained_by_the_name_behind_it(read: Read) -> None:
    r = read("The Ukrainian negotiator Andriy Yermak and his Russian counterpart, Dmitry Kozak, spoke.")
    assert ("Dmitry Kozak", "REPRESENTS", "Ukraine") not in r.claims
    assert ("Andriy Yermak", "REPRESENTS", "Ukraine") in r.claims


def test_an_office_alone_is_who_the_text_names_so_or_somebody_of_the_article(read: Read) -> None:
    named = read("The Foreign Secretary met Sergei Lavrov. Foreign Secretary Philip Hammond slept.")
    assert named.claims & {
        ("Philip Hammond", "MET_WITH", "Sergey Lavrov"),
        ("Sergey Lavrov", "MET_WITH", "Philip Hammond"),
    }
    nobody = read("The Prime Minister and Emmanuel Macron met in Amiens.")
    assert {p for _, p, _ in nobody.claims} >= {"MET_WITH"}
    assert "Prime Minister" in nobody.actors
    idle = read("Emmanuel Macron wrote to the Prime Minister's office.")
    assert "Prime Minister" not in idle.actors


def test_three_in_a_list_all_do_it(read: Read) -> None:
    r = read("Peru, the wider coalition and the Government of Chile are committed to defeating Hamas.")
    assert {a for a, p, _ in r.claims if p == "ATTACKED"} == {
        "Peru",
        "wider coalition",
        "Government of Chile",
    }
    one = read("Emmanuel Macron, the friend of Peru and Chile, is committed to defeating Hamas.")
    assert not [c for c in one.claims if c[1] == "ATTACKED" and c[0] in ("Peru", "Chile")]


def test_an_attack_is_of_whoever_claims_it(read: Read) -> None:
    assert ("Hamas", "ATTACKED", "30 soldiers") in read("Attacks claimed by Hamas killed 30 soldiers.").claims
    assert ("Hamas", "ATTACKED", "30 soldiers") not in read(
        "Attacks seen by Hamas killed 30 soldiers."
    ).claims


def test_people_sent_from_a_body_belong_to_it(read: Read) -> None:
    r = read("Soldiers visiting from the 101st Airborne Division took part.")
    assert {(p, b) for _, p, b in r.claims} >= {("MEMBER_OF", "101st Airborne Division")}
    assert not [
        c
        for c in read("Soldiers expelled from the 101st Airborne Division left.").claims
        if c[1] == "MEMBER_OF"
    ]


def test_a_body_behind_a_post_does_not_act(read: Read) -> None:
    r = read("Ann Bell, president, Amnesty International, criticized Peru.")
    assert ("Ann Bell", "MEMBER_OF", "Amnesty International") in r.claims
    assert ("Amnesty International", "CRITICIZED", "Peru") not in r.claims
