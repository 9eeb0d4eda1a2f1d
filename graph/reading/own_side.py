"""A pronoun that would set somebody against his own side, where another person of the sentence may be meant.

"Bell, the leader of the Greens, said Novak was close to a deal though he refused to talk to the Greens": he is Novak, whatever stands nearest (world
knowledge in pronoun resolution: Hobbs 1978, Resolving pronoun references).
"""

from __future__ import annotations

from collections.abc import Iterable

from polgraph.model import Claim
from polgraph.reading.cast import Cast
from polgraph.reading.document import Document

_OWN = ("MEMBER_OF", "SERVES", "REPRESENTS")


def against_own_side(claim: Claim, told: Iterable[Claim], cast: Cast, document: Document) -> bool:
    """Is it a hostile act of "he" against the body or person that he belongs to, in a sentence that names somebody else too?"""
    if claim.sign >= 0 or claim.phase is not None:
        return False
    here = [
        c
        for c in cast.candidates()
        if claim.sentence[0] <= document.span(c.root, c.root + 1)[0] < claim.sentence[1]
    ]
    by_pronoun = any(
        c.form == "pronoun"
        and c.actor == claim.subject
        and document.span(c.start, c.end) == claim.subject_span
        for c in here
    )
    others = any(
        c.kind == "person" and c.form == "name" and c.actor not in (claim.subject, claim.object) for c in here
    )
    return (
        by_pronoun
        and others
        and any(
            t.predicate in _OWN
            and (t.subject, t.object) == (claim.subject, claim.object)
            and t.phase == "present"
            and t.polarity == "affirmed"
            for t in told
        )
    )
