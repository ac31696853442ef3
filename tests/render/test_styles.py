"""The optional stylesheet touches nothing of the host, asks nobody for anything, and is small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ldn_content.builtin import LIBRARY
from ldn_content.cli import CLEAN, main
from ldn_content.model.entry import KINDS
from ldn_content.render.figures import draw
from ldn_content.render.styles import stylesheet

RULES = re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.DOTALL)
SELECTORS = [
    selector.strip()
    for prelude in re.findall(r"([^{}]+)\{", RULES)
    if not prelude.strip().startswith("@media")
    for selector in re.split(r",(?![^()]*\))", prelude)
]


def test_every_selector_begins_at_a_class_of_ours() -> None:
    assert len(SELECTORS) > 40
    assert [item for item in SELECTORS if not item.startswith(".ldn-")] == []


def test_it_names_no_address_and_no_font_and_imports_nothing() -> None:
    assert not re.search(r"url\(|@import|@font-face|//|src:|expression", RULES)
    assert stylesheet().isascii()
    assert len(stylesheet()) < 12_000


def test_it_overrules_no_host() -> None:
    assert "!important" not in RULES
    assert "#" not in "".join(SELECTORS)


def test_every_class_in_it_is_one_that_is_written() -> None:
    written: set[str] = set()
    for kind in KINDS:
        for reference in [item for item in LIBRARY.entries if item.startswith(f"{kind}/")][:3]:
            for form in ("full", "compact", "line"):
                shown = LIBRARY.card(reference).to_html(form, more="/x")
                written.update(*(item.split() for item in re.findall(r'class="([^"]*)"', shown)))
    others = LIBRARY.card("term/placebo").to_html("compact") + draw(LIBRARY, "map").to_html()
    written |= set(re.findall(r"ldn-[a-z-]+", others))
    assert set(re.findall(r"\.(ldn-[a-z-]+)", RULES)) - written == {"ldn-page-cautions"}


def test_every_property_that_a_host_may_set_is_read() -> None:
    own = set(re.findall(r"(--ldn-own-[a-z]+):", RULES))
    assert own == set(re.findall(r"var\((--ldn-own-[a-z]+)\)", RULES))
    assert all(f"--ldn-own-{name}: var(--ldn-{name}," in RULES for name in ("ground", "text", "link", "warning"))


def test_a_command_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["style"]) == CLEAN
    assert capsys.readouterr().out == stylesheet()


def test_the_documentation_lists_every_property_that_a_host_may_set() -> None:
    read = set(re.findall(r"var\((--ldn-(?!own-)[a-z-]+),", RULES))
    documented = (Path(__file__).parents[2] / "docs" / "embed" / "styling.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(--ldn-[a-z-]+)`", documented, re.MULTILINE)) == read
