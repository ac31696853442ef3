"""Every way from a library to a browser, in one list: who adds an exporter that ends in HTML adds it here, and it is attacked."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, NamedTuple

from markdown_it import MarkdownIt

from ldn_content.export import fhir, site
from ldn_content.export.json_ld import json_ld, json_ld_of, script
from ldn_content.library import Library
from ldn_content.model.card import Card
from ldn_content.pages import page
from ldn_content.render import figures
from ldn_content.render.markup import html

MORE = "/ldn/{kind}/{id}"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKDOWN = _HEADINGS | {"p", "ul", "ol", "li", "strong", "a", "hr", "blockquote"}
_CARD = _HEADINGS | {"article", "section", "p", "ul", "ol", "li", "strong", "span", "sup", "a", "div", "details", "summary"}
_TABLE = frozenset({"table", "caption", "thead", "tbody", "tr", "th", "td"})
_SVG = frozenset({"svg", "title", "desc", "g", "path", "circle", "rect", "line", "text", "tspan", "defs", "pattern", "use"})
_SITE = frozenset(
    {"header", "nav", "main", "footer", "form", "label", "input", "button", "meta", "title", "link", "script", "dl", "dt", "dd"}
)
_OWN_FILES = re.compile('<link rel="(?:stylesheet|icon)" href="[^"]*">|<script type="module" src="[^"]*"></script>')
_FIGURE = re.compile("<figure .*?</figure>", re.DOTALL)
_WITH_HTML = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_WITHOUT_HTML = MarkdownIt("commonmark", {"html": False})


class Surface(NamedTuple):
    """A way from a library to a browser.

    Attributes:
        name: what it is called.
        fragments: what it shows of a library, as HTML that stands within the body of a page.
        tags: the elements of which that may consist.
        exact: whether the same elements hold the same text, whatever the texts are. A picture breaks lines by their length, and
            a script is no text.
    """

    name: str
    fragments: Callable[[Library], Iterable[str]]
    tags: Collection[str] = _CARD
    exact: bool = True


def cards(library: Library) -> list[Card]:
    """Every card: of each entry, and of each claim that one holds itself."""
    claims = [f"{entry.reference}#{claim.id}" for entry in library.conditions.values() for claim in entry.claims]
    return [library.card(name) for name in (*library.entries, *claims)]


def _html(form: str, **options: Any) -> Callable[[Library], Iterator[str]]:
    return lambda library: (card.to_html(form, **options) for card in cards(library))


def _markdown(reader: MarkdownIt, form: str, **options: Any) -> Callable[[Library], Iterator[str]]:
    return lambda library: iter([reader.render(page(map(library.card, library.entries)).to_markdown(form, **options))])


def _text(library: Library) -> Iterator[str]:
    yield html("<pre>{}</pre>", page(cards(library)).to_text("full"))
    yield html("<pre>{}</pre>", page(cards(library)).to_text("full", audience="clinical", ascii=True))


def _page(library: Library) -> Iterator[str]:
    yield page(cards(library)).to_html("full", audience="clinical", emergency="112", context={"opioids"})


def _json_ld(library: Library) -> Iterator[str]:
    yield from (script(json_ld(library.card(name))) for name in library.entries)
    yield script(json_ld_of(library, base="https://example.org/ldn"))


def _fhir(library: Library) -> Iterator[str]:
    for bundle in (fhir.education(library), fhir.knowledge(library)):
        yield from _shown_by(bundle)


def _shown_by(resource: Any) -> Iterator[str]:
    """Yield the narratives of FHIR resources, and the documents that are attached to them."""
    if isinstance(resource, list):
        for item in resource:
            yield from _shown_by(item)
    elif isinstance(resource, dict):
        if "div" in resource:
            yield resource["div"]
        if str(resource.get("contentType")).startswith("text/html"):
            yield b64decode(resource["data"]).decode()
        for item in resource.values():
            yield from _shown_by(item)


def _site(library: Library) -> Iterator[str]:
    """Yield the pages of the site without the files that they ask for, and without pictures: those are looked at alone."""
    for address, content in site.files(library):
        if address.endswith(".html"):
            yield _FIGURE.sub("", _OWN_FILES.sub("", content.decode()))


def _figures(library: Library) -> Iterator[str]:
    for number, drawable in enumerate(figures.figures_for(library)):
        figure = figures.draw(library, *drawable)
        yield figure.to_html(f"figure-{number}")
        yield figure.to_svg(f"svg-{number}")


SURFACES = (
    Surface("html full", _html("full")),
    Surface("html compact", _html("compact", audience="clinical")),
    Surface("html compact with a link", _html("compact", more=MORE)),
    Surface("html line", _html("line", more=MORE)),
    Surface("html page", _page),
    Surface("markdown full, html allowed", _markdown(_WITH_HTML, "full"), _MARKDOWN),
    Surface("markdown full, no html", _markdown(_WITHOUT_HTML, "full", audience="clinical"), _MARKDOWN),
    Surface("markdown compact, html allowed", _markdown(_WITH_HTML, "compact", more=MORE), _MARKDOWN),
    Surface("text", _text, {"pre"}, exact=False),
    Surface("json-ld", _json_ld, {"script"}, exact=False),
    Surface("fhir", _fhir, _CARD | {"b", "meta", "title"}),
    Surface("site", _site, _CARD | _SITE),
    Surface("figures", _figures, _CARD | _TABLE | _SVG | {"figure", "figcaption"}, exact=False),
)
