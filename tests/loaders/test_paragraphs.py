"""Invented pages pasted as text: what each stretch must be taken for.

A layout writes the kind before each stretch: H headline, S subheading, B body, C caption, - boilerplate. `¦` parts
stretches that share a line, `⏎` stands for a line end inside one paragraph.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polgraph.loaders import furniture, segment
from polgraph.model import Paragraph

KINDS = {"H": "headline", "S": "subheading", "B": "body", "C": "caption", "-": "boilerplate"}

LAYOUTS = {
    "language switcher, headline twice, the second time glued to a photo credit": """
- ua en ru

H Minister Ozola walks out of ferry talks - Herald

- Minister Ozola walks out of ferry talks - Herald ¦C Ilze Ozola (photo: Baltic Pictures)

B The transport minister left the talks on Tuesday after an hour, her office said.

S A contract nobody saw

B The contract was signed in June, according to the Tallinn Observer.
""",
    "everything glued: headline, caption and first sentence on one line": """
H Minister Ozola walks out of ferry talks

- Minister Ozola walks out of ferry talks ¦C Ilze Ozola (photo: Getty Images) ¦B The transport minister left on Tuesday.

B Her office confirmed it.
""",
    "the headline glued to the first sentence": """
H Minister Ozola walks out of ferry talks

- Minister Ozola walks out of ferry talks ¦B The transport minister of Latvia left the talks on Tuesday, her office said.
""",
    "a first sentence that begins with the words of the headline is no headline": """
H Ozola walks out of ferry talks

B Ozola walks out of ferry talks in Riga, leaving the prime minister alone with the Estonians, who stayed.

B Ozola walks out of ferry talks Tuesday and her deputy follows her, the press office in Riga said in a note.
""",
    "rubric, byline, date, sharing, dateline": """
- World

H Chad and Sudan meet in Oslo

- By Anna Berzina and John Doe
- 4 March 2025, 08:15
- Share Tweet Print

- OSLO (Reuters) - ¦B Envoys of Chad and Sudan met on Monday.

B Norway hosts the talks.

- (Reporting by Anna Berzina; Editing by John Doe)
""",
    "a bare name beside the date is the author": """
H Chad and Sudan meet in Oslo

- Anna Berzina
- Updated 3 hours ago

B Envoys of Chad and Sudan met on Monday in a villa outside the city.
""",
    "a bare name as subheading is read": """
H Four candidates for the Latvian presidency

B Parliament votes on Friday, and four candidates have the papers in.

S Ilze Ozola

B The former minister has the support of two parties.
""",
    "Ukrainian furniture": """
- УКР РУС ENG
- Головна / Новини / Політика

H Міністерка Савчук подала у відставку

- Олена Мельник
- 5 листопада 2024, 10:20
- Поширити у Facebook
C Фото: Дніпрофото

- КИЇВ, 5 листопада (Укрінформ) – ¦B Міністерка транспорту Ірина Савчук подала у відставку у вівторок.

- Читайте також: Опозиція вимагає дострокових виборів

S Договір, якого ніхто не бачив

B Прем'єр-міністр Андрій Гончар прийняв відставку.

- Теги: Савчук, уряд
- Підписуйтесь на наш Telegram-канал
- Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter
""",
    "Russian furniture": """
- Главная » Новости

H Министр Павлова ушла в отставку

- Обновлено 05.11.2024 10:20
- Поделиться в Telegram

- МОСКВА, 5 ноября. /ТАСС/. ¦B Министр транспорта Ирина Павлова ушла в отставку во вторник.

C Ирина Павлова (фото: Волгафото)

B Правительство отказалось от комментариев.

- Материалы по теме:
- Оппозиция требует досрочных выборов
- Договор, которого никто не видел

- Комментарии (12)
""",
    "German furniture": """
- Startseite › Politik › Inland

H Ministerin Köhler tritt zurück

- Von Jan Meyer
- Stand: 09.05.2023, 14:05 Uhr
- Artikel drucken

- Konstanz (dpa) - ¦B Die Ministerin Jana Köhler ist am Dienstag zurückgetreten.

S Der Vertrag lag im Tresor

B Der Ministerpräsident dankte ihr. ¦- (dpa/lsw)

- Lesen Sie auch: Opposition will Neuwahlen
- Anzeige
- Impressum | Datenschutz
""",
    "short sentences, quotations and list items are body": """
H Ozola says no to the ferry deal

B Ozola said no.

B “Not while I am minister”

B She gave three reasons:

B The price is too high
B The ships are too old
B Nobody asked parliament

B - Liepa stays
B 2. Kalns goes

B That was all
""",
    "headlines in a live blog are read, clock times are not": """
H Talks in Oslo: what we know

- 14:05
S Envoys arrive at the villa
B The envoys of Chad came first.

- 13:40
S Sudan accuses Chad of an attack
B Its minister spoke of four dead soldiers.
""",
    "dates of a chronicle are no page furniture, the date of the page is": """
- 12 March 2024

H How the ferry deal came about

B It took two years, and three ministers signed it.

S 3 June 2022

B Ozola meets the owners of Nordlaev in Tallinn.
""",
    "links in the middle take no subheading with them": """
H Ozola walks out of ferry talks

B The minister left the talks on Tuesday, her office said.

- Read also:
- Kalns wants early elections in the autumn
- Storm closes the port of Liepaja

S A contract nobody saw

B The contract was signed in June.
""",
    "lists of links below the article": """
H Ozola walks out of ferry talks

B The minister left the talks on Tuesday, her office said.

- Most read

- Storm closes the port of Liepaja
- The harbour master expects two days.
- Estonia and Finland talk about a tunnel
- It would be the longest of the world.

- © 2025 Riga Herald. All rights reserved.
- We use cookies to make this site better.
""",
    "a last short sentence below a link is kept": """
H Ozola walks out of ferry talks

B The minister left the talks on Tuesday, her office said.

- Related articles

- Kalns wants early elections

B Liepa declined to comment.
""",
    "caption and credit on lines of their own": """
H Ozola walks out of ferry talks

C Ilze Ozola speaks to reporters in Riga on Tuesday.
C Photo: Baltic Pictures

B The minister left the talks after an hour, her office said.
""",
    "a credit behind a long paragraph takes only its own sentence": """
H Ozola walks out of ferry talks

B The minister left the talks after an hour. Her deputy followed her. ¦C Ilze Ozola in Riga (photo: Getty Images)

B Police published a photo of the deputy (photo: none yet) and later withdrew it.
""",
    "a headline of two words over the byline, a caption that names itself, topics at the end": """
H Ozola quits

- By Anna Berzina, Herald News, Riga
- Published 2 hours ago

- Advertisement

C Image source, Getty Images
C Image caption, Ilze Ozola in parliament last week

B Ozola left her post on Friday.

S Peskov: no comment

B Peskov would not comment.

- Related topics

- Latvia
- Estonia
""",
    "the author and the place on one line over the date": """
H Chad and Sudan meet in Oslo

- Jane Roe in Khartoum
- Fri 19 Dec 2025 14.05 GMT
- Share

B Envoys of Chad and Sudan met on Monday.

- Explore more on these topics
- Chad
- Sudan
- Reuse this content
""",
    "a link at the very top is no headline": """
- Читайте также:
- Павлова встретилась с Орловым

B Министр ушла в отставку.

C Фото: пресс-служба министерства

B Ранее она говорила о договоре.
""",
    "links glued behind a sentence": """
H Ozola walks out of ferry talks

B The minister left the talks after an hour. ¦- Read also: Kalns wants early elections

B Her deputy stayed.
""",
    "hard-wrapped lines are one paragraph": """
H Ozola walks out of ferry talks

B The transport minister, who had been in office for three years, left the⏎talks on Tuesday after an hour, and her⏎Estonian colleague stayed behind.

B Nobody else left.
""",
    "one sentence a line, no blank lines": """
H Ozola walks out of ferry talks
B The minister left the talks on Tuesday.
B Her deputy followed her an hour later, and then the driver.
S A contract nobody saw
B The contract was signed in June.
""",
    "a text without headline": """
B The minister left the talks on Tuesday.

B Her deputy followed.
""",
    "one line without full stop is body": """
B Ozola met Kalns in Riga on Tuesday
""",
    "words that furniture uses, in sentences": """
H Share prices fall after ferry deal

B Share prices in Riga fell on Tuesday.

B By Friday Ozola had left the country, her lawyer said.

B Cookies were served, and the ministers signed.

B Subscribe to that view and you lose, Kalns told his party.

S Print workers join the strike

B Comments by Ozola were not recorded.

S Politics of fear

B Telegram said it had removed the channel.
""",
}


def build(layout: str) -> tuple[str, list[tuple[str, str]]]:
    """The text of a layout, and its stretches with their kinds."""
    lines, expected = [], []
    for line in layout.strip().split("\n"):
        stretches = [s.strip() for s in line.split("¦")] if line else []
        parts = [(KINDS[s[0]], s[1:].strip().replace("⏎", "\n")) for s in stretches]
        expected += parts
        lines.append(" ".join(text for _, text in parts))
    return "\n".join(lines), expected


def shown(text: str, paragraphs: tuple[Paragraph, ...]) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in paragraphs]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_layout(name: str, newline: str) -> None:
    text, expected = build(LAYOUTS[name])
    text = text.replace("\n", newline)
    assert shown(text, segment(text)) == [(kind, words.replace("\n", newline)) for kind, words in expected]


def test_a_given_title_is_found_where_it_is_printed_in_other_quotes_and_case() -> None:
    text = "News\n\nKalns: ‘We will win’ – party meets\n\nThe party met in Riga."
    assert shown(text, segment(text, "Kalns: 'We will win' - Party meets"))[:2] == [
        ("boilerplate", "News"),
        ("headline", "Kalns: ‘We will win’ – party meets"),
    ]


def test_a_given_title_that_stands_only_glued_to_the_credit_is_the_headline() -> None:
    text = "Ozola walks out of talks Ilze Ozola (photo: Getty Images)\n\nThe minister left on Tuesday."
    assert shown(text, segment(text, "Ozola walks out of talks")) == [
        ("headline", "Ozola walks out of talks"),
        ("caption", "Ilze Ozola (photo: Getty Images)"),
        ("body", "The minister left on Tuesday."),
    ]


def test_a_title_that_the_text_does_not_print_changes_nothing_of_its_body() -> None:
    text = "The minister left on Tuesday.\n\nHer deputy followed."
    assert [p.kind for p in segment(text, "Something else entirely")] == ["body", "body"]


def test_the_name_of_the_site_behind_the_headline_belongs_to_it() -> None:
    text = "Ozola walks out of talks | Riga Herald\n\nThe minister left on Tuesday, her office said."
    assert shown(text, segment(text, "Ozola walks out of talks"))[0] == (
        "headline",
        "Ozola walks out of talks | Riga Herald",
    )


def test_a_line_with_very_many_credits_is_cut_at_each() -> None:
    text = "The minister left on Tuesday. Ilze Ozola (photo: Getty Images) " * 1500
    kinds = [p.kind for p in segment(text)]
    assert kinds == ["body", "caption"] * 1500


PIECES = [words for rule in furniture.rules() for words in (*rule.examples, *rule.counterexamples)]
TEXTS = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).flatmap(
        lambda pieces: st.lists(
            st.sampled_from([" ", "\n", "\n\n", "\r\n", "\t", "\u2028"]),
            min_size=len(pieces),
            max_size=len(pieces),
        ).map(lambda gaps: "".join(a + b for a, b in zip(pieces, gaps, strict=True)))
    ),
)


@given(text=TEXTS, title=st.one_of(st.none(), st.sampled_from(PIECES), st.text(max_size=30)))
def test_paragraphs_cover_all_words_and_never_overlap(text: str, title: str | None) -> None:
    behind = 0
    for p in segment(text, title):
        assert behind <= p.start < p.end <= len(text)
        assert not text[behind : p.start].strip(), "words that no paragraph covers"
        assert text[p.start : p.end] == text[p.start : p.end].strip()
        behind = p.end
    assert not text[behind:].strip()


@given(text=TEXTS)
def test_at_most_one_headline(text: str) -> None:
    assert sum(p.kind == "headline" for p in segment(text)) <= 1
