#!/usr/bin/env python3
"""Builds the sdist and the wheel twice, in surroundings that share nothing that should not matter, and compares every byte.

    python .ci/reproducible.py DIRECTORY      DIRECTORY takes the sdist and the wheel

Another folder, umask, time zone, locale, hash seed, time of the files and order in the folders. The first wheel is built from
the sdist, the second from the tree: so whoever has the sdist can build the wheel. No SOURCE_DATE_EPOCH is set: hatchling then
takes a day of its own, and nobody has to know which.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ORDINARY = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"}
ORDINARY_DAY = 1_000_000_000
OTHER = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
OTHER_DAY = 1_700_000_000


def main() -> int:
    """Build twice, compare, leave the files in a directory, and print their digests."""
    parser = argparse.ArgumentParser(description="Build sdist and wheel twice and compare them.")
    parser.add_argument("directory", type=Path)
    into = parser.parse_args().directory
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        from_sdist = build(Path(folder, "one"), ORDINARY, umask=0o022, day=ORDINARY_DAY)
        from_tree = build(Path(folder, "another way", "zwei", "ü"), OTHER, "--sdist", "--wheel", umask=0o077, day=OTHER_DAY)
        if digests(from_sdist) != digests(from_tree):
            print(f"not the same bytes:\n{digests(from_sdist)}{digests(from_tree)}", file=sys.stderr)
            shutil.copytree(folder, into / "different")  # to be looked at
            return 1
        for path in from_sdist:
            shutil.copyfile(path, into / path.name)
        print(digests(from_sdist), end="")
    return 0


def build(place: Path, surroundings: dict[str, str], *what: str, umask: int, day: int) -> list[Path]:
    """Return the sdist and the wheel that a copy of the tree in a place gives."""
    before = os.umask(umask)
    try:
        copy(place, day)
        kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        command = [sys.executable, "-m", "build", "--quiet", "--installer", "uv", *what, str(place)]
        subprocess.run(command, cwd=place.parent, env=kept | surroundings, check=True)
    finally:
        os.umask(before)
    return sorted((place / "dist").iterdir())


def copy(place: Path, day: int) -> None:
    """Copy what git knows, or would add, with a day of our own; on the other day, in the other order."""
    listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, capture_output=True, check=True).stdout.decode().split("\0")
    for name in sorted((name for name in names if (ROOT / name).is_file()), reverse=day > ORDINARY_DAY):
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, path)
        path.chmod(path.stat().st_mode | (ROOT / name).stat().st_mode & 0o100)
        os.utime(path, (day, day))


def digests(paths: list[Path]) -> str:
    """Return lines as `sha256sum` writes them, so that it can check them."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)


if __name__ == "__main__":
    sys.exit(main())
