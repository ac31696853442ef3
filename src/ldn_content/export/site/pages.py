"""Library → the files of the browsable site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ldn_content.export.site import addresses
from ldn_content.export.site.api import former_places, manifests, shipped
from ldn_content.export.site.entry_pages import entry_page
from ldn_content.export.site.layout import ICON, LISTS, SCRIPT, Site, page
from ldn_content.export.site.list_pages import list_page
from ldn_content.export.site.plain_pages import about_page, home_page, not_found_page, search_page
from ldn_content.library import Library
from ldn_content.model import Condition, Source
from ldn_content.model.card import Card
from ldn_content.render import styles
from ldn_content.render.figures import Drawable, draw, figures_for


def page_files(library: Library, cards: Mapping[str, Card], base: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield address and content of every page, and of what pages need.

    Args:
        library: what is shown.
        cards: the card of every entry, by reference.
        base: where the site will be, as `checked_base` returns it.
    """
    sheets = _sheets()
    site = Site(manifests(library), library.language, base, tuple(sheets))
    for card in cards.values():
        members = library.members(card.entry.id) if isinstance(card.entry, Condition) else ()
        figures = tuple(draw(library, *item) for item in _drawable(library, card))
        for reference in (card.reference, *former_places(card, cards)):
            document = entry_page(card, addresses.page(reference), cards, members, figures, base)
            yield document.address, page(document, site)
    documents = (
        *(list_page(kind, cards, library) for kind in LISTS),
        home_page(cards, site),
        search_page(),
        about_page(cards, site),
        not_found_page(site),
    )
    yield from ((document.address, page(document, site)) for document in documents)
    yield from ((name, shipped(f"site/{name}")) for name in (SCRIPT, ICON))
    yield from sheets.items()


def _drawable(library: Library, card: Card) -> Iterator[Drawable]:
    """Yield the pictures of an entry itself; those of the sources on a condition stand on their pages."""
    if isinstance(card.entry, Condition | Source):
        found = figures_for(library, card.reference)
        yield from (item for item in found if item.reference.partition("#")[0] == card.reference)


def _sheets() -> dict[str, bytes]:
    """Return the stylesheet of cards, and that of the site around them."""
    return {styles.FILE: styles.stylesheet().encode(), "site.css": shipped("site/site.css")}
