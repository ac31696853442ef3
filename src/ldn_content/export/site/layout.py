"""What every page of the site has around its content. Text is escaped by construction, as `render.markup` has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from ldn_content.export.site import addresses
from ldn_content.model import Manifest
from ldn_content.render.markup import SafeHtml, html, joined
from ldn_content.versions import SCHEMA_VERSION, __version__

HOME: Final = "index.html"
SEARCH: Final = "search.html"
ABOUT: Final = "about.html"
NOT_FOUND: Final = "404.html"
SCRIPT: Final = "search.js"
ICON: Final = "icon.svg"
LISTS: Final = {
    "condition": "Conditions",
    "topic": "Topics",
    "question": "Questions",
    "claim-review": "Claims checked",
    "caveat": "Cautions",
    "substance": "Medicines",
    "term": "Glossary",
    "source": "Sources",
}
"""What the page with all entries of a kind is called."""
NAVIGATION: Final = (
    (HOME, "Home"),
    *((addresses.pages_of(kind), title) for kind, title in LISTS.items()),
    (SEARCH, "Search"),
    (ABOUT, "About"),
)


class Site(NamedTuple):
    """What all pages share.

    Attributes:
        packs: what it was made from, the lowest first.
        language: of the content (BCP 47).
        base: where it will be, as `checked_base` returns it.
        styles: the stylesheets.
    """

    packs: tuple[Manifest, ...]
    language: str
    base: str | None
    styles: tuple[str, ...]

    @property
    def title(self) -> str:
        """The name of the site: that of the lowest pack."""
        return self.packs[0].title


class Document(NamedTuple):
    """A page without what every page has around it.

    Attributes:
        address: where it is.
        title: what stands in its heading.
        description: what it says, in a sentence.
        content: what is in `<main>`, its heading included.
        data: the address of the same as JSON, where there is one.
        script: the address of a script.
        known: the element with JSON-LD for search engines.
    """

    address: str
    title: str
    description: str
    content: SafeHtml
    data: str | None = None
    script: str | None = None
    known: SafeHtml | None = None


def page(document: Document, site: Site) -> bytes:
    """Return the bytes of a page."""
    made = html(
        '<!doctype html>\n<html lang="{}">\n<head>\n{}</head>\n<body>\n{}</body>\n</html>\n',
        site.language,
        joined(_head(document, site)),
        joined(_body(document, site)),
    )
    return made.encode("utf-8")


def headed(document: Document) -> Document:
    """Return a page with its title as the heading of its content."""
    return document._replace(content=joined([html("<h1>{}</h1>\n", document.title), document.content]))


def link(address: str, start: str, text: str) -> SafeHtml:
    """Return a link from the page at `start` to an address of the site."""
    return html('<a href="{}">{}</a>', addresses.relative(address, start), text)


def listing(entries: Iterator[SafeHtml]) -> SafeHtml:
    """Return a list."""
    return html("<ul>\n{}</ul>\n", joined(html("<li>{}</li>\n", entry) for entry in entries))


def _head(document: Document, site: Site) -> Iterator[SafeHtml]:
    here = document.address
    yield html('<meta charset="utf-8">\n<title>{}</title>\n', site.title if here == HOME else f"{document.title} | {site.title}")
    yield html('<meta name="viewport" content="width=device-width, initial-scale=1">\n')
    yield html('<meta name="description" content="{}">\n', document.description)
    for style in site.styles:
        yield html('<link rel="stylesheet" href="{}">\n', _to(style, here, site))
    yield html('<link rel="icon" href="{}">\n', _to(ICON, here, site))
    if here == NOT_FOUND:
        yield html('<meta name="robots" content="noindex">\n')
    elif site.base is not None:
        yield html('<link rel="canonical" href="{}">\n', f"{site.base}/{'' if here == HOME else here}")
    if document.data is not None:
        yield html('<link rel="alternate" type="application/json" href="{}">\n', _to(document.data, here, site))
    if document.script is not None:
        yield html('<script type="module" src="{}"></script>\n', _to(document.script, here, site))
    if document.known is not None:
        yield html("{}\n", document.known)


def _body(document: Document, site: Site) -> Iterator[SafeHtml]:
    here = document.address
    yield html('<a class="site-skip" href="#main">Skip to the content</a>\n')
    entries = (
        html('<li><a href="{}"{}>{}</a></li>\n', _to(address, here, site), _current(address, here), text)
        for address, text in NAVIGATION
    )
    yield html('<header class="site-header">\n<nav aria-label="Site">\n<ul>\n{}</ul>\n</nav>\n</header>\n', joined(entries))
    yield html('<main id="main">\n{}</main>\n', document.content)
    yield html('<footer class="site-footer">\n{}</footer>\n', joined(_footer(here, site)))


def _current(address: str, here: str) -> SafeHtml:
    return html(' aria-current="page"') if address == here else SafeHtml()


def _footer(here: str, site: Site) -> Iterator[SafeHtml]:
    about = html('<a href="{}">Who made it, who reviewed it, licence</a>', _to(ABOUT, here, site))
    yield html("<p>General information, not medical advice. {}.</p>\n", about)
    for pack in site.packs:
        yield html("<p>{} ({}), content {}.</p>\n", pack.attribution, pack.licence, pack.content_version)
    yield html("<p>ldn-content {}, schema {}.</p>\n", __version__, SCHEMA_VERSION)


def _to(address: str, here: str, site: Site) -> str:
    """Return a link to an address. The page for what is not found is shown at any depth, so its links begin at the root."""
    return f"{site.base or ''}/{address}" if here == NOT_FOUND else addresses.relative(address, here)
