"""Reports as text, JSON, annotations of GitHub and SARIF: nothing in a pack can make them say or do anything else.

The schema of SARIF is described in sarif-schema-2.1.0.txt.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator  # type: ignore[import-untyped]

import packs
from ldn_content.check import Report, validate
from ldn_content.check.annotations import SHOWN, command, to_annotations
from ldn_content.check.pages import pages
from ldn_content.check.report import REPORT_VERSION, to_json, to_text
from ldn_content.check.sarif import to_sarif
from ldn_content.findings import Finding
from ldn_content.inert import inert, printable

BASE = Path("/work")
HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # stands for no byte of a name
HOSTILE = (
    *(
        "::",
        "error",
        "::error file=a::b",
        "::stop-commands::x",
        "##[",
        "##[add-mask]x",
        "]",
        "title=",
        ",",
        ":",
        "%",
        "%0A",
        "/",
        "..",
    ),
    *("\n", "\r", "\r\n", "\x00", "\x1b[2J", "\u2028", "\u202e", "\ud800", "\udcff", " ", "\u00a0", "\u0085", "a"),
)
hostile: st.SearchStrategy[str] = st.one_of(
    st.text(st.characters(codec=None), max_size=30),
    st.lists(
        st.sampled_from(HOSTILE),
        max_size=8,
    ).map("".join),
).filter(lambda text: text == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass"))  # no halves side by side
findings = st.builds(
    Finding,
    file=hostile.filter(lambda name: "\0" not in name),
    line=st.integers(1, 10**6),
    column=st.integers(1, 10**6),
    code=st.sampled_from([*sorted(pages()), "LDN999"]),
    severity=st.sampled_from(["error", "warning"]),
    message=hostile,
    entry=hostile,
    field=hostile,
)
reports = st.builds(
    Report,
    place=hostile,
    entries=st.integers(0, 9),
    findings=st.lists(findings, max_size=30).map(lambda items: tuple(sorted(items))),
    root=hostile.filter(lambda name: "\0" not in name),
    unread=st.integers(0, 2),
    elsewhere=st.integers(0, 2),
)


def acts(text: str) -> bool:
    """Whether GitHub's runner may take a line of a log for a command: `::` after white space, or `##[` anywhere."""
    return text.strip().startswith("::") or "##[" in text


def some(number: int, severity: str = "error") -> tuple[Finding, ...]:
    return tuple(Finding("terms/dose.json", line, 1, "LDN010", severity, "is odd") for line in range(1, number + 1))


# text


def test_a_report_is_a_line_a_finding_then_the_counts_and_the_sum(tmp_path: Path) -> None:
    files = packs.small()
    files["conditions/joint-pain.json"]["aliases"] = ["Stiff joints"] * 3
    files["sources/knee-trial.json"]["study"]["analysed"] = 41
    report = validate(packs.write(tmp_path / "our-pack", files), as_of="2026-11")
    lines = to_text(report, tmp_path).splitlines()
    assert lines[:-3] == [f"our-pack/{finding}" for finding in report.findings]
    assert [line.split()[:2] for line in lines[-3:-1]] == [["2", "LDN121"], ["1", "LDN202"]]
    assert lines[-1] == f"{tmp_path}/our-pack: {report.entries} entries, 3 errors, 0 warnings"


def test_errors_are_counted_before_warnings() -> None:
    found = (*some(1), Finding("a.json", 1, 1, "LDN202", "warning", "is odd"), Finding("a.json", 2, 1, "LDN202", "warning", "x"))
    codes = [line.split()[1] for line in to_text(Report("p", 1, found)).splitlines() if line.startswith(" ")]
    assert codes == ["LDN010", "LDN202"]


def test_the_sum_tells_what_was_not_asked_for() -> None:
    assert to_text(Report("p", 1, (), unread=1, elsewhere=2)) == (
        "p: 1 entry, 0 errors, 0 warnings, 2 findings in files that were not named, "
        "1 file not checked: unreadable, and that was not asked for"
    )


def test_a_warning_is_marked_as_one() -> None:
    assert to_text(Report("p", 1, some(1, "warning"))).startswith("terms/dose.json:1:1: LDN010 [warning] is odd")
    assert str(some(1, "warning")[0]) == "terms/dose.json:1:1: LDN010 [warning] is odd"


def test_a_file_in_a_zip_follows_the_zip(tmp_path: Path) -> None:
    files = packs.small()
    files["sources/knee-trial.json"]["study"]["analysed"] = 41
    for folder in ("", "inner/"):
        archive = packs.zipped(tmp_path / "our.zip", files, folder=folder)
        report = validate(archive, as_of="2026-11", select=["LDN2"])
        assert to_text(report, tmp_path).startswith(f"our.zip/{folder}sources/knee-trial.json:")


@given(reports)
def test_each_line_of_text_shows_itself_and_does_nothing(report: Report) -> None:
    text = to_text(report, BASE)
    lines = text.split("\n")
    codes = {(finding.code, finding.severity) for finding in report.findings}
    assert len(lines) == len(report.findings) + len(codes) + 1
    assert all(line.isprintable() and not acts(line) for line in lines)
    text.encode("utf-8")


@given(hostile)
def test_what_can_be_seen_is_printed_as_it_is(text: str) -> None:
    assert printable(text).isprintable()
    assert inert(inert(text)) == inert(text)
    if text.isprintable():
        assert printable(text) == text


# JSON


@given(st.lists(reports, max_size=3))
def test_the_report_for_machines_holds_the_same(found: list[Report]) -> None:
    text = to_json(found)
    text.encode("utf-8")
    rows = json.loads(text)
    assert [row["report_version"] for row in rows] == [REPORT_VERSION] * len(found)
    for row, report in zip(rows, found, strict=True):
        assert tuple(Finding(**item) for item in row.pop("findings")) == report.findings
        names = ("place", "root", "entries", "errors", "warnings", "unread", "elsewhere")
        assert row == {"report_version": REPORT_VERSION, **{name: getattr(report, name) for name in names}}


# annotations of GitHub


def parsed(text: str) -> tuple[str, dict[str, str], str]:
    """Read a command as GitHub's runner does."""
    found = re.fullmatch("::([a-z]+) ([^:]*)::(.*)", text)
    assert found is not None, text
    unescaped = [(code, chr(int(code[1:], 16))) for code in ("%0D", "%0A", "%3A", "%2C", "%25")]

    def plain(value: str, codes: list[tuple[str, str]]) -> str:
        for code, character in codes:
            value = value.replace(code, character)
        return value

    properties = dict(item.split("=", 1) for item in found[2].split(","))
    message = plain(found[3], [item for item in unescaped if item[0] not in {"%3A", "%2C"}])
    return found[1], {name: plain(value, unescaped) for name, value in properties.items()}, message


@given(findings, hostile)
def test_the_runner_reads_out_of_a_command_what_was_put_in(finding: Finding, path: str) -> None:
    text = command(finding, path)
    assert "\n" not in text
    assert "\r" not in text
    severity, properties, message = parsed(text)
    assert severity == finding.severity
    assert {name: properties[name] for name in ("line", "col", "title")} == {
        "line": str(finding.line), "col": str(finding.column), "title": finding.code,
    }  # fmt: skip
    assert visible(properties["file"]) == visible(path)
    assert visible(message) == visible(finding.message)


def visible(text: str) -> str:
    return "".join(printable(character) if character not in "\r\n" else character for character in text)


@given(st.lists(reports, max_size=3))
def test_only_the_commands_for_findings_act(found: list[Report]) -> None:
    text = to_annotations(found, BASE)
    text.encode("utf-8")
    lines = re.split("\r\n|\r|\n", text)
    acting = [line for line in lines if acts(line)]
    everything = [finding for report in found for finding in report.findings]
    shown = [min(SHOWN, sum(item.severity == severity for item in everything)) for severity in ("error", "warning")]
    assert [parsed(line)[0] for line in acting] == ["error"] * shown[0] + ["warning"] * shown[1]
    assert lines[: len(acting)] == acting
    hidden = len(everything) > len(acting)
    assert len(lines) == len(acting) + hidden + len(everything) + len(found) or not found


def test_more_than_github_shows_are_listed_in_plain_words() -> None:
    lines = to_annotations([Report("p", 1, (*some(12), *some(3, "warning")))]).splitlines()
    assert [line.partition(" ")[0] for line in lines[:13]] == ["::error"] * 10 + ["::warning"] * 3
    assert lines[13] == "2 more than GitHub shows as annotations; all 15 are listed here:"
    assert len(lines) == 13 + 1 + 15 + 1


# SARIF


@cache
def schema() -> Draft4Validator:
    path = Path(__file__).with_name("sarif-schema-2.1.0.json")
    return Draft4Validator(json.loads(path.read_text(encoding="utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(text: str) -> dict[str, Any]:
    text.encode("utf-8")
    data = json.loads(text)
    assert [error.message for error in schema().iter_errors(data)] == []
    return the_run(data)


def the_run(data: Any) -> dict[str, Any]:
    (run,) = data["runs"]
    assert isinstance(run, dict)
    return run


@settings(max_examples=50)
@given(st.lists(reports, max_size=2), st.integers(0, 2), st.lists(hostile, max_size=2))
def test_sarif_follows_its_schema_and_holds_every_finding(found: list[Report], code: int, unreadable: list[str]) -> None:
    text = to_sarif(found, code, BASE, unreadable)
    text.encode("utf-8")
    data = json.loads(text)
    run = the_run(data)
    rules = [rule["id"] for rule in run["tool"]["driver"].pop("rules")]  # the same each time, and tested by themselves
    assert [error.message for error in schema().iter_errors(data)] == []
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["exitCode"] == code
    assert run["invocations"][0]["executionSuccessful"] is (code < 2)
    everything = [(report, finding) for report in found for finding in report.findings]
    for result, (report, finding) in zip(run["results"], everything, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert (result["ruleId"], result["level"]) == (finding.code, finding.severity)
        assert finding.code == "LDN999" or rules[result["ruleIndex"]] == finding.code
        assert place["region"] == {"startLine": finding.line, "startColumn": finding.column}
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch("[A-Za-z0-9%/._~:-]*", uri)
        path = report.path(finding, BASE)
        if place["artifactLocation"].get("uriBaseId"):
            assert unquote(uri, errors="surrogateescape") == path or any(HALF.match(character) for character in path)
            assert not path.startswith("/")
    marks = [result["partialFingerprints"]["finding/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_every_code_is_a_rule_with_its_page() -> None:
    rules = run_of(to_sarif([], 0))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(pages())
    for rule in rules:
        page = pages()[rule["id"]]
        assert rule["shortDescription"]["text"] == page.summary
        assert rule["defaultConfiguration"]["level"] == page.severity
        assert rule["help"]["markdown"] == page.text
        assert "##" not in rule["fullDescription"]["text"]
        assert len(rule["fullDescription"]["text"]) > len(page.summary)


def test_a_fingerprint_holds_when_lines_and_items_move(tmp_path: Path) -> None:
    files = packs.small()
    files["conditions/sore-knee.json"]["claims"][0]["citations"] = []
    root = packs.write(tmp_path, files)
    before = marks(root)
    claims = files["conditions/sore-knee.json"]["claims"]
    claims.insert(0, packs.claim("new"))
    packs.write(root, files)
    assert before
    assert before <= marks(root)


def marks(root: Path) -> set[tuple[str, str]]:
    run = run_of(to_sarif([validate(root, as_of="2026-11", select=["LDN207"])], 1, root))
    return {(item["ruleId"], item["partialFingerprints"]["finding/v1"]) for item in run["results"]}


def test_a_result_tells_its_entry_and_a_path_of_any_name(tmp_path: Path) -> None:
    finding = Finding("terms/a b%ü.json", 1, 2, "LDN010", "error", "x", "condition/sore-knee#pain", "short")
    (result,) = run_of(to_sarif([Report("p", 1, (finding,), "p")], 1, tmp_path))["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "p/terms/a%20b%25%C3%BC.json", "uriBaseId": "%SRCROOT%"}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "condition/sore-knee#pain", "name": "pain", "kind": "object"}]
    outside = to_sarif([Report("p", 1, (finding,), "/else where")], 1, tmp_path)
    uri = run_of(outside)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert uri == {"uri": "file:///else%20where/terms/a%20b%25%C3%BC.json"}


def test_what_could_not_be_read_is_told() -> None:
    (call,) = run_of(to_sarif([], 2, unreadable=["gone: is nothing"]))["invocations"]
    assert call["toolExecutionNotifications"] == [{"level": "error", "message": {"text": "gone: is nothing"}}]


@pytest.mark.parametrize("text", ["::error::x", "  ::x", "\u00a0::x", "see ##[error]y", "\n::x"])
def test_a_line_that_could_be_a_command_is_none(text: str) -> None:
    assert not acts(inert(text))
