"""Released packs are kept: what was published can be read for ever, and its ids still mean something."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import importlib_resources
import jsonschema  # type: ignore[import-untyped]
import pytest

import ldn_content as ldn
from ldn_content.builtin import LIBRARY
from ldn_content.cli import CLEAN, main
from ldn_content.library import Library
from ldn_content.model import FOLDERS
from ldn_content.pack import load_pack, locate, schema_version
from ldn_content.schema import published
from ldn_content.schema.migrations import read_older
from ldn_content.versions import version_numbers

ARCHIVE = sorted(Path(__file__).parent.glob("content-*.zip"))
each = pytest.mark.parametrize("place", ARCHIVE, ids=lambda place: place.stem)


def test_there_is_an_archive() -> None:
    assert ARCHIVE


@each
def test_an_archived_pack_is_read_in_full(place: Path) -> None:
    with zipfile.ZipFile(place) as archive:
        entries = [name for name in archive.namelist() if "/" in name]
    pack = read_older(place)
    assert pack.findings == ()
    assert len(pack.entries) == len(entries) > 0
    assert pack.manifest is not None
    assert f"content-{pack.manifest.content_version}" == place.stem
    assert set(Library([pack]).entries) == {
        entry.reference for entry in pack.entries
    }  # and every reference in it leads somewhere


@each
def test_an_archived_pack_fits_the_released_schema_that_it_names(place: Path) -> None:
    root = locate(place)
    version = schema_version(root)
    assert version in published.versions()
    text = importlib_resources.files("ldn_content").joinpath("data", "schema", published.SUMS).read_text(encoding="utf-8")
    assert f"{version}/pack.schema.json" in published.sums(text), "run: python -m ldn_content.schema.generate --freeze"
    kinds = {folder: kind for kind, folder in FOLDERS.items()}
    schemas: dict[str, Any] = {name: json.loads(text) for name, text in published.read_all(version).items()}
    validators = {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas.items()}
    with zipfile.ZipFile(place) as archive:
        for name in archive.namelist():
            folder, _, file = name.rpartition("/")
            kind = kinds[folder] if folder else "pack"
            if file != "inventory.json":
                assert validators[kind].is_valid(json.loads(archive.read(name))), name


@each
def test_no_id_of_an_archived_pack_is_lost(place: Path) -> None:
    """An id is never removed: the entry is still there, or a retired one says where it went."""
    known = {*LIBRARY.entries, *(entry.was for entry in LIBRARY.retired.values())}
    assert {entry.reference for entry in read_older(place).entries} <= known


def test_the_version_and_the_changelog_fit_what_changed_since_the_last_released_content() -> None:
    """Where this fails: `ldn-content diff OLD built-in --require VERSION` tells what the changelog, or the version, lacks."""
    numbered = {version_numbers(place.stem.removeprefix("content-")): place for place in ARCHIVE}
    last = numbered[max(number for number in numbered if number <= version_numbers(ldn.CONTENT_VERSION))]
    changelog = str(Path(__file__).parents[2] / "CHANGELOG.md")
    assert main(["diff", str(last), "built-in", "--require", ldn.__version__, "--changelog", changelog]) == CLEAN


def test_migrating_the_pack_of_0_2_0_changes_what_the_schema_changed(tmp_path: Path) -> None:
    place = Path(__file__).with_name("content-2026.11.1.zip")
    with zipfile.ZipFile(place) as archive:
        archive.extractall(tmp_path)
        before = {name: archive.read(name).decode().splitlines() for name in archive.namelist()}
    assert main(["migrate", str(tmp_path)]) == CLEAN
    changed = []
    for name, lines in before.items():
        now = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        changed += [pair for pair in zip(lines, now, strict=True) if pair[0] != pair[1]]
    sources = sum('  "conflicts": [' in lines for lines in before.values())
    assert sorted(set(changed)) == [
        ('  "conflicts": [', '  "disagreements": ['),
        ('  "schema_version": "0.9",', '  "schema_version": "1.0",'),
    ]
    assert len(changed) == sources + 1 > 1
    assert load_pack(tmp_path).entries == read_older(place).entries
