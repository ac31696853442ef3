"""Advisories: which released content has a fault that matters for safety."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import ldn_content as ldn
from ldn_content import advisories
from ldn_content.builtin import LIBRARY
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main
from ldn_content.compare.changelog import releases
from ldn_content.errors import InvalidPack
from ldn_content.links import claim_in
from ldn_content.model.advisory import Advisory
from ldn_content.pack import built_in

ROOT = Path(__file__).parents[1]
Screen = pytest.CaptureFixture[str]
ONE = {
    "id": "KNEE-2026-001",
    "published": "2026-11",
    "title": "A caution was missing",
    "was": "Nothing was said of knees.",
    "now": "Something is.",
    "action": "Update.",
    "entries": ["caveat/knees"],
    "introduced": "2026.2.0",
    "fixed_in": "2026.11",
    "package": "0.2.0",
}


def offered(path: Path, *items: dict[str, Any], **changes: Any) -> Path:
    """An advisories.json, as a later release offers it."""
    path.write_text(json.dumps({"kind": "advisories", "pack": "knees", "advisories": list(items), **changes}), encoding="utf-8")
    return path


# what is shipped


def test_it_is_read_when_it_is_asked_for() -> None:
    assert ldn.advisories is advisories
    assert advisories.for_version(ldn.CONTENT_VERSION) == ()


@pytest.mark.parametrize("item", advisories.read().advisories, ids=lambda item: item.id)
def test_what_is_shipped_names_what_there_is(item: Advisory) -> None:
    known = releases((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    released = {content: release.version for release in reversed(known) for content in reversed(release.contents)}
    retired = {entry.was for entry in LIBRARY.retired.values()}
    assert item.introduced in released
    assert released[item.fixed_in] == item.package
    for reference in item.entries:
        name = reference.partition("#")[0]
        assert name in retired or (claim_in(LIBRARY.entries, reference) if "#" in reference else name in LIBRARY.entries)


def test_what_is_shipped_is_in_order_and_of_the_built_in_pack() -> None:
    shipped = advisories.read()
    assert [item.id for item in shipped.advisories] == sorted(item.id for item in shipped.advisories)
    assert {item.id[:8] for item in shipped.advisories} <= {f"LDN-{item.published[:4]}" for item in shipped.advisories}
    assert shipped.pack == json.loads(built_in("en").joinpath("pack.json").read_text(encoding="utf-8"))["id"]


# which apply


@pytest.mark.parametrize(
    ("version", "applies"),
    [("2026.1.9", False), ("2026.2", True), ("2026.2.0", True), ("2026.10.9", True), ("2026.11.0", False), ("2027.1.0", False)],
)
def test_it_applies_from_where_it_came_in_to_where_it_was_mended(tmp_path: Path, version: str, applies: bool) -> None:
    path = offered(tmp_path / "a.json", ONE)
    assert [item.id for item in advisories.for_version(version, path)] == (["KNEE-2026-001"] if applies else [])


@pytest.mark.parametrize("version", ["", "2026", "2026.11.x", "2026.11.0\n", "٢٠٢٦.11", "1.2.3.4", "9999999.1"])
def test_what_is_no_version_is_told(capsys: Screen, version: str) -> None:
    with pytest.raises(ValueError, match="is no version of the content"):
        advisories.for_version(version)
    assert main(["advisories", "--content-version", version]) == USAGE
    assert "is no version" in capsys.readouterr().err


def test_it_cannot_be_mended_before_it_came_in() -> None:
    with pytest.raises(ValidationError, match="is not later than"):
        Advisory.model_validate({**ONE, "fixed_in": "2026.2"})


# the file


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "LDN001"),
        (b"[]", "LDN010"),
        (b"{", "LDN001"),
        (b"[" * 900_000, "LDN001"),
        (b"x" * 1_000_001, "LDN005"),
        (b"\xff", "LDN003"),
        (b'{"kind": "pack"}', "LDN010"),
        (b'{"kind": "advisories", "pack": "a", "advisories": [], "more": 1}', "LDN010"),
    ],
)
def test_a_file_with_faults_is_told(tmp_path: Path, capsys: Screen, content: bytes, code: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(InvalidPack) as error:
        advisories.read(path)
    assert {finding.code for finding in error.value.findings} == {code}
    assert main(["advisories", "--file", str(path)]) == USAGE
    assert code in capsys.readouterr().err


def test_an_advisory_stands_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidPack, match="KNEE-2026-001"):
        advisories.read(offered(tmp_path / "a.json", ONE, ONE))


def test_a_file_that_is_not_there_is_told(capsys: Screen) -> None:
    assert main(["advisories", "--file", "nowhere.json"]) == USAGE
    assert "nowhere.json" in capsys.readouterr().err


# the command


def test_all_are_listed_without_a_version(capsys: Screen) -> None:
    assert main(["advisories"]) == CLEAN
    assert re.findall(r"^(LDN-\d{4}-\d{3}) ", capsys.readouterr().out, re.MULTILINE) == [
        item.id for item in advisories.read().advisories
    ]


def test_a_pinned_version_with_a_fault_fails(tmp_path: Path, capsys: Screen) -> None:
    path = str(offered(tmp_path / "a.json", ONE))
    assert main(["advisories", "--content-version", "2026.3.0", "--file", path]) == FINDINGS
    assert capsys.readouterr().out == (
        "KNEE-2026-001 (2026-11): A caution was missing\n"
        "  From content 2026.2.0; right since 2026.11 (ldn-content 0.2.0).\n"
        "  Was: Nothing was said of knees.\n"
        "  Now: Something is.\n"
        "  Do:  Update.\n"
        "  See: caveat/knees\n"
    )


def test_a_version_without_a_fault_passes(capsys: Screen) -> None:
    assert main(["advisories", "--content-version", ldn.CONTENT_VERSION]) == CLEAN
    assert capsys.readouterr().out == f"No advisory of ldn-content {ldn.__version__} applies to content {ldn.CONTENT_VERSION}.\n"


def test_a_version_of_the_package_is_not_taken_for_one_of_the_content(capsys: Screen) -> None:
    """No advisory would ever apply to it, and CI would be content."""
    for version in (ldn.__version__, ldn.SCHEMA_VERSION, "1.0.0"):
        assert main(["advisories", "--content-version", version]) == USAGE
        assert f"such as {ldn.CONTENT_VERSION}" in capsys.readouterr().err


def test_a_pack_of_others_may_count_its_versions_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    own = {**ONE, "introduced": "1.0.0", "fixed_in": "1.2.0"}
    path.write_text(json.dumps({"kind": "advisories", "pack": "small-pack", "advisories": [own]}), encoding="utf-8")
    assert [item.id for item in advisories.for_version("1.1.0", path)] == ["KNEE-2026-001"]


def test_machines_get_the_same(tmp_path: Path, capsys: Screen) -> None:
    path = str(offered(tmp_path / "a.json", ONE))
    assert main(["advisories", "--content-version", "2026.3.0", "--file", path, "--json"]) == FINDINGS
    assert json.loads(capsys.readouterr().out) == [ONE]
