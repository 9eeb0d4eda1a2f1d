"""One spelling for look-ups: names folded across scripts, case and punctuation."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii


def fold(name: str) -> str:
    """Return `name` in lower-case ASCII words: "Дмитро  Козак" -> "dmitro kozak", "Erdoğan" -> "erdogan".

    A key for look-ups and candidates, not a decision that two names are one.
    """
    text = anyascii(unicodedata.normalize("NFC", name)).casefold()
    return " ".join(re.findall(r"[^\W_]+", text.replace("'", "")))
