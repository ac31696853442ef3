"""Card ↔ linked card and shared file. All cards in full would be 96 MB, nearly all of it the same caveats again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ldn_content.export.site.shapes import Caution, CompactCard, LinkedCard, MustRead, Shared
from ldn_content.links import cited
from ldn_content.model import Caveat, Citation, Retired, Source
from ldn_content.model.card import Card, Reference
from ldn_content.render import labels

Parts = dict[str, dict[str, None]]
"""By source, the parts of it that are cited, both in the order of their first use."""


def caution(caveat: Caveat) -> Caution:
    """Return a caveat in one sentence."""
    return Caution(id=caveat.id, severity=caveat.severity, short=caveat.short)


def certainty(card: Card) -> str | None:
    """Return how sure we are, in words; None where nothing is rated."""
    return None if card.evidence.level is None else labels.certainty(card.evidence.level)


def linked(card: Card, *, shared: str, page: str) -> LinkedCard:
    """Return the card of an entry with the longer texts of its caveats one link away.

    Args:
        card: the whole card.
        shared: the address of the shared file, which has to hold the card's caveats.
        page: the address of the page.

    Raises:
        CorruptData: the card was changed after it was made.

    >>> import ldn_content as ldn
    >>> card = ldn.card("term/placebo")
    >>> small = linked(card, shared="v1/shared/sha256-0.json", page="terms/placebo.html")
    >>> whole(small, share([card, *map(ldn.card, ldn.caveats.values())])) == card
    True
    """
    card.verify()
    return LinkedCard(
        kind="linked-card",
        reference=card.reference,
        language=card.language,
        title=card.title,
        short=card.short,
        certainty=certainty(card),
        must_read=tuple(
            MustRead(**_fields(item, "id", "severity", "title", "short", "plain", "actions")) for item in card.must_read
        ),
        cautions=tuple(map(caution, card.caveats)),
        entry=card.entry,
        quoted=card.quoted,
        references=own_references(card),
        evidence=card.evidence,
        review=card.review,
        packs=card.packs,
        versions=card.versions,
        digest=card.digest,
        shared=shared,
        page=page,
    )


def compact(card: Card, *, address: str, page: str) -> CompactCard:
    """Return the compact form of a card that was verified, with the address of the card."""
    must_read = card.must_read
    return CompactCard(
        kind="compact-card",
        reference=card.reference,
        language=card.language,
        title=card.title,
        short=card.short,
        certainty=certainty(card),
        must_read=tuple(map(caution, must_read)),
        more_cautions=len(card.caveats) - len(must_read),
        sources=len(card.references),
        review=card.review,
        packs=card.packs,
        versions=card.versions,
        digest=card.digest,
        moved_to=card.entry.moved_to if isinstance(card.entry, Retired) else (),
        card=address,
        page=page,
    )


def share(cards: Iterable[Card]) -> Shared:
    """Return what the cards of all caveats hold: the caveats, and their sources."""
    own = [card for card in cards if isinstance(card.entry, Caveat)]
    sources = {reference.source: reference for card in own for reference in own_references(card)}
    return Shared(
        kind="shared",
        caveats=tuple(card.entry for card in own if isinstance(card.entry, Caveat)),
        references=tuple(
            sources[name].model_copy(update={"number": number, "parts": ()}) for number, name in enumerate(sorted(sources), 1)
        ),
    )


def whole(card: LinkedCard, shared: Shared) -> Card:
    """Return the whole card. It has the digest that the linked card names, else it is refused.

    Raises:
        pydantic.ValidationError: one of the two was changed.
        KeyError: the shared file belongs to another site.
    """
    caveats = {item.id: item for item in shared.caveats}
    required = [caveats[item.id] for item in card.cautions]
    parts: Parts = {item.source: dict.fromkeys(item.parts) for item in card.references}
    add_parts(parts, (citation for caveat in required for citation in caveat.citations))
    sources = {item.source: item for item in (*shared.references, *card.references)}
    kept = "reference", "language", "title", "short", "entry", "quoted", "evidence", "review", "packs", "versions", "digest"
    return Card.model_validate(
        {
            "kind": "card",
            "claim": None,
            "caveats": tuple(required),
            "references": tuple(_references(parts, sources)),
            **_fields(card, *kept),
        }
    )


def own_references(card: Card) -> tuple[Reference, ...]:
    """Return the sources of the entry and of what it quotes, with the parts that these use; those of caveats come after."""
    entry = card.entry
    parts: Parts = {name: {} for name in ((entry.id, *entry.shown_with) if isinstance(entry, Source) else ())}
    own = [citation for block in cited(entry) for citation in block.citations]
    add_parts(parts, (*own, *(citation for item in card.quoted for citation in item.claim.citations)))
    return tuple(_references(parts, {item.source: item for item in card.references}))


def add_parts(parts: Parts, citations: Iterable[Citation]) -> None:
    """Add the parts that are cited, in the order in which a card numbers its sources."""
    for citation in citations:
        parts.setdefault(citation.part.partition("#")[0], {})[citation.part] = None


def _references(parts: Parts, sources: Mapping[str, Reference]) -> Iterable[Reference]:
    for number, (name, used) in enumerate(parts.items(), start=1):
        yield sources[name].model_copy(update={"number": number, "parts": tuple(used)})


def _fields(item: object, *names: str) -> dict[str, Any]:
    return {name: getattr(item, name) for name in names}
