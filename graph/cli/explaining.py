"""How `polgraph extract --explain` shows a sentence as it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from polgraph.cli.printing import shown

if TYPE_CHECKING:
    from polgraph.model import Article
    from polgraph.reading.explaining import Fired, Known, Passage, Place


def lines(article: Article, passages: list[Passage]) -> Iterator[str]:
    """Yield the lines that show an article."""
    yield shown(f"== {article.id}" + ("" if passages else ": nothing is read in this language"))
    for passage in passages:
        yield from map(shown, _of(passage))


def _of(passage: Passage) -> Iterator[str]:
    yield ""
    yield f"{passage.span[0]}-{passage.span[1]}  {' '.join(passage.text.split())}"
    yield from map(_place, passage.places)
    yield from map(_known, passage.known)
    yield from (f"  says   {said}" for said in passage.said)
    yield from (f"  date   {date}" for date in passage.dates)
    for claim in passage.claims:
        yield from _claim(claim)
    for pair in passage.weighed:
        yield f"  weighed {pair.words}: worth {pair.worth}, {pair.outcome}"


def _place(place: Place) -> str:
    actor = f"{place.actor} {place.name} ({place.kind})" if place.actor else "nobody for sure"
    why = f", because {place.rule}, score {place.score or 'none'}: {place.says}" if place.rule else ""
    return f"  actor  {place.words} [{place.form}] = {actor}{why}"


def _known(word: Known) -> str:
    return f"  word   {word.word} ({word.parse}): {', '.join(word.predicates)}" + (
        "" if word.used else "; no claim read from it"
    )


def _claim(claim: Fired) -> Iterator[str]:
    said = f", said by {' → '.join(claim.speakers)}" if claim.speakers else ""
    yield f"  CLAIM  {claim.words}, {claim.status}{said}, confidence {claim.confidence}, at “{claim.trigger}” ({claim.id})"
    yield f"         by {'; '.join(claim.rules)}" + (f" ({claim.where})" if claim.where else "")
    base, *rest = claim.parts
    yield f"         sure {claim.confidence}: {base.weight:+} at first; " + "; ".join(
        f"{p.weight:+} {p.means}" for p in rest
    )
