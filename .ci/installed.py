#!/usr/bin/env python3
"""Tests the wheel that was built, in a new environment and with the source out of reach.

    python .ci/installed.py DIST [--lowest] [pytest's options]

DIST holds the wheel and the sdist. The tests are those of the sdist, unpacked elsewhere, without `src`. With `--lowest`, every
package that the wheel and the tests name is the oldest that they allow.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reproducible import unpack


def main() -> int:
    """Install, unpack and run the tests; the exit code is that of pytest."""
    parser = argparse.ArgumentParser(description="Test the built wheel with the source out of reach.")
    parser.add_argument("dist", type=Path)
    parser.add_argument("--lowest", action="store_true", help="the oldest versions of what is needed")
    chosen, options = parser.parse_known_args()
    (wheel,), (sdist,) = (list(chosen.dist.resolve().glob(pattern)) for pattern in ("*.whl", "*.tar.gz"))
    with tempfile.TemporaryDirectory() as folder:
        tree = unpack(sdist, Path(folder))
        shutil.rmtree(tree / "src")
        python = environment(Path(folder, "environment"), wheel, tree, lowest=chosen.lowest)
        ours = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        command = [python, "-m", "pytest", "-p", "no:cacheprovider", "tests", *options]
        return subprocess.run(command, cwd=tree, env=ours | {"LDN_CONTENT_INSTALLED": "1"}, check=False).returncode


def environment(place: Path, wheel: Path, tree: Path, *, lowest: bool) -> str:
    """Return the interpreter of a new environment that holds the wheel and what the tests need."""
    python = str(place / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    named = [str(wheel), "--requirements", "pyproject.toml", "--group", "test"]  # what is named by itself can be the lowest
    resolution = "lowest-direct" if lowest else "highest"
    for command in (
        ["venv", "--python", sys.executable, str(place)],
        ["pip", "install", "--python", python, "--resolution", resolution, *named],
    ):
        subprocess.run(["uv", "--quiet", *command], cwd=tree, check=True)
    return python


if __name__ == "__main__":
    sys.exit(main())
