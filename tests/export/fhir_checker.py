"""Checks a FHIR bundle against the official definitions in `fhir-definitions.json.gz` (see `fhir-definitions.txt`).

It tells wrong cardinalities and types, elements that do not exist, codes outside a required binding or their own code system,
broken invariants of severity error, references to the wrong kind of resource, and references that lead nowhere.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

fhirpathpy: Any = pytest.importorskip("fhirpathpy")
Json = dict[str, Any]
DEFINITIONS = Path(__file__).with_name("fhir-definitions.json.gz")
XHTML = "{http://www.w3.org/1999/xhtml}"
TAGS = "div p br b i em strong ul ol li a span table tr td th h1 h2 h3 h4 h5 h6 dl dt dd pre code blockquote"
ATTRIBUTES = {"href", "lang", "title", "class", "id", "{http://www.w3.org/XML/1998/namespace}lang"}
PYTHON: Json = {
    "boolean": bool,
    "decimal": (int, float),
    "integer": int,
    "integer64": int,
    "positiveInt": int,
    "unsignedInt": int,
}


def html_checks(nodes: list[Any]) -> bool:
    """Do what FHIR's `htmlChecks()` asks of a narrative: XHTML of basic elements that shows something."""
    try:
        root = ET.fromstring(str(getattr(nodes[0], "data", nodes[0])))
    except ET.ParseError:
        return False
    tags = {node.tag.removeprefix(XHTML) if node.tag.startswith(XHTML) else "?" for node in root.iter()}
    attributes = {name for node in root.iter() for name in node.attrib}
    return (
        root.tag == f"{XHTML}div"
        and tags <= {*TAGS.split()}
        and attributes <= ATTRIBUTES
        and bool("".join(root.itertext()).strip())
    )


@cache
def definitions() -> Json:
    return json.loads(gzip.decompress(DEFINITIONS.read_bytes()))  # type: ignore[no-any-return]


@cache
def rule(expression: str) -> Any:
    functions = {"htmlChecks": html_checks, "hasValue": bool}  # fhirpathpy lacks these two
    table = {name: {"fn": function, "arity": {0: []}} for name, function in functions.items()}
    return fhirpathpy.compile(expression, None, {"userInvocationTable": table, "traceFn": lambda *_: None})


class Checker:
    """Checks bundles of one version of FHIR.

    Attributes:
        unevaluated: invariants that fhirpathpy could not work out.
    """

    def __init__(self, version: str) -> None:
        self.types: dict[str, dict[str, Json]] = definitions()[version]["types"]
        self.patterns: dict[str, str] = definitions()[version]["patterns"]
        self.systems: dict[str, list[str] | None] = definitions()[version]["systems"]
        self.unevaluated: set[str] = set()
        self.kinds: dict[str, str] = {}

    def faults(self, bundle: Json) -> list[str]:
        """Return all that is wrong, as "place: what"."""
        self.kinds = {entry.get("fullUrl", ""): entry["resource"]["resourceType"] for entry in bundle.get("entry", ())}
        return list(self._resource(bundle, "Bundle"))

    def _resource(self, node: Json, place: str) -> Iterator[str]:
        kind = node.get("resourceType", "?")
        if kind not in self.types:
            yield f"{place}: there is no resource {kind}"
            return
        yield from self._object(kind, "", {key: value for key, value in node.items() if key != "resourceType"}, node, place)

    def _object(self, kind: str, base: str, node: Any, whole: Any, place: str) -> Iterator[str]:
        if not isinstance(node, dict) or not node:
            yield f"{place}: is not an object with something in it"
            return
        known: set[str] = set()
        for path, element in self.types[kind].items():
            parent, _, name = path.rpartition(".")
            if not path or parent != base:
                continue
            stem = name.removesuffix("[x]")
            keys = {stem + code[0].upper() + code[1:]: code for code in element["types"]} if name != stem else {stem: None}
            known |= keys.keys()
            present = [key for key in keys if key in node]
            if len(present) > 1:
                yield f"{place}: has {present}, of which one is allowed"
            for key in present:
                yield from self._element(kind, path, element, keys[key], node[key], f"{place}.{key}")
            if not present and element["min"]:
                yield f"{place}: lacks {name}"
        yield from (f"{place}: has {key}, which does not exist" for key in node.keys() - known)
        yield from self._rules(self.types[kind][base], whole, place)

    def _element(self, kind: str, path: str, element: Json, code: str | None, value: Any, place: str) -> Iterator[str]:
        if isinstance(value, list) != (element["max"] != "1"):
            yield f"{place}: is {'a list' if isinstance(value, list) else 'no list'}; at most {element['max']} are allowed"
            return
        values = value if isinstance(value, list) else [value]
        if not values or len(values) < element["min"]:
            yield f"{place}: has {len(values)}, and needs at least {max(1, element['min'])}"
        for index, item in enumerate(values):
            where = f"{place}[{index}]" if isinstance(value, list) else place
            if "like" in element:
                other, _, base = element["like"].partition(".")
                yield from self._object(other, base, item, item, where)
                continue
            found = code or next(iter(element["types"]))
            if found in {"BackboneElement", "Element"}:
                yield from self._object(kind, path, item, item, where)
            elif found == "Resource":
                yield from self._resource(item, where)
            elif found in self.types:
                yield from self._object(found, "", item, item, where)
                yield from self._rules(element, item, where)
                yield from self._data(found, element["types"], item, where)
            else:
                yield from self._primitive(found, element, item, where)

    def _primitive(self, kind: str, element: Json, value: Any, place: str) -> Iterator[str]:
        wanted = PYTHON.get(kind, str)
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            yield f"{place}: {value!r} is no {kind}"
        elif isinstance(value, str) and not re.fullmatch(self.patterns.get(kind) or ".+", value, re.DOTALL | re.ASCII):
            yield f"{place}: {value[:40]!r} is no {kind}"
        elif "codes" in element and value not in element["codes"]:
            yield f"{place}: {value!r} is not in the value set that is required"
        else:
            yield from self._rules(element, value, place)

    def _data(self, kind: str, types: Json, value: Json, place: str) -> Iterator[str]:
        """Check what references lead to, and codes against the systems of FHIR itself."""
        reference = value.get("reference", "") if kind == "Reference" else value.get("reference", {}).get("reference", "")
        if kind in {"Reference", "CodeableReference"} and reference:
            targets = types[kind]
            if reference not in self.kinds:
                yield f"{place}: {reference} leads nowhere"
            elif targets and "Resource" not in targets and self.kinds[reference] not in targets:
                yield f"{place}: leads to a {self.kinds[reference]}, and may lead to {', '.join(targets)}"
        if kind == "Range" and {"low", "high"} <= value.keys() and value["low"]["value"] > value["high"]["value"]:
            yield f"{place}: breaks rng-2: the low end is above the high end"
        codes = self.systems.get(value.get("system", "")) if kind == "Coding" else None
        if codes is not None and value.get("code") not in codes:
            yield f"{place}: {value.get('code')!r} is no code of {value['system']}"
        if kind == "Coding" and codes is None and re.search("hl7.org/(?!fhir/sid/)", value.get("system", "")):
            yield f"{place}: {value['system']} is no code system of this version"

    def _rules(self, element: Json, value: Any, place: str) -> Iterator[str]:
        for key, expression in element.get("rules", ()):
            if key == "rng-2":  # fhirpathpy compares no quantities: see _data
                continue
            try:
                holds = rule(expression)(value, {"resource": value, "rootResource": {}})
            except Exception:  # whatever a rule breaks on: the tests say which may
                self.unevaluated.add(key)
                continue
            if holds != [True]:
                yield f"{place}: breaks {key}: {expression}"
