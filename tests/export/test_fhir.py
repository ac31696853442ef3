"""FHIR: every bundle is valid by the official definitions, and nothing that must be read is lost on the way."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fhir_checker import DEFINITIONS, Checker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import packs
import strategies
from ldn_content import Library, UnknownEntry
from ldn_content.errors import InvalidOption
from ldn_content.export.fhir import education, knowledge, to_json
from ldn_content.export.fhir.elements import SYSTEMS
from ldn_content.model import Certainty, Claim, Condition, Substance, claims_of
from ldn_content.model.card import Card

Json = dict[str, Any]
Edit = Callable[[Json], object]

UNCHANGED = "condition/fibromyalgia"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "</div></text>]]>&amp;&#x3c;b&gt;",
    "<!-- `*_~ -->",
)
DOMAINS = {
    "risk-of-bias": "RiskOfBias",
    "inconsistency": "Inconsistency",
    "indirectness": "Indirectness",
    "imprecision": "Imprecision",
    "publication-bias": "PublicationBias",
}
TEXTS = {
    "title", "short", "plain", "clinical", "what_it_is", "text", "outcome", "reason", "name", "reported", "note", "population",
    "what", "definition", "why", "attribution", "publisher", "funding", "claim", "met_at", "would_change_it", "journal",
    "measure", "p", "dose", "unit", "indication", "region", "authors", "aliases", "limitations", "not_seen",
}  # fmt: skip
"""Fields of a pack that hold text."""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def known(library: Library) -> Json:
    return knowledge(library)


@pytest.fixture(scope="module")
def older(library: Library) -> Json:
    return knowledge(library, version="R4B")


@pytest.fixture(scope="module")
def pages(library: Library) -> Json:
    return education(library)


@pytest.fixture(scope="module")
def one(library: Library) -> Json:
    return knowledge(library, [UNCHANGED])


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Json:
    return knowledge(packs.library(tmp_path_factory.mktemp("tiny")))


def resources(bundle: Json, kind: str = "") -> Iterator[Json]:
    found = (entry["resource"] for entry in bundle["entry"])
    return (item for item in found if kind in {"", item["resourceType"]})


def by_url(bundle: Json) -> dict[str, Json]:
    return {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}


def uri(resource: Json) -> str:
    """What a resource is about."""
    named: str = resource["identifier"][0]["value"]
    return named


def uri_of(reference: str) -> str:
    return "urn:ldn-content:" + reference.replace("/", ":")


def about(bundle: Json, kind: str, reference: str) -> list[Json]:
    return [item for item in resources(bundle, kind) if uri(item) == uri_of(reference)]


def nodes(value: Any) -> Iterator[Json]:
    """Every object in a resource."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(item)


def shown(resource: Json) -> str:
    """The words of a narrative, as a reader sees them."""
    return "".join(ET.fromstring(resource["text"]["div"]).itertext())


def rated_claims(library: Library) -> Iterator[tuple[str, Claim, Certainty]]:
    for entry in library.entries.values():
        for claim in claims_of(entry):
            certainty = claim.certainty or (library.claim(claim.same_as).certainty if claim.same_as else None)
            if certainty is not None:
                yield f"{entry.reference}#{claim.id}", claim, certainty


# --- valid by the official definitions


def test_the_definitions_are_small() -> None:
    assert DEFINITIONS.stat().st_size <= 60_000
    assert gzip.decompress(DEFINITIONS.read_bytes())


@pytest.mark.parametrize("version", ["R4", "R4B", "R5"])
def test_the_documents_are_valid_in_three_versions_at_once(pages: Json, version: str) -> None:
    checker = Checker(version)
    assert checker.faults(pages) == []
    assert checker.unevaluated == set()


@pytest.mark.parametrize("version", ["R5", "R4B"])
def test_the_whole_knowledge_is_valid(known: Json, older: Json, version: str) -> None:
    checker = Checker(version)
    assert checker.faults(known if version == "R5" else older) == []
    assert checker.unevaluated == set()


@pytest.mark.parametrize("base", [None, "https://example.org/fhir/", "http://localhost:8080/r5"])
def test_a_pack_on_its_own_is_valid(tmp_path: Path, base: str | None) -> None:
    alone = packs.library(tmp_path)
    assert Checker("R5").faults(knowledge(alone, base=base)) == []
    assert Checker("R4B").faults(knowledge(alone, version="R4B", base=base)) == []
    assert all(Checker(version).faults(education(alone, base=base)) == [] for version in ("R4", "R4B", "R5"))


def first(bundle: Json, kind: str, **having: Any) -> Json:
    return next(item for item in resources(bundle, kind) if all(item.get(name) == value for name, value in having.items()))


def reference_of(bundle: Json, kind: str) -> Json:
    url = next(entry["fullUrl"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind)
    return {"reference": url}


def indication_of(bundle: Json) -> Json:
    return first(bundle, "ClinicalUseDefinition", type="indication")


BROKEN: list[tuple[str, Edit, str]] = [
    ("a required element is missing", lambda b: first(b, "Evidence").pop("status"), "lacks status"),
    ("a required list is empty", lambda b: first(b, "Evidence").update(variableDefinition=[]), "needs at least 1"),
    ("an optional list is empty", lambda b: first(b, "Evidence").update(note=[]), "needs at least 1"),
    ("a single element is a list", lambda b: first(b, "Evidence").update(title=["a", "b"]), "at most 1 are allowed"),
    ("a list is a single element", lambda b: first(b, "Evidence").update(note={"text": "a"}), "is no list"),
    ("an object is empty", lambda b: first(b, "Medication").update(code={}), "something in it"),
    ("an element does not exist", lambda b: first(b, "Medication").update(dose="low"), "has dose, which does not exist"),
    ("an element is that of another version", lambda b: indication_of(b).update(therapy={"text": "a"}), "has therapy"),
    ("an extension is not looked into", lambda b: first(b, "Medication").update(extension=[{"url": "a"}]), "has extension"),
    (
        "a choice is made twice",
        lambda b: first(b, "Evidence").update(citeAsMarkdown="a", citeAsReference={"display": "b"}),
        "one is",
    ),
    ("a code is not in the required set", lambda b: indication_of(b).update(type="banana"), "not in the value set"),
    ("a status is not in the required set", lambda b: first(b, "Citation").update(status="done"), "not in the value set"),
    (
        "a code is none of its system",
        lambda b: first(b, "Evidence")["certainty"][0]["rating"]["coding"][0].update(code="x"),
        "no code",
    ),
    (
        "a code system is that of another version",
        lambda b: first(b, "Evidence")["certainty"][0]["type"]["coding"][0].update(
            system="http://terminology.hl7.org/CodeSystem/certainty-type"
        ),
        "no code system of this version",
    ),
    ("two kinds of use are in one", lambda b: indication_of(b).update(warning={"description": "a"}), "breaks cud-1"),
    ("a collection has a total", lambda b: b.update(total=1), "breaks bdl-1"),
    ("a name stands twice", lambda b: b["entry"].append(b["entry"][0]), "breaks bdl-7"),
    ("an attachment has no type", lambda b: first(b, "Library").update(content=[{"data": "YQ=="}]), "breaks att-1"),
    (
        "an interval is upside down",
        lambda b: next(item for item in nodes(b) if "range" in item)["range"]["low"].update(value=1000),
        "breaks rng-2",
    ),
    (
        "the subject is of a kind that it may not be",
        lambda b: indication_of(b).update(subject=[reference_of(b, "MedicationKnowledge")]),
        "leads to a MedicationKnowledge",
    ),
    ("a reference leads nowhere", lambda b: indication_of(b)["subject"][0].update(reference="urn:uuid:none"), "leads nowhere"),
    (
        "a resource is gone",
        lambda b: b["entry"].remove(next(item for item in b["entry"] if item["resource"]["resourceType"] == "Medication")),
        "leads nowhere",
    ),
    ("a date is none", lambda b: first(b, "Library").update(lastReviewDate="soon"), "is no date"),
    (
        "a number is a text",
        lambda b: next(n for n in nodes(b) if "numberOfParticipants" in n).update(numberOfParticipants="4"),
        "is no",
    ),
    ("a narrative is not well-formed", lambda b: first(b, "Medication")["text"].update(div="<div>a"), "breaks txt-1"),
    (
        "a narrative has a script",
        lambda b: first(b, "Medication")["text"].update(div='<div xmlns="http://www.w3.org/1999/xhtml"><script>a</script></div>'),
        "breaks txt-1",
    ),
    (
        "a narrative has a handler",
        lambda b: first(b, "Medication")["text"].update(
            div='<div xmlns="http://www.w3.org/1999/xhtml"><p onclick="a()">a</p></div>'
        ),
        "breaks txt-1",
    ),
    ("there is no such resource", lambda b: first(b, "Medication").update(resourceType="Potion"), "there is no resource Potion"),
]


@pytest.mark.parametrize(("edit", "told"), [item[1:] for item in BROKEN], ids=[item[0] for item in BROKEN])
def test_the_checker_refuses_a_bundle_in_which(edit: Edit, told: str, tiny: Json) -> None:
    assert Checker("R5").faults(tiny) == []
    broken = deepcopy(tiny)
    edit(broken)
    faults = Checker("R5").faults(broken)
    assert any(told in fault for fault in faults), faults[:5]


@pytest.mark.parametrize("version", ["R4B", "R5"])
def test_other_software_reads_and_writes_the_same(known: Json, older: Json, pages: Json, version: str) -> None:
    models = pytest.importorskip("fhir.resources.bundle" if version == "R5" else "fhir.resources.R4B.bundle")
    documents = {**pages, "entry": pages["entry"][:20]}
    for made in (documents, known if version == "R5" else older):
        again = models.Bundle.model_validate_json(to_json(made)).model_dump_json()
        assert json.dumps(json.loads(again), sort_keys=True) == json.dumps(made, sort_keys=True)


# --- what must be read is not lost


def test_each_rating_is_that_of_its_claim(library: Library, known: Json) -> None:
    count = 0
    for reference, claim, certainty in rated_claims(library):
        (found,) = about(known, "Evidence", reference)
        (rated,) = found["certainty"]
        codes = [item["code"] for item in rated["rating"].get("coding", ())]
        assert codes == ([] if certainty.level == "none" else [certainty.level])
        assert rated["rating"]["text"]
        lost = {}
        for part in rated.get("subcomponent", ()):
            concern = part["rating"]["coding"][0]["code"]
            lost[part["type"]["coding"][0]["code"]] = ["", "serious", "very-serious", "extremely-serious"].index(concern[:-8])
        assert lost == {DOMAINS[item.domain]: item.levels for item in certainty.downgrades}
        assert found["assertion"].replace("\\", "") == claim.short
        count += 1
    assert count == len(list(resources(known, "Evidence"))) > 100


def test_each_caveat_is_there_with_its_severity(library: Library, known: Json) -> None:
    for caveat in library.caveats.values():
        uses = about(known, "ClinicalUseDefinition", caveat.reference)
        assert uses, caveat.id
        for use in uses:
            assert use["category"] == [{"text": caveat.severity}]
            assert caveat.short in shown(use)
            assert all(action.text in shown(use) for action in caveat.actions)
        kinds = {use["type"] for use in uses}
        assert ("contraindication" in kinds) == (caveat.severity == "contraindication")
        assert ("interaction" in kinds) == bool(caveat.medicines)
        named = {
            item["itemCodeableConcept"]["text"] for use in uses for item in use.get("interaction", {}).get("interactant", ())
        }
        assert named == {library.substances[name].title for name in caveat.medicines}


def required(library: Library, reference: str) -> set[str]:
    return {uri_of(caveat.reference) for caveat in library.required_caveats(reference)}


def cautions_behind(bundle: Json, related: list[Json]) -> set[str]:
    there = by_url(bundle)
    return {uri(there[item["resourceReference"]["reference"]]) for item in related if item["type"] == "documentation"}


def test_evidence_leads_to_every_caveat_that_it_requires(library: Library, known: Json) -> None:
    for reference, _, _ in rated_claims(library):
        (found,) = about(known, "Evidence", reference)
        assert cautions_behind(known, found["relatedArtifact"]) == required(library, reference)


def test_an_off_label_use_names_every_caveat_and_is_tied_to_its_evidence(library: Library, known: Json) -> None:
    there = by_url(known)
    for condition in library.conditions.values():
        (use,) = [item for item in about(known, "ClinicalUseDefinition", condition.reference) if item["type"] == "indication"]
        assert use["category"][0] == {"text": "Off-label use"}
        assert all(caveat.short in shown(use) for caveat in library.required_caveats(condition.reference))
        (judged,) = about(known, "ArtifactAssessment", condition.reference)
        assert there[judged["artifactReference"]["reference"]] is use
        related = [item for content in judged["content"] for item in content["relatedArtifact"]]
        assert cautions_behind(known, related) == required(library, condition.reference)
        evidence = {uri(there[item["resourceReference"]["reference"]]) for item in related if item["type"] == "derived-from"}
        rated = [claim for claim in condition.claims if claim.certainty or claim.same_as]
        assert evidence == {uri_of(f"{condition.reference}#{claim.id}") for claim in rated}


def card_of(library: Library, resource: Json) -> Card:
    name = uri(resource).removeprefix("urn:ldn-content:")
    kind, _, rest = name.partition(":")
    return library.card(f"{kind}/{rest}" if f"{kind}/{rest.partition('#')[0]}" in library.entries else "substance/naltrexone")


@pytest.mark.parametrize("bundle", ["known", "older", "pages"])
def test_each_narrative_has_the_hedge_what_must_be_read_and_the_versions(
    bundle: str, library: Library, request: pytest.FixtureRequest
) -> None:
    made: Json = request.getfixturevalue(bundle)
    for resource in resources(made):
        words = shown(resource)
        card = card_of(library, resource) if "identifier" in resource else library.card("substance/naltrexone")
        assert all(caveat.short in words for caveat in card.must_read)
        assert resource["resourceType"] == "Library" or card.short in words
        assert f"content {card.packs[0].content_version}" in words
        assert "No clinician has reviewed this." in words


def test_every_unwanted_effect_was_found_and_says_how_sure_that_is(library: Library, known: Json) -> None:
    found = {uri(item): item for item in resources(known, "ClinicalUseDefinition") if item["type"] == "undesirable-effect"}
    harms = {uri_of(name): claim for name, claim, _ in rated_claims(library) if claim.finding == "harm"}
    assert found.keys() == harms.keys()
    assert all("certainty" in item["undesirableEffect"]["classification"]["text"].casefold() for item in found.values())
    assert all("frequencyOfOccurrence" not in item["undesirableEffect"] for item in found.values())


@pytest.mark.parametrize("export", [education, knowledge])
def test_a_list_that_names_nothing_exports_nothing(library: Library, export: Callable[..., Json]) -> None:
    with pytest.raises(InvalidOption, match="there is nothing to export: no entry was named"):
        export(library, [])


def test_an_effect_that_turned_out_to_be_a_harm_is_an_unwanted_effect(tmp_path: Path) -> None:
    files = packs.small()
    files["conditions/sore-knee.json"]["claims"][0].update(finding="harm", short="LDN may worsen knee pain.")
    made = knowledge(packs.library(tmp_path, files), ["condition/sore-knee"])
    found = [item for item in resources(made, "ClinicalUseDefinition") if item["type"] == "undesirable-effect"]
    assert [uri(item) for item in found] == ["urn:ldn-content:condition:sore-knee#pain"]
    [use] = [item for item in resources(made, "ClinicalUseDefinition") if item["type"] == "indication"]
    assert len(use["indication"]["undesirableEffect"]) == 1


def test_a_harm_of_another_dose_is_evidence_and_no_effect_of_ldn(tmp_path: Path) -> None:
    files = packs.small()
    claim = files["conditions/sore-knee.json"]["claims"][0]
    claim.update(finding="harm", short="Naltrexone may worsen knee pain.")
    claim["certainty"]["dose_class"] = "standard-or-high"
    made = knowledge(packs.library(tmp_path, files), ["condition/sore-knee"])
    assert not [item for item in resources(made, "ClinicalUseDefinition") if item["type"] == "undesirable-effect"]
    assert "urn:ldn-content:condition:sore-knee#pain" in [uri(item) for item in resources(made, "Evidence")]


def test_a_document_holds_the_whole_card(library: Library, pages: Json) -> None:
    documents = list(resources(pages, "DocumentReference"))
    assert len(documents) == len(library.topics) + len(library.conditions) + len(library.questions)
    for resource in documents[::10]:
        card = card_of(library, resource)
        page, text = (base64.b64decode(item["attachment"]["data"]).decode("utf-8") for item in resource["content"])
        assert text == card.to_text()
        assert str(card.to_html(heading=1)) in page
        assert page.startswith(f'<!doctype html><html lang="{library.language}"><head><meta charset="utf-8">')


# --- sources, figures and codes are those of the content


def test_every_source_is_cited_and_every_citation_resolves(library: Library, known: Json) -> None:
    assert {uri(item) for item in resources(known, "Citation")} == {uri_of(f"source/{name}") for name in library.sources}
    there = by_url(known)
    for reference, claim, _ in rated_claims(library):
        (found,) = about(known, "Evidence", reference)
        related = [item for item in found["relatedArtifact"] if item["type"] in {"derived-from", "citation"}]
        leads = {(item["label"], uri(there[item["resourceReference"]["reference"]])) for item in related}
        assert leads == {(item.part, uri_of(f"source/{item.part.partition('#')[0]}")) for item in claim.citations}


def test_each_citation_says_what_it_is_at_which_dose_and_what_was_read_of_it(library: Library, known: Json) -> None:
    for source in library.sources.values():
        (made,) = about(known, "Citation", source.reference)
        classes = [item["classifier"][0]["text"] for item in made["citedArtifact"]["classification"]]
        assert classes == [source.type, source.dose_class]
        assert made["citedArtifact"]["dateAccessed"] == source.checked.month
        assert made["citedArtifact"]["webLocation"][0]["url"] == source.url
        remarks = " ".join(item["text"].replace("\\", "") for item in made["note"])
        assert all(limit in remarks for limit in (*source.limitations, *source.disagreements, *source.checked.not_seen))
        identifiers = {item["value"] for item in made["citedArtifact"].get("identifier", ())}
        assert identifiers == {item for item in (source.doi, source.pmid, source.pmcid, *source.trial_ids) if item}


def test_every_caution_leads_to_its_sources(library: Library, known: Json) -> None:
    there = by_url(known)
    judged = [item for item in resources(known, "ArtifactAssessment") if uri(item).startswith("urn:ldn-content:caveat:")]
    leads = {uri(item): {part["label"] for part in item["content"][0]["relatedArtifact"]} for item in judged}
    caveats = [caveat for caveat in library.caveats.values() if caveat.citations]
    assert leads == {uri_of(caveat.reference): {item.part for item in caveat.citations} for caveat in caveats}
    assert all(uri(there[item["artifactReference"]["reference"]]) == uri(item) for item in judged)


def test_a_source_comes_with_its_main_report(tmp_path: Path) -> None:
    files = packs.small()
    files["sources/knee-letter.json"]["shown_with"] = []
    files["terms/sham-knee.json"]["citations"] = [packs.cite("knee-letter#view")]  # on a trial that nobody cites here
    made = knowledge(packs.library(tmp_path, files), ["term/sham-knee"])
    assert {uri_of("source/knee-letter"), uri_of("source/knee-trial")} <= {uri(item) for item in resources(made, "Citation")}
    assert Checker("R5").faults(made) == []


def test_the_figures_are_those_of_the_sources(library: Library, known: Json) -> None:
    intervals = 0
    for reference, claim, _ in rated_claims(library):
        (found,) = about(known, "Evidence", reference)
        parts = [item.part.partition("#") for item in claim.citations if item.stance != "context"]
        results = [item for name, _, part in parts for item in library.sources[name].results if item.id == part]
        effects = [item.effect for item in results if item.effect is not None]
        made = [item for item in found.get("statistic", ()) if "statisticType" in item]
        assert [item["quantity"]["value"] for item in made] == [item.estimate for item in effects]
        ranges = [part["range"] for item in made for part in item.get("attributeEstimate", ()) if "range" in part]
        wanted = [(item.low, item.high) for item in effects if item.low is not None]
        assert [(item["low"]["value"], item["high"]["value"]) for item in ranges] == wanted
        counts = [(value.events, value.total) for item in results for value in item.values if value.events is not None]
        arms = [item for item in found.get("statistic", ()) if {"numberAffected", "numberOfEvents"} & item.keys()]
        assert [
            (item.get("numberAffected", item.get("numberOfEvents")), item.get("sampleSize", {}).get("numberOfParticipants"))
            for item in arms
        ] == counts
        named = {item["note"][0]["text"].replace("\\", "") for item in found.get("statistic", ())}
        assert named <= {item.part for item in claim.citations if item.stance != "context"}
        intervals += len(wanted)
    assert intervals > 5


def test_codes_are_those_that_the_content_has_and_that_mean_just_that(library: Library, known: Json) -> None:
    held = [item for item in library.entries.values() if isinstance(item, Condition | Substance)]
    exact = {(SYSTEMS.get(code.system), code.code) for item in held for code in item.codes if code.match == "exact"}
    used = {(item["system"], item["code"].rpartition(":")[2]) for item in nodes(known) if {"system", "code"} <= item.keys()}
    foreign = {item for item in used if not re.search(r"hl7\.org/(fhir/(?!sid/)|CodeSystem/)", item[0])}
    assert foreign <= exact
    assert len(foreign) > 100


def test_dates_are_months_and_years_of_the_content(library: Library, known: Json, pages: Json) -> None:
    months = {library.card(item.reference).review.month for item in library.entries.values()}
    months |= {source.checked.month for source in library.sources.values()}
    years = {str(source.year) for source in library.sources.values()}
    for node in (*nodes(known), *nodes(pages)):
        assert not {"date", "timestamp", "lastUpdated", "approvalDate"} & node.keys()
        assert {node[name] for name in ("lastReviewDate", "dateAccessed", "creation") if name in node} <= months
        assert node.get("articleDate") in {None, *years}


# --- names, choice, faults


def test_output_depends_on_nothing_but_the_content() -> None:
    program = (
        "import sys; from ldn_content import Library; from ldn_content.export import fhir; library = Library.load();"
        "chosen = ['condition/me-cfs', 'topic/side-effects'];"
        "made = [fhir.to_json(make(library, chosen)) for make in (fhir.knowledge, fhir.education)];"
        "sys.stdout.buffer.write(''.join(made).encode())"
    )
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "UTC", "LC_ALL": "tr_TR.UTF-8"},
    ]
    outputs = [
        subprocess.run([sys.executable, "-c", program], env={**os.environ, **w}, capture_output=True, check=True) for w in worlds
    ]
    assert outputs[0].stdout == outputs[1].stdout != b""


def test_a_resource_has_the_same_name_whatever_else_is_exported(known: Json, one: Json) -> None:
    whole = by_url(known)
    for url, resource in by_url(one).items():
        assert whole[url]["resourceType"] == resource["resourceType"]
        assert resource["resourceType"] in {"Library", "MedicationKnowledge"} or whole[url] == resource


def test_names_live_on_the_server_that_is_given(library: Library) -> None:
    made = knowledge(library, ["condition/vitiligo"], base="https://example.org/fhir/")
    for entry in made["entry"]:
        assert entry["fullUrl"] == f"https://example.org/fhir/{entry['resource']['resourceType']}/{entry['resource']['id']}"


def test_identifiers_live_where_a_pack_says(tmp_path: Path) -> None:
    files = packs.small()
    files["pack.json"]["base_uri"] = "https://example.org/ldn/"
    made = knowledge(packs.library(tmp_path, files))
    assert uri(first(made, "Evidence")).startswith("https://example.org/ldn/condition/")


def test_a_choice_brings_its_caveats_and_sources_and_no_other_condition(library: Library, one: Json) -> None:
    conditions = [uri(item) for item in resources(one, "ClinicalUseDefinition") if item["type"] == "indication"]
    assert conditions == [uri_of(UNCHANGED)]
    caveats = {uri(item) for item in resources(one, "ClinicalUseDefinition")}
    assert required(library, UNCHANGED) | required(library, "substance/naltrexone") <= caveats
    cited = {uri(item) for item in resources(one, "Citation")}
    assert {uri_of(f"source/{item.source}") for item in library.card(UNCHANGED).references} <= cited


def test_the_caveats_of_a_pack_on_top_come_with_what_lies_below(tmp_path: Path) -> None:
    ours = packs.grave("ask-us", short="Ask our pharmacist first.", plain="Ask our pharmacist first. We mean it.")
    both = Library.load(packs=[packs.load(tmp_path / "ours", packs.overlay(ours))])
    made = knowledge(both, [f"{UNCHANGED}#pain"])
    (evidence,) = about(made, "Evidence", f"{UNCHANGED}#pain")
    assert uri_of("caveat/ask-us") in cautions_behind(made, evidence["relatedArtifact"])
    assert {uri(item) for item in resources(made, "Library")} == {
        "urn:ldn-content:pack:ldn-content",
        "urn:ldn-content:pack:top-pack",
    }
    assert Checker("R5").faults(made) == []
    page = education(both, [UNCHANGED])
    assert "Ask our pharmacist first." in shown(first(page, "DocumentReference"))
    assert [item["title"] for item in resources(page, "Library")] == [pack.title for pack in both.card(UNCHANGED).packs]


def test_one_claim_can_be_chosen(library: Library) -> None:
    made = knowledge(library, [f"{UNCHANGED}#pain"])
    assert [uri(item) for item in resources(made, "Evidence")] == [uri_of(f"{UNCHANGED}#pain")]
    assert Checker("R5").faults(made) == []
    assert Checker("R4").faults(education(library, [f"{UNCHANGED}#pain"])) == []


def test_an_id_that_has_moved_is_followed(tmp_path: Path) -> None:
    moved = packs.library(tmp_path)
    assert to_json(knowledge(moved, ["condition/achy-knee"])) == to_json(knowledge(moved, ["condition/sore-knee"]))


@pytest.mark.parametrize("make", [education, knowledge])
def test_faults_of_the_caller_are_told(make: Callable[..., Json], library: Library) -> None:
    with pytest.raises(UnknownEntry, match="no entry 'condition/nonsense'"):
        make(library, ["condition/nonsense"])
    with pytest.raises(TypeError, match="as a list"):
        make(library, UNCHANGED)
    for base in ("example.org", "javascript:alert(1)", 'https://example.org/"', "https://example.org/?a=b"):
        with pytest.raises(InvalidOption, match="no http or https address"):
            make(library, [UNCHANGED], base=base)


def test_knowledge_has_two_versions(library: Library) -> None:
    with pytest.raises(InvalidOption, match="no knowledge in version 'R4' of FHIR: there are R5, R4B"):
        knowledge(library, version="R4")


def test_a_library_without_pages_says_what_to_do(tmp_path: Path) -> None:
    terms = packs.overlay({"kind": "term", "id": "dud", "title": "Dud", "definition": "A look-alike."})
    with pytest.raises(InvalidOption, match="name entries"):
        education(packs.library(tmp_path, terms))


# --- what others wrote


def spoilt(data: Any, text: str, key: str = "") -> Any:
    """Return data of a pack with a text in each field that may hold any."""
    if isinstance(data, dict):
        return {name: value if name == "review" else spoilt(value, text, name) for name, value in data.items()}
    if isinstance(data, list):
        return [spoilt(item, text, key) for item in data]
    return f"{text} {data}" if isinstance(data, str) and key in TEXTS else data


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.sampled_from(HOSTILE) | strategies.texts(30))
def test_hostile_text_comes_out_as_text(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    files = {name: spoilt(data, text) for name, data in packs.small().items()}
    hostile = packs.library(tmp_path_factory.mktemp("hostile"), files)
    made = knowledge(hostile)
    assert Checker("R5").faults(made) == []
    assert Checker("R4B").faults(knowledge(hostile, version="R4B")) == []
    assert Checker("R4").faults(education(hostile)) == []
    assert all(text in shown(item) for item in resources(made))
    fields = ("description", "assertion", "copyright")
    markdown = [node[name] for node in nodes(made) for name in fields if isinstance(node.get(name), str)]
    assert markdown
    assert not any(re.search(r"(?<!\\)[<\[]", item) for item in markdown)
    assert json.loads(to_json(made)) == made
