"""What other projects' CI runs: the hooks of pre-commit, and the action of GitHub."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import ldn_content
import packs
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main

ROOT = Path(__file__).parents[1]
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
BASH = shutil.which("bash")
SCRIPTS = [dedent(found) for found in re.findall(r"^ +run: \|\n((?: {8,}.*\n|\n)+)", ACTION, re.MULTILINE)]
CHECK = SCRIPTS[-1]
FAULT = {"kind": "term", "id": "dose", "title": "Dose", "definition": "It is proven: 100%."}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a pack in a folder of it; it is where we are."""
    packs.write(tmp_path / "content" / "our-pack", {"pack.json": packs.manifest(id="our-pack")})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spoil(project: Path) -> None:
    packs.write(project / "content" / "our-pack", {"terms/dose.json": FAULT})


# pre-commit


def hooks() -> list[tuple[str, list[str]]]:
    """The id of each hook, and the command that it runs."""
    fields = r"^- id: (\S+)\n(?:  .*\n)*?  entry: ldn-content (.+)\n  args: \[\"(.+)\"\]$"
    entries = re.findall(fields, HOOKS, re.MULTILINE)
    return [(name, [*entry.split(), argument]) for name, entry, argument in entries]


each_hook = pytest.mark.parametrize("command", [command for _, command in hooks()], ids=[name for name, _ in hooks()])


def test_there_is_a_hook_that_checks_and_one_that_mends() -> None:
    assert [name for name, _ in hooks()] == ["ldn-content", "ldn-content-fix"] == re.findall(r"^- id: (.+)$", HOOKS, re.MULTILINE)


@each_hook
def test_a_hook_fails_where_a_pack_of_the_project_has_an_error(project: Path, command: list[str]) -> None:
    assert main(command) == CLEAN
    spoil(project)
    assert main(command) == FINDINGS


@each_hook
def test_a_hook_does_not_pass_in_silence_where_there_is_no_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(command) != CLEAN


@each_hook
def test_a_hook_checks_what_a_file_that_is_gone_leaves_behind(project: Path, command: list[str]) -> None:
    label = packs.small()["sources/tablet-label.json"]
    term = {
        "kind": "term",
        "id": "knee-label",
        "title": "Label",
        "definition": "A leaflet.",
        "citations": [packs.cite("tablet-label#opioids")],
    }
    root = packs.write(project / "content" / "our-pack", {"sources/tablet-label.json": label, "terms/knee-label.json": term})
    assert main(command) == CLEAN
    (root / "sources" / "tablet-label.json").unlink()
    assert main(command) == FINDINGS


def test_every_hook_runs_at_every_commit_on_whole_packs() -> None:
    for line in ("language: python", "pass_filenames: false", "always_run: true"):
        assert HOOKS.count(f"  {line}\n") == len(hooks())


# GitHub


def action(project: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as GitHub does."""
    assert BASH is not None
    library = project.parent / f"{project.name}-runner" / "ldn-content"
    if not library.exists():
        library.parent.mkdir()
        library.symlink_to(Path(ldn_content.__file__).parents[1], target_is_directory=True)
    step = {"PYTHON": sys.executable, "PACKS": ".", "AS_OF": "2026-11", "STRICT": "false", "SARIF": "", **inputs}
    (project / "pydantic.py").write_text("raise SystemExit('taken from the checkout')\n", encoding="utf-8")
    environment = {**os.environ, **step, "RUNNER_TEMP": str(library.parent), "GITHUB_WORKSPACE": str(project)}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", CHECK],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


runs_bash = pytest.mark.skipif(BASH is None or os.name != "posix", reason="needs bash and links")


@runs_bash
def test_the_action_passes_a_clean_pack(project: Path) -> None:
    done = action(project)
    assert (done.returncode, done.stderr) == (CLEAN, "")


@runs_bash
@pytest.mark.parametrize("path", [".", "content/our-pack", "\ncontent/our-pack\n\n", "content\ncontent/our-pack"])
def test_the_action_annotates_each_finding_at_its_line(project: Path, path: str) -> None:
    spoil(project)
    done = action(project, PACKS=path)
    assert done.returncode == FINDINGS
    line = next(line for line in done.stdout.splitlines() if line.startswith("::error "))
    assert "file=content/our-pack/terms/dose.json,line=5," in line
    assert "LDN" in line


@runs_bash
def test_the_action_lets_warnings_fail_on_request(project: Path) -> None:
    packs.write(project / "content" / "our-pack", {"pack.json": packs.manifest(language="xx")})
    assert action(project).returncode == CLEAN
    assert action(project, STRICT="true").returncode == FINDINGS
    assert action(project, STRICT="yes").returncode == USAGE


@runs_bash
def test_the_action_writes_sarif_beside_the_annotations(project: Path) -> None:
    spoil(project)
    done = action(project, SARIF="report.sarif")
    assert done.returncode == FINDINGS
    assert "::error " in done.stdout
    assert '"version": "2.1.0"' in (project / "report.sarif").read_text(encoding="utf-8")


@runs_bash
@pytest.mark.parametrize("text", ["$(touch taken)", "; touch taken", 'x"; touch taken; "', "--help", "a b"])
@pytest.mark.parametrize("name", ["PACKS", "AS_OF", "STRICT"])
def test_an_input_is_a_value_and_never_a_command(project: Path, name: str, text: str) -> None:
    done = action(project, **{name: text})
    assert done.returncode == USAGE
    assert not (project / "taken").exists()
    assert "Traceback" not in done.stderr


@runs_bash
@pytest.mark.parametrize("path", ["", "\n", "\n\n"])
def test_the_action_does_not_pass_in_silence_where_no_pack_is_named(project: Path, path: str) -> None:
    done = action(project, PACKS=path)
    assert (done.returncode, done.stdout) == (USAGE, "::error::path names no pack\n")


def test_inputs_reach_the_shell_through_the_environment_only() -> None:
    assert len(SCRIPTS) == ACTION.count("run: |") == 2
    assert not [script for script in SCRIPTS if "${{" in script]
    inputs = set(re.findall(r"^  ([\w-]+):\n    description: ", ACTION, re.MULTILINE))
    assert set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", ACTION)) == inputs
    assert "uses:" not in ACTION
