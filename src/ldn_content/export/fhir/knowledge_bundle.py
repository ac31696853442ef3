"""Graded knowledge for software: uses, cautions, evidence and citations that refer to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ldn_content.errors import InvalidOption
from ldn_content.export.fhir.assessments import assessment, sources_of
from ldn_content.export.fhir.citations import citation
from ldn_content.export.fhir.elements import Json
from ldn_content.export.fhir.evidence import evidence, is_rated, variables
from ldn_content.export.fhir.identity import bundle
from ldn_content.export.fhir.libraries import library as pack_library
from ldn_content.export.fhir.r4b import as_r4b
from ldn_content.export.fhir.selection import Resource, Selection
from ldn_content.export.fhir.uses import (
    LDN,
    MEDICINE,
    cautions,
    ground,
    indication,
    medication,
    medication_knowledge,
    unwanted_effect,
)
from ldn_content.model import Caveat, Claim, Condition

if TYPE_CHECKING:
    from ldn_content.library import Library

VERSIONS: Final = ("R5", "R4B")
KINDS: Final = ("topic", "condition", "question", "caveat", "source")
"""The kinds of entry of which resources are made."""


def knowledge(library: Library, references: Iterable[str] | None = None, *, version: str = "R5", base: str | None = None) -> Json:
    """Return what is known, graded, for software: a collection of FHIR R5, or with less in it of R4B.

    Whatever is chosen, the caveats that it requires and the sources that it cites come with it.

    Args:
        library: where the entries are from.
        references: entries or claims; without it, all.
        version: `R5` or `R4B`.
        base: the address of the FHIR server on which the resources will be, for their `fullUrl`; else they are `urn:uuid:`.

    Raises:
        UnknownEntry: a reference leads nowhere.
        TypeError: one reference is given, and no list.
        InvalidOption: there is no such version or nothing to export, or the base is no web address.

    >>> import ldn_content as ldn
    >>> bundle = knowledge(ldn.Library.load(), ["condition/vitiligo"])
    >>> found = [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == "Evidence"]
    >>> found[0]["assertion"]
    'We found no study of LDN in people with vitiligo.'
    """
    if version not in VERSIONS:
        raise InvalidOption(
            f"no knowledge in version {version!r} of FHIR: there are {', '.join(VERSIONS)}; education fits R4 too"
        )
    everything = (item.reference for item in library.entries.values() if item.kind in KINDS)
    chosen = everything if references is None else references
    selection = Selection(library, chosen, base)
    selection.complete(*([MEDICINE] if MEDICINE in library.entries else []))
    resources = list(_resources(selection))
    if version == "R4B":
        resources = [(name, made) for name, resource in resources if (made := as_r4b(resource)) is not None]
    return bundle(selection.names.whole(f"knowledge:{version}", selection.references), library.language, resources)


def _resources(selection: Selection) -> Iterator[Resource]:
    rated = {name: claim for name in selection.claims() if is_rated(claim := selection.library.claim(name))}
    effects = {name: unwanted_effect(selection, name, claim) for name, claim in rated.items() if _is_harm(claim)}
    entries = [card.entry for card in selection.cards() if card.claim is None]
    conditions = [entry for entry in entries if isinstance(entry, Condition)]
    uses = [
        *(
            indication(selection, item, [made for name, (made, _) in effects.items() if _holds(item, name)])
            for item in conditions
        ),
        *(use for entry in entries if isinstance(entry, Caveat) for use in cautions(selection, entry)),
        *effects.values(),
    ]
    knowledge_of_it = medication_knowledge(selection, uses)
    parts = [{"type": "composed-of", "display": LDN, "resourceReference": knowledge_of_it[0].reference()}]
    yield from (
        pack_library(selection, pack.manifest, ground(selection), parts) for pack in selection.library.packs if pack.manifest
    )
    yield medication(selection)
    yield knowledge_of_it
    yield from uses
    yield from (variable for name, claim in rated.items() for variable in variables(selection, name, claim))
    yield from (evidence(selection, name, claim) for name, claim in rated.items())
    yield from (assessment(selection, condition) for condition in conditions)
    yield from (sources_of(selection, entry) for entry in entries if isinstance(entry, Caveat) and entry.citations)
    yield from (citation(selection, source) for source in selection.sources())


def _is_harm(claim: Claim) -> bool:
    """Tell whether a claim found an unwanted effect of LDN; what could not be told apart from chance is evidence, and none."""
    low = claim.certainty is not None and claim.certainty.dose_class == "low"  # the subject is LDN, and no other dose
    return low and claim.finding == "harm"  # of either type: an effect that was looked for may turn out to be a harm


def _holds(condition: Condition, reference: str) -> bool:
    return reference.partition("#")[0] == condition.reference
