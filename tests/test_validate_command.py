"""`ldn-content validate`, called and run."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import packs
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main, progress

Screen = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test stands in a directory of its own."""
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def clean(name: str = "clean") -> str:
    return str(packs.write(Path(name), {"pack.json": packs.manifest()}))


def faulty(name: str = "our-pack") -> str:
    """A pack with one fault in a source and one in a condition that can be mended."""
    files = packs.small()
    files["sources/knee-trial.json"]["study"]["analysed"] = 41
    files["conditions/joint-pain.json"]["aliases"] = ["Stiff joints", "Stiff joints"]
    return str(packs.write(Path(name), files))


def validate(*arguments: str) -> int:
    return main(["validate", "--as-of", "2026-11", *arguments])


def test_a_valid_pack_is_clean(capsys: Screen) -> None:
    assert validate(clean()) == CLEAN
    assert capsys.readouterr() == ("clean: 0 entries, 0 errors, 0 warnings\n", "")


def test_the_built_in_pack_is_checked_without_a_path(capsys: Screen) -> None:
    assert validate() == CLEAN
    assert capsys.readouterr().out.startswith("built-in: ")


def test_findings_stand_at_paths_that_can_be_opened(capsys: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Path(faulty("a/our-pack"))
    place = ":".join(map(str, packs.place(pack, "sources/knee-trial.json", "41")))
    for directory, path, expected in [
        (".", "a/our-pack", "a/our-pack/sources/knee-trial.json"),
        (".", str(pack.resolve()), "a/our-pack/sources/knee-trial.json"),
        ("a/our-pack", ".", "sources/knee-trial.json"),
        ("a/our-pack/sources", "knee-trial.json", "knee-trial.json"),
        ("a/our-pack/sources", "..", "../sources/knee-trial.json"),
    ]:
        with monkeypatch.context() as inside:
            inside.chdir(directory)
            assert validate(path) == FINDINGS
            line = next(line for line in capsys.readouterr().out.splitlines() if "LDN202" in line)
            opened = Path(line.partition(":")[0])
            assert line.startswith(f"{expected.removeprefix('../sources/') if path == '..' else expected}:{place}: LDN202 ")
            assert opened.is_file()


def test_of_a_file_of_a_pack_only_its_findings_are_reported(capsys: Screen) -> None:
    pack = faulty()
    assert validate(f"{pack}/sources/knee-trial.json", f"{pack}/terms/dud.json") == FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == ["LDN202", "LDN202", "18"]
    assert lines[-1] == "our-pack: 18 entries, 1 error, 0 warnings, 1 finding in files that were not named"
    assert validate(f"{pack}/terms") == CLEAN


def test_each_pack_of_a_repository_is_checked(capsys: Screen) -> None:
    faulty("a/one")
    clean("b/c/two")
    assert validate(".") == FINDINGS
    totals = [line for line in capsys.readouterr().out.splitlines() if "entries" in line]
    assert totals == ["a/one: 18 entries, 2 errors, 0 warnings", "b/c/two: 0 entries, 0 errors, 0 warnings"]


def test_it_goes_on_after_what_cannot_be_read(capsys: Screen) -> None:
    newer = str(packs.write(Path("newer"), {"pack.json": packs.manifest(schema_version="9.0")}))
    assert validate("gone", newer, clean()) == USAGE
    screen = capsys.readouterr()
    assert "gone: is neither a directory nor a zip file" in screen.err
    assert "install a newer release of ldn-content" in screen.err
    assert screen.out == "clean: 0 entries, 0 errors, 0 warnings\n"


def test_codes_are_selected_and_ignored(capsys: Screen) -> None:
    pack = faulty()
    assert validate(pack, "--select", "LDN121,LDN3", "--select", "LDN4") == FINDINGS
    assert "LDN202" not in capsys.readouterr().out
    assert validate(pack, "--ignore", "LDN121, ldn2") == CLEAN
    assert validate(pack, "--ignore", "LDN", "--select", "LDN202") == FINDINGS


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_is_none_is_told_with_near_ones(capsys: Screen, option: str) -> None:
    assert validate(faulty(), option, "LDN20x") == USAGE
    assert "no code is or begins with 'LDN20x'; did you mean LDN20" in capsys.readouterr().err


def test_a_file_that_is_not_read_is_not_passed_over_in_silence(capsys: Screen) -> None:
    pack = faulty()
    Path(pack, "terms/dud.json").write_text("{", encoding="utf-8")
    assert validate(pack, "--ignore", "LDN") == USAGE
    assert "1 file not checked" in capsys.readouterr().out
    assert validate(f"{pack}/conditions", "--ignore", "LDN") == CLEAN


def test_warnings_count_only_where_it_is_strict(capsys: Screen) -> None:
    pack = str(packs.write(Path("elsewhere"), {"pack.json": packs.manifest(language="xx")}))
    assert validate(pack) == CLEAN
    assert "LDN903 [warning]" in capsys.readouterr().out
    assert validate(pack, "--strict") == FINDINGS
    assert validate(pack, "--strict", "--ignore", "LDN903") == CLEAN


def test_the_month_is_given_against_which_waivers_expire(capsys: Screen) -> None:
    waiver = {"code": "LDN202", "entry": "term/x", "reason": "x", "expires": "2026-12"}
    path = str(packs.write(Path("waived"), {"pack.json": packs.manifest(waivers=[waiver])}))
    assert main(["validate", path, "--as-of", "2026-12"]) == FINDINGS
    assert "LDN901" in capsys.readouterr().out
    assert main(["validate", path, "--as-of", "2027-01"]) == FINDINGS
    assert "LDN902" in capsys.readouterr().out


@pytest.mark.parametrize("month", ["november", "2026-13", "2026", ""])
def test_a_month_that_is_none_is_refused(capsys: Screen, month: str) -> None:
    assert main(["validate", clean(), "--as-of", month]) == USAGE
    assert "YYYY-MM" in capsys.readouterr().err


def test_help_tells_what_the_exit_codes_mean(capsys: Screen) -> None:
    assert main(["validate", "--help"]) == CLEAN
    assert "Exit code: 0 without errors" in capsys.readouterr().out


# formats


def test_it_reports_to_machines(capsys: Screen) -> None:
    pack = faulty()
    assert validate("--format", "json", pack, clean()) == FINDINGS
    rows = json.loads(capsys.readouterr().out)
    assert [(row["place"], row["errors"]) for row in rows] == [(pack, 2), ("clean", 0)]
    for finding in rows[0]["findings"]:
        assert Path(rows[0]["root"], finding["file"]).is_file()
    assert validate("--format", "json", "gone") == USAGE
    assert json.loads(capsys.readouterr().out) == []


def test_it_reports_to_github(capsys: Screen) -> None:
    assert validate("--format", "github", faulty()) == FINDINGS
    first, second, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=our-pack/conditions/joint-pain.json,line=")
    assert second.startswith("::error file=our-pack/sources/knee-trial.json,line=")
    assert not any(line.startswith("::") for line in rest)


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_github_is_told_paths_from_the_root_of_the_checkout(
    capsys: Screen, monkeypatch: pytest.MonkeyPatch, here: Path, form: str
) -> None:
    faulty("content/our-pack")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here))
    monkeypatch.chdir("content")
    assert validate("--format", form, "our-pack") == FINDINGS
    assert '"content/our-pack/sources/knee-trial.json"' in capsys.readouterr().out.replace("file=", '"').replace(",line", '"')


def test_it_reports_as_sarif(capsys: Screen) -> None:
    assert validate("--format", "sarif", faulty(), "gone") == USAGE
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["LDN121", "LDN202"]
    (call,) = run["invocations"]
    assert (call["exitCode"], call["executionSuccessful"]) == (USAGE, False)
    assert "gone: is neither" in call["toolExecutionNotifications"][0]["message"]["text"]


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_report_is_written_to_a_file(capsys: Screen, form: str) -> None:
    pack = faulty()
    validate(pack, "--format", form)
    printed = capsys.readouterr().out
    assert validate(pack, "--format", form, "--output", "report") == FINDINGS
    assert capsys.readouterr().out == ""
    assert Path("report").read_text(encoding="utf-8") == printed


def test_a_report_that_cannot_be_written_is_told(capsys: Screen) -> None:
    assert validate(clean(), "--output", "gone/report") == USAGE
    assert "gone" in capsys.readouterr().err
    assert validate(clean(), "--output", ".") == USAGE


@pytest.mark.skipif(os.name == "nt", reason="no devices here")
def test_a_device_is_written_to_and_stays_one() -> None:
    assert validate(clean(), "--output", os.devnull) == CLEAN
    assert not Path(os.devnull).is_file()


def test_the_file_of_a_report_may_be_a_link() -> None:
    Path("link").symlink_to("report")
    assert validate(clean(), "--output", "link") == CLEAN
    assert Path("link").is_symlink()
    assert Path("report").read_text(encoding="utf-8").startswith("clean: 0 entries")


# --fix


def test_what_is_mended_is_told_and_the_rest_is_reported(capsys: Screen) -> None:
    pack = faulty()
    assert validate(pack, "--fix") == FINDINGS
    screen = capsys.readouterr()
    assert screen.err == "our-pack/conditions/joint-pain.json: mended LDN121 aliases[1]\n"
    assert "LDN202" in screen.out
    assert "LDN121" not in screen.out
    before = Path(pack, "conditions/joint-pain.json").read_bytes()
    assert validate(pack, "--fix") == FINDINGS
    assert capsys.readouterr() == (screen.out, "")
    assert Path(pack, "conditions/joint-pain.json").read_bytes() == before


def test_only_the_files_that_are_named_are_mended() -> None:
    pack = faulty()
    before = Path(pack, "conditions/joint-pain.json").read_bytes()
    assert validate(f"{pack}/terms", "--fix") == CLEAN
    assert Path(pack, "conditions/joint-pain.json").read_bytes() == before


def test_the_built_in_pack_and_zips_are_not_mended(capsys: Screen) -> None:
    assert validate("--fix") == USAGE
    assert "--fix needs a PATH" in capsys.readouterr().err
    path = packs.zipped(Path("our.zip"), packs.small())
    before = path.read_bytes()
    assert validate(str(path), "--fix") == USAGE
    assert "a zip is not mended" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_what_was_mended_before_it_failed_is_told(capsys: Screen, full_disk: Callable[[str], None]) -> None:
    files = packs.small()
    for name in ("conditions/joint-pain.json", "terms/dud.json"):
        files[name]["aliases"] = ["Twice", "Twice"]
    pack = packs.write(Path("our-pack"), files)
    full_disk("dud.json")
    assert validate(str(pack), "--fix") == USAGE
    error = capsys.readouterr().err
    assert "our-pack/conditions/joint-pain.json: mended LDN121" in error
    assert "No space left on device" in error


# progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_before_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert validate(faulty()) == FINDINGS
    assert screen.getvalue() == ""


def test_a_counter_is_shown_on_a_terminal_and_wiped_away(capsys: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    assert validate(faulty()) == FINDINGS
    screen = capsys.readouterr()
    assert screen.err == ""  # no terminal
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert validate(faulty()) == FINDINGS
    assert capsys.readouterr().out == screen.out
    shown = terminal.getvalue()
    assert shown.startswith("\rchecking 1 of 18")
    assert shown.endswith(f"\r{' ' * len('checking 1 of 18')}\r")
    assert "\n" not in shown


@pytest.mark.parametrize("error", [OSError, ValueError, UnicodeEncodeError("ascii", "…", 0, 1, "x")])
def test_a_terminal_that_fails_does_not_stop_the_work(monkeypatch: pytest.MonkeyPatch, error: Any) -> None:
    class Odd(Terminal):
        def write(self, text: str) -> int:
            raise error

    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr(sys, "stderr", Odd())
    assert validate(faulty()) == FINDINGS


@pytest.mark.parametrize("screen", [None, io.StringIO("closed")])
def test_there_may_be_no_terminal_at_all(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO | None) -> None:
    if screen is not None:
        screen.close()
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.0)
    monkeypatch.setattr(sys, "stderr", screen)
    assert validate(faulty()) == FINDINGS


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_output_is_the_same_in_every_locale_zone_and_hash_seed(form: str) -> None:
    pack = faulty("päck")
    arguments = [sys.executable, "-m", "ldn_content", "validate", pack, "--as-of", "2026-11", "--format", form, "--output"]
    for number, changes in enumerate(({"LC_ALL": "C", "PYTHONHASHSEED": "1"}, {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"})):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "0", **changes}
        assert subprocess.run([*arguments, str(number)], env=environment, check=False).returncode == FINDINGS
    assert Path("0").read_bytes() == Path("1").read_bytes()
