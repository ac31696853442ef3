#!/usr/bin/env python3
"""Reads the changelog: `python .ci/changelog.py v0.3.0` prints what that release changed, if tag, version and changelog agree."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print the notes of the release that a tag names, or say what does not agree."""
    tag = sys.argv[1]
    version = runpy.run_path(str(ROOT / "src" / "ldn_content" / "versions.py"))["__version__"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## \[(.+?)\]", changelog, re.MULTILINE)[0]
    if not tag == f"v{version}" == f"v{newest}":
        print(f"the tag is {tag}, the version {version}, and CHANGELOG.md begins with {newest}: make them agree", file=sys.stderr)
        return 1
    print(release(changelog, version)[1])
    return 0


def release(changelog: str, version: str) -> tuple[tuple[int, int, int], str]:
    r"""Return the day of a release and what the changelog says of it.

    >>> release("# Changelog\n\n## [1.0.0] - 2026-11-22\n\nFirst.\n", "1.0.0")
    ((2026, 11, 22), 'First.')

    Raises:
        ValueError: it has no such release, or no day for it.
    """
    heading = rf"^## \[{re.escape(version)}\] - (\d{{4}})-(\d\d)-(\d\d)$\n(.*?)(?=^## |\Z)"
    found = re.search(heading, changelog, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"CHANGELOG.md has no heading '## [{version}] - YYYY-MM-DD'")
    return (int(found[1]), int(found[2]), int(found[3])), found[4].strip()


if __name__ == "__main__":
    sys.exit(main())
