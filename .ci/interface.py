#!/usr/bin/env python3
"""Compares the Python interface with that of the last release, which `tests/archive` holds.

    python .ci/interface.py

What is compared: the names in `ldn_content.__all__`, what these are, and the models. A change that breaks a caller has to stand
in `.ci/interface.toml` with its reason, under the release that it is compared with. What stands there and does not occur is an
error.
"""

from __future__ import annotations

import io
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import griffe

ROOT = Path(__file__).parents[1]
Change = tuple[str, str, str]
"""The release that is compared with, the path of what was changed, and the kind of the change."""


def main() -> int:
    """Print what breaks and is not meant, and what is meant and does not occur."""
    archived = max((ROOT / "tests" / "archive").glob("interface-*.zip"), key=lambda path: numbers(path.stem))
    release = archived.stem.removeprefix("interface-")
    found = {(release, *change) for change in breaking(archived.read_bytes(), ROOT / "src")}
    meant = set(reasons())
    for change in sorted(found - meant):
        print("{1}: {2} since {0}; undo it, or give the reason in .ci/interface.toml".format(*change))
    for change in sorted(meant - found):
        print(".ci/interface.toml: {1}: {2} since {0}: does not occur; take it out".format(*change))
    print(f"compared with {release}: {len(found)} changes that break, {len(found & meant)} of them meant")
    return int(found != meant)


def numbers(name: str) -> tuple[int, ...]:
    """Return the version in the name of an archive, so that 0.10.0 comes after 0.9.0.

    >>> numbers("interface-0.10.0") > numbers("interface-0.9.0")
    True
    """
    return tuple(map(int, name.rpartition("-")[2].split(".")))


def reasons() -> Iterator[Change]:
    """Yield the changes that are meant.

    Raises:
        ValueError: one has no reason.
    """
    listed = tomllib.loads((ROOT / ".ci" / "interface.toml").read_text(encoding="utf-8"))
    for release, items in listed.items():
        for item in items:
            if not item["reason"].strip():
                raise ValueError(f".ci/interface.toml: {item['path']}: a reason is needed")
            yield release, item["path"], item["change"]


def breaking(archived: bytes, source: Path) -> Iterator[tuple[str, str]]:
    """Yield where modules in a folder break what archived ones promise, and how."""
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(archived)).extractall(folder)
        old, new = (loaded(Path(place)) for place in (folder, source))
        promised = ("ldn_content.model.", *promises(old))
        for change in griffe.find_breaking_changes(old, new):
            path = change.obj.canonical_path
            if f"{path}.".startswith(promised):
                yield path, change.kind.value


def loaded(folder: Path) -> griffe.Module:
    """Return the package in a folder, read and not run."""
    package = griffe.load("ldn_content", search_paths=[folder], allow_inspection=False)
    if not isinstance(package, griffe.Module):
        raise TypeError(f"{folder}: ldn_content is no package")
    return package


def promises(package: griffe.Module) -> set[str]:
    """Return the beginnings of the paths of all that the package exports: where it is exported, and where it is defined."""
    names = [str(name) for name in package.exports or ()]
    return {f"{path}." for name in names for path in (package[name].path, package[name].canonical_path)}


if __name__ == "__main__":
    sys.exit(main())
