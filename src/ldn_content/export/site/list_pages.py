"""Cards → the pages with all entries of a kind. What must be read with any of them stands above all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ldn_content.export.site import addresses
from ldn_content.export.site.entry_pages import CAUTIONS, CHOICES, GENERAL, PREFIX
from ldn_content.export.site.layout import LISTS, Document, headed, link, listing
from ldn_content.export.site.linking import share
from ldn_content.library import Library
from ldn_content.model import SEVERITIES, Caveat, ClaimReview
from ldn_content.model.card import Card
from ldn_content.render import labels, outline
from ldn_content.render.figures import Drawable, draw, figures_for
from ldn_content.render.html import Place, blocks_to_html
from ldn_content.render.markup import SafeHtml, html, joined

_ABOUT = {
    "condition": "What was found on LDN, condition by condition, and how sure we are.",
    "topic": "Subjects that are not tied to one condition.",
    "question": "Questions as people ask them, and what answers them.",
    "claim-review": "Claims that people meet, in their fairest form, and how they hold up.",
    "caveat": "Every caution, in full, with what to do and where it comes from.",
    "substance": "Medicines that matter with LDN. One that is not listed here: ask a pharmacist.",
    "term": "Words that readers meet, explained.",
    "source": "What is cited, what of it was read, and what we took from it.",
}


def list_page(kind: str, cards: Mapping[str, Card], library: Library) -> Document:
    """Return the page with all entries of a kind."""
    here = addresses.pages_of(kind)
    listed = sorted((card for card in cards.values() if card.entry.kind == kind), key=by_title)
    content = {"condition": _conditions, "caveat": _cautions, "term": _terms}.get(kind, _entries)
    parts = [html("<p>{}</p>\n", _ABOUT[kind]), *content(listed, cards, library, here)]
    return headed(Document(here, LISTS[kind], _ABOUT[kind], joined(parts), data=addresses.list_of(kind)))


def by_title(card: Card) -> tuple[str, str]:
    """Return what cards are ordered by."""
    return card.title.casefold(), card.reference


def gravest_first(caveat: Caveat) -> int:
    """Return what cautions are ordered by; those that are as grave stay in the order in which they came."""
    return SEVERITIES.index(caveat.severity)


def read_first(cards: Iterable[Card], here: str) -> Iterator[SafeHtml]:
    """Yield each caution that must be read with any of the cards."""
    found = {item.id: item for card in cards for item in card.must_read}
    blocks = [outline.must_read(item, CHOICES) for item in sorted(found.values(), key=gravest_first)]
    if blocks:
        inside = joined(blocks_to_html(blocks, Place(PREFIX, 2, PREFIX)))
        title = html('<h2 id="read-first">{}</h2>\n', "Read first")
        way = html("<p>{}</p>\n", link(CAUTIONS, here, "All cautions, and what to do"))
        yield html(
            '<section class="site-read-first ldn-page-cautions" aria-labelledby="read-first">\n{}{}{}</section>\n',
            title,
            inside,
            way,
        )


def entry_line(card: Card, here: str) -> SafeHtml:
    """Return an entry as a line of a list: its name, and the sentence that stands for it."""
    entry = card.entry
    verdict = html("{}: {}. ", labels.VERDICT, labels.VERDICTS[entry.verdict]) if isinstance(entry, ClaimReview) else SafeHtml()
    said = html(" <span>{}{}</span>", verdict, card.short) if card.short != card.title else SafeHtml()
    return html("{}{}", link(addresses.page(card.reference), here, card.title), said)


def _entries(listed: list[Card], _: Mapping[str, Card], __: Library, here: str) -> Iterator[SafeHtml]:
    yield from read_first(listed, here)
    yield html('<div class="site-list">\n{}</div>\n', listing(entry_line(card, here) for card in listed))


def _conditions(listed: list[Card], cards: Mapping[str, Card], library: Library, here: str) -> Iterator[SafeHtml]:
    """Yield the conditions by group, then those in none."""
    yield from read_first(listed, here)
    groups = {card.entry.id: library.members(card.entry.id) for card in listed}
    grouped = {item.id for members in groups.values() for item in members}
    for card in listed:
        if groups[card.entry.id]:
            inside = sorted((cards[item.reference] for item in groups[card.entry.id]), key=by_title)
            yield html(
                '<h2>{}</h2>\n<p class="site-short">{}</p>\n', link(addresses.page(card.reference), here, card.title), card.short
            )
            yield html('<div class="site-list">\n{}</div>\n', listing(entry_line(item, here) for item in inside))
    others = [card for card in listed if card.entry.id not in grouped and not groups[card.entry.id]]
    if others:
        title = "Other conditions" if grouped else "All conditions"
        yield html('<h2>{}</h2>\n<div class="site-list">\n{}</div>\n', title, listing(entry_line(item, here) for item in others))
    if Drawable("map", "") in figures_for(library):
        yield html('<h2 id="map">{}</h2>\n{}', "All of it in one picture", draw(library, "map").to_html(PREFIX))


def _terms(listed: list[Card], _: Mapping[str, Card], __: Library, here: str) -> Iterator[SafeHtml]:
    yield from read_first(listed, here)
    words = (
        html(
            '<dt id="term-{}">{}</dt>\n<dd>{}</dd>\n',
            card.entry.id,
            link(addresses.page(card.reference), here, card.title),
            card.short,
        )
        for card in listed
    )
    yield html('<dl class="site-glossary">\n{}</dl>\n', joined(words))


def _cautions(_: list[Card], cards: Mapping[str, Card], __: Library, here: str) -> Iterator[SafeHtml]:
    """Yield every caution in full, those for everything first, with the sources of all."""
    shared = share(cards.values())
    numbers = {item.source: item.number for item in shared.references}
    everything = [item for item in shared.caveats if item.scope.everything]
    others = [item for item in shared.caveats if not item.scope.everything]
    for name, title, caveats in ((GENERAL, "For everything here", everything), ("particular", "For some of it", others)):
        if caveats:
            inside = joined(_caution(item, numbers, here) for item in sorted(caveats, key=gravest_first))
            section = '<section class="ldn-page-cautions" aria-labelledby="{0}">\n<h2 id="{0}">{1}</h2>\n{2}</section>\n'
            yield html(section, name, title, inside)
    lines = [outline.source_line(item, CHOICES) for item in shared.references]
    if lines:
        inside = joined(blocks_to_html(lines, _PLACE))
        yield html('<section aria-labelledby="sources">\n<h2 id="sources">{}</h2>\n{}</section>\n', labels.SOURCES, inside)


_PLACE = Place(f"{PREFIX}-cautions", 3, PREFIX)


def _caution(caveat: Caveat, numbers: Mapping[str, int], here: str) -> SafeHtml:
    block = outline.caution(caveat, CHOICES, numbers)
    way = html("<p>{}</p>\n", link(addresses.page(caveat.reference), here, f"A page on: {caveat.title}"))
    return html('<div id="caution-{}">\n{}{}</div>\n', caveat.id, joined(blocks_to_html([block], _PLACE)), way)
