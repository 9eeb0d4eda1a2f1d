"""What a sentence states, and how: denied, planned, demanded, supposed, reported, dated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]
LAVROV, BLINKEN = "Sergey Lavrov", "Antony Blinken"


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Sergey Lavrov met Antony Blinken in Bali.", "affirmed", "asserted"),
        ("Sergey Lavrov did not meet Antony Blinken.", "denied", "asserted"),
        ("Sergey Lavrov never met Antony Blinken.", "denied", "asserted"),
        ("Sergey Lavrov failed to meet Antony Blinken.", "denied", "asserted"),
        ("Sergey Lavrov will meet Antony Blinken.", "affirmed", "planned"),
        ("Sergey Lavrov plans to meet Antony Blinken.", "affirmed", "planned"),
        ("Sergey Lavrov agreed to meet Antony Blinken.", "affirmed", "planned"),
        ("Sergey Lavrov offered to meet Antony Blinken.", "affirmed", "planned"),
        ("Sergey Lavrov is to meet Antony Blinken.", "affirmed", "planned"),
        ("Sergey Lavrov is happy to have met Antony Blinken.", "affirmed", "asserted"),
        ("Sergey Lavrov is going to meet Antony Blinken.", "affirmed", "planned"),
        ("The meeting of Sergey Lavrov with Antony Blinken could change everything.", "affirmed", "asserted"),
        ("A meeting of Sergey Lavrov with Antony Blinken could take place.", "affirmed", "hypothetical"),
        ("Sergey Lavrov may meet Antony Blinken.", "affirmed", "hypothetical"),
        ("Sergey Lavrov could have met Antony Blinken.", "affirmed", "hypothetical"),
        ("If Sergey Lavrov met Antony Blinken, nobody saw it.", "affirmed", "hypothetical"),
        ("Sergey Lavrov should meet Antony Blinken.", "affirmed", "demanded"),
        ("Sergey Lavrov reportedly met Antony Blinken.", "affirmed", "alleged"),
        ("Sergey Lavrov met Antony Blinken, according to Reuters.", "affirmed", "alleged"),
        ("Reuters said Sergey Lavrov met Antony Blinken.", "affirmed", "alleged"),
        ("Reuters denied that Sergey Lavrov met Antony Blinken.", "denied", "alleged"),
        ("Reuters said Sergey Lavrov would meet Antony Blinken.", "affirmed", "planned"),
        ("Sergey Lavrov to meet Antony Blinken", "affirmed", "planned"),
    ],
)
def test_polarity_and_modality(read: Read, text: str, polarity: str, modality: str) -> None:
    claim = read(text).claim("MET_WITH")
    assert (claim.polarity, claim.modality) == (polarity, modality)


@pytest.mark.parametrize(
    "text",
    [
        "Sergey Lavrov was prepared to be arrested by Poland.",
        "Sergey Lavrov could be arrested by Poland.",
        "Poland wants to arrest Sergey Lavrov.",
        "Poland did not arrest Sergey Lavrov.",
        "Sergey Lavrov feared that Poland would arrest him.",
        "The possible arrest of Sergey Lavrov worries Poland.",
        "The possible accession of Georgia to NATO worries Russia.",
        "Georgia hopes to join NATO.",
    ],
)
def test_what_did_not_happen_is_never_real(read: Read, text: str) -> None:
    real = [
        c
        for c in read(text).extraction.claims
        if c.polarity == "affirmed" and c.modality in ("asserted", "alleged")
    ]
    assert not {c.predicate for c in real} & {"COERCED", "MEMBER_OF"}


def test_a_refusal_is_opposition_and_no_act(read: Read) -> None:
    r = read("Iran refused to meet the United States on the second day of the invasion of Ukraine.")
    assert r.claims == {("Iran", "OPPOSED", "United States")}
    claim = r.claim("OPPOSED")
    assert claim.polarity == "affirmed"
    assert claim.date is not None
    assert claim.date.start == "2022-02-25"


def test_direction_in_passive_relative_clause_and_participle(read: Read) -> None:
    assert ("Turkey", "CRITICIZED", "Israel") in read("Israel was criticized by Turkey.").claims
    assert ("Turkey", "CRITICIZED", "Israel") in read("Turkey, which criticized Israel, left.").claims
    assert ("Turkey", "CRITICIZED", "Israel") in read("Turkey left the hall after criticizing Israel.").claims


def test_both_sides_of_a_coordination(read: Read) -> None:
    claims = read("France and Germany condemned Russia and Belarus.").claims
    assert {(a, "CRITICIZED", b) for a in ("France", "Germany") for b in ("Russia", "Belarus")} == claims


def test_a_plural_subject_meets_itself(read: Read) -> None:
    acts = {c for c in read("Sergey Lavrov and Antony Blinken met in Bali.").claims if c[1] != "TOOK_PART_IN"}
    assert acts == {(LAVROV, "MET_WITH", BLINKEN)}
    assert read("Sergey Lavrov and Antony Blinken met with reporters in Bali.").claims.isdisjoint(
        {(LAVROV, "MET_WITH", BLINKEN)}
    )


def test_speakers_are_nested_outermost_first(read: Read) -> None:
    r = read("The New York Times wrote that Sergey Lavrov said Iran attacked Israel.")
    assert r.speakers(r.claim("ATTACKED")) == ["The New York Times", LAVROV]
    assert r.claim("ATTACKED").speaker == r.claim("ATTACKED").speakers[-1]


def test_a_saying_at_the_end_covers_all_that_is_coordinated_before_it(read: Read) -> None:
    r = read(
        "Sergey Lavrov was ordered by Vladimir Putin to leave but declined to do so, Reuters reported on Thursday."
    )
    assert r.speakers(r.claim("DEMANDED_OF")) == ["Reuters"]


def test_nobody_named_says_it(read: Read) -> None:
    assert read("Iran allegedly attacked Israel.").claim("ATTACKED").speakers == ()


def test_a_headline_tail_speaks(read: Read) -> None:
    r = read(
        "Iran attacked Israel - Reuters\n\nThe streets of the old town were quiet on Monday morning, and shops stayed closed."
    )
    claim = r.claim("ATTACKED")
    assert r.speakers(claim) == ["Reuters"]
    assert claim.modality == "alleged"


@pytest.mark.parametrize(
    ("text", "start", "kind"),
    [
        ("Sergey Lavrov met Antony Blinken on 3 May 2024.", "2024-05-03", "at"),
        ("Sergey Lavrov has met Antony Blinken since 2021.", "2021-01-01", "since"),
        ("Sergey Lavrov met Antony Blinken.", None, None),
        ("Reuters said on Friday that Sergey Lavrov met Antony Blinken.", None, None),
    ],
)
def test_the_date_is_of_the_act_not_of_the_saying(
    read: Read, text: str, start: str | None, kind: str | None
) -> None:
    date = read(text).claim("MET_WITH").date
    assert (date.start if date else None, date.kind if date else None) == (start, kind)


def test_a_former_ally(read: Read) -> None:
    assert read("Sergey Lavrov is a former ally of Antony Blinken.").claim("ALLY_OF").phase == "past"
    assert read("Sergey Lavrov is an ally of Antony Blinken.").claim("ALLY_OF").phase == "present"


def test_spans_are_the_words_themselves(read: Read) -> None:
    r = read("On Monday Sergey Lavrov criticized Antony Blinken sharply.")
    claim = r.claim("CRITICIZED")
    assert r.text[slice(*claim.trigger)] == "criticized"
    assert r.text[slice(*claim.subject_span)] == LAVROV
    assert r.text[slice(*claim.object_span)] == BLINKEN
    assert r.text[slice(*claim.sentence)] == r.text


def test_codes_are_the_vocabularys(read: Read) -> None:
    claim = read("Iran attacked Israel.").claim("ATTACKED")
    assert (claim.sign, claim.plover, claim.cameo, claim.quad) == (-1, "ASSAULT", "18", "material_conflict")


def test_what_is_blamed_has_happened_though_the_blame_has_not(read: Read) -> None:
    found = read("Hungary avoided condemning Russia's invasion of Ukraine.")
    assert found.claim("ATTACKED").polarity == "affirmed"
    assert found.claim("CRITICIZED").polarity == "denied"


@pytest.mark.parametrize(
    ("text", "predicate", "polarity", "modality"),
    [
        ("A meeting between Marco Rubio and Sergey Lavrov was called off.", "MET_WITH", "denied", "asserted"),
        ("Marco Rubio cancelled a meeting with Sergey Lavrov.", "MET_WITH", "denied", "asserted"),
        ("A meeting between Marco Rubio and Sergey Lavrov was put off.", "MET_WITH", "affirmed", "planned"),
        ("Trump calls off Budapest summit with Putin", "MET_WITH", "denied", "asserted"),
        ("Marco Rubio put off a meeting with Sergey Lavrov.", "MET_WITH", "affirmed", "planned"),
        ("Iran delayed talks with Norway.", "NEGOTIATED_WITH", "affirmed", "planned"),
        ("A meeting between Marco Rubio and Sergey Lavrov was long.", "MET_WITH", "affirmed", "asserted"),
        ("Norway's talks with Iran were not cancelled.", "NEGOTIATED_WITH", "affirmed", "asserted"),
    ],
)
def test_what_was_called_off_or_put_off_did_not_happen(
    read: Read, text: str, predicate: str, polarity: str, modality: str
) -> None:
    claim = read(text).claim(predicate)
    assert (claim.polarity, claim.modality) == (polarity, modality)


def test_a_treaty_that_was_scrapped_had_been_made(read: Read) -> None:
    assert "AGREED_WITH" not in {p for _, p, _ in read("Russia scrapped a treaty with Japan.").claims}
