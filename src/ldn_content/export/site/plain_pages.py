"""The pages that are of no entry: home, search, about, and the one for what is not found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ldn_content import advisories
from ldn_content.export.site import addresses
from ldn_content.export.site.layout import (
    ABOUT,
    HOME,
    LISTS,
    NOT_FOUND,
    SCRIPT,
    SEARCH,
    Document,
    Site,
    headed,
    link,
    listing,
)
from ldn_content.export.site.list_pages import by_title, read_first
from ldn_content.model.card import Card
from ldn_content.render import labels
from ldn_content.render.markup import SafeHtml, html, joined
from ldn_content.versions import SCHEMA_VERSION, __version__

_FORM = """\
<form class="site-search" id="site-search" role="search" action="{}" method="get">
<label for="site-query">Search for a condition, a medicine or a question</label>
<input type="search" id="site-query" name="q" autocomplete="off">
<button type="submit">Search</button>
</form>
"""
_WHAT_IT_IS = (
    "Information about low-dose naltrexone (LDN) in which each statement has a stable name, a grade of certainty, its sources, "
    "its cautions and the month in which it was last looked at."
)
_NO_SCRIPT = "The search needs JavaScript and a web server. Every entry is in one of the lists below."


def home_page(cards: Mapping[str, Card], site: Site) -> Document:
    """Return the first page: by condition, by topic, by question."""
    parts = [html("<p>{}</p>\n", _WHAT_IT_IS), html(_FORM, SEARCH), *read_first(cards.values(), HOME)]
    for kind in ("condition", "topic", "question"):
        listed = sorted((card for card in cards.values() if card.entry.kind == kind), key=by_title)
        if listed:
            links = listing(link(addresses.page(card.reference), HOME, card.title) for card in listed)
            title = link(addresses.pages_of(kind), HOME, LISTS[kind])
            parts.append(html('<h2>{}</h2>\n<div class="site-index">\n{}</div>\n', title, links))
    return headed(Document(HOME, site.title, _WHAT_IT_IS, joined(parts), data=addresses.INDEX))


def search_page() -> Document:
    """Return the page of the search: where its script does not run, it says so and leads to the lists."""
    lists = listing(link(addresses.pages_of(kind), SEARCH, title) for kind, title in LISTS.items())
    found = html('<p id="site-status" role="status">{}</p>\n<ol class="site-list" id="site-results"></ol>\n', _NO_SCRIPT)
    parts = [html(_FORM, SEARCH), found, html("<h2>All lists</h2>\n{}", lists)]
    return headed(Document(SEARCH, "Search", "Search for a condition, a medicine or a question.", joined(parts), script=SCRIPT))


def about_page(cards: Mapping[str, Card], site: Site) -> Document:
    """Return what this is, who stands for it, and where it is as data."""
    content = joined([html("<p>{}</p>\n", _WHAT_IT_IS), *_packs(site), *_counts(cards), *_corrections(), *_data()])
    return headed(Document(ABOUT, "About", "What this is, who made it and who reviewed it, licence and versions.", content))


def not_found_page(site: Site) -> Document:
    """Return the page for an address at which there is nothing."""
    root = f"{site.base or ''}/"
    links = joined(
        html('<li><a href="{}">{}</a></li>\n', root + addresses.pages_of(kind), title) for kind, title in LISTS.items()
    )
    text = html("<p>There is no page at this address. What there is stands in these lists:</p>\n<ul>\n{}</ul>\n", links)
    return headed(Document(NOT_FOUND, "Not found", "There is no page at this address.", text))


def _packs(site: Site) -> Iterator[SafeHtml]:
    for pack in site.packs:
        facts = (
            ("Publisher", pack.publisher),
            ("Licence of the content", pack.licence),
            ("To be named as", pack.attribution),
            (labels.FUNDING, pack.funding),
            ("Review", labels.review(pack.review)),
            ("Version of the content", pack.content_version),
        )
        terms = joined(html("<dt>{}</dt>\n<dd>{}</dd>\n", name, value) for name, value in facts)
        yield html('<h2>{}</h2>\n<dl class="site-facts">\n{}</dl>\n', pack.title, terms)
    yield html("<p>Made with ldn-content {}, schema {}.</p>\n", __version__, SCHEMA_VERSION)


def _counts(cards: Mapping[str, Card]) -> Iterator[SafeHtml]:
    kinds: list[str] = [card.entry.kind for card in cards.values()]
    yield html("<h2>What there is</h2>\n")
    yield listing(
        html("{}: {}", link(addresses.pages_of(kind), ABOUT, title), kinds.count(kind)) for kind, title in LISTS.items()
    )


def _corrections() -> Iterator[SafeHtml]:
    known = advisories.read().advisories
    if known:
        yield html("<h2>Corrections that matter for safety</h2>\n")
        yield listing(
            html("{}, {}: {}. Right since content {}.", item.id, item.published, item.title, item.fixed_in) for item in known
        )


def _data() -> Iterator[SafeHtml]:
    yield html("<h2>As data</h2>\n<p>Everything here is also served as JSON, for programs.</p>\n")
    named = (
        (addresses.INDEX, "Index"),
        (addresses.OPENAPI, "OpenAPI description"),
        (addresses.DECLARATIONS, "TypeScript declarations"),
        (addresses.PACKS, "Packs: licence, attribution, review"),
        (addresses.ADVISORIES, "Corrections"),
        (f"schema/{SCHEMA_VERSION}/card.schema.json", "JSON Schema of a card"),
    )
    yield listing(link(address, ABOUT, text) for address, text in named)
