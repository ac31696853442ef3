"""The page of each code: its bad example is caught, its good one is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ldn_content
import rule_pages
from ldn_content.check import RULES, validate
from ldn_content.check.pages import FAMILIES, Page, pages
from ldn_content.cli import CLEAN, USAGE, main
from ldn_content.errors import CorruptData, InvalidPack
from ldn_content.findings import Finding
from ldn_content.library import Library

SOURCE = Path(ldn_content.__file__).parent
ABOUT_FRAGMENTS = [page for page in pages().values() if "```html" in page.text]  # tested with the audit
ABOUT_PACKS = [page for page in pages().values() if page not in ABOUT_FRAGMENTS]

each_page = pytest.mark.parametrize("page", ABOUT_PACKS, ids=lambda page: page.code)


def codes_found(root: Path, page: Page, heading: str) -> set[str]:
    changes = rule_pages.blocks(page.text, heading)
    assert changes, f"no example under {heading}"
    pack = rule_pages.make(root, changes)
    return {finding.code for finding in (*validate(pack, as_of="2026-11").findings, *refused(pack))}


def refused(pack: Path) -> tuple[Finding, ...]:
    """What is said where the pack is loaded on the built-in one."""
    try:
        Library.load(packs=[pack])
    except InvalidPack as error:
        return error.findings
    except CorruptData:
        return ()
    return ()


@each_page
def test_the_bad_example_is_caught(page: Page, tmp_path: Path) -> None:
    assert page.code in codes_found(tmp_path, page, "Bad")


@each_page
def test_the_good_example_is_left_alone(page: Page, tmp_path: Path) -> None:
    assert page.code not in codes_found(tmp_path, page, "Good")


@pytest.mark.parametrize("page", pages().values(), ids=lambda page: page.code)
def test_a_page_says_why_and_how_to_mend_it(page: Page) -> None:
    headings = re.findall(r"^## (.+)$", page.text, re.MULTILINE)
    assert headings == ["Bad", "Good", "How to mend it"]
    assert page.family == FAMILIES[page.code[3]]
    assert page.summary.endswith(".")
    why, mending = (re.split(r"^## .+$", page.text, flags=re.MULTILINE)[place] for place in (0, 3))
    assert len(why.partition(f"· {page.family}\n")[2].split()) >= 8
    assert len(mending.split()) >= 5


def test_every_code_has_a_page() -> None:
    used = set(re.findall(r'"(LDN\d{3})"', "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))))
    assert set(pages()) == used | set(RULES)


def test_a_page_says_what_its_rule_says() -> None:
    assert {code: (rule.summary, rule.severity) for code, rule in RULES.items()} == {
        code: (page.summary, page.severity) for code, page in pages().items() if code in RULES
    }


def test_rule_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "ldn202"]) == CLEAN
    assert capsys.readouterr().out == pages()["LDN202"].text


def test_rule_lists_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == CLEAN
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == sorted(pages())


def test_rule_lists_the_codes_that_begin_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "LDN20", "ldn3"]) == CLEAN
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == [code for code in pages() if code.startswith(("LDN20", "LDN3"))]
    assert main(["rule", ""]) == main(["rule", "LDN8888"]) == USAGE


def test_rule_suggests_the_nearest_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "LDN2O2"]) == USAGE
    assert "LDN202" in capsys.readouterr().err
