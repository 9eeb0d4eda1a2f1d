"""Which language a text is in, where that can be told."""

from __future__ import annotations

from functools import cache
from typing import Any

from polgraph.errors import InputError

SAMPLE = 4000  # characters that are looked at
GLANCE = 600  # characters that are enough where they leave no doubt
CERTAIN = 0.999
SURE = 0.9  # probability that is believed for any text
LIKELY = 0.6  # probability that is believed for a text of ENOUGH letters
ENOUGH = 200
LEAST = 20  # letters; a shorter text has no language


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second: only when it is needed

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it unpacks itself into the folder of temporary files
        raise InputError(
            f"cannot tell the language ({error.strerror}, in the folder of temporary files): name it (--language en)"
        ) from error


def detect(text: str) -> str | None:
    """Return the ISO 639 code of the language of `text`, None if it is too short or too mixed to tell.

    A wrong guess would keep an article from being read, so a short text must be certain. Raises InputError where the
    folder of temporary files is full.
    """
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < LEAST:
        return None
    start = sample[:GLANCE]
    code, probability = _identifier().classify(start)
    if len(sample) > GLANCE and probability < CERTAIN:
        code, probability = _identifier().classify(sample)
    return str(code) if probability >= (LIKELY if letters >= ENOUGH else SURE) else None
