"""The pages of the static site: each leads somewhere, is whole, holds nothing that runs, and shows what has to be read."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

import packs
import site_links
from ldn_content.audit import audit
from ldn_content.export import site
from ldn_content.export.site import addresses
from ldn_content.export.site.layout import LISTS, NOT_FOUND
from ldn_content.fragments.markup import Text, tokens
from ldn_content.fragments.page import normalised
from ldn_content.library import Library
from ldn_content.model.card import Card
from ldn_content.render import labels

Files = dict[str, bytes]
HOSTILE = (
    '"><img src=x onerror=alert(1)>',
    "<script>alert(1)</script>",
    "</main></title><b onclick='x'>",
    "&lt;i&gt; &#60;u&#62;",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def cards(library: Library) -> dict[str, Card]:
    return {reference: library.card(reference) for reference in library.entries}


@pytest.fixture(scope="module")
def built(library: Library) -> Files:
    return dict(site.files(library, base="https://example.org/ldn"))


@pytest.fixture(scope="module")
def pages(built: Files) -> dict[str, site_links.Page]:
    return {address: site_links.read(content) for address, content in built.items() if address.endswith(".html")}


def text_of(content: bytes) -> str:
    return normalised(" ".join(token.text for token in tokens(content.decode()) if isinstance(token, Text)))


def test_every_entry_and_every_kind_has_a_page(pages: dict[str, site_links.Page], library: Library) -> None:
    wanted = {addresses.page(reference) for reference in library.entries} | {addresses.pages_of(kind) for kind in LISTS}
    assert wanted | {"index.html", "search.html", "about.html", NOT_FOUND} == set(pages)


def test_every_link_leads_to_a_file_and_to_a_place_on_it(pages: dict[str, site_links.Page], built: Files) -> None:
    check_links(pages, built, "https://example.org/ldn/")


def test_so_it_does_where_an_id_has_moved_and_no_base_is_known(tmp_path: Path) -> None:
    built = dict(site.files(packs.library(tmp_path)))
    pages = {address: site_links.read(content) for address, content in built.items() if address.endswith(".html")}
    check_links(pages, built, "https://site.invalid/")
    assert "../condition/sore-knee.html" in pages["condition/achy-knee.html"].links


def check_links(pages: dict[str, site_links.Page], built: Files, root: str) -> None:
    for address, page in pages.items():
        for link in page.links:
            target, place = urldefrag(urljoin(root + address, link))
            if not target.startswith(root):
                assert target.startswith(("https://", "http://")), (address, link)
                continue
            target = target.removeprefix(root) or "index.html"
            assert target in built, (address, link)
            assert not place or place in pages[target].ids, (address, link)


def test_every_page_can_be_reached_from_the_first(pages: dict[str, site_links.Page]) -> None:
    reached, todo = {"index.html"}, ["index.html"]
    while todo:
        here = todo.pop()
        for link in pages[here].links:
            target = urldefrag(urljoin(f"https://site/{here}", link)).url.removeprefix("https://site/")
            if target in pages and target not in reached:
                reached.add(target)
                todo.append(target)
    assert reached == set(pages) - {NOT_FOUND}


def test_every_page_has_one_title_one_heading_a_language_and_a_way_past_the_navigation(
    pages: dict[str, site_links.Page],
) -> None:
    for address, page in pages.items():
        count = Counter(element.name for element in page.elements)
        count["title"] -= count["svg"]  # each picture has one
        assert (count["h1"], count["title"], count["main"], count["nav"], count["html"]) == (1, 1, 1, 1, 1), address
        assert page.elements[0].attributes["lang"] == "en"
        first = next(element for element in page.elements if element.name == "a")
        assert first.attributes["href"] == "#main"
        described = [e.attributes["content"] for e in page.elements if e.attributes.get("name") == "description"]
        assert len(described) == 1
        assert described[0]
        levels = [int(element.name[1]) for element in page.elements if element.name in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        assert all(after <= before + 1 for before, after in pairwise(levels)), address
        assert len(page.ids) == len(set(page.ids)), address


def test_every_page_but_the_one_for_what_is_not_found_names_its_address(pages: dict[str, site_links.Page]) -> None:
    for address, page in pages.items():
        named = [e.attributes["href"] for e in page.elements if e.attributes.get("rel") == "canonical"]
        whole = "https://example.org/ldn/" + ("" if address == "index.html" else address)
        assert named == ([] if address == NOT_FOUND else [whole])


def test_nothing_stands_in_a_page_that_a_strict_policy_forbids(pages: dict[str, site_links.Page]) -> None:
    for address, page in pages.items():
        for element in page.elements:
            assert element.name not in {"style", "iframe", "object", "embed", "base", "img"}, address
            assert not any(name.startswith("on") or name == "style" for name in element.attributes), address
        scripts = [element.attributes for element in page.elements if element.name == "script"]
        scripts = [each for each in scripts if each != {"type": "application/ld+json"}]  # data, which never runs
        assert scripts == ([{"type": "module", "src": "search.js"}] if address == "search.html" else [])


def test_every_entrys_page_shows_its_sentence_its_certainty_its_cautions_and_its_review(
    built: Files, cards: dict[str, Card]
) -> None:
    for reference, card in cards.items():
        text = text_of(built[addresses.page(reference)])
        own = [item.short for item in card.caveats if not item.scope.everything]
        certainty = [] if card.evidence.level is None else [labels.certainty(card.evidence.level)]
        wanted = [card.short, *certainty, *(item.short for item in card.must_read), *own, labels.review(card.review)]
        wanted += [claim.plain or claim.short for claim in card.claims]
        wanted += [f"content {card.packs[0].content_version}", card.packs[0].attribution]
        for each in wanted:
            assert normalised(each) in text, (reference, each)


def test_the_page_of_cautions_has_every_caveat_in_full_with_what_to_do(built: Files, library: Library) -> None:
    text = text_of(built[addresses.pages_of("caveat")])
    for caveat in library.caveats.values():
        for each in (caveat.title, caveat.plain, *(action.text for action in caveat.actions)):
            assert normalised(each) in text


def test_a_page_with_a_list_shows_what_must_be_read_with_any_of_it(built: Files, cards: dict[str, Card]) -> None:
    for kind in LISTS:
        text = text_of(built[addresses.pages_of(kind)])
        for card in cards.values():
            if card.entry.kind == kind:
                assert normalised(card.short) in text or kind == "caveat"
                for caveat in card.must_read:
                    assert normalised(caveat.short) in text or kind == "caveat"


def test_an_audit_finds_every_fragment_clean(built: Files, library: Library) -> None:
    for reference in [name for kind in LISTS for name in library.entries if name.startswith(f"{kind}/")][::9]:
        found = audit(built[addresses.page(reference)].decode(), library)
        assert (found.counts, found.findings) == ({"clean": 1}, ())


def test_hostile_text_in_any_field_comes_out_as_text(tmp_path: Path) -> None:
    fields = set(
        """
        title aliases search_words short plain clinical text what_it_is definition claim met_at would_change_it why asked_as
        attribution licence publisher funding name note reported population limitations authors journal indication dose region
        names what outcome
        """.split()  # noqa: SIM905
    )
    number = 0

    def hostile(data: Any, key: str) -> Any:
        nonlocal number
        if isinstance(data, dict):
            return {name: hostile(value, name) for name, value in data.items()}
        if isinstance(data, list):
            return [hostile(item, key) for item in data]
        if isinstance(data, str) and key in fields and data != "none":  # the state of a review has the name of a text
            number += 1
            return f"{data[:60]} {HOSTILE[number % len(HOSTILE)]}"
        return data

    files = {name: hostile(data, "") for name, data in packs.small().items()}
    assert number > 50
    library = packs.library(tmp_path, files)
    names = Counter[str]()
    for address, content in site.files(library):
        if address.endswith(".html"):
            page = site_links.read(content)
            names.update(element.name for element in page.elements)
            for element in page.elements:
                assert not any(name.startswith("on") for name in element.attributes), address
            for link in page.links:
                assert not link.lower().startswith(("javascript:", "data:")), address
    assert names["img"] == names["u"] == names["i"] == names["b"] == 0
    assert names["script"] == 1 + len(library.conditions)  # that of the search, and the data for search engines
    assert names["svg"] > 0
    assert (
        names["html"]
        == names["title"] - names["svg"]
        == sum(1 for address, _ in site.files(library) if address.endswith(".html"))
    )
