"""The picture in a real browser: found, clicked, read; and nothing that an article says is run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from browsing import Watched, opened_browser
from factories import Story

from polgraph.ledger import Ledger
from polgraph.picture import explore
from polgraph.selection import Filters

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened_browser() as found:
        yield found


def show(
    browser: Any, ledger: Ledger, tmp_path: Path, filters: Filters | None = None, **options: Any
) -> Watched:
    file = tmp_path / "picture.html"
    file.write_bytes(explore(ledger, filters).html)
    return Watched(browser, file, **options)


@pytest.fixture
def shown(browser: Any, affair: Ledger, tmp_path: Path) -> Iterator[Watched]:
    seen = show(browser, affair, tmp_path)
    yield seen
    assert seen.harm == []
    seen.page.close()


def test_a_search_leads_to_a_card(shown: Watched) -> None:
    shown.page.fill("#search", "mars")
    assert shown.page.locator("#matches li").all_inner_texts() == ["Ada Marsh\nperson, XA"]
    shown.page.keyboard.press("Enter")
    card = shown.page.locator("#panel")
    assert card.locator("h2.name").inner_text() == "Ada Marsh"
    assert "Q900001" in card.locator("a").first.get_attribute("href")
    text = card.inner_text()
    assert "foreign minister of Nordland" in text
    assert "accused → Bruno Tal" in text
    assert "0 / 1\nneighbours" in text, "what is contested counts as alleged"


def test_a_name_is_found_in_other_scripts_and_without_accents(
    browser: Any, ledger: Ledger, tmp_path: Path
) -> None:
    story = Story("a1")
    story.actor("Łukasz Żądło", aliases=("Лукаш Жондло",))
    story.claim("Łukasz Żądło", "MET_WITH", "Bruno Tal")
    with ledger.load() as load:
        load.add(*story.done())
    shown = show(browser, ledger, tmp_path)
    for typed in ("zadlo", "Жондло", "ŻĄD"):
        shown.page.fill("#search", typed)
        assert shown.page.locator("#matches li").count() == 1, typed
    shown.page.fill("#search", "nobody")
    assert "nobody of that name" in shown.page.locator("#matches").inner_text()


def test_a_click_on_a_node_shows_its_card_and_dims_the_others(shown: Watched) -> None:
    shown.page.locator('.node:has(title:text-is("Bruno Tal")) .shape').click()
    assert shown.page.locator("#panel h2.name").inner_text() == "Bruno Tal"
    near = set(shown.page.locator(".node.near title").all_text_contents())
    assert near == {"Bruno Tal", "Ada Marsh", "Carla Reyes"}
    shown.page.locator("#panel .close").click()
    assert not shown.page.locator("#panel").is_visible()


def test_a_click_on_an_edge_shows_the_sentence_with_its_marks(shown: Watched) -> None:
    shown.click_edge("Ada Marsh", "Bruno Tal", "hostile")
    quote = shown.page.locator("blockquote")
    assert quote.locator("p").inner_text() == "Ada Marsh accused Bruno Tal."
    marks = [(m.get_attribute("class"), m.inner_text()) for m in quote.locator("mark").all()]
    assert marks == [("subject", "Ada Marsh"), ("trigger", "accused"), ("object", "Bruno Tal")]
    facts = quote.locator("footer").inner_text()
    for part in ("alleged", "said by officials", "The Daily Lantern", "2025-03-01"):
        assert part in facts
    link = quote.locator("a")
    assert (link.get_attribute("href"), link.get_attribute("rel")) == (
        "https://lantern.example/1",
        "noopener noreferrer",
    )


def test_a_denial_stands_beside_what_it_denies(shown: Watched) -> None:
    shown.click_edge("Ada Marsh", "Bruno Tal", "neutral")
    assert shown.page.locator(".relation .facts").inner_text().startswith("contested")
    assert shown.page.locator("blockquote .tag").all_inner_texts() == ["denied", "asserted"]


def test_lines_tell_sign_and_doubt(shown: Watched) -> None:
    def is_dashed(one: str, other: str, sign: str) -> bool:
        line = shown.edge(one, other, sign)
        return str(line.evaluate("l => getComputedStyle(l).strokeDasharray")) != "none"

    assert not is_dashed("Bruno Tal", "Carla Reyes", "friendly")
    assert is_dashed("Ada Marsh", "Bruno Tal", "hostile"), "alleged"
    assert is_dashed("Ada Marsh", "Bruno Tal", "neutral"), "contested"
    assert is_dashed("Carla Reyes", "Nordland", "neutral"), "planned"
    colours = {
        shown.edge(*ends).evaluate("l => getComputedStyle(l).stroke")
        for ends in (
            ("Bruno Tal", "Carla Reyes", "friendly"),
            ("Nordland", "Sudland", "hostile"),
            ("Carla Reyes", "Nordland", "neutral"),
        )
    }
    assert len(colours) == 3


def test_filters_take_lines_and_lonely_nodes_away(shown: Watched) -> None:
    assert shown.page.locator("#title").inner_text() == "5 actors, 6 relationships"
    before = shown.lines()
    shown.page.locator("#by-status input[value=planned]").uncheck()
    assert shown.lines() == before - 1
    shown.page.locator("#by-type summary").click()
    shown.page.locator('#by-type [data-all="0"]').click()
    assert (shown.lines(), shown.names()) == (0, set())
    shown.page.locator("#by-type input[value=SUPPORTED]").check()
    assert shown.names() == {"Bruno Tal", "Carla Reyes"}
    assert shown.page.locator("#title").inner_text() == "2 actors, 1 relationship"


def test_everything_goes_by_keyboard(shown: Watched) -> None:
    shown.choose("carla")
    shown.page.keyboard.press("Enter")
    assert shown.page.evaluate("document.activeElement.closest('.rows') !== null")
    shown.page.keyboard.press("Enter")
    assert shown.page.locator("blockquote").count() >= 1
    shown.page.keyboard.press("Escape")
    assert shown.page.locator("#panel h2.name").inner_text() == "Carla Reyes"
    start = shown.page.locator(".node.chosen").get_attribute("data-node")
    reached = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        shown.page.keyboard.press(key)
        reached.add(shown.page.locator(".node.chosen").get_attribute("data-node"))
    assert reached - {start}
    for _ in range(20):
        shown.page.keyboard.press("Escape")
    assert not shown.page.locator("#panel").is_visible()


def test_dragging_and_the_wheel_move_the_view(shown: Watched) -> None:
    def place() -> str:
        return str(shown.page.locator("#world").get_attribute("transform"))

    first = place()
    box = shown.page.locator("#graph").bounding_box()
    shown.page.mouse.move(box["x"] + 30, box["y"] + 30)
    shown.page.mouse.wheel(0, -200)
    shown.page.wait_for_timeout(100)
    second = place()
    shown.page.mouse.down()
    shown.page.mouse.move(box["x"] + 130, box["y"] + 90, steps=4)
    shown.page.mouse.up()
    third = place()
    assert len({first, second, third}) == 3
    assert not shown.page.locator("#panel").is_visible(), "a drag is no click"
    shown.page.locator("#fit").click()
    assert place() == first


def test_it_says_what_it_was_limited_to(browser: Any, affair: Ledger, tmp_path: Path) -> None:
    filters = Filters(
        actors=("marsh",), period=("2025-02-01", None), types=("ACCUSED", "MET_WITH"), status="asserted"
    )
    shown = show(browser, affair, tmp_path, filters.model_copy(update={"status": "alleged"}))
    words = shown.page.locator("#subtitle").inner_text()
    for part in ("around Ada Marsh, 1 step", "2025-02-01 –", "only ACCUSED, MET_WITH"):
        assert part in words


def test_dark_is_dark(browser: Any, affair: Ledger, tmp_path: Path) -> None:
    def brightness(scheme: str) -> int:
        page = show(browser, affair, tmp_path, color_scheme=scheme).page
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(int(part) for part in colour.strip("rgb()").split(","))

    assert brightness("dark") < 200 < 600 < brightness("light")


def test_nothing_that_an_article_says_runs(browser: Any, hostile: Ledger, tmp_path: Path) -> None:
    shown = show(browser, hostile, tmp_path)
    names = {
        "Eve Marsh",
        "<img src=x onerror=\"window.harm='image'\">",
        "</script><script>window.harm='script'</script>",
        '=HYPERLINK("http://evil.example")',
    }
    assert names <= shown.names()
    for typed in ("eve", "img", "script", "hyperlink"):
        shown.choose(typed)
        for i in range(shown.page.locator("#panel .rows button").count()):
            shown.page.locator("#panel .rows button").nth(i).click()
            assert shown.page.locator("blockquote").count()
            addresses = [a.get_attribute("href") for a in shown.page.locator("#panel a").all()]
            assert addresses == [], "javascript: is no address"
            shown.page.locator("#panel .close").click()
    shown.choose("eve")
    assert "line\u2028end" in shown.page.locator("#panel .also").text_content()
    assert shown.page.locator("#panel a").count() == 0, "no QID"
    assert shown.page.locator("img, b:not(.numbers b), iframe").count() == 0
    assert shown.page.evaluate("window.harm") is None
    assert shown.harm == []


def test_the_policy_stops_what_would_get_in(browser: Any, affair: Ledger, tmp_path: Path) -> None:
    """Were there a hole in the page, its policy would still let no script run and no request leave."""
    reached: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reached.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"here")

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        shown = show(browser, affair, tmp_path)
        shown.page.evaluate(
            """(address) => {
                const add = (name, values) => document.body.append(Object.assign(document.createElement(name), values));
                add('img', {src: address + 'image'});
                add('script', {src: address + 'script'});
                add('script', {textContent: 'window.harm = 1'});
                document.body.insertAdjacentHTML('beforeend', '<p onclick="window.harm = 2" id="trap">x</p>');
                document.getElementById('trap').click();
                return fetch(address + 'fetch').catch(() => null);
            }""",
            f"http://127.0.0.1:{server.server_port}/",
        )
        shown.page.wait_for_timeout(300)
        blank = browser.new_page()
        blank.goto(f"http://127.0.0.1:{server.server_port}/seen")
        server.shutdown()
    assert shown.page.evaluate("window.harm") is None
    assert [path for path in reached if path != "/favicon.ico"] == [
        "/seen"
    ]  # the blank page asks for its icon


def plain_page(browser: Any, *, lines: int) -> float:
    """Milliseconds until a page of so many lines and nothing else is loaded and laid out."""
    page = browser.new_page()
    begin = time.monotonic()
    drawn = "".join(
        f'<line x1="{i % 900}" y1="{i % 700}" x2="{i % 800}" y2="9" stroke="black"/>' for i in range(lines)
    )
    page.set_content(f'<svg width="900" height="700">{drawn}</svg>')
    assert page.locator("line").count() == lines
    took = 1000 * (time.monotonic() - begin)
    page.close()
    return took


def test_five_hundred_actors_open_at_once_and_do_not_freeze(
    browser: Any, ledger: Ledger, tmp_path: Path
) -> None:
    """3,000 relations in 12 circles, held against a plain page of as many lines in the same browser: it may cost some times as much."""
    names = [f"Person {i:03}" for i in range(500)]
    words = ("MET_WITH", "CRITICIZED", "SUPPORTED", "ACCUSED", "AIDED", "ALLY_OF")
    with ledger.load() as load:
        for part in range(60):
            story = Story(f"a{part}")
            for i in range(part * 50, part * 50 + 50):
                near, far = names[(i * 12 + 12 + i % 7 * 12) % 500], names[(i * 7 + 1) % 500]
                one = names[i % 500]
                other = far if i % 5 == 0 else near
                story.claim(one, words[i // 500], other if other != one else names[(i + 1) % 500])
            load.add(*story.done())
    shown = show(browser, ledger, tmp_path)
    timing = shown.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert shown.page.locator("#title").inner_text().startswith("500 actors, ")
    assert shown.lines() > 2000
    plain = plain_page(browser, lines=3000)
    print(f"opened in {timing:.0f} ms, a plain page of 3,000 lines in {plain:.0f} ms")
    assert timing < 30 * plain
    begin = time.monotonic()
    shown.choose("person 123")
    assert shown.page.locator("#panel h2.name").inner_text() == "Person 123"
    print(f"one chosen in {1000 * (time.monotonic() - begin):.0f} ms")
    assert 1000 * (time.monotonic() - begin) < 30 * plain
    assert shown.harm == []
