"""What a path means, and how paths are printed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import packs
from ldn_content.check.places import Place, asked_for, find, shown, together
from ldn_content.errors import CorruptData


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return packs.write(tmp_path / "work" / "our-pack", packs.small())


def test_a_pack_is_a_directory_or_a_zip(pack: Path, tmp_path: Path) -> None:
    assert find(pack) == (Place(pack),)
    archive = packs.zipped(tmp_path / "our.zip", packs.small())
    assert find(archive) == (Place(archive),)


@pytest.mark.parametrize("part", ["terms", "terms/dud.json", "pack.json", "conditions/../terms/dud.json"])
def test_a_part_of_a_pack_is_asked_for_by_itself(pack: Path, part: str) -> None:
    assert find(pack / part) == (Place(pack, frozenset({os.path.normpath(part)})),)


def test_the_pack_is_found_from_within_it(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack / "terms")
    assert find("dud.json") == (Place(pack, frozenset({"terms/dud.json"})),)
    assert find("..") == (Place(Path("..")),)
    assert find("../terms") == (Place(Path(".."), frozenset({"terms"})),)


def test_a_folder_holds_packs_at_any_depth(pack: Path, tmp_path: Path) -> None:
    other = packs.write(tmp_path / "work" / "a" / "b" / "c", packs.small())
    for place in (".hidden/x", "node_modules/x", "a/__pycache__", "environment/lib/x", "our-pack/terms/inner"):
        packs.write(tmp_path / "work" / place, packs.small())
    (tmp_path / "work" / "environment" / "pyvenv.cfg").touch()
    (tmp_path / "work" / "round").symlink_to(tmp_path / "work")
    assert find(tmp_path) == (Place(other), Place(pack))


def test_a_stray_manifest_in_a_folder_of_a_pack_makes_no_pack(pack: Path) -> None:
    (pack / "terms" / "pack.json").write_text("{}", encoding="utf-8")
    assert find(pack / "terms" / "dud.json") == (Place(pack, frozenset({"terms/dud.json"})),)


def test_a_pack_without_its_manifest_is_one_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "draft" / "conditions").mkdir(parents=True)
    assert find(tmp_path / "draft") == (Place(tmp_path / "draft"),)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("gone", "is neither a directory nor a zip file, nor a file of a pack"),
        ("empty", "is no pack and holds none"),
        ("loose.json", "is a file of no pack"),
        ("", "names nothing"),
        ("gone\0", "is neither"),
    ],
)
def test_a_path_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "loose.json").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CorruptData, match=words):
        find(name)


def test_a_pack_is_checked_once_however_many_of_its_files_are_named(pack: Path) -> None:
    named = [place for name in ("terms/dud.json", "pack.json", "terms/dud.json") for place in find(pack / name)]
    assert together(named) == (Place(pack, frozenset({"terms/dud.json", "pack.json"})),)
    assert together([*named, *find(pack)]) == (Place(pack),)


def test_a_link_to_a_pack_is_the_same_pack(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(pack)
    assert together([*find(tmp_path / "link"), *find(pack)]) == (Place(tmp_path / "link"),)


def test_a_stray_folder_is_told_to_whoever_names_a_file_in_it() -> None:
    assert asked_for("misspelt", ["misspelt/dose.json"])
    assert not asked_for("misspelt", ["misspelt-too/dose.json"])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("{base}/pack/pack.json", "pack/pack.json"),
        ("pack/pack.json", "pack/pack.json"),
        ("./pack//pack.json", "pack/pack.json"),
        ("../pack/pack.json", "../pack/pack.json"),
        ("/elsewhere/pack.json", "/elsewhere/pack.json"),
    ],
)
def test_paths_are_printed_relative_to_where_they_are_opened_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(path.format(base=tmp_path), tmp_path) == expected
