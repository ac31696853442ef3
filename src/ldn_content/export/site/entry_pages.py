"""Card → its page: the compact form, then all that the entry says, with its own cautions and sources.

The cautions that apply to everything stand once, on the page of cautions: in full on each page, they would make it 63 MB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ldn_content.export.json_ld import json_ld, script
from ldn_content.export.site import addresses
from ldn_content.export.site.layout import Document, link, listing
from ldn_content.export.site.linking import own_references
from ldn_content.model import Condition, Retired, Source
from ldn_content.model.card import Card
from ldn_content.render import blocks, labels, outline
from ldn_content.render.figures import Figure
from ldn_content.render.html import Place, blocks_to_html, id_of
from ldn_content.render.markup import SafeHtml, html, joined
from ldn_content.render.options import Choices

PREFIX: Final = "ldn"
CHOICES: Final = Choices(prefix=PREFIX)
CAUTIONS: Final = addresses.pages_of("caveat")
"""The page of all cautions, in full."""
GENERAL: Final = "general"
"""The id of those that apply to everything, on that page."""
_ABOVE: Final = frozenset({"short", "certainty"})
"""What the compact form has shown already."""
_PARTS: Final = frozenset({"cautions", "sources", "about"})
"""Parts of the full form that stand elsewhere on the page."""


def entry_page(
    card: Card, here: str, cards: Mapping[str, Card], members: Iterable[Condition], figures: Iterable[Figure], base: str | None
) -> Document:
    """Return the page of an entry.

    Args:
        card: of the entry.
        here: the address of the page.
        cards: of all entries, by reference.
        members: of a group, its conditions.
        figures: what can be drawn of it.
        base: where the site will be.

    Raises:
        CorruptData: the card was changed after it was made.
    """
    way = addresses.relative(CAUTIONS, here)
    compact = card.to_html("compact", heading=1, prefix=PREFIX, more=way)
    full = outline.full(card, CHOICES, elsewhere={item.id for item in card.caveats})
    parts = (
        *_section("detail", "In detail", _detail(card, full)),
        *_section("pictures", "In pictures", (figure.to_html(PREFIX, more=way) for figure in figures)),
        *_section("cautions", labels.CAUTIONS, _cautions(card, here)),
        *_section("sources", labels.SOURCES, _sources(card, full, here)),
        *_section("related", "See also", _related(card, cards, members, here)),
    )
    data = html('<p class="site-data">{}</p>\n', link(addresses.stable(card.reference), here, "This page as data (JSON)"))
    known = script(json_ld(card, base=base)) if isinstance(card.entry, Condition) else None  # on every page, it would be 14 MB
    content = joined([compact, *parts, data], "\n")
    return Document(here, card.title, card.short, content, data=addresses.stable(card.reference), known=known)


def _section(name: str, title: str, content: Iterable[SafeHtml]) -> Iterator[SafeHtml]:
    """Yield a section with a heading, if there is anything in it."""
    inside = joined(content)
    if inside:
        yield html('<section class="site-{0}" aria-labelledby="{0}">\n<h2 id="{0}">{1}</h2>\n{2}</section>', name, title, inside)


def _detail(card: Card, full: blocks.Outline) -> Iterator[SafeHtml]:
    """Yield what the full form says between the certainty and the cautions."""
    blocks = [block for block in full.blocks if not _elsewhere(block)]
    yield from blocks_to_html(blocks, Place(id_of(PREFIX, card.reference), 3, PREFIX))


def _elsewhere(block: blocks.Block) -> bool:
    if isinstance(block, blocks.Paragraph):
        return block.role in _ABOVE
    return isinstance(block, blocks.MustRead) or (isinstance(block, blocks.Section) and block.name in _PARTS)


def _cautions(card: Card, here: str) -> Iterator[SafeHtml]:
    """Yield the cautions that are this entry's own, and the way to those for everything."""
    own = [item for item in card.caveats if not item.scope.everything]
    if own:
        yield listing(
            html(
                '<strong class="ldn-severity">{}:</strong> {} {}',
                labels.severity(item.severity, CHOICES.audience),
                item.short,
                link(addresses.page(item.reference), here, item.title),
            )
            for item in own
        )
    general = len(card.caveats) - len(own)
    if general:
        text = f"{general} cautions apply to everything here: read them, and what to do"
        yield html("<p>{}</p>\n", link(f"{CAUTIONS}#{GENERAL}", here, text))


def _sources(card: Card, full: blocks.Outline, here: str) -> Iterator[SafeHtml]:
    """Yield the sources of the entry itself; those of a caution stand on its page."""
    own = own_references(card)
    lines = [
        line
        for block in full.blocks
        if isinstance(block, blocks.Section) and block.name == "sources"
        for line in block.blocks
        if isinstance(line, blocks.SourceLine) and line.number <= len(own)
    ]
    yield from blocks_to_html(lines, Place(id_of(PREFIX, card.reference), 3, PREFIX))
    notes = [item for item in own if item.source != card.entry.id or not isinstance(card.entry, Source)]
    if notes:
        links = (link(addresses.page(f"source/{item.source}"), here, f"[{item.number}]") for item in notes)
        yield html('<p class="site-notes">What we took from them: {}</p>\n', joined(links, " "))


def _related(card: Card, cards: Mapping[str, Card], members: Iterable[Condition], here: str) -> Iterator[SafeHtml]:
    """Yield links to the entries that this one names."""
    entry = card.entry
    named = [item.reference.partition("#")[0] for item in card.quoted]
    if isinstance(entry, Condition):
        named += [*(f"condition/{name}" for name in entry.groups), *(item.reference for item in members)]
    elif isinstance(entry, Source):
        named += [f"source/{name}" for name in (*entry.shown_with, *((entry.parent,) if entry.parent else ()))]
    elif isinstance(entry, Retired):
        named += entry.moved_to
    found = [cards[name] for name in dict.fromkeys(named) if name in cards]
    if found:
        yield listing(link(addresses.page(item.reference), here, item.title) for item in found)
