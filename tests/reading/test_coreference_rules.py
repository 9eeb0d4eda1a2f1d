"""Every rule that links words to an actor stands in the table of rules with its counts, and each of the table is used."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from polgraph import coreference
from polgraph.reading import settled

_RULE = re.compile(
    r"(?:name|role|office|nominal|described|relation|country|again|people|both|pronoun|its?|they|quote|delegation):.+"
)


def _texts() -> list[str]:
    """The texts in the modules of reading; of one that is put together, its pieces with `*` for what is filled in."""
    found: list[str] = []
    for path in sorted(Path(settled.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "put"
            ):
                for argument in node.args:
                    found += [
                        n.value
                        for n in ast.walk(argument)
                        if isinstance(n, ast.Constant) and isinstance(n.value, str)
                    ]
    return found


def test_rules_that_link_have_an_entry() -> None:
    named = {words for words in _texts() if _RULE.fullmatch(words)}
    assert len(named) > 15
    assert named <= set(coreference.rules())


def test_counts_are_possible_and_poor_rules_are_gone() -> None:
    table = coreference.table()
    for rule in coreference.rules().values():
        assert all(0 <= right <= of for right, of in rule.counted.values()), rule.id
        assert rule.score is None or rule.of < table["enough"] or rule.score >= table["floor"], rule.id


def test_a_rule_without_an_entry_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        coreference.rule("name:guessed")
