"""What has not come about yet, and what a plan or a refusal leaves as it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "predicate", "modality"),
    [
        # what is still to come
        ("Talks between Iran and Iraq are scheduled for May.", "NEGOTIATED_WITH", "planned"),
        ("Talks between Iran and Iraq are due to begin in May.", "NEGOTIATED_WITH", "planned"),
        ("Talks between Iran and Iraq are to be held in May.", "NEGOTIATED_WITH", "planned"),
        ("Talks between Iran and Iraq scheduled for May began late.", "NEGOTIATED_WITH", "asserted"),
        ("Talks between Iran and Iraq are expected to fail.", "NEGOTIATED_WITH", "asserted"),
        ("Preparations for talks between Iran and Iraq have begun.", "NEGOTIATED_WITH", "planned"),
        ("Ahead of talks with Iraq, Iran closed the border.", "TOOK_PART_IN", "planned"),
        ("After talks with Iraq, Iran closed the border.", "TOOK_PART_IN", "asserted"),
        ("Iran set three conditions for resuming talks with Iraq.", "TOOK_PART_IN", "planned"),
        ("Sergey Lavrov left for talks with Antony Blinken.", "TOOK_PART_IN", "planned"),
        # what is feared, or near
        ("Prices rose as fears grew of a war between Iran and Iraq.", "ATTACKED", "hypothetical"),
        ("Prices rose in the years of the war between Iran and Iraq.", "ATTACKED", "asserted"),
        ("We are close to a confrontation between Iran and Iraq.", "CLASHED_WITH", "hypothetical"),
        ("The report will increase tensions between Iran and Iraq.", "CLASHED_WITH", "hypothetical"),
        # a known deed that hangs on what is planned
        ("Norway offered its approval to Iran's invasion of Iraq.", "ATTACKED", "asserted"),
        ("Norway hopes for an end to the war between Iran and Iraq.", "ATTACKED", "asserted"),
        ("Norway plans an invasion of Iraq.", "ATTACKED", "planned"),
        # what is to be stopped goes on
        ("Iran must stop attacking Iraq.", "ATTACKED", "asserted"),
        ("If Iran agreed to attack Iraq, prices would rise.", "ATTACKED", "hypothetical"),
        # what somebody is only of a mind to do, or was to do
        ("Some voters inclined to support Amy Klobuchar waited.", "SUPPORTED", "hypothetical"),
        ("Some voters supported Amy Klobuchar.", "SUPPORTED", "asserted"),
        ("Turkey strives to isolate Greece.", "SANCTIONED", "planned"),
        ("Joe Biden was supposed to visit Norway in June.", "VISITED", "planned"),
        ("Joe Biden's trip to Norway is listed as private.", "VISITED", "planned"),
        ("Joe Biden's trip to Norway was listed as a success.", "VISITED", "asserted"),
        # several verbs under one auxiliary, and what goes along with a plan
        (
            "Cuba will free the sailors, stop arming rebels and cooperate with Chile.",
            "COOPERATED_WITH",
            "planned",
        ),
        (
            "Cuba freed the sailors, stopped arming rebels and cooperated with Chile.",
            "COOPERATED_WITH",
            "asserted",
        ),
        ("Joe Biden will fly to Norway on Monday, meeting Jonas Store.", "MET_WITH", "planned"),
        ("Joe Biden flew to Norway on Monday, meeting Jonas Store.", "MET_WITH", "asserted"),
        ("Joe Biden vowed to leave on Monday, blaming Jonas Store.", "CRITICIZED", "alleged"),
        # thanks that are given by saying so
        ('Ann Bell said: "I would like to thank Norway."', "SUPPORTED", "alleged"),
        ("Ann Bell would like to visit Norway.", "VISITED", "hypothetical"),
        # an infinitive behind a verb that does not imply it, and behind one that does
        ("Norway applied to join the European Union.", "MEMBER_OF", "planned"),
        ("Norway petitioned to join the European Union.", "MEMBER_OF", "planned"),
        ("Norway is eligible to join the European Union.", "MEMBER_OF", "hypothetical"),
        ("Norway managed to join the European Union.", "MEMBER_OF", "asserted"),
        ("Norway rushed to condemn Iran.", "CRITICIZED", "asserted"),
        # what is weighed, or to be brought about
        (
            "The report is vital for persuading Iran to cooperate with Iraq.",
            "COOPERATED_WITH",
            "hypothetical",
        ),
        ("Oman succeeded in persuading Iran to cooperate with Iraq.", "COOPERATED_WITH", "asserted"),
        ("Parties differed on how much to help Ukraine fight Russia.", "ATTACKED", "hypothetical"),
        # a plan or demand that a verb only carries
        ("It was a pledge that candidates made to support Donald Trump.", "SUPPORTED", "planned"),
        ("Greece faced pressure from donors to support Donald Trump.", "SUPPORTED", "demanded"),
        ("Greece came to Rome to support Donald Trump.", "SUPPORTED", "planned"),
        # what somebody is thanked for has been done; what stands before the verb is not what is wanted
        ("Joe Biden hopes to mock Mario Draghi for visiting Iran.", "VISITED", "asserted"),
        ("On trips to Norway, Joe Biden sought help.", "VISITED", "asserted"),
        # what an infinitive of purpose is under
        ("Iran must move to arrest Brittney Griner.", "COERCED", "demanded"),
        ("Germany urged Iran to move quickly to arrest Brittney Griner.", "COERCED", "demanded"),
        ("Iran could move to arrest Brittney Griner.", "COERCED", "hypothetical"),
        ("Iran sent a boat to arrest Brittney Griner.", "COERCED", "planned"),
    ],
)
def test_status(read: Read, text: str, predicate: str, modality: str) -> None:
    claims = [c for c in read(text).extraction.claims if c.predicate == predicate]
    assert {(c.polarity, c.modality) for c in claims} == {("affirmed", modality)}


def test_what_is_refused_is_told_by_the_refusal_alone(read: Read) -> None:
    assert read("Iran refused to hold talks with Iraq.").claims == {("Iran", "OPPOSED", "Iraq")}
    assert ("Iran", "NEGOTIATED_WITH", "Iraq") in read("Iran agreed to hold talks with Iraq.").claims


@pytest.mark.parametrize(
    ("text", "not_states"),
    [
        ("Viktor Bout was arrested in Thailand on Monday.", ("Thailand", "COERCED", "Viktor Bout")),
        ("France and Germany differed over sanctioning Poland.", ("France", "SANCTIONED", "Poland")),
        ("The mayor will punish any students who support Hamas.", ("any students", "SUPPORTED", "Hamas")),
        ("Donald Trump is ready to meet Xi Jinping.", ("Donald Trump", "AGREED_WITH", "Xi Jinping")),
        ("Three gunmen opened fire at a bus on the edge of Haifa.", ("Three gunmen", "ATTACKED", "Haifa")),
        (
            "Norway has sharply rebuked Iran over the bombing of villages, warning the raids violated Iraqi sovereignty and could raise tensions.",
            ("Norway", "OPPOSED", "Iraq"),
        ),
    ],
)
def test_not_stated(read: Read, text: str, not_states: tuple[str, str, str]) -> None:
    assert not {not_states, not_states[::-1]} & read(text).claims


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Emmanuel Macron meets Olaf Scholz tomorrow.", "planned"),
        ("Emmanuel Macron meets Olaf Scholz later on Friday.", "planned"),
        ("Emmanuel Macron meets Olaf Scholz in Berlin next week.", "planned"),
        ("Emmanuel Macron meets Olaf Scholz in Berlin.", "asserted"),
        ("Emmanuel Macron met Olaf Scholz later on Friday.", "asserted"),
        ("Emmanuel Macron met Olaf Scholz the next week.", "asserted"),
        ("Emmanuel Macron often meets Olaf Scholz later than he wants.", "asserted"),
    ],
)
def test_a_present_of_a_day_to_come_is_a_plan(read: Read, text: str, modality: str) -> None:
    assert {c.modality for c in read(text).extraction.claims if c.predicate == "MET_WITH"} == {modality}
