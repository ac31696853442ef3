"""FHIR R5 → R4B: what R4B has another name for is renamed, what it has no place for is left to the narrative."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ldn_content.export.fhir.elements import FHIR, TERMINOLOGY, Json, concept, filled

_MOVED: Final = {
    f"{FHIR}/certainty-type": f"{TERMINOLOGY}/certainty-type",
    f"{FHIR}/certainty-rating": f"{TERMINOLOGY}/certainty-rating",
    f"{FHIR}/artifact-url-classifier": f"{TERMINOLOGY}/article-url-type",
}
"""Code systems that have another address in R4B."""
_LEFT_OUT: Final = {
    "MedicationKnowledge": ("identifier", "name", "indicationGuideline", "clinicalUseIssue"),
    "Evidence": ("copyright", "studyDesign"),
    "EvidenceVariable": ("copyright", "lastReviewDate"),
    "Citation": ("relatedArtifact",),
}


def as_r4b(resource: Json) -> Json | None:
    """Return a resource as R4B has it; none where R4B has no such resource.

    >>> as_r4b({"resourceType": "Evidence", "studyDesign": [{"text": "rct-parallel"}]})
    {'resourceType': 'Evidence', 'studyType': {'text': 'rct-parallel'}}
    """
    kind = resource["resourceType"]
    if kind == "ArtifactAssessment":
        return None
    moved = _renamed(resource)
    left_out = _LEFT_OUT.get(kind, ())
    return {name: value for name, value in moved.items() if name not in left_out} | _ADDED.get(kind, _nothing)(moved)


def _renamed(value: Any) -> Any:
    """Move code systems and related artefacts, wherever they stand."""
    if isinstance(value, list):
        return [_renamed(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {name: _renamed(item) for name, item in value.items()}
    if "system" in made:
        made["system"] = _MOVED.get(made["system"], made["system"])
    if "resourceReference" in made:
        made["url"] = made.pop("resourceReference")["reference"]
        made.pop("classifier", None)
    return made


def _nothing(_: Json) -> Json:
    return {}


def _medication_knowledge(resource: Json) -> Json:
    return {"synonym": resource["name"]}


def _use(resource: Json) -> Json:
    part = resource.get("contraindication", {})
    others = [
        {"relationshipType": item["relationshipType"], "therapy": item["treatment"]} for item in part.get("otherTherapy", ())
    ]
    return {"contraindication": filled(**{**part, "otherTherapy": others})} if others else {}


def _evidence(resource: Json) -> Json:
    designs = resource.get("studyDesign", ())
    return {"studyType": concept("; ".join(item["text"] for item in designs))} if designs else {}


def _citation(resource: Json) -> Json:
    cited = dict(resource["citedArtifact"])
    cited["webLocation"] = [filled(type=item["classifier"][0], url=item["url"]) for item in cited["webLocation"]]
    cited["publicationForm"] = [_form(item) for item in cited.get("publicationForm", ())]
    others = [
        {"relationshipType": concept(item["label"]), "targetReference": {"reference": item["url"], "display": item["display"]}}
        for item in resource.get("relatedArtifact", ())
    ]
    return filled(citedArtifact=filled(**cited), relatesTo=others)


def _form(form: Json) -> Json:
    year = form.get("articleDate")
    release = filled(volume=form.get("volume"), issue=form.get("issue"), dateOfPublication=filled(year=year))
    return filled(publishedIn=form.get("publishedIn"), periodicRelease=release, pageString=form.get("pageString"))


_ADDED: Final[dict[str, Callable[[Json], Json]]] = {
    "MedicationKnowledge": _medication_knowledge,
    "ClinicalUseDefinition": _use,
    "Evidence": _evidence,
    "Citation": _citation,
}
