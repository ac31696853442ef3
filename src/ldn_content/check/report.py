"""What validation found, as text for people and as JSON for machines."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from ldn_content.check.pages import pages
from ldn_content.check.places import shown
from ldn_content.edits import Edit
from ldn_content.findings import Finding
from ldn_content.inert import inert

REPORT_VERSION: Final = "1.0"
"""The version of the JSON report: a new key is a minor step; one that is taken away, or means something else, a major one."""
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Report:
    """What validation found in a pack.

    Attributes:
        place: the pack, as it was given.
        entries: how many entries were read.
        findings: those that were asked for, in order of file, line and code.
        root: where the files of the findings stand.
        unread: how many files could not be read though that fault was not asked for: what is in them is not checked.
        elsewhere: how many findings there are in files of the pack that were not asked for.
        mendings: the findings that need no judgement, with the edits that mend them.
        summary: what the line that sums up says, where it is no report of a pack.
    """

    place: str
    entries: int
    findings: tuple[Finding, ...]
    root: str = ""
    unread: int = 0
    elsewhere: int = 0
    mendings: tuple[tuple[Finding, tuple[Edit, ...]], ...] = field(default=(), repr=False, compare=False)
    summary: str = ""

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many findings are warnings."""
        return len(self.findings) - self.errors

    def path(self, finding: Finding, base: Path) -> str:
        """Return the path of a finding's file, relative to a directory where it is below that; inside a zip it goes on after it.

        >>> report = Report("our.zip", 1, (), "our.zip")
        >>> report.path(Finding("terms/dose.json", 1, 1, "LDN010", "error", "…"), Path.cwd())
        'our.zip/terms/dose.json'
        """
        return shown(f"{self.root}/{finding.file}" if self.root else finding.file, base)


def to_text(report: Report, base: Path | None = None) -> str:
    """Return a line a finding, how often each code was found, and a line that sums up.

    Args:
        report: of one pack.
        base: what paths are relative to; the current directory without it.
    """
    lines = [line(report, finding, base or Path.cwd()) for finding in report.findings]
    return "\n".join([*lines, *_counts(report.findings), total(report)])


def line(report: Report, finding: Finding, base: Path) -> str:
    """Return a finding in one line, in which nothing acts: no control characters, and no command to GitHub's log."""
    mark = "" if finding.severity == "error" else f"[{finding.severity}] "
    place = f"{report.path(finding, base)}:{finding.line}:{finding.column}"
    return inert(f"{place}: {finding.code} {mark}{finding.message}")


def total(report: Report) -> str:
    """Return the line that sums up."""
    if report.summary:
        return inert(report.summary)
    parts = [_number(report.entries, "entry", "entries"), _number(report.errors, "error"), _number(report.warnings, "warning")]
    if report.elsewhere:
        parts.append(f"{_number(report.elsewhere, 'finding')} in files that were not named")
    if report.unread:
        parts.append(f"{_number(report.unread, 'file')} not checked: unreadable, and that was not asked for")
    return inert(f"{report.place}: {', '.join(parts)}")


def _counts(findings: Iterable[Finding]) -> list[str]:
    """Return how often each code was found, the worst first."""
    found = Counter((finding.severity, finding.code) for finding in findings)
    order = sorted(found.items(), key=lambda item: (item[0][0] != "error", -item[1], item[0][1]))
    known = pages() if order else {}
    return [f"{number:6}  {code}  {known[code].summary if code in known else severity}" for (severity, code), number in order]


def _number(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


def to_json(reports: Iterable[Report]) -> str:
    """Return an array with an object a pack.

    Each has `report_version`, `place` (the pack as it was given), `root` (where its files stand: join it with the `file` of a
    finding), `entries`, `errors`, `warnings`, `unread`, `elsewhere` and `findings`, which have the attributes of `Finding`.
    """
    rows = [
        {
            "report_version": REPORT_VERSION,
            **{name: getattr(item, name) for name in ("place", "root", "entries", "errors", "warnings", "unread", "elsewhere")},
            "findings": list(map(asdict, item.findings)),
        }
        for item in reports
    ]
    return dump(rows)


def dump(data: object) -> str:
    """Return data as JSON that any encoding of Unicode can hold: halves of characters are written as escapes."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return _SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
