"""Damage of any kind ends in findings or in an error of ours, never in a traceback: each test runs the command itself."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import packs
from ldn_content.cli import FINDINGS, USAGE, main
from packs import Files

LEAF = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec=None), max_size=8),
    st.sampled_from(
        ["", "source/knee-trial", "knee-trial#pain", "condition/sore-knee#pain", "low", "1.0", "2026-11", 10**400, -1]
    ),
)
ANY = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3))


def small(language: str = "xx") -> Files:
    """The small pack in a language of its own, which spares the built-in one."""
    files = packs.small()
    files["pack.json"]["language"] = language
    return files


RAW = {name: packs.text_of(data).encode() for name, data in small().items()}


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Run the command and return its exit code and what it printed."""
    out, error = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(error):
        code = main(["validate", "--as-of", "2026-11", *map(str, arguments)])
    return code, out.getvalue(), error.getvalue()


def told(*arguments: str | Path) -> str:
    """Return what is printed of something damaged, after a look at how."""
    code, out, error = run(*arguments)
    if code == USAGE:
        assert error.startswith("ldn-content: ")
    else:
        assert code == FINDINGS
        assert "LDN" in out
    text = out + error
    assert all(line.isprintable() for line in text.splitlines())
    return text


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the path of every value."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        items = list(data.items())
    elif isinstance(data, list):
        items = list(enumerate(data))
    return [path, *(place for key, value in items for place in places(value, (*path, key)))]


EVERYWHERE = [(name, path) for name, data in small().items() for path in places(data) if path]


@settings(max_examples=150)
@given(st.sampled_from(EVERYWHERE), ANY, st.sampled_from(["text", "json", "github", "sarif"]), st.booleans())
def test_any_value_may_be_anything(at: tuple[str, tuple[str | int, ...]], value: Any, form: str, fix: bool) -> None:
    name, path = at
    files = small()
    place: Any = files[name]
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with tempfile.TemporaryDirectory() as folder:
        root = packs.write(Path(folder), {key: data for key, data in files.items() if key != name})
        file = root / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(data := files[name]), encoding="utf-8")
        code, out, error = run(root, "--format", form, *(["--fix"] if fix else []))
        assert code in {0, FINDINGS, USAGE}
        assert json.loads(file.read_text(encoding="utf-8")).keys() == json.loads(json.dumps(data)).keys()
        if form in {"json", "sarif"}:
            json.loads(out)
        elif code != USAGE:
            assert all(line.isprintable() for line in out.splitlines())
        assert "Traceback" not in error


cuts = st.sampled_from(sorted(RAW)).flatmap(lambda name: st.tuples(st.just(name), st.integers(0, len(RAW[name]) - 2)))


@settings(max_examples=60)
@given(cuts)
def test_a_file_may_be_cut_at_any_byte(cut: tuple[str, int]) -> None:
    name, length = cut
    with tempfile.TemporaryDirectory() as folder:
        root = packs.write(Path(folder), small())
        (root / name).write_bytes(RAW[name][:length])
        assert f"{name}:" in told(root)
        assert told(root, "--fix")
        assert (root / name).read_bytes() == RAW[name][:length]


@settings(max_examples=60)
@given(st.sampled_from(sorted(RAW)), st.binary(max_size=300) | st.text(st.characters(codec="utf-8")).map(str.encode))
def test_a_file_may_hold_any_bytes(name: str, raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = packs.write(Path(folder), small())
        (root / name).write_bytes(raw)
        assert f"{name}:" in told(root)


def nested(depth: int, start: str, end: str) -> bytes:
    return f'{{"kind": "term", "id": "dud", "title": {start * depth}1{end * depth}}}'.encode()


HOSTILE: dict[str, bytes] = {
    "5 MB of brackets": b"[" * 5_000_000,
    "900 kB of brackets": b"[" * 900_000,
    "180,000 open objects": b'{"a":' * 180_000,
    **{f"lists {depth} deep": nested(depth, "[", "]") for depth in (49, 51, 400, 900, 970, 980, 990, 5000, 100_000)},
    **{f"objects {depth} deep": nested(depth, '{"a":', "}") for depth in (49, 51, 400, 900, 970, 980, 990, 5000)},
    "binary": bytes(range(256)) * 100,
    "an endless number": b'{"kind": "term", "id": ' + b"9" * 10_000 + b"}",
    "a large number": b'{"kind": "term", "id": "dud", "title": ' + b"9" * 4_000 + b"}",
    "an infinite number": b'{"kind": "term", "id": "dud", "title": 1e999}',
    "NaN": b'{"kind": "term", "id": NaN}',
    "half a character": b'{"kind": "term", "id": "dud", "title": "\\ud800", "\\udc00": "\\n::error::x"}',
    "a key twice": b'{"kind": "term", "kind": "term", "id": "dud"}',
    "a key 150,000 times": b"{" + b'"k":1,' * 150_000 + b'"k":1}',
    "200,000 faults": b'{"kind": "term", "id": "dud", "aliases": [' + b"1," * 200_000 + b"1]}",
    "50,000 unknown fields": b'{"kind": "term", "id": "dud"' + b"".join(b',"k%d":1' % number for number in range(50_000)) + b"}",
    "500 kB in one text": b'{"kind": "term", "id": "dud", "title": "' + b"a " * 250_000 + b'"}',
    "strings that do not end": b'"\\' * 300_000,
    "nothing": b"",
    "white space": b" " * 999_999,
    "a byte order mark": b"\xef\xbb\xbf",
    "UTF-16": '{"kind": "term"}'.encode("utf-16"),
}


@pytest.mark.parametrize("name", ["terms/dud.json", "pack.json"])
@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_made_to_do_harm_is_told(tmp_path: Path, raw: bytes, name: str) -> None:
    root = packs.write(tmp_path, small())
    (root / name).write_bytes(raw)
    text = told(root)
    assert f"{name}:" in text or "schema" in text
    assert text.count("\n") < 300
    assert told(root, "--fix", "--format", "github")


def test_a_pack_may_be_anything_but_a_pack(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "file.zip").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    for path in ("file", "file.zip", "empty", "gone", "a\nb", "x" * 5000, "\udc80", "a\0b"):
        assert run(tmp_path / path)[0] == USAGE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("name", ["terms/pipe.json", "pack.json", "pipe", "terms/dud.json"])
def test_a_named_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    root = packs.write(tmp_path, small())
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    if name == "pipe":
        assert run(root / name)[0] == USAGE
    else:
        assert f"{name}:1:1: LDN00" in told(root)
        told(root, "--fix")


@pytest.mark.parametrize(("link", "target"), [("terms/x.json", "x.json"), ("terms/up.json", ".."), ("pack.json", "pack.json")])
def test_a_link_in_a_circle_is_a_finding(tmp_path: Path, link: str, target: str) -> None:
    root = packs.write(tmp_path, small())
    (root / link).unlink(missing_ok=True)
    (root / link).symlink_to(target)
    (root / "round").symlink_to(".")
    assert f"{link}:1:1: LDN00" in told(root)
    assert told(tmp_path.parent / tmp_path.name)


def test_a_folder_named_like_an_entry_is_a_finding(tmp_path: Path) -> None:
    root = packs.write(tmp_path, small())
    (root / "terms" / "x.json").mkdir()
    assert "terms/x.json:1:1: LDN008" in told(root)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", ["terms/dud.json", "pack.json", "terms"])
def test_what_may_not_be_read_is_told(tmp_path: Path, name: str) -> None:
    root = packs.write(tmp_path, small())
    (root / name).chmod(0)
    try:
        assert told(root)
    finally:
        (root / name).chmod(0o755)


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_name_may_hold_lines_and_bytes_that_are_no_utf_8(tmp_path: Path, form: str) -> None:
    root = packs.write(tmp_path, small())
    (root / "terms" / "a\n::error::b.json").write_text("{}", encoding="utf-8")
    with suppress(OSError):  # where the file system has no such names
        Path(os.fsdecode(os.fsencode(root) + b"/terms/\xff.json")).write_text("{}", encoding="utf-8")
    code, out, _ = run(root, "--format", form)
    assert code == FINDINGS
    assert "\n::error::b" not in out
    assert run(root, "--format", form, "--output", tmp_path / "report")[0] == FINDINGS
    assert (tmp_path / "report").read_text(encoding="utf-8") == out


# zips


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, raw in files.items():
            made.writestr(name, raw)
    return path


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 255))
def test_any_byte_of_a_zip_may_be_wrong(place: int, change: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = packs.zipped(Path(folder) / "small.zip", small())
        raw = bytearray(path.read_bytes())
        raw[place % len(raw)] ^= change
        path.write_bytes(raw)
        assert run(path)[0] in {0, FINDINGS, USAGE}
        path.write_bytes(raw[: place % len(raw)])
        assert run(path)[0] == USAGE


def test_a_zip_may_be_a_bomb(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.zip", {**RAW, "terms/bomb.json": b" " * 200_000_000})
    assert "bomb.zip/terms/bomb.json:1:1: LDN005" in told(path)


def test_a_zip_may_hold_thousands_of_folders(tmp_path: Path) -> None:
    path = archive(tmp_path / "many.zip", {**RAW, **{f"d{number}/x.json": b"" for number in range(5000)}})
    assert told(path).count("LDN008") == 5001  # and once in the counts


def test_a_zip_may_hold_zips_and_odd_names(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", RAW).read_bytes()
    names = [
        "terms/inner.zip",
        "../../x.json",
        "/x.json",
        "terms//x.json",
        "terms/../terms/y.json",
        "terms/a\nb.json",
        "terms/x.json/",
    ]
    assert "LDN008" in told(archive(tmp_path / "odd.zip", {**RAW, **dict.fromkeys(names, inner)}))


def test_a_zip_may_ask_for_a_password(tmp_path: Path) -> None:
    path = archive(tmp_path / "locked.zip", RAW)
    raw = (
        path.read_bytes()
        .replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
        .replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    )
    path.write_bytes(raw)
    assert "encrypted" in told(path)
