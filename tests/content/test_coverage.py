"""What the built-in pack has to hold, and that it holds it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Set
from pathlib import Path

import pytest

import ldn_content as ldn
from ldn_content.builtin import LIBRARY
from ldn_content.check.abbreviations import unexplained
from ldn_content.check.glossary import glossary
from ldn_content.links import cited
from ldn_content.model import AnyEntry, Condition

ARTICLE = json.loads(Path(__file__).with_name("founding_article.json").read_text(encoding="utf-8"))
"""Each claim of the founding article: where it stands, and the review that answers it."""
COUNTED = {
    "arthritis-pain": (1, 29),
    "cancer": (1, 110),
    "crohns-disease": (2, 52),
    "depression": (2, 49),
    "fibromyalgia": (5, 372),
    "gulf-war-illness": (1, 37),
    "hiv-infection": (1, 100),
    "lichen-planopilaris": (1, 34),
    "migraine": (2, 104),
    "multiple-sclerosis": (2, 176),
    "painful-diabetic-neuropathy": (1, 67),
}
"""Trials and people by the counting rules of docs/editorial-policy.md, counted by hand when the evidence was gathered."""
TOPICS = {
    "what-is-ldn",
    "standard-dose-naltrexone",
    "how-ldn-may-work",
    "how-the-body-handles-it",
    "what-counts-as-low-dose",
    "dosing",
    "taking-ldn",
    "time-to-effect",
    "side-effects",
    "long-term-safety",
    "mood",
    "opioids-and-ldn",
    "surgery-and-emergencies",
    "interactions",
    "who-should-not-take-ldn",
    "liver-and-kidneys",
    "pregnancy-and-breastfeeding",
    "children",
    "older-people",
    "stopping-ldn",
    "monitoring",
    "approval-status",
    "compounding-and-access",
    "cost-and-coverage",
    "claimed-benefits",
    "quality-of-life",
    "is-ldn-right-for-me",
    "questions-for-your-clinician",
    "evidence-overview",
    "how-sure-are-we",
    "expectation-and-placebo",
    "why-clinic-reports-look-better",
    "who-was-left-out",
    "ongoing-trials",
    "who-funds-and-promotes",
    "history",
    "different-products",
}
NAMES = {"LoDoNaVasc", "ThyroLDN", "UCLA", "SCTC", "GIT", "ZonMw"}
"""Names of trials, questionnaires and funders that stand in texts for professionals: read as they are."""
_SHOWN = {"short", "plain", "clinical", "text", "reason", "definition", "would_change_it", "claim", "what_it_is", "outcome"}

ABOUT_HARM = re.compile("unwanted|harm|worse")

each_condition = pytest.mark.parametrize("condition", ldn.conditions.values(), ids=lambda item: item.id)


def test_every_claim_of_the_founding_article_has_a_review() -> None:
    assert [item["claim"] for item in ARTICLE["claims"]] == [f"article-{number:02}" for number in range(1, 74)]
    for item in ARTICLE["claims"]:
        assert item["locator"] in ldn.claim_reviews[item["review"]].met_at, item["claim"]


def test_every_claim_review_is_of_a_claim_of_the_founding_article() -> None:
    assert set(ldn.claim_reviews) == {item["review"] for item in ARTICLE["claims"]}


def test_every_section_of_the_founding_article_has_its_entries() -> None:
    sections = {item["locator"].partition(",")[0] for item in ARTICLE["claims"]}
    assert set(ARTICLE["sections"]) == sections
    for references in ARTICLE["sections"].values():
        assert references
        for reference in references:
            assert reference in LIBRARY.entries


def test_every_topic_is_there() -> None:
    assert set(ldn.topics) == TOPICS


def test_there_is_as_much_as_was_promised() -> None:
    assert len(ldn.conditions) >= 42
    assert len(ldn.caveats) >= 30
    assert len(ldn.questions) >= 60
    assert len(ldn.terms) >= 60
    assert len(ldn.substances) == 54


def test_trials_and_people_are_those_that_were_counted_by_hand() -> None:
    cards = {name: ldn.card(item).evidence for name, item in ldn.conditions.items()}
    assert {name: (found.trials, found.participants) for name, found in cards.items() if found.trials} == COUNTED
    assert (sum(trials for trials, _ in COUNTED.values()), sum(people for _, people in COUNTED.values())) == (19, 1130)


def test_every_source_is_cited_or_belongs_to_one_that_is() -> None:
    used = {
        part.part.partition("#")[0] for entry in LIBRARY.entries.values() for block in cited(entry) for part in block.citations
    }
    used |= {name for name, source in ldn.sources.items() if source.counting and source.counting.condition}
    while True:
        beside = {name for item in used for name in (*ldn.sources[item].shown_with, *filter(None, [ldn.sources[item].parent]))}
        if beside <= used:
            break
        used |= beside
    assert used == set(ldn.sources)


def test_sources_are_about_conditions_that_exist() -> None:
    # opioid and alcohol dependence is context for a topic, not a condition of LDN
    assert {name for item in ldn.sources.values() for name in item.conditions} - set(ldn.conditions) <= {
        "opioid-and-alcohol-use-disorder"
    }


@each_condition
def test_a_condition_tells_benefit_harm_and_what_is_not_known(condition: Condition) -> None:
    claims = condition.claims
    assert any(claim.type == "effect" or (claim.type == "gap" and claim.certainty) for claim in claims), "benefit"
    assert any(claim.type == "harm" or (claim.type == "gap" and ABOUT_HARM.search(claim.id)) for claim in claims), "harm"
    assert any(claim.type == "gap" for claim in claims), "what is not known"


@each_condition
def test_a_condition_has_codes_or_says_that_it_has_none(condition: Condition) -> None:
    assert bool(condition.codes) != ("No code is held" in condition.what_it_is)


def _texts(node: object, fields: Set[str] = _SHOWN) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str) and key in fields:
                yield value
            elif key not in {"citations", "derived", "codes"}:
                yield from _texts(value, fields)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, fields)


@pytest.mark.parametrize(
    "entry",
    [item for item in LIBRARY.entries.values() if item.kind not in {"source", "substance"}],
    ids=lambda item: item.reference,
)
def test_every_abbreviation_is_expanded_or_in_the_terms(entry: AnyEntry) -> None:
    """The rule (LDN408) reads what everyone reads; here the texts for professionals are held to it too."""
    known = glossary(LIBRARY.entries).abbreviations | NAMES
    for text in _texts(json.loads(entry.model_dump_json())):
        assert unexplained(text, known) == (), text


def test_every_medicine_is_named_by_a_caveat() -> None:
    named = {name for caveat in ldn.caveats.values() for name in caveat.medicines}
    assert set(ldn.substances) - named == {"naltrexone"}


def test_the_opioid_caution_is_on_every_card() -> None:
    for reference, entry in LIBRARY.entries.items():
        carried = {item.id for item in LIBRARY.card(reference).caveats}
        assert "current-opioid-use" in carried or reference == "caveat/current-opioid-use", entry.title


def test_every_action_is_to_tell_ask_call_plan_or_to_do_nothing_without_asking() -> None:
    allowed = re.compile(r"\b(?:tell|ask|call|plan)\b|\bdo not\b.*\bwithout\b", re.I | re.S)
    for caveat in ldn.caveats.values():
        for action in caveat.actions:
            assert allowed.search(action.text), f"{caveat.id}: {action.text}"


def test_what_may_not_be_shown_is_not_in_the_pack() -> None:
    hidden = ARTICLE["not_displayed"]
    assert not set(hidden) & set(ldn.sources)
    text = "".join(item.model_dump_json() for item in LIBRARY.entries.values())
    assert not [name for name in hidden if f'"{name}' in text]


_TIME = re.compile(r"\b(?:\d+|two|three|four|five|six|seven|ten|twelve)(?: to \w+)?(?:-| )(?:hours?|days?|weeks?)\b", re.I)
_OPIOID = re.compile(r"opioid|codeine|tramadol|morphine|oxycodone|methadone|buprenorphine|withdrawal|block", re.I)


def test_no_plain_text_gives_a_time_that_could_be_read_as_a_wait_before_or_after_an_opioid() -> None:
    """Days in a hurry become a countdown. They stand in clinical texts, with the drug, the dose and the label."""
    for entry in LIBRARY.entries.values():
        read = _texts(json.loads(entry.model_dump_json()), _SHOWN - {"clinical"}) if entry.kind != "source" else ()
        for sentence in (sentence for text in read for sentence in re.split(r"(?<=[.!?]) ", text)):
            told = _TIME.search(sentence) and _OPIOID.search(sentence) and "scan" not in sentence  # when a scan was made
            assert not told, f"{entry.reference}: {sentence}"
