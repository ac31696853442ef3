"""A pack with hostile strings in every field of text: whatever shows it, nothing runs, and the strings are read as they are."""

from __future__ import annotations

import html as standard
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser import Browser, chromium, document, needs_chromium, served
from hostile import ADDRESSES, COMPUTED, HOSTILE, NO_ADDRESSES, UNFIT, is_free, places, spoilt, text_fields, whole
from pydantic import TypeAdapter, ValidationError
from surfaces import SURFACES, Surface

import packs
from ldn_content.export import site
from ldn_content.library import Library
from ldn_content.model import CLASSES
from ldn_content.model.base import WebAddress
from ldn_content.model.manifest import Manifest
from ldn_content.render.markup import html

HARMLESS = "Zqx"
TEXTS = (HARMLESS, *HOSTILE)
HOMES = ("https://example.org/harmless", *(ADDRESSES[number % len(ADDRESSES)] for number in range(len(HOSTILE))))
"""The texts and the addresses of the libraries, the harmless one first."""
NUMBERS = frozenset({"Count", "Flag", "Number", "Year"})
FIELDS = {field for model in (*CLASSES.values(), Manifest) for field in text_fields(model)}
FREE = {(model, field) for model, field, text in FIELDS if is_free(text)}
FAR = "[data-case]{content-visibility:auto;contain-intrinsic-size:99px}"
"""What is far below is not laid out, which would take most of the time; it is read, and would run, all the same."""
LOOK = (Path(__file__).parent / "look.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> list[Library]:
    """A library a string, which stands in every field; the first one holds a harmless word."""
    files, folder = whole(), tmp_path_factory.mktemp("hostile")
    return [
        packs.library(folder / str(number), spoilt(files, text, address))
        for number, (text, address) in enumerate(zip(TEXTS, HOMES, strict=True))
    ]


def looked_at(browser: Browser, page: Path, surface: Surface) -> tuple[list[Any], Any]:
    """What is wrong with a page that holds what a surface makes of each library, and what the page did."""
    with browser.page(page) as (shown, seen):
        shown.wait_for_timeout(200)  # what waits for an event has its chance
        wanted = {"texts": TEXTS, "addresses": HOMES, "tags": list(surface.tags), "exact": surface.exact}
        found = shown.evaluate(LOOK, wanted)
        return found, seen


def page_of(folder: Path, surface: Surface, libraries: list[Library]) -> Path:
    cases = (f'<div data-case="{number}">{"".join(surface.fragments(library))}</div>' for number, library in enumerate(libraries))
    page = folder / "page.html"
    page.write_text(document("\n".join(cases), style=FAR), encoding="utf-8")
    return page


@needs_chromium
@pytest.mark.parametrize("surface", SURFACES, ids=[item.name for item in SURFACES])
def test_nothing_runs_and_the_strings_are_shown_as_they_are(
    browser: Browser, libraries: list[Library], surface: Surface, tmp_path: Path
) -> None:
    found, seen = looked_at(browser, page_of(tmp_path, surface, libraries), surface)
    assert found == []
    assert seen.quiet, seen


@needs_chromium
def test_the_search_of_the_site_shows_the_strings_and_obeys_none(browser: Browser, tmp_path: Path) -> None:
    """The script of the site writes what it finds; it shows 20 entries at most."""
    groups = [HOSTILE[start : start + 20] for start in range(0, len(HOSTILE), 20)]
    terms = [
        {"kind": "term", "id": f"t-{number}-{place}", "title": text, "definition": text, "aliases": [f"group{number}"]}
        for number, group in enumerate(groups)
        for place, text in enumerate(group)
    ]
    site.write(packs.library(tmp_path / "packs", packs.small(), packs.overlay(*terms)), tmp_path / "site")
    with served(tmp_path / "site") as home, browser.page(f"{home}search.html") as (shown, seen):
        for number, group in enumerate(groups):
            shown.goto(f"{home}search.html?q=group{number}")
            shown.wait_for_selector("#site-results li")
            assert set(shown.locator("#site-results li > a").all_text_contents()) == set(group)
            inside = shown.evaluate("[...document.querySelectorAll('#site-results *')].map(item => item.localName)")
            assert set(inside) <= {"li", "a", "p", "span", "strong"}
        shown.goto(f"{home}search.html?q={quote(HOSTILE[0])}")
        shown.wait_for_function("document.getElementById('site-status').textContent !== ''")
        assert shown.evaluate("globalThis.__ran") is None
        assert seen.quiet, seen


@needs_chromium
def test_the_strings_are_hostile(browser: Browser, tmp_path: Path) -> None:
    """Where a page takes them as they are, many of them run at once, or ask other sites for something."""
    count = "<script>window.ran = 0; Object.defineProperty(window, '__ran', {set() { window.ran += 1; }});</script>"
    raw = [f'<p title="{text}">{text}</p><style>{text}</style><script>var x = "{text}";</script>' for text in HOSTILE]
    page = tmp_path / "raw.html"
    page.write_text(document("".join(html('<iframe srcdoc="{}"></iframe>', text) for text in raw), head=count), encoding="utf-8")
    with browser.page(page) as (shown, seen):
        shown.wait_for_timeout(500)
        assert shown.evaluate("ran") > len(HOSTILE) / 3
        assert len(set(seen.requests)) >= 5


@needs_chromium
def test_a_surface_that_escapes_too_little_is_found(browser: Browser, libraries: list[Library], tmp_path: Path) -> None:
    def careless(library: Library) -> Iterator[str]:
        yield f'<p class="x">{library.terms["dud"].title.replace("<", "&lt;")}</p>'

    found, _ = looked_at(browser, page_of(tmp_path, surface := Surface("careless", careless, ["p"]), libraries), surface)
    assert {case for case, _ in found} == {case for case, text in enumerate(TEXTS) if standard.unescape(text) != text}


def test_the_strings_stand_in_every_field_that_takes_any_text() -> None:
    held = {(place.model, place.field) for place in places(whole())}
    assert held == FREE - COMPUTED
    assert len(held) > 80
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


def test_no_other_field_takes_them() -> None:
    patterned = {text for _, _, text in FIELDS if not is_free(text) and text.__name__ not in NUMBERS}
    assert len(patterned) > 10
    for accepts in (partial(accepted, TypeAdapter(text)) for text in patterned):
        assert [item for item in (*HOSTILE, *UNFIT) if accepts(item)] in ([], ["constructor"])


def test_no_text_holds_what_a_terminal_or_a_second_reader_would_take_for_more() -> None:
    for text in {text for _, _, text in FIELDS if is_free(text)}:
        assert [item for item in UNFIT if accepted(TypeAdapter(text), item)] == []


def test_an_address_leads_to_the_web_and_nowhere_else() -> None:
    address = TypeAdapter(WebAddress)
    assert [item for item in ADDRESSES if not accepted(address, item)] == []
    assert [item for item in (*NO_ADDRESSES, *HOSTILE, *UNFIT) if accepted(address, item)] == []


def test_what_is_computed_takes_nothing_else() -> None:
    files = whole()
    for model, field, path in (
        ("Code", "curie", ("codes", 0)),
        ("Condition", "defined_by", ()),
        ("Derived", "unit", ("claims", 0, "derived", 0)),
    ):
        assert (model, field) in COMPUTED
        for text in HOSTILE[::10]:
            data = json.loads(json.dumps(files["conditions/sore-knee.json"]))
            target = data
            for key in path:
                target = target[key]
            target[field] = text
            if model == "Derived":
                target |= {"operation": "convert"}
            with pytest.raises(ValidationError):
                CLASSES["condition"].model_validate(data)


def accepted(adapter: TypeAdapter[Any], text: str) -> bool:
    try:
        adapter.validate_python(text)
    except ValidationError:
        return False
    return True
