"""Running the scorer: one pass of a small encoder over a sentence, all pairs of its candidates at once.

MiniLM (Wang et al. 2020, arXiv:2002.10957), pooled spans and a head over ordered pairs; trained by
`tools/train_scorer.py` on `data/corpus` and the sentences of the lexicon alone. Each sentence is a run of its own, so that
no other sentence can change an outcome.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from polgraph.model import Span
from polgraph.scorer.questions import Question, Verdict

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from numpy.typing import NDArray

MOST_TOKENS = 200
"""Word pieces of a sentence that are looked at; spans behind them hold no claim."""
KEPT = 4
"""Predicates that a verdict names."""
BEYOND = (0, 1)
"""Pieces of a span that lies behind what is looked at: the mark at the beginning of the sentence."""
WORTH_SAYING = 0.05
"""Pairs less likely than this to hold a claim get no verdict."""


class Scorer:
    """The shipped weights. They are read at the first question."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder

    @cached_property
    def card(self) -> dict[str, Any]:
        """What the weights say of themselves: kinds, statuses, hash of the corpus, figures."""
        found: dict[str, Any] = json.loads((self._folder / "card.json").read_text(encoding="utf-8"))
        return found

    @property
    def version(self) -> str:
        """Date and hash of the weights, as a producer names them."""
        return str(self.card["version"])

    def worth(self, predicate: str, sureness: float) -> float:
        """Return how probable it is that a proposal of that sureness is right, by what was right on sentences kept apart (Platt 1999)."""
        held = self.card["calibration"]
        sureness = min(max(sureness, 1e-6), 1 - 1e-6)
        odds = (
            held["slope"] * math.log(sureness / (1 - sureness))
            + held["offset"]
            + held["predicates"][predicate]
        )
        return 1 / (1 + math.exp(-odds))

    def verdicts(self, question: Question) -> list[Verdict]:
        """Return what is to be said of the ordered pairs of `question`, pairs that overlap or are unlikely left out."""
        ids, offsets = self._pieces(question.text)
        spans = [pieces_of(span, offsets) for span in question.spans]
        sure, kinds, statuses, looked = self._run(ids, spans, question, offsets)
        free = _free(question, offsets)
        return [
            Verdict(
                subject=i,
                object=j,
                any=float(sure[i, j]),
                predicates=self._likeliest(sure[i, j] * kinds[i, j], kinds[i, j]),
                statuses=dict(zip(self.card["statuses"], statuses[i, j].tolist(), strict=True)),
                trigger=_word(question.text, offsets[free[looked[i, j, free].argmax()]]),
            )
            for i, j in _pairs(question.spans, spans, sure)
        ]

    def _likeliest(self, sureness: NDArray[Any], kinds: NDArray[Any]) -> tuple[tuple[str, float], ...]:
        """Return the predicates that are likeliest by `kinds`, each with its sureness; of equals the first."""
        names = self.card["kinds"]
        best = (-kinds).argsort(kind="stable")[:KEPT].tolist()
        return tuple((names[k], float(sureness[k])) for k in best)

    def _pieces(self, text: str) -> tuple[list[int], list[Span]]:
        encoded = self._tokenizer.encode(text)
        return encoded.ids[:MOST_TOKENS], encoded.offsets[:MOST_TOKENS]

    def _run(
        self, ids: list[int], spans: list[tuple[int, int]], question: Question, offsets: list[Span]
    ) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
        import numpy as np

        types = np.zeros(len(ids), dtype=np.int64)
        for start, end in spans:
            if (start, end) != BEYOND:
                types[start:end] = 1
        given = {
            "ids": np.array([ids], dtype=np.int64),
            "mask": np.ones((1, len(ids)), dtype=np.int64),
            "types": types[None, :],
            "starts": np.array([[s for s, _ in spans]], dtype=np.int64),
            "ends": np.array([[e for _, e in spans]], dtype=np.int64),
            "pairs": np.asarray(question.pairs, dtype=np.float32)[None],
            "words": word_numbers(question, offsets, len(self.card["kinds"]))[None],
        }
        sure, kinds, statuses, looked = self._session.run(None, given)
        return 1 / (1 + np.exp(-sure[0])), _softmax(kinds[0]), _softmax(statuses[0]), looked[0]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        weights = (self._folder / "scorer.onnx").read_bytes()
        return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        found = Tokenizer.from_str((self._folder / "tokenizer.json").read_text(encoding="utf-8"))
        found.no_truncation()
        found.no_padding()
        return found


@cache
def load() -> Scorer | None:
    """Return the scorer that is shipped with polgraph; None where this copy was built without weights."""
    folder = files("polgraph.data") / "scorer"
    return Scorer(folder) if (folder / "scorer.onnx").is_file() else None


def _softmax(logits: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    raised = np.exp(logits - logits.max(-1, keepdims=True))
    found: NDArray[Any] = raised / raised.sum(-1, keepdims=True)
    return found


def pieces_of(span: Span, offsets: Sequence[Span]) -> tuple[int, int]:
    """Return the word pieces of a span; BEYOND, the sentence's own mark, where it lies behind what is looked at."""
    inside = [k for k, (a, b) in enumerate(offsets) if b > span[0] and a < span[1] and b > a]
    return (inside[0], inside[-1] + 1) if inside else BEYOND


def _free(question: Question, offsets: Sequence[Span]) -> list[int]:
    """Return the pieces of words outside all spans, where a claim may be stated; where there is none, all pieces."""
    free = [
        k
        for k, (a, b) in enumerate(offsets)
        if b > a and question.text[a].isalpha() and not any(s < b and a < e for s, e in question.spans)
    ]
    return free or list(range(len(offsets)))


def word_numbers(question: Question, offsets: Sequence[Span], predicates: int) -> NDArray[Any]:
    """Return for each piece a 1 for every predicate that the lexicon says its word may state."""
    import numpy as np

    found = np.zeros((len(offsets), predicates), dtype=np.float32)
    for span, known in question.words:
        start, end = pieces_of(span, offsets)
        if (start, end) != BEYOND:
            found[start:end, list(known)] = 1.0
    return found


def _pairs(
    spans: tuple[Span, ...], pieces: list[tuple[int, int]], sure: NDArray[Any]
) -> Iterator[tuple[int, int]]:
    """Yield the ordered pairs that may hold a claim: likely enough, apart, and both within what is looked at."""
    for i, j in zip(*(sure >= WORTH_SAYING).nonzero(), strict=True):
        one, other = spans[i], spans[j]
        apart = one[1] <= other[0] or other[1] <= one[0]
        if apart and BEYOND not in (pieces[i], pieces[j]):
            yield int(i), int(j)


def _word(text: str, piece: Span) -> Span:
    """Return the whole word around a piece of it."""
    start, end = piece
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end
