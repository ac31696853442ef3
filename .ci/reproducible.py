#!/usr/bin/env python3
"""Builds the sdist and the wheel twice, in surroundings that share nothing that should not matter, and compares every byte.

    python .ci/reproducible.py DIRECTORY      DIRECTORY takes the sdist and the wheel

First from the checkout, then from the sdist that this gave: so whoever has the sdist can build both. The second time has another
folder, umask, time zone, locale, hash seed, time of the files and order in the folders. No SOURCE_DATE_EPOCH is set: hatchling
then takes a day of its own, and nobody has to know which.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
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
        here = Path(folder)
        copy(ROOT, tracked(), here / "one", ORDINARY_DAY)
        first = build(here / "one", ORDINARY)
        unpacked = unpack(first[1], here / "unpacked")
        names = [path.relative_to(unpacked) for path in sorted(unpacked.rglob("*"), reverse=True) if path.is_file()]
        before = os.umask(0o077)
        copy(unpacked, names, here / "another way" / "\u00fc", OTHER_DAY)
        second = build(here / "another way" / "\u00fc", OTHER)
        os.umask(before)
        for path in first:
            shutil.copyfile(path, into / path.name)
        print(digests(first), end="")
        if digests(first) != digests(second):
            print(f"not the same bytes from the sdist, in other surroundings:\n{digests(second)}", file=sys.stderr)
            shutil.copytree(second[0].parent, into / "different")
            return 1
    return 0


def tracked() -> list[Path]:
    """Return what git knows in the checkout, or would add."""
    listed = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, capture_output=True, check=True).stdout.decode().split("\0")
    return [Path(name) for name in sorted(names) if (ROOT / name).is_file()]


def unpack(sdist: Path, folder: Path) -> Path:
    """Return the tree in an sdist."""
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    return folder / sdist.name.removesuffix(".tar.gz")


def copy(tree: Path, names: list[Path], place: Path, day: int) -> None:
    """Copy files of a tree, in the order in which they are named, with a day of our own and permissions of the umask."""
    for name in names:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(tree / name, path)
        path.chmod(path.stat().st_mode | (tree / name).stat().st_mode & 0o100)
        os.utime(path, (day, day))


def build(place: Path, surroundings: dict[str, str]) -> list[Path]:
    """Return the wheel and the sdist that a tree gives, each built from the tree itself."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "build", "--quiet", "--installer", "uv", "--sdist", "--wheel", str(place)]
    subprocess.run(command, cwd=place.parent, env=kept | surroundings, check=True)
    return sorted((place / "dist").iterdir())


def digests(paths: list[Path]) -> str:
    """Return lines as `sha256sum` writes them, so that it can check them."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)


if __name__ == "__main__":
    sys.exit(main())
