"""The Nu HTML checker (of the W3C) finds nothing in cards and in the stylesheet."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from browser import MODULES, document

import ldn_content as ldn
from ldn_content.builtin import LIBRARY
from ldn_content.model.entry import KINDS
from ldn_content.render.figures import draw, figures_for
from ldn_content.render.styles import stylesheet

JAVA = shutil.which("java")
CHECKER = Path(MODULES or "") / "vnu-jar" / "build" / "dist" / "vnu.jar"
MORE = "/ldn/{kind}/{id}"
pytestmark = [
    pytest.mark.skipif(not MODULES, reason="LDN_CONTENT_NODE_MODULES names no folder with vnu-jar"),
    pytest.mark.skipif(JAVA is None, reason="there is no java"),
]


def found(*arguments: str | Path) -> list[dict[str, str]]:
    """What the checker has to say of files, warnings too."""
    command = [JAVA or "", "-jar", CHECKER, "--format", "json", "--exit-zero-always", *arguments]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=True)
    messages: list[dict[str, str]] = json.loads(run.stderr)["messages"]
    return messages


def pages(folder: Path) -> list[Path]:
    """Pages with all cards, in full on the page of their kind, compact to two audiences and as lines; and all pictures."""
    made = []
    for kind in KINDS:
        cards = [LIBRARY.card(name) for name in LIBRARY.entries if name.startswith(f"{kind}/")]
        if not cards:
            continue
        several = ldn.page(cards)
        shown = {
            "full": several.to_html("full", emergency="112"),
            "compact": several.to_html("compact", more=MORE),
            "clinical": several.to_html("compact", more=MORE, audience="clinical"),
            "line": several.to_html("line", more=MORE),
            "folded": ldn.page(cards[:3]).to_html("compact"),
            "alone": cards[0].to_html("full", audience="clinical", context={"pregnant"}),
        }
        for form, body in shown.items():
            made.append(folder / f"{kind}-{form}.html")
            made[-1].write_text(document(body, style=stylesheet(), title=f"{kind} {form}"), encoding="utf-8")
    pictures = (draw(LIBRARY, *item).to_html(f"picture-{number}") for number, item in enumerate(figures_for(LIBRARY)))
    made.append(folder / "pictures.html")
    made[-1].write_text(document("\n".join(pictures), style=stylesheet(), title="Pictures"), encoding="utf-8")
    return made


def test_it_finds_nothing_in_any_card_and_picture_and_would_find_a_fault(tmp_path: Path) -> None:
    fault = tmp_path / "fault.html"
    fault.write_text(document('<p id="a"><div>block</div></p><p id="a">'), encoding="utf-8")
    messages = found(*pages(tmp_path), fault)
    assert [item for item in messages if not item["url"].endswith("fault.html")] == []
    assert {item["message"] for item in messages} >= {"Duplicate ID “a”."}


def test_it_finds_nothing_in_the_stylesheet_and_would_find_a_fault(tmp_path: Path) -> None:
    good, bad = tmp_path / "ldn-content.css", tmp_path / "bad.css"
    good.write_text(stylesheet(), encoding="utf-8")
    bad.write_text(stylesheet().replace("font-weight: 600", "font-weight: fat", 1), encoding="utf-8")
    messages = found("--css", good, bad)
    assert {Path(item["url"]).name for item in messages} == {"bad.css"}
