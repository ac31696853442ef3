"""`ldn-content diff`: what changed between two packs, and whether a version fits it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands
from ldn_content.errors import CorruptData

if TYPE_CHECKING:
    from ldn_content.compare.changelog import Release
    from ldn_content.compare.changes import Comparison
    from ldn_content.compare.places import Place
    from ldn_content.compare.requirement import Requirement

_PLACE = "a pack as a directory or zip, a wheel, a site-packages directory, a source tree, or the word built-in"


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("diff", help="tell what changed between two packs, and what of it touches safety")
    parser.epilog = (
        "Exit code: 0 when compared, whatever changed; 1 where --require refuses; 2 where something could not be read."
    )
    parser.add_argument("old", metavar="OLD", help=_PLACE)
    parser.add_argument("new", metavar="NEW", help="the same")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="default: text")
    parser.add_argument("--require", metavar="VERSION", help="refuse unless this version and its changelog fit what changed")
    parser.add_argument("--changelog", metavar="FILE", default="CHANGELOG.md", help="for --require (default: %(default)s)")
    parser.add_argument("--from", dest="former", metavar="VERSION", help="for --require: the release that held OLD")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.compare import compare, report
    from ldn_content.compare.places import read_place
    from ldn_content.compare.requirement import semantic

    for version in (options.require, options.former):
        if version is not None and semantic(version) is None:
            print(f"ldn-content: {version!r} is no version: write three numbers, such as 0.3.0", file=sys.stderr)
            return USAGE
    releases = _releases(options.changelog) if options.require else ()
    old, new = read_place(options.old), read_place(options.new)
    comparison = compare(old.side, new.side)
    required = _judge(options, old, new, comparison, releases) if options.require else None
    outcome = report.Outcome(old, new, comparison, required)
    print({"text": report.to_text, "markdown": report.to_markdown, "json": report.to_json}[options.format](outcome))
    return CLEAN if required is None or required.met else FINDINGS


def _releases(name: str) -> tuple[Release, ...]:
    from pathlib import Path

    from ldn_content.compare.changelog import releases
    from ldn_content.files import MAX_BYTES, read_bytes

    try:
        raw = read_bytes(Path(name))
    except FileNotFoundError as error:
        raise CorruptData(f"{name}: is not there: --require reads the changelog; name yours with --changelog FILE") from error
    if len(raw) > MAX_BYTES:
        raise CorruptData(f"{name}: is larger than {MAX_BYTES:,} bytes: give a changelog, or the newest part of one")
    try:
        return releases(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CorruptData(f"{name}: byte {error.start} is not UTF-8: save the changelog as UTF-8") from error


def _judge(
    options: argparse.Namespace, old: Place, new: Place, comparison: Comparison, releases: tuple[Release, ...]
) -> Requirement:
    from ldn_content.compare.requirement import former_release, judge, semantic

    asked = semantic(options.require) or (0, 0, 0)
    shipped = old.package if old.package and semantic(old.package) else None
    former = options.former or shipped or former_release(releases, old.side.manifest.content_version, asked)
    return judge(comparison, (old.schema_version, new.schema_version), options.require, former, releases)
