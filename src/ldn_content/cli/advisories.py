"""`ldn-content advisories`: which released content has a fault that matters for safety."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands
from ldn_content.versions import __version__

if TYPE_CHECKING:
    from ldn_content.model.advisory import Advisory


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("advisories", help="list faults of released content that matter for safety")
    parser.add_argument(
        "--content-version", metavar="VERSION", help="only those of this version, with exit code 1 if there are any"
    )
    parser.add_argument("--file", metavar="FILE", help="an advisories.json of a later release")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content import advisories

    asked: str | None = options.content_version
    try:
        found = advisories.read(options.file).advisories if asked is None else advisories.for_version(asked, options.file)
    except ValueError as error:
        print(f"ldn-content: {error}", file=sys.stderr)
        return USAGE
    if options.json:
        print(json.dumps([item.model_dump(mode="json") for item in found], ensure_ascii=False, indent=2))
    else:
        none = f"No advisory of {options.file or f'ldn-content {__version__}'} applies to content {asked or '(any)'}."
        print("\n\n".join("\n".join(_lines(item)) for item in found) or none)
    return FINDINGS if found and asked is not None else CLEAN


def _lines(item: Advisory) -> Iterator[str]:
    yield f"{item.id} ({item.published}): {item.title}"
    yield f"  From content {item.introduced}; right since {item.fixed_in} (ldn-content {item.package})."
    yield f"  Was: {item.was}"
    yield f"  Now: {item.now}"
    yield f"  Do:  {item.action}"
    yield f"  See: {', '.join(item.entries)}"
