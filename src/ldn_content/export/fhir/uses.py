"""The medicine, and what is known of its use: off-label uses, contraindications, interactions, unwanted effects, warnings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ldn_content.export.fhir.elements import FHIR, Json, coded, coding, concept, filled, other_codes
from ldn_content.export.fhir.identity import Identity
from ldn_content.export.fhir.narrative import narrative, paragraphs, points
from ldn_content.export.fhir.selection import Resource, Selection, markdown
from ldn_content.model import Caveat, Claim, Condition, Substance
from ldn_content.model.card import Card
from ldn_content.render import labels

USE: Final = "ClinicalUseDefinition"
MEDICINE: Final = "substance/naltrexone"
LDN: Final = "Low-dose naltrexone (LDN)"
OFF_LABEL: Final = ("Off-label use", "Studied or asked about; not a recommendation")
"""There is no code for it, so it is said in words."""


def medication(selection: Selection) -> Resource:
    """Return the medicine, which is the subject of all the rest. Its codes mean naltrexone; none means a low dose."""
    name = medicine(selection)
    card = ground(selection)
    made = {
        "resourceType": "Medication",
        "id": name.id,
        "language": card.language,
        "text": _all_cautions(selection, card),
        "identifier": [name.identifier],
        "code": _code(selection),
        "status": "active",
    }
    return name, made


def medication_knowledge(selection: Selection, uses: Iterable[Resource]) -> Resource:
    """Return the page of the medicine that leads to every use, caution and unwanted effect."""
    name = selection.names.other("MedicationKnowledge", "medicine", "low-dose-naltrexone")
    card = ground(selection)
    made = list(uses)
    indications = [{"reference": use.reference()} for use, resource in made if resource["type"] == "indication"]
    others = [use.reference() for use, resource in made if resource["type"] != "indication"]
    return name, filled(
        resourceType="MedicationKnowledge",
        id=name.id,
        language=card.language,
        text=_all_cautions(selection, card),
        identifier=[name.identifier],
        code=_code(selection),
        status="active",
        name=[LDN],
        associatedMedication=[medicine(selection).reference(LDN)],
        indicationGuideline=[{"indication": indications}] if indications else [],
        clinicalUseIssue=others,
    )


def medicine(selection: Selection) -> Identity:
    """Return the names of the medicine."""
    return selection.names.other("Medication", "medicine", "low-dose-naltrexone")


def ground(selection: Selection) -> Card:
    """Return the card of naltrexone; in a library without it, the first card there is."""
    return selection.card(MEDICINE if MEDICINE in selection.library.entries else selection.references[0])


def indication(selection: Selection, condition: Condition, unwanted: Iterable[Identity]) -> Resource:
    """Return the use in a condition: off-label, whatever was found, with all that must be read."""
    card = selection.card(condition.reference)
    name = selection.names.of(USE, condition.reference)
    headline = condition.headline_claim
    sure = labels.certainty(headline.certainty.level) if headline.certainty else None
    told = paragraphs(". ".join(OFF_LABEL) + ".", condition.what_it_is, f"{sure}." if sure else None, _codes(condition))
    part = filled(
        diseaseSymptomProcedure={"concept": coded(condition)},
        intendedEffect={"concept": concept(headline.outcome)} if headline.outcome else None,
        undesirableEffect=[effect.reference() for effect in unwanted],
    )
    text = narrative(card, condition.title, *told, every_caveat=True)
    return name, _use(selection, name, card, "indication", part, text, OFF_LABEL)


def cautions(selection: Selection, caveat: Caveat) -> Iterator[Resource]:
    """Yield a caveat. A contraindication that names medicines is told twice, as FHIR has two places in which software looks."""
    medicines = [selection.library.substances[name] for name in caveat.medicines]
    if caveat.severity == "contraindication":
        yield _caution(selection, caveat, "contraindication", _contraindication(caveat, medicines))
    if medicines:
        yield _caution(selection, caveat, "interaction", _interaction(caveat, medicines))
    elif caveat.severity != "contraindication":
        told = dict.fromkeys((caveat.short, caveat.clinical or caveat.plain, *_actions(caveat)))
        yield _caution(selection, caveat, "warning", {"description": markdown(" ".join(told))})


def caution_name(selection: Selection, caveat: Caveat) -> Identity:
    """Return the names of a caveat: of the contraindication where it is told twice."""
    other = "interaction" if caveat.medicines else "warning"
    kind = "contraindication" if caveat.severity == "contraindication" else other
    return selection.names.of(USE, caveat.reference, kind)


def _caution(selection: Selection, caveat: Caveat, kind: str, part: Json) -> Resource:
    card = selection.card(caveat.reference)
    name = selection.names.of(USE, caveat.reference, kind)
    sources = dict.fromkeys(item.part.partition("#")[0] for item in caveat.citations)
    told = (
        *paragraphs(caveat.plain, caveat.clinical),
        points(_actions(caveat)),
        *(paragraphs(labels.SOURCES) if sources else ()),
        points(f"{selection.library.sources[source].short} {selection.library.sources[source].url}" for source in sources),
    )
    title = f"{labels.severity(caveat.severity, 'clinical')}: {caveat.title}"
    text = narrative(card, title, *told)
    return name, _use(selection, name, card, kind, part, text, (caveat.severity,))


def _contraindication(caveat: Caveat, medicines: Iterable[Substance]) -> Json:
    others = [
        {"relationshipType": concept("Named in the contraindication"), "treatment": {"concept": coded(item)}}
        for item in medicines
    ]
    return filled(diseaseSymptomProcedure={"concept": concept(caveat.title)}, otherTherapy=others)


def _interaction(caveat: Caveat, medicines: Iterable[Substance]) -> Json:
    return filled(
        interactant=[{"itemCodeableConcept": coded(item)} for item in medicines],
        type=concept(None, coding(f"{FHIR}/interaction-type", "drug-drug")),
        effect={"concept": concept(caveat.short)},
        management=[concept(action) for action in _actions(caveat)],
    )


def _actions(caveat: Caveat) -> tuple[str, ...]:
    return tuple(f"{labels.WHO[action.who]}: {action.text}" for action in caveat.actions)


def unwanted_effect(selection: Selection, reference: str, claim: Claim) -> Resource:
    """Return an unwanted effect that was found. How often is left open: FHIR has three words for it, which say too much."""
    card = selection.card(reference)
    name = selection.names.of(USE, reference)
    sure = labels.certainty(claim.certainty.level) if claim.certainty else None
    part = filled(
        symptomConditionEffect={"concept": concept(claim.outcome)},
        classification=concept(sure),
    )
    text = narrative(card, f"{card.title}: {claim.outcome}", *paragraphs(claim.plain, f"{sure}." if sure else None))
    return name, _use(selection, name, card, "undesirable-effect", part, text, ())


def _use(selection: Selection, name: Identity, card: Card, kind: str, part: Json, text: Json, category: Iterable[str]) -> Json:
    parts = {"undesirable-effect": "undesirableEffect"}
    return filled(
        resourceType=USE,
        id=name.id,
        language=card.language,
        text=text,
        identifier=[name.identifier],
        type=kind,
        category=[concept(item) for item in category],
        subject=[medicine(selection).reference(LDN)],
        status=concept(None, coding(f"{FHIR}/publication-status", "active")),
        **{parts.get(kind, kind): part},
    )


def _code(selection: Selection) -> Json:
    naltrexone = selection.library.substances.get(MEDICINE.partition("/")[2])
    return concept(LDN) if naltrexone is None else coded(naltrexone, LDN)


def _codes(entry: Condition | Substance) -> str | None:
    others = other_codes(entry)
    return f"{labels.CODES}: {', '.join(others)}" if others else None


def _all_cautions(selection: Selection, card: Card) -> Json:
    codes = _codes(card.entry) if isinstance(card.entry, Substance) else None
    return narrative(card, LDN, *paragraphs(codes), every_caveat=True)
