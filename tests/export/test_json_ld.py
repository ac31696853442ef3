"""JSON-LD: it fits schema.org's vocabulary, and nothing that has to travel is lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import packs
from ldn_content.errors import CorruptData, LdnContentError, UnknownEntry
from ldn_content.export.json_ld import json_ld, json_ld_of, script
from ldn_content.library import Library
from ldn_content.model import Condition, claims_of
from ldn_content.model.card import Card
from ldn_content.render import labels
from schema_org import (
    HOST,
    Node,
    every_node,
    kinds_of,
    mistakes,
    node_modules,
    refused,
    typescript,
    values,
    vocabulary,
)

BASE = "https://example.org/ldn"
LEVELS = {"high": "A", "moderate": "B", "low": "C", "very-low": "C"}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def graph(library: Library) -> list[Node]:
    return list(json_ld_of(library)["@graph"])


@pytest.fixture(scope="module")
def cards(library: Library, small: Library) -> list[Card]:
    """The card of every entry and of each headline, and of every claim of a pack that has something of everything."""
    headlines = [f"{condition.reference}#{condition.headline}" for condition in library.conditions.values()]
    return [*(library.card(name) for name in (*library.entries, *headlines)), *(small.card(name) for name in names_of(small))]


@pytest.fixture(scope="module")
def documents(cards: list[Card]) -> list[tuple[Card, list[Node]]]:
    return [(card, json_ld(card, base=BASE)["@graph"]) for card in cards]


def names_of(library: Library) -> Iterator[str]:
    for reference, entry in library.entries.items():
        yield reference
        yield from (f"{reference}#{claim.id}" for claim in claims_of(entry))


def by_address(nodes: list[Node]) -> dict[str, Node]:
    return {node["@id"]: node for node in nodes}


def links(node: Node) -> Iterator[str]:
    for inner in every_node(node):
        for value in inner.values():
            yield from (item["@id"] for item in values(value) if isinstance(item, dict) and "@type" not in item)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def edited(root: Path, file: str, change: Callable[[dict[str, Any]], object]) -> Library:
    files = packs.small()
    change(files[file])
    return packs.library(root, files)


# --- what schema.org says ---

SPOILT: dict[str, tuple[str, str, object]] = {
    "no such property": ("Drug", "indication", "pain"),
    "property of another type": ("Drug", "contraindication", "opioids"),
    "property of some types of the range only": ("MedicalTherapy", "activeIngredient", "naltrexone"),
    "member that is not in the enumeration": ("MedicalGuideline", "evidenceLevel", {"@id": f"{HOST}EvidenceLevelD"}),
    "link to a node that the range does not hold": (
        "MedicalCondition",
        "study",
        {"@id": "urn:ldn-content:condition:fibromyalgia"},
    ),
    "superseded property": ("MedicalWebPage", "aspect", "treatment"),
    "text where a node is wanted": ("MedicalTherapy", "drug", "naltrexone"),
    "text that the language of types takes for a node": ("MedicalWebPage", "about", "pain"),
    "text where an address is wanted": ("MedicalScholarlyArticle", "url", "see the journal"),
    "link that leads nowhere": ("MedicalCondition", "study", {"@id": "urn:ldn-content:source:no-such-trial#Study"}),
}
"""The type of a node, a property, and a value that it may not have."""
NOT_FOR_TSC = {
    "superseded property",
    "text that the language of types takes for a node",
    "text where an address is wanted",
    "link that leads nowhere",
}


def spoilt(graph: list[Node], case: str) -> list[Node]:
    kind, name, value = SPOILT[case]
    first = next(node for node in graph if kind in kinds_of(node))
    return [{**node, name: value} if node is first else node for node in graph]


def first_of_each_type(library: Library) -> list[Node]:
    """A graph that has something of everything, and is small enough to be compiled often."""
    wanted = (
        "condition/fibromyalgia",
        "substance/naltrexone",
        "term/placebo",
        "topic/what-is-ldn",
        "claim-review/ldn-is-low-risk",
    )
    return list(json_ld_of(library, wanted)["@graph"])


@pytest.fixture(scope="module")
def verdicts(
    library: Library, graph: list[Node], documents: list[tuple[Card, list[Node]]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    node_modules()
    some = first_of_each_type(library)
    programs = {
        f"spoilt-{number}": typescript(spoilt(some, case)) for number, case in enumerate(SPOILT) if case not in NOT_FOR_TSC
    }
    alone = {json.dumps(node): node for _, document in some_of(documents) for node in document}
    programs |= {"library": typescript(graph), "some": typescript(some), "alone": typescript(list(alone.values()))}
    return refused(tmp_path_factory.mktemp("typescript"), programs)


def some_of(documents: list[tuple[Card, list[Node]]]) -> Iterator[tuple[Card, list[Node]]]:
    """Every card of the small pack, and of the built-in one the first of each kind of entry and of headline."""
    seen: set[object] = set()
    for card, document in documents:
        sort = (card.entry.kind, card.claim and card.claims[0].type)
        if card.packs[0].id == "small-pack" or sort not in seen:
            seen.add(sort)
            yield card, document


@pytest.mark.parametrize("program", ["library", "some", "alone"])
def test_every_node_type_checks_as_schema_org(verdicts: dict[str, list[str]], program: str) -> None:
    assert verdicts[program] == []


@pytest.mark.parametrize("case", [case for case in SPOILT if case not in NOT_FOR_TSC])
def test_the_type_check_refuses(verdicts: dict[str, list[str]], case: str) -> None:
    assert verdicts[f"spoilt-{list(SPOILT).index(case)}"]


def test_every_node_of_the_library_fits_domains_ranges_and_enumerations(graph: list[Node]) -> None:
    assert mistakes(graph) == []


def test_every_card_alone_fits_too(documents: list[tuple[Card, list[Node]]]) -> None:
    assert [mistake for _, document in documents for mistake in mistakes(document)] == []


@pytest.mark.parametrize("case", SPOILT)
def test_the_reading_of_the_vocabulary_refuses(library: Library, case: str) -> None:
    some = first_of_each_type(library)
    assert mistakes(some) == []
    (mistake,) = mistakes(spoilt(some, case))
    assert SPOILT[case][1] in mistake


def test_the_declarations_are_read_whole() -> None:
    declarations = (node_modules() / "schema-dts" / "dist" / "schema.d.ts").read_text(encoding="utf-8")
    words = vocabulary()
    assert declarations.count('"?: SchemaValue<') == words.properties
    assert declarations.count("@deprecated Consider using") == words.superseded_properties
    assert {"aspect", "clincalPharmacology", "isBasedOnUrl", "serviceAudience"} <= words.superseded


# --- what must not be lost ---


def test_the_page_itself_says_what_must_not_be_lost(documents: list[tuple[Card, list[Node]]]) -> None:
    for card, document in documents:
        page = document[0]
        told = page["description"]
        versions = {item["propertyID"]: item["value"] for item in page["identifier"]}
        assert card.short in told
        assert all(f"{item.severity.capitalize()}: {item.short}" in told for item in card.must_read)
        assert card.evidence.level is None or labels.certainty(card.evidence.level) in told
        assert labels.review(card.review) in told
        assert page["creativeWorkStatus"] == labels.review(card.review)
        assert page["lastReviewed"] == card.review.month
        assert versions == {
            "ldn-ref": card.reference,
            "ldn-content": " ".join(f"{pack.id}@{pack.content_version}" for pack in card.packs),
            "ldn-schema": card.versions.schema_version,
            "ldn-package": card.versions.package,
            "ldn-digest": card.digest,
        }


def test_every_caution_and_claim_of_a_card_is_part_of_its_page(documents: list[tuple[Card, list[Node]]]) -> None:
    for card, document in documents:
        nodes = by_address(document)
        parts = [nodes[item["@id"]] for item in document[0]["hasPart"]]
        cautions = {part["abstract"]: part["headline"] for part in parts if part["@id"].endswith("#Caution")}
        for caveat in card.caveats:
            assert cautions[caveat.short] == f"{caveat.severity.capitalize()}: {caveat.title}"
        assert [part["abstract"] for part in parts if part["@type"] == "Claim"] == [claim.short for claim in card.claims]


def test_every_source_of_what_a_card_says_is_cited_with_how_much_of_it_was_read(documents: list[tuple[Card, list[Node]]]) -> None:
    for card, document in documents:
        nodes = by_address(document)
        cited = {item["@id"]: nodes[item["@id"]] for item in document[0].get("citation", ())}
        references = {reference.source: reference for reference in card.references}
        own = {item.part.partition("#")[0] for claim in card.claims for item in claim.citations}
        for name in own | ({card.entry.id} if card.entry.kind == "source" else set()):
            node = cited[f"{BASE}/source/{name}#Publication"]
            assert (node["name"], node["url"]) == (references[name].title, references[name].url)
            assert node["description"].startswith(f"{labels.DEPTHS[references[name].depth]}. ")


def test_the_library_has_each_caution_whole(library: Library, graph: list[Node]) -> None:
    nodes = by_address(graph)
    for caveat in library.caveats.values():
        node = nodes[f"urn:ldn-content:caveat:{caveat.id}#Caution"]
        assert node["text"][0] == caveat.plain
        assert all(any(action.text in line for line in node["text"]) for action in caveat.actions)
        assert caveat.clinical is None or node["hasPart"]["text"] == caveat.clinical
        cited = {f"urn:ldn-content:source:{item.part.partition('#')[0]}#Publication" for item in caveat.citations}
        assert {item["@id"] for item in node.get("citation", ())} == cited


def test_every_claim_keeps_its_hedge_its_certainty_and_the_way_to_its_cautions(library: Library, graph: list[Node]) -> None:
    nodes = by_address(graph)
    for reference in names_of(library):
        if "#" not in reference:
            continue
        claim = library.claim(reference)
        address = f"urn:ldn-content:{reference.replace('/', ':')}"
        node = nodes[address]
        assert (node["abstract"], node["text"]) == (claim.short, claim.plain or claim.short)
        assert node["description"].endswith(f"Cautions: {address.partition('#')[0]}")
        assert claim.certainty is None or labels.certainty(claim.certainty.level) in node["description"]
        assert claim.clinical is None or node["hasPart"]["text"] == claim.clinical


def test_the_true_grade_stands_beside_the_level_that_schema_org_has(library: Library, graph: list[Node]) -> None:
    nodes = by_address(graph)
    rated = [name for name in names_of(library) if "#" in name and library.claim(name).certainty]
    for reference in rated:
        certainty = library.claim(reference).certainty
        assert certainty is not None
        name, _, claim = reference.partition("#")
        node = nodes[f"urn:ldn-content:{name.replace('/', ':')}#Certainty:{claim}"]
        wanted = {"@id": f"{HOST}EvidenceLevel{LEVELS[certainty.level]}"} if certainty.level in LEVELS else None
        assert node.get("evidenceLevel") == wanted
        assert node["evidenceOrigin"].startswith(f"GRADE: {certainty.level.replace('-', ' ')}. ")
        assert all(downgrade.reason in node["evidenceOrigin"] for downgrade in certainty.downgrades)
        assert "no recommendation" in node["description"]
    assert len(rated) == sum("MedicalGuideline" in kinds_of(node) for node in graph)


@pytest.mark.parametrize(("finding", "downgrades", "named"), [
    ("benefit", 2, True), ("benefit", 3, False), ("little-or-no-difference", 0, False), ("not-told-apart", 1, False),
])  # fmt: skip
def test_ldn_is_a_possible_treatment_only_where_a_benefit_was_found(
    tmp_path: Path, finding: str, downgrades: int, named: bool
) -> None:
    change = {"finding": finding, "certainty": packs.certainty(levels=downgrades)}
    made = edited(tmp_path, "conditions/sore-knee.json", lambda data: data["claims"][0].update(change))
    node = by_address(json_ld(made.card("condition/sore-knee"))["@graph"])["urn:ldn-content:condition:sore-knee#MedicalCondition"]
    assert ("possibleTreatment" in node) is named


@pytest.mark.parametrize("dose_class", ["very-low-or-ultra-low", "standard-or-high", "not-naltrexone"])
def test_a_benefit_of_another_dose_makes_ldn_no_treatment(tmp_path: Path, dose_class: str) -> None:
    change = {"finding": "benefit", "certainty": packs.certainty(levels=0, dose_class=dose_class)}
    made = edited(tmp_path, "conditions/sore-knee.json", lambda data: data["claims"][0].update(change))
    node = by_address(json_ld(made.card("condition/sore-knee"))["@graph"])["urn:ldn-content:condition:sore-knee#MedicalCondition"]
    assert "possibleTreatment" not in node


def test_the_treatment_keeps_every_contraindication_whichever_card_it_is_told_from(library: Library) -> None:
    address = "urn:ldn-content:therapy:low-dose-naltrexone"
    wanted = by_address(json_ld(library.card("condition/fibromyalgia"))["@graph"])[address]
    assert len(wanted["contraindication"]) == sum(
        item.severity == "contraindication" and item.scope.everything for item in library.caveats.values()
    )
    for caveat in library.caveats.values():
        assert by_address(json_ld(library.card(caveat))["@graph"])[address] == wanted


def test_no_condition_of_the_library_names_a_treatment_that_its_headline_does_not_bear_out(
    library: Library, graph: list[Node]
) -> None:
    nodes = by_address(graph)
    for condition in library.conditions.values():
        node = nodes[f"urn:ldn-content:condition:{condition.id}#MedicalCondition"]
        headline = condition.headline_claim
        borne_out = headline.finding == "benefit" and headline.certainty and headline.certainty.level != "very-low"
        assert ("possibleTreatment" in node) == bool(borne_out)


def test_nobody_is_named_as_a_reviewer_where_nobody_reviewed(tmp_path: Path, documents: list[tuple[Card, list[Node]]]) -> None:
    assert not any("reviewedBy" in document[0] for card, document in documents if card.review.clinical == "none")
    review = {"month": "2026-11", "clinical": "reviewed", "reviewer": "A tester"}
    made = edited(tmp_path, "pack.json", lambda data: data.update(review=review))
    assert json_ld(made.card("term/dud"))["@graph"][0]["reviewedBy"] == {"@type": "Person", "name": "A tester"}


def test_a_verdict_is_given_in_words_and_never_as_a_number(library: Library, graph: list[Node]) -> None:
    nodes = by_address(graph)
    for review in library.claim_reviews.values():
        node = nodes[f"urn:ldn-content:claim-review:{review.id}#ClaimReview"]
        assert node["reviewRating"] == {
            "@type": "Rating",
            "alternateName": labels.VERDICTS[review.verdict],
            "ratingExplanation": review.short,
        }
        assert node["claimReviewed"] == node["itemReviewed"]["text"] == review.claim
        assert labels.VERDICTS[review.verdict] in node["itemReviewed"]["description"]


def test_what_is_found_but_never_shown_is_not_exported(small: Library) -> None:
    told = list(texts(json_ld_of(small)))
    assert not any("Siróp" in text or "dicky knee" in text for text in told)


def test_a_code_that_means_more_or_less_is_not_given_as_the_code(small: Library) -> None:
    nodes = by_address(json_ld(small.card("condition/sore-knee"))["@graph"])
    codes = nodes["urn:ldn-content:condition:sore-knee#MedicalCondition"]["code"]
    assert [code["codeValue"] for code in codes] == ["D000001", "0000002"]


def test_a_retired_page_says_where_to_go_on(small: Library) -> None:
    assert "moved to condition/sore-knee" in json_ld(small.card("retired/achy-knee"))["@graph"][0]["description"]


# --- sources ---


def test_a_trial_is_told_with_its_design_and_an_article_with_where_it_is(small: Library) -> None:
    nodes = by_address(json_ld_of(small)["@graph"])
    trial = nodes["urn:ldn-content:source:knee-trial#Study"]
    article = nodes["urn:ldn-content:source:knee-trial#Publication"]
    assert trial["@type"] == "MedicalTrial"
    designs = ["RandomizedTrial", "DoubleBlindedTrial", "PlaceboControlledTrial"]
    assert trial["trialDesign"] == [{"@id": HOST + design} for design in designs]
    assert trial["healthCondition"] == [{"@id": "urn:ldn-content:condition:sore-knee#MedicalCondition"}]
    assert article["sameAs"] == ["https://doi.org/10.1234/knees.2020.1", "https://pubmed.ncbi.nlm.nih.gov/12345678/"]
    assert article["description"] == "Read as abstract. Dose of naltrexone: low."
    condition = nodes["urn:ldn-content:condition:sore-knee#MedicalCondition"]
    assert condition["study"] == [{"@id": "urn:ldn-content:source:knee-trial#Study"}]


def test_a_label_is_no_article_and_speaks_for_no_low_dose(small: Library) -> None:
    nodes = by_address(json_ld_of(small)["@graph"])
    label = nodes["urn:ldn-content:source:tablet-label#Publication"]
    assert label["@type"] == "CreativeWork"
    assert label["description"] == "Read as product text. Dose of naltrexone: standard or high."


@pytest.mark.parametrize(("author", "person"), [("Doe J", True), ("The knee group", False), ("Doe J et al.", False)])
def test_only_what_is_written_as_a_person_is_called_one(tmp_path: Path, author: str, person: bool) -> None:
    made = edited(tmp_path, "sources/knee-trial.json", lambda data: data.update(authors=[author]))
    node = by_address(json_ld(made.card("source/knee-trial"))["@graph"])["urn:ldn-content:source:knee-trial#Publication"]
    assert ("author" in node) is person
    assert author.rstrip(".") in node["creditText"]


# --- identifiers ---


def test_each_identifier_stands_once_and_every_link_leads_to_one(
    graph: list[Node], documents: list[tuple[Card, list[Node]]]
) -> None:
    for nodes in (graph, *(document for _, document in documents)):
        addresses = [node["@id"] for node in nodes]
        assert len(set(addresses)) == len(addresses)
        known = set(addresses)
        assert [target for node in nodes for target in links(node) if not target.startswith(HOST) and target not in known] == []


def test_the_pages_of_the_library_are_those_of_its_entries(library: Library, graph: list[Node]) -> None:
    assert [kinds_of(node)[0] for node in graph[:2]] == ["Dataset", "DefinedTermSet"]
    assert [item["@id"] for item in graph[0]["hasPart"]] == [
        f"urn:ldn-content:{name.replace('/', ':')}" for name in library.entries
    ]
    assert len(graph[1]["hasDefinedTerm"]) == len(library.terms)


def test_identifiers_come_from_the_base_then_from_the_pack_then_from_a_urn(tmp_path: Path) -> None:
    made = edited(tmp_path, "pack.json", lambda data: data.update(base_uri="https://example.net/knees/"))
    for base, wanted in ((None, "https://example.net/knees/term/dud"), (f"{BASE}/", f"{BASE}/term/dud")):
        assert wanted in by_address(json_ld_of(made, ["term/dud"], base=base)["@graph"])
    assert json_ld(made.card("term/dud"))["@graph"][0]["@id"] == "urn:ldn-content:term:dud"


def test_packs_keep_their_own_bases(tmp_path: Path) -> None:
    top = packs.overlay(
        {"kind": "term", "id": "kneecap", "title": "Kneecap", "definition": "A bone."}, base_uri="https://example.net"
    )
    made = json_ld_of(packs.library(tmp_path, packs.small(), top))["@graph"]
    nodes = by_address(made)
    assert nodes["https://example.net/term/kneecap"]["isPartOf"][0] == {"@id": "https://example.net/pack/top-pack"}
    assert nodes["https://example.net/pack/top-pack"]["hasPart"] == [{"@id": "https://example.net/term/kneecap"}]
    assert "urn:ldn-content:term:dud" in nodes
    assert mistakes(made) == []


BAD_BASES = [
    "", "example.org", "ftp://example.org", "https://", "https:///x", "urn:x:y", "javascript:alert(1)",
    *(BASE + end for end in ("?a=b", "#a", "/<b>", "/ a", "\n", "/\u2028", '/"')),
]  # fmt: skip


@pytest.mark.parametrize("base", BAD_BASES)
def test_a_base_that_begins_no_identifier_is_refused(small: Library, base: str) -> None:
    with pytest.raises(LdnContentError, match="is no http or https address"):
        json_ld(small.card("term/dud"), base=base)
    with pytest.raises(LdnContentError, match="is no http or https address"):
        json_ld_of(small, base=base)


def test_the_base_of_a_pack_is_held_to_the_same(tmp_path: Path) -> None:
    made = edited(tmp_path, "pack.json", lambda data: data.update(base_uri="https://example.net/?entry="))
    with pytest.raises(LdnContentError, match=r"example\.net"):
        json_ld_of(made)
    assert json_ld_of(made, ["term/dud"], base=BASE)["@graph"]


def test_some_references_alone_make_a_whole_graph(library: Library) -> None:
    nodes = json_ld_of(library, ["condition/fibromyalgia#pain", "condition/fibromyalgia", "condition/fibromyalgia"])["@graph"]
    assert [item["@id"] for item in nodes[0]["hasPart"]] == [
        "urn:ldn-content:condition:fibromyalgia#Page:pain",
        "urn:ldn-content:condition:fibromyalgia",
    ]
    known = set(by_address(nodes))
    assert all(target in known or target.startswith(HOST) for node in nodes for target in links(node))
    assert "guideline" in by_address(nodes)["urn:ldn-content:condition:fibromyalgia#MedicalCondition"]
    with pytest.raises(UnknownEntry):
        json_ld_of(library, ["condition/no-such-condition"])


# --- bytes, and what is done with them ---


def test_a_card_that_was_changed_is_refused(small: Library) -> None:
    card = small.card("condition/sore-knee")
    with pytest.raises(CorruptData):
        json_ld(card.model_copy(update={"caveats": ()}))


def test_the_bytes_are_the_same_under_any_hash_seed(library: Library) -> None:
    program = (
        "import json, ldn_content as ldn\n"
        "from ldn_content.export.json_ld import json_ld_of\n"
        "names = ['condition/fibromyalgia', 'topic/interactions', 'substance/naltrexone', 'source/due-bruun-2024-fibromyalgia']\n"
        "print(json.dumps(json_ld_of(ldn.Library.load(), names)))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in (("1", "C", "UTC"), ("2", "C.UTF-8", "Asia/Tokyo"))
    ]
    assert made[0] == made[1]
    assert made[0]


def test_what_json_gives_back_is_what_was_made(graph: list[Node]) -> None:
    assert json.loads(json.dumps(graph)) == graph


class Scripts(HTMLParser):
    """What a browser finds: start tags, and the text of the script."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "-->",
    "]]>",
    "\u2028\u2029",
    '"><img src=x onerror=alert(1)>',
    "&lt;/script&gt;",
]


@given(st.dictionaries(st.text(), st.one_of(st.text(), st.sampled_from(HOSTILE), st.lists(st.sampled_from(HOSTILE)))))
def test_no_text_ends_the_script_or_begins_another(node: dict[str, Any]) -> None:
    page = Scripts()
    page.feed(f"{script(node)}<p>after</p>")
    page.close()
    assert page.tags == ["script", "p"]
    assert json.loads(page.text.removesuffix("after")) == node
    inside = script(node).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)


@pytest.mark.parametrize("text", HOSTILE[:3] + HOSTILE[5:])
def test_hostile_text_of_a_pack_comes_out_as_text(tmp_path: Path, text: str) -> None:
    files = packs.small()
    files["pack.json"] |= {"title": text, "licence": text, "attribution": text, "publisher": text, "funding": text}
    files["conditions/sore-knee.json"] |= {"title": text, "aliases": [text], "what_it_is": text}
    files["conditions/sore-knee.json"]["claims"][0] |= {"short": text, "plain": text, "clinical": text, "outcome": text}
    files["sources/knee-trial.json"] |= {"title": text, "authors": [text], "journal": text, "publisher": text, "funding": text}
    files["caveats/opioids.json"] |= {"title": text, "short": text, "plain": text}
    made = json_ld_of(packs.library(tmp_path, files))
    page = Scripts()
    page.feed(script(made))
    page.close()
    assert page.tags == ["script"]
    assert json.loads(page.text) == made
    condition = made["@graph"][0]
    assert text in condition["description"]


def test_template_engines_take_the_script_as_it_is() -> None:
    assert script({"name": "<"}).__html__() == script({"name": "<"})


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        script({"value": float("nan")})


def test_every_kind_of_entry_has_a_page_with_what_it_is_about(cards: list[Card]) -> None:
    wanted = {
        "condition": "MedicalCondition", "caveat": "WebPageElement", "question": "Question", "claim-review": "ClaimReview",
        "term": "DefinedTerm", "substance": "Drug",
    }  # fmt: skip
    for card in cards:
        if card.claim is None and card.entry.kind in wanted:
            nodes = json_ld(card)["@graph"]
            main = by_address(nodes)[nodes[0]["mainEntity"]["@id"]]
            assert main["@type"] == wanted[card.entry.kind]
            assert isinstance(card.entry, Condition) == (main["@type"] == "MedicalCondition")
