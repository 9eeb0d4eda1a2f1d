"""Ends of claims that are somebody: what is there beside what only looks like it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
Told = tuple[str, str, str]


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        (
            "BAGHDAD, Iraq (CNN) -- Two car bombs killed sixteen people, Iraq's Ministry of Health said.",
            None,
            ("Iraq", "ATTACKED", "sixteen people"),
        ),
        (
            "Iraq (and Syria) -- both states -- attacked Turkey.",
            ("Iraq", "ATTACKED", "Turkey"),
            None,
        ),
        (
            "Ann Bell backed healthcare, Peru and farming.",
            ("Ann Bell", "SUPPORTED", "Peru"),
            ("Ann Bell", "SUPPORTED", "healthcare"),
        ),
        (
            "John Bell, Jr. of Amnesty International met Eva Fuchs.",
            ("John Bell", "MEMBER_OF", "Amnesty International"),
            ("Jr.", "MEMBER_OF", "Amnesty International"),
        ),
        (
            "U.S. Representative John Bell met Eva Fuchs.",
            ("John Bell", "MET_WITH", "Eva Fuchs"),
            ("John Bell", "REPRESENTS", "United States"),
        ),
        (
            "U.S. representative John Bell met Eva Fuchs.",
            ("John Bell", "REPRESENTS", "United States"),
            None,
        ),
        (
            "The game Manhunt was blamed by Ann Bell. Ann Bell criticized Manhunt.",
            None,
            ("Ann Bell", "CRITICIZED", "Manhunt"),
        ),
        (
            "The charity Oxfam was blamed by Ann Bell. Ann Bell criticized Oxfam.",
            ("Ann Bell", "CRITICIZED", "Oxfam"),
            None,
        ),
        (
            "Taiwan recognizes unions between couples, and Peru recognizes unions.",
            ("Peru", "SUPPORTED", "unions"),
            ("Taiwan", "SUPPORTED", "unions"),
        ),
        (
            "The bill would allow people living in or visiting Chad to vote.",
            None,
            ("people", "VISITED", "Chad"),
        ),
        ("Turkey arrested those who attacked Syria.", ("those", "ATTACKED", "Syria"), None),
        ("Chad punishes those attacking Syria.", None, ("those attacking", "ATTACKED", "Syria")),
        (
            "As part of his campaign, Jan Novak met Ann Bell.",
            ("Jan Novak", "MET_WITH", "Ann Bell"),
            ("Jan Novak", "MEMBER_OF", "campaign"),
        ),
        (
            "Chad fought as part of the Arab League.",
            ("Chad", "MEMBER_OF", "League of Arab States"),
            None,
        ),
        (
            "Boris Johnson suspended parliament, and Turkey suspended Jan Novak.",
            ("Turkey", "DISMISSED", "Jan Novak"),
            ("Boris Johnson", "DISMISSED", "parliament"),
        ),
        (
            "Rwanda invaded its vast neighbour, the head of Amnesty told Ann Bell.",
            None,
            ("vast neighbour", "MEMBER_OF", "Amnesty"),
        ),
        (
            "Ann Bell defends the poster campaign.",
            None,
            ("Ann Bell", "SUPPORTED", "poster campaign"),
        ),
        (
            "Ann Bell defends the presidential campaign.",
            ("Ann Bell", "SUPPORTED", "presidential campaign"),
            None,
        ),
        (
            "Jan Novak, the leader of Fatah, said Eva Fuchs was close to a deal though she refused to meet Fatah.",
            None,
            ("Jan Novak", "OPPOSED", "Fatah"),
        ),
        (
            "Zimbabwe left Britain's empire. Zimbabwe's Robert Mugabe met Zimbabwe's bishops. British rule was over; the army arrested Ann Bell.",
            ("army", "COERCED", "Ann Bell"),
            ("British Army", "COERCED", "Ann Bell"),
        ),
        (
            "Ann Bell leads a relief group. Jan Novak leads a protest group. It rained. All was still. The group criticized Peru.",
            ("group", "CRITICIZED", "Peru"),
            ("protest group", "CRITICIZED", "Peru"),
        ),
        (
            "Jan Novak leads a protest group. The group criticized Peru.",
            ("protest group", "CRITICIZED", "Peru"),
            None,
        ),
        (
            "The Lord President of the court met Queen Elizabeth II. The Queen thanked Ann Bell.",
            None,
            ("Lord President", "SUPPORTED", "Ann Bell"),
        ),
        (
            "John Danforth never developed a relationship with George Bush; Chad developed a relationship with Peru.",
            ("Chad", "COOPERATED_WITH", "Peru"),
            ("John Danforth", "COOPERATED_WITH", "George W. Bush"),
        ),
        (
            "Chad's army carried out strikes in support of Peru. Chad's army carried out strikes in Mali.",
            ("Chadian army", "ATTACKED", "Mali"),
            ("Chadian army", "ATTACKED", "Peru"),
        ),
        (
            "Donald Trump will meet House speaker Paul Ryan. The White House thanked the House.",
            ("Paul Ryan", "MEMBER_OF", "House"),
            ("Paul Ryan", "MEMBER_OF", "White House"),
        ),
        (
            "China's newly installed envoy to Oslo, Bao Lin, criticized Peru.",
            ("Bao Lin", "CRITICIZED", "Peru"),
            None,
        ),
        ("Chad and Peru proposed a treaty.", None, ("Chad", "AGREED_WITH", "Peru")),
        ("Chad and Peru signed a treaty.", ("Chad", "AGREED_WITH", "Peru"), None),
        (
            "Robert Mugabe died. Robert Gabriel Mugabe had met Ann Bell.",
            ("Robert Gabriel Mugabe", "MET_WITH", "Ann Bell"),
            ("Robert Mugabe", "MET_WITH", "Ann Bell"),
        ),
        (
            "The founding father of Chad died. His wife criticized Peru.",
            None,
            ("Chadian founding father", "CRITICIZED", "Peru"),
        ),
        (
            "The Court of Session met. The only court above it is the Supreme Court. Joanna Cherry petitioned the court.",
            None,
            ("Joanna Cherry", "APPEALED_TO", "only court"),
        ),
        (
            "Hugh Orde is the head of North Ireland's police. Jan Novak is the head of Ireland's police.",
            ("Jan Novak", "MEMBER_OF", "Irish police"),
            ("Hugh Orde", "MEMBER_OF", "Irish police"),
        ),
        (
            "Abu Mahdi al-Muhandis died. Chad imposed sanctions against al-Muhandis.",
            ("Chad", "SANCTIONED", "Abu Mahdi al-Muhandis"),
            None,
        ),
        (
            "The meeting was attended by Ann Bell, Jan Novak and Eva Fuchs.",
            None,
            ("Ann Bell", "MET_WITH", "Eva Fuchs"),
        ),
        (
            "The United States military killed Jan Novak.",
            ("American military", "ATTACKED", "Jan Novak"),
            None,
        ),
        (
            "Procter & Gamble spokeswoman Ann Bell spoke about Peru.",
            None,
            ("Ann Bell", "SPOKE_WITH", "Procter & Gamble"),
        ),
        (
            "Chad stopped train services. The security services arrested Ann Bell.",
            ("security services", "COERCED", "Ann Bell"),
            ("Chad", "COERCED", "train services"),
        ),
        (
            "Houthi insurgents attacked Chad. Insurgents attacked Peru.",
            ("Insurgents", "ATTACKED", "Peru"),
            ("Houthi insurgents", "ATTACKED", "Peru"),
        ),
        (
            "Ann Bell, the writer and LGBTQ rights activist, met Jan Novak.",
            ("Ann Bell", "MET_WITH", "Jan Novak"),
            ("Ann Bell", "MEMBER_OF", "LGBTQ"),
        ),
        (
            "US President Donald Trump and Russian President Vladimir Putin failed to agree on a ceasefire.",
            ("Vladimir Putin", "AGREED_WITH", "Donald Trump"),
            None,
        ),
        (
            "KUNDUZ, Afghanistan -- Taliban insurgents struck at the consulate, killing two people.",
            None,
            ("KUNDUZ", "ATTACKED", "two people"),
        ),
        (
            "Ann Bell is, according to Turkey, supportive of Chad.",
            None,
            ("Turkey", "SUPPORTED", "Chad"),
        ),
        (
            "Turkey and Chad met. Then both nations issued statements speaking of war.",
            None,
            ("Turkey", "SPOKE_WITH", "Chad"),
        ),
        (
            "Mitt Romney is a critic of Trump. Another Trump critic attacked Peru.",
            None,
            ("Mitt Romney", "ATTACKED", "Peru"),
        ),
        (
            "Jan Novak leads a relief group. A group of protesters attacked Peru.",
            None,
            ("relief group", "ATTACKED", "Peru"),
        ),
        (
            "Former National Security Advisor John Bolton met Ann Bell.",
            ("John Bolton", "MET_WITH", "Ann Bell"),
            ("John Bolton", "MEMBER_OF", "National Security"),
        ),
        (
            "The foreign ministry spokesman met Jan Novak. The White House press secretary met Ann Bell. The spokesman met Eva Fuchs.",
            ("foreign ministry spokesman", "MET_WITH", "Jan Novak"),
            ("foreign ministry spokesman", "MET_WITH", "Ann Bell"),
        ),
        (
            "Joe Biden met Hunter Biden. Biden criticized Peru.",
            ("Joe Biden", "CRITICIZED", "Peru"),
            ("Hunter Biden", "CRITICIZED", "Peru"),
        ),
        (
            "Hunter Biden left. Hunter Biden came back. Hunter Biden met Joe Biden. Biden criticized Peru.",
            ("Hunter Biden", "CRITICIZED", "Peru"),
            None,
        ),
        ("Yemen bomb kills Ann Bell", None, ("Yemen", "ATTACKED", "Ann Bell")),
        ("US bombs killed Ann Bell.", ("United States", "ATTACKED", "Ann Bell"), None),
        ("Which countries attacked Peru?", None, ("countries", "ATTACKED", "Peru")),
        (
            "Obama praised President Elect Trump.",
            ("Barack Obama", "SUPPORTED", "Donald Trump"),
            None,
        ),
        (
            "Ann Bell met REUTERS Eva Fuchs in Oslo.",
            ("Ann Bell", "MET_WITH", "Eva Fuchs"),
            None,
        ),
        (
            "Fighters were sent with a mission to destroy the German consulate.",
            None,
            ("mission", "ATTACKED", "Germany"),
        ),
    ],
)
def test_ends(read: Read, text: str, there: Told | None, not_there: Told | None) -> None:
    told = read(text).claims
    assert there is None or there in told
    assert not_there not in told


def test_the_only_holder_named_is_meant_by_the_office(read: Read) -> None:
    text = "Theresa May met Emmanuel Macron. The prime minister criticized Hungary."
    assert ("Theresa May", "CRITICIZED", "Hungary") in read(text, published="2019-05-01").claims
    assert ("Theresa May", "CRITICIZED", "Hungary") not in read(text, published="2024-05-01").claims


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Alleged renegade IRA members issued a statement to newspapers.", "alleged"),
        ("Renegade IRA members issued a statement to newspapers.", "asserted"),
        ("Britain voted on whether to remain part of the European Union.", "asserted"),
        ("Britain voted on whether to become part of the European Union.", "hypothetical"),
        ("Britain may remain a member of the European Union.", "asserted"),
    ],
)
def test_a_membership_that_may_go_on_is_one_and_an_alleged_one_is_alleged(
    read: Read, text: str, modality: str
) -> None:
    (tie,) = [c for c in read(text).extraction.claims if c.predicate == "MEMBER_OF"]
    assert tie.modality == modality


def test_who_is_quoted_behind_a_colon_has_not_said_what_stands_before_it(read: Read) -> None:
    r = read('Ann Bell commented on Peru: "Chad has pointed to tradition as a reason."')
    (claim,) = [c for c in r.extraction.claims if r.names[c.object] == "Peru"]
    assert (claim.modality, claim.speakers) == ("asserted", ())


def test_the_yearly_summit_of_a_body_is_not_the_meeting_told_of(read: Read) -> None:
    text = "Wu Dawei met Eva Fuchs in Beijing. Ann Bell will speak at the annual summit of the Arab League."
    assert ("Wu Dawei", "TOOK_PART_IN", "meeting in Beijing") in read(text).claims


def test_a_quotation_whose_end_is_lost_ends_where_the_next_begins(read: Read) -> None:
    text = 'Ann Bell said: "Chad is wrong. Peru was calm. Eva Fuchs accused Mali. "We agree," said Jan Novak.'
    (claim,) = [c for c in read(text).extraction.claims if c.predicate == "ACCUSED"]
    assert claim.modality == "asserted"


def test_a_speech_is_no_talks_and_the_summit_that_people_meet_for_is_one(read: Read) -> None:
    text = "In his talk in Oslo, Jan Novak was calm. Ann Bell and Eva Fuchs met for a summit in Bergen."
    told = read(text).claims
    assert ("Ann Bell", "TOOK_PART_IN", "summit in Bergen") in told
    assert not any(subject == "Jan Novak" for subject, _, _ in told)


def test_whose_rivals_they_are_is_not_what_somebody_promises(read: Read) -> None:
    (tie,) = [
        c
        for c in read("Ann Bell agreed to back her opponents.").extraction.claims
        if c.predicate == "RIVAL_OF"
    ]
    assert (tie.modality, tie.speakers) == ("asserted", ())


def test_what_the_article_adds_to_a_vow_is_its_own(read: Read) -> None:
    text = "Netanyahu has vowed to build homes in Gaza, a move that Angela Merkel criticized Peru for."
    (claim,) = [c for c in read(text).extraction.claims if c.predicate == "CRITICIZED"]
    assert (claim.modality, claim.speakers) == ("asserted", ())


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("Elijah Bell has died. Elijah Bell, the chairman of Amnesty International, was 68.", "past"),
        ("Peru's forces killed Elijah Bell, head of Amnesty International.", "past"),
        ("Elijah Bell, the chairman of Amnesty International, said that Ann Bell has died.", "present"),
        ("If Elijah Bell of Amnesty International died, Peru would be glad.", "present"),
        ("Peru wanted to have Elijah Bell of Amnesty International killed.", "present"),
    ],
)
def test_the_dead_belong_to_nothing_any_more(read: Read, text: str, phase: str) -> None:
    (tie,) = [c for c in read(text).extraction.claims if c.predicate == "MEMBER_OF"]
    assert tie.phase == phase


def test_what_somebody_did_besides_is_not_what_he_urges(read: Read) -> None:
    r = read("Dominic Raab urged Chad to reconsider and spoke with Mike Pompeo about the case.")
    (claim,) = [c for c in r.extraction.claims if c.predicate == "SPOKE_WITH"]
    assert (claim.modality, claim.speakers) == ("asserted", ())


def test_a_verb_with_must_says_nothing(read: Read) -> None:
    r = read('"Chad must indicate its will," Rex Tillerson said.')
    (claim,) = [c for c in r.extraction.claims if c.predicate == "DEMANDED_OF"]
    assert (r.names[claim.subject], claim.speakers) == ("Rex Tillerson", ())


def test_what_is_told_of_somebody_named_within_a_wish_is_the_articles(read: Read) -> None:
    r = read(
        "Republicans urged Jan Novak to concede, such as former governor Chris Christie, who denounced Chad."
    )
    (claim,) = [c for c in r.extraction.claims if c.predicate == "CRITICIZED"]
    assert (claim.modality, claim.speakers) == ("asserted", ())
