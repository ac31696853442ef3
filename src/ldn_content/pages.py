"""Several cards together: the caveats that all of them share are shown once, the must-read ones stay on each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ldn_content.model import Caveat
from ldn_content.model.card import Card


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

    def to_text(self, form: str = "full", *, audience: str = "plain") -> str:
        """Return the page as plain text in 80 columns.

        Raises:
            FormTooLong, ValueError: as `Card.to_text`.
        """
        from ldn_content.render.text import page_to_text

        return page_to_text(self, form, audience=audience)


def page(cards: Iterable[Card]) -> Page:
    """Return a page of cards.

    Raises:
        ValueError: there is no card, or one stands twice.

    >>> import ldn_content as ldn
    >>> cards = [ldn.card("condition/fibromyalgia"), ldn.card("condition/systemic-lupus-erythematosus")]
    >>> "current-opioid-use" in {caveat.id for caveat in ldn.page(cards).shared}
    True
    """
    made = tuple(card.verify() for card in cards)
    if not made:
        raise ValueError("a page needs at least one card")
    if len({card.reference for card in made}) != len(made):
        raise ValueError("a card stands twice on the page: give each once")
    return Page(made)
