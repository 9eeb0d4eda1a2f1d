"""Exports of LexisNexis and Factiva in the layouts that the services write, with what they say besides the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from polgraph.loaders import Failure, factiva, nexis, read, trade
from polgraph.model import Article

LABELLED = """\
                              Document 1 of 25

                      Copyright 2003 The Riga Herald
                             All Rights Reserved
                              The Riga Herald

                         March 1, 2003, City Edition

SECTION: WORLD; Pg. 12
LENGTH: 532 words
HEADLINE: Ozola leaves talks on the
ferry line
BYLINE: By A. Writer
DATELINE: RIGA, March 1
BODY:
The minister left the talks on Tuesday.

Copyright law was no matter of these talks.

LOAD-DATE: March 2, 2003

                              Document 2 of 25

                      Copyright 2003 The Riga Herald
                              The Riga Herald

                               2 March 2003

SECTION: WORLD; Pg. 1
HEADLINE: Liepa stays
BODY: Her deputy stayed.

LANGUAGE: ENGLISH

                              Document 3 of 25

                              The Riga Herald
                               3 March 2003
HEADLINE: A picture
GRAPHIC: PHOTO: of nobody
"""

COUNTED = """
                               3 of 100 DOCUMENTS


                                 Riga Herald (Latvia)

                               1 March 2024 Friday

Ozola leaves talks

BYLINE: A. Writer and B. Reader,
City Desk

SECTION: NEWS; Pg. 3

LENGTH: 12 words

HIGHLIGHT: The minister has had
enough.

Short was the talk.

LOAD-DATE: March 2, 2024

LANGUAGE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Newspaper


                       Copyright 2024 Riga Herald
                          All Rights Reserved
"""

COVERED = """\
User Name: A. Reader
Date and Time: Friday, March 8, 2024 10:00:00 AM GMT
Job Number: 218

Documents (2)
1. Ozola leaves talks
Client/Matter: -None-
| About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2024 LexisNexis
Page 1 of 2
Ozola leaves talks
Riga Herald
March 1, 2024 Friday 10:05 AM GMT

Copyright 2024 Riga Herald All Rights Reserved

Section: NEWS; Pg. 3
Length: 532 words
Byline: A. Writer
Highlight: The minister has had enough.

Body

The minister left the talks on Tuesday.
Page 2 of 2
Her deputy stayed.

Classification

Language: ENGLISH

Publication-Type: Newspaper

Load-Date: March 2, 2024

End of Document
"""

CODED = """\
HD       Ozola leaves talks
BY       By A. Writer
WC       532 words
PD       1 March 2024
ET       10:05
SN       Riga Herald
SC       RIGAH
PG       3
LA       English
CY       (c) 2024 Riga Herald

LP
RIGA (RH) - The minister left the talks on Tuesday.
TD
IN a statement she gave no reason.

RE elections, her deputy stayed silent.
NS       gdip : International Relations
RE       latv : Latvia | eu : Europe
PUB      Riga Herald SIA
AN       Document RIGAH00020240301ek3100001

Document RIGAH00020240301ek3100001
"""

SHOWN = """\
World News
Ozola leaves talks on the ferry line
A. Writer
1,532 words
1 March 2024
10:05
Riga Herald
RIGAH
3
English
© 2024 Riga Herald.

The minister left the talks on Tuesday.

Her deputy stayed.

Document RIGAH00020240301ek3100001
"""


def run(tmp_path: Path, content: str, name: str = "a.txt") -> list[Article | Failure]:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return list(read([tmp_path / name], base=tmp_path))


def test_the_labelled_layout_and_a_document_without_text(tmp_path: Path) -> None:
    first, second, failure = run(tmp_path, LABELLED)
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(failure, Failure)
    title = "Ozola leaves talks on the ferry line"
    body = "The minister left the talks on Tuesday.\n\nCopyright law was no matter of these talks."
    assert first.text == f"{title}\n\n{body}"
    assert (first.title, first.published, first.source) == (title, "2003-03-01", "The Riga Herald")
    assert first.meta == {
        "author": "By A. Writer",
        "section": "WORLD; Pg. 12",
        "words": "532 words",
        "dateline": "RIGA, March 1",
        "load date": "March 2, 2003",
    }
    assert second.text == "Liepa stays\n\nHer deputy stayed."
    assert (second.published, second.language, second.id) == ("2003-03-02", "en", "a.txt#2")
    assert failure.where.endswith("a.txt/3") and "no text" in failure.reason and not failure.skipped


def test_the_counted_layout_with_a_short_text_and_labels_of_two_lines(tmp_path: Path) -> None:
    (article,) = run(tmp_path, COUNTED)
    assert isinstance(article, Article)
    assert article.text == "Ozola leaves talks\n\nShort was the talk."
    assert (article.published, article.source, article.language) == (
        "2024-03-01",
        "Riga Herald (Latvia)",
        "de",
    )
    assert article.meta["author"] == "A. Writer and B. Reader, City Desk"
    assert article.meta["highlight"] == "The minister has had enough."


def test_the_cover_and_the_heads_of_pages_are_no_part_of_the_text(tmp_path: Path) -> None:
    (article,) = run(tmp_path, COVERED)
    assert isinstance(article, Article)
    assert article.text == "Ozola leaves talks\n\nThe minister left the talks on Tuesday.\nHer deputy stayed."
    assert (article.published or "").startswith("2024-03-01")
    assert article.source == "Riga Herald"


def test_field_codes_end_a_text_and_words_that_look_like_codes_do_not(tmp_path: Path) -> None:
    (article,) = run(tmp_path, CODED)
    assert isinstance(article, Article)
    assert article.id == "a.txt#RIGAH00020240301ek3100001"
    assert "IN a statement she gave no reason." in article.text
    assert article.text.endswith("RE elections, her deputy stayed silent.")
    assert (article.published, article.language) == ("2024-03-01T10:05:00", "en")
    assert article.meta["author"] == "By A. Writer"
    assert article.meta["regions"] == "latv : Latvia | eu : Europe"


def test_the_display_format_with_a_section_and_an_author_without_by(tmp_path: Path) -> None:
    (article,) = run(tmp_path, SHOWN.replace("\n", "\r\n"))
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Ozola leaves talks on the ferry line", "Riga Herald")
    assert article.meta == {"section": "World News", "author": "A. Writer", "words": "1,532 words"}
    assert article.text.endswith("Her deputy stayed.")


@pytest.mark.parametrize(
    "text",
    [
        "The paper fell silent.\n\nEnd of Document\n",
        "Document 1 of 25\n\nThe minister left the talks on Tuesday.\n",
        "The talks took 532 words\n\nDocument A was signed.",
        "End of Document " * 3,
        "",
    ],
)
def test_what_only_looks_like_an_export_is_none(text: str) -> None:
    assert trade.parts(text) is None


def test_hostile_exports_take_no_time() -> None:
    labels = "\n".join(f"SECTION: {i}" for i in range(20_000))
    assert nexis.parts(f"Document 1 of 2\n{labels}\n{labels}")
    end = "\nDocument RIGAH00020240301ek3100001\n"
    assert len(factiva.parts("HD\nPD\n" * 50_000 + "LP\n" * 50_000 + "x" * 200_000 + end)) == 1
    ended = " " * 200_000 + "1 of 2\n" + "End of Document\n" * 20_000
    assert not any(part.text for part in nexis.parts(ended))
