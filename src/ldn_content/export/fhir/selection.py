"""Which entries a bundle is about, with the card of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ldn_content.errors import InvalidOption
from ldn_content.export.fhir.elements import Json
from ldn_content.export.fhir.identity import Identity, Names
from ldn_content.model import Manifest, Source, items_of
from ldn_content.model.card import Card
from ldn_content.render.markdown import escaped

if TYPE_CHECKING:
    from ldn_content.library import Library

Resource = tuple[Identity, Json]
"""A resource with its names."""


class Selection:
    """A library, the entries and claims of it that are exported, and how their resources are called.

    Attributes:
        library: where all is from.
        names: what resources are called.
        references: the entries and claims, each once, in the order in which they were given.
    """

    def __init__(self, library: Library, references: Iterable[str], base: str | None) -> None:
        """Take the references; what has moved is followed.

        Raises:
            TypeError: one reference is given, and no list.
            UnknownEntry: a reference leads nowhere.
            InvalidOption: there is nothing to export, or the base is no web address.
        """
        if isinstance(references, str):  # each letter of it would be taken for one
            raise TypeError("references are given as a list: references=[...]")
        self.library = library
        self.names = Names(library, base)
        self._cards: dict[str, Card] = {}
        self.references = tuple(dict.fromkeys(self.card(reference).reference for reference in references))
        if not self.references:
            raise InvalidOption(
                "there is nothing to export: no entry was named, or the library has none of those that are exported unnamed: "
                "name entries in references=[...]"
            )

    def card(self, reference: str) -> Card:
        """Return the card of an entry or a claim."""
        if reference not in self._cards:
            self._cards[reference] = self.library.card(reference)
        return self._cards[reference]

    def complete(self, *references: str) -> None:
        """Add references, and what all of them need: the caveats that they require, and the claims that hold their ratings."""
        found: dict[str, None] = {}
        waiting = [*reversed((*self.references, *references))]
        while waiting:
            card = self.card(waiting.pop())
            if card.reference not in found:
                found[card.reference] = None
                waiting += [caveat.reference for caveat in card.caveats]
                waiting += [claim.same_as for claim in card.claims if claim.same_as is not None]
        self.references = tuple(found)

    def cards(self) -> Iterator[Card]:
        """Yield the card of each entry and claim that is exported."""
        return map(self.card, self.references)

    def claims(self) -> Iterator[str]:
        """Yield the references of all claims that the cards show, wherever they are held; each once."""
        found: dict[str, None] = {}
        for card in self.cards():
            held = items_of(card.entry) if card.claim is None else card.claims
            names = (item if isinstance(item, str) else f"{card.entry.reference}#{item.id}" for item in held)
            found.update(dict.fromkeys(map(self._where_it_is_now, names)))
        yield from found

    def _where_it_is_now(self, claim: str) -> str:
        name, _, identifier = claim.partition("#")
        return f"{self.library.entry(name).reference}#{identifier}"

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that the cards name, with those that have to be shown beside them."""
        waiting = [reference.source for card in self.cards() for reference in card.references]
        found: dict[str, Source] = {}
        while waiting:
            source = self.library.sources[waiting.pop()]
            if source.id not in found:
                found[source.id] = source
                waiting += [*source.shown_with, *([source.parent] if source.parent else [])]
        return tuple(found[name] for name in sorted(found))

    def manifest(self, reference: str) -> Manifest:
        """Return what the pack of an entry says of itself."""
        manifest = self.library.pack_of(self.library.entries[reference.partition("#")[0]]).manifest
        if manifest is None:
            raise ValueError("a pack in a library has a manifest")
        return manifest

    def published(self, identity: Identity, card: Card) -> Json:
        """Return the elements that tell of each artefact of knowledge where it is from."""
        manifest = self.manifest(card.entry.reference)
        return {
            "language": card.language,
            "url": identity.full_url,
            "identifier": [identity.identifier],
            "version": manifest.content_version,
            "status": "active",
            "lastReviewDate": card.review.month,
            "publisher": manifest.publisher,
            "copyright": markdown(f"{manifest.attribution} ({manifest.licence})"),
        }


def markdown(text: str) -> str:
    r"""Return a text as an element of the type `markdown` holds it: what the content says is text, and no link or tag.

    >>> print(markdown("p<0.05 [see](x)"))
    p\<0.05 \[see\](x)
    """
    return escaped(text)


def notes(texts: Iterable[str | None]) -> list[Json]:
    """Return an annotation for each text that there is."""
    return [{"text": markdown(text)} for text in texts if text]
