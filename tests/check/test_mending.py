"""What `--fix` mends: what needs no judgement, and nothing else."""

from __future__ import annotations

import json
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import packs
from ldn_content.check import Report, validate
from ldn_content.check.mending import Mended, mend, tidy
from ldn_content.errors import CorruptData
from ldn_content.model.base import clean
from packs import Files

NOW = "2026-11"
INVISIBLE = "\u00ad\u200b\u2060\ufeff"


def small() -> Files:
    """The small pack in a language of its own, which spares the built-in one."""
    files = packs.small()
    files["pack.json"]["language"] = "xx"
    return files


def mended(root: Path, **options: Any) -> tuple[Report, list[Mended]]:
    done: list[Mended] = []
    return mend(root, as_of=NOW, tell=done.append, **options), done


def texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_pack_that_is_clean_is_left_as_it_is(tmp_path: Path) -> None:
    root = packs.write(tmp_path, small())
    before = texts(root)
    assert mended(root)[1] == []
    assert texts(root) == before


def test_an_alias_that_repeats_is_taken_out(tmp_path: Path) -> None:
    files = small()
    files["conditions/joint-pain.json"]["aliases"] = ["Arthralgia", "Arthralgia", "Joint pain", "Sore joints", "Arthralgia"]
    root = packs.write(tmp_path, files)
    report, done = mended(root)
    assert {item.what.split()[0] for item in done} == {"LDN121"}
    assert "LDN121" not in {item.code for item in report.findings}
    files["conditions/joint-pain.json"]["aliases"] = ["Arthralgia", "Sore joints"]
    assert (root / "conditions/joint-pain.json").read_text(encoding="utf-8") == packs.text_of(files["conditions/joint-pain.json"])


def test_stale_waivers_are_taken_out_and_those_that_hold_stay(tmp_path: Path) -> None:
    files = small()
    files["sources/knee-trial.json"]["study"]["analysed"] = 41
    waivers = [
        {"code": code, "entry": entry, "reason": "x", "expires": "2027-01"}
        for code, entry in [("LDN201", "term/a"), ("LDN202", "source/knee-trial"), ("LDN202", "term/b"), ("LDN202", "term/c")]
    ]
    files["pack.json"]["waivers"] = waivers
    root = packs.write(tmp_path, files)
    report, _ = mended(root)
    assert json.loads((root / "pack.json").read_text(encoding="utf-8"))["waivers"] == [waivers[1]]
    assert not {"LDN202", "LDN901"} & {item.code for item in report.findings}


def test_a_waiver_stays_while_the_pack_cannot_be_loaded(tmp_path: Path) -> None:
    files = small()
    files["pack.json"]["waivers"] = [{"code": "LDN202", "entry": "term/dud", "reason": "x", "expires": "2027-01"}]
    root = packs.write(tmp_path, files)
    (root / "sources/knee-trial.json").write_text("{", encoding="utf-8")
    assert mended(root)[1] == []


@pytest.mark.parametrize("spoilt", [" {}", "{} ", "\t{}\n", "{}\u200b", "\ufeff{}", "{}\u00ad", "{}\u00a0"])
def test_a_text_is_made_tidy_and_then_taken(tmp_path: Path, spoilt: str) -> None:
    files = small()
    good = files["terms/dud.json"]["definition"] = "Sjögren’s look-alike."
    root = packs.write(tmp_path, files)
    before = texts(root)
    files["terms/dud.json"]["definition"] = spoilt.format(good.replace("ö", "o\u0308"))
    packs.write(root, files)
    report, done = mended(root)
    assert done == [Mended("terms/dud.json", "LDN010 definition")]
    assert "LDN010" not in {item.code for item in report.findings}
    assert texts(root) == before


@pytest.mark.parametrize("text", ["5\x1310", "a\u202eb", "a\nb", "\x00"])
def test_what_may_stand_for_something_is_left_to_people(tmp_path: Path, text: str) -> None:
    files = small()
    files["terms/dud.json"]["definition"] = text
    root = packs.write(tmp_path, files)
    before = texts(root)
    report, done = mended(root)
    assert done == []
    assert "LDN010" in {item.code for item in report.findings}
    assert texts(root) == before


@given(st.text(st.one_of(st.characters(), st.sampled_from(INVISIBLE + " \u0301\n")), max_size=20))
def test_a_tidy_text_shows_the_same_and_is_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    try:
        taken = clean(text)
    except ValueError:
        return
    assert tidy(taken) == taken


def test_a_byte_order_mark_and_a_missing_end_of_line_are_mended(tmp_path: Path) -> None:
    root = packs.write(tmp_path, small())
    before = texts(root)
    path = root / "terms/dud.json"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().rstrip())
    _, done = mended(root)
    assert [item.file for item in done] == ["terms/dud.json"] * 2
    assert texts(root) == before


def test_the_way_in_which_lines_end_is_kept(tmp_path: Path) -> None:
    files = small()
    files["conditions/joint-pain.json"]["aliases"] = ["Arthralgia", "Arthralgia"]
    root = packs.write(tmp_path, files)
    path = root / "conditions/joint-pain.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").rstrip())
    mended(root)
    raw = path.read_bytes()
    assert raw.endswith(b"}\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") > 5


@pytest.mark.parametrize(
    "raw", [b'{"id": "dud",', b"\xef\xbb\xbf{", b'{"id": " a", "id": " b"}', b"[]", b"\xff", b'{"id": NaN}', b""]
)
def test_what_is_no_json_object_is_not_touched(tmp_path: Path, raw: bytes) -> None:
    root = packs.write(tmp_path, small())
    (root / "terms/dud.json").write_bytes(raw)
    assert mended(root)[1] == []
    assert (root / "terms/dud.json").read_bytes() == raw


def test_only_what_is_asked_for_is_mended(tmp_path: Path) -> None:
    files = small()
    for name in ("conditions/joint-pain.json", "terms/dud.json"):
        files[name]["aliases"] = ["Twice", "Twice"]
    files["terms/sham-knee.json"]["definition"] += " "
    root = packs.write(tmp_path, files)
    (root / "terms/sham-knee.json").write_text(packs.text_of(files["terms/sham-knee.json"]).rstrip(), encoding="utf-8")
    assert mended(root, ignore=["LDN1", "LDN010"], files=["conditions"])[1] == []
    assert mended(root, select=["LDN121"], files=["conditions"])[1] == [Mended("conditions/joint-pain.json", "LDN121 aliases[1]")]
    assert mended(root, select=["LDN121"])[1] == [Mended("terms/dud.json", "LDN121 aliases[1]")]
    assert {item.file for item in mended(root)[1]} == {"terms/sham-knee.json"}


def test_permissions_are_kept_and_a_link_within_the_pack_stays_one(tmp_path: Path) -> None:
    files = small()
    files["terms/dud.json"]["aliases"] = ["Twice", "Twice"]
    root = packs.write(tmp_path, files)
    kept = root / "schema" / "kept.json"
    kept.parent.mkdir()
    (root / "terms/dud.json").rename(kept)
    (root / "terms/dud.json").symlink_to(Path("..") / "schema" / "kept.json")
    kept.chmod(0o640)
    assert mended(root)[1]
    assert (root / "terms/dud.json").is_symlink()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert json.loads(kept.read_text(encoding="utf-8"))["aliases"] == ["Twice"]


def test_a_link_that_leaves_the_pack_is_not_followed(tmp_path: Path) -> None:
    root = packs.write(tmp_path / "pack", small())
    outside = tmp_path / "outside.json"
    outside.write_bytes((root / "terms/dud.json").read_bytes().rstrip())
    (root / "terms/dud.json").unlink()
    (root / "terms/dud.json").symlink_to(outside)
    before = outside.read_bytes()
    assert mended(root, ignore=["LDN006"])[1] == []
    assert outside.read_bytes() == before


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, full_disk: Callable[[str], None]) -> None:
    files = small()
    files["conditions/joint-pain.json"]["aliases"] = ["Twice", "Twice"]
    files["terms/dud.json"]["aliases"] = ["Twice", "Twice"]
    root = packs.write(tmp_path, files)
    before = texts(root)
    full_disk("dud.json")
    done: list[Mended] = []
    with pytest.raises(OSError, match="No space"):
        mend(root, as_of=NOW, tell=done.append)
    assert done == [Mended("conditions/joint-pain.json", "LDN121 aliases[1]")]
    after = texts(root)
    assert after.pop("conditions/joint-pain.json") != before.pop("conditions/joint-pain.json")
    assert after == before


def test_a_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorruptData, match="unpack it"):
        mend(packs.zipped(tmp_path / "our.zip", small()), as_of=NOW)


FIELDS = {
    "an alias twice": lambda data: data.setdefault("aliases", []).extend(["Twice", "Twice"]),
    "the title as an alias": lambda data: data.setdefault("aliases", []).append(data["title"]),
    "a space": lambda data: data.update(title=data["title"] + " "),
    "letters in two parts": lambda data: data.update(title=data["title"] + "o\u0308"),
    "what shows nothing": lambda data: data.update(title=data["title"] + "\u200b"),
}
BYTES = {
    "a mark": lambda raw: b"\xef\xbb\xbf" + raw.removeprefix(b"\xef\xbb\xbf"),
    "no end": lambda raw: raw.rstrip(),
    "returns": lambda raw: raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    "broken": lambda raw: b"{" + raw,
}
NAMES = sorted(name for name in packs.small() if name.startswith(("conditions/", "terms/", "caveats/")))
names = st.sampled_from(NAMES)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(FIELDS)), names), max_size=4),
    st.lists(st.tuples(st.sampled_from(sorted(BYTES)), names), max_size=4),
    st.integers(0, 3),
)
@example([], [("broken", "caveats/joints.json"), ("a mark", "caveats/joints.json")], 0)
def test_mending_is_done_at_once_and_changes_nothing_else(
    fields: list[tuple[str, str]], changes: list[tuple[str, str]], stale: int
) -> None:
    files = small()
    files["pack.json"]["waivers"] = [{"code": "LDN202", "entry": "term/x", "reason": "x", "expires": "2027-01"}] * stale
    for fault, name in fields:
        FIELDS[fault](files[name])
    raw: dict[str, bytes] = {}
    for fault, name in changes:
        raw[name] = BYTES[fault](raw.get(name, packs.text_of(files[name]).encode()))
    with tempfile.TemporaryDirectory() as folder:
        root = packs.write(Path(folder), files)
        for name, text in raw.items():
            (root / name).write_bytes(text)
        untouched = {name for fault, name in changes if fault == "broken"}
        before = texts(root)
        report, done = mended(root)
        after = texts(root)
        assert mended(root) == (report, [])
        assert texts(root) == after
        changed = {name for name, text in before.items() if after[name] != text}
        assert changed == {item.file for item in done}
        assert not changed & untouched
        assert report == validate(root, as_of=NOW)
        if not untouched:
            assert not {item.code for item in report.findings} & {"LDN003", "LDN010", "LDN121", "LDN901"}
        assert sorted(after) == sorted(before)
