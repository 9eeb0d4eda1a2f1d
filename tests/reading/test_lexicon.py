"""Every entry of the lexicon reads its own sentence, and does not read the one that it must not."""

from __future__ import annotations

import pytest
from reading.notation import parse

from polgraph import lexicon, vocabulary
from polgraph.reading.pipeline import Reader

FRAMES = {f.match + f.never: f for f in lexicon.load().frames}
MATCH = [pytest.param(f, line, id=f"{f.id}: {line[:40]}") for f in FRAMES.values() for line in f.match]
NEVER = [pytest.param(f, line, id=f"{f.id}: {line[:40]}") for f in FRAMES.values() for line in f.never]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(scorer=False)


def directed(says: frozenset[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    words = vocabulary.load()
    return {(min(a, b), max(a, b), p) if words[p].symmetric else (a, b, p) for a, b, p in says}


@pytest.mark.parametrize(("frame", "line"), MATCH)
def test_entry_reads_its_sentence(reader: Reader, frame: lexicon.Frame, line: str) -> None:
    example = parse(line)
    assert example.says, "a sentence that must match says what it states"
    said = directed(example.said(reader.read(example.article())))
    assert directed(example.says) <= said
    assert {p for _, _, p in said} <= {p for _, _, p in example.says}, "and nothing else"


@pytest.mark.parametrize(("frame", "line"), NEVER)
def test_entry_leaves_the_other_sentence(reader: Reader, frame: lexicon.Frame, line: str) -> None:
    """Between the actors that the sentence marks: of somebody else in it ("a court") it may well be true."""
    example = parse(line)
    extraction = reader.read(example.article())
    real = [
        c for c in extraction.claims if c.polarity == "affirmed" and c.modality in ("asserted", "alleged")
    ]
    said = example.said(extraction.model_copy(update={"claims": tuple(real)}))
    assert frame.predicate not in {p for _, _, p in said}


def test_every_entry_has_a_sentence() -> None:
    assert [f.id for f in lexicon.load().frames if not f.match] == []


def test_every_verb_entry_that_also_means_something_else_says_so() -> None:
    """A word listed under two predicates must carry a sentence that it must not match, in one of them at least."""
    by_word: dict[tuple[str, str, str | None], set[str]] = {}
    guarded: set[tuple[str, str, str | None]] = set()
    for f in lexicon.load().frames:
        word = (f.part, f.lemma, f.particle)
        by_word.setdefault(word, set()).add(f.predicate)
        if f.never or f.with_object:
            guarded.add(word)
    assert [w for w, predicates in by_word.items() if len(predicates) > 1 and w not in guarded] == []
