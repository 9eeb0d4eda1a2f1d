"""LexisNexis' text exports: "Document 1 of 25" or "3 of 100 DOCUMENTS" above each article, or "End of Document" below it (Nexis Uni)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polgraph.loaders.exported import Part, fields_of, iso_date

_COUNTED = re.compile(
    r"^[ \t\f]*(?:Do[ck]ument \d+ (?:of|von|de) \d+|\d+ (?:of|von|de) \d+ DO[CK]UMENT[A-Z]*)[ \t]*\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_END = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_COVER = re.compile(r"^.*\bAbout LexisNexis\b.*$", re.MULTILINE)
_LABELS = "HEADLINE BYLINE SECTION LENGTH DATELINE HIGHLIGHT BODY LOAD-DATE LANGUAGE PUBLICATION-TYPE GRAPHIC JOURNAL-CODE COUNTRY SUBJECT CLASSIFICATION DISTRIBUTION TYPE SERIES CORRECTION".split()
_BELOW = frozenset(
    "load-date language publication-type graphic subject classification journal-code correction".split()
)
_LABEL = re.compile(rf"({'|'.join([*_LABELS, *(label.title() for label in _LABELS)])}):(?:\s+(.*))?$")
_COPYRIGHT = re.compile(
    r"(?:Copyright|©) ?(?:©|\(c\))? ?(?:19|20)\d\d\b.*|all rights reserved\.?", re.IGNORECASE
)
_CLOSING = re.compile(rf"Classification|Graphic|{_COPYRIGHT.pattern}", re.IGNORECASE)
_RUNNING = re.compile(r"Page \d+ of \d+|Page \d+", re.IGNORECASE)
_EDITION = re.compile(r".* edition", re.IGNORECASE)
_KEPT = {"byline": "author", "section": "section", "length": "words", "dateline": "dateline", "highlight": "highlight",
         "graphic": "graphic", "subject": "subjects", "publication-type": "publication type", "load-date": "load date"}  # fmt: skip

Said = dict[str, str]


def parts(text: str) -> list[Part]:
    """Return the documents of the export, none where the text is no such export."""
    if _COUNTED.search(text[:20_000]):
        cut = _COUNTED.split(text)[1:]
    elif _END.search(text):
        cut = [_COVER.split(part)[-1] for part in _END.split(text)]
    else:
        return []
    return [part for part in map(_part, cut) if part]


def _part(text: str) -> Part | None:
    """Return one document, None where nothing is in it."""
    lines = [line.strip() for line in text.strip().split("\n")]
    lines = [line for line in lines if not _RUNNING.fullmatch(line)]
    if not any(lines):
        return None
    begin, end = _body(lines)
    head, said = _labelled(lines[:begin])
    said |= _labelled(lines[end:])[1]
    title, date, source = _named(head, said, modern="Body" in lines)
    fields = fields_of(title=title, date=date, source=source, language=said.get("language", ""))
    meta = {name: said[label] for label, name in _KEPT.items() if said.get(label)}
    text = "\n".join(lines[begin:end]).strip()
    first = _LABEL.match(text)
    if first and first[1].lower() == "body":  # "BODY: The minister left"
        text = text.partition(":")[2].strip()
    return Part(text, "", fields, meta)


def _body(lines: Sequence[str]) -> tuple[int, int]:
    """Return where the text begins and ends: from "Body", else from behind the labels above it, to the labels below it."""
    labels = {i: match[1].lower() for i, line in enumerate(lines) if (match := _LABEL.match(line))}
    begin = next((i for i, line in enumerate(lines) if line == "Body" or labels.get(i) == "body"), None)
    if begin is None:
        stop = next((i for i, label in labels.items() if label in _BELOW), len(lines))
        stop = min(stop, min(labels, default=0) + 24)
        above = [i for i in labels if i < stop]
        begin = above[-1] + 1 if above else len(lines)
        while begin < len(lines) and lines[begin]:  # a label goes on to the next blank line
            begin += 1
    elif lines[begin] in ("Body", "BODY:", "Body:"):
        begin += 1
    closed = (i for i in range(begin, len(lines)) if labels.get(i) in _BELOW or _CLOSING.fullmatch(lines[i]))
    return begin, next(closed, len(lines))


def _labelled(lines: Sequence[str]) -> tuple[list[str], Said]:
    """Return the lines without a label, and what stands behind each label, which goes on to the next blank line."""
    head: list[str] = []
    said: dict[str, list[str]] = {}
    label = ""
    for line in lines:
        if match := _LABEL.match(line):
            label = match[1].lower()
            said[label] = [(match[2] or "").strip()]
        elif not line:
            label = ""
        elif label:
            said[label].append(line)
        elif not _COPYRIGHT.fullmatch(line):
            head.append(line)
    return head, {label: " ".join(lines).strip() for label, lines in said.items()}


def _named(head: Sequence[str], said: Said, *, modern: bool) -> tuple[str, str, str]:
    """Return headline, date and publisher of the lines at the top.

    They stand as publisher, date, headline; in the layout of Nexis Uni (`modern`) as headline, publisher, date.
    """
    dated = next((i for i, line in enumerate(head) if iso_date(line)), None)
    if dated is None:
        return said.get("headline") or (head[0] if head else ""), "", ""
    date, source = head[dated], head[dated - 1] if dated else ""
    behind = [] if modern else [line for line in head[dated + 1 :] if not _EDITION.fullmatch(line)]
    title = said.get("headline") or " ".join(behind) or " ".join(head[: max(0, dated - 1)])
    return title, date, source
