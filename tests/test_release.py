"""What is released: built from this tree, archived for comparisons to come, and tested where the source is out of reach."""

from __future__ import annotations

import doctest
import json
import os
import re
import sys
import sysconfig
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import archive
import changelog
import ldn_content as ldn
import sbom

ROOT = Path(__file__).parents[1]
ARCHIVE = ROOT / "tests" / "archive"
INSTALLED = pytest.mark.skipif("LDN_CONTENT_INSTALLED" not in os.environ, reason="for the wheel: .ci/installed.py")
IN_A_CHECKOUT = pytest.mark.skipif(not (ROOT / "src").is_dir(), reason="for a checkout: the source is out of reach here")


@INSTALLED
def test_the_wheel_is_tested_and_no_source_is_in_reach() -> None:
    home = Path(ldn.__file__).resolve()
    assert home.is_relative_to(Path(sysconfig.get_path("purelib")).resolve())
    assert not (ROOT / "src").exists()


@pytest.mark.parametrize("module", [archive, changelog, sbom], ids=lambda module: module.__name__)
def test_examples_run(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@IN_A_CHECKOUT
def test_the_bill_of_materials_is_that_of_the_project() -> None:
    assert sbom.bill() == json.loads(sbom.FILE.read_text(encoding="utf-8")), "run: python .ci/sbom.py"


@IN_A_CHECKOUT
def test_the_bill_of_materials_fits_the_official_schema() -> None:
    schema = pytest.importorskip("cyclonedx.schema", reason="in the group `release`")
    validator = pytest.importorskip("cyclonedx.validation.json").JsonStrictValidator(schema.SchemaVersion.V1_7)
    bill = sbom.bill()
    assert validator.validate_str(json.dumps(bill)) is None
    assert validator.validate_str(json.dumps({**bill, "components": [{"name": "no type"}]})) is not None


def test_nothing_is_bundled_and_every_dependency_is_named() -> None:
    bill = json.loads(sbom.FILE.read_text(encoding="utf-8"))
    assert [part["type"] for part in bill["metadata"]["component"]["components"]] == ["data"]
    assert {part["name"] for part in bill["components"]} == {"pydantic", "importlib-resources"}
    assert all(part["isExternal"] for part in bill["components"])


def test_an_archive_depends_on_names_and_bytes_alone(tmp_path: Path) -> None:
    made = []
    for number, names in enumerate((("b/two", "a"), ("a", "b/two"))):
        files = {Path(name): tmp_path / f"{number}" / name for name in names}
        for name, path in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name.name, encoding="utf-8")
            os.utime(path, (number, number))
        made.append(archive.zipped(files, (2026, 11, 22)))
    assert made[0] == made[1]
    assert archive.unzipped(made[0]) == {"a": b"a", "b/two": b"two"}


@pytest.mark.parametrize("path", sorted(ARCHIVE.glob("*.zip")), ids=lambda path: path.name)
def test_every_archive_was_made_in_that_way(path: Path) -> None:
    with zipfile.ZipFile(path) as archived:
        infos = archived.infolist()
    assert [item.filename for item in infos] == sorted(item.filename for item in infos)
    assert len({(item.date_time, item.external_attr, item.compress_type) for item in infos}) == 1


@pytest.mark.parametrize(
    "text", ["", "## [1.0.0]\n", "## [1.0.0] - soon\n", "## [1.0.01] - 2026-11-22\n", "## [110.0] - 2026-11-22\n"]
)
def test_a_release_without_a_day_in_the_changelog_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"no heading '## \[1\.0\.0\] - YYYY-MM-DD'"):
        changelog.release(text, "1.0.0")


@pytest.mark.parametrize("tag", ["0.3.0", "v0.0.0", "v9.9.9", "main", ""])
@IN_A_CHECKOUT
def test_a_tag_that_is_not_the_version_is_refused(
    tag: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["changelog.py", tag])
    assert changelog.main() == 1
    assert "make them agree" in capsys.readouterr().err


@IN_A_CHECKOUT
def test_the_notes_of_a_release_are_its_part_of_the_changelog(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["changelog.py", f"v{ldn.__version__}"])
    assert changelog.main() == 0
    notes = capsys.readouterr().out
    assert f"Schema {ldn.SCHEMA_VERSION}, content {ldn.CONTENT_VERSION}." in notes
    assert "\n## " not in notes


@pytest.fixture
def breaking() -> Any:
    pytest.importorskip("griffe", reason="in the group `release`")
    import interface

    return interface.breaking


@IN_A_CHECKOUT
def test_what_breaks_a_caller_is_found_and_the_inside_is_free(breaking: Any, tmp_path: Path) -> None:
    source = ROOT / "src"
    released = {path.relative_to(source): path for path in (source / "ldn_content").rglob("*.py")}
    archived = archive.zipped(released, (2026, 11, 22))
    assert list(breaking(archived, source)) == []
    for name, path in released.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(path.read_bytes())
    change(tmp_path / "ldn_content" / "library.py", r"\n    def trials\(", "\n    def studies(")
    change(tmp_path / "ldn_content" / "model" / "source.py", r"\n    disagreements:", "\n    conflicts:")
    change(tmp_path / "ldn_content" / "positions.py", r"\ndef (?!_)", "\ndef inner_")
    assert set(breaking(archived, tmp_path)) == {
        ("ldn_content.library.Library.trials", "Public object was removed"),
        ("ldn_content.model.source.Source.disagreements", "Public object was removed"),
    }


def change(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"))
    assert count
    path.write_text(text, encoding="utf-8")
