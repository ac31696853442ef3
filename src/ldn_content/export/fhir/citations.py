"""Where things were published, what was read of it, and what limits it."""

from __future__ import annotations

from collections.abc import Iterator

from ldn_content.export.fhir.elements import FHIR, Json, coding, concept, filled
from ldn_content.export.fhir.narrative import narrative, paragraphs, points
from ldn_content.export.fhir.selection import Resource, Selection, markdown, notes
from ldn_content.model import Source
from ldn_content.render import labels


def citation(selection: Selection, source: Source) -> Resource:
    """Return a source, with the sources that have to be shown beside it."""
    card = selection.card(source.reference)
    name = selection.names.of("Citation", source.reference)
    limits = [f"{labels.LIMIT}: {item}" for item in source.limitations]
    told = (
        *paragraphs(f"{labels.DEPTHS[source.checked.depth]}. {source.url}", source.study.population if source.study else None),
        points([*limits, *source.disagreements]),
        points(f"{labels.SEE} {selection.library.sources[other].short}" for other in source.shown_with),
    )
    remarks = (
        f"{labels.DEPTHS[source.checked.depth]} ({source.checked.month}).",
        *(f"Not seen: {item}" for item in source.checked.not_seen),
        *limits,
        *source.disagreements,
        f"{labels.FUNDING}: {source.funding}" if source.funding else None,
    )
    return name, filled(
        resourceType="Citation",
        id=name.id,
        text=narrative(card, source.title, *told),
        title=source.title,
        **selection.published(name, card),
        summary=[{"text": markdown(source.short)}],
        note=notes(remarks),
        relatedArtifact=list(_related(selection, source)),
        citedArtifact=_cited(source),
    )


def _related(selection: Selection, source: Source) -> Iterator[Json]:
    others = [("parent", source.parent)] if source.parent else []
    for label, other in [*others, *(("shown with", item) for item in source.shown_with)]:
        name = selection.names.of("Citation", f"source/{other}")
        display = selection.library.sources[other].short
        yield {"type": "citation", "label": label, "display": display, "resourceReference": name.reference()}


def _cited(source: Source) -> Json:
    """Return what was published. The year is the only date that was seen, so no other is given."""
    form = filled(
        publishedIn=filled(title=source.journal or source.publisher),
        volume=source.volume,
        issue=source.issue,
        articleDate=None if source.year is None else str(source.year),
        pageString=source.pages,
    )
    return filled(
        identifier=[*_identifiers(source)],
        dateAccessed=source.checked.month,
        title=[{"text": markdown(source.title)}],
        publicationForm=[form] if form else [],
        webLocation=[filled(classifier=[_kind_of_link(source)], url=source.url)],
        classification=[
            {"type": concept("type of source"), "classifier": [concept(source.type)]},
            {"type": concept("dose of naltrexone"), "classifier": [concept(source.dose_class)]},
        ],
        contributorship={"summary": [{"value": markdown(", ".join(source.authors))}]} if source.authors else None,
    )


def _kind_of_link(source: Source) -> Json:
    codes = [coding(f"{FHIR}/artifact-url-classifier", "doi-based")] if source.link_kind == "doi" else []
    return concept(source.link_kind, *codes)


def _identifiers(source: Source) -> Iterator[Json]:
    systems = (("https://doi.org", source.doi), ("https://pubmed.ncbi.nlm.nih.gov", source.pmid))
    yield from ({"system": system, "value": value} for system, value in systems if value)
    if source.pmcid:
        yield {"type": concept("PMCID"), "value": source.pmcid}
    yield from ({"type": concept("Number in a trial register"), "value": number} for number in source.trial_ids)
