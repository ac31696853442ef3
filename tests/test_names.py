"""What a name, an alias, a search word or a code means."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content.library import Library
from ldn_content.names import Names, fold
from strategies import texts


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("names"))


def found(library: Library, text: str) -> str | None:
    entry = library.find(text)
    return entry.reference if entry else None


@pytest.mark.parametrize(
    "text",
    [
        "sore-knee",
        "condition/sore-knee",
        "Sore knee",
        "SORE KNEE",
        "sore  knee!",
        "Sóre knéé",
        "Gonalgia",
        "dicky-knee",
        "MeSH:D000001",
        "d000001",
        "MONDO:0000002",
    ],
)
def test_case_accents_and_punctuation_are_forgiven(library: Library, text: str) -> None:
    assert found(library, text) == "condition/sore-knee"


def test_a_bare_number_is_no_code(library: Library) -> None:
    assert library.lookup("0000002") == ()
    assert library.lookup("99992670") == ()
    assert found(library, "RxNorm:99992670") == "substance/knee-syrup"


def test_an_inexact_code_is_told_and_not_taken_for_the_entry(library: Library) -> None:
    assert library.find("ICD-10-CM:U25.5") is None
    (match,) = library.lookup("u25.5")
    assert (match.entry.reference, match.by, match.match) == ("condition/sore-knee", "code", "broad")


def test_a_name_of_two_entries_is_told_as_ambiguous(library: Library) -> None:
    assert library.find("lookalike") is None
    assert [(match.entry.reference, match.by) for match in library.lookup("LookAlike")] == [
        ("term/dud", "alias"),
        ("term/sham-knee", "alias"),
    ]


def test_a_title_is_stronger_than_an_alias_of_another(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["aliases"] = ["Sham knee"]
    made = packs.library(tmp_path, files)
    assert found(made, "sham knee") == "term/sham-knee"
    assert [match.by for match in made.lookup("sham knee")] == ["id", "alias"]


def test_an_exact_spelling_does_not_hide_another_of_the_same_letters(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["aliases"] = ["PAIN-C"]
    files["terms/sham-knee.json"]["aliases"] = ["painc"]
    assert packs.library(tmp_path, files).find("painc") is None


@pytest.mark.parametrize(
    "text",
    [
        "10.1234/knees.2020.1",
        "doi:10.1234/KNEES.2020.1",
        "PMID:12345678",
        "PMC1234567",
        "NCT01234567",
        "nct 01234567",
        "source/knee-trial",
    ],
)
def test_a_source_is_found_by_its_identifiers(library: Library, text: str) -> None:
    assert found(library, text) == "source/knee-trial"


def test_a_source_is_not_found_by_its_title_or_a_bare_pubmed_number(library: Library) -> None:
    assert library.find("12345678") is None
    assert library.find("A letter on knees") is None


def test_other_names_of_a_substance_are_found(library: Library) -> None:
    assert found(library, "sirop") == "substance/knee-syrup"
    assert library.lookup("sirop")[0].by == "name"


def test_a_moved_id_leads_to_where_it_moved_and_says_so(library: Library) -> None:
    assert found(library, "achy-knee") == found(library, "Achy knee") == "condition/sore-knee"
    assert library.lookup("achy-knee")[0].moved_from == "condition/achy-knee"


def test_a_split_id_means_several(library: Library) -> None:
    assert library.find("pretence") is None
    assert {match.entry.reference for match in library.lookup("pretence")} == {"term/dud", "term/sham-knee"}


def test_a_withdrawn_id_means_nothing(library: Library) -> None:
    assert library.lookup("knee-gnome") == ()


@pytest.mark.parametrize("text", ["", " ", "---", "\ud800", "\u200d", "😀", "\n", "x" * 100_000, "None"])
def test_any_other_text_is_nothing(library: Library, text: str) -> None:
    assert library.find(text) is None
    assert library.lookup(text) == ()


def test_every_name_is_listed_once(library: Library) -> None:
    names = list(Names(library.entries))
    assert len(names) == len(set(names))
    assert {"sore-knee", "Gonalgia", "MeSH:D000001", "lookalike"} <= set(names)


@settings(deadline=None)
@given(texts())
@example("İ")
@example("ΐ")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text("abcxyzéèüöñåçß0123456789 -.'’()/", min_size=1, max_size=20))
def test_folding_forgives_case_and_punctuation(text: str) -> None:
    spaced = "".join(f" {letter}-" for letter in text)
    if any(map(str.isalnum, text)):
        assert fold(text.upper()) == fold(text.lower()) == fold(spaced)
    else:
        assert fold(text) == "".join(text.split())


@settings(deadline=None, max_examples=60)
@given(texts(15), st.sampled_from(["title", "aliases", "search_words"]))
def test_every_name_is_looked_up(name: str, field: str) -> None:
    from ldn_content.model import Term

    term = Term.model_validate(
        {"kind": "term", "id": "a", "title": "b", "definition": "c", field: name if field == "title" else [name]}
    )
    names = Names(MappingProxyType({term.reference: term}))
    assert [match.entry for match in names.lookup(name)] == [term]
    assert names.find(name) is term


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Fibromyalgia", "condition/fibromyalgia"),
        ("MeSH:D005356", "condition/fibromyalgia"),
        ("lupus", "condition/systemic-lupus-erythematosus"),
        ("CODEINE", "substance/codeine"),
        ("DB00318", "substance/codeine"),
        ("10.1016/s2665-9913(23)00278-3", "source/due-bruun-2024-fibromyalgia"),
        ("PMID:38258677", "source/due-bruun-2024-fibromyalgia"),
    ],
)
def test_the_built_in_names_mean_what_people_mean(text: str, reference: str) -> None:
    entry = ldn.find(text)
    assert entry is not None
    assert entry.reference == reference
