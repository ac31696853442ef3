"""Where content comes from, and every way in which it is refused."""

from __future__ import annotations

import gc
import json
import os
import pickle
import stat
import subprocess
import sys
import warnings
import zipfile
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pydantic
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import ldn_content
import packs
from ldn_content.errors import CorruptData, InvalidPack, UnknownLanguage, UnsupportedSchema
from ldn_content.files import MAX_BYTES
from ldn_content.findings import Finding
from ldn_content.model import FOLDERS, Manifest
from ldn_content.pack import built_in, load_pack, locate, read_pack
from ldn_content.positions import render_path, scan
from ldn_content.versions import version_numbers
from packs import cite, claim
from strategies import json_values

IN_ONE_FOLDER = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
DUD = "terms/dud.json"


def only(root: Path) -> Finding:
    """The one finding of a pack."""
    findings = read_pack(root).findings
    assert len(findings) == 1, list(map(str, findings))
    return findings[0]


def with_text(tmp_path: Path, text: str | bytes, file: str = DUD) -> Path:
    """A small pack in which a file has this text."""
    root = packs.write(tmp_path / "pack", packs.small())
    (root / file).write_bytes(text.encode() if isinstance(text, str) else text)
    return root


# what is read


def test_a_directory_is_read_in_order_of_kind_and_id(tmp_path: Path) -> None:
    pack = packs.load(tmp_path, packs.small())
    kinds = list(FOLDERS)
    assert pack.manifest is not None
    assert pack.manifest.id == "small-pack"
    assert [(kinds.index(item.kind), item.id) for item in pack.entries] == sorted(
        (kinds.index(i.kind), i.id) for i in pack.entries
    )
    assert len(pack.entries) == len(packs.small()) - 1


@pytest.mark.parametrize("folder", ["", "ldn-pack/"])
def test_a_zip_is_read_as_the_directory_that_it_holds(tmp_path: Path, folder: str) -> None:
    archive = packs.zipped(tmp_path / "pack.zip", packs.small(), folder=folder)
    assert load_pack(archive).entries == packs.load(tmp_path / "plain", packs.small()).entries


def test_a_path_may_be_text(tmp_path: Path) -> None:
    assert load_pack(str(packs.write(tmp_path, packs.small()))).entries


def test_findings_in_a_zip_have_places_too(tmp_path: Path) -> None:
    files = packs.small()
    files[DUD]["definiton"] = files[DUD].pop("definition")
    root = packs.write(tmp_path / "plain", files)
    findings = read_pack(packs.zipped(tmp_path / "pack.zip", files, folder="x/")).findings
    assert findings == read_pack(root).findings
    assert {(f.file, f.code) for f in findings} == {(DUD, "LDN010")}


def test_the_built_in_pack_is_read_from_a_zip_on_the_path(tmp_path: Path) -> None:
    home = Path(ldn_content.__file__).parent
    archive = tmp_path / "site.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(home.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                made.write(path, Path("ldn_content") / path.relative_to(home))
    code = "import ldn_content as ldn; print(ldn.__file__); print(ldn.card('condition/fibromyalgia').digest)"
    site = Path(pydantic.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": f"{archive}{os.pathsep}{site}"},
        capture_output=True,
        text=True,
        check=True,
    )
    file, digest = done.stdout.split()
    assert file.startswith(str(archive))
    assert digest == ldn_content.card("condition/fibromyalgia").digest


def test_reading_writes_nothing(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", packs.small())
    folders = [root, *(item for item in root.iterdir() if item.is_dir())]
    before = {path: path.stat().st_mtime_ns for path in sorted(root.rglob("*"))}
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert load_pack(root).findings == ()
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)
    assert {path: path.stat().st_mtime_ns for path in sorted(root.rglob("*"))} == before


def test_the_schema_key_is_for_editors_and_is_removed(tmp_path: Path) -> None:
    files = packs.small()
    plain = packs.load(tmp_path / "plain", files)
    marked = packs.load(tmp_path / "marked", {name: {"$schema": "../x.json", **data} for name, data in files.items()})
    assert marked.entries == plain.entries
    assert marked.manifest == plain.manifest


def test_hidden_files_and_folders_are_ignored(tmp_path: Path) -> None:
    root = packs.write(tmp_path, packs.small())
    (root / "terms" / ".dud.json.swp").write_text("x")
    (root / "terms" / ".hidden.json").write_text("x")
    (root / ".git").mkdir()
    (root / ".git" / "x.json").write_text("x")
    assert load_pack(root).entries


def test_the_garbage_collector_runs_on_as_before(tmp_path: Path) -> None:
    root = packs.write(tmp_path, packs.small())
    load_pack(root)
    assert gc.isenabled()
    gc.disable()
    try:
        load_pack(root)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_missing_language_is_an_error_and_never_english() -> None:
    for language in ("xx", "EN-latin", "..", "../en", "en/../en", "", "schema", "é"):
        with pytest.raises(UnknownLanguage, match="there is en"):
            built_in(language)


# what is refused


def test_an_invalid_pack_is_not_loaded_and_says_why(tmp_path: Path) -> None:
    root = with_text(tmp_path, "{")
    with pytest.raises(InvalidPack) as caught:
        load_pack(root)
    assert str(caught.value).startswith(f"1 error(s) in {root}:\nterms/dud.json:1:2: LDN001")
    assert pickle.loads(pickle.dumps(caught.value)).place == str(root)
    assert caught.value.findings == read_pack(root).findings


def test_a_long_list_of_findings_is_shortened_only_where_it_is_printed(tmp_path: Path) -> None:
    root = packs.write(tmp_path, packs.small())
    for number in range(12):
        (root / "terms" / f"a{number}.json").write_text("[]")
    with pytest.raises(InvalidPack, match="… and 2 more") as caught:
        load_pack(root)
    assert len(caught.value.findings) == 12


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", (1, 1), "is not JSON"),
        ('{\n  "kind": term\n}', (2, 11), "is not JSON"),
        ('{"kind": "term",}', (1, 16), "is not JSON"),
        ("[" * 100_000, (1, 1), "nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", (1, 1), "holds a number that cannot be read"),
    ],
)
def test_text_that_is_not_json_is_ldn001(tmp_path: Path, text: str, place: tuple[int, int], message: str) -> None:
    finding = only(with_text(tmp_path, text))
    assert (finding.code, finding.file, message in finding.message) == ("LDN001", DUD, True)
    if sys.version_info < (3, 13):  # later ones point at the comma itself
        assert (finding.line, finding.column) in {place, (place[0], place[1] + 1)}


def test_a_key_that_stands_twice_is_ldn002(tmp_path: Path) -> None:
    finding = only(with_text(tmp_path, '{\n  "kind": "term",\n  "id": "dud",\n  "kind": "term"\n}'))
    assert (finding.code, finding.line, finding.column, finding.field) == ("LDN002", 4, 3, "kind")


@pytest.mark.parametrize(
    "text", ['{"a": {"b": 1, "b": 2}]]]]', '{"a": {"b": 1, "b": 2}, "c\n": 1}', '{"a": NaN]]]', '{"a": [NaN}, "\n": 1', "[NaN]}}"]
)
def test_a_text_with_several_faults_is_refused_for_one_of_them(tmp_path: Path, text: str) -> None:
    assert only(with_text(tmp_path, text)).code in {"LDN001", "LDN002", "LDN004"}


@pytest.mark.parametrize("text", ['{"a": NaN, "a": 1}', '{"a": 1, "a": NaN}'])
def test_no_number_at_a_key_that_stands_twice_is_refused_for_one_of_them(tmp_path: Path, text: str) -> None:
    assert only(with_text(tmp_path, text)).code in {"LDN002", "LDN004"}


def test_a_file_that_is_not_utf_8_is_ldn003(tmp_path: Path) -> None:
    finding = only(with_text(tmp_path, '{\n  "title": "é'.encode() + b"\xff"))
    assert (finding.code, finding.line, finding.column) == ("LDN003", 2, 14)
    assert "0xff" in finding.message
    root = with_text(tmp_path / "marked", b"\xef\xbb\xbf" + packs.text_of(packs.small()[DUD]).encode())
    assert only(root).code in {"LDN001", "LDN003"}  # a byte order mark


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_ldn004(tmp_path: Path, constant: str) -> None:
    finding = only(with_text(tmp_path, f'{{\n  "aliases": [1, {constant}]\n}}'))
    assert (finding.code, finding.line, finding.column, finding.field) == ("LDN004", 2, 18, "aliases[1]")


def test_a_number_that_overflows_is_refused(tmp_path: Path) -> None:
    files = packs.small()
    files["sources/knee-trial.json"]["study"]["duration_weeks"] = 77777
    text = packs.text_of(files["sources/knee-trial.json"]).replace("77777", "1e999")
    finding = only(with_text(tmp_path, text, "sources/knee-trial.json"))
    assert (finding.code, finding.field) == ("LDN010", "study.duration_weeks")


def test_a_file_over_a_megabyte_is_ldn005(tmp_path: Path) -> None:
    text = packs.text_of(packs.small()[DUD])
    assert load_pack(with_text(tmp_path / "fits", text + " " * (MAX_BYTES - len(text)))).entries
    assert only(with_text(tmp_path / "large", text + " " * (MAX_BYTES + 1 - len(text)))).code == "LDN005"


def test_a_link_that_leaves_the_pack_is_ldn006(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", packs.small())
    (tmp_path / "dud.json").write_text(packs.text_of(packs.small()[DUD]))
    (root / DUD).unlink()
    (root / DUD).symlink_to(tmp_path / "dud.json")
    assert (only(root).code, only(root).file) == ("LDN006", DUD)


def test_a_byte_order_mark_is_named(tmp_path: Path) -> None:
    root = packs.write(tmp_path, packs.small())
    path = root / "terms" / "dud.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    [finding] = read_pack(root).findings
    assert (finding.code, finding.line, finding.column) == ("LDN003", 1, 1)
    assert "byte order mark" in finding.message


def test_a_name_that_stands_twice_in_a_zip_is_refused(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", packs.small())
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for path in sorted(root.rglob("*.json")):
            made.write(path, path.relative_to(root).as_posix())
        made.write(root / "terms" / "dud.json", "terms/dud.json")
    assert [(item.code, item.file) for item in read_pack(tmp_path / "pack.zip").findings] == [("LDN008", "terms/dud.json")]


@pytest.mark.parametrize("folder", ["", "pack/"])
@pytest.mark.parametrize("name", ["pack.json", "terms\\other.json"])
def test_what_a_zip_holds_and_nobody_would_read_is_told(tmp_path: Path, name: str, folder: str) -> None:
    if "\\" in name and os.name == "nt":
        pytest.skip("there, a backslash is a slash")
    place = packs.zipped(tmp_path / "pack.zip", packs.small(), folder=folder)
    with zipfile.ZipFile(place, "a") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made.writestr(zipfile.ZipInfo(folder + name), packs.text_of(packs.small()["pack.json"]))
    assert [(item.code, item.file) for item in read_pack(place).findings] == [("LDN008", name)]


def test_a_manifest_that_is_a_link_out_of_the_pack_is_ldn006(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", packs.small())
    (root / "pack.json").rename(tmp_path / "pack.json")
    (root / "pack.json").symlink_to(tmp_path / "pack.json")
    assert (only(root).code, only(root).file) == ("LDN006", "pack.json")


def test_a_folder_that_is_a_link_out_of_the_pack_is_ldn006(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", packs.small())
    (root / "terms").rename(tmp_path / "terms")
    (root / "terms").symlink_to(tmp_path / "terms")
    assert {finding.code for finding in read_pack(root).findings} == {"LDN006"}


def test_a_link_that_stays_in_the_pack_is_read(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", packs.small())
    (root / ".store").mkdir()
    (root / DUD).rename(root / ".store" / "dud.json")
    (root / DUD).symlink_to(Path("..") / ".store" / "dud.json")
    assert load_pack(root).entries
    (tmp_path / "way").symlink_to(root)  # the way to the pack may be a link
    assert load_pack(tmp_path / "way").entries


def test_a_link_in_a_zip_is_ldn006(tmp_path: Path) -> None:
    archive = packs.zipped(tmp_path / "pack.zip", packs.small())
    with zipfile.ZipFile(archive, "a") as made:
        link = zipfile.ZipInfo("terms/link.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    assert only(archive).code == "LDN006"


def test_a_file_that_is_not_named_after_its_id_is_ldn007(tmp_path: Path) -> None:
    files = packs.small()
    files["terms/dudd.json"] = files.pop(DUD)
    root = packs.write(tmp_path, files)
    finding = only(root)
    assert (finding.code, finding.file, finding.entry) == ("LDN007", "terms/dudd.json", "term/dudd")
    assert (finding.line, finding.column) == packs.place(root, "terms/dudd.json", '"dud"')


@pytest.mark.parametrize("file", ["terms/notes.txt", "terms/dud.JSON", "terms/more/dud.json", "term/dud.json"])
def test_what_is_no_entry_is_ldn008(tmp_path: Path, file: str) -> None:
    root = packs.write(tmp_path, {**packs.small(), file: {}})
    finding = only(root)
    assert finding.code == "LDN008"
    assert file.startswith(finding.file)


def test_a_pack_that_does_not_say_what_it_is_is_ldn009(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", packs.small())
    (root / "pack.json").unlink()
    assert (only(root).code, read_pack(root).manifest) == ("LDN009", None)
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    assert only(tmp_path / "empty.zip").code == "LDN009"


@pytest.mark.parametrize("text", ["[]", '"x"', "null", "1"])
def test_a_file_without_an_object_is_ldn010(tmp_path: Path, text: str) -> None:
    assert only(with_text(tmp_path, text)).code == "LDN010"
    assert "LDN010" in {finding.code for finding in read_pack(with_text(tmp_path / "m", text, "pack.json")).findings}


def change(data: Any, path: tuple[str | int, ...], value: Any) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value


@pytest.mark.parametrize(
    ("file", "path", "value", "field", "message"),
    [
        (DUD, ("definiton",), "x", "definiton", "is not a field here: remove or rename it"),
        (DUD, ("title",), 5, "title", "title: input should be a valid string (found 5)"),
        (DUD, ("title",), "two\nlines", "title", "contains U+000A"),
        (
            "conditions/sore-knee.json",
            ("claims", 0, "certainty", "level"),
            "high",
            "claims[0].certainty.level",
            "give 'low', not 'high'",
        ),
        ("conditions/sore-knee.json", ("claims", 1, "type"), "efect", "claims[1].type", "(found 'efect')"),
        ("conditions/sore-knee.json", ("headline",), "gone", "headline", "the headline 'gone' must be a claim"),
        ("questions/does-it-help-knees.json", ("answer", 1, "short"), "", "answer[1].short", "at least 1 character"),
        ("questions/does-it-help-knees.json", ("answer", 0), "knee", "answer[0]", "must be kind/id#claim"),
        ("sources/knee-trial.json", ("results", 0, "values", 1, "events"), True, "results[0].values[1].events", "valid integer"),
        ("pack.json", ("licence",), None, "licence", "valid string"),
    ],
)
def test_a_field_that_does_not_fit_is_ldn010_at_its_place(
    tmp_path: Path, file: str, path: tuple[str | int, ...], value: Any, field: str, message: str
) -> None:
    files = packs.small()
    change(files[file], path, value)
    root = packs.write(tmp_path, files)
    finding = only(root)
    assert (finding.code, finding.file, finding.field) == ("LDN010", file, field)
    assert finding.message.endswith(message) or message in finding.message
    lines = (root / file).read_text().splitlines()
    assert lines[finding.line - 1][finding.column - 1] not in " :,"


def test_a_field_that_is_missing_is_named(tmp_path: Path) -> None:
    files = packs.small()
    del files["conditions/sore-knee.json"]["claims"][1]["short"]
    root = packs.write(tmp_path, files)
    finding = only(root)
    assert finding.message == "claims[1].short is missing: add it"
    assert (finding.line, finding.entry) == (packs.place(root, finding.file, '"pain-clinic"')[0] - 1, "condition/sore-knee")


def test_an_entry_in_the_folder_of_another_kind_is_ldn011(tmp_path: Path) -> None:
    files = packs.small()
    files["topics/dud.json"] = files.pop(DUD)
    root = packs.write(tmp_path, files)
    finding = only(root)
    assert (finding.code, finding.file) == ("LDN011", "topics/dud.json")
    assert (finding.line, finding.column) == packs.place(root, "topics/dud.json", '"term"')


@pytest.mark.parametrize("version", ["2.0", "1.10", "1.0.1", "99.99", "1.x"])
def test_a_newer_schema_asks_for_a_newer_release(tmp_path: Path, version: str) -> None:
    root = packs.write(tmp_path, {"pack.json": packs.manifest(schema_version=version, invented="later")})
    with pytest.raises(UnsupportedSchema, match="install a newer release of ldn-content") as caught:
        load_pack(root)
    assert str(caught.value).startswith(f"{root}: follows schema '{version}'")


@pytest.mark.parametrize("version", ["0.9", "0.1.5", "0.0"])
def test_an_older_major_version_of_the_schema_asks_to_migrate(tmp_path: Path, version: str) -> None:
    root = packs.write(tmp_path, {"pack.json": packs.manifest(schema_version=version)})
    with pytest.raises(UnsupportedSchema, match="run `ldn-content migrate PATH`"):
        read_pack(root)


@pytest.mark.parametrize(("known", "read"), [("1.3", ["1.0", "1.3", "1.2.0"]), ("1.10", ["1.9"]), ("2.1", ["2.0", "2.1.0"])])
def test_an_older_minor_version_of_the_schema_is_read_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: str, read: list[str]
) -> None:
    monkeypatch.setattr("ldn_content.pack.SCHEMA_VERSION", known)
    for version in read:
        made = load_pack(packs.write(tmp_path / version, {**packs.small(), "pack.json": packs.manifest(schema_version=version)}))
        assert made.manifest is not None
        assert (made.manifest.schema_version, len(made.entries)) == (version, len(packs.small()) - 1)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=3), st.lists(st.integers(0, 12), min_size=2, max_size=3))
def test_versions_are_compared_by_their_numbers(one: list[int], other: list[int]) -> None:
    def long(numbers: list[int]) -> list[int]:
        return [*numbers, 0][:3]

    texts = [".".join(map(str, numbers)) for numbers in (one, other)]
    assert (version_numbers(texts[0]) < version_numbers(texts[1])) == (long(one) < long(other))
    assert (version_numbers(texts[0]) == version_numbers(texts[1])) == (long(one) == long(other))


def test_a_damaged_zip_is_corrupt(tmp_path: Path) -> None:
    whole = packs.zipped(tmp_path / "pack.zip", packs.small()).read_bytes()
    for name, data in {"cut.zip": whole[: len(whole) // 2], "text.zip": b"no zip", "empty.zip": b""}.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(CorruptData, match=name):
            read_pack(tmp_path / name)


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_with_damaged_content_is_corrupt(tmp_path: Path, compression: int) -> None:
    archive = packs.zipped(tmp_path / "pack.zip", packs.small(), compression=compression)
    with zipfile.ZipFile(archive) as made:
        info = made.getinfo("sources/knee-trial.json")
    data = bytearray(archive.read_bytes())
    start = info.header_offset + 30 + len(info.filename) + 12
    data[start : start + 200] = bytes(255 - byte for byte in data[start : start + 200])
    archive.write_bytes(data)
    with pytest.raises(CorruptData):
        read_pack(archive)


def test_a_zip_entry_that_is_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    archive = packs.zipped(tmp_path / "pack.zip", {**packs.small(), "terms/more.json/x.json": {}})
    with pytest.raises((CorruptData, InvalidPack)):
        load_pack(archive)


def test_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    root = packs.write(tmp_path, {**packs.small(), "terms/more.json/x.json": {}})
    with pytest.raises((CorruptData, InvalidPack)):
        load_pack(root)


@pytest.mark.parametrize("name", ["missing", "missing.zip", "a" * 5000, "nul\0"])
def test_a_missing_path_is_corrupt(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorruptData):
        locate(tmp_path / name)


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    root = packs.write(tmp_path, packs.small())
    (root / "terms" / "gone.json").symlink_to(root / "terms" / "nowhere.json")
    with pytest.raises((CorruptData, InvalidPack), match="gone"):
        load_pack(root)


# any change of a valid file


def refused_by_name(root: Path, file: str) -> None:
    """The pack is valid, or every finding names the file that was changed."""
    try:
        findings = read_pack(root).findings
    except UnsupportedSchema:
        assert file == "pack.json"
    else:
        assert {finding.file for finding in findings} <= {file}
        assert all(finding.line >= 1 and finding.column >= 1 and str(finding) for finding in findings)


FILES = sorted(packs.small())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packs.write(tmp_path_factory.mktemp("whole"), packs.small())


@IN_ONE_FOLDER
@given(file=st.sampled_from(FILES), data=st.data())
def test_any_change_of_bytes_leaves_a_file_valid_or_refused_by_name(whole: Path, file: str, data: st.DataObject) -> None:
    before = (whole / file).read_bytes()
    raw = bytearray(before)
    for _ in range(data.draw(st.integers(1, 3), label="changes")):
        at = data.draw(st.integers(0, len(raw) - 1))
        what = data.draw(st.sampled_from(["flip", "delete", "insert", "repeat"]))
        if what == "flip":
            raw[at] ^= 1 << data.draw(st.integers(0, 7))
        elif what == "delete":
            del raw[at : at + data.draw(st.integers(1, 20))]
        elif what == "insert":
            raw[at:at] = data.draw(
                st.one_of(st.binary(min_size=1, max_size=4), st.sampled_from([b"NaN", b"{", b"]", b'"', b"\\ud800"]))
            )
        else:
            raw[at:at] = raw[at : at + data.draw(st.integers(1, 40))]
        if not raw:
            break
    try:
        (whole / file).write_bytes(raw)
        refused_by_name(whole, file)
    finally:
        (whole / file).write_bytes(before)


def nodes(data: Any) -> list[Any]:
    inner = list(data.values()) if isinstance(data, dict) else data if isinstance(data, list) else []
    return [data, *(found for item in inner for found in nodes(item))] if isinstance(data, dict | list) else []


NASTY = st.one_of(
    json_values, st.sampled_from([float("nan"), float("inf"), -0.0, 1e308, 10**18, "\ud800", "\x00", "a\u202eb", " x", "é", ""])
)


@settings(IN_ONE_FOLDER, max_examples=300)
@given(file=st.sampled_from(FILES), data=st.data())
@example(file=DUD, data=None)
def test_any_change_of_structure_leaves_a_file_valid_or_refused_by_name(
    whole: Path, file: str, data: st.DataObject | None
) -> None:
    before = (whole / file).read_bytes()
    made: Any = deepcopy(packs.small()[file])
    text = None
    if data is None:
        made["\ud800"] = 1
    else:
        node = data.draw(st.sampled_from([item for item in nodes(made) if item]), label="node")
        what = data.draw(st.sampled_from(["replace", "remove", "add", "rename", "empty", "double", "twice"]))
        keys: list[Any] = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys), label="key")
        if what == "replace":
            node[key] = data.draw(NASTY, label="value")
        elif what == "remove":
            del node[key]
        elif what == "add" and isinstance(node, dict):
            node[data.draw(st.sampled_from(["level", "curie", "x", "kind", "\ud800", "", "claims"]))] = data.draw(NASTY)
        elif what == "rename" and isinstance(node, dict):
            node[data.draw(st.sampled_from([f"{key}s", key.upper(), key[:-1], "title"]))] = node.pop(key)
        elif what == "empty":
            node.clear()
        elif what == "double" and isinstance(node, list):
            node.append(deepcopy(node[key]))
        elif isinstance(node, dict):
            node["\x01"] = deepcopy(node[key])
            text = json.dumps(made, indent=1).replace('"\\u0001"', json.dumps(key))
    try:
        (whole / file).write_text(text or json.dumps(made, indent=1), encoding="utf-8")
        refused_by_name(whole, file)
    finally:
        (whole / file).write_bytes(before)


def test_any_depth_of_nesting_is_refused_by_name(whole: Path) -> None:
    before = (whole / DUD).read_bytes()
    try:
        for depth in (*range(10, 800, 90), *range(850, 1010)):
            data = (
                json.dumps(packs.small()[DUD])[:-1]
                + ', "aliases": '
                + "[" * depth
                + "]" * depth
                + ', "x": '
                + '{"y":' * depth
                + "1"
                + "}" * depth
                + "}"
            )
            (whole / DUD).write_text(data)
            refused_by_name(whole, DUD)
            assert read_pack(whole).findings
    finally:
        (whole / DUD).write_bytes(before)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {name: data for name, data in packs.small().items() if name in {"pack.json", DUD, "terms/sham-knee.json"}}
    return packs.zipped(tmp_path_factory.mktemp("zip") / "pack.zip", files)


@settings(IN_ONE_FOLDER, max_examples=300)
@given(data=st.data())
def test_any_change_of_a_zip_leaves_it_valid_or_refused(archive: Path, data: st.DataObject) -> None:
    before = archive.read_bytes()
    raw = bytearray(before)
    directory = raw.index(b"PK\x01\x02")
    at = data.draw(st.one_of(st.integers(0, len(raw) - 1), st.integers(directory, len(raw) - 1)))
    raw[at] = data.draw(st.integers(0, 255))
    damaged = archive.with_name("damaged.zip")
    damaged.write_bytes(raw)
    with suppress(InvalidPack, CorruptData, UnsupportedSchema):
        load_pack(damaged)


def test_a_manifest_is_what_pack_json_says(tmp_path: Path) -> None:
    waiver = {"code": "LDN207", "entry": "term/dud", "reason": "For a test.", "expires": "2026-12"}
    made = packs.manifest(base_uri="https://example.org/", replaces=["term/dud"], waivers=[waiver])
    assert load_pack(packs.write(tmp_path, {"pack.json": made})).manifest == Manifest.model_validate(made)


KNEE, TRIAL = "conditions/sore-knee.json", "sources/knee-trial.json"


@pytest.mark.parametrize(
    ("file", "at", "change"),
    [
        (KNEE, ("claims", 3), lambda e: e["claims"].append(e["claims"][0])),
        (KNEE, ("headline",), lambda e: e.update(headline="gone")),
        (KNEE, ("claims", 0, "certainty", "level"), lambda e: e["claims"][0]["certainty"].update(level="high")),
        (KNEE, ("claims", 0, "citations", 2), lambda e: e["claims"][0]["citations"].append(cite("knee-trial#pain"))),
        ("topics/knee-doses.json", ("sections", 0, "claims", 2), lambda e: e["sections"][0]["claims"].append(claim("dose"))),
        ("questions/does-it-help-knees.json", ("answer", 2), lambda e: e["answer"].append(claim("ask"))),
        (TRIAL, ("statements", 0), lambda e: e["statements"][0].update(id="pain")),
        (TRIAL, ("results", 0, "values", 1, "arm"), lambda e: e["results"][0]["values"][1].update(arm="gone")),
        (TRIAL, ("results", 0, "values", 0, "events"), lambda e: e["results"][0]["values"][0].update(events=21)),
        ("caveats/opioids.json", ("actions",), lambda e: e.update(actions=[])),
        ("claim-reviews/ldn-mends-knees.json", ("verdict",), lambda e: e.update(citations=[])),
    ],
)
def test_fields_that_do_not_agree_are_told_at_the_one_to_mend(tmp_path: Path, file: str, change: Any, at: Any) -> None:
    files = packs.small()
    change(files[file])
    root = packs.write(tmp_path, files)
    finding = next(item for item in read_pack(root).findings if item.file == file)
    assert finding.code == "LDN010"
    assert (finding.line, finding.column) == scan((root / file).read_text(encoding="utf-8")).line_column(at)
    assert finding.field == render_path(at)
