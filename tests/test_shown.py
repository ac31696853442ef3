"""What must not be shown is not in the pack."""

import json
import re
from collections.abc import Iterator
from typing import Any

from ldn_content.builtin import LIBRARY


def strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for item in node.values() if isinstance(node, dict) else node:
            yield from strings(item)


def test_nobody_is_told_that_ldn_goes_with_opioids() -> None:
    """Of the combination, only what labels say and the reported cases may be shown."""
    said = re.compile(r"opioids?\b[^.]* generally safe|safe\b[^.]* with (?:an )?opioid", re.IGNORECASE)
    for reference, entry in LIBRARY.entries.items():
        assert [text for text in strings(json.loads(entry.model_dump_json())) if said.search(text)] == [], reference


def test_no_dose_is_given_for_the_report_on_breast_milk() -> None:
    """Accounts of it disagree, so no text and no figure of its record names one."""
    report = LIBRARY.sources["chan-2004-breast-milk"]
    assert report.study is not None
    assert report.study.dose_mg is None
    assert [text for text in strings(json.loads(report.model_dump_json())) if re.search(r"\d ?mg\b", text)] == []
    assert {figure.unit for statement in report.statements for figure in statement.figures} == {"%"}
