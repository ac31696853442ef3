"""The words on each resource, for whoever reads them instead of the elements: what was found, what must be read, the versions."""

from __future__ import annotations

from collections.abc import Iterable

from ldn_content.export.fhir.elements import Json
from ldn_content.model import Caveat
from ldn_content.model.card import Card
from ldn_content.render import labels
from ldn_content.render.markup import SafeHtml, html, joined

MORE = "More cautions apply. Each is a ClinicalUseDefinition in the same bundle."


def narrative(card: Card, title: str, *content: SafeHtml, short: str | None = None, every_caveat: bool = False) -> Json:
    """Return the narrative of a resource.

    Args:
        card: the card of what the resource is about.
        title: what the resource is.
        content: what is said beside the short.
        short: what is said first, where that is not the short of the card.
        every_caveat: all caveats are named, and not only those that must be read or are the card's own.
    """
    body = (
        html("<p><b>{}</b></p>", title),
        html("<p>{}</p>", short or card.short),
        *content,
        *_cautions(card, every_caveat=every_caveat),
        html("<p>{}</p>", labels.review(card.review)),
        html("<p>{}</p>", _versions(card)),
    )
    start = html('<div xmlns="http://www.w3.org/1999/xhtml" lang="{}" xml:lang="{}">', card.language, card.language)
    return {"status": "additional", "div": f"{start}{joined(body)}</div>"}


def paragraphs(*texts: str | None) -> tuple[SafeHtml, ...]:
    """Return a paragraph for each text that there is."""
    return tuple(html("<p>{}</p>", text) for text in texts if text)


def points(texts: Iterable[str]) -> SafeHtml:
    """Return a list of texts, or nothing where there is none."""
    items = joined([html("<li>{}</li>", text) for text in texts])
    return html("<ul>{}</ul>", items) if items else html("")


def cautions_of(card: Card) -> tuple[Caveat, ...]:
    """Return the caveats that a narrative names: those that must be read, and those that not every card carries."""
    must = set(card.must_read)
    return tuple(item for item in card.caveats if item in must or not item.scope.everything)


def _cautions(card: Card, *, every_caveat: bool) -> Iterable[SafeHtml]:
    named = card.caveats if every_caveat else cautions_of(card)
    if not named:
        return
    yield html("<p><b>{}</b></p>", labels.CAUTIONS)
    yield points(f"{labels.severity(item.severity, 'clinical')}: {item.short}" for item in named)
    if len(named) < len(card.caveats):
        yield html("<p>{}</p>", MORE)


def _versions(card: Card) -> str:
    packs = " ".join(
        f"{item.title}. {item.attribution} ({item.licence}). {labels.CONTENT} {item.content_version}." for item in card.packs
    )
    return f"{packs} ldn-content {card.versions.package}, {labels.SCHEMA} {card.versions.schema_version}."
