"""Every rule of page furniture is held against its own examples, and against the counterexamples of all."""

from __future__ import annotations

import pytest

from polgraph.loaders import furniture

EXAMPLES = [(rule, text) for rule in furniture.rules() for text in rule.examples]
COUNTEREXAMPLES = [(rule, text) for rule in furniture.rules() for text in rule.counterexamples]


def found(text: str) -> furniture.Rule | None:
    """The rule that finds something in the line, whole line first."""
    part = furniture.opening(text) or furniture.ending(text)
    return furniture.whole(text) or (part.rule if part else None)


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=[f"{r.name}: {t}" for r, t in EXAMPLES])
def test_an_example_is_found_and_gets_the_kind_of_its_rule(rule: furniture.Rule, text: str) -> None:
    if rule.place in ("line", "link", "closing"):
        by = furniture.whole(text)
    else:
        part = furniture.opening(text) if rule.place == "start" else furniture.ending(text)
        by = part.rule if part else None
    assert by is not None, f"no rule finds {text!r}"
    assert by.kind == rule.kind
    assert (by.place in ("link", "closing")) == (rule.place in ("link", "closing")), by.name


@pytest.mark.parametrize(
    ("rule", "text"), COUNTEREXAMPLES, ids=[f"{r.name}: {t}" for r, t in COUNTEREXAMPLES]
)
def test_a_counterexample_is_left_in(rule: furniture.Rule, text: str) -> None:
    by = found(text)
    assert by is None, f"{by.name} takes {text!r}"


def test_names_are_unique_and_every_rule_has_both_kinds_of_examples() -> None:
    names = [rule.name for rule in furniture.rules()]
    assert len(names) == len(set(names))
    assert all(len(rule.examples) >= 3 or rule.place == "start" for rule in furniture.rules())
    assert all(rule.counterexamples for rule in furniture.rules())


@pytest.mark.parametrize(
    "text", ["▶ Read also: Kozak leaves", "📷 Photo: Getty Images", "• Share •", "»  Subscribe  «"]
)
def test_ornaments_around_a_line_do_not_hide_it(text: str) -> None:
    assert furniture.whole(text.replace("«", "»")) is not None


def test_a_very_long_line_is_read_in_reasonable_time() -> None:
    line = "By Anna " * 50_000 + "(photo " * 1000
    assert furniture.whole(line) is None
    assert furniture.opening(line) is None
    assert furniture.ending(line) is None
