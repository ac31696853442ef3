"""Cards in Chromium: readable by everybody, on a phone, a desk and paper, in light and dark, with and without the stylesheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, chromium, document, needs_axe, needs_chromium, violations

import ldn_content as ldn
from ldn_content.builtin import LIBRARY
from ldn_content.model.card import Card
from ldn_content.model.entry import KINDS
from ldn_content.render.figures import draw
from ldn_content.render.styles import stylesheet

pytestmark = needs_chromium
PHONE, DESK = 320, 1280
SMALLEST, COMMON = 568, 640
"""Heights of phones that are 320 px wide: the smallest that is still in use, and a common one."""
MORE = "/ldn/{kind}/{id}"
CARDS = {kind: [LIBRARY.card(name) for name in LIBRARY.entries if name.startswith(f"{kind}/")] for kind in KINDS}
CARDS = {kind: cards for kind, cards in CARDS.items() if cards}
CLAIMS = [LIBRARY.card(f"{entry.reference}#{claim.id}") for entry in LIBRARY.conditions.values() for claim in entry.claims]
SAMPLE = [max(cards, key=lambda card: len(card.title)) for cards in CARDS.values()]
"""One card of each kind: the one with the longest title."""
PICTURES = (
    ("map", ""),
    ("timeline", "condition/fibromyalgia"),
    ("forest", "condition/chronic-pain"),
    ("icons", "due-bruun-2024-fibromyalgia#ae-any-adverse-event"),
)
AUDIENCES = ("plain", "clinical")

WIDER_THAN_THEY_MAY_BE = """() => {
    const wide = [document.documentElement, ...document.querySelectorAll("main, main *")].filter(
        item => item.scrollWidth > item.clientWidth + 1 && getComputedStyle(item).display !== "inline");
    const out = [...document.querySelectorAll(".ldn-card a")].filter(
        item => item.getBoundingClientRect().right > document.documentElement.clientWidth);
    return [...wide, ...out].slice(0, 5).map(item => item.outerHTML.slice(0, 200));
}"""
READ_BY = """() => Object.fromEntries([...document.querySelectorAll(".ldn-card")].map(card => {
    const read = [...card.querySelectorAll(".ldn-short, .ldn-must-read")].pop();
    return [card.dataset.ldnRef, Math.ceil(read.getBoundingClientRect().bottom - card.getBoundingClientRect().top)];
}))"""
WATCH = """() => {
    globalThis.reached = [];
    document.addEventListener("focusin", ({target}) => {
        const style = getComputedStyle(target);
        const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && target.getClientRects().length > 0;
        reached.push([target.tagName, target.getAttribute("href"), shown]);
    });
}"""
"""Keep what gets the focus, and whether it is seen to have it."""
FOCUSABLE = """() => [...document.querySelectorAll("a[href], summary")].filter(item => item.checkVisibility())
    .map(item => [item.tagName, item.getAttribute("href"), true])"""
TOO_SMALL = """([selector, width, height]) => [...document.querySelectorAll(selector)].map(
    item => [item.textContent, item.getBoundingClientRect()])
    .filter(([, box]) => box.width < width || box.height < height).map(([text, box]) => [text, box.width, box.height])"""
TOO_NEAR = """selector => {
    const links = [...document.querySelectorAll(selector)].map(item => [item.textContent, item.getBoundingClientRect()]);
    const middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return links.slice(1).map(([text, box], index) => {
        const [[x, y], [left, above]] = [middle(box), middle(links[index][1])];
        return [links[index][0], text, Math.hypot(x - left, y - above)];
    }).filter(([, , distance]) => distance < 23.9);
}"""
COMPUTED = """() => [...document.querySelectorAll(".host, .host *")].map(
    item => [...getComputedStyle(item)].map(name => getComputedStyle(item).getPropertyValue(name)).join(";"))"""
HOST_ELEMENTS = (
    '<div class="host"><h2>Host</h2><p>Text <a href="#x">link</a> <strong>strong</strong><sup>1</sup></p><ul><li>item</li></ul>'
    "<ol><li>item</li></ol><section><h3>Part</h3><details open><summary>More</summary>text</details></section></div>"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for pages."""
    return tmp_path_factory.mktemp("pages")


def written(site: Path, name: str, body: str, *, style: str | None = None) -> Path:
    page = site / f"{name}.html"
    page.write_text(document(body, style=stylesheet() if style is None else style), encoding="utf-8")
    return page


def opened(body: str) -> str:
    """The same with every `<details>` open."""
    return body.replace("<details", "<details open")


def every_form(cards: list[Card], audience: str) -> str:
    """Cards in each form: in full as a page with shared cautions, and one alone; compact with and without a way to the rest."""
    alone = cards[0].to_html("full", audience=audience, prefix="alone", emergency="112", context={"pregnant"})
    lines = [card.to_html("line", audience=audience, more=MORE) for card in cards]
    linked = [card.to_html("compact", audience=audience, more=MORE, prefix="linked", heading=3) for card in cards]
    return "\n".join(
        [
            ldn.page(cards).to_html("full", audience=audience),
            alone,
            "<h2>Compact</h2>",
            *linked,
            opened(ldn.page(cards[:2]).to_html("compact", audience=audience, prefix="compact", heading=3)),
            "<h2>Lines</h2>",
            *lines,
            "<h2>Pictures</h2>",
            *(opened(draw(LIBRARY, *picture).to_html()) for picture in PICTURES),
        ]
    )


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_axe_finds_nothing_at_wcag_2_2_aa(browser: Browser, site: Path, audience: str, scheme: str) -> None:
    page = written(site, f"axe-{audience}", every_form(SAMPLE, audience))
    for width in (PHONE, DESK) if audience == "plain" else (PHONE,):  # the words differ, not the elements
        with browser.page(page, width=width, color_scheme=scheme) as (shown, seen):
            assert violations(shown) == []
            assert shown.evaluate("getComputedStyle(document.querySelector('.ldn-card')).color") == (
                "rgb(27, 31, 36)" if scheme == "light" else "rgb(232, 234, 237)"
            )
            assert seen.quiet


@needs_axe
def test_axe_would_tell_of_a_text_that_is_too_pale(browser: Browser, site: Path) -> None:
    pale = stylesheet() + ":root{--ldn-quiet:#bbb;--ldn-precaution:#eb0}"
    page = written(site, "pale", SAMPLE[0].to_html(), style=pale)
    with browser.page(page, color_scheme="light") as (shown, _):
        assert [rule for rule, _ in violations(shown)] == ["color-contrast"]


@needs_axe
def test_axe_finds_nothing_without_the_stylesheet(browser: Browser, site: Path) -> None:
    page = written(site, "bare", every_form(SAMPLE, "plain"), style="")
    with browser.page(page, width=PHONE, color_scheme="light") as (shown, _):
        assert violations(shown) == []


@pytest.mark.parametrize("kind", CARDS)
def test_nothing_overflows(browser: Browser, site: Path, kind: str) -> None:
    """Every card as a line, in the compact form, and in full on the page of its kind."""
    cards = CARDS[kind]
    shown = "\n".join(
        [
            ldn.page(cards).to_html("full", audience="clinical"),
            *(card.to_html("compact", prefix="linked", more=MORE) for card in cards),
            *(card.to_html("line", more=MORE) for card in cards),
            *(opened(card.to_html("compact", prefix="folded")) for card in cards[:3]),
        ]
    )
    page = written(site, f"wide-{kind}", shown)
    with browser.page(page, width=PHONE) as (phone, seen):
        assert phone.evaluate(WIDER_THAN_THEY_MAY_BE) == []
        phone.set_viewport_size({"width": DESK, "height": 800})
        assert phone.evaluate(WIDER_THAN_THEY_MAY_BE) == []
        assert seen.quiet


def test_no_picture_overflows(browser: Browser, site: Path) -> None:
    """A table is as wide as it needs to be, and scrolls by itself."""
    page = written(site, "wide-pictures", "\n".join(opened(draw(LIBRARY, *picture).to_html()) for picture in PICTURES))
    for width in (PHONE, DESK):
        with browser.page(page, width=width) as (shown, _):
            shown.add_style_tag(content=".ldn-figure-table table, svg text, svg title, svg desc{display:none}")
            assert shown.evaluate(WIDER_THAN_THEY_MAY_BE) == []


def test_what_must_be_read_comes_before_any_scroll_on_a_phone(browser: Browser, site: Path) -> None:
    """The card stands 8 px below the top. A source is named as it is cited, which may take a screen by itself."""
    allowed = {"condition": SMALLEST, "topic": SMALLEST, "question": SMALLEST, "caveat": SMALLEST, "substance": SMALLEST}
    cards = [card for kind, cards in CARDS.items() if kind != "source" for card in cards]
    page = written(site, "before", "\n".join(card.to_html("compact") for card in [*cards, *CLAIMS]))
    with browser.page(page, width=PHONE, height=COMMON) as (shown, _):
        ends = shown.evaluate(READ_BY)
    assert len(ends) == len(cards) + len(CLAIMS)
    late = {name: end for name, end in ends.items() if 8 + end > allowed.get(name.partition("/")[0], COMMON)}
    assert late == {}


def test_the_keyboard_reaches_every_link_and_what_is_folded_and_shows_where_it_is(browser: Browser, site: Path) -> None:
    line = LIBRARY.card("term/placebo").to_html("line", more=MORE)
    compact = LIBRARY.card("condition/fibromyalgia").to_html("compact")
    page = written(site, "keyboard", "\n".join([line, compact, LIBRARY.card("condition/me-cfs").to_html()]))
    with browser.page(page) as (shown, _):
        wanted = shown.evaluate(FOCUSABLE)
        assert len(wanted) > 100
        shown.evaluate(WATCH)
        for _ in wanted:
            shown.keyboard.press("Tab")
        assert shown.evaluate("reached") == wanted
        shown.locator("summary").focus()
        shown.keyboard.press("Enter")
        shown.evaluate("reached.length = 0")
        for _ in range(5):
            shown.keyboard.press("Tab")
        assert shown.locator("details").get_attribute("open") == ""
        within = shown.evaluate("[...document.querySelectorAll('details a')].map(item => item.getAttribute('href'))")
        assert [address for _, address, _ in shown.evaluate("reached")] == within[:5]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_can_be_pressed_is_large_enough_or_apart(browser: Browser, site: Path, width: int) -> None:
    """24 px, as WCAG 2.2 asks for; a mark of a source would be exempt within a text."""
    folded = opened(LIBRARY.card("condition/fibromyalgia").to_html("compact"))
    page = written(site, "targets", "\n".join([folded, *(card.to_html() for card in SAMPLE)]))
    with browser.page(page, width=width) as (shown, _):
        assert shown.evaluate(TOO_SMALL, [".ldn-source-list a, summary, .ldn-more[href]", 24, 24]) == []
        assert shown.evaluate(TOO_SMALL, [".ldn-marks a", 12, 24]) == []
        assert shown.evaluate(TOO_NEAR, ".ldn-marks a") == []


def test_on_paper_nothing_stays_folded_and_the_ground_is_light(browser: Browser, site: Path) -> None:
    page = written(site, "paper", "\n".join(card.to_html("compact") for card in SAMPLE))
    with browser.page(page, width=700, color_scheme="dark") as (shown, _):
        folded = shown.evaluate("document.body.innerText")
        shown.emulate_media(media="print")
        printed = shown.evaluate("document.body.innerText")
        assert shown.evaluate(WIDER_THAN_THEY_MAY_BE) == []
        assert shown.evaluate(
            "[...document.querySelectorAll('details li')].every(item => item.getBoundingClientRect().height > 10)"
        )
        assert shown.evaluate("getComputedStyle(document.querySelector('.ldn-card')).backgroundColor") == "rgb(255, 255, 255)"
        shown.emulate_media(media="screen")
        shown.evaluate("document.querySelectorAll('details').forEach(item => { item.open = true; })")
        assert printed.split() == shown.evaluate("document.body.innerText").split()
        assert len(printed) > 2 * len(folded)


def test_the_stylesheet_adds_and_hides_no_word(browser: Browser, site: Path) -> None:
    body = every_form(SAMPLE, "plain")
    with browser.page(written(site, "styled", body)) as (shown, _):
        styled = shown.evaluate("document.body.innerText").split()
    with browser.page(written(site, "unstyled", body, style="")) as (shown, _):
        assert shown.evaluate("document.body.innerText").split() == styled
        folded = shown.locator("details").first
        folded.locator("summary").click()
        assert folded.get_attribute("open") is None  # it was open, and it folds without a style


def test_the_stylesheet_touches_nothing_of_the_host(browser: Browser, site: Path) -> None:
    computed = []
    for name, style in (("with", stylesheet()), ("without", "")):
        page = written(site, f"host-{name}", HOST_ELEMENTS + SAMPLE[0].to_html("compact"), style=style)
        with browser.page(page) as (shown, _):
            computed.append(shown.evaluate(COMPUTED))
    assert len(computed[0]) > 12
    assert computed[0] == computed[1]


def test_a_host_chooses_colours_width_font_and_scheme(browser: Browser, site: Path) -> None:
    colours = "--ldn-text:rgb(1, 2, 3);--ldn-ground:rgb(250, 251, 252);--ldn-color-scheme:light"
    own = f"body{{{colours};--ldn-width:30em;--ldn-font:monospace}}"
    page = written(site, "own", SAMPLE[0].to_html("compact"), style=stylesheet() + own)
    asked = "(names => names.map(name => getComputedStyle(document.querySelector('.ldn-card'))[name]))"
    names = ["color", "backgroundColor", "maxInlineSize", "fontFamily", "colorScheme", "borderTopColor"]
    with browser.page(page, color_scheme="dark") as (shown, _):
        assert shown.evaluate(f"{asked}({names})") == [
            "rgb(1, 2, 3)", "rgb(250, 251, 252)", "480px", "monospace", "light", "rgb(134, 143, 153)"
        ]  # fmt: skip


def test_forced_colours_keep_borders_and_shapes(browser: Browser, site: Path) -> None:
    page = written(site, "forced", LIBRARY.card("condition/fibromyalgia").to_html())
    with browser.page(page, forced_colors="active", color_scheme="dark") as (shown, _):
        border = shown.evaluate("getComputedStyle(document.querySelector('.ldn-caution')).borderInlineStartColor")
        shape = "getComputedStyle(document.querySelector('.ldn-severity'), '::before').backgroundColor"
        ground = shown.evaluate("getComputedStyle(document.querySelector('.ldn-card')).backgroundColor")
        assert border == shown.evaluate(shape) != ground


@needs_chromium
def test_a_page_that_asks_for_more_is_told_of(browser: Browser, site: Path) -> None:
    page = written(site, "asks", '<img src="https://example.org/x.png" alt="x"><script>alert(1);missing()</script>')
    with browser.page(page) as (_, seen):
        assert seen.requests == ["https://example.org/x.png"]
        assert seen.dialogs == ["1"]
        assert any("missing" in item for item in seen.errors)
        assert not seen.quiet
