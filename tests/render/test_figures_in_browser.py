"""Pictures in Chromium: with real letters nothing is cut or overflows, in light and dark, on a phone and on a desk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ldn_content.builtin import LIBRARY
from ldn_content.render.figures import draw, figures_for

CHROMIUM = os.environ.get("LDN_CONTENT_CHROMIUM")
MODULES = os.environ.get("LDN_CONTENT_NODE_MODULES")
playwright = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="LDN_CONTENT_CHROMIUM names no browser")
DOCS = Path(__file__).parents[2] / "docs"
FIGURES = {f"{item.kind} {item.reference}".strip(): draw(LIBRARY, *item) for item in figures_for(LIBRARY)}
CUT_OFF = """() => [...document.querySelectorAll("svg")].flatMap(svg => {
    const all = svg.getBoundingClientRect();
    return [...svg.querySelectorAll("text, path, circle")].filter(item => {
        const box = item.getBoundingClientRect();
        return box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1 || box.bottom > all.bottom + 1;
    }).map(item => item.outerHTML);
})"""
OVERLAPS = """() => [...document.querySelectorAll("svg")].flatMap(svg => {
    const boxes = [...svg.querySelectorAll("text")].map(item => [item.textContent, item.getBoundingClientRect()]);
    const found = [];
    boxes.forEach(([one, a], index) => boxes.slice(index + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 3) found.push([one, other]);
    }));
    return found;
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser with a new profile that asks nobody anything."""
    quiet = ("no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")
    more = ("disable-component-update", "disable-sync")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=[f"--{item}" for item in (*quiet, *more)])
        yield opened
        opened.close()


def page_of(body: str, scheme: str) -> str:
    """A page with the styles that the documentation asks for."""
    own = "".join(re.findall(r"```css\n(.*?)```", (DOCS / "figures.md").read_text(encoding="utf-8"), re.DOTALL))
    ground = "body{background:#121212;color:#eee}a{color:#8ab4f8}" if scheme == "dark" else "body{background:#fff;color:#111}"
    return (
        f'<!doctype html><html lang=en><head><title>Pictures</title><meta name=viewport content="width=device-width">'
        f"<style>body{{margin:16px;font-family:sans-serif}}{ground}{own}</style></head>"
        f"<body><main><h1>Pictures</h1>{body}</main></body></html>"
    )


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_and_nothing_overflows(browser: Any, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    body = "".join(figure.to_html(f"f{number}") for number, figure in enumerate(FIGURES.values()))
    page.set_content(page_of(body.replace("<details", "<details open"), scheme))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAPS) == []
    page.close()


def test_nothing_is_cut_off_in_files_by_themselves(browser: Any) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.set_content(page_of("".join(figure.to_svg(f"f{number}") for number, figure in enumerate(FIGURES.values())), "dark"))
    assert page.evaluate("document.querySelectorAll('svg').length") == len(FIGURES)
    assert page.evaluate(CUT_OFF) == []
    assert page.evaluate(OVERLAPS) == []
    page.close()


@pytest.mark.skipif(MODULES is None, reason="LDN_CONTENT_NODE_MODULES names no folder with axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    kinds = {name.partition(" ")[0]: figure for name, figure in FIGURES.items()}
    page.set_content(page_of("".join(item.to_html() for item in kinds.values()).replace("<details", "<details open"), scheme))
    page.add_script_tag(path=str(Path(MODULES or "") / "axe-core" / "axe.min.js"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)["violations"]
    assert [(item["id"], [node["html"][:200] for node in item["nodes"]]) for item in found] == []
    page.close()
