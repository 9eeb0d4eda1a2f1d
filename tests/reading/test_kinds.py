"""What a name says that it is: territories, laws, newspapers, services; and what a heading puts around names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading.conftest import Reading

from polgraph.model import Article, Paragraph
from polgraph.reading import kinds
from polgraph.reading.document import chunks
from polgraph.reading.pipeline import Reader

Read = Callable[..., Reading]
_TELLS: dict[str, Callable[[str], bool]] = {
    "territories": lambda name: kinds.territory(name) is not None,
    "places": kinds.is_place,
    "papers": kinds.is_paper,
    "occasions": kinds.is_occasion,
    "media": kinds.is_medium,
    "platforms": kinds.is_platform,
}


@pytest.mark.parametrize("kind", sorted(_TELLS))
def test_a_name_says_what_it_is(kind: str) -> None:
    table, tells = kinds.table(), _TELLS[kind]
    assert [n for n in table["match"][kind] if not tells(n)] == []
    assert [n for n in table["apart"][kind] if tells(n)] == []


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Cayman Islands Premier Jan Novak met Eva Bell.", "Cayman Islands", "place"),
        ("The USVI was hit. USVI Governor Jan Novak met Eva Bell.", "US Virgin Islands", "place"),
        ("Jan Novak is the premier of the Territory.", "Territory", "place"),
        ("The Cayman Islands Monetary Authority fined Jan Novak.", "Cayman Islands Monetary Authority", "organization"),
        ("Farmers protested against the Farm Prices Act.", "Farm Prices Act", None),
        ("Jan Novak criticized the Farm Prices Agency.", "Farm Prices Agency", "organization"),
    ],
)  # fmt: skip
def test_a_territory_is_a_place_and_a_law_nobody(read: Read, text: str, name: str, kind: str | None) -> None:
    r = read(text)
    assert {a.name: a.kind for a in r.extraction.actors}.get(name) == kind


def test_two_surnames_joined_by_and_are_two_people(read: Read) -> None:
    r = read("Vivek Ramaswamy and Ron DeSantis met. Haley attacked Ramaswamy and DeSantis.")
    assert {"Vivek Ramaswamy", "Ron DeSantis"} <= set(r.actors)
    assert not [a for a in r.actors if " and " in a]


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Deputy Premier Novak Arrested in Prague", {"Jan Novak"}),
        ("Officials Arrest Novak On Drug Charges", {"Jan Novak"}),
        ("FALLOUT - NOVAK'S 2027 RIVALS BLAME HIM FOR POOR SHOWING", {"Jan Novak", "NOVAK'S 2027 RIVALS"}),
    ],
)  # fmt: skip
def test_a_name_in_a_heading_holds_no_other_words(reader: Reader, headline: str, names: set[str]) -> None:
    text = f"{headline}\nJan Novak met Eva Bell."
    parts = (
        Paragraph(start=0, end=len(headline), kind="headline"),
        Paragraph(start=len(headline) + 1, end=len(text), kind="body"),
    )
    found = {a.name for a in reader.read(Article(id="h", text=text, paragraphs=parts)).actors}
    assert names <= found
    assert not [a for a in found if "Arrest" in a or "FALLOUT" in a]


@pytest.mark.parametrize(
    ("headline", "parts"),
    [
        ("Novak resigns - Alpine Courier", ["Novak resigns"]),
        ("Novak resigns | World News | Alpine Courier", ["Novak resigns"]),
        ("Novak resigns - NYT", ["Novak resigns", "NYT"]),
        ("Novak resigns - The Old St Bell Valley Observer", ["Novak resigns", "The Old St Bell Valley Observer"]),
        ("Novak - the man who would not go quietly", ["Novak - the man who would not go quietly"]),
    ],
)  # fmt: skip
def test_the_name_of_the_site_is_no_part_of_a_headline(headline: str, parts: list[str]) -> None:
    paragraph = Paragraph(start=0, end=len(headline), kind="headline")
    article = Article(id="h", text=headline, source="The Alpine Courier", paragraphs=(paragraph,))
    assert [headline[c.start : c.end] for c in chunks(article)] == parts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Jan Novak was held in Georgia. Gov. Eva Bell met him in Atlanta.", "place"),
        ("Georgia accused Peru of spying. Republicans in Tbilisi agreed.", "country"),
        ("Georgia accused Peru of spying.", "country"),
    ],
)
def test_a_name_that_a_state_shares_is_told_by_what_is_named_beside_it(
    read: Read, text: str, kind: str
) -> None:
    assert read(text).actors["Georgia"].kind == kind


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Jan Novak joined TikTok in May.", False),
        ("Jan Novak criticized Peru on Twitter.", False),
        ("Jan Novak criticized Twitter in May.", True),
        ("The mayor said that Facebook criticized Jan Novak.", True),
    ],
)
def test_a_service_acts_only_where_it_is_not_just_used(read: Read, text: str, there: bool) -> None:
    ends = {end for a, _, b in read(text).claims for end in (a, b)}
    assert bool({"Facebook", "Twitter", "TikTok"} & ends) is there


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was Jan Novak.3 And Peru won.", "Jan Novak"),
        ("Peru met “Jan Novak.”12 The mayor won.", "Jan Novak"),
        ("Peru paid 2.5 Million to Jan Novak.", "Jan Novak"),
    ],
)
def test_the_number_of_a_footnote_is_no_part_of_a_name(read: Read, text: str, name: str) -> None:
    assert name in read(text).actors


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("New Delhi: The police on Monday arrested Jan Novak.", "India", None),
        ("Jan Novak met Eva Bell.\n\nNAIROBI, Kenya — Police arrested Jan Novak.", "Kenya", "place"),
        ("New Delhi accused Islamabad of spying.", "India", "country"),
        ("Kenya — and Uganda — accused Jan Novak of spying.", "Kenya", "country"),
        ("Jan Novak opened fire at a shop in the US state of Ohio.", "United States", None),
        ("Jan Novak opened fire at a shop in the US state of Ohio.", "Ohio", "place"),
        ("The UK government criticized the US state of Ohio.", "United Kingdom", "country"),
        ("Lebanon, Ohio, police arrested Jan Novak.", "Lebanon", None),
        ("Lebanon, Jordan and Iraq accused Jan Novak of spying.", "Lebanon", "country"),
        ("Moscow's mayor, Jan Novak, met Eva Bell.", "Russia", None),
        ("Moscow's ambassador, Jan Novak, met Eva Bell.", "Russia", "country"),
        ("Eva Bell praised Georgetown's rector.", "Guyana", None),
        ("Eva Bell of Guyana praised Georgetown's envoy.", "Guyana", "country"),
        ("Eva Bell is in Panama meeting with Jan Novak.", "Panama", "place"),
        ("Eva Bell praised Panama's meeting with Jan Novak.", "Panama", "country"),
    ],
)
def test_a_name_of_a_state_or_capital_may_only_say_where(
    read: Read, text: str, name: str, kind: str | None
) -> None:
    r = read(text)
    assert {a.name: a.kind for a in r.extraction.actors}.get(name) == kind
