"""How far a "not", a "must" or a plan reaches: to what it governs, and no further."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "predicate", "polarity", "modality"),
    [
        # a bare verb that demands, and one that tells
        ("Norway insisted that Iran free Brittney Griner.", "CONCEDED_TO", "affirmed", "demanded"),
        ("Norway insisted that Iran freed Brittney Griner.", "CONCEDED_TO", "affirmed", "alleged"),
        ("Norway called on Iran to free Brittney Griner.", "CONCEDED_TO", "affirmed", "demanded"),
        # what time is taken for is done; what is offered in words is said
        ("Sergey Lavrov took a day to meet Antony Blinken.", "MET_WITH", "affirmed", "asserted"),
        ("Sergey Lavrov will take a train to meet Antony Blinken.", "MET_WITH", "affirmed", "planned"),
        ("Marco Rubio offered praise for Viktor Orban.", "SUPPORTED", "affirmed", "asserted"),
        ("Marco Rubio offered to meet Viktor Orban.", "MET_WITH", "affirmed", "planned"),
        # passed over, doubted, undaunted
        ("Rather than attack Iran, Israel met its envoys.", "ATTACKED", "denied", "asserted"),
        ("Analysts doubt that China will attack Taiwan.", "ATTACKED", "affirmed", "hypothetical"),
        ("Ted Cruz did not hesitate to criticize Joe Biden.", "CRITICIZED", "affirmed", "asserted"),
        # what was going on, and who only sets out
        ("Joe Biden spoke before departing for Kenya.", "VISITED", "affirmed", "planned"),
        ("Joe Biden departed for Kenya on Monday.", "VISITED", "affirmed", "asserted"),
        ("The next summit of Iran and Iraq is in May.", "TOOK_PART_IN", "affirmed", "planned"),
        ("If Russia acts to help Iraq, Iran will wait.", "AIDED", "affirmed", "hypothetical"),
        # what a verb above a carried noun makes of it
        (
            "Iran and the United States are trying to hold talks with Iraq.",
            "NEGOTIATED_WITH",
            "affirmed",
            "planned",
        ),
        ("Iran held talks with Iraq.", "NEGOTIATED_WITH", "affirmed", "asserted"),
        ("Iran is intent on imposing sanctions on Iraq.", "SANCTIONED", "affirmed", "planned"),
        ("Iran offered praise for Iraq.", "SUPPORTED", "affirmed", "asserted"),
        ("Iran plans to offer praise for Iraq.", "SUPPORTED", "affirmed", "planned"),
        ("Iran offered weapons to Iraq.", "AIDED", "affirmed", "planned"),
        ("Iran has to free Brittney Griner.", "CONCEDED_TO", "affirmed", "demanded"),
        ("Iran had to free Brittney Griner.", "CONCEDED_TO", "affirmed", "asserted"),
        ("Russia expects Iran to free Brittney Griner.", "CONCEDED_TO", "affirmed", "planned"),
        ("Iran has the power to arrest Brittney Griner.", "COERCED", "affirmed", "hypothetical"),
        ("Iran used its power and arrested Brittney Griner.", "COERCED", "affirmed", "asserted"),
        ("The law empowers Iran to arrest Brittney Griner.", "COERCED", "affirmed", "hypothetical"),
        ("Iran wondered how to arrest Brittney Griner.", "COERCED", "affirmed", "hypothetical"),
        (
            "Russia urged calm after a meeting between Sergey Lavrov and Antony Blinken.",
            "MET_WITH",
            "affirmed",
            "asserted",
        ),
        ("Germany called for sanctions against Iraq.", "CRITICIZED", "affirmed", "asserted"),
        ("Germany called for talks between Iran and Iraq.", "NEGOTIATED_WITH", "affirmed", "demanded"),
        # what a noun makes of the clause that explains it
        ("Germany looked into allegations that Iran spied on Iraq.", "COERCED", "affirmed", "alleged"),
        ("Germany laughed at the idea that Iran attacked Iraq.", "ATTACKED", "affirmed", "hypothetical"),
        (
            "The war that Iran fought with Iraq cost lives and Iran attacked Iraq.",
            "ATTACKED",
            "affirmed",
            "asserted",
        ),
        # what is said for a purpose has been said
        ("Iran took to the radio to accuse Iraq of fraud.", "ACCUSED", "affirmed", "asserted"),
        ("Iran will use the summit to criticize Iraq.", "CRITICIZED", "affirmed", "planned"),
        # what did not come about, or has not yet
        ("Sergey Lavrov was unable to meet Antony Blinken.", "MET_WITH", "denied", "asserted"),
        ("Sergey Lavrov was unable to sleep and met Antony Blinken.", "MET_WITH", "affirmed", "asserted"),
        ("Iran is close to signing a deal with Iraq.", "AGREED_WITH", "affirmed", "planned"),
        ("Iran closed the gate and signed a deal with Iraq.", "AGREED_WITH", "affirmed", "asserted"),
        # not yet
        ("Germany will wait until Sergey Lavrov meets Antony Blinken.", "MET_WITH", "affirmed", "planned"),
        ("Germany waited until Sergey Lavrov met Antony Blinken.", "MET_WITH", "affirmed", "asserted"),
        ("Say Iran attacked Iraq tomorrow.", "ATTACKED", "affirmed", "hypothetical"),
        # how far "not" reaches
        ("It was not until May that Iran agreed with Iraq.", "AGREED_WITH", "affirmed", "asserted"),
        ("Iran did not agree with Iraq.", "AGREED_WITH", "denied", "asserted"),
        (
            "If Iran does not negotiate with Iraq, prices will rise.",
            "NEGOTIATED_WITH",
            "affirmed",
            "hypothetical",
        ),
        (
            "The pact did not require Iran to cooperate with Iraq.",
            "COOPERATED_WITH",
            "affirmed",
            "hypothetical",
        ),
        ("Germany did not mention the war between Iran and Iraq.", "ATTACKED", "affirmed", "asserted"),
        ("Germany hopes to end the dispute between Iran and Iraq.", "CLASHED_WITH", "affirmed", "asserted"),
        ("Germany hopes to hold talks with Iraq.", "NEGOTIATED_WITH", "affirmed", "planned"),
        ("Iran did not hold talks with Iraq.", "NEGOTIATED_WITH", "denied", "asserted"),
        ("Instead of criticizing Iraq, Iran left.", "CRITICIZED", "denied", "asserted"),
        # what is done at a meeting does not undo it
        ("Iran suspended aid in talks with Iraq.", "NEGOTIATED_WITH", "affirmed", "asserted"),
        (
            "In talks with Iran, Norway did not agree to lift the ban.",
            "NEGOTIATED_WITH",
            "affirmed",
            "asserted",
        ),
        ("Iran did not engage in talks with Iraq.", "NEGOTIATED_WITH", "denied", "asserted"),
        ("Germany prevented Iran from holding talks with Iraq.", "NEGOTIATED_WITH", "denied", "asserted"),
        # what people come together for
        (
            "Antony Blinken met the envoys in Paris to express solidarity with Iraq.",
            "SUPPORTED",
            "affirmed",
            "asserted",
        ),
        ("Antony Blinken bought a pen to express solidarity with Iraq.", "SUPPORTED", "affirmed", "planned"),
        ("If Chad wins, Germany will accuse Iran of fraud.", "ACCUSED", "affirmed", "hypothetical"),
        ("Germany will accuse Iran of fraud after Chad wins.", "ACCUSED", "affirmed", "planned"),
        (
            "Jan Novak was accused of theft during a row over Germany's recognition of Chad.",
            "SUPPORTED",
            "affirmed",
            "asserted",
        ),
        (
            "It would be hard for Kamala Harris to defeat Donald Trump.",
            "DEFEATED",
            "affirmed",
            "hypothetical",
        ),
    ],
)
def test_status(read: Read, text: str, predicate: str, polarity: str, modality: str) -> None:
    claims = [c for c in read(text).extraction.claims if c.predicate == predicate]
    assert {(c.polarity, c.modality) for c in claims} == {(polarity, modality)}


@pytest.mark.parametrize(
    ("text", "states", "not_states"),
    [
        # whose the verb is
        ("Germany called on Iran to talk and urged Iraq to wait.", ("Germany", "APPEALED_TO", "Iraq"), ("Iran", "APPEALED_TO", "Iraq")),
        ("Germany supported a plan to sanction Iraq.", None, ("Germany", "SANCTIONED", "Iraq")),
        ("Germany made a plan to sanction Iraq.", ("Germany", "SANCTIONED", "Iraq"), None),
        ("Iran declined to threaten Iraq.", None, ("Iran", "OPPOSED", "Iraq")),
        ("Iran declined to meet Iraq.", ("Iran", "OPPOSED", "Iraq"), None),
        ("Donald Trump told Fox News firms should stop trading with Iraq.", None, ("Fox News", "COOPERATED_WITH", "Iraq")),
        # who is joined to whom
        ("Iran and Iraq promised to guarantee the border.", None, ("Iran", "AGREED_WITH", "Iraq")),
        ("Kamala Harris and Joe Biden call them lone wolves.", None, ("Kamala Harris", "SPOKE_WITH", "Joe Biden")),
        ("Kamala Harris and Joe Biden spoke on Sunday.", ("Kamala Harris", "SPOKE_WITH", "Joe Biden"), None),
        ("Iran and Iraq want to develop relations between the states of Asia.", None, ("Iran", "COOPERATED_WITH", "Iraq")),
        ("Iran blocked Iraqi trade, with Germany among those who help.", None, ("Iraq", "COOPERATED_WITH", "Germany")),
        ("Groups supported by Elon Musk and Peter Thiel won.", None, ("Elon Musk", "SUPPORTED", "Peter Thiel")),
    ],
)  # fmt: skip
def test_who(
    read: Read, text: str, states: tuple[str, str, str] | None, not_states: tuple[str, str, str] | None
) -> None:
    claims = read(text).claims
    assert states is None or states in claims or states[::-1] in claims
    assert not_states is None or not {not_states, not_states[::-1]} & claims


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Few senators have criticized Joe Biden.", "CRITICIZED"),
        ("Ten senators have backed a candidate.", "SUPPORTED"),
        ("Charities help those who fled.", "AIDED"),
        ("Joe Biden condemned the attack on Salman Rushdie.", "CRITICIZED"),
        ("Ann Bell spoke ahead of a visit by Xi Jinping.", "COMMENTED_ON"),
        ("Ann Bell met with criticism from Xi Jinping.", "MET_WITH"),
    ],
)
def test_what_is_said_of_nobody_is_no_claim(read: Read, text: str, predicate: str) -> None:
    assert not any(predicate in claim for claim in read(text).claims)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("A few senators have criticized Joe Biden.", "CRITICIZED"),
        ("Ten senators have backed Joe Biden.", "SUPPORTED"),
        ("Joe Biden condemned the attack on Salman Rushdie by Iran.", "CRITICIZED"),
        ("Ann Bell spoke of Xi Jinping.", "COMMENTED_ON"),
        ("Ann Bell met with Xi Jinping.", "MET_WITH"),
    ],
)
def test_what_is_said_of_somebody_is_a_claim(read: Read, text: str, predicate: str) -> None:
    assert any(predicate in claim for claim in read(text).claims)
