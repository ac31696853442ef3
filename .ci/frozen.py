#!/usr/bin/env python3
"""Freezes a program that embeds the wheel, with PyInstaller, and runs it with no installation of the package in reach.

    python .ci/frozen.py DIST [--folder]      DIST holds the wheel; one file is made, with --folder a folder

PyInstaller is told nothing about the package: the hook that the wheel brings has to suffice.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = """
import json
import sys
from pathlib import Path

import ldn_content as ldn
from ldn_content.cli import main

assert sys.frozen and "site-packages" not in ldn.__file__, ldn.__file__
assert ldn.card("condition/fibromyalgia#pain").must_read
assert ldn.search("can I take it with codeine")[0].reference == "question/can-i-take-ldn-with-codeine"
assert ldn.Card.model_validate_json(ldn.card("substance/codeine").model_dump_json()).caveats

pack = Path("our-pack")
pack.mkdir()
manifest = {
    "kind": "pack", "id": "our-pack", "title": "Ours", "language": "en", "schema_version": ldn.SCHEMA_VERSION,
    "content_version": "1.0.0", "licence": "CC-BY-4.0", "attribution": "Ours", "publisher": "Ours", "funding": "Not stated.",
    "review": {"month": "2026-11", "clinical": "none"},
}
for text, code in ((json.dumps(manifest), 0), ("{", 1)):
    (pack / "pack.json").write_text(text, encoding="utf-8")
    assert main(["validate", "our-pack", "--as-of", "2026-11"]) == code
for command in (["validate", "--as-of", "2026-11"], ["show", "condition/fibromyalgia"], ["schema", "--output", "schemas"]):
    assert main(command) == 0, command
"""


def main() -> int:
    """Freeze the program, take the environment away, and run it."""
    parser = argparse.ArgumentParser(description="Freeze a program that embeds the wheel, and run it.")
    parser.add_argument("dist", type=Path)
    parser.add_argument("--folder", action="store_true", help="make a folder, not one file")
    chosen = parser.parse_args()
    (wheel,) = chosen.dist.resolve().glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        made = frozen(Path(folder), wheel, "--onedir" if chosen.folder else "--onefile")
        here = Path(folder, "elsewhere")
        here.mkdir()
        kept = {key: value for key, value in os.environ.items() if key in {"SYSTEMROOT", "TEMP", "TMPDIR"}}
        done = subprocess.run([made], cwd=here, env=kept, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    print(done.stdout.splitlines()[0] if done.stdout else "nothing was printed")
    return done.returncode


def frozen(place: Path, wheel: Path, form: str) -> Path:
    """Return the program, frozen in a form by an environment that is gone afterwards."""
    environment = place / "environment"
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    (place / "program.py").write_text(PROGRAM, encoding="utf-8")
    install = [
        "uv",
        "--quiet",
        "pip",
        "install",
        "--python",
        str(environment),
        str(wheel),
        "--group",
        f"{ROOT / 'pyproject.toml'}:freeze",
    ]
    for command in (
        ["uv", "--quiet", "venv", "--python", sys.executable, str(environment)],
        install,
        [str(scripts / "pyinstaller"), "--log-level", "ERROR", "--noconfirm", form, "program.py"],
    ):
        subprocess.run(command, cwd=place, check=True)
    shutil.rmtree(environment)
    found = place / "dist" / ("program/program" if form == "--onedir" else "program")
    return found.with_suffix(".exe") if os.name == "nt" else found


if __name__ == "__main__":
    sys.exit(main())
