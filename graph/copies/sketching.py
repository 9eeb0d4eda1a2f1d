"""What is kept of an article to find others that tell the same story."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from polgraph.copies import settings
from polgraph.copies.wording import shingles, words
from polgraph.model import Article

if TYPE_CHECKING:
    from datasketch import MinHash

    from polgraph.copies.wording import Numbers

_FORM = 1  # to be raised with every change of what a sketch holds or how two are compared

UNDATED = 1 << 60
"""The instant of an article whose publication is unknown: after all others."""

_BANDS, _ROWS = 64, 2
_READ = ("body", "subheading")
_HOST = re.compile(r"^(?:www|m|mobile|amp)\.")
_TRACKING = re.compile(r"^(?:utm_|fbclid|gclid|ref$|ref_|cmpid|ocid)", re.IGNORECASE)


class Sketch(NamedTuple):
    """An article as it is compared. `keys`: two articles may tell one story only if they share one.

    `instant`: seconds since 1970 of the publication (a day begins it), `UNDATED` where unknown. `title`, `address` and
    `publisher` are in normal form, "" where unknown; `day` is the ISO date.
    """

    article: str
    instant: int
    day: str | None
    publisher: str
    address: str
    title: str
    words: Numbers
    keys: tuple[int, ...]

    @property
    def rank(self) -> tuple[int, str]:
        """By publication, then id: the first of a cluster is its head."""
        return self.instant, self.article

    @property
    def number(self) -> int:
        """The id as a number of 63 bits."""
        return _key("article ", self.article.encode())


def sketch(article: Article) -> Sketch:
    """Return the sketch of an article."""
    address = _address(article.url)
    title = " ".join((article.title or "").casefold().split())
    numbers = words(_body(article))
    plain = " ".join(article.text.casefold().split())
    named = [f"url {address}"] * bool(address) + [f"text {plain}"] * bool(plain)
    return Sketch(
        article.id,
        instant=_instant(article.published),
        day=article.day,
        publisher=" ".join((article.source or address.partition("/")[0]).casefold().split()),
        address=address,
        title=title,
        words=numbers,
        keys=(*map(_key, named), *_keys(numbers)),
    )


@cache
def form() -> str:
    """Return what changes with how sketches are made and compared: what was decided in another form is decided anew."""
    figures = blake2b(settings.load().model_dump_json().encode(), digest_size=6).hexdigest()
    return f"{_FORM} {figures}"


def packed(article: Sketch) -> tuple[bytes, bytes]:
    """Return words and keys as bytes, the same on every machine."""
    import numpy as np

    return article.words.astype("<u4").tobytes(), np.array(article.keys, dtype="<i8").tobytes()


def unpacked(
    article: str,
    instant: int,
    day: str | None,
    publisher: str,
    address: str,
    title: str,
    *,
    words: bytes,
    keys: bytes,
) -> Sketch:
    """Return the sketch of what `packed` gave, and of its other fields."""
    import numpy as np

    numbers, bands = np.frombuffer(words, dtype="<u4"), np.frombuffer(keys, dtype="<i8")
    return Sketch(article, instant, day, publisher, address, title, numbers, tuple(bands.tolist()))


def _body(article: Article) -> str:
    """Return the article without headline, captions and boilerplate; all of it where nothing else is left."""
    parts = [article.text[p.start : p.end] for p in article.paragraphs if p.kind in _READ]
    if parts:
        return "\n".join(parts)
    first, _, rest = article.text.strip().partition("\n")
    is_title = bool(article.title) and " ".join(first.split()) == " ".join((article.title or "").split())
    return rest if is_title and rest.strip() else article.text


def _instant(published: str | None) -> int:
    if not published:
        return UNDATED
    moment = datetime.fromisoformat(published)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _address(url: str | None) -> str:
    """Return an address without scheme, `www.`, `/amp`, tracking and fragment; "" for none and for a front page."""
    try:
        parts = urlsplit((url or "").strip())
        host = _HOST.sub("", (parts.hostname or "").casefold())
    except ValueError:
        return ""
    path = re.sub(r"/(?:amp|index\.\w+)?/?$", "", parts.path)
    query = "&".join(p for p in sorted(parts.query.split("&")) if p and not _TRACKING.match(p))
    return f"{host}{path}{'?' if query else ''}{query}" if host and (path or query) else ""


def _keys(numbers: Numbers) -> list[int]:
    """Return the keys of a body: one of all its words, and those of the bands of its MinHash."""
    least = settings.load().least
    if len(numbers) < least.exact:
        return []
    whole = _key("body ", numbers.tobytes())
    return [whole, *_bands(numbers)] if len(numbers) >= least.near else [whole]


def _bands(numbers: Numbers) -> list[int]:
    """Return a number for each band of the MinHash (Broder 1997; Leskovec, Rajaraman, Ullman, ch. 3).

    64 bands of 2 rows: texts that share a fifth of their shingles meet with 93 %, a third with 99.9 %.
    """
    import numpy as np

    hashed = _empty().copy()
    hashed.update_batch(shingles(numbers, size=settings.load().shingle).tolist())
    rows = hashed.hashvalues.astype(np.uint64).reshape(_BANDS, _ROWS)
    mixed = (rows[:, 0] << np.uint64(32) | rows[:, 1]) ^ np.arange(_BANDS, dtype=np.uint64)
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed = (mixed + np.arange(_BANDS, dtype=np.uint64)) * np.uint64(0xFF51AFD7ED558CCD)
    return [int(key) for key in mixed >> np.uint64(1)]


@cache
def _empty() -> MinHash:
    from datasketch import MinHash  # half a second with scipy: only when it is needed

    return MinHash(num_perm=_BANDS * _ROWS, seed=1, scheme="affine32", hashfunc=int)


def _key(name: str, more: bytes = b"") -> int:
    return int.from_bytes(blake2b(name.encode() + more, digest_size=8).digest(), "big") >> 1
