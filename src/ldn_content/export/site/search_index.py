"""Library → what the search of the site reads: words, and the entries that speak of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ldn_content.export.site.shapes import SearchDocument, SearchIndex
from ldn_content.index import Document, documents, fold, stem
from ldn_content.model.card import Card

_COMMON: Final = 0.25
"""A word that stands in more than this share of the entries tells none of them apart: it is known, and leads nowhere."""
_FEW: Final = 20
"""In so small a library, no word is too common."""


def search_index(cards: Mapping[str, Card], page: Callable[[str], str]) -> SearchIndex:
    """Return the search index of entries by their cards.

    Args:
        cards: by reference.
        page: gives the address of the page of a reference.
    """
    found = list(documents([card.entry for card in cards.values()], lambda entry: cards[entry.reference].short))
    shown = [cards[item.reference] for item in found]
    cautions = sorted({card.must_read[0].short for card in shown if card.must_read})
    words = _words(found)
    return SearchIndex(
        kind="search-index",
        cautions=tuple(cautions),
        documents=tuple(
            SearchDocument(
                title=card.title,
                short=card.short,
                caution=_caution(card, cautions),
                page=page(card.reference),
            )
            for card in shown
        ),
        words=tuple(words),
        places=tuple(words.values()),
    )


def _caution(card: Card, cautions: list[str]) -> int | None:
    """Return the place of the caution to show, unless the card's sentence says the same."""
    first = card.must_read[0].short if card.must_read else card.short
    return None if first in card.short else cautions.index(first)


def _words(found: Iterable[Document]) -> dict[str, tuple[int, ...]]:
    """Return each word with the places of documents, and the best rank that it has in each."""
    ranks: dict[str, dict[int, int]] = defaultdict(dict)
    count = 0
    for count, document in enumerate(found, start=1):
        subjects, wordings, aliases, names = document.phrases()
        for rank, texts in ((1, document.text), (2, (*subjects, *wordings)), (3, (*aliases, *names, document.title))):
            for word in words_of("\n".join(texts)):
                ranks[word][count - 1] = rank
    most = max(_FEW, count * _COMMON)
    return {
        word: tuple(number for pair in sorted(places.items()) for number in pair) if len(places) <= most else ()
        for word, places in sorted(ranks.items())
    }


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index keeps them; the script of the site does the same to what is typed.

    >>> words_of("Sjögren’s doses")
    ['sjogren', 'dose']
    """
    return [stem(word) for word in fold(text).replace("-", " ").split() if len(word) > 1]
