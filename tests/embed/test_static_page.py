"""The example that builds a static page: the page says what the library says, or it is not written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hosts import ENVIRONMENT, EXAMPLES, LIBRARY, SCRIPT, example, hostile_files, shows
from ldn_content.cli import main as command
from ldn_content.render.markup import SafeHtml
from ldn_content.render.styles import stylesheet
from packs import library

BUILD = example("static_page/build_page.py")
REFERENCES = [
    "condition/fibromyalgia",
    "condition/crohns-disease",
    "condition/fibromyalgia#pain",
    "question/can-i-take-ldn-with-codeine",
]


def test_the_page_shows_each_card_and_what_all_share_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "ldn.html"
    assert BUILD.main([str(target), *REFERENCES]) == 0
    assert f"{len(REFERENCES)} cards, all as the library has them" in capsys.readouterr().out
    html = target.read_text(encoding="utf-8")
    page = shows(html, [LIBRARY.card(reference) for reference in REFERENCES])
    assert html.count("data-ldn-shared") == 1
    assert page.tags.count("h1") == 1
    assert page.language == "en"
    assert command(["audit", "--strict", "--require-fragments", str(tmp_path)]) == 0


def test_a_card_that_is_named_twice_is_shown_once() -> None:
    shows(BUILD.document(["term/placebo", "term/placebo"]), [LIBRARY.card("term/placebo")])


def test_the_page_is_written_by_the_command_of_the_docs(tmp_path: Path) -> None:
    given = [sys.executable, str(EXAMPLES / "static_page" / "build_page.py"), "ldn.html", *REFERENCES[:2]]
    done = subprocess.run(given, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "ldn.html").read_text(encoding="utf-8") == BUILD.document(REFERENCES[:2])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "python build_page.py"),
        (["ldn.html"], "python build_page.py"),
        (["ldn.html", "condition/fibromyalgja"], "did you mean 'condition/fibromyalgia'?"),
        (["nowhere/ldn.html", "term/placebo"], "nowhere/ldn.html"),
    ],
)
def test_what_cannot_be_built_is_told(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert BUILD.main(arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_page_that_says_something_else_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = BUILD.document
    monkeypatch.setattr(BUILD, "document", lambda references: SafeHtml(whole(references).replace("may make", "will make")))
    assert BUILD.main([str(tmp_path / "ldn.html"), "condition/fibromyalgia"]) == 1
    assert "LDN966" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_a_pack_says_comes_out_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = library(tmp_path, hostile_files())
    monkeypatch.setattr(BUILD, "LIBRARY", small)
    references = ["condition/sore-knee", "caveat/opioids"]
    page = shows(BUILD.document(references), [small.card(reference) for reference in references], small)
    assert "script" not in page.tags
    assert page.text.count(SCRIPT) > 5


def test_the_stylesheet_is_written_beside_the_page(tmp_path: Path) -> None:
    target = tmp_path / "ldn.html"
    assert BUILD.main([str(target), "term/placebo"]) == 0
    assert '<link rel="stylesheet" href="ldn-content.css">' in target.read_text(encoding="utf-8")
    assert target.with_name("ldn-content.css").read_text(encoding="utf-8") == stylesheet()
