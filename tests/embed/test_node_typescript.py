"""The Node/TypeScript example: compiled under `tsc --strict` with the declarations of the site, and run over every card."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ldn_content.export import site
from ldn_content.export.site import addresses
from ldn_content.library import Library

EXAMPLE = Path(__file__).parents[2] / "examples" / "node-typescript"
MODULES = os.environ.get("LDN_CONTENT_NODE_MODULES")
pytestmark = pytest.mark.skipif(not MODULES, reason="LDN_CONTENT_NODE_MODULES names no node_modules with typescript")


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="module")
def built(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("node") / "site"
    site.write(library, folder)
    return folder


@pytest.fixture(scope="module")
def program(built: Path) -> Path:
    """Return the compiled program."""
    folder = built.parent / "program"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    shutil.copy(built / addresses.DECLARATIONS, folder / "src")
    (folder / "node_modules").symlink_to(str(MODULES), target_is_directory=True)
    made = compiled(folder)
    assert made.returncode == 0, made.stdout
    return folder / "dist" / "show.js"


def compiled(folder: Path) -> subprocess.CompletedProcess[str]:
    command = ["node", "node_modules/typescript/bin/tsc", "--strict", "--project", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


def run(program: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["node", str(program), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


def test_it_shows_a_card_with_every_caution_and_source_and_the_digest_that_it_computed(
    program: Path, built: Path, library: Library
) -> None:
    card = library.card("condition/fibromyalgia")
    shown = run(program, str(built), card.reference)
    assert shown.returncode == 0, shown.stderr
    for caveat in card.caveats:
        assert caveat.short in shown.stdout
    for action in (action for caveat in card.must_read for action in caveat.actions):
        assert action.text in shown.stdout
    for reference in card.references:
        assert f"[{reference.number}] {reference.title}" in shown.stdout
    for claim in card.claims:
        assert claim.short in shown.stdout
    assert f"{card.digest} (computed anew)" in shown.stdout
    assert card.packs[0].attribution in shown.stdout


def test_it_computes_the_digest_of_every_card_anew(program: Path, built: Path, library: Library) -> None:
    shown = run(program, str(built), "--all")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.count("(computed anew)") == len(library.entries)


def test_it_refuses_a_file_whose_bytes_were_changed(program: Path, built: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "site"
    shutil.copytree(built, spoilt)
    file = next((spoilt / "v1" / "shared").iterdir())
    file.write_text(file.read_text(encoding="utf-8").replace("opioid", "sugar"), encoding="utf-8")
    shown = run(program, str(spoilt), "condition/fibromyalgia")
    assert shown.returncode == 1
    assert "its bytes are not those that its name says" in shown.stderr


def test_the_declarations_tell_a_field_that_is_not_there(program: Path) -> None:
    folder = program.parents[1]
    wrong = folder / "src" / "wrong.ts"
    wrong.write_text('import type { LinkedCard } from "./ldn-content.js";\nexport const f = (card: LinkedCard) => card.dosage;\n')
    try:
        made = compiled(folder)
    finally:
        wrong.unlink()
    assert made.returncode != 0
    assert "Property 'dosage' does not exist" in made.stdout
