"""Reports of findings: text for people, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from ldn_content.check.engine import Report


def to_text(report: Report) -> str:
    """Return a line a finding, and a line that sums up."""
    warnings = len(report.findings) - report.errors
    total = f"{report.place}: {report.entries} entries, {report.errors} errors, {warnings} warnings"
    return "\n".join([*map(str, report.findings), total])


def to_json(reports: Iterable[Report]) -> str:
    """Return an array with an object a pack: place, entries, findings."""
    rows = [{"place": item.place, "entries": item.entries, "findings": list(map(asdict, item.findings))} for item in reports]
    return json.dumps(rows, ensure_ascii=False, indent=2)
