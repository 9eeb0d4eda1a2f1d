"""Questions about pairs of names, line by line, and the command that reads them."""

import json

import pytest
from typer.testing import CliRunner

from polgraph.cli.main import app
from polgraph.errors import InputError
from polgraph.names.answering import answer

GOOD = {"id": "a", "schema": "Person", "name1": "Olena Kovalenko", "name2": "Олена Коваленко"}


def asked(**changes: object) -> str:
    return json.dumps(GOOD | changes)


def test_a_reply_has_the_id_the_verdict_and_the_reasons() -> None:
    (reply,) = answer([asked(id=7)])
    assert not isinstance(reply, InputError)
    assert reply["id"] == 7
    assert reply["same"] is True
    assert reply["reasons"]


def test_the_schema_decides_what_a_name_is() -> None:
    names = {"name1": "Brandt Holding", "name2": "Brandt"}
    person, company = answer([asked(**names), asked(schema="Company", **names)])
    assert not isinstance(person, InputError) and not isinstance(company, InputError)
    assert (person["same"], company["same"]) == (False, True)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "not valid JSON"),
        ("[1]", "not an object"),
        ('{"id": 1}', '"schema"'),
        (asked(name2=None), '"name2"'),
        (asked(id=[1]), '"id"'),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_answered(line: str, named: str) -> None:
    first, bad, last = answer([asked(), line, asked(id="b")])
    assert isinstance(bad, InputError)
    assert "line 2" in str(bad) and named in str(bad)
    assert isinstance(first, dict) and isinstance(last, dict) and last["id"] == "b"


@pytest.mark.parametrize("name", ["", " ", "...", "—", "\u200b", "🙂", "A" * 5000, "a " * 500, "Dr.", "al"])
@pytest.mark.parametrize("schema", ["Person", "Organization", "Vessel", "Address", "whatever"])
def test_any_text_can_be_asked(name: str, schema: str) -> None:
    replies = list(answer([asked(name1=name, schema=schema), asked(name1=name, name2=name, schema=schema)]))
    assert all(isinstance(r, dict) and 0 <= r["score"] <= 1 for r in replies)


def test_the_command_ends_with_status_two_after_a_bad_line() -> None:
    result = CliRunner().invoke(app, ["eval", "names"], input=f"{asked()}\nnonsense\n{asked(id='z')}\n")
    assert result.exit_code == InputError.exit_status
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "z"]
    assert "line 2" in result.stderr
