"""`ldn-content export`: one format a sub-command, to standard output or to a file that is whole or not there."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import ldn_content as ldn
import packs
from ldn_content.builtin import LIBRARY
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main
from ldn_content.export import fhir, json_ld
from ldn_content.export.chunks import chunks, to_json_lines
from ldn_content.export.evidence_table import to_csv

PAIN = "condition/fibromyalgia#pain"
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    """Run a command, and return its exit code and what it printed."""
    code = main(["export", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


# what is written


def test_chunks_are_written_as_json_lines(capsys: Captured) -> None:
    code, out, _ = said(capsys, "chunks", PAIN, "term/placebo", "--base", "https://example.org/ldn", "--audience", "clinical")
    assert code == CLEAN
    assert out == to_json_lines(chunks(LIBRARY, [PAIN, "term/placebo"], base="https://example.org/ldn", audience="clinical"))
    assert json.loads(out.splitlines()[0])["metadata"]["uri"] == f"https://example.org/ldn/{PAIN}"


def test_the_table_is_written_as_csv(capsys: Captured) -> None:
    code, out, _ = said(capsys, "csv", "condition/fibromyalgia")
    assert code == CLEAN
    assert out == to_csv(LIBRARY, ["condition/fibromyalgia"])
    assert len(list(csv.reader(io.StringIO(out, newline="")))) > 10


def test_without_a_reference_everything_is_written(here: Path, capsys: Captured) -> None:
    for wanted, text in (("csv", to_csv(LIBRARY)), ("chunks", to_json_lines(chunks(LIBRARY)))):
        assert said(capsys, wanted, "--output", wanted) == (CLEAN, f"{wanted} ({len(text):,} characters)\n", "")
        assert (here / wanted).read_bytes() == text.encode("utf-8")


def test_cards_are_written_as_a_page(capsys: Captured) -> None:
    code, out, _ = said(capsys, "text", PAIN, "term/placebo", PAIN, "--form", "compact", "--audience", "clinical")
    assert code == CLEAN
    assert out == ldn.page([ldn.card(PAIN), ldn.card("term/placebo")]).to_text("compact", audience="clinical") + "\n"


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_cards_are_written_in_other_formats(name: str, capsys: Captured) -> None:
    render = getattr(ldn.page([ldn.card(PAIN)]), f"to_{name}")
    assert said(capsys, name, PAIN, "--form", "compact") == (CLEAN, f"{render('compact')}\n", "")


def test_json_ld_is_written(capsys: Captured) -> None:
    code, out, _ = said(capsys, "json-ld", "term/placebo", "--base", "https://example.org/ldn")
    assert code == CLEAN
    assert json.loads(out) == json_ld.json_ld_of(LIBRARY, ["term/placebo"], base="https://example.org/ldn")


def test_fhir_bundles_are_written(capsys: Captured) -> None:
    wanted = ["condition/vitiligo"]
    assert json.loads(said(capsys, "fhir", *wanted)[1]) == fhir.education(LIBRARY, wanted)
    knowledge = ["--bundle", "knowledge", "--base", "https://example.org/fhir"]
    assert json.loads(said(capsys, "fhir", *wanted, *knowledge)[1]) == fhir.knowledge(
        LIBRARY, wanted, base="https://example.org/fhir"
    )
    older = fhir.knowledge(LIBRARY, wanted, version="R4B")
    assert json.loads(said(capsys, "fhir", *wanted, "--bundle", "knowledge", "--fhir-version", "R4B")[1]) == older


def test_a_site_is_written_and_one_that_is_not_ours_is_left_alone(here: Path, capsys: Captured) -> None:
    pytest.importorskip("ldn_content.export.site")
    code, out, _ = said(capsys, "site", "public", "--base", "https://example.org/ldn")
    assert (code, out.split(":")[0]) == (CLEAN, "public")
    assert (here / "public" / "v1" / "index.json").is_file()
    (here / "mine").mkdir()
    (here / "mine" / "thesis.txt").write_text("kept")
    code, out, err = said(capsys, "site", "mine")
    assert (code, out) == (USAGE, "")
    assert "mine" in err
    assert [path.name for path in (here / "mine").iterdir()] == ["thesis.txt"]


def test_two_names_of_one_entry_are_one_card(here: Path, capsys: Captured) -> None:
    moved = {"was": "term/sham", "moved_to": ["term/placebo"], "why": "It was renamed."}
    packs.write(here / "ours", packs.overlay({"kind": "retired", "id": "sham", "title": "Sham", **moved}))
    code, out, _ = said(capsys, "text", "term/sham", "term/placebo", "--pack", "ours")
    assert (code, out.count("Placebo\n=======")) == (CLEAN, 1)


def test_a_pack_on_top_is_exported_with_the_rest(here: Path, capsys: Captured) -> None:
    packs.write(here / "ours", packs.overlay({"kind": "term", "id": "ours", "title": "Ours", "definition": "A word of ours."}))
    code, out, _ = said(capsys, "chunks", "term/ours", "term/placebo", "--pack", "ours")
    assert code == CLEAN
    assert [json.loads(line)["metadata"]["packs"].split("@")[0] for line in out.splitlines()] == ["top-pack", "ldn-content"]


def test_bytes_are_utf_8_whatever_the_terminal_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", errors="replace", newline="\r\n"))
    assert main(["export", "chunks", "condition/crohns-disease"]) == CLEAN
    assert raw.getvalue() == to_json_lines(chunks(LIBRARY, ["condition/crohns-disease"])).encode("utf-8")


def test_a_closed_screen_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["export", "chunks", PAIN]) == CLEAN


def test_what_stands_in_place_of_the_screen_gets_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    monkeypatch.setattr(sys, "stdout", text)
    assert main(["export", "chunks", PAIN]) == CLEAN
    assert text.getvalue() == to_json_lines(chunks(LIBRARY, [PAIN]))


# what is refused


@pytest.mark.parametrize("command", ["chunks", "csv", "text"])
def test_an_unknown_entry_is_told_and_nothing_is_written(command: str, here: Path, capsys: Captured) -> None:
    code, out, err = said(capsys, command, "condition/fibromyalgi", "--output", "out")
    assert (code, out) == (FINDINGS, "")
    assert "fibromyalgi" in err
    assert "ask a pharmacist" in err
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chunks", "--base", "ldn"], "no http or https address"),
        (["chunks", "--audience", "vets"], "invalid choice: 'vets'"),
        (["csv", "--base", "https://example.org"], "unrecognized arguments"),
        (["text"], "REFERENCE"),
        (["html"], "REFERENCE"),
        (["pdf", PAIN], "invalid choice: 'pdf'"),
        (["site"], "DIR"),
        (["fhir", "--fhir-version", "R3"], "invalid choice: 'R3'"),
        ([], "FORMAT"),
        (["chunks", PAIN, "--pack", "nowhere"], "nowhere: is neither a directory nor a zip file"),
        (["chunks", PAIN, "--output", "."], ".: is a directory: name the file to write"),
        (["chunks", PAIN, "--output", ""], ".: is a directory: name the file to write"),
        (["chunks", PAIN, "--output", "no/such/folder"], "No such file or directory"),
        (["text", "condition/fibromyalgia", "--form", "line", "--output", "no/such/folder"], "No such file or directory"),
        (["site", "taken"], "taken: is no directory"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], words: str, here: Path, capsys: Captured) -> None:
    (here / "taken").write_text("kept")
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (USAGE, "")
    assert words in err
    assert (here / "taken").read_text() == "kept"
    assert [path.name for path in here.iterdir()] == ["taken"]


def test_a_file_is_whole_or_as_it_was(here: Path, capsys: Captured, full_disk: Callable[[str], None]) -> None:
    (here / "table.csv").write_text("kept")
    full_disk("table.csv")
    code, _, err = said(capsys, "csv", "condition/fibromyalgia", "--output", "table.csv")
    assert (code, err) == (USAGE, "ldn-content: table.csv: No space left on device\n")
    assert (here / "table.csv").read_text() == "kept"
    assert [path.name for path in here.iterdir()] == ["table.csv"]


@pytest.mark.skipif("os.name == 'nt'", reason="Windows allows no such names")
def test_names_that_act_are_printed_as_text(here: Path, capsys: Captured) -> None:
    (here / "##[x]\x1b[31m").mkdir()
    code, _, err = said(capsys, "chunks", PAIN, "--output", "##[x]\x1b[31m")
    assert code == USAGE
    assert err == "ldn-content: # #[x]\\x1b[31m: is a directory: name the file to write\n"
