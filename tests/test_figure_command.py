"""`ldn-content figure`: pictures on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import packs
from ldn_content.builtin import LIBRARY
from ldn_content.cli import CLEAN, FINDINGS, USAGE, main
from ldn_content.render.figures import draw, figures_for

Screen = pytest.CaptureFixture[str]
PICTURES = (
    ("map", ""),
    ("forest", "condition/chronic-pain"),
    ("icons", "source/due-bruun-2024-fibromyalgia#ae-any-adverse-event"),
    ("timeline", "condition/me-cfs"),
)


@pytest.mark.parametrize(("kind", "reference"), PICTURES)
@pytest.mark.parametrize("form", ["svg", "html", "text"])
def test_a_picture_is_printed_as_the_library_makes_it(kind: str, reference: str, form: str, capsys: Screen) -> None:
    assert main(["figure", kind, *([reference] if reference else []), "--format", form]) == CLEAN
    figure = draw(LIBRARY, kind, reference)
    made: dict[str, Callable[[], str]] = {"svg": figure.to_svg, "html": figure.to_html, "text": figure.to_text}
    assert capsys.readouterr().out.rstrip("\n") == made[form]().rstrip("\n")


def test_a_picture_is_written_into_a_file(tmp_path: Path, capsys: Screen) -> None:
    path = tmp_path / "map.svg"
    assert main(["figure", "map", "--output", str(path)]) == CLEAN
    assert path.read_text(encoding="utf-8") == draw(LIBRARY, "map").to_svg()
    assert capsys.readouterr().out == f"{path} ({path.stat().st_size:,} bytes)\n"


def test_json_holds_the_numbers_and_what_travels(capsys: Screen) -> None:
    assert main(["figure", "forest", "condition/chronic-pain", "--json"]) == CLEAN
    data = json.loads(capsys.readouterr().out)
    figure = draw(LIBRARY, "forest", "condition/chronic-pain")
    assert [tuple(row) for row in data["rows"]] == list(figure.rows)
    assert data["cautions"] == [str(item) for item in figure.carried.cautions]
    assert "Certainty: low." in data["hedges"][0]


def test_what_can_be_drawn_is_listed_as_commands_that_work(capsys: Screen) -> None:
    assert main(["figure", "list", "condition/fibromyalgia"]) == CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(figures_for(LIBRARY, "condition/fibromyalgia"))
    for line in lines:
        assert main([*line.split()[1:], "--format", "text"]) == CLEAN
    capsys.readouterr()
    assert main(["figure", "list", "--json"]) == CLEAN
    assert [tuple(item.values()) for item in json.loads(capsys.readouterr().out)] == list(figures_for(LIBRARY))


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (["forest", "condition/migraine"], USAGE, "Pictures of it: timeline condition/migraine"),
        (["icons"], USAGE, "icons needs a reference"),
        (["timeline", "condition/no-such"], FINDINGS, "no entry"),
        (["list", "condition/vitiligo"], FINDINGS, "no picture can be drawn of condition/vitiligo"),
        (["pie"], USAGE, "invalid choice"),
        (["map", "--output", "no-such-folder/map.svg"], USAGE, "No such file or directory"),
    ],
)
def test_what_cannot_be_drawn_ends_in_a_message(arguments: list[str], code: int, why: str, capsys: Screen) -> None:
    assert main(["figure", *arguments]) == code
    shown = capsys.readouterr()
    assert why in shown.err
    assert not shown.out


def test_a_pack_on_top_is_drawn(tmp_path: Path, capsys: Screen) -> None:
    pack = packs.write(tmp_path / "pack", packs.small())
    assert main(["figure", "timeline", "condition/sore-knee", "--pack", str(pack), "--format", "text"]) == CLEAN
    assert "Doe 2020 [1]" in capsys.readouterr().out
