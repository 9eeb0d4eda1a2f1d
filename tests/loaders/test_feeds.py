"""Feeds and sitemaps: saved ones, and those that stand at an address, with the pages they link to."""

from __future__ import annotations

from pathlib import Path

import pytest
from serving import fetcher, site

from polgraph.loaders import Failure, feed_text, read
from polgraph.model import Article

FEEDS = Path(__file__).parent / "feeds"
BODY = " ".join(
    f"The envoy spoke of the river for the {n}th time, and nobody in the hall believed her." for n in range(9)
)


def found(*paths: str | Path, **options: object) -> tuple[list[Article], list[Failure]]:
    items = list(read(paths, base=FEEDS, **options))  # type: ignore[arg-type]
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Failure)]


def page(title: str, head: str = "") -> bytes:
    return f"<html lang=en><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1><p>{BODY}</p></article>".encode()


def body(article: Article) -> str:
    return " ".join(article.text[p.start : p.end] for p in article.paragraphs if p.kind == "body")


@pytest.mark.parametrize(
    ("name", "title", "published", "source", "author", "id_"),
    [
        (
            "full.rss",
            "Envoy arrives in Oslo & waits",
            "2024-03-04T10:00:00+02:00",
            "Riga Herald",
            "Anna Kalnina",
            "https://herald.example/envoy",
        ),
        (
            "rdf.rdf",
            "Talks in Oslo",
            "2024-03-04T09:30:00+01:00",
            "Lagos Post",
            "Tunde Bello",
            "https://post.example/oslo",
        ),
        (
            "blog.atom",
            "Talks open",
            "2024-03-04T12:00:00-05:00",
            "Northern Wire",
            "Joan Reed",
            "https://wire.example/2024/talks",
        ),
        (
            "feed.json",
            "Talks open",
            "2024-03-04T08:00:00+00:00",
            "Delta Daily",
            "Ana Ruiz, Li Wen",
            "https://delta.example/1",
        ),
    ],
)
def test_a_feed_with_the_whole_text(
    name: str, title: str, published: str, source: str, author: str, id_: str
) -> None:
    (article, *_), _ = found(FEEDS / name)
    assert (article.title, article.published, article.source, article.id) == (title, published, source, id_)
    assert article.meta["author"] == author
    assert body(article).startswith("Envoy Ilse Brandt arrived")
    assert body(article).endswith("African Union in the room.")
    assert [article.text[p.start : p.end] for p in article.paragraphs if p.kind == "subheading"] == [
        "Whose soldiers"
    ]
    assert "SCRIPT" not in article.text
    assert "appeared first" not in article.text


def test_entries_without_their_text_are_passed_over_in_one_line() -> None:
    for name, words in (
        ("full.rss", "a feed: 1 address"),
        ("old.xml", "a feed: 1 address"),
        ("news-sitemap.xml", "a sitemap: 2 addresses"),
    ):
        _, (failure,) = found(FEEDS / name)
        assert failure.skipped
        assert f"skipped: {words} of articles without their text (--fetch opens" in failure.reason


def test_an_entry_without_address_is_read_as_far_as_it_goes() -> None:
    (_, short), _ = found(FEEDS / "feed.json")
    assert short.id == "feed.json#2"
    assert "beginning" in short.meta["teaser"]


def test_pages_of_a_feed_at_an_address_are_opened() -> None:
    with site({}) as here:
        item = "<item><title>{0}</title><link>{1}</link><pubDate>Mon, 04 Mar 2024 10:00:00 +0200</pubDate><description>Short…</description></item>"
        items = [
            ("A", "/a"),
            ("A again", "/a#top"),
            ("B", "/b"),
            ("Script", "javascript:alert(1)"),
            ("Inside", "http://10.0.0.1/x"),
            ("File", "file:///etc/hosts"),
        ]
        rss = f"<rss version='2.0'><channel><title>Post</title>{''.join(item.format(*i) for i in items)}</channel></rss>"
        here.replies |= {
            "/feed": (200, {"Content-Type": "application/rss+xml"}, rss.encode()),
            "/a": page("The envoy speaks", '<link rel="canonical" href="/a">'),
            "/b": (404, {}, b""),
        }
        (article,), failures = found(f"{here.url}/feed", fetcher=fetcher(here.host))
        assert (article.id, article.url, article.title) == (
            f"{here.url}/a",
            f"{here.url}/a",
            "The envoy speaks",
        )
        assert (article.published, article.source) == ("2024-03-04T10:00:00+02:00", "Post")
        assert [f.where for f in failures] == [
            f"{here.url}/b",
            "javascript:alert(1)",
            "http://10.0.0.1/x",
            "file://etc/hosts",  # as feedparser writes it
        ]
        assert "no public address" in failures[2].reason
        assert here.asked == ["/robots.txt", "/feed", "/a", "/b"]


def test_pages_of_a_saved_list_are_opened_with_fetch(tmp_path: Path) -> None:
    with site({"/a": page("The envoy speaks")}) as here:
        saved = tmp_path / "map.xml"
        saved.write_text(
            f"<urlset><url><loc>{here.url}/a</loc></url><url><loc>{here.url}/a</loc></url></urlset>"
        )
        (article,), failures = found(saved, fetch=True, fetcher=fetcher(here.host))
        assert article.title == "The envoy speaks"
        assert failures == []


def test_an_index_of_sitemaps_is_followed_as_deep_and_far_as_is_sensible() -> None:
    with site({}) as here:
        here.replies |= {f"/{n}": page(f"The envoy speaks of {n}") for n in range(4)}
        here.replies["/map.xml"] = (
            200,
            {"Content-Type": "text/xml"},
            f"<urlset>{''.join(f'<url><loc>{here.url}/{n}</loc></url>' for n in range(4))}</urlset>".encode(),
        )
        here.replies["/index.xml"] = (
            200,
            {"Content-Type": "text/xml"},
            f"<sitemapindex><sitemap><loc>{here.url}/map.xml</loc></sitemap></sitemapindex>".encode(),
        )
        here.replies["/deep"] = lambda headers: (
            200,
            {"Content-Type": "text/xml"},
            f"<sitemapindex><sitemap><loc>{here.url}/deep?{len(here.asked)}</loc></sitemap></sitemapindex>".encode(),
        )
        articles, (left,) = found(
            f"{here.url}/index.xml", fetcher=fetcher(here.host), pages=3, source="Herald"
        )
        assert [a.source for a in articles] == ["Herald"] * 3
        assert "1 more pages, after 3" in left.reason
        here.replies |= {f"/deep?{n}": here.replies["/deep"] for n in range(30)}
        before = len(here.asked)
        articles, (deep,) = found(f"{here.url}/deep", fetcher=fetcher(here.host))
        assert "lists within lists" in deep.reason
        assert len(here.asked) - before < 8


BOMB = (
    "<!DOCTYPE rss [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    + "]>"
)
OUTSIDE = "<!DOCTYPE rss [<!ENTITY a9 SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(
    "prolog", [BOMB, OUTSIDE, "<!DOCTYPE rss SYSTEM 'a.dtd' [<!ENTITY % a9 SYSTEM 'http://127.0.0.1/'>]>"]
)
@pytest.mark.parametrize(
    "document",
    [
        "<rss version='2.0'><channel><item><title>&a9;</title><description>&a9;</description></item></channel></rss>",
        "<urlset><url><loc>&a9;</loc></url></urlset>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_xml_with_entities_is_refused(tmp_path: Path, prolog: str, document: str, encoding: str) -> None:
    path = tmp_path / "feed.xml"
    declared = f"<?xml version='1.0' encoding='{encoding}'?>"
    if encoding == "utf-7":  # hides every bracket but those of the declaration
        hidden = (prolog + document).replace("<!", "+ADwAIQ-")
        path.write_bytes((declared + hidden).encode("ascii"))
    else:
        path.write_bytes((declared + prolog + document).encode(encoding))
    articles, (failure,) = found(path)
    assert articles == []
    assert "refused" in failure.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<rss version='2.0'><channel></channel></rss>", "a feed without entries"),
        (b"<urlset></urlset>", "without addresses"),
        (b"<urlset><url><loc>http://a.example/</loc></url><url><loc>", "after 1 addresses"),
        (b"<svg xmlns='x'><a/></svg>", "root is 'svg'"),
        (b"<urlset>" + b"<a>" * 5000, "cannot|can be read"),
        (b"<?xml version='1.0'?>", "kind that is not read"),
    ],
)
def test_broken_lists_are_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(content)
    _, failures = found(path)
    assert any(__import__("re").search(reason, f.reason) for f in failures)


def test_what_an_address_gives_goes_to_the_reader_of_its_kind() -> None:
    with site({}) as here:
        here.replies |= {
            "/t": (
                200,
                {"Content-Type": "text/plain; charset=windows-1251"},
                "Посол прибув до Осло.".encode("cp1251"),
            ),
            "/p.html": (
                200,
                {"Content-Type": "text/html; charset=iso-8859-2"},
                page("Körner spricht").decode().encode("iso-8859-2"),
            ),
            "/l": (
                200,
                {"Content-Type": "application/x-ndjson"},
                b'{"id": "a", "text": "The envoy arrived in Oslo."}',
            ),
            "/pic": (200, {"Content-Type": "image/png"}, b"\x89PNG"),
            "/none": (200, {}, b""),
            "/map.xml.gz": (
                200,
                {"Content-Type": "application/gzip"},
                __import__("gzip").compress(f"<urlset><url><loc>{here.url}/t</loc></url></urlset>".encode()),
            ),
            "/bomb.gz": (
                200,
                {"Content-Type": "application/gzip"},
                __import__("gzip").compress(bytes(101_000_000), 1),
            ),
        }
        names = ("t", "p.html", "l", "pic", "none", "map.xml.gz", "bomb.gz")
        articles, failures = found(*(f"{here.url}/{n}" for n in names), fetcher=fetcher(here.host))
        assert [a.text.split()[0] for a in articles] == ["Посол", "Körner", "The"]
        assert articles[0].url == f"{here.url}/t"
        told = " | ".join(f.reason for f in failures)
        for words in ("image/png stands there", "nothing stands there", "unpacks to more than"):
            assert words in told


@pytest.mark.parametrize("words", feed_text.rules()["cut"]["is"])
def test_a_text_that_goes_on_elsewhere(words: str) -> None:
    assert feed_text.is_cut(words)


@pytest.mark.parametrize("words", feed_text.rules()["cut"]["not"])
def test_a_text_that_ends_where_it_ends(words: str) -> None:
    assert not feed_text.is_cut(words)


@pytest.mark.parametrize("words", feed_text.rules()["signature"]["is"])
def test_what_systems_put_below_an_entry_is_taken_off(words: str) -> None:
    assert feed_text.unsigned(f"The envoy left.\n\n{words}") == "The envoy left."


@pytest.mark.parametrize("words", feed_text.rules()["signature"]["not"])
def test_sentences_like_it_stay(words: str) -> None:
    assert feed_text.unsigned(words) == words


def test_a_summary_that_is_the_whole_article_counts() -> None:
    assert feed_text.told("", BODY + BODY).whole
    assert not feed_text.told("", BODY[:400]).whole
    assert feed_text.told(BODY, BODY[:100]).whole
    assert not feed_text.told(BODY + " [...]", "").whole
