"""What was found on an outcome, how sure we are, and by which figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ldn_content.export.fhir.elements import FHIR, TERMINOLOGY, Json, coded, coding, concept, filled
from ldn_content.export.fhir.identity import Identity
from ldn_content.export.fhir.narrative import narrative, paragraphs, points
from ldn_content.export.fhir.results import statistics
from ldn_content.export.fhir.selection import Resource, Selection, markdown, notes
from ldn_content.export.fhir.uses import MEDICINE, caution_name
from ldn_content.model import Caveat, Certainty, Citation, Claim, Condition, Downgrade, Result, Source
from ldn_content.model.card import Card
from ldn_content.render import labels

EXPOSURES: Final = {
    "low": "Naltrexone at a low dose (about 1 to 6 mg a day by mouth)",
    "very-low-or-ultra-low": "Naltrexone at a very low or ultra-low dose",
    "standard-or-high": "Naltrexone at a standard or high dose",
    "mixed": "Naltrexone at doses of several classes",
    "unclear-or-not-applicable": "Naltrexone at a dose that is not clear",
    "not-naltrexone": "Another treatment than naltrexone",
}
NONE: Final = {
    "none-found": "No rating: we found no study",
    "stopped-early": "No rating: what was started stopped early",
    "no-results-yet": "No rating: there are no results yet",
    "other-doses-only": "No rating: there are studies of other doses only",
}
_DOMAINS: Final = {
    "risk-of-bias": "RiskOfBias",
    "inconsistency": "Inconsistency",
    "indirectness": "Indirectness",
    "imprecision": "Imprecision",
    "publication-bias": "PublicationBias",
}
_CONCERNS: Final = {1: "serious-concern", 2: "very-serious-concern", 3: "extremely-serious-concern"}
_DESIGNS: Final = {
    "rct-parallel": ("SEVCO:01003", "SEVCO:01011"),
    "rct-crossover": ("SEVCO:01003", "SEVCO:01012"),
    "case-series": ("SEVCO:01016",),
    "case-report": ("SEVCO:01017",),
}
"""Types of source that mean just what codes of FHIR mean: randomised, parallel, crossover, uncontrolled cohort, case report."""


def evidence(selection: Selection, reference: str, claim: Claim) -> Resource:
    """Return a rated claim, or one that has the rating of another."""
    card = selection.card(reference)
    name = selection.names.of("Evidence", reference)
    rated = rating(selection, claim)
    parts = _results(selection, claim)
    certainty = rated.certainty
    sources = {source.id: source for source in _sources(selection, claim)}
    told = (
        *paragraphs(claim.plain, f"{labels.certainty(certainty.level)}." if certainty else None),
        points(f"{labels.DOMAINS[item.domain]}: {item.reason}" for item in (certainty.downgrades if certainty else ())),
        points(f"{source.short} {source.url}" for source in sources.values()),
    )
    title = f"{card.title}: {rated.outcome}"
    return name, filled(
        resourceType="Evidence",
        id=name.id,
        text=narrative(card, title, *told),
        title=title,
        **selection.published(name, card),
        relatedArtifact=[*_derived(selection, claim), *_cautions(selection, card)],
        description=markdown(claim.clinical or claim.plain or claim.short),
        assertion=markdown(claim.short),
        note=notes(f"{labels.severity(item.severity, 'clinical')}: {item.short}" for item in card.must_read),
        variableDefinition=_variables(selection, reference, claim, rated),
        studyDesign=_designs(source for source, _ in parts),
        statistic=[item for source, result in parts for item in statistics(source, result)],
        certainty=[_certainty(certainty, selection.manifest(reference).publisher)] if certainty else [],
    )


def rating(selection: Selection, claim: Claim) -> Claim:
    """Return the claim that holds the rating."""
    return claim if claim.same_as is None else selection.library.claim(claim.same_as)


def is_rated(claim: Claim) -> bool:
    """Tell whether a claim has a rating, of its own or that of another."""
    return claim.certainty is not None or claim.same_as is not None


def variables(selection: Selection, reference: str, claim: Claim) -> Iterator[Resource]:
    """Yield what the variables of a piece of evidence are: the people, the exposure, the outcome."""
    card = selection.card(reference)
    naltrexone = selection.library.substances.get(MEDICINE.partition("/")[2])
    rated = rating(selection, claim)
    if isinstance(card.entry, Condition):
        entry = selection.card(card.entry.reference)
        yield _variable(selection, _people(selection, card), entry, card.title, coded(card.entry), card.entry.what_it_is)
    if rated.certainty is not None:
        dose = rated.certainty.dose_class
        known = naltrexone is not None and dose != "not-naltrexone"
        exposure = coded(naltrexone, EXPOSURES[dose]) if naltrexone and known else concept(EXPOSURES[dose])
        ground = selection.card(MEDICINE) if naltrexone else card
        yield _variable(selection, _exposure(selection, dose), ground, EXPOSURES[dose], exposure, None)
    yield _variable(selection, _outcome(selection, reference), card, rated.outcome or card.title, concept(rated.outcome), None)


def _variable(selection: Selection, name: Identity, card: Card, title: str, what: Json, description: str | None) -> Resource:
    return name, filled(
        resourceType="EvidenceVariable",
        id=name.id,
        text=narrative(card, title, *paragraphs(description)),
        title=title,
        **selection.published(name, card),
        description=markdown(description) if description else None,
        characteristic=[{"definitionCodeableConcept": what}],
    )


def _people(selection: Selection, card: Card) -> Identity:
    return selection.names.of("EvidenceVariable", card.entry.reference)


def _exposure(selection: Selection, dose_class: str) -> Identity:
    return selection.names.other("EvidenceVariable", "dose-class", dose_class)


def _outcome(selection: Selection, reference: str) -> Identity:
    return selection.names.of("EvidenceVariable", reference, "outcome")


def _variables(selection: Selection, reference: str, claim: Claim, rated: Claim) -> list[Json]:
    card = selection.card(reference)
    found = [("measuredVariable", _outcome(selection, reference), rated.outcome)]
    if rated.certainty is not None:
        found.insert(0, ("exposure", _exposure(selection, rated.certainty.dose_class), EXPOSURES[rated.certainty.dose_class]))
    if isinstance(card.entry, Condition):
        found.insert(0, ("population", _people(selection, card), card.title))
    return [
        filled(
            description=markdown(text) if text else None,
            variableRole=concept(None, coding(f"{TERMINOLOGY}/variable-role", role)),
            observed=name.reference(text),
        )
        for role, name, text in found
    ]


def _sources(selection: Selection, claim: Claim) -> Iterator[Source]:
    for name in dict.fromkeys(item.part.partition("#")[0] for item in claim.citations):
        yield selection.library.sources[name]


def _results(selection: Selection, claim: Claim) -> list[tuple[Source, Result]]:
    """Return the results that speak for or against the claim; those that are cited as context are of other outcomes."""
    parts = [item.part.partition("#") for item in claim.citations if item.stance != "context"]
    cited = [(selection.library.sources[name], part) for name, _, part in parts]
    return [(source, result) for source, part in cited for result in source.results if result.id == part]


def _derived(selection: Selection, claim: Claim) -> Iterator[Json]:
    yield from cited(selection, claim.citations)
    if claim.same_as is not None:
        held = selection.names.of("Evidence", claim.same_as)
        yield {"type": "depends-on", "label": claim.same_as, "resourceReference": held.reference()}


def cited(selection: Selection, citations: Iterable[Citation]) -> Iterator[Json]:
    """Yield what leads to the sources, with the part that is used and what it does to the sentence."""
    for item in citations:
        source = selection.library.sources[item.part.partition("#")[0]]
        yield {
            "type": "derived-from" if item.stance == "supports" else "citation",
            "classifier": [concept(item.stance)],
            "label": item.part,
            "display": source.short,
            "resourceReference": selection.names.of("Citation", source.reference).reference(),
        }


def caution(selection: Selection, caveat: Caveat) -> Json:
    """Return what leads from evidence to a caveat that has to be read with it."""
    return {
        "type": "documentation",
        "classifier": [concept(caveat.severity)],
        "label": caveat.severity,
        "display": caveat.short,
        "resourceReference": caution_name(selection, caveat).reference(),
    }


def _cautions(selection: Selection, card: Card) -> Iterator[Json]:
    return (caution(selection, caveat) for caveat in card.caveats)


def _designs(sources: Iterable[Source]) -> list[Json]:
    types = dict.fromkeys(source.type for source in sources)
    return [concept(name, *(coding(f"{FHIR}/study-design", code) for code in _DESIGNS.get(name, ()))) for name in types]


def grade(certainty: Certainty) -> Json:
    """Return the level of certainty; what has no rating has words, as GRADE has no code for it."""
    if certainty.none_because is not None:
        return concept(NONE[certainty.none_because])
    return concept(labels.certainty(certainty.level), coding(f"{FHIR}/certainty-rating", certainty.level))


def of_type(name: str) -> Json:
    """Return an aspect of certainty, or the whole of it."""
    return concept(None, coding(f"{FHIR}/certainty-type", name))


def concern(item: Downgrade) -> tuple[Json, Json]:
    """Return the domain in which certainty was lost, and how much."""
    rated = concept(f"{item.levels} down", coding(f"{FHIR}/certainty-rating", _CONCERNS[item.levels]))
    return of_type(_DOMAINS[item.domain]), rated


def _certainty(certainty: Certainty, rater: str) -> Json:
    start = None if certainty.start == "none" else f"Rated from: {certainty.start} studies."
    parts = [(item, *concern(item)) for item in certainty.downgrades]
    return filled(
        description=markdown(" ".join(filter(None, (f"{labels.certainty(certainty.level)}.", start)))),
        type=of_type("Overall"),
        rating=grade(certainty),
        rater=rater,
        subcomponent=[{"description": markdown(item.reason), "type": kind, "rating": rated} for item, kind, rated in parts],
    )
