"""`ldn-content validate`: what is wrong with packs."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands, month, this_month
from ldn_content.errors import CorruptData, UnsupportedSchema

if TYPE_CHECKING:
    from ldn_content.check import Report


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("validate", help="check packs; the built-in one without a path")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a directory or a zip")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--as-of", type=month, metavar="YYYY-MM", help="when waivers expire; this month without it")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.check import report, validate

    as_of = options.as_of or this_month()
    code = CLEAN
    reports: list[Report] = []
    for path in options.paths or [None]:
        try:
            reports.append(validate(path, as_of=as_of))
        except (CorruptData, UnsupportedSchema) as error:
            print(f"ldn-content: {error}", file=sys.stderr)
            code = USAGE
    if options.format == "json":
        print(report.to_json(reports))
    else:
        for item in reports:
            print(report.to_text(item))
    return code or (FINDINGS if any(item.errors for item in reports) else CLEAN)
