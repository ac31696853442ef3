"""The packs that a bundle comes from."""

from __future__ import annotations

from collections.abc import Iterable

from ldn_content.export.fhir.elements import TERMINOLOGY, Json, coding, concept, filled
from ldn_content.export.fhir.narrative import narrative, paragraphs
from ldn_content.export.fhir.selection import Resource, Selection, markdown
from ldn_content.model import Manifest
from ldn_content.model.card import Card
from ldn_content.render import labels


def library(selection: Selection, manifest: Manifest, card: Card, contents: Iterable[Json]) -> Resource:
    """Return a pack with what it holds.

    Args:
        selection: what is exported.
        manifest: what the pack says of itself.
        card: the card whose caveats are told.
        contents: the related artefacts.
    """
    name = selection.names.other("Library", "pack", manifest.id)
    told = f"{labels.FUNDING}: {manifest.funding} {labels.review(manifest.review)}"
    return name, filled(
        resourceType="Library",
        id=name.id,
        language=manifest.language,
        text=narrative(card, manifest.title, *paragraphs(manifest.attribution, told), short=manifest.title, every_caveat=True),
        url=name.full_url,
        identifier=[name.identifier],
        version=manifest.content_version,
        title=manifest.title,
        status="active",
        type=concept(None, coding(f"{TERMINOLOGY}/library-type", "asset-collection")),
        publisher=manifest.publisher,
        description=markdown(told),
        copyright=markdown(f"{manifest.attribution} ({manifest.licence})"),
        lastReviewDate=manifest.review.month,
        relatedArtifact=list(contents),
    )
