"""A small ledger with something of everything, and one whose articles mean harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import Story, date

from polgraph.ledger import Ledger

IMAGE = "<img src=x onerror=\"window.harm='image'\">"
SCRIPT = "</script><script>window.harm='script'</script>"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger.sqlite", create=True) as opened:
        yield opened


@pytest.fixture
def affair(ledger: Ledger) -> Ledger:
    """Ada met Bruno and accuses him, Carla knows Bruno only, Nordland is far away; talks, a role, denials."""
    first = Story("a1", published="2025-03-01", url="https://lantern.example/1", title="Two meet, and more")
    first.event("Lakeport talks", place="Lakeport", date=date("2025-02-20"))
    first.claim("Ada Marsh", "MET_WITH", "Bruno Tal", date=date("2025-02-20"))
    first.claim("Ada Marsh", "TOOK_PART_IN", "Lakeport talks", part="participant")
    first.role("Ada Marsh", "foreign minister", "Nordland", country="XA")
    first.claim("Ada Marsh", "ACCUSED", "Bruno Tal", speakers=["officials"])
    second = Story("a2", published="2025-06-10", source="Evening Tide")
    second.claim("Bruno Tal", "SUPPORTED", "Carla Reyes")
    second.claim("Ada Marsh", "MET_WITH", "Bruno Tal", polarity="denied", date=date("2025-02-20"))
    second.claim("Carla Reyes", "VISITED", "Nordland", modality="planned")
    third = Story("a3", published="2025-06-12")
    third.claim("Carla Reyes", "CRITICIZED", "Sudland")
    third.claim("Nordland", "SANCTIONED", "Sudland")
    with ledger.load() as load:
        for story in (first, second, third):
            load.add(*story.done())
    return ledger


@pytest.fixture
def hostile(ledger: Ledger) -> Ledger:
    """Names, titles, publishers and addresses that a careless page would run."""
    story = Story("h1", title=SCRIPT, source=IMAGE, url="javascript:window.harm='address'")
    story.actor(
        "Eve Marsh",
        aliases=("<svg onload=harm()>", "line\u2028end", "{{data}}"),
        wikidata='Q1"onclick="x',
        key="Q1x",
    )
    story.claim("Eve Marsh", "ACCUSED", IMAGE)
    story.claim(SCRIPT, "MET_WITH", "Eve Marsh", speakers=["<b>Somebody</b>"])
    story.claim('=HYPERLINK("http://evil.example")', "AIDED", "bell\x07 and \u202eturned")
    with ledger.load() as load:
        load.add(*story.done())
    return ledger
