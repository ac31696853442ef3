"""The program that is frozen, as it runs unfrozen; `.ci/frozen.py` freezes it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hosts import ENVIRONMENT, EXAMPLES, LIBRARY, example

LEAFLET = example("pyinstaller_program/leaflet.py")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    given = [sys.executable, str(EXAMPLES / "pyinstaller_program" / "leaflet.py"), *arguments]
    return subprocess.run(given, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_question_is_answered_with_what_must_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert LEAFLET.ask("can I take it with codeine") == 0
    card = LIBRARY.card("question/can-i-take-ldn-with-codeine")
    said = capsys.readouterr().out
    assert said == card.to_text("compact", ascii=True, more=f"leaflet show {card.reference}") + "\n"
    assert all(caveat.short in " ".join(said.split()) for caveat in card.must_read)


@pytest.mark.parametrize(("question", "code"), [("warfarin", 1), ("fibromyalgia and warfarin", 0)])
def test_what_is_not_listed_is_told(question: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert LEAFLET.ask(question) == code
    said = capsys.readouterr().out
    assert said.startswith("Not listed here: 'warfarin'. If it is a medicine, ask a pharmacist.\n")
    assert (LIBRARY.conditions["fibromyalgia"].title in said) == (code == 0)


@pytest.mark.parametrize("question", ["", "\x1b[2J", "\u202e\u00e9"])
def test_whatever_is_asked_nothing_acts_on_the_terminal(question: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert LEAFLET.ask(question) == 1
    said = capsys.readouterr().out
    assert said.isascii()
    assert said.replace("\n", "").isprintable()


def test_all_else_is_the_command_line() -> None:
    asked, shown, unknown = run("ask", "can I take it with codeine"), run("show", "term/placebo"), run("show", "term/placbo")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert (shown.returncode, shown.stdout) == (0, LIBRARY.card("term/placebo").to_text() + "\n")
    assert (unknown.returncode, "did you mean 'term/placebo'?" in unknown.stderr) == (1, True)
