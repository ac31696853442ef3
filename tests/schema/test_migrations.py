"""Packs of older schemas are brought up: all that has to change, nothing else, and never half."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ldn_content as ldn
import packs
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main
from ldn_content.edits import Edit, Rename
from ldn_content.errors import CorruptData, InvalidPack, UnsupportedSchema
from ldn_content.files import write_atomically
from ldn_content.model import CLASSES, FOLDERS
from ldn_content.pack import read_pack
from ldn_content.schema import migrations
from ldn_content.schema.migrations import STEPS, Step, carry_out, migrate_text, plan, read_older, way
from ldn_content.versions import version_numbers
from packs import Data, Files, cite
from strategies import entry_data, ids, json_values, texts

Screen = pytest.CaptureFixture[str]
LAYOUTS: list[dict[str, Any]] = [{"indent": 2}, {"indent": "\t", "ensure_ascii": True}, {}, {"separators": (",", ":")}]


def files_in(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


# what version 0.9 was: the way back


def parts(data: Any) -> Iterator[Data]:
    """Every record in a file that cites a part of a source."""
    if isinstance(data, dict) and isinstance(data.get("part"), str):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from parts(value)


@st.composite
def before_and_after(draw: st.DrawFn, kind: str) -> tuple[Data, Data]:
    """An entry as 0.9 had it, and as it is now."""
    new = draw(entry_data(kind))
    for number, record in enumerate(parts(new)):
        if draw(st.booleans()):
            record["part"] = f"{draw(ids)}-{number}#limitations-part"  # no part is cited twice
    if kind == "source":
        new |= {"disagreements": draw(st.lists(texts(), max_size=2))}
        for record in new["results"][:1] if draw(st.booleans()) else ():
            record["id"] = "limitations-part"
    if kind == "retired":
        new["was"] = f"{new['was'].partition('/')[0]}/{new['id']}"
    if draw(st.booleans()):
        new = {"$schema": f"../schemas/1.0/{kind}.schema.json", **new}
    old = json.loads(json.dumps(new).replace("#limitations-part", "#limitations").replace("/1.0/", "/0.9/"))
    if kind == "source":
        old = {("conflicts" if key == "disagreements" else key): value for key, value in old.items()}
        for record in old["results"]:
            record["id"] = record["id"].replace("limitations-part", "limitations")
    if kind == "retired":
        old["was"] = old["was"].partition("/")[0]
    return old, new


@pytest.mark.parametrize("kind", CLASSES)
def test_an_entry_of_0_9_becomes_what_it_is_in_1_0(kind: str) -> None:
    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
    @given(before_and_after(kind), st.sampled_from(LAYOUTS))
    def holds(pair: tuple[Data, Data], layout: dict[str, Any]) -> None:
        old, new = (json.dumps(data, **{"ensure_ascii": False, **layout}) for data in pair)
        made = migrate_text(kind, old, STEPS[0])
        assert json.loads(made) == json.loads(new)
        assert made == (new if "ensure_ascii" not in layout else made)  # to the letter: order and layout too
        assert migrate_text(kind, made, STEPS[0]) == made  # what is done is not done again
        data = json.loads(made)
        data.pop("$schema", None)
        assert CLASSES[kind].model_validate(data)

    holds()


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("term", "urn:ldn-content:schema:0.9:term", "urn:ldn-content:schema:1.0:term"),
        ("pack", "urn:ldn-content:schema:0.9:pack", "urn:ldn-content:schema:1.0:pack"),
        ("term", "../schema/0.9/term.schema.json", "../schema/1.0/term.schema.json"),
        ("term", "0.9/term.schema.json", "1.0/term.schema.json"),
        ("term", "https://example.org/0.9/term.schema.json", "https://example.org/1.0/term.schema.json"),
        ("claim-review", "/a/0.9/claim-review.schema.json", "/a/1.0/claim-review.schema.json"),
        ("term", "/a/0.9/topic.schema.json", "/a/0.9/topic.schema.json"),  # not of this kind: not surely ours
        ("term", "/a/0.9/term.json", "/a/0.9/term.json"),
        ("term", "/a/1.0/term.schema.json", "/a/1.0/term.schema.json"),
        ("term", "../schemas/term.schema.json", "../schemas/term.schema.json"),
        ("term", "urn:other:schema:0.9:term", "urn:other:schema:0.9:term"),
        ("term", "\ud800/0.9/term.schema.json", "\ud800/0.9/term.schema.json"),  # which no file could hold
        ("term", 5, 5),
    ],
)
def test_a_schema_key_is_brought_up_where_it_is_ours(kind: str, before: Any, after: Any) -> None:
    made = json.loads(migrate_text(kind, json.dumps({"$schema": before, "schema_version": "0.9"}), STEPS[0]))
    assert made["$schema"] == after


def test_fields_of_other_kinds_are_left_alone() -> None:
    text = '{"conflicts": [], "was": "term", "id": "a", "results": [{"id": "limitations"}]}'
    assert migrate_text("topic", text, STEPS[0]) == text


# whole packs


def older() -> Files:
    """The small pack as it was in 0.9, with everything in it that has changed since."""
    files = packs.small()
    files["pack.json"]["schema_version"] = "0.9.0"
    trial, label = files["sources/knee-trial.json"], files["sources/tablet-label.json"]
    trial["conflicts"] = ["One page says 38, another 40."]
    label["statements"].append({**label["statements"][0], "id": "limitations"})
    files["terms/dud.json"]["citations"] = [cite("tablet-label#limitations")]
    files["terms/dud.json"] = {"$schema": "urn:ldn-content:schema:0.9:term", **files["terms/dud.json"]}
    for name, data in files.items():
        if name.startswith("retired/"):
            assert data["was"].partition("/")[2] == data["id"]
            data["was"] = data["was"].partition("/")[0]
    return files


CHANGED = [
    "terms/dud.json",
    "sources/knee-trial.json",
    "sources/tablet-label.json",
    "retired/achy-knee.json",
    "retired/knee-gnome.json",
    "retired/pretence.json",
    "pack.json",
]


def newer() -> dict[str, Any]:
    files = older()
    files["pack.json"]["schema_version"] = "1.0"
    trial = files["sources/knee-trial.json"]
    trial["disagreements"] = trial.pop("conflicts")
    files["sources/tablet-label.json"]["statements"][-1]["id"] = "limitations-part"
    files["terms/dud.json"]["citations"] = [cite("tablet-label#limitations-part")]
    files["terms/dud.json"]["$schema"] = "urn:ldn-content:schema:1.0:term"
    for name, data in files.items():
        if name.startswith("retired/"):
            data["was"] = f"{data['was']}/{data['id']}"
    return files


def test_a_pack_is_rewritten_in_place(tmp_path: Path, capsys: Screen) -> None:
    root = packs.write(tmp_path / "pack", older())
    before = files_in(root)
    assert main(["migrate", "--check", str(root)]) == FINDINGS
    assert capsys.readouterr().out.splitlines() == [
        f"{root}: schema 0.9.0 → 1.0, {len(CHANGED)} file(s) would change",
        *(f"  {name}" for name in CHANGED),
    ]
    assert files_in(root) == before
    assert main(["migrate", str(root)]) == CLEAN
    assert capsys.readouterr().out.startswith(f"{root}: schema 0.9.0 → 1.0, {len(CHANGED)} file(s) changed\n")
    assert files_in(root) == {name: packs.text_of(data).encode() for name, data in newer().items()}
    assert read_pack(root).findings == ()
    for arguments in (["migrate", str(root)], ["migrate", "--check", str(root)]):
        assert main(arguments) == CLEAN
        assert "follows schema 1.0, which this release reads as it is: nothing to do" in capsys.readouterr().out


def test_what_does_not_change_is_not_touched(tmp_path: Path) -> None:
    root = packs.write(tmp_path, older())
    (root / "README.md").write_text("ours")
    for path in root.rglob("*.*"):
        os.utime(path, (1, 1))
        path.chmod(0o640)
    assert main(["migrate", str(root)]) == CLEAN
    touched = {path.relative_to(root).as_posix() for path in root.rglob("*.*") if path.stat().st_mtime != 1}
    assert touched == set(CHANGED)
    assert {path.stat().st_mode & 0o777 for path in root.rglob("*.*")} == {0o640}


def test_line_ends_spaces_and_escapes_stay(tmp_path: Path) -> None:
    root = packs.write(tmp_path, older())
    source = root / "sources" / "knee-trial.json"
    raw = source.read_bytes().replace(b"\n", b"\r\n").replace(b": ", b" :  ").replace(b"knees", b"kn\\u0065es")
    source.write_bytes(raw)
    assert main(["migrate", str(root)]) == CLEAN
    assert source.read_bytes() == raw.replace(b'"conflicts"', b'"disagreements"')


@pytest.mark.parametrize("written", range(len(CHANGED) + 1))
def test_what_was_interrupted_is_taken_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen, written: int
) -> None:
    root = packs.write(tmp_path, older())
    count = itertools.count()

    def write(path: Path, text: str) -> None:
        if next(count) == written:
            raise OSError("the disk is full")
        write_atomically(path, text)

    monkeypatch.setattr(migrations, "write_atomically", write)
    assert main(["migrate", str(root)]) == (USAGE if written < len(CHANGED) else CLEAN)
    if written < len(CHANGED):
        message = f"the disk is full: {written} of {len(CHANGED)} files are written; run it again to go on"
        assert message in capsys.readouterr().err
        assert json.loads((root / "pack.json").read_text())["schema_version"] == "0.9.0"  # so that it is known to be undone
        assert read_older(root).findings == ()
    monkeypatch.undo()
    assert main(["migrate", str(root)]) == CLEAN
    assert files_in(root) == {name: packs.text_of(data).encode() for name, data in newer().items()}


@pytest.mark.parametrize(
    ("file", "change", "message"),
    [
        ("terms/dud.json", lambda data: data.update(definiton="x"), "LDN010 definiton is not a field here"),
        ("retired/achy-knee.json", lambda data: data.update(was="gnome"), "LDN010 was"),
        ("sources/knee-trial.json", lambda data: data.update(disagreements=[]), "LDN002 the key 'disagreements' stands twice"),
        (
            "sources/tablet-label.json",
            lambda data: data["statements"].append({**data["statements"][0], "id": "limitations-part"}),
            "the part 'limitations-part' stands twice",
        ),
        ("pack.json", lambda data: data.update(licence=5), "LDN010 licence"),
    ],
)
def test_nothing_is_written_where_a_file_is_refused(tmp_path: Path, capsys: Screen, file: str, change: Any, message: str) -> None:
    files = older()
    change(files[file])
    good, bad = packs.write(tmp_path / "good", older()), packs.write(tmp_path / "bad", files)
    before = files_in(tmp_path)
    for more in ([], ["--check"]):
        assert main(["migrate", str(good), str(bad), *more]) == FINDINGS
        screen = capsys.readouterr()
        assert message in screen.out
        assert "nothing was written" in screen.err
    assert files_in(tmp_path) == before


def test_packs_that_cannot_be_migrated_say_why(tmp_path: Path, capsys: Screen) -> None:
    made = {
        "newer": packs.write(tmp_path / "newer", {"pack.json": packs.manifest(schema_version="9.0")}),
        "ancient": packs.write(tmp_path / "ancient", {"pack.json": packs.manifest(schema_version="0.2")}),
        "zip": packs.zipped(tmp_path / "pack.zip", older()),
        "missing": tmp_path / "gone",
    }
    reasons = {
        "newer": "install a newer release of ldn-content",
        "ancient": "no migration begins at schema '0.2': they begin at 0.9",
        "zip": "unpack it, migrate the directory, and zip that again",
        "missing": "is neither a directory nor a zip file",
    }
    before = files_in(tmp_path)
    for name, place in made.items():
        assert main(["migrate", str(place)]) == USAGE, name
        errors = capsys.readouterr().err
        assert reasons[name] in errors
        assert errors.count(str(place)) == 1
    assert files_in(tmp_path) == before
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["migrate", str(empty)]) == FINDINGS
    assert "LDN009" in capsys.readouterr().out


def test_links_that_leave_the_pack_are_refused_and_others_stay(tmp_path: Path, capsys: Screen) -> None:
    root = packs.write(tmp_path / "pack", older())
    store = root / ".store.json"
    entry = root / "sources" / "knee-trial.json"
    entry.rename(store)
    entry.symlink_to(store)
    outside = tmp_path / "outside.json"
    term = root / "terms" / "dud.json"
    shutil.copy(term, outside)
    term.unlink()
    term.symlink_to(outside)
    before = outside.read_bytes()
    assert main(["migrate", str(root)]) == FINDINGS
    assert "terms/dud.json:1:1: LDN006 is a link that leaves the pack" in capsys.readouterr().out
    assert b'"conflicts"' in store.read_bytes()
    term.unlink()
    shutil.copy(outside, term)
    assert main(["migrate", str(root)]) == CLEAN
    assert entry.is_symlink()
    assert b'"disagreements"' in store.read_bytes()
    assert outside.read_bytes() == before


@pytest.mark.parametrize("packed", [False, True])
def test_an_older_pack_is_read_without_writing(tmp_path: Path, packed: bool) -> None:
    place = packs.zipped(tmp_path / "pack.zip", older()) if packed else packs.write(tmp_path / "pack", older())
    before = files_in(tmp_path)
    pack = read_older(place)
    assert pack.findings == ()
    assert pack.manifest is not None
    assert pack.manifest.schema_version == "1.0"
    now = read_pack(packs.write(tmp_path / "now", newer()))
    assert pack.entries == now.entries
    assert read_older(tmp_path / "now").entries == now.entries  # one of this release is read as it is
    shutil.rmtree(tmp_path / "now")
    assert files_in(tmp_path) == before


def test_findings_of_an_older_pack_are_at_the_lines_of_its_files(tmp_path: Path) -> None:
    files = older()
    files["sources/knee-trial.json"]["checked"]["depth"] = "skimmed"
    root = packs.write(tmp_path, files)
    (finding,) = read_older(root).findings
    assert (finding.file, finding.line) == ("sources/knee-trial.json", packs.place(root, finding.file, '"skimmed"')[0])


# the chain


def _to_0_9(kind: str, text: str, data: Data) -> Iterator[Edit]:
    """An invented earlier step."""
    del text
    if kind == "source" and "clashes" in data:
        yield Rename(("clashes",), "conflicts")


CHAIN = (Step("0.5", "0.9", _to_0_9), *STEPS)


def test_the_chain_leads_from_every_step_to_this_release() -> None:
    for step in STEPS:
        assert version_numbers(step.source) < version_numbers(step.target)
        assert way(step.source)[-1] == STEPS[-1]
    assert version_numbers(STEPS[-1].target)[0] == version_numbers(ldn.SCHEMA_VERSION)[0]


def test_from_1_0_on_every_minor_version_is_taken_by_the_step_of_its_major() -> None:
    later = (*STEPS, Step("1.3", "2.0", _to_0_9), Step("2.1", "3.0", _to_0_9))
    for version in ("1.0", "1.2", "1.3", "1.3.0"):
        assert way(version, later, "3.4") == later[1:]
    assert way("0.9", later, "3.0") == later
    assert way("2.0", later, "2.1") == way("9.0", later, "2.1") == ()
    for version in ("0.8", "0.9.1", "1.4"):
        with pytest.raises(UnsupportedSchema, match=r"they begin at 0\.9, 1\.3, 2\.1"):
            way(version, later, "3.0")


@pytest.mark.parametrize("stop", range(10))
def test_a_chain_is_taken_up_where_it_was_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int) -> None:
    monkeypatch.setattr(migrations, "way", lambda version: way(version, CHAIN))
    files = older()
    files["pack.json"]["schema_version"] = "0.5"
    trial = files["sources/knee-trial.json"]
    trial["clashes"] = trial.pop("conflicts")
    root = packs.write(tmp_path, files)
    made = plan(root)
    versions = [json.loads(text)["schema_version"] for file, text in made.writes if file == "pack.json"]
    assert (made.version, made.target, versions) == ("0.5", "1.0", ["0.9", "1.0"])
    assert len(made.writes) == 2 + len(CHANGED)
    assert len(list(itertools.islice(carry_out(made), stop))) == min(stop, len(made.writes))
    list(carry_out(plan(root)))
    assert files_in(root) == {name: packs.text_of(data).encode() for name, data in newer().items()}


# anything


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff",
        b"[" * 900_000,
        b"{" * 5_000_000,
        b"[]",
        b"null",
        b'{"kind": "retired", "id": "\\ud800", "was": "term"}',
    ],
)
@pytest.mark.parametrize("file", ["pack.json", "sources/knee-trial.json", "retired/pretence.json"])
def test_damaged_files_end_in_findings(tmp_path: Path, capsys: Screen, file: str, raw: bytes) -> None:
    root = packs.write(tmp_path, older())
    (root / file).write_bytes(raw)
    before = files_in(root)
    assert main(["migrate", str(root)]) in {FINDINGS, USAGE}
    screen = capsys.readouterr()
    assert file in screen.out or "cannot be read" in screen.err or file == "pack.json"
    assert files_in(root) == before


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(older())),
    st.sampled_from(["conflicts", "was", "id", "$schema", "part", "results", "statements", "schema_version", "citations"]),
    st.one_of(
        json_values, st.sampled_from(["term", "\ud800", "x#limitations", "\ud800/0.9/term.schema.json", [{"id": "limitations"}]])
    ),
)
def test_whatever_a_file_holds_there_is_an_answer(file: str, field: str, value: Any) -> None:
    files = older()
    files[file][field] = value
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for name, data in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(json.dumps(data), encoding="utf-8")
        before = files_in(root)
        try:
            made = plan(root)
        except (InvalidPack, UnsupportedSchema, CorruptData):
            assert files_in(root) == before
        else:
            list(carry_out(made))
            assert read_pack(root).findings == ()
            assert plan(root).writes == ()


def test_every_kind_has_a_folder_in_the_migrations() -> None:
    for kind, folder in FOLDERS.items():
        text = json.dumps({"$schema": f"urn:ldn-content:schema:0.9:{kind}"})
        step = Step("0.9", "1.0", lambda *_: iter(()))
        assert list(migrations._stages(f"{folder}/a.json", text.encode(), [step])) == [text.replace("0.9", "1.0").encode()]
