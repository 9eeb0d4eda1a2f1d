"""Where the two actors of a claim stand: each way of saying it has a sentence that must be read and one that must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]
Said = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Iranian missiles struck a base in Iraq.", ("Iran", "ATTACKED", "Iraq")),
        ("Iran attacked a depot in a village of Iraq.", ("Iran", "ATTACKED", "Iraq")),
        ("Turkey is in talks with Greece.", ("Greece", "NEGOTIATED_WITH", "Turkey")),
        ("Greece and Turkey agreed to a truce.", ("Greece", "AGREED_WITH", "Turkey")),
        ("Norway said it would arm Estonia.", ("Norway", "AIDED", "Estonia")),
        ("Fighting between Chad and Libya went on.", ("Chad", "ATTACKED", "Libya")),
        ("Emmanuel Macron discussed the summit with Olaf Scholz by phone.", ("Emmanuel Macron", "SPOKE_WITH", "Olaf Scholz")),
        ("Sweden criticized reforms drafted by Hungary.", ("Sweden", "CRITICIZED", "Hungary")),
        ("Russia said Israel must leave the island.", ("Russia", "DEMANDED_OF", "Israel")),
        ("Brittney Griner was jailed in Russia.", ("Russia", "COERCED", "Brittney Griner")),
        ("Emmanuel Macron was barred from Russia.", ("Russia", "COERCED", "Emmanuel Macron")),
        ("Six farmers were killed in an Israeli strike.", ("Israel", "ATTACKED", "Six farmers")),
        ("Rebels fired on a bus in Mali, Norway said, killing ten farmers.", ("Rebels", "ATTACKED", "ten farmers")),
        ("Mitt Romney sent a letter to Egypt's envoy urging Qatar to stop.", ("Mitt Romney", "APPEALED_TO", "Qatar")),
        ("Mitt Romney met a senator accusing Qatar of fraud.", ("senator", "ACCUSED", "Qatar")),
        ("Olaf Scholz and his French counterpart Emmanuel Macron met in Rome.", ("Emmanuel Macron", "MET_WITH", "Olaf Scholz")),
        ("Olaf Scholz flew to Rome for talks with Giorgia Meloni.", ("Giorgia Meloni", "NEGOTIATED_WITH", "Olaf Scholz")),
        ("Denmark announced a suspension of aid to Egypt.", ("Denmark", "SANCTIONED", "Egypt")),
        ("Greece moved tanks to the Turkish border.", ("Greece", "MOBILIZED_AGAINST", "Turkey")),
        ("Volodymyr Zelensky likely to meet Joe Biden in Bali", ("Joe Biden", "MET_WITH", "Volodymyr Zelensky")),
        ("Emmanuel Macron condemned by Algeria over visas", ("Algeria", "CRITICIZED", "Emmanuel Macron")),
        ("Talks between Chad, whose troops hold the well, and Libya began.", ("Chad", "NEGOTIATED_WITH", "Libya")),
        ("A pact between Chad, led by Mahamat Deby, and Libya was signed.", ("Chad", "AGREED_WITH", "Libya")),
        ("Angela Merkel praised Russian restraint.", ("Angela Merkel", "SUPPORTED", "Russia")),
        ("China's ambassador to Norway Hu Chen criticized Sweden.", ("Hu Chen", "CRITICIZED", "Sweden")),
        ("Chad signed a treaty with Israel - Egypt and Jordan had done so - on Monday.", ("Chad", "AGREED_WITH", "Israel")),
        ("Joe Biden named Lisa Cook to the bank to succeed Ann Bell.", ("Lisa Cook", "SUCCEEDED", "Ann Bell")),
        ("Peter Magyar asked Viktor Orban why he had accused Poland.", ("Viktor Orbán", "ACCUSED", "Poland")),
        ("Emmanuel Macron spoke to Olaf Scholz and to Giorgia Meloni.", ("Emmanuel Macron", "SPOKE_WITH", "Giorgia Meloni")),
        ("Ten farmers were killed at the hands of Boko Haram.", ("Boko Haram", "ATTACKED", "Ten farmers")),
        ("The blast, for which Boko Haram has claimed responsibility, killed ten farmers.", ("Boko Haram", "ATTACKED", "ten farmers")),
        ("Boko Haram claimed responsibility for a raid that killed ten farmers.", ("Boko Haram", "ATTACKED", "ten farmers")),
        ("Norway is firm in its criticism of Iran.", ("Norway", "CRITICIZED", "Iran")),
        ("With help from Norway, Sweden criticized Iran.", ("Sweden", "CRITICIZED", "Iran")),
    ],
)  # fmt: skip
def test_is_read(read: Read, text: str, claim: Said) -> None:
    a, predicate, b = claim
    assert {claim, (b, predicate, a)} & read(text).claims


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Iranian pilots saw a base in Iraq.", "ATTACKED"),
        ("Turkey is in the building next to Greece's embassy.", "NEGOTIATED_WITH"),
        ("Greece and Turkey listened to a truce plan.", "AGREED_WITH"),
        ("Norway said it was cold in Estonia.", "AIDED"),
        ("The border between Chad and Libya was shut.", "ATTACKED"),
        ("Talks between Monday, which was a holiday, and Friday bored Libya and Chad.", "NEGOTIATED_WITH"),
        ("The Beirut blast killed ten farmers.", "ATTACKED"),
        ("Ann Bell was asked by Tom Hall why she left.", "APPEALED_TO"),
        ("Angela Merkel praised Russian cars.", "SUPPORTED"),
        ("Mike Pompeo and Energy Secretary Rick Perry met.", "SERVES"),
        ("Norway claimed credit for a cure that killed ten parasites.", "ATTACKED"),
        ("Sweden is firm in what Norway calls its criticism of fish.", "CRITICIZED"),
        ("Emmanuel Macron discussed a summit near Olaf Scholz's home.", "SPOKE_WITH"),
        ("Poland condemned the invasion of Ukraine.", "OPPOSED"),
        ("Russia said Israel left the island.", "DEMANDED_OF"),
        ("Brittney Griner was honoured in Russia.", "COERCED"),
        ("Six farmers were killed in an Israeli cave.", "ATTACKED"),
        ("A bomb went off in Mali, Norway said, killing ten farmers.", "ATTACKED"),
        ("Mitt Romney met an envoy to urge peace on Qatar.", "APPEALED_TO"),
        ("Britain and its allies agreed to lift the ban.", "AGREED_WITH"),
        ("Farmers are protesting against the Citizenship Act.", "PROTESTED_AGAINST"),
        ("Merrick Garland is Barack Obama's nominee to replace Antonin Scalia.", "SUCCEEDED"),
        ("Austria said that the country must stand by its word.", "DEMANDED_OF"),
        ("Austria said that the nation should help Chad.", "APPEALED_TO"),
        ("Olaf Scholz flew to Rome for a film with Giorgia Meloni.", "NEGOTIATED_WITH"),
        ("Denmark announced a history of trade with Egypt.", "SANCTIONED"),
        ("Greece sent tanks to a fair with Turkey.", "MOBILIZED_AGAINST"),
        ("Donald Trump started a trade war with China.", "ATTACKED"),
        ("Emmanuel Macron stuck by Algeria over visas", "CRITICIZED"),
        ("Sweden ignored the fact that a bill was drafted by Hungary.", "OPPOSED"),
    ],
)
def test_is_not_read(read: Read, text: str, predicate: str) -> None:
    assert predicate not in {p for _, p, _ in read(text).claims}


def test_what_is_held_up_is_not_given(read: Read) -> None:
    assert ("Hungary", "AIDED", "Chad") not in read("Hungary held up German aid to Chad.").claims
    assert ("Hungary", "AIDED", "Chad") in read("Hungary gave aid to Chad.").claims


def test_an_invasion_is_not_of_whom_it_hits(read: Read) -> None:
    assert ("Poland", "CRITICIZED", "Ukraine") not in read("Poland condemned the invasion of Ukraine.").claims


def test_a_promise_and_a_threat_reach_whom_the_act_would(read: Read) -> None:
    promise = read("Denmark agreed to arm Ukraine.")
    assert promise.claims & {("Denmark", "AGREED_WITH", "Ukraine"), ("Ukraine", "AGREED_WITH", "Denmark")}
    assert promise.claim("AIDED").modality == "planned"
    threat = read("Iran vowed to punish Israel.")
    assert ("Iran", "THREATENED", "Israel") in threat.claims
    assert threat.claim("SANCTIONED").modality != "asserted"


def test_a_paper_does_what_its_maker_does(read: Read) -> None:
    assert ("Mexico", "CRITICIZED", "Guatemala") in read(
        "Mexico issued a statement condemning Guatemala."
    ).claims
    assert not read("Mexico issued a stamp showing Guatemala.").claims


def test_who_stands_at_a_place_is_attacked_and_not_whose_place_it_is(read: Read) -> None:
    found = read("Gunmen opened fire on visitors at Norway's largest museum.").claims
    assert found == {("Gunmen", "ATTACKED", "visitors")}
