#!/usr/bin/env python3
"""Freezes the example that embeds the wheel, with PyInstaller, and runs it with no installation of the package in reach.

    python .ci/frozen.py DIST [--folder]      DIST holds the wheel; one file is made, with --folder a folder

The example is `examples/pyinstaller_program`. PyInstaller is told nothing about the package: the hook that the wheel brings has
to suffice.
"""

from __future__ import annotations

import argparse
import json
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "examples" / "pyinstaller_program" / "leaflet.py"
NAMES = "check-names"
# goes before the program into what is frozen: PyInstaller has to bring what no import in the code names
CHECK = f"""
import sys

if sys.argv[1:] == ["{NAMES}"]:
    import ldn_content as ldn

    assert sys.frozen and "site-packages" not in ldn.__file__, ldn.__file__
    assert all(getattr(ldn, name) is not None for name in ldn.__all__)
    assert ldn.search("can I take it with codeine")[0].reference == "question/can-i-take-ldn-with-codeine"
    assert ldn.Card.model_validate_json(ldn.card("substance/codeine").model_dump_json()).caveats
    print("every public name is there")
    sys.exit()
"""


def main() -> int:
    """Freeze the program, take the environment away, and run it."""
    parser = argparse.ArgumentParser(description="Freeze the example that embeds the wheel, and run it.")
    parser.add_argument("dist", type=Path)
    parser.add_argument("--folder", action="store_true", help="make a folder, not one file")
    chosen = parser.parse_args()
    (wheel,) = chosen.dist.resolve().glob("*.whl")
    with tempfile.TemporaryDirectory() as folder:
        made = frozen(Path(folder), wheel, "--onedir" if chosen.folder else "--onefile")
        here = Path(folder, "elsewhere")
        here.mkdir()
        wrong = list(failures(made, here))
    print("\n".join(wrong) or "the program runs, frozen, as it does unfrozen")
    return 1 if wrong else 0


def frozen(place: Path, wheel: Path, form: str) -> Path:
    """Return the program, frozen in a form by an environment that is gone afterwards."""
    environment = place / "environment"
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    (place / "check.py").write_text(CHECK, encoding="utf-8")
    shutil.copy(PROGRAM, place)
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
    pyinstaller = [str(scripts / "pyinstaller"), "--log-level", "ERROR", "--noconfirm", form, "--name", PROGRAM.stem]
    for command in (
        ["uv", "--quiet", "venv", "--python", sys.executable, str(environment)],
        install,
        [*pyinstaller, "check.py", PROGRAM.name],
    ):
        subprocess.run(command, cwd=place, check=True)
    shutil.rmtree(environment)
    found = place / "dist" / (f"{PROGRAM.stem}/{PROGRAM.stem}" if form == "--onedir" else PROGRAM.stem)
    return found.with_suffix(".exe") if os.name == "nt" else found


def failures(program: Path, here: Path) -> Iterator[str]:
    """Yield what the program does otherwise than it should: its exit code, or a text that it does not print."""
    run = partial(failure, program, here)
    yield from run(NAMES, 0, "every public name is there")
    yield from run("ask can I take it with codeine", 0, "Can I take LDN with codeine?\n===", "! REASON NOT TO USE IT: ")
    yield from run("ask warfarin", 1, "Not listed here: 'warfarin'. If it is a medicine, ask a pharmacist.")
    yield from run("show condition/fibromyalgia", 0, "Fibromyalgia")
    yield from run("show condition/fibromyalgia --format html", 0, 'data-ldn-ref="condition/fibromyalgia"')
    yield from run("schema --output schemas", 0, "card.schema.json")
    yield from run("validate --as-of 2026-11", 0, "0 errors")
    pack = here / "our-pack" / "pack.json"
    pack.parent.mkdir()
    for text, code in ((json.dumps(manifest()), 0), ("{", 1)):
        pack.write_text(text, encoding="utf-8")
        yield from run("validate our-pack --as-of 2026-11", code, "our-pack")


def failure(program: Path, here: Path, arguments: str, code: int, *said: str) -> Iterator[str]:
    """Run the program with arguments in a folder, with nothing in its environment that leads to the package."""
    kept = {key: value for key, value in os.environ.items() if key in {"SYSTEMROOT", "TEMP", "TMPDIR"}}
    given = [str(program), *arguments.split()]
    done = subprocess.run(given, cwd=here, env=kept, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != code:
        yield f"`{arguments}` ends with {done.returncode}, not with {code}: {done.stdout[-1000:]}{done.stderr[-1000:]}"
    yield from (f"`{arguments}` does not say {text!r}: {done.stdout[:1000]}" for text in said if text not in done.stdout)


def manifest() -> dict[str, object]:
    """Return the file of a pack without entries."""
    versions = runpy.run_path(str(ROOT / "src" / "ldn_content" / "versions.py"))
    return {
        "kind": "pack", "id": "our-pack", "title": "Ours", "language": "en", "schema_version": versions["SCHEMA_VERSION"],
        "content_version": "1.0.0", "licence": "CC-BY-4.0", "attribution": "Ours", "publisher": "Ours", "funding": "Not stated.",
        "review": {"month": "2026-11", "clinical": "none"},
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
