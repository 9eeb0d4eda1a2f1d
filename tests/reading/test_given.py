"""Names that the input marks: they stand just where they are marked, in any script, and no possessive is part of a name."""

from __future__ import annotations

import pytest

from polgraph.folding import unowned
from polgraph.model import Actor, Article, Extraction, GivenMention
from polgraph.reading.pipeline import Reader


def marked(reader: Reader, text: str, *names: str, language: str = "en", kind: str = "person") -> Extraction:
    """Read a text in which each of `names` is marked where it stands first."""
    starts = [text.index(name) for name in names]
    given = (
        GivenMention(start=at, end=at + len(name), kind=kind) for at, name in zip(starts, names, strict=True)
    )
    return reader.read(
        Article(id="g", text=text, language=language, published="2025-01-01", mentions=tuple(given))
    )


def places(found: Extraction) -> list[tuple[int, int, str]]:
    return [(m.start, m.end, m.text) for a in found.actors for m in a.mentions if m.form == "name"]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("zh", "习近平会见了普京。他们谈了三个小时。", ("习近平", "普京")),
        ("ja", "石破茂首相は林芳正氏と会談した。", ("石破茂", "林芳正")),
        ("th", "แพทองธารพบกับอันวาร์เมื่อวานนี้", ("แพทองธาร", "อันวาร์")),
        ("uk", "«Козак-Мельничук» мовчить.", ("Козак", "Мельничук")),
        ("ar", "التقى محمد بن سلمان بوتين", ("محمد بن سلمان", "بوتين")),
        ("en", "The neo-Putinists met Kozak/Ramatowski on Monday.", ("Putin", "Kozak", "Ramatowski")),
    ],
)
def test_given_names_stand_at_their_offsets(
    reader: Reader, language: str, text: str, names: tuple[str, ...]
) -> None:
    found = places(marked(reader, text, *names, language=language))
    assert sorted(found) == sorted((text.index(n), text.index(n) + len(n), n) for n in names)


def test_whom_the_authority_knows_in_a_script_without_spaces_is_linked(reader: Reader) -> None:
    found = marked(reader, "习近平会见了普京。", "习近平", "普京", language="zh")
    assert {a.name: a.wikidata for a in found.actors} == {"Xi Jinping": "Q15031", "Vladimir Putin": "Q7747"}


def test_a_text_whose_tokens_are_whole_is_read_as_without_marks(reader: Reader) -> None:
    text = "Kozak didn't meet Dolores Tamblyn, and she can't wait."
    claims = [
        [(c.predicate, c.polarity, c.trigger) for c in reader.read(a).claims]
        for a in (
            Article(id="g", text=text, language="en"),
            Article(
                id="g",
                text=text,
                language="en",
                mentions=(
                    GivenMention(start=0, end=5, kind="person"),
                    GivenMention(start=18, end=33, kind="person"),
                ),
            ),
        )
    ]
    assert claims[0] == claims[1] and claims[0]


@pytest.mark.parametrize("ending", ["'s", "’s"])
def test_the_possessive_belongs_to_no_name(reader: Reader, ending: str) -> None:
    text = f"Donald Trump{ending} plan pleased Dolores Tamblyn{ending} friends."
    owned = (f"Donald Trump{ending}", f"Dolores Tamblyn{ending}")
    for found in (
        marked(reader, text, *owned),
        marked(reader, text, *owned, language="xx"),
        reader.read(Article(id="g", text=text, language="en")),
    ):
        people = [a for a in found.actors if a.kind == "person"]
        assert {a.name for a in people} == {"Donald Trump", "Dolores Tamblyn"}
        assert not [n for a in people for n in names_of(a) if n.endswith(ending)]


def test_a_plural_possessor_loses_its_apostrophe_alone(reader: Reader) -> None:
    text = "The Philippines’ coast is long. Carl Williams' lawyer and the Williams' dog slept."
    found = marked(reader, text, "Carl Williams'")
    assert [a.name for a in found.actors] == ["Carl Williams"]


@pytest.mark.parametrize("name", ["Sana'", "Rocco Sansa", "Sa'ar", "O’Neill", "'s", "Bas"])
def test_an_apostrophe_that_is_a_letter_stays(name: str) -> None:
    assert unowned(name) == name


def names_of(actor: Actor) -> tuple[str, ...]:
    return actor.name, *actor.aliases
