"""Documents for people, as every version of FHIR in use takes them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ldn_content.export.fhir.elements import Json, coding, concept
from ldn_content.export.fhir.identity import bundle
from ldn_content.export.fhir.libraries import library as pack_library
from ldn_content.export.fhir.narrative import narrative
from ldn_content.export.fhir.selection import Resource, Selection, markdown
from ldn_content.model.card import Card
from ldn_content.render import labels
from ldn_content.render.markup import SafeHtml, html

if TYPE_CHECKING:
    from ldn_content.library import Library

KINDS: Final = ("topic", "condition", "question")
"""The kinds of entry that are exported where none is named: what people read as a page."""
INSTRUCTIONS: Final = coding("http://loinc.org", "69730-0")


def education(library: Library, references: Iterable[str] | None = None, *, base: str | None = None) -> Json:
    """Return documents to be shown to people: a collection that is valid in FHIR R4, R4B and R5 at once.

    Each is a DocumentReference with the full card as HTML and as plain text, so that all its caveats and sources are in it. A
    Library names the pack, its version and its licence.

    Args:
        library: where the entries are from.
        references: entries or claims; without it, all topics, conditions and questions.
        base: the address of the FHIR server on which the resources will be, for their `fullUrl`; else they are `urn:uuid:`.

    Raises:
        UnknownEntry: a reference leads nowhere.
        TypeError: one reference is given, and no list.
        InvalidOption: there is nothing to export, or the base is no web address.

    >>> import ldn_content as ldn
    >>> bundle = education(ldn.Library.load(), ["condition/vitiligo"])
    >>> [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    ['Library', 'DocumentReference']
    """
    everything = (item.reference for item in library.entries.values() if item.kind in KINDS)
    chosen = everything if references is None else references
    selection = Selection(library, chosen, base)
    documents = [_document(selection, card) for card in selection.cards()]
    packs = {pack.id: None for card in selection.cards() for pack in card.packs}
    manifests = [pack.manifest for pack in library.packs if pack.manifest is not None and pack.manifest.id in packs]
    first = selection.card(selection.references[0])
    libraries = [
        pack_library(selection, item, first, [_part(card) for card in selection.cards() if card.packs[0].id == item.id])
        for item in manifests
    ]
    return bundle(selection.names.whole("education", selection.references), library.language, [*libraries, *documents])


def _part(card: Card) -> Json:
    return {"type": "composed-of", "label": card.reference, "display": card.title}


def _document(selection: Selection, card: Card) -> Resource:
    name = selection.names.of("DocumentReference", card.reference)
    cautions = (f"{labels.severity(item.severity, 'clinical')}: {item.short}" for item in card.must_read)
    return name, {
        "resourceType": "DocumentReference",
        "id": name.id,
        "language": card.language,
        "text": narrative(card, card.title, every_caveat=True),
        "identifier": [name.identifier],
        "status": "current",
        "type": concept(None, INSTRUCTIONS),
        "description": markdown(" ".join((card.short, *cautions))),
        "content": [_content(card, *form) for form in (("text/html", _page(card)), ("text/plain", card.to_text()))],
    }


def _page(card: Card) -> SafeHtml:
    """Return a whole page: a fragment by itself names neither its encoding nor its language."""
    head = html('<meta charset="utf-8"><title>{}</title>', card.title)
    start = html('<!doctype html><html lang="{}"><head>{}</head>', card.language, head)
    return html("{}<body>{}</body></html>", start, card.to_html(heading=1))


def _content(card: Card, content_type: str, text: str) -> Json:
    attachment = {
        "contentType": f"{content_type}; charset=utf-8",
        "language": card.language,
        "data": b64encode(text.encode("utf-8")).decode("ascii"),
        "title": card.title,
        "creation": card.review.month,
    }
    return {"attachment": attachment}
