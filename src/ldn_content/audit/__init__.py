"""Reads pages that embed fragments, and says which are stale, altered, stripped of a caveat, unknown or damaged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ldn_content.audit import pages
from ldn_content.audit.judging import Judge
from ldn_content.audit.rules import RULES, STATES, AuditRule
from ldn_content.audit.wanted import Fault
from ldn_content.findings import Finding
from ldn_content.fragments.page import REFERENCE, Fragment
from ldn_content.fragments.page import read as read_page
from ldn_content.library import Library

__all__ = ["RULES", "STATES", "AuditReport", "AuditRule", "audit", "audit_pages"]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit found.

    Attributes:
        place: the page or the folder.
        pages: how many pages were read.
        states: for each fragment, in order, what it is: one of `STATES`.
        findings: in order of file, line and code.
    """

    place: str
    pages: int
    states: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """How many fragments there are of each state that there is, the gravest first."""
        return {state: self.states.count(state) for state in STATES if state in self.states}


def audit(html: str, library: Library, *, file: str = pages.STANDARD_INPUT, xml: bool = False) -> AuditReport:
    """Return what is wrong with the fragments of a page. Any text can be given.

    Args:
        html: the page, or a part of it.
        library: what the fragments are held against.
        file: what findings call the page.
        xml: whether it is XHTML read as XML, where any tag may close itself.

    >>> import ldn_content as ldn
    >>> audit('<p data-ldn-ref="term/dose">…</p>', ldn.Library.load()).counts
    {'damaged': 1}
    """
    return _audited(html, Judge(library), file, xml=xml)


def audit_pages(place: str, library: Library, *, require_fragments: bool = False) -> AuditReport:
    """Return what is wrong with the fragments of a page, of every page of a folder, or of standard input (`-`).

    Args:
        place: a file, a folder or `-`.
        library: what the fragments are held against.
        require_fragments: whether it is an error if there are none.

    Raises:
        OSError: a file or folder cannot be read.
    """
    judge = Judge(library)
    reports = [_of_file(file, judge) for file in pages.files(place)]
    states = tuple(state for report in reports for state in report.states)
    findings = [finding for report in reports for finding in report.findings]
    if require_fragments and not states and not findings:
        message = f"holds no fragment: no element has {REFERENCE}; perhaps something takes such attributes out of the pages"
        findings.append(_finding(place, 1, 1, Fault("LDN972", 0, message)))
    return AuditReport(place, len(reports), states, tuple(findings))


def _of_file(file: str, judge: Judge) -> AuditReport:
    try:
        text = pages.text_of(pages.read(file))
    except pages.Unreadable as error:
        return AuditReport(file, 1, (), (_finding(file, 1, 1, Fault("LDN971", 0, str(error))),))
    return _audited(text, judge, file, xml=file.lower().endswith(".xhtml"))


def _audited(html: str, judge: Judge, file: str, *, xml: bool) -> AuditReport:
    page = read_page(html, xml=xml)
    lines = [0, *(found.end() for found in re.finditer("\n", html))] if page.fragments else [0]
    states: list[str] = []
    findings: set[Finding] = set()
    for fragment, faults in judge.judge(page):
        states.append(_state(faults))
        for fault in faults:
            line = bisect_right(lines, fault.offset)
            findings.add(_finding(file, line, fault.offset - lines[line - 1] + 1, fault, fragment))
    return AuditReport(file, 1, tuple(states), tuple(sorted(findings)))


def _state(faults: Iterable[Fault]) -> str:
    return min((RULES[fault.code].state for fault in faults), key=STATES.index, default="clean")


def _finding(file: str, line: int, column: int, fault: Fault, fragment: Fragment | None = None) -> Finding:
    reference = "" if fragment is None or fault.code == "LDN951" else fragment.start.attributes[REFERENCE].strip()
    message = f"{reference} {fault.message}" if reference else f"the fragment {fault.message}" if fragment else fault.message
    return Finding(file, line, column, fault.code, RULES[fault.code].severity, message, reference, fault.field)
