"""What a model of one entry cannot state."""

from __future__ import annotations

from pathlib import Path

import packs
from ldn_content import Finding
from ldn_content.check import validate
from packs import Files

CAVEAT = "caveats/joints.json"


def found(root: Path, files: Files, code: str) -> list[Finding]:
    return [item for item in validate(packs.write(root, files), as_of="2026-11").findings if item.code == code]


def test_a_caveat_reaches_the_medicines_that_it_names(tmp_path: Path) -> None:
    files = packs.small()
    files[CAVEAT]["medicines"] = ["knee-syrup"]
    (finding,) = found(tmp_path / "a", files, "LDN120")
    assert (finding.file, finding.field, finding.entry) == (CAVEAT, "medicines[0]", "caveat/joints")
    files[CAVEAT]["scope"]["entries"] = ["substance/knee-syrup"]
    assert found(tmp_path / "b", files, "LDN120") == []
    files[CAVEAT]["scope"] = {"kinds": ["substance"]}
    assert found(tmp_path / "c", files, "LDN120") == []
    files[CAVEAT]["medicines"] = ["gone"]
    assert found(tmp_path / "d", files, "LDN120") == []  # that is LDN107


def test_no_alias_repeats_a_name(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dud.json"]["aliases"] = ["lookalike", "Dud", "lookalike"]
    assert [item.field for item in found(tmp_path, files, "LDN121")] == ["aliases[1]", "aliases[2]"]


def test_a_short_leaves_room_for_the_gravest_caveat(tmp_path: Path) -> None:
    files = packs.small()
    files["conditions/sore-knee.json"]["claims"][0]["short"] = "x" * 141
    files["claim-reviews/ldn-mends-knees.json"]["short"] = "x" * 141
    files["topics/knee-doses.json"]["sections"][0]["claims"][0]["short"] = "x" * 140
    findings = found(tmp_path, files, "LDN122")
    assert [(item.entry, item.field) for item in findings] == [
        ("claim-review/ldn-mends-knees", "short"),
        ("condition/sore-knee#pain", "claims[0].short"),
    ]
