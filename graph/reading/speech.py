"""Whose words a stretch of text is: what the stage of speakers hands to those that follow."""

from __future__ import annotations

from dataclasses import dataclass

from polgraph.model import Attribution, Span
from polgraph.reading.document import Document


@dataclass(frozen=True, slots=True)
class Speech:
    """Tokens that the article attributes: to `source` (an actor's id), or to nobody named (None, "reportedly").

    `said_by` is the root token of the source, `cue` the word that says so. A denied speech is the source's denial.
    `voiced`: where not all of it is the source's word for what is so ("condemned the attack on Paris" vouches for nothing, "accused
    Iran of arming rebels" only for the arming), the part that is.
    """

    source: str | None
    said_by: tuple[int, int] | None
    cue: int
    content: frozenset[int]
    denied: bool = False
    voiced: frozenset[int] | None = None

    def record(self, document: Document) -> Attribution:
        """Return the record of the contract."""
        return Attribution(
            source=self.source,
            source_span=document.span(*self.said_by) if self.said_by else None,
            cue=document.span(self.cue, self.cue + 1),
            content=tuple(_spans(document, self.content)),
        )


def chain(speeches: list[Speech], token: int) -> list[Speech]:
    """Return the speeches that `token` lies in, outermost (longest) first."""
    around = [s for s in speeches if token in (s.content if s.voiced is None else s.voiced)]
    return sorted(around, key=lambda s: (-len(s.content), s.cue))


def _spans(document: Document, tokens: frozenset[int]) -> list[Span]:
    runs: list[list[int]] = []
    for i in sorted(tokens):
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [document.span(run[0], run[-1] + 1) for run in runs]
