"""Packs as tests: `pytest --ldn-pack PATH` reports each finding as a failure at its line.

Pytest imports this module in every run, so that nothing else of the library is imported before a pack is named.
It asserts nothing itself: PYTEST_DONT_REWRITE.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from ldn_content.check import Report
    from ldn_content.findings import Finding

_WITH_A_MEANING = re.compile(r"[^\w-]+", re.ASCII)
"""What would mean something to pytest, or to a terminal, in the name of a test: brackets, colons, line ends."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; without one of them, or `ldn_packs`, the plugin does nothing."""
    group = parser.getgroup("ldn-content")
    group.addoption("--ldn-pack", action="append", default=[], metavar="PATH", help="a pack to check; may be given again")
    group.addoption("--ldn-as-of", type=_month, metavar="YYYY-MM", help="what age is measured against; this month without it")
    group.addoption("--ldn-select", action="extend", type=_codes, default=[], metavar="CODES", help="report only these")
    group.addoption("--ldn-ignore", action="extend", type=_codes, default=[], metavar="CODES", help="do not report these")
    group.addoption("--ldn-strict", action="store_true", help="warnings fail, too")
    parser.addini("ldn_packs", "packs to check in each run but one that names only files of tests", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Settle the month, so that every worker of a parallel run has the same."""
    if _packs(config) and config.option.ldn_as_of is None:
        from ldn_content.cli.arguments import this_month

        config.option.ldn_as_of = this_month()


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say which packs are checked, and which are left out."""
    packs = _packs(config)
    left_out = [path for path in config.getini("ldn_packs") if path not in packs]
    checked = [f"ldn-content: checks {path} as of {config.option.ldn_as_of}" for path in packs]
    return [*checked, *(f"ldn-content: leaves {path} out, as only files of tests are named" for path in left_out)]


@pytest.hookimpl(tryfirst=True)  # so that -k, --lf and the like see the items
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add an item for each finding, and one for each pack without any."""
    for path in _packs(config):
        items += _collect(session, path)


class FindingItem(pytest.Item):
    """A finding, which fails; a warning is skipped unless warnings are to fail."""

    def __init__(self, *, finding: Finding, shown: str, **options: Any) -> None:
        super().__init__(**options)
        self._finding = finding
        self._shown = shown

    def runtest(self) -> None:
        """Fail, or skip."""
        if self._finding.severity == "error" or self.config.option.ldn_strict:
            raise _Found(self._shown)
        pytest.skip(self._shown)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the finding, and no traceback: it is not about this code."""
        return str(excinfo.value) if isinstance(excinfo.value, _Found) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Return where the finding is."""
        return self.path, self._finding.line - 1, f"{self._finding.code} {self._finding.entry or self._finding.file}"


class CleanItem(pytest.Item):
    """A pack without findings, which passes: what was checked is seen."""

    def runtest(self) -> None:
        """Pass."""


class _File(pytest.File):
    """A file of a pack, or the pack, as a place for items."""

    def collect(self) -> Iterator[pytest.Item]:
        """Return nothing: the items are made by pack."""
        return iter(())


class _Found(Exception):
    """The finding, in words."""


def _month(text: str) -> str:
    from ldn_content.cli.arguments import month

    return month(text)


def _codes(text: str) -> list[str]:
    return text.split(",")


def _packs(config: pytest.Config) -> list[Path]:
    """Return the packs of this run: those of the command line, and those of the settings unless only files were named."""
    here = config.invocation_params.dir
    named = [here / path for path in config.option.ldn_pack]
    only_files = config.args_source is config.ArgsSource.ARGS and not any((here / text).is_dir() for text in config.args)
    listed: list[Path] = [] if only_files else config.getini("ldn_packs")
    return list(dict.fromkeys(Path(os.path.normpath(path)) for path in (*named, *listed)))


def _collect(session: pytest.Session, path: Path) -> list[pytest.Item]:
    """Return the items of a pack, and tell pytest of them; of a pack that cannot be read, that this went wrong."""
    from ldn_content.check import validate
    from ldn_content.errors import LdnContentError
    from ldn_content.inert import inert_lines

    root = _File.from_parent(session, path=path / "pack.json" if path.is_dir() else path)
    chosen = session.config.option
    items: list[pytest.Item] = []
    message = None
    try:
        report = validate(path, as_of=chosen.ldn_as_of, select=chosen.ldn_select, ignore=chosen.ldn_ignore)
        items += _items(root, path, report)
        if report.unread:
            message = f"ldn-content: not checked, as they cannot be read and that was not asked for: {report.unread} file(s)"
    except (LdnContentError, ValueError, OSError) as error:  # ValueError: there is no such code
        message = inert_lines(f"ldn-content: {error}")
    told = pytest.CollectReport(root.nodeid, "failed" if message else "passed", message, [*items])
    session.ihook.pytest_collectreport(report=told)
    return items


def _items(root: _File, path: Path, report: Report) -> Iterator[pytest.Item]:
    from ldn_content.check.report import line

    here = root.config.invocation_params.dir
    for name, findings in groupby(report.findings, lambda finding: finding.file):
        file = _File.from_parent(root.session, path=path / name) if name.isprintable() else root
        seen: Counter[str] = Counter()
        for finding in findings:
            title = f"{finding.code} {_WITH_A_MEANING.sub('.', finding.field).strip('.')}".strip()
            seen[title] += 1
            number = f" ({seen[title]})" if seen[title] > 1 else ""
            yield FindingItem.from_parent(file, name=title + number, finding=finding, shown=line(report, finding, here))
    if not report.findings:
        yield CleanItem.from_parent(root, name="ldn-content")
