"""States and bodies within a word or a title: "anti-Russian", "non-US", "Saudi-born", "the UN commissioner, X"."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

from polgraph.loaders import make_article
from polgraph.reading.labels import Labels
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "group", "country"),
    [
        ("The anti-Russian rebels attacked Georgia.", "anti-Russian rebels", None),
        ("Non-Russian troops attacked Georgia.", "Non-Russian troops", None),
        ("The Russian rebels attacked Georgia.", "Russian rebels", "RU"),
        ("African-American voters criticized Georgia.", "African-American voters", "US"),
    ],
)
def test_who_is_against_a_state_is_not_of_it(read: Read, text: str, group: str, country: str | None) -> None:
    assert read(text).actors[group].country == country


def test_what_people_are_not_is_not_judged_with_them(read: Read) -> None:
    r = read("Jan Novak praised non-US forces.")
    assert {c for c in r.claims if c[2] == "United States"} == set()
    assert ("Jan Novak", "SUPPORTED", "United States") in read("Jan Novak praised US tactics.").claims


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        ("Anti-Hamas fighters met Jan Novak.", "Hamas", "against"),
        ("Hamas fighters met Jan Novak.", "Hamas", None),
        ("The anti-Hamas protests went on, Jan Novak said.", "Hamas", None),
        ("Norway criticized the UN envoy, Jan Novak.", "United Nations", "in_title"),
        ("Norway criticized the UN mission in Peru, Jan Novak said.", "United Nations", None),
        ("Norway voiced support for the US-Mexico Forum on Trade.", "Mexico", "of_longer_name"),
        ("Norway voiced support for the US-Mexico talks on trade.", "Mexico", None),
    ],
)
def test_labels_do_nothing_themselves(reader: Reader, text: str, name: str, labels: str | None) -> None:
    document, cast = reader.cast(make_article(id="t", text=text, language="en"))
    found = Labels(document, cast, reader.lexicon)
    c = next(c for c in cast.candidates() if cast.actor(c.actor or "").name == name)
    assert [w for w in ("against", "in_title", "of_longer_name") if getattr(found, w)(c)] == (
        [labels] if labels else []
    )
