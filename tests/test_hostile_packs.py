"""What others wrote is shown, and does nothing: no command prints what a terminal, or GitHub's log, would obey."""

from __future__ import annotations

import re
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

import packs
from ldn_content.cli import USAGE, main

ESCAPE = "\x1b]0;mine\x07\x1b[31m\u202e"
COMMAND = re.compile(r"^\s*::|##\[", re.MULTILINE)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a pack whose names, keys, ids and texts all try something."""
    files = packs.small()
    files["pack.json"][f"##[error]{ESCAPE}"] = "x"
    files["terms/dud.json"]["id"] = f"dud{ESCAPE}"
    files["terms/sham-knee.json"][f"::error::{ESCAPE}"] = "x"
    files["claim-reviews/ldn-mends-knees.json"]["verdict"] = f"{ESCAPE}\n::error::x"
    files["topics/knee-doses.json"]["title"] = f"##[error]{ESCAPE}"
    root = packs.write(tmp_path / "pack", files)
    for name in (f"terms/{ESCAPE}\n::error::x.json", "terms/##[error].json", f"terms{ESCAPE}/x.json"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("{", encoding="utf-8")
    return root


def said(*arguments: str | Path) -> tuple[int, str]:
    """Run a command and return its exit code and all that it printed."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main([str(item) for item in arguments])
    return code, out.getvalue()


COMMANDS = (
    "validate PACK --as-of 2026-11",
    "show term/dud --pack PACK",
    "list --pack PACK",
    "search knee --pack PACK",
    "new term other --pack PACK",
    "migrate PACK",
    "diff PACK built-in",
    "diff built-in PACK --format markdown",
    "audit PACK --pack PACK",
    "advisories --file PACK/terms/sham-knee.json",
)


@pytest.mark.skipif("os.name == 'nt'", reason="Windows allows no such names")
@pytest.mark.parametrize("line", COMMANDS)
def test_no_command_prints_what_acts(line: str, hostile: Path) -> None:
    code, text = said(*(word.replace("PACK", str(hostile)) for word in line.split()))
    assert code in {1, USAGE}
    assert all(piece.isprintable() for piece in text.split("\n"))
    assert not COMMAND.search(text)


@pytest.mark.skipif("os.name == 'nt'", reason="Windows allows no such names")
@pytest.mark.parametrize("line", ["migrate DIR", "migrate --check DIR", "new term other --pack DIR"])
def test_no_command_prints_the_name_of_a_directory_that_acts(line: str, tmp_path: Path) -> None:
    with chdir(tmp_path):
        root = packs.write(Path(f"::error::{ESCAPE}"), packs.small())
        code, text = said(*(word.replace("DIR", str(root)) for word in line.split()))
    assert code == 0
    assert all(piece.isprintable() for piece in text.split("\n"))
    assert not COMMAND.search(text)
