"""What the parse refutes of what a scorer proposes, on sentences that must and that must not be refuted."""

from __future__ import annotations

import pytest

from polgraph.lexicon import load
from polgraph.loaders import make_article
from polgraph.reading.candidates import candidates
from polgraph.reading.filled import suspected
from polgraph.reading.pipeline import Reader
from polgraph.reading.refuted import refuted
from polgraph.reading.ties import way


def lack(reader: Reader, text: str, subject: str, predicate: str, object_: str, word: str) -> str | None:
    article = make_article(id="t", text=text, title=None, published="2019-05-02", language="en")
    document, cast = reader.cast(article)
    ends = {document.text(c.start, c.end): c for c in candidates(document, cast)}
    token = next(t for t in document.doc if t.text == word)
    return refuted(predicate, ends[subject], ends[object_], token, cast, load())


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "object_", "word"),
    [
        (
            "Joe Biden was accused of lying to Angela Merkel.",
            "Joe Biden",
            "ACCUSED",
            "Angela Merkel",
            "accused",
        ),
        (
            "Joe Biden was accused of lying to Angela Merkel.",
            "Joe Biden",
            "ACCUSED",
            "Angela Merkel",
            "lying",
        ),
        ("Germany says France has met its goals.", "Germany", "ACCUSED", "France", "says"),
        (
            "Serbia told Germany that it hopes to meet France after Iran attacked Libya.",
            "Serbia",
            "ATTACKED",
            "Libya",
            "told",
        ),
        ("Hamas fighters stormed from Egypt into Israel.", "Hamas fighters", "ATTACKED", "Egypt", "stormed"),
        ("Germany asked Libya's army to stop.", "Germany", "APPEALED_TO", "Libya", "asked"),
        ("Germany and France criticized Iran.", "Germany", "CRITICIZED", "France", "criticized"),
        ("Joe Biden spoke about the Nauru camps.", "Joe Biden", "COMMENTED_ON", "Nauru", "spoke"),
        ("Joe Biden said the raid by Turkey was a crime.", "Joe Biden", "COMMENTED_ON", "Turkey", "said"),
        (
            "Joe Biden said little had changed since Chad was invaded.",
            "Joe Biden",
            "COMMENTED_ON",
            "Chad",
            "said",
        ),
        (
            "Joe Biden said in a speech to Congress that it was over.",
            "Joe Biden",
            "COMMENTED_ON",
            "Congress",
            "said",
        ),
        (
            "Spain was removed from Germany's list of safe states.",
            "Germany",
            "SANCTIONED",
            "Spain",
            "removed",
        ),
        ("Joe Biden predicts Germany will attack Chad.", "Joe Biden", "ATTACKED", "Germany", "predicts"),
        ("Germany sought Libya's approval.", "Libya", "APPEALED_TO", "Germany", "sought"),
        ("Germany was bombed after Libya fell.", "Germany", "ATTACKED", "Libya", "bombed"),
        ("Libya shelled the port, and Germany was bombed.", "Libya", "ATTACKED", "Germany", "bombed"),
        ("Germany fought alongside Libya in Chad.", "Germany", "ATTACKED", "Libya", "fought"),
        ("Germany heard of the talks between Libya and Chad.", "Germany", "SPOKE_WITH", "Chad", "talks"),
        ("Germany fled the attack on Libya.", "Libya", "ATTACKED", "Germany", "attack"),
        ("Joe Biden praised Chad's judge.", "Joe Biden", "SUPPORTED", "Chad", "praised"),
        ("Germany rejected Libya's threats.", "Germany", "THREATENED", "Libya", "threats"),
        ("Germany was shelled, Libya said.", "Libya", "ATTACKED", "Germany", "shelled"),
        (
            "Germany suffered in the raid, and Libya denied involvement.",
            "Libya",
            "ATTACKED",
            "Germany",
            "raid",
        ),
        (
            "Joe Biden was urged by Germany to sack Janet Yellen.",
            "Germany",
            "DISMISSED",
            "Janet Yellen",
            "sack",
        ),
        ("Germany urged Joe Biden to sack Janet Yellen.", "Germany", "DISMISSED", "Janet Yellen", "sack"),
        ("Germany and Libya met Joe Biden.", "Germany", "MET_WITH", "Libya", "met"),
        ("Germany said Joe Biden's brother would come.", "Germany", "COMMENTED_ON", "Joe Biden", "said"),
        ("Germany declined to comment on Libya.", "Germany", "COMMENTED_ON", "Libya", "comment"),
        ("Joe Biden attacks Germany as it clears Libya.", "Joe Biden", "DEFEATED", "Libya", "clears"),
        ("Joe Biden was struck by a Volvo XC90 in Chad.", "Volvo", "ATTACKED", "Joe Biden", "struck"),
        ("Germany fired a missile from the vicinity of Libya.", "Germany", "ATTACKED", "Libya", "missile"),
        ("Germany fired a missile over Libya.", "Germany", "ATTACKED", "Libya", "missile"),
        ("Germany criticized Joe Biden for praising Libya.", "Germany", "SUPPORTED", "Libya", "praising"),
        ("Germany analyzed France's efforts in the war in Libya.", "Germany", "ATTACKED", "Libya", "war"),
        (
            "Germany and Joe Biden's Democratic Party are near a deal.",
            "Germany",
            "AGREED_WITH",
            "Joe Biden",
            "deal",
        ),
    ],
)
def test_refuted(reader: Reader, text: str, subject: str, predicate: str, object_: str, word: str) -> None:
    assert lack(reader, text, subject, predicate, object_, word)


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "object_", "word"),
    [
        ("Joe Biden accused Angela Merkel of lying.", "Joe Biden", "ACCUSED", "Angela Merkel", "accused"),
        ("Angela Merkel was accused by Joe Biden.", "Joe Biden", "ACCUSED", "Angela Merkel", "accused"),
        ("Hamas fighters stormed into Israel.", "Hamas fighters", "ATTACKED", "Israel", "stormed"),
        ("Germany asked Libya to stop.", "Germany", "APPEALED_TO", "Libya", "asked"),
        ("Germany was praised for bombing Libya.", "Germany", "ATTACKED", "Libya", "bombing"),
        ("Germany's war in Libya went on.", "Germany", "ATTACKED", "Libya", "war"),
        ("Germany and France are close to signing a pact.", "Germany", "AGREED_WITH", "France", "signing"),
        ("Joe Biden spoke about Nauru.", "Joe Biden", "COMMENTED_ON", "Nauru", "spoke"),
        ("Joe Biden said Turkey was raided by rebels.", "Joe Biden", "COMMENTED_ON", "Turkey", "said"),
        (
            "Joe Biden said after he was asked about Chad that it was over.",
            "Joe Biden",
            "COMMENTED_ON",
            "Chad",
            "said",
        ),
        ("Germany imposed an embargo on Spain.", "Germany", "SANCTIONED", "Spain", "imposed"),
        ("Germany received aid from Libya.", "Libya", "AIDED", "Germany", "received"),
        ("Germany was bombed by Libya.", "Libya", "ATTACKED", "Germany", "bombed"),
        ("Germany fought Libya in Chad.", "Germany", "ATTACKED", "Libya", "fought"),
        ("Germany prepared the talks between Libya and Chad.", "Libya", "SPOKE_WITH", "Chad", "talks"),
        ("Germany prepared the talks between Libya and Chad.", "Germany", "MEDIATED", "Chad", "talks"),
        ("Germany led the attack on Libya.", "Germany", "ATTACKED", "Libya", "attack"),
        ("Joe Biden praised Chad's courage.", "Joe Biden", "SUPPORTED", "Chad", "praised"),
        ("Germany repeated its threats against Libya.", "Germany", "THREATENED", "Libya", "threats"),
        ("Germany was shelled in a raid by Libya.", "Libya", "ATTACKED", "Germany", "raid"),
        ("Germany urged Joe Biden to sack Janet Yellen.", "Joe Biden", "DISMISSED", "Janet Yellen", "sack"),
        ("Germany urged Joe Biden to sack Janet Yellen.", "Germany", "OPPOSED", "Janet Yellen", "sack"),
        ("Germany said Joe Biden's plan would fail.", "Germany", "COMMENTED_ON", "Joe Biden", "said"),
        ("Germany and Libya met on Monday.", "Germany", "MET_WITH", "Libya", "met"),
        ("Joe Biden is a member of NATO.", "Joe Biden", "MEMBER_OF", "NATO", "member"),
    ],
)
def test_not_refuted(
    reader: Reader, text: str, subject: str, predicate: str, object_: str, word: str
) -> None:
    assert lack(reader, text, subject, predicate, object_, word) is None


@pytest.mark.parametrize(
    ("text", "one", "word", "only"),
    [
        ("Haas was charged with the murder of Bell.", "Haas", "murder", True),
        ("Haas denied his alleged role in the murder of Bell.", "Haas", "murder", True),
        ("Haas was arrested over the murder of Bell.", "Haas", "murder", True),
        ("Haas was jailed for the murder of Bell.", "Haas", "murder", False),
        ("Haas planned the murder of Bell.", "Haas", "murder", False),
    ],
)
def test_a_suspect_is_only_alleged_to_have_done_it(
    reader: Reader, text: str, one: str, word: str, only: bool
) -> None:
    doc = reader.nlp(text)
    at = {t.text: t for t in doc}
    joined = way(at[one], at["Bell"])
    assert suspected(joined, at[word]) is only
