"""How commands that find faults write them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldn_content.check import Report

FORMATS = ("text", "json", "github", "sarif")
"""The formats of reports."""


def formatted(wanted: str, reports: Sequence[Report], code: int, troubles: Sequence[str]) -> str:
    """Return reports in a format, with the exit code and what could not be read for those that tell it."""
    from ldn_content.check import annotations, report, sarif

    if wanted == "json":
        return report.to_json(reports)
    if wanted == "github":
        return annotations.to_annotations(reports, _checkout())
    if wanted == "sarif":
        return sarif.to_sarif(reports, code, _checkout(), troubles)
    return "\n".join(map(report.to_text, reports))


def _checkout() -> Path:
    """Return what GitHub takes paths to be relative to; elsewhere, the current directory."""
    here, workspace = Path.cwd(), os.environ.get("GITHUB_WORKSPACE")
    return Path(workspace) if workspace and here.is_relative_to(workspace) else here
