"""The table of evidence: one row a result, numbers as numbers, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.errors import UnknownEntry
from ldn_content.export import evidence_table
from ldn_content.export.evidence_table import COLUMNS, rows, to_csv
from ldn_content.library import Library
from ldn_content.links import cited
from ldn_content.model.card import must_read

ROWS = {row["part"]: row for row in rows(LIBRARY)}
RESULTS = {f"{source.id}#{result.id}": (source, result) for source in LIBRARY.sources.values() for result in source.results}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return packs.library(tmp_path_factory.mktemp("table"))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_there_is_one_row_for_each_result_in_the_order_of_the_sources() -> None:
    assert list(ROWS) == list(RESULTS)
    assert all(list(row) == list(COLUMNS) for row in ROWS.values())


def test_numbers_are_those_of_the_records() -> None:
    for part, (source, result) in RESULTS.items():
        row, effect = ROWS[part], result.effect
        for name in ("measure", "estimate", "low", "high", "level"):
            value = getattr(effect, name) if effect else None
            assert row[name] == ("" if value is None else str(value)), (part, name)
        assert (row["year"], row["p"]) == (str(source.year or ""), result.p or "")
        study = source.study
        assert row["people_randomised"] == ("" if study is None or study.randomised is None else str(study.randomised))


def test_every_row_says_the_dose_and_what_was_compared() -> None:
    for part, (source, result) in RESULTS.items():
        row = ROWS[part]
        assert (row["dose_class"], row["comparison"], row["design"]) == (source.dose_class, result.comparison, source.type)
        assert ("shows no effect" in row["comparison_means"]) == (result.comparison in {"within-arm", "one-group"})


def test_a_change_from_before_to_after_is_never_told_as_a_comparison() -> None:
    """What a reader filters by holds: no before-and-after measure hides among those that can show an effect."""
    for part, row in ROWS.items():
        assert "before-after" not in row["measure"] or "shows no effect" in row["comparison_means"], part


def test_claims_stances_and_certainties_run_in_parallel_and_are_those_that_cite_the_result() -> None:
    wanted: dict[str, list[tuple[str, str]]] = {}
    for entry in LIBRARY.entries.values():
        for block in cited(entry):
            for citation in block.citations:
                name = f"{entry.reference}#{block.claim.id}" if block.claim else entry.reference
                wanted.setdefault(citation.part, []).append((name, citation.stance))
    for part, row in ROWS.items():
        names, stances, levels = (row[column].split() for column in ("claims", "stances", "certainties"))
        assert list(zip(names, stances, strict=True)) == wanted.get(part, [])
        for name, level in zip(names, levels, strict=True):
            rating = LIBRARY.card(name).evidence.level if "#" in name else None
            assert level == (rating or "not-rated"), (part, name)


def test_every_row_has_the_caveats_the_review_state_and_the_versions() -> None:
    for part, (source, _) in RESULTS.items():
        row, caveats = ROWS[part], LIBRARY.required_caveats(source.reference)
        assert row["caveats"].split() == [caveat.id for caveat in caveats]
        assert row["must_read"].split() == [caveat.id for caveat in must_read(caveats)]
        assert (row["reviewed"], row["clinical_review"]) == (LIBRARY.card(source.reference).review.month, "none")
        assert (row["content"], row["schema_version"]) == (f"ldn-content@{ldn.CONTENT_VERSION}", ldn.SCHEMA_VERSION)
        assert (row["licence"], row["url"], row["depth"]) == ("CC-BY-4.0", source.url, source.checked.depth)


def test_a_row_of_the_small_pack(small: Library) -> None:
    (row,) = rows(small)
    assert row == {
        "part": "knee-trial#pain",
        "source": "knee-trial",
        "year": "2020",
        "authors": "Doe J; Roe R; Poe P; Low L",
        "title": "Low-dose naltrexone for the sore knee: a randomised trial.",
        "design": "rct-parallel",
        "randomised": "yes",
        "dose_class": "low",
        "conditions": "sore-knee",
        "counted_under": "sore-knee",
        "population": "40 adults with a sore knee",
        "people_randomised": "40",
        "people_analysed": "38",
        "duration_weeks": "12",
        "blinding": "double-blind",
        "dose_mg": "4.5",
        "dose": "",
        "arms": "ldn (ldn): low-dose naltrexone, n = 20, 4.5 mg | control (placebo): placebo, n = 20",
        "outcome": "knee pain at week 12",
        "about": "benefit",
        "comparison": "between-arms",
        "comparison_means": "compared between groups",
        "primary": "yes",
        "values": "ldn (end): 5 of 20 (25%) | control (end): 6 of 20 (30%)",
        "measure": "RR",
        "estimate": "0.83",
        "low": "0.3",
        "high": "2.29",
        "level": "95",
        "ours": "no",
        "p": "0.72",
        "direction": "no-difference",
        "note": "a small trial",
        "claims": "condition/sore-knee#pain condition/sore-knee#pain-clinic claim-review/ldn-mends-knees",
        "stances": "supports supports contradicts",
        "certainties": "low low not-rated",
        "depth": "abstract",
        "checked": "2026-10",
        "limitations": "40 people",
        "parent": "",
        "trial_ids": "NCT01234567",
        "doi": "10.1234/knees.2020.1",
        "pmid": "12345678",
        "url": "https://doi.org/10.1234/knees.2020.1",
        "must_read": "opioids",
        "caveats": "opioids",
        "reviewed": "2026-11",
        "clinical_review": "none",
        "language": "en",
        "licence": "CC-BY-4.0",
        "content": "small-pack@2026.1.0",
        "schema_version": "1.0",
    }


def test_the_documentation_has_every_column_as_the_code_has_it() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evidence-table.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \| (.+) \|$", page, re.MULTILINE) == [
        (name, text.replace("|", "\\|")) for name, text in COLUMNS.items()
    ]


# which rows


def test_a_condition_means_all_sources_about_it_and_its_members(small: Library) -> None:
    assert [row["part"] for row in rows(small, ["condition/joint-pain"])] == ["knee-trial#pain"]
    about = {row["source"] for row in rows(LIBRARY, ["condition/fibromyalgia"])}
    assert about
    assert about <= {source.id for source in LIBRARY.sources.values() if "fibromyalgia" in source.conditions}


def test_a_source_without_results_has_no_row_and_one_named_twice_has_its_rows_once(small: Library) -> None:
    assert list(rows(small, ["source/knee-letter"])) == []
    assert len(list(rows(small, ["source/knee-trial", "condition/sore-knee", "source/knee-trial"]))) == 1


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("term/placebo", "the table takes sources and conditions"),
        ("source/nowhere", "no entry 'source/nowhere'"),
        ("condition/fibromyalgia#pain", "no entry 'condition/fibromyalgia#pain'"),
    ],
)
def test_what_has_no_results_is_told(reference: str, said: str) -> None:
    for make in (rows, to_csv):
        with pytest.raises(UnknownEntry, match=said):
            make(LIBRARY, [reference])
    with pytest.raises(TypeError, match="as a list"):
        rows(LIBRARY, "condition/fibromyalgia")


# CSV


def test_csv_is_read_back_as_the_rows() -> None:
    assert read(to_csv(LIBRARY)) == list(ROWS.values())


def test_lines_end_as_in_rfc_4180() -> None:
    text = to_csv(LIBRARY)
    assert text.endswith("\r\n")
    assert text.count("\r\n") == len(ROWS) + 1
    assert "\n" not in text.replace("\r\n", "")
    assert not text.startswith("\ufeff")


FORMULAS = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "'=1+1",
    "-x",
    "=-1",
)


@pytest.mark.parametrize("hostile", FORMULAS)
def test_no_text_of_a_pack_becomes_a_formula(hostile: str, tmp_path: Path) -> None:
    files = packs.small()
    trial: dict[str, Any] = files["sources/knee-trial.json"]
    trial.update(title=hostile, authors=[hostile], trial_ids=[hostile], limitations=[hostile], funding=hostile)
    trial["study"].update(population=hostile, dose=hostile)
    trial["results"][0].update(name=hostile, p=hostile, note=hostile)
    trial["results"][0]["effect"]["measure"] = hostile
    files["pack.json"]["licence"] = hostile
    library = packs.library(tmp_path, files)
    (row,), (cells,) = read(to_csv(library)), rows(library)
    for name, cell in row.items():
        assert cell[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}, name
        assert cell.removeprefix("'") == cells[name] or cell == cells[name]
    assert row["title"] == f"'{hostile}"


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    files = packs.small()
    result = files["sources/knee-trial.json"]["results"][0]
    result["effect"] = {"measure": "MD", "estimate": -0.34, "low": -1e-07, "high": 0, "level": 95}
    result["effect"]["low"], result["p"] = -12.5, "-0.2"
    (row,) = read(to_csv(packs.library(tmp_path, files)))
    assert (row["estimate"], row["low"], row["high"], row["p"]) == ("-0.34", "-12.5", "0", "-0.2")
    assert min(float(item["estimate"]) for item in read(to_csv(LIBRARY)) if item["estimate"]) < 0


@given(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers()))
def test_no_number_is_taken_for_a_formula(number: float) -> None:
    assert evidence_table._inert(str(number)) == str(number)


@given(st.text(min_size=1))
def test_a_cell_that_was_guarded_can_be_told_and_undone(text: str) -> None:
    cell = evidence_table._inert(text)
    assert cell == text or cell == f"'{text}"
    assert cell.startswith("'") == (cell != text)
