"""What the parse refutes of what a scorer proposes, on sentences that must and that must not be refuted."""

from __future__ import annotations

import pytest

from polgraph.lexicon import load
from polgraph.loaders import make_article
from polgraph.reading.candidates import candidates
from polgraph.reading.pipeline import Reader
from polgraph.reading.refuted import refuted


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
        ("Germany and France are close to signing a pact.", "Germany", "AGREED_WITH", "France", "signing"),
        ("Joe Biden spoke about Nauru.", "Joe Biden", "COMMENTED_ON", "Nauru", "spoke"),
        ("Joe Biden is a member of NATO.", "Joe Biden", "MEMBER_OF", "NATO", "member"),
    ],
)
def test_not_refuted(
    reader: Reader, text: str, subject: str, predicate: str, object_: str, word: str
) -> None:
    assert lack(reader, text, subject, predicate, object_, word) is None
