"""What was read is not read again: pages that lists link to, addresses that meet, and what a retry opens."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from factories import Story
from serving import Site, fetcher, site

from polgraph import workflow
from polgraph.cli import options
from polgraph.errors import InputError
from polgraph.ledger import Ledger
from polgraph.loaders import Failure, make_article, read, read_failures, write_failures
from polgraph.loaders.failure import Listed
from polgraph.model import Article

STORY = " ".join(f"The envoy spoke of river {n}, and nobody in the hall believed her." for n in range(9))


def page(title: str) -> bytes:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{STORY}</p></article>".encode()


def feed(*names: str, whole: str = "") -> bytes:
    items = "".join(
        f"<item><title>{n}</title><link>/{n}</link><pubDate>Fri, 01 Mar 2024 10:00:00 GMT</pubDate>"
        f"<description>{STORY * 3 if n == whole else 'Short…'}</description></item>"
        for n in names
    )
    return f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()


def opened(here: Site) -> list[str]:
    return [path for path in here.asked if path != "/robots.txt"]


def test_a_page_that_is_known_is_opened_where_it_is_named_and_not_where_a_list_links_to_it(
    tmp_path: Path,
) -> None:
    with site({"/feed": feed("a", "b"), "/a": page("Envoy a"), "/b": page("Envoy b")}) as here:
        here_a = f"{here.url}/a"
        old = make_article("What stood there before, in an older version of it.", id=here_a, url=here_a)
        asked: list[str] = []

        def known(id_: str) -> tuple[Article, ...] | None:
            asked.append(id_)
            return (old,) if id_ == old.id else None

        own = {"base": tmp_path, "fetcher": fetcher(here.host)}
        listed = list(read([f"{here.url}/feed"], known=known, source="Post", **own))
        assert listed[0] == old.model_copy(update={"source": "Post"})
        assert isinstance(listed[1], Article) and listed[1].title == "Envoy b"
        assert opened(here) == ["/feed", "/b"]
        assert asked == [f"{here.url}/a", f"{here.url}/b"]
        (named,) = read([f"{here.url}/a"], known=known, **own)
        assert isinstance(named, Article) and named.title == "Envoy a"


def test_an_address_that_several_name_is_one_article(tmp_path: Path) -> None:
    moved = (302, {"Location": "/a"}, b"")
    with site({"/feed": feed("w", "a", "w", whole="w"), "/a": page("Envoy a"), "/old": moved}) as here:
        places = ["/a", "/a?utm_source=x", "/feed", "/old", "/w", "/feed"]
        items = list(read([here.url + p for p in places], base=tmp_path, fetcher=fetcher(here.host)))
        assert [a.id for a in items if isinstance(a, Article)] == [f"{here.url}/a", f"{here.url}/w"]
        failures = [f for f in items if isinstance(f, Failure)]
        assert [(f.line, f.skipped) for f in failures] == [(3, True), (None, True)]
        assert "read before" in failures[0].reason
        assert f"leads to {here.url}/a" in failures[1].reason
        assert opened(here) == ["/a", "/feed", "/old", "/a"]


def test_lines_from_standard_input_stand_beside_files(tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(f"Talks end\n\n{STORY}\n")
    lines = json.dumps({"id": "s1", "text": STORY}) + "\n" + json.dumps({"id": "talks.txt", "text": STORY})
    items = list(
        read(["-", tmp_path / "talks.txt", "-"], base=tmp_path, stdin=io.BytesIO(lines.encode()), source="P")
    )
    assert [(a.id, a.source) for a in items if isinstance(a, Article)] == [("s1", "P"), ("talks.txt", "P")]
    (failure,) = (f for f in items if isinstance(f, Failure))
    assert "the id 'talks.txt' was already used on line 2" in str(failure)


def test_a_saved_list_opens_so_many_pages(tmp_path: Path) -> None:
    with site({f"/{n}": page(f"Envoy {n}") for n in "abc"}) as here:
        content = feed(*"abc").replace(b"<link>", f"<link>{here.url}".encode())
        (tmp_path / "saved.rss").write_bytes(content)
        items = list(read([tmp_path], base=tmp_path, fetch=True, pages=2, fetcher=fetcher(here.host)))
        (left,) = (f for f in items if isinstance(f, Failure))
    assert len(items) == 3
    assert left.skipped and "1 more pages" in left.reason


def test_what_failed_at_addresses_is_read_again_as_it_was_listed(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", STORY)
        archive.writestr("b.txt", "")
    day = (200, {"Content-Type": "application/zip"}, packed.getvalue())
    with site({"/feed": feed("a", "gone"), "/a": page("Envoy a"), "/day.zip": day}) as here:
        own = {"base": tmp_path, "fetcher": fetcher(here.host)}
        items = list(read([f"{here.url}/feed", f"{here.url}/day.zip", f"{here.url}/none"], **own))
        failures = [f for f in items if isinstance(f, Failure)]
        assert [f.where.removeprefix(here.url) for f in failures] == ["/gone", "/day.zip/b.txt", "/none"]
        write_failures(tmp_path / "failed.jsonl", failures)
        again = read_failures(tmp_path / "failed.jsonl")
        assert again.places == [f"{here.url}/day.zip", f"{here.url}/none"], "what the user had named, alone"
        here.replies["/gone"] = page("Envoy is back")
        (back,) = read([], links=again.links, **own)
    assert isinstance(back, Article)
    assert (back.title, back.published, back.meta["published_from"]) == (
        "Envoy is back",
        "2024-03-01T10:00:00+00:00",
        "a feed",
    )


def test_a_page_of_a_web_archive_that_failed_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0")
    failure = Failure(where=f"{tmp_path}/a.warc/https://post.example/x", reason="no article")
    write_failures(tmp_path / "failed.jsonl", [failure])
    assert read_failures(tmp_path / "failed.jsonl").places == [f"{tmp_path}/a.warc"]


def test_a_page_that_stands_in_the_ledger_is_not_opened_for_a_feed_unless_it_was_retracted(
    tmp_path: Path,
) -> None:
    with site({"/feed": feed("a", "b"), "/a": page("Envoy a"), "/b": page("Envoy b")}) as here:
        story = Story(f"{here.url}/a", url=f"{here.url}/a")
        story.claim("Ada Marsh", "MET_WITH", "Bruno Tal")
        with Ledger.open(tmp_path / "ledger.sqlite", create=True) as ledger, ledger.load() as load:
            load.add(*story.done())

        def again(*, resume: bool = True) -> list[Article]:
            own = {"workspace": tmp_path, "fetcher": fetcher(here.host)}
            items = list(workflow.read([f"{here.url}/feed"], io.BytesIO(), resume=resume, **own))
            return [item for item in items if isinstance(item, Article)]

        stored, new = again()
        assert stored == story.done()[0] and new.title == "Envoy b"
        assert opened(here) == ["/feed", "/b"]
        assert again(resume=False)[0].title == "Envoy a", "who only reads gets what is there"
        with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
            ledger.retract(f"{here.url}/a", reason="a test")
        assert again()[0].title == "Envoy a"


def test_a_retry_reaches_the_own_network_only_where_the_user_had_named_it(tmp_path: Path) -> None:
    with site({"/feed": feed("gone"), "/gone": page("Envoy"), "/none": page("Envoy two")}) as here:
        link = Listed(url=f"{here.url}/gone", listed="a feed")
        failures = [Failure(where=link.url, reason="status 404", link=link)]
        file = tmp_path / "failed.jsonl"
        write_failures(file, failures)
        made = options.the_fetcher([], retry=file, allow_private=True)
        assert made is not None
        with pytest.raises(InputError, match="no public address"):
            made.fetch(f"{here.url}/gone")
        write_failures(file, [*failures, Failure(where=f"{here.url}/none", reason="status 500")])
        made = options.the_fetcher([], retry=file, allow_private=True)
        assert made is not None and made.fetch(f"{here.url}/none").body == page("Envoy two")
