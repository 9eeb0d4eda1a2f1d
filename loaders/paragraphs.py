"""What each stretch of a text is: headline, subheading, body, caption or boilerplate.

Pages pasted as text bring their furniture along. The spans tell it from the article; the text is never changed.
A line is thrown out only for a reason: a rule of `data/furniture.yaml`, its place beside such a line, or because it
prints the headline again. Everything else is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from polgraph.loaders import furniture, headline, lines
from polgraph.loaders.lines import Unit, is_item, is_terminal
from polgraph.model import Paragraph, ParagraphKind

_SUBHEADING = 120  # characters of a subheading
_CAPTION = 250  # characters of a caption
_LIMIT_OF_LINKS = 5  # headlines behind "Read also" in a text without blank lines
_LONG = 200  # characters: a line behind "Most read" that long belongs to an article

_UP = r"[^\W\d_a-zß-öø-ÿа-џґ]"
_NAME = re.compile(
    rf"{_UP}[\w.'’-]+(?: (?:van|von|de|der|den|da|di|la|le|al|bin))?(?: {_UP}[\w.'’-]*){{1,2}}(?: in {_UP}[\w-]+)?"
)
_BOUNDARY = re.compile(r"""(?P<word>\S+?)[.!?…]["”“»’)]*\s+(?=\S)""")
_ABBREVIATED = re.compile(
    r"mr|mrs|ms|dr|gen|sen|rep|gov|lt|col|sgt|capt|maj|adm|st|prof|rev|hon|jr|sr|no|vs|etc|inc"
    r"|ltd|co|corp|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|ім|св|ул|вул|просп|акад|проф"
    r"|ген|тов|рис|им|bzw|ca|usw",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.!?…;]")


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    block: int
    kind: ParagraphKind | None = None  # None: the article's own words
    rule: furniture.Rule | None = None


def segment(text: str, title: str | None = None) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text` in order: they cover all that is no blank and never overlap.

    `title` is the headline where it is known; without it the first short line before longer ones is taken for it.
    """
    units = lines.split(text)
    title = _known_title(text, units, title) or headline.guess(text, units)
    pieces = _with_headline(text, units, title)
    _drop_links(text, pieces)
    _drop_below(text, pieces)
    _drop_kickers(text, pieces, given=title is not None)
    _drop_neighbours(text, pieces)
    _name_the_rest(text, pieces)
    return tuple(Paragraph(start=p.start, end=p.end, kind=p.kind or "body") for p in pieces)


def headline_of(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """Return the words of the headline in one line, None if no paragraph is one."""
    found = next((p for p in paragraphs if p.kind == "headline"), None)
    return " ".join(text[found.start : found.end].split()) if found else None


def _known_title(text: str, units: list[Unit], title: str | None) -> str | None:
    """Return `title` if some line prints it."""
    if not title or not title.strip():
        return None
    return title if any(headline.printed(title, text[u.start : u.end], again=False) for u in units) else None


def _with_headline(text: str, units: list[Unit], title: str | None) -> list[_Piece]:
    pieces: list[_Piece] = []
    printed = begun = False
    for unit in units:
        if unit.rule:
            pieces.append(_Piece(unit.start, unit.end, unit.block, unit.rule.kind, unit.rule))
            continue
        start = unit.start
        end = headline.printed(title, text[unit.start : unit.end], again=printed) if title else None
        if end is not None:
            kind: ParagraphKind = "boilerplate" if printed else "headline"
            pieces.append(_trimmed(text, _Piece(start, start + end, unit.block, kind)))
            start, printed = start + end, True
        if start < unit.end:
            found = _split(text, _trimmed(text, _Piece(start, unit.end, unit.block)), first=not begun)
            begun = begun or any(p.kind is None and is_terminal(text[p.start : p.end]) for p in found)
            pieces += found
    return pieces


def _trimmed(text: str, piece: _Piece) -> _Piece:
    """Return the piece without the blanks around it."""
    words = text[piece.start : piece.end]
    piece.end -= len(words) - len(words.rstrip())
    piece.start += len(words) - len(words.lstrip())
    return piece


def _split(text: str, piece: _Piece, *, first: bool) -> list[_Piece]:
    """Return the piece cut where furniture starts, ends or interrupts it. Datelines count in the `first` sentence."""
    found: list[_Piece] = []
    waiting = [piece]
    while waiting:
        rest = _trimmed(text, waiting.pop())
        if rest.start >= rest.end:
            continue
        cut = _cut(text[rest.start : rest.end], first=first) if rest.kind is None else None
        if cut is None:
            found.append(rest)
            continue
        start, end, rule = rest.start + cut.start, rest.start + cut.end, cut.rule
        middle = _Piece(start, end, piece.block, rule.kind, rule)
        waiting += [_Piece(end, rest.end, piece.block), middle, _Piece(rest.start, start, piece.block)]
    return found


def _cut(words: str, *, first: bool) -> furniture.Part | None:
    """Return the stretch of `words` that is furniture, the first one found, or None."""
    if rule := furniture.whole(words):
        return furniture.Part(rule, 0, len(words))
    if part := furniture.credit_in_brackets(words) or furniture.ending(words):
        if part.rule.kind != "caption":
            return part
        caption = _around_credit(words, part.start, part.end)
        return caption and furniture.Part(part.rule, *caption)
    part = furniture.opening(words)
    if part and (first or part.rule.kind == "caption" or "(" in words[: part.end]):
        return part
    return None


def _around_credit(words: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the caption that the credit `[start, end)` closes: the words before it back to the last sentence.

    None where the sentence goes on behind the credit: it is the article's.
    """
    after = words[end:].lstrip()
    if after and (after[0].islower() or after[0] in ",;:"):
        return None
    before = words[:start]
    boundaries = [m.end() for m in _BOUNDARY.finditer(before) if not _abbreviated(m["word"])]
    closed = is_terminal(before)
    if closed and len(before) <= _CAPTION and len(boundaries) <= 1:
        return (0, end)
    if closed:
        return (start, end)
    last = boundaries[-1] if boundaries else 0
    return (last, end) if start - last <= _CAPTION else (start, end)


def _abbreviated(word: str) -> bool:
    """Whether the full stop behind `word` is that of an abbreviation or initial."""
    plain = word.lstrip("(\"“„«‘'")
    return len(plain) == 1 or "." in plain or _ABBREVIATED.fullmatch(plain) is not None


def _link_like(text: str, piece: _Piece) -> bool:
    words = text[piece.start : piece.end]
    return piece.kind is None and not is_terminal(words) and words[-1] not in ":;," and len(words) <= _CAPTION


def _drop_links(text: str, pieces: list[_Piece]) -> None:
    """Drop the headlines of other articles behind "Read also": those of its block, else the one after it."""
    for index, piece in enumerate(pieces):
        if piece.rule is None or piece.rule.place != "link":
            continue
        first = pieces[index + 1].block if index + 1 < len(pieces) else None
        for taken, later in enumerate(pieces[index + 1 :]):
            item = is_item(text[later.start : later.end])
            beside = later.block in (piece.block, first) or item
            if not _link_like(text, later) or not beside or taken == _LIMIT_OF_LINKS:
                break
            later.kind = "boilerplate"


def _drop_below(text: str, pieces: list[_Piece]) -> None:
    """Drop what stands below the article behind "Most read", "Comments": all of it if it is a list, else the links."""
    for index, piece in enumerate(pieces):
        if piece.rule is None or piece.rule.place != "closing":
            continue
        rest = [p for p in pieces[index + 1 :] if p.kind is None]
        listed = sum(_link_like(text, p) for p in rest) > 1 and all(p.end - p.start < _LONG for p in rest)
        for later in rest:
            if not listed and not _link_like(text, later):
                break
            later.kind = "boilerplate"


def _drop_kickers(text: str, pieces: list[_Piece], *, given: bool) -> None:
    """Drop the one or two words that stand over the headline: a rubric, a place."""
    top = next((i for i, p in enumerate(pieces) if p.kind == "headline"), None)
    for piece in pieces[: top or 0]:
        words = text[piece.start : piece.end]
        if piece.kind is None and len(words.split()) <= (3 if given else 2) and not _STOPS.search(words):
            piece.kind = "boilerplate"


def _drop_neighbours(text: str, pieces: list[_Piece]) -> None:
    """Drop a bare name beside a date or byline, and the words over a photo credit that has its own line."""
    for index, piece in enumerate(pieces):
        words = text[piece.start : piece.end]
        if piece.kind is not None:
            continue
        before = pieces[index - 1] if index else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        name = _NAME.fullmatch(words) is not None
        if name and any(
            p and p.rule and p.rule.name in ("byline", "timestamp", "date") for p in (before, after)
        ):
            piece.kind = "boilerplate"
        elif after and after.kind == "caption" and after.rule and after.rule.place == "line":
            alone = piece.block == after.block and (before is None or before.block != piece.block)
            if name or (alone and pieces[-1].block > 1 and len(words) <= _CAPTION):
                piece.kind = "caption"


def _name_the_rest(text: str, pieces: list[_Piece]) -> None:
    """Tell subheadings from body, and dates over the entries of a chronicle from the date of the page."""
    own = [p for p in pieces if p.kind is None or (p.rule and p.rule.name == "date")]
    begun = False
    for index, piece in enumerate(own):
        after = own[index + 1] if index + 1 < len(own) else None
        if piece.kind is not None:
            if begun and after and after.kind is None and is_terminal(text[after.start : after.end]):
                piece.kind = "subheading"
            continue
        before = own[index - 1] if index else None
        piece.kind = "subheading" if _is_subheading(text, piece, before, after) else "body"
        begun = begun or is_terminal(text[piece.start : piece.end])


def _is_subheading(text: str, piece: _Piece, before: _Piece | None, after: _Piece | None) -> bool:
    words = text[piece.start : piece.end]
    if after is None or len(words) > _SUBHEADING or "\n" in words or is_item(words):
        return False
    if is_terminal(words) or words[-1] in ":;," or words[0] in "\"“„«‘'–—-" or words[0].islower():
        return False
    return not _in_list(text, piece, before, after)


def _in_list(text: str, piece: _Piece, before: _Piece | None, after: _Piece) -> bool:
    """Whether the line is one of a list: behind a colon, or amid other lines of its block without full stop."""
    beside = [p for p in (before, after) if p and p.block == piece.block]
    if before and text[before.end - 1] == ":":
        return True
    unclosed = [p for p in beside if not is_terminal(text[p.start : p.end])]
    return len(unclosed) == 2 or (before is not None and before in unclosed and before.kind == "body")
