"""Mails (EML) and mailboxes (MBOX, RFC 4155): subject, sender, date and the words; attachments of a known form are pieces."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import PurePosixPath

from polgraph.errors import InputError
from polgraph.loaders import decode
from polgraph.loaders.date_spellings import parse_date
from polgraph.loaders.failure import Failure
from polgraph.loaders.markup import plain
from polgraph.loaders.piece import Found, Options, Piece, taken_apart
from polgraph.loaders.text import titled


def read_mail(piece: Piece, options: Options) -> Found:
    """Yield the article of one mail, and its attachments as pieces."""
    yield from _mail(piece.whole(), piece, options)


def read_mailbox(piece: Piece, options: Options) -> Found:
    """Yield the articles of a mailbox, mail by mail; one that cannot be read stops no other."""
    for number, content in enumerate(_parted(piece), 1):
        inner = piece._replace(name=f"{piece.name}/{number}", id=f"{piece.id}#{number}")
        if len(content) > decode.LARGEST:
            yield Failure(where=inner.name, reason=f"a mail of more than {decode.LARGEST // 1_000_000} MB")
            continue
        try:
            yield from _mail(content, inner, options)
        except InputError as error:
            yield Failure(where=inner.name, reason=str(error))


def _parted(piece: Piece) -> Iterator[bytes]:
    """Yield the bytes of each mail, of one that is too large the beginning."""
    lines: list[bytes] = []
    size, blank, started = 0, True, False
    while line := piece.stream.readline(1_000_000):
        if blank and line.startswith(b"From "):
            if started:
                yield b"".join(lines)
            lines, size, started = [], 0, True
        elif size <= decode.LARGEST:
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        blank = not line.strip()
    if not started:
        raise InputError("no mailbox: a line 'From ' begins each mail")
    yield b"".join(lines)


def _mail(content: bytes, piece: Piece, options: Options) -> Found:
    from polgraph.loaders.forms import READ

    with taken_apart("a mail"):
        message = BytesParser(policy=policy.default).parsebytes(content)
        body = message.get_body(preferencelist=("plain", "html"))
        text = _words(body) if isinstance(body, EmailMessage) else ""
        fields = _stated(message) | {k: v for k, v in piece.fields.items() if v.strip()}
        meta = {"from": " ".join(str(message.get("From", "")).split())}
        attached = [p for p in message.iter_attachments() if isinstance(p, EmailMessage)]
    known = [(p, PurePosixPath(p.get_filename() or "")) for p in attached]
    known = [(p, name) for p, name in known if name.suffix.lower() in READ]
    if text.strip():
        yield options.once(titled(text, id=piece.id, fields=fields, meta=meta), where=piece.name)
    elif not known:
        raise InputError("no text in this mail")
    for part, name in known:
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield piece.inside(
                name.name, name.suffix.lower(), io.BytesIO(payload), fields=fields | {"title": ""}
            )


def _words(body: EmailMessage) -> str:
    text = str(body.get_content()).replace("\r\n", "\n")
    return plain(text) if body.get_content_subtype() == "html" else text


def _stated(message: EmailMessage) -> dict[str, str]:
    """Return the subject as title, the sender's name as source, and the date."""
    name, address = parseaddr(str(message.get("From", "")))
    fields = {"title": " ".join(str(message.get("Subject", "")).split()), "source": name or address}
    with contextlib.suppress(InputError):
        fields["published"] = parse_date(str(message.get("Date", "")).partition(" (")[0]) or ""
    return {key: value for key, value in fields.items() if value}
