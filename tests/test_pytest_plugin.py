"""The pytest plugin: a finding is a failure at its line, in a run of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest

import ldn_content.pytest_plugin  # loaded before an inner run, which forgets what it loads
import packs
from ldn_content.check import validate
from ldn_content.cli.arguments import this_month

ROOT = Path(__file__).parents[1]
PLUGIN = ("-p", ldn_content.pytest_plugin.__name__)
BROKEN = {"title": "", "definition": "It works for LDN."}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load no plugin that happens to be installed, so that the plugin is the one of this source tree."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


def pack(root: Path, **terms: dict[str, Any]) -> Path:
    """A pack with terms, each with its faults."""
    files: packs.Files = {"pack.json": packs.manifest(id="our-pack")}
    for name, changes in terms.items():
        files[f"terms/{name}.json"] = {"kind": "term", "id": name, "title": name, "definition": "A word.", **changes}
    return packs.write(root / "our-pack", files)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_inprocess(*PLUGIN, "--ldn-as-of", "2026-11", *arguments)


def test_a_clean_pack_passes_and_is_seen(pytester: pytest.Pytester) -> None:
    pack(pytester.path, dose={})
    result = run(pytester, "--ldn-pack", "our-pack", "-v")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*collected 1 item", "our-pack/pack.json::ldn-content PASSED*"])
    assert result.ret == pytest.ExitCode.OK


def test_each_finding_is_a_failure_at_its_line(pytester: pytest.Pytester) -> None:
    root = pack(pytester.path, dose=BROKEN, other={}, sham={"definition": "It is proven and safe."})
    findings = validate(root, as_of="2026-11").findings
    assert len(findings) > 2
    result = run(pytester, "--ldn-pack", "our-pack", "--junit-xml=report.xml", "-o", "junit_family=xunit1")
    result.assert_outcomes(failed=len(findings))
    lines = result.outlines
    assert [line for line in lines if re.match(r"our-pack/.*:\d+:\d+: LDN", line)] == [f"our-pack/{item}" for item in findings]
    cases = ElementTree.parse(pytester.path / "report.xml").iter("testcase")
    places = [(case.attrib["file"].replace("\\", "/"), int(case.attrib["line"]) + 1) for case in cases]
    assert places == [(f"our-pack/{item.file}", item.line) for item in findings]
    assert "Traceback" not in result.stdout.str()
    assert "pytest_plugin.py" not in result.stdout.str()


def test_the_page_shows_what_pytest_says(pytester: pytest.Pytester) -> None:
    quick, page = ((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("quick-start.md", "ci.md"))
    for name, text in re.findall(r"`(our-pack/[\w./-]+)`(?:(?!```).)*?```json\n(.*?)^```$", quick, re.DOTALL | re.MULTILINE):
        path = pytester.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("our-leaflet#ask-us", "our-leaflet#ask"), encoding="utf-8")
    command, *shown = re.findall(r"^(?:\$ pytest .*|_+ LDN.*|our-pack/.*|FAILED.*)$", page, re.MULTILINE)
    assert len(shown) == 3
    result = pytester.runpytest_inprocess(*PLUGIN, *command.split()[2:])
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([re.sub("_{2,}", "*", line) + "*" for line in shown])


def test_two_findings_at_one_field_are_two_tests(pytester: pytest.Pytester) -> None:
    root = pack(pytester.path, sham={"definition": "It is proven and safe."})
    assert [item.field for item in validate(root, as_of="2026-11").findings] == ["definition", "definition"]
    result = run(pytester, "--ldn-pack", "our-pack", "-v")
    result.stdout.fnmatch_lines(["our-pack/terms/sham.json::LDN402 definition FAILED*", "*::LDN402 definition (2) FAILED*"])


def test_tests_of_the_host_run_beside(pytester: pytest.Pytester) -> None:
    pack(pytester.path, dose=BROKEN)
    pytester.makepyfile("def test_ours(): pass")
    run(pytester, "--ldn-pack", "our-pack").assert_outcomes(passed=1, failed=1)


def test_the_usual_options_choose_among_findings(pytester: pytest.Pytester) -> None:
    pack(pytester.path, dose=BROKEN, sham={"definition": "It is proven and safe."})
    run(pytester, "--ldn-pack", "our-pack", "-x").assert_outcomes(failed=1)
    run(pytester, "--ldn-pack", "our-pack", "-k", "sham").assert_outcomes(failed=2, deselected=1)
    run(pytester, "--ldn-pack", "our-pack", "-k", "LDN402").assert_outcomes(failed=2, deselected=1)
    result = run(pytester, "--ldn-pack", "our-pack", "--collect-only", "-q")
    result.stdout.fnmatch_lines(["our-pack/terms/dose.json::LDN010 title", "*", "3 tests collected*"])


def test_what_failed_last_is_run_again_until_it_is_mended(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_ours(): pass")
    pack(pytester.path, dose=BROKEN)
    cached = ("--ldn-pack", "our-pack", "-p", "cacheprovider")
    run(pytester, *cached).assert_outcomes(passed=1, failed=1)
    run(pytester, *cached, "--lf").assert_outcomes(failed=1, deselected=1)
    pack(pytester.path, dose={})
    run(pytester, *cached, "--lf").assert_outcomes(passed=2)


def test_warnings_are_skipped_and_fail_only_where_that_is_asked_for(pytester: pytest.Pytester) -> None:
    packs.write(pytester.path / "our-pack", {"pack.json": packs.manifest(language="xx")})
    result = run(pytester, "--ldn-pack", "our-pack", "-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*our-pack/pack.json:*LDN903*"])
    run(pytester, "--ldn-pack", "our-pack", "--ldn-strict").assert_outcomes(failed=1)


def test_codes_are_chosen_as_on_the_command_line(pytester: pytest.Pytester) -> None:
    root = pack(pytester.path, dose=BROKEN, sham={"definition": "It is proven and safe."})
    run(pytester, "--ldn-pack", "our-pack", "--ldn-select", "LDN4", "--ldn-select", "LDN010").assert_outcomes(failed=3)
    run(pytester, "--ldn-pack", "our-pack", "--ldn-select", "LDN4,LDN0", "--ldn-ignore", "LDN402").assert_outcomes(failed=1)
    (root / "terms" / "dose.json").unlink()
    run(pytester, "--ldn-pack", "our-pack", "--ldn-ignore", "LDN402").assert_outcomes(passed=1)


def test_a_code_that_there_is_not_is_told(pytester: pytest.Pytester) -> None:
    pack(pytester.path)
    result = run(pytester, "--ldn-pack", "our-pack", "--ldn-ignore", "LDN402,XYZ")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["ldn-content: no code is or begins with 'XYZ'*"])


def test_a_file_that_is_not_read_is_told_whatever_is_chosen(pytester: pytest.Pytester) -> None:
    pack(pytester.path, dose=BROKEN)
    result = run(pytester, "--ldn-pack", "our-pack", "--ldn-select", "LDN4")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["ldn-content: not checked, *: 1 file(s)"])


@pytest.mark.parametrize("text", ["{", "[[[" * 100_000, "\0", "null"])
def test_a_damaged_file_is_a_failure_of_its_own(pytester: pytest.Pytester, text: str) -> None:
    root = pack(pytester.path, dose={})
    (root / "terms" / "dose.json").write_text(text, encoding="utf-8")
    result = run(pytester, "--ldn-pack", "our-pack")
    result.assert_outcomes(failed=1)
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize("key", ["a::b", "x[0]", "line\nend", "\u202e", " ", "\x1b[31m"])
def test_a_hostile_field_names_a_test_that_pytest_can_handle(pytester: pytest.Pytester, key: str) -> None:
    root = pack(pytester.path, dose={key: 1})
    assert validate(root, as_of="2026-11").errors == 1
    result = run(pytester, "--ldn-pack", "our-pack", "-v", "--junit-xml=report.xml")
    result.assert_outcomes(failed=1)
    assert re.search(r"our-pack/terms/dose\.json::LDN010[ \w.-]* FAILED", result.stdout.str())
    ElementTree.parse(pytester.path / "report.xml")


def test_a_pack_in_a_zip_is_checked_too(pytester: pytest.Pytester) -> None:
    files = packs.overlay({"kind": "term", "id": "dose", "title": "Dose", "definition": "It is proven."})
    packs.zipped(pytester.path / "our.zip", files)
    result = run(pytester, "-W", "error", "--ldn-pack", "our.zip", "-v")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["our.zip/terms/dose.json::LDN402 definition FAILED*", "our.zip/terms/dose.json:*"])


# packs that cannot be read


def newer(root: Path) -> None:
    packs.write(root / "our-pack", {"pack.json": packs.manifest(schema_version="9.0")})


def no_zip(root: Path) -> None:
    (root / "our-pack").write_bytes(b"PK\3\4 and then nothing")


@pytest.mark.parametrize(
    ("make", "said"), [(newer, "install a newer release"), (no_zip, "as a zip"), (lambda _: None, "neither")]
)
def test_a_pack_that_cannot_be_read_stops_the_run_and_says_why(pytester: pytest.Pytester, make: Any, said: str) -> None:
    make(pytester.path)
    result = run(pytester, "--ldn-pack", "our-pack")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*ERROR collecting our-pack*", f"ldn-content: *{said}*"])
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize("month", ["november", "2026-13", ""])
def test_a_month_that_is_none_is_not_understood(pytester: pytest.Pytester, month: str) -> None:
    result = pytester.runpytest_inprocess(*PLUGIN, f"--ldn-as-of={month}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "YYYY-MM" in result.stderr.str()


def test_the_month_is_this_one_unless_it_is_given(pytester: pytest.Pytester) -> None:
    waiver = {"code": "LDN402", "entry": "term/sham", "reason": "A test.", "expires": "2000-01"}
    packs.write(pytester.path / "our-pack", {"pack.json": packs.manifest(waivers=[waiver])})
    result = pytester.runpytest_inprocess(*PLUGIN, "--ldn-pack", "our-pack", "-k", "LDN902")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"ldn-content: checks *our-pack as of {this_month()}"])


# packs in the settings of a project


def settings(pytester: pytest.Pytester, *more: str) -> None:
    pytester.makeini("\n".join(["[pytest]", "ldn_packs = our-pack", *more]))


def test_a_pack_of_the_settings_is_checked_in_every_run_of_a_folder(pytester: pytest.Pytester) -> None:
    settings(pytester)
    pack(pytester.path, dose=BROKEN)
    pytester.makepyfile("def test_ours(): pass")
    run(pytester).assert_outcomes(passed=1, failed=1)
    run(pytester, ".").assert_outcomes(passed=1, failed=1)
    run(pytester, str(pytester.mkdir("tests"))).assert_outcomes(failed=1)
    run(pytester, "--ldn-pack", "our-pack").assert_outcomes(passed=1, failed=1)


def test_a_run_of_one_test_leaves_the_packs_of_the_settings_out_and_says_so(pytester: pytest.Pytester) -> None:
    settings(pytester)
    pack(pytester.path, dose=BROKEN)
    name = pytester.makepyfile("def test_ours(): pass").name
    result = run(pytester, f"{name}::test_ours")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["ldn-content: leaves *our-pack out, as only files of tests are named"])
    run(pytester, name).assert_outcomes(passed=1)
    run(pytester, name, "--ldn-pack", "our-pack").assert_outcomes(passed=1, failed=1)


def test_packs_of_the_settings_stand_beside_the_settings(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(pytester)
    pack(pytester.path, dose=BROKEN)
    (pytester.path / "below").mkdir()
    monkeypatch.chdir(pytester.path / "below")
    pytester.runpytest_inprocess(*PLUGIN, "--rootdir=..", "-c", "../tox.ini").assert_outcomes(failed=1)


def test_a_host_that_turns_warnings_into_errors_is_no_reason_to_fail(pytester: pytest.Pytester) -> None:
    settings(pytester, "filterwarnings = error", "addopts = --strict-markers --strict-config")
    pack(pytester.path, dose={})
    result = pytester.runpytest_subprocess(*PLUGIN, "-W", "error")
    result.assert_outcomes(passed=1)


# a run that does not ask for it


def loaded(*lines: str) -> set[str]:
    """The modules that are loaded after a run of pytest in a process of its own."""
    code = "import sys, pytest; code = pytest.main(sys.argv[1:]); print(*sys.modules, sep='\\n'); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code, *PLUGIN, "-q", *lines], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stdout.splitlines())


def test_a_run_without_a_pack_loads_nothing_heavy(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_ours(): pass")
    pack(pytester.path, dose={})
    modules = loaded()
    ours = {name for name in modules if name.startswith("ldn_content")}
    assert ours == {"ldn_content", "ldn_content.pytest_plugin", "ldn_content.versions"}
    assert "pydantic" not in modules
    assert "pydantic" in loaded("--ldn-pack", "our-pack")


def test_pytest_finds_the_plugin_by_its_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"ldn_content": ldn_content.pytest_plugin.__name__}


def test_parallel_workers_collect_the_same(pytester: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    pack(pytester.path, dose=BROKEN, sham={"definition": "It is proven and safe."})
    result = pytester.runpytest_subprocess(*PLUGIN, "-p", "xdist", "-n", "2", "--ldn-pack", "our-pack")
    result.assert_outcomes(failed=3)
