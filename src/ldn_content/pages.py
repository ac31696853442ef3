"""Several cards together: the caveats that all of them share are shown once, the must-read ones stay on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from ldn_content.errors import InvalidOption
from ldn_content.model import Caveat
from ldn_content.model.card import Card

if TYPE_CHECKING:
    from ldn_content.render.markup import SafeHtml
    from ldn_content.render.options import HtmlOptions, Options, TextOptions


@dataclass(frozen=True, slots=True)
class Page:
    """Cards in the order in which they are shown.

    Attributes:
        cards: at least one; no reference stands twice.
    """

    cards: tuple[Card, ...]

    @property
    def shared(self) -> tuple[Caveat, ...]:
        """The caveats that every card carries, in the order of the first; none where there is one card only."""
        if len(self.cards) < 2:
            return ()
        everywhere = set.intersection(*(set(card.caveats) for card in self.cards))
        return tuple(item for item in self.cards[0].caveats if item in everywhere)

    def to_text(self, form: str = "full", **options: Unpack[TextOptions]) -> str:
        """Return the page as plain text in 80 columns.

        Raises:
            CorruptData, FormTooLong, InvalidOption: as `Card.to_text`.
        """
        from ldn_content.render.text import page_to_text

        return page_to_text(self, form, **options)

    def to_markdown(self, form: str = "full", **options: Unpack[Options]) -> str:
        """Return the page as CommonMark.

        Raises:
            CorruptData, FormTooLong, InvalidOption: as `Card.to_markdown`.
        """
        from ldn_content.render.markdown import page_to_markdown

        return page_to_markdown(self, form, **options)

    def to_html(self, form: str = "full", **options: Unpack[HtmlOptions]) -> SafeHtml:
        """Return the page as HTML: a fragment a card, and what they share after them.

        Raises:
            CorruptData, InvalidOption: as `Card.to_html`.
        """
        from ldn_content.render.html import page_to_html

        return page_to_html(self, form, **options)

    def _repr_html_(self) -> str:
        """Return the cards in the compact form, for notebooks."""
        return self.to_html("compact")


def page(cards: Iterable[Card]) -> Page:
    """Return a page of cards.

    Raises:
        InvalidOption: there is no card, one stands twice, or something is no card.

    >>> import ldn_content as ldn
    >>> cards = [ldn.card("condition/fibromyalgia"), ldn.card("condition/systemic-lupus-erythematosus")]
    >>> "current-opioid-use" in {caveat.id for caveat in ldn.page(cards).shared}
    True
    """
    made = tuple(card.verify() for card in _cards(cards))
    if not made:
        raise InvalidOption("a page needs at least one card")
    if len({card.reference for card in made}) != len(made):
        raise InvalidOption("a card stands twice on the page: give each once")
    return Page(made)


def _cards(given: object) -> Iterator[Card]:
    if not isinstance(given, Iterable) or isinstance(given, Card | str):
        raise InvalidOption(f"a page is made of several cards, such as [ldn.card(…)], not of one {type(given).__name__}")
    for card in given:
        if not isinstance(card, Card):
            raise InvalidOption(f"a page is made of cards, such as ldn.card({card!r}), not of {type(card).__name__}")
        yield card
