"""Codes and numbers of the outer world that can be right, and ids of our own that can stay for ever."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ldn_content.builtin import LIBRARY
from ldn_content.check.identifiers import cas_checks, snomed_checks
from ldn_content.model import Condition, Substance
from packs import Files
from rule_examples import Change, Example, changed, each_of, expect, places

KNEE, JOINT, SYRUP = "conditions/sore-knee.json", "conditions/joint-pain.json", "substances/knee-syrup.json"
TRIAL, LETTER, LABEL = "sources/knee-trial.json", "sources/knee-letter.json", "sources/tablet-label.json"
NAMED = "condition/sore-knee codes[0].code"


def coded(system: str, code: str) -> Change:
    return lambda files: files[KNEE].update(codes=[{"system": system, "code": code, "match": "exact"}], defined_by=None)


def linked(url: str, kind: str, **changes: object) -> Change:
    return lambda files: files[TRIAL].update(url=url, link_kind=kind, **changes)


def numbered(*numbers: str) -> Change:
    return lambda files: files[TRIAL].update(trial_ids=list(numbers))


def renamed(file: str, name: str) -> Change:
    """Give an entry another id."""
    return lambda files: files.update({file.rpartition("/")[0] + f"/{name}.json": {**files.pop(file), "id": name}})


def claim_named(name: str) -> Change:
    return lambda files: files[KNEE]["claims"][2].update(id=name)


RIGHT = {
    "MONDO": "0005546", "DOID": "631", "MeSH": "D000094024", "ICD-10-CM": "M79.7", "ICD-11": "MG30.01",
    "SNOMED-CT": "24700007", "RxNorm": "7243", "ATC": "N07BB04", "UNII": "5S6W795CQM", "CAS": "16590-41-3",
    "ChEBI": "7465", "DrugBank": "DB00704", "PubChem": "5360515", "Wikidata": "Q409587",
}  # fmt: skip
WRONG = {
    "MONDO": "5546", "DOID": "D631", "MeSH": "D00535", "ICD-10-CM": "MG30", "ICD-11": "M79.7", "SNOMED-CT": "24700008",
    "RxNorm": "N7243", "ATC": "N07BB4", "UNII": "5S6W795CQ", "CAS": "16590-41-4", "ChEBI": "CHEBI-7465", "DrugBank": "DB704",
    "PubChem": "C5360515", "Wikidata": "409587",
}  # fmt: skip


@pytest.mark.parametrize("system", RIGHT)
def test_a_code_has_the_form_of_its_terminology(system: str) -> None:
    assert places(changed(coded(system, RIGHT[system])), "LDN123") == []
    assert places(changed(coded(system, WRONG[system])), "LDN123") == [NAMED]


def shipped(system: str) -> list[str]:
    coded = [entry for entry in LIBRARY.entries.values() if isinstance(entry, Condition | Substance)]
    return [code.code for entry in coded for code in entry.codes if code.system == system]


@given(st.sampled_from(shipped("SNOMED-CT")), st.data())
def test_a_changed_digit_of_a_snomed_code_is_seen(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != code[place])
    assert snomed_checks(code)
    assert not snomed_checks(code[:place] + digit + code[place + 1 :])


@given(st.integers(10, 9_999_999), st.integers(0, 99))
def test_one_check_digit_fits_a_cas_number(first: int, second: int) -> None:
    assert sum(cas_checks(f"{first}-{second:02}-{check}") for check in range(10)) == 1


@given(st.sampled_from(shipped("SNOMED-CT")), st.data())
def test_two_swapped_digits_of_a_snomed_code_are_seen(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(code) - 2))
    assume(code[place] != code[place + 1])
    assert not snomed_checks(code[:place] + code[place + 1] + code[place] + code[place + 2 :])


def same_code(files: Files) -> None:
    files[JOINT]["codes"] = [{"system": "MONDO", "code": "0000002", "match": "exact"}]


def same_code_broadly(files: Files) -> None:
    files[JOINT]["codes"] = [{"system": "MONDO", "code": "0000002", "match": "broad"}]


EXAMPLES: list[Example] = [
    *(
        ("LDN124", [], numbered(number))
        for number in (
            "NCT01234567", "ACTRN12625000131459", "ISRCTN12345678", "EudraCT 2019-001234-12", "EUCTR2019-001234-12-IT",
            "CTRI/2022/05/042345", "NL-OMON12345", "RBR-9hk9n",
        )
    ),
    *(
        ("LDN124", ["source/knee-trial trial_ids[0]"], numbered(number))
        for number in (
            "NCT1234567", "NCT 01234567", "nct01234567", "ISRCTN123", "ACTRN123", "EudraCT 2019-1234-12", "CTRI/22/5/1",
        )
    ),
    ("LDN125", [], linked("https://doi.org/10.1234/KNEES.2020.1", "doi")),
    ("LDN125", ["source/knee-trial url"], linked("https://doi.org/10.1234/knees.2020.2", "doi")),
    ("LDN125", ["source/knee-trial url"], linked("https://doi.org/10.1234/knees.2020.1", "doi", doi=None)),
    ("LDN125", ["source/knee-trial link_kind"], linked("https://doi.org/10.1234/knees.2020.1", "publisher")),
    ("LDN125", ["source/knee-trial link_kind"], linked("https://example.org/knees", "doi")),
    ("LDN125", [], linked("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pubmed")),
    ("LDN125", ["source/knee-trial url"], linked("https://pubmed.ncbi.nlm.nih.gov/12345679/", "pubmed")),
    ("LDN125", ["source/knee-trial link_kind"], linked("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pmc")),
    ("LDN125", [], linked("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", "pmc")),
    ("LDN125", ["source/knee-trial url"], linked("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234568/", "pmc")),
    ("LDN125", [], linked("https://clinicaltrials.gov/study/NCT01234567", "register")),
    ("LDN125", ["source/knee-trial url"], linked("https://clinicaltrials.gov/study/NCT01234568", "register")),
    ("LDN126", ["condition/joint-pain codes[0].match", "condition/sore-knee codes[1].match"], same_code),
    ("LDN126", [], same_code_broadly),
    ("LDN128", ["source/knee-letter doi", "source/knee-trial doi"], lambda f: f[LETTER].update(doi="10.1234/KNEES.2020.1")),
    ("LDN128", ["source/knee-trial pmid", "source/tablet-label pmid"], lambda f: f[LABEL].update(pmid="12345678")),
    ("LDN128", ["source/knee-letter pmcid", "source/knee-trial pmcid"], lambda f: f[LETTER].update(pmcid="PMC1234567")),
    ("LDN128", [], lambda f: f[LETTER].update(doi="10.1234/knees.2020.2", pmid="12345679")),
    *(
        ("LDN801", [f"condition/{name} id"], renamed(KNEE, name))
        for name in ("sore-knee-draft", "sore-knee-v2", "tmp-knee", "sore-knee-new", "copy-of-knee")
    ),
    ("LDN801", ["condition/sore-knee#pain-old claims[2].id"], claim_named("pain-old")),
    ("LDN801", [], renamed(KNEE, "new-daily-knee-pain")),
    ("LDN801", [], renamed(LABEL, "tablet-label-copy")),  # a source may be a copy
    ("LDN802", ["condition/knee-2020 id"], renamed(KNEE, "knee-2020")),
    ("LDN802", [], renamed(KNEE, "covid-19")),
    ("LDN802", [], renamed(LABEL, "label-2020")),
    ("LDN802", [], claim_named("norway-2013")),
    *(
        ("LDN803", [f"condition/sore-knee#{name} claims[2].id"], claim_named(name))
        for name in ("pain-effective", "safe", "cures-pain", "low-certainty", "pain-no-evidence", "unproven")
    ),
    ("LDN803", [], claim_named("how-it-may-work")),
    ("LDN803", [], renamed("questions/does-it-help-knees.json", "is-it-safe")),
    ("LDN803", [], renamed("claim-reviews/ldn-mends-knees.json", "ldn-cures-knees")),
    *(
        ("LDN804", [f"condition/sore-knee#{name} claims[2].id"], claim_named(name))
        for name in ("1", "a", "claim-2", "section3", "finding-10")
    ),
    ("LDN804", ["source/knee-trial results[0].id"], lambda f: f[TRIAL]["results"][0].update(id="result-1")),
    ("LDN804", ["source/knee-trial statements[0].id"], lambda f: f[TRIAL]["statements"][0].update(id="1")),
    ("LDN804", ["topic/knee-doses sections[0].id"], lambda f: f["topics/knee-doses.json"]["sections"][0].update(id="section-1")),
    ("LDN804", [], claim_named("il-6")),
]  # fmt: skip


@each_of(EXAMPLES)
def test_each_rule_finds_what_it_is_for_and_nothing_else(code: str, where: list[str], change: Change) -> None:
    expect(code, where, change)
