"""Factiva's text exports: field codes ("HD", "PD", "LP", "TD"), or the display format; each ends in "Document LBA0000020240301…".

The codes are those of Factiva's help on article formats; LP is the lead paragraph, TD the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from polgraph.loaders.exported import Part, fields_of

_END = re.compile(r"^[ \t]*Document ([A-Z][A-Z0-9]{2,9}[a-z0-9]{10,30})[ \t]*\r?$", re.MULTILINE)
_CODE = re.compile(
    r"^ {0,6}(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|CLM|SE|ART|IPD|IPC|VOL|CT|RF|DLN)(?:\s{1,12}(?=\S)|\s*$)"
)
_COUNT = re.compile(r"\d[\d,. ]* (?:words|Wörter|mots|palabras|слов)")
_COPYRIGHT = re.compile(r"\(c\)|©|copyright", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?(?: [A-Z]{3})?", re.IGNORECASE)
_KEPT = {
    "BY": "author", "CR": "credit", "WC": "words", "SC": "source code", "ED": "edition", "PG": "page", "SE": "section", "CLM": "column",
    "CO": "companies", "IN": "industries", "NS": "subjects", "RE": "regions", "PUB": "publisher", "VOL": "volume", "ET": "time",
}  # fmt: skip


def parts(text: str) -> list[Part]:
    """Return the documents of the export, none where the text is no such export."""
    found = []
    behind = 0
    for end in _END.finditer(text):
        lines = [line.strip("\r\f") for line in text[behind : end.start()].strip().split("\n")]
        codes = [found_[1] for line in lines if (found_ := _CODE.match(line))]
        if {"HD", "PD"} <= set(codes) and {"LP", "TD"} & set(codes):
            found.append(_coded(lines, end[1]))
        elif any(_COUNT.fullmatch(line.strip()) for line in lines):
            found.append(_shown(lines, end[1]))
        behind = end.end()
    return found


def _coded(lines: Sequence[str], id_: str) -> Part:
    held: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        match = _CODE.match(line)
        # within the text only what may follow it is a code: "IN a statement" is none
        if match and (code not in ("LP", "TD") or _follows(match, code)):
            code, line = match[1], line[match.end() :]
        held.setdefault(code, []).append(line.strip())
    said = {code: " ".join(" ".join(lines).split()) for code, lines in held.items()}
    text = "\n".join([*held.get("LP", []), "", *held.get("TD", [])]).strip()
    date = (
        f"{said.get('PD', '')} {clock}"
        if _CLOCK.fullmatch(clock := said.get("ET", ""))
        else said.get("PD", "")
    )
    fields = fields_of(
        title=said.get("HD", ""), date=date, source=said.get("SN", ""), language=said.get("LA", "")
    )
    return Part(text, id_, fields, {name: said[code] for code, name in _KEPT.items() if said.get(code)})


def _follows(match: re.Match[str], code: str) -> bool:
    """Whether a code within the text begins another field: it stands alone, or is set off as codes are."""
    rest = match.string[match.end(1) :]
    return (match[1] == "TD" and code == "LP" and not rest.strip()) or (
        match[1] not in ("LP", "TD") and (not rest.strip() or rest.startswith(("  ", "\t")))
    )


def _shown(lines: Sequence[str], id_: str) -> Part:
    """(Section,) headline, (byline,) "532 words", date, (time,) source, code, (edition, page,) language, copyright, text."""
    lines = [line.strip() for line in lines]
    counted = next(i for i, line in enumerate(lines) if _COUNT.fullmatch(line))
    title, meta = _above([line for line in lines[:counted] if line])
    rest = lines[counted + 1 :]
    closed = next((i for i, line in enumerate(rest[:16]) if _COPYRIGHT.match(line)), None)
    head = [line for line in (rest[:closed] if closed is not None else rest[:5]) if line]
    clock = next((line for line in head[1:3] if _CLOCK.fullmatch(line)), "")
    named = [line for line in head[1:] if line != clock]
    fields = fields_of(
        title=title,
        date=f"{head[0]} {clock}".strip() if head else "",
        source=named[0] if named else "",
        language="",
    )
    for line in named[1:]:
        fields |= fields_of(title="", date="", source="", language=line)
    text = "\n".join(rest[closed + 1 :] if closed is not None else rest[len(head) :]).strip()
    return Part(text, id_, fields, meta | {"words": lines[counted]})


def _above(lines: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the headline of the lines above the count, and the section and author where they stand there."""
    meta: dict[str, str] = {}
    rest = list(lines)
    if len(rest) > 1 and re.match(r"(?:by|von|par|por)\s", rest[-1], re.IGNORECASE):
        meta["author"] = rest.pop()
    if len(rest) > 1 and len(rest[0].split()) <= 3 and len(rest[1].split()) >= 5:
        meta["section"] = rest.pop(0)
    if len(rest) > 1 and "author" not in meta and len(rest[1].split()) <= 4:
        meta["author"] = rest.pop(1)
    return (rest[0] if rest else ""), meta
