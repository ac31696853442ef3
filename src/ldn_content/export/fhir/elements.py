"""The small parts that FHIR resources share: concepts, codes, quantities, and the file in which it all stands."""

from __future__ import annotations

import json
from typing import Any, Final

from ldn_content.model import Code, Condition, Substance

Json = dict[str, Any]

FHIR: Final = "http://hl7.org/fhir"
TERMINOLOGY: Final = "http://terminology.hl7.org/CodeSystem"
_OBO: Final = "http://purl.obolibrary.org/obo"
SYSTEMS: Final = {
    "MONDO": f"{_OBO}/mondo.owl",
    "DOID": f"{_OBO}/doid.owl",
    "ChEBI": f"{_OBO}/chebi.owl",
    "MeSH": "https://www.nlm.nih.gov/mesh",
    "ICD-10-CM": f"{FHIR}/sid/icd-10-cm",
    "ICD-11": "http://id.who.int/icd/release/11/mms",
    "SNOMED-CT": "http://snomed.info/sct",
    "RxNorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "ATC": "http://www.whocc.no/atc",
    "UNII": "http://fdasis.nlm.nih.gov",
    "CAS": "urn:oid:2.16.840.1.113883.6.61",
}
"""The URI of each terminology that FHIR, its registry or its ontology gives one; DrugBank, PubChem and Wikidata have none."""
_WITH_PREFIX: Final = {"MONDO": "MONDO", "DOID": "DOID", "ChEBI": "CHEBI"}
"""Ontologies whose codes are written with their prefix."""


def to_json(resource: Json) -> str:
    """Return a bundle or resource as the text of a file; equal resources give equal bytes.

    >>> print(to_json({"resourceType": "Bundle", "type": "collection"}), end="")
    {
     "resourceType": "Bundle",
     "type": "collection"
    }
    """
    return json.dumps(resource, ensure_ascii=False, indent=1) + "\n"


def filled(**elements: Any) -> Json:
    """Return the elements that have a value: FHIR allows none that is empty.

    >>> filled(title="A trial", note=[], volume=None, value=0)
    {'title': 'A trial', 'value': 0}
    """
    return {name: value for name, value in elements.items() if value not in (None, "", [], {})}


def coding(system: str, code: str) -> Json:
    """Return a code of a code system."""
    return {"system": system, "code": code}


def concept(text: str | None, *codings: Json) -> Json:
    """Return a concept with its words and its codes, if there are any."""
    return filled(coding=list(codings), text=text)


def coded(entry: Condition | Substance, text: str | None = None) -> Json:
    """Return the concept that an entry is about. Only a code that means just that is given; the others are in the narrative.

    >>> import ldn_content as ldn
    >>> coded(ldn.conditions["vitiligo"])["text"]
    'Vitiligo'
    """
    codes = (code for code in entry.codes if code.match == "exact" and code.system in SYSTEMS)
    return concept(text or entry.title, *(coding(SYSTEMS[code.system], _written(code)) for code in codes))


def other_codes(entry: Condition | Substance) -> list[str]:
    """Return the codes that no concept carries: they mean nearly the same, more or less, or their system has no URI."""
    return [
        code.curie if code.match == "exact" else f"{code.curie} ({code.match})"
        for code in entry.codes
        if code.match != "exact" or code.system not in SYSTEMS
    ]


def _written(code: Code) -> str:
    prefix = _WITH_PREFIX.get(code.system)
    return f"{prefix}:{code.code}" if prefix else code.code
