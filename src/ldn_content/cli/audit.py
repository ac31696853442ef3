"""`ldn-content audit`: which fragments of a site are no longer what the library says."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands, library, told
from ldn_content.cli.formats import FORMATS, formatted
from ldn_content.inert import inert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldn_content.audit import AuditReport


_EPILOG = """\
Exit code: 0 without errors (with --strict: without findings), 1 with them, 2 where a path or a pack could not be read.
`ldn-content rule LDN9` lists what can be found.
"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("audit", help="check pages that embed fragments: stale, altered, stripped of a caveat, unknown")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EPILOG
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a page, a folder of pages, or - for standard input")
    parser.add_argument("--pack", action="append", default=[], metavar="PATH", help="a pack on top; may be given again")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are written; default: text")
    parser.add_argument("--strict", action="store_true", help="let warnings count as errors do")
    parser.add_argument("--require-fragments", action="store_true", help="a path without any fragment is an error")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.audit import audit_pages
    from ldn_content.check.report import Report

    loaded = library(options)
    reports: list[AuditReport] = []
    troubles: list[str] = []
    for path in options.paths:
        try:
            reports.append(audit_pages(path, loaded, require_fragments=options.require_fragments))
        except OSError as error:
            troubles.append(inert(told(error)))
    for trouble in troubles:
        print(f"ldn-content: {trouble}", file=sys.stderr)
    faults = any(report.findings if options.strict else report.errors for report in reports)
    code = USAGE if troubles else FINDINGS if faults else CLEAN
    if options.format == "json":
        print(_to_json(reports))
    else:
        judged = [Report(item.place, len(item.states), item.findings, summary=_summary(item)) for item in reports]
        print(formatted(options.format, judged, code, troubles))
    return code


def _summary(report: AuditReport) -> str:
    states = ", ".join(f"{count} {state}" for state, count in reversed(report.counts.items()))
    pages = f"{report.pages} page{'' if report.pages == 1 else 's'}"
    fragments = f"{len(report.states)} fragment{'' if len(report.states) == 1 else 's'}"
    return f"{report.place}: {pages}, {fragments}{': ' if states else ''}{states}"


def _to_json(reports: Sequence[AuditReport]) -> str:
    """Return an array with an object a path: report_version, place, pages, fragments by state, findings."""
    from ldn_content.check.report import REPORT_VERSION, dump

    rows = [
        {
            "report_version": REPORT_VERSION,
            "place": item.place,
            "pages": item.pages,
            "fragments": item.counts,
            "findings": list(map(asdict, item.findings)),
        }
        for item in reports
    ]
    return dump(rows)
