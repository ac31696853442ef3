"""Arithmetic that holds within a source, and ratings that their studies can carry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import packs
from ldn_content.check import validate
from packs import Files, certainty, cite

KNEE, TRIAL, REVIEW = "conditions/sore-knee.json", "sources/knee-trial.json", "claim-reviews/ldn-mends-knees.json"


def found(root: Path, files: Files, code: str) -> list[str]:
    findings = validate(packs.write(root, files), as_of="2026-11").findings
    return [f"{item.entry} {item.field}" for item in findings if item.code == code]


def pain(files: Files) -> Any:
    return files[KNEE]["claims"][0]


Edit = Callable[[Files], object]
EXAMPLES: list[tuple[str, list[str], Edit]] = [
    ("LDN201", [], lambda f: f[TRIAL]["results"][0]["values"][0].update(number=25.04)),
    ("LDN201", [], lambda f: f[TRIAL]["results"][0]["values"][0].update(number=30, unit="points")),
    ("LDN201", [], lambda f: f[TRIAL]["results"][0]["values"][0].update(number=30, total=0, events=0)),
    (
        "LDN201",
        ["source/knee-trial results[0].values[0].number"],
        lambda f: f[TRIAL]["results"][0]["values"][0].update(number=26),
    ),
    (
        "LDN201",
        ["source/knee-trial results[0].values[0].number"],
        lambda f: f[TRIAL]["results"][0]["values"][0].update(number=25.3),
    ),
    ("LDN202", ["source/knee-trial study.analysed"], lambda f: f[TRIAL]["study"].update(analysed=41)),
    ("LDN202", [], lambda f: f[TRIAL]["study"].update(analysed=40)),
    (
        "LDN203",
        ["condition/sore-knee#pain claims[0].certainty.dose_class"],
        lambda f: f[TRIAL].update(dose_class="standard-or-high"),
    ),
    ("LDN203", [], lambda f: f[TRIAL].update(dose_class="mixed")),
    (
        "LDN203",
        ["condition/sore-knee#pain claims[0].certainty.start"],
        lambda f: (f[TRIAL].update(type="registry-study"), f[TRIAL].pop("counting")),
    ),
    (
        "LDN203",
        [],
        lambda f: (
            f[TRIAL].update(type="registry-study"),
            f[TRIAL].pop("counting"),
            pain(f).update(certainty=certainty("observational", 1)),
        ),
    ),
    ("LDN203", [], lambda f: (f[TRIAL].update(type="meta-analysis"), f[TRIAL].pop("counting"))),
    (
        "LDN203",
        ["condition/sore-knee#pain claims[0].certainty.dose_class", "condition/sore-knee#pain claims[0].certainty.start"],
        lambda f: pain(f).update(citations=[cite("knee-trial#pain", "context")]),
    ),
    (
        "LDN204",
        ["condition/sore-knee#pain claims[0].citations[0]", "condition/sore-knee#pain-clinic claims[1].citations[0]"],
        lambda f: f[TRIAL].update(dose_class="not-naltrexone"),
    ),
    (
        "LDN204",
        ["condition/sore-knee#pain claims[0].citations[0]", "condition/sore-knee#pain-clinic claims[1].citations[0]"],
        lambda f: (f[TRIAL].update(type="preclinical"), f[TRIAL].pop("counting")),
    ),
    ("LDN204", [], lambda f: pain(f).update(citations=[cite("gone#x")])),
    (
        "LDN205",
        ["condition/sore-knee#sleep claims[3].certainty"],
        lambda f: f[KNEE]["claims"].append(
            {**pain(f), "id": "sleep", "outcome": "sleep", "finding": "benefit", "certainty": certainty(levels=1)}
        ),
    ),
    (
        "LDN205",
        [],
        lambda f: f[KNEE]["claims"].append(
            {**pain(f), "id": "sleep", "type": "harm", "outcome": "sleep", "finding": "harm", "certainty": certainty(levels=1)}
        ),
    ),
    (
        "LDN206",
        ["condition/sore-knee#again claims[3].outcome"],
        lambda f: f[KNEE]["claims"].append({**pain(f), "id": "again", "outcome": "Knee Pain"}),
    ),
    (
        "LDN207",
        ["topic/knee-doses#dose sections[0].claims[0].id"],
        lambda f: f["topics/knee-doses.json"]["sections"][0]["claims"][0].pop("citations"),
    ),
    ("LDN208", ["claim-review/ldn-mends-knees verdict"], lambda f: f[REVIEW].update(verdict="supported")),
    ("LDN208", ["claim-review/ldn-mends-knees verdict"], lambda f: f[REVIEW].update(verdict="partly-supported")),
    ("LDN208", [], lambda f: f[REVIEW].update(verdict="supported", citations=[cite("knee-trial#pain")])),
    ("LDN208", [], lambda f: f[REVIEW].update(verdict="unsupported", citations=[])),
]


@pytest.mark.parametrize(
    ("code", "places", "edit"), EXAMPLES, ids=[f"{code}-{number}" for number, (code, _, _) in enumerate(EXAMPLES)]
)
def test_each_rule_finds_what_it_is_for_and_nothing_else(tmp_path: Path, code: str, places: list[str], edit: Edit) -> None:
    files = packs.small()
    assert found(tmp_path / "before", files, code) == []
    edit(files)
    assert found(tmp_path / "after", files, code) == places
