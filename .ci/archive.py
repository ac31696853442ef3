#!/usr/bin/env python3
"""Archives a release for the comparisons to come: its content and its modules, in `tests/archive`.

    python .ci/archive.py [TREE]      TREE: a checkout of the release; without it, this one

The same release gives the same bytes, wherever zlib is the same. What is archived is never changed: a release stays as it was.
"""

from __future__ import annotations

import argparse
import io
import runpy
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from changelog import release

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Write both archives, and say which."""
    parser = argparse.ArgumentParser(description="Archive a release in tests/archive.")
    parser.add_argument("tree", type=Path, nargs="?", default=ROOT, help="a checkout of the release")
    for name, raw in archives(parser.parse_args().tree).items():
        path = ROOT / "tests" / "archive" / name
        if not path.exists():
            path.write_bytes(raw)
        elif unzipped(path.read_bytes()) != unzipped(raw):
            print(f"{path}: holds something else; a released version never changes, so raise the version", file=sys.stderr)
            return 1
        print(path.relative_to(ROOT))
    return 0


def archives(tree: Path) -> dict[str, bytes]:
    """Return the archives of the release in a checkout, by name."""
    home = tree / "src" / "ldn_content"
    versions = runpy.run_path(str(home / "versions.py"))
    version, content = versions["__version__"], versions["CONTENT_VERSION"]
    date, _ = release((tree / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    pack, modules = home / "data" / "en", (path for path in home.rglob("*.py"))
    return {
        f"content-{content}.zip": zipped({path.relative_to(pack): path for path in pack.rglob("*.json")}, date),
        f"interface-{version}.zip": zipped({path.relative_to(home.parent): path for path in modules}, date),
    }


def zipped(files: Mapping[Path, Path], date: tuple[int, int, int]) -> bytes:
    """Return a zip of files by name that depends on their bytes and on the day alone."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, path in sorted((name.as_posix(), path) for name, path in files.items()):
            member = zipfile.ZipInfo(name, (*date, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return raw.getvalue()


def unzipped(raw: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


if __name__ == "__main__":
    sys.exit(main())
