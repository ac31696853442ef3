"""The command line, called and run."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ldn_content as ldn
import packs
from ldn_content import cli
from ldn_content.builtin import LIBRARY
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main, run
from ldn_content.schema import published

Screen = pytest.CaptureFixture[str]


@pytest.fixture
def pack(tmp_path: Path) -> str:
    """The path of a pack that lies on the built-in one."""
    return str(packs.write(tmp_path / "pack", packs.small()))


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "ldn_content", *arguments], capture_output=True, env=environment, check=False, **options
    )


# show


@pytest.mark.parametrize("form", ["full", "compact", "line"])
@pytest.mark.parametrize("audience", ["plain", "clinical"])
def test_show_prints_a_card(capsys: Screen, form: str, audience: str) -> None:
    assert main(["show", "condition/fibromyalgia", "--form", form, "--audience", audience]) == CLEAN
    more = "ldn-content show condition/fibromyalgia" if form == "compact" else None
    assert capsys.readouterr().out == ldn.card("condition/fibromyalgia").to_text(form, audience=audience, more=more) + "\n"


def test_show_prints_markdown_and_html_and_says_which_option_is_wrong(capsys: Screen) -> None:
    card = ldn.card("condition/fibromyalgia")
    arguments = ["show", "condition/fibromyalgia", "--form", "compact", "--emergency", "112"]
    assert main([*arguments, "--format", "markdown"]) == CLEAN
    assert capsys.readouterr().out == card.to_markdown("compact", emergency="112") + "\n"
    assert main([*arguments, "--format", "html", "--more", "/ldn/{id}"]) == CLEAN
    assert capsys.readouterr().out == card.to_html("compact", emergency="112", more="/ldn/{id}") + "\n"
    assert main(["show", "term/placebo", "--ascii"]) == CLEAN
    assert capsys.readouterr().out.isascii()
    assert main(["show", "term/placebo", "--emergency", "help"]) == USAGE
    assert "emergency is a number to call" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("what", "reference"),
    [
        ("condition/fibromyalgia#pain", "condition/fibromyalgia#pain"),
        ("Fibromyalgia", "condition/fibromyalgia"),
        ("MeSH:D005356", "condition/fibromyalgia"),
        ("codeine", "substance/codeine"),
        ("PMID:38258677", "source/due-bruun-2024-fibromyalgia"),
        ("10.1016/S2665-9913(23)00278-3", "source/due-bruun-2024-fibromyalgia"),
    ],
)
def test_show_takes_references_names_codes_and_identifiers(capsys: Screen, what: str, reference: str) -> None:
    assert main(["show", what]) == CLEAN
    assert capsys.readouterr().out == ldn.card(reference).to_text() + "\n"


def test_show_takes_a_name_with_a_stroke(capsys: Screen, tmp_path: Path) -> None:
    files = packs.small()
    files["conditions/sore-knee.json"]["aliases"] = ["SK/KS"]
    root = packs.write(tmp_path, files)
    assert main(["show", "sk/ks", "--pack", str(root), "--form", "line"]) == CLEAN
    assert "condition/sore-knee" in capsys.readouterr().out


def test_show_prints_a_card_for_machines(capsys: Screen) -> None:
    assert main(["show", "substance/codeine", "--json"]) == CLEAN
    assert ldn.Card.model_validate_json(capsys.readouterr().out) == ldn.card("substance/codeine")


def test_show_shows_an_entry_of_a_pack_on_top(capsys: Screen, pack: str) -> None:
    assert main(["show", "sore knee", "--pack", pack, "--form", "line"]) == CLEAN
    assert capsys.readouterr().out.startswith("LDN may make little or no difference to knee pain.")


def test_show_lists_what_an_ambiguous_name_may_mean(capsys: Screen, pack: str) -> None:
    assert main(["show", "lookalike", "--pack", pack]) == FINDINGS
    screen = capsys.readouterr()
    assert screen.out == ""
    assert "'lookalike' is not one entry's name; it may mean:" in screen.err
    assert "  term/dud  Dud (alias, exact)\n  term/sham-knee  Sham knee (alias, exact)" in screen.err
    assert main(["show", "U25.5", "--pack", pack]) == FINDINGS
    assert "condition/sore-knee  Sore knee (code, broad)" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["condition/fibromyalga", "fibromyalgiaa", "fibromyalgai/"])
def test_show_suggests_the_nearest_where_there_is_none(capsys: Screen, what: str) -> None:
    assert main(["show", what]) != CLEAN
    screen = capsys.readouterr()
    assert screen.out == ""
    assert screen.err.startswith(f"ldn-content: no entry {what!r}")
    assert "did you mean 'condition/fibromyalgia'? A medicine that is not listed here" in screen.err


def test_nothing_found_is_exit_code_one(capsys: Screen) -> None:
    assert main(["show", "condition/gone"]) == FINDINGS
    assert main(["search", "bitcoin"]) == FINDINGS
    assert capsys.readouterr().out == ""


# list and search


def test_list_names_every_entry_or_those_of_a_kind(capsys: Screen) -> None:
    assert main(["list"]) == CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{entry.reference}  {entry.title}" for entry in LIBRARY.entries.values()]
    assert main(["list", "condition"]) == CLEAN
    assert len(capsys.readouterr().out.splitlines()) == len(ldn.conditions)


def test_list_gives_shorts_to_machines(capsys: Screen) -> None:
    assert main(["list", "substance", "--json"]) == CLEAN
    rows = json.loads(capsys.readouterr().out)
    codeine = next(row for row in rows if row["reference"] == "substance/codeine")
    assert codeine == {"reference": "substance/codeine", "title": "Codeine", "short": ldn.card("substance/codeine").short}


def test_list_names_the_kinds_where_there_is_no_such(capsys: Screen) -> None:
    assert main(["list", "disease"]) == USAGE
    assert "no kind 'disease'; there are topic, condition" in capsys.readouterr().err


def test_search_prints_each_hit_with_its_line(capsys: Screen) -> None:
    assert main(["search", "can", "I", "take", "it", "with", "codeine", "--limit", "3"]) == CLEAN
    out = capsys.readouterr().out
    assert len(out.splitlines()) <= 6
    assert "    " + ldn.card("substance/codeine").to_text("line") in out or "codeine" in out


@pytest.mark.parametrize("term", ldn.terms.values(), ids=lambda term: term.id)
def test_search_prints_terms_too(capsys: Screen, term: Any) -> None:
    assert main(["search", term.title]) == CLEAN
    assert term.reference in capsys.readouterr().out


def test_search_gives_scores_to_machines(capsys: Screen) -> None:
    assert main(["search", "fibromyalgia", "--json", "--limit", "1"]) == CLEAN
    (row,) = json.loads(capsys.readouterr().out)
    assert row["reference"] == "condition/fibromyalgia"
    assert row.keys() == {"reference", "title", "short", "score"}
    assert main(["search", "bitcoin", "--json"]) == FINDINGS
    assert json.loads(capsys.readouterr().out) == []


def test_search_that_finds_nothing_sends_people_to_a_pharmacist(capsys: Screen) -> None:
    assert main(["search", "bitcoin", "mining"]) == FINDINGS
    screen = capsys.readouterr()
    assert (screen.out, "bitcoin mining" in screen.err, "ask a pharmacist" in screen.err) == ("", True, True)


# schema


def test_schema_lists_prints_and_writes(capsys: Screen, tmp_path: Path) -> None:
    assert main(["schema"]) == CLEAN
    assert capsys.readouterr().out.split() == list(published.read_all())
    assert main(["schema", "condition"]) == CLEAN
    assert capsys.readouterr().out == published.read_all()["condition"]
    assert main(["schema", "--output", str(tmp_path / "out")]) == CLEAN
    assert len(capsys.readouterr().out.splitlines()) == len(list((tmp_path / "out").iterdir())) == len(published.read_all())
    assert main(["schema", "disease"]) == USAGE
    assert "no schema 'disease'; there are advisories, card" in capsys.readouterr().err


def test_schema_says_where_it_cannot_write(capsys: Screen, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert main(["schema", "--output", str(tmp_path / "file" / "x")]) == USAGE
    assert capsys.readouterr().err.startswith("ldn-content: ")


# all of it


def test_the_versions_are_told(capsys: Screen) -> None:
    assert main(["--version"]) == CLEAN
    assert (
        capsys.readouterr().out == f"ldn-content {ldn.__version__} (schema {ldn.SCHEMA_VERSION}, content {ldn.CONTENT_VERSION})\n"
    )


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["show"], ["show", "x", "--form", "short"], ["search", "x", "--limit", "many"]]
)
def test_what_is_not_understood_is_exit_code_two(capsys: Screen, arguments: list[str]) -> None:
    assert main(arguments) == USAGE
    assert "usage: ldn-content" in capsys.readouterr().err


def test_help_is_no_error(capsys: Screen) -> None:
    for arguments in (["--help"], ["show", "--help"], ["validate", "-h"]):
        assert main(arguments) == CLEAN
        assert capsys.readouterr().out.startswith("usage: ldn-content")


def test_every_argument_is_explained() -> None:
    [commands] = [action for action in cli._parser()._actions if isinstance(action, argparse._SubParsersAction)]
    unexplained = [
        (name, action.dest) for name, parser in commands.choices.items() for action in parser._actions if not action.help
    ]
    assert len(commands.choices) == len(cli.COMMANDS)
    assert unexplained == []


def test_what_the_system_refuses_is_told_with_the_file_first(capsys: Screen, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone" / "file")
    for arguments in (["audit", gone], ["advisories", "--file", gone], ["validate", "--select", "LDN001", "--output", gone]):
        assert main(arguments) == USAGE
        assert capsys.readouterr().err == f"ldn-content: {gone}: No such file or directory\n"


def test_a_pack_on_top_that_cannot_be_loaded_is_told(capsys: Screen, tmp_path: Path) -> None:
    assert main(["list", "--pack", str(tmp_path / "gone")]) == USAGE
    assert "is neither a directory nor a zip" in capsys.readouterr().err
    (tmp_path / "bad").mkdir()
    assert main(["list", "--pack", str(tmp_path / "bad")]) != CLEAN
    assert "pack.json:1:1: LDN009" in capsys.readouterr().err


def test_it_runs_as_a_program() -> None:
    done = program("show", "fibromyalgia", "--form", "line")
    assert (done.returncode, done.stderr) == (CLEAN, b"")
    assert done.stdout.decode() == ldn.card("condition/fibromyalgia").to_text("line") + os.linesep
    assert program("show", "ldn/gone").returncode != CLEAN


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    read, write = os.pipe()
    os.close(read)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for arguments in (["list"], ["schema", "card"], ["--version"]):
        done = subprocess.run(
            [sys.executable, "-m", "ldn_content", *arguments], stdout=write, stderr=subprocess.PIPE, env=environment, check=False
        )
        assert (done.returncode, done.stderr) == (CLEAN, b"")
    os.close(write)


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_a_screen_that_is_closed_is_no_crash() -> None:
    command = f"'{sys.executable}' -m ldn_content list >&-"
    done = subprocess.run(
        ["sh", "-c", command], stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == CLEAN


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_screen_without_utf_8_still_gets_every_word(encoding: str) -> None:
    done = program("show", "source/due-bruun-2024-fibromyalgia", env={"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (CLEAN, b"")
    text = ldn.card("source/due-bruun-2024-fibromyalgia").to_text() + "\n"
    assert done.stdout.replace(b"\r\n", b"\n") == text.encode(encoding, errors="replace")


def test_what_is_interrupted_says_so_and_leaves_as_shells_expect(monkeypatch: pytest.MonkeyPatch, capsys: Screen) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("ldn_content.cli.main", interrupted)
    with pytest.raises(SystemExit) as left:
        run()
    assert left.value.code == 130
    assert capsys.readouterr().err == "ldn-content: interrupted\n"


def test_running_it_leaves_with_the_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: Screen) -> None:
    monkeypatch.setattr(sys, "argv", ["ldn-content", "list", "disease"])
    with pytest.raises(SystemExit) as caught:
        run()
    assert caught.value.code == USAGE
    assert "no kind" in capsys.readouterr().err
