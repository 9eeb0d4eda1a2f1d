"""PDF, Word documents, mails and mailboxes, and the exports of the press databases."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from polgraph.loaders import Failure, read, trade
from polgraph.model import Article

SENTENCE = "The minister left the talks in Riga on Tuesday."


def run(
    path: Path, content: bytes | str | None = None, **options: Any
) -> tuple[list[Article], list[Failure]]:
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    items = list(read([path], base=path.parent, **options))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)]


def pdf(pages: list[list[tuple[int, int, str]]], info: str = "") -> bytes:
    """A PDF with these words at these places (points from the left and from below)."""
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(len(pages)))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    font = "<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    for i, page in enumerate(pages):
        words = "\n".join(f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in page)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources {font} /Contents {4 + 2 * i} 0 R >>"
        )
        objects.append(f"<< /Length {len(words)} >>\nstream\n{words}\nendstream")
    objects.append(f"<< {info} >>")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        out
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\n"
            f"startxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def test_a_pdf_is_read_column_by_column_without_running_heads(tmp_path: Path) -> None:
    def page(number: int, left: str, right: str) -> list[tuple[int, int, str]]:
        columns = [
            (50 + 300 * c, 600 - 12 * i, f"{w} line {i} of it.")
            for c, w in ((0, left), (1, right))
            for i in range(4)
        ]
        return [
            (50, 770, f"Riga Herald   {number} March"),
            *sorted(columns, key=lambda c: -c[1]),
            (290, 20, f"Page {number}"),
        ]

    info = "/Title (Ozola leaves) /CreationDate (D:20240301100000Z)"
    (article,), failures = run(
        tmp_path / "a.pdf", pdf([page(1, "One", "Two"), page(2, "Three", "Four")], info)
    )
    assert not failures
    order = [
        article.text.index(word)
        for word in ("Ozola leaves", "One line 3", "Two line 0", "Three line 0", "Four line 3")
    ]
    assert order == sorted(order)
    assert "Herald" not in article.text and "Page" not in article.text
    assert (article.title, article.published) == ("Ozola leaves", "2024-03-01")


def test_a_sentence_at_the_head_of_one_page_is_no_running_head(tmp_path: Path) -> None:
    (article,), _ = run(tmp_path / "a.pdf", pdf([[(50, 770, SENTENCE)], [(50, 770, "Her deputy stayed.")]]))
    assert article.text == f"{SENTENCE}\n\nHer deputy stayed."


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", pdf([[]]), "no text in this PDF"),
        ("a.pdf", b"%PDF-1.4 nothing", "a PDF that can be read"),
        ("a.docx", b"PK\x03\x04 nothing", "Word document that can be read"),
        ("a.xlsx", b"no zip", "Excel file that can be read"),
        ("a.parquet", b"PAR1 nothing", "a Parquet file that can be read"),
        ("a.warc.gz", b"\x1f\x8b nothing", "damaged"),
        ("a.mbox", b"Hello", "no mailbox"),
        ("a.eml", b"Subject: x\n\n", "no text in this mail"),
        ("a.json", b"{", "no JSON"),
        ("a.tar", b"x" * 600, "damaged"),
    ],
)
def test_a_damaged_file_is_one_line(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    none, (failure,) = run(tmp_path / name, content)
    assert not none
    assert words in failure.reason
    assert "\n" not in str(failure)


def test_a_word_document_is_read_in_its_order_without_heads(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.core_properties.title = "Ozola leaves"
    document.sections[0].header.paragraphs[0].text = "Riga Herald, page 1"
    document.add_paragraph(SENTENCE)
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "Riga | talks".replace(" | ", " ")
    document.add_paragraph("Her deputy stayed.")
    document.save(str(tmp_path / "a.docx"))
    (article,), failures = run(tmp_path / "a.docx")
    assert not failures
    assert article.text == f"Ozola leaves\n\n{SENTENCE}\n\nRiga talks\n\nHer deputy stayed."


def mail(subject: str, text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "Riga Herald <desk@herald.example>", subject
    message["Date"] = "Fri, 01 Mar 2024 10:00:00 +0200 (EET)"
    message.set_content(text)
    return message


def test_a_mail_and_its_attachments(tmp_path: Path) -> None:
    message = mail("Ozola leaves", "")
    message.set_content(f"<p>{SENTENCE}</p><p>Her deputy &amp; others stayed.</p>", subtype="html")
    message.add_attachment("The prime minister said nothing on Monday.", filename="more.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    (article, more), failures = run(tmp_path / "a.eml", bytes(message))
    assert not failures
    assert article.text == f"Ozola leaves\n\n{SENTENCE}\n\nHer deputy & others stayed."
    assert (article.title, article.source) == ("Ozola leaves", "Riga Herald")
    assert article.published == more.published == "2024-03-01T10:00:00+02:00"
    assert (more.id, more.title) == ("a.eml/more.txt", None)


def test_a_mailbox_is_parted_at_its_lines_and_a_bad_mail_stops_no_other(tmp_path: Path) -> None:
    texts = [SENTENCE + "\n\n>From Riga the deputy wrote.\n", "", "Her deputy stayed.\n"]
    content = "".join(
        f"From desk@herald.example Fri Mar  1 10:00:00 2024\n{mail('T', t).as_string()}\n" for t in texts
    )
    articles, (failure,) = run(tmp_path / "a.mbox", content)
    assert [a.id for a in articles] == ["a.mbox#1", "a.mbox#3"]
    assert "From Riga the deputy wrote." in articles[0].text
    assert failure.where.endswith("a.mbox/2")


FACTIVA_CODED = """HD  Ozola leaves talks
BY  By A. Writer
WC  532 words
PD  1 March 2024
SN  Riga Herald
SC  RIGAH
LA  English
CY  (c) 2024 Riga Herald
LP
The minister left the talks on Tuesday.
TD
Her deputy stayed.
CO  herald : Riga Herald
AN  Document RIGAH00020240301ek3100001

Document RIGAH00020240301ek3100001
"""
FACTIVA_SHOWN = """Ozola leaves talks
By A. Writer
532 words
1 March 2024
10:05
Riga Herald
RIGAH
English
(c) 2024 Riga Herald. All rights reserved.
The minister left the talks on Tuesday.

Her deputy stayed.
Document RIGAH00020240301ek3100001
"""
NEXIS_OLD = """                               1 of 2 DOCUMENTS

                                  Riga Herald

                             March 1, 2024 Friday
                                 Final Edition

Ozola leaves talks

BYLINE: A. Writer

SECTION: NEWS; Pg. 3

LENGTH: 532 words

The minister left the talks on Tuesday.

Her deputy stayed.

LOAD-DATE: March 2, 2024

LANGUAGE: ENGLISH
"""
NEXIS_NEW = """Ozola leaves talks
Riga Herald
March 1, 2024 Friday

Copyright 2024 Riga Herald All Rights Reserved

Section: NEWS; Pg. 3
Length: 532 words
Byline: A. Writer

Body

The minister left the talks on Tuesday.

Her deputy stayed.

Load-Date: March 2, 2024

End of Document
"""


@pytest.mark.parametrize("export", [FACTIVA_CODED, FACTIVA_SHOWN, NEXIS_OLD, NEXIS_NEW])
def test_an_export_is_parted_into_its_articles(tmp_path: Path, export: str) -> None:
    second = (
        export.replace("Ozola leaves", "Ozola joins")
        .replace("1 of 2", "2 of 2")
        .replace("100001", "100002")
        .replace("left the", "joined the")
    )
    articles, failures = run(tmp_path / "a.txt", export + "\n\n" + second)
    assert not failures
    assert [a.title for a in articles] == ["Ozola leaves talks", "Ozola joins talks"]
    for article, verb in zip(articles, ("left", "joined"), strict=True):
        words = " ".join(article.text.split())
        assert words == f"{article.title} The minister {verb} the talks on Tuesday. Her deputy stayed."
        assert ((article.published or "")[:10], article.source) == ("2024-03-01", "Riga Herald")
    assert len({a.id for a in articles}) == 2


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Length: 5 words\n\n" + SENTENCE,
        "One of 2 documents\nDocument A1 was signed.",
        "HD television\n" + SENTENCE,
    ],
)
def test_a_text_that_only_looks_like_an_export_is_one_article(text: str) -> None:
    assert trade.parts(text) is None


def test_what_a_document_states_of_itself_is_kept(tmp_path: Path) -> None:
    import datetime as dt

    import docx

    document = docx.Document()
    document.add_paragraph(SENTENCE)
    document.save(str(tmp_path / "a.docx"))
    (article,), _ = run(tmp_path / "a.docx")
    assert (article.published, article.meta) == (None, {})  # the template of the library says otherwise
    stated = document.core_properties
    stated.author, stated.created = "A. Writer", dt.datetime(2024, 3, 1, 10)
    document.save(str(tmp_path / "a.docx"))
    (article,), _ = run(tmp_path / "a.docx")
    assert (article.published, article.meta["author"]) == ("2024-03-01", "A. Writer")
    assert "states itself" in article.meta["published_from"]
    (article,), _ = run(tmp_path / "a.docx", published="2024-02-01")
    assert (article.published, article.meta) == ("2024-02-01", {"author": "A. Writer"})
    info = "/Author (A. Writer) /CreationDate (D:20240301100000Z)"
    (article,), _ = run(tmp_path / "a.pdf", pdf([[(50, 400, SENTENCE)]], info))
    assert article.meta["author"] == "A. Writer"
    (article,), _ = run(tmp_path / "a.eml", bytes(mail("T", SENTENCE)))
    assert article.meta == {"from": "Riga Herald <desk@herald.example>"}


def bomb_pdf(filters: str, packed: bytes) -> bytes:
    head = f"%PDF-1.4\n1 0 obj\n<< /Length {len(packed)} /Filter {filters} >>\nstream\n".encode()
    return head + packed + b"\nendstream\nendobj\n"


def test_bombs_in_documents_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zlib

    from polgraph.loaders import pdf as reader

    monkeypatch.setattr(reader, "LARGEST_STREAM", 2_000_000)
    once = zlib.compress(bytes(9_000_000))
    _, (failure,) = run(tmp_path / "a.pdf", bomb_pdf("/FlateDecode", once))
    assert "unpacks to more than 2 MB" in failure.reason
    _, (failure,) = run(tmp_path / "a.pdf", bomb_pdf("[/FlateDecode /Fl]", zlib.compress(once)))
    assert "packed twice" in failure.reason


ENTITIES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "member"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/sharedStrings.xml")]
)
def test_entities_in_office_files_are_never_resolved(tmp_path: Path, name: str, member: str) -> None:
    import io
    import zipfile

    import docx
    import openpyxl

    out = io.BytesIO()
    if name == "a.docx":
        document = docx.Document()
        document.add_paragraph("MARK")
        document.save(out)
    else:
        book = openpyxl.Workbook()
        for row in (["title", "text"], ["A", "MARK"]):
            book.active.append(row)
        book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(tmp_path / name, "w") as new:
        for info in old.infolist():
            packed = old.read(info)
            if info.filename == member:
                content = packed.decode()
                head, mark, rest = content.partition("?>")
                content = (head + mark + ENTITIES + rest) if mark else ENTITIES + content
                packed = content.replace("MARK", "host &b;").encode()
            new.writestr(info, packed)
    articles, failures = run(tmp_path / name)
    hostname = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "\0"
    assert not any(hostname in a.text for a in articles)
    assert all("\n" not in str(f) for f in failures)
    assert len(articles) + len(failures) == 1


def test_a_page_of_very_many_blocks_is_not_compared_block_by_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pdfminer.layout import LTLayoutContainer

    def compared(*_: object) -> None:
        raise RuntimeError("each block is compared with each")

    monkeypatch.setattr(LTLayoutContainer, "group_textboxes", compared)
    words = [(20 + 40 * (n % 14), 780 - 18 * (n // 14), f"w{n}") for n in range(560)]
    (article,), failures = run(tmp_path / "a.pdf", pdf([[*words, (20, 20, SENTENCE)]]))
    assert not failures
    assert SENTENCE in article.text
    _, (failure,) = run(tmp_path / "b.pdf", pdf([words[:5]]))
    assert "compared" in failure.reason  # as a page of a few is
