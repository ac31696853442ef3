"""A newcomer's hour: what docs/first-pack.md says, done from that page alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ldn_content.cli import CLEAN, FINDINGS, main

PAGE = (Path(__file__).parents[1] / "docs" / "first-pack.md").read_text(encoding="utf-8")
PACK = Path("first-pack")
CONDITION = PACK / "conditions" / "example-condition.json"
MONTH = "2026-11"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def breaks() -> list[tuple[str, str, str]]:
    """What is changed, to what, and the finding that the page shows for it."""
    found = re.findall(r"^```diff\n-(.*)\n\+(.*)\n```\n\n```text\n(.*)\n```$", PAGE, re.MULTILINE)
    assert len(found) == len(blocks("diff")) == len(blocks("text"))
    return found


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack as the commands of the page leave it, in a directory where we are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("ldn_content.cli.new.this_month", lambda: MONTH)
    commands = [line.split()[1:] for line in "".join(blocks("sh")).splitlines()]
    new = [command for command in commands if command[0] == "new"]
    assert len(new) == 2
    for command in new:
        assert main(command) == CLEAN


@pytest.fixture
def filled(made: None) -> None:
    """The pack with the files that the page shows."""
    shown = re.findall(r"`(first-pack/[\w./-]+)`(?:(?!```).)*?```json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert len(shown) == 2
    for name, text in shown:
        assert Path(name).is_file()
        Path(name).write_text(text, encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the command says of the pack, without the lines that sum up."""
    capsys.readouterr()
    code = main(["validate", str(PACK), "--as-of", MONTH])
    lines = [line for line in capsys.readouterr().out.splitlines() if re.match(r"\S+:\d+:\d+: ", line)]
    assert code == (FINDINGS if lines else CLEAN)
    return lines


@pytest.mark.usefixtures("made")
def test_a_new_pack_asks_for_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    first = blocks("console")[0].splitlines()
    assert first[0] == f"$ ldn-content validate {PACK}"
    assert told(capsys) == first[1:]


@pytest.mark.usefixtures("made")
def test_the_files_of_the_page_differ_from_the_skeletons_only_where_those_ask_for_it() -> None:
    shown = re.findall(r"```json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    for path, text in zip([PACK / "pack.json", CONDITION], shown, strict=True):
        pairs = list(zip(path.read_text(encoding="utf-8").splitlines(), text.splitlines(), strict=True))
        assert [before for before, after in pairs if before != after] == [before for before, _ in pairs if "FILL IN:" in before]


@pytest.mark.usefixtures("filled")
def test_the_pack_of_the_page_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys) == []
    assert main(["validate", str(PACK), "--as-of", MONTH]) == CLEAN
    assert capsys.readouterr().out.splitlines() == blocks("console")[1].splitlines()[1:]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("before", "after", "finding"), breaks(), ids=lambda text: (re.findall(r"LDN\d+", text) or [""])[0])
def test_each_break_gives_the_finding_that_the_page_shows(
    before: str, after: str, finding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CONDITION.read_text(encoding="utf-8")
    assert text.count(before) == 1
    CONDITION.write_text(text.replace(before, after), encoding="utf-8")
    assert told(capsys) == [finding]


def test_the_page_breaks_the_pack_in_five_ways() -> None:
    assert len({re.search(r"LDN\d+", finding)[0] for _, _, finding in breaks()}) == 5  # type: ignore[index]
