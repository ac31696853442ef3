"""`ldn-content new`: skeletons that are clean but for what their author has to write."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import packs
from ldn_content.check import validate
from ldn_content.cli import CLEAN, USAGE, main
from ldn_content.edits import Replace, edit
from ldn_content.model import FOLDERS, KINDS
from ldn_content.positions import scan
from ldn_content.schema import published
from ldn_content.skeletons import MARK, SKELETONS, skeleton, wanted

Screen = pytest.CaptureFixture[str]
ENTRIES = tuple(kind for kind in SKELETONS if kind != "pack")
NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
each_kind = pytest.mark.parametrize("kind", ENTRIES)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack without entries and without a fault."""
    return packs.write(tmp_path / "our-pack", {"pack.json": packs.manifest(id="our-pack")})


def new(pack: Path, kind: str, name: str, *more: str) -> int:
    return main(["new", kind, name, "--pack", str(pack), *more])


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def file_of(pack: Path, kind: str, name: str) -> Path:
    return pack / FOLDERS[kind] / f"{name}.json"


def placeholders(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, str):
        return [path] if "FILL" in data else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, item in items for found in placeholders(item, (*path, key))]


# what a skeleton is


def test_every_kind_that_can_be_new_has_a_skeleton() -> None:
    assert set(ENTRIES) == set(KINDS) - {"retired"}


@each_kind
def test_every_finding_of_a_new_entry_is_a_place_that_its_author_has_to_fill(pack: Path, kind: str) -> None:
    assert new(pack, kind, "sample-name") == CLEAN
    path = file_of(pack, kind, "sample-name")
    text = path.read_text(encoding="utf-8")
    report = validate(pack, as_of="2026-11")
    assert report.entries == 1
    left = placeholders(json.loads(text))
    assert left
    errors = [item for item in report.findings if item.severity == "error"]
    assert {item.code for item in report.findings if item not in errors} <= {"LDN131"}, "nothing cites a new source yet"
    assert {(item.line, item.column) for item in errors} == {scan(text).line_column(place) for place in left}
    for item in errors:
        assert (item.code, item.file) == ("LDN141", f"{FOLDERS[kind]}/sample-name.json")
        assert f"{item.field} is a placeholder; write in its place: " in item.message
        assert MARK not in item.message


def test_every_finding_of_a_new_pack_is_a_place_that_its_author_has_to_fill(tmp_path: Path) -> None:
    root = tmp_path / "our-pack"
    assert new(root, "pack", "our-pack") == CLEAN
    findings = validate(root, as_of="2026-11").findings
    left = placeholders(json.loads((root / "pack.json").read_text(encoding="utf-8")))
    assert [(item.code, item.file, item.field) for item in findings] == [("LDN141", "pack.json", str(*place)) for place in left]
    assert {"title", "publisher", "licence"} <= {item.field for item in findings}


@each_kind
def test_the_skeletons_of_all_kinds_lie_together_without_another_finding(pack: Path, kind: str) -> None:
    for each in ENTRIES:
        assert new(pack, each, "same-name", "--title", "One of many") == CLEAN
    assert {item.code for item in validate(pack, as_of="2026-11").findings} - {"LDN131"} == {"LDN141"}
    assert json.loads(file_of(pack, kind, "same-name").read_text(encoding="utf-8"))["title"] == "One of many"


@each_kind
def test_a_forgotten_placeholder_is_told_wherever_it_is_left(pack: Path, kind: str) -> None:
    new(pack, kind, "sample-name")
    path = file_of(pack, kind, "sample-name")
    text = path.read_text(encoding="utf-8")
    left = placeholders(json.loads(text))
    written = {place: "https://example.org/there" if place[-1] == "url" else "We found no study of LDN here." for place in left}
    for kept in left:
        path.write_text(
            edit(text, [Replace(place, words) for place, words in written.items() if place != kept]), encoding="utf-8"
        )
        fields = [item.field for item in validate(pack, as_of="2026-11").findings if item.code == "LDN141"]
        assert len(fields) == 1
    path.write_text(edit(text, [Replace(place, words) for place, words in written.items()]), encoding="utf-8")
    assert not validate(pack, as_of="2026-11").errors


def test_a_claim_that_is_still_to_be_written_is_named(pack: Path) -> None:
    new(pack, "condition", "sample-name")
    names = {item.entry for item in validate(pack, as_of="2026-11").findings}
    assert names == {f"condition/sample-name{claim}" for claim in ("", "#no-study-found", "#unwanted-events")}


@given(st.text())
def test_only_the_mark_makes_a_placeholder(text: str) -> None:
    marked = "FILL IN:" in text or (" " not in text and "FILL-IN:" in text)
    assert (wanted(text) is not None) == marked


@given(st.text(), st.text().filter(lambda text: "FILL" not in text))
def test_a_mark_is_found_behind_other_words(before: str, after: str) -> None:
    assert wanted(f"{before} {MARK} {after}")


def test_a_skeleton_has_the_shape_of_the_published_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    for kind, text in published.read_all().items():
        if kind in SKELETONS:
            jsonschema.Draft202012Validator(json.loads(text)).validate(skeleton(kind, "sample-name", "2026-11"))


# editors


def test_a_new_pack_brings_the_schemas_on_request_and_its_files_point_to_them(tmp_path: Path) -> None:
    root = tmp_path / "our-pack"
    assert new(root, "pack", "our-pack", "--schema") == CLEAN
    for kind in ENTRIES:
        assert new(root, kind, "sample-name") == CLEAN
    own = [path for path in root.rglob("*.json") if path.parent.name != "schema"]
    assert len(own) == len(SKELETONS)
    for path in own:
        data = json.loads(path.read_text(encoding="utf-8"))
        schema = json.loads((path.parent / data["$schema"]).read_text(encoding="utf-8"))
        assert schema["$id"].endswith(f":{data['kind']}")
        assert list(data)[:4] == ["$schema", "kind", "id", "title"]
    assert {item.code for item in validate(root, as_of="2026-11").findings} - {"LDN131"} == {"LDN141"}


def test_what_a_new_pack_brings_is_told(tmp_path: Path, capsys: Screen) -> None:
    root = tmp_path / "our-pack"
    assert new(root, "pack", "our-pack", "--schema") == CLEAN
    assert capsys.readouterr().out.splitlines()[:2] == [f"{root / 'schema'} (the JSON Schemas)", str(root / "pack.json")]


def test_without_schemas_a_file_points_to_none(pack: Path) -> None:
    new(pack, "term", "sample-name")
    assert "$schema" not in file_of(pack, "term", "sample-name").read_text(encoding="utf-8")


# what it says, and where it writes


def test_it_says_what_was_written_and_what_comes_next(pack: Path, capsys: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pack.parent)
    assert main(["new", "pack", "their-pack", "--pack", "a b"]) == CLEAN
    assert "ldn-content validate 'a b'" in capsys.readouterr().out
    monkeypatch.chdir(pack)
    assert main(["new", "term", "sample-name"]) == CLEAN
    assert capsys.readouterr().out.splitlines()[0] == str(Path("terms", "sample-name.json"))
    assert file_of(pack, "term", "sample-name").is_file()


def test_a_new_pack_goes_into_a_directory_of_its_name_without_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "pack", "our-pack"]) == CLEAN
    assert list(files(tmp_path)) == [str(Path("our-pack", "pack.json"))]


def test_a_new_pack_may_go_into_a_directory_that_holds_other_things(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours", encoding="utf-8")
    assert new(tmp_path, "pack", "our-pack") == CLEAN
    assert set(files(tmp_path)) == {"README.md", "pack.json"}


# what it refuses


@pytest.mark.parametrize(
    "name",
    ["..", "../x", "/etc/x", "C:\\x", "x/y", "a\0b", "", " ", "-x", "x-", "A", "ä", "x--y", "x.json", "x\n", "con", "aux", "nul",
     "com1", "lpt9", "a" * 81, "\udcff", "'; rm", "$(x)", "%s"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["pack", "condition"])
def test_an_id_that_is_none_is_refused_and_nothing_is_written(pack: Path, kind: str, name: str, capsys: Screen) -> None:
    before = files(pack.parent)
    assert new(pack, kind, "--", name) == USAGE if name.startswith("-") else new(pack, kind, name) == USAGE
    assert files(pack.parent) == before
    assert capsys.readouterr().err


@given(st.text(max_size=90) | st.from_regex(NAME, fullmatch=True))
def test_an_id_is_written_as_it_is_or_refused(name: str) -> None:
    with TemporaryDirectory() as directory:
        root = packs.write(Path(directory, "pack"), {"pack.json": packs.manifest()})
        code = main(["new", f"--pack={root}", "term", "--", name])
        made = {path.name for path in Path(directory).rglob("*") if path.is_file()} - {"pack.json"}
    assert (code, made) in [(CLEAN, {f"{name}.json"}), (USAGE, set())]
    if NAME.fullmatch(name) and 4 < len(name) <= 80:
        assert code == CLEAN


@pytest.mark.parametrize("title", ["", " x", "x\ny", "\u202ex", "x" * 7000, "\udcff"])
def test_a_title_that_cannot_be_shown_is_refused(pack: Path, title: str, capsys: Screen) -> None:
    before = files(pack)
    assert new(pack, "term", "sample-name", "--title", title) == USAGE
    assert "--title" in capsys.readouterr().err
    assert files(pack) == before


@pytest.mark.parametrize("kind", SKELETONS)
def test_a_file_that_is_there_is_never_written_over(pack: Path, kind: str, capsys: Screen) -> None:
    new(pack, kind, "sample-name")
    before = files(pack)
    assert new(pack, kind, "sample-name", "--title", "Another") == USAGE
    assert "is there already" in capsys.readouterr().err
    assert files(pack) == before


def test_an_id_of_the_built_in_pack_is_taken_unless_it_is_replaced(pack: Path, capsys: Screen) -> None:
    assert new(pack, "condition", "fibromyalgia") == USAGE
    assert "condition/fibromyalgia is in the built-in pack: choose another id; or, to replace it" in capsys.readouterr().err
    packs.write(pack, {"pack.json": packs.manifest(replaces=["condition/fibromyalgia"])})
    assert new(pack, "condition", "fibromyalgia") == CLEAN


def test_an_id_that_was_retired_is_not_given_out_again(tmp_path: Path, capsys: Screen) -> None:
    root = packs.write(tmp_path / "small", packs.small())
    assert new(root, "condition", "achy-knee") == USAGE
    assert "condition/achy-knee is retired (It was renamed.)" in capsys.readouterr().err
    assert new(root, "term", "achy-knee") == CLEAN


def test_a_pack_in_another_language_lies_on_nothing(pack: Path) -> None:
    packs.write(pack, {"pack.json": packs.manifest(language="xx")})
    assert new(pack, "condition", "fibromyalgia") == CLEAN


def test_the_name_of_the_built_in_pack_is_taken(tmp_path: Path) -> None:
    assert new(tmp_path / "x", "pack", "ldn-content") == USAGE
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("kind", ["pack", "term"])
@pytest.mark.parametrize("where", ["file", "file/below", "\0"])
def test_a_place_that_cannot_hold_it_is_told(tmp_path: Path, kind: str, where: str, capsys: Screen) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["new", kind, "sample-name", "--pack", str(tmp_path / where)]) == USAGE
    assert capsys.readouterr().err.startswith("ldn-content: ")
    assert set(files(tmp_path)) == {"file"}


def test_an_entry_needs_a_pack_that_can_be_read(pack: Path, capsys: Screen) -> None:
    for text, said in (
        ("{", "pack.json:1:2: LDN001"),
        ("[]", "LDN010"),
        (packs.text_of(packs.manifest(schema_version="9.0")), "install a newer release"),
    ):
        (pack / "pack.json").write_text(text, encoding="utf-8")
        assert new(pack, "term", "sample-name") == USAGE
        assert said in capsys.readouterr().err
    (pack / "pack.json").unlink()
    assert new(pack, "term", "sample-name") == USAGE
    assert "ldn-content new pack ID" in capsys.readouterr().err
    assert not files(pack)


def test_a_zip_is_not_written_into(tmp_path: Path, capsys: Screen) -> None:
    archive = packs.zipped(tmp_path / "pack.zip", packs.small())
    assert new(archive, "term", "sample-name") == USAGE
    assert "a zip is not written into" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_folder_that_leads_out_of_the_pack_is_refused(pack: Path, tmp_path: Path, capsys: Screen) -> None:
    (tmp_path / "outside").mkdir()
    (pack / "terms").symlink_to(tmp_path / "outside")
    assert new(pack, "term", "sample-name") == USAGE
    assert "leaves the pack" in capsys.readouterr().err
    assert not list((tmp_path / "outside").iterdir())


def test_schemas_are_written_with_a_new_pack_only_and_over_none(pack: Path, tmp_path: Path, capsys: Screen) -> None:
    assert new(pack, "term", "sample-name", "--schema") == USAGE
    assert "ldn-content schema --output" in capsys.readouterr().err
    (tmp_path / "b" / "schema").mkdir(parents=True)
    assert new(tmp_path / "b", "pack", "b", "--schema") == USAGE
    assert not files(tmp_path / "b")


def test_a_file_that_cannot_be_finished_leaves_nothing(pack: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ldn_content.files.write_atomically", full)
    before = files(pack)
    assert new(pack, "term", "sample-name") == USAGE
    assert "No space left" in capsys.readouterr().err
    assert files(pack) == before


@pytest.mark.parametrize("kind", ["retired", "card", "Condition", ""])
def test_what_no_skeleton_is_for_is_not_understood(pack: Path, kind: str, capsys: Screen) -> None:
    assert new(pack, kind, "sample-name") == USAGE
    assert "condition" in capsys.readouterr().err
