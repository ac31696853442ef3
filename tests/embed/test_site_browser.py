"""The site in a browser, under the policy that is suggested for it: accessible, nothing overflows, the search works."""

from __future__ import annotations

import functools
import http.server
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ldn_content.export import site
from ldn_content.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("LDN_CONTENT_CHROMIUM")
MODULES = os.environ.get("LDN_CONTENT_NODE_MODULES")
SUGGESTED = Path(__file__).parents[2] / "examples" / "nginx" / "site.conf"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOWN = (
    "index.html",
    "conditions.html",
    "caveats.html",
    "terms.html",
    "search.html?q=codeine",
    "about.html",
    "404.html",
    "condition/fibromyalgia.html",
    "topic/opioids-and-ldn.html",
    "question/can-i-take-ldn-with-codeine.html",
    "substance/codeine.html",
    "caveat/current-opioid-use.html",
    "source/due-bruun-2024-fibromyalgia.html",
)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="LDN_CONTENT_CHROMIUM names no browser")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "site"
    site.write(Library.load(), folder)
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """Serve the site with the suggested policy, on a loopback port."""
    found = re.search(r'Content-Security-Policy "([^"]+)"', SUGGESTED.read_text(encoding="utf-8"))
    assert found is not None
    policy = found[1]

    class Handler(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(built)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield made
        made.close()


def opened(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    """Return a new page, and what the browser complains about on it."""
    page = browser.new_page(**options)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address, wait_until="networkidle")
    return page, said


def test_the_pages_that_are_looked_at_are_there(built: Path) -> None:
    assert [name for name in SHOWN if not (built / name.partition("?")[0]).is_file()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_kind_of_page_is_accessible_and_fits(browser: Browser, address: str, scheme: str, width: int) -> None:
    if not MODULES:
        pytest.skip("LDN_CONTENT_NODE_MODULES names no node_modules with axe-core")
    axe = (Path(MODULES) / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for name in SHOWN:
        page, said = opened(browser, address + name, viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, rules).then(({ violations }) => violations)", rules)
        shown = [(each["id"], [node["html"][:200] for node in each["nodes"]][:3]) for each in found]
        assert shown == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        assert said == [], name
        page.close()


def test_the_search_answers_and_each_hit_comes_with_a_caution(browser: Browser, address: str) -> None:
    page, said = opened(browser, f"{address}index.html")
    page.get_by_role("searchbox").fill("can I take it with codeine")
    page.get_by_role("button", name="Search").click()
    page.wait_for_selector("#site-results li")
    assert "q=can+I+take+it+with+codeine" in page.url
    first = page.locator("#site-results li").first
    assert "codeine" in first.inner_text().casefold()
    assert "opioid" in first.inner_text()
    page.get_by_role("searchbox").fill("xyzzy")
    page.keyboard.press("Enter")
    page.wait_for_function("document.getElementById('site-status').textContent.startsWith('Not listed here')")
    assert page.locator("#site-results li").count() == 0
    page.get_by_role("searchbox").fill("fibromialgia")
    page.keyboard.press("Enter")
    page.locator("#site-results a").first.click()
    assert page.locator("h1").inner_text() == "Fibromyalgia"
    assert said == []
    page.close()


def test_the_keyboard_gets_past_the_navigation_at_once(browser: Browser, address: str) -> None:
    page, _ = opened(browser, f"{address}condition/fibromyalgia.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    page.close()


def test_without_scripts_every_page_is_there_and_the_search_says_where_the_lists_are(browser: Browser, address: str) -> None:
    page, _ = opened(browser, f"{address}search.html?q=codeine", java_script_enabled=False)
    assert page.get_by_text("The search needs JavaScript").is_visible()
    page.get_by_role("main").get_by_role("link", name="Conditions").click()
    page.get_by_role("main").get_by_role("link", name="Fibromyalgia").first.click()
    assert page.locator("h1").inner_text() == "Fibromyalgia"
    page.close()


def test_the_site_can_be_read_from_a_folder(browser: Browser, built: Path) -> None:
    page, _ = opened(browser, (built / "index.html").as_uri())
    page.get_by_role("link", name="Fibromyalgia", exact=True).click()
    assert page.locator("h1").inner_text() == "Fibromyalgia"
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"  # the style was found
    page.close()
