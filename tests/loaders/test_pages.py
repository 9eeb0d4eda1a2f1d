"""Saved HTML pages, in the markup of several kinds of site."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
import yaml

from polgraph.loaders import Failure, page_boxes, page_facts, read
from polgraph.model import Article

PAGES = Path(__file__).parent / "pages"


def page(name: str, **options: str) -> Article:
    (article,) = read([PAGES / name], base=PAGES, **options)  # type: ignore[arg-type]
    assert isinstance(article, Article)
    return article


def kinds(article: Article, kind: str) -> list[str]:
    return [article.text[p.start : p.end] for p in article.paragraphs if p.kind == kind]


def test_what_a_page_says_of_itself() -> None:
    article = page("riga_herald.html")
    assert article.id == "riga_herald.html"
    assert article.title == "Minister Ozola quits over ferry deal"
    assert article.published == "2025-03-04T08:15:00+02:00"
    assert article.url == "https://herald.example/politics/ozola-quits"
    assert article.source == "Riga Herald"
    assert article.language == "en"


def test_headline_subheadings_and_body_of_a_news_site() -> None:
    article = page("riga_herald.html")
    assert article.text.startswith("Minister Ozola quits over ferry deal\n\n")
    assert kinds(article, "headline") == ["Minister Ozola quits over ferry deal"]
    assert kinds(article, "subheading") == ["A contract nobody saw", "What happens next"]
    body = kinds(article, "body")
    assert len(body) == 8
    assert "I did nothing that I would not do again" in body
    assert "Parliament votes on a new minister on Friday." in body
    assert body[-1] == "Liepa declined to comment."
    assert kinds(article, "boilerplate") == ["Read also: Kalns wants early elections in the autumn"]


@pytest.mark.parametrize(
    "words", ["SCRIPT", "script wrote", "cookies", "Storm closes", "Berzina", "Sport", "08:15"]
)
def test_what_stands_around_the_article_is_not_read(words: str) -> None:
    article = page("riga_herald.html")
    assert words not in "\n".join(
        kinds(article, "body") + kinds(article, "subheading") + kinds(article, "headline")
    )


def test_a_ukrainian_page() -> None:
    article = page("dnipro_visnyk.html")
    assert (article.language, article.published) == ("uk", "2024-11-05T10:20:00+02:00")
    assert article.source == "Дніпровський вісник"
    assert kinds(article, "headline") == ["Міністерка Савчук подала у відставку"]
    assert kinds(article, "subheading") == ["Договір, якого ніхто не бачив"]
    body = kinds(article, "body")
    assert body[-1] == "Гончар від коментарів відмовився."
    assert len(body) == 4
    assert not any(words in "\n".join(body) for words in ("Читайте", "Підписуйтесь", "Мельник", "Теги"))


def test_a_page_in_an_old_encoding_that_names_it() -> None:
    article = page("blatt_am_see.html")
    assert article.title == "Ministerin Köhler tritt zurück"
    assert article.published == "2023-05-09"
    assert article.language == "de"
    assert kinds(article, "caption") == ["Foto: Seebild"]
    assert "Konstanz (dpa) -" in kinds(article, "boilerplate")
    assert "(dpa/lsw)" in kinds(article, "boilerplate")
    assert "Einen Nachfolger nannte er nicht." in kinds(article, "body")
    assert kinds(article, "subheading") == ["Der Vertrag lag im Tresor"]


def test_headlines_of_a_live_page_are_read_and_no_date_is_invented() -> None:
    article = page("live.html")
    assert kinds(article, "subheading") == ["Envoys arrive at the villa", "Chad denies the attack"]
    assert len(kinds(article, "body")) == 4
    assert "great article" not in article.text
    assert "The villa outside Oslo, where" not in "\n".join(kinds(article, "body"))
    assert article.published is None


def test_options_go_before_what_the_page_says() -> None:
    article = page(
        "riga_herald.html", published="2020-01-01", source="Observer", title="Another headline", language="lv"
    )
    assert (article.published, article.source, article.language) == ("2020-01-01", "Observer", "lv")
    assert article.text.startswith("Another headline\n\nMinister Ozola quits over ferry deal\n\n")


def test_a_page_without_article_is_a_failure() -> None:
    (failure,) = read([PAGES / "front.html"], base=PAGES)
    assert isinstance(failure, Failure)
    assert "no article in this page" in failure.reason


def test_reading_a_page_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert page("riga_herald.html").text


@pytest.mark.parametrize(
    "content", [b"<", b"<html>", b"<<<>>>&&&;", b"<p>" * 5000, b"<?xml version='1.0' encoding='x'?><a/>"]
)
def test_broken_markup_never_stops_the_others(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.html").write_bytes(content)
    (tmp_path / "b.txt").write_text("The minister left.", encoding="utf-8")
    first, last = read([tmp_path], base=tmp_path)
    assert isinstance(first, Failure)
    assert isinstance(last, Article)


EXPECTED = yaml.safe_load((PAGES / "expected.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_all_of_the_story_and_nothing_of_the_boxes(name: str) -> None:
    wanted, article = EXPECTED[name], page(name)
    assert kinds(article, "body") == wanted["story"]
    assert kinds(article, "subheading") == wanted["subheadings"]
    assert kinds(article, "headline") == [wanted["title"]]
    for words in wanted["boxes"]:
        assert words not in "\n".join(kinds(article, "body") + kinds(article, "subheading"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_long_menu_below_changes_nothing(name: str, tmp_path: Path) -> None:
    item = b'<li class="item"><a href="/s"><span>A section of the site</span></a></li>'
    content = re.sub(
        rb"(?i)(</body>)", b"<nav><ul>" + item * 300 + rb"</ul></nav>\1", (PAGES / name).read_bytes()
    )
    (tmp_path / name).write_bytes(content)
    (article,) = read([tmp_path / name], base=tmp_path)
    assert isinstance(article, Article)
    assert article.text == page(name).text


@pytest.mark.parametrize("name", EXPECTED)
def test_what_the_markup_of_a_site_says_of_the_article(name: str) -> None:
    wanted, article = EXPECTED[name], page(name)
    said = {field: getattr(article, field) for field in ("title", "published", "source", "url", "language")}
    assert said == {field: wanted[field] for field in said}
    assert article.meta.get("author") == wanted["author"]


def test_a_page_that_must_be_paid_for_says_so() -> None:
    assert page("ledger_paywall.html").meta["teaser"] == "the page says that the whole of it must be paid for"
    assert [n for n in EXPECTED if "teaser" in page(n).meta] == ["ledger_paywall.html"]


def test_entries_of_a_live_page_keep_their_times() -> None:
    article = page("wire_live.html")
    found = [entry.split() for entry in article.meta["entries"].split("; ")]
    begins = {time: article.text[int(at) :].split("\n")[0] for at, time in found}
    assert begins == {
        "2025-05-18T22:41:00+03:00": "Savin concedes",
        "2025-05-18T19:20:00+03:00": "Observers name three districts",
        "2025-05-18T07:00:00+03:00": "Polls open in the snow",
    }
    assert "entries" not in page("three_boxes.html").meta


def test_times_of_entries_without_json_ld(tmp_path: Path) -> None:
    html = re.sub(
        r"<script.*?</script>", "", (PAGES / "wire_live.html").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    (tmp_path / "live.html").write_text(html, encoding="utf-8")
    (article,) = read([tmp_path / "live.html"], base=tmp_path)
    assert isinstance(article, Article)
    assert article.meta["entries"] == page("wire_live.html").meta["entries"]


@pytest.mark.parametrize(
    ("head", "address", "url"),
    [
        ('<link rel="canonical" href="/a">', "https://post.example/b", "https://post.example/a"),
        ('<link rel="canonical" href="https://post.example/">', None, None),
        ('<link rel="canonical" href="javascript:alert(1)">', None, None),
        ('<meta property="og:url" content="https://post.example/a#top">', None, "https://post.example/a"),
        ('<link rel="alternate" href="https://post.example/a">', None, None),
        ('<link rel="canonical" href="http://[::1/a">', None, None),
    ],
)
def test_the_address_that_a_page_calls_its_own(head: str, address: str | None, url: str | None) -> None:
    from lxml import html

    tree = html.fromstring(f"<html><head>{head}</head><body><p>a</p></body></html>")
    assert page_facts.canonical(tree, address=address) == url


@pytest.mark.parametrize("named", page_boxes.rules()["words"]["is"])
def test_what_names_a_box(named: str) -> None:
    assert page_boxes.is_box(named)


@pytest.mark.parametrize("named", page_boxes.rules()["words"]["not"])
def test_what_only_looks_like_the_name_of_a_box(named: str) -> None:
    assert not page_boxes.is_box(named)


def test_a_box_that_holds_most_of_the_page_stays(tmp_path: Path) -> None:
    html = (
        (PAGES / "three_boxes.html")
        .read_text(encoding="utf-8")
        .replace("<article>", "<div class='with-newsletter'>")
    )
    (tmp_path / "page.html").write_text(html.replace("</article>", "</div>"), encoding="utf-8")
    (article,) = read([tmp_path / "page.html"], base=tmp_path)
    assert isinstance(article, Article)
    assert "Foreign minister Irena Voss" in article.text
    assert "Smugglers" not in article.text
