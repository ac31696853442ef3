"""What validation found, as annotations of GitHub: workflow commands in a job's log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ldn_content.check.report import Report, line, total
from ldn_content.findings import Finding
from ldn_content.inert import printable

SHOWN: Final = 10
"""How many annotations of each severity GitHub shows for a step."""


def to_annotations(reports: Sequence[Report], base: Path | None = None) -> str:
    """Return the commands for the first errors and warnings, then all findings as plain lines, which are no commands.

    Args:
        reports: one a pack.
        base: what paths are relative to: the root of the checkout; the current directory without it.
    """
    base = base or Path.cwd()
    found = [(report, finding) for report in reports for finding in report.findings]
    commands = [
        command(finding, report.path(finding, base))
        for severity in ("error", "warning")
        for report, finding in [item for item in found if item[1].severity == severity][:SHOWN]
    ]
    hidden = len(found) - len(commands)
    note = [f"{hidden} more than GitHub shows as annotations; all {len(found)} are listed here:"] if hidden else []
    return "\n".join([*commands, *note, *(line(report, finding, base) for report, finding in found), *map(total, reports)])


def command(finding: Finding, path: str) -> str:
    """Return the workflow command for a finding.

    >>> print(command(Finding("a,b.json", 3, 7, "LDN010", "error", "100% new"), "our-pack/a,b.json"))
    ::error file=our-pack/a%2Cb.json,line=3,col=7,title=LDN010::100%25 new
    """
    place = f"file={_property(path)},line={finding.line},col={finding.column},title={_property(finding.code)}"
    return f"::{'error' if finding.severity == 'error' else 'warning'} {place}::{_data(finding.message)}"


def _data(text: str) -> str:
    """Escape a message: an end of a line in it would begin another command."""
    return "%0A".join("%0D".join(map(printable, part.split("\r"))) for part in text.replace("%", "%25").split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
