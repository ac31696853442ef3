"""`ldn-content audit`: which fragments of a site are no longer what the library says."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from ldn_content.cli.arguments import CLEAN, FINDINGS, USAGE, Commands, library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ldn_content.audit import AuditReport


def add(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("audit", help="check pages that embed fragments: stale, altered, stripped of a caveat, unknown")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a page, a folder of pages, or - for standard input")
    parser.add_argument("--pack", action="append", default=[], metavar="PATH", help="a pack on top; may be given again")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.add_argument("--strict", action="store_true", help="warnings count as errors")
    parser.add_argument("--require-fragments", action="store_true", help="a path without any fragment is an error")
    parser.set_defaults(command=_run)


def _run(options: argparse.Namespace) -> int:
    from ldn_content.audit import audit_pages

    loaded, code = library(options), CLEAN
    reports: list[AuditReport] = []
    for path in options.paths:
        try:
            reports.append(audit_pages(path, loaded, require_fragments=options.require_fragments))
        except OSError as error:
            print(f"ldn-content: {error}", file=sys.stderr)
            code = USAGE
    print(_to_json(reports) if options.format == "json" else "\n".join(map(_to_text, reports)))
    faults = any(report.findings if options.strict else report.errors for report in reports)
    return code or (FINDINGS if faults else CLEAN)


def _to_text(report: AuditReport) -> str:
    """Return a line a finding, and a line that sums up."""
    states = ", ".join(f"{count} {state}" for state, count in reversed(report.counts.items()))
    fragments = f"{len(report.states)} fragments" if len(report.states) != 1 else "1 fragment"
    total = f"{report.place}: {report.pages} page{'' if report.pages == 1 else 's'}, {fragments}{': ' if states else ''}{states}"
    return "\n".join([*map(str, report.findings), total])


def _to_json(reports: Iterable[AuditReport]) -> str:
    """Return an array with an object a path: place, pages, fragments by state, findings."""
    rows = [
        {"place": item.place, "pages": item.pages, "fragments": item.counts, "findings": list(map(asdict, item.findings))}
        for item in reports
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
