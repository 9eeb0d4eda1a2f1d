"""A text as the numbers of its words, and the shingles of those: what is compared, in any script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint32]

# Scripts that put no blank between words: each character counts as one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}_])[\w\u064b-\u065f\u0900-\u0dff])+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_LONG = 4  # letters from which a word says what a text is about
_FACTOR = 0x9E3779B97F4A7C15


def words(text: str) -> Numbers:
    """Return one number for each word of `text` in order, without regard to case, spacing and typography.

    The lowest bit marks a word that says what the text is about (not a short one), the next one a number in digits.
    """
    import numpy as np

    plain = unicodedata.normalize("NFKC", text).casefold()
    return np.array([_number(word) for word in _WORD.findall(plain)], dtype=np.uint32)


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    has_digit = any(map(str.isdigit, word))
    telling = has_digit or len(word) >= _LONG or _IS_UNSPACED.match(word) is not None
    digest = int.from_bytes(blake2b(word.encode(), digest_size=4).digest(), "big")
    return digest & ~3 | has_digit << 1 | telling


def telling(numbers: Numbers) -> Numbers:
    """Return, sorted and once each, the words that say what the text is about."""
    import numpy as np

    return np.unique(numbers[(numbers & 1) == 1])


def figures(numbers: Numbers) -> Numbers:
    """Return, sorted and once each, the words in digits."""
    import numpy as np

    return np.unique(numbers[(numbers & 2) == 2])


def shingles(numbers: Numbers, *, size: int) -> Numbers:
    """Return a number for each run of `size` words, in order; a shorter text is one run.

    A polynomial over the words, mixed as MurmurHash3 ends; of two different runs one in four thousand million
    has the number of the other.
    """
    import numpy as np

    if not len(numbers):
        return numbers
    size = min(size, len(numbers))
    runs = len(numbers) - size + 1
    mixed = np.zeros(runs, dtype=np.uint64)
    wide = numbers.astype(np.uint64)
    for at in range(size):
        mixed = mixed * np.uint64(_FACTOR) + wide[at : at + runs]
    mixed ^= mixed >> np.uint64(33)
    mixed *= np.uint64(0xFF51AFD7ED558CCD)
    return (mixed >> np.uint64(32)).astype(np.uint32)
