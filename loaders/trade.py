"""Exports of the press databases as plain text: several articles in a file, each with lines that say what it is.

Layouts as the services write them: LexisNexis ("3 of 100 DOCUMENTS"; Nexis Uni, "Body" to "End of Document") and Factiva
(field codes "HD", "PD", "TD"; or the display format that ends in "Document LBA0000020240301…").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polgraph.errors import InputError
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.sidecar import Fields

_COUNTED = re.compile(r"^[ \t]*(?:Document )?\d+ (?:of|von|de) \d+ DOCUMENTS?[ \t]*$", re.MULTILINE)
_END = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE)
_FACTIVA = re.compile(r"^Document ([A-Z]{3,8}[a-z0-9]{10,30})[ \t]*$", re.MULTILINE)
_CODE = re.compile(
    r"^(HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CO|IN|NS|RE|PUB|AN|CLM|SE|ART|IPD|IPC|VOL)(?:\s{1,4}(?=\S)|\s*$)"
)
_LABEL = re.compile(
    r"^(BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|GRAPHIC|JOURNAL-CODE|COUNTRY|SUBJECT|Byline|Section|Length|Dateline|Highlight|Load-Date|Language|Publication-Type|Classification|Graphic|Copyright): ?(.*)$|^(Copyright) (.*)$"
)
_BELOW = re.compile(
    r"(?:load-date|language|graphic|subject|publication-type|classification)\b", re.IGNORECASE
)
_COUNT = re.compile(r"[\d,. ]+ words")
_LANGUAGES = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "russian": "ru",
    "ukrainian": "uk",
    "arabic": "ar",
}

Part = tuple[str, Fields]
"""The text of an article and its fields; "title", "published", "source", "language", "id" where they are stated."""


def parts(text: str) -> list[Part] | None:
    """Return the articles of an export, None where the text is no export that is known."""
    if len(_FACTIVA.findall(text)) and re.search(_COUNT, text + "\nWC "):
        return [p for p in map(_factiva, _cut(text, _FACTIVA)) if p]
    if _COUNTED.search(text[:4000]):
        return [p for p in map(_nexis, _COUNTED.split(text)[1:]) if p]
    if _END.search(text) and re.search(r"^(?:Length|Load-Date|Body)\b", text, re.MULTILINE):
        return [p for p in map(_nexis, _END.split(text)) if p]
    return None


def _cut(text: str, end: re.Pattern[str]) -> Iterator[str]:
    """Yield what ends in each match, with it."""
    behind = 0
    for found in end.finditer(text):
        yield text[behind : found.end()]
        behind = found.end()


def _factiva(text: str) -> Part | None:
    ended = _FACTIVA.search(text)
    lines = [line.rstrip() for line in text[: ended.start() if ended else None].strip().split("\n")]
    coded = sum(_CODE.match(line) is not None for line in lines) >= 3
    body, fields = _factiva_coded(lines) if coded else _factiva_shown(lines)
    if ended:
        fields["id"] = ended[1]
    return (body, fields) if body.strip() else None


def _factiva_coded(lines: list[str]) -> Part:
    held: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if found := _CODE.match(line):
            code, line = found[1], line[found.end() :]
        held.setdefault(code, []).append(line.strip())
    body = "\n".join([*held.get("LP", []), "", *held.get("TD", [])]).strip()
    return body, _fields(*(" ".join(held.get(code, [])).strip() for code in ("HD", "PD", "SN", "LA")))


def _factiva_shown(lines: list[str]) -> Part:
    """Headline, byline, "532 words", date, (time,) source, code, (edition, page,) language, copyright, text."""
    counted = next((i for i, line in enumerate(lines) if _COUNT.fullmatch(line.strip())), None)
    if counted is None:
        return "\n".join(lines), {}
    rest = lines[counted + 1 :]
    closed = next(
        (i for i, line in enumerate(rest[:14]) if re.match(r"\(c\)|©|Copyright", line, re.IGNORECASE)), None
    )
    head = [line for line in (rest[:closed] if closed is not None else rest[:5]) if line]
    source = next((line for line in head[1:] if not re.fullmatch(r"\d{1,2}:\d{2}.*", line)), "")
    language = next((line for line in head if line.lower() in _LANGUAGES), "")
    title = next((line for line in lines[:counted] if line.strip()), "")
    body = "\n".join(rest[closed + 1 if closed is not None else len(head) :]).strip()
    return body, _fields(title, head[0] if head else "", source, language)


def _nexis(text: str) -> Part | None:
    """Source, date and headline above the labelled lines (or headline, source, date), then the text."""
    lines = [line.strip() for line in text.strip().split("\n")]
    labels = [i for i, line in enumerate(lines) if _LABEL.match(line)]
    if not labels:
        return None
    head = [line for line in lines[: labels[0]] if line]
    dated = next((i for i, line in enumerate(head) if _date(line)), None)
    said = {(m[1] or m[3]).lower(): (m[2] or m[4]).strip() for i in labels if (m := _LABEL.match(lines[i]))}
    above = [i for i in labels if i <= labels[0] + 12 and not _BELOW.match(lines[i])] or labels[:1]
    begin = (lines.index("Body") if "Body" in lines else above[-1]) + 1
    end = next((i for i in labels if i > begin and _BELOW.match(lines[i])), len(lines))
    body = "\n".join(lines[begin:end]).strip()
    if dated is None:
        source, title = "", head[0] if head else ""
    elif dated == 1:
        source, title = head[0], next((t for t in head[2:] if not t.lower().endswith(" edition")), "")
    else:
        title, source = " ".join(head[: dated - 1]), head[dated - 1] if dated else ""
    fields = _fields(title, head[dated] if dated is not None else "", source, said.get("language", ""))
    return (body, fields) if body else None


def _date(words: str) -> str | None:
    try:
        return parse_date(words) if re.search(r"(?:19|20)\d\d", words) else None
    except InputError:
        return None


def _fields(title: str, date: str, source: str, language: str) -> Fields:
    tag = _LANGUAGES.get(language.split(";")[0].strip().lower(), "")
    fields = {
        "title": title.strip(),
        "published": _date(date) or "",
        "source": source.strip(),
        "language": tag,
    }
    return {key: value for key, value in fields.items() if value}
