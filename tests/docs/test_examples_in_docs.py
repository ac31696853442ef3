"""The programs in docs/embed are those of `examples/`, word for word, and each example is on a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "embed").glob("*.md"))
EXAMPLES = ROOT / "examples"
PROGRAMS = sorted(path for path in EXAMPLES.glob("*/*") if path.suffix in {".py", ".ts"})
CODE = {"python", "html", "javascript", "typescript", "ts", "js"}
"""The languages whose blocks are parts of programs; the others are commands, examples that run, and what is printed."""
BLOCK = re.compile(r"(?:^<!-- from (?P<file>\S+) -->\n)?^```(?P<language>[\w+-]+)\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)


class Block(NamedTuple):
    """A block of code on a page.

    Attributes:
        page: where it stands.
        file: the file that it says it is from.
        code: what it holds.
    """

    page: Path
    file: str | None
    code: str


def blocks(page: Path) -> list[Block]:
    found = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [Block(page, item["file"], item["code"]) for item in found if item["file"] or item["language"] in CODE]


def linked(page: Path) -> list[Path]:
    """The examples that a page links to."""
    links = re.findall(r"\]\(([^)\s#]+)\)", page.read_text(encoding="utf-8"))
    return [path for link in links if (path := (page.parent / link).resolve()).is_relative_to(EXAMPLES) and path.is_file()]


def part_of(code: str, file: Path) -> bool:
    """Tell whether whole lines of a file are this code."""
    return f"\n{code}" in f"\n{file.read_text(encoding='utf-8')}"


BLOCKS = [block for page in PAGES for block in blocks(page)]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.page.name}:{block.code.splitlines()[0]}")
def test_code_on_a_page_is_that_of_an_example(block: Block) -> None:
    files = [ROOT / block.file] if block.file else linked(block.page)
    assert all(file.is_relative_to(EXAMPLES) for file in files)
    assert any(part_of(block.code, file) for file in files), f"no whole lines of {[file.name for file in files]}"


def test_the_pages_hold_code() -> None:
    assert {"django.md", "flask.md", "fastapi.md", "static-page.md", "pyinstaller.md"} <= {block.page.name for block in BLOCKS}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_every_example_is_on_a_page(program: Path) -> None:
    assert [page.name for page in PAGES if program in linked(page)]


def test_a_part_is_whole_lines(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text("one = 1\ntwo = one + one\n", encoding="utf-8")
    assert part_of("two = one + one\n", file)
    assert not part_of("one\n", file)
    assert not part_of("two = one\n", file)
    assert not part_of("one = 1\n\ntwo = one + one\n", file)
