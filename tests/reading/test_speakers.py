"""Who says what: reported clauses, wishes, judgements, quotations that go on, names behind a dash or before a colon."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

Read = Callable[..., Reading]


def said(r: Reading) -> set[tuple[str | None, str]]:
    """The attributions as (name of the source, the words)."""
    return {
        (r.names.get(a.source or ""), " / ".join(r.text[slice(*s)] for s in a.content))
        for a in r.extraction.attributions
    }


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("Sergey Lavrov vowed to punish Estonia.", "Sergey Lavrov", "to punish Estonia"),
        (
            "Sergey Lavrov urged Estonia to reopen the bridge.",
            "Sergey Lavrov",
            "Estonia to reopen the bridge",
        ),
        ("Sergey Lavrov condemned the closure of the bridge.", "Sergey Lavrov", "the closure of the bridge"),
        (
            "Sergey Lavrov accused Estonia of closing the bridge.",
            "Sergey Lavrov",
            "Estonia of closing the bridge",
        ),
        (
            "Sergey Lavrov: The bridge will be opened again.",
            "Sergey Lavrov",
            "The bridge will be opened again.",
        ),
        (
            '"The bridge is closed for good." — Sergey Lavrov',
            "Sergey Lavrov",
            '"The bridge is closed for good."',
        ),
        ("Sergey Lavrov promised that the bridge would open.", "Sergey Lavrov", "that the bridge would open"),
    ],
)
def test_words_are_attributed(read: Read, text: str, source: str, words: str) -> None:
    assert (source, words) in said(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Sergey Lavrov closed the bridge to Estonia.",
        "Sergey Lavrov crossed the bridge to Estonia.",
        "The bridge was condemned by engineers near Estonia.",
    ],
)
def test_what_is_only_done_is_not_said(read: Read, text: str) -> None:
    assert "Sergey Lavrov" not in {source for source, _ in said(read(text))}


def test_a_quotation_that_goes_on_is_one_statement(read: Read) -> None:
    r = read('"The bridge is closed," Sergey Lavrov said. "It will not be opened by anybody this year."')
    assert said(r) == {
        ("Sergey Lavrov", '"The bridge is closed," / "It will not be opened by anybody this year."')
    }


def test_two_single_quotes_are_quotation_marks(read: Read) -> None:
    r = read("''The bridge is closed,'' Sergey Lavrov said. ''It will not be opened by anybody this year.''")
    assert {source for source, _ in said(r)} == {"Sergey Lavrov"}
    assert "opened by anybody" in next(iter(said(r)))[1]


def test_who_condemns_an_attack_does_not_vouch_for_it(read: Read) -> None:
    claim = read("Sergey Lavrov condemned Iran's attack on Israel.").claim("ATTACKED")
    assert (claim.modality, claim.speakers) == ("asserted", ())


def test_what_somebody_is_accused_of_is_the_accusers_word(read: Read) -> None:
    r = read("Sergey Lavrov accused Iran of attacking Israel.")
    claim = r.claim("ATTACKED")
    assert (claim.modality, r.speakers(claim)) == ("alleged", ["Sergey Lavrov"])


def test_what_somebody_demands_has_him_as_speaker(read: Read) -> None:
    r = read("Sergey Lavrov urged Iran to release Narges Mohammadi.")
    claim = r.claim("CONCEDED_TO")
    assert (claim.modality, r.speakers(claim)) == ("demanded", ["Sergey Lavrov"])
