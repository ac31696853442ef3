"""What ties a use to its evidence, to all that has to be read with it, and a caution to its sources."""

from __future__ import annotations

from ldn_content.export.fhir.elements import Json, filled
from ldn_content.export.fhir.evidence import caution, cited, concern, grade, is_rated, of_type, rating
from ldn_content.export.fhir.narrative import narrative, paragraphs, points
from ldn_content.export.fhir.selection import Resource, Selection, markdown
from ldn_content.export.fhir.uses import USE, caution_name
from ldn_content.model import Caveat, Claim, Condition


def assessment(selection: Selection, condition: Condition) -> Resource:
    """Return the ratings of the claims of a condition, and its caveats, as comments on its off-label use."""
    card = selection.card(condition.reference)
    name = selection.names.of("ArtifactAssessment", condition.reference)
    rated = [claim for claim in condition.claims if is_rated(claim)]
    comments = [
        {"informationType": "comment", "summary": markdown(item.short), "relatedArtifact": [caution(selection, item)]}
        for item in card.caveats
    ]
    return name, filled(
        resourceType="ArtifactAssessment",
        id=name.id,
        language=card.language,
        text=narrative(card, condition.title, points(claim.short for claim in rated), every_caveat=True),
        identifier=[name.identifier],
        title=condition.title,
        lastReviewDate=card.review.month,
        artifactReference=selection.names.of(USE, condition.reference).reference(condition.title),
        content=[*(_rating(selection, condition, claim) for claim in rated), *comments],
    )


def sources_of(selection: Selection, caveat: Caveat) -> Resource:
    """Return what a caveat stands on: a ClinicalUseDefinition itself has no place for its sources."""
    card = selection.card(caveat.reference)
    name = selection.names.of("ArtifactAssessment", caveat.reference)
    comment = filled(
        informationType="comment",
        summary=markdown(caveat.clinical or caveat.plain),
        relatedArtifact=list(cited(selection, caveat.citations)),
    )
    return name, filled(
        resourceType="ArtifactAssessment",
        id=name.id,
        language=card.language,
        text=narrative(card, caveat.title, *paragraphs(caveat.plain)),
        identifier=[name.identifier],
        title=caveat.title,
        lastReviewDate=card.review.month,
        artifactReference=caution_name(selection, caveat).reference(caveat.title),
        content=[comment],
    )


def _rating(selection: Selection, condition: Condition, claim: Claim) -> Json:
    certainty = rating(selection, claim).certainty
    if certainty is None:
        raise ValueError(f"{claim.id} has no rating")
    evidence = selection.names.of("Evidence", f"{condition.reference}#{claim.id}")
    parts = [(item, *concern(item)) for item in certainty.downgrades]
    return filled(
        informationType="comment" if certainty.none_because else "rating",
        summary=markdown(claim.short),
        type=of_type("Overall"),
        classifier=[grade(certainty)],
        relatedArtifact=[{"type": "derived-from", "resourceReference": evidence.reference(claim.short)}],
        component=[
            {"informationType": "rating", "summary": markdown(item.reason), "type": kind, "classifier": [rated]}
            for item, kind, rated in parts
        ],
    )
