"""The network of the scorer: a small encoder, one pass a sentence, and a head over all ordered pairs of its places.

The encoder is MiniLM (Wang et al. 2020, arXiv:2002.10957). Token type 1 marks the places. Of a pair the head sees the two pooled places,
the words between them, an attention of the pair over the words of the sentence (taught where the words stand that state the claim), and the numbers
of parse and lexicon (`polgraph.reading.pair_features`); words that the lexicon knows add a vector of the predicates they may state.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

HIDDEN = 384
WIDTH = 320
LEXICAL = 64
SYNTAX = 160


class Network(nn.Module):
    """Gives logits of each ordered pair: whether it holds a claim, of which kind, of which status, and where it looks."""

    def __init__(
        self, encoder: nn.Module, *, kinds: int, statuses: int, features: int, predicates: int
    ) -> None:
        super().__init__()
        self.encoder = encoder
        self.lexical = nn.Linear(predicates, LEXICAL, bias=False)
        width = HIDDEN + LEXICAL
        self.asks_one = nn.Linear(HIDDEN, width)
        self.asks_other = nn.Linear(HIDDEN, width)
        self.keys = nn.Linear(width, width)
        self.syntax = nn.Sequential(nn.Linear(features, SYNTAX), nn.GELU())
        self.first = nn.Linear(HIDDEN, WIDTH)
        self.second = nn.Linear(HIDDEN, WIDTH)
        self.middle = nn.Linear(HIDDEN, WIDTH)
        self.seen = nn.Linear(width, WIDTH)
        self.parsed = nn.Linear(SYNTAX, WIDTH)
        self.dropout = nn.Dropout(0.2)
        self.any = nn.Sequential(
            nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, WIDTH // 2), nn.GELU(), nn.Linear(WIDTH // 2, 1)
        )
        self.kinds = nn.Sequential(
            nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, kinds)
        )
        self.statuses = nn.Sequential(nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, statuses))

    def forward(
        self, ids: Any, mask: Any, types: Any, starts: Any, ends: Any, pairs: Any, words: Any
    ) -> tuple[Any, Any, Any, Any]:
        """Shapes: ids, mask, types (batch, pieces); starts, ends (batch, places); pairs (batch, places, places, features);
        words (batch, pieces, predicates). Returns any (batch, places, places), kinds, statuses
        (batch, places, places, n), looked (batch, places, places, pieces)."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state
        places = self.dropout(_pooled(states, starts, ends))
        wide = torch.cat([states, self.lexical(words)], -1)
        asked = self.asks_one(places).unsqueeze(2) + self.asks_other(places).unsqueeze(1)
        looked = torch.einsum("bijh,bth->bijt", asked, self.keys(wide)) / (wide.shape[-1] ** 0.5)
        looked = looked.masked_fill(mask[:, None, None, :] == 0, -1e4)
        seen = torch.einsum("bijt,btw->bijw", looked.softmax(-1), self.seen(self.dropout(wide)))
        joined = self.first(places).unsqueeze(2) + self.second(places).unsqueeze(1) + seen
        joined = (
            joined
            + self.middle(_between(states, starts, ends))
            + self.parsed(self.dropout(self.syntax(pairs)))
        )
        return self.any(joined).squeeze(-1), self.kinds(joined), self.statuses(joined), looked


def _pooled(states: Any, starts: Any, ends: Any) -> Any:
    """Return the mean of the pieces of each place, by differences of running sums."""
    sums = torch.nn.functional.pad(states.cumsum(1), (0, 0, 1, 0))
    width = states.shape[-1]
    last = torch.gather(sums, 1, ends.unsqueeze(-1).expand(-1, -1, width))
    first = torch.gather(sums, 1, starts.unsqueeze(-1).expand(-1, -1, width))
    return (last - first) / (ends - starts).clamp(min=1).unsqueeze(-1)


def _between(states: Any, starts: Any, ends: Any) -> Any:
    """Return the mean of the pieces between the two places of each pair; zero where they touch."""
    sums = torch.nn.functional.pad(states.cumsum(1), (0, 0, 1, 0))
    low = torch.minimum(ends.unsqueeze(2), ends.unsqueeze(1))
    high = torch.maximum(starts.unsqueeze(2), starts.unsqueeze(1))
    high = torch.maximum(low, high)
    batch, n, _ = low.shape
    width = states.shape[-1]

    def at(places: Any) -> Any:
        flat = places.reshape(batch, n * n, 1).expand(-1, -1, width)
        return torch.gather(sums, 1, flat).reshape(batch, n, n, width)

    return (at(high) - at(low)) / (high - low).clamp(min=1).unsqueeze(-1)


def loss(
    given: tuple[Any, Any, Any, Any], kinds: Any, statuses: Any, triggers: Any, weights: Any, *, claims: float
) -> Any:
    """Sum of: is there a claim (`claims`: the weight of pairs that hold one), which, of which status, and where the words stand.

    `kinds`: -1 not known, 0 no claim, n + 1 the predicate n.
    """
    any_, said, held, looked = given
    weight = torch.where(kinds > 0, claims, 1.0) * (kinds >= 0) * weights[:, None, None]
    each = nn.functional.binary_cross_entropy_with_logits(any_, (kinds > 0).float(), reduction="none")
    total = 3 * (each * weight).sum() / weight.sum().clamp(min=1)
    there = kinds > 0
    if there.any():
        total = total + nn.functional.cross_entropy(said[there], kinds[there] - 1, label_smoothing=0.05)
    if (statuses >= 0).any():
        total = total + 0.3 * nn.functional.cross_entropy(
            held.reshape(-1, held.shape[-1]), statuses.reshape(-1), ignore_index=-1
        )
    marked = triggers.sum(-1) > 0
    if marked.any():
        total = total - 0.3 * (looked.log_softmax(-1)[marked] * triggers[marked]).sum(-1).mean()
    return total
